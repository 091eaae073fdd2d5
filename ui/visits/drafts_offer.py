"""Drafts that were left behind, by a crash or a visit that could not be saved yet: open them, or let them go."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from models import drafts, visit_sheet
from models.clock import wall_of
from models.drafts import Draft
from models.errors import InvalidValue, JournalError
from models.text.clean import clean_line
from models.text.day_words import understood_moment
from models.visit_sheet import VisitSheet
from ui import alerts
from ui.session import Session
from ui.translations import language, plural, say
from ui.visits.drafting import TABLE
from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.widgets.layouts import clear_layout, column, frame, row

_AT_FIRST = 2
"""Notices that stand above a visit; the others are unfolded, as they would push it out of the window."""

_WORDS = 40
"""Letters of a draft that tell which one it is where no account does."""


class DraftsOffer(QWidget):
    """A notice for each waiting draft, the newest first; nothing at all when none waits."""

    opened = Signal(object)
    """The Draft that is to be written on; the editor takes it by `open_draft`."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._discarded: list[Draft] = []
        self._shown: list[Draft] = []
        self._in_editor: int | None = None
        self._unfolded = False
        self._box = column(spacing=8, margins=QMargins(0, 12, 0, 0))
        self.setLayout(self._box)
        self.setAccessibleName(say("Visits that were not saved"))
        self.hide()

    def refresh(self, in_editor: int | None = None) -> None:
        """Look again which drafts wait; the one that is open in the editor is not offered."""
        self._in_editor = in_editor
        try:
            waiting = self._session.read(drafts.waiting, TABLE)
        except JournalError:
            waiting = []
        shown = [draft for draft in waiting if draft.id != in_editor]
        if shown != self._shown or self._discarded:
            self._shown = shown
            self._rebuild()
        self.setVisible(bool(self._shown or self._discarded))

    def drafts(self) -> list[Draft]:
        """Return the drafts that are offered."""
        return list(self._shown)

    def discard(self, draft: Draft) -> None:
        """Throw a draft away; until the next one is opened it can be brought back on the spot."""
        try:
            self._session.read(drafts.discard, draft.id)
        except JournalError as error:
            alerts.current().error(error)
            return
        self._discarded.append(draft)
        self.refresh(self._in_editor)

    def show_discarded(self, draft: Draft) -> None:
        """Offer to take back that changes were given up in the editor."""
        self._discarded.append(draft)
        self._rebuild()
        self.show()

    def bring_back(self, draft: Draft) -> None:
        """Take back that a draft was thrown away."""
        try:
            self._session.read(drafts.bring_back, draft)
        except JournalError as error:
            alerts.current().error(error)
            return
        self._discarded.remove(draft)
        self._shown = []
        self.refresh(self._in_editor)

    def _open(self, draft: Draft) -> None:
        try:
            visit_sheet.from_json(draft.content)
        except InvalidValue as error:
            alerts.current().error(error)
            return
        self._discarded.clear()
        self.opened.emit(draft)

    def _rebuild(self) -> None:
        clear_layout(self._box)
        rest = len(self._shown) - _AT_FIRST
        folded = rest > 1 and not self._unfolded  # one more takes no more room than the line that says so
        for draft in self._shown[:_AT_FIRST] if folded else self._shown:
            self._box.addWidget(self._notice(draft))
        if rest > 1:
            more = plural("{count} more visit that was not saved", "{count} more visits that were not saved", rest)
            self._box.addLayout(row(self._fold(more if folded else say("Show fewer")), None))
        for draft in self._discarded:
            undo = button(say("Undo"), "text", name=say("Undo: bring the draft back"))
            undo.clicked.connect(lambda _on=False, draft=draft: self.bring_back(draft))
            words = label(say("The draft was discarded."), "body", "text_2")
            self._box.addWidget(frame("sunk", row(words, None, undo, margins=QMargins(12, 6, 6, 6))))

    def _fold(self, words: str) -> QPushButton:
        made = button(words, "text", "chevron-up" if self._unfolded else "chevron-down")
        made.clicked.connect(self._toggle)
        return made

    def _toggle(self) -> None:
        self._unfolded = not self._unfolded
        self._rebuild()

    def _notice(self, draft: Draft) -> QFrame:
        words = label(sentence_about(draft), wrap=True)
        open_it = button(say("Open"), "small")
        open_it.clicked.connect(lambda _on=False: self._open(draft))
        discard = button(say("Discard"), "text")
        discard.clicked.connect(lambda _on=False: self.discard(draft))
        line = row(words, open_it, discard, margins=QMargins(12, 6, 6, 6))
        line.setStretch(0, 1)
        return frame("sunk", line, words.text())


def sentence_about(draft: Draft) -> str:
    """Return what a draft is about and when it was kept: 'A visit to X was not saved. Draft of …'."""
    when = understood_moment(language(), wall_of(draft.kept_at()))
    try:
        sheet = visit_sheet.from_json(draft.content)
    except InvalidValue:
        return say("A visit was not saved. Draft of {when}.", when=when)
    if sheet.account:
        return say("A visit to {account} was not saved. Draft of {when}.", account=sheet.account, when=when)
    words = _first_words(sheet)
    if not words:
        return say("A visit was not saved. Draft of {when}.", when=when)
    return say("A visit was not saved: “{words}”. Draft of {when}.", words=words, when=when)


def _first_words(sheet: VisitSheet) -> str:
    """Return what a draft begins with; of a private note nothing, as others may look at the screen."""
    texts = (sheet.purpose, sheet.notes, sheet.summary, *(step.title for step in sheet.steps))
    words = next(filter(None, (clean_line(text.strip().partition("\n")[0]) for text in texts)), "")
    return f"{words[:_WORDS].rstrip()}…" if len(words) > _WORDS else words
