"""Without a mouse: Tab reaches every control of every page in reading order, and the focus can be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMargins, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from models import accounts, plans
from tests.ui.every_dialog import MAKERS
from tests.ui.windows import window_in_front
from ui.accounts.page import AccountPage
from ui.main_window import MainWindow
from ui.session import Session
from ui.sidebar import PAGES
from ui.steps.page import StepPage
from ui.visits.page import VisitPage

_AROUND = QMargins(3, 3, 3, 3)


@pytest.fixture
def window(qtbot: QtBot, sample_session: Session) -> MainWindow:
    """The window on the sample journal, in front."""
    return window_in_front(qtbot, sample_session)


def _show(qtbot: QtBot, window: MainWindow, key: str) -> None:
    window.show_page(key)
    qtbot.waitUntil(window.page(key).is_settled, timeout=20_000)
    QApplication.processEvents()


def _stops(window: MainWindow, back: bool = False) -> Iterator[QWidget]:
    """Press Tab from the search field until it comes round."""
    window.top_bar.search.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    while (focused := QApplication.focusWidget()) not in seen:
        assert focused is not None
        seen.append(focused)
        yield focused
        QTest.keyClick(focused, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
    assert focused is seen[0], f"Tab comes back to {_name(focused)} and never to the start"


def _name(widget: QWidget) -> str:
    text: Callable[[], str] = getattr(widget, "text", lambda: "")
    return f"{type(widget).__name__} {widget.accessibleName() or text()}"


def _expected(window: MainWindow) -> set[QWidget]:
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }


@pytest.mark.parametrize("key", PAGES)
def test_tab_reaches_every_control(qtbot: QtBot, window: MainWindow, key: str) -> None:
    _show(qtbot, window, key)
    assert _left_out(window) == set()


def test_tab_reaches_every_control_beside_a_plan_and_a_filter(
    qtbot: QtBot, window: MainWindow, sample_session: Session
) -> None:
    plan = plans.create(sample_session.journal, goal="Renew the contract", step_titles=["Ask", "Offer"]).id
    window.show_record("plan", plan)
    window.page("steps").focus_filter()
    QApplication.processEvents()
    assert _left_out(window) == set()


@pytest.mark.parametrize("kind", ["account", "contact"])
def test_tab_reaches_every_control_of_a_record(
    qtbot: QtBot, window: MainWindow, sample_session: Session, kind: str
) -> None:
    journal = sample_session.journal
    (record,) = journal.row(f"SELECT id FROM {kind} WHERE deleted_at IS NULL ORDER BY id LIMIT 1") or (0,)
    window.show_record(kind, record)
    QApplication.processEvents()
    assert _left_out(window) == set()


def test_tab_goes_along_the_line_above_the_map_of_people(window: MainWindow, sample_session: Session) -> None:
    window.show_record("account", accounts.find(sample_session.journal, "Northern Rail").id)
    page = window.page("accounts")
    assert isinstance(page, AccountPage)
    page.open_map(0)
    stops = [stop for stop in _stops(window) if page.isAncestorOf(stop)]
    names = [stop.accessibleName() for stop in stops]
    first = names.index("Map")
    assert names[first : first + 7] == [
        "Map",
        "Smaller (−)",
        "Larger (+)",
        "Show the whole map",
        "Save as a picture…",
        "New person at this account",
        "Map of people",
    ]


@pytest.mark.parametrize("name", ["duplicates", "visits on a trip"])
def test_tab_comes_to_the_buttons_of_a_dialog_last(window: MainWindow, sample_session: Session, name: str) -> None:
    dialog = MAKERS[name](sample_session, window)
    dialog.open()
    QApplication.processEvents()
    stops: list[QWidget] = []
    while (focused := QApplication.focusWidget()) not in stops:
        assert focused is not None
        stops.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    lowest = [stop for stop in stops if isinstance(stop, QPushButton) and stop.parent() is dialog]
    # What stands above the place where the dialog begins comes round after them.
    places = [stops.index(button) for button in lowest]
    assert places == list(range(places[0], places[0] + len(places)))
    tops = [stop.mapTo(dialog, QPoint()).y() for stop in stops]
    assert all(top < tops[0] for top in tops[places[-1] + 1 :])
    dialog.done(0)


@pytest.mark.parametrize("key", PAGES)
def test_backtab_goes_the_same_way_back(qtbot: QtBot, window: MainWindow, key: str) -> None:
    _show(qtbot, window, key)
    forward = list(_stops(window))
    assert [_name(one) for one in _stops(window, back=True)] == [_name(one) for one in (forward[0], *forward[:0:-1])]


@pytest.mark.parametrize("key", PAGES)
def test_the_focus_is_seen_wherever_it_is(qtbot: QtBot, window: MainWindow, key: str) -> None:
    _show(qtbot, window, key)
    unseen = []
    for widget in _stops(window):
        place = QRect(widget.mapTo(window, QPoint(-3, -3)), widget.size().grownBy(_AROUND))
        focused = window.grab(place).toImage()
        widget.clearFocus()
        if window.grab(place).toImage() == focused:
            unseen.append(_name(widget))
        widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert unseen == []


def test_coming_back_to_a_page_that_was_scrolled_the_focus_is_in_sight(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1100, 700)  # one column, which is longer than the window
    _show(qtbot, window, "today")
    page = window.page("today")
    list(_stops(window, back=True))  # to the end of the page and back
    bar = page.findChild(QScrollArea).verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 300
    window.show_page("visits")
    window.show_page("today")
    focused = window.focusWidget()
    assert page.isAncestorOf(focused)
    assert not focused.visibleRegion().isEmpty()


def _left_out(window: MainWindow) -> set[str]:
    reached = set(_stops(window))
    return {_name(widget) for widget in _expected(window) - reached if not _is_of_a_group(widget, reached)}


def _is_of_a_group(widget: QWidget, reached: set[QWidget]) -> bool:
    """Return whether Tab stops at another part of the same group, in which the arrows move."""
    return any(other.parent() is widget.parent() and type(other) is type(widget) for other in reached)


@pytest.mark.parametrize("key", PAGES)
def test_going_to_a_page_the_focus_is_in_it_and_esc_leads_back_to_it(
    qtbot: QtBot, window: MainWindow, key: str
) -> None:
    other = "today" if key != "today" else "steps"
    window.show_page(other)
    number = window.actions_[key].shortcut().toString()[-1]
    QTest.keyClick(window, number, Qt.KeyboardModifier.ControlModifier)
    page = window.current_page()
    assert page is not None
    assert page.key == key
    assert page.isAncestorOf(window.focusWidget())
    settings = window.sidebar.findChildren(QAbstractButton)[-1]
    settings.setFocus()
    QTest.keyClick(settings, Qt.Key.Key_Escape)
    assert page.isAncestorOf(window.focusWidget())


def test_in_the_smallest_window_nothing_of_a_visit_is_cut_off(window: MainWindow, sample_session: Session) -> None:
    (visit,) = sample_session.journal.row("SELECT id FROM visit WHERE deleted_at IS NULL ORDER BY id LIMIT 1") or (0,)
    window.resize(window.minimumSize())
    window.show_record("visit", visit)
    QApplication.processEvents()
    page = window.page("visits")
    assert isinstance(page, VisitPage)
    area = page.editor.form.area
    assert area.widget().width() == area.viewport().width()


def test_esc_closes_the_filter_first_and_then_the_plan(window: MainWindow, sample_session: Session) -> None:
    window.show_record("plan", plans.create(sample_session.journal, goal="Renew the contract").id)
    page = window.page("steps")
    assert isinstance(page, StepPage)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filter.isVisible()
    QTest.keyClicks(page.filter.line, "lamp")
    QTest.keyClick(page.filter.line, Qt.Key.Key_Escape)
    assert not page.filter.isVisible()
    assert page.panel.isVisible()
    focused = window.focusWidget()
    assert page.isAncestorOf(focused)
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()
    assert page.isAncestorOf(window.focusWidget())


def test_esc_in_the_quick_line_loses_no_text(window: MainWindow, sample_session: Session) -> None:
    window.show_record("plan", plans.create(sample_session.journal, goal="Renew the contract").id)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    page = window.page("steps")
    assert isinstance(page, StepPage)
    line = page.quick.line
    assert line.hasFocus()
    QTest.keyClicks(line, "send the list")
    for _ in range(3):
        QTest.keyClick(line, Qt.Key.Key_Escape)
    assert page.quick.text() == "send the list"
