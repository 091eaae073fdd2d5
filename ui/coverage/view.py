"""The coverage of an account: rows by role group with their people as cards, and the places that are empty."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from models import accounts, coverage, coverage_signers, coverage_targets, warm_path
from models.changes import Changes
from models.contacts import ROLE_GROUPS
from models.coverage import Coverage, Covered, RoleCoverage
from models.errors import JournalError
from models.warm_path import Introducer
from ui import alerts, theme
from ui.contacts.portraits import Portraits
from ui.coverage.cards import Card
from ui.coverage.head import CoverageHead
from ui.coverage.role_row import MOST_CARDS, RoleRow
from ui.coverage.signers import SignerPart
from ui.coverage.words import needs_no_introduction, rule_words
from ui.session import Session
from ui.translations import say
from ui.widgets import menus
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding, scroll


class CoverageView(QWidget):
    """How well each role group is known.

    The arrows go from card to card, Enter opens a person or plans the ask, N adds somebody to the role group.
    """

    list_wanted = Signal()
    """More people are wanted than stand here."""
    new_wanted = Signal(str)
    """Somebody new is wanted in a role group, or in none ('')."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._account_id: int | None = None
        self._with_branches = True
        self._found: Coverage | None = None
        self._introducers: dict[str, Introducer | None] = {}
        self._portraits = Portraits(session)
        self.head = CoverageHead()
        self.rows = {role: RoleRow(session, self._portraits, role) for role in (*ROLE_GROUPS, "")}
        self.signers = SignerPart(session)
        self._rule = label("", "caption", "text_3", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        # Room at the right, so that no card ends at the scroll bar.
        rows = (*self.rows.values(), self.signers)
        inner = holding(column(self.head, *rows, self._rule, None, spacing=theme.CARD_PADDING))
        box = inner.layout()
        assert box is not None
        box.setContentsMargins(0, 0, theme.GAP, theme.GAP)
        self._area = scroll(inner)
        self.setLayout(column(self._area))

    def _connect(self) -> None:
        self.head.relationship_chosen.connect(self._set_relationship)
        self.head.months_chosen.connect(self._set_months)
        self.head.branches_switched.connect(self._switch_branches)
        for row in self.rows.values():
            row.wanted_chosen.connect(self._set_wanted)
            row.opened.connect(lambda contact_id: self._session.open_record("contact", contact_id))
            row.ask_wanted.connect(self.plan_the_ask)
            row.visit_wanted.connect(lambda one: self._session.new_visit(one.account_id, one.contact_id))
            row.list_wanted.connect(self.list_wanted)
            row.new_wanted.connect(self.new_wanted)
            row.menu_wanted.connect(self._show_menu)
            row.branches_wanted.connect(self._show_branches)
            row.empty_menu_wanted.connect(self._show_empty_menu)
            row.stepped.connect(self._step)
            row.reached.connect(self._area.ensureWidgetVisible)
        for choice in self.head.findChildren(QComboBox):
            choice.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show what Tab comes to above the cards, when they were scrolled."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._area.ensureWidgetVisible(watched)
        return super().eventFilter(watched, event)

    def show_account(self, account_id: int) -> None:
        """Show the coverage of an account."""
        if account_id != self._account_id:
            self._area.verticalScrollBar().setValue(0)
        self._account_id = account_id
        self.refresh()

    def refresh(self) -> None:
        """Read the coverage again."""
        if self._account_id is None:
            return
        found = self._session.read(coverage.read, self._account_id, with_branches=self._with_branches)
        self._found = found
        self._introducers = {role.role_group: self._introducer(found, role) for role in found.roles}
        gaps = self._session.read(coverage_signers.read, self._account_id, with_branches=self._with_branches)
        self.signers.show_gaps(gaps)
        self._fill(found)

    def _fill(self, found: Coverage) -> None:
        shown = [one.contact_id for role in found.roles for one in (*role.people, *role.placeholders)[:MOST_CARDS]]
        self._portraits.show_people(shown)
        self.head.show_coverage(found)
        by_group = {role.role_group: role for role in found.roles}
        for role_group, row in self.rows.items():
            role = by_group.get(role_group)
            row.setVisible(role is not None)
            if role is not None:
                row.show_role(role, found, self._introducers[role_group])
        self._rule.setText(rule_words(found))

    def focus_cards(self) -> None:
        """Give the keys to the first card."""
        first = next(iter(self._cards()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def plan_the_ask(self, role_group: str) -> None:
        """Plan to ask for a way into a role group."""
        from ui.introductions.asking import ask_into_group

        if self._account_id is not None:
            ask_into_group(self._session, self, self._account_id, role_group)

    def _introducer(self, found: Coverage, role: RoleCoverage) -> Introducer | None:
        """Return who could introduce us, where that is what it takes."""
        if not role.role_group or needs_no_introduction(role) or not (role.falls_short or not role.people):
            return None
        known = self._session.read(warm_path.into_group, found.account_id, role.role_group, limit=1)
        return next(iter(known), None)

    def _set_relationship(self, field: str, wanted: str | None) -> None:
        if self._account_id is None:
            return
        if field == "relationship":
            done = self._session.run(accounts.edit, self._account_id, relationship=wanted)
        else:
            done = self._session.run(accounts.edit, self._account_id, wanted_relationship=wanted)
        self._show_if_refused(done)

    def _set_wanted(self, role_group: str, wanted: str | None) -> None:
        if self._account_id is not None:
            done = self._session.run(coverage_targets.set_wanted, self._account_id, {role_group: wanted})
            self._show_if_refused(done)

    def _show_if_refused(self, done: Changes | None) -> None:
        """Show again what is in the journal, where a choice could not be written; else the page reads again."""
        if done is None and self._found is not None:
            self._fill(self._found)

    def _set_months(self, months: int) -> None:
        try:
            coverage.set_months(self._session.journal, months)
        except JournalError as error:
            alerts.current().error(error)
        self.refresh()

    def _switch_branches(self, taken_in: bool) -> None:
        self._with_branches = taken_in
        self.refresh()

    def _show_menu(self, person: Covered, role_group: str, place: QPoint) -> None:
        session, contact_id = self._session, person.contact_id
        menu = menus.new_menu(person.name, self)
        menus.add(menu, say("Open"), partial(session.open_record, "contact", contact_id), "person", say("Enter"))
        menus.add(
            menu, say("New visit with this person"), partial(session.new_visit, person.account_id, contact_id), "plus"
        )
        menus.add(menu, say("Who could introduce me…"), partial(self._show_introductions, contact_id), "person-arrow")
        menus.add(menu, say("New person here…"), partial(self.new_wanted.emit, role_group), "person", "N")
        menus.show(menu, place)

    def _show_branches(self, row: RoleRow) -> None:
        """Offer the branches where nobody of a role group is known; the one chosen is opened."""
        menu = menus.new_menu(row.branches.accessibleName(), self)
        for account_id, name in row.bare():
            menus.add(menu, name, partial(self._session.open_record, "account", account_id), "accounts")
        menus.show(menu, row.branches.mapToGlobal(QPoint(0, row.branches.height())))

    def _show_empty_menu(self, row: RoleRow, place: QPoint) -> None:
        menu = menus.new_menu(row.empty.accessibleName(), self)
        menus.add(menu, row.empty.deed(), row.empty.click, "plus", say("Enter"))
        menus.add(menu, say("New person here…"), partial(self.new_wanted.emit, row.role_group), "person", "N")
        menus.show(menu, place)

    def _show_introductions(self, contact_id: int) -> None:
        from ui.introductions.dialog import IntroductionsDialog

        IntroductionsDialog(self._session, self.window(), contact_id).open()

    def _cards(self) -> list[Card]:
        return [card for row in self.rows.values() if not row.isHidden() for card in row.shown_cards()]

    def _step(self, card: Card, sideways: int, down: int) -> None:
        """Go to the card beside, or to the nearest one in the next line of cards; at the edge the keys stay."""
        every = self._cards()
        if sideways:
            number = every.index(card) + sideways
            there = [every[number]] if 0 <= number < len(every) else []
        else:
            lines = sorted({self._top(one) for one in every if (self._top(one) - self._top(card)) * down > 0})
            nearest = (lines[0] if down > 0 else lines[-1]) if lines else None
            there = [one for one in every if self._top(one) == nearest]
        if there:
            min(there, key=lambda one: abs(one.x() - card.x())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _top(self, card: Card) -> int:
        return card.mapTo(self, QPoint(0, 0)).y()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Home and End to the first and the last card."""
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and isinstance(self.focusWidget(), Card):
            every = self._cards()
            every[0 if event.key() == Qt.Key.Key_Home else -1].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
