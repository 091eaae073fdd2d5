"""Whether a window can be shown: only where a screen answers."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from models.commands.screen import has_screen

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"DISPLAY": ""},
        {"DISPLAY": "nonsense"},
        {"DISPLAY": ":4321"},
        {"DISPLAY": ":4321.0"},
        {"DISPLAY": "unix:4321"},
        {"DISPLAY": "nobody.invalid:0"},
        {"DISPLAY": "localhost:99999999"},
        {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/nowhere"},
    ],
)
def test_where_nothing_answers_there_is_no_screen(environment: dict[str, str]) -> None:
    assert not has_screen(environment)


def test_a_screen_that_listens_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = "w"
    environment = {"WAYLAND_DISPLAY": name, "XDG_RUNTIME_DIR": ""}
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(name)
        assert not has_screen(environment)  # it is there, and accepts nobody
        server.listen()
        assert has_screen(environment)
    assert os.path.lexists(name)
    assert not has_screen(environment)  # what a server left behind answers no more


def test_who_names_a_platform_knows_what_he_does() -> None:
    assert has_screen({"QT_QPA_PLATFORM": "offscreen"})
