"""`import`: contacts, visits, meetings, tasks, acceptance lists and installed products from files into the journal."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from models.commands import acceptance, products
from models.commands.context import Context, name
from models.text.language import Label

if TYPE_CHECKING:
    from models.exchange.importer import ImportReport, Progress
    from models.journal import Journal


def add_import(make: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    words = Label(
        "Take in contacts (vCard, CSV), visits (CSV), meetings and tasks (iCalendar), the acceptance list of a "
        "project and a list of installed products (xlsx, CSV)."
    )
    parser = make("import", help=words, description=words)
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help=Label("the files to take in"))
    parser.add_argument(
        "--map",
        metavar="NAME",
        type=_mapping,
        help=Label(
            "what a list is: outlook, google, salesforce, hubspot, chinese, plain or visits; acceptance or signatures "
            "of a project; assets for installed products"
        ),
    )
    parser.add_argument(
        "--project", metavar="NAME", type=name, help=Label("the project that an acceptance list belongs to")
    )
    parser.add_argument(
        "--account",
        metavar="NAME",
        type=name,
        help=Label("the account of the project, where several have that name"),
    )
    parser.add_argument(
        "--skip-refused", action="store_true", help=Label("leave out the rows of a list that can't come in")
    )
    parser.add_argument("--dry-run", action="store_true", help=Label("only say what would come in"))
    parser.add_argument("--create", action="store_true", help=Label("make the journal if it is not there yet"))
    parser.set_defaults(run=_import)


def _mapping(text: str) -> str:
    from models.exchange.reading import MAPPINGS

    known = (*MAPPINGS, *acceptance.MAPPINGS, *products.MAPPINGS)
    if text not in known:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(known)}")
    return text


def _import(arguments: argparse.Namespace, context: Context) -> int:
    from models.safety import backup
    from models.safety.lock import JournalLock

    acceptance.check_import(arguments)
    products.check_import(arguments)
    if arguments.dry_run:
        with _journal_to_try(context) as journal:
            report = _take_in(arguments, context, journal)
        return _say(report, arguments, context, created=False)
    with JournalLock(context.journal_path, clock=context.clock):
        if not arguments.project and context.makes_journal(create=arguments.create):
            report = _into_new_journal(arguments, context)
            return _say(report, arguments, context, created=report.changes is not None)
        with context.open_journal() as journal:
            backup.make(journal.connection, journal.path, journal.clock, pinned="import")
            report = _take_in(arguments, context, journal)
    return _say(report, arguments, context, created=False)


def _take_in(arguments: argparse.Namespace, context: Context, journal: Journal) -> ImportReport:
    from models.exchange.importer import import_files

    progress = _progress(context)
    if arguments.map in acceptance.MAPPINGS:
        return acceptance.import_list(arguments, journal, progress)
    if arguments.map in products.MAPPINGS:
        return products.import_list(arguments, journal, progress)
    return import_files(journal, arguments.paths, mapping=arguments.map, dry_run=arguments.dry_run, progress=progress)


def _into_new_journal(arguments: argparse.Namespace, context: Context) -> ImportReport:
    """Make a journal of what the files hold; when nothing can come in, none is made."""
    from models.journal import Journal

    try:
        with Journal.making(context.journal_path, clock=context.clock) as journal:
            report = _take_in(arguments, context, journal)
            if report.changes is None:
                raise _NothingCameIn(report)
    except _NothingCameIn as nothing:
        return nothing.report
    context.tell_of_new_journal()
    return report


class _NothingCameIn(Exception):
    """Ends the making of a journal that would stay empty."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self.report = report


@contextmanager
def _journal_to_try(context: Context) -> Iterator[Journal]:
    """Open the journal for a dry run, or an empty one that is thrown away when one's own is not made yet."""
    from models.journal import Journal

    if context.journal_named or os.path.lexists(context.journal_path):
        with context.open_journal() as journal:
            yield journal
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        Journal.create(Path(folder) / "empty.rounds", clock=context.clock) as journal,
    ):
        yield journal


def _progress(context: Context) -> Progress | None:
    """Return what shows the progress, on a line of its own that is overwritten; nothing where nobody sees it."""
    if not (sys.stderr and sys.stderr.isatty()):
        return None

    def show(done: int, total: int) -> None:
        words = context.language.say("{done} of {total} rows", done=done, total=total) if total else ""
        print(f"\r\033[K{words if done < total else ''}", end="", file=sys.stderr, flush=True)

    return show


def _say(report: ImportReport, arguments: argparse.Namespace, context: Context, *, created: bool) -> int:
    say = context.language.say
    data = {**report.as_json(context.language), "created": created}
    lines = [
        say(
            "{new} new, {updated} updated, {unchanged} unchanged, {doubtful} doubtful, {refused} refused.",
            new=report.new,
            updated=report.updated,
            unchanged=report.unchanged,
            doubtful=report.doubtful_rows,
            refused=len(report.refused),
        ),
        *(remark.say(context.language) for remark in report.remarks),
    ]
    for title, rows in ((say("Doubtful"), report.doubtful), (say("Refused"), report.refused)):
        for row in rows:
            place = say("{file}, row {row}", file=row.file, row=row.row) if row.row else row.file
            lines.append(f"{title}: {place}: {row.reason.say(context.language)}")
    if not report.refused:
        context.answer(data, *lines)
        return 0
    if not context.as_json:
        context.answer(None, *lines)
    if arguments.map in acceptance.MAPPINGS:
        return context.fail(acceptance.what_was_refused(report, context.language), data)
    if arguments.map in products.MAPPINGS:
        return context.fail(products.what_was_refused(report, context.language), data)
    return context.fail(_what_was_refused(report, context), data)


def _what_was_refused(report: ImportReport, context: Context) -> str:
    """Return the line that makes sure nobody takes a file for read of which rows stayed out."""
    if not (report.new or report.updated or report.unchanged or report.doubtful):
        return context.language.say(
            "No row of these files can come in. The reasons are listed; correct the files and try again."
        )
    return context.language.plural(
        "{count} row could not come in, the others did. Its reason is listed; correct it and import the file again.",
        "{count} rows could not come in, the others did. Their reasons are listed; correct them and import the files "
        "again.",
        len(report.refused),
    )
