"""A post of a person: a new one, or one to correct, end or remove."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import contact_card, contacts
from models.contacts import Post, PostFields
from models.errors import JournalError
from ui import theme
from ui.contacts.choosing import AccountChoice
from ui.session import Session
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.layouts import row
from ui.widgets.line_field import LineField


class PostDialog(Dialog):
    """Account, title, department, and the first and last day of a post."""

    def __init__(self, session: Session, contact_id: int, post: Post | None, parent: QWidget | None = None) -> None:
        super().__init__(say("New post") if post is None else say("Edit post"), parent, accept=say("Save"), width=520)
        self.session = session
        self._contact_id, self._post = contact_id, post
        self.account = AccountChoice(session)
        self.title = LineField("", say("Job title"))
        self.department = LineField("", say("Department"))
        self.first = DateField(session.today, say("First day"), forward=False, edge="start")
        self.last = DateField(session.today, say("Last day"), forward=False, edge="end")
        self.notice = label("", "body", "red", wrap=True)
        self.notice.hide()
        for day in (self.first, self.last):
            day.line.setPlaceholderText(say("1 March 2024, 2024-03-01"))
        self._fill(post)
        self._account_field = field(say("Account"), self.account)
        self.body.addWidget(self._account_field)
        self.body.addLayout(
            row(field(say("Job title"), self.title), field(say("Department"), self.department), spacing=theme.CARD_GAP)
        )
        self.body.addLayout(
            row(field(say("First day"), self.first), field(say("Last day"), self.last), spacing=theme.CARD_GAP)
        )
        if post is None and self._held():
            words = say("The only post held until now ends the day before the first day of this one.")
            self.body.addWidget(label(words, "caption", "text_3", wrap=True))
        self.body.addWidget(self.notice)
        if post is not None:
            remove = button(say("Remove this post"), "text")
            remove.clicked.connect(self._remove)
            self.add_button(remove)
        self.account.setFocus()

    def _fill(self, post: Post | None) -> None:
        if post is None:
            return
        self.account.set_account(post.account_id, post.account)
        self.title.setText(post.title)
        self.department.setText(post.department)
        self.first.set_value(post.from_on)
        self.last.set_value(post.until_on)

    def _held(self) -> bool:
        held = [post for post in self.session.read(contacts.posts, self._contact_id) if post.until_on is None]
        return len(held) == 1

    def is_composing(self) -> bool:
        """Return whether an input method composes in a field."""
        lines = (self.account, self.title, self.department, self.first, self.last)
        return any(line.is_composing() for line in lines)

    def accept(self) -> None:
        """Save and close; what can't be saved stays, with the reason below it."""
        if self.is_composing():
            return
        sentence = self.first.error() or self.last.error()
        account_id, new_name = self.account.account_id(), self.account.new_name()
        if account_id is None and not new_name:
            self._account_field.set_error(say("Choose the account, or write the name of a new one."))
            self.account.setFocus()
            return
        if sentence:
            self._tell(sentence)
            return
        fields: PostFields = {
            "title": self.title.text(),
            "department": self.department.text(),
            "from_on": self.first.value(),
            "until_on": self.last.value(),
        }
        try:
            self.session.attempt(
                contact_card.save,
                self._contact_id,
                account_id=account_id,
                new_account=new_name,
                post_id=self._post.id if self._post else None,
                post=fields,
            )
        except JournalError as error:
            self._tell(error.say(language()))
            return
        super().accept()

    def _remove(self) -> None:
        assert self._post is not None
        if self.session.run(contacts.trash_post, self._post.id):
            self.session.say(say("The post at {account} was removed.", account=self._post.account), can_undo=True)
            super().accept()

    def _tell(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.show()
