"""`export` of data: visits, people and the calendar, in formats that other programs read."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from models.commands.context import Context, WrongUsage
from models.text.language import Label, Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.journal import Journal
    from models.summaries.periods import Period

ENDINGS = ("csv", "vcf", "ics")


def check_usage(arguments: argparse.Namespace) -> None:
    """Refuse a kind of summary: data has none. Raises WrongUsage."""
    if arguments.kind != "period":
        raise WrongUsage(
            Label("--kind goes with a summary; csv, vcf and ics hold the data of the period. Leave out --kind.")
        )


def write_data(
    arguments: argparse.Namespace,
    context: Context,
    journal: Journal,
    period: Period,
    language: Language,
    account_ids: Sequence[int],
) -> int:
    """Say what is missing and left out, then write the data; raises what exporting and writing raise."""
    from models.exchange.exporter import export
    from models.summaries.formats import write_whole

    path = arguments.output
    made = export(
        journal,
        period,
        path.suffix.removeprefix(".").lower(),
        language=language,
        audience=arguments.audience,
        account_ids=account_ids,
        with_notes=arguments.notes,
        with_private=arguments.private,
    )
    for sentence in filter(None, (*made.warnings, made.left_out)):
        context.tell(sentence)
    write_whole(path, made.content)
    answer = {"path": str(path), "warnings": list(made.warnings), "left_out": made.left_out, "rows": made.rows}
    context.answer(answer, str(path))
    return 0
