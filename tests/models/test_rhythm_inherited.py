"""The rhythm of an account: its own, one from above, one of its class, or none; and everything that goes by it."""

from __future__ import annotations

import pytest

from models import account_classes, account_lists, accounts, rhythm
from models.journal import Journal
from models.rhythm import Rhythm
from models.summaries import brief
from models.text.language import Language
from tests.factories import make_account, make_visit


def _tree(journal: Journal) -> tuple[int, int, int]:
    """Make a group, its province without a word about rhythm, and a city that inherits."""
    group = make_account(journal, "Group", rhythm_days=20)
    province = make_account(journal, "Province", parent_id=group)
    return group, province, make_account(journal, "City", parent_id=province, rhythm_inherited=True)


def test_an_account_inherits_from_the_nearest_account_above_that_has_a_rhythm(journal: Journal) -> None:
    group, province, city = _tree(journal)
    assert rhythm.of_account(journal, city) == Rhythm(20, "above", "Group")
    accounts.edit(journal, province, rhythm_days=7)
    assert rhythm.of_account(journal, city) == Rhythm(7, "above", "Province")
    assert rhythm.of_account(journal, group) == Rhythm(20, "own")


def test_without_a_rhythm_above_the_class_says_how_often(journal: Journal) -> None:
    account = make_account(journal, account_class="B", rhythm_inherited=True)
    assert rhythm.of_account(journal, account) == Rhythm(30, "class", "B")
    account_classes.set_class_days(journal, {"B": 45})
    assert rhythm.of_account(journal, account) == Rhythm(45, "class", "B")
    accounts.edit(journal, account, account_class=None)
    assert rhythm.of_account(journal, account) == Rhythm(None, "none")


def test_its_own_rhythm_comes_first_and_one_that_does_not_inherit_has_none(journal: Journal) -> None:
    _, province, city = _tree(journal)
    accounts.edit(journal, city, rhythm_days=3)
    assert rhythm.of_account(journal, city) == Rhythm(3, "own")
    assert rhythm.of_account(journal, province) == Rhythm(None, "none")


def test_lists_briefs_and_silence_go_by_an_inherited_rhythm(journal: Journal) -> None:
    _, province, city = _tree(journal)
    for account in (province, city):
        make_visit(journal, account, "2026-04-20T10:00")
    (quiet,) = rhythm.going_quiet(journal)
    assert (quiet.name, quiet.days, quiet.rhythm_days) == ("City", 24, 20)
    (line,) = account_lists.lines(journal, [city])
    assert (line.rhythm_days, line.rhythm) == (20, "over")
    assert brief.read(journal, city, language=Language("en")).figures[0].before == "rhythm: every 20 days"


def test_what_an_account_would_inherit_can_be_asked_before_it_is_made(journal: Journal) -> None:
    group, province, _ = _tree(journal)
    assert rhythm.inherited(journal, province, "A") == Rhythm(20, "above", "Group")
    assert rhythm.inherited(journal, None, "A") == Rhythm(14, "class", "A")
    assert rhythm.inherited(journal, None, None) == Rhythm(None, "none")
    accounts.edit(journal, group, rhythm_days=None)
    assert rhythm.inherited(journal, province, "C") == Rhythm(90, "class", "C")


@pytest.mark.parametrize("seen", ["call", "video", "message", "event", "hosted", "on_site"])
def test_any_contact_ends_the_silence(journal: Journal, seen: str) -> None:
    account = make_account(journal, rhythm_days=10)
    make_visit(journal, account, "2026-04-01T09:00")
    assert rhythm.most_quiet(journal, 1)[1] == 1
    make_visit(journal, account, "2026-05-13T09:00", channel=seen)
    assert rhythm.most_quiet(journal, 1)[1] == 0


def test_a_heavy_account_comes_before_one_that_is_as_far_over(journal: Journal) -> None:
    for name, account_class, rhythm_days in (("C far", "C", 10), ("A near", "A", 20), ("B", "B", 20)):
        account = make_account(journal, name, account_class=account_class, rhythm_days=rhythm_days)
        make_visit(journal, account, "2026-04-14T09:00")
    assert [one.name for one in rhythm.going_quiet(journal)] == ["A near", "B", "C far"]
