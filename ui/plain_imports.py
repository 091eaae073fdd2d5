"""Python's own import, given back once Qt is loaded.

PySide6 puts one of its own in its place, which serves `from __feature__ import …` and reads the source text of every
module that is imported later, to see whether it names PySide6. Rounds uses no such feature, and reading all its text
again takes a tenth of the time until the window stands.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401  # from here on its import stands in the place of Python's


def use_plain_imports() -> None:
    """Let modules be imported without PySide6 looking at each; nothing happens where it never put itself between."""
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
