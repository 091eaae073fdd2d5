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
from typing import TYPE_CHECKING

from models.clock import FixedClock
from models.journal import Journal
from models.sample import make_sample
from tests.ui.pinned import NOW, pin

if TYPE_CHECKING:
    from ui.main_window import MainWindow

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
    from models import accounts, contacts
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
    settle(window)
    window.grab().save(str(path))
    window.close()
    session.close()


def settle(window: MainWindow) -> None:
    """Let a window finish what it shows, with no row under the pointer."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QWidget

    page = window.current_page()
    for _ in range(5):
        QApplication.processEvents()
    while page is not None and not page.is_settled():
        QApplication.processEvents()
    for widget in window.findChildren(QWidget):
        widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    QApplication.processEvents()


if __name__ == "__main__":
    main()
