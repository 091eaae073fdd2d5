from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QFont, QGuiApplication, QImage, QKeySequence, QShortcut, QTextCharFormat
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.composing import cancel, commit, compose
from tests.ui.windows import shown
from ui import theme
from ui.widgets.note_editor import NoteEditor


@pytest.fixture
def notes(qtbot: QtBot) -> NoteEditor:
    made = shown(qtbot, NoteEditor("Notes"), 400, 300)
    made.setFocus()
    return made


def heard(notes: NoteEditor) -> list[str]:
    texts: list[str] = []
    notes.edited.connect(lambda: texts.append(notes.text()))
    return texts


def style_at(notes: NoteEditor, words: str) -> QTextCharFormat:
    """Return the style of the letter at which some words begin."""
    place = notes.toPlainText().index(words)
    block = notes.document().findBlock(place)
    at = place - block.position()
    found = [one for one in block.layout().formats() if one.start <= at < one.start + one.length]
    return QTextCharFormat(found[-1].format) if found else QTextCharFormat()


def end(notes: NoteEditor) -> None:
    cursor = notes.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    notes.setTextCursor(cursor)


def test_markdown_looks_like_what_it_means(notes: NoteEditor) -> None:
    notes.set_text(
        "## Line 4\nMarta wants **one list** and *soon* `x = 1` #reports\n- [ ] open\n- [x] closed\n> quoted\n```\nraw"
    )
    bold = QFont.Weight.Bold
    assert style_at(notes, "Line 4").fontWeight() == bold
    assert style_at(notes, "##").foreground().color() == theme.colour("text_3")
    assert style_at(notes, "one list").fontWeight() == bold
    assert style_at(notes, "Marta").fontWeight() != bold
    assert style_at(notes, "soon").fontItalic()
    assert style_at(notes, "#reports").foreground().color() == theme.colour("accent")
    assert style_at(notes, "closed").fontStrikeOut()
    assert not style_at(notes, "open").fontStrikeOut()
    assert style_at(notes, "quoted").foreground().color() == theme.colour("text_2")
    assert style_at(notes, "raw").fontFamilies()


def test_typing_is_told_and_setting_is_not(notes: NoteEditor, qtbot: QtBot) -> None:
    texts = heard(notes)
    notes.set_text("before")
    end(notes)
    qtbot.keyClicks(notes, "!")
    assert texts == ["before!"]


def test_nothing_is_told_or_styled_while_an_input_method_composes(notes: NoteEditor) -> None:
    notes.set_text("**安静** ")
    end(notes)
    texts = heard(notes)
    compose(notes, "nihao")
    assert notes.is_composing()
    assert texts == []
    assert notes.text() == "**安静** "
    assert style_at(notes, "安静").fontWeight() == QFont.Weight.Bold  # the line keeps the style it had
    commit(notes, "**你好**")
    assert texts == ["**安静** **你好**"]
    assert style_at(notes, "你好").fontWeight() == QFont.Weight.Bold


def test_a_cancelled_composition_changes_nothing(notes: NoteEditor) -> None:
    notes.set_text("**x**")
    texts = heard(notes)
    compose(notes, "ni")
    cancel(notes)
    assert texts == []
    assert notes.text() == "**x**"
    assert style_at(notes, "x").fontWeight() == QFont.Weight.Bold


