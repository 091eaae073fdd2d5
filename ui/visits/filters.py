"""The filter above the list of visits: words, and account, person, period, channel, state and tag as chips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from models import tags
from models.summaries.periods import PERIOD_NAMES, parse_period
from models.text.day_words import understood_date
from models.text.field_words import CHANNEL_NAMES, STATE_NAMES
from models.text.language import Label
from models.visit_filter import TO_WRITE_UP, VisitFilter
from ui.icons import icon
from ui.session import Session
from ui.tags.looks import tag_words
from ui.tags.tag_filter import fill_menu
from ui.translations import language, say
from ui.widgets import name_suggestions
from ui.widgets.buttons import button, icon_button
from ui.widgets.filter_field import FilterField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layouts import clear_layout, column, row
from ui.widgets.suggest import SuggestField, Suggestion
from ui.widgets.tips import plain

_LAST_YEAR = 365
"""Days."""


class VisitFilterBar(QWidget):
    """Narrows the list of visits. Down goes to the list; Esc empties the line, then goes to the list."""

    changed = Signal()
    list_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted = VisitFilter()
        self._names: dict[str, str] = {}
        self.line = FilterField(say("Filter visits"))
        self.line.setToolTip(say("Filter visits by their words or names  Ctrl+F"))
        self.line.edited.connect(self._narrow_by_words)
        self.line.list_wanted.connect(self.list_wanted)
        self.more = icon_button("chevron-down", say("Filter by account, person, period, channel, state or tag"))
        self.more.clicked.connect(self._open_menu)
        self.names = SuggestField(parent=self)
        self.names.chosen.connect(self._take_name)
        self.names.left.connect(self._hide_names)
        self.names.hide()
        self._asked = ""
        self._chips = FlowLayout(spacing=6)
        self._chip_box = QWidget()
        self._chip_box.setLayout(self._chips)
        self._chip_box.hide()
        self.setLayout(column(row(self.line, self.more, spacing=4), self.names, self._chip_box))
        self.setAccessibleName(say("Filter visits"))

    def wanted(self) -> VisitFilter:
        """Return the filter as it is set."""
        return self._wanted

    def clear(self) -> None:
        """Let every visit pass."""
        self.line.clear()
        self._set(VisitFilter())

    def set_filter(self, wanted: VisitFilter, name: str = "") -> None:
        """Set a filter from outside; `name` is that of its account or person."""
        for part in ("account_id", "contact_id"):
            if getattr(wanted, part) is not None:
                self._names[part] = name
        self.line.setText(wanted.text)
        self._set(wanted)

    def chips(self) -> list[QPushButton]:
        """Return the chips of what is set."""
        items = (self._chips.itemAt(place) for place in range(self._chips.count()))
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

    def ask_name(self, part: str) -> None:
        """Ask for an account ('account_id') or a person ('contact_id'), whose name completes while it is typed."""
        self._asked = part
        is_account = part == "account_id"
        words = say("Name of the account") if is_account else say("Name of the person")
        self.names.setPlaceholderText(words)
        self.names.setAccessibleName(words)
        self.names.choices = self._accounts if is_account else self._people
        self.names.set_choice(None)
        self.names.show()
        self.names.setFocus(Qt.FocusReason.OtherFocusReason)

    def menu(self) -> QMenu:
        """Return the menu of what can be set."""
        menu = QMenu(self)
        menu.setAccessibleName(say("Filter"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(menu, say("Account…"), lambda: self.ask_name("account_id"), "accounts")
        self._add(menu, say("Person…"), lambda: self.ask_name("contact_id"), "person")
        periods = menu.addMenu(icon("calendar"), say("Period"))
        for key, words in PERIOD_NAMES.items():
            self._add(periods, say(words), partial(self._take_period, key))
        self._add(periods, say("The last 12 months"), self._take_last_year)
        self._add(periods, say("Other period…"), self._ask_period)
        channels = menu.addMenu(icon("place"), say("Channel"))
        for key, words in CHANNEL_NAMES.items():
            self._add(channels, say(words), partial(self._take, channel=key))
        states = menu.addMenu(icon("check"), say("State"))
        for key in (*STATE_NAMES, TO_WRITE_UP):
            self._add(states, _state_words(key), partial(self._take, state=key))
        if self._session.read(tags.any_known):
            fill_menu(
                menu.addMenu(icon("tag"), say("Tag")), self._session, self._wanted.tag, lambda tag: self._take(tag=tag)
            )
        if not self._wanted.is_empty():
            menu.addSeparator()
            self._add(menu, say("Take all filters away"), self.clear, "close")
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the question for a name by Esc."""
        if event.key() == Qt.Key.Key_Escape and self.names.isVisible():
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _add(self, menu: QMenu, words: str, do: Callable[[], object], drawn: str = "") -> QAction:
        action = menu.addAction(words)
        if drawn:
            action.setIcon(icon(drawn))
        action.triggered.connect(lambda _checked=False: do())
        return action

    def _narrow_by_words(self, text: str) -> None:
        self._take(text=" ".join(text.split()))

    def _take_name(self, key: object) -> None:
        choice = self.names.choice()
        if choice is None or not isinstance(key, int):
            return
        self._names[self._asked] = choice.text
        self.names.hide()
        self._take(**{self._asked: key})
        self.list_wanted.emit()

    def _take(self, **parts: Any) -> None:
        self._set(replace(self._wanted, **parts))

    def _take_period(self, key: str) -> None:
        period = parse_period(key, self._session.today())
        self._names["period"] = say(PERIOD_NAMES[key])
        self._take(first=period.first.isoformat(), last=period.last.isoformat())

    def _take_last_year(self) -> None:
        today: date = self._session.today()
        self._names["period"] = say("The last 12 months")
        first = today - timedelta(days=_LAST_YEAR)
        self._take(first=first.isoformat(), last=today.isoformat())

    def _ask_period(self) -> None:
        from ui.visits.period_dialog import PeriodDialog

        dialog = PeriodDialog(self._session, self._wanted.first, self._wanted.last, self.window())
        dialog.chosen.connect(self._take_days)
        dialog.open()

    def _take_days(self, first: str, last: str) -> None:
        self._names["period"] = _period_words(first, last)
        self._take(first=first, last=last)

    def _hide_names(self) -> None:
        if self.names.isVisible() and not self.names.suggestions():
            self.names.hide()

    def _accounts(self, text: str) -> Sequence[Suggestion]:
        return name_suggestions.accounts(self._session, text)

    def _people(self, text: str) -> Sequence[Suggestion]:
        return name_suggestions.people(self._session, text, self._wanted.account_id)

    def _set(self, wanted: VisitFilter) -> None:
        if wanted == self._wanted:
            return
        self._wanted = wanted
        self._show_chips()
        self.changed.emit()

    def _show_chips(self) -> None:
        clear_layout(self._chips)
        wanted = self._wanted
        present: tuple[tuple[bool, str, dict[str, Any]], ...] = (
            (wanted.account_id is not None, self._names.get("account_id", ""), {"account_id": None}),
            (wanted.contact_id is not None, self._names.get("contact_id", ""), {"contact_id": None}),
            (bool(wanted.first or wanted.last), self._names.get("period", ""), {"first": "", "last": ""}),
            (bool(wanted.channel), say(CHANNEL_NAMES.get(wanted.channel, Label(""))), {"channel": ""}),
            (bool(wanted.state), _state_words(wanted.state), {"state": ""}),
            (bool(wanted.tag), tag_words(wanted.tag), {"tag": ""}),
        )
        any_shown = False
        for is_set, words, without in present:
            if is_set:
                any_shown = True
                self._chips.addWidget(self._chip(words, without))
        self._chip_box.setVisible(any_shown)

    def _chip(self, words: str, without: dict[str, Any]) -> QPushButton:
        chip = button(words.replace("&", "&&"), "small", "close", name=say("Take away the filter {name}", name=words))
        chip.setToolTip(plain(chip.accessibleName()))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the words
        chip.setIconSize(QSize(12, 12))
        chip.clicked.connect(lambda: self._take_away(without))
        return chip

    def _take_away(self, without: dict[str, Any]) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._take(**without)


def _period_words(first: str, last: str) -> str:
    words = [understood_date(language(), date.fromisoformat(day)) if day else "" for day in (first, last)]
    if not last:
        return say("from {day}", day=words[0])
    return say("{first} – {last}", first=words[0], last=words[1]) if first else say("until {day}", day=words[1])


def _state_words(state: str) -> str:
    if state == TO_WRITE_UP:
        return say("to be written up")
    return say(STATE_NAMES[state]) if state else ""
