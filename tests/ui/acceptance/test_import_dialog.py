"""Importing an acceptance list: what its columns are can be changed, every row is seen, and all or nothing comes in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import acceptance_lists, projects
from models.safety import backup
from tests.factories import make_account
from tests.models.exchange.acceptance_files import workbook
from ui import workers
from ui.acceptance import export, sheet_dialog
from ui.acceptance.import_dialog import ImportDialog, open_import
from ui.session import Session

HEADINGS = ["Clause", "Department", "What to see", "State", "Checked by"]
ROWS = [["1.1", "Depot 1", "Radio works", "agreed", "AB"], ["1.2", "Depot 1", "Power works", "perhaps", ""]]


@pytest.fixture
def project(session: Session) -> int:
    """A project without a list."""
    return projects.create(session.journal, account_id=make_account(session.journal), name="Lot 2").id


@pytest.fixture
def opened(session: Session, qtbot: QtBot, project: int, alerts: Any) -> Callable[..., ImportDialog]:
    """Return a function that opens the dialog for some rows."""

    def open_dialog(path: Path) -> ImportDialog:
        alerts.answers.append([path])
        open_import(session, None, project)
        qtbot.waitUntil(lambda: bool(shown()) and not workers.is_running())
        return shown()[0]

    return open_dialog


def shown() -> list[ImportDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, ImportDialog) and one.isVisible()]


def items(session: Session, project_id: int) -> list[tuple[str, str, str, str]]:
    found = acceptance_lists.items(session.journal, project_id)
    return [(item.clause, item.criterion, item.evidence, item.state) for item in found]


def choose(qtbot: QtBot, dialog: ImportDialog, heading: str, field: str) -> None:
    """Say what a column is, as the box does by keys."""
    box = dialog.columns.boxes[heading]
    box.setCurrentIndex(box.findData(field))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: not workers.is_running())


def test_columns_are_given_a_meaning_and_the_rows_are_shown_before_anything_comes_in(
    session: Session, qtbot: QtBot, project: int, opened: Callable[..., ImportDialog], tmp_path: Path
) -> None:
    dialog = opened(workbook(tmp_path / "list.xlsx", [HEADINGS, *ROWS]))
    assert "no known" in dialog.kind_field.below() or "headings" in dialog.kind_field.below()
    dialog.kind.setCurrentIndex(dialog.kind.findData("item"))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    qtbot.waitUntil(lambda: not workers.is_running())
    assert "has no column for the criterion" in dialog.kind_field.below()
    choose(qtbot, dialog, "what to see", "criterion")
    assert dialog.kind_field.below() == ""
    QAbstractItemModelTester(dialog.model)
    assert [row[1].state for row in dialog.model.rows] == ["new", "refused"]
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()
    choose(qtbot, dialog, "state", "")
    assert dialog.accept_button.text() == "Import 2 rows"
    assert items(session, project) == []
    dialog.reject()


def test_a_row_that_cannot_come_in_keeps_all_out_until_it_is_left_out(
    session: Session, qtbot: QtBot, project: int, opened: Callable[..., ImportDialog], tmp_path: Path
) -> None:
    rows = [["Clause", "Department", "Criterion", "State", "Checked by"], *ROWS]
    dialog = opened(workbook(tmp_path / "list.xlsx", rows))
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()
    QTest.keyClick(dialog.skip, Qt.Key.Key_Space)
    said: list[tuple[str, bool]] = []
    session.said.connect(lambda sentence, can_undo: said.append((sentence, can_undo)))
    with qtbot.waitSignal(session.said):
        dialog.accept_button.click()
    assert items(session, project) == [("1.1", "Radio works", "Checked by: AB", "agreed")]
    assert said == [("Acceptance list: 1 added, 0 changed.", True)]
    assert [one.pinned for one in backup.listing(session.journal.path)] == ["import"]
    session.undo()
    assert items(session, project) == []


def test_a_field_for_one_column_is_taken_off_the_other(
    session: Session, qtbot: QtBot, project: int, opened: Callable[..., ImportDialog], tmp_path: Path
) -> None:
    rows = [["Clause", "Department", "Criterion", "Number of ours"], ["1.1", "Depot 1", "Radio", "A-7"]]
    dialog = opened(workbook(tmp_path / "list.xlsx", rows))
    choose(qtbot, dialog, "number of ours", "clause")
    assert dialog.columns.boxes["clause"].value() == "kept"
    with qtbot.waitSignal(session.said):
        assert dialog.accept_button is not None
        dialog.accept_button.click()
    assert items(session, project) == [("A-7", "Radio", "Clause: 1.1", "open")]


def test_the_list_goes_out_under_the_name_of_its_project(
    session: Session, qtbot: QtBot, project: int, opened: Callable[..., ImportDialog], tmp_path: Path, alerts: Any
) -> None:
    dialog = opened(workbook(tmp_path / "a.csv.xlsx", [["Department", "Criterion"], ["Depot 1", "Radio"]]))
    with qtbot.waitSignal(session.said):
        assert dialog.accept_button is not None
        dialog.accept_button.click()
    alerts.answers.append(tmp_path / "out")
    with qtbot.waitSignal(session.said):
        export.open_export(session, None, project)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[2]][2:4] == ["Depot 1", "Radio"]


def test_sign_off_sheets_are_shown_and_saved_one_for_each_department(
    session: Session, qtbot: QtBot, project: int, opened: Callable[..., ImportDialog], tmp_path: Path, alerts: Any
) -> None:
    rows = [["Department", "Criterion"], ["Depot 1", "Radio"], ["Depot 2", "Power"]]
    dialog = opened(workbook(tmp_path / "a.xlsx", rows))
    with qtbot.waitSignal(session.said):
        assert dialog.accept_button is not None
        dialog.accept_button.click()
    window = QWidget()
    qtbot.addWidget(window)
    sheet_dialog.open_sign_off(session, window, project, "Depot 2")
    sheets = window.findChild(sheet_dialog.SignOffDialog)
    assert sheets is not None
    qtbot.waitUntil(lambda: sheets.report is not None)
    assert sheets.report is not None
    assert sheets.report.subtitle == "Depot 2 · Lot 2"
    assert not sheets.each.isEnabled()
    sheets.department.setCurrentIndex(0)
    sheets.department.activated.emit(0)
    qtbot.waitUntil(lambda: sheets.report is not None and sheets.report.subtitle == "Lot 2 · Northern Rail")
    sheets.each.click()
    (tmp_path / "sheet Depot 1.pdf").write_text("old")
    alerts.answers += [tmp_path / "sheet.pdf", True]
    with qtbot.waitSignal(session.said):
        sheets.accept()
    names = sorted(path.name for path in tmp_path.glob("sheet*"))
    assert names == ["sheet Depot 1.pdf", "sheet Depot 2.pdf"]
    assert (tmp_path / "sheet Depot 1.pdf").read_bytes().startswith(b"%PDF")
