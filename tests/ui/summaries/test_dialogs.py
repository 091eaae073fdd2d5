"""The dialogs of the Review page ask one thing each, and are freed when they close."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models.summaries.choosing import parts
from models.summaries.left_out import LeftOut, rules
from models.summaries.periods import week_of
from models.summaries.privacy import Audience
from models.summaries.review import AccountChoice
from tests.factories import TODAY
from tests.models.summaries.reports import make_report
from tests.ui.composing import commit, compose
from ui import translations
from ui.summaries.accounts_dialog import AccountChoiceModel, AccountsDialog
from ui.summaries.dialogs import LeftOutDialog, OrderDialog, PeriodDialog
from ui.summaries.printing import make_printer, print_pages

ACCOUNTS = [AccountChoice(1, "Northern Rail", "", 3), AccountChoice(2, "Depot 4", "Northern Rail", 1),
            AccountChoice(3, "江海电信", "", 0)]  # fmt: skip


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def freed(qtbot: QtBot, window: QWidget, kind: type[QWidget]) -> None:
    """Assert that a closed dialog is gone."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not window.findChildren(kind)


def test_days_in_words_make_a_period(qtbot: QtBot, window: QWidget) -> None:
    dialog = PeriodDialog(week_of(TODAY), lambda: TODAY, window)
    dialog.open()
    dialog.first.line.setText("")
    commit(dialog.first.line, "1 May 2026")
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.accept()
    assert chosen.args == ["2026-05-01..2026-05-17"]
    freed(qtbot, window, PeriodDialog)


def test_days_in_the_wrong_order_are_said_to_be(qtbot: QtBot, window: QWidget) -> None:
    dialog = PeriodDialog(week_of(TODAY), lambda: TODAY, window)
    dialog.first.line.setText("")
    commit(dialog.first.line, "2026-05-20")
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()
    assert dialog._error.text()


def test_accounts_are_found_by_typing_and_ticked_by_the_keyboard(qtbot: QtBot, window: QWidget) -> None:
    dialog = AccountsDialog(ACCOUNTS, [], window)
    dialog.open()
    compose(dialog.search, "jianghai")
    assert len(dialog.model.rows) == 3
    commit(dialog.search, "江海")
    assert [row.name for row in dialog.model.rows] == ["江海电信"]
    dialog.search.setText("")
    commit(dialog.search, "rail 4")
    assert [row.name for row in dialog.model.rows] == ["Depot 4"]
    dialog.view.select_first()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.accept()
    assert chosen.args == [(2,)]
    freed(qtbot, window, AccountsDialog)


def test_a_customer_has_one_account(window: QWidget) -> None:
    dialog = AccountsDialog(ACCOUNTS, [], window, alone=True)
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()
    for account in ACCOUNTS[:2]:
        dialog.view.opened.emit(account)
    assert dialog.model.ticked == {2}
    assert dialog.accept_button.isEnabled()


def test_the_list_of_accounts_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    many = [AccountChoice(number, f"Account {number}", "", number) for number in range(350)]
    model = AccountChoiceModel(many, [5])
    qtmodeltester.check(model)
    assert "chosen" in model.words(many[5])
    assert "not chosen" in model.words(many[6])


def test_sections_move_by_alt_and_an_arrow(qtbot: QtBot, window: QWidget) -> None:
    dialog = OrderDialog(parts("person", "manager"), window)
    before = dialog.keys()
    dialog.open()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.accept()
    assert chosen.args[0] == [before[1], before[0], *before[2:]]
    freed(qtbot, window, OrderDialog)


def test_what_is_left_out_is_counted_in_words(window: QWidget) -> None:
    dialog = LeftOutDialog(LeftOut(2, 1, 3, 0), rules(Audience("manager")), window)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "2 confidential visits" in words
    assert "Private notes of 3 visits" in words
    assert any("never leave this journal" in text for text in words)


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_dialog_opens_in_every_language_and_is_freed(qtbot: QtBot, window: QWidget, code: str) -> None:
    translations.use(code)
    for dialog in (
        PeriodDialog(week_of(TODAY), lambda: TODAY, window),
        AccountsDialog(ACCOUNTS, [1], window),
        OrderDialog(parts("period", "manager", "week"), window),
        LeftOutDialog(LeftOut(), rules(Audience("customer")), window),
    ):
        dialog.open()
        assert dialog.accessibleName()
        dialog.reject()
        freed(qtbot, window, type(dialog))


def test_the_pages_are_printed(qapp: QApplication, tmp_path: object) -> None:
    printer = make_printer(make_report(visits=120))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    path = tmp_path / "printed.pdf"  # type: ignore[operator]
    printer.setOutputFileName(str(path))
    count = print_pages(make_report(visits=120), printer)
    assert count > 2
    content = path.read_bytes()
    assert content.count(b"/Type /Page\n") == count


def test_only_the_pages_wanted_are_printed(qapp: QApplication, tmp_path: object) -> None:
    printer = make_printer(make_report(visits=120))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))  # type: ignore[operator]
    printer.setFromTo(2, 2)
    assert print_pages(make_report(visits=120), printer) == 1
