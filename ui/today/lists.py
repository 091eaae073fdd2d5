"""The rows of the page's short lists: quiet accounts, people met lately, and visits to write up."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.meetings import Met
from models.rhythm import QuietAccount
from models.text import day_words
from models.visit_lists import VisitLine
from ui.session import Session
from ui.today.sections import two_line_row
from ui.translations import language, plural, say
from ui.widgets.buttons import button
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import column, holding, row
from ui.widgets.link import Link
from ui.widgets.role_dot import RoleDot


def quiet_row(session: Session, quiet: QuietAccount) -> QWidget:
    """Return the row of an account that goes quiet: who was met last, how long ago, and a way to plan a visit."""
    account = Link(quiet.name)
    account.clicked.connect(lambda: session.open_record("account", quiet.id))
    seen = Link(
        plural("{count} day ago", "{count} days ago", quiet.days),
        "body",
        "amber" if quiet.is_amber else "text",
        name=say("Open the last visit to {account}", account=quiet.name),
    )
    seen.clicked.connect(lambda: session.open_record("visit", quiet.last_visit_id))
    when = column(
        None,
        row(None, label(say("Last seen")), seen, spacing=4),
        row(None, label(_rhythm(session, quiet), "caption", "text_2")),
        None,
        spacing=0,
    )
    person = Elided(_quiet_person(quiet), "caption", "text_2")
    return two_line_row(row(account, None), person, holding(when), _what_next(session, quiet))


def _rhythm(session: Session, quiet: QuietAccount) -> str:
    if quiet.planned_on is None:
        return plural("Rhythm every day", "Rhythm every {count} days", quiet.rhythm_days)
    day = day_words.near_date(language(), date.fromisoformat(quiet.planned_on), session.today())
    return say("Planned {day}", day=day)


def _quiet_person(quiet: QuietAccount) -> str:
    if quiet.person and quiet.title:
        return f"{quiet.person} · {quiet.title}"
    if quiet.person and quiet.topic:
        return say("{person} · last topic: {topic}", person=quiet.person, topic=quiet.topic)
    return quiet.person or quiet.topic


def _what_next(session: Session, quiet: QuietAccount) -> QWidget:
    """Return the button that plans a visit, or opens the one that is planned."""
    planned = quiet.planned_visit_id
    if planned is None:
        made = button(say("Plan"), "small", name=say("Plan a visit to {account}", account=quiet.name))
        made.clicked.connect(lambda: session.new_visit(quiet.id))
    else:
        made = button(say("Open"), "small", name=say("Open the visit to {account}", account=quiet.name))
        made.clicked.connect(lambda: session.open_record("visit", planned))
    return made


def met_row(session: Session, met: Met) -> QWidget:
    """Return the row of a person met lately: at which account, about what and when."""
    person = Link(met.name)
    person.clicked.connect(lambda: session.open_record("contact", met.contact_id))
    account = Link(met.account, "caption", "text_2")
    account.clicked.connect(lambda: session.open_record("account", met.account_id))
    day = date.fromisoformat(met.start[:10])
    when = Link(
        day_words.past_words(language(), day, session.today()),
        "body",
        "text_2",
        name=say("Open the visit to {account}, {time}", account=met.account, time=met.start[:10]),
    )
    when.clicked.connect(lambda: session.open_record("visit", met.visit_id))
    second = row(account, Elided(f"· {met.topic}" if met.topic else "", "caption", "text_2"), spacing=4)
    return two_line_row(row(RoleDot(met.role_group), person, None), second, when)


def write_up_row(session: Session, visit: VisitLine) -> QWidget:
    """Return the row of a visit of an earlier day that nobody wrote up."""
    account = Link(visit.account)
    account.clicked.connect(lambda: session.open_record("account", visit.account_id))
    day = day_words.near_date(language(), date.fromisoformat(visit.start[:10]), session.today())
    said = [day, *visit.people[:1], visit.purpose]
    made = button(say("Write up"), "small", name=say("Write up the visit to {account}", account=visit.account))
    made.clicked.connect(lambda: session.open_record("visit", visit.id))
    about = Elided(" · ".join(part for part in said if part), "caption", "text_2")
    return two_line_row(row(account, None), about, made)


def more_link(count: int, name: str) -> Link:
    """Return the link to what a short list leaves out."""
    made = Link(say("{count} more", count=count), "body", "accent", name=name)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made
