"""The departments of an acceptance by the states of their items and signatures, and the check of one beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.acceptance_matrix import DepartmentRow, Matrix
from ui import theme
from ui.acceptance.matrix import MatrixDelegate, MatrixHeading, MatrixModel
from ui.acceptance.side import DepartmentSide
from ui.session import Session
from ui.translations import say
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import card, column, holding, row
from ui.widgets.rows import RowView


class DepartmentPart(QWidget):
    """Enter shows the signatures of a department, Space its items; what is beside it follows the arrows."""

    list_wanted = Signal(str, str)
    """The kind of entries that are to be shown, and the department."""
    record_wanted = Signal(str, object)
    sheet_wanted = Signal()
    import_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._project_id: int | None = None
        self._batch_id: int | None = None
        self.heading = MatrixHeading(with_items=True)
        self.model = MatrixModel(self, with_all=True)
        delegate = MatrixDelegate(lambda: self.model.most, with_items=True)
        self.view = RowView(self.model, delegate, say("Departments"))
        self.view.setProperty("kind", "card")
        self.heading.rows = self.view
        self.side = DepartmentSide(session)
        self.side.setFixedWidth(theme.RIGHT_COLUMN)
        both = row(card(self.heading, self.view, spacing=0), self.side, spacing=theme.CARD_PADDING)
        both.setStretch(0, 1)
        nothing = EmptyState(
            say("No acceptance list yet"),
            say("Bring in the customer’s list, an Excel or CSV file, or write items and signatures yourself."),
            say("Import a list of items…"),
            icon="steps",
            other=say("New item"),
        )
        nothing.pressed.connect(self.import_wanted)
        nothing.other_pressed.connect(self.new_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(holding(both))
        self._stack.addWidget(nothing)
        self.setLayout(column(self._stack))
        self.view.chosen.connect(lambda _row: self._show_side())
        self.view.opened.connect(lambda chosen: self.list_wanted.emit("signature", chosen.department))
        self.view.ticked.connect(lambda chosen: self.list_wanted.emit("acceptance_item", chosen.department))
        self.side.record_wanted.connect(self.record_wanted)
        self.side.sheet_wanted.connect(self.sheet_wanted)

    def show_project(self, project_id: int, matrix: Matrix, batch_id: int | None) -> None:
        """Show the departments of a project, or of one batch of its sites."""
        is_other = project_id != self._project_id
        self._project_id, self._batch_id = project_id, batch_id
        self.heading.fill(matrix)
        self.model.show(matrix)
        if is_other or self.view.current_row() is None:
            self.view.select_first()
        self._show_side()
        self._stack.setCurrentIndex(0 if matrix.departments else 1)

    def select(self, department: str) -> None:
        """Go to a department."""
        self.view.select(department)

    def department(self) -> str:
        """Return the department the keys are at, or nothing for all of them."""
        current = self.view.current_row()
        return current.department if isinstance(current, DepartmentRow) else ""

    def focus_list(self) -> None:
        """Give the focus to the departments."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_side(self) -> None:
        if self._project_id is not None:
            self.side.show_department(self._project_id, self.department(), self._batch_id)
