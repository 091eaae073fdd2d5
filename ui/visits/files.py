"""The attachments in the visit editor; those of a visit that is not written down yet wait in its sheet."""

from __future__ import annotations

from dataclasses import replace

from models.visit_sheet import VisitSheet
from ui.attachments.part import AttachmentsPart
from ui.session import Session
from ui.visits.part import SheetPart
from ui.widgets.layouts import column
from ui.widgets.note_editor import NoteEditor


class VisitFiles(SheetPart):
    """A file of a written visit is kept at once, by itself; a new visit takes its files along when it is saved."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.part = AttachmentsPart(session)
        self.setLayout(column(self.part, spacing=0))
        self.part.waiting_changed.connect(self.changed)
        self.part.waiting_changed.connect(self.left)  # a draft keeps at once what can't be written again

    def take_from(self, note: NoteEditor) -> None:
        """Keep the files and pictures that are pasted or dropped into a text."""
        note.files_dropped.connect(self.part.add_paths)
        note.picture_pasted.connect(self.part.add_image)

    def fill(self, sheet: VisitSheet) -> None:
        """Show the files of a visit, or those that wait for it."""
        if sheet.visit_id is None:
            self.part.show_waiting(sheet.waiting_files)
        else:
            self.part.show_owner("visit", sheet.visit_id)

    def written(self, sheet: VisitSheet) -> VisitSheet:
        """Return the sheet with the files that wait for its visit."""
        return replace(sheet, waiting_files=self.part.waiting() if sheet.visit_id is None else ())

    def is_pending(self) -> bool:
        """Return whether a file is still on its way."""
        return self.part.intake.is_busy()

    def settle(self) -> None:
        """Wait until every file has arrived."""
        self.part.finish()
