"""A guard against a fault of PySide6 6.12.0: signals and event handlers give back references they never took.

Each signal that Python emits takes one from True, and each event handler in Python that returns nothing (a paintEvent,
for instance) one from None. From Python 3.12 on neither can run out; before, some thousand of them end the process
("deallocating None").
"""

from __future__ import annotations

import ctypes
import sys

_ENOUGH = 1 << 40
"""References for one in every microsecond of ten days."""


def keep_constants() -> None:
    """See to it that None, True and False never run out of references."""
    if sys.version_info >= (3, 12):
        return
    for constant in (None, True, False):
        if sys.getrefcount(constant) < _ENOUGH // 2:
            ctypes.c_ssize_t.from_address(id(constant)).value += _ENOUGH
