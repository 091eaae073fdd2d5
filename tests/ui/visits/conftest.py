"""The page of the visits, and the editor in it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.windows import shown
from ui.session import Session
from ui.visits.editor import VisitEditor
from ui.visits.page import VisitPage


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> VisitPage:
    return shown(qtbot, VisitPage(session), 1180, 800)


@pytest.fixture
def editor(page: VisitPage) -> VisitEditor:
    return page.editor
