"""Import of an acceptance list: what its columns are, every row before it comes in, and one undo for all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from models.errors import CannotRead, JournalReadOnly
from models.exchange.acceptance_fields import ListKind
from models.exchange.acceptance_import import import_list
from models.exchange.acceptance_sheets import SheetPlan, open_list, plan_of, read_lists
from models.exchange.importer import ImportReport
from models.exchange.outcome import RowState
from models.journal import Journal
from models.safety import backup
from models.text.language import Label
from ui import alerts, theme, translations, workers
from ui.acceptance.import_columns import ColumnChoices, in_area
from ui.exchange.row_filter import WORDS, RowFilter
from ui.exchange.row_list import STATE_NAMES, ImportRowDelegate, ImportRowModel, why
from ui.session import Session
from ui.translations import plural, say
from ui.widgets.buttons import button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field, side_by_side
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import column, frame, row
from ui.widgets.rows import RowView

_PATTERNS = "*.xlsx *.xlsm *.csv *.tsv *.txt"
_STATES: Mapping[RowState, Label] = {**STATE_NAMES, "updated": Label("changed")}
_CHIPS = {**WORDS, "updated": Label("Changed {count}")}
_KINDS = {"item": Label("A list of items"), "signature": Label("A list of signatures"), "": Label("No list: leave out")}

Tried = ImportReport | CannotRead
"""What a list would bring in, or why it can't be read as it is taken."""

_WIDTH, _HEIGHT = 860, 760
_COLUMNS_HEIGHT, _LEAST_LIST = 188, 110
_AROUND_COLUMNS = 600
"""Pixels of the window that everything but the columns needs."""


def open_import(session: Session, parent: QWidget | None, project_id: int) -> None:
    """Ask for a list and show what it would bring into a project; nothing is added before the user agrees."""
    if session.journal.read_only:
        alerts.current().error(
            JournalReadOnly("{path} is open for reading only, so nothing can be imported.", path=session.journal.path)
        )
        return
    filters = ";;".join(
        (
            say("Acceptance lists ({patterns})", patterns=_PATTERNS),
            say("All files ({patterns})", patterns="*"),
        )
    )
    for path in alerts.current().ask_open(say("Import an acceptance list"), filters)[:1]:
        import_path(session, parent, project_id, path)


def import_path(session: Session, parent: QWidget | None, project_id: int, path: Path) -> None:
    """Read a list and show what it would bring into a project."""

    def work(progress: workers.Progress, _: Callable[[], bool]) -> tuple[Sequence[SheetPlan], Tried]:
        plans = open_list(path, progress=lambda: progress(0, 0))
        return plans, _try(session.journal, project_id, plans, progress)

    def show(found: tuple[Sequence[SheetPlan], Tried]) -> None:
        ImportDialog(session, parent, project_id, path, *found).open()

    workers.run_long(parent, say("Reading the list…"), work, show)


def _try(journal: Journal, project_id: int, plans: Sequence[SheetPlan], progress: workers.Progress) -> Tried:
    """Import without keeping anything, to see what would come in."""
    try:
        reading = read_lists(plans)
    except CannotRead as error:
        return error
    with workers.beside(journal) as own:
        return import_list(own, project_id, reading, dry_run=True, progress=progress)


