"""Things as chips, with a field at the end that adds one: people, tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.text.clean import clean_line
from ui import theme
from ui.widgets import paint
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pills import DotChip
from ui.widgets.suggest import SuggestField

_FIELD_WIDTH = 200

Item = TypeVar("Item")


class AddField(SuggestField):
    """The dashed chip in which a name is typed."""

    removed_last = Signal()
    back_wanted = Signal()

    def __init__(self, words: str, *, new_beside_same: bool = False) -> None:
        super().__init__(words, words, new_beside_same=new_beside_same)
        self.setProperty("kind", "bare")
        self.setTextMargins(30, 0, 10, 0)
        self.tab_moves_on = False
        self.setFixedHeight(theme.CHIP)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font("caption"))

    def sizeHint(self) -> QSize:
        """Return the width of the chip, whatever the language."""
        return QSize(max(_FIELD_WIDTH, paint.width(self.placeholderText(), "caption") + 48), theme.CHIP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Backspace take the last chip away and Left go to it, while nothing is typed."""
        if not self.text() and not self.is_composing():
            if event.key() == Qt.Key.Key_Backspace and not event.isAutoRepeat():
                self.removed_last.emit()
                return
            if event.key() == Qt.Key.Key_Left:
                self.back_wanted.emit()
                return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed border, or the border of the focus, around the text."""
        painter = QPainter(self)
        if self.hasFocus():
            paint.rounded(painter, self.rect(), theme.CHIP / 2, "card", "accent")
            paint.rounded(painter, self.rect().adjusted(1, 1, -1, -1), theme.CHIP / 2 - 1, "", "accent")
        else:
            paint.rounded(painter, self.rect(), theme.CHIP / 2, "", "control", dashed=True)
        paint.icon(painter, 10, self.height() // 2, "plus", "text_2", 14)
        painter.end()
        super().paintEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the border again."""
        super().focusOutEvent(event)
        self.update()


class ChipsField(QWidget, Generic[Item]):
    """Chips that can be taken away, and a field that adds others. Left and Right move from one to the next.

    Whoever derives from it says how a chip looks and what becomes of a name that is typed.
    """

    changed = Signal()

    def __init__(self, name: str, field: AddField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[Item] = []
        self._chips: list[DotChip] = []
        self.field = field
        field.chosen.connect(self.add_chosen)
        field.created.connect(self.add_new)
        field.removed_last.connect(lambda: self._remove(len(self._items) - 1))
        field.back_wanted.connect(lambda: self._focus_chip(len(self._chips) - 1))
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        self._flow.addWidget(field)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(field)
        self.setAccessibleName(name or field.accessibleName())

    def add_chosen(self, key: object) -> None:
        """Make a chip of the suggestion that was taken."""
        raise NotImplementedError

    def add_new(self, name: str) -> None:
        """Make a chip of a name that was typed."""
        raise NotImplementedError

    def chip_of(self, item: Item) -> DotChip:
        """Return a chip for one of the things."""
        raise NotImplementedError

    def open_item(self, item: Item) -> None:
        """Do what Enter or a double click on a chip is for."""
        raise NotImplementedError

    def settle(self) -> None:
        """Make a chip of the name that is still being typed, so that nothing is lost when the editor saves."""
        if clean_line(self.field.text()) and not self.field.is_composing() and not self.field.take_exact():
            self.add_new(clean_line(self.field.text()))

    def pending(self) -> str:
        """Return the name that is being typed and is no chip yet."""
        return clean_line(self.field.text())

    def is_composing(self) -> bool:
        """Return whether an input method composes in the field."""
        return self.field.is_composing()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move from chip to chip by the arrows, and open one by Enter or a double click."""
        if event.type() == QEvent.Type.MouseButtonDblClick and watched in self._chips:
            self.open_item(self._items[self._chips.index(watched)])
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self._chips:
            place = self._chips.index(watched)
            if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self._focus_chip(place + (1 if event.key() == Qt.Key.Key_Right else -1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.open_item(self._items[place])
                return True
        return super().eventFilter(watched, event)

    def _set_items(self, items: Sequence[Item]) -> None:
        """Show other things; that is no edit. What was being typed goes."""
        self.field.set_choice(None)
        if list(items) != self._items:
            self._items = list(items)
            self._show()

    def _add(self, *items: Item) -> None:
        self.field.set_choice(None)
        self._items.extend(items)
        self._show()
        self.changed.emit()

    def _remove(self, place: int) -> None:
        if 0 <= place < len(self._items):
            had_focus = self._chips[place].hasFocus()
            del self._items[place]
            self._show()
            if had_focus:
                self._focus_chip(min(place, len(self._chips) - 1))
            self.changed.emit()

    def _show(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._made(item) for item in self._items]
        self._flow.removeWidget(self.field)
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self.field)
        self.updateGeometry()

    def _made(self, item: Item) -> DotChip:
        chip = self.chip_of(item)
        # The keys reach a chip by Left from the field; Tab would stop at each of them.
        chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        chip.removed.connect(lambda: self._remove(self._chips.index(chip)))
        chip.installEventFilter(self)
        return chip

    def _focus_chip(self, place: int) -> None:
        if 0 <= place < len(self._chips):
            self._chips[place].setFocus(Qt.FocusReason.OtherFocusReason)
        elif place >= len(self._chips) or not self._chips:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
