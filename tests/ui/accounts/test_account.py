"""An account's page: head, pills, tabs, coverage and what is open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models import accounts, coverage, receivables, steps
from models.account_overview import open_between
from tests.factories import make_account, make_contact, make_step, make_visit
from ui.accounts import account_panel
from ui.accounts.account_panel import AccountPanel
from ui.accounts.coverage_card import CoverageModel
from ui.accounts.open_card import OpenModel
from ui.accounts.page import AccountPage
from ui.contacts.editor import ContactEditor
from ui.session import Session
from ui.steps.editor import StepEditor
from ui.widgets.link import Link
from ui.widgets.timeline import TimelineModel


@pytest.fixture
def account(session: Session) -> int:
    """Northern Rail of a group, with two people, visits, a promise, a complaint and an overdue invoice."""
    journal = session.journal
    group = make_account(journal, "Group")
    account_id = make_account(journal, parent_id=group, rhythm_days=30)
    tom = make_contact(journal, "Tom", account_id=account_id, role_group="decision", closeness=4)
    make_contact(journal, "Gemma", account_id=account_id, role_group="users")
    make_visit(journal, account_id, "2026-05-02T10:00", purpose="Lot 2", people=[tom])
    make_visit(journal, account_id, "2026-04-02T10:00", purpose="Radio", channel="call")
    make_step(journal, "Revised BOQ", kind="promise", account_id=account_id, due_on="2026-05-14")
    make_step(journal, "Late crates", kind="complaint", account_id=account_id, raised_at="2026-05-01T09:00")
    receivables.create(
        journal, account_id=account_id, title="M1", amount_minor=9_640_000, currency="EUR", due_on="2026-05-01"
    )
    return account_id


@pytest.fixture
def page(session: Session, account: int, qtbot: QtBot) -> AccountPage:
    """The page with that account opened."""
    page = AccountPage(session)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    page.show_record("account", account)
    return page


def _panel(page: AccountPage) -> AccountPanel:
    assert page.panel is not None
    return page.panel


def _titles(page: AccountPage) -> list[str]:
    model = _panel(page).history.view.timeline_model
    return [model.words(row) for row in model.rows]


def test_the_head_says_how_the_account_stands(page: AccountPage) -> None:
    shown = [pill.text() for pill in _panel(page).head.pills.values() if not pill.isHidden()]
    assert shown == ["Last visit 12 days ago", "Rhythm 30 days", "1 open promise", "1 complaint", "1 invoice overdue"]
    assert _panel(page).head.name.text() == "Northern Rail"
    assert page.subtitle() == "2 in this journal"


def test_the_history_can_be_narrowed(page: AccountPage) -> None:
    assert (
        _titles(page)
        == [
            "May 2026",
            "2 May 2026, Visit · Lot 2, Tom",
            "1 May 2026, Complaint opened, day 14, Late crates",
            "April 2026",
            "2 April 2026, Call · Radio",
        ]
        or len(_titles(page)) == 6
    )
    _panel(page).history.chips.chips["calls"].click()
    assert _titles(page) == ["April 2026", "2 April 2026, Call · Radio"]
    _panel(page).history.chips.chips["everything"].click()
    assert len(_titles(page)) > 3


def test_a_pill_opens_its_list(page: AccountPage) -> None:
    panel = _panel(page)
    panel.head.pills["promises"].click()
    assert panel.tabs.current() == "steps"
    assert [item.title for item in panel.steps.view.steps_model.items()] == ["Revised BOQ"]
    panel.head.pills["complaints"].click()
    assert [item.title for item in panel.steps.view.steps_model.items()] == ["Late crates"]
    panel.head.pills["visited"].click()
    assert panel.tabs.current() == "timeline"
    assert panel.history.chips.current() == "visits"


def test_the_tabs_count_and_show_people_and_facts(page: AccountPage, session: Session, account: int) -> None:
    panel = _panel(page)
    assert panel.tabs.button("people").accessibleName() == "People 2"
    panel.tabs.button("people").click()
    panel.people.ways.button("list").click()
    assert [line.name for line in panel.people.model.rows] == ["Tom", "Gemma"]
    opened: list[tuple[str, object]] = []
    session.record_wanted.connect(lambda kind, record_id: opened.append((kind, record_id)))
    panel.people.view.opened.emit(panel.people.model.rows[0])
    assert opened == [("contact", panel.people.model.rows[0].id)]
    accounts.edit(session.journal, account, notes="Old friends", industry="Rail")
    page.refresh()
    panel.tabs.button("about").click()
    assert panel.about._notes.text() == "Old friends"


def test_the_coverage_shows_gaps(page: AccountPage) -> None:
    model = _panel(page).coverage.model
    words = [model.words(row) for row in model.rows]
    assert words[0].startswith("Decision makers: Tom: 4, ")
    assert words[1:3] == ["Technical: nobody yet", "Users: Gemma"]


def test_what_is_open_is_ticked_on_the_spot(page: AccountPage, session: Session, qtbot: QtBot) -> None:
    view = _panel(page).open.view
    words = [_panel(page).open.model.words(row) for row in _panel(page).open.model.rows]
    assert words[0] == "We owe them, 2"
    assert words[-1] == "payment, M1, EUR 96,400, 13 days overdue"
    promise = next(row for row in _panel(page).open.model.rows if getattr(row, "title", "") == "Revised BOQ")
    view.select(promise.id)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert steps.get(session.journal, promise.id).outcome == "kept"
    assert _panel(page).head.pills["promises"].isHidden()


def test_a_change_elsewhere_is_seen_at_once(page: AccountPage, session: Session, account: int) -> None:
    session.run(accounts.edit, account, name="Northern Railways")
    assert _panel(page).head.name.text() == "Northern Railways"
    session.run(accounts.trash, account)
    assert page.accounts.isVisible()


def test_the_breadcrumbs_lead_up(page: AccountPage, qtbot: QtBot) -> None:
    links = {link.text(): link for link in _panel(page).head.findChildren(Link)}
    links["Group"].click()
    assert _panel(page).head.name.text() == "Group"
    assert _panel(page).head.pills["visited"].text() == "Last visit 12 days ago, at Northern Rail"


def test_the_models_are_sound(session: Session, account: int, qtmodeltester: ModelTester) -> None:
    covered = CoverageModel()
    covered.show(session.read(coverage.at_a_glance, account))
    opened = OpenModel(session)
    opened.show(session.read(open_between, account))
    history = TimelineModel(session)
    history.owner = ("account", account)
    history.reload()
    for model in (covered, opened, history):
        assert model.rowCount() > 2
        qtmodeltester.check(model)


def test_a_long_history_is_read_a_window_at_a_time(sample_session: Session, qtbot: QtBot) -> None:
    model = TimelineModel(sample_session)
    model.owner = ("account", accounts.find(sample_session.journal, "Meridian Mobile").id)
    model.reload()
    first = len(model.rows)
    while model.canFetchMore(model.index(-1)):
        model.fetchMore(model.index(-1))
    assert first < len(model.rows)
    identities = [model.identity(row) for row in model.rows]
    assert len(set(identities)) == len(identities)


def test_a_new_person_is_at_this_account(page: AccountPage, session: Session, account: int, qtbot: QtBot) -> None:
    panel = _panel(page)
    panel.tabs.button("people").click()
    panel.people.new_button.click()
    editor = page.findChild(ContactEditor)
    assert not editor.is_changed()
    qtbot.keyClicks(editor.form.lines["name"], "Priya Nair")
    editor.accept()
    panel.people.ways.button("list").click()
    assert [line.name for line in panel.people.model.rows] == ["Tom", "Gemma", "Priya Nair"]


def test_tab_follows_the_reading_order(page: AccountPage, qtbot: QtBot) -> None:
    head = _panel(page).head
    crumbs = {link.text(): link for link in head.findChildren(Link)}
    focus: list[QWidget] = [crumbs["Accounts"]]
    while len(focus) < 8:
        following = focus[-1].nextInFocusChain()
        while not following.focusPolicy() & Qt.FocusPolicy.TabFocus or not following.isVisible():
            following = following.nextInFocusChain()
        focus.append(following)
    pills = [pill for pill in head.pills.values() if not pill.isHidden()]
    assert focus == [crumbs["Accounts"], crumbs["Group"], head.brief, head.visit, head.menu, *pills[:3]]


def test_a_step_can_be_added_at_the_account(session: Session, qtbot: QtBot) -> None:
    head_office = make_account(session.journal, "Head office")
    branch = make_account(session.journal, "Branch", parent_id=head_office)
    make_account(session.journal, "Depot", parent_id=branch)
    page = AccountPage(session)
    qtbot.addWidget(page)
    page.show_record("account", branch)
    assert page.panel is not None
    page.panel.show_tab("steps")
    page.panel.steps.new_button.click()
    (editor,) = page.findChildren(StepEditor)
    assert editor.account.text() == "Branch"
    editor.close()


def test_the_cards_beside_very_many_branches_come_a_moment_later(
    page: AccountPage, session: Session, account: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account_panel, "_MANY", 1)
    other = make_account(session.journal, "Another")
    page.show_record("account", other)
    assert _panel(page).coverage.isHidden()
    assert not page.is_settled()
    qtbot.waitUntil(page.is_settled)
    page.show_record("account", account)
    qtbot.waitUntil(page.is_settled)
    assert not _panel(page).coverage.isHidden()
    assert _panel(page).coverage.model.rows == coverage.at_a_glance(session.journal, account)
