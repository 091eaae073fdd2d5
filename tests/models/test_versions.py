"""Versions compared as people mean them."""

from __future__ import annotations

import pytest

from models.errors import InvalidValue
from models.versions import VersionWish, version_key, version_wish


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("9", "10"),
        ("2.9", "2.10"),
        ("V2.4", "v2.4b"),
        ("2.4a", "2.4b"),
        ("2.4", "2.4.1"),
        ("2.4b", "2.5"),
        ("2.0 rc1", "2.0"),
        ("2.0 beta 2", "2.0-rc1"),
        ("2.0 rc1", "2.0 rc2"),
        ("版本 3", "版本 12"),
        ("R16.2", "R17"),
        ("", "1"),
        ("SP9", "SP10"),
        ("0.9", "1"),
    ],
)
def test_an_earlier_version_comes_before_a_later_one(earlier: str, later: str) -> None:
    assert version_key(earlier) < version_key(later)
    assert version_key(later) > version_key(earlier)


@pytest.mark.parametrize(
    ("one", "same"), [("2.4", "V2.4"), ("2.4.0", "2.4"), ("ver. 3", "3"), ("2-4", "2.4"), ("1", "１")]
)
def test_ways_to_write_the_same_version_are_equal(one: str, same: str) -> None:
    assert version_key(one) == version_key(same)


@pytest.mark.parametrize(
    ("words", "fits", "fits_not"),
    [
        ("< 10", "9.9", "10"),
        ("<=10", "10.0", "10.1"),
        ("≥ V2.4", "2.4b", "2.3"),
        ("> 2", "2.1", "2.0"),
        ("2.4b", "V2.4B", "2.4"),
        ("below 3", "2.9", "3"),
        ("低于 3", "2.9", "3"),
        ("", "1", None),
    ],
)
def test_words_say_which_versions_are_meant(words: str, fits: str, fits_not: str | None) -> None:
    wish = version_wish(words)
    assert wish.fits(fits)
    assert fits_not is None or not wish.fits(fits_not)


@pytest.mark.parametrize("words", ["<", ">= .", "…"])
def test_words_without_a_version_are_refused(words: str) -> None:
    with pytest.raises(InvalidValue):
        version_wish(words)


def test_nothing_means_every_version() -> None:
    assert version_wish("  ") == VersionWish()
