"""The whole way: 634 items out of Excel, 51 of 87 signatures by scripts and by keyboard, and back to Excel."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import acceptance_lists, acceptance_matrix, projects, signing
from models.exchange.acceptance_export import export_list
from models.exchange.acceptance_import import import_list
from models.exchange.acceptance_sheets import open_list, read_lists
from models.journal import Journal
from models.text.acceptance_words import SIGNATURE_STATE_NAMES
from models.text.language import Language
from tests.factories import make_account
from tests.models.exchange.acceptance_files import chinese_list, signature_rows, workbook
from tests.ui.windows import below_dialogs
from ui.acceptance.sign_dialog import SignDialog
from ui.acceptance.tab import AcceptanceTab
from ui.session import Session
from ui.widgets.layouts import column

_BY_SCRIPT, _BY_KEYS, _SIGNED = 30, 21, 51
_ALL = 1000
_ITEM = ("clause", "department", "criterion", "evidence", "state", "state_on", "blocked_because", "owner", "batch")
_SIGNATURE = ("department", "subject", "signer", "state", "asked_on", "signed_on", "blocked_because")

_Told = tuple[list[list[object]], list[list[object]]]


def _told(journal: Journal, project_id: int) -> _Told:
    """Everything that the lists of a project say."""
    items = acceptance_lists.items(journal, project_id, limit=_ALL)
    signatures = acceptance_lists.signatures(journal, project_id, limit=_ALL)
    return (
        [[getattr(one, name) for name in _ITEM] for one in items],
        [[getattr(one, name) for name in _SIGNATURE] for one in signatures],
    )


def _sign_by_keys(qtbot: QtBot, session: Session, project_id: int, count: int) -> None:
    """Press Enter once for each signature, in the dialog of sign-offs."""
    with below_dialogs(1200) as window:
        tab = AcceptanceTab(session)
        window.setLayout(column(tab))
        tab.show_project(project_id)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        tab.record_sign_off()
        QApplication.processEvents()
        for _ in range(count):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
            QApplication.processEvents()
        (dialog,) = (one for one in window.findChildren(SignDialog) if one.isVisible())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        QApplication.processEvents()


def test_634_items_come_in_51_of_87_are_signed_and_all_goes_out_again(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    journal = session.journal
    lot = projects.create(journal, account_id=make_account(journal, "北方铁路"), name="二标段").id
    for path in (
        chinese_list(tmp_path / "验收清单.xlsx"),
        workbook(tmp_path / "签字.xlsx", signature_rows(), sheet="签字"),
    ):
        assert import_list(journal, lot, read_lists(open_list(path))).refused == ()
    wanted = acceptance_lists.signatures(journal, lot, limit=_BY_SCRIPT)
    for one in wanted:
        signing.ask(journal, [one.id], on="2026-05-06")
        signing.sign(journal, [one.id], on="2026-05-12")
    _sign_by_keys(qtbot, session, lot, _BY_KEYS)
    matrix = acceptance_matrix.read(journal, lot)
    assert (matrix.items.all, matrix.signatures.all, matrix.signatures.signed) == (634, 87, _SIGNED)
    assert len(matrix.departments) == 17

    chinese = Language("zh_CN")
    made = export_list(journal, lot, "xlsx", language=chinese)
    out = tmp_path / "交回.xlsx"
    out.write_bytes(made.content)
    sheets = [list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(out, read_only=True)]
    assert [len(rows) - 1 for rows in sheets] == [634, 87]
    assert Counter(cell for row in sheets[1] for cell in row)[chinese.say(SIGNATURE_STATE_NAMES["signed"])] == _SIGNED
    other = projects.create(journal, account_id=make_account(journal, "南方铁路"), name="三标段").id
    assert import_list(journal, other, read_lists(open_list(out))).refused == ()
    assert _told(journal, other) == _told(journal, lot)
