"""The parchment that sets private notes apart from all that a summary may show."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from ui import theme
from ui.translations import say
from ui.widgets.labels import label
from ui.widgets.layouts import column, frame, row
from ui.widgets.picture import Picture


def parchment(notes: QWidget) -> QFrame:
    """Return the parchment with its lock and its promise above the notes, which are an editor or a label."""
    name = label(say("Private"), "body_bold", "private")
    name.setBuddy(notes)
    return frame(
        "private",
        column(
            row(Picture("lock", "private"), name, None, spacing=theme.GAP),
            label(say("Never leaves this journal"), "caption", "private"),
            notes,
            spacing=theme.SPACE_4,
            margins=theme.CARD_GAP,
        ),
        say("Private"),
    )
