"""The editor of an acceptance item: clause, department, criterion, evidence with its files, and who answers for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QWidget

from models import acceptance, acceptance_batches, acceptance_lists
from models.acceptance import ItemRow
from models.acceptance_states import STATES
from models.text.acceptance_words import STATE_NAMES
from models.text.clean import clean_line
from ui import theme
from ui.acceptance.name_choice import NameChoice
from ui.session import Session
from ui.translations import say
from ui.widgets.colleague_field import ColleagueField
from ui.widgets.fields import field, side_by_side
from ui.widgets.fields_editor import FieldsEditor, FieldsForm
from ui.widgets.layouts import Item, column, row
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.suggest import SuggestField, Suggestion
from ui.widgets.word_choice import WordChoice

_TEXTS = ("criterion", "evidence", "blocked_because")
_LINES = ("clause", "department")


class ItemForm(FieldsForm):
    """The fields of an item, keyed like the columns."""

    def __init__(self, session: Session, project_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project_id = project_id
        self.clause = LineField("7.14", say("Clause"))
        self.department = department_field(session, project_id)
        self.criterion = NoteEditor(say("Criterion"), markdown=False)
        self.evidence = NoteEditor(say("Evidence"), say("Test report, photo, minutes…"), markdown=False)
        self.state = WordChoice(say("State"), "", STATE_NAMES)
        self.blocked_because = NoteEditor(say("Why it is blocked"), markdown=False)
        self.owner = ColleagueField(session, say("Responsible"), say("A colleague"))
        self.batch = batch_choice(session, project_id)
        for text in _TEXTS:
            getattr(self, text).fit_lines(2, 8)
        self.fields = {
            key: field(getattr(self, key).accessibleName(), getattr(self, key)) for key in (*_LINES, *_TEXTS)
        }
        first = row(self.fields["clause"], self.fields["department"], spacing=theme.CARD_GAP)
        first.setStretch(1, 2)
        self.fields["state"] = field(say("State"), self.state)
        self.fields["owner_colleague_id"] = field(say("Responsible"), self.owner)
        self.fields["batch_id"] = field(say("Batch of sites"), self.batch)
        below = side_by_side(self.fields["state"], self.fields["owner_colleague_id"])
        texts = [self.fields[key] for key in ("criterion", "evidence")]
        parts: list[Item] = [first, *texts, below, self.fields["blocked_because"], self.fields["batch_id"]]
        margins = QMargins(0, 0, theme.CARD_GAP, 0)
        self.setLayout(column(*parts, None, spacing=theme.CARD_GAP, margins=margins))
        self.fields["batch_id"].setVisible(self.batch.count() > 1)
        for key in (*_LINES, *_TEXTS):
            getattr(self, key).edited.connect(lambda *_: self.edited.emit())
        self.owner.edited.connect(lambda *_: self.edited.emit())
        self.owner.chosen.connect(lambda *_: self.edited.emit())
        self.batch.picked.connect(lambda *_: self.edited.emit())
        self.state.currentIndexChanged.connect(self._show_reason)
        self._show_reason()

    def values(self) -> dict[str, Any]:
        """Return what the fields say, keyed like the columns."""
        texts = {key: getattr(self, key).text().strip() for key in _TEXTS}
        if self.state.value() != "blocked":
            texts["blocked_because"] = ""
        return {
            **{key: clean_line(getattr(self, key).text()) for key in _LINES},
            **texts,
            "state": self.state.value(),
            "owner_colleague_id": self.owner.colleague_id(),
            "batch_id": self.batch.key(),
        }

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values; fields that are not named stay as they are."""
        for key, value in values.items():
            if key == "clause":
                self.clause.setText(value)
            elif key == "department":
                show_words(self.department, value)
            elif key == "state":
                self.state.set_value(value)
            elif key == "batch_id":
                self.batch.set_key(value)
            elif key == "owner_colleague_id":
                self.owner.show_colleague(value)
            elif key in _TEXTS:
                getattr(self, key).set_text(value)

    def content(self) -> dict[str, Any]:
        """Return what stands in the fields as it was typed, for a draft."""
        return self.values() | {"owner": self.owner.text(), "project_id": self._project_id}

    def set_content(self, content: Mapping[str, Any]) -> None:
        """Show a draft; raises KeyError, TypeError or ValueError for what is none, or belongs to another project."""
        if content["project_id"] != self._project_id:
            raise ValueError
        typed = dict(content)
        name = typed.pop("owner")
        self.fill(typed)
        if typed["owner_colleague_id"] is None:
            self.owner.setText(name)

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        return any(getattr(self, key).is_composing() for key in (*_LINES, *_TEXTS, "owner"))

    def check(self) -> bool:
        """Return whether everything can be saved; what can't is said below its field, and gets the focus."""
        values, nobody = self.values(), say("Choose a colleague from the list, or make a new one.")
        faults = {
            "department": "" if values["department"] else say("Say which department accepts it."),
            "criterion": "" if values["criterion"] else say("Say what is to be shown."),
            "owner_colleague_id": "" if self.owner.take_exact() else nobody,
        }
        return self.is_right(faults)

    def is_settled(self) -> bool:
        """Return whether all that is typed shows in the values; half a name does not."""
        return self.owner.is_settled()

    def _show_reason(self) -> None:
        self.fields["blocked_because"].setVisible(self.state.value() == "blocked")
        self.edited.emit()


