"""The kinds of entries of a timeline: where each is found, when it happened, and which filters show it."""

from __future__ import annotations

from collections.abc import Mapping

from models.timeline_delivery import DELIVERY_KINDS
from models.timeline_entry import EntryKind

VISITS, CALLS = ("on_site", "hosted", "event"), ("call", "video", "message")
"""The channels shown as visits and as calls."""


_STEP_CONFIDENTIAL = "coalesce((SELECT confidential FROM visit WHERE id = step.visit_id), 0)"
_STEP_AT = "step WHERE step.account_id = owner.id"
_STEP_OF = "step WHERE step.project_id = owner.id"
_STEP_WITH = (
    "step_contact AS link JOIN step ON step.id = link.step_id "
    "WHERE link.contact_id = owner.id AND link.deleted_at IS NULL"
)
_POST_AT = (
    "contact_post JOIN contact ON contact.id = contact_post.contact_id AND contact.deleted_at IS NULL "
    "WHERE contact_post.account_id = owner.id"
)
_POST_OF_MANY = (
    "contact_post JOIN contact ON contact.id = contact_post.contact_id AND contact.deleted_at IS NULL "
    "WHERE contact_post.{0} >= (SELECT day FROM since) AND +contact_post.account_id IN (SELECT id FROM owner)"
)
_POST_WITH = "contact_post WHERE contact_post.contact_id = owner.id"
_POST_COLUMNS = (
    "'', (SELECT name FROM contact WHERE contact.id = contact_post.contact_id), "
    "contact_post.title, contact_post.account_id, 0, contact_post.contact_id, contact_post.department, "
    "(SELECT account.name FROM contact_post AS other JOIN account ON account.id = other.account_id "
    "WHERE other.contact_id = contact_post.contact_id AND other.deleted_at IS NULL "
    "AND other.account_id <> contact_post.account_id AND {0} LIMIT 1)"
)
# The account somebody came from is where the last post ended before, the one they went to where the next one began.
_CAME_FROM = "other.until_on <= contact_post.from_on ORDER BY other.until_on DESC, other.id DESC"
_WENT_TO = "other.from_on >= contact_post.until_on ORDER BY other.from_on, other.id"
# How somebody stood first is no change; each one after it is told with the one before.
_EARLIER = (
    "contact_standing AS earlier WHERE earlier.contact_id = contact_standing.contact_id "
    "AND earlier.noted_on < contact_standing.noted_on AND earlier.deleted_at IS NULL"
)
KINDS: tuple[EntryKind, ...] = (
    EntryKind(
        "visit",
        "visit",
        "visit.start",
        "visit.channel, visit.state, visit.purpose, visit.summary, visit.account_id, visit.confidential, "
        "trim(visit.private_notes) <> '', "
        "(SELECT count(*) FROM attachment WHERE attachment.visit_id = visit.id AND attachment.deleted_at IS NULL), "
        "(SELECT group_concat(DISTINCT raised.kind) FROM step AS raised WHERE raised.visit_id = visit.id "
        "AND +raised.kind IN ('request', 'risk') AND raised.deleted_at IS NULL)",
        "visit WHERE visit.account_id = owner.id",
        "visit_contact AS link JOIN visit ON visit.id = link.visit_id "
        "WHERE link.contact_id = owner.id AND link.deleted_at IS NULL",
        of_project="visit WHERE visit.project_id = owner.id",
    ),
    EntryKind(
        "closed",
        "step",
        "step.closed_at",
        f"step.kind, step.outcome, step.title, step.result, step.account_id, {_STEP_CONFIDENTIAL}, "
        "step.due_on, NULL, NULL",
        _STEP_AT,
        _STEP_WITH,
        of_project=_STEP_OF,
    ),
    EntryKind(
        "raised",
        "step",
        "step.raised_at",
        "step.kind, coalesce(step.outcome, ''), step.title, step.details, step.account_id, "
        f"{_STEP_CONFIDENTIAL}, step.due_on, NULL, NULL",
        _STEP_AT,
        _STEP_WITH,
        of_project=_STEP_OF,
    ),
    EntryKind(
        "introduced",
        "contact",
        "contact.introduced_on || 'T00:00'",
        "'', '', contact.name, coalesce((SELECT title FROM contact_post WHERE contact_post.contact_id = contact.id "
        "AND contact_post.deleted_at IS NULL ORDER BY until_on IS NOT NULL, from_on DESC LIMIT 1), ''), "
        "(SELECT account_id FROM contact_post WHERE contact_post.contact_id = contact.id "
        "AND contact_post.deleted_at IS NULL ORDER BY until_on IS NOT NULL, from_on DESC LIMIT 1), 0, "
        "coalesce((SELECT name FROM contact AS other WHERE other.id = contact.introduced_by_id), ''), NULL, NULL",
        "contact WHERE contact.id IN (SELECT contact_id FROM contact_post AS held "
        "WHERE held.account_id = owner.id AND held.deleted_at IS NULL)",
        "contact WHERE contact.id = owner.id",
        "contact WHERE contact.introduced_on >= (SELECT day FROM since) AND EXISTS (SELECT 1 FROM contact_post AS held "
        "WHERE held.contact_id = contact.id AND held.deleted_at IS NULL AND held.account_id IN (SELECT id FROM owner))",
    ),
    EntryKind(
        "joined",
        "contact_post",
        "contact_post.from_on || 'T00:00'",
        f"'joined', {_POST_COLUMNS.format(_CAME_FROM)}",
        _POST_AT,
        _POST_WITH,
        _POST_OF_MANY.format("from_on"),
    ),
    EntryKind(
        "left",
        "contact_post",
        "contact_post.until_on || 'T00:00'",
        f"'left', {_POST_COLUMNS.format(_WENT_TO)}",
        _POST_AT,
        _POST_WITH,
        _POST_OF_MANY.format("until_on"),
    ),
    EntryKind(
        "stood",
        "contact_standing",
        "contact_standing.noted_on || 'T00:00'",
        "'', '', (SELECT name FROM contact WHERE contact.id = contact_standing.contact_id), contact_standing.reason, "
        "NULL, 0, contact_standing.contact_id, json_array(contact_standing.stance, contact_standing.closeness), "
        f"(SELECT json_array(earlier.stance, earlier.closeness) FROM {_EARLIER} "
        "ORDER BY earlier.noted_on DESC, earlier.id DESC LIMIT 1)",
        "",
        f"contact_standing WHERE contact_standing.contact_id = owner.id AND EXISTS (SELECT 1 FROM {_EARLIER})",
    ),
    *DELIVERY_KINDS,
)

