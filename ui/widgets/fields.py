"""A field with its label above, and below it what was understood, or what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.widgets.labels import label, set_token
from ui.widgets.layouts import column, row


class Field(QWidget):
    """A label, the widget it names, and a line below that is there only when it says something."""

    def __init__(self, name: str, widget: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.widget = widget
        self.label: QLabel = label(name, "caption", "text_2")
        self.label.setBuddy(widget)
        if not widget.accessibleName():
            widget.setAccessibleName(name.replace("&", ""))
        self._hint = hint
        self._below = label(hint, "caption", "text_3", wrap=True)
        self._below.setVisible(bool(hint))
        self.setLayout(column(self.label, widget, self._below, spacing=4))

    def set_understood(self, text: str) -> None:
        """Show in accent how the input was understood; nothing shows the hint again."""
        self._show(text or self._hint, "accent" if text else "text_3")
        self._set_faulty(False)

    def set_error(self, text: str) -> None:
        """Show in red, as a full sentence, what is wrong; what was typed stays. Nothing takes it away."""
        if not text:
            self.set_understood("")
            return
        self._show(text, "red")
        self._set_faulty(True)

    def below(self) -> str:
        """Return what stands below the field."""
        return self._below.text()

    def _show(self, text: str, token: str) -> None:
        self._below.setText(text)
        set_token(self._below, token)
        self._below.setVisible(bool(text))
        self.widget.setAccessibleDescription(text)

    def _set_faulty(self, faulty: bool) -> None:
        if bool(self.widget.property("faulty")) != faulty:
            self.widget.setProperty("faulty", faulty)
            self.widget.style().unpolish(self.widget)
            self.widget.style().polish(self.widget)


def field(name: str, widget: QWidget, hint: str = "") -> Field:
    """Return a field of that name around a widget."""
    return Field(name, widget, hint)


def side_by_side(*fields: QWidget) -> QHBoxLayout:
    """Return fields at the same height, whatever stands below each."""
    made = row(*fields, spacing=12)
    for one in fields:
        made.setAlignment(one, Qt.AlignmentFlag.AlignTop)
    return made
