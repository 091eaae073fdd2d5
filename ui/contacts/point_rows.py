"""The ways to reach a person in the editor: a row each, to change, prefer, remove and add."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from models.contact_points import Point
from models.text.clean import clean_line
from ui import icons, theme
from ui.contacts.words import POINT_NAMES
from ui.translations import say
from ui.widgets.buttons import button, icon_button
from ui.widgets.layouts import column, row
from ui.widgets.line_field import LineField
from ui.widgets.word_choice import WordChoice


class PointRow(QWidget):
    """One way to reach a person."""

    edited = Signal()
    preferred = Signal()
    removed = Signal()

    def __init__(self, point: Point) -> None:
        super().__init__()
        self._id = point.id
        self.kind = WordChoice(say("Kind"), "", POINT_NAMES)
        self.kind.set_value(point.kind)
        self.value = LineField(say("Number or address"), say("Number or address"))
        self.value.setText(point.value)
        self.value.setCursorPosition(0)
        self.label = LineField(say("work, private"), say("Label"))
        self.label.setText(point.label)
        self.star: QPushButton = icon_button("star", say("Preferred"))
        self.star.setCheckable(True)
        self.star.setChecked(point.preferred)
        self.remove = icon_button("close", say("Remove this number or address"))
        self.kind.setFixedWidth(128)
        self.label.setFixedWidth(150)
        self.setLayout(row(self.kind, self.value, self.label, self.star, self.remove))
        self.kind.activated.connect(self._on_changed)
        self.value.edited.connect(self._on_changed)
        self.label.edited.connect(self._on_changed)
        self.star.toggled.connect(self._show_star)
        self.star.clicked.connect(self.preferred)
        self.remove.clicked.connect(self.removed)
        self._show_star()

    def point(self) -> Point:
        """Return what the row says."""
        value = clean_line(self.value.text())
        return Point(self.kind.value(), value, clean_line(self.label.text()), self.star.isChecked(), self._id)

    def _show_star(self) -> None:
        self.star.setIcon(icons.icon("star", "accent" if self.star.isChecked() else "control"))
        self.star.setToolTip(say("Preferred") if self.star.isChecked() else say("Prefer this one"))

    def _on_changed(self) -> None:
        self.edited.emit()


class PointRows(QWidget):
    """All ways to reach a person; rows without a value count for nothing."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[PointRow] = []
        self.follows: QWidget | None = None
        """The control that stands before the rows, for the focus order."""
        self._box = column(spacing=theme.GAP)
        self.add_button = button(say("Add a phone number or address"), "text", "plus")
        self.add_button.clicked.connect(lambda: self._append(Point("phone", "")).value.setFocus())
        self.setLayout(column(self._box, row(self.add_button, None)))
        self.setAccessibleName(say("How to reach"))

    def set_points(self, points: Sequence[Point]) -> None:
        """Show other points; that is no edit."""
        for line in self._rows:
            line.hide()
            line.deleteLater()
        self._rows = []
        for point in points:
            self._append(point)

    def points(self) -> list[Point]:
        """Return the points that have a value."""
        return [point for point in (line.point() for line in self._rows) if point.value]

    def rows(self) -> Sequence[PointRow]:
        """Return the rows on the screen."""
        return self._rows

    def _append(self, point: Point) -> PointRow:
        line = PointRow(point)
        line.edited.connect(self.edited)
        line.preferred.connect(lambda: self._prefer(line))
        line.removed.connect(lambda: self._remove(line))
        self._rows.append(line)
        self._box.addWidget(line)
        self._order()
        return line

    def _order(self) -> None:
        """Put the rows where they are read; a new widget would come last of all in the focus order."""
        before = self.follows
        for line in self._rows:
            for part in (line.kind, line.value, line.label, line.star, line.remove):
                if before is not None:
                    QWidget.setTabOrder(before, part)
                before = part
        if before is not None:
            QWidget.setTabOrder(before, self.add_button)

    def _prefer(self, chosen: PointRow) -> None:
        for line in self._rows:
            if line is not chosen and chosen.star.isChecked() and line.kind.value() == chosen.kind.value():
                line.star.setChecked(False)
        self.edited.emit()

    def _remove(self, line: PointRow) -> None:
        place = self._rows.index(line)
        self._rows.remove(line)
        line.hide()
        line.deleteLater()
        following: QWidget = self._rows[min(place, len(self._rows) - 1)].value if self._rows else self.add_button
        following.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
