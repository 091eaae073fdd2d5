"""The three owners of a project in a triangle, sales at the top, with lines between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from models.project_team import ROLES, TeamDebt
from ui import theme
from ui.projects.team_words import ROLE_NAMES, debt_words, owner_words
from ui.translations import say
from ui.widgets import paint

_NODE_HEIGHT, _NODE_WIDTH, _BETWEEN, _WIDEST = 60, 196, 36, 640
_AVATAR = 24


class OwnerNode(QAbstractButton):
    """One owner: name, role, and what is still open; dashed where nobody is named."""

    def __init__(self, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.role = role
        self.debt = TeamDebt(role, None, "", 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.watcher().changed.connect(self.update)

    def show_debt(self, debt: TeamDebt) -> None:
        """Show who it is and what is owed."""
        self.debt = debt
        said = owner_words(debt)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter, as with Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the triangle moves on
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box with its three lines."""
        painter = QPainter(self)
        is_named = self.debt.colleague_id is not None
        fill = "hover" if self.underMouse() else "card"
        paint.rounded(painter, self.rect(), 8, fill, "line_strong" if is_named else "control", dashed=not is_named)
        left = theme.GAP
        if is_named:
            disc = QRect(left, (self.height() - _AVATAR) // 2, _AVATAR, _AVATAR)
            paint.rounded(painter, disc, _AVATAR / 2, "grey_tint")
            paint.text(painter, disc, self.debt.name.strip()[:1].upper(), "caption", "text_2", paint.CENTRE)
            left += _AVATAR + theme.GAP
        room = self.width() - left - theme.GAP
        name = self.debt.name or say("Nobody yet")
        paint.text(painter, QRect(left, 5, room, 18), name, "body_bold", "text" if is_named else "text_3")
        paint.text(painter, QRect(left, 22, room, 16), say(ROLE_NAMES[self.role]), "caption", "text_2")
        words, token = debt_words(self.debt), "amber" if self.debt.late else "text_2"
        paint.text(painter, QRect(left, 38, room, 16), words, "caption", token if self.debt.steps else "text_3")
        if self.hasFocus():
            paint.rounded(painter, self.rect(), 8, "", "accent")
            paint.rounded(painter, self.rect().adjusted(1, 1, -1, -1), 7, "", "accent")


class TeamTriangle(QWidget):
    """Enter or Space opens what can be done about an owner; the arrows move between the three."""

    owner_pressed = Signal(str)
    """The role of the owner."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Team triangle"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.nodes = {role: OwnerNode(role, self) for role in ROLES}
        for role, node in self.nodes.items():
            node.clicked.connect(lambda _checked=False, role=role: self.owner_pressed.emit(role))
        theme.watcher().changed.connect(self.update)

    def show_team(self, team: Sequence[TeamDebt]) -> None:
        """Show the owners and what they owe."""
        for debt in team:
            if debt.role:
                self.nodes[debt.role].show_debt(debt)
        self.update()

    def below(self, role: str) -> QPoint:
        """Return the place on the screen just below an owner, where a menu opens."""
        node = self.nodes[role]
        return node.mapToGlobal(QPoint(0, node.height()))

    def sizeHint(self) -> QSize:
        """Return the size of two rows of boxes."""
        return QSize(2 * _NODE_WIDTH + 40, 2 * _NODE_HEIGHT + _BETWEEN)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 2 * _NODE_HEIGHT + _BETWEEN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the boxes at the corners."""
        super().resizeEvent(event)
        inside = min(self.width(), _WIDEST)
        wide = min(_NODE_WIDTH, (inside - theme.CARD_PADDING) // 2)
        low, begin = self.height() - _NODE_HEIGHT, (self.width() - inside) // 2
        lefts = {"sales": begin + (inside - wide) // 2, "delivery": begin, "finance": begin + inside - wide}
        for role, node in self.nodes.items():
            node.setGeometry(lefts[role], 0 if role == "sales" else low, wide, _NODE_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move to the next owner, round the triangle."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        by = step.get(Qt.Key(event.key()))
        at = next((number for number, role in enumerate(ROLES) if self.nodes[role].hasFocus()), None)
        if by is None or at is None:
            super().keyPressEvent(event)
        else:
            self.nodes[ROLES[(at + by) % len(ROLES)]].setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines between the owners; dashed in amber to one who is late."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sales, delivery, finance = (self.nodes[role] for role in ROLES)
        top, low = sales.geometry().bottom(), delivery.geometry().top()
        third = sales.width() / 3
        middle = (delivery.geometry().center().y(), finance.geometry().center().y())
        self._line(painter, (sales, delivery), QPointF(sales.x() + third, top), QPointF(delivery.x() + 2 * third, low))
        ends = QPointF(sales.x() + 2 * third, top), QPointF(finance.x() + third, low)
        self._line(painter, (sales, finance), *ends)
        beside = QPointF(delivery.geometry().right(), middle[0]), QPointF(finance.x(), middle[1])
        self._line(painter, (delivery, finance), *beside)

    def _line(self, painter: QPainter, ends: tuple[OwnerNode, OwnerNode], first: QPointF, last: QPointF) -> None:
        is_late = any(node.debt.late for node in ends)
        style = Qt.PenStyle.DashLine if is_late else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("amber" if is_late else "line_strong"), 1.25 if is_late else 1, style))
        painter.drawLine(first, last)
