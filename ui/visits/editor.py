"""The visit editor: one visit written down in reading order, saved as a whole, and never a word lost."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from models import attachments, drafts, merging_sheets, visit_sheet
from models.changes import Changes
from models.drafts import Draft
from models.errors import ChangedElsewhere, InvalidValue, JournalError, NotFound
from models.merging_sheets import Difference
from models.visit_sheet import VisitSheet
from ui.session import Session
from ui.translations import language, say
from ui.visits import keys
from ui.visits.conflict import ConflictDialog
from ui.visits.drafting import TABLE, DraftKeeper
from ui.visits.form import VisitForm
from ui.visits.notice import text_of
from ui.widgets.layouts import column

_LATER = 400
"""Milliseconds until the editor looks again what changed elsewhere, when an input method composes."""


class VisitEditor(QWidget):
    """Writes one visit at a time. Ctrl+S saves, Ctrl+Enter saves and closes, leaving saves too."""

    status_changed = Signal(str)
    """What the status line says of saving: 'Draft kept', 'Saved 14:32'."""
    saved = Signal(object)
    """The id of the visit, after it was safe on the disk."""
    closed = Signal()
    discarded = Signal(object)
    """The Draft of changes that were given up, to be brought back on the spot."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._sheet: VisitSheet | None = None
        self._shown: VisitSheet | None = None
        self._status = ""
        self._saved_at = ""
        self._saving = False
        self._conflict: ConflictDialog | None = None
        self.form = VisitForm(session)
        self.notice, self.header, self.texts = self.form.notice, self.form.header, self.form.texts
        self.steps, self.more, self.preparation = self.form.steps, self.form.more, self.form.preparation
        self.satisfaction, self.private = self.form.satisfaction, self.form.private
        self._draft = DraftKeeper(session, self._sheet_to_keep, self.is_composing, self)
        self.setLayout(column(self.form, spacing=0))
        self.setAccessibleName(say("Visit"))
        self._connect()

    def open(self, visit_id: int) -> None:
        """Show a visit, with the draft of it if one waits; raises NotFound for one that is not there."""
        sheet = self.session.read(visit_sheet.read, visit_id)
        waiting = self.session.read(drafts.of_record, TABLE, visit_id)
        if waiting is not None:
            try:
                self.open_draft(waiting)
                return
            except InvalidValue:
                # It waits on its own, where the next draft of this visit can't take its place.
                with suppress(JournalError):
                    self.session.read(drafts.keep_apart, waiting.id)
        self._show(sheet)
        self._tell("")

    def open_new(self, account_id: int | None = None, contact_id: int | None = None) -> None:
        """Begin a new visit, with the focus where the first thing is missing."""
        self._show(self.session.read(visit_sheet.blank, account_id, contact_id))
        self._tell("")
        self.focus_first()

    def open_draft(self, draft: Draft) -> None:
        """Go on with a draft; it stays until the visit is saved. Raises InvalidValue when it can't be read."""
        sheet = visit_sheet.from_json(draft.content)
        if sheet.visit_id is not None and not self._is_there(sheet.visit_id):
            sheet = self._with_files_of(sheet.visit_id, merging_sheets.as_new(sheet))
        if len(self.session.read(attachments.waiting, sheet.waiting_files)) < len(sheet.waiting_files):
            self.session.run(attachments.bring_back_waiting, sheet.waiting_files)
        self._show(sheet)
        self._shown = None  # nothing that stands here is in the journal
        self._draft.continue_with(draft.id)
        self._tell(say("A draft, not saved yet"))

    def visit_id(self) -> int | None:
        """Return the visit that is open, or None for a new one or none at all."""
        return self._sheet.visit_id if self._sheet else None

    def is_open(self) -> bool:
        """Return whether a visit is being shown, an old one or a new one."""
        return self._sheet is not None

    def draft_id(self) -> int | None:
        """Return the draft that belongs to what is open, if one was kept."""
        return self._draft.draft_id

    def is_changed(self) -> bool:
        """Return whether something stands here that the journal does not hold."""
        return self._sheet is not None and (self._written() != self._shown or bool(self.form.error()))

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        return self.form.is_composing()

    def status(self) -> str:
        """Return what was last said of saving this visit."""
        return self._status

    def refresh(self) -> None:
        """Take over what was changed elsewhere; what was changed here stays, and both are brought together."""
        if self._sheet is None or self._sheet.visit_id is None or self._saving:
            return
        if self.is_composing():
            QTimer.singleShot(_LATER, self, self.refresh)
            return
        try:
            theirs = self.session.read(visit_sheet.read, self._sheet.visit_id)
        except NotFound:
            self._on_gone()
            return
        if theirs == self._sheet.as_read and theirs.revision == self._sheet.revision:
            return
        if not self.is_changed():
            self._show(theirs, keep_draft=True)
        elif self.form.is_pending():
            return  # a line that is being typed stays whole; saving brings both together
        elif not merging_sheets.differences(self._written(), theirs):
            self._fill(merging_sheets.merged(self._written(), theirs))
            self._shown = theirs

    def save(self) -> bool:
        """Save the visit and return whether it is safe; otherwise its text stays here, and the editor says why."""
        return self._save()

    def leave(self) -> bool:
        """Save what was changed, and return whether the page may be left."""
        if self._conflict is not None:
            return False
        self.form.end_composing()
        self.form.files.settle()
        if not self.is_changed():
            self._draft.keep()
            return True
        self._settle()
        if not self.header.account.account():
            # Nothing is lost by leaving: the draft waits, and the Visits page offers it.
            return self._draft.keep() or self._refuse(self.header.fault(), is_kept=False)
        return self.save()

    def close_visit(self) -> None:
        """Show nothing; what was changed must have been saved."""
        self._sheet = self._shown = None
        self._draft.continue_with(None)
        self.notice.clear()
        self._tell("")

    def discard(self) -> Draft | None:
        """Give up what was changed here, and return the draft of it, which can be brought back."""
        self.form.end_composing()
        self.form.files.settle()
        draft = self._as_draft() if self.is_changed() else None
        if draft is not None and (waiting := self._written().waiting_files):
            self.session.run(attachments.drop_waiting, waiting)
        self.session.read(drafts.discard, self._draft.draft_id)
        visit_id = self.visit_id()
        self.close_visit()
        if visit_id is not None:
            self.open(visit_id)
        return draft

    def _as_draft(self) -> Draft:
        """Return what stands here as a draft, whether or not one could be kept of it."""
        journal, content = self.session.journal, visit_sheet.to_json(self._written())
        return Draft(self._draft.draft_id or journal.ids.next(), TABLE, self.visit_id(), content, journal.stamp())

    def _discard(self) -> None:
        try:
            draft = self.discard()
        except JournalError as error:
            self._refuse(error.say(language()))
            return
        if draft is not None:
            self.discarded.emit(draft)
        if not self.is_open():
            self.closed.emit()

    def _copy(self) -> None:
        """Put what was written into the clipboard, for a place that can be written to."""
        QGuiApplication.clipboard().setText(text_of(self._written()))
        self._tell(say("The text was copied"))

    def keep_draft(self) -> bool:
        """Keep a draft now if something was changed, and return whether it is safe."""
        return self._draft.keep()

    def focus_first(self) -> None:
        """Give the focus to where writing begins: what is missing in a new visit, else the notes."""
        self.form.focus_first(is_new=self.visit_id() is None)

    def _connect(self) -> None:
        self.form.changed.connect(self._draft.note_change)
        self.form.left.connect(self._draft.keep_what_changed)
        self._draft.told.connect(self._on_draft)
        self.notice.again_wanted.connect(self.save)
        self.notice.discard_wanted.connect(self._discard)
        self.notice.copy_wanted.connect(self._copy)
        keys.install_jumps(self, self.form.jumps(), self.form.jump)
        for sequence in ("Ctrl+Return", "Ctrl+Enter"):
            keys.shortcut(self, sequence, self._save_and_close)
        keys.TextHistory(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save by Ctrl+S where no menu does, and leave by Esc."""
        if event.matches(QKeySequence.StandardKey.Save):
            self.save()
        elif event.key() == Qt.Key.Key_Escape and self._sheet is not None:
            if self.leave():
                self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, sheet: VisitSheet, *, keep_draft: bool = False) -> None:
        """Show a sheet that stands so in the journal."""
        if not keep_draft:
            self._draft.keep_what_changed()  # of what stood here until now
        self.notice.clear()
        self._saved_at = ""
        self._fill(sheet)
        self._shown = self._written()
        if not keep_draft:
            self._draft.continue_with(None)
            self.form.forget_history()
            self.form.scroll_up()

    def _fill(self, sheet: VisitSheet) -> None:
        self._sheet = sheet
        self.form.fill(sheet)

    def _written(self) -> VisitSheet:
        return self.form.written(self._sheet or VisitSheet())

    def _sheet_to_keep(self) -> VisitSheet | None:
        return self._written() if self.is_changed() else None

    def _save_and_close(self) -> None:
        if self.save():
            self.closed.emit()

    def _save(self, *, again: bool = True, apart: bool = False) -> bool:
        if self._sheet is None:
            return True
        self.form.end_composing()
        self._settle()
        if not self.is_changed():
            return self._draft.keep()
        if self.form.fault():
            self._draft.keep()
            self.form.show_fault()
            return self._refuse(say("The visit is not saved yet: correct what is marked in red."))
        mine = self._written()
        self._draft.keep()
        self._saving = True
        try:
            done = self.session.attempt(visit_sheet.save, mine, self._draft.draft_id, apart=apart)
        except ChangedElsewhere:
            return self._bring_together(mine, again=again)
        except NotFound as error:
            if not self._is_gone(mine):
                return self._refuse(error.say(language()), is_kept=True)
            self._on_gone()
            return False
        except JournalError as error:
            return self._refuse(error.say(language()), is_kept=self._draft.draft_id is not None)
        finally:
            self._saving = False
        self._on_saved(done, mine)
        return True

    def _settle(self) -> None:
        """Take what is typed in lines; where names can't be looked up now, it is part of the sheet as it is typed."""
        with suppress(JournalError):
            self.form.settle()

    def _on_saved(self, done: Changes, mine: VisitSheet) -> None:
        try:
            stored = self.session.read(visit_sheet.read, done.id)
        except JournalError:
            # It is safe, but can't be read at this moment; gone on with here, its new rows would be made twice.
            self.close_visit()
            self.saved.emit(done.id)
            self.closed.emit()
            return
        self._draft.continue_with(None)
        self.notice.clear()
        self._fill(visit_sheet.with_texts_as_written(mine, stored))
        self._sheet = stored
        self._shown = self._written()
        self._saved_at = f"{self.session.clock.now():%H:%M}"
        self._tell(say("Saved {time}", time=self._saved_at))
        self.saved.emit(done.id)

    def _bring_together(self, mine: VisitSheet, *, again: bool) -> bool:
        """Save over what was changed elsewhere where nothing speaks against it, else ask."""
        assert mine.visit_id is not None
        try:
            theirs = self.session.read(visit_sheet.read, mine.visit_id)
        except NotFound:
            self._on_gone()
            return False
        except JournalError as error:
            return self._refuse(error.say(language()), is_kept=self._draft.draft_id is not None)
        found = merging_sheets.differences(mine, theirs)
        if not found and not again:
            return self._refuse(say("The visit is being changed elsewhere at this moment. Save again."))
        if not found:
            self._fill(merging_sheets.merged(mine, theirs))
            self._shown = theirs
            return self._save(again=False)
        self._conflict = ConflictDialog(found, self)
        self._conflict.chosen.connect(lambda choice: self._go_on_with(mine, theirs, found, choice))
        self._conflict.finished.connect(lambda _result: self._forget_conflict())
        self._conflict.open()
        return False

    def _go_on_with(
        self, mine: VisitSheet, theirs: VisitSheet, found: list[Difference], choice: merging_sheets.Choice
    ) -> None:
        """Save what was chosen; where that is theirs, mine is saved before, so that undo brings it back."""
        self._conflict = None
        self._fill(merging_sheets.merged(mine, theirs, "both" if choice == "both" else "mine"))
        self._shown = theirs
        if self._save(apart=True) and choice == "theirs" and self._sheet is not None:
            self._fill(merging_sheets.with_theirs(self._sheet, theirs, found))
            self._save(apart=True)

    def _forget_conflict(self) -> None:
        self._conflict = None

    def _is_there(self, visit_id: int) -> bool:
        try:
            self.session.read(visit_sheet.read, visit_id)
        except NotFound:
            return False
        return True

    def _is_gone(self, sheet: VisitSheet) -> bool:
        return sheet.visit_id is not None and not self._is_there(sheet.visit_id)

    def _on_gone(self) -> None:
        """Keep what was changed here of a visit that was deleted meanwhile, as a new one; else show nothing."""
        if not self.is_changed():
            self.close_visit()
            self.closed.emit()
            return
        gone = self.visit_id()
        self._fill(merging_sheets.as_new(self._written()))
        self._shown = None
        if gone is not None:
            self._fill(self._with_files_of(gone, self._written()))
        self._draft.keep()
        self._refuse(say("This visit was deleted meanwhile. Save to write it down anew with what stands here."))

    def _with_files_of(self, gone: int, sheet: VisitSheet) -> VisitSheet:
        """Let a sheet take the files along that its visit had; where nothing can be written now, they stay behind."""
        with suppress(JournalError):
            return replace(sheet, waiting_files=tuple(self.session.read(attachments.carry_over, gone)))
        return sheet

    def _refuse(self, sentence: str, *, is_kept: bool = True) -> bool:
        """Say why the visit is not saved, and that its text is safe; always False."""
        self.notice.show_failure(sentence, is_kept=is_kept)
        self._tell(say("Not saved · draft kept") if is_kept and self._draft.draft_id else say("Not saved"))
        return False

    def _on_draft(self, words: str, is_kept: bool) -> None:
        saved = is_kept and self._saved_at
        self._tell(say("Saved {time} · draft kept", time=self._saved_at) if saved else words)

    def _tell(self, words: str) -> None:
        if words != self._status:
            self._status = words
            self.status_changed.emit(words)
