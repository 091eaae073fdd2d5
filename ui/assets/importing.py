"""A list of installed products out of a file: it is tried first, and comes in when the user agrees."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.changes import Changes
from models.errors import JournalError, JournalReadOnly
from models.exchange.asset_import import AssetImport, import_assets
from models.journal import Journal
from ui import alerts, workers
from ui.session import Session
from ui.translations import language, say

_NAMED = 8
"""So many rows that can't come in are named."""


def open_import(session: Session, parent: QWidget) -> None:
    """Ask for a list, and say what it would bring in; nothing is added before the user agrees."""
    if session.journal.read_only:
        alerts.current().error(
            JournalReadOnly("{path} is open for reading only, so nothing can be imported.", path=session.journal.path)
        )
        return
    filters = ";;".join(
        (
            say("Lists of products ({patterns})", patterns="*.xlsx *.xlsm *.csv *.tsv *.txt"),
            say("All files ({patterns})", patterns="*"),
        )
    )
    for path in alerts.current().ask_open(say("Import installed products"), filters)[:1]:
        try_list(session, parent, path)


def try_list(session: Session, parent: QWidget, path: Path) -> None:
    """Read a list beside the window and say what it would bring in."""
    journal = session.journal

    def work(progress: workers.Progress, _cancelled: object) -> AssetImport:
        with workers.beside(journal) as own:
            return import_assets(own, path, dry_run=True, progress=progress)

    def tell(found: AssetImport) -> None:
        journal.changed_elsewhere()  # what was tried and not kept is no other program's write
        _offer(session, parent, path, found)

    workers.run_long(parent, say("Reading {name}…", name=path.name), work, tell, on_failed=alerts.current().error)


def _offer(session: Session, parent: QWidget, path: Path, found: AssetImport) -> None:
    """Say what a list would bring in, and take it in if the user agrees."""
    counted = say(
        "{new} new, {updated} changed, {unchanged} as they are.",
        new=found.new,
        updated=found.updated,
        unchanged=found.unchanged,
    )
    if found.refused:
        lines = [
            say("Row {row}: {reason}", row=one.row, reason=one.reason.say(language())) for one in found.refused[:_NAMED]
        ]
        if len(found.refused) > _NAMED:
            lines.append(say("… and {count} more rows.", count=len(found.refused) - _NAMED))
        title = say("Nothing was imported: some rows of {name} can’t come in", name=path.name)
        alerts.current().tell(title, "\n".join(lines))
    elif not found.new and not found.updated:
        alerts.current().tell(say("Nothing to import"), counted)
    elif alerts.current().confirm(say("Import {name}?", name=path.name), counted, say("Import")):
        _take_in(session, parent, path)


def _take_in(session: Session, parent: QWidget, path: Path) -> None:
    def operation(own: Journal, progress: workers.Progress) -> Changes | None:
        return import_assets(own, path, progress=progress).changes

    def tell(done: Changes | None) -> None:
        if done is not None:
            session.say(say("Imported from {name}", name=path.name), can_undo=True)

    def fail(error: JournalError) -> None:
        alerts.current().error(error)

    session.run_beside(parent, say("Importing {name}…", name=path.name), operation, tell, on_failed=fail)
