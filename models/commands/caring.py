"""`check` and `backup`: keep the journal safe."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from models.commands.context import Context
from models.text.language import Label


def add_check(make: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `check` to the command line."""
    words = Label("Read the whole journal and say whether it is whole.")
    make("check", help=words, description=words).set_defaults(run=_check)


def add_backup(make: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `backup` to the command line."""
    words = Label("Make a checked copy of the journal beside the program's data.")
    make("backup", help=words, description=words).set_defaults(run=_backup)


def _check(_: argparse.Namespace, context: Context) -> int:
    from models.safety.check import check

    with context.open_journal() as journal:
        findings = check(journal.connection, context.language)
    data = {"whole": findings.whole, "faults": list(findings.faults), "rows": findings.rows}
    if findings.whole:
        context.answer(data, context.language.say("{path} is whole.", path=context.journal_path))
        return 0
    if not context.as_json:
        context.answer(None, *findings.faults)
    sentence = context.language.plural(
        "{path} has {count} fault. Nothing was changed; restore the newest backup.",
        "{path} has {count} faults. Nothing was changed; restore the newest backup.",
        len(findings.faults),
        path=context.journal_path,
    )
    return context.fail(sentence, data)


def _backup(_: argparse.Namespace, context: Context) -> int:
    from models.safety import backup

    with context.open_journal() as journal:
        path = backup.make(journal.connection, journal.path, journal.clock)
    context.answer({"path": str(path)}, str(path))
    return 0
