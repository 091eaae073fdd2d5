"""What a plan is to be called as a template."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import plan_templates
from models.errors import JournalError
from models.plans import PlanRow
from ui.session import Session
from ui.translations import language, say
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.line_field import LineField


class PlanTemplateDialog(Dialog):
    """Asks for a name and keeps a plan as a template."""

    def __init__(self, session: Session, plan: PlanRow, parent: QWidget | None) -> None:
        super().__init__(say("Keep as a template"), parent, accept=say("Keep"))
        self._session, self._plan = session, plan
        self.name = LineField("", say("Name of the template"))
        self.name.setText(plan.goal)
        self.name.selectAll()
        self._field = field(say("Name of the template"), self.name)
        hint = say(
            "A new plan can start from it: with this goal and reason, and with these steps in their order, "
            "on days counted from its start."
        )
        self.body.addWidget(label(hint, "body", "text_2", wrap=True))
        self.body.addWidget(self._field)
        self.name.setFocus()

    def accept(self) -> None:
        """Keep the template; a name that can't be is said to be wrong at its field."""
        if self.name.is_composing():
            return
        name = self.name.text().strip()
        try:
            self._session.attempt(plan_templates.keep, self._plan.id, name)
        except JournalError as error:
            self._field.set_error(error.say(language()))
            return
        self._session.say(say("{name} is a template now", name=name), can_undo=True)
        super().accept()
