"""A plan as it will be printed: for me or for colleagues, to be printed, saved or copied."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from models.errors import JournalError
from models.summaries import plan_page
from models.summaries.report import Report
from ui import theme
from ui.session import Session
from ui.summaries.preview import Preview
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import row
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.summaries.exporting import Exporting

_WIDTH, _HEIGHT = 800, 820
_LEAST = 320


class PlanPaper(Dialog):
    """Shows the page; what its reader may not see is said above it."""

    def __init__(self, session: Session, plan_id: int, parent: QWidget | None) -> None:
        super().__init__(say("Print or save this plan"), parent, accept=say("Save PDF…"))
        self.report: Report | None = None
        self._session, self._plan_id = session, plan_id
        self.audience = Segments(
            say("Who reads it"), [("self", say("For me"), ""), ("manager", say("For colleagues"), "")]
        )
        self.warning = label("", "caption", "text_2", wrap=True)
        self.preview = Preview(mode="width")
        self.preview.setMinimumHeight(_LEAST)
        self.preview.warned.connect(lambda warnings: self._tell("\n".join(warnings), "amber") if warnings else None)
        self.preview.failed.connect(lambda error: self._tell(error.say(language()), "red"))
        self.copy_button = button(say("Copy as text"), icon="copy")
        self.markdown_button = button(say("Save Markdown…"), icon="download")
        self.print_button = button(say("Print…"), icon="print")
        for one in (self.print_button, self.markdown_button, self.copy_button):
            self.add_button(one)
        self.cancel_button.setText(say("Close"))
        choices = row(self.warning, self.audience, spacing=theme.MARGIN)
        choices.setStretch(0, 1)
        self.body.addLayout(choices)
        self.body.addWidget(self.preview, 1)
        self.audience.changed.connect(lambda _reader: self.show_plan())
        self.copy_button.clicked.connect(self._copy)
        self.markdown_button.clicked.connect(lambda: self._save("md"))
        self.print_button.clicked.connect(self._print)
        self.resize(_fitting(parent))
        self.show_plan()
        self.preview.area.setFocus()

    @cached_property
    def exporting(self) -> Exporting:
        """What takes the page out of the window; it is made when it is wanted."""
        from ui.summaries.exporting import Exporting

        made = Exporting(self._session, self)
        made.busy.connect(self._on_busy)
        made.saved.connect(lambda _path: self.done(Dialog.DialogCode.Accepted))
        return made

    def accept(self) -> None:
        """Save the page as a PDF; the dialog closes once it is written."""
        self._save("pdf")

    def show_plan(self) -> None:
        """Read the plan for its reader and show the page, or say why it can't be shown."""
        reader = "manager" if self.audience.current() == "manager" else "self"
        try:
            self.report = self._session.read(plan_page.report, self._plan_id, language=language(), audience=reader)
        except JournalError as error:
            self.report = None
            self._tell(error.say(language()), "red")
        else:
            self._tell(self.report.left_out, "text_2")
        self.preview.show_report(self.report)
        self._on_busy(False)

    def _save(self, ending: str) -> None:
        if self.report is not None:
            self.exporting.save(self.report, ending)

    def _copy(self) -> None:
        if self.report is not None:
            self.exporting.copy(self.report)

    def _print(self) -> None:
        if self.report is not None:
            self.exporting.print_out(self.report)

    def _on_busy(self, is_busy: bool) -> None:
        for one in (self.accept_button, self.copy_button, self.markdown_button, self.print_button):
            if one is not None:
                one.setEnabled(self.report is not None and not is_busy)

    def _tell(self, sentence: str, token: str) -> None:
        self.warning.setText(sentence)
        set_token(self.warning, token)


def _fitting(parent: QWidget | None) -> QSize:
    """Return the usual size, or less where the window has no room for it."""
    room = parent.window().size() if parent is not None else QSize(_WIDTH, _HEIGHT)
    return QSize(min(_WIDTH, room.width() - 40), min(_HEIGHT, room.height() - 40))
