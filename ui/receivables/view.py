"""All receivables: what is owed in each currency by age, and below it the list, or the same by account and project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import accounts, ageing, invoice_prompts
from models.ageing import AgeingLine
from models.money import amount
from models.receivable_lists import ReceivableFilter
from ui import theme
from ui.projects.section import Section
from ui.receivables import deeds, words
from ui.receivables.ageing_table import AgeingTable
from ui.receivables.list_model import ReceivableListModel, ReceivableListView
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets.buttons import button, icon_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_field import FilterField
from ui.widgets.filter_row import FilterRow
from ui.widgets.labels import Elided
from ui.widgets.layouts import column, holding, row
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.command_palette.command import Command

_FILTER_WIDTH = 240
_FEW = 2


class ReceivableView(Section):
    """What customers owe. The list says how each receivable stands; the other views say who owes how much how long."""

    tables = frozenset({"receivable", "payment", "collection", "milestone", "signature", "account", "project"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._late: list[str] = []
        self._of: AgeingLine | None = None
        self._by = "account"
        self.totals = AgeingTable(say("Ageing by currency"), fit_content=True)
        self.model = ReceivableListModel(session, self)
        self.view = ReceivableListView(session, self.model, say("Receivables"))
        self.groups = AgeingTable(say("Ageing"))
        self.chips = FilterRow(say("Which receivables"), [(key, say(name)) for key, name in words.SHOWN_NAMES.items()])
        self.grouping = Segments(
            say("How to show them"),
            [
                ("list", say("List"), ""),
                ("account", say("By account"), ""),
                ("branch", say("By branch"), ""),
                ("project", say("By project"), ""),
            ],
        )
        self.filter = FilterField(say("Filter receivables"))
        self.filter.setFixedWidth(_FILTER_WIDTH)
        self.new_button = button(say("New receivable"), icon="plus")
        self.new_button.setToolTip(say("New receivable (N)"))
        self._only = Elided("", "body", "accent")
        self._all_button = icon_button("close", say("Show the receivables of all"))
        self._narrowed = holding(row(self._only, self._all_button))
        self._narrowed.hide()
        self._nothing = EmptyState(
            say("Nothing is owed here"),
            say("A receivable says what is to be paid, for which milestone, and by when."),
            say("New receivable"),
            icon="money",
        )
        self._none_found = EmptyState(say("No receivable fits"), "", say("Show all receivables"))
        self._stack = QStackedWidget()
        for one in (self.view, self.groups, self._nothing, self._none_found):
            self._stack.addWidget(one)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        above = row(self.grouping, None, self.filter, self.new_button, spacing=theme.CARD_GAP)
        self._top = holding(column(self.totals, above, self.chips, self._narrowed, spacing=theme.CARD_GAP))
        body = column(self._top, self._stack, spacing=theme.CARD_GAP)
        body.setStretch(1, 1)
        self.setLayout(body)

    def _connect(self) -> None:
        self.totals.wanted.connect(self._show_currency)
        self.groups.wanted.connect(self._show_group)
        self.chips.changed.connect(lambda _key: self._narrow())
        self.grouping.changed.connect(self._show_grouping)
        self.filter.paused.connect(self._narrow)
        self.filter.list_wanted.connect(self.focus_first)
        self.new_button.clicked.connect(self._new)
        self.view.new_wanted.connect(self._new)
        self._nothing.pressed.connect(self._new)
        self._none_found.pressed.connect(self.show_all)
        self._all_button.clicked.connect(self._show_every_owner)

    def refresh(self) -> None:
        """Read again, as much as was shown; what is owed by age is added up a moment after the list is there."""
        if self.grouping.current() == "list":
            self.model.reload()
        else:
            self._read_groups()
        self._show_state()
        QTimer.singleShot(0, self, self._read_totals)

    def subtitle(self) -> str:
        """Return how much is late, in few currencies; of many, in how many."""
        late = self._late
        if len(late) > _FEW:
            return plural("late in {count} currency", "late in {count} currencies", len(late))
        return say("{amount} overdue", amount=language().listing(late)) if late else ""

    def focus_first(self) -> None:
        """Give the focus to what is shown."""
        self.filter.settle()
        shown = self._stack.currentWidget()
        if shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Go to the filter."""
        if self.grouping.current() != "list":
            self.grouping.set_current("list")
            self._show_grouping("list")
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def show_record(self, kind: str, record_id: int) -> None:
        """Go to a receivable and open it."""
        self.view.select(record_id)
        deeds.show(self.session, record_id, self)

    def selected_record(self) -> tuple[str, int] | None:
        """Return the account of the receivable at which the keys stand."""
        line = self.view.current_row()
        return ("account", line.account_id) if line is not None else None

    def deeds(self) -> Sequence[Command]:
        """Return what can be done here now, for the list of commands."""
        from ui.command_palette.command import Command

        made = [
            Command("receivables.new", say("New receivable"), self._new, "N", "plus"),
            Command("receivables.ageing", say("Print or save the ageing…"), self.printable, "Ctrl+P", "print"),
        ]
        line = self.view.current_row() if self.grouping.current() == "list" else None
        return [*made, *(deeds.commands(self.session, line, self) if line is not None else ())]

    def printable(self) -> None:
        """Print or save the ageing."""
        from ui.receivables.ageing_paper import AgeingPaper

        shown = self.grouping.current()
        AgeingPaper(self.session, self.window(), "account" if shown == "list" else shown).open()

    def show_all(self) -> None:
        """Take away what narrows the list."""
        self.filter.clear()
        self.chips.set_current("all")
        self._show_every_owner()

    def _show_every_owner(self) -> None:
        self._of = None
        self._narrow()
        self.focus_first()

    def _show_currency(self, line: AgeingLine, bucket: str) -> None:
        self._by = "currency"
        self._show_only(line, bucket)

    def _show_group(self, line: AgeingLine, bucket: str) -> None:
        self._by = self.grouping.current()
        self._show_only(line, bucket)

    def _show_only(self, line: AgeingLine, bucket: str) -> None:
        """Show the receivables of one line of the ageing, of one age or all."""
        self._of = line
        self.chips.set_current(bucket)
        self.filter.clear()
        self.grouping.set_current("list")
        self._narrow()
        self.view.select_first()
        self.focus_first()

    def _show_grouping(self, key: str) -> None:
        if key == "list":
            self._narrow()
            return
        self._read_groups()
        self._show_state()

    def _narrow(self) -> None:
        self.model.wanted = self._wanted()
        self.model.start_over()
        self.view.scrollToTop()
        self._show_state()

    def _wanted(self) -> ReceivableFilter:
        shown, text, of = self.chips.current(), self.filter.text(), self._of
        if of is None:
            return ReceivableFilter(shown, "", text)
        currency = of.ageing.currency
        if of.id is None and self._by == "project":
            return ReceivableFilter(shown, currency, text, without_project=True)
        if of.id is None:
            return ReceivableFilter(shown, currency, text)
        if self._by == "project":
            return ReceivableFilter(shown, currency, text, project_id=of.id)
        ids = self.session.read(accounts.tree_ids, of.id) if self._by == "branch" else [of.id]
        return ReceivableFilter(shown, currency, text, account_ids=tuple(ids))

    def _read_groups(self) -> None:
        self.groups.show_lines(self.session.read(ageing.grouped, self.grouping.current()))

    def _read_totals(self) -> None:
        found = self.session.read(ageing.total)
        self.totals.show_lines([AgeingLine(None, "", one) for one in found])
        self.totals.setVisible(bool(found))
        self._late = [amount(one.late, one.currency) for one in found if one.late]
        ready = len(self.session.read(invoice_prompts.waiting))
        chip = self.chips.chips["ready"]
        name = say(words.SHOWN_NAMES["ready"])
        chip.setText(say("{name} {count}", name=name, count=ready) if ready else name)
        chip.setAccessibleName(chip.text())
        chip.updateGeometry()
        self.heading_changed.emit()

    def _show_state(self) -> None:
        is_list = self.grouping.current() == "list"
        wanted = self.model.wanted
        is_whole = wanted.shown in ("open", "all") and not wanted.text and self._of is None
        if is_list:
            shown: QWidget = self.view if self.model.rows else self._none_found
            if not self.model.rows and is_whole and not self._is_any():
                shown = self._nothing
        else:
            shown = self.groups if self.groups.rows.rows else self._nothing
        self._stack.setCurrentWidget(shown)
        for one in (self.chips, self.filter):
            one.setVisible(is_list)
        self._narrowed.setVisible(is_list and self._of is not None)
        if self._of is not None:
            nobody = say("Without a project") if self._by == "project" else say("All accounts")
            name = self._of.name or nobody
            self._only.set_text(say("{name}, {currency} only", name=name, currency=self._of.ageing.currency))

    def _is_any(self) -> bool:
        """Return whether there is a receivable at all, paid or not."""
        from models import receivable_lists

        return bool(self.session.read(receivable_lists.lines, ReceivableFilter("all"), limit=1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Make a new one by N also where there is no list yet."""
        if event.key() == Qt.Key.Key_N and not event.modifiers():
            self._new()
        else:
            super().keyPressEvent(event)

    def _new(self) -> None:
        deeds.new(self.session, self)
