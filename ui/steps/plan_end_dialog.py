"""How a plan ended: its goal is reached, or it is dropped; what came of it, and what becomes of its open steps."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from models import plans
from models.errors import JournalError
from models.plan_sheets import PlanSheet
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.layouts import row
from ui.widgets.note_editor import NoteEditor
from ui.widgets.segments import Segments


class PlanEndDialog(Dialog):
    """Ends a plan; one Undo takes all of it back."""

    def __init__(self, session: Session, sheet: PlanSheet, parent: QWidget | None) -> None:
        super().__init__(say("End this plan"), parent, accept=say("End the plan"))
        self._session, self._plan = session, sheet.plan
        still_open = sheet.progress.all - sheet.progress.closed
        self.outcome = Segments(
            say("How it ended"),
            [("reached", say("Goal reached"), "check"), ("dropped", say("Plan dropped"), "cross")],
        )
        self.what_came = NoteEditor(say("Result"), markdown=False)
        self.what_came.setFixedHeight(84)
        self.release = QCheckBox(
            plural("Release its {count} open step: no longer expected",
                   "Release its {count} open steps: no longer expected", still_open)
        )  # fmt: skip
        self.release.setVisible(bool(still_open))
        self._problem = label("", "body", "red", wrap=True)
        self._problem.hide()
        self.body.addWidget(label(sheet.plan.goal, "body", wrap=True))
        self.body.addLayout(row(self.outcome, None))
        self.body.addWidget(field(say("Result"), self.what_came))
        self.body.addWidget(self.release)
        self.body.addWidget(self._problem)
        self.outcome.setFocus()

    def accept(self) -> None:
        """End the plan; what is wrong is said in the dialog."""
        self.what_came.end_composition()
        try:
            self._session.attempt(
                plans.close,
                self._plan.id,
                outcome=self.outcome.current(),
                result=self.what_came.text(),
                releases=self.release.isChecked(),
            )
        except JournalError as error:
            self._problem.setText(error.say(language()))
            self._problem.show()
            return
        self._session.say(say("Plan ended: {title}", title=self._plan.goal), can_undo=True)
        super().accept()
