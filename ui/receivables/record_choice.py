"""A box that chooses one of a few records, or none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize

from ui.widgets.word_choice import WordChoice


class RecordChoice(WordChoice):
    """A box of records by their names; the first entry, in words of its own, is none of them."""

    def __init__(self, name: str, none: str) -> None:
        super().__init__(name, none, {})
        self.setMinimumContentsLength(12)
        self.setIconSize(QSize(0, 0))

    def offer(self, records: Sequence[tuple[int, str]]) -> None:
        """Offer other records; the one that was chosen stays if it is among them."""
        chosen = self.record_id()
        while self.count() > 1:
            self.removeItem(1)
        for record_id, name in records:
            self.addItem(name, str(record_id))
        self.set_record(chosen)

    def record_id(self) -> int | None:
        """Return the record that is chosen."""
        return int(self.value()) if self.value() else None

    def set_record(self, record_id: int | None) -> None:
        """Choose a record, or none."""
        self.set_value(str(record_id) if record_id is not None else "")
