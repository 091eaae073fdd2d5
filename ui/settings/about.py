"""About the program: its name, its version, and under which terms it may be used."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QWidget

from models.version import program_version
from ui import theme
from ui.translations import say
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label
from ui.widgets.layouts import column, row
from ui.widgets.picture import Picture


class AboutDialog(Dialog):
    """Says what the program is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(say("About Rounds"), parent)
        logo = Picture("logo", "accent", 48)
        version = program_version()
        names = column(None, label("Rounds 走访记", "page_title"), spacing=theme.SPACE_4)
        if version:
            names.addWidget(label(say("Version {version}", version=version), "body", "text_2"))
        names.addStretch(1)
        self.body.addLayout(row(logo, names, None, spacing=theme.CARD_PADDING))
        for sentence in (
            say("A journal of customer visits: what was said, what was promised, what comes next."),
            say("Your journal is one file on this laptop. Nothing is sent anywhere."),
            say("Free software under the MIT licence. Made with Qt {qt} (LGPL) and SQLite.", qt=qVersion()),
        ):
            said = label(sentence, "body", "text_2", wrap=True)
            said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self.body.addWidget(said)
