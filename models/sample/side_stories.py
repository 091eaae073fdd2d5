"""What happens beside the visits of the sample journal: plans, trips, events and people who change their posts."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from models import plan_order, plans, steps, trips
from models.journal import Journal
from models.sample.calendar import Calendar
from models.sample.cast import Cast, Customer
from models.sample.schedule import Appointment, customer_of
from models.sample.telling import Later, Teller
from models.sample.texts import LANGUAGES, PlanText, names, promises, staging

_MOVES = 9


class SideStories:
    """Puts off plans and job changes over the years of a sample journal."""

    def __init__(
        self,
        journal: Journal,
        cast: Cast,
        calendar: Calendar,
        chance: random.Random,
        later: Later,
        teller: Teller,
    ) -> None:
        self._journal = journal
        self._cast = cast
        self._calendar = calendar
        self._chance = chance
        self._later = later
        self._teller = teller

    def expect(self, appointments: list[Appointment]) -> None:
        """Put everything off to its day; the appointments get the trips and events they belong to."""
        self._expect_trips(appointments)
        for language in LANGUAGES:
            for number, plan in enumerate(names(language).plans):
                self._expect_plan(language, plan, number)
        for _ in range(_MOVES):
            day = self._calendar.onwards(self._calendar.today - timedelta(days=self._chance.randrange(40, 800)))
            self._later(datetime.combine(day, time(8, 20)), self._change_job(day))

    def _expect_trips(self, appointments: list[Appointment]) -> None:
        """Make an event of each visit at one, and a trip of every second stretch of days with three visits or more."""
        stretch: list[Appointment] = []
        number = 0
        for appointment in appointments:
            if appointment.state in ("missed", "cancelled"):
                continue
            if appointment.situation.channel == "event":
                self._expect_trip([appointment], appointment.situation.purpose, "event")
            elif appointment.situation.channel == "on_site":
                if stretch and not self._same_stretch(stretch[-1], appointment):
                    number += 1
                    if len(stretch) >= 3 and number % 2 == 0:
                        self._expect_trip(stretch, self._trip_name(stretch), "trip")
                    stretch = []
                stretch.append(appointment)

    def _same_stretch(self, one: Appointment, other: Appointment) -> bool:
        near = other.day - one.day <= timedelta(days=2)
        return near and one.situation.language == other.situation.language

    def _trip_name(self, stretch: list[Appointment]) -> str:
        phrases = staging().phrases[stretch[0].situation.language]
        cities = dict.fromkeys(customer_of(appointment).city for appointment in stretch)
        return str(phrases["trip"]).format(places=str(phrases["and"]).join(list(cities)[:3]))

    def _expect_trip(self, stretch: list[Appointment], name: str, kind: str) -> None:
        first, last = stretch[0].day, stretch[-1].day
        place = customer_of(stretch[0]).city

        def book() -> None:
            made = trips.create(
                self._journal, name=name, kind=kind, start_on=first, end_on=last, place=place if kind == "event" else ""
            )
            for appointment in stretch:
                appointment.trip_id = made.id

        self._later(datetime.combine(self._calendar.back_to_work(first - timedelta(days=3)), time(17, 45)), book)

    def _expect_plan(self, language: str, plan: PlanText, number: int) -> None:
        """Begin a plan some months ago, with its steps spread until its target; the first plan ended some time ago."""
        today = self._calendar.today
        ago = 210 if number == 4 else self._chance.randrange(25, 130)
        start = self._calendar.onwards(today - timedelta(days=ago))
        length = 150 if number == 4 else ago + self._chance.randrange(30, 150)
        order = promises()["ordered"].get(plan.goal)
        if order:
            start, length = self._calendar.onwards(today - timedelta(days=order["days"])), order["length"]
        target = self._calendar.onwards(start + timedelta(days=length))
        customer = self._customer_of(plan, language)

        def begin() -> None:
            made = plans.create(
                self._journal,
                goal=plan.goal,
                why=plan.why,
                account_id=customer.id if customer else None,
                start_on=start,
                check_in_on=self._next_check(start),
                target_on=target,
            )
            before: int | None = None
            for position, title in enumerate(plan.steps, start=1):
                due = self._calendar.onwards(start + timedelta(days=length * position // len(plan.steps)))
                after = before if order is not None else None
                step = plans.add_step(self._journal, made.id, title=title, due_on=due, after_id=after)
                self._close_in_time(step.id, due)
                before = step.id
            if order:
                self._put_off(made.id, target, order)
            if number == 4:
                self._later(
                    datetime.combine(start + timedelta(days=length + 3), time(17)),
                    lambda: plans.close(self._journal, made.id),
                )

        self._later(datetime.combine(start, time(17, 10)), begin)

    def _put_off(self, plan_id: int, target: date, order: dict[str, int]) -> None:
        """Put the target of a plan off some days ago, and the steps that are open then by some days more."""

        def put_off() -> None:
            still_open = self._journal.rows(
                "SELECT id, due_on FROM step WHERE plan_id = ? AND closed_at IS NULL ORDER BY plan_position", plan_id
            )
            moved = {
                step_id: self._calendar.onwards(date.fromisoformat(due_on) + timedelta(days=order["steps"]))
                for step_id, due_on in still_open
            }
            later = self._calendar.onwards(target + timedelta(days=order["target"]))
            plans.edit(self._journal, plan_id, target_on=later)
            plan_order.set_days(self._journal, plan_id, moved)

        on = self._calendar.back_to_work(self._calendar.today - timedelta(days=11))
        self._later(datetime.combine(on, time(17, 55)), put_off)

    def _next_check(self, start: date) -> date:
        check = start
        while check <= self._calendar.today:
            check += timedelta(days=28)
        return self._calendar.onwards(check)

    def _close_in_time(self, step_id: int, due: date) -> None:
        done = self._calendar.onwards(due - timedelta(days=self._chance.randrange(0, 6)))
        if self._calendar.today - done > timedelta(days=5) or self._chance.random() < 0.6:
            self._later(datetime.combine(done, time(15, 45)), lambda: steps.close(self._journal, step_id))

    def _customer_of(self, plan: PlanText, language: str) -> Customer | None:
        """Return the customer a plan names, or for the plans that name none one it fits, if it is about one at all."""
        text = plan.goal + plan.why + " ".join(plan.steps)
        for customer in self._cast.customers:
            if customer.language == language and (customer.short in text or customer.name in text):
                return customer
        about = staging().plans.get(plan.goal)
        return self._cast.named(about) if about else None

    def _change_job(self, day: date) -> Callable[[], None]:
        def change() -> None:
            language = self._chance.choice(LANGUAGES)
            settled = [
                person
                for customer in self._cast.customers
                if customer.language == language and customer.quiet_until is None
                for person in customer.people
                if person.met >= 2
                and not person.moved
                and person.level != "executive"
                and not self._teller.is_in_a_story(person)
            ]
            if not settled:
                return
            person = self._chance.choice(settled)
            others = [
                customer
                for customer in self._cast.customers
                if customer.language == language and customer is not person.customer and customer.rank != "C"
            ]
            self._cast.move(person, self._chance.choice(others), day)

        return change
