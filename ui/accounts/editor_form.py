"""The fields of an account's editor: what each holds, how it is checked, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import accounts, rhythm
from models.text.clean import clean_line
from models.text.field_words import RELATIONSHIP_NAMES, TIER_NAMES
from models.text.language import Label
from ui import theme
from ui.accounts.parent_field import ParentField
from ui.accounts.rhythm_field import RhythmField, days_words, source_words
from ui.session import Session
from ui.tags.looks import tag_words
from ui.tags.tag_field import TagField, tags_of
from ui.translations import say
from ui.widgets.fields import Field, field
from ui.widgets.fields_editor import FieldsForm
from ui.widgets.layouts import column, row
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.parchment import parchment
from ui.widgets.segments import Segments
from ui.widgets.word_choice import WordChoice

_LONGEST_RHYTHM, _HIGHEST_TARGET = 3660, 1000

WORDS: Mapping[str, Mapping[str, Label]] = {
    "tier": TIER_NAMES,
    "relationship": RELATIONSHIP_NAMES,
    "wanted_relationship": RELATIONSHIP_NAMES,
}
"""The fields that hold one of a few words."""


class AccountForm(FieldsForm):
    """The fields as `values()` and by `fill(values)`, keyed like the columns."""

    def __init__(
        self, session: Session, account_id: int | None, rhythms: Mapping[str, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.name = LineField("", say("Account name"))
        self.account_class = Segments(say("Class"), [("", say("none"), ""), *((one, one, "") for one in rhythms)])
        self.words = {key: WordChoice(name, say("Not noted"), WORDS[key]) for key, name in _names_of_words().items()}
        self.parent_id = ParentField(session, *(() if account_id is None else (account_id,)))
        self.rhythm = RhythmField()
        self.rhythm_days, self.visit_target = self.rhythm.days, LineField()
        self.lines = {key: LineField() for key in ("short_name", "industry", "region", "city", "web", "phone")}
        self.tags = TagField(session)
        self.address = NoteEditor(say("Address"), markdown=False)
        self.notes = NoteEditor(say("Notes"))
        self.private_notes = NoteEditor(say("Private notes"))
        self.private_notes.setProperty("kind", "parchment")
        self.address.fit_lines(1, 4)
        for notes in (self.notes, self.private_notes):
            notes.fit_lines(3, 12)
        self.fields = self._fields()
        self.setLayout(self._box())
        self._connect()

    def values(self) -> dict[str, Any]:
        """Return what the fields say, keyed like the columns; numbers that are none count as missing."""
        return {
            "name": clean_line(self.name.text()),
            "parent_id": self.parent_id.account_id(),
            "account_class": self.account_class.current() or None,
            "rhythm_days": _number(self.rhythm_days.text()) if self.rhythm.kind() == "own" else None,
            "rhythm_inherited": self.rhythm.kind() == "inherited",
            "visit_target": _number(self.visit_target.text()),
            "address": self.address.text(),
            "notes": self.notes.text(),
            "private_notes": self.private_notes.text(),
            "tags": self.tags.tags(),
            **{key: clean_line(line.text()) for key, line in self.lines.items()},
            **{key: box.value() or None for key, box in self.words.items()},
        }

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values; fields that are not named stay as they are."""
        for key, value in values.items():
            if key == "parent_id":
                self.parent_id.show_account(value)
            elif key == "account_class":
                self.account_class.set_current(value or "")
            elif key == "tags":
                self.tags.set_tags(value)
            elif key in self.words:
                self.words[key].set_value(value)
            elif key in ("address", "notes", "private_notes"):
                getattr(self, key).set_text(value)
            elif key in ("name", "rhythm_days", "visit_target"):
                getattr(self, key).setText("" if value is None else str(value))
            elif key != "rhythm_inherited":
                self.lines[key].setText(value)
        if "rhythm_days" in values or "rhythm_inherited" in values:
            inherits = values.get("rhythm_inherited", self.rhythm.kind() == "inherited")
            self.rhythm.set_kind("own" if self.rhythm_days.text() else "inherited" if inherits else "none")
        self._show_inherited()

    def content(self) -> dict[str, Any]:
        """Return what stands in the fields as it was typed, for a draft."""
        return {
            **{key: line.text() for key, line in self._typed().items()},
            **{key: note.text() for key, note in self._notes().items()},
            **{key: box.value() for key, box in self.words.items()},
            "account_class": self.account_class.current(),
            "rhythm": self.rhythm.kind(),
            "tags": self.tags.tags(),
            "parent": [self.parent_id.account_id(), self.parent_id.text()],
        }

    def set_content(self, content: Mapping[str, Any]) -> None:
        """Show a draft; raises KeyError, TypeError or ValueError for what is none, or NotFound for a lost parent."""
        parent_id, name = content["parent"]
        self.parent_id.show_account(parent_id)
        if parent_id is None:
            self.parent_id.setText(name)
        for key, line in self._typed().items():
            line.setText(content[key])
        for key, note in self._notes().items():
            note.set_text(content[key])
        for key, box in self.words.items():
            box.set_value(content.get(key, ""))  # drafts of before do not name it
        self.account_class.set_current(content["account_class"])
        self.rhythm.set_kind(content.get("rhythm", "own" if content["rhythm_days"] else "none"))
        self._show_inherited()
        self.tags.set_tags(tags_of(content["tags"]))

    def _connect(self) -> None:
        for line in (*self._typed().values(), self.parent_id, self.tags.field):
            line.edited.connect(self._on_edited)
        for note in self._notes().values():
            note.edited.connect(self._on_edited)
        for box in self.words.values():
            box.currentIndexChanged.connect(self._on_edited)
        self.parent_id.chosen.connect(self._on_edited)
        self.account_class.changed.connect(self._on_edited)
        self.rhythm.changed.connect(self._on_edited)
        for told in (self.account_class.changed, self.rhythm.changed, self.parent_id.chosen, self.parent_id.edited):
            told.connect(self._show_inherited)
        self.tags.changed.connect(self._on_edited)

    def _on_edited(self, *_: object) -> None:
        self.edited.emit()

    def is_settled(self) -> bool:
        """Return whether all that is typed shows in the values; half a name or a number that is none does not."""
        numbers = (self._own_days(), self.visit_target.text())
        return self.parent_id.is_settled() and all(_fits(text, 0, _LONGEST_RHYTHM) for text in numbers)

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        lines = (*self._typed().values(), self.parent_id, self.tags.field)
        return any(line.is_composing() for line in lines) or any(note.is_composing() for note in self._notes().values())

    def _typed(self) -> dict[str, LineField]:
        numbers = {"rhythm_days": self.rhythm_days, "visit_target": self.visit_target}
        return {"name": self.name, **numbers, **self.lines}

    def _notes(self) -> dict[str, NoteEditor]:
        return {"address": self.address, "notes": self.notes, "private_notes": self.private_notes}

    def check(self) -> bool:
        """Return whether everything can be saved; what can't is said below its field, and gets the focus."""
        wrong: dict[str, str] = {}
        if not clean_line(self.name.text()):
            wrong["name"] = say("An account needs a name.")
        if not self.parent_id.take_exact():
            wrong["parent_id"] = say("There is no account of that name. Choose one from the list.")
        is_missing = self.rhythm.kind() == "own" and not self._own_days().strip()
        if is_missing or not _fits(self._own_days(), 1, _LONGEST_RHYTHM):
            wrong["rhythm_days"] = say("Write a number of days from 1 to {most}.", most=_LONGEST_RHYTHM)
        if not _fits(self.visit_target.text(), 0, _HIGHEST_TARGET):
            wrong["visit_target"] = say("Write a number of visits from 0 to {most}.", most=_HIGHEST_TARGET)
        for key in ("name", "parent_id", "rhythm_days", "visit_target"):
            self.fields[key].set_error(wrong.get(key, ""))
        if not wrong:
            return True
        first = next(iter(wrong))
        (self.rhythm_days if first == "rhythm_days" else self.fields[first].widget).setFocus()
        return False

    def show_other(self, key: str, value: Any) -> None:
        """Say below a field what is stored now instead of what it was opened with."""
        if key == "parent_id":
            shown = self._session.read(accounts.get, value).name if value is not None else say("none")
        elif key == "tags":
            shown = " ".join(map(tag_words, value)) or say("none")
        elif key in ("rhythm_days", "rhythm_inherited"):
            key, shown = "rhythm_days", self._rhythm_words(key, value)
        elif key in self.words and value:
            shown = say(WORDS[key][value])
        else:
            shown = say("none") if value in (None, "") else str(value)
        self.fields[key].set_error(say("Changed elsewhere to: {value}", value=shown[:300]))

    def _fields(self) -> dict[str, Field]:
        """Return each widget with its label."""
        made = {
            "name": field(say("Account name"), self.name),
            "parent_id": field(say("Belongs to"), self.parent_id),
            "account_class": field(say("Class"), self.account_class),
            "rhythm_days": field(say("Visit rhythm"), self.rhythm),
            "visit_target": field(say("Visit target"), self.visit_target, say("Visits a quarter")),
            "address": field(say("Address"), self.address),
            **{key: field(name, self.words[key]) for key, name in _names_of_words().items()},
            "tags": field(say("Tags"), self.tags),
            "notes": field(say("Notes"), self.notes),
            "private_notes": field(say("Private notes"), self.private_notes),
        }
        names = {
            "short_name": say("Short name"),
            "industry": say("Industry"),
            "region": say("Region"),
            "city": say("City"),
            "web": say("Web page"),
            "phone": say("Phone"),
        }
        return made | {key: field(name, self.lines[key]) for key, name in names.items()}

    def _box(self) -> QVBoxLayout:
        rows = (
            ("name", "short_name"),
            ("parent_id", "tier"),
            ("account_class", "visit_target"),
            ("rhythm_days",),
            ("relationship", "wanted_relationship"),
            ("industry", "region", "city"),
            ("tags",),
            ("address",),
            ("phone", "web"),
            ("notes",),
        )
        boxes = [row(spacing=theme.CARD_PADDING) for _ in rows]
        for box, keys in zip(boxes, rows, strict=True):
            for key in keys:
                box.addWidget(self.fields[key], 1, Qt.AlignmentFlag.AlignTop)
        beside_bar = QMargins(0, 0, theme.CARD_GAP, 0)
        return column(*boxes, parchment(self.fields["private_notes"]), None, spacing=theme.CARD_GAP, margins=beside_bar)

    def _own_days(self) -> str:
        return self.rhythm_days.text() if self.rhythm.kind() == "own" else ""

    def _rhythm_words(self, key: str, value: Any) -> str:
        if key == "rhythm_inherited":
            return say("Inherited") if value else say("none")
        return days_words(value) if value is not None else say("none")

    def _show_inherited(self, *_: object) -> None:
        """Say below the rhythm what it is that is inherited, or what the days mean."""
        said = ""
        if self.rhythm.kind() == "inherited":
            parent_id, account_class = self.parent_id.account_id(), self.account_class.current() or None
            said = source_words(self._session.read(rhythm.inherited, parent_id, account_class))
        elif self.rhythm.kind() == "own":
            said = say("Days between two visits")
        self.fields["rhythm_days"].set_understood(said)


def _names_of_words() -> dict[str, str]:
    return {
        "tier": say("Place in the tree"),
        "relationship": say("What we are to them"),
        "wanted_relationship": say("What we want to be to them"),
    }


_MOST_DIGITS = 9


def _number(text: str) -> int | None:
    said = text.strip()
    # No count of days or visits has more digits, and Python refuses to read thousands of them.
    return int(said) if said.isdecimal() and said.isascii() and len(said) <= _MOST_DIGITS else None


def _fits(text: str, least: int, most: int) -> bool:
    number = _number(text)
    return not text.strip() or (number is not None and least <= number <= most)
