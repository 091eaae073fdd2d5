"""The pipeline: all running projects by stage."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from models import pipeline
from models.pipeline import Board, PipelineProject
from ui import theme
from ui.projects.pipeline_column import StageColumn, sum_words
from ui.projects.section import Section
from ui.session import Session
from ui.translations import language, say
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding

if TYPE_CHECKING:
    from ui.command_palette.command import Command

_MOST_SUMS = 3
"""Lines of currencies in the head of a stage; the rest is in its words."""


class PipelineView(Section):
    """Stages side by side. Arrows go from card to card, Ctrl with arrows takes one to the next stage."""

    tables = frozenset({"project", "account", "stage", "stage_change", "visit", "signature", "collection"})
    move_wanted = Signal(object, str)
    """A project (its id) is to go to a stage."""
    deed_wanted = Signal(str, object)
    """Something is to be done with a project: move, decide or edit, and its row."""
    removed = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.board: Board | None = None
        self.columns: list[StageColumn] = []
        self._sums = label("", "body", "text_2", wrap=True, name=say("What the pipeline is worth"))
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.GAP)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setViewport(QWidget())
        inside = holding(self._row, say("Stages"))
        inside.setProperty("kind", "page")
        self._area.setWidget(inside)
        self._nothing = EmptyState(
            say("No project is running"),
            say("Here stand the projects by stage, with what they are worth and how long each has been there."),
            say("New project"),
            icon="flag",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._nothing)
        body = column(self._sums, self._stack, spacing=theme.GAP)
        body.setStretch(1, 1)
        self.setLayout(body)
        self._nothing.pressed.connect(self.new_wanted)

    def refresh(self) -> None:
        """Read the projects again; the keys stay at the project they were at."""
        found = self.board = self.session.read(pipeline.board, language().code)
        at = self.current()
        focused = self.window().focusWidget()  # also while a dialog before the window has the keys
        had_keys = any(one.view is focused for one in self.columns)
        self._make_columns(len(found.columns))
        rows = min(max((len(one.sums) for one in found.columns), default=1) or 1, _MOST_SUMS)
        for shown, one in zip(self.columns, found.columns, strict=True):
            shown.show_column(one, rows)
        self._sums.setText(language().listing(sum_words(one) for one in found.sums))
        self._sums.setVisible(bool(found.sums))
        self._stack.setCurrentWidget(self._area if found.projects else self._nothing)
        if at is not None:
            self.select(at.id, focus=had_keys)

    def subtitle(self) -> str:
        """Return how many projects are running."""
        count = self.board.projects if self.board is not None else 0
        return say("{count} running", count=count) if count else ""

    def current(self) -> PipelineProject | None:
        """Return the project at which the keys stand, or stood last."""
        shown = next((one for one in self.columns if one.view.hasFocus()), None)
        if shown is None:
            shown = next((one for one in self.columns if one.view.current_row() is not None), None)
        row = shown.view.current_row() if shown is not None else None
        return row if isinstance(row, PipelineProject) else None

    def selected_record(self) -> tuple[str, int] | None:
        """Return the account of the project at which the keys stand."""
        row = self.current()
        return ("account", row.account_id) if row is not None else None

    def select(self, project_id: int, *, focus: bool = True) -> None:
        """Go to a project."""
        for number, shown in enumerate(self.columns):
            if shown.model.index_of(project_id).isValid():
                self._go_to(shown, focus=focus)
                shown.view.select(project_id)
                self._be_alone(number, None)

    def show_record(self, kind: str, record_id: int) -> None:
        """Go to a project."""
        if kind == "project":
            self.select(record_id)

    def focus_first(self) -> None:
        """Begin at the project where the keys were last, or at the first one."""
        at = self.current()
        if at is not None:
            self.select(at.id)
            return
        first = next((one for one in self.columns if one.model.rows), None)
        if first is not None:
            first.view.select_first()
            self._go_to(first)

    def deeds(self) -> Sequence[Command]:
        """Return what can be done with the project at which the keys stand."""
        from ui.command_palette.command import Command

        row = self.current()
        if row is None:
            return ()
        stages = [one.stage for one in self.columns if one.stage is not None and one.stage.name != row.stage]
        return [
            Command(
                f"pipeline.move.{number}",
                say("Move to {stage}…", stage=stage.name),
                partial(self.move_wanted.emit, row.id, stage.name),
                icon="flag",
                of=row.name,
            )
            for number, stage in enumerate(stages)
        ]

    def _make_columns(self, count: int) -> None:
        while len(self.columns) < count:
            made = StageColumn()
            number = len(self.columns)
            made.view.opened.connect(lambda row: self.session.open_record("project", row.id))
            made.view.beside_wanted.connect(partial(self._go_beside, number))
            made.view.carried.connect(partial(self._carry, number))
            made.view.removed.connect(lambda row: self.removed.emit(row.id))
            made.view.deed_wanted.connect(self.deed_wanted)
            made.view.menu_wanted.connect(self.menu_wanted)
            made.view.new_wanted.connect(self.new_wanted)
            made.view.chosen.connect(partial(self._be_alone, number))
            made.dropped.connect(partial(self._drop, number))
            self.columns.append(made)
            self._row.addWidget(made, 1)
        while len(self.columns) > count:
            gone = self.columns.pop()
            gone.hide()
            gone.deleteLater()

    def _be_alone(self, number: int, _row: object) -> None:
        """Let no other column show a project as the one at which the keys stand."""
        for other, shown in enumerate(self.columns):
            if other != number:
                shown.view.setCurrentIndex(shown.model.index(-1))

    def _go_beside(self, number: int, by: int) -> None:
        """Go to the next stage to a side that has a project, at about the same height."""
        place = self.columns[number].view.currentIndex().row()
        following = self.columns[number + 1 :] if by > 0 else self.columns[:number][::-1]
        for shown in following:
            if shown.model.rows:
                self._go_to(shown)
                shown.view.setCurrentIndex(shown.model.index(min(max(place, 0), len(shown.model.rows) - 1)))
                return

    def _go_to(self, shown: StageColumn, *, focus: bool = True) -> None:
        if focus:
            shown.view.setFocus()
        self._area.ensureWidgetVisible(shown, 0, 0)

    def _carry(self, number: int, row: PipelineProject, by: int) -> None:
        wanted = number + by
        if 0 <= wanted < len(self.columns):
            self._want(wanted, row.id)

    def _drop(self, number: int, project_id: int) -> None:
        shown = self.columns[number]
        if not shown.model.index_of(project_id).isValid():
            self._want(number, project_id)

    def _want(self, number: int, project_id: int) -> None:
        stage = self.columns[number].stage
        if stage is not None and stage.name:
            self.move_wanted.emit(project_id, stage.name)
