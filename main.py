"""The program's front door: reads the command line and runs one command."""

from __future__ import annotations

import sys

from models.commands import main


def run() -> None:
    """Run the program with the words of the command line and end with its exit code."""
    sys.exit(main())


if __name__ == "__main__":
    run()
