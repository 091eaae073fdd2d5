"""Working through an outreach by keyboard: reached with a line, a visit planned, or skipped with a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import outreach, plans
from models.changes import Changes
from models.errors import JournalError
from models.journal import Journal
from models.outreach import Member
from ui import alerts, theme, workers
from ui.accounts.log_dialog import channels
from ui.reach.members import MemberDelegate, MemberModel
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets.buttons import button
from ui.widgets.date_field import DateTimeField
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Elided, label, set_token
from ui.widgets.layouts import column, holding, row
from ui.widgets.line_field import LineField
from ui.widgets.rows import RowView
from ui.widgets.segments import Segments

_WIDTH = 760
_LIST_HEIGHT = 320
_AT_ONCE = 40
"""So many accounts are left out at the end while the window waits; more take longer than it may stand still."""
_KEYS = {Qt.Key.Key_R: "reach", Qt.Key.Key_P: "plan", Qt.Key.Key_S: "skip"}


class MemberView(RowView):
    """The list of an outreach."""

    def __init__(self, session: Session, model: MemberModel, dialog: WorkingDialog) -> None:
        super().__init__(model, MemberDelegate(session), say("Accounts of the outreach"))
        self._dialog = dialog

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = _KEYS.get(Qt.Key(event.key()))
        if deed is not None and not event.modifiers():
            self._dialog.begin(deed)
        elif event.key() == Qt.Key.Key_O and not event.modifiers():
            self._dialog.open_account()
        else:
            super().keyPressEvent(event)


class WorkingDialog(Dialog):
    """The list with those still to be reached at the top; below it one line, for what was said, a time or a reason.

    Enter in the list or R goes to the line, P to the time of a visit, S to the reason for skipping; Enter in the line
    keeps it and goes on to the next account. O opens the account.
    """

    def __init__(self, session: Session, plan_id: int, parent: QWidget | None) -> None:
        self._goal = session.read(plans.get, plan_id).goal
        super().__init__(self._goal, parent, width=_WIDTH)
        self.session, self._plan_id = session, plan_id
        self.model = MemberModel(session, plan_id, self)
        self.view = MemberView(session, self.model, self)
        self.view.setFixedHeight(_LIST_HEIGHT)
        self.left = label("", "body_bold", "text")
        self.callers = Elided("", "body", "text_2")
        self.deed = Segments(
            say("What to do"),
            [
                ("reach", say("Reached"), "check"),
                ("plan", say("Plan a visit"), "visits"),
                ("skip", say("Skip"), "close"),
            ],
        )
        self.channel = channels()
        self.said = LineField(say("What was said, in one line"), say("What was said"))
        self.reason = LineField(say("Why it is left out"), say("Reason"))
        self.time = DateTimeField(session.today, say("Time of the visit"), forward=True, keeps_room=False)
        self.notice = label("", "caption", "red", wrap=True)
        self.open_button = button(say("Open the account"), name=say("Open the account  O"))
        self.end_button = button(say("End the outreach"), "text")
        self.keep_button = button(say("Keep"), "filled")
        self._lay_out()
        self._connect()
        self.refresh()
        self.view.setFocus()

    def _lay_out(self) -> None:
        self._lines = QStackedWidget()
        for line in (row(self.channel, self.said, spacing=theme.GAP), row(self.time), row(self.reason)):
            self._lines.addWidget(holding(column(line, None)))
        self.body.setSpacing(theme.CARD_GAP)
        self.body.addLayout(row(self.left, None, self.open_button))
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.callers)
        self.body.addLayout(row(self.deed, None))
        self.body.addLayout(row(self._lines, column(self.keep_button, None), spacing=theme.GAP))
        self.body.addWidget(self.notice)
        self.add_button(self.end_button)
        self.keep_button.setDefault(False)
        self.cancel_button.setAutoDefault(False)

    def _connect(self) -> None:
        self.view.opened.connect(lambda _member: self.begin("reach"))
        self.view.chosen.connect(lambda _member: self._show_callers())
        self.deed.changed.connect(self.begin)
        self.keep_button.clicked.connect(self.keep)
        self.open_button.clicked.connect(self.open_account)
        self.end_button.clicked.connect(self.end)
        for line in (self.said, self.reason, self.time.line):
            line.returnPressed.connect(self.keep)
        self.session.changed.connect(self.refresh)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self.session.undo)

    def refresh(self, *_: object) -> None:
        """Read the list again, and say how many are left."""
        self.model.reload()
        left, every = self.model.left(), self.model.count()
        if not every and self.isVisible():
            self.reject()  # its beginning was taken back
            return
        self.left.setText(say("{left} of {all} still to be reached", left=left, all=every))
        set_token(self.left, "text" if left else "accent")
        if not self.view.currentIndex().isValid():
            self.view.select_first()
        self._show_callers()

    def begin(self, deed: str) -> None:
        """Go to the line for what was said, the time of a visit, or the reason for skipping."""
        self.deed.set_current(deed)
        self._lines.setCurrentIndex(("reach", "plan", "skip").index(deed))
        self.notice.setText("")
        field: QWidget = {"reach": self.said, "plan": self.time, "skip": self.reason}[deed]
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Do what was chosen with the account the list stands at, and go on to the next one still to be reached."""
        member = self.current()
        if member is None or any(line.is_composing() for line in (self.said, self.reason, self.time)):
            return
        deed = self.deed.current()
        try:
            if deed == "reach":
                given, channel = (self._plan_id, member.account_id, self.said.text()), self.channel.current()
                self.session.attempt(outreach.reach, *given, channel=channel)
            elif deed == "plan":
                self.session.attempt(outreach.plan_visit, self._plan_id, member.account_id, self.time.value() or "")
            else:
                self.session.attempt(outreach.skip, self._plan_id, member.account_id, self.reason.text())
        except JournalError as error:
            self.notice.setText(error.say(language()))
            return
        for line in (self.said, self.reason):
            line.clear()
        self.time.set_value(None)
        self.notice.setText("")
        self._go_on(member)

    def current(self) -> Member | None:
        """Return the account the list stands at."""
        member = self.view.current_row()
        return member if isinstance(member, Member) else None

    def open_account(self) -> None:
        """Open the page of the account; the list is gone on with from Reach many at once."""
        member = self.current()
        if member is not None:
            self.reject()
            self.session.open_record("account", member.account_id)

    def end(self) -> None:
        """End the outreach; whoever is left is asked about first."""
        left = self.model.left()
        sentence = plural("{count} account is not reached.", "{count} accounts are not reached.", left)
        if left and not alerts.current().confirm(say("End the outreach?"), sentence, say("End it")):
            return
        if left <= _AT_ONCE:
            if self.session.run(outreach.end, self._plan_id) is not None:
                self._on_ended()
            return

        def work(own: Journal, progress: workers.Progress) -> Changes:
            return outreach.end(own, self._plan_id, progress=progress)

        self.session.run_beside(self, say("End the outreach"), work, lambda _: self._on_ended())

    def _on_ended(self) -> None:
        self.session.say(say("Plan ended: {title}", title=self._goal), can_undo=True)
        self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc in the line go back to the list before it closes."""
        if event.key() == Qt.Key.Key_Escape and not self.view.hasFocus():
            self.view.setFocus()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _go_on(self, done: Member) -> None:
        """Go to the next account that is still to be reached, after the one that was done in the order of the list."""
        waiting = [member for member in self.model.rows if member.state in ("open", "planned")]
        others = [member for member in waiting if member.account_id != done.account_id]
        following = next((member for member in others if member.position > done.position), None)
        wanted = following or next(iter(others), None) or done
        self.view.select(wanted.id)
        self.view.setFocus()
        self._show_callers()

    def _show_callers(self) -> None:
        member = self.current()
        found = self.session.read(outreach.callers, member.account_id) if member is not None else []
        said = [" · ".join(part for part in (one.name, one.title, one.phone) if part) for one in found]
        self.callers.set_text("    ".join(said) if said else say("No phone number is known at this account."))
