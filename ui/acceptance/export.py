"""The acceptance list of a project into a workbook or CSV file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from models import projects
from models.exchange.exporter import DataFile
from models.text.file_names import disk_name
from models.text.language import Label
from ui import alerts, workers
from ui.session import Session
from ui.translations import language, say

_FILTERS = {
    "xlsx": Label("Excel, items and signatures (*.xlsx)"),
    "csv": Label("CSV, the items (*.csv)"),
}


def open_export(session: Session, parent: QWidget | None, project_id: int) -> None:
    """Ask where to, then write the list; the ending of the name says in which form."""
    project = session.read(projects.get, project_id)
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    name = disk_name(say("Acceptance list {project}", project=project.name).replace("/", "-"), ".xlsx")
    filters = ";;".join(say(words) for words in _FILTERS.values())
    path = alerts.current().ask_save(say("Export the acceptance list"), folder / name, filters)
    if path is None:
        return
    path = path if path.suffix.lower().removeprefix(".") in _FILTERS else path.with_name(f"{path.name}.xlsx")
    spoken = language()

    def work(_progress: workers.Progress, _: Callable[[], bool]) -> DataFile:
        from models.exchange.acceptance_export import export_list
        from models.summaries.formats import write_whole

        with workers.beside(session.journal) as own:
            made = export_list(own, project_id, path.suffix.lower().removeprefix("."), language=spoken)
        if made.rows:
            write_whole(path, made.content)
        return made

    def tell(made: DataFile) -> None:
        if made.rows:
            session.say(say("Saved to {path}", path=path))
        else:
            alerts.current().tell(say("Nothing was saved"), "\n".join(made.warnings))

    workers.run_long(parent, say("Writing the list…"), work, tell)
