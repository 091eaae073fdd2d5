"""The editor of notes: Markdown that looks like what it means while it is typed."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from models.text import list_lines
from models.text.clean import clean
from models.text.note_links import address_at
from ui import theme
from ui.widgets import composed_styles, note_boxes, note_keys, note_lines, note_paste
from ui.widgets.composition import MAY_MOVE, in_turn, ready, swallows, tell_place
from ui.widgets.markdown_style import MarkdownStyle
from ui.widgets.open_link import open_link

_FRAME = 17
"""What padding and border take of the height, above and below together, and a pixel without which Qt scrolls."""
_MOST_FITS = 4
"""So often the height is measured at most: where a scroll bar comes and goes by it, it would never rest."""


class NoteEditor(QPlainTextEdit):
    """A text of several lines; react to `edited`, never to Qt's `textChanged`, which fires while a method composes.

    Enter continues a list, Tab indents its items and else moves on; what further keys do stands in note_keys.py.
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
    steps_wanted = Signal()
    """The selected lines are to become next steps."""
    step_ticked = Signal(str, bool)
    """The box of a line that became a next step was ticked or cleared here: the line's words, and which."""
    history_moved = Signal(str)
    """Something was taken back or done again, and the text before that; comes after `edited`."""

    def __init__(
        self, name: str = "", placeholder: str = "", *, markdown: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._composing = False
        self._composed = ""
        self._told = self._hint = ""
        self._filling = False
        self._least_lines = self._most_lines = self._fits_wanted = 0
        self.setFont(theme.font("notes"))
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.is_markdown = markdown
        self.makes_steps = False
        self.ticked_elsewhere: frozenset[str] = frozenset()
        self._history = (0, 0)
        self._is_new_command = False
        self.style_of_text = MarkdownStyle(self.document()) if markdown else None
        self.viewport().setMouseTracking(markdown)
        self.textChanged.connect(self._tell)
        self.document().undoCommandAdded.connect(self._note_command)
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
        self._told, self._history, self._is_new_command = self.toPlainText(), self._history_now(), False

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
        kept = composed_styles.styles_of(self.textCursor().block()) if begins else []
        super().inputMethodEvent(event)
        if begins:
            composed_styles.give_back(self.textCursor().block(), kept, len(event.preeditString()))
        else:
            self._set_composing(False)
            if self.style_of_text is not None:
                self.style_of_text.rehighlightBlock(self.textCursor().block())
            self._tell()

    def event(self, event: QEvent) -> bool:
        """Keep keys and shortcuts from the program while an input method composes, and claim the editor's own."""
        if self._composing and swallows(event):
            return True
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and note_keys.work_of(self, event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and note_keys.press_tab(self, event):
                event.accept()
                return True
        done = super().event(event)
        if event.type() in MAY_MOVE:
            tell_place(self, self.viewport())
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys of a note do; what they say of a text is Qt's."""
        work = None if self.isReadOnly() else note_keys.work_of(self, event)
        if work is not None:
            work()
        elif self.isReadOnly() or not note_keys.press_enter(self, event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done, with the keys for it."""
        menu = note_keys.menu_of(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and the boxes over their signs."""
        super().paintEvent(event)
        if self.is_markdown:
            note_boxes.draw(self, event.rect(), self.ticked_elsewhere)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick a box, open a link by Ctrl; a click elsewhere ends a composition, though no input method says so."""
        if self._press(event):
            event.accept()
            return
        super().mousePressEvent(event)
        if self._composing and not self.textCursor().block().layout().preeditAreaText():
            self.inputMethodEvent(QInputMethodEvent())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Count a second quick press on a box as one of its own."""
        if not self._press(event):
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer what can be pressed."""
        super().mouseMoveEvent(event)
        if self.is_markdown and not event.buttons():
            point = event.position().toPoint()
            links = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and self._address_at(point)
            hand = bool(links) or note_boxes.pressed(self, point) is not None
            shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.IBeamCursor
            if self.viewport().cursor().shape() != shape:
                self.viewport().setCursor(shape)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End a composition that the input method left behind: Qt has committed or dropped it."""
        super().focusOutEvent(event)
        if self._composing:
            self.inputMethodEvent(QInputMethodEvent())
        self.left.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words, and files and pictures for whoever keeps attachments."""
        return note_paste.can_take(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert words as clean Markdown; files and pictures are no text, and are handed on."""
        paths = note_paste.files(source)
        if paths:
            self.files_dropped.emit(paths)
        elif words := note_paste.words(source, markdown=self.is_markdown):
            self._insert(words)
        elif not (picture := note_paste.picture(source)).isNull():
            self.picture_pasted.emit(picture)

    def paste_plain(self) -> None:
        """Insert the words on the clipboard, without anything else."""
        self._insert(clean(QGuiApplication.clipboard().text()))

    def tick_lines(self) -> None:
        """Tick the selected lines, or clear them; lines without a box get one."""
        before = {block.blockNumber(): block.text() for block in note_lines.selected(self)}
        note_lines.tick(self)
        for number, line in before.items():
            self._tell_tick(line, self.document().findBlockByNumber(number).text())

    def rewrite_lines(self, change: Callable[[str], str]) -> None:
        """Make of each line what a function returns for it, as one change."""
        with note_lines.one_change(self) as cursor:
            block = self.document().firstBlock()
            while block.isValid():
                note_lines.rewrite(cursor, block, change(block.text()))
                block = block.next()

    def show_ticked_elsewhere(self, words: frozenset[str]) -> None:
        """Show a tick for the lines with these words whose next step is closed, whatever stands in the text."""
        if words != self.ticked_elsewhere:
            self.ticked_elsewhere = words
            self.viewport().update()

    def _insert(self, words: str) -> None:
        cursor = self.textCursor()
        first, last = (self.document().findBlock(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        before = first.text()[: cursor.selectionStart() - first.position()]
        after = last.text()[cursor.selectionEnd() - last.position() :]
        cursor.insertText(list_lines.joined(before, words, after) if self.is_markdown else words)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _press(self, event: QMouseEvent) -> bool:
        """Do what a press on a box or, with Ctrl, on a link means; return whether it meant something."""
        if not self.is_markdown or event.button() != Qt.MouseButton.LeftButton or self._composing:
            return False
        point = event.position().toPoint()
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            address = self._address_at(point)
            if address:
                open_link(address)
            return bool(address)
        block = None if self.isReadOnly() or event.modifiers() else note_boxes.pressed(self, point)
        if block is None:
            return False
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        line = block.text()
        item = list_lines.parse(line)
        ticked = item is not None and note_boxes.is_ticked(line, item, self.ticked_elsewhere)
        with note_lines.one_change(self) as cursor:
            note_lines.rewrite(cursor, block, list_lines.with_tick(line, not ticked))
        self._tell_tick(line, block.text(), was_shown=ticked)
        return True

    def _tell_tick(self, before: str, line: str, *, was_shown: bool | None = None) -> None:
        """Say that the box of a next step was ticked or cleared, as far as it was."""
        item, old = list_lines.parse(line), list_lines.parse(before)
        if item is None or not item.is_step or old is None:
            return
        if item.is_ticked != (old.is_ticked if was_shown is None else was_shown):
            self.step_ticked.emit(list_lines.words_of(line), item.is_ticked)

    def _address_at(self, point: QPoint) -> str:
        """Return where the link at a point of the viewport leads, or nothing."""
        cursor = self.cursorForPosition(point)
        return address_at(cursor.block().text(), cursor.positionInBlock())

    def _tell(self) -> None:
        if self._composing or self._filling:
            return
        text = self.toPlainText()
        if text != self._told:
            before, self._told = self._told, text
            # Going through the history changes its place without a new command; so little does what is typed on.
            moved = self._history_now() != self._history and not self._is_new_command
            self._history = self._history_now()
            self.edited.emit()
            if moved:
                self.history_moved.emit(before)
        self._is_new_command = False

    def _history_now(self) -> tuple[int, int]:
        return self.document().availableUndoSteps(), self.document().availableRedoSteps()

    def _note_command(self) -> None:
        self._is_new_command = True

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
        """Be as high as the text now is.

        Measuring lays out what was not yet, and another height may bring another width: both change the text's size
        and come back here. Then it is measured once more, not within what is being measured.
        """
        if not self._most_lines:
            return
        self._fits_wanted += 1
        if self._fits_wanted > 1:
            return
        try:
            for _again in range(_MOST_FITS):
                self._fits_wanted = 1
                fits = self.lines() <= self._most_lines
                off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
                self.setVerticalScrollBarPolicy(off if fits else needed)
                self.setFixedHeight(self._fitting_height())
                if self._fits_wanted == 1:
                    return
        finally:
            self._fits_wanted = 0
