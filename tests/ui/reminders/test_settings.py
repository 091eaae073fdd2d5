"""Of what one is reminded: chosen in the settings, kept in the journal, followed at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import reminders
from models.reminder_choices import ReminderChoices, choices, choose
from tests.factories import make_contact, make_step
from ui.session import Session
from ui.settings.reminders import RemindersPart


def test_the_choices_are_shown_and_kept(session: Session, qtbot: QtBot) -> None:
    part = RemindersPart(session)
    qtbot.addWidget(part)
    assert [box.currentText() for box in (part.visits, part.answers, part.day)] == [
        "30 min before",
        "30 min before",
        "at 08:30",
    ]
    part.visits.setCurrentIndex(part.visits.findData(10))
    part.visits.activated.emit(part.visits.currentIndex())
    part.day.setCurrentIndex(0)
    part.day.activated.emit(0)
    part.birthdays.click()
    wanted = ReminderChoices(visit_minutes=10, answer_minutes=30, day_at=None, birthdays=False)
    assert session.read(choices) == wanted
    part.refresh()
    assert (part.visits.currentData(), part.day.currentText()) == (10, "No reminder")


def test_a_notice_that_is_not_among_the_usual_ones_is_shown(session: Session, qtbot: QtBot) -> None:
    choose(session.journal, ReminderChoices(visit_minutes=45, day_at="05:15"))
    part = RemindersPart(session)
    qtbot.addWidget(part)
    assert (part.visits.currentText(), part.day.currentText()) == ("45 min before", "05:15")


def test_what_is_no_longer_wanted_waits_no_more(session: Session, qtbot: QtBot) -> None:
    make_contact(session.journal, birthday="--05-14")
    make_step(session.journal, due_on="2026-05-14")
    assert len(reminders.claim(session.journal)) == 2
    part = RemindersPart(session)
    qtbot.addWidget(part)
    heard: list[int] = []
    session.reminders_changed.connect(lambda: heard.append(len(reminders.pending(session.journal))))
    qtbot.keyClick(part.birthdays, Qt.Key.Key_Space)
    assert heard == [1]
