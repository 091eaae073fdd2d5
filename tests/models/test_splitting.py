"""An account is split: what goes takes its history along, nothing is lost, and one Undo brings all of it back."""

from __future__ import annotations

from typing import Any

import pytest

from models import (
    accounts,
    assets,
    changes,
    contacts,
    feedback,
    plans,
    projects,
    receivables,
    split_choice,
    splitting,
    timeline,
    visits,
)
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.splitting import Parts
from models.tables import LOGGED, table_name
from tests.factories import make_account, make_contact, make_step, make_visit


def _content(journal: Journal) -> dict[str, list[Any]]:
    """Return all rows but their stamps."""
    found = {}
    for name in map(table_name, LOGGED):
        columns = [row[0] for row in journal.rows("SELECT name FROM pragma_table_info(?)", name)]
        kept = ", ".join(column for column in columns if column not in ("changed_at", "revision"))
        found[name] = journal.rows(f"SELECT {kept} FROM {name} ORDER BY id")
    return found


def _account_of(journal: Journal, table: str, record_id: int) -> int:
    found = journal.row(f"SELECT account_id FROM {table} WHERE id = ?", record_id)
    assert found is not None
    return int(found[0])


@pytest.fixture
def old(journal: Journal) -> int:
    """The account that is split."""
    return make_account(journal, "North and South", account_class="B", region="East", tier="company")


def test_a_visit_takes_its_steps_and_its_files(journal: Journal, old: int) -> None:
    gone = make_visit(journal, old, next_steps=[{"title": "Send the list"}])
    stays = make_visit(journal, old, start="2026-05-01T10:00", next_steps=[{"title": "Call"}])
    made = splitting.split(journal, old, Parts(visits=(gone,)), name="South")
    new = accounts.get(journal, made.id)
    assert (new.name, new.account_class, new.region, new.tier, new.parent_id) == ("South", "B", "East", "company", None)
    assert _account_of(journal, "visit", gone) == new.id
    assert _account_of(journal, "visit", stays) == old
    there = {title for (title,) in journal.rows("SELECT title FROM step WHERE account_id = ?", new.id)}
    assert there == {"Send the list"}


def test_a_project_takes_its_plans_steps_and_money(journal: Journal, old: int) -> None:
    project = projects.create(journal, account_id=old, name="Signals").id
    plan = plans.create(journal, goal="Win it", account_id=old, project_id=project, step_titles=["Ask"]).id
    money = receivables.create(
        journal, account_id=old, project_id=project, title="First", amount_minor=5, currency="EUR"
    )
    loose = make_step(journal, account_id=old)
    new = splitting.split(journal, old, Parts(projects=(project,)), name="South").id
    assert {_account_of(journal, *one) for one in (("project", project), ("plan", plan), ("receivable", money.id))} == {
        new
    }
    assert journal.rows("SELECT account_id FROM step WHERE plan_id = ?", plan) == [(new,)]
    assert _account_of(journal, "step", loose) == old


def test_people_who_always_were_there_take_their_whole_past(journal: Journal, old: int) -> None:
    gone, stays = make_contact(journal, "Ruiz", account_id=old), make_contact(journal, "Zheng", account_id=old)
    visit = make_visit(journal, old, people=[gone, stays])
    new = splitting.split(journal, old, Parts(people=(gone,)), name="South").id
    assert [post.account_id for post in contacts.posts(journal, gone)] == [new]
    assert [post.account_id for post in contacts.posts(journal, stays)] == [old]
    query = "SELECT contact_id, account_id FROM visit_contact WHERE visit_id = ?"
    assert dict(journal.rows(query, visit)) == {gone: new, stays: old}


def test_from_a_day_on_people_keep_the_past_they_had(journal: Journal, old: int) -> None:
    post: contacts.PostFields = {"title": "Engineer", "from_on": "2024-01-01"}
    gone = make_contact(journal, "Ruiz", account_id=old, post=post)
    before = make_visit(journal, old, start="2026-03-01T10:00", people=[gone])
    after = make_visit(journal, old, start="2026-05-02T10:00", people=[gone])
    parts = Parts(people=(gone,), visits=(after,))
    new = splitting.split(journal, old, parts, name="South", since="2026-04-01").id
    held = {post.account_id: (post.title, post.from_on, post.until_on) for post in contacts.posts(journal, gone)}
    assert held == {old: ("Engineer", "2024-01-01", "2026-03-31"), new: ("Engineer", "2026-04-01", None)}
    query = "SELECT visit_id, account_id FROM visit_contact WHERE contact_id = ?"
    assert dict(journal.rows(query, gone)) == {before: old, after: new}
    assert [one.id for one in timeline.of_contact(journal, gone) if one.event == "visit"] == [after, before]


def test_guests_without_a_post_follow_their_visit(journal: Journal, old: int) -> None:
    guest = make_contact(journal, "Guest")
    visit = make_visit(journal, old, people=[guest])
    new = splitting.split(journal, old, Parts(visits=(visit,)), name="South").id
    assert journal.rows("SELECT account_id FROM visit_contact") == [(new,)]


def test_parts_go_to_an_account_that_is_there_and_branches_below_it(journal: Journal, old: int) -> None:
    other, branch = make_account(journal, "South"), make_account(journal, "City", parent_id=old)
    step = make_step(journal, account_id=old)
    assert splitting.split(journal, old, Parts(steps=(step,), branches=(branch,)), to_id=other).id == other
    assert _account_of(journal, "step", step) == other
    assert accounts.get(journal, branch).parent_id == other


