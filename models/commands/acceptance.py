"""`import` and `export` of the acceptance list of a project, and its sign-off sheets."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from models.commands.context import Context, WrongUsage
from models.text.language import Label, Language

if TYPE_CHECKING:
    from models.exchange.acceptance_fields import ListKind
    from models.exchange.importer import ImportReport, Progress
    from models.journal import Journal
    from models.summaries.report import Report

KINDS = ("acceptance", "signatures", "sign-off")
"""What `--kind` calls the list of items, that of signatures, and the sheets to be signed."""

LIST_ENDINGS, SHEET_ENDINGS = ("xlsx", "csv"), ("pdf", "docx")
_DEPARTMENT = "{department}"
"""What stands in OUT for the name of each department, where each is to have a file of its own."""

MAPPINGS = ("acceptance", "signatures")
"""What `--map` calls a list of a project: of what kind each sheet is is found out, or all are signatures."""


def check_import(arguments: argparse.Namespace) -> None:
    """Refuse what does not go together; raises WrongUsage."""
    is_list = arguments.map in MAPPINGS
    if is_list and not arguments.project:
        raise WrongUsage(Label("An acceptance list belongs to a project: name it with --project."))
    if is_list and len(arguments.paths) != 1:
        raise WrongUsage(Label("One acceptance list is imported at a time: name one PATH."))
    if not is_list and (arguments.project or arguments.account or arguments.skip_refused):
        raise WrongUsage(Label("--project, --account and --skip-refused go with --map acceptance or signatures."))


def import_list(arguments: argparse.Namespace, journal: Journal, progress: Progress | None) -> ImportReport:
    """Take a list into the project named, all of it or nothing; raises what reading and importing raise."""
    from models import accounts, project_names
    from models.exchange import acceptance_import
    from models.exchange.acceptance_sheets import open_list, read_lists

    of_account = accounts.tree_ids(journal, accounts.find(journal, arguments.account).id) if arguments.account else ()
    project_id, _ = project_names.find(journal, arguments.project, tuple(of_account))
    kind: ListKind | None = "signature" if arguments.map == "signatures" else None
    report_progress = progress or (lambda done, total: None)
    reading = read_lists(open_list(arguments.paths[0], kind, lambda: report_progress(0, 0)))
    return acceptance_import.import_list(
        journal,
        project_id,
        reading,
        skip_refused=arguments.skip_refused,
        dry_run=arguments.dry_run,
        progress=progress,
    )


def what_was_refused(report: ImportReport, language: Language) -> str:
    """Return the line that makes sure nobody takes a list for imported."""
    if report.changes is not None:
        return language.plural(
            "{count} row was left out, the others came in. Its reason is listed.",
            "{count} rows were left out, the others came in. Their reasons are listed.",
            len(report.refused),
        )
    return language.plural(
        "Nothing was imported, as {count} row can't come in. Correct it and try again, or leave it out with "
        "--skip-refused.",
        "Nothing was imported, as {count} rows can't come in. Correct them and try again, or leave them out with "
        "--skip-refused.",
        len(report.refused),
    )


def endings(kind: str) -> tuple[str, ...]:
    """Return the endings of the files that a kind can be written to."""
    return SHEET_ENDINGS if kind == "sign-off" else LIST_ENDINGS


def check_export(arguments: argparse.Namespace) -> None:
    """Refuse what does not go together; raises WrongUsage."""
    is_sheet = arguments.kind == "sign-off"
    if not arguments.project:
        raise WrongUsage(Label("An acceptance list belongs to a project: name it with --project."))
    if not is_sheet and (arguments.department or arguments.evidence):
        raise WrongUsage(Label("--department and --evidence go with --kind sign-off."))
    if is_sheet and arguments.audience != "manager":
        raise WrongUsage(Label("A sign-off sheet is for the customer as it is: leave out --audience."))
    if arguments.notes or arguments.photos or arguments.private:
        raise WrongUsage(Label("An acceptance list has no --notes, --photos or --private; leave them out."))


def write_list(
    arguments: argparse.Namespace, context: Context, journal: Journal, project_id: int, language: Language
) -> int:
    """Write the list of items or signatures; raises what exporting and writing raise."""
    from models.exchange.acceptance_export import export_list
    from models.summaries.formats import write_whole

    path: Path = arguments.output
    ending = path.suffix.removeprefix(".").lower()
    kind: ListKind = "signature" if arguments.kind == "signatures" else "item"
    for_customer = arguments.audience == "customer"
    made = export_list(journal, project_id, ending, language=language, kind=kind, for_customer=for_customer)
    for warning in made.warnings:
        context.tell(warning)
    write_whole(path, made.content)
    context.answer({"path": str(path), "warnings": list(made.warnings), "rows": made.rows}, str(path))
    return 0


def sheets(
    arguments: argparse.Namespace, journal: Journal, project_id: int, language: Language
) -> list[tuple[Path, Report]]:
    """Return the sign-off sheets with the files they go to: one, or one for each department where OUT says so."""
    from models.summaries import sign_off

    path: Path = arguments.output
    wanted, evidence = list(dict.fromkeys(arguments.department)), arguments.evidence
    if _DEPARTMENT not in path.name:
        one = sign_off.report(journal, project_id, language=language, wanted=wanted, with_evidence=evidence)
        return [(path, one)]
    each = sign_off.one_each(journal, project_id, language=language, wanted=wanted, with_evidence=evidence)
    return [(path.with_name(path.name.replace(_DEPARTMENT, name)), made) for name, made in each]
