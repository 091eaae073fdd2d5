"""The fields of a person, and their content as one plain value that can be compared, kept as a draft and saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from models.contact_overview import ContactOverview
from models.contact_points import Point
from models.errors import InvalidValue
from models.tags import names_in
from models.text.clean import clean_line
from models.text.field_words import LEVEL_NAMES, ROLE_NAMES, STANCE_NAMES
from ui import theme
from ui.contacts.birthdays import birthday_words, read_birthday, written_birthday
from ui.contacts.choosing import AccountChoice, PersonChoice
from ui.contacts.closeness_field import ClosenessField
from ui.contacts.point_rows import PointRows
from ui.session import Session
from ui.tags.tag_field import TagField, tags_of
from ui.translations import capital, language, say
from ui.widgets import paint
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field, field
from ui.widgets.labels import label
from ui.widgets.layouts import column, line, row
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.parchment import parchment
from ui.widgets.record_editor import RecordForm
from ui.widgets.segments import Segments
from ui.widgets.word_choice import WordChoice

TABLE = "contact"
"""Under this name drafts of the form are kept."""

Content = dict[str, Any]
"""What the form holds, as JSON could hold it."""

_TEXTS = ("name", "family_name", "given_name", "title", "department", "birthday", "rhythm_days")
_NOTES = ("preferences", "kindnesses", "private_notes")


class ContactForm(RecordForm):
    """All fields of a person."""

    def __init__(self, session: Session, contact_id: int | None) -> None:
        super().__init__()
        without = [contact_id] if contact_id is not None else []
        self.lines = {key: LineField("", name) for key, name in _line_names().items()}
        self.notes = {key: NoteEditor(name, markdown=False) for key, name in _note_names().items()}
        self.placeholder = QCheckBox(say("Only the post is known, not the name"))
        self.account = AccountChoice(session)
        self.role = WordChoice(say("Role group"), say("Not known yet"), ROLE_NAMES, paint.ROLES)
        self.level = WordChoice(say("Level"), say("Not known yet"), LEVEL_NAMES)
        stances = [(str(value), capital(say(name)), "") for value, name in STANCE_NAMES.items()]
        self.stance = Segments(say("Stance"), [("", say("Not known"), ""), *stances])
        self.closeness = ClosenessField()
        self.reports_to = PersonChoice(session, say("Reports to"), self.account, without)
        self.introduced_by = PersonChoice(session, say("Introduced by"), self.account, without)
        self.introduced_on = DateField(session.today, say("Introduced on"), forward=False)
        self.introduced_on.line.setPlaceholderText(say("1 March 2024, 2024-03-01"))
        self.points = PointRows()
        self.points.follows = self.introduced_on.line
        self.tags = TagField(session)
        self.birthday = self._field("birthday", say("A day, with or without the year: 1980-03-07, 03-07"))
        self.account_field = field(say("Account"), self.account)
        self._lay_out()
        self._connect()

    def _field(self, key: str, hint: str = "") -> Field:
        return field(self.lines[key].accessibleName(), self.lines[key], hint)

    def _lay_out(self) -> None:
        for editor in self.notes.values():
            editor.setFont(theme.font("body"))
            editor.fit_lines(2, 8)
        self.notes["private_notes"].setProperty("kind", "parchment")
        notes = [field(self.notes[key].accessibleName(), self.notes[key]) for key in ("preferences", "kindnesses")]
        self.name_field = self._field("name")
        self.setLayout(
            column(
                self.name_field,
                _pair(self._field("family_name"), self._field("given_name")),
                self.placeholder,
                line(),
                _section(say("Where they work")),
                self.account_field,
                _pair(self._field("title"), self._field("department")),
                _pair(field(say("Role group"), self.role), field(say("Level"), self.level)),
                line(),
                _section(say("How they stand to us")),
                field(say("Stance"), self.stance),
                field(say("Closeness"), self.closeness),
                self._field("rhythm_days", say("Days between two contacts, if this person has a rhythm of their own")),
                field(say("Reports to"), self.reports_to),
                _pair(field(say("Introduced by"), self.introduced_by), field(say("Introduced on"), self.introduced_on)),
                line(),
                _section(say("How to reach")),
                self.points,
                line(),
                _section(say("To bear in mind")),
                _pair(self.birthday, field(say("Tags"), self.tags)),
                *notes,
                parchment(self.notes["private_notes"]),
                spacing=theme.CARD_GAP,
                margins=QMargins(0, 0, theme.CARD_GAP, 0),
            )
        )

    def _connect(self) -> None:
        for text in (*self.lines.values(), self.account, self.reports_to, self.introduced_by):
            text.edited.connect(self._on_edited)
        for choice in (self.account, self.reports_to, self.introduced_by):
            choice.chosen.connect(self._on_edited)
            choice.created.connect(self._on_edited)
        for editor in self.notes.values():
            editor.edited.connect(self._on_edited)
        self.placeholder.clicked.connect(self._on_edited)
        self.role.activated.connect(self._on_edited)
        self.level.activated.connect(self._on_edited)
        self.stance.changed.connect(self._on_edited)
        self.closeness.edited.connect(self._on_edited)
        self.introduced_on.changed.connect(self._on_edited)
        self.points.edited.connect(self._on_edited)
        self.lines["birthday"].edited.connect(self._show_birthday)
        self.tags.changed.connect(self._on_edited)
        self.tags.field.edited.connect(self._on_edited)

    def _on_edited(self, *_: object) -> None:
        self.edited.emit()

    def _show_birthday(self, text: str) -> None:
        try:
            self.birthday.set_understood(birthday_words(language(), read_birthday(text)))
        except InvalidValue as error:
            self.birthday.set_error(error.say(language()))

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        choices = (self.account, self.reports_to, self.introduced_by)
        rows = [text for line in self.points.rows() for text in (line.value, line.label)]
        texts: list[LineField] = [*self.lines.values(), *choices, *rows, self.introduced_on.line, self.tags.field]
        return any(text.is_composing() for text in texts) or any(note.is_composing() for note in self.notes.values())

    def content(self) -> Content:
        """Return what the form holds."""
        return {
            **{key: self.lines[key].text() for key in _TEXTS},
            **{key: self.notes[key].text() for key in _NOTES},
            "tags": self.tags.tags(),
            "placeholder": self.placeholder.isChecked(),
            "account": [self.account.key(), self.account.text()],
            "role_group": self.role.value(),
            "level": self.level.value(),
            "stance": self.stance.current(),
            "closeness": self.closeness.closeness(),
            "reports_to": [self.reports_to.key(), self.reports_to.text()],
            "introduced_by": [self.introduced_by.key(), self.introduced_by.text()],
            "introduced_on": self.introduced_on.text(),
            "points": [[one.kind, one.value, one.label, one.preferred, one.id] for one in self.points.points()],
        }

    def set_content(self, content: Mapping[str, Any]) -> None:
        """Show what a form held; that is no edit."""
        for key in _TEXTS:
            self.lines[key].setText(content[key] if key != "rhythm_days" else content.get(key, ""))
            self.lines[key].setCursorPosition(0)
        for key in _NOTES:
            self.notes[key].set_text(content[key])
        self.tags.set_tags(tags_of(content["tags"]))
        self.placeholder.setChecked(content["placeholder"])
        self.account.set_account(*content["account"])
        self.role.set_value(content["role_group"])
        self.level.set_value(content["level"])
        self.stance.set_current(content["stance"])
        self.closeness.set_closeness(content["closeness"])
        self.reports_to.set_person(*content["reports_to"])
        self.introduced_by.set_person(*content["introduced_by"])
        self.introduced_on.set_text(content["introduced_on"])
        self.points.set_points([Point(*values) for values in content["points"]])


def content_of(person: ContactOverview | None) -> Content:
    """Return the content of a form for a person, or for a new one."""
    contact = person.contact if person else None
    post = person.present if person else None
    above, introducer = (person.reports_to, person.introduced_by) if person else (None, None)
    return {
        "name": contact.name if contact else "",
        "family_name": contact.family_name if contact else "",
        "given_name": contact.given_name if contact else "",
        "title": post.title if post else "",
        "department": post.department if post else "",
        "birthday": written_birthday(contact.birthday) if contact else "",
        "rhythm_days": str(contact.rhythm_days) if contact and contact.rhythm_days is not None else "",
        "tags": list(names_in(contact.tags)) if contact else [],
        "preferences": contact.preferences if contact else "",
        "kindnesses": contact.kindnesses if contact else "",
        "private_notes": contact.private_notes if contact else "",
        "placeholder": bool(contact and contact.placeholder),
        "account": [post.account_id, post.account] if post else [None, ""],
        "role_group": (contact.role_group or "") if contact else "",
        "level": (contact.level or "") if contact else "",
        "stance": str(contact.stance) if contact and contact.stance is not None else "",
        "closeness": contact.closeness if contact else None,
        "reports_to": [above.id, above.name] if above else [None, ""],
        "introduced_by": [introducer.id, introducer.name] if introducer else [None, ""],
        "introduced_on": (contact.introduced_on or "") if contact else "",
        "points": [
            [one.kind, one.value, one.label, one.preferred, one.id] for one in (person.points if person else [])
        ],
    }


def full_name(content: Content) -> str:
    """Return the name, made of its two parts when only those were written: 李明, Ming Li."""
    if name := clean_line(content["name"]):
        return name
    family, given = clean_line(content["family_name"]), clean_line(content["given_name"])
    east_asian = any(letter >= "\u2e80" for letter in family + given)
    return f"{family}{given}" if east_asian else f"{given} {family}".strip()


def _pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    """Return two fields side by side; a line that appears below one leaves the other where it is."""
    return row(column(left, None), column(right, None), spacing=theme.CARD_GAP)


def _section(name: str) -> QWidget:
    return label(name, "section")


def _line_names() -> dict[str, str]:
    return {
        "name": say("Name"),
        "family_name": say("Family name"),
        "given_name": say("Given name"),
        "title": say("Job title"),
        "department": say("Department"),
        "birthday": say("Birthday"),
        "rhythm_days": say("Rhythm"),
    }


def _note_names() -> dict[str, str]:
    return {
        "preferences": say("Preferences"),
        "kindnesses": say("Kindnesses"),
        "private_notes": say("Private notes"),
    }
