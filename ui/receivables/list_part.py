"""The receivables of a project, or of an account with its branches: what is owed by age, and the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from models import accounts, ageing
from models.ageing import Ageing, AgeingLine
from models.receivable_lists import ReceivableFilter, ReceivableLine
from ui import theme
from ui.receivables import deeds
from ui.receivables.ageing_table import AgeingTable
from ui.receivables.list_model import ReceivableListModel, ReceivableListView
from ui.session import Session
from ui.translations import say
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column


class ReceivablesPart(QWidget):
    """The ageing of each currency above all receivables; N makes a new one."""

    new_wanted = Signal()

    def __init__(self, session: Session, *, names_account: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.table = AgeingTable(say("Ageing"), fit_content=True)
        self.model = ReceivableListModel(session, self)
        self.view = ReceivableListView(session, self.model, say("Receivables"))
        self.view.delegate.names_account = names_account
        self._nothing = EmptyState(
            say("Nothing is owed here"),
            say("A receivable says what is to be paid, for which milestone, and by when."),
            say("New receivable"),
            icon="money",
        )
        body = column(self.table, self.view, self._nothing, spacing=theme.CARD_GAP)
        body.setStretch(1, 1)
        body.setStretch(2, 1)
        self.setLayout(body)
        self.view.new_wanted.connect(self.new_wanted)
        self._nothing.pressed.connect(self.new_wanted)
        self.table.wanted.connect(self._show_age)

    def show_receivables(
        self, ageings: Sequence[Ageing], wanted: ReceivableFilter, branches: Sequence[AgeingLine] = ()
    ) -> None:
        """Show the receivables that a filter wants, their ageing, and below it that of some branches."""
        is_same = wanted == self.model.wanted
        self.model.wanted = wanted
        together = say("Together") if branches else ""
        self.table.show_lines([*(AgeingLine(None, together, one) for one in ageings), *branches])
        self.table.setVisible(bool(ageings))
        if is_same:
            self.model.reload()
        else:
            self.model.start_over()
        self.view.setVisible(bool(self.model.rows))
        self._nothing.setVisible(not self.model.rows)

    def current(self) -> ReceivableLine | None:
        """Return the receivable at which the keys stand."""
        line = self.view.current_row()
        return line if isinstance(line, ReceivableLine) else None

    def select(self, receivable_id: int) -> None:
        """Go to a receivable and open it."""
        self.view.select(receivable_id)
        deeds.show(self.session, receivable_id, self)

    def focus_list(self) -> None:
        """Give the keys to the list."""
        (self.view if self.model.rows else self._nothing).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_age(self, line: AgeingLine, bucket: str) -> None:
        """Go to the first receivable of a line of the ageing, of one age or any that is still owed."""
        today = self.session.today()
        ids = None if line.id is None else set(self.session.read(accounts.tree_ids, line.id))
        for row in self.model.rows:
            is_here = row.currency == line.ageing.currency and (ids is None or row.account_id in ids)
            found = row.bucket(today)
            if is_here and (found in ageing.BUCKETS if bucket == "open" else found == bucket):
                self.view.select(row.id)
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return
