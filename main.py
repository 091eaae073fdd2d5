"""The program's front door: reads the command line, and opens the window or runs one command."""

from __future__ import annotations

import gc
import os
import sys

from models import commands
from models.commands.window_words import WindowWords, window_words


def run() -> None:
    """Run the program with the words of the command line and end with its exit code."""
    try:
        asked = window_words(sys.argv[1:])
    except SystemExit as wrong:  # the words fit neither the window nor a command; it has been said why
        sys.exit(wrong.code)
    if asked is None or not _has_screen():
        sys.exit(commands.main())
    sys.exit(_open_window(asked))


def _has_screen() -> bool:
    """Return whether a window can be shown here; Qt ends the whole program when there is no screen."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_window(asked: WindowWords) -> int:
    # What a start makes is all needed, and to look for garbage in it takes a tenth of the time until the window stands.
    gc.disable()
    # Qt is loaded here and nowhere before, so that commands stay quick and need no screen.
    from ui.app import Wishes
    from ui.app import run as run_window

    return run_window(Wishes(asked.file, asked.language, asked.theme, asked.clock))


if __name__ == "__main__":
    run()