# An attempt that brought the signature is told with it, unless there is more to tell.
_SAYS_MORE = (
    "(signature_attempt.what <> 'signed' OR signature_attempt.result <> '' OR signature_attempt.minutes IS NOT NULL)"
)
_A_PROMISE = "step.kind IN ('promise', 'customer_promise')"


def _channels(channels: tuple[str, ...]) -> str:
    return f"visit.channel IN ({', '.join(map(repr, channels))})"


FILTERS: Mapping[str, Mapping[str, str]] = {
    # What a visit brought up is told with the visit; only a complaint is an event of its own.
    "everything": {
        "visit": "1",
        "closed": "1",
        "raised": "(step.visit_id IS NULL OR step.kind = 'complaint')",
        "introduced": "1",
        "joined": "1",
        "left": "1",
        "stood": "1",
        **dict.fromkeys((kind.event for kind in DELIVERY_KINDS), "1"),
        "tried": _SAYS_MORE,
    },
    "visits": {"visit": _channels(VISITS)},
    "calls": {"visit": _channels(CALLS)},
    "promises": {"raised": _A_PROMISE, "closed": _A_PROMISE},
    "people": {"introduced": "1", "joined": "1", "left": "1", "stood": "1"},
    "stages": dict.fromkeys(("stage", "decided", "over", "moved", "reached", "accepted"), "1"),
    "signatures": {"signed": "1", "tried": _SAYS_MORE, "accepted": "1"},
    "payments": dict.fromkeys(("confirmed", "invoiced", "collected", "paid", "written_off"), "1"),
    "products": dict.fromkeys(("installed", "removed", "said"), "1"),
}
"""For each filter the kinds it shows, each with the SQL condition its rows must meet."""

BEFORE = "before"
"""What was done elsewhere with those who hold a post at an account now, before they came: no filter of its own rows."""
