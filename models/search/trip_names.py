"""The trips and events whose name or place holds what was typed.

They are few, so the file keeps no index of them. Their names are kept here as they are compared, for as long as nobody
writes to the journal: reading and folding thousands of them takes longer than a letter may take.
"""

from __future__ import annotations

from itertools import islice
from operator import itemgetter
from weakref import WeakKeyDictionary

from models import trip_lists
from models.journal import Journal
from models.row_class import row_class
from models.search.asked import Asked
from models.search.marks import marks_in
from models.text.folding import folded

KIND = "trip"
_MORE = 4
"""So many times more are looked at than wanted: words are looked for at the beginning of words only."""

_Named = tuple[int, str, str, str]
_State = tuple[int, int]
_kept: WeakKeyDictionary[Journal, _Names] = WeakKeyDictionary()
_last: list[_Names] = []
"""Those that were read last, in whatever journal: the same names are compared in the same way in each."""


@row_class
class NamedTrip:
    """A trip that was found; `first` is its first day (ISO), or that of its visits, or ''."""

    id: int
    name: str
    place: str
    first: str


class _Names:
    """The names and places of all trips as of one state of a journal, and as they are compared, the latest first."""

    def __init__(self, state: _State | None, rows: list[_Named], before: _Names | None) -> None:
        self.state = state
        self.rows = rows
        self.compared: list[tuple[str, _Named]]
        if before is not None and before.rows == rows:
            self.compared = before.compared
        else:
            known = {} if before is None else {row: text for text, row in before.compared}
            # Sorting them here takes half the time that the engine takes.
            latest_first = sorted(rows, key=itemgetter(3, 0), reverse=True)
            self.compared = [(known.get(row) or folded(f"{row[1]} {row[2]}"), row) for row in latest_first]

    def holding(self, words: list[str]) -> list[_Named]:
        """Return the trips whose name or place holds all words."""
        left = self.compared
        for word in words:
            left = [one for one in left if word in one[0]]
        return [row for _, row in left]


def find(journal: Journal, asked: Asked, most: int) -> list[NamedTrip]:
    """Return the latest trips and events that are called so; none where a filter asks for other records."""
    if asked.filters.is_any or not asked.in_names or asked.words.any_will_do:
        return []
    terms = asked.words.wanted
    words = folded(" ".join(term.text for term in terms)).split()
    found = _names(journal).holding(words)[: most * _MORE]
    fitting = (row for row in found if all(marks_in(f"{row[1]} {row[2]}", [term]) for term in terms))
    return [NamedTrip(*row) for row in islice(fitting, most)]


def make_ready(journal: Journal) -> None:
    """Read the names if they are not known as they are now, so that the next question need not."""
    _names(journal)


def _names(journal: Journal) -> _Names:
    """Return the names as they are in the file now: what was kept only if nobody has written anything since."""
    kept = _kept.get(journal)
    state = _state(journal)
    if kept is None or state is None or kept.state != state:
        kept = _Names(state, trip_lists.names(journal), _last[0] if _last else None)
        _last[:] = [kept]
        if state is not None and state == _state(journal):
            _kept[journal] = kept
    return kept


def _state(journal: Journal) -> _State | None:
    """Return what is another one after each change of the journal, made here or by anybody else.

    There is none within a transaction: what it writes may be taken back, and nothing counts backwards then.
    """
    if not journal.connection.getautocommit():
        return None
    ((written_elsewhere,),) = journal.rows("PRAGMA data_version")
    return written_elsewhere, journal.connection.total_changes()
