"""Above the tree: how it is read, and what can be done with what is selected or was taken up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui import preferences, theme
from ui.accounts.tree_period import ORDERS, PERIODS
from ui.accounts.tree_view import AccountTreeView
from ui.translations import plural, say
from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.widgets.layouts import row
from ui.widgets.word_choice import WordChoice


class TreeBar(QWidget):
    """One line; its buttons name their keys, and are there only while they can do something."""

    changed = Signal()
    """Visits count in another time, or the accounts stand in another order."""

    def __init__(self, tree: AccountTreeView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree = tree
        self.period = WordChoice(say("Visits count in"), "", PERIODS)
        self.period.set_value(preferences.current().tree_period)
        self.order = WordChoice(say("Order of the tree"), "", ORDERS)
        self.order.set_value(preferences.current().tree_order)
        self._said = label("", "body", "text_2")
        self.move_button = button(say("Move…"), "small", "tree")
        self.move_button.setToolTip(say("{words} ({key})", words=say("Move…"), key="M"))
        self.cut_button = button(say("Cut"), "small")
        self.cut_button.setToolTip(say("{words} ({key})", words=say("Cut"), key="Ctrl+X"))
        self.paste_button = button(say("Put below this account"), "small")
        self.paste_button.setToolTip(say("{words} ({key})", words=say("Put below this account"), key="Ctrl+V"))
        name = label(say("Visits count in"), "caption", "text_2")
        name.setBuddy(self.period)
        deeds = (self._said, self.move_button, self.cut_button, self.paste_button)
        self.setLayout(row(name, self.period, self.order, None, *deeds, spacing=theme.GAP))
        for choice in (self.period, self.order):
            choice.currentIndexChanged.connect(lambda _index: self._choose())
        self.move_button.clicked.connect(lambda: tree.move_wanted.emit(tree.chosen_ids()))
        self.cut_button.clicked.connect(tree.cut)
        self.paste_button.clicked.connect(tree.paste)
        tree.selection_changed.connect(self.show_state)
        tree.cut_changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Say how many are selected, or were taken up."""
        cut, selected = len(self._tree.cut_ids()), len(self._tree.selected_rows())
        words = ""
        if cut:
            words = plural("{count} account taken up", "{count} accounts taken up", cut)
        elif selected > 1:
            words = plural("{count} selected", "{count} selected", selected)
        self._said.setText(words)
        had_focus = any(one.hasFocus() for one in (self.move_button, self.cut_button, self.paste_button))
        self.move_button.setVisible(selected > 1 and not cut)
        self.cut_button.setVisible(selected > 1 and not cut)
        self.paste_button.setVisible(bool(cut))
        if had_focus and not (cut or selected > 1):
            self._tree.setFocus()

    def _choose(self) -> None:
        preferences.current().tree_period = self.period.value()
        preferences.current().tree_order = self.order.value()
        self.changed.emit()
