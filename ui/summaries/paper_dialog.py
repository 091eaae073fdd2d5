"""A page as it will be printed, in a dialog: for me or for colleagues, to be printed, saved or copied."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from models.summaries.privacy import AudienceName
from ui.session import Session
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label, set_token
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.summaries.exporting import Exporting

_WIDTH, _HEIGHT = 800, 820
LEAST_HEIGHT = 320
"""How high the page is at least, in pixels."""


class PaperDialog(Dialog):
    """Who reads the page, what they may not see, and the buttons that take it out of the window.

    A kind of page says what is shown, and what the buttons do.
    """

    def __init__(self, session: Session, title: str, parent: QWidget | None) -> None:
        super().__init__(title, parent, accept=say("Save PDF…"))
        self.session = session
        self.audience = Segments(
            say("Who reads it"), [("self", say("For me"), ""), ("manager", say("For colleagues"), "")]
        )
        self.warning = label("", "caption", "text_2", wrap=True)
        self.copy_button = button(say("Copy as text"), icon="copy")
        self.markdown_button = button(say("Save Markdown…"), icon="download")
        self.print_button = button(say("Print…"), icon="print")
        for one in (self.print_button, self.markdown_button, self.copy_button):
            self.add_button(one)
        self.cancel_button.setText(say("Close"))
        self._is_exporting = False
        # The usual size, or less where the window has no room for it.
        room = parent.window().size() if parent is not None else QSize(_WIDTH, _HEIGHT)
        self.resize(min(_WIDTH, room.width() - 40), min(_HEIGHT, room.height() - 40))

    @cached_property
    def exporting(self) -> Exporting:
        """What takes the page out of the window; it is made when it is wanted, so that the page is shown sooner."""
        from ui.summaries.exporting import Exporting

        made = Exporting(self.session, self)
        made.busy.connect(self._on_busy)
        made.saved.connect(lambda _path: self.done(Dialog.DialogCode.Accepted))
        return made

    def reader(self) -> AudienceName:
        """Return who reads the page."""
        return "manager" if self.audience.current() == "manager" else "self"

    def is_ready(self) -> bool:
        """Return whether there is a page to be taken out."""
        raise NotImplementedError

    def tell(self, sentence: str, token: str = "text_2") -> None:
        """Say what the reader may not see, or what went wrong."""
        self.warning.setText(sentence)
        set_token(self.warning, token)

    def show_buttons(self) -> None:
        """Let the buttons be pressed while there is a page and none is on its way out."""
        for one in (self.accept_button, self.copy_button, self.markdown_button, self.print_button):
            if one is not None:
                one.setEnabled(self.is_ready() and not self._is_exporting)

    def _on_busy(self, is_busy: bool) -> None:
        self._is_exporting = is_busy
        self.show_buttons()
