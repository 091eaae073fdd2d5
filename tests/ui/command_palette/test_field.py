"""The list below the search field, steered by keys while the field keeps the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import accounts
from tests.factories import make_account, make_contact, make_step
from tests.ui.command_palette.fakes import Engine, group, hit
from tests.ui.composing import cancel, commit, compose
from tests.ui.windows import window_in_front
from ui.accounts.page import AccountPage
from ui.main_window import MainWindow
from ui.search_field import SearchField
from ui.session import Session

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> MainWindow:
    """The window on a small journal, in front."""
    return window_in_front(qtbot, session)


@pytest.fixture
def field(window: MainWindow) -> SearchField:
    """The field in the top bar, reached by its key."""
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    assert window.top_bar.search.hasFocus()
    return window.top_bar.search


@pytest.fixture
def engine(field: SearchField) -> Engine:
    """What finds two accounts, a person, and more visits than are shown."""
    visits = [hit("visit", number, f"Visit {number}", f"about the radio {number}") for number in range(100, 160)]
    made = Engine(
        [
            group(hit("account", 1, "Radio One", marks=((0, 5),)), hit("account", 2, "Radio Two", marks=((0, 5),))),
            group(hit("contact", 3, "Radovan", marks=((0, 3),))),
            group(*visits),
        ]
    )
    field.answers().finder.engine = made
    return made


def _words(field: SearchField) -> list[str]:
    return [row.words for row in field.rows()]


def _marked(field: SearchField) -> str:
    marked = field.marked()
    return marked.words if marked is not None else ""


def test_the_field_opens_its_list_without_losing_the_focus(field: SearchField) -> None:
    assert field.is_open()
    assert field.hasFocus()
    assert "New visit" in _words(field)


def test_the_groups_stand_in_order_and_names_before_commands_before_texts(field: SearchField, engine: Engine) -> None:
    QTest.keyClicks(field, "re")  # also the beginning of Redo and Review
    headings = [row.words for row in field.rows() if row.kind == "heading"]
    assert headings == ["Accounts", "People", "Commands", "Visits"]
    assert _marked(field) == "Radio One"


@pytest.mark.parametrize("snippet", ["", "zhang.wei@harbour.example"])
def test_a_name_found_by_its_sound_stands_before_a_command_that_sounds_so(field: SearchField, snippet: str) -> None:
    marks = ((0, 1),) if snippet else ()
    field.answers().finder.engine = Engine([group(hit("contact", 3, "张伟", snippet, snippet_marks=marks))])
    for typed in ("z", "zw"):  # the beginnings of 中文, the name of the other language, as well
        field.setText("")
        QTest.keyClicks(field, typed)
        assert "Language: 简体中文" in _words(field)
        assert _marked(field) == "张伟"


def test_who_is_only_found_by_the_notes_stands_behind_the_commands(field: SearchField) -> None:
    field.answers().finder.engine = Engine([group(hit("contact", 3, "李明", "zw9 radio", snippet_marks=((0, 2),)))])
    QTest.keyClicks(field, "zw")
    assert _marked(field) == "Language: 简体中文"


def test_the_arrows_go_over_headings_and_round_at_the_ends(field: SearchField, engine: Engine) -> None:
    QTest.keyClicks(field, "rad")
    seen = [_marked(field)]
    for _ in range(3):
        QTest.keyClick(field, Qt.Key.Key_Down)
        seen.append(_marked(field))
    assert seen == ["Radio One", "Radio Two", "Radovan", "Visit 100"]
    for _ in range(4):
        QTest.keyClick(field, Qt.Key.Key_Up)
    assert _marked(field) == _words(field)[-1]
    assert field.hasFocus()


@pytest.mark.parametrize(
    ("key", "modifiers"), [(Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Down, CONTROL)]
)
def test_the_next_group_is_one_key_away(
    field: SearchField, engine: Engine, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    QTest.keyClicks(field, "rad")
    seen = []
    for _ in range(3):
        QTest.keyClick(field, key, modifiers)
        seen.append(_marked(field))
    assert seen == ["Radovan", "Visit 100", "Radio One"]
    QTest.keyClick(field, Qt.Key.Key_Backtab if key == Qt.Key.Key_Tab else Qt.Key.Key_Up, modifiers)
    assert _marked(field) == "Visit 100"
    assert field.hasFocus()


def test_the_page_keys_go_to_the_ends_of_a_short_list(field: SearchField, engine: Engine) -> None:
    QTest.keyClicks(field, "rad")
    for _ in range(3):
        QTest.keyClick(field, Qt.Key.Key_PageDown)
    assert _marked(field) == _words(field)[-1]
    for _ in range(3):
        QTest.keyClick(field, Qt.Key.Key_PageUp)
    assert _marked(field) == "Radio One"


def test_all_of_a_kind_are_shown_and_read_on_and_esc_leads_back(field: SearchField, engine: Engine) -> None:
    QTest.keyClicks(field, "rad")
    assert "Visit 159" not in _words(field)
    while _marked(field) != "Show all":
        QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(field.rows()) == 60
    assert engine.asked[-1][2] == ("visit",)
    assert "Visits" in field.list_panel().strip.words()
    QTest.keyClicks(field, "io")
    assert engine.asked[-1] == ("radio", 100, ("visit",))
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.is_open()
    assert "Radio One" in _words(field)
    assert field.text() == "radio"


def test_esc_closes_the_list_then_gives_the_focus_back_to_where_it_was(
    window: MainWindow, field: SearchField, engine: Engine
) -> None:
    QTest.keyClick(field, Qt.Key.Key_Escape)
    before = window.focusWidget()
    assert before is not field
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(field, "rad")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.is_open()
    assert field.text() == "rad"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert window.focusWidget() is before
    assert field.text() == ""


def test_ctrl_k_in_the_field_loses_nothing_and_opens_the_list_again(field: SearchField, engine: Engine) -> None:
    QTest.keyClicks(field, "radio")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    QTest.keyClick(field, Qt.Key.Key_Home)
    QTest.keyClick(field, Qt.Key.Key_K, CONTROL)
    assert field.text() == "radio"
    assert field.is_open()


def test_what_was_understood_what_was_not_and_what_is_not_indexed_is_said(field: SearchField, engine: Engine) -> None:
    engine.filters, engine.unclear = ("since 2026-04-01",), ("kind:nonsense",)
    QTest.keyClicks(field, "r")
    said = field.list_panel().strip.words()
    assert "since 1 April 2026" in said
    assert "Not understood: kind:nonsense" in said
    engine.filters, engine.unclear, engine.still_indexing = (), (), 1204
    QTest.keyClicks(field, "a")
    assert "1204 records are not indexed yet" in field.list_panel().strip.words().replace(",", "")
    engine.still_indexing = 0
    QTest.keyClicks(field, "d")
    assert not field.list_panel().strip.isVisible()


def test_nothing_found_is_said_and_enter_does_nothing(window: MainWindow, field: SearchField, engine: Engine) -> None:
    engine.groups = ()
    QTest.keyClicks(field, "qqqq")
    assert _words(field) == ["Nothing in this journal holds all of these words."]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "qqqq"
    page = window.current_page()
    assert page is not None
    assert page.key == "today"


def test_while_an_input_method_composes_nothing_happens(field: SearchField, engine: Engine) -> None:
    asked = len(engine.asked)
    compose(field, "zhang")
    assert not field.is_open()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_PageDown):
        QTest.keyClick(field, key)
        assert field.hasFocus()
    assert len(engine.asked) == asked
    commit(field, "张")
    assert field.is_open()
    assert engine.asked[-1][0] == "张"


def test_a_composition_that_comes_to_nothing_leaves_the_list_as_it_was(field: SearchField, engine: Engine) -> None:
    QTest.keyClicks(field, "rad")
    before = _words(field)
    compose(field, "su")
    cancel(field)
    assert field.is_open()
    assert _words(field) == before
    assert field.text() == "rad"


def test_a_screen_reader_hears_the_row_that_enter_takes(field: SearchField, engine: Engine) -> None:
    QTest.keyClicks(field, "rad")
    told = QAccessible.queryAccessibleInterface(field)
    assert told.text(QAccessible.Text.Description).startswith("Radio One")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert told.text(QAccessible.Text.Description).startswith("Radovan")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert "Radovan" not in told.text(QAccessible.Text.Description)


def test_a_click_opens_a_row(window: MainWindow, field: SearchField, session: Session) -> None:
    wanted = make_account(session.journal, "Northern Rail")
    field.answers().finder.engine = Engine([group(hit("account", wanted, "Northern Rail"))])
    QTest.keyClicks(field, "qx")
    view = field.list_panel().view
    place = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    page = window.current_page()
    assert isinstance(page, AccountPage)
    assert page.open_record() == ("account", wanted)
    assert not field.is_open()


def test_a_line_becomes_a_step_and_undo_is_offered(window: MainWindow, field: SearchField, session: Session) -> None:
    make_contact(session.journal, "徐海")
    make_account(session.journal, "Northern Rail")
    field.answers().finder.engine = Engine()
    QTest.keyClicks(field, "send the zebra list tomorrow !promise @Northern Rail")
    assert _marked(field) == "Add promise: Send the zebra list"
    marked = field.marked()
    assert marked is not None
    assert "Northern Rail" in marked.beside
    assert "15 May 2026" in marked.beside
    QTest.keyClick(field, Qt.Key.Key_Return)
    found = session.journal.rows("SELECT kind, due_on FROM step WHERE title = 'Send the zebra list'")
    assert found == [("promise", "2026-05-15")]
    assert window.status_line.can_undo()
    assert field.text() == ""


def test_a_line_says_how_often_and_how_serious(window: MainWindow, field: SearchField, session: Session) -> None:
    field.answers().finder.engine = Engine()
    QTest.keyClicks(field, "check in every Monday")
    marked = field.marked()
    assert marked is not None
    assert marked.beside == "Mon 18 May 2026 · Every Monday"
    field.clear()
    QTest.keyClicks(field, "!complaint urgent late crates")
    marked = field.marked()
    assert marked is not None
    assert marked.beside == "Urgent"


def test_text_that_only_names_something_is_no_line(field: SearchField, session: Session, engine: Engine) -> None:
    QTest.keyClicks(field, "radio at the depot")
    assert not [row for row in field.rows() if row.kind == "add"]


def test_a_search_by_filters_that_finds_nothing_offers_nothing_to_be_added(field: SearchField, engine: Engine) -> None:
    engine.groups, engine.filters = (), ("account northern", "tag key", "since 2026-04-01")
    QTest.keyClicks(field, "boq account:northern tag:key since:last month")
    assert _words(field) == ["Nothing in this journal holds all of these words."]
    assert _marked(field) == ""


def test_what_was_opened_and_searched_for_stands_first_the_next_time(
    window: MainWindow, field: SearchField, session: Session
) -> None:
    step = make_step(session.journal, title="Send the BOQ")
    account = make_account(session.journal, "Harbour Metro")
    window.show_record("account", account)
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    field.answers().finder.engine = Engine([group(hit("step", step, "Send the BOQ"))])
    QTest.keyClicks(field, "boq")
    QTest.keyClick(field, Qt.Key.Key_Return)
    for editor in window.findChildren(object):
        if type(editor).__name__ == "StepEditor":
            editor.close()
    QApplication.processEvents()
    field.open_list()
    chosen = [row for row in field.rows() if row.can_be_chosen()]
    assert [row.words for row in chosen[:3]] == ["boq", "Send the BOQ", "Harbour Metro"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "boq"
    assert field.is_open()


def test_what_was_opened_last_and_is_gone_is_not_offered(
    window: MainWindow, field: SearchField, session: Session
) -> None:
    account = make_account(session.journal, "Harbour Metro")
    window.show_record("account", account)
    accounts.trash(session.journal, account)
    field.open_list()
    assert "Harbour Metro" not in _words(field)


def test_the_list_keeps_within_a_small_window(window: MainWindow, field: SearchField, engine: Engine) -> None:
    window.resize(860, 560)
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(field, "rad")
    panel = field.list_panel()
    assert panel.width() <= window.width()
    assert panel.height() <= window.height()
    while _marked(field) != _words(field)[-1]:
        QTest.keyClick(field, Qt.Key.Key_Down)
    view = panel.view
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
