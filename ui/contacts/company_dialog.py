"""Somebody moved to another company: where to, since when, and what ends with the old post."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from models import contact_moves, contacts
from models.contacts import PostFields
from models.errors import JournalError
from models.text.day_words import full_date
from ui import theme
from ui.contacts.choosing import AccountChoice
from ui.contacts.words import point_label
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding, row, scroll
from ui.widgets.line_field import LineField
from ui.widgets.tick import Tick

_MOST_POINTS = 12
"""So many numbers and addresses are offered to go; nobody has more at one company."""
_NAMED = 3


class CompanyDialog(Dialog):
    """One deed: the old posts end, the new one begins, and what was the company's goes."""

    def __init__(self, session: Session, contact_id: int, parent: QWidget | None = None) -> None:
        name = session.read(contacts.get, contact_id).name
        super().__init__(say("{name} moved to another company", name=name), parent, accept=say("Save"), width=560)
        self.session = session
        self._contact_id, self._name = contact_id, name
        self.before = session.read(contact_moves.before_move, contact_id)
        self.account = AccountChoice(session)
        self.title = LineField("", say("Job title"))
        self.department = LineField("", say("Department"))
        self.first = DateField(session.today, say("First day there"), forward=False, edge="start", keeps_room=False)
        self.first.line.setPlaceholderText(say("1 March 2024, 2024-03-01"))
        self.gone = {
            point.id: Tick(
                say("{value} ({label}) is no longer theirs", value=point.value, label=point_label(point.label))
                if point.label
                else say("{value} is no longer theirs", value=point.value)
            )
            for point in self.before.points[:_MOST_POINTS]
        }
        self.lines = Tick(self._line_words())
        self.lines.setChecked(True)
        self.place = Tick(self._place_words())
        self.ending = label("", "caption", "text_2", wrap=True)
        self.notice = label("", "body", "red", wrap=True)
        self.notice.hide()
        self._lay_out()
        self.first.changed.connect(lambda *_: self._say_what_ends())
        self._say_what_ends()
        self.account.setFocus()

    def _lay_out(self) -> None:
        self.account_field = field(
            say("New company"), self.account, say("Leave it empty if you do not know yet where they went.")
        )
        self.body.addWidget(self.account_field)
        self.body.addLayout(
            row(field(say("Job title"), self.title), field(say("Department"), self.department), spacing=theme.CARD_GAP)
        )
        self.body.addWidget(field(say("First day there"), self.first, say("Today, if you leave it empty.")))
        self.lines.setVisible(bool(self.before.reports_to or self.before.reports))
        self.place.setVisible(bool(self._left_title()))
        ticks = holding(column(self.lines, self.place, *self.gone.values(), spacing=6))
        if len(self.gone) > _NAMED:
            self.body.addWidget(scroll(ticks, name=say("What ends with the old post")))
        else:
            self.body.addWidget(ticks)
        self.body.addWidget(self.ending)
        self.body.addWidget(self.notice)

    def _left_title(self) -> str:
        return next((post.title for post in self.before.held if post.title), "")

    def _line_words(self) -> str:
        below = language().listing(one.name for one in self.before.reports[:_NAMED])
        more = len(self.before.reports) - _NAMED
        if more > 0:
            below = plural("{names} and {count} more", "{names} and {count} more", more, names=below)
        if self.before.reports_to is None:
            return say("{people} no longer report to {name}", people=below, name=self._name)
        if not below:
            return say("{name} no longer reports to {boss}", name=self._name, boss=self.before.reports_to.name)
        return say(
            "{name} no longer reports to {boss}, nor {people} to {name}",
            name=self._name,
            boss=self.before.reports_to.name,
            people=below,
        )

    def _place_words(self) -> str:
        left = next((post for post in self.before.held if post.title), None)
        if left is None:
            return ""
        return say("Keep “{title}” at {account} as a place to fill", title=left.title, account=left.account)

    def _say_what_ends(self) -> None:
        if not self.before.held:
            self.ending.setText(say("No post is held now: nothing ends."))
            return
        begins = date.fromisoformat(self.first.value() or self.session.today().isoformat())
        sentences = [
            say(
                "The post at {account} ends on {day}. All that was written down stays in the history.",
                account=language().listing(dict.fromkeys(post.account for post in self.before.held)),
                day=full_date(language(), begins - timedelta(days=1)),
            )
        ]
        if self.before.open_steps:
            words = plural(
                "{count} open step stays with the old account.",
                "{count} open steps stay with the old account.",
                self.before.open_steps,
            )
            sentences.append(words)
        if self.before.planned_visits:
            words = plural(
                "{count} planned visit stays with the old account.",
                "{count} planned visits stay with the old account.",
                self.before.planned_visits,
            )
            sentences.append(words)
        self.ending.setText("\n".join(sentences))

    def is_composing(self) -> bool:
        """Return whether an input method composes in a field."""
        return any(line.is_composing() for line in (self.account, self.title, self.department, self.first))

    def typed_words(self) -> str:
        """Return the sentence for a company or a post that is not saved."""
        typed = any(line.text() for line in (self.account, self.title, self.department))
        return say("This person has changes that are not saved.") if typed else ""

    def accept(self) -> None:
        """Save and close; what can't be saved stays, with the reason below it."""
        if self.is_composing():
            return
        sentence = self.first.error()
        if sentence:
            self._tell(sentence)
            return
        post: PostFields = {"title": self.title.text(), "department": self.department.text()}
        try:
            self.session.attempt(
                contact_moves.move,
                self._contact_id,
                self.account.account_id(),
                new_account=self.account.new_name(),
                on=self.first.value(),
                post=post,
                gone_points=[point_id for point_id, box in self.gone.items() if box.isChecked()],
                ends_lines=self.lines.isChecked(),
                leaves_place=self.place.isChecked(),
            )
        except JournalError as error:
            self._tell(error.say(language()))
            return
        where = self.account.text().strip()
        if where:
            self.session.say(say("{name} is at {account} now.", name=self._name, account=where), can_undo=True)
        else:
            self.session.say(say("{name} left.", name=self._name), can_undo=True)
        super().accept()

    def _tell(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.show()
