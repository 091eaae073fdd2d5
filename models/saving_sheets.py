"""Saving the sheet of a visit: one operation, one step of undo, and the draft goes with it."""

from __future__ import annotations

from models import accounts, colleagues, contacts, drafts, visits
from models.changes import Changes
from models.errors import InvalidValue
from models.journal import Journal
from models.living_records import with_living_records
from models.saving_questions import save_questions
from models.saving_steps import save_steps
from models.sheet_content import SheetPerson, VisitSheet
from models.tables import Visit
from models.text.clean import clean_line

FIELDS = (
    "account_id",
    "project_id",
    "trip_id",
    "start",
    "minutes",
    "repeats",
    "channel",
    "place",
    "purpose",
    "expected_result",
    "state",
    "summary",
    "highlight",
    "support_needed",
    "notes",
    "private_notes",
    "satisfaction",
    "expectation_level",
    "expectation",
    "confidential",
    "tags",
)
"""The fields of a visit that its sheet holds under the same name."""

_STAYED = 0.5
"""A text of which less than this part stays is a step of undo of its own, so that the text before can come back."""


def save(journal: Journal, sheet: VisitSheet, draft_id: int | None = None, *, apart: bool = False) -> Changes:
    """Write a sheet into the journal: a missing account, missing people, fields, questions and steps, all or nothing.

    The draft is thrown away in the same transaction. Only what was changed since the sheet was read is written. Small
    changes within ten minutes are one step of undo; with `apart` this save is one of its own. An account or a person
    deleted meanwhile is made anew, as the words about them are worth more.
    Raises InvalidValue, NotFound, or ChangedElsewhere when what was changed here was changed elsewhere too.
    """
    name, about = _operation_name(sheet), clean_line(sheet.purpose) or sheet.account
    record = (Visit, sheet.visit_id) if sheet.visit_id and _is_small(sheet) and not apart else None
    with journal.operation(name, subject=about, record=record) as work:
        sheet = with_living_records(journal, sheet)
        account_id = sheet.account_id or _account(journal, sheet.account)
        people = [_contact(journal, person, account_id) for person in sheet.people]
        company = [_colleague(journal, person) for person in sheet.colleagues]
        if sheet.visit_id is None:
            visit_id = _record(journal, sheet, account_id, people, company)
        else:
            visit_id = sheet.visit_id
            _edit(journal, sheet, account_id, people, company)
        save_questions(journal, work, sheet, visit_id)
        save_steps(journal, sheet, visit_id)
        if sheet.waiting_files:
            from models import attachments

            attachments.give_to_visit(journal, work, sheet.waiting_files, visit_id)
        drafts.discard(journal, draft_id)
        return work.done(visit_id)


def _operation_name(sheet: VisitSheet) -> str:
    """Return the name of what the user does: a planned visit that was held is more than a change of fields."""
    before = sheet.as_read
    if sheet.visit_id is None:
        return "visits.record"
    if before is not None and before.state == "planned" and sheet.state != "planned":
        return {"held": "visits.hold", "missed": "visits.miss"}.get(sheet.state, "visits.cancel")
    return "visits.edit"


def _is_small(sheet: VisitSheet) -> bool:
    """Whether this save and the next ones may be one step of undo: no row comes or goes, most of each text stays."""
    before = sheet.as_read
    if before is None or (sheet.repeats, sheet.all_later) != (before.repeats, before.all_later):
        return False
    texts = ("notes", "summary", "private_notes", "highlight", "support_needed")
    if any(_staying(getattr(before, name), getattr(sheet, name)) < _STAYED for name in texts):
        return False
    lists = ("people", "colleagues", "questions", "steps")
    return all([one.id for one in getattr(sheet, name)] == [one.id for one in getattr(before, name)] for name in lists)


def _staying(before: str, after: str) -> float:
    """Return which part of a text stays, counted from its beginning and from its end."""
    if not before:
        return 1
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    return (start + end) / len(before)


def _alike(one: str, other: str) -> int:
    """Return how many letters two texts begin with in common."""
    if other.startswith(one):
        return len(one)
    return next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(other))


