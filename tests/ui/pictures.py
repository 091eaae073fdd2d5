"""The pictures that the window is compared with: `python -m tests.ui.pictures` draws them again.

Look at each of them before it is committed.
"""

from __future__ import annotations

import hashlib
import random
import sys
import tempfile
from datetime import date
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from models.clock import FixedClock
from models.journal import Journal
from models.sample import make_sample
from tests.ui.drawing import PAGES, drawn
from tests.ui.pinned import NOW, pin
from ui import preferences, theme, translations

FOLDER = Path(__file__).with_name("pictures")
THEMES = ("light", "dark")
SIZE = (1280, 800)
_FONTS = FOLDER / "fonts.txt"
_FACES = ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc")


def path_of(page: str, look: str) -> Path:
    """Return where the picture of a page in a theme lies."""
    return FOLDER / f"{page}-{look}.png"


def fonts() -> str:
    """Return what tells the faces of this machine from others: another release of a font draws other letters."""
    found = {path.name: path for path in Path("/usr/share/fonts").rglob("*.ttc") if path.name in _FACES}
    return "\n".join(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for name, path in sorted(found.items()))


def same_fonts() -> bool:
    """Return whether the pictures were drawn with the faces of this machine."""
    return _FONTS.is_file() and _FONTS.read_text() == fonts()


def make_journals(folder: Path) -> None:
    """Make the journals the pictures show."""
    make_sample(folder / "East region.rounds", visits=250, today=date(2026, 5, 13))
    Journal.create(folder / "My journal.rounds").close()


def draw(folder: Path, page: str, look: str) -> QImage:
    """Return a page as it looks now."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    translations.use("en")
    theme.apply(application, look)
    path = folder / ("My journal.rounds" if page == "empty" else "East region.rounds")
    with Journal.open(path, clock=FixedClock(NOW), source=random.Random(7)) as journal:
        return drawn(journal, page, SIZE).convertToFormat(QImage.Format.Format_RGB32)


def main() -> None:
    """Draw all pictures again."""
    pin()
    application = QApplication(["rounds"])
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        preferences.use(preferences.Preferences(folder / "settings.ini"))
        make_journals(folder)
        for page in PAGES:
            for look in THEMES:
                draw(folder, page, look).save(str(path_of(page, look)))
    _FONTS.write_text(fonts())
    application.quit()
    sys.stdout.write(f"{FOLDER}\n")


if __name__ == "__main__":
    main()