class ItemEditor(FieldsEditor):
    """Makes an item of a project, or changes one; its files hang on it as soon as it is there."""

    table = "acceptance_item"

    def __init__(
        self, session: Session, project_id: int, item_id: int | None, parent: QWidget | None, department: str = ""
    ) -> None:
        item = session.read(acceptance.get_item, item_id) if item_id is not None else None
        super().__init__(session, item_id, say("Edit item") if item else say("New item"), parent)
        self._project_id = project_id
        form = ItemForm(session, project_id)
        form.fill(_fields_of(item, department))
        self.begin_with(form, item.revision if item else None)
        form.criterion.setFocus()
        if item_id is not None:
            from ui.attachments.part import AttachmentsPart

            self.files = AttachmentsPart(session)
            self.files.show_owner("acceptance_item", item_id)
            self.body.addWidget(self.files)

    def unsaved_words(self) -> str:
        """Return the sentence that says what would be lost."""
        return say("This item has changes that are not saved.")

    def create(self, values: dict[str, Any]) -> int:
        """Store a new item of the project."""
        return self.session.attempt(acceptance.add_item, self._project_id, **values).id

    def change(self, record_id: int, revision: int | None, changed: dict[str, Any]) -> None:
        """Store the fields that differ from what was there."""
        self.session.attempt(acceptance.edit_item, record_id, revision=revision, **changed)

    def stored(self, record_id: int) -> tuple[dict[str, Any], int]:
        """Return what is stored by now."""
        row = self.session.read(acceptance.get_item, record_id)
        return _fields_of(row), row.revision

    def elsewhere_words(self) -> str:
        """Return the sentence that says that it was changed elsewhere."""
        return say("This item was changed elsewhere meanwhile. Both versions are shown; Save again keeps yours.")


def department_field(session: Session, project_id: int) -> SuggestField:
    """Return a field for a department, which suggests those there are."""
    made = SuggestField("", say("Department"))
    made.choices = lambda text: [
        Suggestion(name, name)
        for name in session.read(acceptance_lists.departments, project_id)
        if text.casefold() in name.casefold()
    ]
    return made


def show_words(field: SuggestField, words: str) -> None:
    """Show words in a field that suggests some, but takes any."""
    field.set_choice(Suggestion(words, words) if words else None)


def batch_choice(session: Session, project_id: int) -> NameChoice:
    """Return a box with the batches of sites of a project."""
    made = NameChoice(say("Batch of sites"), say("No batch"))
    made.offer([(one.id, one.name) for one in session.read(acceptance_batches.listing, project_id)])
    return made


def _fields_of(item: ItemRow | None, department: str = "") -> dict[str, Any]:
    if item is None:
        empty = dict.fromkeys((*_LINES, *_TEXTS), "")
        return empty | {"department": department, "state": STATES[0], "owner_colleague_id": None, "batch_id": None}
    return {key: getattr(item, key) for key in (*_LINES, *_TEXTS, "state", "owner_colleague_id", "batch_id")}