def test_one_undo_brings_everything_back(journal: Journal, old: int) -> None:
    person = make_contact(journal, "Ruiz", account_id=old, post={"title": "Engineer", "from_on": "2024-01-01"})
    visit = make_visit(journal, old, people=[person], next_steps=[{"title": "Send"}])
    branch = make_account(journal, "City", parent_id=old)
    before = _content(journal)
    parts = Parts(people=(person,), visits=(visit,), branches=(branch,))
    splitting.split(journal, old, parts, name="South", since="2026-05-01")
    after = _content(journal)
    assert after != before
    changes.undo(journal)
    assert _content(journal) == before
    changes.redo(journal)
    assert _content(journal) == after


def test_what_can_not_be_is_refused_and_changes_nothing(journal: Journal, old: int) -> None:
    other = make_account(journal, "Other")
    elsewhere = make_visit(journal, other)
    here = make_visit(journal, old)
    before = _content(journal)
    with pytest.raises(InvalidValue, match="Nothing is chosen"):
        splitting.split(journal, old, Parts(), name="South")
    with pytest.raises(InvalidValue, match="is the account that is split"):
        splitting.split(journal, old, Parts(visits=(here,)), to_id=old)
    with pytest.raises(NotFound, match="no longer at this account"):
        splitting.split(journal, old, Parts(visits=(here, elsewhere)), name="South")
    with pytest.raises(InvalidValue, match="account name"):
        splitting.split(journal, old, Parts(visits=(here,)), name=" ")
    branch = make_account(journal, "City", parent_id=old)
    with pytest.raises(InvalidValue, match="Nothing is chosen"):
        splitting.split(journal, old, Parts(branches=(branch,)), to_id=branch)
    below = make_account(journal, "Site", parent_id=branch)
    with pytest.raises(InvalidValue, match="can't stand above itself"):
        splitting.split(journal, old, Parts(branches=(branch,)), to_id=below)
    someone = make_contact(journal, account_id=old)
    with pytest.raises(InvalidValue, match="no possible date"):
        splitting.split(journal, old, Parts(people=(someone,)), to_id=other, since="0001-01-01")
    assert _content(journal)["visit"] == before["visit"]


def test_progress_can_call_it_off(journal: Journal, old: int) -> None:
    gone = tuple(make_visit(journal, old, start=f"2026-05-0{day}T10:00") for day in range(1, 4))
    told: list[tuple[int, int]] = []

    def call_off(done: int, whole: int) -> None:
        told.append((done, whole))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        splitting.split(journal, old, Parts(visits=gone), name="South", progress=call_off)
    assert told == [(1, 3), (2, 3)]
    assert {visits.get(journal, one).account_id for one in gone} == {old}


def test_what_can_be_chosen(journal: Journal, old: int) -> None:
    person = make_contact(journal, "Ruiz", account_id=old, post={"title": "Engineer"})
    first = make_visit(journal, old, start="2026-03-01T10:00", purpose="Survey")
    second = make_visit(journal, old, start="2026-05-02T10:00", purpose="Offer", next_steps=[{"title": "Send"}])
    make_account(journal, "City", parent_id=old)
    money = receivables.create(journal, account_id=old, title="First", amount_minor=5, currency="EUR").id
    found = split_choice.days_by_kind(journal, old)
    assert tuple(found) == split_choice.KINDS
    assert found["visits"] == {second: "2026-05-02", first: "2026-03-01"}
    assert {kind: len(days) for kind, days in found.items() if days} == {
        "people": 1, "visits": 2, "steps": 1, "receivables": 1, "branches": 1,
    }  # fmt: skip
    for kind in split_choice.KINDS:
        assert [part.id for part in split_choice.parts(journal, kind, list(found[kind]))] == list(found[kind])
    assert [(one.title, one.note) for one in split_choice.parts(journal, "people", [person])] == [("Ruiz", "Engineer")]
    assert [one.title for one in split_choice.parts(journal, "visits", [first, second])] == ["Survey", "Offer"]
    assert [(one.amount_minor, one.currency) for one in split_choice.parts(journal, "receivables", [money])] == [
        (5, "EUR")
    ]


def test_products_take_their_feedback_and_their_service_along(journal: Journal, old: int) -> None:
    project = projects.create(journal, account_id=old, name="Signals").id
    served = {"service_rhythm_days": 90, "installed_on": "2026-03-01"}
    radio = assets.create(journal, account_id=old, product="Radio", project_id=project, **served).id
    stays = assets.create(journal, account_id=old, product="Switch", **served | {"installed_on": "2026-01-15"}).id
    said = feedback.create(journal, account_id=old, product="Radio", asset_id=radio, words="Louder").id
    own = feedback.create(journal, account_id=old, product="Other", words="Smaller").id
    visits_of = "SELECT visit_id FROM visit_asset WHERE asset_id = ?"
    alone = {visit for (visit,) in journal.rows(visits_of, radio)} - {v for (v,) in journal.rows(visits_of, stays)}
    assert "feedback" in split_choice.days_by_kind(journal, old)
    assert [part.title for part in split_choice.parts(journal, "feedback", [own])] == ["Smaller"]
    new = splitting.split(journal, old, Parts(projects=(project,)), name="South").id
    assert [_account_of(journal, *one) for one in (("asset", radio), ("feedback", said))] == [new, new]
    assert [_account_of(journal, *one) for one in (("asset", stays), ("feedback", own))] == [old, old]
    assert {_account_of(journal, "visit", visit) for visit in alone} <= {new}
    splitting.split(journal, old, Parts(feedback=(own,)), to_id=new)
    assert _account_of(journal, "feedback", own) == new
