"""What is likely to be opened next is loaded before anybody waits for it, beside the window."""

from __future__ import annotations

import threading
from importlib.util import find_spec

import pytest
from pytestqt.qtbot import QtBot

from ui import warming
from ui.main_window import _PAGE_CLASSES
from ui.session import Session


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """The modules that are loaded meanwhile, and whether the window had to wait for each."""
    found: list[tuple[str, bool]] = []
    window = threading.current_thread()
    monkeypatch.setattr(
        warming, "import_module", lambda name: found.append((name, threading.current_thread() is window))
    )
    return found


def test_the_pages_are_loaded_beside_the_window(
    session: Session, qtbot: QtBot, loaded: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "_AFTER", 0)
    warming.warm(session)
    assert loaded == []
    qtbot.waitUntil(lambda: len(loaded) == len(warming.LIKELY))
    assert loaded == [(name, False) for name in warming.LIKELY]


def test_a_journal_that_is_left_loads_no_more(session: Session, loaded: list[tuple[str, bool]]) -> None:
    session.close()
    warming.load(session)
    assert loaded == []


def test_what_is_loaded_is_there_and_holds_the_pages_that_open_at_once() -> None:
    assert all(find_spec(name) is not None for name in warming.LIKELY)
    at_once = {place.partition(":")[0] for key, place in _PAGE_CLASSES.items() if key not in ("today", "summaries")}
    assert at_once <= set(warming.LIKELY)
