from __future__ import annotations

from datetime import timedelta

import pytest

from models import accounts, contacts, visit_pages, visits
from models.clock import FixedClock
from models.journal import Journal
from models.visit_filter import VisitFilter
from tests.factories import TODAY, make_account, make_contact, make_visit

ALL = VisitFilter()


def ids(journal: Journal, wanted: VisitFilter = ALL, limit: int = 100) -> list[int]:
    """Return all visits of the windows, one window after the other."""
    found: list[int] = []
    place = None
    for _ in range(1000):
        window = visit_pages.window(journal, wanted, place, limit)
        found += [row.id for row in window.rows]
        place = window.below
        if place is None:
            return found
    raise AssertionError("the windows never end")


def test_what_is_planned_from_today_on_stands_apart_the_next_first(journal: Journal) -> None:
    account = make_account(journal)
    later = make_visit(journal, account, "2026-05-20T10:00", state="planned")
    soon = make_visit(journal, account, "2026-05-14T08:00", state="planned")
    overdue = make_visit(journal, account, "2026-05-12T10:00", state="planned", purpose="Overdue")
    held = make_visit(journal, account, "2026-05-13T10:00", summary="Agreed")
    cancelled = make_visit(journal, account, "2026-05-21T10:00", state="cancelled")
    assert [row.id for row in visit_pages.planned(journal, ALL)] == [soon, later]
    assert visit_pages.count_planned(journal, ALL) == 2
    assert ids(journal) == [cancelled, held, overdue]
    marked = {row.id: row.to_write_up for row in visit_pages.window(journal, ALL).rows}
    assert marked == {cancelled: False, held: False, overdue: True}


@pytest.mark.parametrize("limit", [1, 3, 7, 100])
def test_windows_show_each_visit_once(journal: Journal, limit: int) -> None:
    account = make_account(journal)
    made = [make_visit(journal, account, f"2026-0{1 + number % 4}-03T10:00") for number in range(10)]
    found = ids(journal, limit=limit)
    assert sorted(found) == sorted(made)
    assert found == ids(journal)


def test_months_are_counted_as_they_are_shown(journal: Journal) -> None:
    account = make_account(journal)
    for start in ("2026-05-01T09:00", "2026-05-14T09:00", "2026-03-31T23:59"):
        make_visit(journal, account, start)
    make_visit(journal, account, "2026-05-30T09:00", state="planned")
    visits.trash(journal, make_visit(journal, account, "2026-05-02T09:00"))
    assert visit_pages.months(journal) == ["2026-05", "2026-04", "2026-03"]
    counted = [visit_pages.count_in_month(journal, month, ALL) for month in visit_pages.months(journal)]
    assert counted == [2, 0, 1]


def test_an_empty_journal_has_no_months(journal: Journal) -> None:
    assert visit_pages.months(journal) == []
    assert visit_pages.window(journal, ALL) == visit_pages.VisitWindow([], None)


def test_filters_narrow_the_list(journal: Journal) -> None:
    parent = make_account(journal, "Harbour Metro")
    branch = accounts.create(journal, name="Line 4", parent_id=parent).id
    other = make_account(journal, "云岭电网", short_name="Yunling")
    person = make_contact(journal, "Marta Ruiz")
    first = make_visit(journal, parent, "2026-04-01T09:00", purpose="Agree 100% of_dates", summary="x")
    second = make_visit(journal, branch, "2026-05-01T09:00", channel="call", people=[person], summary="Noise")
    third = make_visit(journal, other, "2026-05-02T09:00")
    assert ids(journal, VisitFilter(account_id=parent)) == [second, first]
    assert ids(journal, VisitFilter(account_id=branch)) == [second]
    assert ids(journal, VisitFilter(contact_id=person)) == [second]
    assert ids(journal, VisitFilter(channel="call")) == [second]
    assert ids(journal, VisitFilter(first="2026-05-01", last="2026-05-01")) == [second]
    assert ids(journal, VisitFilter(state="to_write_up")) == [third]
    assert ids(journal, VisitFilter(text="marta noise")) == [second]
    assert ids(journal, VisitFilter(text="YUNLING")) == [third]
    assert ids(journal, VisitFilter(text="电网")) == [third]
    assert ids(journal, VisitFilter(text="100%")) == [first]
    assert ids(journal, VisitFilter(text="of_d")) == [first]
    assert ids(journal, VisitFilter(text="o!")) == []
    assert ids(journal, VisitFilter(account_id=parent, text="noise")) == [second]
    assert visit_pages.count_in_month(journal, "2026-05", VisitFilter(account_id=parent)) == 1
    assert visit_pages.contains(journal, second, VisitFilter(contact_id=person))
    assert not visit_pages.contains(journal, first, VisitFilter(contact_id=person))


