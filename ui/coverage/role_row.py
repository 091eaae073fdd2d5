"""One row of the coverage: a role group, how well it is known and is to be known, and its people as cards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.coverage import Coverage, Covered, RoleCoverage
from models.coverage_targets import WANTED
from models.text.coverage_words import COVERAGE_NAMES, contacts_words
from models.text.path_words import introducer_reasons
from models.warm_path import Introducer
from ui import theme
from ui.contacts.portraits import Portraits
from ui.coverage.cards import Card, EmptyCard, MoreCard, PersonCard
from ui.coverage.words import (
    LEVEL_TONES,
    bare_words,
    contacts_missing,
    group_words,
    introducer_words,
    level_words,
    missing_words,
    needs_no_introduction,
    people_words,
)
from ui.session import Session
from ui.translations import capital, language, plural, say
from ui.widgets.flow_layout import flowing
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import column, row
from ui.widgets.pills import Pill
from ui.widgets.role_dot import RoleDot
from ui.widgets.word_choice import WordChoice

MOST_CARDS = 8
"""So many people of a group are shown as cards; the others are counted, and stand in the list."""

_LEFT = 168


class RoleRow(QWidget):
    """A role group. One of its cards has the focus in the order of Tab; the arrows go to the others."""

    wanted_chosen = Signal(str, object)
    """The role group, and the level that is wanted or None."""
    opened = Signal(object)
    """The id of a person."""
    ask_wanted = Signal(str)
    """A way into the role group is to be asked for."""
    visit_wanted = Signal(object)
    """A visit with a person is to be written down or planned, so that the group is known better."""
    list_wanted = Signal()
    new_wanted = Signal(str)
    """Somebody new is wanted in the role group."""
    menu_wanted = Signal(object, str, QPoint)
    """A person, the role group, and the place for a menu."""
    branches_wanted = Signal(object)
    """This row, whose branches without anybody are to be chosen from."""
    empty_menu_wanted = Signal(object, QPoint)
    """This row, whose empty place is to have a menu, and where."""
    stepped = Signal(object, int, int)
    """A card, and where its arrow leads."""
    reached = Signal(object)
    """The card that the keys are at."""

    def __init__(self, session: Session, portraits: Portraits, role_group: str) -> None:
        super().__init__()
        self.role_group = role_group
        self._session, self._portraits = session, portraits
        self._role: RoleCoverage | None = None
        self._dot = RoleDot(role_group)
        self._name = label("", "body_bold")
        self._people = label("", "caption", "text_2")
        self.level = Pill("")
        self._contacts = label("", "caption", "text_3", wrap=True)
        self.wanted = WordChoice("", say("Nothing wanted"), {})
        for level in WANTED:
            self.wanted.addItem(say("Wanted: {level}", level=say(COVERAGE_NAMES[level])), level)
        self.people_cards: list[PersonCard] = []
        self.empty, self.branches, self.more = EmptyCard(), EmptyCard(), MoreCard()
        self._last = (self.empty, self.branches, self.more)
        self.cards = flowing("", self._last)
        self._lay_out()
        self.wanted.setVisible(bool(role_group))  # now that it is no window of its own
        self.wanted.activated.connect(lambda _at: self.wanted_chosen.emit(role_group, self.wanted.value() or None))
        self.empty.clicked.connect(self._fill_place)
        self.empty.menu_wanted.connect(lambda place: self.empty_menu_wanted.emit(self, place))
        self.more.clicked.connect(self.list_wanted)
        self.branches.clicked.connect(lambda: self.branches_wanted.emit(self))
        for card in self._last:
            self._connect(card)
        self._order_tabs(self.wanted)

    def _lay_out(self) -> None:
        name = row(self._dot, self._name, None, spacing=theme.GAP)
        left = QWidget()
        left.setFixedWidth(_LEFT)
        counted = row(self._people, self.level, None)
        left.setLayout(column(name, counted, self._contacts, self.wanted, None, spacing=theme.SPACE_4))
        both = row(left, self.cards, spacing=theme.CARD_PADDING)
        both.setAlignment(left, Qt.AlignmentFlag.AlignTop)
        both.setStretch(1, 1)
        self.setLayout(both)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_role(self, role: RoleCoverage, found: Coverage, introducer: Introducer | None) -> None:
        """Show a group as it is now, and who could introduce us there."""
        self._role = role
        group = group_words(role)
        self._name.setText(group)
        self._people.setText(people_words(role))
        set_token(self._people, "text_2" if role.people else "amber")
        self.level.set_pill(level_words(role.level), "amber" if role.falls_short else LEVEL_TONES[role.level])
        self._contacts.setText(capital(contacts_words(language(), role.contacts, role.face_to_face)))
        self.wanted.setAccessibleName(say("Wanted in {group}", group=group))
        self.wanted.set_value(role.wanted)
        self.cards.setAccessibleName(group)
        every = (*role.people, *role.placeholders)
        self._show_people(every[:MOST_CARDS], role, group, found.account_id)
        rest = len(every) - MOST_CARDS
        self.more.setVisible(rest > 0)
        self.more.show_count(plural("{count} more in the list", "{count} more in the list", max(rest, 0)))
        self._show_place(role, introducer)
        self._let_tab_stop_at(next(iter(self.shown_cards()), None))

    def _show_place(self, role: RoleCoverage, introducer: Introducer | None) -> None:
        self.empty.setVisible(bool(role.role_group) and (role.falls_short or not role.people))
        self.branches.setVisible(bool(role.bare) and bool(role.people))
        self.branches.show_place(
            bare_words(role), language().listing([name for _, name in role.bare]), say("Show them"), icon=""
        )
        if needs_no_introduction(role):
            self.empty.show_place(missing_words(role), contacts_missing(role), say("New visit"))
            return
        reasons = introducer_reasons(language(), introducer, self._session.today()) if introducer else []
        self.empty.show_place(missing_words(role), introducer_words(introducer), say("Plan the ask"), reasons)

    def _show_people(self, people: Sequence[Covered], role: RoleCoverage, group: str, account_id: int) -> None:
        layout = self.cards.layout()
        assert layout is not None
        while len(self.people_cards) < len(people):
            card = PersonCard(self._session, self._portraits)
            self._connect(card)
            card.clicked.connect(lambda _checked=False, card=card: self._open(card))
            card.menu_wanted.connect(lambda place, card=card: self._want_menu(card, place))
            layout.addWidget(card)
            for last in self._last:  # they stay behind the people
                layout.removeWidget(last)
                layout.addWidget(last)
            # Tab goes through a row before it goes on to the next one, whenever its cards are made.
            QWidget.setTabOrder(self.people_cards[-1] if self.people_cards else self.wanted, card)
            self._order_tabs(card)
            self.people_cards.append(card)
        for number, card in enumerate(self.people_cards):
            card.setVisible(number < len(people))
            if number < len(people):
                card.show_person(people[number], role.role_group, group, account_id)

    def bare(self) -> tuple[tuple[int, str], ...]:
        """Return the branches where nobody of the group is known, by id and name."""
        return self._role.bare if self._role is not None else ()

    def shown_cards(self) -> list[Card]:
        """Return the cards that stand there, in the order they are read."""
        every: list[Card] = [*self.people_cards, *self._last]
        return [card for card in every if not card.isHidden()]

    def _order_tabs(self, before: QWidget) -> None:
        for last in self._last:
            QWidget.setTabOrder(before, last)
            before = last

    def _connect(self, card: Card) -> None:
        card.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        card.stepped.connect(lambda sideways, down: self.stepped.emit(card, sideways, down))
        card.reached.connect(lambda: self._reach(card))
        card.new_wanted.connect(lambda: self.new_wanted.emit(self.role_group))

    def _want_menu(self, card: PersonCard, place: QPoint) -> None:
        if card.person is not None:
            self.menu_wanted.emit(card.person, self.role_group, place)

    def _fill_place(self) -> None:
        if self._role is not None and needs_no_introduction(self._role):
            self.visit_wanted.emit(self._role.people[0])
        else:
            self.ask_wanted.emit(self.role_group)

    def _open(self, card: PersonCard) -> None:
        if card.person is not None:
            self.opened.emit(card.person.contact_id)

    def _reach(self, card: Card) -> None:
        self._let_tab_stop_at(card)
        self.reached.emit(card)

    def _let_tab_stop_at(self, stop: Card | None) -> None:
        focused = next((card for card in self.shown_cards() if card.hasFocus()), stop)
        for card in self.shown_cards():
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if card is focused else Qt.FocusPolicy.ClickFocus)
