"""Our own side: my profile, which heads every summary, and my colleagues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict, Unpack

from models import records, values
from models.changes import Changes
from models.journal import Journal
from models.tables import Colleague, Profile
from models.text.language import Label


class ProfileFields(TypedDict, total=False):
    """Me, my region, and the manager the summaries go to."""

    name: str
    job: str
    region: str
    company: str
    phone: str
    email: str
    manager_name: str
    manager_email: str


class ColleagueFields(TypedDict, total=False):
    """One of our own people."""

    name: str
    job: str
    email: str
    phone: str


PROFILE_RULES: dict[str, values.Rule] = {
    "name": values.line(Label("name"), values.NAME_LENGTH),
    "job": values.line(Label("job"), values.NAME_LENGTH),
    "region": values.line(Label("region"), values.NAME_LENGTH),
    "company": values.line(Label("company"), values.NAME_LENGTH),
    "phone": values.line(Label("phone")),
    "email": values.line(Label("e-mail")),
    "manager_name": values.line(Label("manager's name"), values.NAME_LENGTH),
    "manager_email": values.line(Label("manager's e-mail")),
}

COLLEAGUE_RULES: dict[str, values.Rule] = {
    "name": values.line(Label("colleague's name"), values.NAME_LENGTH, required=True),
    "job": values.line(Label("job"), values.NAME_LENGTH),
    "email": values.line(Label("e-mail")),
    "phone": values.line(Label("phone")),
}


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """My profile; empty texts until it was filled in."""

    name: str = ""
    job: str = ""
    region: str = ""
    company: str = ""
    phone: str = ""
    email: str = ""
    manager_name: str = ""
    manager_email: str = ""


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """A colleague as it is read."""

    id: int
    revision: int
    name: str
    job: str
    email: str
    phone: str


def profile(journal: Journal) -> ProfileRow:
    """Return my profile."""
    columns = records.columns_of(ProfileRow)
    found = journal.row(f"SELECT {columns} FROM profile WHERE deleted_at IS NULL ORDER BY id LIMIT 1")
    return ProfileRow(*found) if found else ProfileRow()


def set_profile(journal: Journal, **fields: Unpack[ProfileFields]) -> Changes:
    """Fill in my profile, or change it."""
    stored = values.checked(fields, PROFILE_RULES)
    with journal.operation("colleagues.set_profile") as work:
        found = journal.row("SELECT id FROM profile WHERE deleted_at IS NULL ORDER BY id LIMIT 1")
        if found:
            work.update(Profile, found[0], stored)
        else:
            work.insert(Profile, **stored)
        return work.done()


def create(journal: Journal, **fields: Unpack[ColleagueFields]) -> Changes:
    """Add a colleague; raises InvalidValue for a field that can't be stored."""
    stored = values.checked({"name": "", **fields}, COLLEAGUE_RULES)
    with journal.operation("colleagues.create", subject=str(stored["name"])) as work:
        return work.done(work.insert(Colleague, **stored))


def listing(journal: Journal) -> list[ColleagueRow]:
    """Return all colleagues by name."""
    columns = records.columns_of(ColleagueRow)
    query = f"SELECT {columns} FROM colleague WHERE deleted_at IS NULL ORDER BY name, id"
    return [ColleagueRow(*row) for row in journal.rows(query)]
