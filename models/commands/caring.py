"""`check` and `backup`: keep the journal safe."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from models.commands.context import Context
from models.text.language import Label

if TYPE_CHECKING:
    from models.journal import Journal


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
        mended = _mend_search(journal, context) if findings.whole else []
    data = {"whole": findings.whole, "faults": [*findings.faults, *mended], "rows": findings.rows}
    if findings.whole:
        context.answer(data, *mended, context.language.say("{path} is whole.", path=context.journal_path))
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


def _mend_search(journal: Journal, context: Context) -> list[str]:
    """Make a faulty search index anew, which loses nothing, and return what was wrong and what was done about it."""
    from models.search import index

    faults = index.faults(journal, context.language)
    if not faults:
        return []
    if journal.read_only:
        return [*faults, context.language.say("The journal is write-protected, so the index stays as it is.")]
    index.rebuild(journal)
    return [*faults, context.language.say("The index was made anew from the journal; nothing was lost.")]


def _backup(_: argparse.Namespace, context: Context) -> int:
    from models.safety import backup

    with context.open_journal() as journal:
        path = backup.make(journal.connection, journal.path, journal.clock)
    context.answer({"path": str(path)}, str(path))
    return 0
