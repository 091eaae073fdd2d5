"""Which tags the accounts, people and visits of the sample journal bear; the words are few, however many the visits."""

from __future__ import annotations

from collections import Counter
from datetime import date

from models.sample.texts import Situation, TagText, keeping


def of_account(name: str, today: date) -> list[str]:
    """Return the tags of an account."""
    return [_named(tag, today) for tag in keeping().tags if name in tag.accounts]


def of_visit(situation: Situation, day: date) -> list[str]:
    """Return the tags of a visit."""
    return [
        _named(tag, day)
        for tag in keeping().tags
        if tag.language == situation.language
        and (situation.kind in tag.kinds or situation.key.startswith(tag.situations or ("?",)))
    ]


class PeopleTags:
    """Deals out the tags of people: one of so many bears one."""

    def __init__(self) -> None:
        self._met: Counter[str] = Counter()

    def next(self, language: str, role: str, today: date) -> list[str]:
        """Return the tags of the next person of a role."""
        found = []
        for tag in keeping().tags:
            if tag.language == language and role in tag.roles:
                self._met[tag.name] += 1
                if self._met[tag.name] % tag.every == 1:
                    found.append(_named(tag, today))
        return found


def _named(tag: TagText, day: date) -> str:
    return tag.name.format(year=day.year)
