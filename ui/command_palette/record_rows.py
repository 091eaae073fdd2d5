"""Records as rows: what was found of each kind, and what was opened last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from models.record_titles import RecordTitle
from models.text.day_words import near_date
from models.text.language import Label
from ui import translations
from ui.command_palette.row import Row, heading
from ui.translations import plural, say

if TYPE_CHECKING:
    from models.search.finding import Group, Hit

GROUP_NAMES = {
    "account": Label("Accounts"),
    "contact": Label("People"),
    "visit": Label("Visits"),
    "step": Label("Next steps"),
    "plan": Label("Plans"),
    "project": Label("Projects"),
    "attachment": Label("Files"),
    "acceptance_item": Label("Acceptance items"),
    "signature": Label("Signatures"),
    "receivable": Label("Receivables"),
    "asset": Label("Installed products"),
    "feedback": Label("Feedback"),
    "trip": Label("Trips and events"),
}
_ICONS = {
    "account": "accounts",
    "contact": "person",
    "visit": "visits",
    "step": "steps",
    "plan": "list",
    "project": "flag",
    "attachment": "clip",
    "acceptance_item": "list",
    "signature": "pen",
    "receivable": "money",
    "asset": "box",
    "feedback": "message",
    "trip": "trip",
}
_DATED = frozenset({"visit", "step", "plan", "attachment", "trip", "feedback"})
"""Kinds whose date says something; an account's is only the day on which it was written down."""

Open = Callable[[str, int], object]
ShowAll = Callable[[str], object]


def group_rows(group: Group, shown: int, today: date, open_record: Open, show_all: ShowAll) -> list[Row]:
    """Return a group that was found: its heading, its first rows, and the way to all of them."""
    rows = [heading(say(GROUP_NAMES[group.kind]))]
    rows += [hit_row(hit, today, open_record) for hit in group.hits[:shown]]
    if group.more or len(group.hits) > shown:
        words = say("Show all") if group.more else plural("Show all {count}", "Show all {count}", len(group.hits))
        kind = group.kind
        rows.append(
            Row("all", ("all", kind), words, beside=say(GROUP_NAMES[kind]), icon="more", work=lambda: show_all(kind))
        )
    return rows


def hit_row(hit: Hit, today: date, open_record: Open) -> Row:
    """Return a record that was found, with the sentence it was found in."""
    where = hit.account if hit.account != hit.title else ""
    below = "" if hit.snippet.strip("… ") in hit.title else hit.snippet
    return Row(
        "record",
        (hit.kind, hit.id),
        hit.title or say("Without a title"),
        hit.title_marks if hit.title else (),
        where,
        below,
        hit.snippet_marks if below else (),
        _day(hit.kind, hit.when, today),
        _ICONS[hit.kind],
        work=lambda: open_record(*hit.opens),
    )


def title_row(record: RecordTitle, today: date, open_record: Open) -> Row:
    """Return a record that was opened last."""
    return Row(
        "record",
        (record.kind, record.id),
        record.title or say("Without a title"),
        beside=record.account if record.account != record.title else "",
        end=_day(record.kind, record.when, today),
        icon=_ICONS[record.kind],
        work=lambda: open_record(record.kind, record.id),
    )


def _day(kind: str, when: str, today: date) -> str:
    if kind not in _DATED or not when:
        return ""
    return near_date(translations.language(), date.fromisoformat(when[:10]), today)
