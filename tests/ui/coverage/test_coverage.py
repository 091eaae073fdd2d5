"""The coverage of an account on the screen: rows by role group, cards, empty places, and all of it by the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models import acceptance, accounts, coverage, coverage_targets, projects, step_lists
from models.errors import JournalReadOnly
from tests.factories import make_account, make_contact, make_visit
from ui.accounts.page import AccountPage
from ui.contacts.editor import ContactEditor
from ui.coverage.cards import Card, PersonCard
from ui.coverage.role_row import MOST_CARDS
from ui.coverage.view import CoverageView
from ui.introductions.dialog import IntroductionsDialog
from ui.session import Session
from ui.steps.editor import StepEditor


@pytest.fixture
def account(session: Session) -> int:
    """Tom decides and is close, the technical people hang on one, of finance there is a post without a name."""
    journal = session.journal
    made = make_account(journal)
    tom = make_contact(journal, "Tom Aldous", account_id=made, role_group="decision", closeness=4, stance=1,
                       post={"title": "Head of telecoms"})  # fmt: skip
    make_contact(journal, "徐海", account_id=made, role_group="technical", closeness=2)
    make_contact(journal, "The new CFO", account_id=made, role_group="finance", placeholder=True)
    make_visit(journal, made, "2026-05-02T10:00", people=[tom])
    return made


@pytest.fixture
def view(session: Session, account: int, qtbot: QtBot) -> CoverageView:
    made = CoverageView(session)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show_account(account)
    session.changed.connect(lambda _changes: made.refresh())  # as its page does
    made.show()
    QApplication.processEvents()
    return made


def _focused(view: CoverageView) -> str:
    widget = view.focusWidget()
    return widget.accessibleName() if isinstance(widget, Card) else ""


def _choose(choice: object, value: str | None) -> None:
    choice.set_value(value)  # type: ignore[attr-defined]
    choice.activated.emit(choice.currentIndex())  # type: ignore[attr-defined]


def test_the_rows_show_people_levels_and_empty_places(view: CoverageView) -> None:
    said = {role: [card.accessibleName() for card in row.shown_cards()] for role, row in view.rows.items()}
    assert said["decision"] == ["Tom Aldous, Head of telecoms, Decision makers, Supporter, Close to us, 12 days ago"]
    assert said["users"] == ["Nobody yet in Users. Tom Aldous could introduce you. Plan the ask"]
    assert said["finance"][0] == "The new CFO, name unknown, Finance"
    assert said["finance"][1].startswith("Nobody yet in Finance. Tom Aldous could")
    assert view.rows["users"].empty.accessibleDescription() == (
        "You know Tom Aldous: closeness 4 of 5, last met 12 days ago"
    )
    assert view.rows["decision"].level.accessibleName() == "Brief"
    assert view.rows["technical"].level.accessibleName() == "Not known"
    assert view.rows[""].isHidden()


def test_the_score_comes_with_its_reasons(view: CoverageView, session: Session, account: int) -> None:
    assert view.head.score.text() == "Nothing is wanted yet: choose a level for each group"
    _choose(view.rows["decision"].wanted, "several")
    _choose(view.rows["technical"].wanted, "brief")
    assert coverage.targets(session.journal, account) == {"decision": "several", "technical": "brief"}
    assert view.head.score.text() == "33 % of what is wanted"
    assert view.head.reasons.text().split("\n") == [
        "Decision makers: brief, wanted several (1 contact, 1 face to face)",
        "Decision makers: all of it hangs on Tom Aldous",
        "Technical: not known, wanted brief (no contact)",
    ]
    place = view.rows["decision"].empty
    assert place.accessibleName() == "Several is wanted here. 2 more contacts would do. New visit"
    wanted: list[object] = []
    session.visit_wanted.connect(lambda account_id, contact_id: wanted.append((account_id, contact_id)))
    place.click()
    assert wanted == [(account, view.rows["decision"].people_cards[0].person.contact_id)]
    session.undo()
    assert coverage.targets(session.journal, account) == {}  # both were one edit, soon after one another
    assert view.rows["technical"].wanted.value() == ""


def test_what_we_are_to_the_account_is_chosen_here(view: CoverageView, session: Session, account: int) -> None:
    _choose(view.head.now, "vendor")
    _choose(view.head.wanted, "advisor")
    row = accounts.get(session.journal, account)
    assert (row.relationship, row.wanted_relationship) == ("vendor", "advisor")
    _choose(view.head.now, None)
    assert accounts.get(session.journal, account).relationship is None


def test_other_months_count_at_once(view: CoverageView, session: Session, account: int) -> None:
    make_visit(
        session.journal, account, "2025-08-02T10:00", people=[view.rows["technical"].people_cards[0].person.contact_id]
    )
    _choose(view.head.months, "12")
    assert coverage.months(session.journal) == 12
    assert view.rows["technical"].level.accessibleName() == "Brief"
    assert "last 12 months" in view._rule.text()


def test_months_that_can_not_be_kept_are_told_and_not_shown(
    view: CoverageView, alerts: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise JournalReadOnly("This journal is open for reading only.")

    monkeypatch.setattr(coverage, "set_months", refuse)
    _choose(view.head.months, "12")
    assert alerts.told == ["This journal is open for reading only."]  # type: ignore[attr-defined]
    assert view.head.months.value() == "6"


def test_branches_are_left_out_when_that_is_wanted(view: CoverageView, session: Session, account: int) -> None:
    assert view.head.branches.isHidden()
    branch = make_account(session.journal, "Branch", parent_id=account)
    make_contact(session.journal, "Gemma", account_id=branch, role_group="users")
    view.refresh()
    assert view.rows["users"].shown_cards()[0].accessibleName() == "Gemma, Branch, Users, Not met yet"
    view.head.branches.click()
    assert view.rows["users"].shown_cards()[0].accessibleName().startswith("Nobody yet in Users")


def test_the_branches_without_anybody_are_opened_from_their_place(
    view: CoverageView, session: Session, account: int
) -> None:
    opened: list[object] = []
    session.record_wanted.connect(lambda _kind, record_id: opened.append(record_id))
    branch = make_account(session.journal, "Branch", parent_id=account)
    view.refresh()
    place = view.rows["decision"].branches
    assert place.accessibleName() == "Nobody yet at 1 account. Branch. Show them"
    assert view.rows["users"].branches.isHidden()  # nobody at all is said already
    place.click()
    menu = view.findChild(QMenu)
    menu.actions()[0].trigger()
    assert opened == [branch]
    menu.close()


def test_the_arrows_go_through_the_cards(view: CoverageView, qtbot: QtBot) -> None:
    view.focus_cards()
    order = [_focused(view)]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Up):
        qtbot.keyClick(view.focusWidget(), key)
        order.append(_focused(view))
    first_words = [name.split(",")[0].split(".")[0] for name in order]
    assert first_words == [
        "Tom Aldous",
        "徐海",
        "Nobody yet in Users",
        "Nobody yet in Finance",
        "The new CFO",
        "Tom Aldous",
        "Tom Aldous",
    ]


def test_one_card_of_a_row_is_a_stop_of_tab(view: CoverageView, qtbot: QtBot) -> None:
    row = view.rows["finance"]
    assert [bool(card.focusPolicy() & Qt.FocusPolicy.TabFocus) for card in row.shown_cards()] == [True, False]
    row.shown_cards()[1].setFocus()
    assert [bool(card.focusPolicy() & Qt.FocusPolicy.TabFocus) for card in row.shown_cards()] == [False, True]


def test_enter_opens_a_person_and_plans_an_ask(view: CoverageView, session: Session, qtbot: QtBot) -> None:
    opened: list[object] = []
    session.record_wanted.connect(lambda _kind, record_id: opened.append(record_id))
    card = view.rows["decision"].people_cards[0]
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert opened == [card.person.contact_id]
    qtbot.keyClick(view.rows["users"].empty, Qt.Key.Key_Return)
    editor = view.window().findChild(StepEditor)
    assert editor.title.text() == "Ask Tom Aldous who we should meet: users at Northern Rail"
    editor.accept()
    assert [step.title for step in step_lists.read(session.journal)] == [editor.title.text()]


def test_the_menu_of_a_card(view: CoverageView, qtbot: QtBot) -> None:
    view.rows["technical"].people_cards[0].menu_wanted.emit(QPoint(10, 10))
    menu = view.findChild(QMenu)
    names = [action.text().split("\t")[0] for action in menu.actions()]
    assert names == ["Open", "New visit with this person", "Who could introduce me…", "New person here…"]
    menu.actions()[2].trigger()
    assert view.window().findChild(IntroductionsDialog).person.text() == "徐海"
    menu.close()


def test_n_and_the_menu_of_an_empty_place_add_somebody(view: CoverageView, qtbot: QtBot) -> None:
    wanted: list[str] = []
    view.new_wanted.connect(wanted.append)
    qtbot.keyClick(view.rows["technical"].people_cards[0], Qt.Key.Key_N)
    view.rows["users"].empty.menu_wanted.emit(QPoint(10, 10))
    menu = view.findChild(QMenu)
    assert [action.text().split("\t")[0] for action in menu.actions()] == ["Plan the ask", "New person here…"]
    menu.actions()[1].trigger()
    assert wanted == ["technical", "users"]
    menu.close()


def test_of_many_people_the_others_are_counted(view: CoverageView, session: Session, account: int) -> None:
    for number in range(MOST_CARDS + 3):
        make_contact(session.journal, f"User {number:02}", account_id=account, role_group="users")
    wanted: list[bool] = []
    view.list_wanted.connect(lambda: wanted.append(True))
    view.refresh()
    row = view.rows["users"]
    assert len([card for card in row.shown_cards() if isinstance(card, PersonCard)]) == MOST_CARDS
    assert row.more.accessibleName() == "3 more in the list"
    row.more.click()
    assert wanted == [True]


def test_a_failing_write_is_told_and_not_shown(
    view: CoverageView, session: Session, account: int, alerts: object
) -> None:
    accounts.trash(session.journal, account)
    _choose(view.rows["users"].wanted, "deep")
    assert len(alerts.told) == 1  # type: ignore[attr-defined]
    assert view.rows["users"].wanted.value() == ""


def test_the_card_of_an_account_leads_to_its_coverage(session: Session, account: int, qtbot: QtBot) -> None:
    page = AccountPage(session)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show_record("account", account)
    page.show()
    panel = page.panel
    assert panel is not None
    panel.coverage.people_wanted.emit()
    assert (panel.tabs.current(), panel.people.ways.current()) == ("people", "coverage")
    assert panel.people.coverage is not None
    assert not panel.coverage.isVisible()
    coverage_targets.set_wanted(session.journal, account, {"users": "brief"})
    page.refresh()
    assert panel.people.coverage.rows["users"].wanted.value() == "brief"
    panel.tabs.button("timeline").click()
    assert panel.coverage.isVisible()
    deed = next(one for one in page.deeds() if one.key == "account.coverage")
    deed.work()
    assert isinstance(page.focusWidget(), PersonCard)


def test_a_person_wanted_on_the_map_has_the_role_group(session: Session, account: int, qtbot: QtBot) -> None:
    page = AccountPage(session)
    qtbot.addWidget(page)
    page.show_record("account", account)
    page.show()
    panel = page.panel
    assert panel is not None
    panel.tabs.button("people").click()
    assert panel.people.map is not None
    panel.people.map.new_wanted.emit("finance")
    assert page.findChild(ContactEditor).form.role.value() == "finance"
    panel.people.map.ask_wanted.emit("users")
    assert page.findChild(StepEditor).title.text().startswith("Ask Tom Aldous who we should meet")


def test_signers_who_are_missing_stand_below(session: Session, qtbot: QtBot) -> None:
    account = make_account(session.journal)
    lot = projects.create(session.journal, account_id=account, name="Lot 2").id
    open_one = acceptance.add_signature(session.journal, lot, department="Depot 4").id
    tom = make_contact(session.journal, "Tom", account_id=account)
    acceptance.add_signature(session.journal, lot, department="Power", signer_id=tom)
    view = CoverageView(session)
    qtbot.addWidget(view)
    view.show_account(account)
    view.show()
    model = view.signers.model
    assert [model.words(row) for row in model.rows] == [
        "Depot 4, Nobody named to sign, Lot 2, 1 signature open",
        "Power, Tom: not met yet, Lot 2, 1 signature open",
    ]
    opened: list[tuple[str, object]] = []
    session.record_wanted.connect(lambda kind, record_id: opened.append((kind, record_id)))
    view.signers.view.select_first()
    qtbot.keyClick(view.signers.view, Qt.Key.Key_Return)
    qtbot.keyClick(view.signers.view, Qt.Key.Key_Down)
    qtbot.keyClick(view.signers.view, Qt.Key.Key_Return)
    assert opened == [("signature", open_one), ("contact", tom)]
    projects.trash(session.journal, lot)
    view.refresh()
    assert not view.signers.isVisible()
