"""The field in the top bar: jump to an account, a person, a page or an action while typing, or search the notes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.actions import Actions
from ui.session import Session
from ui.translations import say
from ui.widgets import paint
from ui.widgets.suggest import SuggestField, Suggestion

_OF_EACH = 5
"""Names of each kind that are offered."""
_KEY_BORDER = 9
"""Pixels between the key that is named and the end of the field."""


class SearchField(SuggestField):
    """Suggests records and actions; the last row searches everything that was written."""

    jumped = Signal()
    """Something was chosen, and the field has nothing more to do."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(
            say("Search or jump to…"),
            say("Search or jump to…"),
            choices=self._matching,
            new_words=lambda text: say("Search all notes for “{text}”", text=text),
            new_beside_same=True,
            parent=parent,
        )
        self.setProperty("kind", "sunk")
        self._session = session
        self._actions = actions
        self._key = actions["search"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setTextMargins(28, 0, paint.width(self._key, "hint") + 14, 0)
        self.chosen.connect(self._jump)
        self.created.connect(self._search)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.set_choice(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        paint.icon(painter, 12, self.height() // 2, "search", "text_2", 16)
        if not self.text():
            wide = paint.width(self._key, "hint") + 10
            area = self.rect().adjusted(self.width() - wide - _KEY_BORDER, 7, -_KEY_BORDER, -7)
            paint.rounded(painter, area, 4, "card", "line")
            paint.text(painter, area, self._key, "hint", "text_3", paint.CENTRE)

    def _matching(self, text: str) -> list[Suggestion]:
        return [*self._accounts(text), *self._people(text), *self._matching_actions(text)]

    def _accounts(self, text: str) -> list[Suggestion]:
        from models import name_choices

        found = self._session.read(name_choices.accounts, text, limit=_OF_EACH)
        return [Suggestion(("account", one.id), one.name, one.detail, icon="accounts") for one in found]

    def _people(self, text: str) -> list[Suggestion]:
        from models import name_choices

        found = self._session.read(name_choices.people, text, limit=_OF_EACH)
        dots = [paint.ROLES.get(one.role_group or "", "control") for one in found]
        return [
            Suggestion(("contact", one.id), one.name, one.detail, dot=dot) for one, dot in zip(found, dots, strict=True)
        ]

    def _matching_actions(self, text: str) -> list[Suggestion]:
        wanted = text.casefold()
        return [
            Suggestion(
                ("action", action.objectName()),
                action.text().replace("&", ""),
                action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                icon="chevron-right",
            )
            for action in self._actions.all()
            if wanted in action.text().casefold() and action.isEnabled()
        ][:_OF_EACH]

    def _jump(self, key: Any) -> None:
        kind, record = key
        self.set_choice(None)
        self.jumped.emit()
        if kind == "action":
            self._actions[record].trigger()
        else:
            self._session.open_record(kind, record)

    def _search(self, text: str) -> None:
        from ui.search_results import SearchResults

        self.set_choice(None)
        SearchResults(self._session, text, self.window()).open()
