"""Lists: the keys go on where they were when rows come and go."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QStyle
from pytestqt.qtbot import QtBot

from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView


class _Names(RowModel[str]):
    """Names; one that ends in a colon is a heading."""

    known: Sequence[str] = ("A:", "Anna", "Ben", "C:", "Cora")

    def read(self, last: str | None, limit: int) -> Sequence[str]:
        return self.known[self.known.index(last) + 1 if last else 0 :][:limit]

    def words(self, row: str) -> str:
        return row

    def can_select(self, row: str) -> bool:
        return not row.endswith(":")


class _Plain(RowDelegate):
    def paint_row(self, painter: QPainter, rect: QRect, row: str, state: QStyle.StateFlag) -> None:
        painter.drawText(rect, row)


@pytest.fixture
def view(qtbot: QtBot) -> RowView:
    model = _Names()
    model.reload()
    made = RowView(model, _Plain(), "Names")
    model.setParent(made)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def _go_on_without(view: RowView, *gone: str) -> object:
    model = view.rows_model()
    assert isinstance(model, _Names)
    model.known = [name for name in model.known if name not in gone]
    model.reload()
    return view.current_row()


def test_the_row_below_takes_the_place_of_one_that_went_away(view: RowView, qtbot: QtBot) -> None:
    view.select("Anna")
    chosen: list[object] = []
    view.chosen.connect(chosen.append)
    assert _go_on_without(view, "Anna") == "Ben"
    assert chosen == [], "the user has chosen nothing"
    assert _go_on_without(view, "Ben", "A:") == "Cora", "a heading is passed over"
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["Cora"]


def test_a_deed_asked_for_in_a_dialog_leaves_the_keys_at_their_place(view: RowView, qtbot: QtBot) -> None:
    view.select("Ben")
    dialog = QDialog(view)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert not view.hasFocus()
    assert _go_on_without(view, "Ben") == "Cora"
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()


def test_after_the_last_row_comes_the_one_above(view: RowView) -> None:
    view.select("Cora")
    assert _go_on_without(view, "Cora", "C:") == "Ben"
    assert _go_on_without(view, "A:", "Anna", "Ben") is None


def test_a_list_in_which_one_is_not_stands_at_no_other_row(view: RowView) -> None:
    view.select("Ben")
    view.clearFocus()
    assert _go_on_without(view, "Ben") is None


@pytest.fixture
def several(view: RowView, qtbot: QtBot) -> RowView:
    model = _Names()
    model.reload()
    made = RowView(model, _Plain(), "Names", several=True)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(300, 400)
    made.show()
    made.setFocus()
    made.select("Anna")
    return made


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_shift_and_arrows_select_more_rows_and_no_heading(several: RowView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(several.selection_changed):
        qtbot.keyClick(several, Qt.Key.Key_Down, SHIFT)
    assert several.selected_rows() == ["Anna", "Ben"]
    qtbot.keyClick(several, Qt.Key.Key_Down, SHIFT)
    assert several.selected_rows() == ["Anna", "Ben", "Cora"]
    qtbot.keyClick(several, Qt.Key.Key_Up)
    assert several.selected_rows() == ["Ben"], "an arrow alone goes on with one row"


def test_ctrl_and_arrows_go_elsewhere_and_ctrl_space_adds_a_row(several: RowView, qtbot: QtBot) -> None:
    ticked: list[object] = []
    several.ticked.connect(ticked.append)
    qtbot.keyClick(several, Qt.Key.Key_Down, CTRL)
    qtbot.keyClick(several, Qt.Key.Key_Down, CTRL)
    assert (several.selected_rows(), several.current_row()) == (["Anna"], "Cora")
    qtbot.keyClick(several, Qt.Key.Key_Space, CTRL)
    assert several.selected_rows() == ["Anna", "Cora"]
    qtbot.keyClick(several, Qt.Key.Key_Space, CTRL)
    assert several.selected_rows() == ["Anna"]
    assert ticked == []


def test_ctrl_a_selects_all_also_what_was_not_read_yet(several: RowView, qtbot: QtBot) -> None:
    model = several.rows_model()
    assert isinstance(model, _Names)
    model.known = [f"name {number:04}" for number in range(1500)]
    model.start_over()
    assert model.rowCount() == 100
    qtbot.keyClick(several, Qt.Key.Key_A, CTRL)
    assert len(several.selected_rows()) == 1000


def test_what_is_selected_stays_so_when_rows_are_read_again(several: RowView, qtbot: QtBot) -> None:
    qtbot.keyClick(several, Qt.Key.Key_A, CTRL)
    told: list[int] = []
    several.selection_changed.connect(lambda: told.append(1))
    several.rows_model().reload()
    assert several.selected_rows() == ["Anna", "Ben", "Cora"]
    _go_on_without(several, "Ben")
    assert several.selected_rows() == ["Anna", "Cora"]
    assert told


def test_a_list_of_one_stays_a_list_of_one(view: RowView, qtbot: QtBot) -> None:
    view.select("Anna")
    qtbot.keyClick(view, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert len(view.selected_rows()) == 1
