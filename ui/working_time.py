"""Working time at the start of the program: whose holidays a new journal keeps, and that they are known in time."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer

from models import public_holidays, working_time
from models.clock import Clock
from models.journal import Journal
from ui.background import Background
from ui.session import Session
from ui.translations import language

_SOON = 1500
"""Milliseconds after which the holidays are loaded: who writes at once, when the window is seen, is not held up."""


def begin_journal(path: Path, clock: Clock | None = None) -> None:
    """Make a journal; whoever begins it in Chinese keeps the public holidays of China until they choose otherwise."""
    with Journal.create(path, clock=clock) as journal:
        if language().is_chinese:
            working_time.begin_in_china(journal)


def prepare(session: Session) -> None:
    """Load the holidays beside the window, soon after it stands and before the first request would wait for them."""
    QTimer.singleShot(_SOON, session, partial(_prepare, session))


def _prepare(session: Session) -> None:
    country = "" if session.is_closed() else session.read(working_time.country)
    if country:
        load = partial(_load, country, session.today())
        Background(session).run("holidays", load, lambda _: None, lambda _: None)


def _load(country: str, today: date) -> None:
    for year in (today.year, today.year + 1):
        public_holidays.days(country, year)
