"""Import of contacts, visits and calendars: every row is shown before it is added; one undo takes all of it back."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QWidget

from models import today
from models.errors import JournalError, JournalReadOnly
from models.exchange.importer import ImportReport, import_files
from models.exchange.reading import MAPPINGS
from models.safety import backup
from models.text.language import Label
from ui import alerts, theme, translations, workers
from ui.exchange.row_filter import RowFilter
from ui.exchange.row_list import ImportRowDelegate, ImportRowModel, why
from ui.session import Session
from ui.translations import plural, say
from ui.widgets.buttons import button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import column, frame, row
from ui.widgets.rows import RowView

_SOURCES = {
    "outlook": Label("Outlook"),
    "google": Label("Google Contacts"),
    "salesforce": Label("Salesforce"),
    "hubspot": Label("HubSpot"),
    "chinese": Label("A list with Chinese headings"),
    "plain": Label("A list with headings of my own"),
    "visits": Label("A list of visits"),
}

_CARDS = (".vcf", ".vcard", ".ics", ".ical")
"""Files that say by themselves what is what."""

_WIDTH, _HEIGHT, _LEAST_LIST = 760, 640, 120


def choose_and_import(session: Session, parent: QWidget | None) -> None:
    """Ask for files and show what they would bring in."""
    filters = ";;".join(
        (
            say("Contacts, visits and calendars ({patterns})", patterns="*.vcf *.vcard *.csv *.tsv *.txt *.ics"),
            say("All files ({patterns})", patterns="*"),
        )
    )
    title = say("Import contacts, visits and calendars")
    import_paths(session, parent, alerts.current().ask_open(title, filters, many=True))


def import_paths(session: Session, parent: QWidget | None, paths: Sequence[Path]) -> None:
    """Read some files and show what they would bring in; nothing is added before the user agrees."""
    if not paths:
        return
    if session.journal.read_only:
        alerts.current().error(
            JournalReadOnly("{path} is open for reading only, so nothing can be imported.", path=session.journal.path)
        )
        return
    stamps = _stamps(paths)
    _try(session, parent, paths, None, lambda report: ImportDialog(session, parent, paths, report, stamps).open())


def _stamps(paths: Sequence[Path]) -> list[tuple[int, int]]:
    """Return when each file was written last and how long it is; (0, 0) for one that is not there."""
    return [(found.st_mtime_ns, found.st_size) if (found := _stat(path)) else (0, 0) for path in paths]


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:  # the import itself will say what is wrong with it
        return None


def _try(
    session: Session,
    parent: QWidget | None,
    paths: Sequence[Path],
    mapping: str | None,
    on_done: Callable[[ImportReport], None],
    on_failed: Callable[[JournalError], None] | None = None,
) -> None:
    """Import without keeping anything, to see what would come in."""

    def work(progress: workers.Progress, _: Callable[[], bool]) -> ImportReport:
        with workers.beside(session.journal) as own:
            return import_files(own, paths, mapping=mapping, dry_run=True, progress=progress)

    workers.run_long(parent, say("Reading the files…"), work, on_done, on_failed=on_failed)


class ImportDialog(Dialog):
    """What some files would bring in, row by row, and the button that adds it."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        paths: Sequence[Path],
        report: ImportReport,
        stamps: Sequence[tuple[int, int]] = (),
    ) -> None:
        super().__init__(say("Import contacts, visits and calendars"), parent, accept=say("Import"), width=_WIDTH)
        self._session = session
        self._paths = list(paths)
        self._stamps = list(stamps) or _stamps(paths)
        self._mapping: str | None = None
        self._is_first = False
        self.model = ImportRowModel(self)
        self.list = RowView(self.model, ImportRowDelegate(), say("Rows of the files"))
        self.list.setMinimumHeight(_LEAST_LIST)  # the rest must have room on a small screen too
        self._reasons = label("", "caption", "text_2", wrap=True, name=say("Reasons"))
        self._reasons.setMinimumHeight(2 * theme.line_height("caption"))
        self._reasons.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list.chosen.connect(lambda row: self._reasons.setText(why(row[1])))
        self._remarks = label("", "caption", "amber", wrap=True, name=say("Remarks about the files"))
        self._states = RowFilter()
        self._states.chosen.connect(self._filter)
        self.chips = self._states.chips
        self._source = self._source_box()
        self._source_field = field(say("Where it is from"), self._source)
        self._source_field.setVisible(any(path.suffix.lower() not in _CARDS for path in self._paths))
        self.body.addLayout(self._files_row())
        self.body.addWidget(self._source_field)
        self.body.addWidget(self._states)
        self.body.addWidget(self._remarks)
        self.body.addWidget(self._framed_list(), 1)
        self.body.addWidget(self._reasons)
        hint = say("What the journal has already is kept. One undo takes the whole import back.")
        self.body.addWidget(label(hint, "caption", "text_3"))
        self._show(report)
        self.resize(_WIDTH, _HEIGHT)

    def accept(self) -> None:
        """Add the rows that were shown; the dialog closes when they are in the journal."""
        if self._show_changed_files():
            return
        session, paths, mapping = self._session, self._paths, self._mapping
        session.keep_drafts()  # while the import writes, no draft can
        self._is_first = session.read(today.is_untouched)

        def work(progress: workers.Progress, _: Callable[[], bool]) -> ImportReport:
            with workers.beside(session.journal) as own:
                backup.make(own.connection, own.path, own.clock, pinned="import", progress=lambda *_: progress(0, 0))
                return import_files(own, paths, mapping=mapping, progress=progress)

        workers.run_long(
            self,
            say("Importing…"),
            work,
            self._imported,
            on_cancelled=lambda: session.say(say("The import was stopped; nothing of it was added.")),
        )

    def _show_changed_files(self) -> bool:
        """Show the rows again when a file is another than was shown, and return whether that is so."""
        stamps = _stamps(self._paths)
        changed = [path.name for path, old, new in zip(self._paths, self._stamps, stamps, strict=True) if old != new]
        if not changed:
            return False

        def show(report: ImportReport) -> None:
            self._stamps = stamps
            self._show(report)
            names = translations.language().listing(changed)
            self._remarks.setText(say("Changed since it was shown: {names}. Look at the rows again.", names=names))
            self._remarks.show()

        _try(self._session, self, self._paths, self._mapping, show)
        return True

    def _imported(self, report: ImportReport) -> None:
        self.done(self.DialogCode.Accepted)
        self._session.look_for_others()
        if self._is_first:  # whoever begins with an import wants to see what came of it
            self._session.open_page("visits" if any(row.day for row in report.rows) else "contacts")
        self._session.say(summary(report), can_undo=report.changes is not None)

    def _files_row(self) -> QHBoxLayout:
        names = translations.language().listing(path.name for path in self._paths)
        others = button(say("Other files…"), "small")
        others.clicked.connect(self._choose_others)
        return row(Elided(names, "body_bold"), others)

    def _choose_others(self) -> None:
        self.reject()
        choose_and_import(self._session, self.parentWidget())

    def _source_box(self) -> QComboBox:
        box = QComboBox()
        box.addItem(say("Find out from the headings"), None)
        for mapping in MAPPINGS:
            box.addItem(say(_SOURCES[mapping]), mapping)
        box.activated.connect(self._read_as)
        return box

    def _framed_list(self) -> QFrame:
        self.list.setProperty("kind", "card")
        return frame("card", column(self.list, margins=1))

    def _read_as(self) -> None:
        mapping = self._source.currentData()
        if mapping == self._mapping:
            return

        def failed(error: JournalError) -> None:
            self._source_field.set_error(error.say(translations.language()))
            self._source.setCurrentIndex(self._source.findData(self._mapping))

        def show(report: ImportReport) -> None:
            self._mapping = mapping
            self._show(report)

        _try(self._session, self, self._paths, mapping, show, failed)

    def _show(self, report: ImportReport) -> None:
        self._source_field.set_error("")
        self._reasons.setText("")
        self._states.show_rows(report.rows)
        self.model.show_rows(report.rows)
        self._remarks.setText("\n".join(remark.say(translations.language()) for remark in report.remarks))
        self._remarks.setVisible(bool(report.remarks))
        wanted = report.new + report.updated
        assert self.accept_button is not None
        self.accept_button.setEnabled(wanted > 0)
        self.accept_button.setText(
            plural("Import {count} row", "Import {count} rows", wanted) if wanted else say("Nothing to import")
        )

    def _filter(self, key: str) -> None:
        self._reasons.setText("")
        self.model.filter(key)


def summary(report: ImportReport) -> str:
    """Return in a sentence what an import did; of what there was none, nothing is said."""
    counted = (
        (report.new, Label("{count} added")),
        (report.updated, Label("{count} completed")),
        (report.doubtful_rows, Label("{count} doubtful")),
        (len(report.refused), Label("{count} refused")),
    )
    parts = [say(words, count=count) for count, words in counted if count]
    return say("Import: {what}.", what=translations.language().listing(parts)) if parts else say("Nothing new came in.")
