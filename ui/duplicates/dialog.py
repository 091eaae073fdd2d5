"""The pairs that may be one, each with its reasons, to be merged or set apart; by the mouse or by keys alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from models import known_differences
from models.changes import Changes
from models.duplicates.proposals import Proposal
from models.errors import JournalError
from models.merging import preview
from models.merging.chain import Kind
from models.text.language import Label
from ui import alerts, theme
from ui.duplicates.comparison import Comparison
from ui.duplicates.list_model import ProposalDelegate, ProposalModel
from ui.duplicates.merging import merge, merged_words
from ui.duplicates.words import against_words, for_words
from ui.session import Session
from ui.settings.undo_notice import UndoNotice
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.dialog import Dialog
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding, row
from ui.widgets.rows import RowView
from ui.widgets.segments import TabRow

_WIDTH, _LIST_WIDTH = 1040, 304
_LEAST_HEIGHT = 240
"""So high is what stands there when no pair is left, with a sentence of two lines."""
_AROUND = 40
"""Pixels of the window that are to be seen beside the dialog."""

Found = Mapping[Kind, Sequence[Proposal]]
"""The pairs that were found, of people and of accounts."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was decided last: of which kind, and the pairs as they were listed before."""

    kind: Kind
    before: list[Proposal]


class DuplicatesDialog(Dialog):
    """The list at the left, the pair it stands at on the right."""

    def __init__(self, session: Session, found: Found, parent: QWidget | None) -> None:
        window = parent.window() if parent is not None else None
        width = min(_WIDTH, window.width() - _AROUND) if window is not None else _WIDTH
        super().__init__(say("Written down twice?"), parent, width=width)
        self._session = session
        self._found: dict[Kind, list[Proposal]] = {kind: list(pairs) for kind, pairs in found.items()}
        self._model = ProposalModel(self)
        self._taken: _Taken | None = None
        self.tabs = TabRow(say("What to look through"), [("contact", say("People")), ("account", say("Accounts"))])
        self.view = RowView(self._model, ProposalDelegate(), say("Pairs that may be one"))
        self.view.setFixedWidth(_LIST_WIDTH)
        self.reasons = label("", "body", "text", wrap=True)
        self.against = label("", "body", "amber", wrap=True)
        self.comparison = Comparison()
        if window is not None:
            self.comparison.fit(window)
        self.empty = EmptyState("", "", icon="check")
        self.empty.setMinimumHeight(_LEAST_HEIGHT)
        self.notice = UndoNotice(session)
        self.notice.hide()
        self.apart_button = button(say("Not the same"))
        self.apart_button.setToolTip(say("Propose this pair no more  {key}", key="Del"))
        self.merge_button = button(say("Merge"), "filled", key=QKeySequence("Ctrl+Return"))
        self._lay_out()
        self._connect()
        self._show_kind("contact" if found["contact"] or not found["account"] else "account")
        (self.view if self.current() else self.tabs).setFocus()

    def kind(self) -> Kind:
        """Return what is looked through."""
        return "account" if self.tabs.current() == "account" else "contact"

    def current(self) -> Proposal | None:
        """Return the pair that is shown."""
        row = self.view.current_row()
        return row if isinstance(row, Proposal) else None

    def _lay_out(self) -> None:
        self._pair = holding(column(self.reasons, self.against, self.comparison, spacing=theme.GAP))
        self.body.setSpacing(theme.CARD_GAP)
        self.body.addWidget(self.tabs)
        whole = row(self.view, self._pair, self.empty, spacing=theme.CARD_PADDING)
        whole.setStretch(1, 1)
        whole.setStretch(2, 1)
        self.body.addLayout(whole, 1)
        self.body.addWidget(self.notice)
        self.add_button(self.merge_button, at_left=False)
        self.add_button(self.apart_button, at_left=False)

    def _connect(self) -> None:
        self.tabs.changed.connect(lambda _key: self._show_kind(self.kind()))
        self.view.chosen.connect(lambda _row: self._show_pair())
        self.view.opened.connect(lambda _row: self.comparison.focus_first())
        self.view.removed.connect(lambda _row: self.set_apart())
        self.comparison.swapped.connect(self._swap)
        self.apart_button.clicked.connect(self.set_apart)
        self.merge_button.clicked.connect(self.merge)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.merge)
        self._session.changed.connect(self._on_changed)

    def _show_kind(self, kind: Kind) -> None:
        self.tabs.set_current(kind)
        self._model.clear()
        self._show_list()

    def _show_list(self) -> None:
        """Show what is left to decide, at the first pair or the one the keys stand at."""
        for kind, pairs in self._found.items():
            self.tabs.set_count(kind, len(pairs))
        found = self._found[self.kind()]
        self._model.show_found(found)
        is_empty = not found
        self.view.setVisible(not is_empty)
        self.empty.setVisible(is_empty)
        self._pair.setVisible(not is_empty)
        self.merge_button.setEnabled(not is_empty)
        self.apart_button.setEnabled(not is_empty)
        if is_empty:
            title, sentence = _EMPTY[self.kind()]
            self.empty.set_text(say(title), say(sentence))
            self.tabs.setFocus()
            return
        if self.current() is None:
            self.view.select_first()
        self._show_pair()

    def _show_pair(self) -> None:
        pair = self.current()
        if pair is None:
            return
        self.reasons.setText(for_words(pair))
        self.against.setText(against_words(pair))
        self.against.setVisible(bool(self.against.text()))
        self._read(pair.kind, pair.first.id, pair.second.id)

    def _read(self, kind: Kind, kept_id: int, other_id: int) -> None:
        try:
            self.comparison.show_preview(self._session.read(preview.read, kind, kept_id, other_id))
        except JournalError as error:
            self._say(error.say(language()), can_undo=False)
            self.merge_button.setEnabled(False)
            return
        self.merge_button.setEnabled(True)
        last = self.comparison.last_stop()
        for after in (self.apart_button, self.merge_button):  # the fields are new each time
            self.setTabOrder(last, after)
            last = after

    def _swap(self) -> None:
        shown = self.comparison.preview
        if shown is not None:
            self._read(shown.kind, shown.other.id, shown.kept.id)

    def merge(self) -> None:
        """Merge the pair that is shown, as chosen."""
        shown = self.comparison.preview
        if shown is None or not self.merge_button.isEnabled():
            return

        def end(_changes: Changes) -> None:
            self._take_out({shown.other.id}, merged_words(shown))

        merge(self._session, self, shown, self.comparison.choices(), end, self._tell)

    def set_apart(self) -> None:
        """Know the pair that is shown as two, and propose it no more."""
        pair = self.current()
        if pair is None:
            return
        try:
            self._session.attempt(known_differences.set_apart, pair.kind, pair.first.id, pair.second.id)
        except JournalError as error:
            self._tell(error)
            return
        words = say("{first} and {second} are not the same.", first=pair.first.name, second=pair.second.name)
        self._take_out(set(), words, pair)

    def _tell(self, error: JournalError) -> None:
        alerts.current().error(error)
        self._show_pair()

    def _say(self, words: str, *, can_undo: bool) -> None:
        self.notice.show()
        self.notice.tell(words, can_undo=can_undo)

    def _take_out(self, gone: set[int], words: str, decided: Proposal | None = None) -> None:
        """Leave out what was decided: one pair, or every pair of a record that is no more."""
        before = self._found[self.kind()]
        self._taken = _Taken(self.kind(), before)
        self._found[self.kind()] = [pair for pair in before if pair != decided and not gone & set(pair.id)]
        self._say(words, can_undo=True)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_list()

    def _on_changed(self, changes: Changes) -> None:
        """List again what was taken back."""
        taken = self._taken
        if taken is not None and self.notice.undo.isHidden() and changes.name in _DECIDED:
            self._taken = None
            self._found[taken.kind] = taken.before
            self._show_kind(taken.kind)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)


_DECIDED = ("merging.people", "merging.accounts", "duplicates.set_apart")

_EMPTY: Mapping[Kind, tuple[Label, Label]] = {
    "contact": (
        Label("Nobody seems to be written down twice"),
        Label("Looked for the same or nearly the same names, phones and e-mail addresses."),
    ),
    "account": (
        Label("No account seems to be written down twice"),
        Label("Looked for the same or nearly the same names, web pages and phones."),
    ),
}
