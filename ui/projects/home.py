"""What the page of projects begins with: the sections of all projects, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui import theme
from ui.projects import parts
from ui.projects.section import Section
from ui.session import EVERYTHING, Session
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.layouts import column, row
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.command_palette.command import Command


class ProjectHome(QWidget):
    """The sections below their switch."""

    heading_changed = Signal()
    new_wanted = Signal()
    made = Signal(object)
    """A section was made."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        choices = [(key, say(name), drawn) for key, (name, drawn, _place) in parts.SECTIONS.items()]
        self.segments = Segments(say("What to show"), choices)
        self.new_button = button(say("New project"), icon="plus")
        self.new_button.setToolTip(say("New project…  Ctrl+Alt+J"))
        self.new_button.clicked.connect(self.new_wanted)
        self._made: dict[str, Section] = {}
        self._stale: set[str] = set()
        self._stack = QStackedWidget()
        margin = theme.MARGIN
        top = row(self.segments, None, self.new_button, spacing=theme.CARD_GAP)
        margins = QMargins(margin, theme.CARD_PADDING, margin, theme.GAP)
        body = column(top, self._stack, spacing=theme.CARD_GAP, margins=margins)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.segments.changed.connect(self._switch)

    def current(self) -> Section:
        """Return the section that is chosen, made when it is wanted for the first time."""
        return self.section(self.segments.current())

    def section(self, key: str) -> Section:
        """Return a section, made when it is wanted for the first time."""
        if key not in self._made:
            made = parts.make_section(key, self.session)
            made.heading_changed.connect(self.heading_changed)
            made.new_wanted.connect(self.new_wanted)
            self._made[key] = made
            self._stale.add(key)
            self._stack.addWidget(made)
            self.made.emit(made)
        return self._made[key]

    def show_section(self, key: str) -> Section:
        """Show a section, read if it is out of date, and return it."""
        self.segments.set_current(key)
        section = self.section(key)
        self._stack.setCurrentWidget(section)
        if key in self._stale:
            self._stale.discard(key)
            section.refresh()
        self.new_button.setVisible(key in ("pipeline", "list"))
        self.heading_changed.emit()
        return section

    def refresh(self) -> None:
        """Read the section that is chosen, if it is out of date."""
        self.show_section(self.segments.current())

    def note_changes(self, tables: frozenset[str]) -> None:
        """Know which sections show something that is different now."""
        self._stale |= {key for key, one in self._made.items() if tables == EVERYTHING or tables & one.tables}

    def focus_first(self) -> None:
        """Begin in the section."""
        self.current().focus_first()

    def subtitle(self) -> str:
        """Return the grey words beside the page's name."""
        made = self._made.get(self.segments.current())
        return made.subtitle() if made is not None else ""

    def deeds(self) -> Sequence[Command]:
        """Return what can be done in the section, and the way to the others."""
        from functools import partial

        from ui.command_palette.command import Command

        others = [
            Command(
                f"projects.show_{key}",
                say(parts.SECTIONS[key][0]),
                partial(self.go_to, key),
                "",
                parts.SECTIONS[key][1],
                say("Projects"),
            )
            for key in parts.SECTIONS
            if key != self.segments.current()
        ]
        return [*self.current().deeds(), *others]

    def go_to(self, key: str) -> None:
        """Show a section and bring the keys there."""
        self.show_section(key).focus_first()

    def leave(self) -> bool:
        """Finish what is being written in the sections; return whether all may be left."""
        left = [section.leave() for section in self._made.values()]  # every one, also behind one that stays
        return all(left)

    def _switch(self, key: str) -> None:
        self.show_section(key)
        self.segments.button(key).setFocus(Qt.FocusReason.OtherFocusReason)
