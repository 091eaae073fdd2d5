"""What the parts of a brief have in common: the room they have, and how they speak of days, people and moments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.summaries.brief_facts import BriefFacts
from models.summaries.brief_page import BriefLine, BriefPart, clipped
from models.text import day_words
from models.text.language import Language


@dataclass(frozen=True, slots=True)
class Room:
    """How many lines of each part a page holds at most, and how many letters a line; the rest is counted."""

    people: int
    open: int
    meetings: int
    due: int
    questions: int
    suggested: int
    remember: int
    risks: int
    products: int
    coverage: int
    letters: int


class Lines:
    """Makes lines of facts, in the language of the reader and as long as there is room."""

    def __init__(self, facts: BriefFacts, today: date, language: Language, room: Room) -> None:
        self.facts, self.today, self.language, self.room = facts, today, language, room

    def _part(self, key: str, title: str, lines: Sequence[BriefLine], most: int, *, half: bool = True) -> BriefPart:
        return BriefPart(key, title, tuple(lines[:most]), max(len(lines) - most, 0), half=half)

    def _near(self, day: date) -> str:
        days = (day - self.today).days
        said = day_words.day_and_month(self.language, day)
        if days == 0:
            return self.language.say("today")
        return self.language.plural("{day}, in {count} day", "{day}, in {count} days", days, day=said)

    def _names(self, names: Sequence[str]) -> str:
        """Return some names, and how many more there were."""
        shown = self.language.listing(clipped(name, self.room.letters) for name in names[:2])
        rest = len(names) - 2
        return self.language.say("{names} +{count}", names=shown, count=rest) if rest > 0 else shown

    def _moment(self, start: str) -> str:
        day = day_words.weekday_and_date(self.language, date.fromisoformat(start[:10]))
        time = day_words.clock_words(start)
        return self.language.say("{day}, {time}", day=day, time=time) if time else day

    def _plain(self, text: str) -> list[BriefLine]:
        return [BriefLine(text)] if text else []

    def _clip(self, text: str) -> str:
        return clipped(text, self.room.letters)

    def _day(self, start: str) -> str:
        return day_words.short_date(self.language, date.fromisoformat(start[:10]), self.today)

    def _since(self, raised_at: str) -> str:
        return self.language.say("since {day}", day=self._day(raised_at))

    def _until(self, due_on: str) -> str:
        day = day_words.near_date(self.language, date.fromisoformat(due_on), self.today)
        return self.language.say("until {day}", day=day)
