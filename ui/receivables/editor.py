"""The editor of a receivable: everything about it in one dialog, by the keyboard alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from models import projects, receivables
from models.receivable_fields import RULES
from models.receivables import ReceivableRow
from ui.receivables.form import ReceivableForm
from ui.session import Session
from ui.translations import language, say
from ui.widgets.fields_editor import FieldsEditor


class ReceivableEditor(FieldsEditor):
    """Makes a receivable, of an account or a project if they are known, or changes one."""

    table = "receivable"

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
        super().__init__(session, receivable_id, say("Edit receivable") if row else say("New receivable"), parent)
        form = ReceivableForm(session)
        form.fill(_fields(row) if row else self._beginning(account_id, project_id))
        self.begin_with(form, row.revision if row else None)
        form.title.setFocus()

    def unsaved_words(self) -> str:
        """Return the sentence that says what would be lost."""
        return say("What you changed on this receivable is not saved yet.")

    def create(self, values: dict[str, Any]) -> int:
        """Store a new receivable."""
        made = self.session.attempt(receivables.create, **values).id
        self._say_saved()
        return made

    def change(self, record_id: int, revision: int | None, changed: dict[str, Any]) -> None:
        """Store the fields that differ from what was there."""
        self.session.attempt(receivables.edit, record_id, revision=revision, **changed)
        self._say_saved()

    def stored(self, record_id: int) -> tuple[dict[str, Any], int]:
        """Return what is stored by now."""
        row = self.session.read(receivables.get, record_id)
        return _fields(row), row.revision

    def elsewhere_words(self) -> str:
        """Return the sentence that says that it was changed elsewhere."""
        return say("This receivable was changed elsewhere meanwhile. Both versions are shown; Save again keeps yours.")

    def _say_saved(self) -> None:
        self.session.say(say("Saved: {title}", title=self.form.values()["title"].strip()), can_undo=True)

    def _beginning(self, account_id: int | None, project_id: int | None) -> dict[str, Any]:
        """Return what a new receivable is likely to be: of that project, in its currency."""
        if project_id is None:
            return {"account_id": account_id, "currency": language_currency()}
        project = self.session.read(projects.get, project_id)
        currency = project.currency or language_currency()
        return {"account_id": project.account_id, "project_id": project_id, "currency": currency}


def language_currency() -> str:
    """Return the currency a receivable begins with where nothing says another one."""
    return "CNY" if language().is_chinese else "EUR"


def _fields(row: ReceivableRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in RULES}
