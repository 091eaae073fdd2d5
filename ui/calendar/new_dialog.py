"""Something new in the calendar: a visit or a step, with its day and time already there."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models import drafts, step_sheets, steps, visit_sheet
from models.clock import NO_TIME
from models.drafts import Draft
from models.errors import JournalError
from models.text.clean import clean_line
from models.visit_sheet import VisitSheet
from ui.session import Session
from ui.translations import language, say
from ui.widgets import name_suggestions
from ui.widgets.buttons import button
from ui.widgets.date_field import DateField, DateTimeField
from ui.widgets.dialog import Dialog
from ui.widgets.duration_field import DurationField
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.layouts import row
from ui.widgets.line_field import LineField
from ui.widgets.segments import Segments
from ui.widgets.suggest import SuggestField


class NewDialog(Dialog):
    """Asks for the account and what it is about. What can't be saved stays as it was typed, and why is said."""

    saved = Signal(str, object, str)
    """What was made ('visit' or 'step'), its id, and its day."""

    def __init__(self, session: Session, parent: QWidget | None, start: str, minutes: int | None = None) -> None:
        super().__init__(say("New in the calendar"), parent, accept=say("Save"), width=480)
        self._session = session
        self._new_account = ""
        kinds = [("visit", say("Visit"), "visits"), ("step", say("Next step"), "steps")]
        self.kind = Segments(say("What is it?"), kinds)
        self.account = SuggestField(
            "",
            say("Account"),
            choices=lambda text: name_suggestions.accounts(session, text),
            new_words=lambda text: say("New account “{name}”", name=text),
        )
        self.account.created.connect(self._take_new_account)
        self.title = LineField("", say("What it is about"))
        self.when = DateTimeField(session.today, say("When"), forward=True)
        self.when.set_value(start if len(start) > 10 else f"{start}{NO_TIME}")
        self.minutes = DurationField(say("How long"))
        self.minutes.set_value(minutes)
        self.due = DateField(session.today, say("Due"))
        self.due.set_value(start[:10])
        self._state = label("", "caption", "text_3", wrap=True)
        self._problem = label("", "body", "red", wrap=True)
        self._problem.hide()
        self.more_button = button(say("Write more…"), icon="edit")
        self.more_button.clicked.connect(self._write_more)
        self._lay_out()
        self.kind.changed.connect(self._show_kind)
        self.when.changed.connect(self._show_state)
        self._show_kind()
        self.account.setFocus()

    def accept(self) -> None:
        """Save; what is wrong is said in the dialog."""
        wrong = next((one for one in self._dated() if not one.is_right()), None)
        if wrong is not None:
            wrong.setFocus()
            return
        if not self._is_account_settled():
            return
        try:
            if self.kind.current() == "visit":
                sheet = self._sheet()
                made, day = self._session.attempt(visit_sheet.save, sheet).record_id, sheet.start[:10]
            else:
                day = self.due.value() or ""
                made = self._save_step()
        except JournalError as error:
            self._tell(error.say(language()))
            return
        title = clean_line(self.title.text() or self.account.text())
        self._session.say(say("Added: {title}", title=title), can_undo=True)
        super().accept()
        self.saved.emit(self.kind.current(), made, day)

    def _lay_out(self) -> None:
        self._when_row = [field(say("When"), self.when), field(say("How long"), self.minutes)]
        when = row(*self._when_row, spacing=12)
        when.setStretch(0, 3)
        when.setStretch(1, 2)
        self._due_field = field(say("Due"), self.due)
        self.body.addLayout(row(self.kind, None))
        self.body.addWidget(field(say("Account"), self.account))
        self._title_field = field(say("What it is about"), self.title)
        self.body.addWidget(self._title_field)
        self.body.addLayout(when)
        for widget in (self._due_field, self._state, self._problem):
            self.body.addWidget(widget)
        self.add_button(self.more_button)

    def _show_kind(self, _: str = "") -> None:
        is_visit = self.kind.current() == "visit"
        for widget in self._when_row:
            widget.setVisible(is_visit)
        self._due_field.setVisible(not is_visit)
        self._state.setVisible(is_visit)
        self._show_state()

    def _show_state(self) -> None:
        planned = self._visit_state() == "planned"
        self._state.setText(say("Will be planned.") if planned else say("Lies behind: will be written down as held."))

    def _dated(self) -> tuple[DateTimeField | DurationField | DateField, ...]:
        return (self.when, self.minutes) if self.kind.current() == "visit" else (self.due,)

    def _start(self) -> str:
        return self.when.value() or self._session.clock.wall()

    def _visit_state(self) -> str:
        start, now = self._start(), self._session.clock.wall()
        is_behind = start[:10] < now[:10] if start.endswith(NO_TIME) else start < now
        return "held" if is_behind else "planned"

    def _account_id(self) -> int | None:
        key = self.account.key()
        return key if isinstance(key, int) else None

    def _sheet(self) -> VisitSheet:
        return replace(
            self._session.read(visit_sheet.blank, self._account_id()),
            account=clean_line(self.account.text()),
            start=self._start(),
            minutes=self.minutes.value(),
            purpose=clean_line(self.title.text()),
            state=self._visit_state(),
        )

    def _save_step(self) -> int | None:
        fields: steps.StepFields = {
            "title": self.title.text(),
            "account_id": self._account_id(),
            "due_on": self.due.value(),
        }
        new = clean_line(self.account.text()) if self._account_id() is None else ""
        return self._session.attempt(step_sheets.save, None, fields=fields, new_account=new).record_id

    def _take_new_account(self, name: str) -> None:
        self._new_account = name
        self.account.setText(name)

    def _is_account_settled(self) -> bool:
        """Return whether the account is one that is known, or is to be made; half a name makes none by mistake."""
        self.account.take_exact()
        name = clean_line(self.account.text())
        if self.account.is_settled() or name == self._new_account:
            return True
        self._tell(say("No account is called “{name}”. Choose one from the list, or make it there.", name=name))
        self.account.setFocus()
        return False

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()

    def _write_more(self) -> None:
        """Go on in the whole editor, with what is written here."""
        if not self._is_account_settled():
            return
        if self.kind.current() == "visit":
            try:
                self._session.journal.require_changeable()
                content = visit_sheet.to_json(self._sheet())
                draft_id = self._session.read(drafts.keep, "visit", None, content)
            except JournalError as error:
                self._tell(error.say(language()))
                return
            self.reject()
            draft = Draft(draft_id, "visit", None, content, self._session.journal.stamp())
            self._session.draft_wanted.emit(draft)
            return
        from ui.steps.editor import new_step

        parent = self.parentWidget()
        title, due = self.title.text(), self.due.value()
        self.reject()
        editor = new_step(self._session, parent, account_id=self._account_id())
        editor.title.setText(title)
        editor.due.set_value(due)
