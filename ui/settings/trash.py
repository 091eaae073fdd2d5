"""The trash: everything that was thrown away, and the way back for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QStyle, QWidget

from models import trash
from models.clock import wall_of
from models.text.clean import clean_line
from models.text.day_words import clock_words, full_date, past_words, short_date
from models.text.language import Label
from models.trash import Thrown
from ui import theme
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.buttons import button
from ui.widgets.dialog import Dialog
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_ICONS: Mapping[str, str] = {
    "account": "accounts",
    "contact": "person",
    "contact_point": "call",
    "contact_post": "person-arrow",
    "visit": "visits",
    "step": "steps",
    "plan": "list",
    "trip": "trip",
    "project": "flag",
    "milestone": "flag",
    "acceptance_item": "list",
    "signature": "pen",
    "receivable": "money",
    "asset": "box",
    "feedback": "message",
    "attachment": "clip",
}
_KIND_NAMES: Mapping[str, Label] = {
    "account": Label("account"),
    "contact": Label("person"),
    "contact_point": Label("phone number or address"),
    "contact_post": Label("post"),
    "visit": Label("visit"),
    "step": Label("step"),
    "plan": Label("plan"),
    "trip": Label("trip"),
    "project": Label("project"),
    "milestone": Label("milestone"),
    "acceptance_item": Label("acceptance item"),
    "signature": Label("signature"),
    "receivable": Label("receivable"),
    "asset": Label("installed product"),
    "feedback": Label("feedback"),
    "attachment": Label("file"),
}


class TrashModel(RowModel[Thrown]):
    """What lies in the trash, the last thrown away first."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def read(self, last: Thrown | None, limit: int) -> Sequence[Thrown]:
        """Return what was thrown away before the last one shown."""
        return self._session.read(trash.listing, below=last.place if last else None, limit=limit)

    def identity(self, row: Thrown) -> object:
        """Return the kind and the id: two kinds may share one."""
        return (row.kind, row.id)

    def words(self, row: Thrown) -> str:
        """Return what lies there in words."""
        parts = (say(_KIND_NAMES[row.kind]), title_words(row), detail_words(row), self.when_words(row))
        return language().listing(part for part in parts if part)

    def when_words(self, row: Thrown) -> str:
        """Return when something was thrown away: 'today 09:12', 'yesterday', '8 June'."""
        today = self._session.today()
        moment = datetime.fromisoformat(row.thrown_at).astimezone()
        if moment.date() >= today:
            return say("today {time}", time=clock_words(wall_of(moment)) or "00:00")
        if (today - moment.date()).days < 7:
            return past_words(language(), moment.date(), today)
        return short_date(language(), moment.date(), today)


def title_words(row: Thrown) -> str:
    """Return what to call a thing in the trash; a visit without a purpose has its day for a name."""
    title = clean_line(row.title)
    if row.kind == "visit" and not title:
        return say("Visit without a purpose")
    return title


def detail_words(row: Thrown) -> str:
    """Return what kind it is, where it belongs, and how much comes back with it."""
    kind = say(_KIND_NAMES[row.kind])
    day = ""
    if row.day:
        day = full_date(language(), date.fromisoformat(row.day))
    along = plural("with {count} more", "with {count} more", row.along) if row.along else ""
    merged = say("merged into {name}", name=row.merged_into) if row.merged_into else ""
    return " · ".join(part for part in (kind[:1].upper() + kind[1:], merged, row.account, day, along) if part)


class _TrashDelegate(RowDelegate):
    radius = 6

    def __init__(self, model: TrashModel) -> None:
        super().__init__()
        self._model = model

    def height(self, row: Thrown) -> int:
        return theme.TWO_LINE_ROW

    def hot_spots(self, row: Thrown, rect: QRect) -> dict[str, QRect]:
        middle = rect.top() + rect.height() // 2
        wide = paint.width(say("Restore"), "body") + 20
        return {"restore": QRect(rect.right() - 8 - wide, middle - 14, wide, 28)}

    def tip(self, row: Thrown, rect: QRect, position: QPoint) -> str:
        return say("Restore (Enter)")

    def paint_row(self, painter: QPainter, rect: QRect, row: Thrown, state: QStyle.StateFlag) -> None:
        middle = rect.top() + rect.height() // 2
        paint.icon(painter, rect.left() + 10, middle, _ICONS[row.kind], "text_2", 18)
        restore = self.hot_spots(row, rect)["restore"]
        paint.rounded(painter, restore, 6, "card", "line_strong")
        paint.text(painter, restore, say("Restore"), "body", "text", paint.CENTRE)
        when = self._model.when_words(row)
        wide = max(paint.width(when, "caption"), 80)
        place = QRect(restore.left() - theme.CARD_GAP - wide, rect.top(), wide, rect.height())
        paint.text(painter, place, when, "caption", "text_2", paint.RIGHT)
        left = rect.left() + 40
        room = place.left() - theme.CARD_GAP - left
        paint.text(painter, QRect(left, rect.top() + 6, room, 20), title_words(row))
        paint.text(painter, QRect(left, rect.top() + 26, room, 16), detail_words(row), "caption", "text_2")


class TrashDialog(Dialog):
    """What was thrown away. Enter, or the button of a row, takes it out again."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(say("Trash"), parent, width=680)
        self.session = session
        self.model = TrashModel(session, self)
        delegate = _TrashDelegate(self.model)
        self.list = RowView(self.model, delegate, say("Trash"))
        self.list.setMinimumHeight(8 * theme.TWO_LINE_ROW)
        empty = EmptyState(
            say("The trash is empty"),
            say("Whatever you delete lies here, and comes back with all that went with it."),
            icon="trash",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(empty)
        self._notice = label(say("Nothing here is ever removed by itself."), "caption", "text_3", wrap=True)
        self.restore_button = button(say("Restore"), "filled")
        self.body.addWidget(self._notice)
        self.body.addWidget(self._stack, 1)
        self.add_button(self.restore_button, at_left=False)
        delegate.pressed.connect(lambda _spot, row: self.restore(row))
        self.list.opened.connect(self.restore)
        self.restore_button.clicked.connect(self._restore_current)
        session.changed.connect(self._on_changed)
        self._read()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self, row: Thrown) -> None:
        """Take something out of the trash; what it belongs to must come out first, and the sentence says so."""
        if self.session.run(trash.restore, row.kind, row.id) is not None:
            self.session.say(say("Restored: {title}", title=title_words(row)), can_undo=True)

    def _restore_current(self) -> None:
        row = self.list.current_row()
        if row is not None:
            self.restore(row)

    def _on_changed(self, changes: object) -> None:
        self._read()

    def _read(self) -> None:
        place = self.list.currentIndex().row()
        self.model.reload()
        self._stack.setCurrentIndex(0 if self.model.rows else 1)
        self.restore_button.setEnabled(bool(self.model.rows))
        if self.model.rows and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(min(max(place, 0), len(self.model.rows) - 1)))
