"""Somebody goes to another company in one deed, and keeps the whole history."""

from __future__ import annotations

import pytest

from models import changes, contact_moves, contact_overview, contacts, timeline
from models.contacts import Point
from models.errors import InvalidValue
from models.journal import Journal
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.readers import participants_of


@pytest.fixture
def rail(journal: Journal) -> int:
    return make_account(journal, "Northern Rail")


@pytest.fixture
def metro(journal: Journal) -> int:
    return make_account(journal, "City Metro")


def _posts(journal: Journal, contact_id: int) -> list[tuple[str, str, str | None, str | None]]:
    return [(one.account, one.title, one.from_on, one.until_on) for one in contacts.posts(journal, contact_id)]


def test_the_old_post_ends_and_what_was_said_stays_where_it_was_said(journal: Journal, rail: int, metro: int) -> None:
    anna = make_contact(journal, "Anna", account_id=rail, post={"title": "engineer", "from_on": "2020-01-01"})
    visit = make_visit(journal, rail, "2024-03-01T10:00", people=[anna], purpose="Site survey")
    step = make_step(journal, account_id=rail, people=[anna], raised_at="2026-05-01T09:00")
    contact_moves.move(journal, anna, metro, on="2026-05-01", post={"title": "director"})
    assert _posts(journal, anna) == [
        ("City Metro", "director", "2026-05-01", None),
        ("Northern Rail", "engineer", "2020-01-01", "2026-04-30"),
    ]
    (participant,) = participants_of(journal, visit)
    assert (participant.account, participant.title) == ("Northern Rail", "engineer")
    history = [(entry.event, entry.account) for entry in timeline.of_contact(journal, anna)]
    assert ("visit", "Northern Rail") in history
    assert ("joined", "City Metro") in history
    assert ("left", "Northern Rail") in history
    found = contact_overview.overview(journal, anna)
    assert found.present is not None
    assert (found.present.account, found.meetings, found.open_steps) == ("City Metro", 1, 1)
    assert journal.row("SELECT account_id FROM step WHERE id = ?", step) == (rail,)


def test_one_undo_takes_the_whole_move_back(journal: Journal, rail: int) -> None:
    boss = make_contact(journal, "Boss", account_id=rail)
    anna = make_contact(
        journal,
        "Anna",
        account_id=rail,
        post={"title": "CFO"},
        reports_to_id=boss,
        points=[Point("phone", "+49 30 1", "work")],
    )
    below = make_contact(journal, "Carl", account_id=rail, reports_to_id=anna)
    (phone,) = contacts.points(journal, anna)
    contact_moves.move(journal, anna, new_account="City Metro", gone_points=[phone.id], leaves_place=True)
    place = contacts.get(journal, below).reports_to_id
    assert place is not None
    assert place != anna
    left = contacts.get(journal, place)
    assert (left.name, left.placeholder, left.reports_to_id) == ("CFO", 1, boss)
    assert contacts.get(journal, anna).reports_to_id is None
    assert contacts.points(journal, anna) == []
    assert _posts(journal, anna)[0][:3] == ("City Metro", "", "2026-05-14")
    changes.undo(journal)
    assert _posts(journal, anna) == [("Northern Rail", "CFO", None, None)]
    assert contacts.get(journal, anna).reports_to_id == boss
    assert contacts.get(journal, below).reports_to_id == anna
    assert contacts.points(journal, anna) == [phone]
    assert journal.rows("SELECT name FROM account") == [("Northern Rail",)]


def test_lines_to_people_of_the_new_company_stay_and_all_of_them_if_so_wanted(
    journal: Journal, rail: int, metro: int
) -> None:
    chair = make_contact(journal, "Chair", account_id=metro)
    anna = make_contact(journal, "Anna", account_id=rail, reports_to_id=chair)
    below = make_contact(journal, "Carl", account_id=rail, reports_to_id=anna)
    contact_moves.move(journal, anna, metro, ends_lines=False)
    assert contacts.get(journal, below).reports_to_id == anna
    changes.undo(journal)
    contact_moves.move(journal, anna, metro)
    assert contacts.get(journal, anna).reports_to_id == chair
    assert contacts.get(journal, below).reports_to_id is None


def test_somebody_who_left_nobody_knows_where_to_has_no_present_post(journal: Journal, rail: int) -> None:
    anna = make_contact(journal, "Anna", account_id=rail)
    contact_moves.move(journal, anna, on="2026-05-14")
    assert _posts(journal, anna) == [("Northern Rail", "", None, "2026-05-13")]
    assert contact_overview.overview(journal, anna).present is None


def test_what_cannot_be_changes_nothing(journal: Journal, rail: int, metro: int) -> None:
    anna = make_contact(journal, "Anna", account_id=rail, post={"from_on": "2026-04-01"})
    with pytest.raises(InvalidValue, match="works at Northern Rail already"):
        contact_moves.move(journal, anna, rail)
    with pytest.raises(InvalidValue, match="lies before"):
        contact_moves.move(journal, anna, new_account="City Light", on="2026-03-01")
    with pytest.raises(InvalidValue, match="no possible date"):
        contact_moves.move(journal, anna, metro, on="soon")
    with pytest.raises(InvalidValue, match="no possible date"):
        contact_moves.move(journal, anna, metro, on="0001-01-01")
    assert _posts(journal, anna) == [("Northern Rail", "", "2026-04-01", None)]
    assert journal.row("SELECT count(*) FROM account") == (2,)


def test_what_there_is_to_decide_before(journal: Journal, rail: int) -> None:
    boss = make_contact(journal, "Boss", account_id=rail)
    points = [Point("phone", "1234", "work"), Point("phone", "5678", "mobile"), Point("chat", "anna", "wechat")]
    anna = make_contact(journal, "Anna", account_id=rail, reports_to_id=boss, points=points)
    make_contact(journal, "Carl", account_id=rail, reports_to_id=anna)
    make_step(journal, account_id=rail, people=[anna])
    make_visit(journal, rail, "2026-06-01T10:00", state="planned", people=[anna])
    found = contact_moves.before_move(journal, anna)
    assert [post.account for post in found.held] == ["Northern Rail"]
    assert [point.value for point in found.points] == ["1234"]
    assert found.reports_to is not None
    assert found.reports_to.name == "Boss"
    assert [one.name for one in found.reports] == ["Carl"]
    assert (found.open_steps, found.planned_visits) == (1, 1)
