"""Installed products: what stands where, who has which version, whose warranty ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from models import (
    accounts,
    asset_lists,
    assets,
    attachments,
    changes,
    feedback,
    outreach_choice,
    product_choice,
    warranties,
)
from models.asset_lists import AssetFilter
from models.clock import FixedClock
from models.errors import ChangedElsewhere, InvalidValue, NotFound
from models.journal import Journal
from models.merging import accounts as accounts_merging
from models.merging import people as people_merging
from models.outreach_choice import Choice
from tests.factories import TODAY, make_account, make_contact


def install(journal: Journal, account_id: int, product: str = "Base station", **fields: Any) -> int:
    """Make an installed product and return its id."""
    return assets.create(journal, account_id=account_id, product=product, **fields).id


def listed(journal: Journal, **wanted: Any) -> list[str]:
    """Return product and version of what passes a filter."""
    return [f"{one.product} {one.version}".strip() for one in asset_lists.listing(journal, AssetFilter(**wanted))]


def named(journal: Journal, **choice: Any) -> list[str]:
    """Return the accounts that a choice names."""
    found = outreach_choice.candidates(journal, outreach_choice.choose(journal, Choice(**choice)))
    return [one.name for one in found]


def test_a_product_is_noted_changed_thrown_away_and_taken_back(journal: Journal) -> None:
    asset_id = install(journal, make_account(journal), quantity=3, serial_number="SN 7", installed_on="2024-02-29")
    assets.edit(journal, asset_id, version="2.4b", warranty_end_on=date(2027, 2, 28))
    row = assets.get(journal, asset_id)
    assert (row.product, row.quantity, row.version, row.serial_number) == ("Base station", 3, "2.4b", "SN 7")
    assert (row.installed_on, row.warranty_end_on) == ("2024-02-29", "2027-02-28")
    with pytest.raises(ChangedElsewhere):
        assets.edit(journal, asset_id, revision=1, version="3")
    assets.trash(journal, asset_id)
    with pytest.raises(NotFound):
        assets.get(journal, asset_id)
    assets.restore(journal, asset_id)
    assert assets.get(journal, asset_id).version == "2.4b"


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"product": " "}, "product"),
        ({"quantity": 0}, "quantity"),
        ({"quantity": 10**7}, "quantity"),
        ({"installed_on": "2026-02-30"}, "installation"),
        ({"service_rhythm_days": 0}, "rhythm"),
        ({"installed_on": "2026-05-14", "warranty_end_on": "2026-05-13"}, "warranty"),
        ({"service_from_on": "2026-05-14", "service_until_on": "2026-05-13"}, "service"),
        ({"competitor": "Rival", "service_rhythm_days": 30}, "competitor"),
        ({"version": "9" * 201}, "version"),
    ],
)
def test_what_can_not_be_is_refused_and_named(journal: Journal, fields: dict[str, Any], names: str) -> None:
    account_id = make_account(journal)
    with pytest.raises(InvalidValue) as refused:
        assets.create(journal, **{"account_id": account_id, "product": "Base station", **fields})
    assert names in str(refused.value)
    assert asset_lists.count_standing(journal, [account_id]) == 0


def test_an_edit_that_would_leave_the_end_before_the_start_is_refused(journal: Journal) -> None:
    asset_id = install(journal, make_account(journal), installed_on="2026-05-14")
    with pytest.raises(InvalidValue):
        assets.edit(journal, asset_id, warranty_end_on="2026-05-01")


def test_its_files_go_with_it_and_come_back(journal: Journal) -> None:
    asset_id = install(journal, make_account(journal))
    attachments.add(journal, "asset", asset_id, "manual.txt", b"read me")
    assets.trash(journal, asset_id)
    live = "SELECT count(*) FROM attachment WHERE deleted_at IS NULL"
    assert journal.row(live) == (0,)
    assets.restore(journal, asset_id)
    assert journal.row(live) == (1,)


def test_a_product_whose_account_is_in_the_trash_comes_back_after_it(journal: Journal) -> None:
    account_id = make_account(journal)
    asset_id = install(journal, account_id)
    assets.trash(journal, asset_id)
    accounts.trash(journal, account_id)
    with pytest.raises(NotFound):
        assets.restore(journal, asset_id)


@pytest.fixture
def many(journal: Journal) -> dict[str, int]:
    """Two accounts with products of several versions, one of a competitor, one removed."""
    north, harbour = make_account(journal, "Northern Rail"), make_account(journal, "Harbour Authority")
    for version in ("9", "10", "V2.4b", ""):
        install(journal, north, version=version, site="Central" if version == "9" else "")
    install(journal, harbour, version="9.1", quantity=4, warranty_end_on=TODAY + timedelta(days=60))
    install(journal, harbour, "Console", competitor="Rival", warranty_end_on=TODAY + timedelta(days=3))
    install(journal, harbour, "Old relay", removed_on=TODAY, installed_on="2001-01-01")
    return {"north": north, "harbour": harbour}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Base station 9.1", "Console", *["Base station"] * 4]),
        ({"version": "< 10", "product": "Base station"}, ["Base station 9.1", "Base station V2.4b", "Base station 9"]),
        ({"version": ">= 10"}, ["Base station 10"]),
        ({"owner": "theirs"}, ["Console"]),
        ({"state": "removed"}, ["Old relay"]),
        ({"state": "ending"}, ["Base station 9.1", "Console"]),
        ({"text": "harbour rival"}, ["Console"]),
        ({"text": "central"}, ["Base station 9"]),
        ({"text": "100%"}, []),
    ],
)
def test_the_list_is_narrowed(journal: Journal, many: dict[str, int], wanted: dict[str, Any], found: list[str]) -> None:
    got = listed(journal, **wanted)
    if not wanted:
        got = got[:2] + [one.split(" V")[0].rstrip(" 0123456789.") for one in got[2:]]
    assert got == found


def test_the_list_is_read_on_window_by_window(journal: Journal, many: dict[str, int]) -> None:
    whole = asset_lists.listing(journal, AssetFilter())
    got = asset_lists.listing(journal, AssetFilter(), limit=2)
    while window := asset_lists.listing(journal, AssetFilter(), below=got[-1], limit=2):
        got += window
    assert got == whole
    totals = asset_lists.totals(journal, AssetFilter())
    assert (totals.rows, totals.pieces, totals.accounts) == (6, 9, 2)
    assert asset_lists.count_standing(journal, [many["harbour"]]) == 2


def test_a_version_that_is_none_is_refused(journal: Journal, many: dict[str, int]) -> None:
    with pytest.raises(InvalidValue):
        asset_lists.listing(journal, AssetFilter(version="<"))


def test_who_has_an_old_version_is_found_by_number(journal: Journal, many: dict[str, int]) -> None:
    assert named(journal, product="Base station", version="< 9") == ["Northern Rail"]
    assert named(journal, product="Base station", version="< 10") == ["Harbour Authority", "Northern Rail"]
    assert named(journal, product="Base station", version="> 10") == []
    assert named(journal, product="Base station", version="> 10", with_unknown=True) == ["Northern Rail"]
    assert named(journal, product="Old relay") == []


def test_products_are_counted_with_their_versions_the_latest_first(journal: Journal, many: dict[str, int]) -> None:
    base, console = product_choice.products(journal)
    assert (base.product, base.accounts, base.quantity, base.unknown) == ("Base station", 2, 8, 1)
    assert base.versions == ("10", "9.1", "9", "V2.4b")
    assert (console.product, console.competitor, console.quantity) == ("Console", "Rival", 1)


def test_the_end_of_a_warranty_is_told_sixty_days_ahead_and_not_afterwards(journal: Journal, clock: FixedClock) -> None:
    account_id = make_account(journal)
    for quantity in (2, 3):
        install(journal, account_id, quantity=quantity, warranty_end_on=TODAY + timedelta(days=60))
    install(journal, account_id, "Console", warranty_end_on=TODAY + timedelta(days=61))
    install(journal, account_id, "Theirs", competitor="Rival", warranty_end_on=TODAY)
    (line,) = warranties.ending(journal)
    assert (line.product, line.quantity, line.days, line.account) == ("Base station", 5, 60, "Northern Rail")
    clock.move(timedelta(days=60))
    assert [one.days for one in warranties.ending(journal)] == [0, 1]
    clock.move(timedelta(days=1))
    assert [one.product for one in warranties.ending(journal)] == ["Console"]


def test_how_far_ahead_can_be_set(journal: Journal) -> None:
    install(journal, make_account(journal), warranty_end_on=TODAY + timedelta(days=100))
    assert warranties.ending(journal) == []
    warranties.set_days_ahead(journal, 100)
    assert len(warranties.ending(journal)) == 1
    for wrong in (0, 731):
        with pytest.raises(InvalidValue):
            warranties.set_days_ahead(journal, wrong)
    assert warranties.days_ahead(journal) == 100


def test_undo_takes_a_product_back_with_its_visit(journal: Journal) -> None:
    install(journal, make_account(journal), service_rhythm_days=90)
    changes.undo(journal)
    assert journal.row("SELECT (SELECT count(*) FROM asset) + (SELECT count(*) FROM visit)") == (0,)


def test_that_a_product_was_removed_is_taken_back_alone(journal: Journal) -> None:
    made = install(journal, make_account(journal))
    assets.edit(journal, made, version="2.4")
    assets.take_away(journal, made)
    assert assets.get(journal, made).removed_on == TODAY.isoformat()
    changes.undo(journal)
    assert (assets.get(journal, made).version, assets.get(journal, made).removed_on) == ("2.4", None)


def test_what_was_merged_meanwhile_is_named_as_what_stayed(journal: Journal) -> None:
    kept, other = make_account(journal), make_account(journal, "N. Rail")
    tom, thomas = make_contact(journal, "Tom"), make_contact(journal, "Thomas")
    accounts_merging.merge(journal, kept, other)
    people_merging.merge(journal, tom, thomas)
    made = assets.create(journal, account_id=other, product="Console", contact_id=thomas).id
    said = feedback.create(journal, account_id=other, product="Console", words="Good", contact_id=thomas).id
    for row in (assets.get(journal, made), feedback.get(journal, said)):
        assert (row.account_id, row.contact_id) == (kept, tom)


def test_what_was_removed_on_the_first_day_of_all_is_never_served(journal: Journal) -> None:
    made = assets.create(
        journal, account_id=make_account(journal), product="Console", service_rhythm_days=30, removed_on="0001-01-01"
    ).id
    assert assets.get(journal, made).removed_on == "0001-01-01"
    assert journal.row("SELECT count(*) FROM visit") == (0,)
