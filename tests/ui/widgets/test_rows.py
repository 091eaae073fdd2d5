"""Lists: the keys go on where they were when rows come and go."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle
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


def test_after_the_last_row_comes_the_one_above(view: RowView) -> None:
    view.select("Cora")
    assert _go_on_without(view, "Cora", "C:") == "Ben"
    assert _go_on_without(view, "A:", "Anna", "Ben") is None


def test_a_list_in_which_one_is_not_stands_at_no_other_row(view: RowView) -> None:
    view.select("Ben")
    view.clearFocus()
    assert _go_on_without(view, "Ben") is None
