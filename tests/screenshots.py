"""Pictures of the window with the sample journal: `python -m tests.screenshots --out DIR`, or `--readme`."""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from models.clock import FixedClock
from models.journal import Journal
from models.sample import make_sample
from tests.ui.pinned import NOW, pin

_HELP = Path(__file__).resolve().parent.parent / "resources" / "help"
_README = (
    ("today", "en", "light", "today"),
    ("visits", "en", "light", "visits"),
    ("visits", "en", "dark", "visits-dark"),
    ("account", "en", "light", "account"),
    ("account", "zh_CN", "light", "account-zh"),
    ("plan", "en", "light", "steps"),
    ("quiet", "en", "light", "quiet"),
    ("people-map", "en", "light", "people-map"),
    ("territory", "zh_CN", "light", "territory-zh"),
    ("calendar", "en", "light", "calendar"),
    ("project", "en", "light", "project"),
    ("projects", "zh_CN", "light", "pipeline-zh"),
    ("summaries", "en", "light", "summaries"),
    ("search", "en", "light", "search"),
    ("brief", "en", "light", "brief"),
)
"""The pictures of the README: page, language, theme and the file's name."""


def main() -> None:
    """Draw the pages that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("--page", action="append", help="only this page; again for more")
    parser.add_argument("--out", type=Path, default=_HELP)
    parser.add_argument("--lang", default="en")
    parser.add_argument("--theme", default="light")
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--journal", type=Path, help="a journal to copy instead of making the sample")
    parser.add_argument("--readme", action="store_true", help="the pictures of the README, into resources/help")
    asked = parser.parse_args()
    pin(asked.scale)
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        _draw_all(asked, Path(folder))
    sys.stdout.write(f"{asked.out}\n")


def _draw_all(asked: argparse.Namespace, folder: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from tests.ui.drawing import PAGES
    from ui import preferences, theme, translations

    application = QApplication(["rounds"])
    preferences.use(preferences.Preferences(folder / "settings.ini"))
    _prepare(asked, folder)
    width, _, height = asked.size.partition("x")
    suffix = f"-{asked.lang}-{asked.theme}-{asked.size}" + (f"-{asked.scale}" if asked.scale != "1" else "")
    wanted = [(page, asked.lang, asked.theme, page + suffix) for page in asked.page or PAGES]
    for page, language, look, name in _README if asked.readme else wanted:
        translations.use(language)
        theme.apply(application, look)
        _draw(folder, page, (int(width), int(height)), asked.out / f"{name}.png")


def _prepare(asked: argparse.Namespace, folder: Path) -> None:
    sample = folder / "East region.rounds"
    if asked.journal:
        shutil.copy(asked.journal, sample)
    else:
        # Made the day before, so that the day itself still lies ahead.
        make_sample(sample, today=date(2026, 5, 13))
    Journal.create(folder / "My journal.rounds").close()


def _draw(folder: Path, page: str, size: tuple[int, int], path: Path) -> None:
    from tests.ui.drawing import drawn

    journal = folder / ("My journal.rounds" if page == "empty" else "East region.rounds")
    with Journal.open(journal, clock=FixedClock(NOW), source=random.Random(7)) as opened:
        drawn(opened, page, size).save(str(path))


if __name__ == "__main__":
    main()
