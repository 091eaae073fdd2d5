"""What was chosen for the last summary, remembered in the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TypeVar, get_args

from models.errors import JournalBusy, JournalReadOnly
from models.journal import Journal
from models.summaries.choosing import PARTS, in_order
from models.summaries.gather import KINDS, Kind
from models.summaries.privacy import AUDIENCES, AudienceName
from models.text.language import LANGUAGES

Form = Literal["pdf", "docx", "xlsx", "md", "eml"]

SETTING = "review"

_One = TypeVar("_One")


@dataclass(frozen=True, slots=True)
class Choices:
    """How a summary is wanted; private notes are not among it, as they are asked for anew each time."""

    period: str = "this-week"
    """One of the words of `periods.WORDS`, or two ISO dates with '..' between them."""

    account_ids: tuple[int, ...] = ()
    """The accounts that were chosen, without their branches; none means all."""

    project_id: int = 0
    """The project that a report of one is about; 0 for those of all accounts chosen."""

    tag: str = ""
    """Only the visits that bear this tag, or whose accounts do; empty means all."""

    audience: AudienceName = "manager"
    language: str = ""
    """Empty: the language of the window."""

    kind: Kind = "period"
    form: Form = "pdf"
    with_notes: bool = False
    with_photos: bool = False
    """With the photos that were chosen in their visits; a customer may see them too."""

    template: str = ""
    """The path of a Word template of one's own, or nothing."""

    folder: str = ""
    """Where the last summary was saved."""

    order: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    """The parts of a kind in the order wanted, where it is not the usual one."""

    hidden: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    """The parts of a kind that are not wanted."""

    def keys(self) -> tuple[str, ...]:
        """Return the keys of the parts wanted of this kind, in their order."""
        hidden = self.hidden.get(self.kind, ())
        return tuple(key for key in in_order(self.kind, self.order.get(self.kind, ())) if key not in hidden)


def remembered(journal: Journal) -> Choices:
    """Return what was chosen last; what can't be read any more is as it was at first."""
    stored = journal.setting(SETTING)
    try:
        found = json.loads(stored) if stored else {}
    except ValueError:
        found = {}
    return _read(found) if isinstance(found, dict) else Choices()


def remember(journal: Journal, choices: Choices) -> None:
    """Keep what was chosen for the next time; a journal that is open for reading only keeps nothing."""
    if journal.read_only:
        return
    ids = {"account_ids": [str(one) for one in choices.account_ids], "project_id": str(choices.project_id)}
    stored = {**asdict(choices), **ids}
    try:
        journal.set_setting(SETTING, json.dumps(stored, ensure_ascii=False))
    except (JournalReadOnly, JournalBusy):
        return  # what was chosen is no reason to alarm anyone


def _read(found: dict[str, Any]) -> Choices:
    usual = Choices()
    return Choices(
        period=_text(found.get("period")) or usual.period,
        account_ids=tuple(int(text) for text in _list(found.get("account_ids")) if text.isdecimal()),
        project_id=_number(found.get("project_id")),
        tag=_text(found.get("tag")),
        audience=_one_of(AUDIENCES, found.get("audience"), usual.audience),
        language=_one_of(LANGUAGES, found.get("language"), ""),
        kind=_one_of(tuple(KINDS), found.get("kind"), usual.kind),
        form=_one_of(get_args(Form), found.get("form"), usual.form),
        with_notes=found.get("with_notes") is True,
        with_photos=found.get("with_photos") is True,
        template=_text(found.get("template")),
        folder=_text(found.get("folder")),
        order=_keys(found.get("order")),
        hidden=_keys(found.get("hidden")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdecimal() else 0


def _list(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _one_of(known: tuple[_One, ...], value: object, otherwise: _One) -> _One:
    return next((one for one in known if one == value), otherwise)


def _keys(value: object) -> dict[Kind, tuple[str, ...]]:
    found = value if isinstance(value, dict) else {}
    return {kind: tuple(_list(found[kind])) for kind in PARTS if kind in found}
