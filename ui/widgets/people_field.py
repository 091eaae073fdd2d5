"""People as chips, with a field at the end that adds one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.translations import say
from ui.widgets.chips import AddField, ChipsField
from ui.widgets.pills import PersonChip
from ui.widgets.suggest import Suggestion


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the field: a contact, or (without an id) a name that is to become one."""

    contact_id: int | None
    name: str
    role_group: str | None = None


class PeopleField(ChipsField[Person]):
    """The people who take part: chips that can be taken away, and a field that suggests and adds others.

    `choices` answers which contacts a text may mean (Suggestion with the contact's id as key and the role group as
    `dot`, such as 'role_technical'); those who are there already are left out. A name that nobody has becomes a chip
    marked as new, and the editor makes the contact when it saves.
    """

    person_opened = Signal(object)
    """The id of a contact whose chip was double-clicked or opened by Enter."""

    def __init__(
        self,
        choices: Callable[[str], Sequence[Suggestion]] = lambda text: [],
        name: str = "",
        *,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, AddField(placeholder or say("Add a person"), new_beside_same=True), parent)
        self.choices = choices
        self.field.choices = self._others
        self.field.new_words = lambda text: say("New person “{name}”", name=text)

    def people(self) -> list[tuple[int | None, str]]:
        """Return who is there, in their order: the contact's id, or None for a new one, and the name."""
        return [(person.contact_id, person.name) for person in self._items]

    def persons(self) -> list[Person]:
        """Return who is there with their role groups."""
        return list(self._items)

    def set_people(self, people: Sequence[Person]) -> None:
        """Show other people; that is no edit. What was being typed goes."""
        self._set_items(people)

    def add_chosen(self, key: object) -> None:
        """Let the contact that was chosen take part."""
        choice = self.field.choice()
        assert choice is not None
        assert isinstance(key, int)
        self._add(Person(key, choice.text, choice.dot.removeprefix("role_") or None))

    def add_new(self, name: str) -> None:
        """Let somebody take part who is no contact yet."""
        if any(person.contact_id is None and person.name == name for person in self._items):
            self.field.set_choice(None)
            return
        self._add(Person(None, name))

    def chip_of(self, item: Person) -> PersonChip:
        """Return the chip of a person, which says when it is a new one."""
        words = say("{name} · new", name=item.name) if item.contact_id is None else item.name
        return PersonChip(words, item.role_group, removable=True, parent=self)

    def open_item(self, item: Person) -> None:
        """Open the page of a contact."""
        if item.contact_id is not None:
            self.person_opened.emit(item.contact_id)

    def _others(self, text: str) -> Sequence[Suggestion]:
        present = {person.contact_id for person in self._items}
        return [one for one in self.choices(text) if one.key not in present]
