"""From a project one comes back to where it stands in the pipeline and in the list; its milestones are made from it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from models import acceptance, projects, receivables
from tests.factories import make_account
from tests.ui.windows import window_in_front
from ui.main_window import MainWindow
from ui.projects.list_view import ListView
from ui.projects.milestone_dialog import MilestoneDialog
from ui.projects.page import ProjectPage
from ui.projects.pipeline_view import PipelineView
from ui.receivables.editor import ReceivableEditor
from ui.receivables.project_tab import ProjectReceivableTab
from ui.session import Session


def _made(session: Session) -> list[int]:
    account = make_account(session.journal, "Northern Rail")
    wanted = [("Radio", "Lead"), ("Fibre", "Lead"), ("Crane", "Tender")]
    return [projects.create(session.journal, account_id=account, name=name, stage=at).id for name, at in wanted]


def _opened(qtbot: QtBot, session: Session, project_id: int, section: str) -> tuple[MainWindow, ProjectPage]:
    window = window_in_front(qtbot, session)
    window.show_page("projects")
    page = window.page("projects")
    assert isinstance(page, ProjectPage)
    page.show_section(section)
    window.show_record("project", project_id)
    QApplication.processEvents()
    return window, page


def test_esc_goes_back_to_the_project_in_the_pipeline(session: Session, qtbot: QtBot) -> None:
    crane = _made(session)[-1]
    window, page = _opened(qtbot, session, crane, "pipeline")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    QApplication.processEvents()
    pipeline = page.home.current()
    assert isinstance(pipeline, PipelineView)
    at = pipeline.current()
    assert at is not None
    assert at.id == crane


def test_esc_goes_back_to_the_project_in_the_list(session: Session, qtbot: QtBot) -> None:
    crane = _made(session)[-1]
    window, page = _opened(qtbot, session, crane, "list")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    QApplication.processEvents()
    listed = page.home.current()
    assert isinstance(listed, ListView)
    assert listed.view.current_row().id == crane


def test_a_milestone_is_made_from_any_tab(session: Session, qtbot: QtBot) -> None:
    _, page = _opened(qtbot, session, _made(session)[0], "pipeline")
    (make,) = [one for one in page.deeds() if one.key == "project.milestone"]
    make.work()
    QApplication.processEvents()
    (dialog,) = page.findChildren(MilestoneDialog)
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.parametrize("kind", ["receivable", "acceptance_item", "signature"])
def test_what_belongs_to_a_project_has_the_keys_as_it_is_opened(session: Session, qtbot: QtBot, kind: str) -> None:
    radio, journal = _made(session)[0], session.journal
    window, page = _opened(qtbot, session, radio, "pipeline")
    account = projects.get(journal, radio).account_id
    made = {
        "receivable": lambda: receivables.create(
            journal, account_id=account, project_id=radio, title="Installed", amount_minor=500, currency="EUR"
        ),
        "acceptance_item": lambda: acceptance.add_item(
            journal, radio, clause="7.1", criterion="Bell", department="Hall"
        ),
        "signature": lambda: acceptance.add_signature(journal, radio, department="Depot 4"),
    }[kind]()
    page.made_panel().focus_tabs()
    window.show_record(kind, made.id)
    QApplication.processEvents()
    tab = page.made_panel().current_tab()
    assert tab is not None
    focused = window.focusWidget()  # the main window's own, a dialog may be before it
    assert focused is not None
    assert tab.isAncestorOf(focused)
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        dialog.reject()


def test_where_nothing_is_owed_yet_n_makes_a_receivable(session: Session, qtbot: QtBot) -> None:
    _, page = _opened(qtbot, session, _made(session)[0], "pipeline")
    panel = page.made_panel()
    panel.go_to("receivables")
    tab = panel.current_tab()
    assert isinstance(tab, ProjectReceivableTab)
    tab.new_button.setFocus()
    QTest.keyClick(tab.new_button, Qt.Key.Key_N)
    QApplication.processEvents()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReceivableEditor)
    dialog.reject()


def test_without_a_signature_nothing_is_said_to_be_signed(session: Session, qtbot: QtBot) -> None:
    window, _ = _opened(qtbot, session, _made(session)[0], "pipeline")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_S)
    QApplication.processEvents()
    assert window.status_line.words() == "No signatures yet"
