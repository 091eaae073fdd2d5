"""What an account and its branches owe: by age, and every receivable of theirs."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import accounts, ageing
from models.changes import Changes
from models.receivable_lists import ReceivableFilter
from ui.receivables import deeds
from ui.receivables.list_part import ReceivablesPart
from ui.session import EVERYTHING, Session
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.dialog import Dialog

_WIDTH, _HEIGHT, _AROUND = 960, 640, 120
_MOST_BRANCHES = 6
_TABLES = frozenset({"receivable", "payment", "collection", "account", "project", "milestone"})


class AccountReceivablesDialog(Dialog):
    """The receivables of an account and of its branches, which owe the most first; it follows what is done to them."""

    def __init__(self, session: Session, account_id: int, parent: QWidget | None) -> None:
        name = session.read(accounts.get, account_id).name
        super().__init__(say("Receivables of {account}", account=name), parent, width=640)
        self.session, self._account_id = session, account_id
        self.part = ReceivablesPart(session, names_account=True)
        self.body.addWidget(self.part, 1)
        self.new_button = button(say("New receivable"), icon="plus")
        self.new_button.setToolTip(say("New receivable (N)"))
        self.add_button(self.new_button)
        self.new_button.clicked.connect(self._new)
        self.part.new_wanted.connect(self._new)
        room = parent.size() if parent is not None else None
        wide = min(_WIDTH, room.width() - _AROUND) if room is not None else _WIDTH
        high = min(_HEIGHT, room.height() - _AROUND) if room is not None else _HEIGHT
        self.resize(max(wide, 640), max(high, 360))
        session.changed.connect(self._on_changed)
        self._show()
        self.part.focus_list()

    def _show(self) -> None:
        ids = tuple(self.session.read(accounts.tree_ids, self._account_id))
        found = self.session.read(ageing.of_account, self._account_id, tree=ids)
        lines = self.session.read(
            ageing.grouped, "branch", account_ids=ids, below=self._account_id, most=_MOST_BRANCHES
        )
        branches = lines if {line.id for line in lines} - {self._account_id} else []
        self.part.show_receivables(found, ReceivableFilter("all", account_ids=ids), branches)

    def _on_changed(self, changes: Changes) -> None:
        if changes.tables == EVERYTHING or changes.tables & _TABLES:
            self._show()

    def _new(self) -> None:
        deeds.new(self.session, self, account_id=self._account_id)
