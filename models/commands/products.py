"""`import` of installed products from a workbook or CSV."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from models.commands.context import WrongUsage
from models.text.language import Label, Language

if TYPE_CHECKING:
    from models.exchange.importer import ImportReport, Progress
    from models.journal import Journal

MAPPINGS = ("assets",)
"""What `--map` calls a list of installed products."""


def check_import(arguments: argparse.Namespace) -> None:
    """Refuse what does not go together; raises WrongUsage."""
    if arguments.map in MAPPINGS and len(arguments.paths) != 1:
        raise WrongUsage(Label("One list of products is imported at a time: name one PATH."))


def import_list(arguments: argparse.Namespace, journal: Journal, progress: Progress | None) -> ImportReport:
    """Take a list in, all of it or nothing; raises what reading and importing raise."""
    from models.exchange.asset_import import import_assets
    from models.exchange.importer import ImportReport

    show = progress or (lambda done, total: None)
    found = import_assets(journal, arguments.paths[0], dry_run=arguments.dry_run, progress=show)
    if found.refused:
        return ImportReport(refused=found.refused)
    return ImportReport(found.new, found.updated, found.unchanged, changes=found.changes)


def what_was_refused(report: ImportReport, language: Language) -> str:
    """Return the line that makes sure nobody takes a list for imported."""
    return language.plural(
        "Nothing was imported, as {count} row can't come in. Correct it and try again.",
        "Nothing was imported, as {count} rows can't come in. Correct them and try again.",
        len(report.refused),
    )
