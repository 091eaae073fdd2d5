"""What stays in the journal: the private note on its parchment, and the switch for a confidential visit."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel

from models.visit_sheet import VisitSheet
from ui import icons, theme
from ui.translations import say
from ui.visits.part import SheetPart
from ui.widgets.labels import label
from ui.widgets.layouts import column, frame, row
from ui.widgets.note_editor import NoteEditor

_ICON = 14


class PrivateNote(SheetPart):
    """A text that no summary, no export and no search result ever shows, and the switch that hides the whole visit."""

    def __init__(self) -> None:
        super().__init__()
        self.note = NoteEditor(say("Private note"), say("Only for you"), markdown=False)
        self.note.setFont(theme.font("body"))
        self.note.setProperty("kind", "parchment")
        self.note.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.note.fit_lines(2, 12)
        self._lock = QLabel()
        self._confidential_lock = QLabel()
        name = label(say("Private"), "body_bold", "private")
        name.setBuddy(self.note)
        parchment = frame(
            "private",
            column(
                row(self._lock, name, None, spacing=theme.SPACE_4 * 2),
                label(say("Never leaves this journal"), "caption", "private"),
                self.note,
                spacing=2,
                margins=12,
            ),
            say("Private"),
        )
        self.confidential = QCheckBox(say("Confidential visit"))
        self.confidential.setToolTip(say("Left out of every summary and export, and of every figure in them"))
        self.setLayout(
            column(parchment, row(self.confidential, self._confidential_lock, None, spacing=theme.SPACE_4), spacing=12)
        )
        self.note.edited.connect(self.changed)
        self.note.left.connect(self.left)
        self.confidential.toggled.connect(lambda _on: self._show_lock())
        self.confidential.clicked.connect(lambda _on: self.changed.emit())
        theme.watcher().changed.connect(self._paint)
        self._paint()

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

    def _paint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._lock.setPixmap(icons.pixmap("lock", "private", _ICON, ratio))
        self._confidential_lock.setPixmap(icons.pixmap("lock", "text_2", _ICON, ratio))
        colour, tint = theme.colours().private, theme.colours().text
        self.note.setStyleSheet(
            "QPlainTextEdit, QPlainTextEdit:focus "
            f"{{ background: transparent; border: none; padding: 0; color: {tint}; }}"
            f"QPlainTextEdit:focus {{ border-bottom: 2px solid {colour}; }}"
        )
        self.note.document().setDocumentMargin(0)
        self._show_lock()

    def _show_lock(self) -> None:
        self._confidential_lock.setVisible(self.confidential.isChecked())
