"""What comes up and how the day ended, in words: the page Today and the command `today` say the same.

Nothing here needs Babel, which would be felt when the window opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from models.clock import NO_TIME
from models.coming_up import Birthday, MissedMeeting, MoneyDue, SignaturesDue
from models.day_end import DayEnd
from models.money import amount
from models.text.day_words import DueWords, near_date, past_words, waiting_words
from models.text.language import Language

if TYPE_CHECKING:
    from models.invoice_prompts import InvoicePrompt
    from models.quiet_pursuits import QuietPursuit
    from models.warranties import WarrantyEnd

_AMBER_UNTIL = 30
"""Money that is late for more days than this is red."""


def money_title(money: MoneyDue) -> str:
    """Return what is owed: 'Delivered · EUR 48,200'."""
    return f"{money.title} · {amount(money.rest_minor, money.currency)}"


def money_day(language: Language, money: MoneyDue, today: date) -> DueWords:
    """Return by when the money was promised, or how late it is, or when it is due."""
    promised = date.fromisoformat(money.promised_on) if money.promised_on else None
    if promised is not None and promised >= today:
        return DueWords(language.say("Promised {day}", day=near_date(language, promised, today)), "soon")
    late = money.days_late if promised is None else max(money.days_late, (today - promised).days)
    if late > 0:
        words = language.plural("{count} day overdue", "{count} days overdue", late)
        return DueWords(words, "late" if late > _AMBER_UNTIL else "soon")  # as the ages of receivables are coloured
    if late == 0:
        return DueWords(language.say("Today"), "soon")
    return DueWords(near_date(language, date.fromisoformat(money.due_on or ""), today))


def signatures_title(language: Language, due: SignaturesDue) -> str:
    """Return how many signatures of a project wait: '18 signatures asked for, 9 blocked'."""
    waiting = language.plural("{count} signature asked for", "{count} signatures asked for", due.waiting)
    if not due.blocked:
        return waiting
    if not due.waiting:
        return language.plural("{count} signature blocked", "{count} signatures blocked", due.blocked)
    blocked = language.plural("{count} blocked", "{count} blocked", due.blocked)
    return language.say("{first}, {second}", first=waiting, second=blocked)


def signatures_day(language: Language, due: SignaturesDue, now: str) -> DueWords:
    """Return how long the first of the signatures has been waited for; `now` is a time on the wall."""
    return DueWords(waiting_words(language, due.asked_on + NO_TIME, now), "soon")


def invoice_title(prompt: InvoicePrompt) -> str:
    """Return what can be invoiced: 'Accepted · EUR 364,000'."""
    return f"{prompt.title} · {amount(prompt.amount_minor, prompt.currency)}"


def invoice_day(language: Language, prompt: InvoicePrompt, today: date) -> DueWords:
    """Return since when an invoice can be written, or that its amount is to be confirmed first."""
    since = past_words(language, date.fromisoformat(prompt.ready_on), today)
    if not prompt.is_confirmed:
        return DueWords(language.say("Ready {day}, amount not confirmed", day=since), "soon")
    return DueWords(language.say("Ready {day}", day=since), "soon")


def pursuit_day(language: Language, quiet: QuietPursuit) -> DueWords:
    """Return for how long nobody was in touch about a project."""
    return DueWords(language.plural("Silent for {count} day", "Silent for {count} days", quiet.days), "soon")


def warranty_title(language: Language, end: WarrantyEnd) -> str:
    """Return which products a warranty is for: 'Cab radio × 12'."""
    if end.quantity == 1:
        return end.product
    return language.say("{product} × {count}", product=end.product, count=end.quantity)


def warranty_day(language: Language, end: WarrantyEnd, today: date) -> DueWords:
    """Return when a warranty ends."""
    if end.days == 0:
        return DueWords(language.say("Ends today"), "soon")
    return DueWords(language.say("Ends {day}", day=near_date(language, date.fromisoformat(end.warranty_end_on), today)))


def missed_day(language: Language, missed: MissedMeeting, today: date) -> DueWords:
    """Return when a repeating meeting was missed, and how often if that was more than once."""
    day = near_date(language, date.fromisoformat(missed.start[:10]), today)
    return DueWords(language.plural("Missed {day}", "Missed {count} times, last {day}", missed.times, day=day), "late")


def birthday_day(language: Language, birthday: Birthday, today: date) -> DueWords:
    """Return when a birthday is."""
    days = (birthday.day - today).days
    if days == 0:
        return DueWords(language.say("Today"), "soon")
    if days == 1:
        return DueWords(language.say("Tomorrow"))
    return DueWords(near_date(language, birthday.day, today))


def birthday_about(language: Language, birthday: Birthday) -> str:
    """Return where the person is, and the age if the year is known: 'Northern Rail · turns 46'."""
    turns = language.say("turns {age}", age=birthday.turns) if birthday.turns else ""
    return joined((birthday.account, turns))


def joined(parts: Sequence[str]) -> str:
    """Return the parts that say something, side by side."""
    return " · ".join(part for part in parts if part)


def day_end(language: Language, end: DayEnd) -> str:
    """Return how the day went: '3 visits planned today, 1 not yet written up.'"""
    visits = language.plural("{count} visit planned today", "{count} visits planned today", end.visits)
    left = language.plural("{count} not yet written up", "{count} not yet written up", end.to_write_up)
    ahead = language.plural("{count} still ahead", "{count} still ahead", end.ahead)
    if end.to_write_up and end.ahead:
        return language.say("{visits}, {left}, {ahead}.", visits=visits, left=left, ahead=ahead)
    if end.to_write_up:
        return language.say("{visits}, {left}.", visits=visits, left=left)
    if end.ahead:
        return language.say("{visits}, {ahead}.", visits=visits, ahead=ahead)
    return language.say("{visits}, all written up.", visits=visits)
