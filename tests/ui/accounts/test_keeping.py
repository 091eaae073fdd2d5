"""How promises were kept stands where what is open between us stands."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from models import account_overview, steps
from tests.factories import make_account, make_step
from ui import translations
from ui.accounts.open_card import OpenCard
from ui.session import Session


def _kept(session: Session, account_id: int, kind: str, *closed: tuple[str, str]) -> None:
    for day, outcome in closed:
        step_id = make_step(
            session.journal, kind=kind, account_id=account_id, due_on="2026-05-10", raised_at="2026-05-01T09:00"
        )
        steps.close(session.journal, step_id, outcome, at=f"{day}T10:00")


def test_the_ratio_of_both_sides_stands_on_the_account(session: Session, qtbot: QtBot) -> None:
    account_id = make_account(session.journal, "Northern Rail")
    card = OpenCard(session)
    qtbot.addWidget(card)
    card.show_open(account_overview.open_between(session.journal, account_id))
    assert card.kept.isHidden()
    _kept(
        session,
        account_id,
        "promise",
        ("2026-05-09", ""),
        ("2026-05-10", ""),
        ("2026-05-12", ""),
        ("2026-05-12", "broken"),
    )
    _kept(session, account_id, "customer_promise", ("2026-05-09", ""), ("2026-05-12", "released"))
    card.show_open(account_overview.open_between(session.journal, account_id))
    assert card.kept.text().splitlines() == [
        "We kept 2 of 4 promises (50 %); 1 late, 1 broken.",
        "They kept 1 of 1 promises (100 %); 0 late, 0 broken.",
    ]


def test_it_is_said_in_the_language_of_the_window(session: Session, qtbot: QtBot) -> None:
    account_id = make_account(session.journal, "Northern Rail")
    _kept(session, account_id, "promise", ("2026-05-09", ""))
    translations.use("zh_CN")
    card = OpenCard(session)
    qtbot.addWidget(card)
    card.show_open(account_overview.open_between(session.journal, account_id))
    assert "100%" in card.kept.text()
