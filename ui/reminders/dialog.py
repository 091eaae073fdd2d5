"""The list of reminders: what was told and is not settled; each is opened, done, put off or dismissed in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPushButton, QStackedWidget, QStyle, QWidget

from models import many_steps, reminders
from models.clock import wall_of
from models.errors import JournalError
from models.reminder_sources import DAY, Source
from ui import alerts, theme
from ui.reminders import words
from ui.reminders.snooze_field import SnoozeField
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.buttons import button
from ui.widgets.dialog import Dialog
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import row
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_WIDTH = 640
_MORNING = 9


class ReminderModel(RowModel[Source]):
    """The reminders that wait, the latest first; they are few, so all are read at once."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def now(self) -> datetime:
        """Return the time on the wall."""
        return datetime.fromisoformat(self._session.clock.wall())

    def read(self, last: Source | None, limit: int) -> Sequence[Source]:
        """Return all that wait; there is nothing beyond."""
        return self._session.read(reminders.pending) if last is None else []

    def identity(self, row: Source) -> object:
        """Return what tells one reminder from another."""
        return (row.kind, row.record_id, row.at)

    def words(self, row: Source) -> str:
        """Return the reminder in words."""
        now = self.now()
        parts = (words.title_words(row), words.detail_words(row, now), words.told_words(row, now))
        return language().listing(part for part in parts if part)


