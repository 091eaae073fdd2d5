"""When each situation of the sample journal takes place, and at which account.

The stories come first, as their dates depend on one another. The other days are dealt from a deck of situations, the
newest day first, so that among the newest visits none happens twice; the accounts are chosen afterwards, the oldest
day first, so that first meetings come where nobody has been.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.sample.calendar import Calendar
from models.sample.cast import Customer
from models.sample.texts import LANGUAGES, Situation, StoryText, situations, staging

_THIS_WEEK = (2, 3, 3, 3, 2)
"""Visits on each day of the current week, Monday first."""

_WISHES = "aahschashcahs"
"""What the visits of this week should be, the newest first: with a highlight, with support needed, confidential,
or any."""

_PLANNED_KINDS = ("technical-exchange", "pursuit", "negotiation", "executive", "follow-up", "collection", "service")
_DAY_MINUTES = 540
_BETWEEN = 40
_WEIGHT = {"A": 3.0, "B": 1.7, "C": 0.8}


@dataclass(slots=True)
class Appointment:
    """A visit to be: what happens, where, when and how it ends; `story` is the prefix of its story, if it has one."""

    situation: Situation
    day: date
    state: str = "held"
    story: str = ""
    customer: Customer | None = None
    start: datetime = datetime.min
    unwritten: bool = False
    trip_id: int | None = None


def customer_of(appointment: Appointment) -> Customer:
    """Return where an appointment takes place, once that is chosen."""
    if appointment.customer is None:
        raise ValueError(f"{appointment.situation.key} plays nowhere yet")
    return appointment.customer


class Schedule:
    """Lays the appointments of a sample journal out over its years."""

    def __init__(self, customers: list[Customer], calendar: Calendar, chance: random.Random, visits: int) -> None:
        self._customers = customers
        self._calendar = calendar
        self._chance = chance
        self._visits = visits
        self._crowded = visits > 4000
        self._days: dict[date, list[Appointment]] = {}
        self._story_keys: set[str] = set()
        self._decks: dict[str, list[Situation]] = {}
        self._dealt: Counter[str] = Counter()
        self._places: dict[str, list[Customer]] = {}
        self._open = {customer.id for customer in customers if customer.rank == "A" or chance.random() < 0.5}

    def appointments(self) -> list[Appointment]:
        """Return all appointments by their start."""
        ahead = min(12, self._visits // 20)
        self._plan_stories(ahead)
        self._decks = {language: self._new_deck(language) for language in LANGUAGES}
        self._plan_ahead(max(ahead - self._count(after=self._calendar.today), 0))
        self._plan_this_week()
        self._plan_the_past(self._visits - self._count())
        self._let_some_fail()
        for day in sorted(self._days):
            for appointment in self._days[day]:
                self._choose_customer(appointment)
            self._set_hours(day)
        everything = [appointment for day in self._days.values() for appointment in day]
        self._leave_some_unwritten(everything)
        return sorted(everything, key=lambda appointment: (appointment.start, appointment.situation.key))

    def _count(self, after: date = date.min) -> int:
        return sum(len(day) for on, day in self._days.items() if on > after)

    def _put(self, situation: Situation, day: date, state: str = "held", story: str = "") -> Appointment:
        appointment = Appointment(situation, day, state, story)
        self._days.setdefault(day, []).append(appointment)
        return appointment

    def _plan_stories(self, ahead: int) -> None:
        """Place each story once, as long as they leave room for the rest."""
        room = (self._visits - ahead) * 2 // 5
        for story in staging().stories:
            parts = [s for s in situations(story.language) if s.part and s.part[0] == story.prefix]
            self._story_keys.update(part.key for part in parts)
            parts.sort(key=lambda situation: situation.part or ("", 0))
            days = self._days_of(story, len(parts))
            if len(parts) > room or len(parts) > len(days):
                continue
            room -= len(parts)
            home = next(customer for customer in self._customers if customer.name == story.account)
            if story.quiet_until:
                home.quiet_until = self._calendar.today - timedelta(days=story.quiet_until)
            previous = self._calendar.first - timedelta(days=1)
            following = [*days[1:], days[-1] + timedelta(days=10)]
            for situation, wanted, before in zip(parts, days, following, strict=False):
                seasonal = _in_season(situation, wanted, previous + timedelta(days=5), before - timedelta(days=5))
                day = self._story_day(situation, seasonal, previous)
                state = "planned" if day > self._calendar.today else "held"
                self._put(situation, day, state, story.prefix).customer = self._place_of(situation, home)
                previous = day

    def _days_of(self, story: StoryText, parts: int) -> list[date]:
        today = self._calendar.today
        if story.days_ago:
            return [today - timedelta(days=ago) for ago in story.days_ago]
        length = sum(story.gaps)
        last = self._chance.randrange(14, 150)
        days = [today - timedelta(days=last + length)]
        for gap in story.gaps[: parts - 1]:
            days.append(days[-1] + timedelta(days=gap))
        return days

    def _story_day(self, situation: Situation, wanted: date, previous: date) -> date:
        calendar = self._calendar
        wanted = max(wanted, previous + timedelta(days=1))
        weekday = staging().weekday.get(situation.key)
        if weekday is not None:
            return wanted + timedelta(days=(weekday - wanted.weekday()) % 7)
        limit = calendar.today if wanted <= calendar.today else calendar.today + timedelta(days=44)
        if wanted > calendar.today:
            return calendar.onwards(wanted)
        return max(calendar.near(wanted, situation.language, until=limit), previous + timedelta(days=1))

    def _place_of(self, situation: Situation, home: Customer) -> Customer:
        elsewhere = staging().at.get(situation.key)
        return next((c for c in self._customers if elsewhere and c.name in elsewhere), home)

    def _plan_ahead(self, count: int) -> None:
        today = self._calendar.today
        days = self._calendar.working_days(today + timedelta(days=1), today + timedelta(days=14))
        for number in range(count):
            # Nearer days are fuller, as in anybody's calendar.
            day = days[int(len(days) * (number / count) ** 1.8)]
            situation = self._deal(day, lambda s: s.kind in _PLANNED_KINDS and s.minutes >= 20, ordinary=True)
            self._put(situation, day, "planned")

    def _plan_this_week(self) -> None:
        calendar = self._calendar
        room = self._visits - self._count()
        wishes = iter(_WISHES)
        days = calendar.working_days(calendar.monday, calendar.today)
        for day in reversed(days):
            for _ in range(_THIS_WEEK[day.weekday()] - len(self._days.get(day, []))):
                if room <= 0:
                    return
                self._put(self._deal(day, _wish(next(wishes, "a")), ordinary=True), day)
                room -= 1

    def _plan_the_past(self, count: int) -> None:
        """Deal the other visits over the days before this week, more of them recently."""
        calendar = self._calendar
        days = calendar.working_days(calendar.first, calendar.monday - timedelta(days=1))
        if count <= 0:
            return
        weights = [
            (0.35 + 1.4 * (number / len(days)) ** 2) * self._chance.uniform(0.2, 1.8) for number in range(len(days))
        ]
        total = sum(weights)
        reached, dealt, slots = 0.0, 0, list[date]()
        for day, weight in zip(days, weights, strict=True):
            reached += weight
            upto = round(reached / total * count)
            slots.extend([day] * (upto - dealt))
            dealt = upto
        for day in reversed(slots):
            situation = self._deal(day, lambda s: not s.confidential or self._chance.random() < 0.5)
            self._put(situation, self._other_weekday(situation, day))

    def _other_weekday(self, situation: Situation, day: date) -> date:
        weekday = staging().weekday.get(situation.key)
        if weekday is None:
            return day
        moved = day - timedelta(days=day.weekday()) + timedelta(days=weekday)
        return moved if moved < self._calendar.monday else moved - timedelta(days=7)

    def _deal(self, day: date, wanted: Callable[[Situation], bool], *, ordinary: bool = False) -> Situation:
        """Take the first situation from the deck that fits the day: the wish, then at least the day."""
        language = self._calendar.language(day)
        for deck in (self._decks[language], self._decks[LANGUAGES[language == LANGUAGES[0]]]):
            for rule in (wanted, _anything):
                situation = self._draw(deck, day, rule, ordinary)
                if situation is not None:
                    return situation
        deck = self._decks[language]
        left = {situation.key for situation in deck}
        deck[:0] = [situation for situation in self._new_deck(language) if situation.key not in left]
        return self._draw(deck, day, wanted, ordinary) or self._draw(deck, day, _anything, ordinary) or deck.pop()

    def _draw(
        self, deck: list[Situation], day: date, rule: Callable[[Situation], bool], ordinary: bool
    ) -> Situation | None:
        taken = self._days.get(day, [])
        for number in range(len(deck) - 1, -1, -1):
            if rule(deck[number]) and self._fits(deck[number], day, taken, ordinary):
                self._dealt[deck[number].key] += 1
                return deck.pop(number)
        return None

    def _new_deck(self, language: str) -> list[Situation]:
        cards = [situation for situation in situations(language) if situation.key not in self._story_keys]
        return self._chance.sample(cards, len(cards))

    def _fits(self, situation: Situation, day: date, taken: list[Appointment], ordinary: bool) -> bool:
        stage = staging()
        if day.month not in stage.months.get(situation.key, (day.month,)):
            return False
        if self._crowded and not ordinary:
            return True
        staged = situation.key in stage.hour or situation.key in stage.weekday
        if ordinary and (staged or situation.minutes > 200):
            return False
        if self._dealt[situation.key] >= sum(c.quiet_until is None for c in self._suitable(situation)):
            return False
        busy = sum(a.situation.minutes + _BETWEEN for a in taken if a.situation.key not in stage.hour)
        return staged or not taken or busy + situation.minutes <= _DAY_MINUTES

    def _let_some_fail(self) -> None:
        """Make some meetings of the past missed or cancelled: above all those of the chiefs."""
        before = [
            appointment
            for day in sorted(self._days)
            for appointment in self._days[day]
            if day < self._calendar.monday and not appointment.story and not appointment.situation.confidential
        ]
        for state, kinds, share in (("missed", ("executive",), 90), ("cancelled", _PLANNED_KINDS, 120)):
            possible = [a for a in before if a.situation.kind in kinds and a.state == "held"]
            for appointment in self._chance.sample(possible, min(len(possible), self._visits // share)):
                appointment.state = state

    def _leave_some_unwritten(self, appointments: Iterable[Appointment]) -> None:
        recent = [
            a
            for a in appointments
            if a.state == "held" and a.day >= self._calendar.monday and not a.situation.confidential and not a.story
        ]
        recent.sort(key=lambda appointment: appointment.start)
        for appointment in recent[len(recent) - min(2, len(recent) // 4) :]:
            appointment.unwritten = True

    def _choose_customer(self, appointment: Appointment) -> None:
        situation, day = appointment.situation, appointment.day
        if appointment.customer is None:
            fitting = [c for c in self._suitable(situation) if c.quiet_until is None or day > c.quiet_until]
            fitting = fitting or [c for c in self._customers if c.language == situation.language]
            fitting = [c for c in fitting if situation.key not in c.played] or fitting
            if situation.kind == "first-meeting":
                fitting = [c for c in fitting if c.appointments == 0] or fitting
            else:
                fitting = [c for c in fitting if c.id in self._open] or fitting
            appointment.customer = max(fitting, key=lambda customer: self._overdue(customer, day))
        customer = appointment.customer
        customer.played.add(situation.key)
        customer.appointments += 1
        customer.last = day
        self._open.add(customer.id)

    def _overdue(self, customer: Customer, day: date) -> float:
        """Return how much a visit is due: the days since the last one, more for a greater customer, and some chance."""
        days = (day - (customer.last or self._calendar.first)).days
        return (days + 3) * _WEIGHT[customer.rank] * self._chance.uniform(0.5, 1.5)

    def _suitable(self, situation: Situation) -> list[Customer]:
        """Return the customers at which a situation could take place."""
        if situation.key not in self._places:
            self._places[situation.key] = [c for c in self._customers if self._suits(c, situation)]
        return self._places[situation.key]

    def _suits(self, customer: Customer, situation: Situation) -> bool:
        if customer.language != situation.language or situation.industry not in ("any", customer.industry):
            return False
        only_at = staging().at.get(situation.key)
        if only_at is not None:
            return customer.name in only_at
        if situation.kind in ("executive", "negotiation") and customer.rank == "C":
            return False
        return ("县" in customer.name) >= ("县" in situation.purpose)

    def _set_hours(self, day: date) -> None:
        """Give each visit of a day its hour: what is staged where it belongs, the rest one after the other."""
        chance = self._chance
        cursor = datetime.combine(day, time(8, 30)) + timedelta(minutes=5 * chance.randrange(0, 7))
        for appointment in sorted(self._days[day], key=lambda appointment: not _fills_the_day(appointment)):
            staged = staging().hour.get(appointment.situation.key)
            if staged is not None and (appointment.state != "planned" or appointment.story):
                appointment.start = datetime.combine(day, time.fromisoformat(staged))
            elif self._crowded:
                appointment.start = datetime.combine(day, time(8)) + timedelta(minutes=5 * chance.randrange(108))
            else:
                appointment.start = cursor
                pause = _BETWEEN + 5 * chance.randrange(-2, 3)
                cursor = _rounded(cursor + timedelta(minutes=appointment.situation.minutes + pause))


def _fills_the_day(appointment: Appointment) -> bool:
    return appointment.situation.minutes >= 300 or appointment.situation.channel == "event"


def _anything(situation: Situation) -> bool:
    return True


def _in_season(situation: Situation, wanted: date, first: date, last: date) -> date:
    """Return the day nearest to the one wanted, between two others, that lies in a month the situation allows."""
    months = staging().months.get(situation.key)
    if months is None or wanted.month in months:
        return wanted
    nearest = (wanted + timedelta(days=sign * number) for number in range(200) for sign in (-1, 1))
    return next((day for day in nearest if first <= day <= last and day.month in months), wanted)


def _wish(letter: str) -> Callable[[Situation], bool]:
    if letter == "h":
        return lambda s: bool(s.highlight) and not s.confidential
    if letter == "s":
        return lambda s: bool(s.support) and not s.confidential
    if letter == "c":
        return lambda s: s.confidential
    return lambda s: not s.confidential and s.kind not in ("event", "request")


def _rounded(moment: datetime) -> datetime:
    """Return a moment at the next five minutes."""
    return moment + timedelta(minutes=-moment.minute % 5)
