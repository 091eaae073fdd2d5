"""What an entry of a timeline says that is about a project, a sign-off, money or a product."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models import money
from models.text.day_words import full_date
from models.text.durations import minutes_in_words
from models.text.language import Label
from models.timeline import Entry
from ui.translations import language, plural, say

_MARKS: Mapping[str, tuple[str, str, str]] = {
    "stage": ("flag", "accent", "accent_tint"),
    "over": ("check", "text_2", ""),
    "moved": ("clock", "amber", "amber_tint"),
    "reached": ("flag", "text_2", ""),
    "accepted": ("pen", "green", "green_tint"),
    "signed": ("pen", "green", "green_tint"),
    "confirmed": ("money", "text_2", ""),
    "invoiced": ("money", "text_2", ""),
    "collected": ("money", "amber", "amber_tint"),
    "paid": ("money", "green", "green_tint"),
    "written_off": ("cross", "red", "red_tint"),
    "installed": ("box", "text_2", ""),
    "removed": ("box", "text_3", ""),
    "said": ("message", "blue", "blue_tint"),
}

_TRIED: Mapping[str, Label] = {
    "asked": Label("Signature asked for · {department}"),
    "waited": Label("Waited for the signature · {department}"),
    "refused": Label("Signature refused · {department}"),
    "came_back": Label("Came back for the signature · {department}"),
    "signed": Label("Went for the signature · {department}"),
}

_COLLECTED: Mapping[str, Label] = {
    "call": Label("Call about money · {title}"),
    "message": Label("Message about money · {title}"),
    "letter": Label("Letter about money · {title}"),
    "meeting": Label("Meeting about money · {title}"),
    "legal": Label("Legal step · {title}"),
}

_SAID: Mapping[str, Label] = {
    "feedback": Label("Feedback · {product}"),
    "wish": Label("Wish · {product}"),
    "problem": Label("Problem · {product}"),
    "praise": Label("Praise · {product}"),
}


def mark(entry: Entry) -> tuple[str, str, str]:
    """Return the icon on the line, its colour and the fill of its circle."""
    if entry.event == "decided":
        return ("check", "green", "green_tint") if entry.kind == "won" else ("cross", "red", "red_tint")
    if entry.event == "tried":
        return ("cross", "red", "red_tint") if entry.kind == "refused" else ("pen", "text_2", "")
    return _MARKS[entry.event]


def title(entry: Entry) -> str:
    """Return what happened, in a few words."""
    if entry.event in _TITLES:
        return say(_TITLES[entry.event], what=_named(entry))
    if entry.event == "stage":
        return _stage(entry)
    if entry.event == "decided":
        return say("Won · {project}", project=entry.title) if entry.kind == "won" else _lost(entry)
    if entry.event == "moved":
        return _moved(entry)
    if entry.event == "tried":
        return say(_TRIED[entry.kind], department=entry.title)
    if entry.event == "collected":
        return say(_COLLECTED[entry.kind], title=entry.title)
    if entry.event == "said":
        return say(_SAID[entry.kind], product=entry.title)
    return say(_AMOUNTS[entry.event], amount=money.amount(entry.amount_minor, entry.kind))


_TITLES: Mapping[str, Label] = {
    "reached": Label("Milestone reached · {what}"),
    "accepted": Label("Milestone signed · {what}"),
    "over": Label("Project closed · {what}"),
    "signed": Label("Sign-off · {what}"),
    "installed": Label("Installed · {what}"),
    "removed": Label("Taken out of use · {what}"),
}

_AMOUNTS: Mapping[str, Label] = {
    "confirmed": Label("Amount confirmed · {amount}"),
    "invoiced": Label("Invoiced · {amount}"),
    "paid": Label("Payment received · {amount}"),
    "written_off": Label("Written off · {amount}"),
}


def _named(entry: Entry) -> str:
    """Return the name of what an entry is about; a product with its version."""
    if entry.event in ("installed", "removed") and entry.state:
        return say("{product} {version}", product=entry.title, version=entry.state)
    return entry.title


def _stage(entry: Entry) -> str:
    if entry.project:
        return say("{project}: now in {stage}", project=entry.project, stage=entry.title)
    return say("Stage · {stage}", stage=entry.title)


def _lost(entry: Entry) -> str:
    return say("Lost · {project}", project=entry.title)


def _moved(entry: Entry) -> str:
    what = entry.title or entry.project
    days = _days_moved(entry)
    if not what:
        if not days:
            return say("Expected date set")
        return say("Expected date moved later") if days > 0 else say("Expected date moved earlier")
    if not days:
        return say("Date set · {what}", what=what)
    return say("Date moved later · {what}", what=what) if days > 0 else say("Date moved earlier · {what}", what=what)


def _days_moved(entry: Entry) -> int:
    if not entry.moved_from or not entry.moved_to:
        return 0
    return (date.fromisoformat(entry.moved_to) - date.fromisoformat(entry.moved_from)).days


def text(entry: Entry, said: str) -> str:
    """Return what there is to say about it, on one line; `said` is the entry's own text on one line."""
    if entry.event == "stage":
        return _after(entry, said)
    if entry.event == "moved":
        return _with(_from_to(entry), said)
    if entry.event == "tried":
        return said or entry.topic
    if entry.event == "signed":
        return said or _accepted(entry)
    if entry.event in ("reached", "accepted"):
        return _with(_planned(entry), said)
    if entry.event in ("confirmed", "invoiced", "written_off"):
        return say("{title}: {result}", title=entry.title, result=said) if said else _invoiced(entry)
    if entry.event == "paid":
        return _paid(entry)
    if entry.event == "collected":
        return _with(_promised(entry), said)
    if entry.event in ("installed", "removed"):
        return _place(entry, said)
    return said