def _account(journal: Journal, name: str) -> int:
    """Return the account of a name as it is written in full, or make it."""
    wanted = clean_line(name)
    if not wanted:
        raise InvalidValue("The visit has no account yet. Write the name of the customer under Account.")
    known = journal.rows(
        "SELECT id, name, short_name FROM account WHERE deleted_at IS NULL ORDER BY name <> ?, id", wanted
    )
    for account_id, full, short in known:
        if wanted.casefold() in (full.casefold(), short.casefold()):
            return int(account_id)
    return accounts.create(journal, name=wanted).id


def _contact(journal: Journal, person: SheetPerson, account_id: int) -> int:
    """Return the contact on the sheet; a new one is made with a post at the account, unless it is known there."""
    if person.id is not None:
        return person.id
    wanted = clean_line(person.name)
    here = journal.rows(
        "SELECT contact.id, contact.name FROM contact JOIN contact_post ON contact_post.contact_id = contact.id "
        "WHERE contact_post.account_id = ? AND contact.deleted_at IS NULL AND contact_post.deleted_at IS NULL "
        "ORDER BY contact.id",
        account_id,
    )
    for contact_id, name in here:
        if name.casefold() == wanted.casefold():
            return int(contact_id)
    return contacts.create(journal, name=wanted, account_id=account_id).id


def _colleague(journal: Journal, person: SheetPerson) -> int:
    if person.id is not None:
        return person.id
    wanted = clean_line(person.name)
    for known in colleagues.listing(journal):
        if known.name.casefold() == wanted.casefold():
            return known.id
    return colleagues.create(journal, name=wanted).id


def _record(journal: Journal, sheet: VisitSheet, account_id: int, people: list[int], company: list[int]) -> int:
    fields = visits.VisitFields(
        account_id=account_id,
        project_id=sheet.project_id,
        trip_id=sheet.trip_id,
        start=sheet.start or journal.clock.wall(),
        minutes=sheet.minutes,
        repeats=sheet.repeats,
        channel=sheet.channel,
        place=sheet.place,
        purpose=sheet.purpose,
        expected_result=sheet.expected_result,
        state=sheet.state,
        summary=sheet.summary,
        highlight=sheet.highlight,
        support_needed=sheet.support_needed,
        notes=sheet.notes,
        private_notes=sheet.private_notes,
        satisfaction=sheet.satisfaction,
        expectation_level=sheet.expectation_level,
        expectation=sheet.expectation,
        confidential=sheet.confidential,
        tags=list(sheet.tags),
    )
    return visits.record(journal, people=people, colleagues=company, **fields).id


def _edit(journal: Journal, sheet: VisitSheet, account_id: int, people: list[int], company: list[int]) -> None:
    """Write what was changed on the sheet of a visit that stands in the journal; nothing if nothing was."""
    assert sheet.visit_id is not None
    before = sheet.as_read or VisitSheet()
    now = {name: getattr(sheet, name) for name in FIELDS} | {"account_id": account_id}
    changed = {
        name: value for name, value in now.items() if visits.RULES[name](value) != _stored(name, getattr(before, name))
    }
    met = _moved(_ids_now(journal, "contact", sheet.visit_id), before.people, people)
    came = _moved(_ids_now(journal, "colleague", sheet.visit_id), before.colleagues, company)
    if changed or met is not None or came is not None:
        visits.edit(
            journal,
            sheet.visit_id,
            revision=sheet.revision if changed else None,
            people=met,
            colleagues=came,
            all_later=sheet.all_later,
            **changed,
        )


def _stored(name: str, value: object) -> object:
    """Return a value as the journal stores it, or itself when it can't: then it differs from any that can."""
    try:
        return visits.RULES[name](value)
    except InvalidValue:
        return value


def _ids_now(journal: Journal, what: str, visit_id: int) -> list[int]:
    query = f"SELECT {what}_id FROM visit_{what} WHERE visit_id = ? AND deleted_at IS NULL ORDER BY id"
    return [row[0] for row in journal.rows(query, visit_id)]


def _moved(present: list[int], before: tuple[SheetPerson, ...], wanted: list[int]) -> list[int] | None:
    """Return who takes part when those added and removed on the sheet are; None when nobody was."""
    known = [person.id for person in before]
    added = [one for one in wanted if one not in known]
    removed = [one for one in known if one not in wanted]
    if not added and not removed:
        return None
    return [one for one in [*present, *added] if one not in removed]
