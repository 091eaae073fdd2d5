"""The panel of a plan: its goal, how far it is, its days and people, and its steps."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from models import plan_sheets, plans, quick_add
from models.errors import JournalError, NotFound
from models.known_names import KnownNames
from models.plan_sheets import PlanSheet
from models.text.plan_words import progress_words
from ui import theme
from ui.session import Session
from ui.steps.plan_facts import PlanFacts
from ui.steps.plan_steps import PlanStepDelegate, PlanStepModel, PlanStepView
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.buttons import button, icon_button
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding, row, scroll
from ui.widgets.line_field import LineField
from ui.widgets.menus import add, new_menu, show
from ui.widgets.pills import Pill


class Bar(QWidget):
    """A bar of 6 pixels that fills as a plan goes on; the number stands beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def set_share(self, done: int, every: int) -> None:
        """Fill it by so many of so many."""
        self._share = done / every if every else 0.0
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), 3, "grey_tint")
        if self._share:
            filled = self.rect()
            filled.setWidth(max(round(self.width() * self._share), 6))
            paint.rounded(painter, filled, 3, "accent")


class PlanPanel(QFrame):
    """One plan. Its steps are ticked, postponed and edited as everywhere; a step is added at the end of the list."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setFixedWidth(theme.SIDE_PANEL)
        self.setAccessibleName(say("Plan"))
        self._session = session
        self._plan_id: int | None = None
        self._sheet: PlanSheet | None = None
        self._shows_all = False
        self._title = label("", "panel_title", wrap=True)
        self._about = label("", "body", "text_2", wrap=True)
        self._why_name = label(say("Why"), "body_bold", "text_2")
        self._why = label("", "body", wrap=True)
        self._progress = label("", "body_bold")
        self._bar = Bar()
        self.facts = PlanFacts(session)
        self._result_name = label(say("Result"), "body_bold", "text_2")
        self._result = label("", "body", wrap=True)
        self._earlier = button("", "text")
        self._earlier.clicked.connect(self._show_all)
        self._model = PlanStepModel(session)
        self.steps = PlanStepView(
            session, self._model, PlanStepDelegate(session), say("Steps of the plan"), fit_content=True
        )
        self.days_button = button("", "text", "calendar")
        self.days_button.clicked.connect(self.suggest_days)
        self.reach_button = button(say("Who is still to be reached…"), icon="people")
        self.reach_button.clicked.connect(self.work_through)
        self.steps.setProperty("kind", "on_panel")
        self.add_line = LineField(say("Add a step"), say("Add a step to this plan"))
        self.add_line.setToolTip(say("With > before it, it comes after the last step"))
        self.add_line.setProperty("kind", "bare")
        self.add_line.returnPressed.connect(self._add_step)
        self._problem = label("", "caption", "red", wrap=True)
        self._problem.hide()
        self._lay_out()

    def in_order(self) -> tuple[QWidget, ...]:
        """Return what takes the focus, in the order of reading; the people stand before the steps."""
        return self._in_order

    def plan_id(self) -> int | None:
        """Return the plan that is shown, or None."""
        return self._plan_id

    def show_plan(self, plan_id: int) -> bool:
        """Show a plan; returns whether there is one."""
        if plan_id != self._plan_id:
            self._shows_all = False
            self.add_line.clear()
            self._tell("")
        self._plan_id = plan_id
        return self.refresh()

    def refresh(self) -> bool:
        """Read the plan again; returns whether it is still there."""
        if self._plan_id is None:
            return False
        try:
            self._sheet = self._session.read(plan_sheets.read, self._plan_id)
        except NotFound:
            self._plan_id = self._sheet = None
            return False
        self._fill(self._sheet)
        return True

    def _lay_out(self) -> None:
        close = icon_button("close", say("Close the plan (Esc)"))
        close.clicked.connect(self.closed)
        edit = icon_button("edit", say("Edit this plan"))
        edit.clicked.connect(self.edit)
        more = icon_button("more", say("More about this plan"))
        more.clicked.connect(lambda: self._show_menu(more.mapToGlobal(QPoint(0, more.height()))))
        self._in_order: tuple[QWidget, ...] = (
            edit, more, close, self.reach_button, self._earlier, self.steps, self.add_line, self.days_button,
        )  # fmt: skip
        plus = label("+", "section", "text_2")
        plus.setFixedWidth(18)
        content = column(
            row(Pill(say("plan"), "plan"), None, edit, more, close, spacing=2),
            column(self._title, self._about, spacing=0),
            8,
            column(self._why_name, self._why, spacing=0),
            8,
            row(label(say("Progress"), "body_bold", "text_2"), None, self._progress),
            self._bar,
            8,
            self.facts,
            8,
            row(self.reach_button, None),
            column(self._result_name, self._result, spacing=0),
            row(label(say("Steps"), "body_bold", "text_2"), None, self._earlier),
            self.steps,
            row(plus, self.add_line, spacing=8),
            self._problem,
            row(self.days_button, None),
            None,
            margins=QMargins(theme.MARGIN, 16, theme.MARGIN, theme.MARGIN),
        )
        self.setLayout(column(scroll(holding(content), name=say("Plan"))))

    def _fill(self, sheet: PlanSheet) -> None:
        plan = sheet.plan
        self._title.setText(plan.goal)
        about = say("{left} · {right}", left=sheet.account, right=sheet.project)
        self._about.setText(about if sheet.account and sheet.project else sheet.account or sheet.project)
        self._about.setVisible(bool(self._about.text()))
        self._why.setText(plan.why)
        for part in (self._why_name, self._why):
            part.setVisible(bool(plan.why))
        self._progress.setText(progress_words(language(), sheet.progress.closed, sheet.progress.all))
        self._bar.set_share(sheet.progress.closed, sheet.progress.all)
        self.facts.fill(sheet, self._in_order[2])
        self.reach_button.setVisible(plan.kind == "outreach" and plan.closed_on is None)
        self._result.setText(plan.result)
        for part in (self._result_name, self._result):
            part.setVisible(bool(plan.result and plan.closed_on))
        waiting = len(sheet.fitting)
        self.days_button.setText(plural("Suggest {count} day…", "Suggest {count} days…", waiting))
        self.days_button.setVisible(bool(waiting))
        self._model.set_steps(sheet.steps, shows_all=self._shows_all)
        hidden = self._model.hidden()
        self._earlier.setText(plural("{count} earlier one hidden", "{count} earlier ones hidden", hidden))
        self._earlier.setVisible(bool(hidden))

    def _add_step(self) -> None:
        """Add what is written at the end; with > before it, it comes after the last step there is."""
        written = self.add_line.text().strip()
        if self._sheet is None or self.add_line.is_composing() or not written:
            return
        last = self._sheet.steps[-1].id if self._sheet.steps and written[0] in ">＞" else None
        try:
            meant = quick_add.understand(written.lstrip(">＞ "), self._session.clock, KnownNames())
            kind = "next_step" if meant.kind == "visit" else meant.kind
            self._session.attempt(
                plans.add_step, self._sheet.plan.id, title=meant.title, kind=kind, due_on=meant.due, after_id=last
            )
        except JournalError as error:
            self._tell(error.say(language()))
            return
        self._tell("")
        self.add_line.clear()
        self._session.say(say("Added: {title}", title=meant.title), can_undo=True)

    def work_through(self) -> None:
        """Show the accounts of an outreach, to go on reaching them."""
        from ui.reach.working import WorkingDialog

        if self._plan_id is not None:
            WorkingDialog(self._session, self._plan_id, self.window()).open()

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _show_all(self) -> None:
        self._shows_all = True
        self.refresh()

    def edit(self) -> None:
        """Open the editor of the plan."""
        from ui.steps.plan_editor import PlanEditor

        if self._sheet is not None:
            PlanEditor(self._session, self.window(), sheet=self._sheet).open()

    def suggest_days(self) -> None:
        """Show days that would fit the steps."""
        from ui.steps.plan_days_dialog import PlanDaysDialog

        if self._sheet is not None:
            PlanDaysDialog(self._session, self._sheet, self.window()).open()

    def print_out(self) -> None:
        """Show the plan as it will be printed or saved."""
        from ui.steps.plan_paper import PlanPaper

        if self._sheet is not None:
            PlanPaper(self._session, self._sheet.plan.id, self.window()).open()

    def keep_as_template(self) -> None:
        """Ask what the plan is to be called as a template."""
        from ui.steps.plan_template_dialog import PlanTemplateDialog

        if self._sheet is not None:
            PlanTemplateDialog(self._session, self._sheet.plan, self.window()).open()

    def end(self) -> None:
        """Ask how the plan ended."""
        from ui.steps.plan_end_dialog import PlanEndDialog

        if self._sheet is not None:
            PlanEndDialog(self._session, self._sheet, self.window()).open()

    def menu(self) -> QMenu:
        """Return the menu of what can be done with the plan."""
        menu = new_menu(say("More about this plan"), self)
        sheet = self._sheet
        if sheet is None:
            return menu
        if sheet.plan.closed_on:
            add(menu, say("Open again"), self._open_again, "undo")
        else:
            add(menu, say("End this plan…"), self.end, "check")
            add(menu, say("Suggest days…"), self.suggest_days, "calendar").setEnabled(bool(sheet.fitting))
        menu.addSeparator()
        add(menu, say("Print or save…"), self.print_out, "print")
        add(menu, say("Keep as a template…"), self.keep_as_template, "page")
        menu.addSeparator()
        add(menu, say("Edit…"), self.edit, "edit")
        add(menu, say("Delete"), self._remove, "trash")
        return menu

    def _show_menu(self, place: QPoint) -> None:
        show(self.menu(), place)

    def _open_again(self) -> None:
        if self._sheet is not None and self._session.run(plans.edit, self._sheet.plan.id, closed_on=None) is not None:
            self._session.say(say("Open again: {title}", title=self._sheet.plan.goal), can_undo=True)

    def _remove(self) -> None:
        if self._sheet is None:
            return
        goal = self._sheet.plan.goal
        if self._session.run(plans.trash, self._sheet.plan.id) is not None:
            self._session.say(say("In the trash: {title}", title=goal), can_undo=True)
