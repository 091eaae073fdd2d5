"""`import` and `export` of the acceptance list of a project."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from models.commands.context import WrongUsage
from models.text.language import Label, Language

if TYPE_CHECKING:
    from models.exchange.acceptance_fields import ListKind
    from models.exchange.importer import ImportReport, Progress
    from models.journal import Journal

MAPPINGS = ("acceptance", "signatures")
"""What `--map` calls a list of a project: of what kind each sheet is is found out, or all are signatures."""


def check_import(arguments: argparse.Namespace) -> None:
    """Refuse what does not go together; raises WrongUsage."""
    is_list = arguments.map in MAPPINGS
    if is_list and not arguments.project:
        raise WrongUsage(Label("An acceptance list belongs to a project: name it with --project."))
    if is_list and len(arguments.paths) != 1:
        raise WrongUsage(Label("One acceptance list is imported at a time: name one PATH."))
    if not is_list and (arguments.project or arguments.skip_refused):
        raise WrongUsage(Label("--project and --skip-refused go with --map acceptance or signatures."))


def import_list(arguments: argparse.Namespace, journal: Journal, progress: Progress | None) -> ImportReport:
    """Take a list into the project named, all of it or nothing; raises what reading and importing raise."""
    from models import project_names
    from models.exchange import acceptance_import
    from models.exchange.acceptance_sheets import open_list, read_lists

    project_id, _ = project_names.find(journal, arguments.project)
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
