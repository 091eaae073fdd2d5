"""Installed products and feedback in words."""

from __future__ import annotations

from datetime import date

from models import service_days
from models.asset_lists import AssetLine
from models.feedback import KINDS, FeedbackLine
from models.text.day_words import full_date, near_date, past_words
from models.warranties import USUAL_DAYS
from ui.translations import capital, language, plural, say

KIND_TONES = {"feedback": "plain", "wish": "blue", "problem": "red", "praise": "green"}
_SOON = USUAL_DAYS
"""A warranty that ends within so many days is told in amber."""


def rhythm_words(days: int) -> str:
    """Return how often a product is served."""
    named = {
        30: say("served every month"),
        91: say("served every quarter"),
        182: say("served every half-year"),
        365: say("served every year"),
    }
    return named.get(days) or plural("served every {count} day", "served every {count} days", days)


def product_words(line: AssetLine) -> str:
    """Return a product with how many pieces of it there are."""
    if line.quantity == 1:
        return line.product
    return say("{product} × {count}", product=line.product, count=line.quantity)


def version_words(version: str) -> str:
    """Return a version so that it is seen to be one."""
    return say("version {version}", version=version) if version[:1].isdigit() else version


def place_words(line: AssetLine, *, with_account: bool) -> str:
    """Return where a product stands, and its serial number."""
    number = say("no. {number}", number=line.serial_number) if line.serial_number else ""
    words = ""
    for part in filter(None, (line.account if with_account else "", line.site, number)):
        words = say("{left} · {right}", left=words, right=part) if words else part
    return words


def warranty_words(line: AssetLine) -> tuple[str, str]:
    """Return until when there is warranty, and the colour of that; of what was removed, since when."""
    if line.removed_on:
        return say("removed {day}", day=full_date(language(), date.fromisoformat(line.removed_on))), "text_3"
    if line.warranty_end_on is None or line.warranty_days is None:
        return "", "text_3"
    day = date.fromisoformat(line.warranty_end_on)
    if line.warranty_days < 0:
        return say("warranty over since {day}", day=full_date(language(), day)), "text_3"
    token = "amber" if line.warranty_days <= _SOON else "text_2"
    return say("warranty until {day}", day=full_date(language(), day)), token


def service_words(line: AssetLine, today: date) -> str:
    """Return when it is served next, or how often."""
    if line.next_on:
        return say("next service {day}", day=near_date(language(), date.fromisoformat(line.next_on), today))
    return rhythm_words(line.service_rhythm_days) if line.service_rhythm_days and not line.removed_on else ""


def row_words(line: AssetLine, today: date) -> str:
    """Return a row of the list, for a screen reader."""
    said = [product_words(line), version_words(line.version), place_words(line, with_account=True)]
    if line.competitor:
        said.append(say("of {name}", name=line.competitor))
    said += [warranty_words(line)[0], service_words(line, today)]
    return language().listing(part for part in said if part)


def days_planned(first: str | None, rhythm_days: int | None, until: str | None, today: date) -> str:
    """Return on which days a product will be served, as its editor tells it; nothing without a rhythm."""
    if not rhythm_days:
        return ""
    begin = date.fromisoformat(first) if first else today
    ahead = service_days.days_ahead(begin, rhythm_days, date.fromisoformat(until) if until else None, today)
    if not ahead.next:
        return say("No service is due any more before the end.")
    listed = language().listing(full_date(language(), day) for day in ahead.next)
    if ahead.all is None:
        return say("Next: {days}, and so on", days=listed)
    return plural(
        "{count} service until the end: {days}", "{count} services until the end: {days}", ahead.all, days=listed
    )


def kind_words(kind: str) -> str:
    """Return a kind of feedback."""
    return capital(say(KINDS[kind]))


def feedback_state(line: FeedbackLine, today: date) -> tuple[str, str]:
    """Return what became of some feedback, and the colour of that."""
    if line.answer:
        return say("answered"), "green"
    if line.handed_over_on:
        handed = past_words(language(), date.fromisoformat(line.handed_over_on), today)
        return say("handed over {when}", when=handed), "text_2"
    return say("to be handed over"), "amber"


def feedback_from(line: FeedbackLine, *, with_account: bool) -> str:
    """Return who said it, where and when."""
    words = ""
    said_on = full_date(language(), date.fromisoformat(line.noted_on))
    for part in filter(None, (line.contact, line.account if with_account else "", said_on)):
        words = say("{left} · {right}", left=words, right=part) if words else part
    return words


def feedback_words(line: FeedbackLine, today: date) -> str:
    """Return some feedback in words, for a screen reader."""
    said = (kind_words(line.kind), line.product, line.words, feedback_from(line, with_account=True))
    return language().listing((*said, feedback_state(line, today)[0]))
