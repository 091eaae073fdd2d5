"""The map as a file: a picture, a drawing or a page, made in a thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from models import accounts
from models.text.file_names import disk_name
from ui import alerts, workers
from ui.session import Session
from ui.translations import language, say

_ENDINGS = ("png", "svg", "pdf")


def save(session: Session, parent: QWidget, account_id: int) -> None:
    """Ask where to, then write the map of an account for colleagues; the ending of the name chooses the kind."""
    name = session.read(accounts.get, account_id).name
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    suggested = folder / disk_name(say("People at {account}", account=name), ".png")
    filters = ";;".join((say("Picture (*.png)"), say("Drawing (*.svg)"), say("PDF (*.pdf)")))
    path = alerts.current().ask_save(say("Save the map of people"), suggested, filters)
    if path is None:
        return
    ending = path.suffix.removeprefix(".").lower()
    if ending not in _ENDINGS:
        path, ending = path.with_name(f"{path.name}.png"), "png"
        sentence = say("{name} is there already. Replace it?", name=path.name)
        # The dialog asked about the name without its ending.
        if path.exists() and not alerts.current().confirm(say("Replace the file?"), sentence, say("Replace")):
            return
    journal, spoken = session.journal, language()

    def work(_progress: object, _cancelled: object) -> None:
        from models.summaries import formats, map_picture

        with workers.beside(journal) as own:
            formats.write_whole(path, map_picture.picture(own, account_id, ending, spoken))

    workers.run_long(
        parent,
        say("Saving the map…"),
        work,
        lambda _done: session.say(say("Saved to {path}", path=path)),
    )
