"""The pages that are likely to be opened next, loaded beside the window before anybody waits for one.

Loading a page takes longer than reading what it shows. Each is loaded once for the program, when the window stands.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module

from PySide6.QtCore import QTimer

from ui.background import Background
from ui.session import Session

_AFTER = 1000
"""Milliseconds after which it begins: the window has its first strokes of keys behind it."""
LIKELY = (
    "ui.steps.result_line",
    "ui.steps.page",
    "ui.visits.page",
    "ui.accounts.page",
    "ui.contacts.page",
    "ui.projects.page",
    "ui.projects.pipeline_view",
    "ui.projects.overview_tab",
    "ui.projects.timeline_tab",
    "ui.acceptance.tab",
    "ui.acceptance.sign_dialog",
    "ui.receivables.view",
    "ui.receivables.project_tab",
    "ui.assets.view",
    "ui.assets.feedback_list",
    "ui.assets.editor",
    "ui.calendar.page",
    "ui.trips.page",
    "ui.territory.page",
    "ui.people_map.view",
    "ui.coverage.view",
)
"""The modules to be loaded, those that are wanted soonest first; what else they need comes along."""


def warm(session: Session) -> None:
    """Load soon what the first ways from the page Today lead to."""
    QTimer.singleShot(_AFTER, session, lambda: Background(session).run("pages", partial(load, session), _done, _done))


def load(session: Session) -> None:
    """Load the pages, until the journal is left: nobody shall wait for that at the end of the program."""
    for module in LIKELY:
        if session.is_closed():
            return
        import_module(module)


def _done(_nothing: object) -> None:
    """Do nothing: a page that could not be loaded says so when it is opened."""
