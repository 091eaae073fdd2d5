"""A process that shows and exports notes full of remote pictures, scripts and links to files: `hostile_child FOLDER`.

It prints 'begin' before it touches them and 'end' when all is done; a hook of Python's own notes each file that is
opened and each word with the network in between. With `--lured` it does what the program must never do, and no more.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import NoReturn

from tests.ui.pinned import NOW, pin

LURE = "lure"
"""Part of every address in the notes: of a folder that is there, and of computers that are not."""


def markdown(lure: Path) -> str:
    """Return a note that wants to be drawn with what lies elsewhere."""
    return "\n".join(
        (
            "# Line 4 <img src='http://lure.example/pixel.gif'>",
            f"![a plan](file://{lure}/secret.png) ![b](//lure.example/share/b.png) ![c](http://lure.example/c.png)",
            f"[a file](file://{lure}/secret.png) [share](\\\\lure.example\\share\\x) [run](javascript:alert(1))",
            "[data](data:text/html,<script>1</script>) <http://lure.example/page> [web](https://lure.example/web)",
            f"<script src='http://lure.example/x.js'></script><iframe src='file://{lure}/secret.html'></iframe>",
            "<link rel=stylesheet href='http://lure.example/x.css'><style>@import url(http://lure.example/y.css)</style>",
            f"- [ ] call <object data='file://{lure}/secret.png'></object>",
            f"> [ref]\n\n[ref]: file://{lure}/secret.png",
            f"| a | b |\n| --- | --- |\n| ![x](file://{lure}/secret.png) | http://lure.example |",
            f'#image("{lure}/secret.png") #read("{lure}/secret.html")',
            f'{{{{ config }}}} {{% include "{lure}/secret.html" %}}',
        )
    )


def page(lure: Path) -> str:
    """Return a web page as it may lie on the clipboard."""
    return f"""<html><head><base href="http://lure.example/"><link rel="stylesheet" href="http://lure.example/a.css">
    <script src="http://lure.example/a.js"></script><meta http-equiv="refresh" content="0;url=http://lure.example/"></head>
    <body background="http://lure.example/b.png" onload="fetch('http://lure.example')">
    <h1 style="background:url(http://lure.example/c.png)">Heading</h1><p>Words <b>bold</b>
    <img src="http://lure.example/d.png" width=1 height=1><img src="file://{lure}/secret.png">
    <img src="//lure.example/s/e.png">
    <img src="data:image/png;base64,AAAA"><a href="file://{lure}/secret.html">file</a>
    <a href="javascript:alert(1)">run</a>
    <a href="https://example.com/good">good</a><a href="vbscript:x">v</a><a href=" java&#10;script:alert(1)">s</a></p>
    <svg><image href="http://lure.example/f.svg"/></svg><object data="file://{lure}/secret.png"></object>
    <video src="http://lure.example/g.mp4" poster="file://{lure}/secret.png"></video><iframe src="http://lure.example"></iframe>
    </body></html>"""


def main() -> None:
    """Do all of it."""
    folder = Path(sys.argv[1])
    lure = folder / LURE
    pin()
    from PySide6.QtCore import QMimeData, QPoint, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QDialog

    from models.clock import FixedClock
    from models.journal import Journal
    from models.summaries import formats
    from models.summaries.choices import Choices, remember
    from tests.factories import make_account, make_contact, make_step, make_visit
    from ui import preferences, theme
    from ui.background import wait_for_all
    from ui.brief.opening import open_brief
    from ui.main_window import MainWindow
    from ui.session import Session

    qt = QApplication(["rounds"])
    preferences.use(preferences.Preferences(folder / "settings.ini"))
    theme.apply(qt, "light")
    note, html = markdown(lure), page(lure)
    journal = Journal.create(folder / "hostile.rounds", clock=FixedClock(NOW), source=random.Random(7))
    account_id = make_account(journal, notes=note, private_notes=note)
    contact_id = make_contact(journal, account_id=account_id)
    visit_id = make_visit(
        journal, account_id, notes=note, summary=note, highlight=note, private_notes=note, people=[contact_id]
    )
    make_step(journal, "Send <img src='http://lure.example/a.png'>", account_id=account_id, details=note)
    remember(journal, Choices(with_notes=True))
    _watch()
    sys.stdout.write("begin\n")
    sys.stdout.flush()
    if "--lured" in sys.argv:
        _be_lured(lure)
        _end()
    session = Session(journal)
    window = MainWindow(session)
    window.resize(1440, 900)
    window.show()
    window.show_record("visit", visit_id)
    editor = window.page("visits").editor
    notes = editor.texts.notes
    notes.setFocus()
    content = QMimeData()
    content.setHtml(html)
    content.setText("Heading\nWords bold")
    notes.insertFromMimeData(content)
    QTest.mouseMove(notes.viewport(), QPoint(40, 20))
    notes.selectAll()
    QTest.keyClick(notes, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    for key in ("summary", "private"):
        field = editor.texts.summary if key == "summary" else editor.private.note
        field.insertFromMimeData(content)
    assert editor.save(), editor.notice.text()
    (folder / "pasted.md").write_text(notes.text(), "utf-8")
    window.grab()
    for kind, record_id in (("account", account_id), ("contact", contact_id), ("visit", visit_id)):
        window.show_record(kind, record_id)
        window.grab()
    open_brief(session, window, account_id)
    QTest.qWait(300)
    for dialog in window.findChildren(QDialog):
        dialog.grab()
        dialog.close()
    window.top_bar.search.setFocus()
    QTest.keyClicks(window.top_bar.search, "secret")
    QTest.qWait(300)
    window.grab()
    for key in ("today", "steps", "accounts", "contacts", "visits"):
        window.show_page(key)
        window.grab()
    window.show_page("summaries")
    review = window.page("summaries")
    while not review.preview.page_count():
        qt.processEvents()
    window.grab()
    assert review.reading is not None
    for ending in formats.FORMATS:
        (folder / f"summary.{ending}").write_bytes(formats.render(review.reading.report, ending))
    review.copy()
    while review.exporting.is_busy():
        qt.processEvents()
    wait_for_all()
    _end()


def _end() -> NoReturn:
    sys.stdout.write("end\n")
    for line in SEEN.copy():
        sys.stdout.write(f"seen {line}\n")
    sys.stdout.flush()
    import os

    os._exit(0)


SEEN: list[str] = []
_NETWORK = ("socket.", "urllib.", "http.", "smtplib.", "ftplib.", "webbrowser.", "subprocess.", "os.system", "os.exec")
_QUIET = ("socket.__new__", "socket.gethostname")


def _watch() -> None:
    def hook(event: str, given: tuple[object, ...]) -> None:
        is_file = event == "open" and LURE in str(given[0])
        if is_file or (event.startswith(_NETWORK) and event not in _QUIET):
            SEEN.append(f"{event} {given!r}"[:300])

    sys.addaudithook(hook)


def _be_lured(lure: Path) -> None:
    """Do what must be noticed: read a file of the notes, show one in Qt, and look for a computer."""
    import socket
    from contextlib import suppress

    from PySide6.QtWidgets import QTextBrowser

    (lure / "secret.html").read_text("utf-8")
    browser = QTextBrowser()
    browser.setHtml(f"<img src='file://{lure}/secret.png'>")
    browser.grab()
    with suppress(OSError), socket.socket() as knocking:
        knocking.settimeout(0.1)
        knocking.connect(("127.0.0.1", 9))


if __name__ == "__main__":
    main()