def test_a_click_elsewhere_ends_a_composition(notes: NoteEditor, qtbot: QtBot) -> None:
    notes.set_text("one\ntwo\nthree")
    texts = heard(notes)
    end(notes)
    compose(notes, "ni")
    qtbot.mouseClick(notes.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    assert not notes.is_composing()
    qtbot.keyClicks(notes, "!")
    assert len(texts) == 1


def test_keys_belong_to_the_input_method_while_it_composes(notes: NoteEditor, qtbot: QtBot) -> None:
    notes.set_text("- one")
    end(notes)
    fired: list[int] = []
    QShortcut(QKeySequence("Ctrl+S"), notes, lambda: fired.append(1))
    compose(notes, "ni")
    qtbot.keyClick(notes, Qt.Key.Key_Return)
    qtbot.keyClick(notes, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(notes, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert notes.text() == "- one"
    assert fired == []
    commit(notes, "你")
    assert notes.text() == "- one你"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- one", "- one\n- "),
        ("  * one", "  * one\n  * "),
        ("3. one", "3. one\n4. "),
        ("- [x] one", "- [x] one\n- [ ] "),
        ("plain", "plain\n"),
        ("- ", ""),
    ],
)
def test_enter_continues_a_list_and_ends_an_empty_item(
    notes: NoteEditor, qtbot: QtBot, before: str, after: str
) -> None:
    notes.set_text(before)
    end(notes)
    qtbot.keyClick(notes, Qt.Key.Key_Return)
    assert notes.text() == after


def test_words_are_marked_and_unmarked(notes: NoteEditor, qtbot: QtBot) -> None:
    notes.set_text("one list")
    cursor = notes.textCursor()
    cursor.setPosition(4)
    notes.setTextCursor(cursor)
    qtbot.keyClick(notes, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert notes.text() == "one **list**"
    qtbot.keyClick(notes, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert notes.text() == "one list"
    qtbot.keyClick(notes, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert notes.text() == "one *list*"


def test_brackets_indent(notes: NoteEditor, qtbot: QtBot) -> None:
    notes.set_text("- one\n- two")
    notes.selectAll()
    qtbot.keyClick(notes, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
    assert notes.text() == "  - one\n  - two"
    qtbot.keyClick(notes, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.ControlModifier)
    assert notes.text() == "- one\n- two"


def test_tab_moves_on(qtbot: QtBot) -> None:
    window = QWidget()
    first, second = NoteEditor(parent=window), NoteEditor(parent=window)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert first.text() == ""


def pasted(html: str = "", text: str = "") -> QMimeData:
    data = QMimeData()
    if html:
        data.setHtml(html)
    data.setText(text)
    return data


def test_what_looks_like_something_is_pasted_as_markdown(notes: NoteEditor) -> None:
    notes.insertFromMimeData(pasted("<h2>Line 4</h2><ul><li>one <b>list</b></li></ul>", "Line 4\none list"))
    assert notes.text() == "## Line 4\n\n- one **list**"


def test_plain_words_are_pasted_as_they_are(notes: NoteEditor) -> None:
    notes.insertFromMimeData(pasted("<div>a * b</div>", "a * b\r\nnext\x00"))
    assert notes.text() == "a * b\nnext"


def test_words_without_marks_are_pasted_by_a_key_of_their_own(notes: NoteEditor, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setMimeData(pasted("<b>bold</b>", "bold"))
    qtbot.keyClick(notes, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert notes.text() == "bold"
    qtbot.keyClick(notes, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert notes.text() == "bold**bold**"


def test_a_field_of_plain_words_takes_no_marks(qtbot: QtBot) -> None:
    plain = NoteEditor("Summary", markdown=False)
    qtbot.addWidget(plain)
    plain.insertFromMimeData(pasted("<b>bold</b>", "bold"))
    assert plain.text() == "bold"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("- ", "", "- one\n- two"),
        ("see: ", "", "see: \n- one\n- two"),
        ("", " end", "- one\n- two\n end"),
        ("", "", "- one\n- two"),
    ],
)
def test_a_list_is_pasted_on_lines_of_its_own(notes: NoteEditor, before: str, after: str, expected: str) -> None:
    notes.set_text(before + after)
    cursor = notes.textCursor()
    cursor.setPosition(len(before))
    notes.setTextCursor(cursor)
    notes.insertFromMimeData(pasted("<ul><li>one</li><li>two</li></ul>"))
    assert notes.text() == expected
    notes.undo()
    assert notes.text() == before + after


def test_a_picture_is_handed_on(notes: NoteEditor, qtbot: QtBot) -> None:
    data = QMimeData()
    picture = QImage(4, 3, QImage.Format.Format_RGB32)
    picture.fill(0)
    data.setImageData(picture)
    with qtbot.waitSignal(notes.picture_pasted) as told:
        notes.insertFromMimeData(data)
    assert told.args[0].size() == picture.size()
    assert notes.text() == ""


def test_words_are_preferred_to_their_picture(notes: NoteEditor) -> None:
    data = pasted("<table><tr><td>Name</td><td>Qty</td></tr><tr><td>A</td><td>3</td></tr></table>", "Name\tQty")
    data.setImageData(QImage(4, 3, QImage.Format.Format_RGB32))
    notes.insertFromMimeData(data)
    assert notes.text() == "| Name | Qty |\n| --- | --- |\n| A | 3 |"


def test_a_link_to_a_file_elsewhere_is_no_file(notes: NoteEditor) -> None:
    data = pasted("<a href='file://host/share/x.png'>x</a>", "x")
    data.setUrls([QUrl("file://host/share/x.png")])
    dropped: list[list[str]] = []
    notes.files_dropped.connect(dropped.append)
    notes.insertFromMimeData(data)
    assert dropped == []


def test_files_are_handed_on(notes: NoteEditor, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/photos/wall.jpg")])
    with qtbot.waitSignal(notes.files_dropped) as dropped:
        notes.insertFromMimeData(data)
    assert dropped.args == [["/photos/wall.jpg"]]
    assert notes.text() == ""


def test_it_grows_with_its_lines_up_to_a_limit(notes: NoteEditor) -> None:
    notes.fit_lines(2, 4)
    notes.set_text("one")
    small = notes.height()
    notes.set_text("one\ntwo\nthree")
    larger = notes.height()
    notes.set_text("\n".join("many"))
    most = notes.height()
    notes.set_text("\n" * 30)
    assert small < larger < most
    assert notes.height() == most


def test_no_line_of_a_text_that_fits_has_to_be_scrolled_to(notes: NoteEditor) -> None:
    notes.fit_lines(2, 12)
    for text in ("one", "\n".join("lines"), "## Heading\n" + "many words " * 20, "字\n" * 8, "字 word\n" * 11):
        notes.set_text(text)
        assert notes.verticalScrollBar().maximum() == 0, text


def test_the_same_text_keeps_the_cursor(notes: NoteEditor) -> None:
    notes.set_text("some words")
    end(notes)
    notes.set_text("some words")
    assert notes.textCursor().position() == 10


def test_the_hint_of_an_empty_note_is_not_painted_over_what_is_composed(notes: NoteEditor) -> None:
    notes.setPlaceholderText("What was said")
    notes.setCursorWidth(0)  # it blinks
    compose(notes, "你好")
    painted = notes.grab().toImage()
    notes.setPlaceholderText("")
    assert notes.grab().toImage() == painted


def test_the_hint_of_a_note_comes_back_when_nothing_was_composed(notes: NoteEditor) -> None:
    notes.setPlaceholderText("What was said")
    notes.setCursorWidth(0)
    empty = notes.grab().toImage()
    compose(notes, "你好")
    cancel(notes)
    assert notes.grab().toImage() == empty
    compose(notes, "你好")
    notes.set_text("")
    assert notes.placeholderText() == "What was said"


def test_a_text_of_a_thousand_lines_finds_its_height(qtbot: QtBot) -> None:
    note = shown(qtbot, NoteEditor("Notes"), 300, 200)
    note.fit_lines(3, 3000)
    note.set_text(
        "\n".join(f"- [ ] line {number}: longer than the editor is wide, so it is wrapped" for number in range(1000))
    )
    qtbot.waitUntil(lambda: note.verticalScrollBar().maximum() == 0)
    assert note.height() > 2000 * theme.line_height("notes") / 2
