"""A batch of sites: its name, its sites one a line, and when it is to be accepted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models import acceptance_batches
from models.errors import JournalError
from models.text.clean import clean_line
from ui.session import Session
from ui.translations import language, say
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor


class BatchDialog(Dialog):
    """Makes a batch of a project, or changes one."""

    def __init__(self, session: Session, project_id: int, batch_id: int | None, parent: QWidget | None) -> None:
        title = say("Edit batch") if batch_id is not None else say("New batch of sites")
        super().__init__(title, parent, accept=say("Save"), width=480)
        self._session, self._project_id, self._batch_id = session, project_id, batch_id
        self.name = LineField(say("Such as: western line"), say("Name of the batch"))
        self.sites = NoteEditor(say("Sites, one a line"), markdown=False)
        self.sites.fit_lines(4, 10)
        self.planned_on = DateField(session.today, say("Planned for"))
        self.notes = NoteEditor(say("Notes"), markdown=False)
        self.notes.fit_lines(2, 6)
        self._name_field = field(say("Name of the batch"), self.name)
        self.problem = label("", "body", "red", wrap=True)
        self.problem.hide()
        self._revision = None
        if batch_id is not None:
            batch = session.read(acceptance_batches.get, batch_id)
            self._revision = batch.revision
            self.name.setText(batch.name)
            self.sites.set_text(batch.sites)
            self.planned_on.set_value(batch.planned_on)
            self.notes.set_text(batch.notes)
        for part in (
            self._name_field,
            field(say("Sites, one a line"), self.sites),
            field(say("Planned for"), self.planned_on),
            field(say("Notes"), self.notes),
            self.problem,
        ):
            self.body.addWidget(part)
        self._before = self._typed()
        self.name.setFocus()

    def accept(self) -> None:
        """Store the batch, if it has a name."""
        if any(one.is_composing() for one in (self.name, self.sites, self.planned_on, self.notes)):
            return
        if not clean_line(self.name.text()):
            self._name_field.set_error(say("A batch needs a name."))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.planned_on.is_right():
            self.planned_on.show_error(self.planned_on.error())
            return
        try:
            self._store()
        except JournalError as error:
            self.problem.setText(error.say(language()))
            self.problem.show()
            self.make_room()
            return
        self._before = self._typed()
        super().accept()

    def typed_words(self) -> str:
        """Return the sentence that says what closing would lose."""
        return say("This batch has changes that are not saved.") if self._typed() != self._before else ""

    def _store(self) -> None:
        fields: acceptance_batches.BatchFields = {
            "name": clean_line(self.name.text()),
            "sites": self.sites.text(),
            "planned_on": self.planned_on.value(),
            "notes": self.notes.text(),
        }
        if self._batch_id is None:
            self._session.attempt(acceptance_batches.create, self._project_id, **fields)
        else:
            self._session.attempt(acceptance_batches.edit, self._batch_id, revision=self._revision, **fields)

    def _typed(self) -> tuple[str, ...]:
        return self.name.text(), self.sites.text(), self.planned_on.text(), self.notes.text()
