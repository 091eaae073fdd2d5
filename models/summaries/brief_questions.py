"""Questions to ask on a visit, suggested from what is open: each from a rule, the most pressing first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from models.summaries.brief_delivery import WARRANTY_DAYS
from models.summaries.brief_facts import BriefFacts
from models.summaries.brief_page import clipped
from models.text import day_words
from models.text.language import Language

DISSATISFIED = 2
"""A satisfaction up to this one, of 1 to 5, is asked about."""

_NAME_LETTERS = 60
"""No longer name stands in a question."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question, and the record it is about: its kind and id as the window opens it, or None."""

    text: str
    opens: tuple[str, int] | None = None


def suggested(facts: BriefFacts, today: date, language: Language) -> Iterator[Suggestion]:
    """Yield the questions worth asking, without those that already stand on the preparation list."""
    known = {_as_known(one.question) for one in (*facts.asked, *facts.unanswered)}
    for rule in _RULES:
        for suggestion in rule(facts, today, language):
            if _as_known(suggestion.text) not in known:
                known.add(_as_known(suggestion.text))
                yield suggestion


def _as_known(question: str) -> str:
    return " ".join(question.casefold().split())


def _short(name: str) -> str:
    """Return a name as it stands in a question, which is read at a glance."""
    return clipped(name, _NAME_LETTERS)


def _complaints(facts: BriefFacts, today: date, language: Language) -> Iterator[Suggestion]:
    for step in facts.of_kind("complaint"):
        if step.first_answered_at is None:
            said = language.say("What do you need from us first to settle “{title}”?", title=_short(step.title))
        else:
            said = language.say("Is “{title}” settled on your side?", title=_short(step.title))
        yield Suggestion(said, ("step", step.id))


def _requests(facts: BriefFacts, today: date, language: Language) -> Iterator[Suggestion]:
    for step in facts.of_kind("request"):
        if step.first_answered_at is None:
            said = language.say("What is needed to close “{title}”?", title=_short(step.title))
        else:
            said = language.say("Does our answer to “{title}” help?", title=_short(step.title))
        yield Suggestion(said, ("step", step.id))


def _their_promises(facts: BriefFacts, today: date, language: Language) -> Iterator[Suggestion]:
    for step in facts.of_kind("customer_promise"):
        if step.due_on is None or step.due_on < today.isoformat():
            said = language.say("When can we count on “{title}”?", title=_short(step.title))
            yield Suggestion(said, ("step", step.id))


def _our_late_promises(facts: BriefFacts, today: date, language: Language) -> Iterator[Suggestion]:
    for step in facts.of_kind("promise"):
        if step.due_on is not None and step.due_on < today.isoformat():
            said = language.say("We are late with “{title}”: which day still serves you?", title=_short(step.title))
            yield Suggestion(said, ("step", step.id))


def _payments(facts: BriefFacts, today: date, language: Language) -> Iterator[Suggestion]:
    for money in facts.delivery.money:
        opens, title = ("receivable", money.id), _short(money.title)
        if money.promised_on is not None:
            day = day_words.short_date(language, date.fromisoformat(money.promised_on), today)
            if money.promised_on < today.isoformat():
                said = language.say("“{title}” was to be paid on {day}: what holds it up?", title=title, day=day)
            else:
                said = language.say("Will “{title}” be paid on {day} as promised?", title=title, day=day)
            yield Suggestion(said, opens)
        elif money.due_on < today.isoformat():
            yield Suggestion(language.say("On which day will “{title}” be paid?", title=title), opens)


def _signatures(facts: BriefFacts, today: date, language: Language) -> Iterator[Suggestion]:
    for project in facts.delivery.signatures:
        for department, _why in project.blocked:
            said = language.say(
                "What does {department} need to sign for {project}?",
                department=_short(department),
                project=_short(project.project),
            )
            yield Suggestion(said, ("project", project.project_id))


def _feedback(facts: BriefFacts, today: date, language: Language) -> Iterator[Suggestion]:
    for one in facts.delivery.feedback[:1]:
        said = language.say("Is “{words}” still so with {product}?", words=_short(one.words), product=one.product)
        yield Suggestion(said, ("feedback", one.id))


def _warranties(facts: BriefFacts, today: date, language: Language) -> Iterator[Suggestion]:
    for one in facts.delivery.products[:1]:
        if (
            one.warranty_end_on is not None
            and 0 <= (date.fromisoformat(one.warranty_end_on) - today).days <= WARRANTY_DAYS
        ):
            said = language.say("Who maintains {product} after the warranty?", product=_short(one.product))
            yield Suggestion(said, ("asset", one.id))


def _unknown_people(facts: BriefFacts, today: date, language: Language) -> Iterator[Suggestion]:
    opens = ("account", facts.account.id)
    if "decision" not in facts.known_roles:
        yield Suggestion(language.say("Who decides here, and who could introduce us?"), opens)
    if facts.delivery.money and "finance" not in facts.known_roles:
        yield Suggestion(language.say("Who releases the payments?"), opens)
    for person in facts.people:
        if person.placeholder:
            said = language.say("Who is “{post}” now, and how do we reach them?", post=_short(person.name))
            yield Suggestion(said, ("contact", person.id))


def _rivals(facts: BriefFacts, today: date, language: Language) -> Iterator[Suggestion]:
    for project in facts.without_rival:
        said = language.say("Whom else have you asked about {project}?", project=_short(project))
        yield Suggestion(said, ("account", facts.account.id))


def _satisfaction(facts: BriefFacts, today: date, language: Language) -> Iterator[Suggestion]:
    for meeting in facts.meetings[:1]:
        if meeting.satisfaction is not None and meeting.satisfaction <= DISSATISFIED:
            yield Suggestion(language.say("What has to change for you to be satisfied again?"), ("visit", meeting.id))


def _silence(facts: BriefFacts, today: date, language: Language) -> Iterator[Suggestion]:
    rhythm = facts.account.rhythm_days
    if facts.last_seen is None or rhythm is None:
        return
    seen = date.fromisoformat(facts.last_seen[:10])
    if (today - seen).days > rhythm:
        day = day_words.short_date(language, seen, today)
        said = language.say("What has changed for you since {day}?", day=day)
        yield Suggestion(said, ("visit", facts.meetings[0].id))


_RULES: tuple[Callable[[BriefFacts, date, Language], Iterator[Suggestion]], ...] = (
    _complaints,
    _requests,
    _their_promises,
    _our_late_promises,
    _payments,
    _signatures,
    _warranties,
    _feedback,
    _unknown_people,
    _satisfaction,
    _rivals,
    _silence,
)
"""In this order the questions are suggested; a page without room for all of them leaves out the last."""
