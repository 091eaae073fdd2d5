"""How the map is drawn: cards of people, places that are empty, names of rows, and the lines between cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QLine, QRect, Qt
from PySide6.QtGui import QPainter, QPen

from models.people_map import INTRODUCED, MapPerson
from models.people_map_lines import Caption, Tie
from models.people_map_pieces import Segment
from models.people_map_places import CAPTION, Card, EmptyPlace, Row
from models.text.map_words import met_words, post_words
from ui import theme
from ui.contacts import marks
from ui.contacts.words import STANCE_COLOURS, closeness_words, stance_words
from ui.people_map.words import group_words, introducer_words, nobody_words, tie_words
from ui.translations import language, plural, say
from ui.widgets import paint

_RADIUS = 10
_ASK_HEIGHT = 28
_BAR, _BESIDE = 14, 4
_NAME_HEIGHT = 60


@dataclass(frozen=True, slots=True)
class Look:
    """How a card is met: by the keys, by the pointer, dragged away, or dragged onto."""

    is_current: bool = False
    is_hovered: bool = False
    is_lifted: bool = False
    is_target: bool = False


def rect_of(place: Card | EmptyPlace) -> QRect:
    """Return where a card stands on the map."""
    return QRect(place.x, place.y, place.width, place.height)


def row_name(painter: QPainter, row: Row, width: int, top: int) -> None:
    """Draw the name of a role group and how many people of it are known, at the left of its row.

    It stays below the `top` of what is seen as long as there is room for it in the row.
    """
    y = min(max(row.y, top), max(row.y, row.y + row.height - _NAME_HEIGHT))
    area = QRect(16, y + 12, width - 20, 20)
    paint.dot(painter, 0, area.center().y() + 1, paint.ROLES.get(row.role_group, "control"))
    paint.text(painter, area, group_words(row.role_group), "body_bold")
    counted = plural("{count} person", "{count} people", row.count)
    token = "text_2" if row.count else "amber"
    paint.text(painter, area.translated(0, 20), counted, "caption", token)


def card(painter: QPainter, place: Card, today: date, look: Look, *, is_small: bool) -> None:
    """Draw a person's card; that of somebody whose name is not known yet is dashed."""
    rect, person = rect_of(place), place.person
    _surface(painter, rect, look, dashed=person.placeholder)
    if look.is_lifted:
        painter.setOpacity(0.4)
    inner = rect.adjusted(12, 0, -12, 0)
    if is_small:
        _small_lines(painter, inner, place, today)
    else:
        _wide_lines(painter, inner, place, today)
    painter.setOpacity(1)


def empty(painter: QPainter, place: EmptyPlace, introducer: str | None, look: Look, *, is_small: bool) -> None:
    """Draw the place of a role group in which nobody is known, with the button that plans the ask."""
    rect = rect_of(place)
    _surface(painter, rect, look, dashed=True)
    inner = rect.adjusted(12, 0, -12, 0)
    top = rect.top() + (6 if is_small else 10)
    paint.text(painter, QRect(inner.left(), top, inner.width(), 20), nobody_words(place.role_group))
    if introducer is not None and not is_small:
        words = introducer_words(introducer)
        paint.text(painter, QRect(inner.left(), top + 20, inner.width(), 16), words, "caption", "text_2")
    spot = ask_rect(place, is_small=is_small)
    paint.rounded(painter, spot, 6, "hover" if look.is_hovered else "card", "line_strong")
    paint.icon(painter, spot.left() + 8, spot.center().y() + 1, "plus", "text_2", 14)
    paint.text(painter, spot.adjusted(28, 0, -8, 0), say("Plan the ask"), "caption")


def ask_rect(place: EmptyPlace, *, is_small: bool) -> QRect:
    """Return where the button of an empty place is."""
    width = min(paint.width(say("Plan the ask"), "caption") + 38, place.width - 24)
    top = place.y + (34 if is_small else 54)
    return QRect(place.x + 12, top, width, _ASK_HEIGHT)


def tie(painter: QPainter, of: Tie, token: str, pieces: Sequence[Segment]) -> None:
    """Draw lines: solid for reports to, dashed for introduced by."""
    if not pieces:
        return
    pen = QPen(theme.colour(token), 1)
    if of.kind == INTRODUCED:
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setCosmetic(True)  # seen also where the map is drawn small
    painter.setPen(pen)
    painter.drawLines([QLine(piece.x1, piece.y1, piece.x2, piece.y2) for piece in pieces])


