"""The sign-off sheets of a project as they will be printed, for all departments or one, to be printed or saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, QStandardPaths
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from models import acceptance_batches, acceptance_lists, projects
from models.errors import JournalError
from models.summaries.report import Report
from models.text.file_names import disk_name
from models.text.language import Label
from ui import alerts, theme, workers
from ui.background import Background
from ui.session import Session
from ui.summaries.preview import Preview
from ui.translations import language, plural, say
from ui.widgets.buttons import button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import row

if TYPE_CHECKING:
    from ui.summaries.exporting import Exporting

_WIDTH, _HEIGHT, _LEAST_HEIGHT = 860, 840, 300
_FILTERS = {"pdf": Label("PDF files (*.pdf)"), "docx": Label("Word files (*.docx)")}


def open_sign_off(
    session: Session, parent: QWidget | None, project_id: int, department: str = "", batch_id: int | None = None
) -> None:
    """Show the sign-off sheet of a department, or those of all, of a batch of sites or of all."""
    SignOffDialog(session, parent, project_id, department, batch_id).open()


class SignOffDialog(Dialog):
    """Whose sheets, of which batch, with the evidence or without, and the buttons that take them out of the window."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        project_id: int,
        department: str = "",
        batch_id: int | None = None,
    ) -> None:
        super().__init__(say("Sign-off sheets"), parent, accept=say("Save PDF…"))
        self._session, self._project_id = session, project_id
        self._project = session.read(projects.get, project_id).name
        self.report: Report | None = None
        self.department = QComboBox()
        self.batch = QComboBox()
        self.evidence = QCheckBox(say("With the evidence"))
        self.each = QCheckBox(say("A file for each department"))
        self.warning = label("", "caption", "text_2", wrap=True)
        self.preview = Preview(mode="width")
        self.preview.setMinimumHeight(_LEAST_HEIGHT)
        self.word_button = button(say("Save Word…"), icon="download")
        self.print_button = button(say("Print…"), icon="print")
        self._making = Background(self)
        self._is_exporting = False
        self._fill(department, batch_id)
        self._arrange()
        self._connect()
        self._show_buttons()
        self.show_sheets()
        room = parent.window().size() if parent is not None else QSize(_WIDTH, _HEIGHT)
        self.resize(min(_WIDTH, room.width() - 40), min(_HEIGHT, room.height() - 40))

    @cached_property
    def exporting(self) -> Exporting:
        """What takes the sheets out of the window; it is made when it is wanted, so that they are shown sooner."""
        from ui.summaries.exporting import Exporting

        made = Exporting(self._session, self)
        made.busy.connect(self._on_busy)
        made.saved.connect(lambda _path: self.done(Dialog.DialogCode.Accepted))
        return made

    def accept(self) -> None:
        """Save the sheets as PDF; the dialog closes once they are written."""
        self._save("pdf")

    def show_sheets(self) -> None:
        """Make the sheets that are wanted in a thread and show their pages, or say why there are none."""
        journal, project_id, wanted, options = self._session.journal, self._project_id, self._wanted(), self._options()

        def work() -> Report:
            from models.summaries import sign_off

            with workers.beside(journal) as own:
                return sign_off.report(own, project_id, wanted=wanted, **options)

        self.each.setEnabled(not wanted)
        self._making.run("sheets", work, self._show, self._fail)

    def _show(self, report: Report) -> None:
        self.report = report
        self._tell(say("It is for the customer: no reasons, no steps and nothing we have only approved ourselves."))
        self.preview.show_report(report)
        self._show_buttons()

    def _fail(self, error: JournalError) -> None:
        self.report = None
        self._tell(error.say(language()), "red")
        self.preview.show_report(None)
        self._show_buttons()

    def _fill(self, department: str, batch_id: int | None) -> None:
        self.department.addItem(say("All departments"), "")
        for name in self._session.read(acceptance_lists.departments, self._project_id):
            self.department.addItem(name, name)
        self.department.setCurrentIndex(max(0, self.department.findData(department)))
        self.batch.addItem(say("All batches"), None)
        for batch in self._session.read(acceptance_batches.listing, self._project_id):
            self.batch.addItem(batch.name, batch.id)
        self.batch.setCurrentIndex(max(0, self.batch.findData(batch_id)))

    def _arrange(self) -> None:
        batch_field = field(say("Batch"), self.batch)
        batch_field.setVisible(self.batch.count() > 1)
        choices = row(field(say("Department"), self.department), batch_field, spacing=theme.CARD_GAP)
        self.cancel_button.setText(say("Close"))
        self.add_button(self.print_button)
        self.add_button(self.word_button, at_left=False)
        self.body.addLayout(choices)
        self.body.addLayout(row(self.evidence, self.each, None, spacing=theme.MARGIN))
        self.body.addWidget(self.warning)
        self.body.addWidget(self.preview, 1)

    def _connect(self) -> None:
        for box in (self.department, self.batch):
            box.activated.connect(lambda _place: self.show_sheets())
        self.evidence.toggled.connect(lambda _on: self.show_sheets())
        self.preview.warned.connect(lambda warnings: self._tell("\n".join(warnings), "amber") if warnings else None)
        self.preview.failed.connect(lambda error: self._tell(error.say(language()), "red"))
        self.word_button.clicked.connect(lambda: self._save("docx"))
        self.print_button.clicked.connect(self._print)

    def _wanted(self) -> list[str]:
        name = str(self.department.currentData() or "")
        return [name] if name else []

    def _options(self) -> dict[str, Any]:
        return {
            "language": language(),
            "batch_id": self.batch.currentData(),
            "with_evidence": self.evidence.isChecked(),
        }

    def _save(self, ending: str) -> None:
        if self.report is None:
            return
        if self.each.isChecked() and not self._wanted():
            self._save_each(ending)
        else:
            self.exporting.save(self.report, ending)

    def _save_each(self, ending: str) -> None:
        """Ask for a name, which that of each department is put behind, and write a file for each."""
        from models.summaries import sign_off

        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        name = disk_name(say("Sign-off sheet {project}", project=self._project).replace("/", "-"), f".{ending}")
        title = say("Save a file for each department")
        chosen = alerts.current().ask_save(title, folder / name, say(_FILTERS[ending]))
        if chosen is None:
            return
        beginning = chosen.with_suffix("") if chosen.suffix.lower() == f".{ending}" else chosen
        session, project_id, options = self._session, self._project_id, self._options()
        every = session.read(sign_off.departments, project_id, self.batch.currentData())
        files = [beginning.with_name(f"{beginning.name} {name}.{ending}") for name in sign_off.file_names(every)]
        if not _may_replace([path for path in files if path.exists()]):
            return

        def work(progress: workers.Progress, _: Callable[[], bool]) -> int:
            from models.summaries import formats

            with workers.beside(session.journal) as own:
                sheets = sign_off.one_each(own, project_id, **options)
            for number, (department, made) in enumerate(sheets):
                progress(number, len(sheets))
                formats.save(made, beginning.with_name(f"{beginning.name} {department}.{ending}"))
            return len(sheets)

        workers.run_long(
            self, say("Writing the sheets…"), work, lambda count: self._tell_saved(count, beginning.parent)
        )

    def _tell_saved(self, count: int, folder: Path) -> None:
        self.done(Dialog.DialogCode.Accepted)
        self._session.say(
            plural("{count} sheet saved to {folder}", "{count} sheets saved to {folder}", count, folder=folder)
        )

    def _print(self) -> None:
        if self.report is not None:
            self.exporting.print_out(self.report)

    def _tell(self, sentence: str, token: str = "text_2") -> None:
        self.warning.setText(sentence)
        set_token(self.warning, token)

    def _on_busy(self, is_busy: bool) -> None:
        self._is_exporting = is_busy
        self._show_buttons()

    def _show_buttons(self) -> None:
        for one in (self.accept_button, self.word_button, self.print_button):
            if one is not None:
                one.setEnabled(self.report is not None and not self._is_exporting)


def _may_replace(there: Sequence[Path]) -> bool:
    """Ask before files are replaced that are there already."""
    if not there:
        return True
    sentence = plural(
        "{name} is there already.", "{count} files are there already, such as {name}.", len(there), name=there[0].name
    )
    return alerts.current().confirm(say("Replace the files?"), sentence, say("Replace"))
