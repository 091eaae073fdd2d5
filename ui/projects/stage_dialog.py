"""The dialog that moves a project to another stage: which, since when, what is expected now, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import project_course, projects, stages
from models.errors import JournalError
from ui.session import Session
from ui.translations import language, say
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field, side_by_side
from ui.widgets.labels import label
from ui.widgets.line_field import LineField
from ui.widgets.word_choice import WordChoice


class StageDialog(Dialog):
    """Enter moves. The stage offered is the one asked for, or else the one that comes next."""

    def __init__(self, session: Session, project_id: int, stage: str = "", parent: QWidget | None = None) -> None:
        super().__init__(say("Move to a stage"), parent, accept=say("Move to this stage"), width=480)
        self._session = session
        self._project = session.read(projects.get, project_id)
        listed = session.read(stages.listing, language().code, self._project.stage)
        stage = stages.same_in(listed).get(stage, stage)
        names = [one.name for one in listed]
        names += [one for one in (self._project.stage, stage) if one and one not in names]
        self.stage = WordChoice(say("Stage"), "", {name: name for name in names})
        self.stage.set_value(stage or _next(names, self._project.stage))
        self.day = DateField(session.today, say("Since"), forward=False)
        self.expected = DateField(session.today, say("Expected"))
        self.reason = LineField(say("Tender published"), say("Reason"))
        self.notice = label("", "body", "red", wrap=True)
        self.notice.hide()
        self.day.set_value(session.today().isoformat())
        self.expected.set_value(self._project.expected_on)
        now = say("{project} is in {stage}.", project=self._project.name, stage=self._project.stage)
        if self._project.stage:
            self.body.addWidget(label(now, "body", "text_2", wrap=True))
        self.body.addWidget(field(say("Stage"), self.stage))
        dated = side_by_side(field(say("Since"), self.day), field(say("Expected"), self.expected))
        self.body.addLayout(dated)
        self.body.addWidget(field(say("Reason"), self.reason))
        self.body.addWidget(self.notice)
        (self.reason if stage else self.stage).setFocus()

    def typed_words(self) -> str:
        """Return the sentence for a reason that is not saved."""
        return say("The reason that was typed is not saved yet.") if self.reason.text().strip() else ""

    def accept(self) -> None:
        """Move the project, and its expected date where that is another one now."""
        wrong = next((one for one in (self.day, self.expected) if not one.is_right()), None)
        if any(one.is_composing() for one in (self.day, self.expected, self.reason)):
            return
        if wrong is not None:
            wrong.show_error(wrong.error())
            wrong.setFocus()
            return
        day = self.day.value() or self._session.today().isoformat()
        try:
            self._session.attempt(
                project_course.advance,
                self._project.id,
                self.stage.value(),
                on=day,
                expected_on=self.expected.value(),
                reason=self.reason.text(),
            )
        except JournalError as error:
            self.notice.setText(error.say(language()))
            self.notice.show()
            self.make_room()
            return
        told = say("{project} is in {stage} now.", project=self._project.name, stage=self.stage.value())
        self._session.say(told, can_undo=True)
        super().accept()


def _next(names: list[str], now: str) -> str:
    """Return the stage after the one a project is in, or that one where it is the last."""
    place = names.index(now) + 1 if now in names else 0
    return names[min(place, len(names) - 1)]
