"""Projects: fields, stages with their history, dates that move, won and lost, and the trash."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from models import (
    acceptance,
    accounts,
    assets,
    attachments,
    changes,
    milestones,
    project_course,
    project_lists,
    project_story,
    projects,
    receivables,
    stages,
    trash,
)
from models.clock import FixedClock
from models.errors import ChangedElsewhere, InvalidValue, NotFound
from models.journal import Journal
from models.merging import accounts as merging_accounts
from tests.empty import empty_journal
from tests.factories import make_account, make_step


@pytest.fixture
def rail(journal: Journal) -> int:
    """Return an account that projects belong to."""
    return make_account(journal)


def make(journal: Journal, account_id: int, name: str = "Lot 2", **fields: object) -> int:
    """Make a project and return its id."""
    return projects.create(journal, account_id=account_id, name=name, **fields).id  # type: ignore[arg-type]


def test_competitors_are_kept_each_once_whatever_sign_stood_between_them(journal: Journal, rail: int) -> None:
    made = make(journal, rail, competitor="Kestel、Arden;Kestel， 北讯")
    assert projects.get(journal, made).competitor == "Kestel, Arden, 北讯"


def test_a_value_needs_a_currency_also_when_it_is_changed(journal: Journal, rail: int) -> None:
    made = make(journal, rail, value_minor=18_200_000, currency="EUR")
    with pytest.raises(InvalidValue, match="no currency"):
        projects.edit(journal, made, currency=None)
    projects.edit(journal, made, currency=None, value_minor=None)
    assert projects.get(journal, made).value_minor is None


@pytest.mark.parametrize("fields", [{"value_minor": -1}, {"probability": 101}, {"rhythm_days": 0}, {"name": " "}])
def test_what_is_absurd_is_refused(journal: Journal, rail: int, fields: dict[str, object]) -> None:
    made = make(journal, rail)
    with pytest.raises(InvalidValue):
        projects.edit(journal, made, **fields)  # type: ignore[arg-type]


def test_an_edit_over_a_newer_one_is_refused(journal: Journal, rail: int) -> None:
    made = make(journal, rail)
    opened = projects.get(journal, made).revision
    projects.edit(journal, made, notes="Board meets in June")
    with pytest.raises(ChangedElsewhere):
        projects.edit(journal, made, revision=opened, notes="Other")


def test_each_move_of_the_expected_date_is_kept_with_its_reason(journal: Journal, rail: int) -> None:
    made = make(journal, rail, expected_on="2026-06-30")
    projects.edit(journal, made, expected_on="2026-06-30", notes="same day")
    projects.edit(journal, made, expected_on="2026-09-30", reason="Budget came late")
    projects.edit(journal, made, expected_on=None)
    moved = project_course.moved_dates(journal, made)
    assert [(one.from_on, one.to_on, one.reason, one.days) for one in moved] == [
        ("2026-09-30", None, "", None),
        ("2026-06-30", "2026-09-30", "Budget came late", 92),
    ]


def test_stages_have_a_history_with_the_time_in_each(journal: Journal, rail: int) -> None:
    made = make(journal, rail, expected_on="2026-12-01")
    projects.move(journal, made, "Lead", on="2026-01-14")
    projects.move(journal, made, "Design", on="2026-03-14", reason="They want a design")
    projects.move(journal, made, "Design", on="2026-04-14")
    moves = project_course.stage_moves(journal, made)
    assert [(one.from_stage, one.to_stage, one.days) for one in moves] == [("Lead", "Design", 61), ("", "Lead", 59)]
    assert moves[0].reason == "They want a design"
    assert moves[0].expected_on == "2026-12-01"


def test_a_move_takes_the_expected_date_along_as_one_deed(journal: Journal, rail: int) -> None:
    made = make(journal, rail, stage="Lead", expected_on="2026-06-30")
    project_course.advance(journal, made, "Tender", expected_on="2026-09-30", reason="Published late")
    found = projects.get(journal, made)
    assert (found.stage, found.expected_on) == ("Tender", "2026-09-30")
    assert project_course.moved_dates(journal, made)[0].reason == "Published late"
    changes.undo(journal)
    found = projects.get(journal, made)
    assert (found.stage, found.expected_on) == ("Lead", "2026-06-30")


def test_a_stage_begins_neither_ahead_nor_before_the_one_before(journal: Journal, rail: int) -> None:
    made = make(journal, rail)
    projects.move(journal, made, "Tender", on="2026-05-10")
    with pytest.raises(InvalidValue, match="since 2026-05-10"):
        project_course.advance(journal, made, "Contract", on="2026-05-09")
    with pytest.raises(InvalidValue, match="lies ahead"):
        project_course.advance(journal, made, "Contract", on="2026-05-15")
    assert projects.get(journal, made).stage == "Tender"


def test_a_won_project_goes_on_and_a_lost_one_is_over(journal: Journal, rail: int) -> None:
    won, lost = make(journal, rail, "Won", stage="Tender"), make(journal, rail, "Lost", stage="Tender")
    project_course.win(journal, won, on="2026-05-10", reason="Best maintenance", stage="Delivery")
    project_course.lose(journal, lost, on="2026-05-11", reason="Price")
    first, second = projects.get(journal, won), projects.get(journal, lost)
    assert (first.outcome, first.decided_on, first.closed_on, first.stage) == ("won", "2026-05-10", None, "Delivery")
    assert (second.outcome, second.outcome_reason, second.closed_on) == ("lost", "Price", "2026-05-11")
    assert project_lists.counts(journal) == {"running": 1, "won": 1, "lost": 1, "closed": 1, "all": 2}
    project_course.close(journal, won)
    assert [line.name for line in project_lists.lines(journal, "closed")] == ["Won", "Lost"]


def test_what_is_over_is_decided_no_more_until_it_is_opened_again(journal: Journal, rail: int) -> None:
    made = make(journal, rail, stage="Tender")
    project_course.lose(journal, made, reason="Price")
    with pytest.raises(InvalidValue, match="is over"):
        project_course.win(journal, made)
    project_course.reopen(journal, made)
    found = projects.get(journal, made)
    assert (found.outcome, found.closed_on, found.outcome_reason) == (None, None, "")


def test_nothing_is_decided_on_a_day_ahead(journal: Journal, rail: int) -> None:
    made = make(journal, rail)
    for decide in (project_course.win, project_course.lose, project_course.close):
        with pytest.raises(InvalidValue, match="lies ahead"):
            decide(journal, made, on="2026-05-15")
    assert projects.get(journal, made).outcome is None


def test_the_trash_takes_along_what_belongs_to_it_and_gives_it_back(journal: Journal, rail: int) -> None:
    made = make(journal, rail, stage="Acceptance")
    kept = milestones.add(journal, made, name="Accepted").id
    acceptance.add_item(journal, made, department="Depot 1", criterion="Radio works")
    receivables.create(journal, account_id=rail, project_id=made, title="Accepted", amount_minor=1, currency="EUR")
    projects.trash(journal, made)
    with pytest.raises(NotFound):
        projects.get(journal, made)
    for table in ("milestone", "acceptance_item", "receivable", "stage_change"):
        assert journal.row(f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL") == (0,)
    projects.restore(journal, made)
    assert projects.get(journal, made).stage == "Acceptance"
    assert [one.id for one in milestones.listing(journal, made)] == [kept]
    assert journal.row("SELECT count(*) FROM receivable WHERE deleted_at IS NULL") == (1,)


def test_the_files_of_its_items_go_with_it_and_come_back(journal: Journal, rail: int) -> None:
    made = make(journal, rail)
    owners = {
        "project": made,
        "acceptance_item": acceptance.add_item(journal, made, department="Depot 1", criterion="Radio works").id,
        "signature": acceptance.add_signature(journal, made, department="Depot 1").id,
        "receivable": receivables.create(
            journal, account_id=rail, project_id=made, title="Order", amount_minor=1, currency="EUR"
        ).id,
    }
    for kind, owner_id in owners.items():
        attachments.add(journal, kind, owner_id, f"{kind}.txt", kind.encode())
    live = "SELECT count(*) FROM attachment WHERE deleted_at IS NULL"
    projects.trash(journal, made)
    assert journal.row(live) == (0,)
    (thrown,) = trash.listing(journal)
    assert (thrown.kind, thrown.along) == ("project", 7)  # three parts and four files
    projects.restore(journal, made)
    assert journal.row(live) == (4,)


def test_with_another_account_the_receivables_go_there_too(journal: Journal, rail: int) -> None:
    made, other = make(journal, rail), make_account(journal, "Depot North")
    receivables.create(journal, account_id=rail, project_id=made, title="Order", amount_minor=1, currency="EUR")
    projects.edit(journal, made, account_id=other)
    assert journal.row("SELECT account_id FROM receivable") == (other,)


def test_with_another_account_go_steps_and_products_and_not_what_a_branch_owes(journal: Journal, rail: int) -> None:
    made, other = make(journal, rail), make_account(journal, "Depot North")
    branch = make_account(journal, "Depot South", parent_id=rail)
    receivables.create(journal, account_id=branch, project_id=made, title="Order", amount_minor=1, currency="EUR")
    make_step(journal, account_id=rail, project_id=made)
    assets.create(journal, account_id=rail, project_id=made, product="Console", service_rhythm_days=90)
    projects.edit(journal, made, account_id=other)
    assert journal.row("SELECT account_id FROM receivable") == (branch,)
    for table in ("step", "asset", "visit"):
        assert journal.rows(f"SELECT account_id FROM {table} WHERE deleted_at IS NULL") == [(other,)], table


def test_a_project_belongs_to_the_account_that_stayed_and_to_none_in_the_trash(journal: Journal, rail: int) -> None:
    merged, gone = make_account(journal, "N. Rail"), make_account(journal, "Gone")
    merging_accounts.merge(journal, rail, merged)
    assert projects.get(journal, make(journal, merged)).account_id == rail
    accounts.trash(journal, gone)
    with pytest.raises(NotFound):
        make(journal, gone)
    with pytest.raises(NotFound):
        projects.edit(journal, make(journal, rail), account_id=gone)


def test_a_list_is_narrowed_by_words_of_the_name_the_account_and_the_stage(journal: Journal, rail: int) -> None:
    make(journal, rail, "Lot 2 radio", stage="Tender", expected_on="2026-08-01")
    make(journal, rail, "Lot 3 radio", stage="Lead", expected_on="2026-07-01")
    assert [line.name for line in project_lists.lines(journal)] == ["Lot 3 radio", "Lot 2 radio"]
    assert [line.name for line in project_lists.lines(journal, words="northern TENDER")] == ["Lot 2 radio"]
    assert project_lists.lines(journal, words="nothing") == []
    assert [line.name for line in project_lists.lines(journal, words="radio", limit=1, offset=1)] == ["Lot 2 radio"]


def test_the_head_counts_months_and_what_is_open(journal: Journal, rail: int) -> None:
    made = make(journal, rail)
    projects.move(journal, made, "Tender", on="2024-06-20")
    acceptance.add_signature(journal, made, department="Depot 4", state="blocked", blocked_because="Crates")
    sheet = project_lists.sheet(journal, made)
    assert (sheet.month, sheet.first_on, sheet.phase) == (24, "2024-06-20", "pursuit")
    assert (sheet.blocked_signatures, sheet.open_signatures, sheet.account) == (1, 1, "Northern Rail")


def test_a_project_begins_on_the_day_here_not_on_that_of_greenwich(tmp_path: Path) -> None:
    clock = FixedClock(datetime(2026, 5, 1, 3, 30, tzinfo=timezone(timedelta(hours=8))))
    with empty_journal(tmp_path / "test.rounds", clock) as journal:
        made = make(journal, make_account(journal))
        sheet = project_lists.sheet(journal, made)
        assert (sheet.first_on, sheet.month) == ("2026-05-01", 1)
        assert project_story.read(journal, made).first.isoformat() == "2026-05-01"


def test_the_stages_of_the_program_are_in_the_language_of_the_projects(journal: Journal, rail: int) -> None:
    assert stages.listing(journal, "zh_CN")[0].name == "线索"
    make(journal, rail, stage="Tender")
    assert [stage.name for stage in stages.listing(journal, "zh_CN")][:3] == ["Lead", "Design", "Tender"]


def test_a_project_goes_on_in_the_language_of_its_stage(journal: Journal, rail: int) -> None:
    make(journal, rail, stage="Tender")
    assert stages.listing(journal, "en", "招标")[3].name == "合同"
    assert stages.same_in(stages.listing(journal, "zh_CN", "招标"))["Contract"] == "合同"
    stages.edit(journal, "en", "Lead", name="Hint")
    assert stages.listing(journal, "en", "招标")[0].name == "Hint"


def test_the_first_change_of_a_stage_makes_the_list_the_users_own(journal: Journal, rail: int) -> None:
    made = make(journal, rail, stage="Tender")
    stages.edit(journal, "en", "Tender", name="Bid", probability=40)
    assert [stage.name for stage in stages.listing(journal)][:4] == ["Lead", "Design", "Bid", "Contract"]
    assert projects.get(journal, made).stage == "Bid"
    assert project_course.stage_moves(journal, made)[0].to_stage == "Bid"
    changes.undo(journal)
    assert projects.get(journal, made).stage == "Tender"
    assert stages.listing(journal)[2].probability == 50


def test_stages_are_added_arranged_and_removed(journal: Journal, rail: int) -> None:
    stages.add(journal, "en", name="Service", phase="delivery", usual_days=365)
    stages.arrange(journal, "en", "Service", -1)
    stages.remove(journal, "en", "Design")
    assert [stage.name for stage in stages.listing(journal)] == [
        "Lead", "Tender", "Contract", "Delivery", "Acceptance", "Service", "Warranty",
    ]  # fmt: skip
    assert stages.phases(journal)["Service"] == "delivery"
    with pytest.raises(InvalidValue, match="already"):
        stages.add(journal, "en", name="lead")
    make(journal, rail, stage="Lead")
    with pytest.raises(InvalidValue, match="Move them"):
        stages.remove(journal, "en", "Lead")
