"""The editor of a trip or an event: its name, days, place, what it is for, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QLayout, QWidget

from models import trips
from models.text.clean import clean_line
from models.trips import TripRow
from ui import theme
from ui.session import Session
from ui.translations import say
from ui.trips.words import KIND_ICONS, kind_words
from ui.widgets.date_field import DateField
from ui.widgets.fields import field
from ui.widgets.fields_editor import FieldsEditor, FieldsForm
from ui.widgets.layouts import column, row
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.segments import Segments

_LINES = ("name", "place", "purpose")
_TEXTS = ("result", "notes")
_DAYS = ("start_on", "end_on")


class TripForm(FieldsForm):
    """The fields as `values()` and by `fill(values)`, keyed like the columns."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = LineField(say("Harbin, or Rail congress"), say("Name of the trip"))
        self.kind = Segments(say("Kind"), [(kind, kind_words(kind), KIND_ICONS[kind]) for kind in trips.KINDS])
        self.start_on = DateField(session.today, say("First day"))
        self.end_on = DateField(session.today, say("Last day"))
        self.place = LineField("", say("Place"))
        self.purpose = LineField("", say("What it is for"))
        self.result = NoteEditor(say("Outcome of the trip"))
        self.notes = NoteEditor(say("Notes"))
        for text in (self.result, self.notes):
            text.fit_lines(3, 12)
        self.fields = {key: field(one.accessibleName(), one) for key, one in self._inputs().items()}
        dated = row(self.fields["start_on"], self.fields["end_on"], spacing=theme.CARD_PADDING)
        below = [self.fields[key] for key in ("place", "purpose", *_TEXTS)]
        rows: list[QWidget | QLayout] = [self.fields["name"], self.kind, dated, *below]
        self.setLayout(column(*rows, None, spacing=theme.CARD_GAP, margins=QMargins(0, 0, theme.CARD_GAP, 0)))
        for key, one in self._inputs().items():
            (one.line if key in _DAYS else one).edited.connect(lambda *_: self.edited.emit())
            if key in _DAYS:
                one.changed.connect(lambda *_: self.edited.emit())
        self.kind.changed.connect(lambda _kind: self.edited.emit())

    def values(self) -> dict[str, Any]:
        """Return what the fields say, keyed like the columns."""
        lines = {key: clean_line(getattr(self, key).text()) for key in _LINES}
        texts = {key: getattr(self, key).text() for key in _TEXTS}
        days = {key: getattr(self, key).value() for key in _DAYS}
        return {"kind": self.kind.current(), **lines, **texts, **days}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values; fields that are not named stay as they are."""
        for key, value in values.items():
            if key == "kind":
                self.kind.set_current(value)
            elif key in _DAYS:
                getattr(self, key).set_value(value)
            elif key in _TEXTS:
                getattr(self, key).set_text(value)
            else:
                getattr(self, key).setText(value)

    def content(self) -> dict[str, Any]:
        """Return what stands in the fields as it was typed, for a draft."""
        return {"kind": self.kind.current()} | {key: one.text() for key, one in self._inputs().items()}

    def set_content(self, content: Mapping[str, Any]) -> None:
        """Show a draft; raises KeyError or TypeError for what is none."""
        self.kind.set_current(content["kind"])
        for key, one in self._inputs().items():
            (one.set_text if key not in _LINES else one.setText)(content[key])

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        return any(one.is_composing() for one in self._inputs().values())

    def is_settled(self) -> bool:
        """Return whether all that is typed shows in the values; words that are no day do not."""
        return self.start_on.is_right() and self.end_on.is_right()

    def check(self) -> bool:
        """Return whether everything can be saved; what can't is said below its field, and gets the focus."""
        name = "" if clean_line(self.name.text()) else say("A trip needs a name.")
        return self.is_right({"name": name}, (self.start_on, self.end_on))

    def _inputs(self) -> dict[str, Any]:
        return {key: getattr(self, key) for key in (*_LINES, *_DAYS, *_TEXTS)}


class TripEditor(FieldsEditor):
    """Makes a trip or an event, or changes one."""

    table = "trip"

    def __init__(self, session: Session, trip_id: int | None, parent: QWidget | None) -> None:
        trip = session.read(trips.get, trip_id) if trip_id is not None else None
        super().__init__(session, trip_id, say("Edit trip") if trip else say("New trip or event"), parent)
        form = TripForm(session)
        form.fill(_fields_of(trip))
        self.begin_with(form, trip.revision if trip else None)
        form.name.setFocus()

    def unsaved_words(self) -> str:
        """Return the sentence that says what would be lost."""
        return say("This trip has changes that are not saved.")

    def create(self, values: dict[str, Any]) -> int:
        """Store a new trip or event."""
        return self.session.attempt(trips.create, **values).id

    def change(self, record_id: int, revision: int | None, changed: dict[str, Any]) -> None:
        """Store the fields that differ from what was there."""
        self.session.attempt(trips.edit, record_id, revision=revision, **changed)

    def stored(self, record_id: int) -> tuple[dict[str, Any], int]:
        """Return what is stored by now."""
        row = self.session.read(trips.get, record_id)
        return _fields_of(row), row.revision

    def elsewhere_words(self) -> str:
        """Return the sentence that says that it was changed elsewhere."""
        return say("This trip was changed elsewhere meanwhile. Both versions are shown; Save again keeps yours.")


def _fields_of(trip: TripRow | None) -> dict[str, Any]:
    if trip is None:
        return {"kind": "trip"} | dict.fromkeys((*_LINES, *_TEXTS), "") | dict.fromkeys(_DAYS)
    return {key: getattr(trip, key) for key in ("kind", *_LINES, *_TEXTS, *_DAYS)}
