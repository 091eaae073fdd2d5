"""Begins to read the fonts of the system beside what the start does meanwhile; Qt finds them read when it asks."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from threading import Thread


def begin_reading_fonts() -> None:
    """Let fontconfig, where it is what knows the fonts, read its settings and caches in a thread of its own."""
    if sys.platform == "linux":
        Thread(target=_read, daemon=True).start()


def _read() -> None:
    with suppress(OSError, AttributeError):  # not there: then Qt finds its fonts another way
        ctypes.CDLL("libfontconfig.so.1").FcInit()
