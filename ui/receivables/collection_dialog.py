"""A contact about money: how, with whom, what they said and promised, and what follows it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from models import colleagues, collections
from models.collections import FollowUp
from models.receivable_lists import ReceivableLine
from ui import theme
from ui.receivables import words
from ui.receivables.amount_field import AmountField
from ui.receivables.money_dialog import MoneyDialog, PersonField
from ui.receivables.record_choice import RecordChoice
from ui.session import Session
from ui.translations import capital, say
from ui.widgets.date_field import DateField, DateTimeField
from ui.widgets.fields import field, side_by_side
from ui.widgets.labels import label
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.segments import Segments


class CollectionDialog(MoneyDialog):
    """The contact, and below it the step that follows, proposed anew while means or promise change."""

    def __init__(
        self, session: Session, line: ReceivableLine, parent: QWidget | None, *, promise: bool = False
    ) -> None:
        super().__init__(session, line, say("Contact about the payment"), say("Save"), parent, width=620)
        proposed = session.read(collections.next_step, line.id)
        ways = [(key, capital(say(name)), words.MEANS_ICONS[key]) for key, name in words.MEANS_NAMES.items()]
        self.means = Segments(say("Means"), ways)
        waits = promise or proposed.because in ("waiting", "promised")
        self.means.set_current("call" if waits else proposed.means)  # what is not due yet is not what was done
        self.person = PersonField(session, say("With whom"), line.account_id)
        self._person_field = field(say("With whom"), self.person)
        self.by = RecordChoice(say("Who asked"), say("Me"))
        self.by.offer([(one.id, one.name) for one in session.read(colleagues.listing)])
        self.when = DateTimeField(session.today, say("When"))
        self.when.set_value(datetime.fromisoformat(session.clock.wall()).isoformat(timespec="minutes"))
        self.said = NoteEditor(say("What they said"), markdown=False)
        self.said.setFont(theme.font("body"))
        self.said.fit_lines(2, 6)
        self.promised = DateField(session.today, say("Promised for"))
        self.amount = AmountField(lambda: line.currency, say("Promised amount"))
        self.follows = QCheckBox(say("Make a next step"))
        self.follows.setChecked(True)
        self.title = LineField("", say("Next step"))
        self.due = DateField(session.today, say("Due"))
        self._proposed = ("", "")
        self.body.addWidget(label(words.next_words(proposed, session.today()), "caption", "accent", wrap=True))
        self.body.addWidget(self.means)
        who = side_by_side(self._person_field, field(say("Who asked"), self.by))
        self.body.addLayout(who)
        when = side_by_side(field(say("When"), self.when), field(say("Promised for"), self.promised))
        when.addWidget(field(say("Promised amount"), self.amount), 0, Qt.AlignmentFlag.AlignTop)
        for both in (who, when):
            for place in range(both.count()):
                both.setStretch(place, 1)
        self.body.addWidget(field(say("What they said"), self.said))
        self.body.addLayout(when)
        self.body.addWidget(self.follows)
        self.body.addLayout(side_by_side(field(say("Next step"), self.title), field(say("Due"), self.due)))
        self.body.addWidget(self.notice)
        self.means.changed.connect(lambda _means: self._propose())
        self.promised.changed.connect(self._propose)
        self.follows.toggled.connect(self.title.setEnabled)
        self.follows.toggled.connect(self.due.setEnabled)
        self._propose()
        (self.promised if promise else self.person).setFocus()

    def typed_words(self) -> str:
        """Return the sentence for words that are not saved."""
        typed = self.said.text() or self.person.text() or self.promised.text() or self.amount.text()
        return say("The contact is not saved yet.") if typed else ""

    def accept(self) -> None:
        """Save the contact and what follows it, and close."""
        composing = any(one.is_composing() for one in (self.person, self.said, self.title))
        if composing or not self.is_right(self.when, self.promised, self.amount, self.due):
            return
        stranger = self.person.stranger_words()
        self._person_field.set_error(stranger)
        if stranger:
            self.person.setFocus()
            return
        if self.amount.value() is not None and self.promised.value() is None:
            self.promised.show_error(say("Write the day they promised it for."))
            self.promised.setFocus()
            return
        self.attempt(
            say("Noted: {means}, {title}", means=words.MEANS_NAMES[self.means.current()], title=self.line.title),
            collections.note,
            self.line.id,
            means=self.means.current(),
            at=self.when.value(),
            said=self.said.text(),
            contact_id=self.person.contact_id(),
            colleague_id=self.by.record_id(),
            promised_on=self.promised.value(),
            promised_minor=self.amount.value(),
            follow_up=self._follow_up(),
        )

    def _follow_up(self) -> FollowUp | None:
        title, due = self.title.text().strip(), self.due.value()
        return FollowUp(title, due or "") if self.follows.isChecked() and title else None

    def _propose(self) -> None:
        """Propose the step that follows, unless the user has written another one."""
        if (self.title.text(), self.due.value() or "") != self._proposed:
            return
        promised = self.promised.value()
        found = self.session.read(collections.following, self.line.id, self.means.current(), promised)
        title = words.follow_up_title(found.means, promised is not None, words.invoice_name(self.line))
        self.title.setText(title)
        self.due.set_value(found.due_on)
        self._proposed = (title, found.due_on)
