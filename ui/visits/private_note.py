"""What stays in the journal: the private note on its parchment, and the switch for a confidential visit."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from models.visit_sheet import VisitSheet
from ui import theme
from ui.translations import say
from ui.visits.part import SheetPart
from ui.widgets.layouts import column, row
from ui.widgets.note_editor import NoteEditor
from ui.widgets.parchment import parchment
from ui.widgets.picture import Picture


class PrivateNote(SheetPart):
    """A text that no summary, no export and no search result ever shows, and the switch that hides the whole visit."""

    def __init__(self) -> None:
        super().__init__()
        self.note = NoteEditor(say("Private note"), say("Only for you"), markdown=False)
        self.note.setFont(theme.font("body"))
        self.note.setProperty("kind", "parchment")
        self.note.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.note.fit_lines(2, 12)
        self._confidential_lock = Picture("lock")
        self.confidential = QCheckBox(say("Confidential visit"))
        self.confidential.setToolTip(say("Left out of every summary and export, and of every figure in them"))
        self.setLayout(
            column(
                parchment(self.note),
                row(self.confidential, self._confidential_lock, None, spacing=theme.SPACE_4),
                spacing=theme.CARD_GAP,
            )
        )
        self.note.edited.connect(self.changed)
        self.note.left.connect(self.left)
        self.confidential.toggled.connect(lambda _on: self._show_lock())
        self.confidential.clicked.connect(lambda _on: self.changed.emit())
        self.note.document().setDocumentMargin(0)
        self._show_lock()

    def fill(self, sheet: VisitSheet) -> None:
        """Show the private note of a sheet."""
        self.note.set_text(sheet.private_notes)
        self.confidential.setChecked(sheet.confidential)
        self._show_lock()

    def written(self, sheet: VisitSheet) -> VisitSheet:
        """Return the sheet with the private note."""
        return replace(sheet, private_notes=self.note.text(), confidential=self.confidential.isChecked())

    def is_composing(self) -> bool:
        """Return whether an input method composes in the note."""
        return self.note.is_composing()

    def _show_lock(self) -> None:
        self._confidential_lock.setVisible(self.confidential.isChecked())
