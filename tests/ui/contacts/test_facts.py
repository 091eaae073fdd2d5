"""What the lists beside a person's history say."""

from __future__ import annotations

from models.contact_points import Point
from ui import translations
from ui.contacts.facts import point_rows


def test_the_label_an_import_gave_is_in_the_words_of_the_reader() -> None:
    points = [Point("phone", "139 1111 2222", label="mobile"), Point("phone", "010 22", label="night desk")]
    assert [row.detail for row in point_rows(points)] == ["Mobile", "Night desk"]
    translations.use("zh_CN")
    assert [row.detail for row in point_rows(points)] == ["手机", "Night desk"]
