"""The quick-add line in the field: text that reads like a step or a visit is offered as one."""

from __future__ import annotations

from collections.abc import Callable

from models import quick_add
from models.changes import Changes
from models.errors import JournalError
from models.quick_add import Understood
from models.text.day_words import understood_date, understood_moment
from models.text.field_words import LINE_KIND_NAMES, SEVERITY_NAMES
from ui.command_palette.row import Row
from ui.known_names import NamesAtHand
from ui.session import Session
from ui.translations import capital, language, say


class QuickLine:
    """Understands a line as the quick-add line does; the names it knows are read once, and again when they change."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names = NamesAtHand(session)

    def row(self, text: str, add: Callable[[Understood], object], *, at_any_rate: bool = False) -> Row | None:
        """Return the row that adds what a text says, or None where it does not read like something to be added."""
        if self._session.journal.read_only:
            return None
        understood = self._understood(text)
        if understood is None or not (at_any_rate or _says_more_than_words(understood)):
            return None
        what = say(LINE_KIND_NAMES[understood.kind])
        title = understood.title or understood.account
        return Row(
            "add",
            ("add", understood.kind),
            say("Add {kind}: {title}", kind=what, title=title),
            beside=" · ".join(_facts(understood)),
            icon="plus",
            work=lambda: add(understood),
        )

    def save(self, understood: Understood) -> Changes | None:
        """Write down what was understood, with Undo on the spot; what goes wrong is told, and None comes back."""
        changes = self._session.run(quick_add.save, understood)
        if changes is not None:
            self._session.say(say("Added: {title}", title=understood.title or understood.account), can_undo=True)
        return changes

    def _understood(self, text: str) -> Understood | None:
        names = self._names.read()
        try:
            return quick_add.understand(text, self._session.clock, names)
        except JournalError:
            return None  # not meant as such a line, or not yet


def _says_more_than_words(understood: Understood) -> bool:
    """Return whether a line says when, for whom, or what kind it is: words alone are looked for."""
    return bool(
        understood.kind != "next_step" or understood.due or understood.repeats or understood.account_id
        or understood.people
    )  # fmt: skip


def _facts(understood: Understood) -> list[str]:
    facts = [say(SEVERITY_NAMES[understood.severity])] if understood.severity else []
    facts += [name for _, name in understood.people]
    if understood.start:
        facts.append(understood_moment(language(), understood.start))
    if understood.due:
        facts.append(understood_date(language(), understood.due))
    if understood.repeats:
        from models.text.repetitions import words

        facts.append(words(language(), understood.repeats))
    if understood.account and understood.title:
        facts.append(understood.account)
    return [capital(fact) for fact in facts]
