"""The field in the top bar: it finds records by their words, jumps to names, and does commands by their letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from ui.actions import Actions
from ui.session import Session
from ui.translations import say
from ui.widgets import paint
from ui.widgets.line_field import LineField

if TYPE_CHECKING:
    from models.quick_add import Understood
    from ui.background import Background
    from ui.command_palette.answers import Answers
    from ui.command_palette.command import Command
    from ui.command_palette.panel import ListPanel
    from ui.command_palette.row import Row

_KEY_BORDER = 9
"""Pixels between the key that is named and the end of the field."""
_LONGEST = 2000
"""Characters of a page that was pasted that the field takes."""
_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Why the focus goes for a moment, after which one goes on where one was."""


class SearchField(LineField):
    """One list for everything: its rows are made when the field is used for the first time."""

    jumped = Signal()
    """Something was chosen, and the field has nothing more to do."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(say("Search or jump to…"), say("Search or jump to…"), parent)
        self.setProperty("kind", "sunk")
        self.setMaxLength(_LONGEST)
        self.commands: Callable[[], Sequence[Command]] = list
        """What can be done at this moment; the window says it."""
        self._session = session
        self._panel: ListPanel | None = None
        self._answers: Answers | None = None
        self._only = ""
        """The kind of records that is shown alone."""
        self._goes_on = False
        """Whether the list was open when a composition began."""
        self._enters = False
        """Whether Enter was pressed for an answer that is still looked for."""
        self._before: QWidget | None = None
        self._background: Background | None = None
        self._key = actions["search"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setTextMargins(28, 0, paint.width(self._key, "hint") + 14, 0)
        self.edited.connect(self._on_edited)
        self.composing_changed.connect(self._make_room)

    # What the window and the tests ask of it.

    def open_list(self) -> None:
        """Take the focus and show what is offered, remembering where the focus was.

        An Enter that still waits for its answer is done first: what comes next was typed for what it leads to.
        """
        if self._enters:
            self._enter_now()
        before = self.window().focusWidget()
        if before is not self:
            self._before = before
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._read_commands()
        self._show()
        self.prepare()

    def is_open(self) -> bool:
        """Return whether the list is shown."""
        return self._panel is not None and self._panel.isVisible()

    def rows(self) -> Sequence[Row]:
        """Return the rows that are shown; none while the list is closed."""
        return self._panel.model.rows if self._panel is not None and self.is_open() else []

    def marked(self) -> Row | None:
        """Return the row that Enter would take."""
        return self._panel.marked_row() if self._panel is not None else None

    def list_panel(self) -> ListPanel:
        """Return the list, made when it is needed for the first time."""
        if self._panel is None:
            from ui.command_palette.panel import ListPanel

            self._panel = ListPanel(self)
            self._panel.picked.connect(self._take)
            self._panel.marked.connect(self._announce)
        return self._panel

    def answers(self) -> Answers:
        """Return what answers the text, made when it is needed for the first time."""
        if self._answers is None:
            from ui.command_palette.answers import Answers
            from ui.command_palette.finder import Finder

            self._answers = Answers(self._session, self, Finder(self._session, self))
            self._answers.finder.arrived = self._show_arrived
        return self._answers

    def prepare(self) -> None:
        """Load beside the window what the first use of the field would wait for, while nobody waits yet."""
        if self._background is None:
            from ui.background import Background

            self._background = Background(self)
            self._background.run("parts", _load_parts, lambda _: None, lambda _: None)

    # What the rows do.

    def open_record(self, kind: str, record_id: int) -> None:
        """Open a record that was found; what was searched for in texts is remembered."""
        from ui.command_palette import memory

        if kind not in ("account", "contact"):
            memory.note_search(self._session.journal, self.text().strip())
        self._end()
        self._session.open_record(kind, record_id)

    def show_all(self, kind: str) -> None:
        """Show all records of a kind that were found."""
        self._only = kind
        self._show()

    def search_again(self, text: str) -> None:
        """Search for a text of before."""
        self.setText(text)
        self._show()

    def do(self, command: Command) -> None:
        """Do a command, unless it can't be done now."""
        from ui.command_palette import memory

        if command.why_not:
            return
        memory.note_command(command.key)
        self._end()
        command.work()

    def add(self, understood: Understood) -> None:
        """Add a step or a visit; the text stays when that fails."""
        if self.answers().add(understood):
            self._end()

    # Events.

    def event(self, event: QEvent) -> bool:
        """Let the keys of the list reach it before a shortcut gets them, and Tab go to the next group."""
        if isinstance(event, QKeyEvent) and not self.is_composing():
            if event.type() == QEvent.Type.ShortcutOverride:
                if self.is_open() and event.key() in _OF_THE_LIST:
                    event.accept()
                    return True
                if event.matches(QKeySequence.StandardKey.DeleteEndOfLine):
                    event.ignore()  # Ctrl+K shows the list here, too
                    return False
            if event.type() == QEvent.Type.KeyPress and self.is_open() and event.key() in _TABS:
                self.list_panel().move_group(_TABS[Qt.Key(event.key())])
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Steer the list by the keys while the field keeps the focus."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and plain:
            self._go_back(event)
        elif key in _MOVES and (plain or control):
            self._move(key, by_group=control)
        elif plain and key in _PAGES and self.is_open():
            self.list_panel().move_page(_PAGES[key])
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_open():
            row = self.marked()
            if self._answers_are_late():
                self._enters = True
            elif row is not None:
                self._take(row)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show what is offered when the field is clicked."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.is_open() and not self.is_composing():
            self._read_commands()
            self._show()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Show the list again after a composition that came to nothing."""
        super().inputMethodEvent(event)
        if self._goes_on and not self.is_composing():
            self._goes_on = False
            if not self.is_open():
                self._show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list; who leaves the field for good finds it empty again."""
        self._close()
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self._only = ""
            self.setText("")

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the list along."""
        self._close()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a lens in front, and the key behind while there is no text."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint.icon(painter, 12, self.height() // 2, "search", "text_2", 16)
        if not self.text():
            wide = paint.width(self._key, "hint") + 10
            area = self.rect().adjusted(self.width() - wide - _KEY_BORDER, 7, -_KEY_BORDER, -7)
            paint.rounded(painter, area, 4, "card", "line")
            paint.text(painter, area, self._key, "hint", "text_3", paint.CENTRE)

    # Its own ways.

    def _on_edited(self, text: str) -> None:
        if self._only and not text.strip():
            self._only = ""
        if not self.is_open():
            self._read_commands()
        self._goes_on = self._enters = False
        self._show()

    def _read_commands(self) -> None:
        self.answers().commands = self.commands()

    def _show(self) -> None:
        text, panel, answers = self.text(), self.list_panel(), self.answers()
        if self._only:
            from ui.command_palette.record_rows import GROUP_NAMES

            kind = self._only
            panel.offer_all(
                lambda limit: answers.all_of(text, kind, limit), say(GROUP_NAMES[kind]), [say("Esc: all kinds")]
            )
            return
        answer = answers.to(text)
        if answer is not None:
            panel.offer(answer, _hints(text))

    def _show_arrived(self) -> None:
        """Show what was looked for beside the window; Enter may have been pressed before it was there."""
        if not self.hasFocus() or self.is_composing():
            return
        self._show()
        row = self.marked() if self._enters and not self._answers_are_late() else None
        self._enters = False
        if row is not None:
            self._take(row)

    def _enter_now(self) -> None:
        """Do what Enter was pressed for, without waiting beside the window any longer."""
        self._enters = False
        self.answers().finder.hurry()
        self._show()
        row = self.marked()
        if row is not None:
            self._take(row)

    def _answers_are_late(self) -> bool:
        """Return whether the rows shown are still those of another text."""
        return self._answers is not None and self._answers.finder.is_looking()

    def _move(self, key: Qt.Key, *, by_group: bool) -> None:
        if not self.is_open():
            self._read_commands()
            self._show()
        elif by_group:
            self.list_panel().move_group(_MOVES[key])
        else:
            self.list_panel().move_row(_MOVES[key])

    def _take(self, row: Row) -> None:
        if row.work is not None:
            row.work()

    def _go_back(self, event: QKeyEvent) -> None:
        """Leave by Esc what is innermost: one kind, the list with words in the field, at last the field."""
        if self.is_open() and self._only:
            self._only = ""
            self._show()
            return
        was_open = self.is_open()
        self._close()
        if was_open and self.text():
            return
        if not self._give_back():
            super().keyPressEvent(event)

    def _give_back(self) -> bool:
        """Give the focus back to where it was before the field was called; return whether that is still there."""
        before, self._before = self._before, None
        try:
            if before is None or not before.isVisible() or not before.isEnabled():
                return False
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        except RuntimeError:  # it was destroyed meanwhile
            return False
        return True

    def _end(self) -> None:
        self._close()
        self._only = ""
        self._before = None
        self.answers().finder.forget()
        self.setText("")
        self.jumped.emit()

    def _close(self) -> None:
        if self._panel is not None:
            self._panel.hide()
            self.setAccessibleDescription("")

    def _make_room(self, composing: bool) -> None:
        if composing:
            self._goes_on = self.is_open()
            self._close()  # a window without focus: the input method does not notice

    def _announce(self, row: Row) -> None:
        """Let a screen reader say which row Enter would take: the list itself never has the focus."""
        from ui.command_palette.row import spoken

        words = spoken(row)
        self.setAccessibleDescription(words)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


def _load_parts() -> None:
    for name in ("panel", "answers", "commands", "quick_line"):
        import_module(f"ui.command_palette.{name}")
    from models.search import asking, finding  # noqa: F401  # the window asks it soon

    asking.question("a word")  # loads what reads a question
    import_module("ui.brief.dialog")  # one key away, too, and slow to load


def _hints(text: str) -> list[str]:
    """Return what the line below the list says: how to narrow a search before one begins, else what the keys do."""
    if text.strip():
        return [
            say("↑ ↓ move"),
            say("Tab next group"),
            say("Enter opens"),
            say("Esc closes"),
        ]
    return [
        say("> commands"),
        say("@ names"),
        say("account:  person:  kind:promise  tag:"),
        say("since:last month"),
        say("“exact words”"),
        say("-without"),
    ]


_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_OF_THE_LIST = frozenset({*_MOVES, *_PAGES, *_TABS, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter})
"""The keys that belong to the list while it is shown, whatever else they are shortcuts of."""
