"""What was just done in the settings, with Undo beside it: the status line lies behind the dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.session import Session
from ui.translations import say
from ui.widgets.labels import Elided
from ui.widgets.layouts import row
from ui.widgets.link import Link


class UndoNotice(QWidget):
    """Says what was done; pressing Undo takes it back and says so."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = Elided("", "body", "text_2")
        self.undo = Link(say("Undo"), "body", "accent", name=say("Undo this change"))
        self.undo.clicked.connect(self._take_back)
        self.setLayout(row(self._words, self.undo, None))
        self.undo.hide()

    def words(self) -> str:
        """Return what is said."""
        return self._words.text()

    def tell(self, sentence: str, *, can_undo: bool = True) -> None:
        """Say what was done."""
        self._words.set_text(sentence)
        self.undo.setVisible(can_undo)

    def _take_back(self) -> None:
        self.tell(say("Taken back"), can_undo=False)
        self._session.undo()
