"""The editor of a step: everything about it in one dialog, by the keyboard alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from models import accounts, repeating, step_sheets, steps
from models.errors import ChangedElsewhere, JournalError
from models.step_sheets import StepSheet
from models.text.field_words import KIND_NAMES, SEVERITY_NAMES
from ui import alerts, theme
from ui.reminders.snooze_field import SnoozeField
from ui.series_questions import which_goes
from ui.session import Session
from ui.steps import clock_part
from ui.steps.clock_part import ClockPart
from ui.steps.owner_choice import ME, THEM, OwnerChoice
from ui.steps.risk_fields import RiskFields
from ui.translations import language, say
from ui.widgets import name_suggestions
from ui.widgets.buttons import button
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field, side_by_side
from ui.widgets.labels import label
from ui.widgets.layouts import column, row
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.people_field import PeopleField, Person
from ui.widgets.project_field import ProjectField
from ui.widgets.repetition_field import RepetitionField
from ui.widgets.suggest import SuggestField, Suggestion
from ui.widgets.what_moves import WhatMoves
from ui.widgets.word_choice import WordChoice

_WIDTH = 560


def edit_step(session: Session, step_id: int, parent: QWidget | None) -> StepEditor | None:
    """Open the editor of a step over the window; None when the step is gone, and that was told."""
    try:
        sheet = session.read(step_sheets.read, step_id)
    except JournalError as error:
        alerts.current().error(error)
        return None
    editor = StepEditor(session, parent.window() if parent else None, sheet=sheet)
    editor.open()
    return editor


def new_step(
    session: Session,
    parent: QWidget | None,
    *,
    kind: str = "",
    account_id: int | None = None,
    project_id: int | None = None,
    title: str = "",
    people: Sequence[Person] = (),
    details: str = "",
) -> StepEditor:
    """Open the editor for a new step, of a kind, and with an account, a project and more if they are known."""
    editor = StepEditor(
        session, parent.window() if parent else None, kind=kind, account_id=account_id, project_id=project_id
    )
    editor.propose(title, people, details)
    editor.open()
    return editor


class StepEditor(Dialog):
    """Kind, title, account, people, due date, owner, details, severity and repetition of a step, and its clock.

    Ctrl+Enter saves; Esc asks before something typed would be lost. What can't be saved stays as it was typed.
    """

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        *,
        sheet: StepSheet | None = None,
        kind: str = "",
        account_id: int | None = None,
        project_id: int | None = None,
    ) -> None:
        title = say("Edit this step") if sheet else say("New step")
        has_clock = sheet is not None and sheet.step.kind in steps.CLOCKED
        super().__init__(title, parent, accept=say("Save"), width=_WIDTH)
        self._session = session
        self._sheet, self._revision = sheet, sheet.step.revision if sheet else None
        self._new_account = ""
        self._make_fields(session)
        self.project.show_id(sheet.step.project_id if sheet else project_id)
        self.clock = self._make_clock() if has_clock else None
        self._lay_out()
        self.kind.set_value(kind)
        self._fill(sheet, account_id)
        self._connect()
        self._before = self._content()
        self.title.setFocus()

    def _make_fields(self, session: Session) -> None:
        self.kind = WordChoice(say("Kind"), "", KIND_NAMES)
        self.severity = WordChoice(say("Severity"), "", SEVERITY_NAMES)
        self.title = LineField("", say("Title"))
        self.account = SuggestField(
            "",
            say("Account"),
            choices=lambda text: name_suggestions.accounts(session, text),
            new_words=lambda text: say("New account “{name}”", name=text),
        )
        self.account.created.connect(self._take_new_account)
        self.project = ProjectField(session, self._account_id)
        known = name_suggestions.people
        self.people = PeopleField(lambda text: known(session, text, self._account_id()), say("People"))
        self.people.setMinimumHeight(theme.CHIP + 4)
        self.due = DateField(session.today, say("Due"))
        self.owner = OwnerChoice(session)
        self.repeats = RepetitionField(session.today, say("Repeats"), due=self.due.value)
        self.moves = WhatMoves()
        self.moves.hide()
        self.details = NoteEditor(say("Details"))
        self.details.setMinimumHeight(96)
        self.risk = RiskFields()
        self.remind = SnoozeField(lambda: datetime.fromisoformat(session.clock.wall()), say("Remind me"))
        self.delete_button = button(say("Delete"), icon="trash")
        self._severity_field = field(say("Severity"), self.severity)
        self._title_field = field(say("Title"), self.title)
        self._problem = label("", "body", "red", wrap=True)
        self._problem.hide()

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._show_severity)
        self.people.changed.connect(self._offer_owners)
        self.repeats.line.left.connect(self._settle_due)
        self.due.changed.connect(self.repeats.tell_again)
        for changed in (self.due.changed, self.repeats.changed):
            changed.connect(self._ask_what_moves)

    def propose(self, title: str, people: Sequence[Person], details: str) -> None:
        """Fill in what a new step is likely to be; left as it is, it is lost with the dialog without a question."""
        self.title.setText(title)
        self.people.set_people(people)
        self.details.set_text(details)
        self._offer_owners()
        self._before = self._content()

    def propose_owner(self, owner: str) -> None:
        """Choose who is to do a new step, by the value of an OwnerChoice; it is no change that would be lost."""
        self.owner.set_value(owner)
        self._before = self._content()

    def accept(self) -> None:
        """Save; what is wrong is said in the dialog, and nothing typed is lost."""
        if self._save():
            self._session.say(say("Saved: {title}", title=self.title.text().strip()), can_undo=True)
            super().accept()

    def _save(self) -> bool:
        self.people.settle()
        self._settle_account()
        self._settle_due()
        words = [self.due, self.remind, self.repeats, *(self.clock.moments() if self.clock is not None else ())]
        wrong = next((one for one in words if not one.is_right()), None)
        if wrong is not None:
            wrong.setFocus()
            return False
        fields = self._content()
        try:
            self._session.attempt(
                step_sheets.save,
                self._sheet.step.id if self._sheet else None,
                fields=fields,
                people=self.people.people(),
                new_account=self._new_account,
                all_later=self.moves.takes_later(),
                revision=self._revision,
            )
        except ChangedElsewhere:
            self._show_other_version()
            return False
        except JournalError as error:
            self._tell(error.say(language()))
            return False
        return True

    def reject(self) -> None:
        """Close; asks first when something was changed."""
        if self.is_changed() and not alerts.current().confirm(
            say("Close without saving?"), say("What you changed on this step is not saved yet."), say("Don’t save")
        ):
            return
        super().reject()

    def is_changed(self) -> bool:
        """Return whether something differs from what the journal holds."""
        return self._content() != self._before or bool(self.people.pending()) or bool(self._new_account)

    def _lay_out(self) -> None:
        form = column(spacing=12)
        sides = row(form, spacing=theme.MARGIN)
        if self.clock is not None:
            sides.addWidget(self.clock)
        sides.addWidget(self.risk)
        sides.setStretch(0, 1)
        self.body.addLayout(sides)
        form.addLayout(row(field(say("Kind"), self.kind), self._severity_field, spacing=12))
        form.addWidget(self._title_field)
        form.addLayout(side_by_side(field(say("Account"), self.account), field(say("Due"), self.due)))
        form.addWidget(field(say("Project"), self.project))
        people = side_by_side(field(say("People"), self.people), field(say("Remind me"), self.remind))
        for place in (0, 1):
            people.setStretch(place, 1)
        form.addLayout(people)
        form.addLayout(side_by_side(field(say("Who does it"), self.owner), field(say("Repeats"), self.repeats)))
        form.addWidget(self.moves)
        form.addWidget(field(say("Details"), self.details))
        form.addWidget(self._problem)
        if self._sheet is not None:
            self.delete_button.clicked.connect(self._remove)
            self.add_button(self.delete_button)
            if self._sheet.step.visit_id is not None:
                origin = button(say("Open its visit"), "text", "visits")
                origin.clicked.connect(self._open_visit)
                self.add_button(origin, at_left=False)

    def _fill(self, sheet: StepSheet | None, account_id: int | None) -> None:
        self._offer_owners()
        if sheet is None:
            self._choose_account(account_id)
            self._show_severity()
            return
        step = sheet.step
        self.kind.set_value(step.kind)
        self.severity.set_value(step.severity or "normal")
        self.title.setText(step.title)
        if step.account_id is not None:
            self.account.set_choice(Suggestion(step.account_id, sheet.account))
        self.people.set_people([Person(contact_id, name, role) for contact_id, name, role in sheet.people])
        self.due.set_value(step.due_on)
        self.repeats.set_value(step.repeats)
        self.remind.set_value(step.remind_at)
        self.details.set_text(step.details)
        self.risk.show_step(step)
        if self.clock is not None:
            self.clock.show_sheet(sheet)
        self._offer_owners()
        self.owner.choose_owner_of(step)
        self._show_severity()

    def _content(self) -> steps.StepFields:
        """Return the fields as they stand in the dialog."""
        kind = self.kind.value()
        times = self.clock.fields() if self.clock and kind in steps.CLOCKED else steps.StepFields()
        risk = self.risk.fields() if kind == "risk" else steps.StepFields()
        return {
            **times,
            **risk,
            **self.owner.fields(),
            "kind": kind,
            "title": self.title.text(),
            "account_id": self._account_id(),
            "project_id": self.project.record_id(),
            "due_on": self.due.value(),
            "details": self.details.text(),
            "severity": self.severity.value() if kind in steps.CLOCKED else None,
            "repeats": self.repeats.value() or "",
            "remind_at": self.remind.value(),
            "people": [contact_id for contact_id, _ in self.people.people() if contact_id is not None],
        }

    def _offer_owners(self) -> None:
        """Offer those who may do it: the people of the step among them."""
        people = [(contact_id, name) for contact_id, name in self.people.people() if contact_id is not None]
        sheet = self._sheet
        if sheet and sheet.step.owner_contact_id and sheet.step.owner_contact_id not in dict(people):
            people.append((sheet.step.owner_contact_id, sheet.owner))
        self.owner.offer(people)

    def _show_severity(self) -> None:
        kind = self.kind.value()
        self._severity_field.setVisible(kind in steps.CLOCKED)
        self.risk.setVisible(kind == "risk")
        self.setMinimumWidth(_WIDTH + (clock_part.WIDTH if kind == "risk" or self.clock is not None else 0))
        if self.clock is not None:
            self.clock.setVisible(kind in steps.CLOCKED)
        if kind == "customer_promise" and self.owner.value() == ME:
            self.owner.set_value(THEM)

    def _account_id(self) -> int | None:
        key = self.account.key()
        return key if isinstance(key, int) else None

    def _choose_account(self, account_id: int | None) -> None:
        if account_id is not None:
            name = self._session.read(accounts.get, account_id).name
            self.account.set_choice(Suggestion(account_id, name))

    def _take_new_account(self, name: str) -> None:
        self._new_account = name
        self.account.setText(name)

    def _settle_account(self) -> None:
        """Take what is typed for an account as a new one, unless it is known."""
        settled = self.account.take_exact()
        self._new_account = "" if settled else self.account.text().strip()

    def _settle_due(self) -> None:
        """Let a step without a day be due when its repetition begins."""
        first = self.repeats.first()
        if first is not None and not self.due.text().strip():
            self.due.set_value(first.isoformat())
            self.repeats.tell_again()

    def _ask_what_moves(self) -> None:
        """Ask whether the later ones move along when an open one of a series gets another day."""
        step, due_on = self._sheet.step if self._sheet else None, self.due.value()
        of_series = step is not None and step.repeats and step.closed_at is None and step.due_on is not None
        moved = step is not None and due_on is not None and due_on != step.due_on
        self.moves.setVisible(bool(of_series and moved and step and self.repeats.value() == step.repeats))

    def _remove(self) -> None:
        if self._sheet is None:
            return
        which = which_goes(self._session, "step", self._sheet.step.id)
        if which == "one" and self._session.run(repeating.skip, self._sheet.step.id) is not None:
            self._session.say(say("Left out this once"), can_undo=True)
            super().accept()
        if which != "later":
            return
        if self._session.run(steps.trash, self._sheet.step.id) is not None:
            self._session.say(say("In the trash: {title}", title=self._sheet.step.title), can_undo=True)
            super().accept()

    def _make_clock(self) -> ClockPart:
        clock = ClockPart(self._session)
        clock.escalation_wanted.connect(self._escalate)
        clock.reopening_wanted.connect(self._reopen)
        return clock

    def _escalate(self) -> None:
        if self._sheet is None:
            return
        from ui.steps.escalate_dialog import EscalateDialog

        dialog = EscalateDialog(self._session, self._sheet.step, self)
        dialog.accepted.connect(self._read_clock_again)
        dialog.open()

    def _read_clock_again(self) -> None:
        """Show what was brought up; what is typed in the other fields stays."""
        if self._sheet is None:
            return
        self._sheet = self._session.read(step_sheets.read, self._sheet.step.id)
        self._revision = self._sheet.step.revision
        if self.clock is not None:
            self.clock.show_progress(self._sheet)

    def _reopen(self) -> None:
        """Begin a new round of what failed again; what is typed is saved first."""
        if self._sheet is None or (self.is_changed() and not self._save()):
            return
        if self._session.run(repeating.reopen, self._sheet.step.id) is not None:
            self._session.say(say("Open again: {title}", title=self._sheet.step.title), can_undo=True)
            super().accept()

    def _open_visit(self) -> None:
        visit_id = self._sheet.step.visit_id if self._sheet else None
        self.reject()
        if visit_id is not None and not self.isVisible():
            self._session.open_record("visit", visit_id)

    def _show_other_version(self) -> None:
        """Say what the step is meanwhile; saving once more writes what stands in the dialog."""
        if self._sheet is None:
            return
        now = self._session.read(step_sheets.read, self._sheet.step.id)
        self._revision = now.step.revision
        self._tell(
            say(
                "This step was changed elsewhere meanwhile: “{title}”, due {due}. Save again to keep what stands here.",
                title=now.step.title,
                due=now.step.due_on or say("never"),
            )
        )

    def problem(self) -> str:
        """Return the sentence that says what is wrong, or nothing."""
        return self._problem.text()

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