def test_a_look_for_rare_words_goes_on_until_the_end(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit_pages, "_SLICE", 3)
    account = make_account(journal)
    made = [
        make_visit(journal, account, f"2026-04-{1 + number // 2:02}T10:00", purpose="rare" if number in (0, 9) else "x")
        for number in range(12)
    ]
    assert ids(journal, VisitFilter(text="rare")) == [made[9], made[0]]
    assert visit_pages.window(journal, VisitFilter(text="rare")).below is not None


def test_a_row_says_what_came_of_the_visit_and_bears_its_marks(journal: Journal, clock: FixedClock) -> None:
    account = make_account(journal, "Harbour Metro")
    make_visit(
        journal,
        account,
        purpose="Agree dates",
        summary="\n  Dates agreed \nand more",
        private_notes="quiet",
        confidential=True,
        satisfaction=3,
    )
    make_visit(journal, account, (TODAY + timedelta(days=1)).isoformat(), state="planned", purpose="Walk-through")
    (row,) = visit_pages.window(journal, ALL).rows
    assert (row.line, row.account, row.satisfaction) == ("Dates agreed", "Harbour Metro", 3)
    assert (row.confidential, row.has_private_note, row.has_attachments, row.to_write_up) == (True, True, False, False)
    (planned,) = visit_pages.planned(journal, ALL)
    assert planned.line == "Walk-through"


def test_a_visit_is_planned_again_with_all_who_were_there(journal: Journal) -> None:
    account = make_account(journal)
    person = contacts.create(journal, name="徐海").id
    gone = contacts.create(journal, name="Left").id
    before = make_visit(
        journal, account, "2026-05-06T15:00", people=[person, gone], purpose="Review", minutes=45, notes="private to it"
    )
    contacts.trash(journal, gone)
    again = visits.plan_again(journal, before).id
    visit = visits.get(journal, again)
    assert (visit.state, visit.start, visit.purpose, visit.minutes) == ("planned", "2026-05-20T15:00", "Review", 45)
    assert visit.notes == ""
    assert [row.id for row in visit_pages.planned(journal, VisitFilter(contact_id=person))] == [again]
    assert visits.get(journal, visits.plan_again(journal, again).id).start == "2026-05-27T15:00"


@pytest.mark.parametrize("confidential", [False, True])
def test_what_was_confidential_is_so_when_it_is_planned_again(journal: Journal, confidential: bool) -> None:
    before = make_visit(journal, make_account(journal), purpose="Talks", confidential=confidential)
    assert visits.get(journal, visits.plan_again(journal, before).id).confidential == confidential


@pytest.mark.parametrize("pasted", ["Harbour visit words " * 500, "Dates " + "x" * 60_000, "% _ ! \\ ' \" " * 400])
def test_a_whole_page_can_stand_in_the_filter(journal: Journal, pasted: str) -> None:
    make_visit(journal, make_account(journal, "Harbour Metro"), purpose="Dates and visit words")
    found = ids(journal, VisitFilter(text=pasted))
    assert len(found) == (1 if pasted.startswith("Harbour") else 0)
