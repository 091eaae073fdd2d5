"""One way to reach a person: a new one, or one to correct or remove."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from models import contact_points, contacts
from models.contact_points import Point
from models.errors import JournalError
from models.text.clean import clean_line
from ui import theme
from ui.contacts.words import POINT_NAMES
from ui.session import Session
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.layouts import row
from ui.widgets.line_field import LineField
from ui.widgets.word_choice import WordChoice


class PointDialog(Dialog):
    """Kind, number or address, label, and whether it is preferred."""

    def __init__(self, session: Session, contact_id: int, point: Point | None, parent: QWidget | None = None) -> None:
        title = say("New phone number or address") if point is None else say("Edit phone number or address")
        super().__init__(title, parent, accept=say("Save"), width=480)
        self.session = session
        self._contact_id, self._point = contact_id, point
        self.kind = WordChoice(say("Kind"), "", POINT_NAMES)
        self.value = LineField("", say("Number or address"))
        self.label = LineField(say("work, private"), say("Label"))
        self.preferred = QCheckBox(say("Prefer this one"))
        if point is not None:
            self.kind.set_value(point.kind)
            self.value.setText(point.value)
            self.label.setText(point.label)
            self.preferred.setChecked(point.preferred)
        self.body.addLayout(row(field(say("Kind"), self.kind), field(say("Label"), self.label), spacing=theme.CARD_GAP))
        self._value_field = field(say("Number or address"), self.value)
        self.body.addWidget(self._value_field)
        self.body.addWidget(self.preferred)
        if point is not None:
            remove = button(say("Remove"), "text", name=say("Remove this number or address"))
            remove.clicked.connect(self._remove)
            self.add_button(remove)
        self.value.setFocus()

    def accept(self) -> None:
        """Save and close; what can't be saved stays, with the reason below it."""
        if self.value.is_composing() or self.label.is_composing():
            return
        point = Point(self.kind.value(), clean_line(self.value.text()), self.label.text(), self.preferred.isChecked())
        try:
            if self._point is None:
                self.session.attempt(contacts.add_point, self._contact_id, point)
            else:
                self.session.attempt(contact_points.edit, self._point.id, point)
        except JournalError as error:
            self._value_field.set_error(error.say(language()))
            self.value.setFocus()
            return
        super().accept()

    def _remove(self) -> None:
        assert self._point is not None
        if self.session.run(contacts.remove_point, self._point.id):
            self.session.say(say("{value} was removed.", value=self._point.value), can_undo=True)
            super().accept()
