"""The choice beside another day of one that comes back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.translations import say
from ui.widgets.labels import label
from ui.widgets.layouts import row
from ui.widgets.segments import Segments


class WhatMoves(QWidget):
    """Whether only this one moves, or all later ones too."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        choices = [("one", say("Only this one"), ""), ("later", say("This and all later ones"), "")]
        self.choice = Segments(say("What moves"), choices)
        self.choice.changed.connect(lambda _key: self.changed.emit())
        self.setLayout(row(label(say("What moves"), "caption", "text_2"), self.choice, None))

    def takes_later(self) -> bool:
        """Return whether all later ones move too."""
        return not self.isHidden() and self.choice.current() == "later"

    def set_later(self, later: bool) -> None:
        """Show a choice as if nobody had made it."""
        self.choice.set_current("later" if later else "one")
