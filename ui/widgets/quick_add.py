"""The quick line: one line of text that becomes a step or a visit, and what was understood of it below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from models import accounts, contacts, drafts, quick_add
from models.changes import Changes
from models.drafts import Draft
from models.errors import JournalError, NotFound
from models.quick_add import Understood
from models.quick_line import KIND_WORDS, Part, name_behind
from models.text.clean import clean_line
from models.text.field_words import LINE_KIND_NAMES
from ui import theme
from ui.known_names import NamesAtHand
from ui.session import Session
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.buttons import button
from ui.widgets.fact_chip import FactChip
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import column, row
from ui.widgets.line_field import LineField
from ui.widgets.mention_field import MentionField
from ui.widgets.quick_choices import choices
from ui.widgets.quick_facts import LINE, QuickFacts

_HEIGHT = 40


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
    opened = Signal()
    """A visit goes on in its editor, with all that the line said."""
    changed = Signal()
    """The line holds other words, or they are meant otherwise."""

    def __init__(
        self, session: Session, name: str = "", *, tools: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._names = NamesAtHand(session, self)
        self._as_words: list[str] = []
        self.escape_leaves = False
        """Whether Esc reaches the window around the line though words stand in it: that must keep them."""
        self.draft_id: int | None = None
        """The draft that the window around the line keeps of it; it goes when the line is added."""
        words = say("Add a next step: “send BOQ to 徐海 next tue !promise @Northern Rail”")
        self.line = MentionField(words, name or say("Quick add"), choices=partial(choices, session))
        self.line.setProperty("kind", "bare")
        self.line.setFont(theme.font("navigation"))
        self.line.edited.connect(self._show)
        self.line.returnPressed.connect(self.add)
        self._frame = _Frame(self.line)
        self.line.composing_changed.connect(self._frame.update)
        self._lead = label("", "caption", "text_2")
        self._facts = QuickFacts(session, self.line)
        self._facts.selected.connect(self._select)
        self._facts.taken_back.connect(self._take_back)
        self._facts.kind_wanted.connect(self._choose_kind)
        self._facts.person_wanted.connect(self._create_person)
        self._problem = label("", "caption", "text_3", wrap=True)
        self._new_account = button("", "small", "plus")
        self._new_account.clicked.connect(partial(self._create, accounts.create))
        self._new_person = button("", "small", "plus")
        self._new_person.clicked.connect(partial(self._create, contacts.create))
        self._below = QWidget()
        self._below.setMinimumHeight(LINE)
        below = row(self._lead, self._facts, self._problem, self._new_account, self._new_person, spacing=theme.GAP)
        # Where the facts need a second line, all else stays beside the first one.
        self._lead.setFixedHeight(LINE)
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
        return self._facts.chips()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open a visit by Shift+Enter; read the names at the focus, so that the first letter does not wait for them."""
        if _is_shift_enter(event) and not self.line.is_composing() and self.open_visit():
            return True
        if event.type() == QEvent.Type.FocusIn:
            self._names.read_soon()
        return super().eventFilter(watched, event)

    def below(self) -> str:
        """Return the words below the line: what will be added, or what is missing."""
        if self._problem.text():
            return self._problem.text()
        return f"{self._lead.text()} {self._facts.words()}"

    def add(self) -> None:
        """Add what was understood, and clear the line."""
        if self.line.is_composing() or not self.line.text().strip():
            return
        try:
            understood = self._understand(self.line.text())
            changes: Changes = self._session.attempt(quick_add.save, understood, self.draft_id)
        except JournalError as error:
            self.show_problem(error)
            self._offer_to_create(error)
            return
        self.draft_id = None
        self.line.clear()
        self._as_words.clear()
        self._show("")
        self._session.say(say("Added: {title}", title=understood.title or understood.account), can_undo=True)
        self.added.emit(changes)

    def show_problem(self, error: JournalError) -> None:
        """Say in red below the line what went wrong."""
        self._tell(error.say(language()), "red")

    def open_visit(self) -> bool:
        """Let a visit be written on in its editor, as a draft that holds all that was understood; False for a step."""
        from models import visit_sheet

        understood = self.understood()
        if understood is None or understood.kind != "visit":
            return False
        try:
            self._session.journal.require_changeable()
            content = visit_sheet.to_json(self._session.read(quick_add.sheet, understood))
            draft_id = self._session.read(drafts.keep, "visit", None, content)
        except JournalError as error:
            self.show_problem(error)
            return True
        self.line.clear()
        self._as_words.clear()
        self._show("")
        stamp = self._session.journal.stamp()
        self._session.draft_wanted.emit(Draft(draft_id, "visit", None, content, stamp))
        self.opened.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear the line by Esc only when it holds nothing to lose."""
        if event.key() == Qt.Key.Key_Escape and self.line.text().strip() and not self.escape_leaves:
            self.line.deselect()
            event.accept()
            return
        super().keyPressEvent(event)

    def _show(self, text: str) -> None:
        self._frame.update()
        self.changed.emit()
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
        self._facts.clear()
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

    def _create_person(self, name: str) -> None:
        """Make the person who was named, with a post at the visit's account as its editor does it."""
        understood = self.understood()
        account_id = understood.account_id if understood is not None else None
        if self._session.run(contacts.create, name=name, account_id=account_id) is not None:
            self._show(self.line.text())
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_facts(self, understood: Understood) -> None:
        self._facts.clear()
        self._problem.setText("")
        self._problem.hide()
        self._new_account.hide()
        self._new_person.hide()
        self._lead.setText(say("Will add"))
        self._lead.show()
        self._facts.show()
        self._facts.fill(understood)
        self.line.setAccessibleDescription(self.below())

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

    def _choose_kind(self, chip: FactChip, part: Part | None) -> None:
        menu = self.kind_menu(part)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height())))
        menu.setActiveAction(menu.actions()[0])

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


def _is_shift_enter(event: QEvent) -> bool:
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and modifiers == Qt.KeyboardModifier.ShiftModifier
