"""The panel of a plan: its goal, how far it is, its days and people, and its steps."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QMargins, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QMenu, QSizePolicy, QWidget

from models import plan_sheets, plans, quick_add
from models.errors import JournalError, NotFound
from models.known_names import KnownNames
from models.plan_sheets import PlanSheet
from models.text.day_words import full_date, near_date
from ui import theme
from ui.session import Session
from ui.steps.lines import StepListView
from ui.steps.plan_steps import PlanStepDelegate, PlanStepModel
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.buttons import button, icon_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import column, holding, row, scroll
from ui.widgets.line_field import LineField
from ui.widgets.pills import PersonChip, Pill


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
        self._facts = QGridLayout()
        self._days = {name: label("", "body") for name in ("start", "check_in", "target")}
        self._people = QWidget()
        self._chips = FlowLayout(spacing=6)
        self._people.setLayout(self._chips)
        self._earlier = button("", "text")
        self._earlier.clicked.connect(self._show_all)
        self._model = PlanStepModel(session)
        self.steps = StepListView(
            session, self._model, PlanStepDelegate(session), say("Steps of the plan"), fit_content=True
        )
        self.steps.setProperty("kind", "on_panel")
        self.add_line = LineField(say("Add a step"), say("Add a step to this plan"))
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
        edit.clicked.connect(self._edit)
        more = icon_button("more", say("More about this plan"))
        more.clicked.connect(lambda: self._show_menu(more.mapToGlobal(QPoint(0, more.height()))))
        self._in_order: tuple[QWidget, ...] = (edit, more, close, self._earlier, self.steps, self.add_line)
        names = {"start": say("Started"), "check_in": say("Check-in"), "target": say("Target")}
        for place, (key, name) in enumerate(names.items()):
            self._facts.addWidget(label(name, "body", "text_2"), place, 0)
            self._facts.addWidget(self._days[key], place, 1)
        self._people_name = label(say("People"), "body", "text_2")
        self._facts.addWidget(self._people_name, 3, 0, Qt.AlignmentFlag.AlignTop)
        self._facts.addWidget(self._people, 3, 1)
        self._facts.setColumnMinimumWidth(0, 84)
        self._facts.setColumnStretch(1, 1)
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(8)
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
            self._facts,
            8,
            row(label(say("Steps"), "body_bold", "text_2"), None, self._earlier),
            self.steps,
            row(plus, self.add_line, spacing=8),
            self._problem,
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
        self._progress.setText(
            plural("{done} of {count} step", "{done} of {count} steps", sheet.progress.all, done=sheet.progress.closed)
        )
        self._bar.set_share(sheet.progress.closed, sheet.progress.all)
        self._fill_days(sheet)
        self._fill_people(sheet)
        self._model.set_steps(sheet.steps, shows_all=self._shows_all)
        hidden = self._model.hidden()
        self._earlier.setText(plural("{count} earlier one hidden", "{count} earlier ones hidden", hidden))
        self._earlier.setVisible(bool(hidden))

    def _fill_days(self, sheet: PlanSheet) -> None:
        plan, today = sheet.plan, self._session.today()
        for key, day in (("start", plan.start_on), ("check_in", plan.check_in_on), ("target", plan.target_on)):
            self._days[key].setText(full_date(language(), date.fromisoformat(day)) if day else say("not set"))
            set_token(self._days[key], "text" if day else "text_3")
        if plan.closed_on:
            ended = full_date(language(), date.fromisoformat(plan.closed_on))
            self._days["target"].setText(say("ended {day}", day=ended))
        elif plan.check_in_on:
            check_in = date.fromisoformat(plan.check_in_on)
            words = near_date(language(), check_in, today)
            beside = {0: say("today"), 1: say("tomorrow"), -1: say("yesterday")}.get((check_in - today).days)
            self._days["check_in"].setText(say("{day}, {when}", day=words, when=beside) if beside else words)
            late, near = check_in < today, (check_in - today).days <= 1
            set_token(self._days["check_in"], "red" if late else "amber" if near else "text")

    def _fill_people(self, sheet: PlanSheet) -> None:
        while self._chips.count():
            item = self._chips.takeAt(0)
            chip = item.widget() if item is not None else None
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        before = self._in_order[2]
        for contact_id, name, role in sheet.people[:6]:
            chip = PersonChip(name, role)
            chip.clicked.connect(lambda _=False, one=contact_id: self._session.open_record("contact", one))
            self._chips.addWidget(chip)
            QWidget.setTabOrder(before, chip)
            before = chip
        for part in (self._people_name, self._people):
            part.setVisible(bool(sheet.people))

    def _add_step(self) -> None:
        if self._plan_id is None or self.add_line.is_composing() or not self.add_line.text().strip():
            return
        try:
            meant = quick_add.understand(self.add_line.text(), self._session.clock, KnownNames())
            kind = "next_step" if meant.kind == "visit" else meant.kind
            self._session.attempt(plans.add_step, self._plan_id, title=meant.title, kind=kind, due_on=meant.due)
        except JournalError as error:
            self._tell(error.say(language()))
            return
        self._tell("")
        self.add_line.clear()
        self._session.say(say("Added: {title}", title=meant.title), can_undo=True)

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _show_all(self) -> None:
        self._shows_all = True
        self.refresh()

    def _edit(self) -> None:
        from ui.steps.plan_editor import PlanEditor

        if self._sheet is not None:
            PlanEditor(self._session, self.window(), sheet=self._sheet).open()

    def _show_menu(self, place: QPoint) -> None:
        if self._sheet is None:
            return
        plan = self._sheet.plan
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if plan.closed_on:
            menu.addAction(say("Open again")).triggered.connect(self._open_again)
        else:
            menu.addAction(say("End this plan")).triggered.connect(self._end)
        menu.addAction(say("Delete")).triggered.connect(self._remove)
        menu.popup(place)

    def _open_again(self) -> None:
        if self._sheet is not None:
            self._session.run(plans.edit, self._sheet.plan.id, closed_on=None)

    def _end(self) -> None:
        if self._sheet is not None and self._session.run(plans.close, self._sheet.plan.id) is not None:
            self._session.say(say("Plan ended: {title}", title=self._sheet.plan.goal), can_undo=True)

    def _remove(self) -> None:
        if self._sheet is None:
            return
        goal = self._sheet.plan.goal
        if self._session.run(plans.trash, self._sheet.plan.id) is not None:
            self._session.say(say("In the trash: {title}", title=goal), can_undo=True)
