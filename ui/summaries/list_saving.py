"""A list of a room, such as its products or risks, saved as a file; it is made in a thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from models.journal import Journal
from models.summaries.report import Report
from models.text.file_names import disk_name
from ui import alerts, workers
from ui.session import Session
from ui.translations import say

ENDINGS = ("xlsx", "csv", "md", "pdf", "docx", "html")


def save_list(session: Session, name: str, report: Callable[[Journal], Report]) -> None:
    """Ask where to, under a name that is proposed, then write the report that is made beside the window."""
    path = _ask(name)
    if path is None:
        return
    journal, ending = session.journal, path.suffix.removeprefix(".").lower()

    def work(_progress: object, _cancelled: object) -> str:
        from models.summaries import formats, sheet_csv

        with workers.beside(journal) as own:
            made = report(own)
        content = sheet_csv.render(made) if ending == "csv" else formats.render(made, ending)
        formats.write_whole(path, content)
        return made.left_out

    def tell(left_out: str) -> None:
        session.say(say("Saved to {path}", path=path))
        if left_out:
            alerts.current().tell(say("Saved to {path}", path=path), left_out)

    workers.run_long(alerts.window(), say("Saving the list…"), work, tell)


def _ask(name: str) -> Path | None:
    """Return where to write a list, or None; a file that is there is never replaced unasked."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    filters = ";;".join(
        (
            say("Excel files (*.xlsx)"),
            say("CSV files (*.csv)"),
            say("Markdown files (*.md)"),
            say("PDF files (*.pdf)"),
            say("Word files (*.docx)"),
            say("Web pages (*.html)"),
        )
    )
    path = alerts.current().ask_save(say("Save the list"), folder / disk_name(name, ".xlsx"), filters)
    if path is None or path.suffix.removeprefix(".").lower() in ENDINGS:
        return path
    path = path.with_name(f"{path.name}.xlsx")
    sentence = say("{name} is there already. Replace it?", name=path.name)
    # The dialog asked about the name without its ending.
    if path.exists() and not alerts.current().confirm(say("Replace the file?"), sentence, say("Replace")):
        return None
    return path
