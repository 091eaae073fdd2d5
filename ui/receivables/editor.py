"""The editor of a receivable: everything about it in one dialog, by the keyboard alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from models import projects, receivables
from models.errors import ChangedElsewhere, JournalError
from models.receivable_fields import RULES
from models.receivables import ReceivableRow
from ui.receivables.form import ReceivableForm
from ui.session import Session
from ui.translations import language, say
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label
from ui.widgets.layouts import scroll

_WIDTH, _HEIGHT, _AROUND = 680, 720, 80


class ReceivableEditor(Dialog):
    """Makes a receivable, or changes one. Ctrl+Enter saves; Esc asks before something typed would be lost."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        *,
        receivable_id: int | None = None,
        account_id: int | None = None,
        project_id: int | None = None,
    ) -> None:
        row = session.read(receivables.get, receivable_id) if receivable_id is not None else None
        super().__init__(say("Edit receivable") if row else say("New receivable"), parent, accept=say("Save"))
        self.session = session
        self._id, self._revision = receivable_id, row.revision if row else None
        self.form = ReceivableForm(session)
        self.notice = label("", "body", "red", wrap=True)
        self.notice.hide()
        self.body.addWidget(scroll(self.form, name=self.windowTitle()), 1)
        self.body.addWidget(self.notice)
        self.form.fill(_fields(row) if row else self._beginning(account_id, project_id))
        self._before = self.form.values()
        room = parent.height() - _AROUND if parent is not None else _HEIGHT
        self.resize(_WIDTH, max(min(_HEIGHT, room), 400))
        for key in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(key), self, self.accept)
        self.form.title.setFocus()

    def typed_words(self) -> str:
        """Return the sentence for what is not saved."""
        if self.form.values() == self._before and self.form.is_settled():
            return ""
        return say("What you changed on this receivable is not saved yet.")

    def accept(self) -> None:
        """Save and close; what can't be saved stays, with the reason below it."""
        if self.form.is_composing() or not self.form.check():
            return
        fields = self.form.values()
        changed = {name: value for name, value in fields.items() if value != self._before.get(name)}
        try:
            if self._id is None:
                self.session.attempt(receivables.create, **fields)
            else:
                self.session.attempt(receivables.edit, self._id, revision=self._revision, **changed)
        except ChangedElsewhere as error:
            assert self._id is not None
            self._revision = self.session.read(receivables.get, self._id).revision
            self._tell(error.say(language()))
            return
        except JournalError as error:
            self._tell(error.say(language()))
            return
        self.session.say(say("Saved: {title}", title=str(fields["title"]).strip()), can_undo=True)
        super().accept()

    def _beginning(self, account_id: int | None, project_id: int | None) -> dict[str, Any]:
        """Return what a new receivable is likely to be: of that project, in its currency."""
        if project_id is None:
            return {"account_id": account_id, "currency": language_currency()}
        project = self.session.read(projects.get, project_id)
        currency = project.currency or language_currency()
        return {"account_id": project.account_id, "project_id": project_id, "currency": currency}

    def _tell(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.show()


def language_currency() -> str:
    """Return the currency a receivable begins with where nothing says another one."""
    return "CNY" if language().is_chinese else "EUR"


def _fields(row: ReceivableRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in RULES}