def _with(first: str, said: str) -> str:
    """Return a fact, and what was said of it."""
    return say("{title}: {result}", title=first, result=said) if first and said else first or said


def _after(entry: Entry, said: str) -> str:
    if not entry.state:
        return said or say("The first stage")
    return _with(say("After {stage}", stage=entry.state), said)


def _from_to(entry: Entry) -> str:
    first, last = (
        full_date(language(), date.fromisoformat(day)) if day else say("no date")
        for day in (entry.moved_from, entry.moved_to)
    )
    days = _days_moved(entry)
    if not days:
        return say("From {first} to {last}", first=first, last=last)
    return plural(
        "From {first} to {last}, {count} day",
        "From {first} to {last}, {count} days",
        abs(days),
        first=first,
        last=last,
    )


def _planned(entry: Entry) -> str:
    """Return how a milestone came against its plan, with the project it belongs to elsewhere."""
    if not entry.due_on or entry.event == "accepted":
        return entry.project
    late = (date.fromisoformat(entry.when[:10]) - date.fromisoformat(entry.due_on)).days
    if late <= 0:
        return say("{title}, in time", title=entry.project) if entry.project else say("In time")
    if entry.project:
        return plural("{title}, {count} day late", "{title}, {count} days late", late, title=entry.project)
    return plural("{count} day late", "{count} days late", late)


def _accepted(entry: Entry) -> str:
    if not entry.items:
        return ""
    if not entry.people:
        return say("{accepted} of {items} items accepted", accepted=entry.accepted, items=entry.items)
    return say(
        "{accepted} of {items} items accepted by {name}",
        accepted=entry.accepted,
        items=entry.items,
        name=entry.people[0],
    )


def _invoiced(entry: Entry) -> str:
    if entry.event == "invoiced" and entry.due_on:
        day = full_date(language(), date.fromisoformat(entry.due_on))
        return say("{title}, due {day}", title=entry.title, day=day)
    return entry.title


def _paid(entry: Entry) -> str:
    if entry.days_late is None:
        return entry.title
    if entry.days_late <= 0:
        return say("{title}, in time", title=entry.title)
    return plural(
        "{title}, {count} day after the due date",
        "{title}, {count} days after the due date",
        entry.days_late,
        title=entry.title,
    )


def _promised(entry: Entry) -> str:
    day = full_date(language(), date.fromisoformat(entry.due_on)) if entry.due_on else ""
    amount = money.amount(entry.amount_minor, entry.state) if entry.amount_minor else ""
    if day and amount:
        return say("{amount} promised for {day}", amount=amount, day=day)
    if day:
        return say("Promised for {day}", day=day)
    return say("{amount} promised", amount=amount) if amount else ""


def _place(entry: Entry, site: str) -> str:
    """Return where a product stands, how many of them, and whose it is when it is not ours."""
    parts = [site]
    if entry.quantity > 1:
        parts.append(plural("{count} piece", "{count} pieces", entry.quantity))
    if entry.serial_number:
        parts.append(say("Serial number {number}", number=entry.serial_number))
    return " · ".join(part for part in parts if part)


def pills(entry: Entry) -> list[tuple[str, str]]:
    """Return the pills beside the title with their tones: whose product it is, how long an attempt took."""
    if entry.event in ("installed", "removed") and entry.kind:
        return [(entry.kind, "outlined")]
    if entry.event == "tried" and entry.minutes:
        return [(minutes_in_words(language(), entry.minutes), "outlined")]
    return []


def invoice(entry: Entry) -> str:
    """Return the number of the invoice of an entry about one, or nothing."""
    if entry.event in ("confirmed", "invoiced", "paid", "written_off") and entry.state:
        return say("Invoice {number}", number=entry.state)
    return ""


def record_of(entry: Entry) -> tuple[str, int] | None:
    """Return the record that an entry about a project, a sign-off, money or a product opens."""
    if entry.event in ("stage", "decided", "over", "moved", "reached", "accepted"):
        return ("project", entry.project_id) if entry.project_id is not None else None
    if entry.event == "tried":
        return ("signature", entry.signature_id) if entry.signature_id is not None else None
    if entry.event in ("paid", "collected"):
        return ("receivable", entry.receivable_id) if entry.receivable_id is not None else None
    kind = _RECORDS.get(entry.event)
    return (kind, entry.id) if kind else None


_RECORDS = {
    "signed": "signature",
    "confirmed": "receivable",
    "invoiced": "receivable",
    "written_off": "receivable",
    "installed": "asset",
    "removed": "asset",
    "said": "feedback",
}
