"""Knows whether a window can be shown here, before Qt is asked: without a screen it ends the whole program."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

_WAIT = 2.0
"""Seconds within which a screen on another computer answers."""

_FIRST_PORT = 6000


def has_screen(environment: Mapping[str, str]) -> bool:
    """Return whether some screen that the environment names answers; other systems than Linux always have one."""
    if sys.platform != "linux" or environment.get("QT_QPA_PLATFORM"):
        return True
    wayland = environment.get("WAYLAND_DISPLAY", "")
    folder = environment.get("XDG_RUNTIME_DIR", "")
    if wayland and _listens(Path(folder) / wayland):
        return True
    return _answers(environment.get("DISPLAY", ""))


def _answers(display: str) -> bool:
    """Return whether an X server answers: ':0' is on this computer, 'host:10.0' on another."""
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdecimal():
        return False
    if host in ("", "unix"):
        name = f"/tmp/.X11-unix/X{number}"
        return _listens(f"\0{name}") or _listens(name)
    import socket

    try:
        socket.create_connection((host, _FIRST_PORT + int(number)), timeout=_WAIT).close()
    except (OSError, OverflowError):
        return False
    return True


def _listens(name: str | Path) -> bool:
    import socket  # commands don't need it

    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(name))
        except (OSError, ValueError):
            return False
        return True
