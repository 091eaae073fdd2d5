"""A screen without a monitor: Xvfb with a window manager, for what only a real window shows."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

NEEDED = ("Xvfb", "openbox", "xdotool", "dbus-run-session")


def is_possible() -> bool:
    """Return whether this machine has what a screen needs."""
    return all(shutil.which(name) for name in NEEDED)


@contextmanager
def screen(width: int = 1600, height: int = 1000) -> Iterator[str]:
    """Give a display of its own, with a window manager on it; yields its name, such as ':99'."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        display = f":{answer.readline().strip()}"
    manager = subprocess.Popen(
        ["openbox"],
        env=os.environ | {"DISPLAY": display},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield display
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()
