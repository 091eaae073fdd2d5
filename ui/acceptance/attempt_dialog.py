"""The attempts at one signature, and the next one: asked, waited, refused, came back, signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models import acceptance, signing
from models.clock import NO_TIME
from models.errors import JournalError
from models.signing import AttemptRow
from models.text.acceptance_words import WHAT_NAMES
from models.text.day_words import clock_words, weekday_and_date
from ui import theme
from ui.acceptance.signer_field import SignerField
from ui.acceptance.words import signature_name
from ui.session import Session
from ui.translations import capital, language, say
from ui.widgets import paint
from ui.widgets.date_field import DateTimeField
from ui.widgets.dialog import Dialog
from ui.widgets.duration_field import DurationField
from ui.widgets.fields import field, side_by_side
from ui.widgets.labels import label
from ui.widgets.note_editor import NoteEditor
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView
from ui.widgets.segments import Segments

_TONES = {"asked": "blue", "waited": "amber", "came_back": "outlined", "refused": "red", "signed": "green"}
_LIST, _AROUND = 168, 520


class AttemptModel(RowModel[AttemptRow]):
    """The attempts at a signature, the last one first."""

    def __init__(self, session: Session, signature_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.signature_id = session, signature_id

    def read(self, last: AttemptRow | None, limit: int) -> Sequence[AttemptRow]:
        """Return the attempts below the last one."""
        found = self.session.read(signing.attempts, self.signature_id)
        first = len(self.rows) if last is not None else 0
        return found[first : first + limit]

    def words(self, row: AttemptRow) -> str:
        """Return an attempt in words."""
        return language().listing(
            part for part in (_when(row), say(WHAT_NAMES[row.what]), row.contact, row.result) if part
        )


class AttemptDelegate(RowDelegate):
    """Draws an attempt in two lines: when and what, then what came of it."""

    radius = 6

    def height(self, row: AttemptRow) -> int:
        """Return the height of a row of two lines."""
        return theme.TWO_LINE_ROW

    def tip(self, row: AttemptRow, rect: QRect, position: QPoint) -> str:
        """Return the whole result."""
        return row.result

    def paint_row(self, painter: QPainter, rect: QRect, row: AttemptRow, state: QStyle.StateFlag) -> None:
        """Draw one attempt."""
        upper = QRect(rect.left() + 8, rect.top() + 4, rect.width() - 16, 21)
        words = say(WHAT_NAMES[row.what])
        right = upper.right() - paint.pill_width(words)
        paint.pill(painter, right, upper.center().y() + 1, words, _TONES[row.what])
        paint.text(painter, upper.adjusted(0, 0, -(upper.right() - right) - 8, 0), _when(row), "body_bold")
        told = " · ".join(part for part in (row.contact, row.result.replace("\n", " ")) if part)
        paint.text(painter, QRect(upper.left(), upper.bottom(), upper.width(), 19), told, "caption", "text_2")


class AttemptDialog(Dialog):
    """Notes an attempt; one that is selected above can be taken away by Delete."""

    def __init__(self, session: Session, signature_id: int, parent: QWidget | None) -> None:
        super().__init__(say("Attempts at a signature"), parent, accept=say("Note the attempt"), width=560)
        self._session, self._signature_id = session, signature_id
        signature = session.read(acceptance.get_signature, signature_id)
        self.model = AttemptModel(session, signature_id, self)
        self.view = RowView(self.model, AttemptDelegate(), say("Attempts so far"))
        self.view.removed.connect(self._remove)
        self.what = Segments(say("Result"), [(key, capital(say(WHAT_NAMES[key])), "") for key in signing.WHATS])
        self.at = DateTimeField(session.today, say("When"))
        self.minutes = DurationField(say("Waited"))
        self.who = SignerField(session, signature.project_id)
        self.who.show_person(signature.signer_id)
        self.told = NoteEditor(say("What happened"), say("Eight hours outside, coffee and cake…"), markdown=False)
        self.told.fit_lines(2, 6)
        self.problem = label("", "body", "red", wrap=True)
        self.problem.hide()
        self.at.set_value(session.clock.wall())
        name = signature_name(signature.department, signature.subject)
        for part in (label(name, "body", "text_2", wrap=True), self.view, self.what):
            self.body.addWidget(part)
        self.body.addLayout(side_by_side(field(say("When"), self.at), field(say("Waited"), self.minutes)))
        for one in (field(say("Whom you saw"), self.who), field(say("What happened"), self.told), self.problem):
            self.body.addWidget(one)
        self.model.reload()
        self._show_list()
        self.what.setFocus()

    def accept(self) -> None:
        """Note the attempt, and with it that the signature was asked for, or is there."""
        if any(one.is_composing() for one in (self.at, self.minutes, self.who, self.told)):
            return
        for one in (self.at, self.minutes):
            if not one.is_right():
                one.show_error(one.error())
                one.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if not self.who.take_exact():
            self._say(say("Choose one of the suggestions, or leave the field empty."))
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        contact = self.who.key()
        try:
            self._session.attempt(
                signing.attempt,
                self._signature_id,
                at=self.at.value() or self._session.clock.wall(),
                what=self.what.current(),
                result=self.told.text().strip(),
                minutes=self.minutes.value(),
                contact_id=contact if isinstance(contact, int) else None,
            )
        except JournalError as error:
            self._say(error.say(language()))
            return
        self._session.say(say("Attempt noted: {what}", what=WHAT_NAMES[self.what.current()]), can_undo=True)
        self.told.set_text("")
        super().accept()

    def typed_words(self) -> str:
        """Return the sentence that says what closing would lose."""
        return say("The attempt is not noted yet.") if self.told.text().strip() else ""

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        self.make_room()

    def _remove(self, row: AttemptRow) -> None:
        if self._session.run(signing.trash_attempt, row.id) is not None:
            self._session.say(say("The attempt was taken away."), can_undo=True)
            self.model.reload()
            self._show_list()

    def _show_list(self) -> None:
        """Let the list be as high as its rows, as far as there is room."""
        wanted = min(len(self.model.rows) * theme.TWO_LINE_ROW, _LIST)
        self.view.setFixedHeight(min(wanted, self.height_of_list(_LIST, _AROUND)))
        self.view.setVisible(bool(self.model.rows))


def _when(row: AttemptRow) -> str:
    day = weekday_and_date(language(), date.fromisoformat(row.tried_at[:10]))
    time = "" if row.tried_at.endswith(NO_TIME) else clock_words(row.tried_at)
    from models.text.durations import minutes_in_words

    waited = say("waited {time}", time=minutes_in_words(language(), row.minutes)) if row.minutes else ""
    return " · ".join(part for part in (day, time, waited) if part)
