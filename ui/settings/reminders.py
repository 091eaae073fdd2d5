"""Of what the journal reminds, and how long before; a choice applies at once."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from models import warranties
from models.errors import JournalError
from models.reminder_choices import ReminderChoices, choices, choose
from models.text.durations import minutes_in_words
from ui import alerts, theme
from ui.session import Session
from ui.settings.part import Part
from ui.translations import language, plural, say
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.layouts import column

_NOTICES = (0, 5, 10, 15, 30, 60, 120, 24 * 60)
_HOURS = tuple(f"{hour:02}:{minute:02}" for hour in range(6, 12) for minute in (0, 30))
_WARRANTY_DAYS = (30, 60, 90, 120, 180, 365)
_WIDTH = 220


class RemindersPart(Part):
    """Before a visit, before a promised answer, the day's list, birthdays, and ends of warranties on Today."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.visits = _box(say("Before a visit"))
        self.answers = _box(say("Before a promised answer"))
        self.day = _box(say("What is due today, and plans to look at"))
        self.birthdays = QCheckBox(say("Birthdays, at the same time"))
        self.warranties = _box(say("The end of a warranty stands on Today"))
        hint = say(
            "Reminders come up while Rounds runs; what came up meanwhile waits at the bell at the next start. A step "
            "with a reminder of its own always comes up."
        )
        boxes = (self.visits, self.answers, self.day)
        self.setLayout(
            column(
                label(hint, "body", "text_2", wrap=True),
                *(field(box.accessibleName(), box) for box in boxes),
                self.birthdays,
                field(self.warranties.accessibleName(), self.warranties),
                None,
                spacing=theme.CARD_GAP,
            )
        )
        self.refresh()
        for box in boxes:
            box.activated.connect(self._choose)
            box.setDisabled(session.journal.read_only)
        self.birthdays.clicked.connect(self._choose)
        self.warranties.activated.connect(self._choose_warranties)
        self.warranties.setDisabled(session.journal.read_only)
        self.birthdays.setDisabled(session.journal.read_only)

    def refresh(self) -> None:
        """Show what is wanted."""
        wanted = self._session.read(choices)
        for box, minutes in ((self.visits, wanted.visit_minutes), (self.answers, wanted.answer_minutes)):
            _fill(box, minutes, {notice: _notice_words(notice) for notice in _NOTICES})
        _fill(self.day, wanted.day_at, {hour: say("at {time}", time=hour) for hour in _HOURS})
        self.birthdays.setChecked(wanted.birthdays)
        days = self._session.read(warranties.days_ahead)
        self.warranties.clear()
        for count in sorted({*_WARRANTY_DAYS, days}):
            self.warranties.addItem(plural("{count} day before", "{count} days before", count), count)
        self.warranties.setCurrentIndex(self.warranties.findData(days))

    def _choose(self) -> None:
        wanted = ReminderChoices(
            visit_minutes=self.visits.currentData(),
            answer_minutes=self.answers.currentData(),
            day_at=self.day.currentData(),
            birthdays=self.birthdays.isChecked(),
        )
        try:
            choose(self._session.journal, wanted)
        except JournalError as error:
            alerts.current().error(error)
        self._session.reminders_changed.emit()

    def _choose_warranties(self) -> None:
        try:
            warranties.set_days_ahead(self._session.journal, self.warranties.currentData())
        except JournalError as error:
            alerts.current().error(error)
        self._session.reminders_changed.emit()


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setFixedWidth(_WIDTH)
    return box


def _fill(box: QComboBox, chosen: object, known: dict[object, str] | dict[int, str] | dict[str, str]) -> None:
    """Offer no reminder, what is usual, and what was chosen elsewhere."""
    box.clear()
    box.addItem(say("No reminder"), None)
    for value, words in known.items():
        box.addItem(words, value)
    if chosen is not None and chosen not in known:
        box.addItem(_notice_words(chosen) if isinstance(chosen, int) else str(chosen), chosen)
    box.setCurrentIndex(0 if chosen is None else box.findData(chosen))


def _notice_words(minutes: int) -> str:
    if minutes == 0:
        return say("when it begins")
    return (
        say("a day before") if minutes == 24 * 60 else say("{time} before", time=minutes_in_words(language(), minutes))
    )
