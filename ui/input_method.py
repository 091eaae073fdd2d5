"""The input method that serves the window, where the desktop names one that Qt would not find."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

_FCITX = ("fcitx", "fcitx5")


def choose(environment: MutableMapping[str, str], plugins: Path) -> None:
    """Name ibus as the input method where that is how the desktop's one is reached, and leave all else as it is.

    Call it before Qt starts; `plugins` is the folder of Qt's plugins. Qt as it is shipped for Python has a part for
    ibus and none for fcitx, which answers as ibus, too. Under X11 the method may be named in XMODIFIERS alone, which
    Qt does not read; under Wayland the desktop itself serves whoever names none.
    """
    named = environment.get("QT_IM_MODULE")
    if named is None and "QT_IM_MODULES" not in environment and not _is_wayland(environment):
        named = environment.get("XMODIFIERS", "").removeprefix("@im=")
    if named == "ibus" or (named in _FCITX and not _has_fcitx(plugins)):
        environment["QT_IM_MODULE"] = "ibus"


def _is_wayland(environment: MutableMapping[str, str]) -> bool:
    return bool(environment.get("WAYLAND_DISPLAY")) and not environment.get("QT_QPA_PLATFORM", "").startswith("xcb")


def _has_fcitx(plugins: Path) -> bool:
    return any((plugins / "platforminputcontexts").glob("*fcitx*"))
