"""Who could introduce me to somebody: the warm paths to a person, and the ask that begins one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import contact_list, warm_path
from models.errors import JournalError
from models.warm_path import WarmPath
from ui import alerts, theme
from ui.introductions import asking
from ui.introductions.path_model import PathDelegate, PathModel
from ui.session import Session
from ui.translations import say
from ui.widgets import name_suggestions
from ui.widgets.buttons import button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding
from ui.widgets.rows import RowView
from ui.widgets.suggest import SuggestField, Suggestion

_WIDTH, _HEIGHT, _LEAST_HEIGHT = 640, 400, 160
_AROUND = 225
"""Pixels that the dialog has above and below the ways, with some of the window around it."""


class IntroductionsDialog(Dialog):
    """Asks for a person and shows the ways there, the warmest first. Enter on one plans the ask."""

    def __init__(self, session: Session, parent: QWidget | None, contact_id: int | None = None) -> None:
        title = say("Who could introduce me to…")
        super().__init__(title, parent, accept=say("Plan the ask"), width=_WIDTH)
        self._session = session
        self._contact_id: int | None = None
        self.person = SuggestField(
            say("Name of a person"),
            say("Whom you want to meet"),
            choices=lambda text: name_suggestions.people(session, text),
        )
        self.model = PathModel(session)
        self.view = RowView(self.model, PathDelegate(session), say("Ways to this person"))
        self.model.setParent(self.view)
        self.notice = label("", "body", "text_2", wrap=True)
        self.open_button = button(say("Open the person"), "text", "person")
        self.add_button(self.open_button)
        self._lay_out()
        self._connect()
        self.person.setFocus()
        self._show_nothing(say("Choose a person: the ways there stand here, over people you know."))
        if contact_id is not None:
            self._choose(contact_id)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        parent = self.parentWidget()
        room = parent.window().height() - _AROUND if parent is not None else _HEIGHT
        self._stack.setMinimumHeight(max(_LEAST_HEIGHT, min(_HEIGHT, room)))
        self._stack.addWidget(self.view)
        self._stack.addWidget(holding(column(self.notice, None)))
        self.body.setSpacing(theme.CARD_GAP)
        self.body.addWidget(field(say("Whom you want to meet"), self.person))
        self.body.addWidget(self._stack)

    def _connect(self) -> None:
        self.person.chosen.connect(self.show_person)
        self.person.edited.connect(self._forget)
        self.view.opened.connect(lambda _path: self.accept())
        self.view.selection_changed.connect(self._show_buttons)
        self.open_button.clicked.connect(self._open_person)

    def show_person(self, contact_id: object) -> None:
        """Look for the ways to a person, and give them the keys."""
        assert isinstance(contact_id, int)
        try:
            found = self._session.read(warm_path.paths, contact_id)
        except JournalError as error:
            alerts.current().error(error)
            return
        self._contact_id = contact_id
        self.model.show(found)
        if found:
            self._stack.setCurrentIndex(0)
            self.view.select_first()
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            words = say(
                "No way to {name} is known yet. Note who {name} reports to and who introduced whom, "
                "or write down who took part in your visits: then it can be found.",
                name=self.person.text(),
            )
            self._show_nothing(words)
        self._show_buttons()

    def accept(self) -> None:
        """Plan to ask the first person of the path that the keys stand at."""
        path = self.view.current_row()
        if self.person.is_composing() or not isinstance(path, WarmPath):
            return
        super().accept()
        asking.ask_along(self._session, self.parentWidget(), path)

    def _choose(self, contact_id: int) -> None:
        for line in self._session.read(contact_list.lines, [contact_id]):
            self.person.set_choice(Suggestion(line.id, line.name))
            self.show_person(line.id)

    def _forget(self, _text: str) -> None:
        """Show no paths of somebody whose name is not in the field any more."""
        if self._contact_id is not None and self.person.key() != self._contact_id:
            self._contact_id = None
            self.model.clear()
            self._show_nothing("")

    def _show_nothing(self, words: str) -> None:
        self.notice.setText(words)
        self._stack.setCurrentIndex(1)
        self._show_buttons()

    def _show_buttons(self) -> None:
        assert self.accept_button is not None
        self.accept_button.setEnabled(self.view.current_row() is not None)
        self.open_button.setVisible(self._contact_id is not None)

    def _open_person(self) -> None:
        if self._contact_id is not None:
            self.reject()
            self._session.open_record("contact", self._contact_id)
