"""The tags of a record as pills; pressing one shows what else bears it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models import tags
from ui.session import Session
from ui.tags.looks import tag_words
from ui.translations import say
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pills import HealthPill
from ui.widgets.tips import plain


class TagPills(QWidget):
    """Pills in the colours of their tags; nothing is there when there are none.

    `follows` is the widget after which Tab comes to them, as those that are made later would come last.
    """

    opened = Signal(str)

    def __init__(self, session: Session, follows: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._follows = follows
        self._session = session
        self._shown: list[tuple[str, str]] = []
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        self.setAccessibleName(say("Tags"))
        self.hide()

    def pills(self) -> list[HealthPill]:
        """Return the pills in their order."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        return [item.widget() for item in items if item is not None]  # type: ignore[misc]

    def show_tags(self, names: Sequence[str]) -> None:
        """Show these tags; what is the same stays as it is."""
        given = self._session.read(tags.colours) if names else {}
        wanted = [(name, tags.colour_of(given, name)) for name in names]
        self.setVisible(bool(wanted))
        if wanted == self._shown:
            return
        self._shown = wanted
        for pill in self.pills():
            self._flow.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        before = self._follows
        for name, colour in wanted:
            pill = self._pill(name, colour)
            self._flow.addWidget(pill)
            QWidget.setTabOrder(before, pill)
            before = pill
        self.updateGeometry()

    def _pill(self, name: str, colour: str) -> HealthPill:
        pill = HealthPill(tag_words(name), colour, self)
        pill.setToolTip(plain(say("Show what bears the tag {tag}", tag=tag_words(name))))
        pill.clicked.connect(lambda: self.opened.emit(name))
        return pill
