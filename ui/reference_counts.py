"""A guard against a fault of PySide6 6.12.0: each signal that Python emits gives back a reference to True too many."""

from __future__ import annotations

import ctypes
import sys

_ENOUGH = 1 << 40
"""References for a signal in every microsecond of ten days."""


def keep_true() -> None:
    """See to it that True never runs out of references.

    From Python 3.12 on True can't; before, some thousand signals end the process ("deallocating True or False").
    """
    if sys.version_info < (3, 12) and sys.getrefcount(True) < _ENOUGH // 2:
        ctypes.c_ssize_t.from_address(id(True)).value += _ENOUGH
