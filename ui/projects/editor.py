"""The editor that makes a project, or changes one."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from models import projects, stages
from models.projects import ProjectRow
from ui.projects.form import ProjectForm
from ui.session import Session
from ui.translations import language, say
from ui.widgets.record_editor import RecordEditor

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


class ProjectEditor(RecordEditor):
    """Makes a project, at an account and in a stage if they are given, or changes one."""

    table = "project"

    def __init__(
        self, session: Session, project_id: int | None, parent: QWidget | None, *, account_id: int | None = None
    ) -> None:
        project = session.read(projects.get, project_id) if project_id is not None else None
        super().__init__(session, project_id, say("Edit project") if project else say("New project"), parent)
        self.form = ProjectForm(session, project)
        self._start = _fields_of(session, project)
        self.form.fill(self._start)
        if account_id is not None:
            self.form.fill({"account_id": account_id})
        self._offered = self.form.values()
        self._revision = project.revision if project else None
        self.begin(self.form)
        self.form.lines["name"].setFocus()

    def accept(self) -> None:
        """Save and close; what can't be saved is said at its field."""
        if not self.form.is_composing() and self.form.check():
            super().accept()

    def is_changed(self) -> bool:
        """Return whether something differs from what was there."""
        return not self.form.is_settled() or self.form.values() not in (self._start, self._offered)

    def unsaved_words(self) -> str:
        """Return the sentence that says what would be lost."""
        return say("This project has changes that are not saved.")

    def store(self) -> int:
        """Store the fields that differ from what was there."""
        values = self.form.values()
        changed: Any = {key: values[key] for key in _COLUMNS if values[key] != self._start[key]}
        if self.record_id is None:
            return self.session.attempt(projects.create, stage=values["stage"], **changed).id
        if changed:
            reason = values["reason"]
            self.session.attempt(projects.edit, self.record_id, revision=self._revision, reason=reason, **changed)
            self.session.say(say("Saved: {title}", title=values["name"]), can_undo=True)
        return self.record_id

    def show_both(self) -> None:
        """Keep what was typed and show beside it what is stored now; saving again stores what was typed."""
        assert self.record_id is not None
        stored = self.session.read(projects.get, self.record_id)
        now, mine = _fields_of(self.session, stored), self.form.values()
        for key in _COLUMNS:
            if now[key] == self._start[key]:
                continue
            if mine[key] == self._start[key]:
                self.form.fill({key: now[key]})
            elif mine[key] != now[key] and key in self.form.fields:
                self.form.show_other(key, now[key])
        self._start, self._revision = now, stored.revision
        self.tell(say("This project was changed elsewhere meanwhile. Both versions are shown; Save again keeps yours."))


def _fields_of(session: Session, project: ProjectRow | None) -> dict[str, Any]:
    """Return what the fields begin with; a new project in the first stage, in the currency used last."""
    if project is not None:
        return {key: getattr(project, key) for key in _COLUMNS} | {"reason": "", "stage": project.stage}
    first = session.read(stages.listing, language().code)[0].name
    empty: dict[str, Any] = dict.fromkeys(_COLUMNS) | dict.fromkeys((*_TEXTS, "reason"), "")
    return empty | {"stage": first, "currency": session.read(projects.usual_currency) or None}
