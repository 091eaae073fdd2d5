"""How often an account is to be seen: its own days, those it inherits, or no rhythm at all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.rhythm import Rhythm
from ui import theme
from ui.translations import plural, say
from ui.widgets.layouts import row
from ui.widgets.line_field import LineField
from ui.widgets.segments import Segments

_DAYS_WIDTH = 96


class RhythmField(QWidget):
    """Inherited, own or none; for an own rhythm a line for its days."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kinds = [("inherited", say("Inherited"), ""), ("own", say("Own"), ""), ("none", say("None"), "")]
        self.kinds = Segments(say("Visit rhythm"), kinds)
        self.days = LineField("", say("Days between two visits"))
        self.days.setFixedWidth(_DAYS_WIDTH)
        self.setLayout(row(self.kinds, self.days, None, spacing=theme.CARD_GAP))
        self.setFocusProxy(self.kinds)
        self.kinds.changed.connect(self._choose)
        self._show_days()

    def kind(self) -> str:
        """Return inherited, own or none."""
        return self.kinds.current()

    def set_kind(self, kind: str) -> None:
        """Show another kind, without telling."""
        self.kinds.set_current(kind)
        self._show_days()

    def _choose(self, kind: str) -> None:
        self._show_days()
        if kind == "own":
            self.days.setFocus()
        self.changed.emit()

    def _show_days(self) -> None:
        self.days.setVisible(self.kind() == "own")


def source_words(rhythm: Rhythm) -> str:
    """Return how often an account is to be seen, and where it has that from."""
    if rhythm.days is None:
        return say("Nothing to inherit: no account above has a rhythm, and there is no class.")
    every = days_words(rhythm.days)
    if rhythm.source == "above":
        return say("{every}, as {name} has", every=every, name=rhythm.name)
    if rhythm.source == "class":
        return say("{every}, as class {name} has", every=every, name=rhythm.name)
    return every


def days_words(days: int) -> str:
    """Return the days of a rhythm in words."""
    return plural("{count} day", "{count} days", days)