def caption(painter: QPainter, of: Caption, people: Mapping[int, Card], token: str) -> None:
    """Name a line: in the middle of its level piece with the line left out there, or right of a short one."""
    words = tie_words(of.kind, people[of.below].person)
    wide = paint.width(words, "hint")
    left = of.left_of(wide)
    area = QRect(left, of.y - 8, wide, 16)
    painter.fillRect(area.adjusted(-4, 2, 4, -2), theme.colour("bg"))
    paint.text(painter, area, words, "hint", token)


def _surface(painter: QPainter, rect: QRect, look: Look, *, dashed: bool) -> None:
    fill = "accent_tint" if look.is_target else "hover" if look.is_hovered else "bg" if dashed else "card"
    border = "accent" if look.is_current or look.is_target else "control" if dashed else "line"
    paint.rounded(painter, rect, _RADIUS, fill, border, dashed=dashed and border == "control")
    if look.is_current or look.is_target:
        paint.rounded(painter, rect.adjusted(1, 1, -1, -1), _RADIUS - 1, "", "accent")


def _wide_lines(painter: QPainter, inner: QRect, place: Card, today: date) -> None:
    person = place.person
    first = QRect(inner.left(), inner.top() + 10, inner.width(), 20)
    token = "amber" if person.is_quiet else "text_2" if person.last_met else "text_3"
    met = paint.text(painter, first, met_words(language(), person, today), "caption", token, paint.RIGHT)
    _name(painter, first.adjusted(0, 0, -met - 8 if met else 0, 0), person)
    paint.text(painter, _line(inner, 31, 16), post_words(language(), person), "caption", "text_2")
    if person.stance is not None:
        _stance(painter, _line(inner, 54, 16), person.stance)
    if person.closeness is not None:
        at = _line(inner, 74, 16)
        wide = marks.closeness(painter, at.left(), at.center().y(), person.closeness)
        area = at.adjusted(wide + 8, 0, 0, 0)
        paint.text(painter, area, closeness_words(person.closeness), "caption", "text_2")
    _captions(painter, inner, place, 94)


def _small_lines(painter: QPainter, inner: QRect, place: Card, today: date) -> None:
    person = place.person
    first = QRect(inner.left(), inner.top() + 7, inner.width(), 20)
    if person.closeness is not None:
        marks.closeness(painter, first.right() - 46, first.center().y(), person.closeness)
    _name(painter, first.adjusted(0, 0, -54 if person.closeness is not None else 0, 0), person)
    paint.text(painter, _line(inner, 28, 16), post_words(language(), person), "caption", "text_2")
    last = _line(inner, 51, 16)
    token = "amber" if person.is_quiet else "text_2" if person.last_met else "text_3"
    words = met_words(language(), person, today)
    met = paint.text(painter, last, words, "caption", token, paint.RIGHT)
    if person.stance is not None:
        said, room = stance_words(person.stance), last.adjusted(0, 0, -met - _BESIDE, 0)
        if paint.width(said, "caption") + _BAR + _BESIDE <= room.width():
            # As the legend has it: for all five steps there is no room beside the days.
            paint.rounded(painter, QRect(room.left(), room.center().y() - 2, _BAR, 5), 2, STANCE_COLOURS[person.stance])
            room = room.adjusted(_BAR + _BESIDE, 0, 0, 0)
        paint.text(painter, room, said, "caption", STANCE_COLOURS[person.stance])
    _captions(painter, inner, place, 72)


def _name(painter: QPainter, area: QRect, person: MapPerson) -> None:
    style, token = ("body", "text_2") if person.placeholder else ("body_bold", "text")
    paint.text(painter, area, person.name, style, token)


def _stance(painter: QPainter, area: QRect, stance: int) -> None:
    wide = marks.stance(painter, area.left(), area.center().y(), stance)
    words = area.adjusted(wide + 8, 0, 0, 0)
    paint.text(painter, words, stance_words(stance), "caption", STANCE_COLOURS[stance])


def _captions(painter: QPainter, inner: QRect, place: Card, top: int) -> None:
    for number, kind in enumerate(place.captions):
        area = _line(inner, top - 4 + number * CAPTION, CAPTION)
        paint.text(painter, area, tie_words(kind, place.person), "hint", "text_3")


def _line(inner: QRect, top: int, height: int) -> QRect:
    return QRect(inner.left(), inner.top() + top, inner.width(), height)
