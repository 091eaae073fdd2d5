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
from ui.acceptance.people import owner_field
from ui.session import Session
from ui.translations import say
from ui.widgets.fields import field, side_by_side
from ui.widgets.layouts import Item, column, row
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.record_editor import RecordEditor, RecordForm
from ui.widgets.suggest import SuggestField, Suggestion
from ui.widgets.word_choice import WordChoice

_TEXTS = ("criterion", "evidence", "blocked_because")
_LINES = ("clause", "department")


class ItemForm(RecordForm):
    """The fields of an item, keyed like the columns."""

    def __init__(self, session: Session, project_id: int, item: ItemRow | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clause = LineField("7.14", say("Clause"))
        self.department = department_field(session, project_id)
        self.criterion = NoteEditor(say("Criterion"), markdown=False)
        self.evidence = NoteEditor(say("Evidence"), say("Test report, photo, minutes…"), markdown=False)
        self.state = WordChoice(say("State"), "", STATE_NAMES)
        self.blocked_because = NoteEditor(say("Why it is blocked"), markdown=False)
        self.owner = owner_field(session, item.owner_colleague_id if item else None)
        self.batch = batch_choice(session, project_id)
        for text in _TEXTS:
            getattr(self, text).fit_lines(2, 8)
        self.fields = {
            key: field(getattr(self, key).accessibleName(), getattr(self, key)) for key in (*_LINES, *_TEXTS)
        }
        first = row(self.fields["clause"], self.fields["department"], spacing=theme.CARD_GAP)
        first.setStretch(1, 2)
        below = side_by_side(field(say("State"), self.state), field(say("Responsible"), self.owner))
        self._batch_field = field(say("Batch of sites"), self.batch)
        texts = [self.fields[key] for key in ("criterion", "evidence")]
        parts: list[Item] = [first, *texts, below, self.fields["blocked_because"], self._batch_field]
        margins = QMargins(0, 0, theme.CARD_GAP, 0)
        self.setLayout(column(*parts, None, spacing=theme.CARD_GAP, margins=margins))
        self._batch_field.setVisible(self.batch.count() > 1)
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
            "owner_colleague_id": self.owner.key(),
            "batch_id": self.batch.key(),
        }

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values; who answers for it is shown already."""
        self.clause.setText(values["clause"])
        show_words(self.department, values["department"])
        for key in _TEXTS:
            getattr(self, key).set_text(values[key])
        self.state.set_value(values["state"])
        self.batch.set_key(values["batch_id"])

    def content(self) -> dict[str, Any]:
        """Return what stands in the fields as it was typed, for a draft."""
        return self.values() | {"owner": self.owner.text()}

    def set_content(self, content: Mapping[str, Any]) -> None:
        """Show a draft; raises KeyError or TypeError for what is none."""
        self.fill(content)
        key = content["owner_colleague_id"]
        self.owner.set_choice(Suggestion(key, content["owner"]) if key is not None else None)

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        return any(getattr(self, key).is_composing() for key in (*_LINES, *_TEXTS, "owner"))

    def check(self) -> bool:
        """Return whether everything can be saved; what is missing is said below its field, and gets the focus."""
        missing = {
            "department": say("Say which department accepts it."),
            "criterion": say("Say what is to be shown."),
        }
        values = self.values()
        for key, sentence in missing.items():
            self.fields[key].set_error("" if values[key] else sentence)
        wrong = next((key for key in missing if not values[key]), "")
        if wrong:
            getattr(self, wrong).setFocus()
        return not wrong

    def _show_reason(self) -> None:
        self.fields["blocked_because"].setVisible(self.state.value() == "blocked")
        self.edited.emit()


class ItemEditor(RecordEditor):
    """Makes an item of a project, or changes one; its files hang on it as soon as it is there."""

    table = "acceptance_item"

    def __init__(
        self, session: Session, project_id: int, item_id: int | None, parent: QWidget | None, department: str = ""
    ) -> None:
        item = session.read(acceptance.get_item, item_id) if item_id is not None else None
        super().__init__(session, item_id, say("Edit item") if item else say("New item"), parent)
        self._project_id = project_id
        self.form = ItemForm(session, project_id, item)
        self._revision = item.revision if item else None
        self.form.fill(_fields_of(item, department))
        self._start = self.form.values()
        self.begin(self.form)
        self.form.criterion.setFocus()
        if item_id is not None:
            from ui.attachments.part import AttachmentsPart

            self.files = AttachmentsPart(session)
            self.files.show_owner("acceptance_item", item_id)
            self.body.addWidget(self.files)

    def accept(self) -> None:
        """Save and close; what can't be saved is said at its field."""
        if not self.form.is_composing() and self.form.owner.take_exact() and self.form.check():
            super().accept()

    def is_changed(self) -> bool:
        """Return whether something differs from what was there."""
        return self.form.values() != self._start

    def unsaved_words(self) -> str:
        """Return the sentence that says what would be lost."""
        return say("This item has changes that are not saved.")

    def store(self) -> int:
        """Store the fields that differ from what was there."""
        values = self.form.values()
        if self.record_id is None:
            return self.session.attempt(acceptance.add_item, self._project_id, **values).id
        changed: Any = {key: value for key, value in values.items() if value != self._start[key]}
        if changed:
            self.session.attempt(acceptance.edit_item, self.record_id, revision=self._revision, **changed)
        return self.record_id

    def show_both(self) -> None:
        """Keep what was typed and show beside it what is stored now; saving again stores what was typed."""
        assert self.record_id is not None
        stored = self.session.read(acceptance.get_item, self.record_id)
        now, mine = _fields_of(stored), self.form.values()
        for key, value in now.items():
            if value != self._start.get(key) and mine.get(key) != value and key in self.form.fields:
                self.form.fields[key].set_error(say("Changed elsewhere to: {value}", value=str(value)[:300]))
        self._start, self._revision = {**self._start, **now}, stored.revision
        self.tell(say("This item was changed elsewhere meanwhile. Both versions are shown; Save again keeps yours."))


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
