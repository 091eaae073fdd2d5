"""Reminders in the window: one notification, a bell, a quiet line at the start, and the list to work through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import reminders, steps
from models.clock import FixedClock
from tests.factories import make_account, make_contact, make_step, make_visit
from ui import translations
from ui.main_window import MainWindow
from ui.reminders.bell import KEY, Bell
from ui.reminders.dialog import RemindersDialog
from ui.reminders.watcher import Watcher
from ui.session import Session


class FakeTray(QObject):
    """A notification area that remembers what it was asked to show."""

    message_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[str, str]] = []
        self.is_there = True

    def notify(self, title: str, text: str) -> bool:
        if self.is_there:
            self.shown.append((title, text))
        return self.is_there


@dataclass
class House:
    """A window with its watcher."""

    window: MainWindow
    watcher: Watcher
    tray: FakeTray
    said: list[str] = field(default_factory=list)

    def bell(self) -> Bell | None:
        return self.window.findChild(Bell)


@pytest.fixture
def house(session: Session, qtbot: QtBot) -> Iterator[House]:
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    tray = FakeTray()
    made = House(window, Watcher(session, tray, lambda: window, session), tray)  # type: ignore[arg-type]
    session.said.connect(lambda sentence, _can_undo: made.said.append(sentence))
    yield made
    made.watcher.close()


def at(clock: FixedClock, time: str) -> None:
    clock.set(datetime.fromisoformat(f"2026-05-14T{time}"))


def dialog_of(house: House) -> RemindersDialog:
    house.window.actions_["reminders"].trigger()
    QApplication.processEvents()
    found = [one for one in house.window.findChildren(RemindersDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def titles(dialog: RemindersDialog) -> list[str]:
    return [dialog.model.words(row).split(",")[0] for row in dialog.model.rows]


def test_a_visit_is_told_by_the_desktop_once(house: House, session: Session, clock: FixedClock) -> None:
    rail = make_account(session.journal)
    make_visit(session.journal, rail, "2026-05-14T15:00", state="planned", purpose="Price")
    house.watcher.start()
    assert house.tray.shown == []
    for time in ("14:30", "14:31", "14:50"):
        at(clock, time)
        house.watcher.look()
    assert house.tray.shown == [("Northern Rail", "15:00 · Price")]
    bell = house.bell()
    assert bell is not None
    assert (bell.isVisible(), bell.text(), bell.accessibleName()) == (True, "1", "1 reminder")


def test_what_a_visit_is_about_is_not_shown_if_it_is_confidential(
    house: House, session: Session, clock: FixedClock
) -> None:
    rail = make_account(session.journal)
    make_visit(session.journal, rail, "2026-05-14T15:00", state="planned", purpose="Secret", confidential=True)
    house.watcher.start()
    at(clock, "14:45")
    house.watcher.look()
    assert house.tray.shown == [("Confidential visit", "15:00")]
    assert titles(dialog_of(house)) == ["Northern Rail"], "in the window it is said"


def test_much_at_once_is_one_notification(house: House, session: Session, clock: FixedClock) -> None:
    house.watcher.start()
    for number in range(6):
        make_step(session.journal, f"Step {number}", remind_at="2026-05-14T10:00")
    at(clock, "10:00")
    house.watcher.look()
    ((title, text),) = house.tray.shown
    assert title == "6 reminders"
    assert text.splitlines() == [f"Step {number}" for number in range(4)]


def test_what_came_up_while_the_program_was_closed_is_one_quiet_line(
    house: House, session: Session, clock: FixedClock
) -> None:
    make_step(session.journal, "One", remind_at="2026-05-13T10:00")
    make_step(session.journal, "Two", remind_at="2026-05-14T08:00")
    house.watcher.start()
    assert house.tray.shown == []
    assert house.said == ["2 reminders from while Rounds was closed"]
    house.watcher.look()
    assert (house.tray.shown, len(house.said)) == ([], 1)
    bell = house.bell()
    assert bell is not None
    assert bell.text() == "2"


def test_without_a_notification_area_the_window_says_it(house: House, session: Session, clock: FixedClock) -> None:
    house.tray.is_there = False
    make_step(session.journal, "Call them", remind_at="2026-05-14T10:00")
    house.watcher.start()
    at(clock, "10:00")
    house.watcher.look()
    assert house.said == ["Call them"]


def test_a_press_on_the_notification_or_the_bell_opens_the_list(
    house: House, session: Session, clock: FixedClock, qtbot: QtBot
) -> None:
    make_step(session.journal, "Call them", remind_at="2026-05-14T09:00")
    house.watcher.start()
    bell = house.bell()
    assert bell is not None
    assert bell.toolTip().endswith(KEY)
    qtbot.mouseClick(bell, Qt.MouseButton.LeftButton)
    opened = [one for one in house.window.findChildren(RemindersDialog) if one.isVisible()]
    assert [titles(one) for one in opened] == [["Call them"]]
    opened[0].reject()
    house.tray.message_clicked.emit()
    assert [one for one in house.window.findChildren(RemindersDialog) if one.isVisible()]


def test_a_change_takes_the_bell_away(house: House, session: Session) -> None:
    step = make_step(session.journal, remind_at="2026-05-14T09:00", raised_at="2026-05-13T09:00")
    house.watcher.start()
    bell = house.bell()
    assert bell is not None
    assert bell.isVisible()
    session.run(steps.close, step)
    assert not bell.isVisible()


def test_the_list_by_the_keyboard(house: House, session: Session, clock: FixedClock, qtbot: QtBot) -> None:
    for number in range(3):
        make_step(session.journal, f"Step {number}", remind_at=f"2026-05-14T09:0{number}", raised_at="2026-05-13T09:00")
    house.watcher.start()
    dialog = dialog_of(house)
    assert titles(dialog) == ["Step 2", "Step 1", "Step 0"]
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert titles(dialog) == ["Step 1", "Step 0"]
    assert session.journal.rows("SELECT title FROM step WHERE closed_at IS NOT NULL") == [("Step 2",)]
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert titles(dialog) == ["Step 0"]
    assert house.bell() is not None
    assert house.bell().text() == "1"  # type: ignore[union-attr]
    session.undo()
    assert titles(dialog) == ["Step 2", "Step 0"], "what was done is undone, what was dismissed stays so"
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_put_off_by_a_button_and_in_words(house: House, session: Session, clock: FixedClock, qtbot: QtBot) -> None:
    for number in range(2):
        make_step(session.journal, f"Step {number}", remind_at=f"2026-05-14T09:0{number}")
    house.watcher.start()
    dialog = dialog_of(house)
    dialog.usual[0].click()
    assert titles(dialog) == ["Step 0"]
    qtbot.keyClicks(dialog.until.line, "15:30")
    qtbot.keyClick(dialog.until.line, Qt.Key.Key_Return)
    assert titles(dialog) == []
    assert dialog.until.text() == ""
    snoozed = session.journal.rows("SELECT snoozed_until FROM reminder ORDER BY at")
    assert snoozed == [("2026-05-14T15:30",), ("2026-05-14T10:00",)]
    at(clock, "10:00")
    house.watcher.look()
    assert house.tray.shown == [("Step 1", "")]
    assert titles(dialog_of_open(house)) == ["Step 1"]


def dialog_of_open(house: House) -> RemindersDialog:
    (found,) = [one for one in house.window.findChildren(RemindersDialog) if one.isVisible()]
    found.model.reload()
    return found


def test_several_are_put_off_together(house: House, session: Session, clock: FixedClock, qtbot: QtBot) -> None:
    for number in range(3):
        make_step(session.journal, f"Step {number}", remind_at=f"2026-05-14T09:0{number}")
    house.watcher.start()
    dialog = dialog_of(house)
    dialog.list.selectAll()
    dialog.usual[2].click()
    assert titles(dialog) == []
    clock.move(timedelta(days=1))
    assert len(reminders.claim(session.journal)) == 3


def test_several_that_are_done_are_one_undo(house: House, session: Session, clock: FixedClock, qtbot: QtBot) -> None:
    made = [make_step(session.journal, f"Call {name}", remind_at="2026-05-14T09:40") for name in ("Anna", "Tom")]
    house.watcher.start()
    dialog = dialog_of(house)
    dialog.list.selectAll()
    dialog.done_button.click()
    assert house.said[-1] == "2 items done"
    session.undo()
    assert [steps.get(session.journal, step).closed_at for step in made] == [None, None]


def test_words_that_mean_no_time_put_nothing_off(house: House, session: Session, qtbot: QtBot) -> None:
    make_step(session.journal, "Stays", remind_at="2026-05-14T09:00")
    house.watcher.start()
    dialog = dialog_of(house)
    qtbot.keyClicks(dialog.until.line, "soon")
    qtbot.keyClick(dialog.until.line, Qt.Key.Key_Return)
    assert (titles(dialog), dialog.until.is_right()) == (["Stays"], False)
    assert not dialog.later.isEnabled()


def test_opening_leads_to_the_record(house: House, session: Session, qtbot: QtBot) -> None:
    make_contact(session.journal, "Anna", birthday="--05-14")
    make_step(session.journal, due_on="2026-05-14")
    house.watcher.start()
    wanted: list[tuple[str, object]] = []
    pages: list[str] = []
    session.record_wanted.connect(lambda kind, record_id: wanted.append((kind, record_id)))
    session.page_wanted.connect(pages.append)
    for title in ("1 step is due today", "Anna’s birthday"):
        dialog = dialog_of(house)
        row = next(row for row in dialog.model.rows if dialog.model.words(row).startswith(title))
        dialog.list.select(dialog.model.identity(row))
        assert dialog.done_button.isEnabled() is False
        dialog.open_button.click()
    assert [kind for kind, _ in wanted] == ["contact"]
    assert pages == ["today"]


def test_nothing_to_be_reminded_of(house: House) -> None:
    house.watcher.start()
    bell = house.bell()
    assert bell is None or not bell.isVisible()
    dialog = dialog_of(house)
    assert not dialog.dismiss_button.isEnabled()


def test_it_speaks_chinese(session: Session, clock: FixedClock) -> None:
    from ui.reminders import words

    make_contact(session.journal, "徐海", birthday="--05-14")
    (source,) = reminders.claim(session.journal)
    translations.use("zh_CN")
    assert words.detail_words(source, datetime(2026, 5, 14, 10)) == "今天"
