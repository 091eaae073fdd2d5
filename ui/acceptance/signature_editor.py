"""The editor of a signature: from which department, whose, for what, by when, and the milestone it is wanted for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QWidget

from models import acceptance, milestones
from models.acceptance import SignatureRow
from models.acceptance_states import STATES
from models.text.acceptance_words import SIGNATURE_STATE_NAMES
from models.text.clean import clean_line
from ui import theme
from ui.acceptance.item_editor import batch_choice, department_field, show_words
from ui.acceptance.name_choice import NameChoice
from ui.acceptance.signer_field import SignerField
from ui.session import Session
from ui.translations import say
from ui.widgets.date_field import DateField
from ui.widgets.fields import field, side_by_side
from ui.widgets.fields_editor import FieldsEditor, FieldsForm
from ui.widgets.layouts import Item, column
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.word_choice import WordChoice

_LINES = ("department", "subject")
_DAYS = ("asked_on", "signed_on", "due_on")
_BOXES = ("milestone_id", "batch_id")


class SignatureForm(FieldsForm):
    """The fields of a signature, keyed like the columns."""

    def __init__(self, session: Session, project_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project_id = project_id
        self.department = department_field(session, project_id)
        self.subject = LineField(say("Training records, safety case…"), say("What is signed"))
        self.signer = SignerField(session, project_id)
        self.state = WordChoice(say("State"), "", SIGNATURE_STATE_NAMES)
        self.blocked_because = NoteEditor(say("Why it is blocked"), markdown=False)
        self.blocked_because.fit_lines(2, 8)
        self.asked_on = DateField(session.today, say("Asked for on"), forward=False)
        self.signed_on = DateField(session.today, say("Signed on"), forward=False)
        self.due_on = DateField(session.today, say("Wanted by"))
        self.milestone_id = NameChoice(say("Milestone"), say("No milestone"))
        self.milestone_id.offer([(one.id, one.name) for one in session.read(milestones.listing, project_id)])
        self.batch_id = batch_choice(session, project_id)
        keys = (*_LINES, *_DAYS, *_BOXES, "blocked_because")
        self.fields = {key: field(getattr(self, key).accessibleName(), getattr(self, key)) for key in keys}
        self.fields["signer_id"] = field(say("Signer"), self.signer)
        self.fields["state"] = field(say("State"), self.state)
        parts: list[Item] = [
            side_by_side(self.fields["department"], self.fields["subject"]),
            side_by_side(self.fields["signer_id"], self.fields["state"]),
            self.fields["blocked_because"],
            side_by_side(self.fields["asked_on"], self.fields["due_on"]),
            self.fields["signed_on"],
            side_by_side(self.fields["milestone_id"], self.fields["batch_id"]),
        ]
        margins = QMargins(0, 0, theme.CARD_GAP, 0)
        self.setLayout(column(*parts, None, spacing=theme.CARD_GAP, margins=margins))
        self.fields["batch_id"].setVisible(self.batch_id.count() > 1)
        self.fields["milestone_id"].setVisible(self.milestone_id.count() > 1)
        for line in (self.department, self.subject, self.signer, self.blocked_because):
            line.edited.connect(lambda *_: self.edited.emit())
        for key in _DAYS:
            getattr(self, key).changed.connect(lambda *_: self.edited.emit())
            getattr(self, key).line.edited.connect(lambda *_: self.edited.emit())
        for key in _BOXES:
            getattr(self, key).picked.connect(lambda *_: self.edited.emit())
        self.signer.chosen.connect(lambda *_: self.edited.emit())
        self.state.currentIndexChanged.connect(self._show_for_state)
        self._show_for_state()

    def values(self) -> dict[str, Any]:
        """Return what the fields say, keyed like the columns."""
        state = self.state.value()
        days = {key: getattr(self, key).value() for key in _DAYS}
        if state != "signed":
            days["signed_on"] = None
        return {
            **{key: clean_line(getattr(self, key).text()) for key in _LINES},
            **days,
            **{key: getattr(self, key).key() for key in _BOXES},
            "signer_id": self.signer.key(),
            "state": state,
            "blocked_because": self.blocked_because.text().strip() if state == "blocked" else "",
        }

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values; fields that are not named stay as they are."""
        for key, value in values.items():
            if key == "department":
                show_words(self.department, value)
            elif key == "subject":
                self.subject.setText(value)
            elif key == "signer_id":
                self.signer.show_person(value)
            elif key == "blocked_because":
                self.blocked_because.set_text(value)
            elif key in _BOXES:
                getattr(self, key).set_key(value)
            elif key in (*_DAYS, "state"):
                getattr(self, key).set_value(value)

    def content(self) -> dict[str, Any]:
        """Return what stands in the fields, for a draft."""
        days = [getattr(self, key).text() for key in _DAYS]
        return self.values() | {"signer": self.signer.text(), "days": days, "project_id": self._project_id}

    def set_content(self, content: Mapping[str, Any]) -> None:
        """Show a draft; raises KeyError, TypeError or ValueError for what is none, or belongs to another project."""
        if content["project_id"] != self._project_id:
            raise ValueError
        self.fill(content)
        for key, text in zip(_DAYS, content["days"], strict=True):
            getattr(self, key).set_text(text)
        if content["signer_id"] is None:
            self.signer.setText(content["signer"])

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        return any(getattr(self, key).is_composing() for key in (*_LINES, *_DAYS, "signer", "blocked_because"))

    def check(self) -> bool:
        """Return whether everything can be saved; what can't is said below its field, and gets the focus."""
        faults = {
            "department": "" if clean_line(self.department.text()) else say("Say which department signs."),
            "signer_id": "" if self.signer.take_exact() else say("Choose one of the people, or nobody."),
        }
        return self.is_right(faults, self._days())

    def is_settled(self) -> bool:
        """Return whether all that is typed shows in the values; half a name, or words that are no day, do not."""
        return self.signer.is_settled() and all(day.is_right() for day in self._days())

    def _days(self) -> list[DateField]:
        """Return the days that are asked for; the day of a signature only where there is one."""
        return [getattr(self, key) for key in _DAYS if key != "signed_on" or self.state.value() == "signed"]

    def _show_for_state(self) -> None:
        self.fields["blocked_because"].setVisible(self.state.value() == "blocked")
        self.fields["signed_on"].setVisible(self.state.value() == "signed")
        self.edited.emit()


