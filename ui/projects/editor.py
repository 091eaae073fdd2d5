"""The editor that makes a project, or changes one."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from models import projects, stages
from models.projects import ProjectRow
from ui.projects.form import ProjectForm
from ui.session import Session
from ui.translations import language, say
from ui.widgets.fields_editor import FieldsEditor

_COLUMNS = (
    "name",
    "account_id",
    "value_minor",
    "currency",
    "probability",
    "expected_on",
    "competitor",
    "contract_number",
    "sales_owner_id",
    "delivery_owner_id",
    "finance_owner_id",
    "notes",
    "rhythm_days",
)
_TEXTS = ("name", "competitor", "contract_number", "notes")


class ProjectEditor(FieldsEditor):
    """Makes a project, at an account and in a stage if they are given, or changes one."""

    table = "project"

    def __init__(
        self, session: Session, project_id: int | None, parent: QWidget | None, *, account_id: int | None = None
    ) -> None:
        project = session.read(projects.get, project_id) if project_id is not None else None
        super().__init__(session, project_id, say("Edit project") if project else say("New project"), parent)
        form, start = ProjectForm(session, project), _fields_of(session, project)
        if account_id is not None:
            start["account_id"] = account_id
        form.fill(start)
        self.begin_with(form, project.revision if project else None)
        form.lines["name"].setFocus()

    def unsaved_words(self) -> str:
        """Return the sentence that says what would be lost."""
        return say("This project has changes that are not saved.")

    def create(self, values: dict[str, Any]) -> int:
        """Store a new project in its first stage."""
        columns = {key: values[key] for key in _COLUMNS}
        return self.session.attempt(projects.create, stage=values["stage"], **columns).id

    def change(self, record_id: int, revision: int | None, changed: dict[str, Any]) -> None:
        """Store the columns that differ, with why the date moves; the stage of a project moves elsewhere."""
        columns = {key: value for key, value in changed.items() if key in _COLUMNS}
        reason = changed.get("reason", "")
        self.session.attempt(projects.edit, record_id, revision=revision, reason=reason, **columns)
        self.session.say(say("Saved: {title}", title=self.form.values()["name"]), can_undo=True)

    def stored(self, record_id: int) -> tuple[dict[str, Any], int]:
        """Return what is stored by now."""
        row = self.session.read(projects.get, record_id)
        return _fields_of(self.session, row), row.revision

    def elsewhere_words(self) -> str:
        """Return the sentence that says that it was changed elsewhere."""
        return say("This project was changed elsewhere meanwhile. Both versions are shown; Save again keeps yours.")


def _fields_of(session: Session, project: ProjectRow | None) -> dict[str, Any]:
    """Return what the fields begin with; a new project in the first stage, in the currency used last."""
    if project is not None:
        return {key: getattr(project, key) for key in _COLUMNS} | {"reason": "", "stage": project.stage}
    first = session.read(stages.listing, language().code)[0].name
    empty: dict[str, Any] = dict.fromkeys(_COLUMNS) | dict.fromkeys((*_TEXTS, "reason"), "")
    return empty | {"stage": first, "currency": session.read(projects.usual_currency) or None}
