"""`export` and `brief`: summaries out of the journal, into a file."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.commands import acceptance, data, lists
from models.commands.context import Context, WrongUsage, name
from models.text.language import LANGUAGES, Label, Language

if TYPE_CHECKING:
    from models.journal import Journal
    from models.summaries.report import Report

KINDS = ("period", "visit", "account", "person", "trip", "project", "territory")
AUDIENCES = ("manager", "customer", "self")
BRIEF_AUDIENCES = ("self", "manager")
SUMMARY_ENDINGS = ("pdf", "docx", "xlsx", "md", "html", "eml")
TABLES = ("territory", "project")
TABLE_ENDINGS = ("csv", "png")
"""What a territory and the projects can be besides: their table, and a picture of them."""
BRIEF_ENDINGS = ("pdf", "md")
_OF_PROJECTS = "this-week"
"""The period of a report on projects when none is named: it tells them whole, and of this week what happened."""

_WITH_FONTS = ("pdf", "eml", "png")
"""Formats that are printed here, so that a missing font shows; the e-mail has the PDF attached."""


def add_export(make: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `export` to the command line."""
    words = Label(
        "Write the summary of a period to a file: pdf, docx, xlsx, md, html or eml. Or its data: visits as csv, "
        "people as vcf, the calendar as ics. A territory and the projects also as csv, and as a picture: png. Of a "
        "project also its acceptance list (xlsx, csv) and sign-off sheets (pdf, docx). Receivables, installed products "
        "and feedback as they are today need no --period."
    )
    parser = make("export", help=words, description=words)
    parser.add_argument(
        "--period",
        metavar="P",
        type=_period,
        help=Label(
            "this-week, last-week, this-month, last-month, this-quarter, last-quarter or 2026-01-01..2026-03-31; what "
            "is as it is today needs none"
        ),
    )
    parser.add_argument(
        "--kind",
        choices=(*KINDS, *lists.KINDS, *acceptance.KINDS),
        default="period",
        help=Label("what the summary is about"),
    )
    parser.add_argument(
        "--account",
        metavar="NAME",
        type=name,
        action="append",
        default=[],
        help=Label("only this account and its branches; may be repeated"),
    )
    parser.add_argument(
        "--project",
        metavar="NAME",
        type=name,
        help=Label("the one project that --kind project, acceptance, signatures or sign-off is about"),
    )
    parser.add_argument(
        "--department",
        metavar="NAME",
        type=name,
        action="append",
        default=[],
        help=Label(
            "only the sign-off sheet of this department; may be repeated. With {department} in OUT each has a file"
        ),
    )
    parser.add_argument("--evidence", action="store_true", help=Label("with the evidence on the sign-off sheets"))
    parser.add_argument("--audience", choices=AUDIENCES, default="manager", help=Label("who will read it"))
    parser.add_argument("--template", metavar="F", type=Path, help=Label("a Word file of your own to fill in"))
    parser.add_argument("--notes", action="store_true", help=Label("with the notes of the visits"))
    parser.add_argument("--photos", action="store_true", help=Label("with the photos chosen in the visits"))
    parser.add_argument("--private", action="store_true", help=Label("with private notes, for yourself only"))
    _add_output(parser)
    parser.set_defaults(run=_export)


