"""The dialog that notes how a project ended: won, lost, or all over."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QWidget

from models import project_course, projects, stages
from models.errors import JournalError
from ui.session import Session
from ui.translations import language, say
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field, side_by_side
from ui.widgets.labels import label
from ui.widgets.note_editor import NoteEditor
from ui.widgets.segments import Segments
from ui.widgets.word_choice import WordChoice

Outcome = Literal["won", "lost", "over"]


class OutcomeDialog(Dialog):
    """Asks which, when and why; a won project goes on in the first stage of its delivery."""

    def __init__(
        self, session: Session, project_id: int, outcome: Outcome = "won", parent: QWidget | None = None
    ) -> None:
        super().__init__(say("Won, lost or over"), parent, accept=say("Save"), width=520)
        self._session = session
        self._project = session.read(projects.get, project_id)
        choices = [("won", say("Won"), "check"), ("lost", say("Lost"), "cross"), ("over", say("All is over"), "flag")]
        self.outcome = Segments(say("How it ended"), choices)
        self.day = DateField(session.today, say("On"), forward=False)
        self.day.set_value(session.today().isoformat())
        listed = session.read(stages.listing, language().code, self._project.stage)
        self.stage = WordChoice(say("Goes on in"), say("the same stage"), {one.name: one.name for one in listed})
        delivery = [one.name for one in listed if one.phase == "delivery"]
        self.stage.set_value("" if self._project.stage in delivery else next(iter(delivery), ""))
        self.reason = NoteEditor(say("Why"), markdown=False)
        self.reason.setFixedHeight(96)
        self._stage_field = field(say("Goes on in"), self.stage)
        self._reason_field = field(say("Why"), self.reason)
        self._hint = label("", "caption", "text_2", wrap=True)
        self.notice = label("", "body", "red", wrap=True)
        self.notice.hide()
        self.body.addWidget(label(self._project.name, "body_bold", wrap=True))
        self.body.addWidget(self.outcome)
        self.body.addLayout(side_by_side(field(say("On"), self.day), self._stage_field))
        for one in (self._reason_field, self._hint, self.notice):
            self.body.addWidget(one)
        self.outcome.changed.connect(lambda _key: self._show_fields())
        self.outcome.set_current(outcome)
        self._show_fields()
        self.outcome.setFocus()

    def typed_words(self) -> str:
        """Return the sentence for a reason that is not saved."""
        return say("The reason that was typed is not saved yet.") if self.reason.text().strip() else ""

    def accept(self) -> None:
        """Note how it ended; what can't be stored is said below."""
        if self.day.is_composing() or self.reason.is_composing():
            return
        if not self.day.is_right():
            self.day.show_error(self.day.error())
            self.day.setFocus()
            return
        try:
            self._store()
        except JournalError as error:
            self.notice.setText(error.say(language()))
            self.notice.show()
            self.make_room()
            return
        told = {
            "won": say("{project} is won.", project=self._project.name),
            "lost": say("{project} is lost.", project=self._project.name),
            "over": say("{project} is over.", project=self._project.name),
        }
        self._session.say(told[self.outcome.current()], can_undo=True)
        super().accept()

    def _store(self) -> None:
        day, reason, project_id = self.day.value(), self.reason.text(), self._project.id
        if self.outcome.current() == "won":
            stage = self.stage.value()
            self._session.attempt(project_course.win, project_id, on=day, reason=reason, stage=stage)
        elif self.outcome.current() == "lost":
            self._session.attempt(project_course.lose, project_id, on=day, reason=reason)
        else:
            self._session.attempt(project_course.close, project_id, on=day)

    def _show_fields(self) -> None:
        outcome = self.outcome.current()
        self._stage_field.setVisible(outcome == "won")
        self._reason_field.setVisible(outcome != "over")
        hints = {
            "won": say("What decided it? It helps with the next one."),
            "lost": say("What decided it? A lost project leaves the pipeline, and keeps its whole story."),
            "over": say("Delivered, paid and done: the project leaves the pipeline, and keeps its whole story."),
        }
        self._hint.setText(hints[outcome])
