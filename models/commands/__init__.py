"""The command line; what it takes to run a command is loaded when one is run, for the window needs none of it."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the words name, and return the exit code.

    0 is done, 1 says that the journal or the input is at fault, 2 that the words are wrong, 130 that it was
    interrupted. Nothing but an exit code ever comes out of this: no exception, no traceback.
    """
    from models.commands.running import run

    return run(arguments)
