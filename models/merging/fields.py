"""The fields of a person and of an account as they are merged: side by side, with what is taken when nobody chooses."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from models.changes import Value
from models.row_class import row_class
from models.text.folding import folded
from models.text.language import Label

Choice = Literal["kept", "other", "both"]
"""Whose value is taken: that of the record that stays, that of the other one, or both of them together."""

Joining = Literal["", "lines", "words", "tags"]
"""How both values of a field are put together: one below the other, behind one another, as one list, or not at all."""


@row_class
class Field:
    """A field as one chooses it: what it is called, and the columns that belong together in it."""

    key: str
    name: Label
    columns: tuple[str, ...]
    joining: Joining = ""


@row_class
class Difference:
    """A field in which the two records may differ: both values, and what is taken when nobody chooses.

    The values are those of the field's columns, in their order. `is_same` says that there is nothing to choose.
    """

    field: Field
    kept: tuple[Value, ...]
    other: tuple[Value, ...]
    usual: Choice
    is_same: bool


def _one(key: str, name: Label, joining: Joining = "") -> Field:
    return Field(key, name, (key,), joining)


PERSON_FIELDS: tuple[Field, ...] = (
    Field("name", Label("Name"), ("name", "family_name", "given_name")),
    _one("role_group", Label("Role group")),
    _one("level", Label("Level")),
    _one("influence", Label("Influence")),
    Field("standing", Label("Stance and closeness"), ("stance", "closeness")),
    _one("wanted_closeness", Label("Wanted closeness")),
    _one("reports_to_id", Label("Reports to")),
    Field("introduced", Label("Introduced by"), ("introduced_by_id", "introduced_on", "introduction")),
    _one("languages", Label("Languages"), "words"),
    _one("birthday", Label("Birthday")),
    _one("rhythm_days", Label("Visit rhythm")),
    _one("tags", Label("Tags"), "tags"),
    _one("portrait", Label("Picture")),
    _one("preferences", Label("Preferences"), "lines"),
    _one("kindnesses", Label("Kindnesses"), "lines"),
    _one("notes", Label("Notes"), "lines"),
    _one("private_notes", Label("Private notes"), "lines"),
)

ACCOUNT_FIELDS: tuple[Field, ...] = (
    _one("name", Label("Account name")),
    _one("short_name", Label("Short name")),
    _one("parent_id", Label("Belongs to")),
    _one("tier", Label("Place in the tree")),
    _one("account_class", Label("Class")),
    _one("relationship", Label("Relationship")),
    _one("wanted_relationship", Label("Wanted relationship")),
    _one("industry", Label("Industry")),
    _one("region", Label("Region")),
    _one("city", Label("City")),
    _one("address", Label("Address")),
    _one("web", Label("Web page")),
    _one("phone", Label("Phone")),
    Field("rhythm", Label("Visit rhythm"), ("rhythm_days", "rhythm_inherited")),
    _one("visit_target", Label("Visit target")),
    _one("tags", Label("Tags"), "tags"),
    _one("notes", Label("Notes"), "lines"),
    _one("private_notes", Label("Private notes"), "lines"),
)

_BETWEEN: Mapping[str, str] = {"lines": "\n\n", "words": ", "}


def apart(
    kept: Mapping[str, Value], other: Mapping[str, Value], *above: str
) -> tuple[dict[str, Value], dict[str, Value]]:
    """Return two records without what makes either stand below the other: nobody stands below themselves."""
    mine, theirs = dict(kept), dict(other)
    for column in above:
        if mine[column] == other["id"]:
            mine[column] = None
        if theirs[column] == kept["id"]:
            theirs[column] = None
    return mine, theirs


def differences(
    fields: Sequence[Field],
    kept: Mapping[str, Value],
    other: Mapping[str, Value],
    preferred: Mapping[str, Choice] | None = None,
) -> list[Difference]:
    """Return the fields side by side, without those that neither record has.

    Where one is empty the other's value is taken, and where both are filled that of the record that stays (or the one
    `preferred`), unless both can stand together.
    """
    found = []
    for field in fields:
        mine, theirs = (tuple(row[column] for column in field.columns) for row in (kept, other))
        if _is_empty(field, mine) and _is_empty(field, theirs):
            continue
        usual = _usual(field, mine, theirs, (preferred or {}).get(field.key, "kept"))
        found.append(Difference(field, mine, theirs, usual, mine == theirs))
    return found


def merged(found: Sequence[Difference], choices: Mapping[str, Choice], known: Sequence[Field]) -> dict[str, Any]:
    """Return the values as chosen, as an edit takes them; a choice that a field does not have is a bug (ValueError)."""
    names = {field.key: field for field in known}
    for key, choice in choices.items():
        if key not in names or choice not in choices_of(names[key]):
            raise ValueError(f"{choice!r} can't be chosen for {key!r}")
    taken: dict[str, Any] = {}
    for one in found:
        taken.update(zip(one.field.columns, _taken(one, choices.get(one.field.key, one.usual)), strict=True))
    if "tags" in taken:
        taken["tags"] = json.loads(taken["tags"])
    return taken


def choices_of(field: Field) -> tuple[Choice, ...]:
    """Return what can be chosen for a field."""
    return ("kept", "other", "both") if field.joining else ("kept", "other")


def joined(field: Field, kept: Value, other: Value) -> Value:
    """Return both values of a field that takes both; what stands in the one already is not said twice."""
    if field.joining == "tags":
        return json.dumps(_all_tags(str(kept or "[]"), str(other or "[]")), ensure_ascii=False)
    mine, theirs = str(kept or ""), str(other or "")
    if folded(theirs) in folded(mine):
        return mine
    if folded(mine) in folded(theirs):
        return theirs
    return mine + _BETWEEN[field.joining] + theirs


def _taken(one: Difference, choice: Choice) -> tuple[Value, ...]:
    if choice == "both":
        return (joined(one.field, one.kept[0], one.other[0]),)
    return one.kept if choice == "kept" else one.other


def _usual(field: Field, mine: tuple[Value, ...], theirs: tuple[Value, ...], preferred: Choice) -> Choice:
    if mine == theirs or _is_empty(field, theirs):
        return "kept"
    if _is_empty(field, mine):
        return "other"
    return "both" if field.joining else preferred


def _is_empty(field: Field, values: tuple[Value, ...]) -> bool:
    # An account without days of its own that inherits none says nothing about its rhythm.
    return not any(values) if field.key == "rhythm" else all(value in (None, "", "[]") for value in values)


def _all_tags(mine: str, theirs: str) -> list[str]:
    known: dict[str, str] = {}
    for tag in (*json.loads(mine), *json.loads(theirs)):
        known.setdefault(tag.casefold(), tag)
    return sorted(known.values())
