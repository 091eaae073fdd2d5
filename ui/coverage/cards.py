"""The cards of the coverage: a person, an empty place that can be filled, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from models.coverage import Covered
from ui import theme
from ui.contacts import marks
from ui.contacts.portraits import Portraits, paint_portrait
from ui.contacts.words import STANCE_COLOURS, closeness_words, met_words, stance_words
from ui.coverage.words import card_words, post_line
from ui.session import Session
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.tips import plain

CARD_WIDTH, CARD_HEIGHT = 236, 112
_RADIUS, _FACE, _TEXT_AT = 10, 36, 58
_ASK_HEIGHT = 28

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Card(QAbstractButton):
    """A card that is pressed; the arrows lead to others, which is left to what holds them all."""

    stepped = Signal(int, int)
    """The arrows: sideways, down."""
    reached = Signal()
    """The keys are here now."""
    menu_wanted = Signal(QPoint)
    """A menu is wanted at a place of the screen."""
    new_wanted = Signal()
    """Somebody new is wanted in the role group of the card."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(CARD_WIDTH, CARD_HEIGHT)

    def name_it(self, words: str) -> None:
        """Say what the card is, to a screen reader and to whoever points at it."""
        self.setAccessibleName(words)
        self.setToolTip(plain(words))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plainly = Qt.Key(event.key()), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ARROWS and plainly:
            self.stepped.emit(*_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plainly:
            if not event.isAutoRepeat():
                self.click()
        elif key == Qt.Key.Key_N and plainly:
            self.new_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(self.mapToGlobal(self.rect().center()) if by_key else event.globalPos())

    def paint_surface(self, painter: QPainter, *, dashed: bool) -> None:
        """Draw the card itself; dashed means that something is missing and can be filled."""
        fill = "hover" if self.underMouse() else "bg" if dashed else "card"
        paint.rounded(painter, self.rect(), _RADIUS, fill, "control" if dashed else "line", dashed=dashed)
        if self.hasFocus():
            paint.rounded(painter, self.rect(), _RADIUS, "", "accent")
            paint.rounded(painter, self.rect().adjusted(1, 1, -1, -1), _RADIUS - 1, "", "accent")


class PersonCard(Card):
    """A person: the face, name and title, stance and closeness, and when we met."""

    def __init__(self, session: Session, portraits: Portraits) -> None:
        super().__init__()
        self._session, self._portraits = session, portraits
        self.person: Covered | None = None
        self._role_group, self._account_id = "", 0

    def show_person(self, person: Covered, role_group: str, group: str, account_id: int) -> None:
        """Show somebody of a role group, at an account or a branch of it."""
        self.person = person
        self._role_group, self._account_id = role_group, account_id
        self.name_it(card_words(self._session, person, group, account_id))

    def paintEvent(self, event: QPaintEvent) -> None:
        person = self.person
        if person is None:
            return
        painter = QPainter(self)
        missing = bool(person.placeholder)
        self.paint_surface(painter, dashed=missing)
        picture = self._portraits.picture(person.contact_id)
        paint_portrait(painter, QRect(12, 12, _FACE, _FACE), person.name, self._role_group, picture, missing=missing)
        self._paint_lines(painter, person)

    def _paint_lines(self, painter: QPainter, person: Covered) -> None:
        inner = QRect(_TEXT_AT, 0, self.width() - _TEXT_AT - 12, 20)
        token = "text_2" if person.placeholder else "text"
        paint.text(painter, inner.translated(0, 9), person.name, "body_bold", token)
        second, post = QRect(inner.left(), 29, inner.width(), 16), post_line(person, self._account_id)
        paint.text(painter, second, post, "caption", "text_2")
        third = second.translated(0, 17 if post else 0)
        if person.placeholder:
            paint.text(painter, third, say("name unknown"), "caption", "text_3")
            return
        met = "text_3" if not person.last_met else "text_2" if person.contacts else "amber"
        words = met_words(person.last_met, self._session.today())
        paint.text(painter, third, words, "caption", met)
        whole = QRect(12, 66, self.width() - 24, 16)
        if person.stance is not None:
            wide = marks.stance(painter, whole.left(), whole.center().y(), person.stance)
            area = whole.adjusted(wide + theme.GAP, 0, 0, 0)
            paint.text(painter, area, stance_words(person.stance), "caption", STANCE_COLOURS[person.stance])
        if person.closeness is not None:
            last = whole.translated(0, 18)
            wide = marks.closeness(painter, last.left(), last.center().y(), person.closeness)
            area = last.adjusted(wide + theme.GAP, 0, 0, 0)
            paint.text(painter, area, closeness_words(person.closeness), "caption", "text_2")


class EmptyCard(Card):
    """A place that is to be filled: what is missing, what would help, and what a press begins."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._help, self._deed, self._icon = "", "", "", ""

    def show_place(
        self, words: str, helping: str, deed: str, reasons: Sequence[str] = (), *, icon: str = "plus"
    ) -> None:
        """Say what is missing, what would help and why, and what a press does; the icon stands before that."""
        self._words, self._help, self._deed, self._icon = words, helping, deed, icon
        self.name_it(say("{missing}. {helping}. {deed}", missing=words, helping=helping, deed=deed))
        self.setAccessibleDescription(language().listing(reasons))
        self.setToolTip(plain("\n".join([words, helping, *reasons])))

    def deed(self) -> str:
        """Return what a press does, in words."""
        return self._deed

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_surface(painter, dashed=True)
        inner = QRect(12, 10, self.width() - 24, 20)
        paint.text(painter, inner, self._words)
        paint.text(painter, inner.translated(0, 22).adjusted(0, 0, 0, -4), self._help, "caption", "text_2")
        before = 28 if self._icon else 10
        spot = QRect(12, 68, min(paint.width(self._deed, "caption") + before + 10, inner.width()), _ASK_HEIGHT)
        paint.rounded(painter, spot, 6, "hover" if self.underMouse() else "card", "line_strong")
        if self._icon:
            paint.icon(painter, spot.left() + 8, spot.center().y() + 1, self._icon, "text_2", 14)
        paint.text(painter, spot.adjusted(before, 0, -8, 0), self._deed, "caption")


class MoreCard(Card):
    """How many more people of a group there are than are shown; a press leads to the list."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""

    def show_count(self, words: str) -> None:
        """Say how many."""
        self._words = words
        self.name_it(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_surface(painter, dashed=False)
        paint.text(painter, self.rect(), self._words, "caption", "accent", paint.CENTRE)
