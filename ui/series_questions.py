"""What is asked before one that comes back is deleted."""

from __future__ import annotations

from models import steps, visits
from ui import alerts
from ui.session import Session
from ui.translations import say


def which_goes(session: Session, record: str, record_id: int) -> str:
    """Ask of a 'visit' or 'step' that comes back what is to be deleted: 'one', 'later', or nothing after all.

    Of what does not come back, or is over, nothing is asked: it is 'later'.
    """
    if record == "visit":
        visit = session.read(visits.get, record_id)
        comes_back = bool(visit.repeats) and visit.state == "planned"
    else:
        step = session.read(steps.get, record_id)
        comes_back = bool(step.repeats) and step.closed_at is None
    if not comes_back:
        return "later"
    return alerts.current().choose(
        say("Delete what comes back?"),
        say("Left out this once, it stands on its next day as it was prepared."),
        [("one", say("Leave out this once")), ("later", say("Delete this and all later ones"))],
    )
