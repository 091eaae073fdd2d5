"""The program's front door: reads the command line, and opens the window or runs one command."""

from __future__ import annotations

import gc
import os
import sys

from models import commands
from models.commands.screen import has_screen
from models.commands.window_words import WindowWords, window_words


def run() -> None:
    """Run the program with the words of the command line and end with its exit code."""
    try:
        asked = window_words(sys.argv[1:])
    except SystemExit as wrong:  # the words fit neither the window nor a command; it has been said why
        sys.exit(wrong.code)
    if asked is None:
        sys.exit(commands.main())
    if not has_screen(os.environ):
        sys.exit(_say_no_screen())
    sys.exit(_open_window(asked))


def _say_no_screen() -> int:
    """Say that no window can be shown, and what works without one."""
    from models.commands.context import Context
    from models.commands.parser import spoken_language

    language = spoken_language(sys.argv[1:])
    fault = Context.without_journal(language, as_json=False).fail(
        language.say("No window can be opened: there is no screen here. The commands work without one.")
    )
    return fault if sys.argv[1:] else commands.main()


def _open_window(asked: WindowWords) -> int:
    # What a start makes is all needed, and to look for garbage in it takes a tenth of the time until the window stands.
    gc.disable()
    # Qt is loaded here and nowhere before, so that commands stay quick and need no screen.
    from ui.font_reading import begin_reading_fonts

    begin_reading_fonts()
    from ui.app import Wishes
    from ui.app import run as run_window

    return run_window(Wishes(asked.file, asked.language, asked.theme, asked.clock))


if __name__ == "__main__":
    run()
