"""The head of a visit: where, how, when, how long, what for, and with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from models.text.field_words import STATE_NAMES
from models.visit_sheet import VisitSheet
from ui import theme
from ui.session import Session
from ui.translations import capital, say
from ui.visits.account_field import AccountField
from ui.visits.part import SheetPart, people_in, show_written
from ui.widgets import name_suggestions
from ui.widgets.date_field import DateTimeField
from ui.widgets.duration_field import DurationField
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding, row
from ui.widgets.line_field import LineField
from ui.widgets.people_field import PeopleField, Person
from ui.widgets.segments import Segments
from ui.widgets.suggest import Suggestion

_CHANNEL_BESIDE, _PURPOSE_BESIDE = 780, 660
"""From these widths of the editor on, the channel stands beside the account, and the purpose beside the times."""


class VisitHeader(SheetPart):
    """Account, channel, time, length, purpose, people, and the state of a visit that is not simply held."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._is_new = False
        self._state_chosen = False
        self.account = AccountField(self._accounts)
        self.channel = Segments(say("Channel"), _channels())
        self.when = DateTimeField(session.today, say("When"))
        self.length = DurationField(say("How long"))
        self.purpose = LineField("", say("Purpose"))
        self.people = PeopleField(self._people, say("People met"))
        self.state = Segments(say("State"), [(key, capital(say(name)), "") for key, name in STATE_NAMES.items()])
        self._account_field = field(say("Account"), self.account)
        self._arrange()
        self._connect()

    def fill(self, sheet: VisitSheet) -> None:
        """Show the head of a sheet."""
        self._is_new = sheet.visit_id is None
        self._state_chosen = sheet.state != "held"
        if (sheet.account_id, sheet.account) != (self.account.account_id(), self.account.account()):
            self.account.set_account(sheet.account_id, sheet.account, sheet.project)
        else:
            self.account.show_project(sheet.project)
        self._account_field.set_understood(self._new_account_words())
        self.channel.set_current(sheet.channel)
        show_written(self.when, sheet.start or None, sheet.start_words)
        show_written(self.length, sheet.minutes, sheet.minutes_words)
        if self.purpose.text() != sheet.purpose:
            self.purpose.setText(sheet.purpose)
            self.purpose.setCursorPosition(0)
        self.people.set_people([Person(one.id, one.name, one.role_group) for one in sheet.people])
        self.state.set_current(sheet.state)
        self._show_state()

    def written(self, sheet: VisitSheet) -> VisitSheet:
        """Return the sheet with what stands in the head."""
        return replace(
            sheet,
            account_id=self.account.account_id(),
            account=self.account.account(),
            channel=self.channel.current(),
            start=self.when.value() or sheet.start,
            start_words="" if self.when.is_right() else self.when.text(),
            minutes=self.length.value() if self.length.is_right() else sheet.minutes,
            minutes_words="" if self.length.is_right() else self.length.text(),
            purpose=self.purpose.text(),
            people=people_in(self.people),
            state=self.state.current(),
        )

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        fields = (self.account, self.when, self.length, self.purpose, self.people)
        return any(one.is_composing() for one in fields)

    def is_pending(self) -> bool:
        """Return whether a name is being typed."""
        return bool(self.people.pending())

    def settle(self) -> None:
        """Take the account or the person whose name is typed in full."""
        self.account.take_exact()
        self.people.settle()

    def fault(self) -> str:
        """Return what is wrong with the time, the length or the account."""
        if not self.account.account():
            return say("The visit has no account yet. Write the name of the customer under Account.")
        return self.error()

    def error(self) -> str:
        """Return what is wrong with the words for the time or the length, or nothing."""
        return self.when.error() or self.length.error()

    def show_fault(self) -> None:
        """Go to the field that is wrong."""
        if not self.account.account():
            self._account_field.set_error(self.fault())
            self.account.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        wrong = self.length if self.when.is_right() else self.when
        wrong.setFocus(Qt.FocusReason.OtherFocusReason)
        wrong.show_error(wrong.error())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go on from a field of one line to the next."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in _PLAIN:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def set_room(self, width: int) -> None:
        """Put the channel beside the account, or where there is no room below it; the purpose likewise."""
        for box, least, spacing in (
            (self._first, _CHANNEL_BESIDE, theme.COLUMN_GAP),
            (self._second, _PURPOSE_BESIDE, 16),
        ):
            wide = width >= least
            box.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
            box.setSpacing(spacing if wide else theme.GAP)

    def _arrange(self) -> None:
        account: QWidget = self._account_field
        account.setMinimumWidth(240)
        channel = field(say("Channel"), self.channel)
        when = field(say("When"), self.when)
        when.setFixedWidth(200)
        length = field(say("How long"), self.length)
        length.setFixedWidth(132)
        times = row(when, length, None, spacing=16)
        # What is wrong with one may need several lines; the other stays beside its line.
        for one in (when, length):
            times.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        self._first = row(account, channel, spacing=theme.COLUMN_GAP)
        self._first.setStretch(0, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._first.setAlignment(account, top)
        self._first.setAlignment(channel, top)
        purpose = field(say("Purpose"), self.purpose)
        self._second = row(times, purpose, spacing=16)
        self._second.setStretch(1, 1)
        self._second.setAlignment(purpose, top)
        state_label = label(say("State"), "caption", "text_2")
        self._state_row = holding(row(state_label, self.state, None))
        people = field(say("People met"), self.people)
        self.setLayout(column(self._first, self._second, self._state_row, people, spacing=theme.GAP))

    def _connect(self) -> None:
        self.account.edited.connect(self._on_account)
        self.account.chosen.connect(lambda _key: self._on_account())
        self.account.created.connect(lambda _name: self._on_account())
        self.account.moved_on.connect(lambda: self.when.setFocus(Qt.FocusReason.TabFocusReason))
        self.channel.changed.connect(lambda _key: self.changed.emit())
        self.when.changed.connect(self._on_when)
        self.length.changed.connect(self.changed)
        self.purpose.edited.connect(lambda _text: self.changed.emit())
        self.people.changed.connect(self.changed)
        self.people.person_opened.connect(lambda contact_id: self._session.open_record("contact", contact_id))
        self.people.field.edited.connect(lambda _text: self.changed.emit())
        self.state.changed.connect(self._on_state)
        for one in (self.account, self.when.line, self.length.line, self.purpose, self.people.field):
            one.left.connect(self.left)

    def _on_account(self, _: str = "") -> None:
        self._account_field.set_understood(self._new_account_words())
        self.changed.emit()

    def _new_account_words(self) -> str:
        chosen = self.account.account_id() is not None or not self.account.account()
        return "" if chosen else say("A new account, made when the visit is saved")

    def _on_when(self) -> None:
        """A new visit that lies ahead is planned, and one that lies behind was held, until somebody says otherwise."""
        start = self.when.value()
        if self._is_new and not self._state_chosen and start:
            self.state.set_current("planned" if start > self._session.clock.wall() else "held")
        self._show_state()
        self.changed.emit()

    def _on_state(self, _: str) -> None:
        self._state_chosen = True
        self.changed.emit()

    def _show_state(self) -> None:
        self._state_row.setVisible(self.state.current() != "held" or self._state_chosen)

    def _accounts(self, text: str) -> Sequence[Suggestion]:
        return name_suggestions.accounts(self._session, text)

    def _people(self, text: str) -> Sequence[Suggestion]:
        present = [one.contact_id for one in self.people.persons() if one.contact_id is not None]
        return name_suggestions.people(self._session, text, self.account.account_id(), without=present)


def _channels() -> list[tuple[str, str, str]]:
    return [
        ("on_site", say("On site"), "place"),
        ("hosted", say("At ours"), "hosted"),
        ("call", say("Call"), "call"),
        ("video", say("Video"), "video"),
        ("message", say("Message"), "message"),
        ("event", say("Event"), "event"),
    ]


_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
