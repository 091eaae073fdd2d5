"""The words of the coverage: levels, what is missing of a group, and the rule by which contacts count."""

from __future__ import annotations

from collections.abc import Iterator

from models.coverage import DEEP_FROM, FACE_TO_FACE_FROM, SEVERAL_FROM, Coverage, Covered, RoleCoverage
from models.text.coverage_words import COVERAGE_NAMES, contacts_words
from models.warm_path import ASKED_FROM, Introducer
from ui.contacts.words import closeness_words, met_words, role_words, stance_words
from ui.session import Session
from ui.translations import capital, language, plural, say

LEVEL_TONES = {"none": "outlined", "brief": "plain", "several": "accent", "deep": "green"}
"""The tone of the pill of each level; a group below what is wanted is amber."""


def group_words(role: RoleCoverage) -> str:
    """Return the name of a row."""
    return role_words(role.role_group) or say("No role yet")


def level_words(level: str) -> str:
    """Return a level as it stands alone."""
    return capital(say(COVERAGE_NAMES[level]))


def people_words(role: RoleCoverage) -> str:
    """Return how many people of a group are known."""
    return plural("{count} person", "{count} people", len(role.people))


def score_words(found: Coverage) -> str:
    """Return how much of what is wanted has been reached, or that nothing is wanted yet."""
    if found.score is None:
        return say("Nothing is wanted yet: choose a level for each group")
    return say("{percent} % of what is wanted", percent=found.score.percent)


def reasons(found: Coverage) -> Iterator[str]:
    """Yield what the score comes from: each group that falls short, and why, then those that do not."""
    for role in found.roles:
        if role.wanted is not None and role.falls_short:
            yield say(
                "{group}: {level}, wanted {wanted} ({contacts})",
                group=group_words(role),
                level=say(COVERAGE_NAMES[role.level]),
                wanted=say(COVERAGE_NAMES[role.wanted]),
                contacts=contacts_words(language(), role.contacts, role.face_to_face),
            )
            if role.contacts and len(role.people) == 1:
                yield say("{group}: all of it hangs on {name}", group=group_words(role), name=role.people[0].name)
    reached = [
        say("{group} ({level})", group=group_words(role), level=say(COVERAGE_NAMES[role.level]))
        for role in found.roles
        if role.wanted is not None and not role.falls_short
    ]
    if reached:
        yield say("Reached: {groups}", groups=language().listing(reached))


def missing_words(role: RoleCoverage) -> str:
    """Return what stands on the place of a group that is to be known better: 'Nobody yet in Finance'."""
    if not role.people:
        return say("Nobody yet in {group}", group=group_words(role))
    return say("{level} is wanted here", level=level_words(role.wanted or "none"))


def needs_no_introduction(role: RoleCoverage) -> bool:
    """Return whether somebody of a group is so close to us that meeting again is all it takes."""
    return bool(role.people) and (role.people[0].closeness or 0) >= ASKED_FROM


def contacts_missing(role: RoleCoverage) -> str:
    """Return how many contacts it takes until a group is known as well as wanted."""
    return plural("{count} more contact would do", "{count} more contacts would do", role.missing)


def bare_words(role: RoleCoverage) -> str:
    """Return at how many accounts of the tree nobody of a group is known."""
    return plural("Nobody yet at {count} account", "Nobody yet at {count} accounts", role.bare_count)


def introducer_words(found: Introducer | None) -> str:
    """Return who could introduce us to a group, or that nobody can."""
    if found is None:
        return say("Nobody can introduce you yet")
    return say("{name} could introduce you", name=found.person.name)


def rule_words(found: Coverage) -> str:
    """Return the rule by which a group is known."""
    return plural(
        "What was held in the last month counts, wherever it was. Brief: one contact or two. "
        "Several: {several} or more. Deep: {deep} or more, {face} of them face to face.",
        "What was held in the last {count} months counts, wherever it was. Brief: one contact or two. "
        "Several: {several} or more. Deep: {deep} or more, {face} of them face to face.",
        found.months,
        several=SEVERAL_FROM,
        deep=DEEP_FROM,
        face=FACE_TO_FACE_FROM,
    )


def post_line(person: Covered, account_id: int) -> str:
    """Return the second line of a card: the title, and the branch where it is another account."""
    branch = person.account if person.account_id != account_id else ""
    if person.title and branch:
        return say("{title} · {account}", title=person.title, account=branch)
    return person.title or branch


def card_words(session: Session, person: Covered, group: str, account_id: int) -> str:
    """Return a card in words, for a screen reader."""
    if person.placeholder:
        parts = [person.name, say("name unknown"), post_line(person, account_id), group]
    else:
        parts = [
            person.name,
            post_line(person, account_id),
            group,
            stance_words(person.stance),
            closeness_words(person.closeness),
            met_words(person.last_met, session.today()),
        ]
    return language().listing([part for part in parts if part])
