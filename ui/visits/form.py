"""The form of a visit: its parts in reading order, in two columns where there is room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea, QWidget

from models.visit_sheet import VisitSheet
from ui import theme
from ui.session import Session
from ui.translations import say
from ui.visits.files import VisitFiles
from ui.visits.header import VisitHeader
from ui.visits.more import MoreFields
from ui.visits.note_steps import NoteSteps
from ui.visits.notice import Notice
from ui.visits.part import SheetPart
from ui.visits.preparation import Preparation
from ui.visits.private_note import PrivateNote
from ui.visits.satisfaction import Satisfaction
from ui.visits.series_part import SeriesPart
from ui.visits.served_part import ServedPart
from ui.visits.steps_inline import StepsInline
from ui.visits.template_menu import TemplateMenu
from ui.visits.texts import VisitTexts
from ui.widgets.layouts import NO_LIMIT, column, holding, row, scroll
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor

_RIGHT = 284
_NARROW = 760
"""Below this width the right column goes under the left one."""

_SIGHT = 40
"""Pixels that stay in sight above and below the place of writing, such as what was understood of a line."""


class VisitForm(QWidget):
    """Shows a sheet and says what stands in it now: left what is written, right what is ticked or set aside."""

    changed = Signal()
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._sheet = VisitSheet()
        self.notice = Notice()
        self.header = VisitHeader(session)
        self.texts = VisitTexts()
        self.templates = TemplateMenu(session, self.texts.notes, self.texts.template, lambda: self.written(self._sheet))
        self.steps = StepsInline(session)
        self.steps.account_id = self.header.account.account_id
        self.note_steps = NoteSteps(session, self.texts.notes, self.steps, self.texts.hint)
        self.more = MoreFields(session)
        self.more.start = self.header.when.value
        self.more.account_id = self.header.account.account_id
        self.more.project.changed.connect(lambda: self.header.account.show_project(self.more.project.name()))
        self.series = SeriesPart(session)
        self.served = ServedPart(session)
        self.files = VisitFiles(session)
        self.preparation = Preparation(session)
        self.satisfaction = Satisfaction()
        self.private = PrivateNote()
        self._parts: tuple[SheetPart, ...] = (
            self.header,
            self.texts,
            self.steps,
            self.more,
            self.series,
            self.served,
            self.files,
            self.preparation,
            self.satisfaction,
            self.private,
        )
        left = column(self.texts, self.steps, self.more, self.files, None, spacing=20)
        self._right = holding(column(self.preparation, self.satisfaction, self.private, None, spacing=20))
        self._columns = row(holding(left), self._right, spacing=theme.COLUMN_GAP)
        self._columns.setStretch(0, 1)
        self._inner = holding(
            column(
                self.notice,
                self.header,
                self.series,
                self.served,
                12,
                self._columns,
                None,
                spacing=8,
                margins=theme.MARGIN,
            )
        )
        self.area: QScrollArea = scroll(self._inner, name=say("Visit"))
        self.setLayout(column(self.area, spacing=0))
        # What earlier visits left open depends on the account, the time and the state.
        self.header.changed.connect(lambda: self.preparation.look_back(self.header.written(self._sheet)))
        self._looking = QTimer(self)  # what grows above the place of writing is laid out first
        self._looking.setSingleShot(True)
        self._looking.setInterval(0)
        self._looking.timeout.connect(self._keep_in_sight)
        for changed in (self.header.changed, self.more.changed):
            changed.connect(lambda: self.series.look(self.more.written(self.header.written(self._sheet))))
        for part in self._parts:
            part.changed.connect(self.changed)
            part.left.connect(self.left)
            if part is not self.files:  # a file may arrive while something else is being looked at
                part.changed.connect(self._looking.start)
        for note in self.findChildren(NoteEditor):
            self.files.take_from(note)
            note.cursorPositionChanged.connect(self._looking.start)
        self.setAcceptDrops(True)

    def fill(self, sheet: VisitSheet) -> None:
        """Show a sheet; texts that are the same keep their cursor."""
        self._sheet = sheet
        for part in self._parts:
            part.fill(sheet)
        self.note_steps.follow()

    def forget_history(self) -> None:
        """Let undo in a text take back nothing that was written in another visit."""
        for note in self.findChildren(NoteEditor):
            note.document().clearUndoRedoStacks()
        for line in self.findChildren(LineField):
            line.forget_history()
        self.note_steps.forget()

    def written(self, sheet: VisitSheet) -> VisitSheet:
        """Return the sheet with what stands in the form."""
        for part in self._parts:
            sheet = part.written(sheet)
        return sheet

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        return any(part.is_composing() for part in self._parts)

    def is_pending(self) -> bool:
        """Return whether a line that adds something holds words that were not added yet."""
        return any(part.is_pending() for part in self._parts)

    def end_composing(self) -> None:
        """Make text of what an input method is composing: a visit is left or saved with all its words."""
        if self.is_composing():
            for note in self.findChildren(NoteEditor):
                note.end_composition()
            for line in self.findChildren(LineField):
                line.end_composition()

    def fault(self) -> str:
        """Return why the visit can't be saved as it stands: no account, or words that mean nothing."""
        return self.header.fault() or self.more.error()

    def error(self) -> str:
        """Return what is wrong with words that should mean a time, a length or a repetition, or nothing."""
        return self.header.error() or self.more.error()

    def show_fault(self) -> None:
        """Go to the field that is wrong."""
        (self.header if self.header.fault() else self.more).show_fault()

    def settle(self) -> None:
        """Take what is typed in lines that add something, as Enter would."""
        for part in self._parts:
            part.settle()

    def focus_first(self, *, is_new: bool) -> None:
        """Give the focus to where writing begins: what is missing in a new visit, else the notes."""
        header = self.header
        begin = (header.people if header.account.account() else header.account) if is_new else self.texts.notes
        begin.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def scroll_up(self) -> None:
        """Show the beginning."""
        self.area.verticalScrollBar().setValue(0)

    def jumps(self) -> tuple[QWidget, ...]:
        """Return where Alt+1, Alt+2 … lead, in reading order."""
        return (
            self.header.account,
            self.header.when.line,
            self.header.people.field,
            self.texts.notes,
            self.texts.summary,
            self.steps.line,
            self.preparation.line,
            self.private.note,
            self.files.part.add_button,
        )

    def jump(self, widget: QWidget) -> None:
        """Go to a part of the form, and show all of the part where there is room."""
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.area.ensureWidgetVisible(next(part for part in self._parts if part.isAncestorOf(widget)))
        self.area.ensureWidgetVisible(widget)

    def _keep_in_sight(self) -> None:
        """Scroll to the place of writing, which lines that were added may have pushed out of sight."""
        writing = QApplication.focusWidget()
        if not isinstance(writing, NoteEditor | LineField) or not self.isAncestorOf(writing):
            return
        if QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return  # what is being selected by the pointer must not run away from it
        for _ in range(2):  # what grew is laid out first, and then what stands around it
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        place = writing.cursorRect() if isinstance(writing, NoteEditor) else writing.rect()
        inside = writing.viewport() if isinstance(writing, NoteEditor) else writing
        top = inside.mapTo(self._inner, place.topLeft()).y() - _SIGHT
        bottom = top + place.height() + 2 * _SIGHT
        bar, height = self.area.verticalScrollBar(), self.area.viewport().height()
        if bottom > bar.value() + height:
            bar.setValue(bottom - height)
        elif top < bar.value():
            bar.setValue(top)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files wherever they are dropped on a visit."""
        self.files.part.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep what is dropped with the visit."""
        self.files.part.dropEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the right column go under the left one in a narrow window."""
        super().resizeEvent(event)
        wide = self.width() >= _NARROW
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.header.set_room(self.width())
        self._right.setMinimumWidth(_RIGHT if wide else 0)
        self._right.setMaximumWidth(_RIGHT if wide else NO_LIMIT)
