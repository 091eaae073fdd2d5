"""What was said, in words: the notes, and the summary for the manager."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel

from models.visit_sheet import VisitSheet
from ui import theme
from ui.translations import say
from ui.visits.part import SheetPart
from ui.widgets.buttons import button
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import column, row
from ui.widgets.note_editor import NoteEditor

SUMMARY_LINES = 3
"""A manager reads so many lines of a visit; more are kept, and said to be too many."""

_NOTES_LEAST, _NOTES_MOST = 9, 22


def heading(words: str) -> QLabel:
    """Return the name of a section."""
    return label(words, "section")


class VisitTexts(SheetPart):
    """The notes in Markdown and the summary in plain words."""

    def __init__(self) -> None:
        super().__init__()
        self.notes = NoteEditor(say("Notes"), say("What was said, in your own words"))
        self.notes.fit_lines(_NOTES_LEAST, _NOTES_MOST)
        self.summary = NoteEditor(say("Summary for my manager"), say("What came of it, in three lines"), markdown=False)
        self.summary.setFont(theme.font("body"))
        self.summary.fit_lines(2, 8)
        self._lines = label("", "caption", "text_3")
        self.hint = label(say("Markdown"), "caption", "text_3")
        notes_heading, summary_heading = heading(say("Notes")), heading(say("Summary for my manager"))
        notes_heading.setBuddy(self.notes)
        self.template = button(say("Template"), "text", "page", name=say("Insert a template into the notes"))
        # Tab goes on from the people to the notes at once; the keys come here by a key of their own.
        self.template.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.template.setToolTip(say("Insert a template into the notes  Ctrl+M"))
        summary_heading.setBuddy(self.summary)
        self.setLayout(
            column(
                row(notes_heading, None, self.template, self.hint),
                self.notes,
                theme.GAP,
                row(summary_heading, None, self._lines),
                self.summary,
                spacing=theme.SPACE_4,
            )
        )
        for text in (self.notes, self.summary):
            text.edited.connect(self.changed)
            text.left.connect(self.left)
        self.summary.edited.connect(self._count)
        self.summary.installEventFilter(self)

    def fill(self, sheet: VisitSheet) -> None:
        """Show the texts of a sheet."""
        self.notes.set_text(sheet.notes)
        self.summary.set_text(sheet.summary)
        self._count()

    def written(self, sheet: VisitSheet) -> VisitSheet:
        """Return the sheet with the texts."""
        return replace(sheet, notes=self.notes.text(), summary=self.summary.text())

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the texts."""
        return self.notes.is_composing() or self.summary.is_composing()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count the lines of the summary anew when its width changed, after it was laid out."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._count)
        return super().eventFilter(watched, event)

    def _count(self) -> None:
        lines = self.summary.lines() if self.summary.text().strip() else 0
        self._lines.setText(say("{count} of {most} lines", count=lines, most=SUMMARY_LINES))
        set_token(self._lines, "amber" if lines > SUMMARY_LINES else "text_3")
