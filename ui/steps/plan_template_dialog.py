"""Asks what a plan is to be called as a template."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import plan_templates
from models.plans import PlanRow
from ui.session import Session
from ui.template_name_dialog import TemplateNameDialog
from ui.translations import say


class PlanTemplateDialog(TemplateNameDialog):
    """Keeps a plan as a template of the user's own, called like its goal unless told otherwise."""

    def __init__(self, session: Session, plan: PlanRow, parent: QWidget | None) -> None:
        hint = say(
            "A new plan can start from it: with this goal and reason, and with these steps in their order, "
            "on days counted from its start."
        )
        super().__init__(
            session, hint, lambda journal, name: plan_templates.keep(journal, plan.id, name), parent, name=plan.goal
        )
