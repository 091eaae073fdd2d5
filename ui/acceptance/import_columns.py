"""The columns of a list that is to be imported, each with an example and what it is taken for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from models.exchange.acceptance_fields import KEPT, NAMES, NOT_TAKEN, SEVERAL
from models.exchange.acceptance_sheets import SheetPlan
from models.exchange.csv_rows import Row, plain_heading
from models.text.language import Label
from ui import theme
from ui.translations import say
from ui.widgets.labels import Elided
from ui.widgets.layouts import clear_layout, scroll
from ui.widgets.word_choice import WordChoice

_EXAMPLES_FROM = 50
"""Rows in which an example is looked for."""

_CHOICE_WIDTH = 230


class ColumnChoices(QWidget):
    """One line for each column: its heading, an example, and a box to say what it is."""

    changed = Signal(object)
    """What each column is now taken for, by its heading, as a plan has it."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, WordChoice] = {}
        self._plan: SheetPlan | None = None
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._lines)

    def show_plan(self, plan: SheetPlan) -> None:
        """Show the columns of a sheet that is taken for a list; a column without heading and content is not shown."""
        self._plan = plan
        self.boxes = {}
        clear_layout(self._lines)
        lines = QGridLayout()
        lines.setHorizontalSpacing(theme.CARD_GAP)
        lines.setVerticalSpacing(theme.SPACE_4)
        lines.setContentsMargins(0, 0, theme.GAP, 0)
        lines.setColumnStretch(0, 2)
        lines.setColumnStretch(1, 3)
        for place, heading in enumerate(plan.sheet.headings):
            key = plain_heading(heading)
            if plan.kind is None or not key or key in self.boxes:
                continue
            box = self._box(plan, key, heading)
            number = len(self.boxes)
            self.boxes[key] = box
            lines.addWidget(Elided(heading, "body_bold"), number, 0)
            lines.addWidget(Elided(_example(plan, place), "caption", "text_2"), number, 1)
            lines.addWidget(box, number, 2)
        self._lines.addLayout(lines)
        self._lines.addStretch(1)

    def _box(self, plan: SheetPlan, key: str, heading: str) -> WordChoice:
        assert plan.kind is not None
        words = {field: name for field, name in NAMES[plan.kind].items() if field not in NOT_TAKEN}
        if plan.kind == "item":
            words = {**words, KEPT: Label("kept with the evidence")}
        box = WordChoice(heading, say("Leave out"), words)
        box.setFixedWidth(_CHOICE_WIDTH)
        box.set_value(plan.columns.get(key, ""))
        box.activated.connect(lambda _place, key=key: self._choose(key))
        return box

    def _choose(self, key: str) -> None:
        """Take a column for something else; what takes one column only is taken off the other that was it."""
        assert self._plan is not None
        assert self._plan.kind is not None
        kind, field = self._plan.kind, self.boxes[key].value()
        columns = dict(self._plan.columns)
        if field and field != KEPT and field not in SEVERAL[kind]:
            other = KEPT if kind == "item" else ""
            columns = {heading: other if meaning == field else meaning for heading, meaning in columns.items()}
        self.changed.emit({**columns, key: field})


def in_area(choices: ColumnChoices, name: str) -> QScrollArea:
    """Return the columns in an area of their own that scrolls, as a list may have many."""
    return scroll(choices, name=name)


def _example(plan: SheetPlan, place: int) -> str:
    for row in plan.sheet.rows[:_EXAMPLES_FROM]:
        if isinstance(row, Row) and row.cells[place]:
            return " ".join(row.cells[place].split())
    return ""
