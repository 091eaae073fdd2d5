"""The rhythm of each class: the journal's setting where it says something sensible, else the usual one."""

from __future__ import annotations

import pytest

from models.class_rhythms import SETTING, class_rhythms
from models.journal import Journal


@pytest.mark.parametrize(
    ("stored", "found"),
    [
        (None, {"A": 14, "B": 30, "C": 90}),
        ('{"A": 7, "B": 21, "C": 60}', {"A": 7, "B": 21, "C": 60}),
        ('{"A": 7}', {"A": 7, "B": 30, "C": 90}),
        ('{"A": "soon", "B": 0, "C": true}', {"A": 14, "B": 30, "C": 90}),
        ("[1]", {"A": 14, "B": 30, "C": 90}),
    ],
)
def test_the_rhythms_of_a_journal(journal: Journal, stored: str | None, found: dict[str, int]) -> None:
    if stored is not None:
        journal.set_setting(SETTING, stored)
    assert class_rhythms(journal) == found
