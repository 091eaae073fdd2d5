"""Pictures of the window with the sample journal: `python -m tests.screenshots --out DIR`.

Drawn offscreen with the interface's own face, so that the same code gives the same picture.
"""

from __future__ import annotations

import argparse
import os
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

PAGES = ("today", "visits", "accounts", "account", "contacts", "contact", "steps", "summaries", "empty")


def main() -> None:
    """Draw the pages that the command line asks for."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--page", action="append", choices=PAGES)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--lang", default="en")
    parser.add_argument("--theme", default="light")
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--journal", type=Path, help="a journal to copy instead of making the sample")
    asked = parser.parse_args()
    pin(asked.scale)
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder
        _draw_all(asked, Path(folder))


def _draw_all(asked: argparse.Namespace, folder: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from ui import preferences, theme, translations

    qt = QApplication(["rounds"])
    preferences.use(preferences.Preferences(folder / "settings.ini"))
    translations.use(asked.lang)
    theme.apply(qt, asked.theme)
    size = tuple(map(int, asked.size.split("x")))
    sample = folder / "East region.rounds"
    if asked.journal:
        shutil.copy(asked.journal, sample)
    else:
        make_sample(sample, visits=250, today=date(2026, 5, 13))
    for page in asked.page or PAGES:
        path = sample
        if page == "empty":
            path = folder / "My journal.rounds"
            Journal.create(path).close()
        with Journal.open(path, clock=FixedClock(NOW), source=random.Random(7)) as journal:
            name = f"{page}-{asked.lang}-{asked.theme}-{asked.size}"
            if asked.scale != "1":
                name += f"-{asked.scale}"
            _draw(journal, page, size, asked.out / f"{name}.png")
    sys.stdout.write(f"{asked.out}\n")


def _draw(journal: Journal, page: str, size: tuple[int, int], path: Path) -> None:
    from PySide6.QtGui import QCursor
    from PySide6.QtWidgets import QApplication

    from models import accounts, contacts
    from ui import workers
    from ui.main_window import MainWindow
    from ui.session import Session

    session = Session(journal)
    window = MainWindow(session)
    window.resize(*size)
    window.show_page({"empty": "today", "account": "accounts", "contact": "contacts"}.get(page, page))
    window.show()
    if page == "account":
        window.show_record("account", accounts.listing(journal, limit=20)[3].id)
    if page == "contact":
        window.show_record("contact", contacts.listing(journal, limit=20)[3].id)
    for _ in range(20):
        QApplication.processEvents()
    while workers.is_running():
        QApplication.processEvents()
    QCursor.setPos(window.mapToGlobal(window.rect().bottomRight()))  # no row is under the pointer
    QApplication.processEvents()
    window.grab().save(str(path))
    window.close()
    session.close()


if __name__ == "__main__":
    main()
