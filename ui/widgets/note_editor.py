"""The editor of notes: Markdown that looks like what it means while it is typed."""

from __future__ import annotations

import re
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from models.text.clean import clean
from ui import theme
from ui.widgets.composition import MAY_MOVE, in_turn, ready, swallows, tell_place
from ui.widgets.markdown_style import MarkdownStyle

_ITEM = re.compile(r"(\s*)([-*+–•]|(\d{1,9})([.)]))(\s+)(\[[ xX]\]\s+)?")
_INDENT = "  "
_FRAME = 17
"""What padding and border take of the height, above and below together, and a pixel without which Qt scrolls."""


class NoteEditor(QPlainTextEdit):
    """A text of several lines; react to `edited`, never to Qt's `textChanged`, which fires while a method composes.

    Tab moves on; Ctrl+] and Ctrl+[ indent; Enter continues a list; Ctrl+B and Ctrl+I mark words.
    """

    edited = Signal()
    """The user changed the text, and no input method composes."""
    composing_changed = Signal(bool)
    left = Signal()
    """The focus went elsewhere, with nothing left to compose."""
    files_dropped = Signal(list)
    """Paths of files that were dropped or pasted here: they are no text."""
    picture_pasted = Signal(QImage)
    """A picture was on the clipboard, and no words with it."""

    def __init__(
        self, name: str = "", placeholder: str = "", *, markdown: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._composing = False
        self._composed = ""
        self._told = self._hint = ""
        self._filling = False
        self._least_lines = self._most_lines = 0
        self.setFont(theme.font("notes"))
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.style_of_text = MarkdownStyle(self.document()) if markdown else None
        self.textChanged.connect(self._tell)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def text(self) -> str:
        """Return the text, without what an input method is composing."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show another text; that is no edit, and `edited` stays silent. The same text keeps the cursor's place."""
        if text == self.toPlainText() and not self._composing:
            return
        self._filling = True
        try:
            self.setPlainText(text)
        finally:
            self._filling = False
        self._set_composing(False)
        self._told = self.toPlainText()

    def is_composing(self) -> bool:
        """Return whether an input method has begun a text that is not yet part of the note."""
        return self._composing

    def fit_lines(self, least: int, most: int) -> None:
        """Be as high as the text, from `least` to `most` lines; beyond that it scrolls."""
        self._least_lines, self._most_lines = least, most
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def lines(self) -> int:
        """Return how many lines the text takes on the screen."""
        return max(round(self.document().documentLayout().documentSize().height()), 1)

    def sizeHint(self) -> QSize:
        """Return the height that fits the lines, if they decide it."""
        hint = super().sizeHint()
        return QSize(hint.width(), self._fitting_height()) if self._most_lines else hint

    def minimumSizeHint(self) -> QSize:
        """Return the least height, if the lines decide it."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), self._height_of(self._least_lines)) if self._most_lines else hint

    def end_composition(self) -> None:
        """Make text of what is being composed, before the field goes: the input method's word, or else its letters."""
        if self._composing:
            before, letters = self.text(), self._composed
            QGuiApplication.inputMethod().commit()
            if self.text() == before:  # ibus takes the letters away here, for methods such as Pinyin
                self.inputMethodEvent(ready(letters))
                QGuiApplication.inputMethod().reset()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know when a composition begins and ends; the styles of its line stay as they were meanwhile."""
        for step in in_turn(event):
            self._compose(step)

    def _compose(self, event: QInputMethodEvent) -> None:
        self._composed = event.preeditString()
        begins = bool(event.preeditString())
        if begins:
            self._set_composing(True)
        kept = self._styles_of_line() if begins else []
        super().inputMethodEvent(event)
        if begins:
            self._keep_styles(kept, len(event.preeditString()))
        else:
            self._set_composing(False)
            if self.style_of_text is not None:
                self.style_of_text.rehighlightBlock(self.textCursor().block())
            self._tell()

    def event(self, event: QEvent) -> bool:
        """Keep keys and shortcuts from the program while an input method composes, and claim the editor's own."""
        if self._composing and swallows(event):
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        done = super().event(event)
        if event.type() in MAY_MOVE:
            tell_place(self, self.viewport())
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Continue lists, indent and mark words by the keys."""
        if _is_own(event):
            self._own_keys(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self._continue_list():
            pass
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notice that a click elsewhere ends a composition, even if the input method does not say so."""
        super().mousePressEvent(event)
        if self._composing and not self.textCursor().block().layout().preeditAreaText():
            self.inputMethodEvent(QInputMethodEvent())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End a composition that the input method left behind: Qt has committed or dropped it."""
        super().focusOutEvent(event)
        if self._composing:
            self.inputMethodEvent(QInputMethodEvent())
        self.left.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text, and files for whoever keeps attachments."""
        return source.hasText() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert plain text only, as the journal will store it; files are no text."""
        paths = [url.toLocalFile() for url in source.urls() if url.isLocalFile()] if source.hasUrls() else []
        if paths:
            self.files_dropped.emit(paths)
        elif source.hasText():
            self.textCursor().insertText(clean(source.text()))

    def toggle_marks(self, marks: str) -> None:
        """Put marks such as ** around the selected words (or the word at the cursor), or take them away."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        words = cursor.selectedText()
        if len(words) > 2 * len(marks) and words.startswith(marks) and words.endswith(marks):
            self._replace(cursor, words[len(marks) : -len(marks)], 0, 0)
        elif self._has_marks_around(cursor, marks):
            start, end = cursor.selectionStart() - len(marks), cursor.selectionEnd() + len(marks)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self._replace(cursor, words, 0, 0)
        else:
            self._replace(cursor, f"{marks}{words}{marks}", len(marks), len(marks))

    def indent_lines(self, by: int) -> None:
        """Move the selected lines, or the one with the cursor, a step to the right (1) or to the left (−1)."""
        cursor = self.textCursor()
        first = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionEnd()).blockNumber()
        cursor.beginEditBlock()
        block = first
        while block.isValid() and block.blockNumber() <= last:
            edge = QTextCursor(block)
            if by > 0:
                edge.insertText(_INDENT)
            elif block.text().startswith(_INDENT):
                edge.setPosition(block.position() + len(_INDENT), QTextCursor.MoveMode.KeepAnchor)
                edge.removeSelectedText()
            block = block.next()
        cursor.endEditBlock()

    def _own_keys(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_B:
            self.toggle_marks("**")
        elif key == Qt.Key.Key_I:
            self.toggle_marks("*")
        else:
            self.indent_lines(1 if key == Qt.Key.Key_BracketRight else -1)

    def _continue_list(self) -> bool:
        cursor = self.textCursor()
        line = cursor.block().text()
        item = _ITEM.match(line)
        if item is None or cursor.hasSelection() or cursor.positionInBlock() < item.end():
            return False
        cursor.beginEditBlock()
        if not line[item.end() :].strip():
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        else:
            sign = f"{int(item[3]) + 1}{item[4]}" if item[3] else item[2]
            box = "[ ] " if item[6] else ""
            cursor.insertText(f"\n{item[1]}{sign}{item[5]}{box}")
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _has_marks_around(self, cursor: QTextCursor, marks: str) -> bool:
        line = cursor.block().text()
        start = cursor.selectionStart() - cursor.block().position()
        end = cursor.selectionEnd() - cursor.block().position()
        return start >= len(marks) and line[start - len(marks) : start] == marks and line[end:].startswith(marks)

    def _replace(self, cursor: QTextCursor, words: str, from_start: int, from_end: int) -> None:
        start = cursor.selectionStart()
        cursor.insertText(words)
        cursor.setPosition(start + from_start)
        cursor.setPosition(start + len(words) - from_end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _styles_of_line(self) -> list[QTextLayout.FormatRange]:
        """Return the styles of the cursor's line, with what is being composed taken out."""
        layout = self.textCursor().block().layout()
        at, length = layout.preeditAreaPosition(), len(layout.preeditAreaText())
        kept = []
        for style in layout.formats():
            start, end = style.start, style.start + style.length
            if length and start >= at and end <= at + length:
                continue  # the input method's own
            start -= length if length and start >= at + length else 0
            end -= length if length and end >= at + length else 0
            kept.append(_range(style, start, end))
        return kept

    def _keep_styles(self, kept: list[QTextLayout.FormatRange], length: int) -> None:
        """Give the line its styles back, which Qt replaces by those of the input method."""
        if not kept:
            return
        block = self.textCursor().block()
        layout = block.layout()
        at = layout.preeditAreaPosition()
        own = layout.formats()
        moved = []
        for style in kept:
            start = style.start + (length if style.start >= at else 0)
            end = style.start + style.length
            moved.append(_range(style, start, end + (length if end > at else 0)))
        layout.setFormats([*moved, *own])
        self.document().markContentsDirty(block.position(), block.length())

    def _tell(self) -> None:
        if self._composing or self._filling:
            return
        text = self.toPlainText()
        if text != self._told:
            self._told = text
            self.edited.emit()

    def _set_composing(self, composing: bool) -> None:
        if self.style_of_text is not None:
            self.style_of_text.is_paused = composing
        if composing != self._composing:
            self._composing = composing
            self._hide_hint(composing)
            self.composing_changed.emit(composing)

    def _hide_hint(self, hidden: bool) -> None:
        """Take away the words of an empty note while the first ones are composed: Qt would paint both in one place."""
        if hidden:
            self._hint = self.placeholderText()
        self.setPlaceholderText("" if hidden else self._hint)

    def _fitting_height(self) -> int:
        """Return the height of the text as it is laid out (a line may hold higher letters), within the bounds."""
        if self.lines() > self._most_lines:
            return self._height_of(self._most_lines)
        height, block = 0.0, self.document().firstBlock()
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return max(ceil(height) + round(self.document().documentMargin()) + _FRAME, self._height_of(self._least_lines))

    def _height_of(self, lines: int) -> int:
        # Rounded as the layout of a text does it, which may be more than the font's own line spacing.
        metrics = QFontMetricsF(self.font())
        line = ceil(metrics.ascent()) + ceil(metrics.descent())
        return lines * line + 2 * round(self.document().documentMargin()) + _FRAME

    def _fit(self, _: object = None) -> None:
        if self._most_lines:
            fits = self.lines() <= self._most_lines
            off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
            self.setVerticalScrollBarPolicy(off if fits else needed)
            self.setFixedHeight(self._fitting_height())


def _is_own(event: QKeyEvent) -> bool:
    keys = (Qt.Key.Key_B, Qt.Key.Key_I, Qt.Key.Key_BracketRight, Qt.Key.Key_BracketLeft)
    return event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in keys


def _range(style: QTextLayout.FormatRange, start: int, end: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, style.format
    return made
