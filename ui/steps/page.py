"""Next steps: what is owed, by whom and until when, with a quick line above and a plan at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QMargins, QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.step_lists import GROUPINGS, Grouping, StepFilter, StepItem
from models.text.language import Label
from ui import preferences, theme
from ui.page import Page
from ui.session import Session
from ui.steps.editor import edit_step
from ui.steps.filter_bar import FilterBar
from ui.steps.foot import Foot
from ui.steps.lines import StepView
from ui.steps.plan_editor import PlanEditor
from ui.steps.plan_panel import PlanPanel
from ui.translations import plural, say
from ui.widgets import menus
from ui.widgets.buttons import button, icon_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column, holding, row
from ui.widgets.quick_add import QuickAddLine

if TYPE_CHECKING:
    from ui.command_palette.command import Command


_GROUPING_NAMES: Mapping[Grouping, Label] = {
    "due": Label("By day"),
    "account": Label("By account"),
    "plan": Label("By plan"),
}


class StepPage(Page):
    """The steps by groups; a plan opens in the panel at the right."""

    key: ClassVar[str] = "steps"
    tables: ClassVar[frozenset[str]] = frozenset({"step", "step_contact", "plan", "account", "contact", "colleague"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.view = StepView(session, say("Next steps"), StepFilter(plans=True), grouped=True)
        self.view.clicked.connect(self._on_clicked)
        self.view.open_plan = self._open_plan
        self.view.keys[Qt.Key.Key_M] = self.choose_day
        self.view.keys[Qt.Key.Key_G] = self.group_otherwise
        self.foot = Foot(session, self.view)
        self.quick = QuickAddLine(session, say("Add a next step"), tools=self._make_tools())
        self.quick.added.connect(lambda changes: self.view.select(changes.record_id))
        self.filter = FilterBar(session)
        self.filter.changed.connect(self._narrow)
        self.filter.closed.connect(self._hide_filter)
        self.filter.list_wanted.connect(self._go_to_list)
        self.filter.hide()
        self.panel = PlanPanel(session)
        self.panel.closed.connect(self._close_panel)
        self.panel.steps.step_closed.connect(partial(self.foot.ask, self.panel.steps))
        self.panel.hide()
        self._lay_out()

    def _make_tools(self) -> QWidget:
        """Make what stands beside the quick line."""
        self._new_plan = button(say("New plan"), "text", "plus")
        self._new_plan.clicked.connect(self.add_plan)
        self.grouping = button("", "text", "list")
        self.grouping.setToolTip(say("What the list is grouped by (G)"))
        self.grouping.setAccessibleDescription(self.grouping.toolTip())
        self.grouping.clicked.connect(self._offer_groupings)
        self._group(self._remembered_grouping(), read=False)
        self._show_filter = icon_button("filter", say("Filter this list (Ctrl+F)"))
        self._show_filter.clicked.connect(self.focus_filter)
        return holding(row(self._new_plan, self.grouping, self._show_filter, spacing=theme.SPACE_4))

    def _lay_out(self) -> None:
        self._nothing = EmptyState(
            say("No next steps"),
            say("Write one into the line above: what, for whom, until when. Press Enter, and it stands here."),
            icon="steps",
        )
        self._list = QStackedWidget()
        self._list.addWidget(self.view)
        self._list.addWidget(self._nothing)
        self._beside_list = column(self._list)
        # The scroll bar stands in the margin, so that rows end where the quick line ends.
        bar = self.view.verticalScrollBar()
        self._bar_width = bar.sizeHint().width()
        bar.rangeChanged.connect(self._keep_width)
        self._keep_width(0, 0)
        above = QMargins(0, 0, self._bar_width, 0)
        left = column(
            column(self.quick, self.filter, margins=above),
            column(self._beside_list, column(self.foot, margins=above), spacing=0),
            margins=QMargins(theme.MARGIN, 20, theme.MARGIN - self._bar_width, 0),
        )
        layout = row(left, self.panel, spacing=0)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        tools = (self._new_plan, self.grouping, self._show_filter)
        for before, after in pairwise((self.quick.line, *tools, self.filter.line)):
            QWidget.setTabOrder(before, after)
        for before, after in pairwise((*self.filter.in_order(), self.view, self.foot, *self.panel.in_order())):
            QWidget.setTabOrder(before, after)

    def title(self) -> str:
        """Return the page's name."""
        return say("Next steps")

    def subtitle(self) -> str:
        """Return how many are open."""
        return plural("{count} open", "{count} open", sum(self.view.steps_model.counts.values()))

    def refresh(self) -> None:
        """Read the steps again, and the plan at the right."""
        self.view.reload()
        self._show_list()
        if self.panel.plan_id() is not None and not self.panel.refresh():
            self._close_panel()

    def show_record(self, kind: str, record_id: int) -> None:
        """Go to a step, or open a plan at the right; a step that is not in the list opens in its editor."""
        if self.is_stale():
            self.refresh()
        found = self.view.select(record_id)
        if kind == "plan":
            self._open_plan(record_id)
        elif not found:
            edit_step(self.session, record_id, self)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_record(self) -> tuple[str, int] | None:
        """Return the plan at the right."""
        plan_id = self.panel.plan_id()
        return ("plan", plan_id) if plan_id is not None and not self.panel.isHidden() else None

    def selected_record(self) -> tuple[str, int] | None:
        """Return the step or plan that the list stands at, or the plan at the right."""
        row = self.view.current_row()
        return (row.record, row.id) if isinstance(row, StepItem) else self.open_record()

    def add_step(self) -> None:
        """Go to the quick line."""
        self.quick.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def deeds(self) -> Sequence[Command]:
        """Return what can be begun on this page."""
        from ui.command_palette.command import Command

        return [
            Command(f"steps.by_{by}", say(words), partial(self._group, by), icon="list")
            for by, words in _GROUPING_NAMES.items()
            if by != self.view.steps_model.by
        ]

    def choose_day(self) -> None:
        """Show the days to which the selected steps can go."""
        self.foot.choose_day()

    def group_otherwise(self) -> None:
        """Group by the day, then by account, then by plan."""
        at = GROUPINGS.index(self.view.steps_model.by)
        self._group(GROUPINGS[(at + 1) % len(GROUPINGS)])

    def add_plan(self) -> None:
        """Open the editor for a new plan, and show the plan when it is saved."""
        editor = PlanEditor(self.session, self.window())
        editor.saved.connect(lambda plan_id: self.show_record("plan", plan_id))
        editor.open()

    def printable(self) -> None:
        """Show the plan at the right as it will be printed or saved."""
        if self.open_record() is not None:
            self.panel.print_out()
        else:
            super().printable()

    def focus_first(self) -> None:
        """Give the focus to the list, or to the quick line while there is nothing."""
        if self.view.steps_model.rows:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add_step()

    def focus_filter(self) -> None:
        """Show the filter and go to it."""
        self.filter.tag.refresh()
        self.filter.show()
        self.filter.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.line.selectAll()

    def show_tag(self, tag: str) -> None:
        """Narrow the list to what hangs on an account or a visit that bears a tag."""
        if self.is_stale():
            self.mark_stale()
        self.filter.take_away()
        self.filter.tag.set_tag(tag)
        self.filter.show()
        self._narrow()
        self._go_to_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """By Esc go back to one selected row, and then close the plan."""
        if event.key() == Qt.Key.Key_Escape and self.foot.close_innermost():
            return
        if event.key() == Qt.Key.Key_Escape and self.panel.isVisible():
            self._close_panel()
            return
        super().keyPressEvent(event)

    def _remembered_grouping(self) -> Grouping:
        remembered = preferences.current().steps_grouping
        return next(by for by in GROUPINGS if by == remembered)

    def _group(self, by: Grouping, *, read: bool = True) -> None:
        self.grouping.setText(say(_GROUPING_NAMES[by]))
        if read:
            preferences.current().steps_grouping = by
            self.view.set_grouping(by)
            self.heading_changed.emit()
        else:
            self.view.steps_model.by = self.view.steps_delegate.by = by

    def _offer_groupings(self) -> None:
        menu = menus.new_menu(self.grouping.toolTip(), self)
        for by, words in _GROUPING_NAMES.items():
            action = menus.add(menu, say(words), partial(self._group, by))
            action.setCheckable(True)
            action.setChecked(by == self.view.steps_model.by)
        menus.show(menu, self.grouping.mapToGlobal(QPoint(0, self.grouping.height())))

    def _on_clicked(self, index: QModelIndex) -> None:
        item = self.view.rows_model().row_at(index)
        if isinstance(item, StepItem) and item.is_plan and len(self.view.selected_rows()) < 2:
            self._open_plan(item.id)

    def _open_plan(self, plan_id: int) -> None:
        if self.panel.show_plan(plan_id):
            self.panel.show()
        else:
            self._close_panel()

    def _close_panel(self) -> None:
        had_focus = self.panel.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.panel.hide()
        if had_focus:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow(self) -> None:
        self.view.set_filter(self.filter.wanted())
        self._show_list()
        self.heading_changed.emit()

    def _hide_filter(self) -> None:
        self.filter.hide()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.select_first()

    def _keep_width(self, _least: int, most: int) -> None:
        self._beside_list.setContentsMargins(0, 0, 0 if most > 0 else self._bar_width, 0)

    def _show_list(self) -> None:
        is_empty = not self.view.steps_model.rows
        if is_empty:
            narrowed = self.filter.isVisibleTo(self)
            self._nothing.set_text(
                say("Nothing fits the filter") if narrowed else say("No next steps"),
                say("Press Esc in the filter to see all steps again.")
                if narrowed
                else say("Write one into the line above: what, for whom, until when. Press Enter, and it stands here."),
            )
        self._list.setCurrentIndex(1 if is_empty else 0)
