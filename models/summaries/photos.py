"""The photos of a summary: those that were chosen in their visits, drawn anew so that nothing else leaves with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.journal import Journal
from models.pictures import for_print
from models.summaries import facts
from models.summaries.facts import Scope, bounds
from models.summaries.frame import SHOWN_STATES, Frame
from models.summaries.periods import Period
from models.summaries.privacy import Audience
from models.summaries.report import Photo, Report, Section
from models.summaries.sections import and_more

SHOWN_AT_MOST = 60
"""Photos in one summary; a mail of more of them would not arrive."""

KINDS = ("period", "visit", "account")
"""The kinds of summary that tell of visits one by one, and so can show what was seen there."""

_WINDOW = 500


def count(journal: Journal, period: Period, reader: Audience, scope: Scope) -> int:
    """Return how many photos were chosen in the visits of a period that a reader may see.

    Before anything is read as that reader, for the person who chooses whether they leave.
    """
    query = f"""
        SELECT count(*) FROM attachment JOIN visit ON visit.id = attachment.visit_id
        WHERE in_summary = 1 AND attachment.deleted_at IS NULL AND visit.deleted_at IS NULL AND start >= ? AND start < ?
          AND state <> 'cancelled' AND (confidential = 0 OR ?) AND {scope.condition("visit.account_id")}"""
    (found,) = journal.row(query, *bounds(period), int(reader.name == "self"), *scope.account_ids) or (0,)
    return int(found)


def of_visits(frame: Frame, visit_ids: Sequence[int]) -> dict[int, tuple[Photo, ...]]:
    """Return the photos of each of some visits that the reader may see, the first ones of a summary."""
    found: dict[int, list[Photo]] = {}
    for visit_id, caption, digest in _rows(frame, visit_ids)[:SHOWN_AT_MOST]:
        printed = for_print(_content(frame, digest))
        if printed is not None:
            photo = Photo(caption, printed.jpeg, printed.width, printed.height)
            found.setdefault(visit_id, []).append(photo)
    return {visit_id: tuple(photos) for visit_id, photos in found.items()}


def with_section(frame: Frame, report: Report) -> Report:
    """Return a report with its photos at the end, each under its visit; visit reports show them at their visits."""
    if report.kind not in KINDS or report.kind == "visit":
        return report
    visits = facts.visits(frame.journal, frame.period, frame.scope, SHOWN_STATES)
    ids = [visit.id for visit in visits]
    by_visit = of_visits(frame, ids)
    say = frame.language.say
    shown = []
    for visit in visits:
        heading = say("{day} · {account}", day=frame.language.short_day(visit.day), account=visit.account)
        for photo in by_visit.get(visit.id, ()):
            words = say("{visit}: {caption}", visit=heading, caption=photo.caption) if photo.caption else heading
            shown.append(replace(photo, caption=words))
    if not shown:
        return report
    rest = and_more(len(_rows(frame, ids)) - SHOWN_AT_MOST, frame.language)
    section = Section("photos", say("Photos"), items=rest, photos=tuple(shown), medium="page")
    return replace(report, sections=(*report.sections, section))


def _rows(frame: Frame, visit_ids: Sequence[int]) -> list[tuple[int, str, str]]:
    """Return visit, caption and SHA-256 of each photo that may be shown, in the order of the visits."""
    found: list[tuple[int, str, str]] = []
    for start in range(0, len(visit_ids), _WINDOW):
        part = visit_ids[start : start + _WINDOW]
        places = ", ".join("?" * len(part))
        found += frame.journal.rows(
            f"SELECT visit_id, caption, sha256 FROM shown_attachment WHERE visit_id IN ({places}) ORDER BY id", *part
        )
    order = {visit_id: place for place, visit_id in enumerate(visit_ids)}
    return sorted(found, key=lambda row: order[row[0]])


def _content(frame: Frame, digest: str) -> bytes:
    found = frame.journal.row("SELECT content FROM shown_attachment_content WHERE sha256 = ?", digest)
    return bytes(found[0]) if found and found[0] is not None else b""
