"""Draws a page of the window with a journal, the same way every time."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from models import accounts, contacts, plans, project_lists, trip_lists, visit_lists
from models.journal import Journal
from ui.brief.dialog import BriefDialog
from ui.brief.opening import open_brief
from ui.main_window import MainWindow
from ui.session import Session

PAGES = (
    "today",
    "visits",
    "accounts",
    "account",
    "quiet",
    "contacts",
    "contact",
    "steps",
    "plan",
    "projects",
    "project",
    "calendar",
    "calendar-week",
    "trips",
    "territory",
    "trip",
    "summaries",
    "empty",
    "search",
    "brief",
)
"""What can be drawn: the pages, an account's, a person's, a project's, a trip, a plan beside the next steps, who goes
quiet, the first start (with a journal that is empty), the list of the search field and the brief on an account, each
before the page it was opened on. The map of people and the coverage can be drawn as well, and of projects any section
("projects-list") and any tab ("project-timeline")."""

_PAGE_OF = {
    "account": "accounts",
    "quiet": "accounts",
    "trip": "trips",
    "plan": "steps",
    "contact": "contacts",
    "calendar-week": "calendar",
    "empty": "today",
    "search": "today",
    "brief": "accounts",
    "people-map": "accounts",
    "coverage": "accounts",
}
_ACCOUNT, _PERSON = "Northern Rail", "Tom"
_PROJECT = "signalling"
_SOUGHT = "depot"


def drawn(journal: Journal, page: str, size: tuple[int, int]) -> QImage:
    """Return a picture of a page in a window of that size, settled, with nothing under the pointer."""
    session = Session(journal)
    window = MainWindow(session)
    try:
        return _picture(window, page, size)
    finally:
        window.close()
        session.close()
        session.deleteLater()
        window.deleteLater()


def _picture(window: MainWindow, page: str, size: tuple[int, int]) -> QImage:
    window.resize(*size)
    window.show_page("today")
    window.show()
    window.show_page("projects" if page.startswith("project") else _PAGE_OF.get(page, page))
    _go_to_record(window, page)
    _settle(window)
    picture = window.grab().toImage()
    if page in ("search", "brief"):
        _open_before(window, page)
        _settle(window)
        picture = _with(window.grab().toImage(), window, _opened(window, page))
    return picture


def _go_to_record(window: MainWindow, page: str) -> None:
    journal = window.session.journal
    if page in ("account", "brief"):
        window.show_record("account", accounts.find(journal, _ACCOUNT).id)
    elif page == "people-map":
        window.show_record("account", accounts.find(journal, _ACCOUNT).id)
        window.page("accounts").open_map(0)
    elif page == "coverage":
        window.show_record("account", accounts.find(journal, _ACCOUNT).id)
        window.page("accounts").open_coverage(0)
    elif page == "contact":
        known = contacts.listing(journal, limit=500)
        window.show_record("contact", next((one.id for one in known if one.name.startswith(_PERSON)), known[0].id))
    elif page == "quiet":
        window.session.open_page("quiet")
    elif page == "trip":
        window.show_record("trip", trip_lists.lines(journal, limit=1)[0].id)
    elif page.startswith("projects-"):
        window.page("projects").show_section(page.partition("-")[2])
    elif page.startswith("project-") or page == "project":
        project = project_lists.lines(journal, "all", _PROJECT, limit=1)[0]
        window.show_record("project", project.id)
        window.page("projects").made_panel().go_to(page.partition("-")[2] or "overview")
    elif page == "plan":
        of_account = plans.listing(journal, account_id=accounts.find(journal, _ACCOUNT).id)
        window.show_record("plan", of_account[0].id)
    elif page == "calendar-week":
        window.page("calendar").show_view("week")
    elif page == "visits":
        held = visit_lists.listing(journal, state="held", limit=3)
        window.show_record("visit", held[-1].id)


def _open_before(window: MainWindow, page: str) -> None:
    if page == "brief":
        open_brief(window.session, window, accounts.find(window.session.journal, _ACCOUNT).id)
        return
    window.activateWindow()
    search = window.top_bar.search
    search.open_list()
    QTest.keyClicks(search, _SOUGHT)
    while search.answers().finder.is_looking():
        QApplication.processEvents()


def _opened(window: MainWindow, page: str) -> QWidget:
    """Return what was opened; it is a window of its own."""
    return window.top_bar.search.list_panel() if page == "search" else window.findChildren(BriefDialog)[-1]


def _with(picture: QImage, window: MainWindow, opened: QWidget) -> QImage:
    """Return the picture of a window with another one before it: a dialog in the middle, the list below its field.

    They are put there as on a large screen; the one of a test is smaller than the window.
    """
    painter = QPainter(picture)
    if isinstance(opened, BriefDialog):
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 90))
        place = QPoint((window.width() - opened.width()) // 2, (window.height() - opened.height()) // 2)
    else:
        search = window.top_bar.search
        place = search.mapTo(window, QPoint((search.width() - opened.width()) // 2, search.height() + 4))
    painter.drawPixmap(place, opened.grab())
    painter.end()
    opened.close()
    return picture


def _settle(window: MainWindow) -> None:
    page = window.current_page()
    for _ in range(5):
        QApplication.processEvents()
    while page is not None and not page.is_settled():
        QApplication.processEvents()
    for widget in window.findChildren(QWidget):
        widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    QApplication.processEvents()
