"""The fields of a person: all that can be noted, the private ones on parchment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from models.contact_points import Point
from models.errors import InvalidValue
from models.text.field_words import INFLUENCE_NAMES, LEVEL_NAMES, ROLE_NAMES, STANCE_NAMES
from ui import theme
from ui.contacts.birthdays import birthday_words, read_birthday
from ui.contacts.choosing import AccountChoice, PersonChoice
from ui.contacts.closeness_field import ClosenessField
from ui.contacts.form_content import NEWER, Content
from ui.contacts.point_rows import PointRows
from ui.session import Session
from ui.tags.tag_field import TagField, tags_of
from ui.translations import capital, language, say
from ui.widgets import paint
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field, field
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding, line, row
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.parchment import parchment
from ui.widgets.record_editor import RecordForm
from ui.widgets.segments import Segments
from ui.widgets.word_choice import WordChoice

_TEXTS = (
    *("name", "family_name", "given_name", "title", "department", "birthday", "rhythm_days"),
    *("languages", "introduction", "reason"),
)
_PRIVATE_NOTES = ("preferences", "kindnesses", "private_notes")
_NOTES = ("notes", *_PRIVATE_NOTES)


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
        self.closeness = ClosenessField(say("Closeness"))
        self.wanted_closeness = ClosenessField(say("Wanted closeness"))
        influences = [(str(value), capital(say(name)), "") for value, name in INFLUENCE_NAMES.items()]
        self.influence = Segments(say("Influence"), [("", say("Not known"), ""), *influences])
        self.reports_to = PersonChoice(session, say("Reports to"), self.account, without)
        self.introduced_by = PersonChoice(session, say("Introduced by"), self.account, without)
        self.introduced_on = DateField(session.today, say("Introduced on"), forward=False)
        self.introduced_on.line.setPlaceholderText(say("1 March 2024, 2024-03-01"))
        self.points = PointRows()
        self.points.follows = self.lines["introduction"]
        self.tags = TagField(session)
        self.birthday = self._field("birthday", say("A day, with or without the year: 1980-03-07, 03-07"))
        self.account_field = field(say("Account"), self.account)
        self._reason = self._field(
            "reason", say("What made the difference: it stands beside the new stance, with today’s day")
        )
        self._stood: tuple[object, object] = ("", None)
        self._lay_out()
        self._connect()

    def _field(self, key: str, hint: str = "") -> Field:
        return field(self.lines[key].accessibleName(), self.lines[key], hint)

    def _notes_field(self, key: str) -> Field:
        return field(self.notes[key].accessibleName(), self.notes[key])

    def _lay_out(self) -> None:
        for editor in self.notes.values():
            editor.setFont(theme.font("body"))
            editor.fit_lines(2, 8)
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
                _pair(
                    field(say("Closeness"), self.closeness),
                    field(say("Wanted closeness"), self.wanted_closeness),
                ),
                self._reason,
                field(say("Influence"), self.influence),
                self._field("rhythm_days", say("Days between two contacts, if this person has a rhythm of their own")),
                field(say("Reports to"), self.reports_to),
                _pair(field(say("Introduced by"), self.introduced_by), field(say("Introduced on"), self.introduced_on)),
                self._field("introduction", say("Where and how: at the rail fair, over dinner with her former boss")),
                line(),
                _section(say("How to reach")),
                self.points,
                line(),
                _section(say("To bear in mind")),
                _pair(self._field("languages"), field(say("Tags"), self.tags)),
                self._notes_field("notes"),
                parchment(holding(column(self.birthday, *map(self._notes_field, _PRIVATE_NOTES), spacing=theme.GAP))),
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
        self.wanted_closeness.edited.connect(self._on_edited)
        self.influence.changed.connect(self._on_edited)
        for changed in (self.stance.changed, self.closeness.edited):
            changed.connect(self._offer_reason)
        self.introduced_on.changed.connect(self._on_edited)
        self.points.edited.connect(self._on_edited)
        self.lines["birthday"].edited.connect(self._show_birthday)
        self.tags.changed.connect(self._on_edited)
        self.tags.field.edited.connect(self._on_edited)

    def _on_edited(self, *_: object) -> None:
        self.edited.emit()

    def keep_standing(self, content: Content) -> None:
        """Know how the person stands in the journal: who stands otherwise from now on does so for a reason."""
        self._stood = (content["stance"], content["closeness"])
        self._offer_reason()

    def _offer_reason(self, *_: object) -> None:
        stands = (self.stance.current(), self.closeness.closeness())
        self._reason.setVisible(stands != self._stood or bool(self.lines["reason"].text()))

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
            "wanted_closeness": self.wanted_closeness.closeness(),
            "influence": self.influence.current(),
            "reports_to": [self.reports_to.key(), self.reports_to.text()],
            "introduced_by": [self.introduced_by.key(), self.introduced_by.text()],
            "introduced_on": self.introduced_on.text(),
            "points": [[one.kind, one.value, one.label, one.preferred, one.id] for one in self.points.points()],
        }

    def set_content(self, content: Mapping[str, Any]) -> None:
        """Show what a form held; that is no edit."""
        content = {**NEWER, **content}
        for key in _TEXTS:
            self.lines[key].setText(content[key])
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
        self.wanted_closeness.set_closeness(content["wanted_closeness"])
        self.influence.set_current(content["influence"])
        self.reports_to.set_person(*content["reports_to"])
        self.introduced_by.set_person(*content["introduced_by"])
        self.introduced_on.set_text(content["introduced_on"])
        self.points.set_points([Point(*values) for values in content["points"]])
        self._offer_reason()


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
        "languages": say("Languages"),
        "introduction": say("How they were introduced"),
        "reason": say("Why they stand so now"),
    }


def _note_names() -> dict[str, str]:
    return {
        "notes": say("Notes"),
        "preferences": say("Preferences"),
        "kindnesses": say("Kindnesses"),
        "private_notes": say("Private notes"),
    }
