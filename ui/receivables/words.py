"""The words of receivables: how each stands, the ages, and the ways to ask for money."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models import ageing
from models.ageing import Ageing
from models.collections import CollectionRow, NextStep
from models.money import amount
from models.receivable_lists import ReceivableLine
from models.receivables import ReceivableRow
from models.text.day_words import full_date, month_name, near_date
from models.text.language import Label
from ui.translations import language, plural, say

BUCKET_NAMES: Mapping[str, Label] = {
    "not_invoiced": Label("Not invoiced"),
    "not_due": Label("Not due"),
    "to_30": Label("1–30 days"),
    "to_60": Label("31–60 days"),
    "to_90": Label("61–90 days"),
    "over_90": Label("Over 90 days"),
}

BUCKET_TOKENS: Mapping[str, str] = {
    "not_invoiced": "line_strong",
    "not_due": "accent_line",
    "to_30": "amber",
    "to_60": "red",
    "to_90": "red",
    "over_90": "red",
}
"""The colour of an age in a bar; the words and the amount always stand beside it."""

SHOWN_NAMES: Mapping[str, Label] = {
    "open": Label("Still owed"),
    "ready": Label("To be invoiced"),
    "late": Label("Overdue"),
    **{key: BUCKET_NAMES[key] for key in (*ageing.LATE, "not_due", "not_invoiced")},
    "paid": Label("Paid"),
    "written_off": Label("Written off"),
    "all": Label("All"),
}

MEANS_NAMES: Mapping[str, Label] = {
    "call": Label("call"),
    "message": Label("message"),
    "letter": Label("letter"),
    "meeting": Label("meeting"),
    "legal": Label("legal step"),
}

MEANS_ICONS = {"call": "call", "message": "message", "letter": "mail", "meeting": "people", "legal": "shield"}


def state_words(line: ReceivableLine, today: date) -> tuple[str, str]:
    """Return how a receivable stands, and its colour: '18 days overdue', 'Paid, 9 days late', 'Planned for June'."""
    bucket, late = line.bucket(today), line.days_late(today)
    if bucket == "written_off":
        return say("Written off {day}", day=_day(line.written_off_on, today)), "text_3"
    if bucket == "paid":
        if late is not None and late > 0:
            return plural("Paid, {count} day late", "Paid, {count} days late", late), "green"
        return say("Paid {day}", day=_day(line.paid_on, today)), "green"
    if bucket in ageing.LATE:
        words = plural("{count} day overdue", "{count} days overdue", late or 0)
        return words, "amber" if bucket == "to_30" else "red"
    if line.is_ready(today):
        return say("To be invoiced"), "amber"
    if bucket == "not_due":
        return (
            say("Due {day}", day=_day(line.due_on, today)) if line.due_on else say("Invoiced, no due day")
        ), "text_2"
    return planned_words(line), "text_2"


def planned_words(line: ReceivableLine) -> str:
    """Return when the invoice is expected."""
    day = line.planned_on or line.due_on
    return say("Planned for {month}", month=month_name(language(), date.fromisoformat(day))) if day else say("Planned")


def about_words(line: ReceivableLine, today: date) -> str:
    """Return what else is to be known: the invoice, a promise, whether the amount is confirmed, what was asked."""
    parts = []
    if line.invoice_number:
        parts.append(say("Invoice {number}", number=line.invoice_number))
    elif line.invoiced_on is not None:
        parts.append(say("invoiced {day}", day=_day(line.invoiced_on, today)))
    elif line.rest_minor > 0 and line.written_off_on is None:
        parts.append(say("amount confirmed") if line.is_confirmed else say("amount not confirmed"))
    if line.promised_on and line.rest_minor > 0:
        broken = line.promised_on < today.isoformat()
        day = _day(line.promised_on, today)
        parts.append(say("promised {day}, not kept", day=day) if broken else say("promised {day}", day=day))
    if 0 < line.rest_minor < line.amount_minor:
        parts.append(say("{paid} paid", paid=amount(line.amount_minor - line.rest_minor, line.currency)))
    if line.escalation:
        parts.append(escalation_words(line.escalation))
    return " · ".join(parts)


def facts(row: ReceivableRow, confirmed_by: str) -> list[str]:
    """Return what is known of the confirmation, the invoice and a rest that was given up, a line for each."""
    lines = []
    if row.confirmed_on:
        whom, day = confirmed_by, whole_day(row.confirmed_on)
        lines.append(
            say("Amount confirmed {day} by {name}", day=day, name=whom)
            if whom
            else say("Amount confirmed {day}", day=day)
        )
        if not row.is_confirmed and row.confirmed_minor is not None:
            was = amount(row.confirmed_minor, row.currency)
            lines[-1] = say("Confirmed were {amount}, {day}. Confirm the new amount.", amount=was, day=day)
    if row.invoiced_on:
        number = row.invoice_number or "–"
        said = say("Invoice {number} of {day}", number=number, day=whole_day(row.invoiced_on))
        due = say("due {day}", day=whole_day(row.due_on)) if row.due_on else ""
        lines.append(language().listing(part for part in (said, due) if part))
    if row.written_off_on:
        lines.append(
            say("Written off {day}: {reason}", day=whole_day(row.written_off_on), reason=row.written_off_reason)
        )
    return lines


def ready_words(line: ReceivableLine) -> str:
    """Return what is to be done before money can be asked for: the amount, then the invoice."""
    day = whole_day(line.ready_on or "")
    if line.is_confirmed:
        return say("It may be invoiced since {day}: write the invoice.", day=day)
    return say("It may be invoiced since {day}: let them confirm the amount, then write the invoice.", day=day)


def escalation_words(escalation: str) -> str:
    """Return the step reached, or the free text that stands there."""
    return say(MEANS_NAMES[escalation]) if escalation in MEANS_NAMES else escalation.splitlines()[0]


def line_words(line: ReceivableLine, today: date) -> str:
    """Return a receivable in words, for a screen reader."""
    state, _ = state_words(line, today)
    owed = amount(line.rest_minor if line.rest_minor > 0 else line.amount_minor, line.currency)
    parts = (line.title, line.account, line.project, owed, state, about_words(line, today))
    return language().listing(part for part in parts if part)


def ageing_words(ageing_of: Ageing) -> str:
    """Return an ageing in words: what is owed, and how much of it in each age."""
    parts = [say("{name} {amount}", name=say("Total"), amount=amount(ageing_of.total, ageing_of.currency))]
    parts += [
        say("{name} {amount}", name=say(name), amount=amount(ageing_of.of(bucket), ageing_of.currency))
        for bucket, name in BUCKET_NAMES.items()
        if ageing_of.of(bucket)
    ]
    return language().listing(parts)


def next_words(step: NextStep, today: date) -> str:
    """Return what is to be done next about money that is owed."""
    means, day = say(MEANS_NAMES[step.means]), _day(step.due_on, today)
    if step.because == "promised":
        return say("Promised for {day}: see whether it is there.", day=day)
    if step.because == "broken":
        return say("The promise was not kept. Next: {means}, {day}.", means=means, day=day)
    if step.because == "unanswered":
        return say("Nothing came of the last contact. Next: {means}, {day}.", means=means, day=day)
    if step.because == "waiting":
        return say("If nothing comes until {day}: {means}.", means=means, day=day)
    return say("Nobody has asked for it yet. Next: {means}, {day}.", means=means, day=day)


def contact_words(contact: CollectionRow, currency: str, today: date) -> str:
    """Return what came of a contact: what they promised, and what was to follow."""
    parts = []
    if contact.promised_on:
        day = _day(contact.promised_on, today)
        if contact.promised_minor:
            owed = amount(contact.promised_minor, currency)
            parts.append(say("promised {amount} for {day}", amount=owed, day=day))
        else:
            parts.append(say("promised for {day}", day=day))
    if contact.step and not contact.promised_on:
        parts.append(contact.step if contact.step_closed else say("next: {step}", step=contact.step))
    return " · ".join(parts)


def follow_up_title(means: str, promised: bool, name: str) -> str:
    """Return what the step is called that follows a contact; `name` is the invoice or the receivable."""
    if promised:
        return say("Payment of {name}", name=name)
    titles = {
        "call": say("Call about the payment of {name}", name=name),
        "letter": say("Write a reminder: {name}", name=name),
        "meeting": say("Meet about the payment of {name}", name=name),
        "legal": say("Agree a legal step: {name}", name=name),
    }
    return titles[means]


def invoice_name(line: ReceivableLine) -> str:
    """Return how a receivable is called in a sentence: its invoice, or its title."""
    return say("invoice {number}", number=line.invoice_number) if line.invoice_number else line.title


def whole_day(day: str) -> str:
    """Return a day in full: '13 May 2026'."""
    return full_date(language(), date.fromisoformat(day[:10]))


def _day(day: str | None, today: date) -> str:
    return near_date(language(), date.fromisoformat(day[:10]), today) if day else "–"
