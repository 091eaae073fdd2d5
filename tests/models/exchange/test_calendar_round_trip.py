"""What goes out as a calendar is read by two other libraries, written by them, and comes home unchanged."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject
from dateutil.rrule import rrulestr

from models.clock import FixedClock
from models.exchange.importer import import_files
from models.journal import Journal
from models.summaries.periods import Period
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.models.exchange.exporting import CHINESE, exported

ALL = Period(date(2026, 5, 1), date(2026, 12, 31))
EVIL = "Line 4; price, and \\n more: “报价”🚄\nBEGIN:VEVENT\nEND:VCALENDAR\n" + "long " * 40
RULES = (
    "FREQ=WEEKLY;BYDAY=MO",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20261029",
    "FREQ=MONTHLY;BYDAY=-1FR;COUNT=6",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=YEARLY",
)


@pytest.fixture
def full(journal: Journal) -> Journal:
    """A journal with visits and steps of every form: zones, whole days, repetitions, strange texts."""
    rail = make_account(journal)
    make_visit(journal, rail, "2026-05-12T10:00", minutes=90, purpose="Price", notes=EVIL, summary="说好了")
    make_visit(journal, rail, "2026-05-13T00:00", purpose="Only the day is known")
    make_visit(journal, rail, "2026-06-10T00:00", state="planned", minutes=3 * 24 * 60, purpose="Fair")
    make_visit(journal, rail, "2026-06-11T08:30", state="cancelled", zone="America/New_York", purpose="Called off",
               minutes=30)  # fmt: skip
    for number, rule in enumerate(RULES):
        zone = ("", "Asia/Shanghai", "Europe/Berlin", "", "Australia/Lord_Howe")[number]
        make_visit(journal, rail, f"2026-06-{15 + number}T09:30", state="planned", zone=zone, minutes=45, repeats=rule)
    make_visit(journal, rail, "2026-07-06T16:00", state="planned", minutes=60, repeats="FREQ=WEEKLY",
               skipped_days="2026-07-20")  # fmt: skip
    make_step(journal, "Send the BOQ", account_id=rail, due_on="2026-05-15", details=EVIL, kind="promise",
              people=[make_contact(journal)])  # fmt: skip
    make_step(journal, "月报", due_on="2026-05-29", repeats=RULES[3], remind_at="2026-05-29T08:15")
    make_step(journal, "Crane broken", kind="complaint", severity="urgent", account_id=rail, due_on="2026-05-16")
    return journal


def as_read(content: bytes, library: str) -> list[dict[str, Any]]:
    """Return each item as a library reads it: its id, texts, times and the days on which it takes place."""
    if library == "icalendar":
        calendar = icalendar.Calendar.from_ical(content)
        parts = [part for part in calendar.walk() if part.name in ("VEVENT", "VTODO")]
        return [_of_icalendar(part) for part in parts]
    calendar = vobject.readOne(content.decode("utf-8"))
    return [_of_vobject(part) for part in (*calendar.contents.get("vevent", []), *calendar.contents.get("vtodo", []))]


def _of_icalendar(part: Any) -> dict[str, Any]:
    rule = part["rrule"].to_ical().decode() if "rrule" in part else ""
    excluded = [one.dt for one in part["exdate"].dts] if "exdate" in part else []
    texts = {name: str(part.get(name, "")) for name in ("uid", "summary", "description", "location", "status")}
    times = {name: part[name].dt if name in part else None for name in ("dtstart", "dtend", "due", "completed")}
    return {**texts, **times, "days": days(rule, times["dtstart"], excluded)}


def _of_vobject(part: Any) -> dict[str, Any]:
    def value(name: str) -> Any:
        return part.contents[name][0].value if name in part.contents else None

    texts = {name: value(name) or "" for name in ("uid", "summary", "description", "location", "status")}
    times = {name: value(name) for name in ("dtstart", "dtend", "due", "completed")}
    excluded = [day for one in part.contents.get("exdate", []) for day in one.value]
    return {**texts, **times, "days": days(value("rrule") or "", times["dtstart"], excluded)}


def days(rule: str, start: Any, excluded: list[Any]) -> list[str]:
    """Return the first ten moments of a rule on the wall where it takes place."""
    if not rule:
        return []
    begins = start if isinstance(start, datetime) else datetime(start.year, start.month, start.day)
    if not isinstance(start, datetime) or begins.tzinfo is None:
        begins = begins.replace(tzinfo=None)
    left_out = {f"{day:%Y%m%d}" for day in excluded}
    found = rrulestr(rule, dtstart=begins).xafter(begins, count=12, inc=True)
    return [f"{day:%Y-%m-%dT%H:%M}" for day in found if f"{day:%Y%m%d}" not in left_out][:10]


def comparable(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return items with their moments as walls and offsets, which is what two libraries share, in the order of ids."""

    def plain(value: Any) -> Any:
        return (value.replace(tzinfo=None), value.utcoffset()) if isinstance(value, datetime) else value

    return sorted(
        ({name: plain(value) for name, value in item.items()} for item in items), key=lambda item: item["uid"]
    )


