"""The list of who goes quiet, and what can be done about it from its rows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from models import rhythm
from models.quiet_lists import QuietLine
from ui.accounts.quiet_model import QuietDelegate, QuietModel
from ui.session import Session
from ui.translations import say
from ui.widgets.menus import add, new_menu, show
from ui.widgets.record_list import RecordListView


class QuietView(RecordListView):
    """Enter opens, P plans a visit, L logs a contact in a line, S snoozes or ends the snooze; a menu has all of it."""

    def __init__(self, session: Session, model: QuietModel, parent: QWidget | None = None) -> None:
        super().__init__(model, QuietDelegate(session), say("Going quiet"), open_on_click=True, parent=parent)
        self.session = session
        self.opened.connect(lambda line: session.open_record(line.kind, line.record_id))
        self._delegate().pressed.connect(self.do)
        self.menu_wanted.connect(self._show_menu)

    def select(self, identity: object) -> bool:
        """Go to a line, or to that of an account named by its id alone."""
        return super().select(("account", identity) if isinstance(identity, int) else identity)

    def do(self, deed: str, line: QuietLine) -> None:
        """Plan a visit, log a contact, or snooze."""
        if deed == "plan":
            self._plan(line)
        elif deed == "log":
            self._log(line)
        elif line.state == "snoozed":
            self._wake(line)
        else:
            self._snooze(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current_row()
        deed = {Qt.Key.Key_P: "plan", Qt.Key.Key_L: "log", Qt.Key.Key_S: "snooze"}.get(Qt.Key(event.key()))
        if isinstance(line, QuietLine) and deed is not None and not event.modifiers():
            self.do(deed, line)
        else:
            super().keyPressEvent(event)

    def _plan(self, line: QuietLine) -> None:
        if line.planned_visit_id is not None:
            self.session.open_record("visit", line.planned_visit_id)
        else:
            self.session.new_visit(line.account_id, line.record_id if line.kind == "contact" else None)

    def _log(self, line: QuietLine) -> None:
        from ui.accounts.log_dialog import LogDialog

        contact_id = line.record_id if line.kind == "contact" else None
        LogDialog(self.session, line.account_id, line.name, self.window(), contact_id=contact_id).open()

    def _snooze(self, line: QuietLine) -> None:
        from ui.accounts.snooze_dialog import SnoozeDialog

        SnoozeDialog(self.session, line.kind, line.record_id, line.name, self.window()).open()

    def _wake(self, line: QuietLine) -> None:
        operation = rhythm.wake if line.kind == "account" else rhythm.wake_contact
        if self.session.run(operation, line.record_id) is not None:
            self.session.say(say("{name} is named again.", name=line.name), can_undo=True)

    def _show_menu(self, line: QuietLine, place: QPoint) -> None:
        show(self.menu_of(line), place)

    def menu_of(self, line: QuietLine) -> QMenu:
        """Return the menu of a line."""
        menu = new_menu(line.name, self)
        add(menu, say("Open"), partial(self.opened.emit, line), "accounts", say("Enter"))
        planned = say("Plan a visit…") if line.planned_visit_id is None else say("Open the planned visit")
        add(menu, planned, partial(self.do, "plan", line), "visits", "P")
        add(menu, say("Log a contact…"), partial(self.do, "log", line), "call", "L")
        snooze = say("End the snooze") if line.state == "snoozed" else say("Snooze…")
        add(menu, snooze, partial(self.do, "snooze", line), "clock", "S")
        return menu
