"""Two records side by side, field by field: what stays, what goes over, and what each field becomes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from models.merging.fields import Choice, Difference
from models.merging.preview import Preview
from models.merging.sides import Side
from ui import theme
from ui.duplicates.field_choice import BOTH_WIDTH, FieldChoice
from ui.duplicates.words import moving_words, value_words, visit_words
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import clear_layout, column, holding, row, scroll

_NAMES_WIDTH = 132
_HEIGHT, _LEAST_HEIGHT = 260, 120
_AROUND = 375
"""Pixels that a dialog has above and below the fields, with some of the window around it."""
_PRIVATE = frozenset({"birthday", "preferences", "kindnesses", "private_notes"})


class _Head(QFrame):
    """Which of the two records stands in a column."""

    def __init__(self, caption: str, token: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.name = Elided("", "section")
        self._detail = Elided("", "caption", "text_2")
        self._visits = label("", "caption", "text_2")
        above = row(label(caption, "caption_bold", token), None, self._visits)
        self.setLayout(column(above, self.name, self._detail, spacing=2, margins=10))

    def show_side(self, side: Side) -> None:
        """Show a record."""
        self.name.set_text(side.name)
        self._detail.set_text(side.detail)
        self._visits.setText(visit_words(side))
        self.setAccessibleName(language().listing(filter(None, (side.name, side.detail, visit_words(side)))))


class Comparison(QWidget):
    """Shows a preview; `choices` are what was chosen otherwise than usual."""

    swapped = Signal()
    """The other record is to be the one that stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview: Preview | None = None
        self._fields: dict[str, FieldChoice] = {}
        self._has_both = False
        self._kept = _Head(say("Stays"), "accent")
        self._other = _Head(say("Goes into it"), "text_2")
        self.swap = button(say("Swap"), "small", name=say("Swap: the right one stays"))
        self.swap.clicked.connect(self.swapped)
        names = holding(column(None, self.swap, None))
        names.setFixedWidth(_NAMES_WIDTH)
        self._beside = holding(row(None))
        self._beside.setFixedWidth(BOTH_WIDTH)  # over the way to take both
        self._heads = row(names, self._kept, self._other, self._beside, spacing=theme.GAP)
        self._heads.setStretch(1, 1)
        self._heads.setStretch(2, 1)
        self._rows = column(spacing=6)
        self._area = scroll(holding(self._rows), name=say("Fields side by side"))
        self._area.setMinimumHeight(_HEIGHT)
        self._area.viewport().installEventFilter(self)
        self._moving = label("", "body", "text_2", wrap=True)
        whole = column(self._heads, self._area, self._moving, spacing=theme.CARD_GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_preview(self, preview: Preview) -> None:
        """Show two records, with what is taken when nobody chooses."""
        self.preview = preview
        self._kept.show_side(preview.kept)
        self._other.show_side(preview.other)
        clear_layout(self._rows)
        self._fields = {}
        self._has_both = any(self._can_be_both(one, preview) for one in preview.differences)
        self._beside.setVisible(self._has_both)
        for one in preview.differences:
            self._rows.addLayout(self._row(one))
        self._rows.addStretch(1)
        self._moving.setText(moving_words(preview))
        self._area.verticalScrollBar().setValue(0)

    def fit(self, window: QWidget) -> None:
        """Take no more height than a small window has for the dialog this stands in."""
        self._area.setMinimumHeight(max(_LEAST_HEIGHT, min(_HEIGHT, window.height() - _AROUND)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the heads over their columns, beside which a scroll bar may stand."""
        if event.type() == QEvent.Type.Resize:
            beside = self._area.width() - self._area.viewport().width()
            self._heads.setContentsMargins(0, 0, beside, 0)
        return super().eventFilter(watched, event)

    def choices(self) -> dict[str, Choice]:
        """Return what is taken in each field that differs, as it is chosen now."""
        words: dict[str, Choice] = {"kept": "kept", "other": "other", "both": "both"}
        return {key: words[field.current()] for key, field in self._fields.items()}

    def field(self, key: str) -> FieldChoice:
        """Return the choice of a field that differs."""
        return self._fields[key]

    def focus_first(self) -> None:
        """Go to the first field that differs, or to the way to swap where none does."""
        first = next(iter(self._fields.values()), self.swap)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def last_stop(self) -> QWidget:
        """Return where Tab comes to last."""
        field = next(reversed(self._fields.values()), None)
        return field.last_cell() if field is not None else self.swap

    def _row(self, one: Difference) -> QHBoxLayout:
        assert self.preview is not None
        # What stays out of every summary has the colour of private things.
        token = "private" if one.field.key in _PRIVATE else "text_2"
        name = label(say(one.field.name), "caption", token, wrap=True)
        name.setFixedWidth(_NAMES_WIDTH)
        kept, other = (value_words(one, values, self.preview.names) for values in (one.kept, one.other))
        if one.is_same:
            shown: QWidget = label(kept, "body", "text_2", wrap=True, name=say("The same in both: {value}", value=kept))
            shown.setContentsMargins(10, 4, 10, 4)
            return row(name, shown)
        choice = FieldChoice(say(one.field.name), kept, other, with_both=self._can_be_both(one, self.preview))
        if self._has_both:
            choice.leave_room_for_both()
        choice.set_current(one.usual)
        choice.moved.connect(lambda step, key=one.field.key: self._move(key, step))
        self._fields[one.field.key] = choice
        name.setBuddy(choice)
        made = row(name, choice)
        made.setStretch(1, 1)
        return made

    def _can_be_both(self, one: Difference, preview: Preview) -> bool:
        kept, other = (value_words(one, values, preview.names) for values in (one.kept, one.other))
        return bool(not one.is_same and one.field.joining and kept and other)

    def _move(self, key: str, step: int) -> None:
        """Go to the field above or below with the same side under the keys."""
        keys = list(self._fields)
        place = keys.index(key) + step
        if 0 <= place < len(keys):
            field = self._fields[keys[place]]
            field.setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(field)
