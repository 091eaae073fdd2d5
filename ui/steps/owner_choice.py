"""Who does a step, chosen from me, my colleagues, the customer, and the people it has to do with."""

from __future__ import annotations

from collections.abc import Iterable

from models import colleagues, steps
from ui.session import Session
from ui.translations import say
from ui.widgets.word_choice import WordChoice

ME, THEM = "ours", "theirs"


class OwnerChoice(WordChoice):
    """A box of names; its value is a side, with the id of who was chosen behind it."""

    def __init__(self, session: Session) -> None:
        super().__init__(say("Who does it"), "", {})
        self._session = session

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        """Offer me, my colleagues, the customer, and each of the people; keep who was chosen."""
        chosen = self.value()
        self.clear()
        self.addItem(say("Me"), ME)
        for colleague in self._session.read(colleagues.listing):
            self.addItem(colleague.name, f"{ME}:{colleague.id}")
        self.addItem(say("The customer"), THEM)
        for contact_id, name in people:
            self.addItem(say("{name} (customer)", name=name), f"{THEM}:{contact_id}")
        self.set_value(chosen or ME)

    def choose_owner_of(self, step: steps.StepRow) -> None:
        """Choose who does a step."""
        owner = step.owner_colleague_id if step.owner_side == ME else step.owner_contact_id
        self.set_value(f"{step.owner_side}:{owner}" if owner else step.owner_side)

    def fields(self) -> steps.StepFields:
        """Return the side and who of it was chosen."""
        side, _, owner = self.value().partition(":")
        return {
            "owner_side": side,
            "owner_colleague_id": int(owner) if owner and side == ME else None,
            "owner_contact_id": int(owner) if owner and side == THEM else None,
        }
