"""Waits in tests until the threads of the Review page have brought all they were asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from ui.background import wait_for_all
from ui.session import Session
from ui.summaries.page import SummaryPage


def shown(qtbot: QtBot, session: Session) -> SummaryPage:
    """Return the page once its first pages are there."""
    page = SummaryPage(session)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    with qtbot.waitSignal(page.preview.rendered, timeout=20_000):
        page.show()
    return page


@contextmanager
def rendering(qtbot: QtBot, page: SummaryPage) -> Iterator[None]:
    """Wait after the block until pages were made anew."""
    with qtbot.waitSignal(page.preview.rendered, timeout=20_000):
        yield


def settle(qtbot: QtBot, page: SummaryPage) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not page.exporting.is_busy(), timeout=20_000)
    wait_for_all()
