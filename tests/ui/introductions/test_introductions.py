"""Who could introduce me to somebody: the dialog, by the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models import contacts, step_lists, step_sheets, warm_path
from models.contact_list import ContactLine
from tests.factories import make_account, make_contact, make_visit
from tests.ui.composing import cancel, commit, compose
from ui.introductions.asking import ask_into_group
from ui.introductions.dialog import IntroductionsDialog
from ui.introductions.path_model import PathModel
from ui.main_window import MainWindow
from ui.session import Session
from ui.steps.editor import StepEditor


@pytest.fixture
def account(session: Session) -> int:
    return make_account(session.journal)


@pytest.fixture
def wanted(session: Session, account: int) -> int:
    """Li Ming knows 张总, whom we want to meet; we know Li Ming."""
    person = make_contact(session.journal, "Li Ming", account_id=account, closeness=4, role_group="technical")
    make_visit(session.journal, account, "2026-05-02T10:00", people=[person])
    other = make_account(session.journal, "Grid")
    return make_contact(session.journal, "张总", account_id=other, reports_to_id=person)


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_ask_is_planned_by_the_keyboard(session: Session, wanted: int, window: QWidget, qtbot: QtBot) -> None:
    dialog = IntroductionsDialog(session, window)
    dialog.open()
    assert not dialog.accept_button.isEnabled()
    commit(dialog.person, "张")
    qtbot.keyClick(dialog.person, Qt.Key.Key_Return)
    assert dialog.model.words(dialog.model.rows[0]).startswith("Li Ming › 张总, You know Li Ming: closeness 4 of 5")
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    editor = window.findChild(StepEditor)
    assert editor.title.text() == "Ask Li Ming to introduce us to 张总"
    assert editor.details.text() == "张总 reports to Li Ming"
    assert step_lists.read(session.journal) == []
    editor.accept()
    (step,) = step_lists.read(session.journal)
    sheet = step_sheets.read(session.journal, step.id)
    assert (sheet.account, [name for _, name, _ in sheet.people]) == ("Grid", ["Li Ming"])


def test_a_proposed_step_is_let_go_without_a_question(
    session: Session, wanted: int, window: QWidget, alerts: object
) -> None:
    dialog = IntroductionsDialog(session, window, wanted)
    dialog.open()
    dialog.accept()
    editor = window.findChild(StepEditor)
    editor.reject()
    assert not editor.isVisible()
    assert alerts.told == []  # type: ignore[attr-defined]


def test_no_way_is_said_with_the_remedy(session: Session, account: int, window: QWidget) -> None:
    alone = make_contact(session.journal, "Alone", account_id=account)
    dialog = IntroductionsDialog(session, window, alone)
    assert dialog.notice.text().startswith("No way to Alone is known yet. Note who Alone reports to")
    assert not dialog.accept_button.isEnabled()


def test_another_name_shows_no_old_paths(session: Session, wanted: int, window: QWidget, qtbot: QtBot) -> None:
    dialog = IntroductionsDialog(session, window, wanted)
    dialog.open()
    compose(dialog.person, "zhang")
    assert dialog.model.rows
    cancel(dialog.person)
    dialog.person.selectAll()
    qtbot.keyClicks(dialog.person, "x")
    assert dialog.model.rows == []
    assert not dialog.accept_button.isEnabled()


def test_the_person_is_opened(session: Session, wanted: int, window: QWidget) -> None:
    opened: list[tuple[str, object]] = []
    session.record_wanted.connect(lambda kind, record_id: opened.append((kind, record_id)))
    dialog = IntroductionsDialog(session, window, wanted)
    dialog.open()
    dialog.open_button.click()
    assert opened == [("contact", wanted)]


def test_the_ask_into_a_group(session: Session, account: int, wanted: int, window: QWidget) -> None:
    ask_into_group(session, window, account, "finance")
    editor = window.findChild(StepEditor)
    assert editor.title.text() == "Ask Li Ming who we should meet: finance at Northern Rail"
    assert [name for _, name in editor.people.people()] == ["Li Ming"]


def test_a_group_into_which_nobody_leads(session: Session, window: QWidget) -> None:
    ask_into_group(session, window, make_account(session.journal, "Empty"), "finance")
    assert window.findChild(StepEditor).title.text() == "Find out who we should meet: finance at Empty"


def test_the_window_asks_about_the_person_that_is_shown(session: Session, wanted: int, qtbot: QtBot) -> None:
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    window.actions_["introductions"].trigger()
    assert window.findChildren(IntroductionsDialog)[-1].person.text() == ""
    window.show_record("contact", wanted)
    window.actions_["introductions"].trigger()
    assert window.findChildren(IntroductionsDialog)[-1].person.text() == "张总"
    deed = next(one for one in window.page("contacts").deeds() if one.key == "contact.way")
    deed.work()
    assert len(window.findChildren(IntroductionsDialog)) == 3


def test_the_model_is_sound(session: Session, wanted: int, qtmodeltester: ModelTester) -> None:
    model = PathModel(session)
    model.show(session.read(warm_path.paths, wanted))
    qtmodeltester.check(model)
    line = model.rows[0].people[0]
    assert isinstance(line, ContactLine)
    assert line.name == contacts.get(session.journal, line.id).name


def test_the_dialog_fits_a_small_window(session: Session, qtbot: QtBot, window: QWidget, wanted: int) -> None:
    window.resize(860, 560)
    dialog = IntroductionsDialog(session, window, wanted)
    dialog.open()
    qtbot.waitExposed(dialog)
    assert dialog.height() <= 560
