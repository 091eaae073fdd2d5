"""What the menu opens in front of the window; each is loaded when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def open_settings(window: MainWindow, part: str = "") -> None:
    """Show the settings, at one of their parts if that is named: journal, tags, templates and so on."""
    from ui.settings.dialog import SettingsDialog

    dialog = SettingsDialog(window.session, window, part=part)
    dialog.language_changed.connect(window.language_wanted)
    dialog.theme_changed.connect(window.theme_wanted)
    dialog.journal_wanted.connect(window.journal_wanted)
    dialog.open()


def open_trash(window: MainWindow) -> None:
    """Show what was removed, and the way back."""
    from ui.settings.trash import TrashDialog

    TrashDialog(window.session, window).open()


def find_duplicates(window: MainWindow) -> None:
    """Look for people and accounts that were written down twice, and show them."""
    from ui.duplicates.opening import find_duplicates as look

    look(window.session, window)


def open_reach(window: MainWindow) -> None:
    """Choose many accounts to reach at once, or go on with those that are being reached."""
    from ui.reach.dialog import ReachDialog

    ReachDialog(window.session, window).open()


def open_keys(window: MainWindow) -> None:
    """Show the list of keys."""
    from ui.settings.keys import KeysDialog

    KeysDialog(window.actions_.all(), window).open()


def open_about(window: MainWindow) -> None:
    """Show what the program is."""
    from ui.settings.about import AboutDialog

    AboutDialog(window).open()


def open_brief(window: MainWindow) -> None:
    """Show the brief of what one stands at on the page."""
    from ui.brief.opening import open_brief_of

    page = window.current_page()
    if page is not None:
        open_brief_of(window.session, window, page.selected_record())


def open_introductions(window: MainWindow) -> None:
    """Ask who could introduce us to somebody: to the person one stands at, if it is one."""
    from ui.introductions.dialog import IntroductionsDialog

    page = window.current_page()
    kind, record_id = (page.selected_record() if page is not None else None) or ("", None)
    IntroductionsDialog(window.session, window, record_id if kind == "contact" else None).open()


def open_reminders(window: MainWindow) -> None:
    """Show what was told and waits to be done or put off."""
    from ui.reminders.dialog import RemindersDialog

    RemindersDialog(window.session, window).open()


def open_quick_note(window: MainWindow) -> None:
    """Open the small window of a quick note, or come back to it."""
    from ui.quick_note import QuickNote

    note = window.findChild(QuickNote) or QuickNote(window.session, window)
    note.show()
    note.raise_()
    note.activateWindow()


def keep_quick_note(window: MainWindow) -> None:
    """Keep the words of a quick note that is open, also those an input method composes at this moment."""
    if window.is_note_open():
        from ui.quick_note import QuickNote

        for note in window.findChildren(QuickNote):
            note.quick.line.end_composition()
            note.keep()


def import_files(window: MainWindow) -> None:
    """Ask for files and import them."""
    from ui.exchange.import_dialog import choose_and_import

    choose_and_import(window.session, window)


def back_up(window: MainWindow) -> None:
    """Make a backup now."""
    from ui.safekeeping import back_up_now

    back_up_now(window.session, window)


def fill_recent(window: MainWindow) -> None:
    """Fill the menu of the journals that were open last."""
    from ui.recent_menu import fill

    fill(window.actions_.recent, window.session.journal.path, window.journal_wanted.emit)
