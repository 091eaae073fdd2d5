"""The filter of the page of next steps: words, whose they are, and which kind."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QWidget

from models.step_lists import Side, StepFilter
from models.text.field_words import KIND_NAMES
from ui.session import Session
from ui.tags.tag_filter import TagFilter
from ui.translations import say
from ui.widgets.buttons import icon_button
from ui.widgets.layouts import row
from ui.widgets.line_field import LineField
from ui.widgets.pills import FilterChip


class FilterBar(QWidget):
    """Narrows the list; Esc takes the filter away."""

    changed = Signal()
    closed = Signal()
    list_wanted = Signal()
    """Enter or Down: go on in the list."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = LineField(say("Filter by title or account"), say("Filter by title or account"))
        self.line.edited.connect(lambda _: self.changed.emit())
        self._sides = QButtonGroup(self)
        chips: list[QWidget] = []
        sides: tuple[tuple[Side, str], ...] = (
            ("", say("All")),
            ("mine", say("Mine")),
            ("colleagues", say("Colleagues’")),
            ("theirs", say("Theirs")),
        )
        for side, words in sides:
            chip = FilterChip(words, checked=not side)
            chip.setObjectName(side)
            self._sides.addButton(chip)
            chips.append(chip)
        self._sides.buttonClicked.connect(lambda _: self.changed.emit())
        self.kind = QComboBox()
        self.kind.setAccessibleName(say("Kind"))
        self.kind.addItem(say("All kinds"), "")
        for kind, name in KIND_NAMES.items():
            self.kind.addItem(say(name), kind)
        self.kind.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.tag = TagFilter(session)
        self.tag.changed.connect(lambda _: self.changed.emit())
        close = icon_button("close", say("Take the filter away (Esc)"))
        close.clicked.connect(self.take_away)
        self._in_order: tuple[QWidget, ...] = (self.line, *chips, self.kind, self.tag, close)
        layout = row(*self._in_order)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def in_order(self) -> tuple[QWidget, ...]:
        """Return what takes the focus, in the order of reading."""
        return self._in_order

    def wanted(self) -> StepFilter:
        """Return the filter as it is set."""
        checked = self._sides.checkedButton()
        kind = self.kind.currentData()
        tag = self.tag.tag()
        side: Side = checked.objectName() if checked is not None else ""  # type: ignore[assignment]
        return StepFilter(text=self.line.text(), side=side, tag=tag, kinds=(kind,) if kind else (), plans=True)

    def take_away(self) -> None:
        """Set the filter to nothing and close it."""
        self.line.clear()
        self.tag.set_tag("")
        self.kind.blockSignals(True)
        self.kind.setCurrentIndex(0)
        self.kind.blockSignals(False)
        self._sides.buttons()[0].setChecked(True)
        self.changed.emit()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the filter away by Esc; go on in the list by Enter or Down."""
        if event.key() == Qt.Key.Key_Escape:
            self.take_away()
            return
        if self.line.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.list_wanted.emit()
            return
        super().keyPressEvent(event)
