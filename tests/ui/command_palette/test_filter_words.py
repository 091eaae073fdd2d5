"""Understood filters are said in words, dates and kinds in the language in use; names stay as they were typed."""

from __future__ import annotations

import pytest

from ui import translations
from ui.command_palette.filter_words import spoken


@pytest.mark.parametrize(
    ("understood", "said"),
    [
        ("since 2026-04-01", "since 1 April 2026"),
        ("until 2027-12-31", "until 31 December 2027"),
        ("kind customer_promise", "kind: customer’s promise"),
        ("state held", "state: held"),
        ("in private", "in: private notes"),
        ("account open", "account: open"),
        ("person {what} %s", "person: {what} %s"),
        ("tag <b>", "tag: <b>"),
        ("since nonsense", "since nonsense"),
        ("something else", "something else"),
        ("", ""),
    ],
)
def test_a_filter_is_said_in_words(understood: str, said: str) -> None:
    assert spoken(understood) == said


def test_a_date_is_said_in_chinese() -> None:
    translations.use("zh_CN")
    assert "2026年4月1日" in spoken("since 2026-04-01")
