"""The brief on screen: it reads like the page, keeps what is private to itself, and leads to every record."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models import changes, preparation, visits
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.ui.conftest import RecordedAlerts
from ui import translations
from ui.brief.dialog import BriefDialog
from ui.brief.marks import Dots
from ui.brief.opening import open_brief, open_brief_of
from ui.session import Session


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1440, 900)
    qtbot.addWidget(made)
    made.show()
    return made


def opened(session: Session, window: QWidget, account: int, visit: int | None = None) -> BriefDialog:
    """Open the brief and return its dialog."""
    open_brief(session, window, account, visit)
    return window.findChildren(BriefDialog)[-1]


def said(dialog: BriefDialog) -> str:
    """Return all that the page shows."""
    words = [one.text() for one in dialog.sheet.findChildren(QLabel) if one.isVisible()]
    return "\n".join([*words, *(one.text() for one in dialog.sheet.stops())])


def press(dialog: BriefDialog, name: str) -> None:
    """Press what has a name."""
    (found,) = [one for one in dialog.findChildren(QAbstractButton) if one.accessibleName() == name and one.isVisible()]
    found.click()


def test_the_page_shows_at_once_what_matters(session: Session, window: QWidget) -> None:
    account = make_account(session.journal)
    person = make_contact(session.journal, account_id=account, post={"title": "CTO"}, closeness=4)
    make_visit(session.journal, account, people=[person], summary="Agreed")
    make_step(session.journal, "Noise", kind="complaint", account_id=account, raised_at="2026-05-10T09:00")
    dialog = opened(session, window, account)
    words = said(dialog)
    assert [one.accessibleName() for one in dialog.sheet.findChildren(Dots)] == ["4 of 5"]
    for part in ("徐海", "CTO", "Agreed", "Noise", "waiting 4 days", "1 day ago"):
        assert part in words
    assert dialog.account.text() == "Northern Rail"
    dialog.reject()


def test_private_lines_show_only_while_the_switch_is_on_and_it_starts_off(session: Session, window: QWidget) -> None:
    account = make_account(session.journal, private_notes="watch the board")
    dialog = opened(session, window, account)
    assert "watch the board" not in said(dialog)
    dialog.private.setChecked(True)
    assert "watch the board" in said(dialog)
    assert "keep it to yourself" in dialog.warning.text()
    dialog.private.setChecked(False)
    assert "watch the board" not in said(dialog)
    dialog.private.setChecked(True)
    dialog.reject()
    again = opened(session, window, account)
    assert not again.private.isChecked()
    again.reject()


def test_for_colleagues_nothing_private_or_confidential_shows(session: Session, window: QWidget) -> None:
    account = make_account(session.journal, private_notes="watch the board")
    make_visit(session.journal, account, summary="in confidence", confidential=True)
    dialog = opened(session, window, account)
    dialog.private.setChecked(True)
    assert "in confidence" in said(dialog)
    dialog.audience.button("manager").click()
    assert not dialog.private.isChecked()
    assert not dialog.private.isEnabled()
    assert "in confidence" not in said(dialog)
    assert "watch the board" not in said(dialog)
    dialog.reject()


def test_a_confidential_visit_has_no_brief_for_colleagues_and_says_so(session: Session, window: QWidget) -> None:
    account = make_account(session.journal)
    visit = visits.plan(session.journal, account_id=account, start="2026-05-20T10:00", confidential=True).id
    dialog = opened(session, window, account, visit)
    dialog.audience.button("manager").click()
    assert "confidential" in dialog.warning.text()
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()
    assert said(dialog) == ""
    dialog.audience.button("self").click()
    assert dialog.accept_button.isEnabled()
    assert "Wed 20 May" in said(dialog)
    dialog.reject()


def test_a_line_leads_to_its_record_and_closes_the_brief(session: Session, window: QWidget, qtbot: QtBot) -> None:
    account = make_account(session.journal)
    step = make_step(session.journal, "Send the BOQ", kind="promise", account_id=account)
    dialog = opened(session, window, account)
    with qtbot.waitSignal(session.record_wanted) as wanted:
        press(dialog, "Send the BOQ")
    assert wanted.args == ["step", step]
    assert not dialog.isVisible()


def test_a_suggested_question_goes_on_the_list_of_the_visit(
    session: Session, window: QWidget, alerts: RecordedAlerts
) -> None:
    journal = session.journal
    account = make_account(journal)
    make_step(journal, "Test reports", kind="request", account_id=account)
    visit = visits.plan(journal, account_id=account, start="2026-05-20T10:00").id
    question = "What is needed to close “Test reports”?"
    dialog = opened(session, window, account)
    press(dialog, f"Put on the preparation list: {question}")
    assert [one.question for one in preparation.listing(journal, visit)] == [question]
    assert f"Put on the preparation list: {question}" not in [
        one.accessibleName() for one in dialog.sheet.stops() if one.isVisible()
    ]
    session.undo()
    assert preparation.listing(journal, visit) == []
    press(dialog, f"Put on the preparation list: {question}")
    dialog.reject()


def test_what_was_left_unanswered_is_taken_over(session: Session, window: QWidget) -> None:
    journal = session.journal
    account = make_account(journal)
    make_visit(journal, account, "2026-05-12T10:00", questions=["Who signs?"])
    visit = visits.plan(journal, account_id=account, start="2026-05-20T10:00").id
    dialog = opened(session, window, account)
    press(dialog, "Take over: Who signs?")
    assert [(one.question, one.carried_on) for one in preparation.listing(journal, visit)] == [
        ("Who signs?", "2026-05-12")
    ]
    dialog.reject()
    changes.undo(journal)
    assert preparation.listing(journal, visit) == []


def test_without_a_planned_visit_there_is_no_list_to_put_a_question_on(session: Session, window: QWidget) -> None:
    account = make_account(session.journal)
    make_step(session.journal, "Test reports", kind="request", account_id=account)
    dialog = opened(session, window, account)
    assert "What is needed to close “Test reports”?" in said(dialog)
    assert not [one for one in dialog.sheet.stops() if one.text() == "Prepare"]
    dialog.reject()


@pytest.mark.parametrize("ending", ["pdf", "md"])
def test_the_brief_is_saved_and_the_dialog_closes(
    qtbot: QtBot, session: Session, window: QWidget, alerts: RecordedAlerts, tmp_path: Path, ending: str
) -> None:
    account = make_account(session.journal, private_notes="watch the board")
    dialog = opened(session, window, account)
    dialog.private.setChecked(True)
    path = tmp_path / f"brief.{ending}"
    alerts.answers.append(path)
    with qtbot.waitSignal(dialog.exporting.saved, timeout=20_000):
        dialog.accept() if ending == "pdf" else dialog.markdown_button.click()
    assert path.read_bytes().startswith(b"%PDF" if ending == "pdf" else b"# Northern Rail")
    if ending == "md":
        assert "watch the board" in path.read_text(encoding="utf-8")
    assert not dialog.isVisible()


def test_an_account_that_is_gone_has_no_brief_and_says_why(session: Session, window: QWidget) -> None:
    dialog = opened(session, window, 4711)
    assert "no such account" in dialog.warning.text()
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_nothing_chosen_is_said(session: Session, window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.said) as told:
        open_brief_of(session, window, None)
    assert told.args is not None
    assert "Choose a visit" in told.args[0]
    assert not window.findChildren(BriefDialog)


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("width", [560, 800, 1100])
def test_no_line_is_pressed_together_or_cut(session: Session, window: QWidget, code: str, width: int) -> None:
    translations.use(code)
    account = make_account(session.journal, "شركة الشمال للسكك الحديدية " * 3, private_notes="word " * 60)
    for number in range(6):
        make_contact(
            session.journal, f"{'Wolfeschlegelsteinhausenbergerdorff' * 2} {number}", account_id=account,
            post={"title": "Leiterin der Netzplanung und Versorgungssicherheit"}, stance=-1, role_group="decision",
        )  # fmt: skip
        make_step(session.journal, "a rather long sentence about what is owed " * 4, kind="promise", account_id=account)
        make_step(session.journal, "现场备件清单发给李工" * 9, kind="complaint", account_id=account)
    window.resize(width + 40, 700)
    dialog = opened(session, window, account)
    dialog.private.setChecked(True)
    dialog.resize(width, 660)
    for _ in range(3):  # a bar that comes takes room
        QApplication.processEvents()
    assert dialog.sheet.width() <= dialog.area.viewport().width()
    for one in dialog.sheet.findChildren(QLabel):
        if one.text() and one.isVisible() and one.wordWrap():
            assert one.height() >= min(one.heightForWidth(one.width()), QFontMetrics(one.font()).height())
    for stop in dialog.sheet.stops():
        if stop.hasHeightForWidth() and stop.isVisible():
            assert stop.height() >= stop.heightForWidth(stop.width()) - 1
    dialog.reject()


def test_the_arrows_scroll_the_page(session: Session, window: QWidget, qtbot: QtBot) -> None:
    account = make_account(session.journal)
    for number in range(8):
        make_step(session.journal, f"Step {number}", kind="promise", account_id=account)
        make_contact(session.journal, f"Person {number}", account_id=account)
    window.resize(900, 420)
    dialog = opened(session, window, account)
    dialog.resize(700, 400)
    dialog.sheet.grab()
    qtbot.keyClick(dialog.area, Qt.Key.Key_PageDown)
    assert dialog.area.verticalScrollBar().value() > 0
    dialog.reject()
