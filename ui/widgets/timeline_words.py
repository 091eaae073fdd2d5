"""What an entry of a timeline says: its icon and tone, title, text, pills, marks and people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.text.day_words import complaint_day, full_date
from models.text.field_words import CLOSENESS_NAMES, ENDING_NAMES, KIND_NAMES, STANCE_NAMES, STATE_NAMES
from models.text.language import Label
from models.timeline import Entry
from ui.translations import language, plural, say
from ui.widgets import timeline_delivery_words as delivery

_CHANNEL_TITLES: Mapping[str, Label] = {
    "on_site": Label("Visit"),
    "hosted": Label("Visit at ours"),
    "event": Label("Event"),
    "call": Label("Call"),
    "video": Label("Video call"),
    "message": Label("Message"),
}

_WITH: Mapping[str, Label] = {
    "on_site": Label("Visit to {names}"),
    "hosted": Label("Visit by {names}"),
    "event": Label("Event with {names}"),
    "call": Label("Call with {names}"),
    "video": Label("Video call with {names}"),
    "message": Label("Message to {names}"),
}

_RAISED: Mapping[str, Label] = {
    "next_step": Label("Next step noted"),
    "promise": Label("Promise made"),
    "customer_promise": Label("Promise from the customer"),
    "request": Label("Request received"),
    "complaint": Label("Complaint opened"),
    "risk": Label("Risk noted"),
}

_ENDED: Mapping[tuple[str, str], Label] = {
    ("promise", "kept_late"): Label("Promise kept late"),
    ("promise", "broken"): Label("Promise broken"),
    ("promise", "released"): Label("Promise let go"),
    ("customer_promise", "kept_late"): Label("Customer’s promise kept late"),
    ("customer_promise", "broken"): Label("Customer’s promise broken"),
    ("customer_promise", "released"): Label("Customer’s promise let go"),
    ("next_step", "released"): Label("Next step let go"),
    ("request", "released"): Label("Request let go"),
    ("complaint", "released"): Label("Complaint let go"),
    ("risk", "released"): Label("Risk let go"),
}

Mark = tuple[str, str, str]
"""An icon, its colour, and the fill of its circle (empty: outlined)."""

_CHANNEL_MARKS: Mapping[str, Mark] = {
    "on_site": ("place", "accent", "accent_tint"),
    "hosted": ("hosted", "accent", "accent_tint"),
    "event": ("event", "accent", "accent_tint"),
    "call": ("call", "text_2", ""),
    "video": ("video", "text_2", ""),
    "message": ("message", "text_2", ""),
}

_RAISED_MARKS: Mapping[str, Mark] = {
    "promise": ("bell", "accent", "accent_tint"),
    "customer_promise": ("bell", "accent", ""),
    "request": ("message", "blue", "blue_tint"),
    "complaint": ("warning", "red", "red_tint"),
    "risk": ("info", "amber", "amber_tint"),
    "next_step": ("steps", "text_2", ""),
}

_CLOSED_MARKS: Mapping[str, Mark] = {
    "broken": ("cross", "red", "red_tint"),
    "released": ("undo", "text_2", ""),
    "kept_late": ("check", "amber", "amber_tint"),
}

_OTHER_MARKS: Mapping[str, Mark] = {
    "introduced": ("person-arrow", "text_2", ""),
    "joined": ("person", "text_2", ""),
    "left": ("person-arrow", "text_2", ""),
    "stood": ("people", "text_2", ""),
}


def mark(entry: Entry) -> Mark:
    """Return the icon on the line, its colour and the fill of its circle."""
    if entry.event == "visit":
        if entry.state in ("missed", "cancelled"):
            return ("cross", "text_3", "")
        icon, ink, fill = _CHANNEL_MARKS[entry.kind]
        return (icon, "text_2", "") if entry.state == "planned" else (icon, ink, fill)
    if entry.event == "raised":
        return _RAISED_MARKS[entry.kind]
    if entry.event == "closed":
        return _CLOSED_MARKS.get(entry.state, ("check", "green", "green_tint"))
    return _OTHER_MARKS[entry.event] if entry.event in _OTHER_MARKS else delivery.mark(entry)


def title(entry: Entry) -> str:
    """Return what happened, in a few words."""
    if entry.event == "visit":
        return _visit_title(entry)
    if entry.event == "raised":
        return say(_RAISED[entry.kind])
    if entry.event == "closed":
        return say(_ENDED.get((entry.kind, entry.state), ENDING_NAMES[entry.kind]))
    if entry.event == "introduced":
        return say("Introduced to {name}", name=entry.title)
    if entry.event == "joined":
        return say("{name} took a post", name=entry.title)
    if entry.event == "left":
        return say("{name} left the post", name=entry.title)
    if entry.event == "stood":
        return say("{name} stands: {standing}", name=entry.title, standing=_standing(entry.stood))
    return delivery.title(entry)


def _visit_title(entry: Entry) -> str:
    if entry.title:
        return say("{what} · {topic}", what=_CHANNEL_TITLES[entry.kind], topic=entry.title)
    if entry.people:
        return say(_WITH[entry.kind], names=language().listing(entry.people))
    return say(_CHANNEL_TITLES[entry.kind])


def text(entry: Entry) -> str:
    """Return what there is to say about it, on one line."""
    said = " ".join(entry.text[:400].split())
    if entry.event in ("raised", "closed"):
        return say("{title}: {result}", title=entry.title, result=said) if said else entry.title
    if entry.event == "introduced" and entry.introduced_by:
        if said:
            return say("By {name}; {post}", name=entry.introduced_by, post=said)
        return say("By {name}", name=entry.introduced_by)
    if entry.event == "stood":
        return said or say("Before: {standing}", standing=_standing(entry.stood_before))
    if entry.event in ("joined", "left") and entry.other_account:
        return _way(entry, said)
    return said if entry.event in _OTHER_MARKS or entry.event == "visit" else delivery.text(entry, said)


def _standing(stood: tuple[int | None, int | None]) -> str:
    stance, closeness = stood
    known = [say(STANCE_NAMES[stance])] if stance is not None else []
    known += [say(CLOSENESS_NAMES[closeness])] if closeness is not None else []
    return language().listing(known) or say("not noted")


def _way(entry: Entry, post: str) -> str:
    """Return the post that somebody took or left, with the account they came from or went to."""
    if entry.event == "joined":
        if post:
            return say("{post}; came from {account}", post=post, account=entry.other_account)
        return say("Came from {account}", account=entry.other_account)
    if post:
        return say("{post}; went to {account}", post=post, account=entry.other_account)
    return say("Went to {account}", account=entry.other_account)


def people(entry: Entry) -> str:
    """Return who was part of it; for a payment its invoice."""
    return delivery.invoice(entry) or language().listing(entry.people)


def pills(entry: Entry, today: date) -> list[tuple[str, str]]:
    """Return the pills beside the title with their tones: what a visit brought up, and how something stands."""
    found = [(say(KIND_NAMES[kind]), kind) for kind in entry.raised]
    if entry.event == "visit" and entry.state != "held":
        found.append((say(STATE_NAMES[entry.state]), "outlined"))
    if entry.event == "raised" and entry.kind == "complaint" and not entry.state:
        found.append((complaint_day(language(), entry.when, today), "complaint"))
    return found + delivery.pills(entry)


def marks(entry: Entry) -> list[str]:
    """Return the icons behind the title: attachments, a private note, confidential."""
    shown = {"clip": entry.attachments, "lock": entry.has_private_note, "shield": entry.confidential}
    return [icon for icon, is_shown in shown.items() if is_shown]


def mark_words(entry: Entry) -> list[str]:
    """Return what those icons mean."""
    found = []
    if entry.attachments:
        found.append(plural("{count} attachment", "{count} attachments", entry.attachments))
    if entry.has_private_note:
        found.append(say("With a private note"))
    if entry.confidential:
        found.append(say("Confidential: left out of every export"))
    return found


def spoken(entry: Entry, today: date) -> str:
    """Return the whole entry in words, for a screen reader."""
    day = full_date(language(), date.fromisoformat(entry.when[:10]))
    said = [day, title(entry), *(words for words, _ in pills(entry, today)), text(entry), people(entry)]
    return language().listing(part for part in (*said, *mark_words(entry)) if part)


def record_of(entry: Entry) -> tuple[str, int] | None:
    """Return the record that an entry opens, as (kind, id)."""
    if entry.event == "visit":
        return ("visit", entry.id)
    if entry.event in ("raised", "closed"):
        return ("step", entry.id)
    return ("contact", entry.contact_id) if entry.contact_id is not None else delivery.record_of(entry)
