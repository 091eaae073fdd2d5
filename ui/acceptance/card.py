"""How far the acceptance of a project is, at a glance: the card of its overview."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models import acceptance_matrix
from models.acceptance_matrix import DepartmentRow
from ui import theme
from ui.acceptance.figures import ProgressFigure
from ui.acceptance.matrix import MatrixDelegate, MatrixHeading, MatrixModel
from ui.session import Session
from ui.translations import plural, say
from ui.widgets.layouts import card, column, row
from ui.widgets.rows import RowView


class AcceptanceCard(QWidget):
    """Items accepted, signatures got, and the departments with those signed, under way and blocked."""

    opened = Signal()
    """The acceptance is to be shown."""
    department_opened = Signal(str)
    """The acceptance is to be shown at a department."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.items, self.signatures = ProgressFigure("accent"), ProgressFigure("green")
        self.heading = MatrixHeading()
        self.model = MatrixModel(self)
        delegate = MatrixDelegate(lambda: self.model.most)
        self.view = RowView(self.model, delegate, say("Departments"), fit_content=True, open_on_click=True)
        self.view.setProperty("kind", "card")
        self.view.setProperty("kind", "card")
        self.view.opened.connect(self._open)
        figures = row(self.items, self.signatures, spacing=theme.COLUMN_GAP)
        table = column(self.heading, self.view, spacing=0)
        self.setLayout(column(card(figures, table, name=say("Acceptance"))))

    def show_project(self, project_id: int) -> None:
        """Show the acceptance of a project; without one the card is not there."""
        matrix = self.session.read(acceptance_matrix.read, project_id)
        fill_figures(self.items, self.signatures, matrix)
        self.heading.fill(matrix)
        self.model.show(matrix)
        self.setVisible(bool(matrix.departments))

    def _open(self, chosen: DepartmentRow) -> None:
        self.department_opened.emit(chosen.department)
        self.opened.emit()


def fill_figures(items: ProgressFigure, signatures: ProgressFigure, matrix: acceptance_matrix.Matrix) -> None:
    """Show how many items are accepted and how many signatures are there."""
    of, wanted = matrix.items, matrix.signatures
    items.fill(of.accepted, of.all, plural("of {count} item accepted", "of {count} items accepted", of.all))
    signatures.fill(wanted.signed, wanted.all, plural("of {count} signature", "of {count} signatures", wanted.all))
