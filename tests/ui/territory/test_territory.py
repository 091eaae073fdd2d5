"""The page of the territory: a tree of branches with bars, filters, other groupings, and the way onto paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories import make_account, make_visit
from tests.ui.conftest import RecordedAlerts
from ui.session import Session
from ui.territory.page import TerritoryPage
from ui.territory.paper import TerritoryPaper


@pytest.fixture
def operator(session: Session) -> dict[str, int]:
    """An operator with a branch that was seen and one that never was, and a harbour seen before the quarter."""
    journal = session.journal
    group = make_account(journal, "Operator", region="North", account_class="A")
    east = make_account(journal, "East", parent_id=group, region="North", visit_target=8, rhythm_days=11)
    west = make_account(journal, "West", parent_id=group, region="South")
    harbour = make_account(journal, "Harbour", region="South", account_class="B")
    make_visit(journal, east, "2026-04-10T10:00", satisfaction=4, expectation_level=3)
    make_visit(journal, east, "2026-04-20T10:00", channel="call")
    make_visit(journal, harbour, "2026-02-02T10:00")
    return {"group": group, "east": east, "west": west, "harbour": harbour}


@pytest.fixture
def page(qtbot: QtBot, session: Session, operator: dict[str, int]) -> Iterator[TerritoryPage]:
    """The page, read and in front."""
    made = TerritoryPage(session)
    made.resize(1200, 800)
    made.show()
    made.activateWindow()
    _settle(qtbot, made)
    made.focus_first()
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _settle(qtbot: QtBot, page: TerritoryPage) -> None:
    qtbot.waitUntil(page.is_settled)


def _names(page: TerritoryPage) -> list[str]:
    return [row.line.name for row in page.model.rows]


def test_branches_open_and_close_by_the_arrows(page: TerritoryPage) -> None:
    assert _names(page) == ["", "Harbour", "Operator"]
    assert page.model.words(page.model.rows[0]).startswith("All accounts, 1 of 4 accounts seen, 2 visits of 8")
    page.view.select(page.model.rows[2].id)
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    assert _names(page) == ["", "Harbour", "Operator", "East", "West"]
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    assert page.view.current_row().line.name == "East"
    assert "the rhythm asks for 4" in page.details.text()
    assert "on site 1" in page.details.text()
    QTest.keyClick(page.view, Qt.Key.Key_Left)
    QTest.keyClick(page.view, Qt.Key.Key_Left)
    assert _names(page) == ["", "Harbour", "Operator"]


def test_enter_goes_to_the_account_and_p_plans_a_visit(
    qtbot: QtBot, page: TerritoryPage, session: Session, operator: dict[str, int]
) -> None:
    page.view.select(str(operator["harbour"]))
    with qtbot.waitSignal(session.record_wanted) as opened:
        QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert opened.args == ["account", operator["harbour"]]
    with qtbot.waitSignal(session.visit_wanted) as planned:
        QTest.keyClick(page.view, Qt.Key.Key_P)
    assert planned.args is not None
    assert planned.args[0] == operator["harbour"]
    assert page.selected_record() == ("account", operator["harbour"])
    words = [action.text() for action in page.view.menu_of(page.view.current_row()).actions()]
    assert words == ["Open\tEnter", "Visit here\tP"]


def test_chips_leave_only_those_that_lack_something(page: TerritoryPage) -> None:
    assert [chip.text() for chip in page.chips.values()] == [
        "All accounts",
        "Behind their target 2",
        "Not seen 3",
        "Never visited 2",
    ]
    page.focus_filter()
    QTest.keyClick(page.chips["never"], Qt.Key.Key_Space)
    assert _names(page) == ["Operator", "West"]
    page.show_only("unseen")
    assert _names(page) == ["Harbour", "Operator", "West"]
    page.show_only("behind")
    assert _names(page) == ["Operator", "East"]


def test_an_empty_list_says_so(qtbot: QtBot, page: TerritoryPage, session: Session, operator: dict[str, int]) -> None:
    page.show_only("never")
    for name in ("group", "west"):
        make_visit(session.journal, operator[name], "2026-05-01T10:00")
    page.mark_stale()
    _settle(qtbot, page)
    assert page._nobody.text() == "Every account has been visited."
    assert page._nobody.isVisible()


def test_groups_open_on_enter_and_show_their_accounts(qtbot: QtBot, page: TerritoryPage) -> None:
    page.show_grouping("region")
    _settle(qtbot, page)
    assert _names(page) == ["", "North", "South"]
    page.view.select("region:South")
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert _names(page) == ["", "North", "South", "Harbour", "West"]
    balance, legend = page._balance.text().splitlines()
    assert balance == "Most visits for each account: North (1); fewest: South (0)."
    assert legend.startswith("The mark on a bar")


def test_another_period_channel_and_order_are_read_anew(qtbot: QtBot, page: TerritoryPage) -> None:
    page.show_period("last-quarter")
    _settle(qtbot, page)
    assert page.model.rows[0].line.visits == 1
    assert page.subtitle() == "1 Jan – 31 Mar 2026"
    page.show_period("this-quarter")
    page.show_channel("call")
    _settle(qtbot, page)
    assert page.model.rows[0].line.visits == 1
    assert page.channel.chosen() == "call"
    page.show_order("behind")
    _settle(qtbot, page)
    assert _names(page) == ["", "Operator", "Harbour"]


def test_a_change_elsewhere_is_seen_and_what_is_open_stays_open(
    qtbot: QtBot, page: TerritoryPage, session: Session, operator: dict[str, int]
) -> None:
    from models import visits

    page.model.toggle(page.model.rows[2])
    session.run(visits.record, account_id=operator["west"], start="2026-05-01T10:00")
    _settle(qtbot, page)
    assert _names(page) == ["", "Harbour", "Operator", "East", "West"]
    assert page.model.rows[4].line.visits == 1


def test_without_accounts_the_page_says_what_it_is_for(qtbot: QtBot, session: Session) -> None:
    page = TerritoryPage(session)
    qtbot.addWidget(page)
    page.show()
    _settle(qtbot, page)
    assert page._empty.isVisible()
    assert not page._lines.isVisible()


@pytest.mark.parametrize(("ending", "begins"), [("png", b"\x89PNG"), ("csv", b"\xef\xbb\xbfAccount,")])
def test_it_is_saved_as_it_is_shown(
    qtbot: QtBot, page: TerritoryPage, alerts: RecordedAlerts, tmp_path: Path, ending: str, begins: bytes
) -> None:
    page.show_grouping("region")
    page.printable()
    (dialog,) = page.window().findChildren(TerritoryPaper)
    qtbot.waitUntil(dialog.is_settled, timeout=20_000)
    assert dialog.report is not None
    assert [section.key for section in dialog.report.sections][:2] == ["region", "channels"]
    assert ending in TerritoryPaper.saves
    alerts.answers.append(tmp_path / f"territory.{ending}")
    with qtbot.waitSignal(dialog.exporting.saved, timeout=20_000):
        dialog.save(ending)
    assert (tmp_path / f"territory.{ending}").read_bytes().startswith(begins)


def test_colleagues_read_nothing_of_a_confidential_visit(
    qtbot: QtBot, page: TerritoryPage, session: Session, operator: dict[str, int]
) -> None:
    make_visit(session.journal, operator["west"], "2026-05-10T10:00", confidential=True)
    page.printable()
    (dialog,) = page.window().findChildren(TerritoryPaper)
    qtbot.waitUntil(dialog.is_settled, timeout=20_000)
    assert dialog.report is not None
    assert dialog.report.figures[0].value == "3"
    dialog.audience.button("manager").click()
    qtbot.waitUntil(dialog.is_settled, timeout=20_000)
    assert dialog.report.figures[0].value == "2"
    assert "1 confidential visit" in dialog.warning.text()
    dialog.reject()
