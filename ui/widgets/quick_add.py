"""The quick line: one line of text that becomes a step or a visit, and what was understood of it below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models import contacts, name_choices, quick_add
from models.changes import Changes
from models.errors import JournalError
from models.known_names import KnownNames
from models.quick_add import Understood
from models.quick_line import KIND_WORDS
from models.text.day_words import understood_date, understood_moment
from models.text.field_words import KIND_NAMES
from ui import theme
from ui.session import EVERYTHING, Session
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import column, row
from ui.widgets.line_field import LineField
from ui.widgets.mention_field import MentionField
from ui.widgets.pills import Pill
from ui.widgets.suggestion import Suggestion

_HEIGHT = 40
_LINE = 32
_OF_EACH = 4
"""So many accounts and so many people are suggested."""
_NAMES_IN = frozenset({"account", "contact", "contact_post"})


class _Fact(QWidget):
    """A part of what was understood: an icon or a dot, and words, on grey."""

    def __init__(self, text: str, icon: str = "", dot: str = "") -> None:
        super().__init__()
        self._text, self._icon, self._dot = text, icon, dot
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        lead = 20 if self._icon else 16 if self._dot else 0
        return QSize(min(paint.width(self._text, "caption") + lead + 16, 420), theme.CHIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), 6, "grey_tint")
        left, middle = 8, self.height() // 2
        if self._icon:
            left += paint.icon(painter, left, middle, self._icon, "text_2", 14) + 6
        elif self._dot:
            paint.dot(painter, left, middle, self._dot)
            left += 16
        paint.text(painter, QRect(left, 0, self.width() - left - 6, self.height()), self._text, "caption", "text")


class _Frame(QWidget):
    """The border around the line, thicker while it has the focus, with a plus at the left and a key at the right."""

    def __init__(self, line: LineField) -> None:
        super().__init__()
        self._line = line
        self.setFixedHeight(_HEIGHT)
        self._key_width = paint.width(say("Enter"), "hint") + 14
        self.setLayout(row(line, margins=QMargins(36, 4, self._key_width + 18, 4)))
        line.installEventFilter(self)
        theme.watcher().changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the border again when the focus comes or goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: object) -> None:
        """Give the focus to the line wherever the frame is clicked."""
        self._line.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        focused = self._line.hasFocus()
        paint.rounded(painter, self.rect(), 8, "card", "accent" if focused else "line_strong")
        if focused:
            paint.rounded(painter, self.rect().adjusted(1, 1, -1, -1), 7, "", "accent")
        middle = self.height() // 2
        paint.icon(painter, 12, middle, "plus", "text")
        if self._line.text() or focused:
            key = QRect(self.width() - self._key_width - 10, middle - 9, self._key_width, 18)
            paint.rounded(painter, key, 4, "", "line_strong")
            paint.text(painter, key, say("Enter"), "hint", "text_3", paint.CENTRE)


class QuickAddLine(QWidget):
    """Adds a step or a visit from one line; while it is typed, the line below says what Enter would add.

    Names are read once, and again after a change of accounts or people. What can't be added stays typed, and the
    line below says why. `tools` stand at the right of that line.
    """

    added = Signal(object)
    """The Changes of what was added."""

    def __init__(
        self, session: Session, name: str = "", *, tools: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._names: KnownNames | None = None
        words = say("Add a next step: “send BOQ to 徐海 next tue !promise @Northern Rail”")
        self.line = MentionField(words, name or say("Quick add"), choices=self._choices)
        self.line.setProperty("kind", "bare")
        self.line.setFont(theme.font("navigation"))
        self.line.edited.connect(self._show)
        self.line.returnPressed.connect(self.add)
        self._frame = _Frame(self.line)
        self.line.composing_changed.connect(self._frame.update)
        self._lead = label("", "caption", "text_2")
        self._shown: list[QWidget] = []
        self._facts = QWidget()
        self._flow = FlowLayout(spacing=theme.GAP)
        self._facts.setLayout(column(self._flow, margins=QMargins(0, (_LINE - theme.CHIP) // 2, 0, 0)))
        self._problem = label("", "caption", "text_3", wrap=True)
        self._below = QWidget()
        self._below.setMinimumHeight(_LINE)
        below = row(self._lead, self._facts, self._problem, spacing=theme.GAP)
        # Where the facts need a second line, all else stays beside the first one.
        self._lead.setFixedHeight(_LINE)
        for part in (self._lead, self._facts):
            below.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        below.setStretch(1, 1)
        below.setStretch(2, 1)
        if tools is not None:
            below.addWidget(tools, 0, Qt.AlignmentFlag.AlignTop)
        self._below.setLayout(below)
        self.setLayout(column(self._frame, self._below, spacing=theme.GAP))
        self.setFocusProxy(self.line)
        session.changed.connect(self._forget_names)
        self._show("")

    def text(self) -> str:
        """Return what is typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put text into the line as if it were typed."""
        self.line.setText(text)
        self._show(text)

    def understood(self) -> Understood | None:
        """Return what Enter would add, or None where that is nothing."""
        if not self.line.text().strip():
            return None
        try:
            return quick_add.understand(self.line.text(), self._session.clock, self._known())
        except JournalError:
            return None

    def below(self) -> str:
        """Return the words below the line: what will be added, or what is missing."""
        if self._problem.text():
            return self._problem.text()
        return " ".join([self._lead.text(), *(fact.accessibleName() for fact in self._shown)])

    def add(self) -> None:
        """Add what was understood, and clear the line."""
        if self.line.is_composing() or not self.line.text().strip():
            return
        try:
            understood = quick_add.understand(self.line.text(), self._session.clock, self._known())
            changes: Changes = self._session.attempt(quick_add.save, understood)
        except JournalError as error:
            self._tell(error.say(language()), "red")
            return
        self.line.clear()
        self._show("")
        self._session.say(say("Added: {title}", title=understood.title or understood.account), can_undo=True)
        self.added.emit(changes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear the line by Esc only when it holds nothing to lose."""
        if event.key() == Qt.Key.Key_Escape and self.line.text().strip():
            self.line.deselect()
            event.accept()
            return
        super().keyPressEvent(event)

    def _choices(self, mark: str, text: str) -> list[Suggestion]:
        """Return what a mark and the words behind it may mean; the key is what the line then says."""
        if mark == "!":
            return _kinds(text)
        found = self._session.read(name_choices.accounts, text, limit=_OF_EACH)
        rows = [Suggestion(one.name, one.name, one.detail, icon="accounts") for one in found]
        for one in self._session.read(name_choices.people, text, limit=_OF_EACH) if text else ():
            rows.append(
                Suggestion(one.name, one.name, one.detail, dot=paint.ROLES.get(one.role_group or "", "control"))
            )
        return rows

    def _known(self) -> KnownNames:
        if self._names is None:
            self._names = self._session.read(KnownNames.of)
        return self._names

    def _forget_names(self, changes: Changes) -> None:
        if changes.tables == EVERYTHING or changes.tables & _NAMES_IN:
            self._names = None

    def _show(self, text: str) -> None:
        self._frame.update()
        if not text.strip():
            self._tell(say("@ account or person, ! kind (!promise), dates in words"), "text_3")
            return
        try:
            understood = quick_add.understand(text, self._session.clock, self._known())
        except JournalError as error:
            # Half a name is no mistake yet: what is missing is said in grey until Enter.
            self._tell(error.say(language()), "text_3")
            return
        self._say_facts(understood)

    def _tell(self, sentence: str, token: str) -> None:
        self._clear_facts()
        self._lead.hide()
        self._facts.hide()
        self._problem.setText(sentence)
        set_token(self._problem, token)
        self._problem.show()
        self.line.setAccessibleDescription(sentence)

    def _say_facts(self, understood: Understood) -> None:
        self._clear_facts()
        self._problem.setText("")
        self._problem.hide()
        self._lead.setText(say("Will add"))
        self._lead.show()
        self._facts.show()
        self._shown = self._facts_of(understood)
        for fact in self._shown:
            self._flow.addWidget(fact)
            fact.show()
        self._facts.updateGeometry()
        self.line.setAccessibleDescription(self.below())

    def _facts_of(self, understood: Understood) -> list[QWidget]:
        """Return what was understood in the order of a sentence: kind, title, people, date, account."""
        is_visit = understood.kind == "visit"
        words = say("visit") if is_visit else say(KIND_NAMES[understood.kind])
        kind = Pill(words, "plain" if is_visit else understood.kind)
        kind.setFixedHeight(theme.CHIP)
        facts: list[QWidget] = [kind]
        if understood.title:
            facts.append(_Fact(understood.title))
        for contact_id, name in understood.people:
            role = self._session.read(contacts.get, contact_id).role_group
            facts.append(_Fact(name, dot=paint.ROLES.get(role or "", "control")))
        if understood.start:
            facts.append(_Fact(understood_moment(language(), understood.start), "calendar"))
        if understood.due:
            facts.append(_Fact(understood_date(language(), understood.due), "calendar"))
        if understood.account:
            facts.append(_Fact(understood.account, "accounts"))
        if understood.summary:
            facts.append(_Fact(understood.summary, "page"))
        return facts

    def _clear_facts(self) -> None:
        for fact in self._shown:
            self._flow.removeWidget(fact)
            fact.hide()
            fact.deleteLater()
        self._shown = []


def _kinds(text: str) -> list[Suggestion]:
    """Return the kinds that a word may mean, in the words of the language in use."""
    rows = []
    for kind, words in KIND_WORDS.items():
        if any(word.startswith(text.casefold()) for word in words):
            shown = say("visit") if kind == "visit" else say(KIND_NAMES[kind])
            rows.append(Suggestion(words[-1] if language().is_chinese else words[0], shown))
    return rows
