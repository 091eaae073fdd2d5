"""A calendar as other programs write it, and its items one by one."""

from __future__ import annotations

from typing import Any

from models import participants, visits
from models.journal import Journal
from models.visits import VisitRow

HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Some office//EN\n"
ZONE = """BEGIN:VTIMEZONE
TZID:The office
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE
"""
ITEMS = (
    """BEGIN:VEVENT
UID:price@office
DTSTART;TZID=China Standard Time:20260520T100000
DTEND;TZID=China Standard Time:20260520T113000
SUMMARY:Price of line 4\\, second round
LOCATION:Am Ring 3
DESCRIPTION:Bring the figures\\nand the drawings
ORGANIZER;CN=Anna Weber:mailto:anna@rail.example
ATTENDEE;CN="Xu, Hai";PARTSTAT=ACCEPTED:MAILTO:Xu@Rail.example
ATTENDEE;CN=Room 4;CUTYPE=ROOM:mailto:room4@rail.example
END:VEVENT
""",
    """BEGIN:VEVENT
UID:weekly@office
DTSTART;TZID=Europe/Berlin:20260105T090000
DURATION:PT45M
RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261207T080000Z
EXDATE;TZID=Europe/Berlin:20260525T090000
SUMMARY:Northern Rail · Steering
LOCATION:https://meet.example/steering
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
END:VALARM
END:VEVENT
""",
    """BEGIN:VEVENT
UID:weekly@office
RECURRENCE-ID;TZID=Europe/Berlin:20260601T090000
DTSTART;TZID=Europe/Berlin:20260602T140000
DTEND;TZID=Europe/Berlin:20260602T150000
SUMMARY:Northern Rail · Steering\\, moved
END:VEVENT
""",
    """BEGIN:VEVENT
UID:fair@office
DTSTART;VALUE=DATE:20260610
DTEND;VALUE=DATE:20260613
SUMMARY:铁路展 with Northern Rail
END:VEVENT
""",
    """BEGIN:VEVENT
UID:call@office
DTSTART;TZID=The office:20260521T160000
DTEND;TZID=The office:20260521T163000
SUMMARY:Call
ATTENDEE;CN=Anna Weber:mailto:anna@rail.example
END:VEVENT
""",
    """BEGIN:VTODO
UID:boq@office
DUE;VALUE=DATE:20260522
SUMMARY:Send the BOQ · Northern Rail
DESCRIPTION:All four lots
STATUS:NEEDS-ACTION
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT1H
END:VALARM
END:VTODO
""",
    """BEGIN:VTODO
UID:figures@office
DTSTART;VALUE=DATE:20260529
DUE;VALUE=DATE:20260529
RRULE:FREQ=MONTHLY;BYMONTHDAY=-1
SUMMARY:月报
STATUS:NEEDS-ACTION
END:VTODO
""",
)


def calendar_of(*items: str) -> str:
    """Return a calendar with some items, with the line ends the standard asks for."""
    return (HEAD + ZONE + "".join(items) + "END:VCALENDAR\n").replace("\n", "\r\n")


def event(*lines: str, uid: str = "one@office", start: str = "DTSTART:20260520T100000") -> str:
    """Return a meeting with some lines more."""
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", start, *lines, "END:VEVENT", ""))


def task(*lines: str, uid: str = "task@office", title: str = "Send it") -> str:
    """Return a task with some lines more."""
    return "\n".join(("BEGIN:VTODO", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VTODO", ""))


def planned(journal: Journal, uid: str = "one@office") -> VisitRow:
    """Return the visit that a meeting came in as."""
    found = journal.row("SELECT id FROM visit WHERE calendar_uid = ? AND deleted_at IS NULL", uid)
    assert found is not None, f"{uid} did not come in"
    return visits.get(journal, found[0])


def people(journal: Journal, visit: VisitRow) -> list[str]:
    """Return who takes part in a visit, by name."""
    return list(participants.names_at(journal, [visit.id]).get(visit.id, ()))


def calendar(take_in: Any, *items: str) -> Any:
    """Take items in as one file."""
    return take_in(calendar_of(*items), "office.ics")
