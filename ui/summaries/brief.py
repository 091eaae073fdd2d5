"""The brief before a visit: its page to look at, to save, to print or to copy."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from models.errors import JournalError
from models.summaries.brief import brief
from models.summaries.report import Report
from ui import workers
from ui.background import Background
from ui.session import Session
from ui.summaries.exporting import Exporting
from ui.summaries.preview import Preview
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label

_WIDTH, _HEIGHT = 760, 780


def save_brief(session: Session, parent: QWidget, account_id: int) -> None:
    """Show the one-page brief on an account, with ways to save, print and copy it; returns at once."""
    BriefDialog(session, parent, account_id).open()


class BriefDialog(Dialog):
    """The page of a brief, and its ways out of the journal."""

    def __init__(self, session: Session, parent: QWidget | None, account_id: int) -> None:
        super().__init__(say("Brief before a visit"), parent, accept=say("Save PDF…"))
        self.report: Report | None = None
        self._session = session
        self.preview = Preview()
        self.preview.setMinimumHeight(320)
        self.sentence = label(say("For your own use: private notes are left out, all else is in."), "caption", "text_2",
                              wrap=True)  # fmt: skip
        self.exporting = Exporting(session, self)
        self.copy_button = button(say("Copy as text"))
        self.print_button = button(say("Print…"), icon="print")
        self.copy_button.clicked.connect(self._copy)
        self.print_button.clicked.connect(self._print)
        self.add_button(self.copy_button)
        self.add_button(self.print_button)
        self.cancel_button.setText(say("Close"))
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.preview, 1)
        self.exporting.busy.connect(lambda _: self._show_buttons())
        self.exporting.saved.connect(lambda _: self.done(Dialog.DialogCode.Accepted))
        self.preview.failed.connect(self._show_error)
        self._background = Background(self)
        self._show_buttons()
        self.resize(_fitting(parent))
        self._read(account_id)

    def accept(self) -> None:
        """Save the page; the dialog closes once it is written."""
        if self.report is not None:
            self.exporting.save(self.report, "pdf")

    def _read(self, account_id: int) -> None:
        journal, spoken = self._session.journal, language()

        def work() -> Report:
            with workers.beside(journal) as own:
                return brief(own, account_id, language=spoken)

        self._background.run("brief", work, self._take, self._show_error)

    def _take(self, report: Report) -> None:
        self.report = report
        self.preview.show_report(report)
        self._show_buttons()
        if self.accept_button is not None:
            self.accept_button.setFocus()

    def _show_error(self, error: JournalError) -> None:
        self.sentence.setText(error.say(language()))

    def _copy(self) -> None:
        if self.report is not None:
            self.exporting.copy(self.report)

    def _print(self) -> None:
        if self.report is not None:
            self.exporting.print_out(self.report)

    def _show_buttons(self) -> None:
        ready = self.report is not None and not self.exporting.is_busy()
        for one in (self.accept_button, self.copy_button, self.print_button):
            if one is not None:
                one.setEnabled(ready)


def _fitting(parent: QWidget | None) -> QSize:
    """Return the usual size, or less where the window has no room for it."""
    room = parent.window().size() if parent is not None else QSize(_WIDTH, _HEIGHT)
    return QSize(min(_WIDTH, room.width() - 40), min(_HEIGHT, room.height() - 40))
