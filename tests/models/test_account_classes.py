"""The rhythm each class of accounts suggests."""

from __future__ import annotations

import pytest

from models.account_classes import class_days, set_class_days
from models.errors import InvalidValue
from models.journal import Journal


def test_the_usual_days_hold_until_they_are_changed(journal: Journal) -> None:
    assert class_days(journal) == {"A": 14, "B": 30, "C": 90}
    set_class_days(journal, {"A": 7})
    assert class_days(journal) == {"A": 7, "B": 30, "C": 90}
    set_class_days(journal, {"B": 21, "C": 60})
    assert class_days(journal) == {"A": 7, "B": 21, "C": 60}


@pytest.mark.parametrize("days", [{"A": 0}, {"B": 3661}, {"D": 10}, {"A": True}])
def test_days_that_are_none_are_refused(journal: Journal, days: dict[str, int]) -> None:
    with pytest.raises(InvalidValue, match="must be a number from 1 to 3660"):
        set_class_days(journal, days)
    assert class_days(journal) == {"A": 14, "B": 30, "C": 90}


@pytest.mark.parametrize("text", ["[]", "7", '{"A": "often", "B": 20}'])
def test_a_setting_that_can_not_be_read_counts_as_never_made(journal: Journal, text: str) -> None:
    journal.set_setting("rhythm_classes", text)
    assert class_days(journal)["A"] == 14


@pytest.mark.parametrize(
    ("stored", "found"),
    [
        ('{"A": "soon", "B": 0, "C": true}', {"A": 14, "B": 30, "C": 90}),
        ('{"A": 7}', {"A": 7, "B": 30, "C": 90}),
        ("[1]", {"A": 14, "B": 30, "C": 90}),
    ],
)
def test_what_another_version_wrote_and_makes_no_sense_counts_as_usual(
    journal: Journal, stored: str, found: dict[str, int]
) -> None:
    journal.set_setting("rhythm_classes", stored)
    assert class_days(journal) == found
