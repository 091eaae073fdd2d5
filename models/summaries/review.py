"""All that the Review page shows of one choice, read at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models import accounts
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.summaries import frame, left_out, photos
from models.summaries.choices import Choices
from models.summaries.facts import Scope, bounds
from models.summaries.gather import gather
from models.summaries.left_out import LeftOut
from models.summaries.periods import Period, parse_period
from models.summaries.privacy import Audience
from models.summaries.report import Report
from models.summaries.write_up import Unwritten, to_write_up
from models.text.language import Label, Language


@dataclass(frozen=True, slots=True)
class Reading:
    """A summary before any part of it was taken away, and what its writer should know of it."""

    report: Report
    left_out: LeftOut
    sentence: str
    """What is left out, in one sentence for the writer, or nothing when private notes are in."""

    rules: list[Label]
    to_write_up: list[Unwritten]
    visited: int
    """Accounts with a held visit, of those the summary is about; confidential visits count for their owner alone."""

    is_empty: bool
    """Whether a summary of visits holds none at all that its reader may see, cancelled ones apart."""

    photos: int = 0
    """Photos that were chosen in the visits of the period and that this kind of summary can show its reader."""


def read(
    journal: Journal, choices: Choices, language: Language, *, writer: Language, with_private: bool = False
) -> Reading:
    """Return the summary that was chosen, in the reader's language, and what its writer should know, in the writer's.

    Raises InvalidValue when the reader may never see what was asked for.
    """
    period = parse_period(choices.period, journal.clock.today())
    scope = scope_of(journal, choices)
    with_notes = choices.with_notes and choices.audience != "customer"
    reader = Audience(choices.audience, with_notes=with_notes, with_private=with_private)
    counted = left_out.count(journal, period, reader, scope)
    planned = period.after() if choices.kind == "period" else None
    sentence = frame.left_out(journal, period, reader, scope, writer, planned=planned)
    unwritten = to_write_up(journal, period, reader, scope)
    report = gather(
        journal,
        period,
        language=language,
        kind=choices.kind,
        audience=choices.audience,
        account_ids=scope.account_ids,
        project_ids=scope.project_ids,
        tag=scope.tag,
        with_notes=with_notes,
        with_private=with_private,
        with_photos=choices.with_photos,
    )
    visited, visits = _visited(journal, period, reader, scope)
    chosen_photos = photos.count(journal, period, reader, scope) if choices.kind in photos.KINDS else 0
    rules = left_out.rules(reader)
    is_empty = visits == 0 and choices.kind != "project"  # which tells of much besides
    return Reading(report, counted, sentence, rules, unwritten, visited, is_empty, chosen_photos)


def _visited(journal: Journal, period: Period, reader: Audience, scope: Scope) -> tuple[int, int]:
    """Return how many accounts were visited in a period, and how many visits it holds in any state but cancelled."""
    query = f"""
        SELECT count(DISTINCT iif(state = 'held', account_id, NULL)), count(*) FROM visit
        WHERE deleted_at IS NULL AND state <> 'cancelled' AND start >= ? AND start < ? AND (confidential = 0 OR ?)
          AND {scope.condition("account_id")} AND {scope.of_visits()}"""
    first, after = bounds(period)
    own = int(reader.name == "self")
    accounts_visited, visits = journal.row(query, first, after, own, *scope.account_ids) or (0, 0)
    return int(accounts_visited), int(visits)


def scope_of(journal: Journal, choices: Choices) -> Scope:
    """Return the accounts a summary is about, or the one project; what has gone never widens it to all."""
    if choices.kind == "project" and choices.project_id:
        return _of_project(journal, choices)
    if choices.audience == "customer" and len(choices.account_ids) != 1:
        raise InvalidValue(
            "A summary for a customer is about one account, so that it shows no one else's visits. Choose that account."
        )
    found = account_ids(journal, choices.account_ids)
    if choices.account_ids and not found:
        raise InvalidValue("The accounts that were chosen are no longer there. Choose others, or all accounts.")
    # A customer never learns of our tags, so that choice is kept for other readers.
    return Scope(found, choices.tag if choices.audience != "customer" else "")


def _of_project(journal: Journal, choices: Choices) -> Scope:
    query = "SELECT account_id FROM project WHERE id = ? AND deleted_at IS NULL"
    found = journal.row(query, choices.project_id)
    if found is None:
        raise InvalidValue("The project that was chosen is no longer there. Choose another, or all projects.")
    return Scope((int(found[0]),), "", (choices.project_id,))


def account_ids(journal: Journal, chosen: Sequence[int]) -> tuple[int, ...]:
    """Return the accounts chosen with their branches; those that are no longer there are passed over."""
    found: dict[int, None] = {}
    for account_id in chosen:
        try:
            accounts.get(journal, account_id)
        except NotFound:
            continue
        found |= dict.fromkeys(accounts.tree_ids(journal, account_id))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class AccountChoice:
    """An account or a project that a summary can be about: its name, that of the account above, its held visits."""

    id: int
    name: str
    parent: str
    visits: int


def accounts_to_choose(journal: Journal, period: Period) -> list[AccountChoice]:
    """Return every account, those visited most in a period first."""
    query = """
        WITH seen AS (
            SELECT account_id, count(*) AS visits FROM visit
            WHERE deleted_at IS NULL AND state = 'held' AND start >= ? AND start < ? GROUP BY account_id)
        SELECT account.id, account.name, coalesce(parent.name, ''), coalesce(visits, 0)
        FROM account LEFT JOIN seen ON seen.account_id = account.id
        LEFT JOIN account AS parent ON parent.id = account.parent_id
        WHERE account.deleted_at IS NULL ORDER BY coalesce(visits, 0) DESC, account.name, account.id"""
    return [AccountChoice(*row) for row in journal.rows(query, *bounds(period))]


def projects_to_choose(journal: Journal, chosen: Sequence[int]) -> list[AccountChoice]:
    """Return the projects of the accounts chosen and of their branches, or all of them, each with its held visits.

    Running ones come first.
    """
    scope = Scope(account_ids(journal, chosen))
    query = f"""
        SELECT project.id, project.name, account.name, (
            SELECT count(*) FROM visit
            WHERE visit.project_id = project.id AND visit.deleted_at IS NULL AND state = 'held')
        FROM project JOIN account ON account.id = account_id
        WHERE project.deleted_at IS NULL AND account.deleted_at IS NULL AND {scope.condition("account_id")}
        ORDER BY closed_on IS NOT NULL, project.name, project.id"""
    return [AccountChoice(*row) for row in journal.rows(query, *scope.account_ids)]


def project_name(journal: Journal, project_id: int) -> str:
    """Return the name of a project, or nothing when it is no longer there."""
    found = journal.row("SELECT name FROM project WHERE id = ? AND deleted_at IS NULL", project_id)
    return str(found[0]) if found else ""
