"""The editor of a person: who it is, where they work, how they stand to us, and how to reach them."""

from __future__ import annotations

from typing import TypedDict

from PySide6.QtWidgets import QWidget

from models import contact_card, contact_overview
from models.account_classes import LONGEST
from models.contact_overview import ContactOverview
from models.contact_points import Point
from models.contacts import ContactFields, PostFields
from models.errors import InvalidValue
from models.text.clean import clean_line
from ui.contacts.birthdays import read_birthday
from ui.contacts.choosing import PersonChoice
from ui.contacts.form import ContactForm
from ui.contacts.form_content import TABLE, Content, content_of, full_name
from ui.session import Session
from ui.translations import language, say
from ui.widgets.record_editor import RecordEditor


class _PostChanges(TypedDict, total=False):
    account_id: int | None
    new_account: str
    post_id: int | None
    post: PostFields


class ContactEditor(RecordEditor):
    """Makes a person, at an account (id and name) and in a role group if they are given, or changes one."""

    table = TABLE

    def __init__(
        self,
        session: Session,
        contact_id: int | None,
        parent: QWidget | None = None,
        *,
        account: tuple[int, str] | None = None,
        role_group: str = "",
    ) -> None:
        title = say("New person") if contact_id is None else say("Edit person")
        super().__init__(session, contact_id, title, parent)
        self._person: ContactOverview | None = None
        if contact_id is not None:
            self._person = session.read(contact_overview.overview, contact_id)
        self.form = ContactForm(session, contact_id)
        self.form.set_content(content_of(self._person))
        self._original: Content = self.form.content()
        self.form.keep_standing(self._original)
        if account is not None:
            self.form.account.set_account(*account)
        if role_group:
            self.form.role.set_value(role_group)
        self._offered = self.form.content()
        self.begin(self.form)
        self.form.lines["name"].setFocus()

    def is_changed(self) -> bool:
        """Return whether something was typed that is not saved."""
        return self.form.content() not in (self._original, self._offered)

    def unsaved_words(self) -> str:
        """Return the sentence that says what would be lost."""
        return say("This person has changes that are not saved.")

    def store(self) -> int:
        """Store what differs from what was there: of the person, the present post and how to reach them."""
        content = self.form.content()
        revision = self._person.contact.revision if self._person else None
        post, fields = self._post(content), self._fields(content)
        points = [Point(*values) for values in content["points"]] if self._differs(content, "points") else None
        done = self.session.attempt(
            contact_card.save,
            self.record_id,
            revision=revision,
            points=points,
            reason=content["reason"],
            **post,
            **fields,
        )
        self.session.say(say("{name} is saved.", name=full_name(content)))
        return done.id

    def _differs(self, content: Content, *keys: str) -> bool:
        return any(content[key] != self._original[key] for key in keys)

    def _fields(self, content: Content) -> ContactFields:
        """Return the fields that the user changed; raises InvalidValue for one that can't be understood."""
        fields: ContactFields = {}
        if self.record_id is None or self._differs(content, "name", "family_name", "given_name"):
            fields["name"] = full_name(content)
            fields["family_name"], fields["given_name"] = content["family_name"], content["given_name"]
        if self._differs(content, "placeholder"):
            fields["placeholder"] = content["placeholder"]
        if self._differs(content, "role_group", "level"):
            fields["role_group"], fields["level"] = content["role_group"] or None, content["level"] or None
        if self._differs(content, "stance", "closeness"):
            fields["stance"] = int(content["stance"]) if content["stance"] else None
            fields["closeness"] = content["closeness"]
        if self._differs(content, "wanted_closeness", "influence"):
            fields["wanted_closeness"] = content["wanted_closeness"]
            fields["influence"] = int(content["influence"]) if content["influence"] else None
        if self._differs(content, "reports_to"):
            fields["reports_to_id"] = _chosen(self.form.reports_to)
        if self._differs(content, "introduced_by"):
            fields["introduced_by_id"] = _chosen(self.form.introduced_by)
        if self._differs(content, "introduced_on"):
            if not self.form.introduced_on.is_right():
                raise InvalidValue("The day of the introduction can't be understood. Write it as 2026-05-14.")
            fields["introduced_on"] = self.form.introduced_on.value()
        if self._differs(content, "introduction", "languages", "notes"):
            fields["introduction"], fields["languages"] = content["introduction"], content["languages"]
            fields["notes"] = content["notes"]
        if self._differs(content, "birthday"):
            fields["birthday"] = read_birthday(content["birthday"])
        if self._differs(content, "rhythm_days"):
            fields["rhythm_days"] = _days(content["rhythm_days"])
        if self._differs(content, "tags"):
            fields["tags"] = content["tags"]
        if self._differs(content, "preferences", "kindnesses", "private_notes"):
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

    def show_both(self) -> None:
        """Take over what was changed elsewhere and not here, and say what was; saving again stores what was typed."""
        assert self.record_id is not None
        now = self.session.read(contact_overview.overview, self.record_id)
        mine, before, theirs = self.form.content(), content_of(self._person), content_of(now)
        changed = [name for key, name in _shown_names().items() if theirs[key] != before[key]]
        self.form.set_content({key: mine[key] if self._differs(mine, key) else theirs[key] for key in mine})
        self._person, self._original = now, {key: theirs[key] for key in mine}
        self.form.keep_standing(self._original)
        self.tell(
            say(
                "This person was changed elsewhere meanwhile ({fields}). Your text is still here: press Save again to "
                "keep yours where you changed it, or close this without saving to keep the other.",
                fields=language().listing(changed) or say("another field"),
            )
        )


def _days(text: str) -> int | None:
    """Return the days of a rhythm as they were typed; raises InvalidValue for what is no number of days."""
    said = text.strip()
    if not said:
        return None
    if not (said.isdecimal() and said.isascii() and len(said) <= len(str(LONGEST))):
        raise InvalidValue("Write a number of days from 1 to {most}.", most=LONGEST)
    return int(said)


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
        "wanted_closeness": say("Wanted closeness"),
        "influence": say("Influence"),
        "reports_to": say("Reports to"),
        "introduced_by": say("Introduced by"),
        "introduced_on": say("Introduced on"),
        "introduction": say("How they were introduced"),
        "points": say("How to reach"),
        "birthday": say("Birthday"),
        "rhythm_days": say("Rhythm"),
        "tags": say("Tags"),
        "languages": say("Languages"),
        "notes": say("Notes"),
        "preferences": say("Preferences"),
        "kindnesses": say("Kindnesses"),
        "private_notes": say("Private notes"),
    }
