"""People as chips, with a field at the end that adds one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.text.clean import clean_line
from ui import theme
from ui.translations import say
from ui.widgets import paint
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pills import PersonChip
from ui.widgets.suggest import SuggestField, Suggestion

_FIELD_WIDTH = 200


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the field: a contact, or (without an id) a name that is to become one."""

    contact_id: int | None
    name: str
    role_group: str | None = None


class _AddField(SuggestField):
    """The dashed chip in which a name is typed."""

    removed_last = Signal()
    back_wanted = Signal()

    def __init__(self, placeholder: str, name: str) -> None:
        super().__init__(placeholder, name, new_beside_same=True)
        self.setProperty("kind", "bare")
        self.setTextMargins(30, 0, 10, 0)
        self.tab_moves_on = False
        self.setFixedHeight(theme.CHIP)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font("caption"))

    def sizeHint(self) -> QSize:
        """Return the width of the chip, whatever the language."""
        return QSize(max(_FIELD_WIDTH, paint.width(self.placeholderText(), "caption") + 48), theme.CHIP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Backspace take the last person away and Left go to it, while nothing is typed."""
        if not self.text() and not self.is_composing():
            if event.key() == Qt.Key.Key_Backspace and not event.isAutoRepeat():
                self.removed_last.emit()
                return
            if event.key() == Qt.Key.Key_Left:
                self.back_wanted.emit()
                return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed border, or the border of the focus, around the text."""
        painter = QPainter(self)
        if self.hasFocus():
            paint.rounded(painter, self.rect(), theme.CHIP / 2, "card", "accent")
            paint.rounded(painter, self.rect().adjusted(1, 1, -1, -1), theme.CHIP / 2 - 1, "", "accent")
        else:
            paint.rounded(painter, self.rect(), theme.CHIP / 2, "", "control", dashed=True)
        paint.icon(painter, 10, self.height() // 2, "plus", "text_2", 14)
        painter.end()
        super().paintEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the border again."""
        super().focusOutEvent(event)
        self.update()


class PeopleField(QWidget):
    """The people who take part: chips that can be taken away, and a field that suggests and adds others.

    `choices` answers which contacts a text may mean (Suggestion with the contact's id as key and the role group as
    `dot`, such as 'role_technical'); those who are there already are left out. A name that nobody has becomes a chip
    marked as new, and the editor makes the contact when it saves.
    """

    changed = Signal()
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
        super().__init__(parent)
        self.choices = choices
        self._people: list[Person] = []
        self._chips: list[PersonChip] = []
        words = placeholder or say("Add a person")
        self.field = _AddField(words, words)
        self.field.choices = self._others
        self.field.new_words = lambda text: say("New person “{name}”", name=text)
        self.field.chosen.connect(self._add_chosen)
        self.field.created.connect(self._add_new)
        self.field.removed_last.connect(lambda: self._remove(len(self._people) - 1))
        self.field.back_wanted.connect(lambda: self._focus_chip(len(self._chips) - 1))
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        self._flow.addWidget(self.field)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self.field)
        self.setAccessibleName(name or words)

    def people(self) -> list[tuple[int | None, str]]:
        """Return who is there, in their order: the contact's id, or None for a new one, and the name."""
        return [(person.contact_id, person.name) for person in self._people]

    def persons(self) -> list[Person]:
        """Return who is there with their role groups."""
        return list(self._people)

    def set_people(self, people: Sequence[Person]) -> None:
        """Show other people; that is no edit. What was being typed goes."""
        self.field.set_choice(None)
        if list(people) != self._people:
            self._people = list(people)
            self._show()

    def settle(self) -> None:
        """Make a person of the name that is still being typed, so that nothing is lost when the editor saves."""
        if clean_line(self.field.text()) and not self.field.is_composing() and not self.field.take_exact():
            self._add_new(clean_line(self.field.text()))

    def pending(self) -> str:
        """Return the name that is being typed and is no chip yet."""
        return clean_line(self.field.text())

    def is_composing(self) -> bool:
        """Return whether an input method composes in the field."""
        return self.field.is_composing()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move from chip to chip by the arrows, and open a person by Enter or a double click."""
        if event.type() == QEvent.Type.MouseButtonDblClick and watched in self._chips:
            self._open(self._chips.index(watched))
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self._chips:
            place = self._chips.index(watched)
            if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self._focus_chip(place + (1 if event.key() == Qt.Key.Key_Right else -1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(place)
                return True
        return super().eventFilter(watched, event)

    def _others(self, text: str) -> Sequence[Suggestion]:
        present = {person.contact_id for person in self._people}
        return [one for one in self.choices(text) if one.key not in present]

    def _add_chosen(self, contact_id: int) -> None:
        choice = self.field.choice()
        assert choice is not None
        self._add(Person(contact_id, choice.text, choice.dot.removeprefix("role_") or None))

    def _add_new(self, name: str) -> None:
        if any(person.contact_id is None and person.name == name for person in self._people):
            self.field.set_choice(None)
            return
        self._add(Person(None, name))

    def _add(self, person: Person) -> None:
        self.field.set_choice(None)
        self._people.append(person)
        self._show()
        self.changed.emit()

    def _remove(self, place: int) -> None:
        if 0 <= place < len(self._people):
            had_focus = self._chips[place].hasFocus()
            del self._people[place]
            self._show()
            if had_focus:
                self._focus_chip(min(place, len(self._chips) - 1))
            self.changed.emit()

    def _show(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(person) for person in self._people]
        self._flow.removeWidget(self.field)
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self.field)
        self.updateGeometry()

    def _chip(self, person: Person) -> PersonChip:
        is_new = person.contact_id is None
        words = say("{name} · new", name=person.name) if is_new else person.name
        chip = PersonChip(words, person.role_group, removable=True, parent=self)
        # The keys reach a chip by Left from the field; Tab would stop at each of them.
        chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        chip.removed.connect(lambda: self._remove(self._chips.index(chip)))
        chip.installEventFilter(self)
        return chip

    def _focus_chip(self, place: int) -> None:
        if 0 <= place < len(self._chips):
            self._chips[place].setFocus(Qt.FocusReason.OtherFocusReason)
        elif place >= len(self._chips) or not self._chips:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, place: int) -> None:
        contact_id = self._people[place].contact_id
        if contact_id is not None:
            self.person_opened.emit(contact_id)
