"""The tree of accounts: what stands below adds up in its rows, and accounts move by key, by menu and by pointer."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models import accounts, changes, receivables
from tests.factories import make_account, make_visit
from tests.ui.conftest import RecordedAlerts
from ui import preferences
from ui.accounts.move_dialog import MoveDialog
from ui.accounts.page import AccountPage
from ui.accounts.tree_delegate import TreeDelegate
from ui.accounts.tree_period import ORDERS
from ui.accounts.tree_view import FORMAT, AccountTreeView
from ui.session import Session
from ui.widgets import drag_hand

Family = dict[str, int]


@pytest.fixture
def family(session: Session) -> Family:
    """A group with two companies, one of them with a city, and another account."""
    journal = session.journal
    group = make_account(journal, "Group", tier="group")
    first = make_account(journal, "First", parent_id=group)
    second = make_account(journal, "Second", parent_id=group)
    city = make_account(journal, "City", parent_id=first)
    return {"group": group, "first": first, "second": second, "city": city, "other": make_account(journal, "Other")}


@pytest.fixture
def page(session: Session, family: Family, qtbot: QtBot) -> AccountPage:
    """The page, shown."""
    page = AccountPage(session)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.focus_first()
    return page


def _tree(page: AccountPage) -> AccountTreeView:
    return page.accounts.tree


def _shown(page: AccountPage) -> list[tuple[str, int]]:
    return [(row.line.name, row.depth) for row in _tree(page).rows_model().rows]


def _parent(session: Session, account_id: int) -> int | None:
    return accounts.get(session.journal, account_id).parent_id


def test_star_opens_all_that_stands_below(page: AccountPage, family: Family, qtbot: QtBot) -> None:
    tree = _tree(page)
    tree.select(family["group"])
    qtbot.keyClick(tree, Qt.Key.Key_Asterisk)
    assert _shown(page) == [("Group", 0), ("First", 1), ("City", 2), ("Second", 1), ("Other", 0)]
    assert tree.current_row().id == family["group"]


def test_several_are_cut_and_put_below_another(
    session: Session, page: AccountPage, family: Family, qtbot: QtBot
) -> None:
    tree = _tree(page)
    tree.select(family["group"])
    qtbot.keyClick(tree, Qt.Key.Key_Asterisk)
    tree.select(family["city"])
    qtbot.keyClick(tree, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.accounts.bar.move_button.isVisible()
    qtbot.keyClick(tree, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert set(tree.cut_ids()) == {family["city"], family["second"]}
    assert page.accounts.bar.paste_button.isVisible()
    tree.select(family["other"])
    qtbot.keyClick(tree, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.refresh()
    assert _parent(session, family["city"]) == _parent(session, family["second"]) == family["other"]
    assert tree.cut_ids() == []
    assert ("City", 1) in _shown(page)
    changes.undo(session.journal)
    assert (_parent(session, family["city"]), _parent(session, family["second"])) == (family["first"], family["group"])


def test_esc_lets_go_of_what_was_cut(page: AccountPage, family: Family, qtbot: QtBot) -> None:
    tree = _tree(page)
    tree.select(family["other"])
    qtbot.keyClick(tree, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(tree, Qt.Key.Key_Escape)
    assert tree.cut_ids() == []
    assert not page.accounts.bar.paste_button.isVisible()


def test_a_circle_is_refused_in_words(
    session: Session, page: AccountPage, family: Family, qtbot: QtBot, alerts: RecordedAlerts
) -> None:
    tree = _tree(page)
    tree.select(family["group"])
    qtbot.keyClick(tree, Qt.Key.Key_Asterisk)
    qtbot.keyClick(tree, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    tree.select(family["city"])
    qtbot.keyClick(tree, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "can't stand above itself" in alerts.told[0]
    assert _parent(session, family["group"]) is None


def test_m_asks_where_several_belong(session: Session, page: AccountPage, family: Family, qtbot: QtBot) -> None:
    tree = _tree(page)
    tree.select(family["group"])
    qtbot.keyClick(tree, Qt.Key.Key_Asterisk)
    tree.select(family["city"])
    qtbot.keyClick(tree, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(tree, Qt.Key.Key_M)
    (dialog,) = page.findChildren(MoveDialog)
    assert dialog.windowTitle() == "Move 2 accounts"
    assert dialog.parent_field.text() == ""
    dialog.accept()
    assert _parent(session, family["city"]) is _parent(session, family["second"]) is None


def test_ctrl_and_click_select_and_do_not_open(page: AccountPage, family: Family, qtbot: QtBot) -> None:
    tree = _tree(page)
    for name in ("group", "other"):
        place = tree.visualRect(tree.rows_model().index_of(family[name])).center()
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place)
    assert [row.line.name for row in tree.selected_rows()] == ["Group", "Other"]
    assert not page.shows_record()


def _drop(tree: AccountTreeView, dragged: list[int], place: QPoint) -> None:
    """Let the pointer come with accounts, and drop them at a place of the list."""
    carried = QMimeData()
    carried.setData(FORMAT, b"")
    tree._dragged = dragged
    buttons, keys, move = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.MoveAction
    tree.dragEnterEvent(QDragEnterEvent(QPointF(place), move, carried, buttons, keys))
    tree.dragMoveEvent(QDragMoveEvent(QPointF(place), move, carried, buttons, keys))
    tree.dropEvent(QDropEvent(QPointF(place), move, carried, buttons, keys))
    tree._dragged = []


def test_the_pointer_drops_onto_an_account_or_below_all(
    session: Session, page: AccountPage, family: Family, qtbot: QtBot
) -> None:
    tree = _tree(page)
    delegate = tree.itemDelegate()
    assert isinstance(delegate, TreeDelegate)
    place = tree.visualRect(tree.rows_model().index_of(family["group"])).center()
    _drop(tree, [family["other"]], place)
    qtbot.waitUntil(lambda: _parent(session, family["other"]) == family["group"])
    page.refresh()
    assert ("Other", 1) in _shown(page)
    assert delegate.drop_at is None
    _drop(tree, [family["other"]], QPoint(40, tree.viewport().height() - 5))
    qtbot.waitUntil(lambda: _parent(session, family["other"]) is None)


def test_the_pointer_takes_up_what_is_selected_and_opens_what_it_stays_over(
    page: AccountPage, family: Family, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = _tree(page)
    taken: list[tuple[list[int], str]] = []
    refused: list[bool] = []

    def drag(_source: QWidget, carried: QMimeData, words: str) -> None:
        taken.append((list(tree._dragged), words))
        place = tree.visualRect(tree.rows_model().index_of(family["group"])).center()
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        over = QDragMoveEvent(QPointF(place), Qt.DropAction.MoveAction, carried, buttons, keys)
        tree.dragMoveEvent(over)
        refused.append(not over.isAccepted())
        if len(taken) == 1:
            qtbot.waitUntil(lambda: ("First", 1) in _shown(page))

    monkeypatch.setattr(drag_hand, "drag", drag)
    tree.select(family["other"])
    tree.startDrag(Qt.DropAction.MoveAction)
    assert taken == [([family["other"]], "Other")]
    tree.selectAll()
    tree.startDrag(Qt.DropAction.MoveAction)
    assert refused == [False, True]  # no account goes below itself
    assert taken[1] == ([family[name] for name in ("group", "first", "second", "other")], "4 accounts")


def test_the_time_in_which_visits_count_is_chosen_and_kept(
    session: Session, page: AccountPage, family: Family, qtbot: QtBot
) -> None:
    for day in ("2025-06-01", "2025-12-01", "2026-02-20"):
        make_visit(session.journal, family["city"], start=f"{day}T10:00")
    page.refresh()
    seen = {}
    for period in ("twelve", "quarter", "year", "all"):
        page.accounts.bar.period.set_value(period)
        seen[period] = _tree(page).rows_model().rows[0].line.visits
    assert seen == {"twelve": 3, "quarter": 1, "year": 1, "all": 3}
    assert preferences.current().tree_period == "all"


def test_the_order_of_the_tree_is_chosen_and_kept(session: Session, page: AccountPage, family: Family) -> None:
    make_visit(session.journal, family["other"])
    for order in ORDERS:
        page.accounts.bar.order.set_value(order)
        assert [row.line.name for row in _tree(page).rows_model().rows] == (
            ["Other", "Group"] if order == "visits" else ["Group", "Other"]
        )
        assert preferences.current().tree_order == order


def test_a_row_says_what_stands_below(session: Session, page: AccountPage, family: Family) -> None:
    owed: dict[str, Any] = {"account_id": family["city"], "title": "First", "currency": "EUR"}
    receivables.create(session.journal, amount_minor=50000, due_on="2026-05-01", **owed)
    receivables.create(session.journal, amount_minor=20000, due_on="2026-06-01", **owed)
    page.refresh()
    model = _tree(page).rows_model()
    words = model.words(model.rows[0])
    assert words.startswith("Group, Group, 3 accounts below, 0 visits")
    assert "EUR 700 still owed, EUR 500 of it overdue" in words
    picture = page.grab()
    assert not picture.isNull()


def test_the_menu_of_several_moves_and_cuts_them(page: AccountPage, family: Family, qtbot: QtBot) -> None:
    tree = _tree(page)
    tree.select(family["group"])
    qtbot.keyClick(tree, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    tree.menu_wanted.emit(tree.current_row(), QPoint(0, 0))
    menus = [menu for menu in page.findChildren(QMenu) if menu.isVisible()]
    deeds = {action.text().split("\t")[0]: action for action in menus[0].actions()}
    assert {"Move…", "Cut"} <= deeds.keys()
    deeds["Cut"].trigger()
    assert len(tree.cut_ids()) == 2
    menus[0].close()


def test_a_very_wide_branch_is_read_on_as_it_is_seen(
    session: Session, qtbot: QtBot, qtmodeltester: ModelTester, family: Family
) -> None:
    with session.journal.operation("tests.many"):
        for number in range(650):
            make_account(session.journal, f"Branch {number:03}", parent_id=family["city"])
    page = AccountPage(session)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    tree = _tree(page)
    model = tree.rows_model()
    tree.select(family["group"])
    qtbot.keyClick(tree, Qt.Key.Key_Asterisk)
    assert len(model.rows) < 400
    while model.canFetchMore(tree.rootIndex()):
        model.fetchMore(tree.rootIndex())
    assert len(model.rows) == 655
    city = model.rows[model.index_of(family["city"]).row()]
    page.accounts.tree_model.toggle(city)
    assert [row.line.name for row in model.rows] == ["Group", "First", "City", "Second", "Other"]
    page.accounts.tree_model.toggle(model.rows[2])
    page.accounts.select(accounts.find(session.journal, "Branch 649").id)
    assert tree.current_row().line.name == "Branch 649"
    qtmodeltester.check(model)
