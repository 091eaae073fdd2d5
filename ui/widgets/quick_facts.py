"""The chips below a quick line: what it was understood as, each to be corrected in its place."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QWidget

from models import contacts
from models.quick_add import Understood
from models.quick_line import Part
from models.text.day_words import understood_date, understood_moment
from models.text.field_words import LINE_KIND_NAMES, SEVERITY_NAMES
from ui import theme
from ui.session import Session
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.fact_chip import FactChip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label
from ui.widgets.layouts import column

LINE = 32
"""Pixels of a line of chips."""
_TONES = {"visit": "outlined"}


class QuickFacts(QWidget):
    """Shows what was understood in the order of a sentence: kind, title, people, date, account."""

    selected = Signal(object)
    """The Part whose words are to be changed."""
    taken_back = Signal(object)
    """The Part whose words are to stay words."""
    kind_wanted = Signal(object, object)
    """The chip of the kind, and its Part or None, when another kind is to be chosen."""
    person_wanted = Signal(str)
    """The name of somebody nobody has written down yet, who is to be made a person."""

    def __init__(self, session: Session, line: QWidget) -> None:
        super().__init__()
        self._session = session
        self._line = line
        self._shown: list[QWidget] = []
        self._flow = FlowLayout(spacing=theme.GAP)
        self.setLayout(column(self._flow, margins=QMargins(0, (LINE - theme.CHIP) // 2, 0, 0)))

    def chips(self) -> list[FactChip]:
        """Return the chips that are shown."""
        return [one for one in self._shown if isinstance(one, FactChip)]

    def words(self) -> str:
        """Return what they say, one after the other."""
        return " ".join(one.accessibleName() for one in self._shown)

    def fill(self, understood: Understood) -> None:
        """Show what a line means."""
        self.clear()
        self._shown = self._made(understood)
        for one in self._shown:
            self._flow.addWidget(one)
            one.show()
        for before, after in pairwise([self._line, *self.chips()]):
            QWidget.setTabOrder(before, after)
        self.updateGeometry()

    def clear(self) -> None:
        """Show nothing."""
        for one in self._shown:
            self._flow.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._shown = []

    def _made(self, understood: Understood) -> list[QWidget]:
        by = {part.what: part for part in understood.parts}
        facts: list[QWidget] = [self._kind_chip(understood.kind, by.get("kind"))]
        if understood.severity:
            facts.append(self._chip(say(SEVERITY_NAMES[understood.severity]), by.get("severity")))
        if understood.title:
            facts.append(FactChip(understood.title))
        facts += self._people(understood)
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
        if understood.kind == "visit":
            hint = label(say("Shift+Enter opens it to write more"), "caption", "text_3")
            hint.setFixedHeight(theme.CHIP)
            hint.setAccessibleName(hint.text())
            facts.append(hint)
        return facts

    def _kind_chip(self, kind: str, part: Part | None) -> FactChip:
        chip = self._chip(say(LINE_KIND_NAMES[kind]), part, tone=_TONES.get(kind, kind))
        chip.clicked.disconnect()
        chip.clicked.connect(lambda: self.kind_wanted.emit(chip, part))
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return chip

    def _people(self, understood: Understood) -> list[QWidget]:
        parts = [part for part in understood.parts if part.what == "person"]
        chips: list[QWidget] = []
        for contact_id, name in understood.people:
            role = self._session.read(contacts.get, contact_id).role_group
            part = next((one for one in parts if name in one.value.split("、")), None)
            chips.append(self._chip(name, part, dot=paint.ROLES.get(role or "", "control")))
        for name in understood.unknown if not self._session.journal.read_only else ():
            chip = FactChip(say("New person “{name}”", name=name), "plus", changes=True)
            chip.moved.connect(partial(self._go_beside, chip))
            chip.clicked.connect(partial(self._want_person, name))
            chips.append(chip)
        return chips

    def _want_person(self, name: str, _checked: bool = False) -> None:
        self.person_wanted.emit(name)

    def _chip(self, text: str, part: Part | None, icon: str = "", *, dot: str = "", tone: str = "") -> FactChip:
        chip = FactChip(text, icon, dot, tone=tone, removable=part is not None)
        chip.moved.connect(partial(self._go_beside, chip))
        chip.clicked.connect(lambda: self.selected.emit(part) if part is not None else None)
        if part is not None:
            chip.removed.connect(lambda: self.taken_back.emit(part))
        return chip

    def _go_beside(self, chip: FactChip, by: int) -> None:
        """Go to the chip before or behind that can be corrected; before the first one is the line."""
        reached = [self._line, *(one for one in self.chips() if one.focusPolicy() != Qt.FocusPolicy.NoFocus)]
        place = reached.index(chip) + by
        if place < len(reached):
            reached[place].setFocus(Qt.FocusReason.OtherFocusReason)
