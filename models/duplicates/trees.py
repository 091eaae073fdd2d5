"""At the top of which tree each account stands."""

from __future__ import annotations

from models.journal import Journal


def roots_of(journal: Journal) -> dict[int, int]:
    """Return the topmost account above each account that does not lie in the trash; one above all is its own."""
    above = dict(journal.rows("SELECT id, parent_id FROM account WHERE deleted_at IS NULL"))
    roots: dict[int, int] = {}
    for account_id in above:
        way = [account_id]
        while (parent := above.get(way[-1])) in above and parent not in way and parent not in roots:
            way.append(parent)
        root = roots.get(above[way[-1]] or 0, way[-1])
        roots.update(dict.fromkeys(way, root))
    return roots
