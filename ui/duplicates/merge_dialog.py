"""The dialog that merges a person or an account with another one that is chosen by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models import accounts, contacts
from models.changes import Changes
from models.errors import JournalError
from models.journal import Journal
from models.merging import preview
from models.merging.chain import Kind
from models.text.language import Label
from ui import theme
from ui.duplicates.comparison import Comparison
from ui.duplicates.merging import merge, merged_words
from ui.session import Session
from ui.translations import language, say
from ui.widgets import name_suggestions
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.suggest import SuggestField, Suggestion

_WIDTH = 860

_TITLES: Mapping[Kind, Label] = {
    "contact": Label("Merge {name} with another person"),
    "account": Label("Merge {name} with another account"),
}
_HINTS: Mapping[Kind, Label] = {
    "contact": Label("Visits, steps, posts and numbers of both become those of one person. Undo brings both back."),
    "account": Label("Visits, steps, people and branches of both become those of one account. Undo brings both back."),
}
_NOBODY: Mapping[Kind, Label] = {
    "contact": Label("There is no person of that name. Choose one from the list."),
    "account": Label("There is no account of that name. Choose one from the list."),
}


class MergeDialog(Dialog):
    """Asks for the other record, shows both side by side, and merges them."""

    merged = Signal(object)
    """The id of the record that stayed."""

    def __init__(
        self, session: Session, kind: Kind, record_id: int, parent: QWidget | None, *, other_id: int | None = None
    ) -> None:
        name = session.read(_name, kind, record_id)
        super().__init__(say(_TITLES[kind], name=name), parent, accept=say("Merge"), width=_WIDTH)
        self._session = session
        self._kind: Kind = kind
        self._record_id = record_id
        self._called = name
        self.other = SuggestField("", say("Merge with"), choices=self._suggested)
        self._field = field(say("Merge with"), self.other, say(_HINTS[kind]))
        self.comparison = Comparison()
        if parent is not None:
            self.comparison.fit(parent.window())
        self.body.setSpacing(theme.CARD_GAP)
        self.body.addWidget(self._field)
        self.body.addWidget(self.comparison, 1)
        self.other.chosen.connect(self._show_pair)
        self.other.edited.connect(self._show_whether)
        self.comparison.swapped.connect(self._swap)
        self._show_whether()
        self.other.setFocus()
        if other_id is not None:
            self.other.take(Suggestion(other_id, session.read(_name, kind, other_id)))

    def accept(self) -> None:
        """Merge the two; what stands in the way is said below the field."""
        if self.other.is_composing():
            return
        was_seen = self.comparison.isVisible()
        if not self.other.take_exact():
            self._field.set_error(say(_NOBODY[self._kind]))
            self.other.setFocus()
            return
        shown = self.comparison.preview
        if shown is None or not was_seen:  # nobody merges two whom they have not seen side by side
            self.other.setFocus()
            return
        merge(self._session, self, shown, self.comparison.choices(), self._end, self._tell)

    def _end(self, changes: Changes) -> None:
        shown = self.comparison.preview
        assert shown is not None
        self._session.say(merged_words(shown), can_undo=True)
        super().accept()
        self.merged.emit(changes.id)

    def _tell(self, error: JournalError) -> None:
        """Say what stands in the way, and show both as they are now."""
        shown = self.comparison.preview
        if shown is not None:
            self._read(shown.kept.id, shown.other.id)
        self._field.set_error(error.say(language()))

    def _suggested(self, text: str) -> Sequence[Suggestion]:
        """Return who may be meant; while nothing is typed, who is called the same."""
        text = text or self._called
        if self._kind == "contact":
            return name_suggestions.people(self._session, text, None, without=[self._record_id])
        return [one for one in name_suggestions.accounts(self._session, text) if one.key != self._record_id]

    def _show_pair(self, key: object) -> None:
        """Show both, the one that the dialog is about as the one that stays."""
        self._field.set_error("")
        if isinstance(key, int):
            self._read(self._record_id, key)
        self._show_whether()

    def _swap(self) -> None:
        shown = self.comparison.preview
        if shown is not None:
            self._read(shown.other.id, shown.kept.id)

    def _read(self, kept_id: int, other_id: int) -> None:
        try:
            self.comparison.show_preview(self._session.read(preview.read, self._kind, kept_id, other_id))
        except JournalError as error:
            self.comparison.preview = None
            self._field.set_error(error.say(language()))

    def _show_whether(self, *_: object) -> None:
        """Show the fields once the other record is chosen."""
        self.comparison.setVisible(self.other.key() is not None and self.comparison.preview is not None)


def _name(journal: Journal, kind: Kind, record_id: int) -> str:
    return contacts.get(journal, record_id).name if kind == "contact" else accounts.get(journal, record_id).name
