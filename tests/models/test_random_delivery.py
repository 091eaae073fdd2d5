"""Whatever is done with projects, acceptance, money and products holds together, and is undone to the beginning."""

from __future__ import annotations

import random

from models.clock import FixedClock
from models.journal import Journal
from tests.models.random_delivery import DeliveryWorker
from tests.models.undoing import undo_and_redo_all

_COUNT = 700


def test_hundreds_of_deeds_after_the_order_are_undone_and_redone(journal: Journal, clock: FixedClock) -> None:
    undo_and_redo_all(journal, DeliveryWorker(journal, clock, random.Random(7)), _COUNT)


def test_what_must_hold_does_whatever_is_done(journal: Journal, clock: FixedClock) -> None:
    worker = DeliveryWorker(journal, clock, random.Random(11))
    done = 0
    while done < _COUNT:
        done += worker.work() is not None
        if done % 25 == 0:
            _require_sense(journal)
    _require_sense(journal)
    for table in ("project", "milestone", "acceptance_item", "signature", "receivable", "payment", "asset", "feedback"):
        assert journal.row(f"SELECT count(*) > 3 FROM {table}") == (1,), table


_NEVER = {
    "more is paid than is owed": """
        SELECT receivable.id FROM receivable JOIN payment ON receivable_id = receivable.id
        WHERE receivable.deleted_at IS NULL AND payment.deleted_at IS NULL
        GROUP BY receivable.id HAVING sum(payment.amount_minor) > receivable.amount_minor""",
    "a signature is signed on no day, or before it was asked for": """
        SELECT id FROM signature WHERE (state = 'signed') <> (signed_on IS NOT NULL) OR signed_on < asked_on""",
    "something is blocked for no reason": "SELECT id FROM acceptance_item WHERE state <> 'blocked' "
    "AND (blocked_because <> '' OR unblock_step_id IS NOT NULL)",
    "a project is lost and goes on": "SELECT id FROM project WHERE outcome = 'lost' AND closed_on IS NULL",
    "a project is decided on no day": "SELECT id FROM project WHERE (outcome IS NULL) <> (decided_on IS NULL)",
    "a stage is not the one of the last move": """
        SELECT project.id FROM project WHERE stage <> coalesce((SELECT to_stage FROM stage_change
        WHERE project_id = project.id AND stage_change.deleted_at IS project.deleted_at
        ORDER BY id DESC LIMIT 1), '')""",
    "a product is served twice for one day": """
        SELECT asset_id FROM visit_asset WHERE due_on IS NOT NULL GROUP BY asset_id, due_on HAVING count(*) > 1""",
    "a service is due on a day that is not in the rhythm": """
        SELECT visit_asset.id FROM visit_asset JOIN asset ON asset.id = asset_id JOIN visit ON visit.id = visit_id
        WHERE due_on IS NOT NULL AND visit.state = 'planned' AND visit.deleted_at IS NULL AND asset.deleted_at IS NULL
        AND visit_asset.deleted_at IS NULL AND due_on > substr(asset.changed_at, 1, 10)
        AND (julianday(due_on) - julianday(coalesce(service_from_on, installed_on))) % service_rhythm_days <> 0""",
    "what is in the trash stands in a live project": """
        SELECT acceptance_item.id FROM acceptance_item JOIN project ON project.id = project_id
        WHERE acceptance_item.deleted_at IS NULL AND project.deleted_at IS NOT NULL""",
}


def _require_sense(journal: Journal) -> None:
    for what, query in _NEVER.items():
        assert journal.rows(query) == [], what
