"""Choosing whom an event touches, and making one step or planned visit for each of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TypedDict

from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import outreach, outreach_choice, tags
from models.account_classes import USUAL_DAYS
from models.changes import Changes
from models.errors import InvalidValue, JournalError
from models.journal import Journal
from models.outreach import Outreach
from models.outreach_choice import Choice
from ui import alerts, theme, workers
from ui.reach.candidates import CandidateModel, CandidateView
from ui.reach.working import WorkingDialog
from ui.session import Session
from ui.tags.looks import tag_words
from ui.translations import language, plural, say
from ui.widgets.buttons import button
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.filter_field import FilterField
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import column, holding, row, scroll
from ui.widgets.line_field import LineField
from ui.widgets.pills import FilterChip
from ui.widgets.segments import Segments
from ui.widgets.word_choice import WordChoice

_WIDTH = 760
_LIST_HEIGHT = 220
_RUNNING_SHOWN = 3
"""So many outreaches that are not ended are in sight; the others come by scrolling."""
_AT_ONCE = 40
"""So many accounts get their steps while the window waits; more take longer than it may stand still."""


class _How(TypedDict):
    due_on: str | None
    as_visits: bool


class ReachDialog(Dialog):
    """What it is about, whom it touches, and until when; the list below follows what is chosen."""

    def __init__(self, session: Session, parent: QWidget | None, *, choice: Choice | None = None) -> None:
        super().__init__(say("Reach many at once"), parent, accept=say("Make them"), width=_WIDTH)
        self.session = session
        self.model = CandidateModel(session, self)
        self.view = CandidateView(self.model)
        self.view.setFixedHeight(_LIST_HEIGHT)
        self.goal = LineField(say("After the earthquake: is everyone well?"), say("What it is about"))
        self.region = _choice(say("Region"), say("All regions"), session.read(outreach_choice.regions))
        self.product = _choice(say("Product"), say("All products"), session.read(outreach_choice.products))
        self.version = FilterField(say("Version < 10"))
        self.version.setAccessibleName(say("Version"))
        self.version.setToolTip(say("A version, such as < 10, >= 2.4 or 2.4b"))
        self.unknown = FilterChip(say("Or version not known"))
        self.account_class = _choice(say("Class"), say("All classes"), USUAL_DAYS)
        self.tag = WordChoice(say("Tag"), say("All tags"), {})
        for known in session.read(tags.known):
            self.tag.addItem(tag_words(known.name), known.name)
        self.filter = FilterField(say("Name, city, tag"))
        self.form = Segments(
            say("What to make"), [("step", say("One step each"), ""), ("visit", say("One planned visit each"), "")]
        )
        self.day = DateField(session.today, say("Until"))
        self.count = label("", "body", "text_2")
        self._lay_out()
        self._connect()
        if choice is not None:
            self.product.set_value(choice.product)
            self.version.setText(choice.version)
        self._choose()
        self.goal.setFocus()

    def _lay_out(self) -> None:
        self.body.setSpacing(theme.CARD_GAP)
        self._add_running(self.session.read(outreach.running))
        self._goal_field = field(say("What it is about"), self.goal)
        self.body.addWidget(self._goal_field)
        boxes = (self.region, self.product, self.account_class, self.tag)
        for box in boxes:
            box.setVisible(box.count() > 1)
        self.body.addLayout(row(*boxes, None, spacing=theme.GAP))
        self.body.addLayout(row(self.filter, self.version, self.unknown, spacing=theme.GAP))
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.count)
        # Both begin at the same height, whatever stands below the day.
        made = column(label(say("What to make"), "caption", "text_2"), self.form, None, spacing=theme.SPACE_4)
        self.body.addLayout(row(made, field(say("Until"), self.day), spacing=theme.CARD_PADDING))

    def _add_running(self, found: list[Outreach]) -> None:
        """Add the ways back to what is not ended; of many, some stand in sight."""
        lines = holding(column(*map(self._running, found), spacing=theme.GAP))
        shown: QWidget = lines
        if len(found) > _RUNNING_SHOWN:
            shown = scroll(lines)
            shown.setFixedHeight(_RUNNING_SHOWN * (theme.SMALL_BUTTON + theme.GAP) + theme.GAP)
        if found:
            self.body.addWidget(shown)
            # The dialog stays as high as a small screen is.
            taken = min(len(found), _RUNNING_SHOWN) * (theme.SMALL_BUTTON + theme.GAP) + theme.CARD_GAP
            self.view.setFixedHeight(_LIST_HEIGHT - taken)

    def _running(self, one: Outreach) -> QHBoxLayout:
        """Return the way back to an outreach that is not ended."""
        left = say("{left} of {all} still to be reached", left=one.left, all=one.all)
        on = button(say("Go on"), "small", name=say("Go on with {goal}", goal=one.goal))
        on.clicked.connect(partial(self._work_on, one.id))
        return row(Elided(one.goal, "body_bold"), label(left, "body", "text_2"), on, spacing=theme.CARD_GAP)

    def _connect(self) -> None:
        for box in (self.region, self.product, self.account_class, self.tag):
            box.currentIndexChanged.connect(self._choose)
        self.unknown.toggled.connect(self._choose)
        for line in (self.filter, self.version):
            line.paused.connect(self._choose)
            line.list_wanted.connect(self.view.setFocus)
        self.model.dataChanged.connect(lambda *_: self._show_count())

    def choice(self) -> Choice:
        """Return whom the fields name."""
        return Choice(
            self.region.value(),
            self.product.value(),
            self.account_class.value(),
            self.tag.value(),
            self.filter.text(),
            self.version.text(),
            self.unknown.isChecked(),
        )

    def accept(self) -> None:
        """Make the steps or visits, and go on to the list to work through; what is missing is said."""
        if any(one.is_composing() for one in (self.goal, self.filter, self.version, self.day)):
            return
        self.filter.settle()
        self.version.settle()
        self._goal_field.set_error("")
        if not self.day.is_right() or (self.form.current() == "visit" and self.day.value() is None):
            self.day.show_error(self.day.error() or say("Write the day of the visits."))
            self.day.setFocus()
            return
        chosen = self.model.chosen()
        if len(chosen) <= _AT_ONCE:
            self._make_at_once(chosen)
        else:
            self._make_beside(chosen)

    def _how(self) -> _How:
        return {"due_on": self.day.value(), "as_visits": self.form.current() == "visit"}

    def _make_at_once(self, chosen: list[int]) -> None:
        try:
            changes = self.session.attempt(outreach.start, self.goal.text(), chosen, **self._how())
        except JournalError as error:
            self._tell(error)
            return
        self._go_on(changes)

    def _make_beside(self, chosen: list[int]) -> None:
        goal, how = self.goal.text(), self._how()

        def make(own: Journal, progress: workers.Progress) -> Changes:
            return outreach.start(own, goal, chosen, progress=progress, **how)

        title = say("Making {count} follow-ups…", count=len(chosen))
        self.session.run_beside(self, title, make, self._go_on, on_failed=self._tell)

    def _go_on(self, changes: Changes) -> None:
        made = plural("{count} follow-up made", "{count} follow-ups made", len(self.model.chosen()))
        self.session.say(made, can_undo=True)
        self._work_on(changes.id)

    def _work_on(self, plan_id: int) -> None:
        """Close, and show the list to work through; another program may have removed it meanwhile."""
        try:
            working = WorkingDialog(self.session, plan_id, self.parentWidget())
        except JournalError as error:
            alerts.current().error(error)
            return
        working.open()
        super().accept()

    def _tell(self, error: JournalError) -> None:
        self._goal_field.set_error(error.say(language()))
        self.goal.setFocus()

    def _choose(self, *_: object) -> None:
        """Show whom the fields name; a version that is none yet is told, and the list stays as it was."""
        self.version.setVisible(bool(self.product.value()))
        self.unknown.setVisible(bool(self.product.value() and self.version.text().strip()))
        try:
            self.model.choose(self.choice())
        except InvalidValue as error:
            self.count.setText(error.say(language()))
            if self.accept_button is not None:
                self.accept_button.setEnabled(False)
            return
        self._show_count()

    def _show_count(self) -> None:
        chosen, found = len(self.model.chosen()), len(self.model.found)
        if chosen == found:
            self.count.setText(plural("{count} account", "{count} accounts", found))
        else:
            self.count.setText(
                plural("{chosen} of {count} account", "{chosen} of {count} accounts", found, chosen=chosen)
            )
        if self.accept_button is not None:
            self.accept_button.setEnabled(chosen > 0)


def _choice(name: str, every: str, values: Iterable[str]) -> WordChoice:
    """Return a box of values as they are stored, the first of which is all of them."""
    made = WordChoice(name, every, {})
    for value in values:
        made.addItem(value, value)
    return made
