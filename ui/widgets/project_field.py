"""The project that a visit or a step belongs to: chosen from those of its account, or of any."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent

from models import project_lists
from ui.session import Session
from ui.translations import say
from ui.widgets.suggest import SuggestField, Suggestion


class ProjectField(SuggestField):
    """Offers the projects of the account first. Words that name no project give way to the one there was."""

    changed = Signal()
    """Another project was chosen, or none."""

    def __init__(self, session: Session, account_id: Callable[[], int | None]) -> None:
        super().__init__("", say("Project"), choices=self._projects)
        self._session, self.account_id = session, account_id
        self._shown: Suggestion | None = None
        self.chosen.connect(lambda _key: self._take())
        self.edited.connect(self._on_edited)

    def show_project(self, project_id: int | None, name: str) -> None:
        """Show a project, or none."""
        self._shown = Suggestion(project_id, name, icon="flag") if project_id is not None else None
        self.set_choice(self._shown)

    def show_id(self, project_id: int | None) -> None:
        """Show a project by its id, or none."""
        name = self._session.read(project_lists.name_of, project_id) if project_id is not None else ""
        self.show_project(project_id, name)

    def project_id(self) -> int | None:
        """Return the project that is meant, or None."""
        key = self._shown.key if self._shown is not None else None
        return key if isinstance(key, int) else None

    def name(self) -> str:
        """Return the name of the project that is meant."""
        return self._shown.text if self._shown is not None else ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show again what is meant, where half a name was left behind."""
        super().focusOutEvent(event)
        if not self.is_settled() and not self.is_composing():
            self.set_choice(self._shown)

    def _projects(self, text: str) -> Sequence[Suggestion]:
        found = self._session.read(project_lists.choices, self.account_id(), text)
        return [Suggestion(one.id, one.name, one.account, icon="flag") for one in found]

    def _on_edited(self, text: str) -> None:
        if not text.strip() and self._shown is not None:
            self._shown = None
            self.changed.emit()

    def _take(self) -> None:
        self._shown = self.choice()
        self.changed.emit()
