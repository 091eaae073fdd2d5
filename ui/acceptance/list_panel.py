"""The items or the signatures of a project below their filter, and at the foot what a figure does to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QWidget

from models import acceptance_batches, acceptance_lists, colleagues, milestones
from models.acceptance_lists import NONE, AcceptanceFilter, ItemLine, SignatureLine
from models.acceptance_states import STATES
from ui import theme
from ui.acceptance import deeds
from ui.acceptance.name_choice import NameChoice
from ui.acceptance.rows import ItemDelegate, ItemModel, SignatureDelegate, SignatureModel
from ui.acceptance.view import AcceptanceView
from ui.acceptance.words import state_words
from ui.session import Session
from ui.translations import capital, plural, say
from ui.widgets import menus
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_field import FilterField
from ui.widgets.filter_row import FilterRow
from ui.widgets.flow_layout import flowing
from ui.widgets.labels import label
from ui.widgets.layouts import column, row

_FILTER_WIDTH = 260
_MISSING = tuple(state for state in STATES if state != "signed")


class AcceptanceList(QWidget):
    """A list with its filter and what a figure, a letter or a button does to the rows that are chosen."""

    def __init__(self, session: Session, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.kind = session, kind
        self.project_id: int | None = None
        self.batch_id: int | None = None
        self._of_items = kind == "acceptance_item"
        self.filter = FilterField(say("Filter items") if self._of_items else say("Filter signatures"))
        self.filter.setFixedWidth(_FILTER_WIDTH)
        self.department = NameChoice(say("Department"), say("All departments"))
        self.owner = NameChoice(say("Responsible"), say("Everybody"))
        if not self._of_items:
            self.owner.hide()
        self.states = FilterRow(say("State"), [("", say("All")), *self._chips()])
        self.new_button = button(say("New item") if self._of_items else say("New signature"), icon="plus")
        self.new_button.setToolTip(say("{words}  N", words=self.new_button.text()))
        self.model: ItemModel | SignatureModel
        if self._of_items:
            self.model = ItemModel(session, self)
            self.view = AcceptanceView(self.model, ItemDelegate(), say("Items"), _ITEM_LETTERS, self)
        else:
            self.model = SignatureModel(session, self)
            delegate = SignatureDelegate(session)
            self.view = AcceptanceView(self.model, delegate, say("Signatures"), _SIGNATURE_LETTERS, self)
        self._nothing = EmptyState(
            say("No items yet") if self._of_items else say("No signatures yet"),
            say("Import the list the customer gave you, or write the entries one by one."),
            self.new_button.text(),
            icon="steps" if self._of_items else "pen",
        )
        self._none_found = EmptyState(say("Nothing fits the filter"), say("No entry fits."), say("Show all"))
        self._stack = QStackedWidget()
        for one in (self.view, self._nothing, self._none_found):
            self._stack.addWidget(one)
        self._chosen = label("", "body_bold")
        self._chosen.setFixedHeight(theme.SMALL_BUTTON)
        self._foot = flowing(say("What can be done"), [self._chosen, *self._buttons()])
        self._count = label("", "caption", "text_2")
        top = row(self.filter, self.department, self.owner, self._count, None, self.new_button, spacing=theme.GAP)
        self.setLayout(column(top, self.states, self._stack, self._foot, spacing=theme.GAP))
        self._connect()

    def show_project(self, project_id: int, batch_id: int | None) -> None:
        """Show the entries of a project, another one without a filter; the same one keeps its place."""
        is_other = project_id != self.project_id
        self.project_id, self.batch_id = project_id, batch_id
        if is_other:
            self.model.project_id = project_id
            self._clear()
        names = self.session.read(acceptance_lists.departments, project_id)
        self.department.offer([(name, name) for name in names])
        if self._of_items:
            people = [(one.id, one.name) for one in self.session.read(colleagues.listing)]
            self.owner.offer([(NONE, say("Nobody")), *people])
        self.model.wanted = self._wanted()
        if is_other:
            self.model.start_over()
        else:
            self.model.reload()
        self._show_state()

    def narrow(self, department: str = "", states: str = "") -> None:
        """Show the entries of one department, in some states."""
        self._clear()
        self.department.set_key(department or None)
        if states in self.states.chips:
            self.states.set_current(states)
        self._read()

    def show_record(self, record_id: int) -> None:
        """Go to an entry, without the filter if that hides it."""
        if not self._find(record_id):
            self._clear()
            self._read()
            self._find(record_id)
        self.focus_list()

    def chosen(self) -> list[ItemLine] | list[SignatureLine]:
        """Return the entries that are selected."""
        return self.view.chosen_rows()

    def focus_list(self) -> None:
        """Give the focus to the list, or to the button that makes the first entry."""
        shown = self._stack.currentWidget() is self.view
        (self.view if shown else self.new_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Give the focus to the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def add(self) -> None:
        """Write a new entry, of the department that is shown."""
        self._edit(None)

    def edit(self) -> None:
        """Change the entry the keys are at."""
        current = self.view.current_row()
        if current is not None:
            self._edit(current.id)

    def give_state(self, state: str) -> None:
        """Give the chosen entries a state."""
        if self.chosen():
            deeds.give_state(self.session, self.chosen(), state, self.window())

    def note_attempt(self) -> None:
        """Note an attempt at the signature the keys are at."""
        current = self.view.current_row()
        if isinstance(current, SignatureLine):
            from ui.acceptance.attempt_dialog import AttemptDialog

            AttemptDialog(self.session, current.id, self.window()).open()

    def write_in_place(self, column: str) -> None:
        """Write the criterion or the evidence of the item the keys are at, in its row."""
        current = self.view.current_row()
        if not isinstance(current, ItemLine):
            return
        if "\n" in getattr(current, column):  # a line would lose where the others begin
            self.edit()
            return
        from ui.acceptance.in_place import InPlaceField

        self.view.scrollTo(self.view.currentIndex())
        place = self.view.visualRect(self.view.currentIndex())
        place.setHeight(theme.ROW)
        name = say("Criterion") if column == "criterion" else say("Evidence")
        line = InPlaceField(getattr(current, column), name, place.adjusted(64, 2, -8, -2), self.view.viewport())
        line.stored.connect(partial(deeds.write, self.session, current, column))
        line.ended.connect(self.view.setFocus)

    def offer_owners(self) -> None:
        """Offer who of ours answers for the chosen items."""
        menu = self._owner_menu()
        menus.show(menu, self.view.viewport().mapToGlobal(self.view.visualRect(self.view.currentIndex()).bottomLeft()))

    def _connect(self) -> None:
        self.filter.paused.connect(self._read)
        self.filter.list_wanted.connect(self.focus_list)
        self.department.picked.connect(lambda _key: self._read())
        self.owner.picked.connect(lambda _key: self._read())
        self.states.changed.connect(lambda _key: self._read())
        self.new_button.clicked.connect(self.add)
        self._nothing.pressed.connect(self.add)
        self._none_found.pressed.connect(self._show_all)
        self.view.opened.connect(lambda one: self._edit(one.id))
        self.view.removed.connect(lambda _row: deeds.remove(self.session, self.chosen()))
        self.view.state_wanted.connect(self.give_state)
        self.view.letter_pressed.connect(self._press)
        self.view.menu_wanted.connect(self._show_menu)
        self.view.selection_changed.connect(self._tell_chosen)

    def _press(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_N:
            self.add()
        elif key == Qt.Key.Key_A:
            self.note_attempt()
        elif key in _TEXTS:
            self.write_in_place(_TEXTS[key])
        else:
            self.offer_owners()

    def _chips(self) -> list[tuple[str, str]]:
        if self._of_items:
            return [(state, capital(state_words(self.kind, state))) for state in STATES]
        words = [("missing", say("Still missing"))]
        return words + [(state, capital(state_words(self.kind, state))) for state in ("submitted", "blocked", "signed")]

    def _buttons(self) -> list[QPushButton]:
        """Make the buttons at the foot, each with the key that does the same."""
        found = []
        for number, state in enumerate(STATES, start=1):
            words = capital(state_words(self.kind, state))
            made = button(f"{number}  {words}", "small", name=words)
            made.setToolTip(say("{words} ({key})", words=words, key=str(number)))
            made.clicked.connect(partial(self._click_state, state))
            found.append(made)
        last = (
            (say("Responsible"), "R", self.offer_owners) if self._of_items else (say("Attempt"), "A", self.note_attempt)
        )
        made = button(last[0], "small", "person" if self._of_items else "clock")
        made.setToolTip(say("{words} ({key})", words=last[0], key=last[1]))
        made.clicked.connect(lambda _checked=False: last[2]())
        for one in (*found, made):
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the keys from the list
        return [*found, made]

    def _click_state(self, state: str, _checked: bool = False) -> None:
        self.give_state(state)

    def _wanted(self) -> AcceptanceFilter:
        state, department, owner = self.states.current(), self.department.key(), self.owner.key()
        states = _MISSING if state == "missing" else (state,) if state else ()
        return AcceptanceFilter(
            departments=(str(department),) if department else (),
            states=states,
            batch_id=self.batch_id,
            owner_id=owner if isinstance(owner, int) else None,
            text=self.filter.text(),
        )

    def _read(self) -> None:
        self.model.wanted = self._wanted()
        self.model.start_over()
        self.view.scrollToTop()
        self._show_state()

    def _clear(self) -> None:
        self.filter.clear()
        self.department.set_key(None)
        self.owner.set_key(None)
        self.states.set_current("")

    def _show_all(self) -> None:
        self._clear()
        self._read()
        self.focus_list()

    def _find(self, record_id: int) -> bool:
        self.model.read_up_to(_MOST_READ)
        return self.view.select(record_id)

    def _show_state(self) -> None:
        empty = self._nothing if self.model.wanted == AcceptanceFilter() else self._none_found
        self._stack.setCurrentWidget(self.view if self.model.rows else empty)
        self._foot.setVisible(bool(self.model.rows))
        self._tell_count()

    def _tell_count(self) -> None:
        """Say how many the filter leaves."""
        assert self.project_id is not None
        if self._of_items:
            count = self.session.read(acceptance_lists.count_items, self.project_id, self.model.wanted)
            self._count.setText(plural("{count} item", "{count} items", count))
        else:
            count = self.session.read(acceptance_lists.count_signatures, self.project_id, self.model.wanted)
            self._count.setText(plural("{count} signature", "{count} signatures", count))

    def _tell_chosen(self) -> None:
        count = self.view.chosen_count()
        self._chosen.setText(plural("{count} selected:", "{count} selected:", count) if count > 1 else "")
        self._chosen.setVisible(count > 1)

    def _edit(self, record_id: int | None) -> None:
        if self.project_id is None:
            return
        department = str(self.department.key() or "") if record_id is None else ""
        if self._of_items:
            from ui.acceptance.item_editor import ItemEditor

            editor: ItemEditor | SignatureEditor = ItemEditor(
                self.session, self.project_id, record_id, self.window(), department
            )
        else:
            from ui.acceptance.signature_editor import SignatureEditor

            editor = SignatureEditor(self.session, self.project_id, record_id, self.window(), department)
        editor.saved.connect(self._find)
        editor.open()

    def _show_menu(self, current: ItemLine | SignatureLine, place: QPoint) -> None:
        menu = menus.new_menu(say("What can be done"), self)
        menus.add(menu, say("Edit…"), self.edit, "edit", say("Enter"))
        for number, state in enumerate(STATES, start=1):
            menus.add(menu, capital(state_words(self.kind, state)), partial(self.give_state, state), key=str(number))
        menu.addSeparator()
        if self._of_items:
            menus.add(menu, say("Write the evidence here"), partial(self.write_in_place, "evidence"), "page", "E")
            menus.add(menu, say("Write the criterion here"), partial(self.write_in_place, "criterion"), "pen", "F2")
            menus.add_menu(menu, self._owner_menu(), "person", "R")
        else:
            menus.add(menu, say("Attempts…"), self.note_attempt, "clock", "A")
            menus.add_menu(menu, self._milestone_menu(), "flag")
        menus.add_menu(menu, self._batch_menu(), "box")
        if current.step_id is not None:
            step_id = current.step_id
            menus.add(
                menu, say("Show the step that unblocks"), lambda: self.session.open_record("step", step_id), "steps"
            )
        menus.add(menu, say("Delete"), lambda: deeds.remove(self.session, self.chosen()), "trash", "Del")
        menus.show(menu, place)

    def _owner_menu(self) -> QMenu:
        people: Sequence[tuple[int | None, str]] = [(one.id, one.name) for one in self.session.read(colleagues.listing)]
        menu = menus.new_menu(say("Responsible"), self)
        for colleague_id, name in [*people, (None, say("Nobody"))]:
            menus.add(menu, name, partial(self._assign, colleague_id, name))
        return menu

    def _assign(self, colleague_id: int | None, name: str) -> None:
        rows = [one for one in self.chosen() if isinstance(one, ItemLine)]
        deeds.assign(self.session, rows, colleague_id, name)

    def _batch_menu(self) -> QMenu:
        assert self.project_id is not None
        menu = menus.new_menu(say("Batch of sites"), self)
        for batch in self.session.read(acceptance_batches.listing, self.project_id):
            put = partial(deeds.put_into_batch, self.session, self.chosen(), batch.id, batch.name)
            menus.add(menu, batch.name, put)
        menus.add(
            menu, say("No batch"), partial(deeds.put_into_batch, self.session, self.chosen(), None, say("No batch"))
        )
        return menu

    def _milestone_menu(self) -> QMenu:
        assert self.project_id is not None
        menu = menus.new_menu(say("Milestone"), self)
        rows = [one for one in self.chosen() if isinstance(one, SignatureLine)]
        for one in self.session.read(milestones.listing, self.project_id):
            menus.add(menu, one.name, partial(deeds.sign_for, self.session, rows, one.id, one.name))
        menus.add(menu, say("No milestone"), partial(deeds.sign_for, self.session, rows, None, say("No milestone")))
        return menu


_MOST_READ = 100_000
_TEXTS = {Qt.Key.Key_E: "evidence", Qt.Key.Key_F2: "criterion"}
_ITEM_LETTERS = frozenset({Qt.Key.Key_N, Qt.Key.Key_R, *_TEXTS})
_SIGNATURE_LETTERS = frozenset({Qt.Key.Key_N, Qt.Key.Key_A})
