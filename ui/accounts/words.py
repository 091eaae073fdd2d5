"""The words of an account's facts: when it was visited, how that stands to its rhythm, what is open."""

from __future__ import annotations

from datetime import date

from models.account_lists import AccountLine
from models.text.day_words import near_date, past_words
from ui.translations import language, plural, say


def visited_words(line: AccountLine, today: date) -> str:
    """Return when the account was last visited, as it stands in a row."""
    if line.last_visit is None:
        return say("never")
    return past_words(language(), date.fromisoformat(line.last_visit), today)


def rhythm_words(line: AccountLine, today: date) -> str:
    """Return how the account stands to its rhythm: what comes next, or how far it is over."""
    if line.next_visit is not None:
        return say("planned {day}", day=near_date(language(), date.fromisoformat(line.next_visit), today))
    if line.rhythm_days is None:
        return say("no rhythm")
    if line.days is None:
        return say("never visited")
    left = line.rhythm_days - line.days
    if left > 0:
        return plural("{count} day left", "{count} days left", left)
    if left == 0:
        return say("due today")
    return plural("{count} day over", "{count} days over", -left)


def rhythm_token(line: AccountLine) -> str:
    """Return the colour of those words: amber when the silence has lasted too long and no visit is planned."""
    return "amber" if line.rhythm == "quiet" and line.next_visit is None else "text_2"


def open_words(line: AccountLine) -> str:
    """Return what is open with the account, or nothing."""
    parts = []
    if line.promises:
        parts.append(plural("{count} open promise", "{count} open promises", line.promises))
    if line.complaints:
        parts.append(plural("{count} complaint", "{count} complaints", line.complaints))
    return language().listing(parts)


def line_words(line: AccountLine, today: date) -> str:
    """Return a row in words, for a screen reader."""
    said = [line.name, " › ".join(line.path)]
    if line.account_class:
        said.append(say("class {name}", name=line.account_class))
    said += [
        say("last visit {when}", when=visited_words(line, today)),
        rhythm_words(line, today),
        open_words(line),
        *(f"#{tag}" for tag in line.tags),
    ]
    return language().listing(part for part in said if part)
