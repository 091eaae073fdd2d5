"""One of our own people, who answers for something: chosen, or made on the spot."""

from __future__ import annotations

from collections.abc import Sequence

from models import colleagues
from models.errors import JournalError
from ui import alerts
from ui.session import Session
from ui.translations import say
from ui.widgets.suggest import SuggestField, Suggestion


class ColleagueField(SuggestField):
    """Suggests our colleagues by their names; one that nobody has written down yet is made by Enter."""

    def __init__(self, session: Session, name: str, hint: str = "") -> None:
        super().__init__(hint, name, choices=self._suggested, new_words=_new_words)
        self._session = session
        self.created.connect(self._make)

    def show_colleague(self, colleague_id: int | None) -> None:
        """Show a colleague, or nobody."""
        known = self._session.read(colleagues.listing)
        self.set_choice(next((Suggestion(one.id, one.name) for one in known if one.id == colleague_id), None))

    def colleague_id(self) -> int | None:
        """Return who it is, or None for nobody."""
        key = self.key()
        return key if isinstance(key, int) else None

    def _suggested(self, text: str) -> Sequence[Suggestion]:
        wanted = text.casefold()
        found = self._session.read(colleagues.listing)
        return [Suggestion(one.id, one.name, one.job, icon="person") for one in found if wanted in one.name.casefold()]

    def _make(self, name: str) -> None:
        try:
            made = self._session.attempt(colleagues.create, name=name)
        except JournalError as error:
            alerts.current().error(error)
            return
        self.set_choice(Suggestion(made.id, name))
        self.chosen.emit(made.id)


def _new_words(name: str) -> str:
    return say("New colleague “{name}”", name=name)
