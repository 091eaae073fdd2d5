"""Commands as rows: those that some letters mean, the likeliest and the last used first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from ui.command_palette import memory
from ui.command_palette.command import Command
from ui.command_palette.letters import BEGINS, IN_ORDER, WORD_BEGINNINGS, Fit, fit
from ui.command_palette.row import Row

Do = Callable[[Command], object]

_BESIDE_RECORDS = 4
"""So many commands stand among the records that were found."""
_FIRST = ("action.new_visit", "action.new_step", "action.today", "action.settings")
"""What is offered before anything was used."""


def all_that_fit(commands: Sequence[Command], text: str, do: Do) -> list[Row]:
    """Return every command that the letters of a text may mean; without a text all, the last used first."""
    return _rows(_ranked(commands, text), do)


def beside_records(commands: Sequence[Command], text: str, do: Do) -> list[Row]:
    """Return the few commands that a text very likely means, where records may be meant as well."""
    likely = [(one, found) for one, found in _ranked(commands, text) if found.rank <= WORD_BEGINNINGS]
    return _rows(likely[:_BESIDE_RECORDS], do)


def used_last(commands: Sequence[Command], do: Do) -> list[Row]:
    """Return the commands that are likely wanted again, with those that everybody wants behind them."""
    by_key = {one.key: one for one in commands if not one.why_not}
    wanted = [key for key in dict.fromkeys((*memory.commands(), *_FIRST)) if key in by_key]
    return _rows([(by_key[key], Fit(BEGINS)) for key in wanted[:_BESIDE_RECORDS]], do)


def _ranked(commands: Sequence[Command], text: str) -> list[tuple[Command, Fit]]:
    last = {key: place for place, key in enumerate(memory.commands())}
    found = []
    for place, one in enumerate(commands):
        own = _fit(one, text)
        if own is not None:
            likely = max(own.rank, WORD_BEGINNINGS) if text else IN_ORDER
            begins = own.marks[0][0] if own.marks else 0
            order = (bool(one.why_not), likely, last.get(one.key, len(last)), own.rank, begins, place)
            found.append((order, one, own))
    found.sort(key=lambda each: each[0])
    return [(one, own) for _, one, own in found]


def _fit(command: Command, text: str) -> Fit | None:
    own = fit(text, command.name, _sounds(command.name) if text.isascii() and text else ())
    if own is None:  # by another name, or by what it belongs to
        other = [found.rank for name in (*command.also, command.of) if name and (found := fit(text, name))]
        own = Fit(min(other)) if other else None
    return own


@cache
def _sounds(name: str) -> tuple[str, ...]:
    """Return how a Chinese name sounds: 设置 is found by shezhi and sz."""
    if name.isascii():
        return ()
    from models.text import pinyin

    return tuple(pinyin.sounds(name).split())


def _rows(found: Sequence[tuple[Command, Fit]], do: Do) -> list[Row]:
    return [
        Row(
            "command",
            ("command", one.key),
            one.name,
            own.marks,
            beside=one.of,
            end=one.why_not or one.shortcut,
            icon=one.icon or "chevron-right",
            why_not=one.why_not,
            work=lambda one=one: do(one),
        )
        for one, own in found
    ]
