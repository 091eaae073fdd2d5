"""Chips and pills that go on in the next line where there is no room."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.flow_layout import FlowLayout


def flowing(name: str, widgets: Iterable[QWidget]) -> QWidget:
    """Return a widget that holds others side by side, as high as its width needs."""
    made = QWidget()
    made.setAccessibleName(name)
    layout = FlowLayout(made)
    for widget in widgets:
        layout.addWidget(widget)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
