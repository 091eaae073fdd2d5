"""A summary out of the window: into a file, onto the clipboard, to the mail program or to a printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QMimeData, QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from models import colleagues
from models.errors import JournalError
from models.summaries import review
from models.summaries.choices import Choices
from models.summaries.periods import parse_period
from models.summaries.report import Report
from models.text.language import Language
from ui import alerts, workers
from ui.background import Background
from ui.session import Session
from ui.summaries import words
from ui.translations import say

if TYPE_CHECKING:
    from models.exchange.exporter import DataFile

Result = TypeVar("Result")


class Exporting(QObject):
    """Takes a finished summary where it is wanted; files are made and written in a thread."""

    saved = Signal(object)
    """The path of a file that was written."""
    busy = Signal(bool)
    """A file, a text or a print is being made; no second one is begun meanwhile."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent
        self._background = Background(self)
        self._background.slow.connect(self._tell_slow)

    def is_busy(self) -> bool:
        """Return whether something is being made."""
        return self._background.is_busy()

    def save(
        self, report: Report, ending: str, *, folder: str = "", template: str = "", to_manager: bool = False
    ) -> None:
        """Ask where to, then write the report; an e-mail is opened in the mail program too."""
        from models.summaries.mail import file_name  # late, like all that makes files: the page stands sooner

        path = self._ask(file_name(report, ending), ending, folder)
        if path is None or self.is_busy():
            return
        to = self._session.read(colleagues.profile).manager_email if to_manager and ending == "eml" else ""
        own = Path(template) if template and ending == "docx" else None
        self._start(lambda: _write(report, path, ending, own, to), lambda _: self._tell_saved(path, ending))

    def save_data(self, choices: Choices, ending: str, language: Language, *, with_private: bool) -> None:
        """Ask where to, then write the data of the period: visits, people or the calendar."""
        period = parse_period(choices.period, self._session.today())
        days = language.period(period.first, period.last)
        path = self._ask(f"{_DATA_NAMES[ending]} {days}.{ending}", ending, choices.folder)
        if path is None or self.is_busy():
            return
        journal = self._session.journal

        def work() -> DataFile:
            from models.exchange import exporter
            from models.summaries import formats

            with workers.beside(journal) as own:
                made = exporter.export(
                    own,
                    period,
                    ending,
                    language=language,
                    audience=choices.audience,
                    account_ids=review.scope_of(own, choices).account_ids,
                    with_notes=choices.with_notes and choices.audience != "customer",
                    with_private=with_private,
                )
            if made.rows:
                formats.write_whole(path, made.content)
            return made

        self._start(work, lambda made: self._tell_data(made, path, ending))

    def copy(self, report: Report) -> None:
        """Put the report on the clipboard: as Markdown where text is pasted, as it looks where that can be shown."""
        if not self.is_busy():
            self._start(lambda: _texts(report), self._fill_clipboard)

    def print_out(self, report: Report) -> None:
        """Ask for a printer, then print the report."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

        from ui.summaries.printing import make_printer, print_pages

        if self.is_busy():
            return
        printer = make_printer(report)
        dialog = QPrintDialog(printer, self._parent)
        dialog.setWindowTitle(say("Print"))
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
        dialog.finished.connect(dialog.deleteLater)

        def begin(result: int) -> None:
            if result == QDialog.DialogCode.Accepted and not self.is_busy():
                self._start(
                    lambda: print_pages(report, printer), lambda _: self._session.say(say("Sent to the printer."))
                )

        dialog.finished.connect(begin)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _ask(self, name: str, ending: str, folder: str) -> Path | None:
        """Return where to write a file of that ending, or None; a file that is there is never replaced unasked."""
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        place = Path(folder) if folder and Path(folder).is_dir() else Path(usual)
        path = alerts.current().ask_save(say("Save the summary"), place / name, say(words.FILTERS[ending]))
        if path is None or path.suffix.lower() == f".{ending}":
            return path
        path = path.with_name(f"{path.name}.{ending}")
        # The dialog asked about the name without its ending.
        sentence = say("{name} is there already. Replace it?", name=path.name)
        if path.exists() and not alerts.current().confirm(say("Replace the file?"), sentence, say("Replace")):
            return None
        return path

    def _start(self, work: Callable[[], Result], on_done: Callable[[Result], object]) -> None:
        self.busy.emit(True)

        def done(result: Result) -> None:
            self.busy.emit(False)
            on_done(result)

        self._background.run("file", work, done, self._fail)

    def _tell_slow(self, is_slow: bool) -> None:
        if is_slow:
            self._session.say(say("Making the file…"))

    def _fail(self, error: JournalError) -> None:
        self.busy.emit(False)
        alerts.current().error(error)

    def _tell_saved(self, path: Path, ending: str) -> None:
        self.saved.emit(path)
        if ending == "eml":
            self._open_mail(path)
        else:
            self._session.say(say("Saved to {path}", path=path))

    def _open_mail(self, path: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._session.say(say("Saved to {path}, and opened in your mail program", path=path))
        else:
            alerts.current().tell(
                say("The e-mail is saved"),
                say(
                    "No program on this computer opens e-mail files by itself. Open {path} in your mail program.",
                    path=path,
                ),
            )

    def _tell_data(self, made: DataFile, path: Path, ending: str) -> None:
        if made.rows:
            self._tell_saved(path, ending)
        if made.warnings:
            title = say("Saved to {path}", path=path) if made.rows else say("Nothing was saved")
            alerts.current().tell(title, "\n".join(made.warnings))

    def _fill_clipboard(self, texts: tuple[str, str]) -> None:
        markdown, html = texts
        content = QMimeData()
        content.setText(markdown)
        content.setHtml(html)
        content.setData("text/markdown", markdown.encode())
        QApplication.clipboard().setMimeData(content)
        self._session.say(say("Copied as text. Paste it into an e-mail or a chat."))


_DATA_NAMES = {"csv": "visits", "vcf": "contacts", "ics": "calendar"}


def _write(report: Report, path: Path, ending: str, template: Path | None, to: str) -> None:
    from models.summaries import formats, mail

    content = mail.render(report, to) if ending == "eml" else formats.render(report, ending, template=template)
    formats.write_whole(path, content)


def _texts(report: Report) -> tuple[str, str]:
    from models.summaries import html, markdown

    return markdown.text(report), html.render(report).decode()