class ImportDialog(Dialog):
    """What a list is taken for, what it would bring in, row by row, and the button that adds it."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        project_id: int,
        path: Path,
        plans: Sequence[SheetPlan],
        tried: Tried,
    ) -> None:
        super().__init__(say("Import an acceptance list"), parent, accept=say("Import"), width=_WIDTH)
        self._session, self._project_id, self._path = session, project_id, path
        self.plans = list(plans)
        self._report: ImportReport | None = None
        self.sheet = QComboBox()
        self.kind = QComboBox()
        self.columns = ColumnChoices()
        self.columns.changed.connect(self._change_columns)
        self.model = ImportRowModel(self, _STATES)
        self.list = RowView(self.model, ImportRowDelegate(_STATES), say("Rows of the list"))
        self.list.setMinimumHeight(_LEAST_LIST)
        self.list.setProperty("kind", "card")
        self.states = RowFilter(_CHIPS)
        self.states.chosen.connect(self._filter)
        self.reasons = label("", "caption", "text_2", wrap=True, name=say("Reasons"))
        self.reasons.setMinimumHeight(2 * theme.line_height("caption"))
        self.reasons.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list.chosen.connect(lambda one: self.reasons.setText(why(one[1])))
        self.remarks = label("", "caption", "amber", wrap=True, name=say("Remarks about the list"))
        self.skip = QCheckBox("")
        self.skip.toggled.connect(lambda _on: self._show_button())
        for one in (self.skip, self.remarks):
            one.hide()  # until there is something to say
        self._arrange()
        self._fill_boxes()
        self._show_sheet()
        self._show_tried(tried)
        width, height = _WIDTH, _HEIGHT
        if parent is not None:
            room = parent.window().size()
            width, height = min(width, room.width() - 40), min(height, room.height() - 40)
        self.resize(width, height)

    def accept(self) -> None:
        """Add the rows that were shown; the dialog closes when they are in the journal."""
        session, project_id, skip, plans = self._session, self._project_id, self.skip.isChecked(), tuple(self.plans)
        session.keep_drafts()  # while the import writes, no draft can

        def work(progress: workers.Progress, _: Callable[[], bool]) -> ImportReport:
            reading = read_lists(plans)
            with workers.beside(session.journal) as own:
                backup.make(own.connection, own.path, own.clock, pinned="import", progress=lambda *_: progress(0, 0))
                return import_list(own, project_id, reading, skip_refused=skip, progress=progress)

        workers.run_long(
            self,
            say("Importing…"),
            work,
            self._imported,
            on_cancelled=lambda: session.say(say("The import was stopped; nothing of it was added.")),
        )

    def _imported(self, report: ImportReport) -> None:
        if report.changes is None:
            self._show(report)  # the journal has changed meanwhile, so that a row can't come in any more
            return
        self.done(self.DialogCode.Accepted)
        self._session.look_for_others()
        words = say("Acceptance list: {new} added, {updated} changed.", new=report.new, updated=report.updated)
        self._session.say(words, can_undo=True)

    def _arrange(self) -> None:
        sheet_field = field(say("Sheet"), self.sheet)
        sheet_field.setVisible(len(self.plans) > 1)
        self.kind_field = field(say("What it is"), self.kind)
        area = in_area(self.columns, say("Columns of the list"))
        area.setFixedHeight(self.height_of_list(_COLUMNS_HEIGHT, _AROUND_COLUMNS))
        hint = say("What the list does not name stays as it is. One undo takes the whole import back.")
        self.body.addLayout(self._files_row())
        self.body.addLayout(side_by_side(sheet_field, self.kind_field))
        self.body.addWidget(area)
        self.body.addWidget(self.states)
        self.body.addWidget(self.remarks)
        self.body.addWidget(frame("card", column(self.list, margins=1)), 1)
        self.body.addWidget(self.reasons)
        self.body.addWidget(self.skip)
        self.body.addWidget(label(hint, "caption", "text_3", wrap=True))

    def _files_row(self) -> QHBoxLayout:
        other = button(say("Other file…"), "small")
        other.clicked.connect(self._choose_other)
        return row(Elided(self._path.name, "body_bold"), other)

    def _choose_other(self) -> None:
        self.reject()
        open_import(self._session, self.parentWidget(), self._project_id)

    def _fill_boxes(self) -> None:
        for number, plan in enumerate(self.plans):
            self.sheet.addItem(plan.sheet.name, number)
        for kind, words in _KINDS.items():
            self.kind.addItem(say(words), kind)
        lists = [number for number, plan in enumerate(self.plans) if plan.kind is not None]
        self.sheet.setCurrentIndex(lists[0] if lists else 0)
        self.sheet.activated.connect(lambda _place: self._show_sheet())
        self.kind.activated.connect(lambda _place: self._change_kind())

    def _plan(self) -> SheetPlan:
        return self.plans[max(0, self.sheet.currentIndex())]

    def _show_sheet(self) -> None:
        """Show what the sheet chosen is taken for."""
        plan = self._plan()
        self.kind.setCurrentIndex(self.kind.findData(plan.kind or ""))
        self.columns.show_plan(plan)

    def _change_kind(self) -> None:
        chosen = str(self.kind.currentData())
        kind: ListKind | None = "item" if chosen == "item" else "signature" if chosen == "signature" else None
        plan = self._plan()
        if kind != plan.kind:
            new = plan_of(plan.sheet, kind) if kind else SheetPlan(plan.sheet, None, {})
            self.plans = [new if one is plan else one for one in self.plans]
            self._show_again()

    def _change_columns(self, columns: Mapping[str, str]) -> None:
        """Take the columns for something else, in all sheets that have the same headings and are of the same kind."""
        plan = self._plan()
        alike = [one for one in self.plans if (one.kind, one.sheet.headings) == (plan.kind, plan.sheet.headings)]
        self.plans = [
            replace(one, columns=columns) if any(one is other for other in alike) else one for one in self.plans
        ]
        self._show_again()

    def _show_again(self) -> None:
        focused = next((key for key, box in self.columns.boxes.items() if box.hasFocus()), "")
        self.columns.show_plan(self._plan())
        if focused in self.columns.boxes:
            self.columns.boxes[focused].setFocus()
        self._try()

    def _try(self) -> None:
        """See what would come in now, as the list is taken for something else."""
        session, project_id, plans = self._session, self._project_id, tuple(self.plans)

        def work(progress: workers.Progress, _: Callable[[], bool]) -> Tried:
            return _try(session.journal, project_id, plans, progress)

        workers.run_long(self, say("Reading the list…"), work, self._show_tried)

    def _show_tried(self, tried: Tried) -> None:
        """Show what would come in, or why the list can't be read as it is taken."""
        self.kind_field.set_error(tried.say(translations.language()) if isinstance(tried, CannotRead) else "")
        self._show(ImportReport() if isinstance(tried, CannotRead) else tried)

    def _show(self, report: ImportReport) -> None:
        self._report = report
        self.reasons.setText("")
        self.states.show_rows(report.rows)
        self.model.show_rows(report.rows)
        self.remarks.setText("\n".join(remark.say(translations.language()) for remark in report.remarks))
        self.remarks.setVisible(bool(report.remarks))
        refused = len(report.refused)
        self.skip.setChecked(False)
        self.skip.setVisible(refused > 0)
        self.skip.setText(
            plural(
                "Leave out the {count} row that can’t come in; as long as it is there, nothing is imported",
                "Leave out the {count} rows that can’t come in; as long as they are there, nothing is imported",
                refused,
            )
        )
        self._show_button()

    def _show_button(self) -> None:
        report = self._report or ImportReport()
        wanted = report.new + report.updated
        assert self.accept_button is not None
        self.accept_button.setEnabled(wanted > 0 and (not report.refused or self.skip.isChecked()))
        self.accept_button.setText(
            plural("Import {count} row", "Import {count} rows", wanted) if wanted else say("Nothing to import")
        )

    def _filter(self, key: str) -> None:
        self.reasons.setText("")
        self.model.filter(key)
