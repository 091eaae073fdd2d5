"""What pages and sheets call those who took part in a visit and those who own its steps."""

from __future__ import annotations

from models.summaries.frame import Frame
from models.summaries.visit_details import OwnedStep, Participant
from models.text.language import Language


def post_of(person: Participant, language: Language) -> str:
    """Return someone's name with the post of that time."""
    post = language.listing([part for part in (person.title, person.department) if part])
    return language.say("{name} ({post})", name=person.name, post=post) if post else person.name


def owner_of(frame: Frame, owned: OwnedStep) -> str:
    """Return who does a step: the one named, or else the side."""
    if owned.owner:
        return owned.owner
    if owned.step.owner_side == "theirs":
        return owned.step.account or frame.language.say("the customer")
    # A customer is told of the house, not of who in it: colleagues who own steps are not shown to customers.
    name = frame.company if frame.is_for_customer else frame.author
    return name or frame.language.say("us")


def dotted(parts: list[str], language: Language) -> str:
    """Return short parts of one line with a dot between them."""
    line, *rest = parts
    for part in rest:
        line = language.say("{left} · {right}", left=line, right=part)
    return line
