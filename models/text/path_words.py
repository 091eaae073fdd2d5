"""The words of a warm path: how we know whom we ask, and why each opens the door to the next."""

from __future__ import annotations

from datetime import date

from models.contact_list import ContactLine
from models.text.day_words import past_words
from models.text.field_words import ROLE_NAMES
from models.text.language import Language
from models.warm_path import Introducer, Tie, WarmPath


def known_words(language: Language, person: ContactLine, today: date) -> str:
    """Return how we know a person: 'You know Tom Aldous: closeness 4 of 5, last met 12 days ago'."""
    name, number = person.name, person.closeness
    when = past_words(language, date.fromisoformat(person.last_met[:10]), today) if person.last_met else ""
    if number and when:
        return language.say("You know {name}: closeness {number} of 5, last met {when}",
                            name=name, number=number, when=when)  # fmt: skip
    if not when:
        return language.say("You know {name}: closeness {number} of 5, no meeting yet", name=name, number=number)
    return language.say("You have met {name}, last {when}", name=name, when=when)


def tie_words(language: Language, first: str, tie: Tie, second: str, account: str, today: date) -> str:
    """Return why one person opens the door to another: 'Tom Aldous introduced 徐海 to us, on 3 May 2026'.

    `account` is where the second one works.
    """
    say = language.say
    day = language.day(date.fromisoformat(tie.day)) if tie.day else ""
    if tie.kind == "introduced":
        return _introduced(language, first, second, day)
    if tie.kind == "introduced_by":
        return _introduced(language, second, first, day)
    if tie.kind == "leads":
        return say("{second} reports to {first}", first=first, second=second)
    if tie.kind == "reports":
        return say("{first} reports to {second}", first=first, second=second)
    if tie.kind == "met":
        return language.plural(
            "{first} and {second} sat together in {count} of our meetings, on {day}",
            "{first} and {second} sat together in {count} of our meetings, last on {day}",
            tie.count,
            first=first,
            second=second,
            day=day,
        )
    return say("{first} works at {account} too", first=first, account=account)


def path_reasons(language: Language, path: WarmPath, today: date) -> list[str]:
    """Return the reason of each hop of a path, from us on."""
    people = path.people
    hops = [
        tie_words(language, one.name, tie, other.name, other.account, today)
        for one, tie, other in zip(people, path.ties[1:], people[1:], strict=False)
    ]
    return [known_words(language, people[0], today), *hops]


def introducer_reasons(language: Language, found: Introducer, today: date) -> list[str]:
    """Return why somebody could introduce us into a group."""
    person = found.person
    reasons = [known_words(language, person, today)]
    if found.leads_to:
        reasons.append(tie_words(language, person.name, found.tie, found.leads_to, person.account, today))
    if found.introductions:
        reasons.append(
            language.plural(
                "{name} introduced {count} person to us already",
                "{name} introduced {count} people to us already",
                found.introductions,
                name=person.name,
            )
        )
    return reasons


def ask_for_person(language: Language, path: WarmPath) -> str:
    """Return the title of the step that begins a path: to ask the first for an introduction, or to call the person."""
    first, wanted = path.people[0], path.people[-1]
    if first is wanted:
        return language.say("Get in touch with {name}", name=wanted.name)
    if len(path.people) == 2:
        return language.say("Ask {name} to introduce us to {person}", name=first.name, person=wanted.name)
    return language.say("Ask {name} for the way to {person}, by way of {others}", name=first.name, person=wanted.name,
                        others=language.listing([one.name for one in path.people[1:-1]]))  # fmt: skip


def ask_for_group(language: Language, name: str, role_group: str, account: str) -> str:
    """Return the title of the step that asks somebody for a way into a role group of an account."""
    group = language.say(ROLE_NAMES[role_group])
    return language.say("Ask {name} who we should meet: {group} at {account}", name=name, group=group, account=account)


def find_way_in(language: Language, role_group: str, account: str) -> str:
    """Return the title of the step for a role group into which nobody we know leads."""
    group = language.say(ROLE_NAMES[role_group])
    return language.say("Find out who we should meet: {group} at {account}", group=group, account=account)


def _introduced(language: Language, first: str, second: str, day: str) -> str:
    if day:
        return language.say("{first} introduced {second} to us on {day}", first=first, second=second, day=day)
    return language.say("{first} introduced {second} to us", first=first, second=second)