class _ReminderDelegate(RowDelegate):
    radius = 6

    def __init__(self, model: ReminderModel) -> None:
        super().__init__()
        self._model = model

    def height(self, row: Source) -> int:
        return theme.TWO_LINE_ROW

    def paint_row(self, painter: QPainter, rect: QRect, row: Source, state: QStyle.StateFlag) -> None:
        now = self._model.now()
        middle = rect.top() + rect.height() // 2
        token = "red" if row.what == "answer" and row.when < wall_of(now) else "accent"
        paint.icon(painter, rect.left() + 10, middle, words.ICONS[row.what], token, 18)
        told = words.told_words(row, now)
        wide = max(paint.width(told, "caption"), 40)
        place = QRect(rect.right() - 10 - wide, rect.top(), wide, rect.height())
        paint.text(painter, place, told, "caption", "text_2", paint.RIGHT)
        left = rect.left() + 40
        room = place.left() - theme.CARD_GAP - left
        detail = words.detail_words(row, now)
        top = rect.top() + (6 if detail else (rect.height() - 20) // 2)
        paint.text(painter, QRect(left, top, room, 20), words.title_words(row), "body_bold")
        paint.text(painter, QRect(left, rect.top() + 26, room, 16), detail, "caption", "text_2")


class RemindersDialog(Dialog):
    """Enter opens what a reminder is about, Space does its step, Delete dismisses it; the rest is put off."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(say("Reminders"), parent, width=_WIDTH)
        self._session = session
        self.model = ReminderModel(session, self)
        self.list = RowView(self.model, _ReminderDelegate(self.model), say("Reminders"), several=True)
        self.list.setMinimumHeight(6 * theme.TWO_LINE_ROW)
        empty = EmptyState(
            say("Nothing to be reminded of"),
            say("Visits, promised answers and steps with a time of their own come up here when their time has come."),
            icon="bell",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(empty)
        self.open_button = button(say("Open"), name=say("Open what it is about (Enter)"))
        self.done_button = button(say("Done"), icon="check", name=say("The step is done (Space)"))
        self.dismiss_button = button(say("Dismiss"), name=say("Dismiss the reminder (Delete)"))
        self.usual = [
            self._snooze_button(say("10 min"), lambda now: now + timedelta(minutes=10)),
            self._snooze_button(say("1 h"), lambda now: now + timedelta(hours=1)),
            self._snooze_button(say("Tomorrow"), _tomorrow),
        ]
        self.until = SnoozeField(self.model.now, say("Remind me again"))
        self.later = button(say("Put off"))
        self._lay_out()
        self.list.opened.connect(self._open)
        self.list.ticked.connect(lambda _row: self._do())
        self.list.removed.connect(lambda _row: self._dismiss())
        self.list.selection_changed.connect(self._enable)
        self.open_button.clicked.connect(lambda: self._open(self.list.current_row()))
        self.done_button.clicked.connect(self._do)
        self.dismiss_button.clicked.connect(self._dismiss)
        self.later.clicked.connect(self._put_off_in_words)
        self.until.line.returnPressed.connect(self._put_off_in_words)
        self.until.changed.connect(self._enable)
        session.changed.connect(self._on_changed)
        session.reminders_changed.connect(self._read)
        self._read()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> list[Source]:
        """Return the reminders that are selected."""
        return self.list.selected_rows()

    def _snooze_button(self, text: str, until: Callable[[datetime], datetime]) -> QPushButton:
        made = button(text, "small", name=say("Remind me again: {when}", when=text))
        made.clicked.connect(partial(self._put_off_by, until))
        return made

    def _lay_out(self) -> None:
        self.body.addWidget(self._stack, 1)
        self.body.addLayout(row(self.open_button, self.done_button, self.dismiss_button, None, *self.usual))
        words_row = row(self.until, self.later)
        words_row.setAlignment(self.later, Qt.AlignmentFlag.AlignTop)
        words_row.setStretch(0, 1)
        self.body.addLayout(words_row)

    def _open(self, source: Source | None) -> None:
        if source is None:
            return
        self.accept()
        if source.record_id == DAY:
            self._session.open_page("today")
        else:
            self._session.open_record(source.kind, source.record_id)

    def _do(self) -> None:
        """Close the steps that are selected; what is no step is only dismissed."""
        chosen = self.chosen()
        done = [source for source in chosen if source.kind == "step" and source.record_id != DAY]
        steps = {("step", source.record_id): source for source in done}  # one may be there twice: it and its answer
        if steps:
            if self._session.run(many_steps.close, list(steps)) is None:
                return
            one = say("Done: {title}", title=done[0].title)
            several = plural("{count} item done", "{count} items done", len(steps))
            self._session.say(one if len(steps) == 1 else several, can_undo=True)
        self._write(partial(reminders.settle, reminders=[source for source in chosen if source not in done]))

    def _dismiss(self) -> None:
        self._write(partial(reminders.settle, reminders=self.chosen()))

    def _put_off_by(self, until: Callable[[datetime], datetime], _checked: bool = False) -> None:
        self._put_off(wall_of(until(self.model.now())))

    def _put_off_in_words(self) -> None:
        until = self.until.value()
        if until is not None and self.chosen():
            self._put_off(until)
            self.until.set_value(None)

    def _put_off(self, until: str) -> None:
        self._write(partial(reminders.snooze, reminders=self.chosen(), until=until))

    def _write(self, work: partial[None]) -> None:
        try:
            work(self._session.journal)
        except JournalError as error:
            alerts.current().error(error)
        self._session.reminders_changed.emit()

    def _on_changed(self, _changes: object) -> None:
        self._read()

    def _read(self) -> None:
        place = self.list.currentIndex().row()
        self.model.reload()
        self._stack.setCurrentIndex(0 if self.model.rows else 1)
        if self.model.rows and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(min(max(place, 0), len(self.model.rows) - 1)))
        self._enable()

    def _enable(self) -> None:
        chosen = self.chosen()
        writable = bool(chosen) and not self._session.journal.read_only
        self.open_button.setEnabled(len(chosen) == 1)
        self.done_button.setEnabled(
            writable and any(source.kind == "step" and source.record_id != DAY for source in chosen)
        )
        self.dismiss_button.setEnabled(writable)
        for one in self.usual:
            one.setEnabled(writable)
        self.later.setEnabled(writable and self.until.value() is not None)


def _tomorrow(now: datetime) -> datetime:
    return (now + timedelta(days=1)).replace(hour=_MORNING, minute=0)
