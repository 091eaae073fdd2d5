"""The menu of the journals that were open of late."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu

from ui import preferences
from ui.translations import say


def fill(menu: QMenu, open_now: Path, want: Callable[[str], object]) -> None:
    """Fill the menu with the recent journals but the one that is open; `want` gets the path of the one chosen."""
    menu.clear()
    for path in preferences.current().recent_journals:
        if path != open_now:
            action = menu.addAction(str(path).replace("&", "&&"))
            action.triggered.connect(partial(_tell, want, path))
    if menu.isEmpty():
        menu.addAction(say("No other journal yet")).setEnabled(False)


def _tell(want: Callable[[str], object], path: Path, _checked: bool = False) -> None:
    want(str(path))
