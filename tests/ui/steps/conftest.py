"""Lists of steps as tests show them, and what was said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from models.step_lists import StepFilter
from ui.session import Session
from ui.steps.lines import StepView

Said = list[tuple[str, bool]]


@pytest.fixture
def said(session: Session) -> Said:
    """What the status line has said."""
    heard: Said = []
    session.said.connect(lambda sentence, can_undo: heard.append((sentence, can_undo)))
    return heard


@pytest.fixture
def shown(session: Session, qtbot: QtBot) -> Callable[..., StepView]:
    """A list of steps as a page would show it."""

    def show(**options: bool) -> StepView:
        view = StepView(session, "Next steps", StepFilter(plans=True), **options)
        qtbot.addWidget(view)
        session.changed.connect(lambda _: view.reload())
        view.resize(800, 500)
        view.reload()
        view.show()
        view.select_first()
        return view

    return show
