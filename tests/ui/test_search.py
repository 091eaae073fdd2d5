"""Ctrl+K with the journal behind it: records by their words, in two languages, however strange their names are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models import accounts, contacts
from models.search import finding
from tests.factories import make_account, make_contact, make_visit
from tests.ui.composing import commit, compose
from tests.ui.windows import window_in_front
from ui.accounts.page import AccountPage
from ui.main_window import MainWindow
from ui.search_field import SearchField
from ui.session import Session

HOSTILE = (
    "<b>Bold</b> <img src=x>",
    "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER} \N{HIGH-SPEED TRAIN} & Sons",
    "\u0634\u0631\u0643\u0629 Rail",
    "\u202eback to front",
    "%s {name} {{x}} \\n",
    "&File &&",
    "W " * 95 + "long",
)


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> MainWindow:
    """The window on a small journal, some time after its start, when what finds is loaded."""
    finding.find(session.journal, "a word")
    return window_in_front(qtbot, session)


@pytest.fixture
def field(window: MainWindow) -> SearchField:
    """The field in the top bar, reached by its key."""
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.top_bar.search.hasFocus()
    return window.top_bar.search


def _keys(field: SearchField) -> list[object]:
    return [row.key for row in field.rows() if row.kind == "record"]


@pytest.mark.parametrize("typed", ["张伟", "张", "伟", "zw", "zhangwei", "zhang"])
def test_a_chinese_name_is_found_by_its_characters_and_as_it_sounds(
    session: Session, field: SearchField, typed: str
) -> None:
    wanted = make_contact(session.journal, "张伟")
    make_contact(session.journal, "李娜")
    commit(field, typed)
    assert _keys(field) == [("contact", wanted)]


def test_while_an_input_method_composes_nothing_happens(session: Session, field: SearchField) -> None:
    make_contact(session.journal, "张伟")
    compose(field, "zhang")
    assert not field.is_open()
    QTest.keyClick(field, Qt.Key.Key_Return)
    commit(field, "张")
    marked = field.marked()
    assert marked is not None
    assert marked.words == "张伟"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_strange_name_is_found_as_it_is_and_opens(
    window: MainWindow, session: Session, field: SearchField, name: str
) -> None:
    wanted = accounts.create(session.journal, name=name).id
    stored = accounts.get(session.journal, wanted).name
    word = max((part for part in stored.split() if part.strip("{}%&<>\\")), key=len)
    commit(field, word.strip("<>/{}&\\"))
    field.list_panel().grab()
    assert stored in [row.words for row in field.rows()]
    while (marked := field.marked()) is not None and marked.words != stored:
        QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    page = window.current_page()
    assert isinstance(page, AccountPage)
    assert page.open_record() == ("account", wanted)
    assert field.text() == ""


@pytest.mark.parametrize(
    "typed", ["q" * 300, "\U0001f6e4" * 50, "\u0634\u0631" * 150, '"', "-", "OR", "*", "a AND", "account:"]
)
def test_no_text_disturbs_the_list(window: MainWindow, field: SearchField, typed: str) -> None:
    commit(field, typed)
    panel = field.list_panel()
    panel.grab()
    assert field.is_open()
    assert panel.width() <= window.width()
    assert field.text() == typed


def test_a_word_of_a_note_is_found_with_its_sentence_and_enter_opens_the_newest(
    window: MainWindow, session: Session, field: SearchField
) -> None:
    account = make_account(session.journal, "Harbour Metro")
    for day in (3, 1, 2):
        notes = f"First.\nThe radio lamp {day} is dark."
        make_visit(session.journal, account, f"2025-02-0{day}T09:00", purpose="Depot", notes=notes)
    QTest.keyClicks(field, "lamp radio")
    rows = [row for row in field.rows() if row.kind == "record"]
    assert [row.end for row in rows] == ["3 February 2025", "2 February 2025", "1 February 2025"]
    assert "The radio lamp 3 is dark." in rows[0].below
    assert sorted(rows[0].below[first:end] for first, end in rows[0].below_marks) == ["lamp", "radio"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    page = window.current_page()
    assert page is not None
    assert rows[0].key == page.open_record()


def test_a_filter_in_words_is_understood_and_shown(session: Session, field: SearchField) -> None:
    account = make_account(session.journal, "Harbour Metro")
    for month in (3, 4):
        make_visit(session.journal, account, f"2026-0{month}-05T09:00", notes="the radio lamp")
    QTest.keyClicks(field, "lamp since:last month")
    assert [row.end for row in field.rows() if row.kind == "record"] == ["5 April"]
    assert "since 1 April 2026" in field.list_panel().strip.words()


def test_a_person_that_was_deleted_meanwhile_is_said(window: MainWindow, session: Session, field: SearchField) -> None:
    gone = make_contact(session.journal, "Zoe")
    QTest.keyClicks(field, "zoe")
    contacts.trash(session.journal, gone)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "no longer there" in window.status_line.words()
