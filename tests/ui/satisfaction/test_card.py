"""The card of satisfaction: hidden without figures, the trend in words, and the newest visits to be opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models import satisfaction
from tests.factories import make_account, make_visit
from ui.satisfaction.card import SatisfactionCard, sentence
from ui.session import Session


@pytest.fixture
def card(qtbot: QtBot, session: Session) -> SatisfactionCard:
    made = SatisfactionCard(session)
    qtbot.addWidget(made)
    made.resize(320, 400)
    return made


def test_without_figures_it_is_hidden(card: SatisfactionCard, session: Session) -> None:
    card.show_trend(satisfaction.of_account(session.journal, make_account(session.journal)))
    assert card.isHidden()


def test_it_tells_the_trend_and_opens_a_visit(
    qtbot: QtBot, qtmodeltester: ModelTester, card: SatisfactionCard, session: Session
) -> None:
    group = make_account(session.journal, "Group")
    branch = make_account(session.journal, "Branch", parent_id=group)
    make_visit(session.journal, group, "2025-02-01T10:00", satisfaction=5)
    make_visit(session.journal, group, "2026-02-01T10:00", satisfaction=4, expectation_level=4)
    newest = make_visit(session.journal, branch, "2026-05-11T10:00", satisfaction=2, expectation_level=4)
    trend = satisfaction.of_account(session.journal, group)
    card.show_trend(trend)
    card.show()
    assert not card.isHidden()
    assert sentence(trend) == "−2.0 against the year before · −1.0 against what they expected · branches among it"
    assert "Q2 26: 2.0 of 5, expected 4.0" in card.chart.accessibleDescription()
    qtmodeltester.check(card.model)
    words = card.model.words(card.model.rows[0])
    assert "Branch" in words
    assert "2 of 5, expected 4" in words
    assert "less than they expected" in words
    card.view.select_first()
    with qtbot.waitSignal(session.record_wanted) as opened:
        QTest.keyClick(card.view, Qt.Key.Key_Return)
    assert opened.args == ["visit", newest]
    assert not card.grab().toImage().isNull()
