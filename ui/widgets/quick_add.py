"""The quick line: one line of text that becomes a step or a visit, and what was understood of it below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from models import accounts, contacts, name_choices, quick_add
from models.changes import Changes
from models.errors import JournalError, NotFound
from models.quick_add import Understood
from models.quick_line import KIND_WORDS, Part, name_behind
from models.text.clean import clean_line
from models.text.day_words import understood_date, understood_moment
from models.text.field_words import LINE_KIND_NAMES, SEVERITY_NAMES
from ui import theme
from ui.known_names import NamesAtHand
from ui.session import Session
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.buttons import button
from ui.widgets.fact_chip import FactChip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import column, row
from ui.widgets.line_field import LineField
from ui.widgets.mention_field import MentionField
from ui.widgets.suggestion import Suggestion

_HEIGHT = 40
_LINE = 32
_OF_EACH = 4
"""So many accounts and so many people are suggested."""


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
        self._names = NamesAtHand(session, self)
        self._as_words: list[str] = []
        self.escape_leaves = False
        """Whether Esc reaches the window around the line though words stand in it: that must keep them."""
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
        self._new_account = button("", "small", "plus")
        self._new_account.clicked.connect(partial(self._create, accounts.create))
        self._new_person = button("", "small", "plus")
        self._new_person.clicked.connect(partial(self._create, contacts.create))
        self._below = QWidget()
        self._below.setMinimumHeight(_LINE)
        below = row(self._lead, self._facts, self._problem, self._new_account, self._new_person, spacing=theme.GAP)
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
        self.line.installEventFilter(self)
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
            return self._understand(self.line.text())
        except JournalError:
            return None

    def facts(self) -> list[FactChip]:
        """Return the chips of what was understood."""
        return [fact for fact in self._shown if isinstance(fact, FactChip)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the names when the line gets the focus, so that the first letter does not wait for them."""
        if event.type() == QEvent.Type.FocusIn:
            self._names.read_soon()
        return super().eventFilter(watched, event)

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
            understood = self._understand(self.line.text())
            changes: Changes = self._session.attempt(quick_add.save, understood)
        except JournalError as error:
            self._tell(error.say(language()), "red")
            self._offer_to_create(error)
            return
        self.line.clear()
        self._as_words.clear()
        self._show("")
        self._session.say(say("Added: {title}", title=understood.title or understood.account), can_undo=True)
        self.added.emit(changes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear the line by Esc only when it holds nothing to lose."""
        if event.key() == Qt.Key.Key_Escape and self.line.text().strip() and not self.escape_leaves:
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

    def _show(self, text: str) -> None:
        self._frame.update()
        if not text.strip():
            self._tell(say("@ account or person, ! kind (!promise), dates in words"), "text_3")
            return
        try:
            understood = self._understand(text)
        except JournalError as error:
            # Half a name is no mistake yet: what is missing is said in grey until Enter.
            self._tell(error.say(language()), "text_3")
            self._offer_to_create(error)
            return
        self._say_facts(understood)

    def _tell(self, sentence: str, token: str) -> None:
        self._clear_facts()
        self._lead.hide()
        self._facts.hide()
        self._problem.setText(sentence)
        set_token(self._problem, token)
        self._problem.show()
        self._new_account.hide()
        self._new_person.hide()
        self.line.setAccessibleDescription(sentence)

    def _understand(self, text: str) -> Understood:
        self._as_words = [words for words in self._as_words if words in clean_line(text)]
        return quick_add.understand(text, self._session.clock, self._names.read(), as_words=self._as_words)

    def _unknown(self) -> str:
        return name_behind(self.line.text(), self._names.read())

    def _offer_to_create(self, error: JournalError) -> None:
        """Offer to make the account or the person that nobody has heard of yet."""
        name = self._unknown() if isinstance(error, NotFound) else ""
        if name and not self._session.journal.read_only:
            self._new_account.setText(say("New account “{name}”", name=name))
            self._new_person.setText(say("New person “{name}”", name=name))
            for offer in (self._new_account, self._new_person):
                offer.setAccessibleName(offer.text())
                offer.show()

    def _create(self, make: Callable[..., Changes], _checked: bool = False) -> None:
        name = self._unknown()
        if name and self._session.run(make, name=name) is not None:
            self._show(self.line.text())
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_facts(self, understood: Understood) -> None:
        self._clear_facts()
        self._problem.setText("")
        self._problem.hide()
        self._new_account.hide()
        self._new_person.hide()
        self._lead.setText(say("Will add"))
        self._lead.show()
        self._facts.show()
        self._shown = self._facts_of(understood)
        for fact in self._shown:
            self._flow.addWidget(fact)
            fact.show()
        for before, after in pairwise([self.line, *self.facts()]):
            QWidget.setTabOrder(before, after)
        self._facts.updateGeometry()
        self.line.setAccessibleDescription(self.below())

    def _facts_of(self, understood: Understood) -> list[QWidget]:
        """Return what was understood in the order of a sentence: kind, title, people, date, account."""
        by = {part.what: part for part in understood.parts}
        kind = self._chip(say(LINE_KIND_NAMES[understood.kind]), by.get("kind"))
        kind.clicked.disconnect()
        kind.clicked.connect(partial(self._choose_kind, kind, by.get("kind")))
        kind.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        facts: list[QWidget] = [kind]
        if understood.severity:
            facts.append(self._chip(say(SEVERITY_NAMES[understood.severity]), by.get("severity")))
        if understood.title:
            facts.append(FactChip(understood.title))
        people = [part for part in understood.parts if part.what == "person"]
        for contact_id, name in understood.people:
            role = self._session.read(contacts.get, contact_id).role_group
            part = next((one for one in people if name in one.value.split("、")), None)
            facts.append(self._chip(name, part, dot=paint.ROLES.get(role or "", "control")))
        if understood.start:
            moment = understood_moment(language(), understood.start)
            facts.append(self._chip(moment, by.get("day") or by.get("time"), "calendar"))
        if understood.due:
            due = understood_date(language(), understood.due)
            facts.append(self._chip(due, by.get("due"), "calendar"))
        if understood.repeats:
            from models.text.repetitions import words

            facts.append(self._chip(words(language(), understood.repeats), by.get("repeats"), "redo"))
        if understood.account:
            facts.append(self._chip(understood.account, by.get("account"), "accounts"))
        if understood.summary:
            facts.append(FactChip(understood.summary, "page"))
        return facts

    def _chip(self, text: str, part: Part | None, icon: str = "", *, dot: str = "") -> FactChip:
        chip = FactChip(text, icon, dot, removable=part is not None)
        chip.moved.connect(lambda by: self._go_beside(chip, by))
        chip.clicked.connect(lambda: self._select(part) if part is not None else None)
        if part is not None:
            chip.removed.connect(lambda: self._take_back(part))
        return chip

    def _go_beside(self, chip: FactChip, by: int) -> None:
        """Go to the chip before or behind that can be corrected; before the first one is the line."""
        reached = [self.line, *(one for one in self.facts() if one.focusPolicy() != Qt.FocusPolicy.NoFocus)]
        place = reached.index(chip) + by
        if place < len(reached):
            reached[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self, part: Part) -> str:
        return clean_line(self.line.text())[slice(*part.span)]

    def _take_back(self, part: Part) -> None:
        """Leave the words of a part in the title."""
        self._as_words.append(self._words(part).strip())
        self._show(self.line.text())
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _select(self, part: Part) -> None:
        """Go to the words of a part in the line, so that what is typed takes their place."""
        words = self._words(part).strip()
        self._tidy_line()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        start = part.span[0] + len(self._words(part)) - len(self._words(part).lstrip())
        mark = 1 if words[:1] in "@＠!！" else 0
        self.line.setSelection(start + mark, len(words) - mark)

    def _tidy_line(self) -> None:
        """Let the line say what was read: spaces are single there, and parts count by that."""
        self.line.setText(clean_line(self.line.text()))

    def _choose_kind(self, chip: FactChip, part: Part | None, _checked: bool = False) -> None:
        menu = self.kind_menu(part)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height())))

    def kind_menu(self, part: Part | None) -> QMenu:
        """Return the menu that writes another kind into the line."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, words in KIND_WORDS.items():
            mark = f"!{words.usual(chinese=language().is_chinese)}"
            menu.addAction(say(LINE_KIND_NAMES[kind])).triggered.connect(partial(self._set_kind, part, mark))
        return menu

    def _set_kind(self, part: Part | None, mark: str, _checked: bool = False) -> None:
        line = clean_line(self.line.text())
        start, end = part.span if part is not None else (len(line), len(line))
        self.set_text(clean_line(f"{line[:start]} {mark} {line[end:]}"))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

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
        if any(word.startswith(text.casefold()) for word in words.all):
            rows.append(Suggestion(words.usual(chinese=language().is_chinese), say(LINE_KIND_NAMES[kind])))
    return rows
