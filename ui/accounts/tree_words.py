"""The words of an account in the tree: what it is, and what all that stands below it comes to."""

from __future__ import annotations

from datetime import date, timedelta

from models import money
from models.account_tree import Owed, TreeLine
from models.text.day_words import past_words
from models.text.field_words import TIER_NAMES
from ui.tags.looks import tag_words
from ui.translations import capital, language, plural, say


def tier_words(tier: str | None) -> str:
    """Return where an account stands in its tree, or nothing."""
    return capital(say(TIER_NAMES[tier])) if tier else ""


def visited_words(line: TreeLine, today: date) -> str:
    """Return when it or an account below was visited last."""
    if line.days is None:
        return say("never")
    return past_words(language(), today - timedelta(days=line.days), today)


def owed_words(line: TreeLine) -> str:
    """Return what is still owed, in the currency with most; others are counted."""
    return _amounts([(one.currency, one.rest_minor) for one in line.owed])


def overdue_words(line: TreeLine) -> str:
    """Return how much of it is past its day."""
    return _amounts([(one.currency, one.late_minor) for one in line.owed if one.late_minor])


def _amounts(found: list[tuple[str, int]]) -> str:
    if not found:
        return ""
    amount = _whole(*found[0])
    return amount if len(found) == 1 else say("{amount} +{count}", amount=amount, count=len(found) - 1)


def _whole(currency: str, minor: int) -> str:
    """Return an amount without its smaller unit: figures in a column are compared, not paid."""
    unit = 10 ** money.digits(currency)
    return money.amount((minor + unit // 2) // unit * unit, currency)


def money_words(owed: Owed) -> str:
    """Return what is owed in a currency, and how much of it is late."""
    rest = money.amount(owed.rest_minor, owed.currency)
    if not owed.late_minor:
        return say("{amount} still owed", amount=rest)
    late = money.amount(owed.late_minor, owed.currency)
    return say("{amount} still owed, {late} of it overdue", amount=rest, late=late)


def facts(line: TreeLine, today: date, period: str) -> list[str]:
    """Return what an account comes to, each fact by itself; `period` names the time in which visits count."""
    visits = plural("{count} visit ({period})", "{count} visits ({period})", line.visits, period=period)
    found = [visits, say("last visit {when}", when=visited_words(line, today))]
    if line.promises:
        found.append(plural("{count} open promise", "{count} open promises", line.promises))
    if line.complaints:
        found.append(plural("{count} complaint", "{count} complaints", line.complaints))
    if line.requests:
        found.append(plural("{count} open request", "{count} open requests", line.requests))
    return [*found, *map(money_words, line.owed)]


def below_words(line: TreeLine) -> str:
    """Return how many accounts stand below, or nothing."""
    return plural("{count} account below", "{count} accounts below", line.below) if line.below else ""


def line_words(line: TreeLine, today: date, period: str) -> str:
    """Return a row in words, for a screen reader."""
    said = [line.name, tier_words(line.tier)]
    if line.account_class:
        said.append(say("class {name}", name=line.account_class))
    said += [below_words(line), *facts(line, today, period), *map(tag_words, line.tags)]
    return language().listing(part for part in said if part)
