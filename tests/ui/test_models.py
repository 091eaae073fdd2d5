"""Every list model of the window, filled as the window fills it, keeps the rules of Qt's models."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models import accounts, contacts, plans, project_lists, visit_lists
from tests.ui.every_dialog import MAKERS, all_kinds
from ui.main_window import MainWindow
from ui.projects.parts import SECTIONS
from ui.session import Session
from ui.sidebar import PAGES
from ui.widgets.rows import RowModel
from ui.widgets.segments import Segments, TabRow
from ui.widgets.suggest import SuggestField


def _kinds() -> set[type]:
    """Return every kind of model that has no further kinds below it."""
    all_kinds()  # loads every module
    found, waiting = set(), [RowModel]
    while waiting:
        kind = waiting.pop()
        below = [one for one in kind.__subclasses__() if one.__module__.startswith("ui.")]
        waiting += below
        if not below and kind is not RowModel:
            found.add(kind)
    return found


def _models(widget: QWidget) -> Iterator[QAbstractItemModel]:
    for view in widget.findChildren(QAbstractItemView):
        model = view.model()
        if model is not None and type(model).__module__.startswith("ui."):
            yield model


def _shown(window: MainWindow) -> Iterator[QAbstractItemModel]:
    """Go through the window and yield the models as they come to be shown."""
    journal = window.session.journal
    for key in PAGES:
        window.show_page(key)
        QApplication.processEvents()
        yield from _models(window)
    for section in SECTIONS:
        window.page("projects").show_section(section)
        yield from _models(window)
    yield from _parts_of(window.page("projects").home.section("installed"))
    window.show_record("account", accounts.find(journal, "Northern Rail").id)
    window.show_record("contact", contacts.listing(journal)[0].id)
    window.show_record("plan", plans.listing(journal)[0].id)
    window.show_record("project", project_lists.lines(journal, words="signalling")[0].id)
    window.show_record("visit", visit_lists.listing(journal, state="held", limit=1)[0].id)
    for tabs in window.findChildren(TabRow):
        for key in list(tabs._buttons):
            tabs.button(key).click()
    for field in window.findChildren(SuggestField):
        field.edited.emit("n")
    window.top_bar.search.open_list()
    QApplication.processEvents()
    yield from _models(window)
    window.show_page("projects")
    yield from _parts_of(window.page("projects").made_panel().tab("acceptance"))
    tree = window.page("accounts")
    tree.made_panel().open_coverage()
    yield from _models(tree)
    tree.show_list()
    yield from _models(tree)
    tree.show_quiet()
    yield from _models(tree)


def _parts_of(widget: QWidget) -> Iterator[QAbstractItemModel]:
    """Go through the parts of a widget that are chosen by its segments."""
    for choice in widget.findChildren(Segments):
        for key in list(choice._buttons):
            choice.button(key).click()
            QApplication.processEvents()
            yield from _models(widget)


def test_every_model_keeps_the_rules(qtbot: QtBot, qtmodeltester: ModelTester, sample_session: Session) -> None:
    window = MainWindow(sample_session)
    window.resize(1440, 900)
    window.show_page("today")
    window.show()
    tested = set()
    for model in _shown(window):
        tested.add(type(model))
        if isinstance(model, RowModel):
            model.read_up_to(1000)  # the tester itself would read on while rows are being added
        qtmodeltester.check(model)
    for make in MAKERS.values():
        dialog = make(sample_session, window)
        for model in _models(dialog):
            tested.add(type(model))
            qtmodeltester.check(model)
        dialog.deleteLater()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left_out = {kind.__name__ for kind in _kinds() - tested}
    assert not left_out


@pytest.mark.parametrize("key", PAGES)
def test_a_page_of_an_empty_journal_keeps_the_rules_too(
    qtbot: QtBot, qtmodeltester: ModelTester, session: Session, key: str
) -> None:
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show_page(key)
    window.show()
    for model in _models(window):
        qtmodeltester.check(model)
