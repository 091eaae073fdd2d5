"""Which record of the journal each row of an acceptance list means, and which rows say the same twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from models.errors import InvalidValue
from models.exchange.acceptance_fields import ListKind
from models.exchange.acceptance_sheets import ListRecord
from models.exchange.matching import name_key
from models.journal import Journal


def refuse_second(record: ListRecord, seen: dict[tuple[str, ...], int]) -> None:
    """Refuse a row that says again what an earlier one said: which of the two is right, only a person knows."""
    texts = record.texts
    if record.kind == "item":
        parts = [texts["clause"]] if "clause" in texts else ["", texts.get("criterion", "")]
    elif "signer" in texts and "subject" in texts:
        parts = [texts["subject"], texts["signer"]]
    else:
        return
    key = (record.kind, name_key(record.department), *map(name_key, parts))
    first = seen.setdefault(key, record.row)
    if first == record.row:
        return
    if record.kind == "item" and "clause" in texts:
        raise InvalidValue(
            "The clause {clause} of {department} stands in row {row} already. Correct one of the two; if Excel has "
            "made 4.1 out of 4.10, make the column text.",
            clause=texts["clause"][:60],
            department=record.department,
            row=first,
        )
    raise InvalidValue(
        "The same stands in row {row} already, for {department}. Take one of the two out.",
        row=first,
        department=record.department,
    )


def known(journal: Journal, project_id: int, kind: ListKind, records: Sequence[ListRecord]) -> dict[int, int]:
    """Return which record of a project each row of a kind means, by the row's place among all; a new one has none."""
    wanted = [(number, record) for number, record in enumerate(records) if record.kind == kind]
    if not wanted:
        return {}
    matching = _ItemMatching(journal, project_id) if kind == "item" else _SignatureMatching(journal, project_id)
    return matching.match(wanted)


class _ItemMatching:
    """Knows the items of a project by clause, by clause and department, or by department and criterion."""

    def __init__(self, journal: Journal, project_id: int) -> None:
        self._by_clause: dict[str, list[int]] = defaultdict(list)
        self._by_both: dict[tuple[str, str], int] = {}
        self._by_criterion: dict[tuple[str, str], int] = {}
        query = """
            SELECT id, clause, department, criterion FROM acceptance_item
            WHERE project_id = ? AND deleted_at IS NULL ORDER BY position, id"""
        for item_id, clause, department, criterion in journal.rows(query, project_id):
            if name_key(clause):
                self._by_clause[name_key(clause)].append(item_id)
                self._by_both.setdefault((name_key(clause), name_key(department)), item_id)
            else:
                self._by_criterion.setdefault((name_key(department), name_key(criterion)), item_id)

    def match(self, wanted: Sequence[tuple[int, ListRecord]]) -> dict[int, int]:
        """Return the item of each row; a clause that list and journal have once is the same one in any department."""
        times: dict[str, int] = defaultdict(int)
        for _, record in wanted:
            times[name_key(record.texts.get("clause", ""))] += 1
        found: dict[int, int] = {}
        for number, record in wanted:
            clause, department = name_key(record.texts.get("clause", "")), name_key(record.department)
            if not clause:
                item = self._by_criterion.get((department, name_key(record.texts.get("criterion", ""))))
            elif times[clause] == 1 and len(self._by_clause[clause]) == 1:
                item = self._by_clause[clause][0]
            else:
                item = self._by_both.get((clause, department))
            if item is not None:
                found[number] = item
        return found


class _SignatureMatching:
    """Knows the signatures of a project by department and subject, and among several such by the signer."""

    def __init__(self, journal: Journal, project_id: int) -> None:
        self._left: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        query = """
            SELECT signature.id, department, subject, coalesce(contact.name, '') FROM signature
            LEFT JOIN contact ON contact.id = signer_id
            WHERE project_id = ? AND signature.deleted_at IS NULL ORDER BY signature.position, signature.id"""
        for signature_id, department, subject, signer in journal.rows(query, project_id):
            self._left[name_key(department), name_key(subject)].append((signature_id, name_key(signer)))

    def match(self, wanted: Sequence[tuple[int, ListRecord]]) -> dict[int, int]:
        """Return the signature of each row: first those with the same signer, then those whose signer nobody names."""
        found: dict[int, int] = {}
        by_key: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        for number, record in wanted:
            key = (name_key(record.department), name_key(record.texts.get("subject", "")))
            by_key[key].append((number, name_key(record.texts.get("signer", ""))))
        for key, rows in by_key.items():
            left = self._left.get(key, [])
            is_only_one = len(rows) == len(left) == 1
            self._pair(rows, left, found, lambda row, there: row == there)
            self._pair(rows, left, found, lambda row, there: not row or not there)
            if is_only_one:
                self._pair(rows, left, found, lambda row, there: True)
        return found

    def _pair(
        self,
        rows: list[tuple[int, str]],
        left: list[tuple[int, str]],
        found: dict[int, int],
        fits: Callable[[str, str], bool],
    ) -> None:
        for number, signer in list(rows):
            one = next((one for one in left if fits(signer, one[1])), None)
            if one is not None:
                found[number] = one[0]
                left.remove(one)
                rows.remove((number, signer))
