"""Builds a sample journal: sets the clock to the first day and lets one thing happen after the other until today."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from heapq import heappop, heappush
from pathlib import Path

from models.clock import FixedClock
from models.errors import InvalidValue
from models.journal import Journal
from models.sample.after_sale import AfterSale
from models.sample.belongings import Belongings
from models.sample.calendar import Calendar
from models.sample.cast import Cast
from models.sample.delivery import Delivery
from models.sample.owed import Owed
from models.sample.pen import CarefulPen, FastPen
from models.sample.relations import Relations
from models.sample.schedule import Appointment, Schedule
from models.sample.side_stories import SideStories
from models.sample.telling import Teller
from models.sample.touch import Touch
from models.sample.undertakings import Undertakings
from models.search import index

Progress = Callable[[int, int], None]
"""Told how many visits are written, and of how many."""

_MANY = 4000
"""From this many visits on a whole month of the history is one operation; below, each thing is one, as in life."""

_FULL = 100
"""From this many visits on there is room for meetings that come back, and for an outreach."""

_LATELY = timedelta(days=400)
"""Ordinary visits of this time make room for them."""

_LOOKED_UP = timedelta(days=20)
"""In this time a large journal has its indexes, as what happens then looks things up."""

_MINUTE = timedelta(minutes=1)


def make_sample(path: Path, *, visits: int = 600, seed: int = 1, today: date, progress: Progress | None = None) -> None:
    """Make a sample journal at a path where nothing is yet; its content depends on visits, seed and today alone.

    It stands there when it is whole. Raises InvalidValue when something is there already or the number of visits is
    none, and CannotWrite or JournalReadOnly when the folder can't take it.
    """
    if visits < 1:
        raise InvalidValue("A sample journal needs at least one visit.")
    clock = FixedClock(datetime.combine(today, time(12), UTC))
    calendar = Calendar(today, random.Random(seed))
    clock.set(datetime.combine(calendar.first, time(7), UTC))
    with Journal.making(path, clock=clock, source=random.Random(seed)) as journal:
        _History(journal, clock, calendar, visits, random.Random(seed), progress).write()


class _History:
    """What happens, by the moment it happens at."""

    def __init__(
        self,
        journal: Journal,
        clock: FixedClock,
        calendar: Calendar,
        visits: int,
        chance: random.Random,
        progress: Progress | None,
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._calendar = calendar
        self._visits = visits
        self._chance = chance
        self._progress = progress or (lambda done, of: None)
        self._written = 0
        self._waiting: list[tuple[datetime, int, Callable[[], object]]] = []
        self._end = datetime.combine(calendar.today, time(18, 30))
        self._looked_up_from = self._end - _LOOKED_UP
        self._afterwards: list[tuple[datetime, int, Callable[[], object]]] = []
        self._number = 0
        self._now = clock.now().replace(tzinfo=None)
        self._cast = Cast(journal, chance, today=calendar.today, crowd=min(1 + visits // 4000, 6))
        self._fast = FastPen(journal) if visits >= _MANY else None
        pen = self._fast or CarefulPen(journal)
        self._teller = Teller(journal, pen, self._cast, calendar, chance, self.later)
        self._belongings = Belongings(journal, pen, self._cast, calendar, self.later)
        # What is looked up while it happens waits, in a large journal, until the indexes are there.
        lately = self.when_looked_up if self._fast else self.later
        self._owed = Owed(journal, self._cast, calendar, lately)
        self._undertakings = Undertakings(journal, self._cast, calendar, lately, self._count)
        self._touch = Touch(journal, self._cast, calendar, lately, self._count)
        self._relations = Relations(journal, self._cast, calendar, lately, self._count)
        self._after_sale = AfterSale(journal, self._cast, calendar, lately, self._count)

    def later(self, moment: datetime, act: Callable[[], object]) -> None:
        """Put something off until a moment; what would come after today never happens."""
        self._put_off(self._waiting, max(moment, self._now + _MINUTE), act)

    def when_looked_up(self, moment: datetime, act: Callable[[], object]) -> None:
        """Put something off until the indexes of a large journal are there; the clock then goes back to its moment."""
        self._put_off(self._afterwards, moment, act)

    def _put_off(
        self, waiting: list[tuple[datetime, int, Callable[[], object]]], moment: datetime, act: Callable[[], object]
    ) -> None:
        if moment <= self._end:
            self._number += 1
            heappush(waiting, (moment, self._number, act))

    def write(self) -> None:
        """Write the whole history."""
        # Nothing but this process knows the file yet, and a torn one is thrown away.
        for pragma in ("synchronous=OFF", "journal_mode=MEMORY", "cache_size=-200000"):
            self._journal.connection.execute(f"PRAGMA {pragma}")
        self._journal.set_setting("sample", "true")
        with self._journal.operation("sample.create"):
            self._cast.enter()
        schedule = Schedule(self._cast.customers, self._calendar, self._chance, self._visits)
        appointments = schedule.appointments()
        if self._visits >= _FULL:
            strands = (self._touch, self._undertakings, self._relations, self._after_sale)
            taken = sum(strand.count() for strand in strands)
            appointments = self._make_room(appointments, taken)
            self._touch.expect_meetings()
            self._relations.expect_congress()
            self._undertakings.expect_outreach()
        self._undertakings.expect_plans()
        self._touch.expect_care()
        self._relations.expect_knowledge()
        self._owed.expect()
        self._after_sale.expect(with_service=self._visits >= _FULL)
        for appointment in appointments:
            self._expect(appointment)
        parts = (self._journal, self._cast, self._calendar, self._chance, self.later, self._teller)
        SideStories(*parts).expect(appointments)
        Delivery(*parts).expect()
        self._belongings.expect(appointments)
        if self._fast is None:
            self._let_happen(self._end)
            return
        with _nothing_collected(), index.filled_at_the_end(self._journal):
            with self._fast.without_indexes():
                while self._waiting and self._waiting[0][0] < self._looked_up_from:
                    with self._journal.operation("sample.month"):
                        self._let_happen(min(self._waiting[0][0] + timedelta(days=28), self._looked_up_from))
                        self._fast.flush()
            self._afterwards = self._waiting = sorted(self._waiting + self._afterwards)
            with self._journal.operation("sample.month"):
                self._let_happen(self._end)
                self._fast.flush()

    def _make_room(self, appointments: list[Appointment], count: int) -> list[Appointment]:
        """Return the appointments without so many ordinary ones of the last year, here and there."""
        first, last = self._calendar.today - _LATELY, self._calendar.monday
        ordinary = [
            one
            for one in appointments
            if one.state == "held" and not one.story and not one.unwritten and first <= one.day < last
        ]
        gone = {id(ordinary[number * len(ordinary) // count]) for number in range(count)}
        return [one for one in appointments if id(one) not in gone]

    def _let_happen(self, until: datetime) -> None:
        """Let everything happen that waits for a moment before the one given, or for that moment itself."""
        while self._waiting and self._waiting[0][0] <= until:
            moment, _, act = heappop(self._waiting)
            self._now = moment
            self._clock.set(moment.replace(tzinfo=UTC))
            act()

    def _expect(self, appointment: Appointment) -> None:
        """Put off writing a visit until it is over, or planning it until some days before."""
        start, minutes = appointment.start, appointment.situation.minutes
        if appointment.state == "held":
            pause = 10 + self._chance.randrange(50)
            over = min(start + timedelta(minutes=minutes + pause), max(self._end, start))
            self.later(over, lambda: self._tell(appointment))
            return
        lead = self._chance.randrange(12, 28) if appointment.state != "planned" else 1
        made = datetime.combine(self._calendar.back_to_work(start.date() - timedelta(days=lead)), time(16, 20))
        if appointment.state == "planned":
            made = min(made, self._end - timedelta(minutes=5 + self._chance.randrange(200)))
        made = max(made, datetime.combine(self._calendar.first, time(9)))
        self.later(made, lambda: self._plan(appointment))

    def _tell(self, appointment: Appointment) -> None:
        visit_id = self._teller.tell(appointment)
        self._belongings.keep_photos(appointment, visit_id)
        self._count()

    def _plan(self, appointment: Appointment) -> None:
        visit_id = self._teller.plan(appointment)
        self._count()
        if appointment.state != "planned":
            self.later(
                appointment.start - timedelta(hours=-1 if appointment.state == "missed" else 44),
                lambda: self._teller.fail(appointment, visit_id),
            )

    def _count(self) -> None:
        self._written += 1
        self._progress(self._written, self._visits)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Don't look for circles among all that is kept until the end: there are none, and looking costs a seventh."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
