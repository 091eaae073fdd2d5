"""What every part of the settings can do."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class Part(QWidget):
    """One part of the settings. What it shows is kept when the dialog closes; some parts apply at once."""

    def keep(self) -> bool:
        """Keep what was entered; False when something can't be kept and says so in its place."""
        return True

    def refresh(self) -> None:
        """Read again what the part shows; called each time it comes into view."""
