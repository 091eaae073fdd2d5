"""The running program in another language and another theme: all of it changes, and one stays where one was."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from models import accounts, plans
from models.clock import FixedClock
from ui import crash, preferences, theme, translations
from ui.accounts.page import AccountPage
from ui.app import Program, Wishes
from ui.sidebar import PAGES
from ui.steps.page import StepPage
from ui.visits.page import VisitPage

_TEXTS = ("text", "placeholderText", "accessibleName", "accessibleDescription", "toolTip", "windowTitle", "title")


@pytest.fixture
def program(
    qapp: QApplication,
    qtbot: QtBot,
    sample_file: Path,
    tmp_path: Path,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Program]:
    """The program on a copy of the sample journal, in English and light."""
    monkeypatch.setattr(crash, "install", lambda _: None)
    monkeypatch.setattr(qapp, "quit", lambda: None, raising=False)
    path = Path(shutil.copy(sample_file, tmp_path / "sample.rounds"))
    running = Program(qapp, Wishes(file=path, language="en", theme="light", clock=clock))
    assert running.start()
    yield running
    window = running.window
    running.end()
    assert window is not None
    window.hide()
    window.deleteLater()


def _in_chinese(program: Program, qtbot: QtBot) -> None:
    before = program.window
    program.change_language("zh_CN")
    qtbot.waitUntil(lambda: program.window is not before)


def _show(program: Program, qtbot: QtBot, key: str) -> None:
    assert program.window is not None
    program.window.show_page(key)
    qtbot.waitUntil(program.window.page(key).is_settled, timeout=20_000)
    QApplication.processEvents()


def _english_sentences() -> set[str]:
    """Return the sentences of the catalog without places, whose Chinese is another."""
    from babel.messages.pofile import read_po

    catalog = Path(__file__).resolve().parents[2] / "resources" / "translations" / "zh_CN.po"
    with catalog.open("rb") as file:
        messages = [(message.id, message.string) for message in read_po(file)]
    return {
        one
        for one, other in messages
        if isinstance(one, str) and one != other and "{" not in one and re.search("[A-Za-z]", one)
    }


def _words(window: QWidget) -> Iterator[str]:
    for widget in [window, *window.findChildren(QWidget)]:
        for name in _TEXTS:
            words = getattr(widget, name, lambda: "")()
            if isinstance(words, str):
                yield words
        yield from (action.text() for action in widget.actions())
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(number) for number in range(widget.count()))


def test_no_word_of_the_other_language_stays(program: Program, qtbot: QtBot) -> None:
    for key in PAGES:
        _show(program, qtbot, key)
    _in_chinese(program, qtbot)
    english = _english_sentences()
    assert "New visit" in english
    for key in PAGES:
        _show(program, qtbot, key)
        assert program.window is not None
        assert {words for words in _words(program.window) if words in english} == set(), key


def test_another_language_keeps_the_account_that_is_shown_and_the_place_of_the_window(
    program: Program, qtbot: QtBot
) -> None:
    assert program.session is not None
    assert program.window is not None
    wanted = accounts.listing(program.session.journal)[2].id
    program.session.open_record("account", wanted)
    program.window.setGeometry(20, 30, 1200, 760)
    place = program.window.geometry()
    _in_chinese(program, qtbot)
    page = program.window.current_page()
    assert isinstance(page, AccountPage)
    assert page.open_record() == ("account", wanted)
    assert program.window.geometry() == place
    assert page.title() == "客户"


def test_another_language_leaves_the_focus_in_the_list(program: Program, qtbot: QtBot) -> None:
    _show(program, qtbot, "steps")
    _in_chinese(program, qtbot)
    assert program.window is not None
    page = program.window.current_page()
    assert isinstance(page, StepPage)
    assert program.window.focusWidget() is page.view


def test_another_language_keeps_the_plan_at_the_right(program: Program, qtbot: QtBot) -> None:
    assert program.session is not None
    plan = plans.create(program.session.journal, goal="Renew the frame contract").id
    program.session.open_record("plan", plan)
    _in_chinese(program, qtbot)
    assert program.window is not None
    page = program.window.current_page()
    assert isinstance(page, StepPage)
    assert page.panel.plan_id() == plan
    assert page.panel.isVisible()


def test_another_language_saves_the_visit_that_is_being_written_and_shows_it_again(
    program: Program, qtbot: QtBot
) -> None:
    assert program.session is not None
    assert program.window is not None
    account = accounts.listing(program.session.journal)[0].id
    program.session.new_visit(account)
    page = program.window.page("visits")
    assert isinstance(page, VisitPage)
    page.editor.form.texts.notes.insertPlainText("Words that must stay")
    _in_chinese(program, qtbot)
    after = program.window.current_page()
    assert isinstance(after, VisitPage)
    assert "Words that must stay" in after.editor.form.texts.notes.toPlainText()


def test_what_can_not_be_saved_keeps_the_window_and_its_language(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.window
    assert window is not None
    monkeypatch.setattr(window.page("today"), "leave", lambda: False)
    program.change_language("zh_CN")
    QApplication.processEvents()
    assert program.window is window
    assert translations.language().code == "en"
    assert preferences.current().language == ""


def test_another_theme_paints_everything_as_a_window_made_in_it(
    program: Program, qtbot: QtBot, qapp: QApplication
) -> None:
    assert program.window is not None
    program.window.resize(1440, 900)
    for key in PAGES:
        _show(program, qtbot, key)
    _show(program, qtbot, "visits")
    page = program.window.page("visits")
    assert isinstance(page, VisitPage)
    program.change_theme("dark")
    switched = {key: _picture(program, qtbot, key) for key in PAGES}
    _in_chinese(program, qtbot)
    before = program.window
    program.change_language("en")
    qtbot.waitUntil(lambda: program.window is not before)
    program.window.resize(1440, 900)
    for key in PAGES:
        _picture(program, qtbot, key)
        qtbot.waitUntil(lambda key=key: program.window.grab().toImage() == switched[key])
    assert theme.colours().is_dark


def _picture(program: Program, qtbot: QtBot, key: str) -> QImage:
    _show(program, qtbot, key)
    assert program.window is not None
    program.window.status_line.say("Something was done", can_undo=True)
    return program.window.grab().toImage()
