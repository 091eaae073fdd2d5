"""The settings of answers: working time with the holidays of a country, and what is promised."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import changes, response_targets, steps, working_time
from models.text.working_spans import Span
from models.working_time import WorkingTime
from tests.factories import make_step
from ui import background, translations
from ui.session import Session
from ui.settings.dialog import SettingsDialog
from ui.settings.targets import TargetsPart
from ui.settings.working_time import WorkingTimePart


@pytest.fixture
def settings(session: Session) -> Iterator[SettingsDialog]:
    dialog = SettingsDialog(session, part="working_time")
    dialog.open()
    _wait()
    yield dialog
    with suppress(RuntimeError):  # freed already, as it should be
        dialog.done(0)


def _wait() -> None:
    """The countries, their regions and holidays come one after the other from beside the window's thread."""
    for _ in range(3):
        background.hand_over_now()


def _times(settings: SettingsDialog) -> WorkingTimePart:
    part = settings.parts["working_time"]
    assert isinstance(part, WorkingTimePart)
    return part


def _targets(settings: SettingsDialog) -> TargetsPart:
    part = settings.parts["targets"]
    assert isinstance(part, TargetsPart)
    return part


def _choose(part: WorkingTimePart, country: str) -> None:
    part.country.setCurrentIndex(part.country.findData(country))
    _wait()


def test_a_country_brings_its_holidays_and_open_requests_move(
    session: Session, settings: SettingsDialog, qtbot: QtBot
) -> None:
    step_id = make_step(session.journal, kind="request", raised_at="2026-04-30T17:30")
    assert steps.get(session.journal, step_id).answer_by == "2026-05-01T17:30"
    part = _times(settings)
    _choose(part, "CN")
    assert "端午" not in part._next.text()
    assert "Dragon Boat Festival (Fri 19 Jun 2026)" in part._next.text()
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(settings, Qt.Key.Key_Escape)
    assert working_time.of(session.journal) == WorkingTime(country="CN")
    assert steps.get(session.journal, step_id).answer_by == "2026-05-06T17:30", "after the Labour Day holidays"
    changes.undo(session.journal)
    assert steps.get(session.journal, step_id).answer_by == "2026-05-01T17:30"


def test_a_region_has_its_own(session: Session, settings: SettingsDialog) -> None:
    part = _times(settings)
    assert not part.region.isVisible()
    _choose(part, "GB")
    assert part.region.isVisible()
    part.region.setCurrentIndex(part.region.findData("GB-SCT"))
    settings.reject()
    assert working_time.country(session.journal) == "GB-SCT"


def test_what_was_chosen_is_shown_again(session: Session) -> None:
    working_time.set_country(session.journal, "GB-SCT")
    dialog = SettingsDialog(session, part="working_time")
    dialog.open()
    assert _times(dialog)._chosen() == "GB-SCT", "before the list is there too"
    _wait()
    part = _times(dialog)
    assert (part.country.currentText(), part.region.currentText()) == ("United Kingdom", "Scotland")
    dialog.reject()
    assert working_time.country(session.journal) == "GB-SCT"


def test_leaving_at_once_changes_nothing(session: Session) -> None:
    working_time.set_country(session.journal, "DE-BY")
    dialog = SettingsDialog(session)
    dialog.open()
    dialog.reject()
    assert working_time.country(session.journal) == "DE-BY"
    assert changes.undoable(session.journal) is None


def test_hours_and_days(session: Session, settings: SettingsDialog) -> None:
    part = _times(settings)
    part.hours.setText("8:30-12:30, 14:00-18:00")
    part.days[5].click()
    settings.reject()
    stored = working_time.of(session.journal)
    assert stored.hours == ((510, 750), (840, 1080))
    assert stored.is_working_day(date(2026, 5, 16))


def test_what_is_no_working_time_is_said_in_its_place(session: Session, settings: SettingsDialog) -> None:
    part = _times(settings)
    part.hours.setText("nine to five")
    settings.show_part("general")
    settings.reject()
    assert settings.isVisible()
    assert settings._stack.currentWidget() is part
    assert "no working hours" in part._hours_field.below()
    part.hours.setText("9:00-17:00")
    for box in part.days[:5]:
        box.setChecked(False)
    settings.reject()
    assert part._days_field.below() == "Choose at least one day."


def test_what_is_promised_is_written_in_words(session: Session, settings: SettingsDialog, qtbot: QtBot) -> None:
    step_id = make_step(session.journal, kind="complaint", raised_at="2026-05-14T09:00")
    settings.show_part("targets")
    part = _targets(settings)
    part.kinds.button("complaint").click()
    cell = part.cells["complaint", "normal", "answer"]
    assert cell.text() == "4 working hours"
    cell.line.clear()
    qtbot.keyClicks(cell.line, "2 h")
    assert cell.below() == "2 working hours"
    qtbot.keyClicks(part.cells["complaint", "normal", "solve"].line, "24 h round the clock")
    settings.reject()
    promised = response_targets.of(session.journal).promised["complaint", "normal"]
    assert promised == {"answer": Span(2, "working_hours"), "solve": Span(24, "hours")}
    step = steps.get(session.journal, step_id)
    assert (step.answer_by, step.solve_by) == ("2026-05-14T11:00", "2026-05-15T09:00")


def test_what_nobody_can_promise_is_said_in_its_place(session: Session, settings: SettingsDialog) -> None:
    part = _targets(settings)
    cell = part.cells["complaint", "urgent", "on_site"]
    cell.set_text("as soon as we can")
    settings.reject()
    assert settings.isVisible()
    assert cell.isVisible()
    assert "no time to promise" in cell.below()
    cell.set_text("")
    settings.reject()
    assert "on_site" not in response_targets.of(session.journal).promised["complaint", "urgent"]


def test_in_chinese_the_words_are_understood_again(session: Session) -> None:
    translations.use("zh_CN")
    dialog = SettingsDialog(session, part="targets")
    dialog.open()
    part = _targets(dialog)
    for cell in part.cells.values():
        cell.set_text(cell.text())
        assert cell.is_right()
    dialog.reject()
    assert response_targets.of(session.journal).promised == response_targets.USUAL


def test_many_open_requests_are_worked_out_behind_a_progress_bar(
    session: Session, settings: SettingsDialog, qtbot: QtBot
) -> None:
    with session.journal.operation("steps.create"):
        made = [make_step(session.journal, kind="request", raised_at="2026-05-14T09:00") for _ in range(120)]
    _targets(settings).cells["request", "normal", "answer"].set_text("1 h")
    with qtbot.waitSignal(session.changed):
        settings.reject()
    assert {steps.get(session.journal, one).answer_by for one in made} == {"2026-05-14T10:00"}
