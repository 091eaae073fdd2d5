"""The editor of a record whose fields are its columns: it stores what differs, and shows what was changed elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from ui.translations import say
from ui.widgets.fields import Field
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.record_editor import RecordEditor, RecordForm
from ui.widgets.understood_field import UnderstoodField

_LONGEST_SHOWN = 300
"""Letters of another version below a field."""


class FieldsForm(RecordForm):
    """A form whose fields are read and filled by the names of the columns."""

    fields: dict[str, Field]
    """The fields by the names of their columns."""

    def values(self) -> dict[str, Any]:
        """Return what the fields say, keyed like the columns."""
        raise NotImplementedError

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values; fields that are not named stay as they are."""
        raise NotImplementedError

    def check(self) -> bool:
        """Return whether everything can be saved; what can't is said below its field, and gets the focus."""
        raise NotImplementedError

    def is_settled(self) -> bool:
        """Return whether all that is typed shows in the values; words that are no day do not."""
        return True

    def show_other(self, key: str, value: Any) -> None:
        """Say below a field what is stored now instead of what it was opened with, as the field itself shows it."""
        if key not in self.fields:
            return
        typed = self.content()
        self.fill({key: value})
        shown = say("none") if value in (None, "") else _words(self.fields[key].widget) or str(value)
        self.set_content(typed)
        self.fields[key].set_error(say("Changed elsewhere to: {value}", value=shown[:_LONGEST_SHOWN]))

    def is_right(self, faults: Mapping[str, str], understood: Iterable[UnderstoodField[Any]] = ()) -> bool:
        """Say faults below their fields, and what is wrong with words that were not understood; focus the first."""
        for key, fault in faults.items():
            self.fields[key].set_error(fault)
        wrong: list[QWidget] = [self.fields[key].widget for key, fault in faults.items() if fault]
        for one in understood:
            if not one.is_right():
                one.show_error(one.error())
                wrong.append(one)
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong


def _words(widget: QWidget) -> str:
    """Return what a field shows: the name of an account, the words of a state, an amount."""
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() if isinstance(widget, LineField | NoteEditor | UnderstoodField) else ""


class FieldsEditor(RecordEditor):
    """Whoever derives from it gives its filled form to `begin_with`, and says how a record is stored and read."""

    form: FieldsForm

    def begin_with(self, form: FieldsForm, revision: int | None) -> None:
        """Show the form as it was filled from a record with this revision, or for a new one."""
        self.form = form
        # As the form says them: what it can't show, such as a word of another version, is no change of the user's.
        self._start, self._revision = form.values(), revision
        self.begin(form)

    def create(self, values: dict[str, Any]) -> int:
        """Store a new record and return its id; raises JournalError for what can't be saved."""
        raise NotImplementedError

    def change(self, record_id: int, revision: int | None, changed: dict[str, Any]) -> None:
        """Store the fields that differ; raises JournalError for what can't be saved."""
        raise NotImplementedError

    def stored(self, record_id: int) -> tuple[dict[str, Any], int]:
        """Return what is stored by now, keyed like the columns, and its revision."""
        raise NotImplementedError

    def elsewhere_words(self) -> str:
        """Return the sentence that says that the record was changed elsewhere, and what saving again does."""
        raise NotImplementedError

    def accept(self) -> None:
        """Save and close; what can't be saved is said at its field."""
        if not self.form.is_composing() and self.form.check():
            super().accept()

    def is_changed(self) -> bool:
        """Return whether something differs from what was there."""
        return not self.form.is_settled() or bool(self.changed())

    def changed(self) -> dict[str, Any]:
        """Return the values that differ from what was there."""
        return {key: value for key, value in self.form.values().items() if value != self._start.get(key)}

    def store(self) -> int:
        """Store the fields that differ from what was there."""
        if self.record_id is None:
            return self.create(self.form.values())
        changed = self.changed()
        if changed:
            self.change(self.record_id, self._revision, changed)
        return self.record_id

    def show_both(self) -> None:
        """Keep what was typed and show beside it what is stored now; saving again stores what was typed."""
        assert self.record_id is not None
        now, revision = self.stored(self.record_id)
        mine = self.form.values()
        for key, value in now.items():
            if value == self._start.get(key):
                continue
            if mine.get(key) == self._start.get(key):
                self.form.fill({key: value})
            elif mine.get(key) != value:
                self.form.show_other(key, value)
        self._start, self._revision = self._start | now, revision
        self.tell(self.elsewhere_words())
