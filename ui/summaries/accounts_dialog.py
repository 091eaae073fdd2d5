"""Chooses the accounts a summary is about: all of them, or some found by typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models.summaries.review import AccountChoice
from models.text.language import Label
from ui import theme
from ui.translations import plural, say
from ui.widgets import paint
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label
from ui.widgets.line_field import LineField
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_BOX = 16


class AccountChoiceModel(RowModel[AccountChoice]):
    """The accounts whose name, or that of the account above, holds what was typed."""

    def __init__(self, accounts: Sequence[AccountChoice], ticked: Iterable[int]) -> None:
        super().__init__()
        self._accounts = accounts
        self._shown: Sequence[AccountChoice] = accounts
        self.ticked = set(ticked)
        self.reload()

    def filter(self, typed: str) -> None:
        """Show only the accounts that hold every word typed."""
        words = typed.casefold().split()
        self._shown = [
            account
            for account in self._accounts
            if all(word in f"{account.name} {account.parent}".casefold() for word in words)
        ]
        self.start_over()

    def read(self, last: AccountChoice | None, limit: int) -> Sequence[AccountChoice]:
        """Return the next accounts."""
        first = 0 if last is None else len(self.rows)
        return self._shown[first : first + limit]

    def words(self, row: AccountChoice) -> str:
        """Return the name, its visits, and whether it is chosen."""
        visits = plural("{count} visit", "{count} visits", row.visits)
        state = say("chosen") if row.id in self.ticked else say("not chosen")
        return ", ".join(part for part in (row.name, row.parent, visits, state) if part)

    def toggle(self, account_id: int, *, alone: bool) -> None:
        """Choose an account, or not any more; `alone` gives up the others."""
        was_chosen = account_id in self.ticked
        if alone:
            self.ticked.clear()
        if was_chosen:
            self.ticked.discard(account_id)
        else:
            self.ticked.add(account_id)
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))


class _Delegate(RowDelegate):
    has_line = False
    radius = 6

    def __init__(self, model: AccountChoiceModel) -> None:
        super().__init__()
        self._model = model

    def paint_row(self, painter: QPainter, rect: QRect, row: AccountChoice, state: QStyle.StateFlag) -> None:
        box = QRect(rect.left() + theme.GAP, rect.center().y() - _BOX // 2 + 1, _BOX, _BOX)
        paint.checkbox(painter, box, checked=row.id in self._model.ticked)
        count = plural("{count} visit", "{count} visits", row.visits) if row.visits else ""
        right = rect.adjusted(0, 0, -theme.GAP, 0)
        taken = paint.text(painter, right, count, "caption", "text_3", paint.RIGHT) if count else 0
        names = QRect(box.right() + 10, rect.top(), right.right() - taken - box.right() - 22, rect.height())
        wide = paint.text(painter, names, row.name, "body", "text")
        if row.parent:
            rest = QRect(names.left() + wide + theme.GAP, names.top(), names.width() - wide - theme.GAP, names.height())
            if rest.width() > 24:
                paint.text(painter, rest, row.parent, "caption", "text_3")


class ChoiceDialog(Dialog):
    """Asks which records a summary is about; `alone` lets one be chosen only."""

    chosen = Signal(object)
    """The ids of what was chosen, as a tuple; an empty one means all."""

    title: ClassVar[Label]
    action: ClassVar[Label]
    name: ClassVar[Label]
    search_words: ClassVar[Label]

    def __init__(
        self, found: Sequence[AccountChoice], ticked: Iterable[int], parent: QWidget | None, *, alone: bool = False
    ) -> None:
        super().__init__(say(self.title), parent, accept=say(self.action), width=480)
        self._alone = alone
        self.model = AccountChoiceModel(found, ticked)
        self.search = LineField(say(self.search_words), say(self.search_words))
        self.search.edited.connect(self.model.filter)
        self.view = RowView(self.model, _Delegate(self.model), say(self.name), open_on_click=True)
        self.view.setMinimumHeight(320)
        self.view.opened.connect(self._toggle)
        self.view.ticked.connect(self._toggle)
        self._count = label("", "caption", "text_2", wrap=True)
        self.body.addWidget(self.search)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self._count)
        self._show_count()
        self.search.setFocus()

    def accept(self) -> None:
        """Give back what is chosen."""
        self.chosen.emit(tuple(sorted(self.model.ticked)))
        super().accept()

    def count_words(self, count: int) -> str:
        """Return what is chosen, in words."""
        raise NotImplementedError

    def may_use(self, count: int) -> bool:
        """Return whether so many may be chosen."""
        raise NotImplementedError

    def _toggle(self, found: AccountChoice) -> None:
        self.model.toggle(found.id, alone=self._alone)
        self._show_count()

    def _show_count(self) -> None:
        count = len(self.model.ticked)
        self._count.setText(self.count_words(count))
        if self.accept_button is not None:
            self.accept_button.setEnabled(self.may_use(count))


class AccountsDialog(ChoiceDialog):
    """Asks which accounts a summary is about; `alone` lets one be chosen only, as for a customer."""

    title = Label("Accounts of the summary")
    action = Label("Use these accounts")
    name = Label("Accounts")
    search_words = Label("Find an account")

    def count_words(self, count: int) -> str:
        """Return what is chosen, in words."""
        if self._alone:
            return say("A summary for a customer is about one account and its branches.")
        if count:
            return plural("{count} account with its branches", "{count} accounts with their branches", count)
        return say("None chosen: the summary is about all accounts.")

    def may_use(self, count: int) -> bool:
        """Return whether so many may be chosen."""
        return bool(count) or not self._alone


class ProjectDialog(ChoiceDialog):
    """Asks which one project a report is about; none means all of the accounts chosen."""

    title = Label("Project of the report")
    action = Label("Use this project")
    name = Label("Projects")
    search_words = Label("Find a project")

    def __init__(self, projects: Sequence[AccountChoice], ticked: Iterable[int], parent: QWidget | None) -> None:
        super().__init__(projects, ticked, parent, alone=True)

    def count_words(self, count: int) -> str:
        """Return what is chosen, in words."""
        if count:
            return say("The report tells this project whole, from its first stage on.")
        return say("None chosen: the report sets all projects side by side.")

    def may_use(self, count: int) -> bool:
        """Return that none may be chosen, too."""
        return True
