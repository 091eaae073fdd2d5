"""The list of risks, and what can be done to them from their rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Literal

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from models import repeating, risks, steps
from models.risks import SCALE, Risk
from models.step_lists import StepFilter, StepItem
from models.step_lists import read as read_steps
from models.text.field_words import EFFECT_NAMES, LIKELIHOOD_NAMES
from ui.risks.list_model import RiskDelegate, RiskModel, RiskRow
from ui.session import Session
from ui.translations import capital, plural, say
from ui.widgets.menus import add, add_menu, new_menu, show
from ui.widgets.rows import RowView

Side = Literal["likelihood", "effect"]
_NAMES: Mapping[Side, Mapping[int, str]] = {"likelihood": LIKELIHOOD_NAMES, "effect": EFFECT_NAMES}


class RiskListView(RowView):
    """Enter opens a risk, L says how likely it is, E what it would do, Space ends it, P postpones, R gives it to
    somebody else, N notes a new one, Delete removes; a menu has all of it. Several can be selected.

    What it stands on reads it again when something changed.
    """

    new_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.session = session
        self.risks_model = RiskModel(session)
        self.risks_delegate = RiskDelegate(session)
        super().__init__(self.risks_model, self.risks_delegate, say("Risks"), several=True, parent=parent)
        self.risks_model.setParent(self)
        self.opened.connect(self.open_row)
        self.ticked.connect(lambda row: self.end(self.chosen_risks(row)))
        self.removed.connect(lambda row: self._remove(self.chosen_risks(row)))
        self.menu_wanted.connect(self._show_menu)

    def chosen_risks(self, row: RiskRow | None = None) -> list[Risk]:
        """Return what a deed is done to: all that is selected, or one row alone that is not among it."""
        selected = [one for one in self.selected_rows() if isinstance(one, Risk)]
        row = row if row is not None else self.current_row()
        if isinstance(row, Risk) and all(one.id != row.id for one in selected):
            return [row]
        return selected

    def open_row(self, row: RiskRow) -> None:
        """Open the editor of a risk."""
        if isinstance(row, Risk):
            from ui.steps.editor import edit_step

            edit_step(self.session, row.id, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a letter stands for."""
        deeds: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_N: self.new_wanted.emit,
            Qt.Key.Key_L: partial(self.ask, "likelihood"),
            Qt.Key.Key_E: partial(self.ask, "effect"),
            Qt.Key.Key_P: self.postpone,
            Qt.Key.Key_R: self.reassign,
        }
        deed = deeds.get(Qt.Key(event.key()))
        if deed is None or event.modifiers():
            super().keyPressEvent(event)
        else:
            deed()

    def ask(self, side: Side) -> None:
        """Offer the five words for how likely risks are, or for what they would do."""
        chosen = self.chosen_risks()
        if chosen:
            show(self.scale_menu(side, chosen, self), self._place())

    def postpone(self) -> None:
        """Ask for another day of what is selected and open."""
        items = self._items(self.chosen_risks())
        if items:
            from ui.steps import menus

            menus.ask_day(self.session, items, self)

    def reassign(self) -> None:
        """Offer who may look after what is selected."""
        items = self._items(self.chosen_risks())
        if items:
            from ui.steps import menus

            show(menus.owner_menu(self.session, items, self), self._place())

    def end(self, chosen: Sequence[Risk], outcome: str = "") -> None:
        """Let risks be over; open again the one that is."""
        from ui.steps import deeds

        if len(chosen) == 1 and chosen[0].closed_at is not None:
            if self.session.run(repeating.reopen, chosen[0].id) is not None:
                self.session.say(say("Open again: {title}", title=chosen[0].title), can_undo=True)
            return
        items = self._items(chosen)
        if items and outcome:
            deeds.close_as(self.session, items, outcome)
        elif items:
            deeds.tick_all(self.session, items)

    def menu_of(self, chosen: Sequence[Risk]) -> QMenu:
        """Return the menu of a risk, or of several."""
        from ui.steps import menus

        title = chosen[0].title if len(chosen) == 1 else plural("{count} risk", "{count} risks", len(chosen))
        menu = new_menu(title, self)
        if all(one.closed_at is not None for one in chosen):
            if len(chosen) == 1:
                add(menu, say("Open again"), partial(self.end, chosen), "undo", say("Space"))
        else:
            items = self._items(chosen)
            add(menu, say("Averted"), partial(self.end, chosen), "check", say("Space"))
            add(menu, say("It came true"), partial(self._came_true, chosen))
            add(menu, say("Dropped: no longer needed"), partial(self.end, chosen, "released"))
            menu.addSeparator()
            add_menu(menu, self.scale_menu("likelihood", chosen, menu), "target", "L")
            add_menu(menu, self.scale_menu("effect", chosen, menu), "warning", "E")
            menu.addSeparator()
            add_menu(menu, menus.postpone_menu(self.session, items, menu), "clock", "P")
            add_menu(menu, menus.owner_menu(self.session, items, menu), "person", "R")
        menu.addSeparator()
        if len(chosen) == 1:
            self._add_ways(menu, chosen[0])
        add(menu, say("Delete"), partial(self._remove, chosen), "trash", "Del")
        return menu

    def scale_menu(self, side: Side, chosen: Sequence[Risk], parent: QWidget) -> QMenu:
        """Return the menu of the five words for how likely risks are, or for what they would do."""
        menu = new_menu(say("How likely") if side == "likelihood" else say("Effect"), parent)
        held = {getattr(one, side) for one in chosen}
        for number in SCALE:
            action = add(menu, capital(say(_NAMES[side][number])), partial(self._assess, chosen, side, number))
            action.setCheckable(True)
            action.setChecked(held == {number})
        return menu

    def _add_ways(self, menu: QMenu, risk: Risk) -> None:
        add(menu, say("Edit…"), partial(self.open_row, risk), "edit", say("Enter"))
        if risk.project_id is not None:
            add(menu, say("Open the project"), partial(self.session.open_record, "project", risk.project_id), "flag")
        if risk.account_id is not None:
            go = partial(self.session.open_record, "account", risk.account_id)
            add(menu, say("Open the account"), go, "accounts")

    def _assess(self, chosen: Sequence[Risk], side: Side, number: int) -> None:
        ids = [one.id for one in chosen]
        done = self.session.run(risks.assess, ids, **{side: number})
        if done is not None:
            name = say(_NAMES[side][number])
            if len(chosen) == 1:
                said = say("{title}: now {name}", title=chosen[0].title, name=name)
            else:
                said = plural("{count} item: now {name}", "{count} items: now {name}", len(chosen), name=name)
            self.session.say(said, can_undo=True)

    def _came_true(self, chosen: Sequence[Risk]) -> None:
        """Let risks be over because what they warned of has happened; their result says so."""
        ids = [one.id for one in chosen if one.closed_at is None]
        if self.session.run(risks.come_true, ids, say("It came true")) is not None:
            self.session.say(plural("{count} risk came true", "{count} risks came true", len(ids)), can_undo=True)

    def _remove(self, chosen: Sequence[Risk]) -> None:
        from ui.steps import deeds

        if len(chosen) == 1 and chosen[0].closed_at is not None:
            if self.session.run(steps.trash, chosen[0].id) is not None:
                self.session.say(say("In the trash: {title}", title=chosen[0].title), can_undo=True)
            return
        items = self._items(chosen)
        if items:
            deeds.remove_all(self.session, items)

    def _items(self, chosen: Sequence[Risk]) -> list[StepItem]:
        """Return open risks as the steps they are."""
        ids = tuple(one.id for one in chosen if one.closed_at is None)
        return self.session.read(read_steps, StepFilter(step_ids=ids), limit=len(ids)) if ids else []

    def _place(self) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

    def _show_menu(self, row: RiskRow, place: QPoint) -> None:
        if isinstance(row, Risk):
            show(self.menu_of(self.chosen_risks(row)), place)
