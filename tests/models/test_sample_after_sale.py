"""What the sample journal tells of the time after the order."""

from __future__ import annotations

from datetime import date

from models.journal import Journal
from tests.models.sample_day import TODAY


def test_the_acceptance_has_its_batches_and_what_unblocks_it(sample: Journal) -> None:
    assert sample.row("SELECT count(*), count(batch_id) FROM acceptance_item") == (634, 634)
    blocked = "SELECT count(*), count(unblock_step_id) FROM {} WHERE state = 'blocked'"
    assert sample.row(blocked.format("acceptance_item")) == (30, 30)
    assert sample.row(blocked.format("signature")) == (9, 9)
    assert sample.row("SELECT count(*) FROM signature WHERE milestone_id IS NOT NULL") == (87,)


def test_who_signed_was_asked_before_and_seen(sample: Journal) -> None:
    signed = "FROM signature WHERE state = 'signed'"
    assert sample.row(f"SELECT count(*), count(signer_id), count(asked_on) {signed}") == (51, 51, 51)
    got = "SELECT count(DISTINCT signature_id) FROM signature_attempt WHERE what = 'signed'"
    assert sample.row(got) == (51,)
    waited = "SELECT minutes FROM signature_attempt WHERE what = 'waited'"
    assert sample.rows(waited) == [(490,)]


def test_service_was_done_in_its_rhythm_and_the_next_is_planned(sample: Journal) -> None:
    query = """
        SELECT asset.id, service_from_on, service_rhythm_days, due_on, state FROM visit_asset
        JOIN asset ON asset.id = asset_id JOIN visit ON visit.id = visit_id ORDER BY asset.id, due_on"""
    found = sample.rows(query)
    assert len(found) == 12
    for _asset, first, rhythm, due_on, state in found:
        days = (date.fromisoformat(due_on) - date.fromisoformat(first)).days
        assert days > 0
        assert days % rhythm == 0
        assert state == ("planned" if due_on > TODAY.isoformat() else "held")


def test_products_of_us_and_of_others_are_installed(sample: Journal) -> None:
    assert sample.row("SELECT count(*), count(DISTINCT product), sum(competitor <> '') FROM asset") == (52, 11, 4)
    assert sample.row("SELECT count(*), count(handed_over_on), sum(answer <> '') FROM feedback") == (6, 2, 2)


def test_money_was_asked_for_and_promised(sample: Journal) -> None:
    query = """
        SELECT invoice_number, escalation, count(*), max(collection.promised_on) > ? FROM collection
        JOIN receivable ON receivable.id = receivable_id GROUP BY 1 ORDER BY 1"""
    found = {invoice: (calls, ahead) for invoice, _, calls, ahead in sample.rows(query, TODAY.isoformat())}
    assert found == {"2207": (2, None), "2214": (1, 1), "BL-0417": (1, 1), "JD-1214": (2, 1)}


def test_risks_have_a_plan_and_dates_that_moved_a_reason(sample: Journal) -> None:
    risks = "SELECT count(*), min(likelihood), max(effect), count(owner_colleague_id) FROM step WHERE contingency <> ''"
    assert sample.row(risks) == (6, 2, 5, 6)
    assert sample.row("SELECT count(*), min(length(reason)) > 5, sum(to_on = from_on) FROM date_move") == (4, 1, 0)