def add_brief(make: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `brief` to the command line."""
    words = Label("Write all that matters about an account before a visit on one page: pdf or md.")
    parser = make("brief", help=words, description=words)
    parser.add_argument("account", metavar="ACCOUNT", help=Label("the name of the account, or its beginning"))
    parser.add_argument("--audience", choices=BRIEF_AUDIENCES, default="self", help=Label("who will read it"))
    parser.add_argument("--map", action="store_true", help=Label("with the map of people on a second page"))
    parser.add_argument("--private", action="store_true", help=Label("with private notes, for yourself only"))
    _add_output(parser)
    parser.set_defaults(run=_brief)


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=LANGUAGES, help=Label("the language it is written in"))
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        required=True,
        type=Path,
        help=Label("the file to write; its ending is the format"),
    )


_DAY = r"\d{4}-?\d\d?-?\d\d?"
_RANGE = re.compile(rf"{_DAY}\.\.{_DAY}", re.ASCII)


def _period(text: str) -> str:
    """Return what looks like a period; whether the calendar has its days is seen later, for that is no wrong usage."""
    from models.summaries.periods import WORDS

    if text.strip().lower() not in WORDS and not _RANGE.fullmatch(text.strip()):
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(WORDS)}, FIRST..LAST")
    return text


def _export(arguments: argparse.Namespace, context: Context) -> int:
    from models.summaries.gather import gather
    from models.summaries.periods import parse_period

    if arguments.kind in acceptance.KINDS:
        return _export_acceptance(arguments, context)
    if arguments.kind in lists.KINDS:
        return _export_list(arguments, context)
    _check_usage(arguments)
    _refuse_journal(arguments.output, context)
    period = parse_period(arguments.period or _OF_PROJECTS, context.clock.today())
    language = Language(arguments.language) if arguments.language else context.language
    with context.open_journal() as journal:
        project_ids, account_ids = _projects(arguments, journal, _accounts(arguments, journal))
        if _is_data(arguments):
            return data.write_data(arguments, context, journal, period, language, account_ids)
        report = gather(
            journal,
            period,
            language=language,
            kind=arguments.kind,
            audience=arguments.audience,
            account_ids=account_ids,
            project_ids=project_ids,
            with_notes=arguments.notes,
            with_private=arguments.private,
            with_photos=arguments.photos,
        )
    return _save(report, arguments.output, context, arguments.template)


def _export_list(arguments: argparse.Namespace, context: Context) -> int:
    _require_ending(arguments.output, lists.ENDINGS)
    _refuse_period(arguments)
    lists.check_usage(arguments)
    _refuse_journal(arguments.output, context)
    language = Language(arguments.language) if arguments.language else context.language
    with context.open_journal() as journal:
        report = lists.report(arguments, journal, _accounts(arguments, journal), language)
    return _save(report, arguments.output, context, arguments.template)


def _refuse_period(arguments: argparse.Namespace) -> None:
    if arguments.period is not None:
        raise WrongUsage(Label("A list shows what is there today: leave out --period, or name a day with --today."))


def _accounts(arguments: argparse.Namespace, journal: Journal) -> list[int]:
    """Return the accounts named with their branches; raises NotFound."""
    from models import accounts

    named = [accounts.find(journal, name).id for name in arguments.account]
    return list(dict.fromkeys(one for name in named for one in accounts.tree_ids(journal, name)))


def _export_acceptance(arguments: argparse.Namespace, context: Context) -> int:
    from models import project_names

    _require_ending(arguments.output, acceptance.endings(arguments.kind))
    _refuse_period(arguments)
    acceptance.check_export(arguments)
    _refuse_journal(arguments.output, context)
    language = Language(arguments.language) if arguments.language else context.language
    with context.open_journal() as journal:
        project_id, _ = project_names.find(journal, arguments.project, _accounts(arguments, journal))
        if arguments.kind != "sign-off":
            return acceptance.write_list(arguments, context, journal, project_id, language)
        sheets = acceptance.sheets(arguments, journal, project_id, language)
    return _save_all(sheets, context, arguments.template)


def _projects(arguments: argparse.Namespace, journal: Journal, account_ids: list[int]) -> tuple[list[int], list[int]]:
    """Return the project named, or the only one of the accounts named, and its account; else none and the accounts."""
    from models import project_names

    is_table = _ending(arguments.output) == "csv"
    if arguments.kind == "project" and account_ids and not arguments.project and not is_table:
        only = project_names.only_one(journal, account_ids)
        return ([only], account_ids) if only is not None else ([], account_ids)
    if not arguments.project:
        return [], account_ids
    project_id, owner_id = project_names.find(journal, arguments.project, account_ids)
    return [project_id], [owner_id]


def _is_data(arguments: argparse.Namespace) -> bool:
    """Return whether the file is one of data; the table of a territory or of the projects is a summary too."""
    ending = _ending(arguments.output)
    return ending in data.ENDINGS and not (arguments.kind in TABLES and ending in TABLE_ENDINGS)


def _check_usage(arguments: argparse.Namespace) -> None:
    if arguments.period is None and arguments.kind != "project":
        raise WrongUsage(Label("A summary needs the days it is about: name them with --period, such as last-week."))
    if arguments.department or arguments.evidence:
        raise WrongUsage(Label("--department and --evidence go with --kind sign-off."))
    more = TABLE_ENDINGS if arguments.kind in TABLES else ()
    _require_ending(arguments.output, tuple(dict.fromkeys(SUMMARY_ENDINGS + more + data.ENDINGS)))
    if _is_data(arguments):
        data.check_usage(arguments)
    if arguments.template and _ending(arguments.output) != "docx":
        raise WrongUsage(Label("A template is a Word file: it goes with an OUT that ends in docx only."))
    if arguments.project and arguments.kind != "project":
        raise WrongUsage(Label("A project is named for --kind project only. Leave out --project, or choose that kind."))
    if arguments.project and _ending(arguments.output) == "csv":
        raise WrongUsage(Label("A CSV has a row for each project. Leave out --project, or choose another format."))
    if arguments.audience == "customer" and len(arguments.account) != 1 and not arguments.project:
        raise WrongUsage(
            Label("A summary for a customer needs one --account: without it, it would show other customers' visits.")
        )
    if arguments.audience == "customer" and arguments.kind == "trip":
        raise WrongUsage(
            Label("A trip leads to several customers, so its summary is never for one. Choose another kind.")
        )
    if arguments.audience == "customer" and arguments.kind == "territory":
        raise WrongUsage(
            Label("A territory names several customers, so its summary is never for one. Choose another kind.")
        )
    if arguments.audience == "customer" and arguments.notes:
        raise WrongUsage(Label("No customer sees the notes of visits: leave out --notes, or choose another audience."))
    _refuse_private(arguments)


def _refuse_private(arguments: argparse.Namespace) -> None:
    if arguments.audience != "self" and arguments.private:
        raise WrongUsage(Label("Private notes are for yourself only: --private goes with --audience self."))


def _brief(arguments: argparse.Namespace, context: Context) -> int:
    from models import accounts
    from models.summaries.brief import brief

    _require_ending(arguments.output, BRIEF_ENDINGS)
    _refuse_private(arguments)
    _refuse_journal(arguments.output, context)
    language = Language(arguments.language) if arguments.language else context.language
    with context.open_journal() as journal:
        report = brief(
            journal,
            accounts.find(journal, arguments.account).id,
            language=language,
            audience=arguments.audience,
            with_private=arguments.private,
            with_map=arguments.map,
        )
    return _save(report, arguments.output, context, None)


def _ending(path: Path) -> str:
    return path.suffix.removeprefix(".").lower()


def _require_ending(path: Path, known: tuple[str, ...]) -> None:
    if _ending(path) not in known:
        raise WrongUsage(
            Label("{path} has no known ending. Choose a name that ends in one of: {known}."),
            path=path,
            known=", ".join(known),
        )


def _refuse_journal(path: Path, context: Context) -> None:
    """Refuse to write over a journal.

    This looks into the file, so it comes before a journal is opened: closing a file gives up the engine's locks.
    """
    from models.database import APPLICATION_ID
    from models.errors import CannotWrite

    try:
        is_journal = path.samefile(context.journal_path)
    except OSError:
        is_journal = False
    try:
        if not is_journal and path.is_file():
            with path.open("rb") as stream:
                header = stream.read(72)
            is_journal = header.startswith(b"SQLite format 3\0") and header[68:] == APPLICATION_ID.to_bytes(4, "big")
    except OSError:
        is_journal = False  # what can't be read is no journal that opens, and saving will say what is wrong
    if is_journal:
        raise CannotWrite("{path} is a journal, and was left as it is. Choose another name.", path=path)


def _save_all(reports: Sequence[tuple[Path, Report]], context: Context, template: Path | None) -> int:
    """Write some reports, each to its file, and answer once."""
    from models.summaries import formats

    warnings: list[str] = []
    for path, report in reports:
        _refuse_journal(path, context)
        warnings += [one for one in font_warnings(report, path, context) if one not in warnings]
        formats.save(report, path, template=template)
    for warning in warnings:
        context.tell(warning)
    paths = [str(path) for path, _ in reports]
    context.answer({"paths": paths, "warnings": warnings}, *paths)
    return 0


def _save(report: Report, path: Path, context: Context, template: Path | None) -> int:
    """Say what is missing and left out, then write the report."""
    from models.summaries import formats

    warnings = font_warnings(report, path, context)
    for warning in filter(None, (*warnings, report.left_out)):
        context.tell(warning)
    formats.save(report, path, template=template)
    data = {"path": str(path), "warnings": warnings, "left_out": report.left_out}
    context.answer(data, str(path))
    return 0


def font_warnings(report: Report, path: Path, context: Context) -> list[str]:
    """Return what to know before a report is printed to this file: which letters no font can show."""
    from models.summaries import fonts

    return fonts.warnings(report, context.language) if _ending(path) in _WITH_FONTS else []
