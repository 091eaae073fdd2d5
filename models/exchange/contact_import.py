"""A contact that was read, taken into the journal: made, completed, or left as it is."""

from __future__ import annotations

import json

from models import accounts, contacts, values
from models.contacts import ContactFields, ContactRow, Post, PostFields
from models.errors import InvalidValue
from models.exchange.matching import (
    KnownAccounts,
    KnownPeople,
    Person,
    Unsure,
    may_be_one,
    name_key,
    name_words,
    own_uid,
)
from models.exchange.outcome import Outcome, says_as_much
from models.exchange.records import ContactRecord
from models.exchange.values import point_key
from models.journal import Journal
from models.text.clean import clean_line
from models.text.language import Label


class ContactImport:
    """Takes contacts in, one by one; what the journal says already is completed and never overwritten."""

    def __init__(self, journal: Journal, known_accounts: KnownAccounts, known_people: KnownPeople) -> None:
        self._journal = journal
        self._accounts = known_accounts
        self._people = known_people

    def take_in(self, record: ContactRecord) -> Outcome:
        """Take one contact in. Raises InvalidValue when it can't be stored, Unsure when it may mean several."""
        fields = _fields(record)
        person = self._find(record)
        return self._create(record, fields) if person is None else self._complete(person, record, fields)

    def _find(self, record: ContactRecord) -> Person | None:
        """Return who is meant: by id, else e-mail, else phone and name, else name and account; None for a new one."""
        with_email = self._people.by_email(point.value for point in record.emails)
        words = name_words(record.name)
        in_trash: list[Person] = []
        for found in (
            self._people.by_uid(_as_mark(record.uid)),
            [person for person in with_email if may_be_one(person.words, words)],
            self._people.by_phone((point.value for point in record.phones), record.name),
        ):
            person = _live_one(record.name, found, in_trash)
            if person is not None:
                return person
        if with_email and not in_trash:
            # Before any namesake, who may be there only since the row was first in doubt.
            raise Unsure(
                InvalidValue(
                    "The e-mail of {name} is that of {other} in the journal. Nothing was changed; correct one of the "
                    "two, or add the contact by hand.",
                    name=record.name,
                    other=with_email[0].name,
                )
            )
        namesake = _live_one(record.name, self._namesakes(record), in_trash)
        if namesake is not None:
            _refuse_if_reached_elsewhere(namesake, record)
            return namesake
        if in_trash:
            raise Unsure(
                InvalidValue(
                    "{name} lies in the trash. Nothing was changed; restore the contact and import the file again.",
                    name=in_trash[0].name,
                )
            )
        return None

    def _namesakes(self, record: ContactRecord) -> list[Person]:
        places = self._accounts.find(record.account) if record.account else []
        if record.account and not places:
            return []
        found = self._people.by_name(record.name, places)
        if not record.account and not found:
            found = self._people.by_exact_name(record.name)
        return [person for person in found if not _is_another_of_the_same_program(person, _as_mark(record.uid))]

    def _create(self, record: ContactRecord, fields: ContactFields) -> Outcome:
        outcome = Outcome("new")
        account_id = self._account(record.account, outcome)
        contact_id = contacts.create(
            self._journal,
            account_id=account_id,
            post=PostFields(title=record.title, department=record.department),
            points=_points_of(record),
            **fields,
        ).id
        outcome.to_remember.append(lambda: self._people.add(contact_id, record.name))
        self._remember(outcome, contact_id, record, account_id)
        return outcome

    def _complete(self, person: Person, record: ContactRecord, fields: ContactFields) -> Outcome:
        outcome = Outcome()
        stored = contacts.get(self._journal, person.id)
        if not (may_be_one(person.words, words := name_words(record.name)) or words in person.merged):
            outcome.differs(stored.name, Label("name"), stored.name, record.name)
        missing = _missing(stored, fields, outcome)
        if missing:
            contacts.edit(self._journal, person.id, **missing)
            outcome.updated()
        self._complete_points(person, record, outcome)
        account_id = self._complete_post(stored, record, outcome)
        self._remember(outcome, person.id, record, account_id)
        return outcome

    def _complete_points(self, person: Person, record: ContactRecord, outcome: Outcome) -> None:
        # What lies in the trash was taken off by a person, so it does not come back.
        query = "SELECT kind, value FROM contact_point WHERE contact_id = ?"
        known = {(kind, point_key(value)) for kind, value in self._journal.rows(query, person.id)}
        for point in _points_of(record):
            if (point.kind, point_key(point.value)) not in known:
                contacts.add_point(self._journal, person.id, point)
                outcome.updated()

    def _complete_post(self, stored: ContactRow, record: ContactRecord, outcome: Outcome) -> int | None:
        posts = contacts.posts(self._journal, stored.id)
        places = self._accounts.find(record.account) if record.account else [post.account_id for post in posts[:1]]
        held = next((post for post in posts if post.account_id in places), None)
        if held is not None:
            if held.until_on is None:
                self._complete_held_post(stored, held, record, outcome)
            return None
        present = next((post for post in posts if post.until_on is None), None)
        if present is not None:
            outcome.differs(stored.name, Label("account"), present.account, record.account)
            return None
        account_id = self._account(record.account, outcome)
        if account_id is not None:
            contacts.take_post(self._journal, stored.id, account_id, title=record.title, department=record.department)
            outcome.updated()
        return account_id

    def _complete_held_post(self, stored: ContactRow, held: Post, record: ContactRecord, outcome: Outcome) -> None:
        missing = PostFields()
        if record.title and not held.title:
            missing["title"] = record.title
        elif record.title and name_key(record.title) != name_key(held.title):
            outcome.differs(stored.name, Label("job title"), held.title, record.title)
        if record.department and not held.department:
            missing["department"] = record.department
        elif record.department and name_key(record.department) != name_key(held.department):
            outcome.differs(stored.name, Label("department"), held.department, record.department)
        if missing:
            contacts.edit_post(self._journal, held.id, **missing)
            outcome.updated()

    def _account(self, name: str, outcome: Outcome) -> int | None:
        """Return the account of a name, made if there is none; None without a name."""
        if not name:
            return None
        known = self._accounts.the_one(name)
        if known is not None:
            return known
        made = accounts.create(self._journal, name=name).id
        outcome.to_remember.append(lambda: self._accounts.add(made, name))
        return made

    def _remember(self, outcome: Outcome, contact_id: int, record: ContactRecord, account_id: int | None) -> None:
        def learn() -> None:
            self._people.learn(
                contact_id,
                uids=[_as_mark(record.uid)] if record.uid else [],
                emails=[point.value for point in record.emails],
                phones=[point.value for point in record.phones],
                accounts=[account_id] if account_id is not None else [],
            )

        outcome.to_remember.append(learn)


