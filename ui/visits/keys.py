"""The keys of the visit editor: jumps to its parts, and whose undo Ctrl+Z is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


def shortcut(widget: QWidget, sequence: str, work: Callable[[], object]) -> QShortcut:
    """Let a key do something while the focus is in the widget; an input method that composes keeps it to itself."""
    made = QShortcut(QKeySequence(sequence), widget)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(work)
    return made


def install_jumps(editor: QWidget, places: Sequence[QWidget], jump: Callable[[QWidget], object]) -> None:
    """Let Alt+1, Alt+2 … lead to places of the editor, whose tooltips say so."""
    for number, place in enumerate(places, 1):
        made = shortcut(editor, f"Alt+{number}", partial(jump, place))
        shown = made.key().toString(QKeySequence.SequenceFormat.NativeText)
        place.setToolTip("\n".join(filter(None, (f"{place.accessibleName()}  {shown}", place.toolTip()))))


class TextHistory(QObject):
    """Leaves undo to a text field only while that has something to take back; else Ctrl+Z is the journal's."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        for text in (*editor.findChildren(QLineEdit), *editor.findChildren(QPlainTextEdit)):
            text.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the key go to the window's menu when the field could do nothing with it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not _has_history(watched, back=True)) or (redo and not _has_history(watched, back=False)):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def _has_history(widget: QObject, *, back: bool) -> bool:
    if isinstance(widget, QPlainTextEdit):
        return widget.document().isUndoAvailable() if back else widget.document().isRedoAvailable()
    return isinstance(widget, QLineEdit) and (widget.isUndoAvailable() if back else widget.isRedoAvailable())
