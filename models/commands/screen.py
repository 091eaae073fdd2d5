"""Knows whether a window can be shown here, before Qt is asked: without a screen it ends the whole program."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

_WAIT = 2.0
"""Seconds within which a screen on another computer answers."""

_FIRST_PORT = 6000
_ACCEPTS = "00010000"
"""How the system marks who accepts connections in its list."""


def has_screen(environment: Mapping[str, str]) -> bool:
    """Return whether some screen that the environment names answers; other systems than Linux always have one."""
    if sys.platform != "linux" or environment.get("QT_QPA_PLATFORM"):
        return True
    wayland = environment.get("WAYLAND_DISPLAY", "")
    folder = environment.get("XDG_RUNTIME_DIR", "")
    if wayland and _listens(str(Path(folder) / wayland)):
        return True
    return _answers(environment.get("DISPLAY", ""))


def _answers(display: str) -> bool:
    """Return whether an X server answers: ':0' is on this computer, 'host:10.0' on another."""
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdecimal():
        return False
    if host in ("", "unix"):
        return _listens(f"/tmp/.X11-unix/X{number}")
    import socket

    try:
        socket.create_connection((host, _FIRST_PORT + int(number)), timeout=_WAIT).close()
    except (OSError, OverflowError):
        return False
    return True


def _listens(name: str) -> bool:
    """Return whether a server listens behind a name of this computer, in the file system or beside it."""
    return _is_listed(name) or _connects(name) or _connects(f"\0{name}")


def _is_listed(name: str) -> bool:
    """Return whether the system lists a listening server of that name; that is known sooner than a try."""
    try:
        with Path("/proc/net/unix").open(encoding="utf-8", errors="replace") as lines:
            return any(
                line.split()[3] == _ACCEPTS and line.split()[-1].lstrip("@") == name for line in lines if name in line
            )
    except OSError:
        return False


def _connects(name: str) -> bool:
    import socket  # it takes its time to load, and is seldom needed

    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(name)
        except (OSError, ValueError):
            return False
        return True
