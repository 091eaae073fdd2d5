"""Visits as CSV, for a spreadsheet and for the way back: what is written here comes in again unchanged.

Blanks at the end of a text and what no column is for (tags, trip, project, colleagues, all steps but one) don't.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence

from models.exchange.csv_rows import guarded
from models.exchange.visits_csv import heading_of
from models.summaries.data_rows import VisitData
from models.summaries.facts import StepFact
from models.summaries.privacy import Audience, Field
from models.summaries.visit_details import Participant
from models.text.field_words import CHANNEL_NAMES, STATE_NAMES
from models.text.language import Label, Language

_COLUMNS: Mapping[str, Field] = {
    "day": Field.OPEN,
    "start": Field.OPEN,
    "minutes": Field.OPEN,
    "account": Field.OPEN,
    "people": Field.OPEN,
    "channel": Field.OPEN,
    "place": Field.OPEN,
    "purpose": Field.OPEN,
    "expected_result": Field.OPEN,
    "state": Field.OPEN,
    "summary": Field.OPEN,
    "highlight": Field.OPEN,
    "support_needed": Field.INSIDE,
    "satisfaction": Field.INSIDE,
    "expectation_level": Field.INSIDE,
    "next_step": Field.INSIDE,
    "due": Field.INSIDE,
    "confidential": Field.MINE,
    "notes": Field.TICKED,
    "private_notes": Field.PRIVATE,
}
"""The columns in their order, and who may read them: a reader gets no column that would be empty for him."""

_NO_TIME = "00:00"
"""What a visit has as its start whose day only is known."""

_SPLITS_PEOPLE = re.compile(r"[;；、\n]")
_SPLITS_ONE_CELL = re.compile(r"[,，/&]|\b(?:and|und)\b|[和与]")


def write_visits(visits: Sequence[VisitData], reader: Audience, language: Language) -> bytes:
    """Return visits as CSV with the headings of a language: UTF-8 with the mark that Excel knows it by."""
    columns = [column for column, field in _COLUMNS.items() if reader.may_read(field)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([heading_of(column, language) for column in columns])
    for visit in visits:
        cells = _cells(visit, language)
        writer.writerow([guarded(cells[column]) for column in columns])
    return text.getvalue().encode("utf-8-sig")


def open_next_steps(visit: VisitData) -> list[StepFact]:
    """Return the plain next steps of a visit that are still open, the one due first at the front: a row has one."""
    steps = (owned.step for owned in visit.details.steps)
    return [step for step in steps if step.kind == "next_step" and step.closed_at is None]


def _cells(data: VisitData, language: Language) -> dict[str, str]:
    visit = data.visit
    step = next(iter(open_next_steps(data)), None)
    cells: dict[str, str | int | None] = {
        "day": visit.start[:10],
        "start": "" if visit.start[11:] == _NO_TIME else visit.start[11:],
        "minutes": visit.minutes,
        "account": visit.account,
        "people": _people(data.details.participants, language),
        "channel": language.say(CHANNEL_NAMES[visit.channel]),
        "place": visit.place,
        "purpose": visit.purpose,
        "expected_result": visit.expected_result,
        "state": language.say(STATE_NAMES[visit.state]),
        "summary": visit.summary,
        "highlight": visit.highlight,
        "support_needed": visit.support_needed,
        "satisfaction": visit.satisfaction,
        "expectation_level": data.details.expectation_level,
        "next_step": step.title if step else "",
        "due": step.due_on if step else "",
        "confidential": language.say(Label("yes")) if visit.confidential else "",
        "notes": visit.notes,
        "private_notes": visit.private_notes,
    }
    return {column: "" if value is None else str(value) for column, value in cells.items()}


def _people(participants: Sequence[Participant], language: Language) -> str:
    """Return who took part, with their titles, so that they can be told apart again: 'Anna Weber (CTO); Tom Reed'."""
    write: Callable[[str, str], str] = "{}（{}）".format if language.is_chinese else "{} ({})".format
    people = []
    for person in participants:
        # What would end the bracket or the person is no title that could be read back.
        title = "" if re.search(r"[()（）]", person.title) or _SPLITS_PEOPLE.search(person.title) else person.title
        # A bracket that belongs to the name must not be taken for a title: an empty one behind it says so.
        people.append(write(person.name, title) if title or person.name.endswith((")", "）")) else person.name)
    cell = ("、" if language.is_chinese else "; ").join(people)
    # One cell without a semicolon is cut at commas and at 'and'; one behind the only name keeps it whole.
    return f"{cell};" if len(people) == 1 and _SPLITS_ONE_CELL.search(cell) else cell
