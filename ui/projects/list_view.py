"""The section with the list of projects: chips for what is shown, a filter, and the rows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import project_lists
from models.project_lists import Which
from ui import theme
from ui.projects.list_model import ProjectListModel, ProjectListView
from ui.projects.section import Section
from ui.session import Session
from ui.translations import say
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_field import FilterField
from ui.widgets.filter_row import FilterRow
from ui.widgets.layouts import column, holding, row

_FILTER_WIDTH = 280


class ListView(Section):
    """All projects, the running ones first."""

    tables = frozenset({"project", "account", "stage_change"})
    deed_wanted = Signal(str, object)
    removed = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._counts: dict[Which, int] = {}
        self.model = ProjectListModel(session, self)
        self.view = ProjectListView(self.model, say("Projects"), session.today)
        self.filter = FilterField(say("Filter projects"))
        self.filter.setFixedWidth(_FILTER_WIDTH)
        self._names: dict[Which, str] = {
            "running": say("Running"),
            "won": say("Won"),
            "lost": say("Lost"),
            "closed": say("Closed"),
            "all": say("All"),
        }
        self.chips = FilterRow(say("Which projects"), list(self._names.items()))
        self._nothing = EmptyState(
            say("No project yet"),
            say("A project is an opportunity and its delivery in one: its stages, its dates and what it is worth."),
            say("New project"),
            icon="flag",
        )
        self._none_found = EmptyState(say("No project fits"), "", say("Show all projects"))
        self._stack = QStackedWidget()
        for one in (self.view, self._nothing, self._none_found):
            self._stack.addWidget(one)
        self._top = holding(row(self.chips, self.filter, spacing=theme.CARD_GAP))
        body = column(self._top, self._stack, spacing=theme.CARD_GAP)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.chips.changed.connect(lambda _key: self._narrow())
        self.filter.paused.connect(self._narrow)
        self.filter.list_wanted.connect(self.focus_first)
        self.view.opened.connect(lambda line: session.open_record("project", line.id))
        self.view.deed_wanted.connect(self.deed_wanted)
        self.view.removed.connect(lambda line: self.removed.emit(line.id))
        self.view.menu_wanted.connect(self.menu_wanted)
        self.view.new_wanted.connect(self.new_wanted)
        self._nothing.pressed.connect(self.new_wanted)
        self._none_found.pressed.connect(self.show_all)

    def refresh(self) -> None:
        """Read again, as much as was shown."""
        self._counts = self.session.read(project_lists.counts)
        self.model.reload()
        self._show_state()

    def subtitle(self) -> str:
        """Return how many projects are running."""
        running = self._counts.get("running", 0)
        return say("{count} running", count=running) if running else ""

    def focus_first(self) -> None:
        """Give the focus to the list, at the project it was at."""
        self.filter.settle()
        if self._stack.currentWidget() is self.view:
            if self.view.current_row() is None:
                self.view.select_first()
            self.view.setFocus()

    def show_record(self, kind: str, record_id: int) -> None:
        """Go to a project, if it is among those loaded."""
        if kind == "project":
            self.view.select(record_id)

    def focus_filter(self) -> None:
        """Go to the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def selected_record(self) -> tuple[str, int] | None:
        """Return the account of the project at which the keys stand."""
        line = self.view.current_row()
        return ("account", line.account_id) if line is not None else None

    def show_only(self, which: Which) -> None:
        """Show only the running projects, those won, lost or closed, or all."""
        self.chips.set_current(which)
        self._narrow()

    def show_all(self) -> None:
        """Take away what narrows the list."""
        self.filter.clear()
        self.show_only("all")
        self.focus_first()

    def _narrow(self) -> None:
        self.model.text = self.filter.text()
        key = self.chips.current()
        self.model.which = next(which for which in self._names if which == key)
        self.model.start_over()
        self.view.scrollToTop()
        self._show_state()

    def _show_state(self) -> None:
        empty = self._none_found if self._counts.get("all") else self._nothing
        self._stack.setCurrentWidget(self.view if self.model.rows else empty)
        self._top.setVisible(bool(self._counts.get("all")))
        for which, name in self._names.items():
            chip = self.chips.chips[which]
            count = self._counts.get(which, 0)
            chip.setText(say("{name} {count}", name=name, count=count) if count else name)
            chip.setAccessibleName(chip.text())
            chip.updateGeometry()
