"""A visit of the day as a card: all that is needed before it, so that no visit starts unprepared."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from models.open_with import OpenStep
from models.text import day_words
from models.text.field_words import KIND_NAMES
from models.week import DayVisit, Guest
from ui import theme
from ui.session import Session
from ui.today import visit_deeds, words
from ui.today.sections import took_key
from ui.today.visit_deeds import brief_button, write_up_button
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import column, line, row
from ui.widgets.link import Link
from ui.widgets.paint import TONES, pill_width
from ui.widgets.picture import Picture
from ui.widgets.pills import PersonChip, Pill

_TIME_WIDTH = 72
_OPEN_ROW = 24
_HOMEWORK_SHOWN = 3
_PILL_ROOM = 88
_SLIM = QMargins(theme.CARD_PADDING, theme.CARD_GAP, theme.CARD_PADDING, theme.CARD_GAP)
_KIND_ORDER = ("promise", "customer_promise", "request", "complaint", "next_step")
"""How the open steps of a card are ordered; which ones it names was decided by how pressing they are."""


class VisitCard(QFrame):
    """A card; a click beside its names opens the visit, and so does its time, which the keys come to first.

    B shows the brief, H says that the visit was held, M that it was missed, W opens it to be written up.
    """

    main: QWidget

    def __init__(self, session: Session, visit: DayVisit, *, is_next: bool) -> None:
        super().__init__()
        self.session, self.visit = session, visit
        self.record = ("visit", visit.id)
        self._keys = visit_deeds.visit_keys(session, self, visit)
        over = visit.moment in ("held", "over")
        self.setProperty("kind", "sunk" if over else "card")
        self.setAccessibleName(_card_name(visit))
        self.until = Pill("", "accent", self)
        self.show_until(visit.minutes_until if is_next else None)
        if over:
            self.setLayout(self._one_line())
        elif not (visit.open or visit.homework or visit.expected_result) and len(visit.people) <= 1:
            self.setLayout(self._two_lines())
        else:
            self.setLayout(self._whole())

    def show_until(self, minutes: int | None) -> None:
        """Say how long it is until the visit begins, if that is soon."""
        now = self.visit.moment == "now"
        said = say("now") if now else words.until(minutes)
        self.until.set_pill(said, "accent")
        self.until.setVisible(bool(said))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._open_visit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not took_key(event, self._keys):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        visit_deeds.show_visit_menu(self.session, self, self.visit, event.globalPos())

    def _one_line(self) -> QVBoxLayout:
        """Lay out a visit that is over: it shrinks to a line, with what is left to do about it."""
        visit = self.visit
        mark = "check" if visit.moment == "held" else "clock"
        done = Picture(mark, meaning=say("Held") if visit.moment == "held" else say("Planned, not written down yet"))
        what = Elided(words.past_visit(visit), "body", "text_2")
        parts = row(self._time("section", "text_2"), done, self._account("body_bold"), _dot(), what, spacing=0)
        parts.insertSpacing(2, 16)
        self._add_lock(parts)
        parts.addSpacing(theme.GAP)
        parts.addWidget(self._ending())
        return column(parts, margins=_SLIM)

    def _two_lines(self) -> QVBoxLayout:
        """Lay out a visit with nothing open: one that needs little preparing."""
        visit = self.visit
        name = row(self._account("body_bold"), self.until, None)
        what = self._with_channel_icon(words.in_short(visit))
        parts = row(self._time_column("body_bold"), column(name, what, spacing=1), spacing=0)
        parts.setStretch(1, 1)
        self._add_lock(name)
        parts.addWidget(label(say("Nothing open"), "caption", "text_2"))
        parts.addSpacing(theme.CARD_GAP)
        parts.addWidget(self._brief_button())
        return column(parts, margins=_SLIM)

    def _whole(self) -> QVBoxLayout:
        visit = self.visit
        heading = row(self._account("section"), self.until, None)
        self._add_lock(heading)
        heading.addWidget(self._brief_button())
        body = column(heading, spacing=0)
        body.addSpacing(2)
        body.addLayout(self._with_channel_icon(words.where(visit)))
        if visit.purpose:
            body.addSpacing(theme.GAP)
            body.addWidget(label(visit.purpose, "body", wrap=True))
        if visit.expected_result:
            body.addSpacing(2)
            expected = say("Expected: {result}", result=visit.expected_result)
            body.addWidget(label(expected, "caption", "text_2", wrap=True))
        if visit.people:
            body.addSpacing(theme.GAP)
            chips = FlowLayout(spacing=6)
            for guest in visit.people:
                chips.addWidget(self._chip(guest))
            body.addLayout(chips)
        self._add_homework(body)
        self._add_open(body)
        parts = row(self._time_column("section"), body, spacing=0)
        parts.setStretch(1, 1)
        return column(parts, margins=theme.CARD_PADDING)

    def _with_channel_icon(self, said: str) -> QHBoxLayout:
        picture = Picture(words.CHANNEL_ICONS[self.visit.channel], size=14)
        return row(picture, Elided(said, "caption", "text_2"), spacing=6)

    def _chip(self, guest: Guest) -> PersonChip:
        chip = PersonChip(guest.name, guest.role_group)
        chip.clicked.connect(lambda: self.session.open_record("contact", guest.contact_id))
        return chip

    def _add_homework(self, body: QVBoxLayout) -> None:
        """Add what is still to be done before the visit; it is ticked in the visit."""
        for number, homework in enumerate(self.visit.homework[:_HOMEWORK_SHOWN]):
            rest = len(self.visit.homework) - _HOMEWORK_SHOWN if number == _HOMEWORK_SHOWN - 1 else 0
            link = Link(homework, "body", name=say("Homework: {text}", text=homework))
            link.clicked.connect(self._open_visit)
            more = label(say("and {count} more", count=rest) if rest > 0 else "", "caption", "text_2")
            body.addSpacing(theme.GAP if number == 0 else theme.SPACE_4)
            pill = QWidget()
            pill.setFixedWidth(max(pill_width(say("homework")) + 10, _PILL_ROOM))
            pill.setLayout(row(Pill(say("homework"), "amber"), None))
            body.addLayout(row(pill, link, None, more, spacing=0))

    def _add_open(self, body: QVBoxLayout) -> None:
        """Add what is open with the account, below a line."""
        visit = self.visit
        if not visit.open:
            return
        body.addSpacing(theme.CARD_GAP)
        body.addWidget(line())
        body.addSpacing(theme.CARD_GAP)
        shown = sorted(visit.open, key=lambda step: _KIND_ORDER.index(step.kind))
        names = [language().say(KIND_NAMES[step.kind]) for step in shown]
        room = max(max(map(pill_width, names)) + 10, _PILL_ROOM)
        for step, name in zip(shown, names, strict=True):
            body.addWidget(self._open_row(step, name, room))
        if visit.more_open:
            more = Link(say("{count} more open", count=visit.more_open), "caption", "accent")
            more.clicked.connect(lambda: self.session.open_record("account", visit.account_id))
            body.addSpacing(theme.SPACE_4)
            body.addWidget(more)

    def _open_row(self, step: OpenStep, kind: str, room: int) -> QWidget:
        due, tone = words.open_step(step, self.session.today(), self.session.clock.wall())
        title = Link(step.title)
        title.clicked.connect(lambda: self.session.open_record("step", step.id))
        pill = QWidget()
        pill.setFixedWidth(room)
        pill.setLayout(row(Pill(kind, step.kind), None))
        held = QWidget()
        held.setFixedHeight(_OPEN_ROW)
        parts = row(pill, title, None, theme.GAP, label(due, "caption", TONES[tone]), spacing=0)
        held.setLayout(parts)
        return held

    def _account(self, style: str) -> Link:
        link = Link(self.visit.account, style, keeps=180)
        link.clicked.connect(lambda: self.session.open_record("account", self.visit.account_id))
        return link

    def _time(self, style: str, token: str = "text") -> Link:
        visit = self.visit
        shown = day_words.clock_words(visit.start) or say("Any time")
        name = say("Open the visit to {account}, {time}", account=visit.account, time=shown)
        link = Link(shown, style, token, name=name)
        link.setToolTip(say("Open the visit"))
        link.setFixedWidth(_TIME_WIDTH)
        link.clicked.connect(self._open_visit)
        self.main = link
        return link

    def _time_column(self, style: str) -> QVBoxLayout:
        """Lay out the time and how long it is meant to last."""
        parts = column(self._time(style), spacing=0)
        if style == "section":
            parts.setContentsMargins(0, 2, 0, 0)
        if self.visit.minutes:
            parts.addWidget(label(say("{minutes} min", minutes=self.visit.minutes), "caption", "text_2"))
        parts.addStretch(1)
        return parts

    def _add_lock(self, parts: QHBoxLayout) -> None:
        if self.visit.confidential:
            parts.addWidget(Picture("lock", size=14, meaning=say("Confidential")))

    def _brief_button(self) -> QWidget:
        return brief_button(self.session, self, self.visit)

    def _ending(self) -> QWidget:
        """Return the button for what is left to do: to write the visit up, or to read it again."""
        visit = self.visit
        if visit.to_write_up:
            return write_up_button(self.session, visit)
        made = button(say("Open"), "small", name=say("Open the visit to {account}", account=visit.account))
        made.clicked.connect(self._open_visit)
        return made

    def _open_visit(self) -> None:
        self.session.open_record("visit", self.visit.id)


def _card_name(visit: DayVisit) -> str:
    time = day_words.clock_words(visit.start)
    return say("{time}, {account}", time=time, account=visit.account) if time else visit.account


def _dot() -> QLabel:
    made = label(" · ", "body", "text_2")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made
