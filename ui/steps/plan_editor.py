"""The editor of a plan: its goal, why, account, project and days; a new one starts from a template or from nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models import plans, project_lists
from models.errors import JournalError
from models.plan_sheets import PlanSheet
from ui import alerts
from ui.session import Session
from ui.steps.plan_beginning import PlanBeginning
from ui.translations import language, say
from ui.widgets import name_suggestions
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.layouts import row
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.suggest import SuggestField, Suggestion


class PlanEditor(Dialog):
    """Makes or changes a plan. Ctrl+Enter saves; Esc asks before something typed would be lost."""

    saved = Signal(object)
    """The id of the plan."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        *,
        sheet: PlanSheet | None = None,
        account: tuple[int, str] | None = None,
        project: tuple[int, str] | None = None,
    ) -> None:
        super().__init__(say("Edit this plan") if sheet else say("New plan"), parent, accept=say("Save"), width=600)
        self._session = session
        self._plan = sheet.plan if sheet else None
        self.goal = LineField("", say("Goal"))
        self.why = NoteEditor(say("Why"), markdown=False)
        self.why.setFixedHeight(60)
        self.account = SuggestField("", say("Account"), choices=self._accounts)
        self.project = SuggestField("", say("Project"), choices=self._projects)
        self.start = DateField(session.today, say("Started"), forward=False, edge="start")
        self.check_in = DateField(session.today, say("Check-in"))
        self.target = DateField(session.today, say("Target"))
        self.steps = NoteEditor(say("First steps"), markdown=False)
        self.steps.setFixedHeight(132)
        self.beginning: PlanBeginning | None = None
        self._problem = label("", "body", "red", wrap=True)
        self._problem.hide()
        if account is not None:
            self.account.set_choice(Suggestion(*account))
        if project is not None:
            self.project.set_choice(Suggestion(*project))
        if sheet is None:
            self.start.set_value(session.today().isoformat())
            self.beginning = PlanBeginning(
                session, self.goal, self.why, self.start, self.target, self.steps,
                lambda: (self.account.text().strip(), self.project.text().strip()),
            )  # fmt: skip
        else:
            self._fill(sheet)
        self._lay_out()
        for chooser in (self.account, self.project):
            chooser.chosen.connect(lambda _key: self._on_names())
        self._before = self._content()
        self.goal.setFocus()

    def _lay_out(self) -> None:
        if self.beginning is not None:
            self.body.addWidget(field(say("Start from"), self.beginning.choice))
        self.body.addWidget(field(say("Goal"), self.goal))
        self.body.addWidget(field(say("Why"), self.why))
        self.body.addLayout(row(field(say("Account"), self.account), field(say("Project"), self.project), spacing=12))
        self.body.addLayout(
            row(
                field(say("Started"), self.start),
                field(say("Check-in"), self.check_in),
                field(say("Target"), self.target),
                spacing=12,
            )
        )
        if self.beginning is not None:
            hint = say(
                "One on each line. “+14 Call” is due 14 days after the start; “> Call” comes after the line above."
            )
            self.body.addWidget(field(say("First steps"), self.steps, hint))
        self.body.addWidget(self._problem)

    def _on_names(self) -> None:
        if self.beginning is not None:
            self.beginning.follow()

    def accept(self) -> None:
        """Save; what is wrong is said in the dialog, and nothing typed is lost."""
        for day in (self.start, self.check_in, self.target):
            if not day.is_right():
                day.setFocus()
                return
        if not self.account.take_exact():
            self._tell(say("There is no account “{name}”. Choose one from the list.", name=self.account.text()))
            self.account.setFocus()
            return
        if not self.project.take_exact():
            self._tell(say("There is no project “{name}”. Choose one from the list.", name=self.project.text()))
            self.project.setFocus()
            return
        try:
            if self._plan is None:
                planned = self.beginning.planned() if self.beginning is not None else ()
                done = self._session.attempt(plans.create, planned=planned, **self._content())
            else:
                done = self._session.attempt(plans.edit, self._plan.id, revision=self._plan.revision, **self._content())
        except JournalError as error:
            self._tell(error.say(language()))
            return
        self._session.say(say("Saved: {title}", title=self.goal.text().strip()), can_undo=True)
        self.saved.emit(done.id)
        super().accept()

    def reject(self) -> None:
        """Close; asks first when something was changed."""
        changed = self._content() != self._before or bool(self.steps.text().strip())
        if changed and not alerts.current().confirm(
            say("Close without saving?"), say("What you changed on this plan is not saved yet."), say("Don’t save")
        ):
            return
        super().reject()

    def _fill(self, sheet: PlanSheet) -> None:
        plan = sheet.plan
        self.goal.setText(plan.goal)
        self.why.set_text(plan.why)
        if plan.account_id is not None:
            self.account.set_choice(Suggestion(plan.account_id, sheet.account))
        if plan.project_id is not None:
            self.project.set_choice(Suggestion(plan.project_id, sheet.project))
        self.start.set_value(plan.start_on)
        self.check_in.set_value(plan.check_in_on)
        self.target.set_value(plan.target_on)

    def _content(self) -> plans.PlanFields:
        account, project = self.account.key(), self.project.key()
        return {
            "goal": self.goal.text(),
            "why": self.why.text(),
            "account_id": account if isinstance(account, int) else None,
            "project_id": project if isinstance(project, int) else None,
            "start_on": self.start.value(),
            "check_in_on": self.check_in.value(),
            "target_on": self.target.value(),
        }

    def _accounts(self, text: str) -> list[Suggestion]:
        return name_suggestions.accounts(self._session, text)

    def _projects(self, text: str) -> list[Suggestion]:
        account = self.account.key()
        found = self._session.read(project_lists.choices, account if isinstance(account, int) else None, text)
        return [Suggestion(one.id, one.name, one.account, icon="flag") for one in found]

    def problem(self) -> str:
        """Return the sentence that says what is wrong, or nothing."""
        return self._problem.text()

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
