"""The section of all risks on the page of projects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.projects.section import Section
from ui.risks.part import RiskPart
from ui.session import Session
from ui.translations import plural, say
from ui.widgets.layouts import column

if TYPE_CHECKING:
    from ui.command_palette.command import Command


class RiskView(Section):
    """The risks of all accounts and projects."""

    tables = RiskPart.tables

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.part = RiskPart(session)
        self.part.counted.connect(self.heading_changed)
        self.setLayout(column(self.part))

    def refresh(self) -> None:
        """Read again."""
        self.part.refresh()

    def subtitle(self) -> str:
        """Return how many risks are open, and how many of them are high."""
        part = self.part
        if not part.open_count:
            return say("No open risks")
        open_words = plural("{count} open risk", "{count} open risks", part.open_count)
        if not part.high_count:
            return open_words
        return say(
            "{first}, {second}", first=open_words, second=plural("{count} high", "{count} high", part.high_count)
        )

    def focus_first(self) -> None:
        """Begin in the list."""
        self.part.focus_list()

    def focus_filter(self) -> None:
        """Go to the filter."""
        self.part.focus_filter()

    def show_record(self, kind: str, record_id: int) -> None:
        """Go to a risk."""
        self.part.show_risk(record_id)

    def selected_record(self) -> tuple[str, int] | None:
        """Return the risk at which the keys stand, as the step it is."""
        chosen = self.part.view.chosen_risks()
        return ("step", chosen[0].id) if chosen else None

    def printable(self) -> None:
        """Save the register of what is shown."""
        self.part.export()

    def deeds(self) -> Sequence[Command]:
        """Return what can be done here."""
        return self.part.deeds()