def _fields(record: ContactRecord) -> ContactFields:
    extras = "\n".join(f"{extra.heading}: {extra.value}" for extra in record.extras)
    fields = ContactFields(
        name=record.name,
        family_name=record.family,
        given_name=record.given,
        birthday=record.birthday,
        tags=list(record.tags),
        private_notes="\n\n".join(text for text in (record.notes, extras) if text),
        notes=record.open_notes,
        languages=record.languages,
        introduction=record.introduction,
        imported_as=_as_mark(record.uid),
    )
    values.checked(fields, contacts.RULES)
    return fields


def _missing(stored: ContactRow, fields: ContactFields, outcome: Outcome) -> ContactFields:
    """Return what a contact lacks and the file says, and note where the two differ."""
    missing = ContactFields()
    if fields["family_name"] and fields["given_name"] and not (stored.family_name or stored.given_name):
        missing["family_name"], missing["given_name"] = fields["family_name"], fields["given_name"]
    if fields["imported_as"] not in ("", own_uid(stored.id), *stored.imported_as.split()):
        missing["imported_as"] = f"{stored.imported_as} {fields['imported_as']}".strip()
    tags = json.loads(stored.tags)
    more_tags = json.loads(str(values.tags([*tags, *fields["tags"]])))
    if set(more_tags) > set(tags):
        missing["tags"] = more_tags
    birthday, stored_birthday = fields["birthday"], stored.birthday
    if birthday and (not stored_birthday or (stored_birthday[:2] == "--" and birthday.endswith(stored_birthday[1:]))):
        if birthday != stored_birthday:
            missing["birthday"] = birthday
    elif birthday and not stored_birthday.endswith(birthday.removeprefix("-")):
        outcome.differs(stored.name, Label("birthday"), stored_birthday, birthday)
    missing.update(_missing_texts(stored, fields, outcome))
    # The note of a card that went out of here holds all four.
    known = "\n".join((stored.private_notes, stored.preferences, stored.kindnesses, stored.notes))
    if not says_as_much(known, fields["private_notes"]):
        if stored.private_notes:
            outcome.differs(stored.name, Label("private notes"), stored.private_notes, fields["private_notes"])
        else:
            missing["private_notes"] = fields["private_notes"]
    return missing


