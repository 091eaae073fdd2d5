"""`demo`: a sample journal, and the week's summary in all formats beside it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from models.commands.context import Context, count
from models.commands.summarizing import SUMMARY_ENDINGS, font_warnings
from models.text.language import Label

_FRIDAY = 4


def add_demo(make: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    words = Label("Make a sample journal and the week's summary in all formats.")
    parser = make("demo", help=words, description=words)
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("demo"), help=Label("the folder for the files (demo)")
    )
    parser.add_argument(
        "--visits", metavar="N", type=count, default=600, help=Label("how many visits the sample has (600)")
    )
    parser.add_argument(
        "--seed", metavar="S", type=int, default=1, help=Label("another number makes another sample (1)")
    )
    parser.add_argument("--open", action="store_true", help=Label("show the summary"))
    parser.set_defaults(run=_demo)


def _demo(arguments: argparse.Namespace, context: Context) -> int:
    from models.clock import FixedClock
    from models.journal import Journal
    from models.safety.lock import JournalLock
    from models.summaries import formats
    from models.summaries.gather import gather
    from models.summaries.periods import week_of

    folder: Path = arguments.out.absolute()
    today = _day(arguments, context)
    path = folder / "sample.rounds"
    summaries = [folder / f"summary.{ending}" for ending in SUMMARY_ENDINGS]
    _make_folder(folder)
    with JournalLock(path):
        _refuse_others_files(path, summaries)
        _make_sample(path, arguments.visits, arguments.seed, today)
    with Journal.open(path, clock=FixedClock(today)) as journal:
        report = gather(journal, week_of(today), language=context.language)
    warnings = font_warnings(report, summaries[0], context)
    for warning in warnings:
        context.tell(warning)
    for summary in summaries:
        formats.save(report, summary)
    if arguments.open:
        _show(summaries[0], context)
    say = context.language.say
    context.answer(
        {"journal": str(path), "summaries": [str(summary) for summary in summaries], "warnings": warnings},
        say("The sample journal: {path}", path=path),
        say("The week's summary:"),
        *(f"  {summary}" for summary in summaries),
    )
    return 0


def _day(arguments: argparse.Namespace, context: Context) -> date:
    """Return the day the sample ends on: the one asked for, or the latest Friday."""
    today = context.clock.today()
    if "today" in arguments or "now" in arguments:
        return today
    return today - timedelta(days=(today.weekday() - _FRIDAY) % 7)


def _make_folder(folder: Path) -> None:
    from models.errors import CannotWrite

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise CannotWrite(
            "{folder} is a file, not a folder. Choose another folder with --out.", folder=folder
        ) from None
    except OSError as error:
        raise CannotWrite(
            "The folder {folder} can't be made ({detail}). Choose another one with --out.",
            folder=folder,
            detail=error.strerror,
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise CannotWrite(
            "Nothing can be written to the folder {folder}. Choose another one with --out.", folder=folder
        )


def _refuse_others_files(path: Path, summaries: Iterable[Path]) -> None:
    """Refuse to replace anything but what an earlier demo made here."""
    from models.errors import CannotWrite

    if os.path.lexists(path):
        if not _is_sample(path):
            raise CannotWrite(
                "{path} is no sample journal, and was left as it is. Move it away, or choose another folder with "
                "--out.",
                path=path,
            )
        return
    others = next((summary for summary in summaries if os.path.lexists(summary)), None)
    if others is not None:
        raise CannotWrite(
            "{path} is there already, and no sample journal beside it. It was left as it is; move it away, or choose "
            "another folder with --out.",
            path=others,
        )


def _is_sample(path: Path) -> bool:
    """Whether a file is a sample journal, of whatever version."""
    import apsw

    from models import opening
    from models.errors import JournalError

    try:
        opening.require_file(path)
        opening.look_first(path)
        # Open for writing, so that what a crash left half done is taken back and not left beside the new sample.
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    except (JournalError, apsw.Error):
        return False
    try:
        return bool(connection.execute("SELECT value FROM setting WHERE key = 'sample'").get == "true")
    except apsw.Error:
        return False
    finally:
        connection.close()


def _make_sample(path: Path, visits: int, seed: int, today: date) -> None:
    """Make the sample under another name and swap, so that one that is there stays until the new one is whole."""
    from models.errors import CannotWrite, JournalReadOnly
    from models.sample import make_sample

    new = path.with_name(f".new-{os.getpid()}-{path.name}")
    try:
        make_sample(new, visits=visits, seed=seed, today=today)
        new.replace(path)
    except (CannotWrite, JournalReadOnly) as error:
        raise CannotWrite(
            "The sample journal can't be made in {folder}: its disk is full, or can't be written to. Make room, or "
            "choose another folder with --out.",
            folder=path.parent,
        ) from error
    except OSError as error:
        raise CannotWrite(
            "{path} can't be written ({detail}). Close it if another program has it open, or choose another folder "
            "with --out.",
            path=path,
            detail=error.strerror,
        ) from error
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def _show(path: Path, context: Context) -> None:
    """Open a file with the program the system has for it; where there is none, say so."""
    import subprocess

    if sys.platform == "win32":
        os.startfile(path)
        return
    viewer = "open" if sys.platform == "darwin" else "xdg-open"
    try:
        subprocess.Popen([viewer, path], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError:
        context.tell(context.language.say("No program to show {path} was found. Open it by hand.", path=path))