class SignatureEditor(FieldsEditor):
    """Makes a signature that is wanted, or changes one; the signed page hangs on it as a file."""

    table = "signature"

    def __init__(
        self, session: Session, project_id: int, signature_id: int | None, parent: QWidget | None, department: str = ""
    ) -> None:
        signature = session.read(acceptance.get_signature, signature_id) if signature_id is not None else None
        super().__init__(session, signature_id, say("Edit signature") if signature else say("New signature"), parent)
        self._project_id = project_id
        form = SignatureForm(session, project_id)
        form.fill(_fields_of(signature, department))
        self.begin_with(form, signature.revision if signature else None)
        first = form.signer if signature else form.subject if department else form.department
        first.setFocus()
        if signature_id is not None:
            from ui.attachments.part import AttachmentsPart

            self.files = AttachmentsPart(session)
            self.files.show_owner("signature", signature_id)
            self.body.addWidget(self.files)

    def unsaved_words(self) -> str:
        """Return the sentence that says what would be lost."""
        return say("This signature has changes that are not saved.")

    def create(self, values: dict[str, Any]) -> int:
        """Store a new signature of the project."""
        return self.session.attempt(acceptance.add_signature, self._project_id, **values).id

    def change(self, record_id: int, revision: int | None, changed: dict[str, Any]) -> None:
        """Store the fields that differ from what was there."""
        self.session.attempt(acceptance.edit_signature, record_id, revision=revision, **changed)

    def stored(self, record_id: int) -> tuple[dict[str, Any], int]:
        """Return what is stored by now."""
        row = self.session.read(acceptance.get_signature, record_id)
        return _fields_of(row), row.revision

    def elsewhere_words(self) -> str:
        """Return the sentence that says that it was changed elsewhere."""
        return say("This signature was changed elsewhere meanwhile. Both versions are shown; Save again keeps yours.")


def _fields_of(signature: SignatureRow | None, department: str = "") -> dict[str, Any]:
    keys = (*_LINES, *_DAYS, *_BOXES, "signer_id", "state", "blocked_because")
    if signature is not None:
        return {key: getattr(signature, key) for key in keys}
    texts = dict.fromkeys((*_LINES, "blocked_because"), "") | {"department": department, "state": STATES[0]}
    return dict.fromkeys((*_DAYS, *_BOXES, "signer_id")) | texts
