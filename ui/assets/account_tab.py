"""What is installed at an account and its branches, and what they say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui import theme
from ui.assets.part import AssetPart
from ui.session import Session
from ui.translations import say
from ui.widgets.layouts import column, row
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.assets.feedback_list import FeedbackPart


class AccountAssetTab(QWidget):
    """The products of an account, or the feedback on them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ways = Segments(
            say("How to show them"), [("places", say("Products"), ""), ("feedback", say("Feedback"), "")]
        )
        self.part = AssetPart(session)
        self._session = session
        self._feedback: FeedbackPart | None = None
        self._tree: tuple[int, ...] = ()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.part)
        body = column(row(self.ways, None), self._stack, spacing=theme.GAP)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.ways.changed.connect(lambda _key: self._show())

    @property
    def feedback(self) -> FeedbackPart:
        """Return what is said of the products, made when it is wanted for the first time."""
        if self._feedback is None:
            from ui.assets.feedback_list import FeedbackPart

            self._feedback = FeedbackPart(self._session)
            self._stack.addWidget(self._feedback)
        return self._feedback

    def show_accounts(self, account_ids: tuple[int, ...]) -> None:
        """Show the products of an account, the first of its tree, and of its branches."""
        self._tree = account_ids
        self._show()

    def _show(self) -> None:
        if self.ways.current() == "places":
            self.part.show_tree(self._tree)
            self._stack.setCurrentWidget(self.part)
        else:
            self.feedback.show_tree(self._tree)
            self._stack.setCurrentWidget(self.feedback)
