"""Chinese can be typed with the input method that the desktop has, whatever variables it sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui import input_method


@pytest.mark.parametrize(
    "desktop",
    [
        {"QT_IM_MODULE": "ibus"},
        {"QT_IM_MODULE": "fcitx"},
        {"QT_IM_MODULE": "fcitx5", "WAYLAND_DISPLAY": "wayland-0"},
        {"XMODIFIERS": "@im=ibus"},
        {"XMODIFIERS": "@im=fcitx"},
        {"XMODIFIERS": "@im=fcitx", "WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "xcb"},
    ],
)
def test_ibus_and_fcitx_are_reached_as_ibus(desktop: dict[str, str], tmp_path: Path) -> None:
    environment = dict(desktop)
    input_method.choose(environment, tmp_path)
    assert environment == desktop | {"QT_IM_MODULE": "ibus"}


@pytest.mark.parametrize(
    "desktop",
    [
        {},
        {"QT_IM_MODULE": ""},
        {"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=ibus"},
        {"QT_IM_MODULES": "wayland;ibus", "XMODIFIERS": "@im=ibus"},
        {"XMODIFIERS": "@im=none"},
        {"XMODIFIERS": "@im=fcitx", "WAYLAND_DISPLAY": "wayland-0"},
    ],
)
def test_all_else_is_left_as_the_desktop_set_it(desktop: dict[str, str], tmp_path: Path) -> None:
    environment = dict(desktop)
    input_method.choose(environment, tmp_path)
    assert environment == desktop


def test_a_qt_that_knows_fcitx_keeps_it(tmp_path: Path) -> None:
    part = tmp_path / "platforminputcontexts" / "libfcitx5platforminputcontextplugin.so"
    part.parent.mkdir()
    part.touch()
    environment = {"QT_IM_MODULE": "fcitx"}
    input_method.choose(environment, tmp_path)
    assert environment == {"QT_IM_MODULE": "fcitx"}
