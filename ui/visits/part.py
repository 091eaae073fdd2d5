"""A part of the visit editor: it shows some of the sheet, and writes what was changed into it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.visit_sheet import SheetPerson, VisitSheet
from ui.widgets.people_field import PeopleField
from ui.widgets.understood_field import UnderstoodField

Value = TypeVar("Value")


def show_written(line: UnderstoodField[Value], value: Value | None, words: str) -> None:
    """Show a value, and instead of it the words that a draft kept and that mean none; what is the same stays."""
    if (line.value() != value and not words) or (not line.is_right() and line.text() != words):
        line.set_value(value)
    if words and line.text() != words:
        line.set_value(value)
        line.set_text(words)


def people_in(field: PeopleField) -> tuple[SheetPerson, ...]:
    """Return the people of a field, with the name that is still being typed, so that a draft keeps it too."""
    people = tuple(SheetPerson(one.contact_id, one.name, one.role_group) for one in field.persons())
    typed = SheetPerson(None, field.pending())
    return (*people, typed) if typed.name and typed not in people else people


class SheetPart(QWidget):
    """What every part can do; the editor asks all of them in the order they are read."""

    changed = Signal()
    """The user wrote, chose or ticked something, and nothing is being composed."""
    left = Signal()
    """The focus went out of a text."""

    def fill(self, sheet: VisitSheet) -> None:
        """Show a sheet; what is the same already keeps its cursor and its history of undo."""
        raise NotImplementedError

    def written(self, sheet: VisitSheet) -> VisitSheet:
        """Return the sheet with what stands in this part."""
        raise NotImplementedError

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        return False

    def is_pending(self) -> bool:
        """Return whether a line that adds something holds words that were not added yet."""
        return False

    def settle(self) -> None:
        """Take what is typed in a line that adds something, as Enter would, so that saving loses nothing."""
