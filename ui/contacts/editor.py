"""The editor of a person: a dialog that keeps a draft of what is typed, and keeps the text when saving fails."""

from __future__ import annotations

import json
from typing import TypedDict

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from models import contact_card, contact_overview, drafts
from models.contact_overview import ContactOverview
from models.contact_points import Point
from models.contacts import ContactFields, PostFields
from models.errors import ChangedElsewhere, InvalidValue, JournalError, NotFound
from models.text.clean import clean_line
from ui import alerts
from ui.contacts.birthdays import read_birthday
from ui.contacts.choosing import PersonChoice
from ui.contacts.form import TABLE, ContactForm, Content, content_of, full_name
from ui.session import Session
from ui.translations import language, say
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import scroll

_DRAFT_AFTER = 1000
"""Milliseconds after a keystroke until the draft is kept."""


class _PostChanges(TypedDict, total=False):
    account_id: int | None
    new_account: str
    post_id: int | None
    post: PostFields


class ContactEditor(Dialog):
    """Makes a person, at an account (id and name) if one is given, or changes one; `saved` tells whose id it is."""

    saved = Signal(object)

    def __init__(
        self,
        session: Session,
        contact_id: int | None,
        parent: QWidget | None = None,
        *,
        account: tuple[int, str] | None = None,
    ) -> None:
        title = say("New person") if contact_id is None else say("Edit person")
        super().__init__(title, parent, accept=say("Save"), width=720)
        self.session = session
        self._contact_id = contact_id
        self._person: ContactOverview | None = None
        self._draft_id: int | None = None
        if contact_id is not None:
            self._person = session.read(contact_overview.overview, contact_id)
        self._original: Content = content_of(self._person)
        self.form = ContactForm(session, contact_id)
        self.form.set_content(self._original)
        self._original = self.form.content()
        if account is not None:
            self.form.account.set_account(*account)
        self._offered = self.form.content()
        self.notice = label("", "body", "red", wrap=True)
        self.notice.hide()
        self._area = scroll(self.form)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self.notice)
        self._set_height()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DRAFT_AFTER)
        self._timer.timeout.connect(self.keep_draft)
        self.form.edited.connect(self._timer.start)
        session.drafts_wanted.connect(self.keep_draft)
        for key in (QKeySequence.StandardKey.Save, QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")):
            QShortcut(QKeySequence(key), self).activated.connect(self.accept)
        self._offer_draft()
        self.form.lines["name"].setFocus()

    def _set_height(self) -> None:
        parent = self.parentWidget()
        room = parent.window().height() if parent is not None else 900
        self.resize(720, min(max(room - 80, 480), 900))

    def is_changed(self) -> bool:
        """Return whether something was typed that is not saved."""
        return self.form.content() not in (self._original, self._offered)

    def keep_draft(self) -> None:
        """Keep what is typed in the journal's file, so that it outlives the program."""
        if self.form.is_composing() or not self.is_changed():
            return
        try:
            content = json.dumps(self.form.content(), ensure_ascii=False)
            self._draft_id = self.session.read(drafts.keep, TABLE, self._contact_id, content, self._draft_id)
        except JournalError as error:
            self._tell(error.say(language()))

    def accept(self) -> None:
        """Save and close; what can't be saved stays on the screen, with the reason below it."""
        if self.form.is_composing():
            return
        try:
            self._save(self._person.contact.revision if self._person else None)
        except ChangedElsewhere:
            self._tell_conflict()
        except JournalError as error:
            self._tell(error.say(language()))

    def reject(self) -> None:
        """Close; what was typed is saved or thrown away only by the user's word."""
        if self.is_changed() and not self._may_go():
            return
        self._timer.stop()
        self.session.read(drafts.discard, self._draft_id)
        super().reject()

    def _may_go(self) -> bool:
        wanted = alerts.current().choose(
            say("Save what you changed?"),
            say("This person has changes that are not saved."),
            [("save", say("Save")), ("discard", say("Don’t save"))],
        )
        if wanted == "save":
            self.accept()
        return wanted == "discard"

    def _save(self, revision: int | None) -> None:
        content = self.form.content()
        post = self._post(content)
        fields = self._fields(content)
        points = [Point(*values) for values in content["points"]] if self._differs(content, "points") else None
        done = self.session.attempt(
            contact_card.save, self._contact_id, revision=revision, points=points, **post, **fields
        )
        self._timer.stop()
        self.session.read(drafts.discard, self._draft_id)
        self._original = content
        self.session.say(say("{name} is saved.", name=full_name(content)))
        super().accept()
        # After closing, so that whoever shows the person gets the focus and keeps it.
        self.saved.emit(done.id)

    def _differs(self, content: Content, *keys: str) -> bool:
        return any(content[key] != self._original[key] for key in keys)

    def _fields(self, content: Content) -> ContactFields:
        """Return the fields that the user changed; raises InvalidValue for one that can't be understood."""
        fields: ContactFields = {}
        if self._contact_id is None or self._differs(content, "name", "family_name", "given_name"):
            fields["name"] = full_name(content)
            fields["family_name"], fields["given_name"] = content["family_name"], content["given_name"]
        if self._differs(content, "placeholder"):
            fields["placeholder"] = content["placeholder"]
        if self._differs(content, "role_group", "level"):
            fields["role_group"], fields["level"] = content["role_group"] or None, content["level"] or None
        if self._differs(content, "stance", "closeness"):
            fields["stance"] = int(content["stance"]) if content["stance"] else None
            fields["closeness"] = content["closeness"]
        if self._differs(content, "reports_to"):
            fields["reports_to_id"] = _chosen(self.form.reports_to)
        if self._differs(content, "introduced_by"):
            fields["introduced_by_id"] = _chosen(self.form.introduced_by)
        if self._differs(content, "introduced_on"):
            if not self.form.introduced_on.is_right():
                raise InvalidValue("The day of the introduction can't be understood. Write it as 2026-05-14.")
            fields["introduced_on"] = self.form.introduced_on.value()
        if self._differs(content, "birthday"):
            fields["birthday"] = read_birthday(content["birthday"])
        if self._differs(content, "tags"):
            fields["tags"] = content["tags"]
        fields["preferences"], fields["kindnesses"] = content["preferences"], content["kindnesses"]
        fields["private_notes"] = content["private_notes"]
        return fields

    def _post(self, content: Content) -> _PostChanges:
        """Return what to do with the post: nothing while neither the account nor the title was changed."""
        if not self._differs(content, "account", "title", "department"):
            return {}
        account = self.form.account
        post: PostFields = {"title": content["title"], "department": content["department"]}
        account_id, new_name = account.account_id(), account.new_name()
        if account_id is None and not new_name and (clean_line(content["title"]) or clean_line(content["department"])):
            raise InvalidValue("A post needs an account. Choose where the person works, or empty the job title.")
        present = self._person.present if self._person else None
        return {
            "account_id": account_id,
            "new_account": new_name,
            "post_id": present.id if present else None,
            "post": post,
        }

    def _tell(self, sentence: str, token: str = "red") -> None:
        set_token(self.notice, token)
        self.notice.setText(sentence)
        self.notice.show()

    def _tell_conflict(self) -> None:
        """Say which fields are different now, and let the next Save write these over them."""
        assert self._contact_id is not None
        try:
            now = self.session.read(contact_overview.overview, self._contact_id)
        except NotFound as error:
            self._tell(error.say(language()))
            return
        theirs = content_of(now)
        before = content_of(self._person)
        changed = [name for key, name in _shown_names().items() if theirs[key] != before[key]]
        self._person = now
        self._tell(
            say(
                "This person was changed elsewhere meanwhile ({fields}). Your text is still here: press Save again to "
                "keep yours where you changed it, or close this without saving to keep the other.",
                fields=language().listing(changed) or say("another field"),
            )
        )

    def _offer_draft(self) -> None:
        """Show what was being typed when the program ended the last time, if anything was."""
        waiting = [draft for draft in self.session.read(drafts.waiting, TABLE) if draft.record_id == self._contact_id]
        if not waiting:
            return
        try:
            content: Content = json.loads(waiting[0].content)
            self.form.set_content(content)
        except (ValueError, KeyError, TypeError):
            # A draft of another version of the form: nothing that could be shown.
            self.form.set_content(self._original)
            return
        self._draft_id = waiting[0].id
        self._tell(
            say("This is what was typed here when the program ended. Save it, or close without saving."), "accent"
        )


def _chosen(choice: PersonChoice) -> int | None:
    contact_id = choice.contact_id()
    if contact_id is None and clean_line(choice.text()):
        raise InvalidValue("There is no person called {name} to link to. Choose one from the list.", name=choice.text())
    return contact_id


def _shown_names() -> dict[str, str]:
    return {
        "name": say("Name"),
        "account": say("Account"),
        "title": say("Job title"),
        "department": say("Department"),
        "role_group": say("Role group"),
        "level": say("Level"),
        "stance": say("Stance"),
        "closeness": say("Closeness"),
        "reports_to": say("Reports to"),
        "introduced_by": say("Introduced by"),
        "introduced_on": say("Introduced on"),
        "points": say("How to reach"),
        "birthday": say("Birthday"),
        "tags": say("Tags"),
        "preferences": say("Preferences"),
        "kindnesses": say("Kindnesses"),
        "private_notes": say("Private notes"),
    }
