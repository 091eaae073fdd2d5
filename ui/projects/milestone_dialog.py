"""The dialog for a milestone: its name, when it is planned, reached and signed, and why it was put off."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import milestones
from models.errors import ChangedElsewhere, JournalError
from models.milestones import MilestoneRow
from models.text.clean import clean_line
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field, side_by_side
from ui.widgets.labels import label
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor

_DAYS = ("planned_on", "reached_on", "signed_on")


class MilestoneDialog(Dialog):
    """Makes a milestone of a project, or changes one; Ctrl+Enter saves."""

    def __init__(
        self, session: Session, project_id: int, milestone: MilestoneRow | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(say("Milestone") if milestone else say("New milestone"), parent, accept=say("Save"), width=560)
        self._session, self._project_id, self._milestone = session, project_id, milestone
        self.name = LineField(say("Delivered on site"), say("Milestone"))
        self.days = {
            "planned_on": DateField(session.today, say("Planned for")),
            "reached_on": DateField(session.today, say("Reached on"), forward=False),
            "signed_on": DateField(session.today, say("Signed on"), forward=False),
        }
        self.reason = LineField("", say("Why the date moves"))
        self.notes = NoteEditor(say("Notes"), markdown=False)
        self.notes.setFixedHeight(88)
        self.notice = label("", "body", "red", wrap=True)
        self.notice.hide()
        self._reason_field = field(say("Why the date moves"), self.reason)
        self._fill(milestone)
        self.body.addWidget(field(say("Milestone"), self.name))
        dated = [field(one.accessibleName(), one) for one in self.days.values()]
        self.body.addLayout(side_by_side(*dated))
        if milestone is not None and milestone.signatures:
            words = plural(
                "{count} signature is wanted for it; it is signed when all of them are.",
                "{count} signatures are wanted for it; it is signed when all of them are.",
                milestone.signatures,
            )
            self.body.addWidget(label(words, "caption", "text_2", wrap=True))
            self.days["signed_on"].setEnabled(False)
        for one in (self._reason_field, field(say("Notes"), self.notes), self.notice):
            self.body.addWidget(one)
        self.days["planned_on"].changed.connect(self._show_reason)
        self._before = self._written()
        self._show_reason()
        self.name.setFocus()

    def typed_words(self) -> str:
        """Return the sentence for what is not saved."""
        return say("This milestone has changes that are not saved.") if self._written() != self._before else ""

    def accept(self) -> None:
        """Save; what can't be saved stays as it was typed."""
        texts = (self.name.is_composing(), self.reason.is_composing(), self.notes.is_composing())
        if any(texts) or any(one.is_composing() for one in self.days.values()):
            return
        wrong = next((one for one in self.days.values() if not one.is_right()), None)
        if wrong is not None:
            wrong.show_error(wrong.error())
            wrong.setFocus()
            return
        try:
            self._store()
        except ChangedElsewhere as error:
            assert self._milestone is not None
            self._milestone = self._session.read(milestones.get, self._milestone.id)
            self._tell(error.say(language()))
            return
        except JournalError as error:
            self._tell(error.say(language()))
            return
        self._session.say(say("Saved: {title}", title=clean_line(self.name.text())), can_undo=True)
        super().accept()

    def _store(self) -> None:
        fields: milestones.MilestoneFields = {
            "name": self.name.text(),
            "planned_on": self.days["planned_on"].value(),
            "reached_on": self.days["reached_on"].value(),
            "signed_on": self.days["signed_on"].value(),
            "notes": self.notes.text(),
        }
        if self._milestone is None:
            self._session.attempt(milestones.add, self._project_id, **fields)
            return
        revision, reason = self._milestone.revision, self.reason.text()
        self._session.attempt(milestones.edit, self._milestone.id, revision=revision, reason=reason, **fields)

    def _fill(self, milestone: MilestoneRow | None) -> None:
        if milestone is None:
            return
        self.name.setText(milestone.name)
        self.notes.set_text(milestone.notes)
        for key in _DAYS:
            self.days[key].set_value(getattr(milestone, key))

    def _written(self) -> tuple[str, ...]:
        days = (one.text() for one in self.days.values())
        return (self.name.text(), self.reason.text(), self.notes.text(), *days)

    def _show_reason(self) -> None:
        before = self._milestone.planned_on if self._milestone is not None else None
        moves = before is not None and self.days["planned_on"].value() != before
        self._reason_field.setVisible(moves)

    def _tell(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.show()
        self.make_room()
