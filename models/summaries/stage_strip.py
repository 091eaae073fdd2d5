"""The years of a project in one strip: its stages, a dot for each meeting, and the silences between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from models.summaries.drawn import AMBER, INK, LINE, QUIET, SOFT, as_svg, text, wide
from models.summaries.project_facts import MeetingFact, StageSpan
from models.summaries.report import Drawing
from models.text.day_words import short_month
from models.text.durations import whole_months
from models.text.language import Language

WIDTH, _HEIGHT = 800, 142
_PAPER_WIDTH = 182.0
_MOST_COLUMNS = 42
"""So many columns have room for a dot and a word now and then; what took longer is told in quarters, or in years."""

_BAR, _DOTS, _AXIS = 24, 86, 96
_DOT, _MOST_DOTS = 9, 5
_TEAL, _STAGE, _SILENT = "#0B6F6B", "#EDF0F1", "#FBF0DC"


@dataclass(frozen=True, slots=True)
class Column:
    """Some months in a row: the first of them, how many, and how many meetings there were."""

    first: date
    months: int
    meetings: int


def columns(spans: Sequence[StageSpan], meetings: Sequence[MeetingFact], as_of: date) -> list[Column]:
    """Return the months of a project until a day with their meetings: as quarters or years when there are many."""
    days = [span.since for span in spans[:1]] + [meeting.day for meeting in meetings[:1]]
    if not days or min(days) > as_of:
        return []
    begin, end = _month(min(days)), _month(as_of)
    length = next((months for months in (1, 3) if (end - begin) // months < _MOST_COLUMNS), 12)
    counted = Counter((_month(meeting.day)) // length for meeting in meetings)
    return [
        Column(date(*_year_and_month(place * length), 1), length, counted[place])
        for place in range(begin // length, end // length + 1)
    ]


def silences(shown: Sequence[Column]) -> list[tuple[int, int]]:
    """Return (first, last) place of the columns in a row without a meeting; the one that still lasts is none yet."""
    silent = [place for place, column in enumerate(shown[:-1]) if not column.meetings]
    runs = [[place for _, place in run] for _, run in groupby(enumerate(silent), lambda pair: pair[1] - pair[0])]
    return [(run[0], run[-1]) for run in runs]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _year_and_month(month: int) -> tuple[int, int]:
    return month // 12, month % 12 + 1


def stage_strip(
    spans: Sequence[StageSpan], meetings: Sequence[MeetingFact], as_of: date, language: Language
) -> Drawing | None:
    """Return the strip as wide as the page, or nothing while a project has no past."""
    shown = columns(spans, meetings, as_of)
    if not shown:
        return None
    drawn = _Strip(shown, spans, as_of, language)
    return Drawing(as_svg(WIDTH, _HEIGHT, language, "".join(drawn.content())), _PAPER_WIDTH, alone=False)


class _Strip:
    def __init__(self, shown: Sequence[Column], spans: Sequence[StageSpan], as_of: date, language: Language) -> None:
        self._columns, self._spans, self._as_of, self._language = shown, spans, as_of, language
        self._step = WIDTH / len(shown)
        self._begin = _month(shown[0].first)
        # Where months are too narrow for their names, every third has the room of its neighbours.
        self._names_fit = all(wide(self._name(column), 11) + 4 <= self._step for column in shown)

    def content(self) -> Iterator[str]:
        for span in self._spans:
            yield from self._stage(span)
        for first, last in silences(self._columns):
            yield from self._silence(first, last)
        yield f'<line x1="0" y1="{_AXIS}" x2="{WIDTH}" y2="{_AXIS}" stroke="#E2E6E7"/>'
        for place, column in enumerate(self._columns):
            yield from self._column(place, column)

    def _place(self, day: date) -> float:
        """Return where a day stands from the left."""
        months = _month(day) - self._begin + (day.day - 1) / 31
        return round(min(max(0.0, months / self._columns[0].months * self._step), WIDTH), 1)

    def _stage(self, span: StageSpan) -> Iterator[str]:
        is_now = span.until is None
        left = self._place(span.since)
        right = float(WIDTH) if span.until is None else self._place(span.until)
        width = max(right - left - (0 if is_now else 2), 1.0)
        fill = _TEAL if is_now else _STAGE
        yield f'<rect x="{left}" y="0" width="{width:.1f}" height="{_BAR}" rx="4" fill="{fill}"/>'
        ink, size = "#FFFFFF" if is_now else INK, 12
        length = self._length(span.days(self._as_of))
        has_room = width - wide(length, 11) - wide(span.stage, size) > 22
        room = width - 14 - (wide(length, 11) + 8 if has_room else 0)
        if room >= min(wide(span.stage, size), 3 * size):  # the beginning of a word tells more than a dot
            yield text(left + 7, 16, room, span.stage, size, ink, bold=is_now)
        if has_room:
            yield text(left + width - 7, 16, room, length, 11, ink if is_now else SOFT, anchor="end")

    def _length(self, days: int) -> str:
        months = whole_months(days)
        return self._language.say("{count} mo", count=months) if months else ""

    def _silence(self, first: int, last: int) -> Iterator[str]:
        left, width = first * self._step + 1, (last - first + 1) * self._step - 2
        months = (last - first + 1) * self._columns[0].months
        words = self._language.plural("{count} month silent", "{count} months silent", months)
        for shown in (words, self._language.say("silent")):
            if wide(shown, 11) + 4 <= width:  # a colour alone tells nothing
                yield f'<rect x="{left:.1f}" y="34" width="{width:.1f}" height="54" rx="5" fill="{_SILENT}"/>'
                yield text(round(left + width / 2, 1), 65, width, shown, 11, AMBER, anchor="middle")
                return

    def _column(self, place: int, column: Column) -> Iterator[str]:
        middle = round((place + 0.5) * self._step, 1)
        is_late = place == len(self._columns) - 1
        for number in range(min(column.meetings, _MOST_DOTS)):
            fill = _TEAL if is_late else SOFT
            yield f'<circle cx="{middle}" cy="{_DOTS - number * _DOT}" r="3.3" fill="{fill}"/>'
        if column.meetings > _MOST_DOTS:
            top = _DOTS - _MOST_DOTS * _DOT
            yield text(middle, top + 3, self._step, str(column.meetings), 10, SOFT, anchor="middle")
        begins_year = place == 0 or column.first.month == 1
        year, name = str(column.first.year), self._name(column)
        if self._names_fit or (column.months == 1 and column.first.month % 3 == 1):
            yield text(middle, _AXIS + 16, 60, name, 11, INK if begins_year else QUIET, anchor="middle")
        if begins_year and column.months < 12:
            yield text(max(middle, 16), _AXIS + 32, 60, year, 11, INK, bold=True, anchor="middle")
            yield (
                f'<line x1="{place * self._step:.1f}" y1="{_AXIS}" x2="{place * self._step:.1f}" y2="{_AXIS + 5}" '
                f'stroke="{LINE}"/>'
            )

    def _name(self, column: Column) -> str:
        if column.months == 12:
            return str(column.first.year)
        if column.months == 3:
            return self._language.say("Q{number}", number=column.first.month // 3 + 1)
        return short_month(self._language, column.first)
