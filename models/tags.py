"""Tags: words that accounts, contacts and visits bear. Each record holds its own; a colour belongs to the word.

Two spellings that differ in nothing but capital letters are one tag. What is asked of a tag counts a visit of an
account that bears it too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping

from models import values
from models.changes import Changes, Operation
from models.errors import InvalidValue
from models.journal import Journal
from models.row_class import row_class
from models.tables import Account, Contact, Record, Tag, Visit, table_name
from models.text.folding import folded
from models.text.language import Label

COLOURS = ("grey", "accent", "blue", "green", "amber", "red", "purple")
"""The colours a tag can have, by the names of the palette; the first one is that of a tag nobody gave one."""

_TAGGED: tuple[type[Record], ...] = (Account, Contact, Visit)
_NEWEST = 500
"""So many of the newest visits that bear tags tell which ones are in use, where every letter typed asks for it."""

_LONGEST = 100
_NAME = values.line(Label("tag"), _LONGEST, required=True)
_COLOUR = values.choice(Label("colour"), COLOURS)


@row_class
class TagRow:
    """A tag: its colour, and how many accounts, contacts and visits bear it."""

    name: str
    colour: str
    uses: int
    accounts: int = 0
    contacts: int = 0
    visits: int = 0


def listing(journal: Journal) -> list[TagRow]:
    """Return every tag that is borne or has a colour, by name."""
    return sorted(_counted(journal), key=lambda tag: (tag.name.casefold(), tag.name))


def known(journal: Journal) -> list[TagRow]:
    """Return the tags in use, the most used first; of very many visits only the newest are counted."""
    return sorted(_counted(journal, _NEWEST), key=lambda tag: (-tag.uses, tag.name.casefold()))


def any_known(journal: Journal) -> bool:
    """Return whether any record bears a tag."""
    queries = (f"EXISTS (SELECT 1 FROM {table} WHERE tags <> '[]' AND deleted_at IS NULL)" for table in _names())
    found = journal.row(f"SELECT {' OR '.join(queries)}")
    return bool(found and found[0])


def colours(journal: Journal) -> dict[str, str]:
    """Return the colours that were given, by the key of the tag; see `key_of`."""
    given = journal.rows("SELECT name, colour FROM tag WHERE deleted_at IS NULL")
    return {key_of(name): colour for name, colour in given}


def colour_of(given: Mapping[str, str], name: str) -> str:
    """Return the colour of a tag, out of those that were given."""
    return given.get(key_of(name), COLOURS[0])


def key_of(name: str) -> str:
    """Return what all spellings of a tag have in common."""
    return values.tag_name(name).casefold()


def names_in(stored: str) -> tuple[str, ...]:
    """Return the tags of a record, of the JSON text that its column holds."""
    return tuple(json.loads(stored or "[]"))


def bearing(column: str, name: str) -> str:
    """Return the SQL condition that a column of tags holds this one, in whatever letters.

    It holds the name itself, quoted, as the views of a summary can't take values.
    """
    tag = values.tag_name(name)
    patterns = {_pattern(one) for one in (tag, tag.lower(), tag.upper(), tag.title())}
    likes = " OR ".join(f"{column} LIKE {pattern} ESCAPE '!'" for pattern in sorted(patterns))
    return f"({column} <> '[]' AND ({likes}))"


def of_visit(name: str, visit: str = "visit") -> str:
    """Return the SQL condition that a visit bears a tag, or its account does."""
    accounts = f"SELECT id FROM account WHERE {bearing('account.tags', name)}"
    return f"({bearing(f'{visit}.tags', name)} OR {visit}.account_id IN ({accounts}))"


def set_colour(journal: Journal, name: str, colour: str) -> Changes:
    """Give a tag a colour; raises InvalidValue for one that the palette does not have."""
    tag, stored = _spelled(journal, _name(name)), _COLOUR(colour)
    with journal.operation("tags.set_colour", subject=tag) as work:
        row_id = _row_of(journal, tag)
        if row_id is None:
            row_id = work.insert(Tag, name=tag, colour=stored)
        else:
            work.update(Tag, row_id, {"colour": stored})
        return work.done(row_id)


def rename(journal: Journal, name: str, new: str) -> Changes:
    """Give a tag another name on every record.

    Raises InvalidValue when another tag has that name already: then the two are to be merged.
    """
    before, after = _name(name), _name(new)
    if key_of(before) != key_of(after) and _is_known(journal, after):
        raise InvalidValue("There is a tag {name} already. Merge the two, or choose another name.", name=after)
    with journal.operation("tags.rename", subject=before) as work:
        _replace(journal, work, before, after)
        row_id = _row_of(journal, before)
        if row_id is not None:
            work.update(Tag, row_id, {"name": after})
        return work.done()


def merge(journal: Journal, name: str, into: str) -> Changes:
    """Let every record that bears a tag bear another one instead, which keeps its colour."""
    before, after = _name(name), _spelled(journal, _name(into))
    if key_of(before) == key_of(after):
        raise InvalidValue("A tag can't be merged with itself. Choose another one.")
    with journal.operation("tags.merge", subject=before) as work:
        _replace(journal, work, before, after)
        _drop(journal, work, before)
        return work.done()


def remove(journal: Journal, name: str) -> Changes:
    """Take a tag away from every record, and forget its colour."""
    tag = _name(name)
    with journal.operation("tags.remove", subject=tag) as work:
        _replace(journal, work, tag, None)
        _drop(journal, work, tag)
        return work.done()


def matching(tags: Collection[TagRow], text: str, most: int = 8) -> list[TagRow]:
    """Return those of some tags that may be meant by what was typed: those that begin so, sound so, or hold it."""
    wanted = folded(values.tag_name(text))
    if not wanted:
        return list(tags)[:most]
    begins: list[TagRow] = []
    others: list[TagRow] = []
    for tag in tags:
        name = folded(tag.name)
        if name.startswith(wanted):
            begins.append(tag)
        elif len(others) < most and (wanted in name or _sounds_so(tag.name, wanted)):
            others.append(tag)
    return [*begins, *others][:most]


def _sounds_so(name: str, wanted: str) -> bool:
    """Return whether a tag in Chinese begins with these letters as it is read: tl, tielu or lu for 铁路."""
    if name.isascii() or not wanted.isascii():
        return False
    from models.text.pinyin import sounds

    return any(word.startswith(wanted.replace(" ", "")) for word in sounds(name).split())


def _names() -> list[str]:
    return [table_name(table) for table in _TAGGED]


def _name(name: str) -> str:
    return str(_NAME(values.tag_name(name)))


def _pattern(name: str) -> str:
    quoted = json.dumps(name, ensure_ascii=False)
    for sign in ("!", "%", "_"):
        quoted = quoted.replace(sign, f"!{sign}")
    return "'%" + quoted.replace("'", "''") + "%'"


def _counted(journal: Journal, newest: int | None = None) -> list[TagRow]:
    """Return every tag with how often it is borne; of the visits all are counted, or the newest so many."""
    names: dict[str, str] = {}
    given: dict[str, str] = {}
    for name, colour in journal.rows("SELECT name, colour FROM tag WHERE deleted_at IS NULL ORDER BY id"):
        given[names.setdefault(name.casefold(), name).casefold()] = colour
    counts = [_count_in(journal, table, newest if table == "visit" else None, names) for table in _names()]
    rows = ((key, name, [count.get(key, 0) for count in counts]) for key, name in names.items())
    return [TagRow(name, given.get(key, COLOURS[0]), sum(uses), *uses) for key, name, uses in rows]


def _count_in(journal: Journal, table: str, newest: int | None, names: dict[str, str]) -> Counter[str]:
    """Return how many rows of a table bear each tag, and add the tags met for the first time to the names."""
    # Only with the condition of its index are those without tags passed over.
    limit = f" ORDER BY start DESC LIMIT {newest:d}" if newest else ""
    query = f"SELECT tags FROM {table} WHERE tags <> '[]' AND deleted_at IS NULL{limit}"
    count: Counter[str] = Counter()
    for stored, uses in journal.rows(f"SELECT tags, count(*) FROM ({query}) GROUP BY tags"):
        for name in names_in(stored):
            key = name.casefold()
            names.setdefault(key, name)
            count[key] += uses
    return count


def _is_known(journal: Journal, name: str) -> bool:
    """Return whether a record bears a tag, or it has a colour."""
    if _row_of(journal, name) is not None:
        return True
    queries = (f"SELECT 1 FROM {table} WHERE {bearing('tags', name)} AND deleted_at IS NULL" for table in _names())
    return any(journal.row(f"{query} LIMIT 1") is not None for query in queries)


def _spelled(journal: Journal, name: str) -> str:
    """Return a tag as it is written elsewhere, if it is in use."""
    return next((tag.name for tag in _counted(journal, _NEWEST) if key_of(tag.name) == key_of(name)), name)


def _row_of(journal: Journal, name: str) -> int | None:
    rows = journal.rows("SELECT id, name FROM tag WHERE deleted_at IS NULL ORDER BY id")
    return next((row_id for row_id, known_name in rows if key_of(known_name) == key_of(name)), None)


def _drop(journal: Journal, work: Operation, name: str) -> None:
    row_id = _row_of(journal, name)
    if row_id is not None:
        work.trash(Tag, row_id)


def _replace(journal: Journal, work: Operation, name: str, new: str | None) -> None:
    """Write another tag, or none, in the place of one on every record that bears it."""
    for table in _TAGGED:
        query = f"SELECT id, tags FROM {table_name(table)} WHERE {bearing('tags', name)} AND deleted_at IS NULL"
        for row_id, stored in journal.rows(query):
            others = [tag for tag in names_in(stored) if key_of(tag) != key_of(name)]
            # The new one first: of two spellings of one tag it is the one that stays.
            work.update(table, row_id, {"tags": values.tags([new, *others] if new else others)})
