"""The real dialogs behind the facade: what was pressed comes back, and each is freed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from ui import translations
from ui.alerts import Dialogs


@pytest.fixture
def dialogs(qtbot: QtBot) -> Dialogs:
    return Dialogs()


def _in_front() -> QDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    return dialog


def _then(work: Callable[[], object]) -> None:
    """Do something once the next dialog stands."""

    def look() -> None:
        QTimer.singleShot(0, work) if QApplication.activeModalWidget() else QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def _press(words: str) -> None:
    box = _in_front()
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == words).click()


def _enter(dialog: QDialog, name: str) -> None:
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(name)
    QTest.keyClick(line, Qt.Key.Key_Return)


def _left() -> list[QDialog]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox | QFileDialog)]


def test_a_question_brings_back_what_was_pressed(dialogs: Dialogs) -> None:
    for words, answer in (("Empty", True), ("Cancel", False)):
        _then(lambda words=words: _press(words))
        assert dialogs.confirm("Empty the trash?", "This can't be taken back.", "Empty", dangerous=True) is answer
    assert not _left()


@pytest.mark.parametrize(("work", "answer"), [(lambda: _press("New journal…"), "new"), (None, "")])
def test_a_choice_brings_back_its_key_and_esc_none(
    dialogs: Dialogs, work: Callable[[], object] | None, answer: str
) -> None:
    _then(work or (lambda: QTest.keyClick(_in_front(), Qt.Key.Key_Escape)))
    assert dialogs.choose("It can't be opened", "It is gone.", [("other", "Other…"), ("new", "New journal…")]) == answer
    assert not _left()


def test_what_is_told_goes_away_once_read(dialogs: Dialogs) -> None:
    _then(lambda: QTest.keyClick(_in_front(), Qt.Key.Key_Return))
    dialogs.tell("Done", "It is done.")
    assert not _left()


def test_a_file_dialog_brings_back_the_files_that_were_chosen(dialogs: Dialogs, tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    path.write_text("")

    def choose() -> None:
        dialog = _in_front()
        assert isinstance(dialog, QFileDialog)
        _enter(dialog, str(path))

    _then(choose)
    assert dialogs.ask_open("Import", "Cards (*.vcf)", folder=tmp_path) == [path]
    _then(lambda: _in_front().reject())
    assert dialogs.ask_open("Import", "Cards (*.vcf)", many=True, folder=tmp_path) == []
    assert not _left()


def test_a_file_to_save_gets_the_ending_that_was_suggested(dialogs: Dialogs, tmp_path: Path) -> None:
    def name_it() -> None:
        dialog = _in_front()
        assert isinstance(dialog, QFileDialog)
        _enter(dialog, "week")

    _then(name_it)
    assert dialogs.ask_save("Save", tmp_path / "Weekly report.pdf", "PDF files (*.pdf)") == tmp_path / "week.pdf"


def test_the_words_of_a_file_dialog_are_the_readers(dialogs: Dialogs, tmp_path: Path) -> None:
    translations.use("zh_CN")
    words: list[str] = []

    def look() -> None:
        dialog = _in_front()
        assert isinstance(dialog, QFileDialog)
        words.append(dialog.labelText(QFileDialog.DialogLabel.LookIn))
        dialog.reject()

    _then(look)
    assert dialogs.ask_save("保存", tmp_path / "周报.pdf", "PDF (*.pdf)") is None
    assert words == ["查找范围："]
