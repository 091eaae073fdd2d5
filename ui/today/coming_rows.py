"""What comes up, as rows say it: meetings missed, money, signatures, silences, warranties and birthdays.

Each can become a next step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models import coming_up, invoice_prompts, quiet_pursuits, warranties
from models.coming_up import Birthday, MissedMeeting, MoneyDue, SignaturesDue
from models.invoice_prompts import InvoicePrompt
from models.quiet_pursuits import QuietPursuit
from models.text import coming_words
from models.text.day_words import DueWords
from models.warranties import WarrantyEnd
from ui.session import Session
from ui.translations import language, say

_PURSUITS = 5
"""So many projects are named that nobody was in touch about."""


@dataclass(frozen=True, slots=True)
class StepToBe:
    """The next step that something coming up can become, with the visit it came of and the project it is about."""

    title: str
    due_on: date
    account_id: int | None
    people: tuple[int, ...] = ()
    visit_id: int | None = None
    project_id: int | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """A row: its kind's pill with a tone, what it says, its day in words, and when it is to be thought of.

    `opens` is the kind and the id of the record it leads to.
    """

    pill: str
    tone: str
    title: str
    about: str
    day: DueWords
    when: date
    opens: tuple[str, int]
    step: StepToBe


def everything(session: Session) -> list[Coming]:
    """Return all that comes up, what is to be thought of soonest first."""
    today, now = session.today(), session.clock.wall()
    return sorted(_rows(session, today, now), key=lambda one: one.when)


def _rows(session: Session, today: date, now: str) -> Iterator[Coming]:
    yield from (_missed(one, today) for one in session.read(coming_up.missed_meetings))
    yield from (_money(one, today) for one in session.read(coming_up.money_due))
    yield from (_signatures(one, today, now) for one in session.read(coming_up.signatures_due))
    yield from (_invoice(one, today) for one in session.read(invoice_prompts.waiting))
    # What is planned already needs no nudge; the pipeline marks all of the others.
    quiet = [one for one in session.read(quiet_pursuits.read) if one.planned_on is None]
    yield from (_pursuit(one, today) for one in quiet[:_PURSUITS])
    yield from (_warranty(one, today) for one in session.read(warranties.ending))
    yield from (_birthday(one, today) for one in session.read(coming_up.birthdays))


def _missed(one: MissedMeeting, today: date) -> Coming:
    meeting = one.purpose or one.account
    return Coming(
        say("missed"),
        "red",
        meeting,
        one.account if one.purpose else "",
        coming_words.missed_day(language(), one, today),
        today,
        ("visit", one.visit_id),
        # It stays with its meeting: apart from a confidential one, it would be in summaries for others.
        StepToBe(say("Agree a new date: {meeting}", meeting=meeting), today, one.account_id, visit_id=one.visit_id),
    )


def _money(one: MoneyDue, today: date) -> Coming:
    promised = date.fromisoformat(one.promised_on) if one.promised_on else None
    due = promised if promised and promised >= today else date.fromisoformat(one.due_on or today.isoformat())
    return Coming(
        say("payment"),
        "payment",
        coming_words.money_title(one),
        one.account,
        coming_words.money_day(language(), one, today),
        max(due, today),
        ("receivable", one.id),
        StepToBe(say("Ask for the payment: {title}", title=one.title), today, one.account_id),
    )


def _signatures(one: SignaturesDue, today: date, now: str) -> Coming:
    return Coming(
        say("sign-off"),
        "outlined",
        coming_words.signatures_title(language(), one),
        coming_words.joined((one.project, one.account)),
        coming_words.signatures_day(language(), one, now),
        today,
        ("project", one.project_id),
        StepToBe(
            say("Ask for the signatures: {project}", project=one.project),
            today,
            one.account_id,
            project_id=one.project_id,
        ),
    )


def _invoice(one: InvoicePrompt, today: date) -> Coming:
    if one.is_confirmed:
        title = say("Write the invoice: {title}", title=one.title)
    else:
        title = say("Confirm the amount with the customer: {title}", title=one.title)
    return Coming(
        say("invoice"),
        "payment",
        coming_words.invoice_title(one),
        coming_words.joined((one.account, one.project)),
        coming_words.invoice_day(language(), one, today),
        today,
        ("receivable", one.id),
        StepToBe(title, today, one.account_id, project_id=one.project_id),
    )


def _pursuit(one: QuietPursuit, today: date) -> Coming:
    return Coming(
        say("quiet"),
        "amber",
        one.project,
        coming_words.joined((one.account, one.stage)),
        coming_words.pursuit_day(language(), one),
        today,
        ("project", one.project_id),
        StepToBe(
            say("Get in touch about {project}", project=one.project), today, one.account_id, project_id=one.project_id
        ),
    )


def _warranty(one: WarrantyEnd, today: date) -> Coming:
    return Coming(
        say("warranty"),
        "plain",
        coming_words.warranty_title(language(), one),
        coming_words.joined((one.account, one.site)),
        coming_words.warranty_day(language(), one, today),
        date.fromisoformat(one.warranty_end_on),
        ("asset", one.id),
        StepToBe(say("Offer service after the warranty: {product}", product=one.product), today, one.account_id),
    )


def _birthday(one: Birthday, today: date) -> Coming:
    return Coming(
        say("birthday"),
        "plain",
        one.name,
        coming_words.birthday_about(language(), one),
        coming_words.birthday_day(language(), one, today),
        one.day,
        ("contact", one.contact_id),
        # A step is in summaries for others, and a birthday is private: its title does not say why.
        StepToBe(say("Write to {name}", name=one.name), one.day, one.account_id, (one.contact_id,)),
    )
