"""Draws a page of the window with a journal, the same way every time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from models import accounts, contacts, visit_lists
from models.journal import Journal
from ui.main_window import MainWindow
from ui.session import Session

PAGES = ("today", "visits", "accounts", "account", "contacts", "contact", "steps", "summaries", "empty")
"""What can be drawn: the pages, an account's, a person's, and the first start (with a journal that is empty)."""

_PAGE_OF = {"account": "accounts", "contact": "contacts", "empty": "today"}
_ACCOUNT, _PERSON = "Northern Rail", "Tom"


def drawn(journal: Journal, page: str, size: tuple[int, int]) -> QImage:
    """Return a picture of a page in a window of that size, settled, with nothing under the pointer."""
    session = Session(journal)
    window = MainWindow(session)
    window.resize(*size)
    window.show_page("today")
    window.show()
    window.show_page(_PAGE_OF.get(page, page))
    _go_to_record(window, page)
    _settle(window)
    picture = window.grab().toImage()
    window.close()
    session.close()
    session.deleteLater()
    window.deleteLater()
    return picture


def _go_to_record(window: MainWindow, page: str) -> None:
    journal = window.session.journal
    if page == "account":
        window.show_record("account", accounts.find(journal, _ACCOUNT).id)
    elif page == "contact":
        known = contacts.listing(journal, limit=500)
        window.show_record("contact", next((one.id for one in known if one.name.startswith(_PERSON)), known[0].id))
    elif page == "visits":
        held = visit_lists.listing(journal, state="held", limit=3)
        window.show_record("visit", held[-1].id)


def _settle(window: MainWindow) -> None:
    page = window.current_page()
    for _ in range(5):
        QApplication.processEvents()
    while page is not None and not page.is_settled():
        QApplication.processEvents()
    for widget in window.findChildren(QWidget):
        widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    QApplication.processEvents()