def _missing_texts(stored: ContactRow, fields: ContactFields, outcome: Outcome) -> ContactFields:
    missing = ContactFields()
    for name, before, said in (
        (Label("languages"), stored.languages, fields["languages"]),
        (Label("how they were introduced"), stored.introduction, fields["introduction"]),
        (Label("notes"), stored.notes, fields["notes"]),
    ):
        if before and not says_as_much(before, said):
            outcome.differs(stored.name, name, before, said)
    if not stored.languages and fields["languages"]:
        missing["languages"] = fields["languages"]
    if not stored.introduction and fields["introduction"]:
        missing["introduction"] = fields["introduction"]
    if not stored.notes and fields["notes"]:
        missing["notes"] = fields["notes"]
    return missing


def _points_of(record: ContactRecord) -> list[contacts.Point]:
    kinds = {
        "phone": record.phones,
        "email": record.emails,
        "chat": record.chats,
        "address": record.addresses,
        "web": record.webs,
    }
    return [contacts.Point(kind, point.value, point.label) for kind in kinds for point in kinds[kind]]


def _as_mark(uid: str) -> str:
    """Return an id as it stands among others in the import mark of a contact, which blanks keep apart."""
    return clean_line(uid).replace(" ", "_")


def _live_one(name: str, found: list[Person], in_trash: list[Person]) -> Person | None:
    """Return the one of those found who is not in the trash; Unsure when there are several."""
    live = [person for person in found if not person.in_trash]
    in_trash += [person for person in found if person.in_trash]
    if len(live) > 1:
        raise Unsure(
            InvalidValue(
                "{name} may be any of {count} contacts in the journal ({others}). Nothing was changed; complete the "
                "right one by hand.",
                name=name,
                count=len(live),
                others=tuple(person.name for person in live[:5]),
            )
        )
    return live[0] if live else None


def _refuse_if_reached_elsewhere(namesake: Person, record: ContactRecord) -> None:
    """Doubt that two are one who share a name and an account, and neither a phone nor an e-mail of those both have."""
    emails = {point_key(point.value) for point in record.emails}
    phones = {point_key(point.value) for point in record.phones}
    if emails and phones and namesake.emails and namesake.phones:
        raise Unsure(
            InvalidValue(
                "{name} at {account} is in the journal with another phone and another e-mail. Nothing was changed; "
                "complete the contact by hand, or add a second one.",
                name=record.name,
                account=record.account or "–",
            )
        )


def _is_another_of_the_same_program(person: Person, uid: str) -> bool:
    """Tell whether a program knows a person by another id than the one it gives in this row."""
    program, colon, _ = uid.partition(":")
    return bool(colon) and any(known.startswith(f"{program}:") and known != uid for known in person.uids)
