"""Why items or signatures can't go on, and the step that unblocks them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models import acceptance, acceptance_marking, acceptance_matrix, step_lists
from models.acceptance_lists import ItemLine, SignatureLine
from models.acceptance_marking import UnblockingStep
from models.errors import JournalError
from models.step_lists import StepFilter
from models.text.clean import clean_line
from ui.acceptance.item_editor import show_words
from ui.acceptance.words import signature_name
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field, side_by_side
from ui.widgets.labels import label
from ui.widgets.suggest import SuggestField, Suggestion

_MOST = 12


class BlockDialog(Dialog):
    """Asks for a reason, suggesting those that block already, and for a step that is there or is made now."""

    def __init__(self, session: Session, rows: Sequence[ItemLine | SignatureLine], parent: QWidget | None) -> None:
        super().__init__(say("What blocks it"), parent, accept=say("Block"), width=520)
        self._session, self._rows = session, list(rows)
        first = self._rows[0]
        of_items = isinstance(first, ItemLine)
        record = session.read(acceptance.get_item, first.id) if of_items else None
        found = record or session.read(acceptance.get_signature, first.id)
        self._project_id = found.project_id
        self._kind: acceptance_marking.Kind = "acceptance_item" if of_items else "signature"
        self.because = SuggestField(say("Such as: the night crew has not been trained"), say("Reason"))
        self.because.choices = self._reasons
        self.step = SuggestField(say("An open step, or a new one"), say("Step that unblocks"), choices=self._steps)
        self.step.new_words = lambda text: say("New step “{title}”", title=text)
        self.step.created.connect(lambda title: self.step.set_choice(Suggestion(None, title)))
        self.due_on = DateField(session.today, say("Due"))
        self.problem = label("", "body", "red", wrap=True)
        self.problem.hide()
        self._because_field = field(say("Reason"), self.because)
        self.body.addWidget(label(self._told(), "body", "text_2", wrap=True))
        self.body.addWidget(self._because_field)
        due = field(say("Due"), self.due_on)
        self.body.addLayout(side_by_side(field(say("Step that unblocks, if there is one"), self.step), due))
        self.body.addWidget(self.problem)
        if len(self._rows) == 1 and first.state == "blocked":
            show_words(self.because, first.blocked_because)
            self.step.set_choice(Suggestion(first.step_id, first.step) if first.step_id else None)
        self._before = self._typed()
        self.because.setFocus()

    def accept(self) -> None:
        """Block them all, if there is a reason."""
        if any(one.is_composing() for one in (self.because, self.step, self.due_on)):
            return
        if not clean_line(self.because.text()):
            self._because_field.set_error(say("Say why it is blocked."))
            self.because.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.due_on.is_right():
            self.due_on.show_error(self.due_on.error())
            return
        ids = [row.id for row in self._rows]
        try:
            because = self.because.text().strip()
            self._session.attempt(acceptance_marking.block, self._kind, ids, because, self._chosen_step())
        except JournalError as error:
            self.problem.setText(error.say(language()))
            self.problem.show()
            self.make_room()
            return
        self._session.say(plural("{count} entry blocked", "{count} entries blocked", len(ids)), can_undo=True)
        self._before = self._typed()
        super().accept()

    def typed_words(self) -> str:
        """Return the sentence that says what closing would lose."""
        return say("What blocks it is not recorded yet.") if self._typed() != self._before else ""

    def _typed(self) -> tuple[str, str, str]:
        return self.because.text(), self.step.text(), self.due_on.text()

    def _chosen_step(self) -> UnblockingStep | None:
        self.step.take_exact()
        key, title = self.step.key(), clean_line(self.step.text())
        if isinstance(key, int):
            return UnblockingStep(id=key)
        return UnblockingStep(title=title, due_on=self.due_on.value()) if title else None

    def _told(self) -> str:
        first = self._rows[0]
        if len(self._rows) > 1:
            return plural("{count} entry", "{count} entries", len(self._rows))
        if isinstance(first, ItemLine):
            return f"{first.clause} {first.criterion}".strip()
        return signature_name(first.department, first.subject)

    def _reasons(self, text: str) -> list[Suggestion]:
        found = self._session.read(acceptance_matrix.blockers, self._project_id)
        reasons = dict.fromkeys(one.because for one in found if text.casefold() in one.because.casefold())
        return [Suggestion(reason, reason, icon="warning") for reason in list(reasons)[:_MOST] if reason]

    def _steps(self, text: str) -> list[Suggestion]:
        wanted = StepFilter(project_id=self._project_id, text=text)
        found = self._session.read(step_lists.read, wanted, limit=_MOST)
        return [Suggestion(one.id, one.title, one.owner, icon="steps") for one in found if one.closed_at is None]
