"""The lines of the territory as a list: a tree of branches or groups, or only those that lack something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from PySide6.QtCore import QModelIndex, QObject

from models.row_class import row_class
from models.territory_lines import TOTAL, Line, Territory
from models.text import territory_words
from ui.translations import language, plural, say
from ui.widgets.rows import RowModel

Shown = Literal["all", "behind", "unseen", "never"]


@row_class
class TerritoryRow:
    """A line with its place in the tree; in a list of single accounts it is at the top and can't be opened."""

    line: Line
    depth: int
    is_open: bool = False
    can_open: bool = False

    @property
    def id(self) -> str:
        """What tells this row from others."""
        return self.line.key


class TerritoryModel(RowModel[TerritoryRow]):
    """All lines with their total above them, or the accounts that are behind, were not seen, or never were."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.territory: Territory | None = None
        self.shown: Shown = "all"
        self._opened: set[str] = set()
        self._every: list[TerritoryRow] = []

    def show_territory(self, territory: Territory) -> None:
        """Show what was read; what is open stays so, and a single account at the top is opened at first."""
        before, self.territory = self.territory, territory
        if before is None or before.grouping != territory.grouping:
            self._opened = {line.key for line in territory.lines} if len(territory.lines) == 1 else set()
        self._list_again()

    def show_only(self, shown: Shown) -> None:
        """Show all lines, or only the accounts of a kind."""
        self.shown = shown
        self._every = list(self._listed())
        self.start_over()

    def read(self, last: TerritoryRow | None, limit: int) -> Sequence[TerritoryRow]:
        """Return the rows below the last one."""
        first = len(self.rows) if last is not None else 0
        return self._every[first : first + limit]

    def words(self, row: TerritoryRow) -> str:
        """Return a row in words."""
        if self.territory is None:
            return ""
        line = row.line
        said = [
            name_words(self.territory, line),
            plural("{seen} of {count} account seen", "{seen} of {count} accounts seen", line.accounts, seen=line.seen),
            visits_in_words(self.territory, line),
            rhythm_in_words(line),
            satisfaction_in_words(line),
        ]
        return language().listing(part for part in said if part)

    def toggle(self, row: TerritoryRow) -> None:
        """Show what is below a line, or hide it again."""
        if row.can_open:
            self._opened ^= {row.id}
            self._list_again()

    def parent_index(self, row: TerritoryRow) -> QModelIndex:
        """Return where the line above a row stands that it belongs to."""
        number = self.index_of(row.id).row()
        above = (self.index(one) for one in range(number - 1, -1, -1) if self.rows[one].depth < row.depth)
        return next(above, QModelIndex())

    def _list_again(self) -> None:
        self._every = list(self._listed())
        self.reload()

    def _listed(self) -> Iterator[TerritoryRow]:
        if self.territory is None:
            return
        if self.shown == "all":
            if self.territory.lines:
                yield TerritoryRow(self.territory.total, 0)
            yield from self._tree(self.territory.lines, 0)
        else:
            yield from (TerritoryRow(line, 0) for line in only(self.territory, self.shown))

    def _tree(self, lines: Sequence[Line], depth: int) -> Iterator[TerritoryRow]:
        assert self.territory is not None
        for line in lines:
            below = self.territory.below.get(line.key, ())
            is_open = bool(below) and line.key in self._opened
            yield TerritoryRow(line, depth, is_open, bool(below))
            if is_open:
                yield from self._tree(below, depth + 1)


def only(territory: Territory, shown: Shown) -> list[Line]:
    """Return the accounts that are behind their target, or had no visit in the period, or none at all."""
    if shown == "behind":
        return [line for line in territory.each() if territory.is_behind(line)]
    return [line for line in territory.alone if (line.never if shown == "never" else not line.seen)]


def name_words(territory: Territory, line: Line) -> str:
    """Return the name of a line."""
    if line.key == TOTAL:
        return say("All accounts")
    return territory_words.name_words(language(), territory.grouping, line)


def visits_in_words(territory: Territory, line: Line) -> str:
    """Return how many visits a line had, and of how many if its target asks for any."""
    target = territory.target(line)
    if not target:
        return plural("{count} visit", "{count} visits", line.visits)
    return plural(
        "{count} visit of {target}", "{count} visits of {target}", line.visits, target=territory_words.amount(target)
    )


def rhythm_in_words(line: Line) -> str:
    """Return how much of the rhythm was kept, or nothing if there is none."""
    share = territory_words.rhythm_words(language(), line)
    return say("{percent} of the rhythm kept", percent=share) if share else ""


def satisfaction_in_words(line: Line) -> str:
    """Return how satisfied they were, or nothing if nobody knows."""
    felt = territory_words.satisfaction_words(language(), line)
    return say("satisfaction {figure} of 5", figure=felt) if felt else ""
