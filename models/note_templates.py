"""Templates for the notes of a visit: those that come with the program, and the user's own.

A template is Markdown with places in braces that are filled in when it is inserted: {account} or {客户}. What nobody
knows stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from models import colleagues, own_templates, records, values
from models.changes import Changes
from models.journal import Journal
from models.places import resources
from models.row_class import row_class
from models.tables import NoteTemplate
from models.text.clean import clean_line
from models.text.day_words import clock_words
from models.text.language import Label, Language
from models.visit_sheet import VisitSheet

BUILT_IN: Mapping[str, Label] = {
    "first_meeting": Label("First meeting"),
    "technical_exchange": Label("Technical exchange"),
    "complaint": Label("Complaint"),
    "acceptance": Label("Acceptance"),
    "follow_up": Label("Follow-up visit"),
}
"""The templates of the program, by the names of their files, in the order of a menu."""

PLACES: Mapping[str, str] = {
    "account": "客户",
    "people": "人员",
    "date": "日期",
    "time": "时间",
    "place": "地点",
    "purpose": "目的",
    "project": "项目",
    "me": "我",
    "company": "公司",
}
"""What can stand in braces, and the same in Chinese; each is understood in either language."""

_ENGLISH = {chinese: english for english, chinese in PLACES.items()}
_PLACE = re.compile(r"\{(\w{1,40})\}")

_NAME = values.line(Label("name of the template"), values.NAME_LENGTH, required=True)
_BODY = values.paragraph(Label("template"), 100_000)


@row_class
class Template:
    """A template of the user's own; `revision` goes back with an edit."""

    id: int
    revision: int
    name: str
    body: str


_COLUMNS = records.columns_of(Template)


def built_in(key: str, language: Language) -> str:
    """Return the text of a template of the program in a language."""
    folder = resources() / "templates" / "notes"
    path = folder / language.code / f"{key}.md"
    return (path if path.exists() else folder / "en" / path.name).read_text("utf-8")


def facts_of(journal: Journal, sheet: VisitSheet, language: Language) -> dict[str, str]:
    """Return what is known of a visit for the places in a template, by their English names."""
    from datetime import datetime

    me = colleagues.profile(journal)
    start = datetime.fromisoformat(sheet.start) if sheet.start else None
    return {
        "account": clean_line(sheet.account),
        "people": language.listing([person.name for person in sheet.people]),
        "date": language.day(start.date()) if start else "",
        "time": clock_words(sheet.start) if start else "",
        "place": clean_line(sheet.place),
        "purpose": clean_line(sheet.purpose),
        "project": sheet.project,
        "me": me.name,
        "company": me.company,
    }


def filled(body: str, facts: Mapping[str, str]) -> str:
    """Return a template with its places filled in; a place that means nothing here stays as it is written.

    After a colon, one that nothing is known of yet is left for the writer, as the words before it say what is wanted.
    """

    def fact(found: re.Match[str]) -> str:
        key = found[1].casefold()
        known = facts.get(_ENGLISH.get(key, key))
        if known == "" and _is_alone(found):
            return ""
        return known or found[0]

    return _PLACE.sub(fact, body)


def _is_alone(found: re.Match[str]) -> bool:
    """Whether a place is all that follows a colon in its line."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    return before.rstrip(" ").endswith((":", "：")) and not after.partition("\n")[0].strip()


def listing(journal: Journal) -> list[Template]:
    """Return the templates of the user's own, in their order."""
    query = f"SELECT {_COLUMNS} FROM note_template WHERE deleted_at IS NULL ORDER BY position, id"
    return [Template(*row) for row in journal.rows(query)]


def create(journal: Journal, name: str, body: str) -> Changes:
    """Make a template, which comes last; raises InvalidValue for one without a name, or with one that is taken."""
    stored = {"name": _NAME(name), "body": _BODY(body)}
    own_templates.require_free(journal, NoteTemplate, str(stored["name"]))
    with journal.operation("note_templates.create", subject=str(stored["name"])) as work:
        return work.done(
            work.insert(NoteTemplate, position=own_templates.last_position(journal, NoteTemplate), **stored)
        )


def edit(
    journal: Journal, template_id: int, *, name: str | None = None, body: str | None = None, revision: int | None = None
) -> Changes:
    """Change the name or the text of a template; raises InvalidValue, NotFound or ChangedElsewhere."""
    given = {"name": _NAME(name)} if name is not None else {}
    given |= {"body": _BODY(body)} if body is not None else {}
    if "name" in given:
        own_templates.require_free(journal, NoteTemplate, str(given["name"]), template_id)
    with journal.operation("note_templates.edit", record=(NoteTemplate, template_id)) as work:
        work.update(NoteTemplate, template_id, given, revision=revision)
        return work.done(template_id)


def move(journal: Journal, template_id: int, by: int) -> Changes:
    """Move a template down in the order by so many places, or up by less than none; it stops at either end."""
    with journal.operation("note_templates.arrange") as work:
        own_templates.move(journal, work, NoteTemplate, template_id, by)
        return work.done(template_id)


def trash(journal: Journal, template_id: int) -> Changes:
    """Throw a template away; raises NotFound when it is not there."""
    with journal.operation("note_templates.trash") as work:
        work.trash(NoteTemplate, template_id)
        return work.done(template_id)
