"""Tags as chips, with a field at the end that completes the known ones and makes new ones on the spot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models import tags, values
from models.tags import TagRow
from ui.session import Session
from ui.tags.looks import dot_token, tag_words
from ui.translations import say
from ui.widgets.chips import AddField, ChipsField
from ui.widgets.pills import DotChip
from ui.widgets.suggest import Suggestion
from ui.widgets.tips import plain

_BETWEEN = re.compile(r"[,，、;；]+|\s+(?=[#＃])")
"""What ends one tag and begins the next; a space may stand within a tag."""


class TagField(ChipsField[str]):
    """The tags of a record. Enter or a comma makes a chip of what is typed, Backspace takes the last one away.

    A tag that is known is written as it is elsewhere, whatever letters were typed.
    """

    tag_opened = Signal(str)
    """A tag whose chip was double-clicked or opened by Enter."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(say("Tags"), AddField(say("Add a tag")), parent)
        self._session = session
        self._known: Sequence[TagRow] | None = None
        self.field.choices = self._choices
        self.field.new_words = lambda text: say("New tag {tag}", tag=tag_words(values.tag_name(text)))
        self.field.edited.connect(self._split)
        session.changed.connect(self._forget)

    def tags(self) -> list[str]:
        """Return the tags, with the one that is still being typed, so that a draft keeps it too."""
        typed = self._spelled(self.pending())
        return [*self._items, typed] if typed and not self._has(typed) else list(self._items)

    def set_tags(self, names: Sequence[str]) -> None:
        """Show other tags; that is no edit. What was being typed goes."""
        self._set_items(names)

    def add_chosen(self, key: object) -> None:
        """Take a tag that is known."""
        self.add_new(str(key))

    def add_new(self, name: str) -> None:
        """Take a tag, unless it is there already."""
        wanted = self._spelled(name)
        if not wanted or self._has(wanted):
            self.field.set_choice(None)
            return
        self._add(wanted)

    def chip_of(self, item: str) -> DotChip:
        """Return the chip of a tag, with the dot of its colour."""
        given = self._session.read(tags.colours)
        chip = DotChip(tag_words(item), dot_token(tags.colour_of(given, item)), removable=True, parent=self)
        chip.setToolTip(plain(say("Enter shows what bears this tag, Delete removes it here")))
        return chip

    def open_item(self, item: str) -> None:
        """Ask for what else bears a tag."""
        self.tag_opened.emit(item)

    def _choices(self, text: str) -> Sequence[Suggestion]:
        others = [tag for tag in self._tags() if not self._has(tag.name)]
        return [
            Suggestion(tag.name, tag.name, _uses(tag), dot=dot_token(tag.colour)) for tag in tags.matching(others, text)
        ]

    def _split(self, text: str) -> None:
        """Make chips of all that a comma or a # has ended, as in a pasted list; the rest is still being typed."""
        parts = _BETWEEN.split(text)
        if len(parts) == 1:
            return
        is_ended = bool(re.search(r"[,，、;；]\s*$", text))
        for name in parts if is_ended else parts[:-1]:
            self.add_new(name)
        self.field.setText("" if is_ended else parts[-1].strip())

    def _tags(self) -> Sequence[TagRow]:
        if self._known is None:
            self._known = self._session.read(tags.known)
        return self._known

    def _spelled(self, name: str) -> str:
        wanted = values.tag_name(name)
        key = wanted.casefold()
        return next((tag.name for tag in self._tags() if tag.name.casefold() == key), wanted) if key else ""

    def _has(self, name: str) -> bool:
        return any(one.casefold() == name.casefold() for one in self._items)

    def _forget(self, _changes: object) -> None:
        self._known = None


def tags_of(kept: object) -> tuple[str, ...]:
    """Return the tags that a draft kept: a list of them, or the line of words that an older program kept."""
    return tags.names_in(str(values.tags(kept)))


def _uses(tag: TagRow) -> str:
    return str(tag.uses) if tag.uses else ""
