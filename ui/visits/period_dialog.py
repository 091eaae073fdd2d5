"""A period of its own for the filter of visits: from a day to a day, either of them open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.session import Session
from ui.translations import say
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label


class PeriodDialog(Dialog):
    """Asks for the first and the last day."""

    chosen = Signal(str, str)
    """Two days (ISO); one of them may be empty."""

    def __init__(self, session: Session, first: str, last: str, parent: QWidget | None) -> None:
        super().__init__(say("Period"), parent, accept=say("Show"), width=380)
        self.first = DateField(session.today, say("From"), forward=False, edge="start", keeps_room=False)
        self.last = DateField(session.today, say("Until"), forward=False, edge="end", keeps_room=False)
        self.first.set_value(first or None)
        self.last.set_value(last or None)
        self._fault = label("", "caption", "red", wrap=True)
        self._fault.hide()
        for name, day in ((say("From"), self.first), (say("Until"), self.last)):
            self.body.addWidget(field(name, day))
            day.changed.connect(self._check)
        self.body.addWidget(self._fault)
        self._check()
        self.first.setFocus()

    def accept(self) -> None:
        """Choose the period, if there is one."""
        if self._is_right():
            self.chosen.emit(self.first.value() or "", self.last.value() or "")
            super().accept()

    def _is_right(self) -> bool:
        first, last = self.first.value(), self.last.value()
        are_right = self.first.is_right() and self.last.is_right()
        return are_right and (first is not None or last is not None) and not self._is_reversed()

    def _is_reversed(self) -> bool:
        first, last = self.first.value(), self.last.value()
        return first is not None and last is not None and last < first

    def _check(self) -> None:
        self._fault.setText(say("The last day lies before the first. Correct one of the two."))
        self._fault.setVisible(self._is_reversed())
        if self.accept_button is not None:
            self.accept_button.setEnabled(self._is_right())