def test_two_libraries_read_the_same_in_it(full: Journal) -> None:
    content = exported(full, "ics", period=ALL).content
    by_one, by_other = (comparable(as_read(content, library)) for library in ("icalendar", "vobject"))
    assert len(by_one) == 13
    assert by_one == by_other
    texts = {item["summary"]: item for item in by_one}
    assert EVIL.strip() in texts["Northern Rail · Price"]["description"]
    assert texts["Northern Rail"]["status"] == "TENTATIVE"


def test_the_days_of_a_repetition_are_those_of_the_journal(full: Journal) -> None:
    items = as_read(exported(full, "ics", period=ALL).content, "vobject")
    rows = full.rows("SELECT id, start, repeats, skipped_days FROM visit WHERE repeats <> ''")
    for visit_id, start, repeats, skipped in rows:
        item = next(item for item in items if item["uid"] == f"visit-{visit_id}@rounds")
        first = datetime.fromisoformat(start)
        ended = repeats.replace("UNTIL=20261029", "UNTIL=20261029T235959")
        wanted = rrulestr(ended, dtstart=first).xafter(first, count=12, inc=True)
        assert item["days"] == [f"{day:%Y-%m-%dT%H:%M}" for day in wanted if f"{day:%Y-%m-%d}" not in skipped][:10]


def content_of(journal: Journal) -> list[tuple[Any, ...]]:
    """Return all that a calendar carries of a journal."""
    visits = "SELECT start, zone, minutes, state, purpose, place, repeats, skipped_days FROM visit"
    steps = "SELECT kind, title, due_on, severity, repeats, skipped_days, remind_at, closed_at IS NULL FROM step"
    return [*journal.rows(f"{visits} ORDER BY start, purpose, repeats"), *journal.rows(f"{steps} ORDER BY title")]


@pytest.mark.parametrize("library", ["none", "icalendar", "vobject"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_it_comes_home_unchanged_into_another_journal(
    full: Journal, tmp_path: Path, clock: FixedClock, library: str, language: str
) -> None:
    choices = {"language": CHINESE} if language == "zh_CN" else {}
    content = exported(full, "ics", period=ALL, **choices).content
    if library == "icalendar":
        content = icalendar.Calendar.from_ical(content).to_ical()
    elif library == "vobject":
        content = vobject.readOne(content.decode()).serialize().encode()
    path = tmp_path / "home.ics"
    path.write_bytes(content)
    with Journal.create(tmp_path / "other.rounds", clock=clock) as other:
        make_account(other)
        report = import_files(other, [path])
        assert (report.new, report.refused, report.doubtful) == (13, (), ())
        assert content_of(other) == content_of(full)
        again = exported(other, "ics", period=ALL, **choices).content
    texts = ("summary", "dtstart", "dtend", "due", "days", "uid")
    homes = [comparable(as_read(one, "icalendar")) for one in (content, again)]
    first, second = ([{name: item[name] for name in texts} for item in home] for home in homes)
    assert first == second


def test_into_its_own_journal_nothing_comes_back(full: Journal, tmp_path: Path) -> None:
    full.connection.execute("UPDATE account SET address = 'Am Ring 3', city = 'Berlin'")  # it goes out as the place
    full.connection.execute("UPDATE visit SET minutes = NULL WHERE minutes = 60")
    path = tmp_path / "home.ics"
    path.write_bytes(exported(full, "ics", period=ALL).content)
    report = import_files(full, [path])
    assert (report.unchanged, report.changes, report.doubtful) == (13, None, ())


def test_a_visit_that_came_from_a_calendar_keeps_its_id_there(full: Journal, tmp_path: Path) -> None:
    rail = full.rows("SELECT id FROM account")[0][0]
    make_visit(full, rail, "2026-08-03T10:00", state="planned", calendar_uid="abc@office", repeats="FREQ=WEEKLY")
    make_visit(full, rail, "2026-08-11T10:00", state="planned", calendar_uid="abc@office;RECURRENCE-ID=20260810")
    make_step(full, "Theirs", due_on="2026-08-03", calendar_uid="task@office")
    calendar = icalendar.Calendar.from_ical(
        exported(full, "ics", period=Period(date(2026, 8, 1), date(2026, 8, 31))).content
    )
    series, moved = calendar.walk("VEVENT")
    assert (series["uid"], series["rrule"]["FREQ"]) == ("abc@office", ["WEEKLY"])
    assert (moved["uid"], moved["recurrence-id"].dt) == ("abc@office", datetime(2026, 8, 10, 10))
    assert moved["dtstart"].dt - moved["recurrence-id"].dt == timedelta(days=1)
    assert calendar.walk("VTODO")[0]["uid"] == "task@office"


def test_how_a_meeting_repeats_is_for_myself(full: Journal) -> None:
    for audience in ("manager", "customer"):
        accounts = [full.rows("SELECT id FROM account")[0][0]]
        content = exported(full, "ics", period=ALL, audience=audience, account_ids=accounts).content
        calendar = icalendar.Calendar.from_ical(content)
        assert not [part for part in calendar.walk() if part.name in ("VEVENT", "VTODO") and "rrule" in part]
        assert calendar.walk("VALARM") == []
