"""Filters in words, in both languages: `account:`, `person:`, `kind:promise`, `since:last month`, `tag:`, `in:private`.

They are taken out of what was typed before the rest is read as words. What a filter says is understood or named; it is
never silently left out.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from models.errors import InvalidValue
from models.row_class import row_class
from models.text.folding import folded
from models.text.kind_words import RECORD_KIND_WORDS, STEP_KIND_WORDS, kinds_by_word

FILTER_WORDS: dict[str, tuple[str, ...]] = {
    "account": ("account", "customer", "客户", "公司"),
    "person": ("person", "people", "contact", "with", "人", "人员", "联系人"),
    "project": ("project", "项目"),
    "kind": ("kind", "type", "类型", "种类"),
    "since": ("since", "from", "after", "从", "自", "起", "自从"),
    "until": ("until", "till", "before", "to", "到", "至", "截至", "之前"),
    "on": ("on", "when", "date", "日期", "时间"),
    "tag": ("tag", "tags", "标签"),
    "state": ("state", "is", "状态"),
    "in": ("in", "范围"),
}
"""Filter → the words that name it before a colon."""

STATE_WORDS: dict[str, tuple[str, ...]] = {
    "planned": ("planned", "计划", "计划中", "已计划"),
    "held": ("held", "已拜访", "已完成"),
    "missed": ("missed", "错过", "未成行"),
    "cancelled": ("cancelled", "canceled", "取消", "已取消"),
    "open": ("open", "待处理", "未完成", "未关闭"),
    "closed": ("closed", "done", "paid", "关闭", "已关闭", "已处理", "已回款"),
    "approved_inside": ("approved", "approved inside", "内部通过"),
    "submitted": ("submitted", "asked for", "已提交"),
    "agreed": ("agreed", "已同意"),
    "signed": ("signed", "已签字", "已签"),
    "blocked": ("blocked", "受阻", "卡住"),
}
_PRIVATE_WORDS = ("private", "privates", "私人", "私人备注", "私密", "私密备注")

_NAMES = {word: name for name, words in FILTER_WORDS.items() for word in words}
_KINDS = kinds_by_word(RECORD_KIND_WORDS)
_STEP_KINDS = kinds_by_word(STEP_KIND_WORDS)
_STATES = {word: state for state, words in STATE_WORDS.items() for word in words}
_NAMED = {"account": "accounts", "person": "people", "project": "projects", "tag": "tags"}
"""Filters whose value is a name."""
_LONGEST_VALUE = 4
"""Words of a value without quotation marks: `since:2 weeks ago`."""

_FILTER = re.compile(
    rf"(?<![\w:])(-?)({'|'.join(sorted(map(re.escape, _NAMES), key=len, reverse=True))})\s?[:：]\s*"
    r'(?:["“「]([^"”」]*)["”」]?|(\S*))',
    re.IGNORECASE,
)


@row_class
class Filters:
    """What was understood: names as typed, kinds of records, kinds of steps, days (inclusive), tags, states.

    `said` tells each in the words of the code ('since 2026-04-01'), `unclear` what was not understood, as typed.
    """

    accounts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    step_kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    tags: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    private: bool = False
    said: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether there is any filter, so that all records it leaves are meant when no word is."""
        return bool(self.said)


class _Reading:
    """The filters read so far."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.lists: dict[str, list[str]] = {
            name: [] for name in ("accounts", "people", "projects", "kinds", "step_kinds", "tags", "states")
        }
        self.since: date | None = None
        self.until: date | None = None
        self.private = False
        self.said: list[str] = []
        self.unclear: list[str] = []

    def take(self, name: str, value: str) -> bool:
        """Take one filter; return whether it was understood."""
        value = value.strip()
        if not value:
            return False
        if name in _NAMED:
            word = value.lstrip("#@＃＠") or value
            self.lists[_NAMED[name]].append(word)
            self.said.append(f"{name} {word}")
            return True
        if name in ("since", "until", "on"):
            return self._take_days(name, value)
        return self._take_word(name, folded(value).replace("_", " "))

    def _take_word(self, name: str, word: str) -> bool:
        if name == "in" and word in _PRIVATE_WORDS:
            self.private = True
        elif name in ("kind", "in") and word in _STEP_KINDS:
            self.lists["step_kinds"].append(_STEP_KINDS[word])
            word = _STEP_KINDS[word]
        elif name in ("kind", "in") and word in _KINDS:
            self.lists["kinds"].append(_KINDS[word])
        elif name in ("state", "kind") and word in _STATES:
            self.lists["states"].append(_STATES[word])
        else:
            return False
        self.said.append(f"{name} {word}")
        return True

    def _take_days(self, name: str, value: str) -> bool:
        days = _days(value, self.today)
        if days is None:
            return False
        first, last = days
        if name in ("since", "on"):
            self.since = max(filter(None, (self.since, first)))
        if name in ("until", "on"):
            self.until = min(filter(None, (self.until, last)))
        if name == "on":
            self.said.append(f"since {first.isoformat()}")
            self.said.append(f"until {last.isoformat()}")
        else:
            self.said.append(f"{name} {(first if name == 'since' else last).isoformat()}")
        return True

    def filters(self) -> Filters:
        """Return what was read."""
        return Filters(
            **{name: tuple(values) for name, values in self.lists.items()},
            since=self.since,
            until=self.until,
            private=self.private,
            said=tuple(self.said),
            unclear=tuple(self.unclear),
        )


def taken_out(text: str, today: date) -> tuple[Filters, str]:
    """Return the filters in a text, and the text without them; what is no filter stays a word that is looked for."""
    reading = _Reading(today)
    rest: list[str] = []
    behind = 0
    for match in _FILTER.finditer(text):
        if match.start() < behind:
            continue
        start, end = match.span()
        name = _NAMES[match[2].lower()]
        taken = _take(reading, name, match, text)
        rest.append(text[behind:start])
        if taken:
            end = taken
        else:
            reading.unclear.append(match[0].strip())
        behind = end
    rest.append(text[behind:])
    return reading.filters(), " ".join(rest)


def _take(reading: _Reading, name: str, match: re.Match[str], text: str) -> int:
    """Take a filter, with as many of the words behind it as belong to it, and return where it ends; 0 if unclear."""
    if match[1]:
        return 0
    if match[3] is not None:
        return match.end() if reading.take(name, match[3]) else 0
    ends = [match.end()]
    for word in re.finditer(r"\s+(\S+)", text[match.end() :]):
        if len(ends) == _LONGEST_VALUE or re.match(r'["“「]|[^\s:：]+[:：]', word[1]):
            break
        ends.append(match.end() + word.end())
    if name in _NAMED:
        ends = ends[:1]  # of what follows nobody knows whether it is the name's: quotation marks tell
    for end in reversed(ends):
        if reading.take(name, text[match.start(4) : end]):
            return end
    return 0


def _days(value: str, today: date) -> tuple[date, date] | None:
    """Return the days that words mean, nothing but a date or a period standing in them; those behind today first."""
    from models.text.dates import find_period, read_day

    try:
        found = find_period(value, today)
        if found is not None and found[2] == (0, len(value)):
            return found[0], found[1]
        day = read_day(value, today, forward=False)
    except InvalidValue:
        return None
    return (day, day) if day is not None else None


def day_behind(day: date) -> date:
    """Return the day after one, from which nothing belongs to it any more."""
    return day + timedelta(days=1)
