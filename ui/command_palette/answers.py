"""What the field offers for a text: records, commands and lines to be added, in one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from models import record_titles
from models.errors import JournalError
from ui import translations
from ui.command_palette import command_rows, filter_words, memory, record_rows
from ui.command_palette.command import Command
from ui.command_palette.finder import Finder
from ui.command_palette.row import Row, heading, sentence
from ui.session import Session
from ui.translations import say

if TYPE_CHECKING:
    from models.quick_add import Understood
    from models.search.finding import Found, Group, Hit
    from ui.command_palette.quick_line import QuickLine

OF_EACH, OF_ONE = 5, 20
"""So many records of each kind are shown, and so many where only one kind was found."""
MOST = 1000
"""Records of one kind that are shown at most; whoever wants another one narrows the search."""
_SEARCHES, _RECORDS = 3, 6
_LEAST_WORDS, _LEAST_CHINESE = 3, 6
_EAST_ASIAN = "\u2e80"
_NAMES = ("account", "contact")
_FOR_COMMANDS, _FOR_NAMES = (">", "＞", "》"), ("@", "＠")
"""What a text begins with that looks only for commands, or only for accounts and people: also as Chinese is typed."""


class Doing(Protocol):
    """What can be done from a row; the field does it."""

    def open_record(self, kind: str, record_id: int) -> None:
        """Open a record."""

    def show_all(self, kind: str) -> None:
        """Show all that was found of a kind."""

    def search_again(self, text: str) -> None:
        """Search for what was searched for before."""

    def do(self, command: Command) -> None:
        """Do a command."""

    def add(self, understood: Understood) -> None:
        """Add what a line was understood as."""


@dataclass(slots=True)
class Answer:
    """The rows for a text, what of it was understood as a filter or was not, and how much is not indexed yet."""

    rows: list[Row] = field(default_factory=list)
    filters: Sequence[str] = ()
    unclear: Sequence[str] = ()
    still_indexing: int = 0


class Answers:
    """Answers what is typed; `commands` are read when the list opens, as they depend on the page."""

    def __init__(self, session: Session, doing: Doing, finder: Finder) -> None:
        self._session = session
        self._doing = doing
        self.finder = finder
        self._line: QuickLine | None = None
        self.commands: Sequence[Command] = ()

    def to(self, text: str) -> Answer | None:
        """Return what is offered for a text, or None while it is still looked for."""
        text = text.strip()
        try:
            if not text or text.startswith(_FOR_COMMANDS):
                self.finder.forget()
            if not text:
                return Answer(self._of_late())
            if text.startswith(_FOR_COMMANDS):
                rows = command_rows.all_that_fit(self.commands, text[1:].strip(), self._doing.do)
                return Answer(rows or [sentence(say("No command is called so."))])
            if text.startswith(_FOR_NAMES):
                return self._names(text[1:].strip())
            return self._everything(text)
        except JournalError as error:
            return Answer([sentence(error.say(translations.language()))])

    def all_of(self, text: str, kind: str, limit: int) -> list[Row]:
        """Return the newest records of one kind, at most so many."""
        found = self.finder.find_now(_without_sign(text), min(limit, MOST), (kind,))
        hits = [hit for group in found.groups for hit in group.hits]
        rows = [record_rows.hit_row(hit, self._session.today(), self._doing.open_record) for hit in hits]
        if len(rows) == MOST:
            rows.append(sentence(say("The newest {count}; add a word to find less.", count=MOST)))
        return rows

    def add(self, understood: Understood) -> bool:
        """Add what a line was understood as; return whether it was added."""
        return self.line().save(understood) is not None

    def line(self) -> QuickLine:
        """Return what understands a line to be added; to load all that it knows of dates takes a while."""
        if self._line is None:
            from ui.command_palette.quick_line import QuickLine

            self._line = QuickLine(self._session)
        return self._line

    def _of_late(self) -> list[Row]:
        """Return what was searched for, opened and used last."""
        journal = self._session.journal
        rows: list[Row] = []
        again = self._doing.search_again
        searched = [
            Row("search", ("search", text), text, icon="search", work=lambda text=text: again(text))
            for text in memory.searches(journal)[:_SEARCHES]
        ]
        titles = self._session.read(record_titles.read, memory.records(journal))[:_RECORDS]
        opened = [record_rows.title_row(one, self._session.today(), self._doing.open_record) for one in titles]
        used = command_rows.used_last(self.commands, self._doing.do)
        for name, group in (
            (say("Searched last"), searched),
            (say("Opened last"), opened),
            (say("Commands"), used),
        ):
            if group:
                rows += [heading(name), *group]
        return rows

    def _names(self, text: str) -> Answer | None:
        if not text:
            titles = self._session.read(record_titles.read, memory.records(self._session.journal))
            names = [one for one in titles if one.kind in _NAMES]
            rows = [record_rows.title_row(one, self._session.today(), self._doing.open_record) for one in names]
            return Answer(rows or [sentence(say("Type the name of an account or a person."))])
        found = self.finder.find(text, OF_ONE, _NAMES)
        return self._answer(text, found, [], None) if found is not None else None

    def _everything(self, text: str) -> Answer | None:
        found = self.finder.find(text, OF_EACH)
        if found is None:
            return None
        if len(found.groups) == 1 and found.groups[0].more:
            found = self.finder.find_now(text, OF_ONE, (found.groups[0].kind,))
        commands = command_rows.beside_records(self.commands, text, self._doing.do)
        nothing = not commands and not any(group.hits for group in found.groups)
        # Whoever writes a filter looks for something, even where nothing is found.
        may_add = _is_long_enough(text) and not found.filters
        line = self.line().row(text, self._doing.add, at_any_rate=nothing) if may_add else None
        return self._answer(text, found, commands, line)

    def _answer(self, text: str, found: Found, commands: list[Row], line: Row | None) -> Answer:
        """Put the groups one below the other: names first, then commands, then what only mentions the words."""
        groups = [group for group in found.groups if group.hits]
        shown = OF_ONE if len(groups) == 1 and not commands else OF_EACH
        rows: list[Row] = [line] if line is not None and line.key != ("add", "next_step") else []
        named = [group for group in groups if group.kind in _NAMES and _is_named(group.hits[0], text)]
        for group in named:
            rows += self._group(group, shown)
        if commands:
            rows += [heading(say("Commands")), *commands]
        for group in groups:
            if group not in named:
                rows += self._group(group, shown)
        if not any(row.can_be_chosen() for row in rows):
            rows.append(sentence(say("Nothing in this journal holds all of these words.")))
        if line is not None and line not in rows:
            rows += [heading(say("Add")), line]
        filters = [filter_words.spoken(one) for one in found.filters]
        return Answer(rows, filters, found.unclear, found.still_indexing)

    def _group(self, group: Group, shown: int) -> list[Row]:
        doing, today = self._doing, self._session.today()
        return record_rows.group_rows(group, shown, today, doing.open_record, doing.show_all)


def _is_named(hit: Hit, text: str) -> bool:
    """Return whether a record was found by its name, as it is written or as it sounds: 张伟 by zw."""
    if hit.title_marks or hit.title.isascii() or not text.isascii():
        return bool(hit.title_marks)
    from models.text import pinyin

    heard = pinyin.sounds(hit.title).split()
    return any(sound.startswith(word) for word in text.casefold().split() for sound in heard)


def _is_long_enough(text: str) -> bool:
    """Return whether a text may be a line to be added, rather than words that are looked for."""
    words, chinese = len(text.split()), sum(letter >= _EAST_ASIAN and letter.isalnum() for letter in text)
    return words >= _LEAST_WORDS or chinese >= _LEAST_CHINESE or ("!" in text and words > 1)


def _without_sign(text: str) -> str:
    text = text.strip()
    return text[1:].strip() if text.startswith((*_FOR_COMMANDS, *_FOR_NAMES)) else text
