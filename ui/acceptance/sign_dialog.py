"""Recording signatures: Enter records one and goes on to the next that is still wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models import acceptance, acceptance_lists, acceptance_matrix, acceptance_ready, signing
from models.acceptance_lists import AcceptanceFilter, SignatureLine
from models.errors import JournalError
from models.text.acceptance_words import finding_words, readiness_words
from ui.acceptance.figures import ProgressFigure
from ui.acceptance.signer_field import SignerField
from ui.acceptance.words import signature_name
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field, side_by_side
from ui.widgets.labels import label, set_token
from ui.widgets.line_field import LineField
from ui.widgets.suggest import SuggestField, Suggestion

_MOST_FOUND = 3
"""So many findings of the check are told; the rest stands in the tab."""


class SignDialog(Dialog):
    """Records the signatures it was opened with; after one alone it goes on to the next, Esc ends it."""

    def __init__(self, session: Session, rows: Sequence[SignatureLine], parent: QWidget | None) -> None:
        title = plural("Record sign-off", "Record {count} sign-offs", len(rows))
        title = say("Record sign-off") if len(rows) == 1 else title
        super().__init__(title, parent, accept=say("Record"), width=520)
        self._session = session
        self._ids = [row.id for row in rows]
        first = session.read(acceptance.get_signature, self._ids[0])
        self.project_id = first.project_id
        self.figure = ProgressFigure("green")
        self.which = SuggestField(say("Department or subject"), say("Signature"), choices=self._choices)
        self.which.chosen.connect(lambda chosen: self._show([chosen]))
        self.signer = SignerField(session, self.project_id)
        self.signed_on = DateField(session.today, say("Signed on"), forward=False)
        self.asked_on = DateField(session.today, say("Asked for on"), forward=False)
        self.note = LineField(say("What came of it, if it is worth keeping"), say("Note"))
        self.check = label("", "body", "text_2", wrap=True)
        self.problem = label("", "body", "red", wrap=True)
        self.recorded = label("", "body", "green", wrap=True)
        self._which_field = field(say("Signature"), self.which)
        self._asked_field = field(say("Asked for on"), self.asked_on)
        self._asked_hint = label(say("It was not asked for yet; since when was it?"), "caption", "text_2", wrap=True)
        days = side_by_side(self._asked_field, field(say("Signed on"), self.signed_on))
        several = plural("{count} signature", "{count} signatures", len(rows))
        self._several = label(several, "body_bold")
        for part in (self.figure, self.recorded, self._which_field, self._several, self.check):
            self.body.addWidget(part)
        self.body.addWidget(field(say("Signed by"), self.signer))
        self.body.addWidget(self._asked_hint)
        self.body.addLayout(days)
        for part in (field(say("Note"), self.note), self.problem):
            self.body.addWidget(part)
        self.cancel_button.setText(say("Close"))
        self._count()
        self._show(self._ids)

    def accept(self) -> None:
        """Record what is shown; then show the next signature, or close when there is none or several were meant."""
        if self._is_composing() or not self._is_settled():
            return
        names = [signature_name(row.department, row.subject) for row in self._rows]
        asked_on = self.asked_on.value() if not self._asked_field.isHidden() else None
        signer = self.signer.key()
        try:
            self._session.attempt(
                signing.sign,
                self._ids,
                on=self.signed_on.value(),
                signer_id=signer if isinstance(signer, int) else None,
                asked_on=asked_on,
                result=self.note.text(),
            )
        except JournalError as error:
            self.problem.setText(error.say(language()))
            self.problem.show()
            self._make_room()
            return
        said = say("{count} signatures recorded", count=len(names))
        if len(names) == 1:
            said = say("Signed: {name}", name=names[0])
        self._session.say(said, can_undo=True)
        coming = self._next() if len(self._ids) == 1 else None
        if coming is None:
            super().accept()
            return
        self.recorded.setText(said)
        self.recorded.show()
        self._count()
        self._show([coming])

    def typed_words(self) -> str:
        """Return the sentence that says what closing would lose."""
        return say("The note on this signature is not recorded yet.") if self.note.text().strip() else ""

    def _show(self, ids: list[int]) -> None:
        self._ids = ids
        self._rows = [self._session.read(acceptance.get_signature, one) for one in ids]
        first = self._rows[0]
        alone = len(ids) == 1
        self._which_field.setVisible(alone)
        self._several.setVisible(not alone)
        self.which.set_choice(Suggestion(first.id, signature_name(first.department, first.subject)))
        self.signer.show_person(first.signer_id if alone else None)
        today = self._session.today().isoformat()
        self.signed_on.set_value(today)
        self.asked_on.set_value(today)
        self._asked_field.setVisible(any(row.asked_on is None for row in self._rows))
        self._asked_hint.setVisible(not self._asked_field.isHidden())
        self.note.clear()
        self.problem.hide()
        self.recorded.setVisible(bool(self.recorded.text()))
        self._tell_ready(alone)
        self._make_room()
        self._give_keys()

    def _tell_ready(self, alone: bool) -> None:
        self.check.setVisible(alone)
        if alone:
            ready = self._session.read(acceptance_ready.check_signature, self._ids[0])
            holding = [one for one in ready.findings if one.holds and one.what != "no_signer"]
            told = [readiness_words(language(), ready)]
            found = [finding_words(language(), one, example=False) for one in holding[:_MOST_FOUND]]
            self.check.setText("\n".join(told + ([language().listing(found)] if found else [])))
            set_token(self.check, "amber" if found else "text_2")
            self.check.setVisible(bool(found) or ready.is_ready)

    def _make_room(self) -> None:
        """Be as high as what is said needs; a dialog that stands does not grow by itself."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _give_keys(self) -> None:
        wanted = self.note if self.signer.choice() is not None or len(self._ids) > 1 else self.signer
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self) -> None:
        found = self._session.read(acceptance_matrix.read, self.project_id).signatures
        self.figure.fill(found.signed, found.all, plural("of {count} signature", "of {count} signatures", found.all))

    def _next(self) -> int | None:
        return self._session.read(acceptance_lists.next_unsigned, self.project_id, self._ids[0], AcceptanceFilter())

    def _choices(self, text: str) -> list[Suggestion]:
        wanted = AcceptanceFilter(states=("open", "approved_inside", "submitted", "agreed", "blocked"), text=text)
        found = self._session.read(acceptance_lists.signatures, self.project_id, wanted, limit=12)
        return [
            Suggestion(row.id, signature_name(row.department, row.subject), row.signer, icon="pen") for row in found
        ]

    def _is_composing(self) -> bool:
        fields = (self.which, self.signer, self.signed_on, self.asked_on, self.note)
        return any(one.is_composing() for one in fields)

    def _is_settled(self) -> bool:
        """Return whether everything typed stands for something; what does not gets the focus and is named."""
        for one in (self.which, self.signer):
            if not one.take_exact():
                self.problem.setText(say("Choose one of the suggestions, or leave the field empty."))
                self.problem.show()
                self._make_room()
                one.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        for day in (self.signed_on, self.asked_on):
            if not day.is_right():
                day.show_error(day.error())
                day.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        return True
