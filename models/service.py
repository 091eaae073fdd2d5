"""Service visits to installed products: the next one is planned by itself, on exactly the days of their rhythm.

The days count from the installation (or another day given) until the end of the warranty (or of the service), both
included. Each product always has one visit ahead. A day that passed while the program was closed has its visit too, as
if it had been open: whether that service took place is asked like that of any visit whose day is over.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from models.changes import Changes, Operation, Value
from models.clock import LAST_YEAR, NO_TIME
from models.journal import Journal
from models.served_products import is_our_purpose, of_visit, purpose_of
from models.service_days import Serviced, Wanted, wanted_of
from models.tables import Asset, Visit, VisitAsset

DECIDING = (
    "account_id",
    "site",
    "installed_on",
    "warranty_end_on",
    "service_rhythm_days",
    "service_from_on",
    "service_until_on",
    "removed_on",
    "competitor",
)
"""The fields of an installed product that say when and where it is served."""
_COUNTING = ("installed_on", "service_rhythm_days", "service_from_on")
"""Those of them by which the days are counted."""
_WHERE = frozenset({"account_id", "site"})


def missing(journal: Journal) -> int:
    """Return how many services have no visit yet: those of days that have passed, and one ahead of every product."""
    return len(_wanted(journal, _serviced(journal, None)))


def plan_due(journal: Journal, progress: Callable[[int, int], None] = lambda _done, _of: None) -> Changes:
    """Plan the service visits that are missing, as one step of undo; nothing is logged where none is."""
    with journal.operation("service.plan") as work:
        _make(journal, work, _wanted(journal, _serviced(journal, None)), progress)
        return work.done()


def follow(journal: Journal, work: Operation, asset_id: int) -> None:
    """Plan the service visits to one product that are missing."""
    _make(journal, work, _wanted(journal, _serviced(journal, [asset_id])))


def follow_visit(journal: Journal, work: Operation, visit_id: int) -> None:
    """Plan the next service of what a visit served, now that it is planned no more."""
    ids = [row[0] for row in journal.rows("SELECT asset_id FROM visit_asset WHERE visit_id = ?", visit_id)]
    if ids:
        _make(journal, work, _wanted(journal, _serviced(journal, ids)))


def plan_anew(journal: Journal, work: Operation, asset_id: int, changed: Collection[str]) -> None:
    """Let what is planned ahead follow a product of which some of the fields DECIDING have changed.

    Where other days count than before they do so from today on: those that lie behind were none.
    """
    counted_anew = not set(_COUNTING).isdisjoint(changed)
    if counted_anew:
        _forget_ahead(journal, work, asset_id)
    found = _serviced(journal, [asset_id], all_of_them=True)
    still = found[0] if found else None
    _call_off(journal, work, asset_id, still, _next_day(journal, still) if still and counted_anew else None)
    plan_on = follow if _WHERE.issuperset(changed) else go_on
    plan_on(journal, work, asset_id)


def go_on(journal: Journal, work: Operation, asset_id: int) -> None:
    """Plan the next service of a product that was served otherwise, or not at all, before today."""
    today = journal.clock.today()
    _make(journal, work, [one for one in _wanted(journal, _serviced(journal, [asset_id])) if one.due_on >= today])


def call_off(journal: Journal, work: Operation, asset_id: int) -> None:
    """Take a product off the visits that are planned for its service; visits that nobody touched go with it."""
    _call_off(journal, work, asset_id, None)


def leave(journal: Journal, work: Operation, visit_id: int, account_id: int) -> None:
    """Take the products of an account off a visit that goes to another one; they have their next service elsewhere."""
    query = """
        SELECT visit_asset.id, asset.id FROM visit_asset JOIN asset ON asset.id = asset_id
        WHERE visit_id = ? AND account_id = ? AND visit_asset.deleted_at IS NULL ORDER BY visit_asset.id"""
    left = journal.rows(query, visit_id, account_id)
    for link_id, _ in left:
        work.update(VisitAsset, link_id, {"due_on": None})
        work.trash(VisitAsset, link_id)
    for _, asset_id in left:
        follow(journal, work, asset_id)
    if left:
        _name(journal, work, visit_id)


def serve(journal: Journal, visit_id: int, asset_ids: Sequence[int]) -> Changes:
    """Let a visit serve these products and no others; what is left out has its next service on its next day."""
    with journal.operation("service.serve") as work:
        work.require_live(Visit, visit_id)
        before = {one.asset_id for one in of_visit(journal, visit_id)}
        for asset_id in work.relink(VisitAsset, "visit_id", visit_id, "asset_id", asset_ids):
            work.require_live(Asset, asset_id)
            work.insert(VisitAsset, visit_id=visit_id, asset_id=asset_id)
        if before != set(asset_ids):
            _name(journal, work, visit_id)
        for asset_id in before.difference(asset_ids):
            follow(journal, work, asset_id)
        return work.done(visit_id)


_SERVICED = """
    SELECT asset.id, asset.account_id, site, asset.project_id, asset.contact_id,
           coalesce(service_from_on, installed_on), service_rhythm_days, coalesce(service_until_on, warranty_end_on),
           removed_on, asset.created_at, last.due_on,
           coalesce(visit.state = 'planned' AND visit.deleted_at IS NULL AND last.deleted_at IS NULL, 0) AS is_ahead
    FROM asset JOIN account ON account.id = asset.account_id AND account.deleted_at IS NULL
    LEFT JOIN visit_asset AS last ON last.id = (
        SELECT id FROM visit_asset WHERE asset_id = asset.id AND due_on IS NOT NULL
        ORDER BY due_on DESC, id DESC LIMIT 1)
    LEFT JOIN visit ON visit.id = last.visit_id
    WHERE service_rhythm_days IS NOT NULL AND competitor = '' AND asset.deleted_at IS NULL"""


def _serviced(journal: Journal, asset_ids: Sequence[int] | None, *, all_of_them: bool = False) -> list[Serviced]:
    """Return products in a rhythm, of all that may lack a visit or of some; `all_of_them` those that lack none too."""
    query, given = _SERVICED, list[Value]()
    if not all_of_them:
        query += " AND (last.due_on IS NULL OR last.due_on < ? OR NOT is_ahead)"
        given.append(journal.clock.today().isoformat())
    if asset_ids is not None:
        query += " AND asset.id IN (SELECT value FROM json_each(?))"
        given.append(json.dumps(list(asset_ids)))
    rows = journal.rows(query, *given)
    return [_as_serviced(journal, *row) for row in rows]


def _as_serviced(
    journal: Journal,
    asset_id: int,
    account_id: int,
    site: str,
    project_id: int | None,
    contact_id: int | None,
    first: str | None,
    rhythm_days: int,
    until: str | None,
    removed_on: str | None,
    created_at: str,
    last_due: str | None,
    is_ahead: int,
) -> Serviced:
    if first is None:  # nobody said from when on: it counts from the day on which it was written down
        first = journal.clock.day_of(created_at).isoformat()
    ends = [date(LAST_YEAR, 12, 31)]
    if until is not None:
        ends.append(date.fromisoformat(until))
    if removed_on is not None:
        ends.append(date.fromordinal(max(date.fromisoformat(removed_on).toordinal() - 1, 1)))
    begin = date.fromisoformat(first)
    return Serviced(
        asset_id, account_id, site, project_id, contact_id, begin, rhythm_days, min(ends), last_due, bool(is_ahead)
    )


def _wanted(journal: Journal, assets: Iterable[Serviced]) -> list[Wanted]:
    """Return the visits that are missing, in the order in which they would have been planned day by day."""
    today = journal.clock.today()
    found = [wanted for asset in assets for wanted in wanted_of(asset, today)]
    return sorted(found, key=lambda one: (one.made_on, one.due_on, one.asset.id))


def _make(
    journal: Journal,
    work: Operation,
    wanted: Sequence[Wanted],
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> None:
    touched: dict[int, None] = {}
    for number, one in enumerate(wanted):
        progress(number, len(wanted))
        visit_id = _visit_nearby(journal, one) or _new_visit(journal, one)
        _serve(journal, work, visit_id, one)
        touched[visit_id] = None
    for visit_id in touched:
        _name(journal, work, visit_id)


def _serve(journal: Journal, work: Operation, visit_id: int, wanted: Wanted) -> None:
    """Let a visit serve a product, also one that was called off there before."""
    due_on = wanted.due_on.isoformat()
    found = journal.row("SELECT id FROM visit_asset WHERE visit_id = ? AND asset_id = ?", visit_id, wanted.asset.id)
    if found is None:
        work.insert(VisitAsset, visit_id=visit_id, asset_id=wanted.asset.id, due_on=due_on)
    else:
        work.restore_trashed(VisitAsset, found[0])
        work.update(VisitAsset, found[0], {"due_on": due_on})


def _visit_nearby(journal: Journal, wanted: Wanted) -> int | None:
    """Return the planned service visit to the same site on about the same day, or None."""
    asset, within = wanted.asset, timedelta(days=wanted.asset.together_within())
    first = max(wanted.due_on - within, wanted.made_on)
    last = min(wanted.due_on + within, asset.until)
    found = journal.row(
        _NEARBY,
        asset.account_id,
        asset.site,
        first.isoformat(),
        (last + timedelta(days=1)).isoformat(),
        asset.id,
        wanted.due_on.isoformat(),
    )
    return int(found[0]) if found else None


_NEARBY = """
    SELECT id FROM visit
    WHERE account_id = ?1 AND place = ?2 AND start >= ?3 AND start < ?4 AND state = 'planned' AND deleted_at IS NULL
    AND EXISTS (SELECT 1 FROM visit_asset WHERE visit_id = visit.id AND due_on IS NOT NULL AND deleted_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM visit_asset WHERE visit_id = visit.id AND asset_id = ?5 AND due_on IS NOT NULL)
    ORDER BY abs(julianday(substr(start, 1, 10)) - julianday(?6)), start, id LIMIT 1"""


def _new_visit(journal: Journal, wanted: Wanted) -> int:
    from models import visits

    asset = wanted.asset
    people = [asset.contact_id] if asset.contact_id is not None and _lives(journal, "contact", asset.contact_id) else []
    has_project = asset.project_id is not None and _lives(journal, "project", asset.project_id)
    return visits.plan(
        journal,
        account_id=asset.account_id,
        project_id=asset.project_id if has_project else None,
        start=f"{wanted.due_on.isoformat()}{NO_TIME}",
        place=asset.site,
        people=people,
    ).id


def _lives(journal: Journal, table: str, record_id: int) -> bool:
    return journal.row(f"SELECT 1 FROM {table} WHERE id = ? AND deleted_at IS NULL", record_id) is not None


def _name(journal: Journal, work: Operation, visit_id: int) -> None:
    """Let the purpose of a visit name what it serves, unless the user has written another one."""
    ((purpose,),) = journal.rows("SELECT purpose FROM visit WHERE id = ?", visit_id)
    if purpose == "" or is_our_purpose(purpose):
        work.update(Visit, visit_id, {"purpose": purpose_of(of_visit(journal, visit_id))})


def _forget_ahead(journal: Journal, work: Operation, asset_id: int) -> None:
    """Let the days ahead that were served early, or called off, be none of the days that are counted anew."""
    for (link_id,) in journal.rows(_SETTLED_AHEAD, asset_id, journal.clock.today().isoformat()):
        work.update(VisitAsset, link_id, {"due_on": None})


_SETTLED_AHEAD = """
    SELECT visit_asset.id FROM visit_asset JOIN visit ON visit.id = visit_id
    WHERE asset_id = ? AND due_on > ? AND visit_asset.deleted_at IS NULL
    AND (state <> 'planned' OR visit.deleted_at IS NOT NULL)"""


def _next_day(journal: Journal, asset: Serviced) -> date | None:
    """Return the next day from today on on which a product is due, whatever is planned for it."""
    today = journal.clock.today()
    settled = journal.row(_SETTLED, asset.id, today.isoformat())
    last = date.fromisoformat(settled[0]) if settled and settled[0] else date.min
    return asset.due_after(max(last, today - timedelta(days=1)))


_SETTLED = """
    SELECT max(due_on) FROM visit_asset JOIN visit ON visit.id = visit_id
    WHERE asset_id = ?1 AND NOT (state = 'planned' AND start >= ?2 AND visit.deleted_at IS NULL
                                 AND visit_asset.deleted_at IS NULL)"""


def _call_off(
    journal: Journal, work: Operation, asset_id: int, still: Serviced | None, only_on: date | None = None
) -> None:
    """Take a product off its visits from today on, besides those that fit what it is `still` to be served by.

    With a day only those of that day fit, and those that were due before today and were put off.
    """
    today = journal.clock.today()
    for link_id, visit_id, due_on, account_id, place in journal.rows(_PLANNED, asset_id, today.isoformat()):
        day = date.fromisoformat(due_on)
        is_there = still is not None and (account_id, place) == (still.account_id, still.site)
        if is_there and still and (day < today or (still.is_due_on(day) and only_on in (None, day))):
            continue
        work.update(VisitAsset, link_id, {"due_on": None})
        work.trash(VisitAsset, link_id)
        if of_visit(journal, visit_id):
            _name(journal, work, visit_id)
        elif _is_untouched(journal, visit_id):
            work.trash(Visit, visit_id)


_PLANNED = """
    SELECT visit_asset.id, visit.id, due_on, visit.account_id, place
    FROM visit_asset JOIN visit ON visit.id = visit_id
    WHERE asset_id = ? AND due_on IS NOT NULL AND visit_asset.deleted_at IS NULL AND state = 'planned'
    AND start >= ? AND visit.deleted_at IS NULL ORDER BY start, visit.id"""


def _is_untouched(journal: Journal, visit_id: int) -> bool:
    """Return whether a visit stands as it was planned by itself."""
    found: tuple[Any, ...] | None = journal.row(_OWN_WORK, visit_id)
    return found is not None and found[0].endswith(NO_TIME) and is_our_purpose(found[1]) and not found[2]


_OWN_WORK = """
    SELECT start, purpose, notes <> '' OR private_notes <> '' OR expected_result <> '' OR repeats <> ''
           OR EXISTS (SELECT 1 FROM visit_question WHERE visit_id = visit.id AND deleted_at IS NULL)
           OR EXISTS (SELECT 1 FROM visit_colleague WHERE visit_id = visit.id AND deleted_at IS NULL)
           OR EXISTS (SELECT 1 FROM step WHERE visit_id = visit.id AND deleted_at IS NULL)
    FROM visit WHERE id = ?"""
