"""What something is to be called as a template."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from models.changes import Changes
from models.errors import JournalError
from models.journal import Journal
from ui.session import Session
from ui.translations import language, say
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.line_field import LineField


class TemplateNameDialog(Dialog):
    """Asks for a name; `keep` makes the template that is called so. `hint` says what it will hold."""

    def __init__(
        self,
        session: Session,
        hint: str,
        keep: Callable[[Journal, str], Changes],
        parent: QWidget | None,
        *,
        name: str = "",
    ) -> None:
        super().__init__(say("Keep as a template"), parent, accept=say("Keep"), width=420)
        self._session, self._keep = session, keep
        self.name = LineField("", say("Name of the template"))
        self.name.setText(name)
        self.name.selectAll()
        self._field = field(say("Name of the template"), self.name)
        self.name.edited.connect(lambda _text: self._field.set_error(""))
        self.body.addWidget(label(hint, "body", "text_2", wrap=True))
        self.body.addWidget(self._field)
        self.name.setFocus()

    def accept(self) -> None:
        """Keep the template; a name that can't be is said to be wrong at its field."""
        if self.name.is_composing():
            return
        name = self.name.text().strip()
        try:
            self._session.attempt(self._keep, name)
        except JournalError as error:
            self._field.set_error(error.say(language()))
            return
        self._session.say(say("{name} is a template now", name=name), can_undo=True)
        super().accept()
