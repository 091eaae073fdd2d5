from __future__ import annotations

import pytest

from models.text.note_links import address_at, links


@pytest.mark.parametrize(
    ("line", "addresses"),
    [
        ("see [the plan](https://x.y/a?b=1) now", ["https://x.y/a?b=1"]),
        ("见[计划](<https://x.y/计划>)。", ["https://x.y/计划"]),
        ("<https://x.y> and <a@b.com>", ["https://x.y", "mailto:a@b.com"]),
        ("bare https://x.y/z. And http://q.w,", ["https://x.y/z", "http://q.w"]),
        ("网址https://x.y/z，好", ["https://x.y/z"]),
        ("[call](tel:+4930123)", ["tel:+4930123"]),
        ("[bad](javascript:alert(1))", []),
        ("[file](file:///etc/passwd)", ["file:///etc/passwd"]),
        ("[] () [x] (y) <b>", []),
    ],
)
def test_links_are_found_where_they_stand(line: str, addresses: list[str]) -> None:
    assert [link.address for link in links(line)] == addresses


def test_the_link_at_a_place() -> None:
    line = "see [the plan](https://x.y) or https://z.z"
    assert address_at(line, 6) == "https://x.y"
    assert address_at(line, 1) == ""
    assert address_at(line, len(line)) == "https://z.z"
