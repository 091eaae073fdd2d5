"""The dialogs of the menu that need nothing but the window; each is loaded when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def open_trash(window: MainWindow) -> None:
    """Show what was removed, and the way back."""
    from ui.settings.trash import TrashDialog

    TrashDialog(window.session, window).open()


def open_keys(window: MainWindow) -> None:
    """Show the list of keys."""
    from ui.settings.keys import KeysDialog

    KeysDialog(window.actions_.all(), window).open()


def open_about(window: MainWindow) -> None:
    """Show what the program is."""
    from ui.settings.about import AboutDialog

    AboutDialog(window).open()
