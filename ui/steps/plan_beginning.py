"""What a new plan starts from: a template fills the fields that nobody has written in yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox

from models import plan_templates
from models.plan_lines import PlannedStep, parse, stretched, text_of
from models.plan_templates import BUILT_IN, Template
from ui.session import Session
from ui.translations import language, say
from ui.widgets.date_field import DateField
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor


class PlanBeginning(QObject):
    """Keeps the goal, the reason, the target and the steps of a new plan with the template that is chosen.

    What was typed by hand is never touched; what the template wrote follows the account, the project and the days.
    """

    def __init__(
        self,
        session: Session,
        goal: LineField,
        why: NoteEditor,
        start: DateField,
        target: DateField,
        steps: NoteEditor,
        names: Callable[[], tuple[str, str]],
    ) -> None:
        super().__init__(goal)
        self._session = session
        self._goal, self._why, self._start, self._target, self._steps = goal, why, start, target, steps
        self._names = names
        self._written = ("", "", "", "")
        self.choice = QComboBox()
        self.choice.setAccessibleName(say("Start from"))
        self.choice.addItem(say("An empty plan"), None)
        for own in session.read(plan_templates.listing):
            self.choice.addItem(own.name, own)
        for key in BUILT_IN:
            template = plan_templates.built_in(key, language())
            self.choice.addItem(template.name, template)
        self.choice.currentIndexChanged.connect(lambda _place: self._begin())
        start.changed.connect(self.follow)
        target.changed.connect(self.follow)

    def planned(self) -> tuple[PlannedStep, ...]:
        """Return the steps as they are written; raises InvalidValue for lines that can't be."""
        template = self._template()
        return parse(self._steps.text(), template.steps if template else ())

    def _template(self) -> Template | None:
        chosen = self.choice.currentData()
        return plan_templates.filled(chosen, *self._names()) if isinstance(chosen, Template) else None

    def _begin(self) -> None:
        """Write what the template says, with a target as far from the start as it takes."""
        template = self._template()
        start = date.fromisoformat(self._start.value() or self._session.today().isoformat())
        if self._target.value() in (None, self._written[2] or None):
            day = (start + timedelta(days=template.length)).isoformat() if template and template.length else None
            self._target.set_value(day)
            self._written = (*self._written[:2], day or "", self._written[3])
        self.follow()

    def follow(self) -> None:
        """Write again what the template says, as the names and days are now."""
        template = self._template()
        goal, why, target, steps = self._written
        wanted = (template.goal, template.why, self._lines(template)) if template else ("", "", "")
        if self._goal.text() == goal:
            self._goal.setText(wanted[0])
            goal = self._goal.text()
        if self._why.text() == why:
            self._why.set_text(wanted[1])
            why = self._why.text()
        if self._steps.text() == steps:
            self._steps.set_text(wanted[2])
            steps = self._steps.text()
        self._written = (goal, why, target, steps)

    def _lines(self, template: Template) -> str:
        """Return the steps of a template as lines, spread from the start to the target."""
        start = date.fromisoformat(self._start.value() or self._session.today().isoformat())
        target = self._target.value()
        days = (date.fromisoformat(target) - start).days if target else 0
        return text_of(stretched(template.steps, template.length, days))
