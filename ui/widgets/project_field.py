"""The project that a visit or a step belongs to: chosen from those of its account, or of any."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models import project_lists
from ui.session import Session
from ui.translations import say
from ui.widgets.linked_field import LinkedField
from ui.widgets.suggest import Suggestion


class ProjectField(LinkedField):
    """Offers the projects of the account first."""

    def __init__(self, session: Session, account_id: Callable[[], int | None]) -> None:
        super().__init__(say("Project"), "flag", self._projects)
        self._session, self.account_id = session, account_id

    def show_id(self, project_id: int | None) -> None:
        """Show a project by its id, or none."""
        name = self._session.read(project_lists.name_of, project_id) if project_id is not None else ""
        self.show_record(project_id, name)

    def _projects(self, text: str) -> Sequence[Suggestion]:
        found = self._session.read(project_lists.choices, self.account_id(), text)
        return [Suggestion(one.id, one.name, one.account, icon="flag") for one in found]
