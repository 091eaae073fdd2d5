"""The rows of the page's short lists: tomorrow's visits, quiet accounts, people met lately, visits to write up."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from models.meetings import Met
from models.rhythm import QuietAccount
from models.text import day_words
from models.visit_lists import VisitLine
from models.week import DayVisit
from ui.session import Session
from ui.today import visit_deeds, words
from ui.today.sections import ListRow, two_line_row
from ui.today.visit_deeds import brief_button, write_up_button
from ui.translations import language, plural, say
from ui.widgets import menus
from ui.widgets.buttons import button
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import column, holding, row
from ui.widgets.link import Link
from ui.widgets.role_dot import RoleDot

_TIME_WIDTH = 44


def tomorrow_row(session: Session, visit: DayVisit) -> ListRow:
    """Return the row of a visit of tomorrow: when, to whom and about what, with the brief one key away."""
    shown = day_words.clock_words(visit.start) or say("Any time")
    when = Link(shown, "body", name=say("Open the visit to {account}, {time}", account=visit.account, time=shown))
    when.setMinimumWidth(max(_TIME_WIDTH, when.sizeHint().width()))
    when.clicked.connect(lambda: session.open_record("visit", visit.id))
    account = Link(visit.account)
    account.clicked.connect(lambda: session.open_record("account", visit.account_id))
    made = ListRow(
        when,
        visit_deeds.visit_keys(session, when, visit),
        menu=partial(visit_deeds.show_visit_menu, session, when, visit),
        record=("visit", visit.id),
    )
    about = Elided(words.in_short(visit), "caption", "text_2")
    return two_line_row(made, row(account, None), about, brief_button(session, when, visit), left=when)


def quiet_row(session: Session, quiet: QuietAccount) -> ListRow:
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
    next_step = _what_next(session, quiet)
    keys = {
        Qt.Key.Key_P: next_step.click,
        Qt.Key.Key_L: lambda: _log(session, quiet, account),
        Qt.Key.Key_S: lambda: _snooze(session, quiet, account),
    }
    menu = partial(_quiet_menu, session, quiet, next_step)
    made = ListRow(account, keys, menu=menu, record=("account", quiet.id))
    return two_line_row(made, row(account, None), person, holding(when), next_step)


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


def _what_next(session: Session, quiet: QuietAccount) -> QPushButton:
    """Return the button that plans a visit, or opens the one that is planned."""
    planned = quiet.planned_visit_id
    if planned is None:
        name = say("Plan a visit to {account}", account=quiet.name)
        made = button(say("Plan"), "small", name=name, key=QKeySequence("P"))
        made.clicked.connect(lambda: session.new_visit(quiet.id))
    else:
        name = say("Open the visit to {account}", account=quiet.name)
        made = button(say("Open"), "small", name=name, key=QKeySequence("P"))
        made.clicked.connect(lambda: session.open_record("visit", planned))
    return made


def _log(session: Session, quiet: QuietAccount, parent: QWidget) -> None:
    from ui.accounts.log_dialog import LogDialog

    LogDialog(session, quiet.id, quiet.name, parent.window()).open()


def _snooze(session: Session, quiet: QuietAccount, parent: QWidget) -> None:
    from ui.accounts.snooze_dialog import SnoozeDialog

    SnoozeDialog(session, "account", quiet.id, quiet.name, parent.window()).open()


def _quiet_menu(session: Session, quiet: QuietAccount, next_step: QPushButton, place: QPoint) -> None:
    """Show what can be done about a silence: the letters of the row, at a place of the screen."""
    plan = say("Plan a visit…") if quiet.planned_visit_id is None else say("Open the planned visit")
    menu = menus.new_menu(quiet.name, next_step)
    menus.add(menu, say("Open"), lambda: session.open_record("account", quiet.id), "accounts", say("Enter"))
    menus.add(menu, plan, next_step.click, "visits", "P")
    menus.add(menu, say("Log a contact…"), lambda: _log(session, quiet, next_step), "call", "L")
    menus.add(menu, say("Snooze…"), lambda: _snooze(session, quiet, next_step), "clock", "S")
    menus.show(menu, place)


def met_row(session: Session, met: Met) -> ListRow:
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
    made = ListRow(person, record=("contact", met.contact_id))
    return two_line_row(made, row(RoleDot(met.role_group), person, None), second, when)


def write_up_row(session: Session, visit: VisitLine) -> ListRow:
    """Return the row of a visit of an earlier day that nobody wrote up."""
    account = Link(visit.account)
    account.clicked.connect(lambda: session.open_record("account", visit.account_id))
    day = day_words.near_date(language(), date.fromisoformat(visit.start[:10]), session.today())
    said = [day, *visit.people[:1], visit.purpose]
    about = Elided(" · ".join(part for part in said if part), "caption", "text_2")
    write_up = write_up_button(session, visit)
    made = ListRow(
        write_up,
        visit_deeds.visit_keys(session, write_up, visit),
        menu=partial(visit_deeds.show_visit_menu, session, write_up, visit),
        record=("visit", visit.id),
    )
    return two_line_row(made, row(account, None), about, write_up)


def more_link(count: int, name: str) -> Link:
    """Return the link to what a short list leaves out."""
    made = Link(say("{count} more", count=count), "body", "accent", name=name)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made
