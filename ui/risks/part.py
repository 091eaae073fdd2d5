"""Risks of the whole journal, of an account or of a project: the list, and the matrix beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from models import projects, risks
from models.risks import RiskFilter
from ui import theme
from ui.risks.list_view import RiskListView
from ui.risks.matrix import RiskMatrix
from ui.session import Session
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_field import FilterField
from ui.widgets.labels import label
from ui.widgets.layouts import card, column, holding, row, scroll
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.command_palette.command import Command

_FILTER, _MATRIX, _SMALL_MATRIX = 240, theme.SIDE_PANEL, 300
_BESIDE, _WIDE = 680, 960
"""From these widths on the matrix has room beside the list, and in its full size; below, it goes under the list."""


class RiskPart(QWidget):
    """The risks of a place; what it stands on reads it again when something changed."""

    tables = frozenset({"step", "account", "project", "colleague", "contact"})

    counted = Signal()
    """The risks were counted anew."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._account_ids: tuple[int, ...] = ()
        self._project_id: int | None = None
        self.open_count = 0
        self.high_count = 0
        self.view = RiskListView(session)
        self.matrix = RiskMatrix()
        self.state = Segments(say("Which risks"), [("open", say("Open risks"), ""), ("over", say("Past risks"), "")])
        self.filter = FilterField(say("Filter risks"))
        self.filter.setFixedWidth(_FILTER)
        self.new_button = button(say("New risk"), icon="plus")
        self.new_button.setToolTip(say("New risk  N"))
        self.all_button = button(say("Show all"), "text")
        self._empty = EmptyState("", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._chosen = label("", "caption", "text_2", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = row(self.state, self.filter, None, self.new_button)
        self._side = card(
            label(say("Likelihood and effect"), "body_bold"),
            self.matrix,
            row(self._chosen, None, self.all_button),
            spacing=theme.GAP,
        )
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(theme.MARGIN)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.addWidget(self._stack, 1)
        self._around = scroll(holding(column(self._side, None)), name=say("Likelihood and effect"))
        self._body.addWidget(self._around)
        self.setLayout(column(top, self._body, spacing=theme.CARD_GAP))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]

    def _connect(self) -> None:
        self.state.changed.connect(lambda _key: self._read_anew())
        self.filter.paused.connect(self._read_anew)
        self.filter.list_wanted.connect(self.focus_list)
        self.matrix.chosen.connect(lambda _cell: self._read_anew())
        self.all_button.clicked.connect(self.show_all)
        self.new_button.clicked.connect(self.new_risk)
        self.view.new_wanted.connect(self.new_risk)

    def show_place(self, *, account_ids: Sequence[int] = (), project_id: int | None = None) -> None:
        """Show the risks of accounts or of a project; of nothing, those of the whole journal."""
        is_other = (tuple(account_ids), project_id) != (self._account_ids, self._project_id)
        self._account_ids, self._project_id = tuple(account_ids), project_id
        self.view.risks_delegate.shows_account = not account_ids and project_id is None
        self.view.risks_delegate.shows_project = project_id is None
        if is_other:
            self.filter.clear()
            self.state.set_current("open")
            self.matrix.show_counts({}, None)
            self._read_anew()
        else:
            self.refresh()

    def refresh(self) -> None:
        """Read again, and keep the place."""
        self._count()
        self.view.risks_model.reload()
        self._show_state()

    def show_all(self) -> None:
        """Show the risks of all cells, whatever they are called."""
        self.filter.clear()
        self.matrix.show_counts({}, None)
        self._read_anew()
        self.focus_list()

    def show_risk(self, step_id: int) -> None:
        """Go to a risk, if it is among those loaded."""
        self.view.select(step_id)

    def focus_list(self) -> None:
        """Give the focus to the list, or where there is none to the button for a new risk."""
        self.filter.settle()
        (self.view if self._stack.currentWidget() is self.view else self.new_button).setFocus()

    def focus_filter(self) -> None:
        """Give the focus to the filter."""
        self.filter.setFocus()
        self.filter.selectAll()

    def new_risk(self) -> None:
        """Open the editor for a new risk of this place."""
        from ui.steps.editor import new_step

        account_id = self._account_ids[0] if self._account_ids else None
        if self._project_id is not None:
            account_id = self.session.read(projects.get, self._project_id).account_id
        new_step(self.session, self, kind="risk", account_id=account_id, project_id=self._project_id)

    def export(self) -> None:
        """Save the risks that are shown as a register."""
        from ui.risks.exporting import export_risks

        export_risks(self.session, self._wanted())

    def deeds(self) -> Sequence[Command]:
        """Return what can be done here, for the list of commands."""
        from ui.command_palette.command import Command

        of = say("Risks")
        return [
            Command("risks.new", say("New risk"), self.new_risk, "N", "plus", of),
            Command("risks.open", say("Show the open risks"), partial(self._show, "open"), icon="warning", of=of),
            Command("risks.over", say("Show past risks"), partial(self._show, "over"), icon="check", of=of),
            Command("risks.export", say("Save the register of risks…"), self.export, icon="download", of=of),
            Command("risks.matrix", say("Go to the matrix of risks"), self.matrix.setFocus, icon="target", of=of),
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Make a new one by N also where there is no list yet."""
        if event.key() == Qt.Key.Key_N and not event.modifiers():
            self.new_risk()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the matrix under the list where there is no room beside it."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        self._body.setDirection(directions.LeftToRight if self.width() >= _BESIDE else directions.TopToBottom)
        wide = _MATRIX if self.width() >= _WIDE else _SMALL_MATRIX
        self._side.setFixedWidth(wide)
        # In a low window the matrix is scrolled, with room for the bar beside it.
        is_whole = self._around.height() >= self._side.sizeHint().height()
        self._around.setFixedWidth(wide + (0 if is_whole else theme.CARD_PADDING))

    def _show(self, state: str) -> None:
        self.state.set_current(state)
        self._read_anew()
        self.focus_list()

    def _wanted(self) -> RiskFilter:
        return RiskFilter(
            account_ids=self._account_ids,
            project_id=self._project_id,
            over=self.state.current() == "over",
            text=self.filter.text(),
            cell=self.matrix.cell if self.state.current() == "open" else None,
        )

    def _read_anew(self) -> None:
        self._count()
        self.view.risks_model.start_over()
        self.view.scrollToTop()
        self._show_state()

    def _count(self) -> None:
        wanted = self._wanted()
        of_all = self.session.read(risks.cells, RiskFilter(self._account_ids, self._project_id))
        self.open_count = sum(of_all.values())
        self.high_count = risks.by_level(of_all)["high"]
        # Of the risks that are over, years of them, the list alone is read; nothing is to be decided there.
        self._around.setVisible(not wanted.over)
        self.view.risks_model.wanted = wanted
        if not wanted.over:
            found = self.session.read(risks.cells, wanted) if wanted.text.strip() else of_all
            shown = {cell: count for cell, count in found.items() if wanted.cell in (None, cell)}
            self.view.risks_model.counts = risks.by_level(shown)
            self.matrix.show_counts(found, wanted.cell)
            self._chosen.setText(self.matrix.cell_words(wanted.cell) if wanted.cell else say("All cells"))
            self.all_button.setVisible(wanted.cell is not None)
        self.counted.emit()

    def _show_state(self) -> None:
        wanted = self._wanted()
        has_rows = bool(self.view.risks_model.rows)
        if not has_rows and (wanted.text.strip() or wanted.cell is not None):
            self._empty.set_text(say("No such risk"), say("No risk fits the filter and the cell of the matrix."))
        elif not has_rows and wanted.over:
            self._empty.set_text(say("No risk is over yet"), say("Risks that were averted or came true stay here."))
        elif not has_rows:
            sentence = say("Note what may go wrong, how likely it is, what it would do, and the plan against it.")
            self._empty.set_text(say("No open risks"), sentence)
        self._stack.setCurrentWidget(self.view if has_rows else self._empty)
