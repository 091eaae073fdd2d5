"""The page of the territory: a period, a grouping, and all accounts against the visits of these days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QButtonGroup, QMenu, QSizePolicy, QWidget

from models import territory
from models.errors import JournalError
from models.summaries.choices import Choices
from models.summaries.periods import PERIOD_NAMES, Period, parse_period
from models.territory_lines import CHANNELS, GROUPINGS, Grouping, Order, Territory
from models.text import territory_words
from models.text.field_words import CHANNEL_NAMES
from models.text.language import Label
from ui import alerts, theme, workers
from ui.background import Background
from ui.page import Page
from ui.session import Session
from ui.summaries.pick_button import PickButton
from ui.summaries.words import period_words
from ui.territory.delegate import TerritoryHeading
from ui.territory.lines import Shown, TerritoryModel, TerritoryRow, only
from ui.territory.view import TerritoryView
from ui.territory.words import details_words
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding
from ui.widgets.pills import FilterChip
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.command_palette.command import Command

ORDERS: dict[Order, Label] = {"name": Label("By name"), "behind": Label("Furthest behind")}
_WIDE, _NARROW = 256, 152


class TerritoryPage(Page):
    """Shows who was seen how often, branch by branch or group by group."""

    key = "territory"
    tables = frozenset({"account", "visit"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._background = Background(self)
        self._period = "this-quarter"
        self._channel = ""
        self._order: Order = "name"
        self.model = TerritoryModel(self)
        self.view = TerritoryView(session, self.model)
        self._heading = TerritoryHeading(self.view)
        self.details = label("", "caption", "text_2", wrap=True, name=say("The line in words"))
        self.details.setContentsMargins(0, theme.SPACE_4, 0, 0)
        self.details.setMinimumHeight(theme.PILL + theme.SPACE_4)
        self._empty = EmptyState(
            say("No accounts yet"), say("Accounts and their visits are compared here, branch by branch.")
        )
        self._nobody = label("", "body", "text_2")
        self._balance = label("", "caption", "text_2", wrap=True)
        inside = column(self._choices(), self._chips(), self._balance, spacing=theme.CARD_GAP)
        lines = column(self._heading, self._nobody, self.view, self.details, spacing=0)
        lines.setStretch(2, 1)
        self._lines = holding(lines)
        body = column(holding(inside), self._lines, self._empty, spacing=theme.GAP)
        body.setContentsMargins(theme.MARGIN, theme.CARD_PADDING, theme.MARGIN, theme.GAP)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.view.chosen.connect(self._show_details)
        self.model.modelReset.connect(self._show_nobody)
        self._show_choices()
        self._show_counts(None)

    def _choices(self) -> QWidget:
        self.period = self._pick(say("Period"), self._fill_periods, _WIDE)
        self.grouping = Segments(say("Grouped by"), [(key, say(name), "") for key, name in GROUPINGS.items()])
        self.grouping.changed.connect(lambda _: self.mark_stale())
        self.channel = self._pick(say("Channel"), self._fill_channels, _NARROW)
        self.order = self._pick(say("Order"), self._fill_orders, _NARROW)
        self.print_button = button(say("Print or save…"), icon="print")
        self.print_button.setToolTip(say("Print or save the territory  Ctrl+P"))
        self.print_button.clicked.connect(self.printable)
        made = QWidget()
        flow = FlowLayout(made)
        for widget in (self.period, self.grouping, self.channel, self.order, self.print_button):
            flow.addWidget(widget)
        return made

    def _pick(self, name: str, fill: Callable[[QMenu], None], width: int) -> PickButton:
        made = PickButton(name)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made.setFixedWidth(width)
        menu = QMenu(made)
        menu.aboutToShow.connect(partial(fill, menu))
        made.setMenu(menu)
        return made

    def _chips(self) -> QWidget:
        self.chips: dict[Shown, FilterChip] = {
            key: FilterChip("", checked=key == "all") for key in ("all", "behind", "unseen", "never")
        }
        group = QButtonGroup(self)
        made = QWidget()
        made.setAccessibleName(say("Which accounts"))
        flow = FlowLayout(made)
        for key, chip in self.chips.items():
            group.addButton(chip)
            flow.addWidget(chip)
            chip.clicked.connect(lambda _checked=False, key=key: self.show_only(key))
        return made

    def title(self) -> str:
        """Return the page's name."""
        return say("Territory")

    def subtitle(self) -> str:
        """Return the days that are shown."""
        period = self._days()
        return language().period(period.first, period.last)

    def refresh(self) -> None:
        """Read the territory again, beside the window's thread: it goes through every account."""
        self._show_choices()
        journal, period, grouping = self.session.journal, self._days(), self._grouping()
        channel, order = self._channel, self._order

        def work() -> Territory:
            with workers.beside(journal) as own:
                return territory.own(own, period, grouping, channel=channel, order=order)

        self._background.run("reading", work, self._take, self._fail)

    def is_settled(self) -> bool:
        """Return whether the lines are those of the choices."""
        return not self._background.is_busy()

    def focus_first(self) -> None:
        """Begin in the list."""
        self.view.setFocus()

    def focus_filter(self) -> None:
        """Go to the chips that narrow the list."""
        self.chips[self.model.shown].setFocus()

    def selected_record(self) -> tuple[str, int] | None:
        """Return the account at which the keys stand."""
        row = self.view.current_row()
        return ("account", row.line.account_id) if row is not None and row.line.account_id is not None else None

    def printable(self) -> None:
        """Show the territory as it will be printed or saved."""
        from ui.territory.paper import TerritoryPaper

        TerritoryPaper(
            self.session, self._days(), self._grouping(), self.window(), channel=self._channel, order=self._order
        ).open()

    def deeds(self) -> Sequence[Command]:
        """Return the groupings and the filters, for the list of commands."""
        from ui.command_palette.command import Command

        of = self.title()
        groupings = [
            Command(
                f"territory.{key}",
                territory_words.by_words(language(), key),
                partial(self.show_grouping, key),
                icon="territory",
                of=of,
            )
            for key in GROUPINGS
        ]
        shown = [
            Command(f"territory.{key}", chip.text(), partial(self.show_only, key), icon="filter", of=of)
            for key, chip in self.chips.items()
        ]
        return [*groupings, *shown]

    # What is chosen

    def show_grouping(self, grouping: Grouping) -> None:
        """Show the lines by another grouping."""
        self.grouping.set_current(grouping)
        self.mark_stale()

    def show_only(self, shown: Shown) -> None:
        """Show all lines, or only the accounts of a kind."""
        self.chips[shown].setChecked(True)
        self.model.show_only(shown)
        self.view.select_first()

    def show_period(self, period: str) -> None:
        """Show another period: a word, or two days."""
        self._period = period
        self.mark_stale()

    def show_channel(self, channel: str) -> None:
        """Let only visits of a channel count, or all of them."""
        self._channel = channel
        self.mark_stale()

    def show_order(self, order: Order) -> None:
        """Put the lines in another order."""
        self._order = order
        self.mark_stale()

    def _fill_periods(self, menu: QMenu) -> None:
        menu.clear()
        for word in PERIOD_NAMES:
            name, days = period_words(Choices(period=word), self.session.today())
            self._add(menu, f"{name}   {days}", word == self._period, partial(self.show_period, word))
        menu.addSeparator()
        menu.addAction(say("Other days…")).triggered.connect(self._ask_period)

    def _fill_channels(self, menu: QMenu) -> None:
        menu.clear()
        self._add(menu, say("Every channel"), not self._channel, partial(self.show_channel, ""))
        for channel in CHANNELS:
            chosen = channel == self._channel
            self._add(menu, say(CHANNEL_NAMES[channel]), chosen, partial(self.show_channel, channel))

    def _fill_orders(self, menu: QMenu) -> None:
        menu.clear()
        for order, name in ORDERS.items():
            self._add(menu, say(name), order == self._order, partial(self.show_order, order))

    def _add(self, menu: QMenu, words: str, chosen: bool, work: partial[None]) -> None:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(lambda _checked=False: work())

    def _ask_period(self) -> None:
        from ui.summaries.dialogs import PeriodDialog

        dialog = PeriodDialog(self._days(), self.session.today, self.window())
        dialog.chosen.connect(self.show_period)
        dialog.open()

    def _days(self) -> Period:
        return parse_period(self._period, self.session.today())

    def _grouping(self) -> Grouping:
        return cast(Grouping, self.grouping.current() or "branch")

    # What is shown

    def _take(self, found: Territory) -> None:
        self.model.show_territory(found)
        self._heading.set_first(territory_words.group_words(language(), found.grouping))
        self._lines.setVisible(bool(found.lines))
        self._empty.setVisible(not found.lines)
        self._show_counts(found)
        self._show_nobody()
        if self.view.hasFocus() and self.view.current_row() is None:
            self.view.select_first()  # the page was come to before there was anything to stand at
        row = self.view.current_row()
        if row is not None:
            self._show_details(row)

    def _fail(self, error: JournalError) -> None:
        alerts.current().error(error)

    def _show_choices(self) -> None:
        self.period.show_choice(*period_words(Choices(period=self._period), self.session.today()))
        self.channel.show_choice(say(CHANNEL_NAMES[self._channel]) if self._channel else say("Every channel"))
        self.order.show_choice(say(ORDERS[self._order]))

    def _show_counts(self, found: Territory | None) -> None:
        """Show how visits are spread, and how many accounts each chip would leave."""
        self._empty.setVisible(found is not None and not found.lines)
        counts = {key: len(only(found, key)) if found else 0 for key in self.chips if key != "all"}
        self.chips["all"].setText(say("All accounts"))
        self.chips["behind"].setText(say("Behind their target {count}", count=counts["behind"]))
        self.chips["unseen"].setText(say("Not seen {count}", count=counts["unseen"]))
        self.chips["never"].setText(say("Never visited {count}", count=counts["never"]))
        for chip in self.chips.values():
            chip.setAccessibleName(chip.text())
            chip.updateGeometry()
        sentences = [
            territory_words.balance_words(language(), found) if found else "",
            territory_words.legend_words(language(), found) if found else "",
        ]
        self._balance.setText("\n".join(filter(None, sentences)))
        self._balance.setVisible(bool(self._balance.text()))

    def _show_details(self, row: TerritoryRow) -> None:
        found = self.model.territory
        if found is not None:
            self.details.setText(details_words(found, row.line, self.session.today()))

    def _show_nobody(self) -> None:
        """Say that a list is empty, and that this is good news."""
        none = not self.model.rows and self.model.territory is not None
        sentences = {
            "behind": say("No account is behind its target."),
            "unseen": say("Every account was seen in this period."),
            "never": say("Every account has been visited."),
        }
        self._nobody.setText(sentences.get(self.model.shown, "") if none else "")
        self._nobody.setVisible(none)
        self.details.setVisible(not none)
