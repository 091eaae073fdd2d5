"""The map of people on paper and in files: what it shows, to whom, and that nothing typed becomes markup."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from models import people_map
from models.errors import InvalidValue
from models.journal import Journal
from models.summaries import brief as briefs
from models.summaries import markdown, pdf
from models.summaries.map_picture import ENDINGS, drawing, gather, picture
from models.summaries.map_section import PAPER_HEIGHT, PAPER_WIDTH, map_section
from models.text.language import Language
from tests.factories import TODAY, make_account, make_contact, make_visit

ENGLISH, CHINESE = Language("en"), Language("zh_CN")


@pytest.fixture
def account(journal: Journal) -> int:
    """An account with a boss, who reports to him, and somebody whose name is not known."""
    account = make_account(journal, "Northern Rail")
    fields = {"role_group": "decision", "stance": 1, "closeness": 4}
    tom = make_contact(journal, "Tom <A> & Öst", account_id=account, post={"title": "Head"}, **fields)
    hai = make_contact(journal, "徐海 Xu Hai", account_id=account, role_group="technical", reports_to_id=tom)
    make_contact(journal, "New CFO", account_id=account, role_group="finance", placeholder=True)
    make_visit(journal, account, "2026-05-02T10:00", people=[hai])
    return account


def texts(svg: str) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_the_drawing_says_all_that_the_screen_says(journal: Journal, account: int) -> None:
    shown = texts(drawing(people_map.read(journal, account), ENGLISH, TODAY, with_head=True).svg)
    for words in (
        "Northern Rail",
        "Map of people · 14 May 2026 · For colleagues only",
        "Decision makers",
        "Tom <A> & Öst",
        "Head",
        "Supporter",
        "Close to us",
        "Not met yet",
        "reports to Tom",
        "徐海 Xu Hai",
        "12 days ago",
        "New CFO",
        "Nobody yet in Users",
    ):
        assert words in shown


def test_a_chinese_drawing_asks_for_chinese_faces_first(journal: Journal, account: int) -> None:
    svg = drawing(people_map.read(journal, account), CHINESE, TODAY).svg
    assert "技术" in texts(svg)
    faces = ElementTree.fromstring(svg).get("font-family", "")
    assert faces.index("Noto Sans CJK SC") < faces.index("'Noto Sans'")


def test_a_long_name_is_cut_within_its_card(journal: Journal) -> None:
    account = make_account(journal)
    make_contact(journal, "Wolfeschlegelsteinhausenbergerdorff " * 3, account_id=account, role_group="users")
    (name,) = (one for one in texts(drawing(people_map.read(journal, account), ENGLISH, TODAY).svg) if "Wolfe" in one)
    assert name.endswith("…")
    assert len(name) < 40


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_map_is_saved_in_each_format(journal: Journal, account: int, ending: str) -> None:
    content = picture(journal, account, ending, ENGLISH)
    beginning = {"png": b"\x89PNG", "svg": b"<svg", "pdf": b"%PDF"}[ending]
    assert content.startswith(beginning)
    if ending == "pdf":
        (page,) = PdfReader(io.BytesIO(content)).pages
        assert "徐海" in page.extract_text()


def test_a_picture_for_colleagues_betrays_no_confidential_visit_and_nothing_private(journal: Journal) -> None:
    account = make_account(journal)
    met_openly = make_contact(journal, "Open", account_id=account, private_notes="SECRET", preferences="SECRET")
    hidden = make_contact(journal, "Hidden", account_id=account)
    make_contact(journal, "Third", account_id=account, introduced_by_id=hidden, birthday="1980-03-07")
    make_visit(journal, account, "2026-05-01T10:00", people=[met_openly])
    make_visit(journal, account, "2026-05-12T10:00", people=[met_openly, hidden], confidential=True)
    assert [(one.name, one.days_since) for one in people_map.read(journal, account).people if one.last_met] == [
        ("Hidden", 2),
        ("Open", 2),
    ]
    shown = gather(journal, account, "manager")
    assert [(one.name, one.days_since, one.introduced_by) for one in shown.people] == [
        ("Open", 13, ""),
        ("Third", None, ""),
    ]
    svg = picture(journal, account, "svg", ENGLISH).decode()
    assert not any(word in svg for word in ("Hidden", "SECRET", "1980"))


def test_no_map_is_made_for_a_customer(journal: Journal, account: int) -> None:
    with pytest.raises(InvalidValue, match="never for a customer"):
        gather(journal, account, "customer")


def test_a_brief_has_the_map_on_a_second_page_when_it_is_wanted(journal: Journal, account: int) -> None:
    report = briefs.brief(journal, account, language=ENGLISH, with_map=True)
    first, second = PdfReader(io.BytesIO(pdf.render(report))).pages
    assert "Map of people" not in first.extract_text()
    for words in ("Map of people", "reports to Tom", "徐海", "Nobody yet in Users"):
        assert words in second.extract_text()
    assert len(PdfReader(io.BytesIO(pdf.render(briefs.brief(journal, account, language=ENGLISH)))).pages) == 1


def test_where_nothing_can_be_drawn_the_map_is_told_in_words(journal: Journal, account: int) -> None:
    text = markdown.text(briefs.brief(journal, account, language=ENGLISH, with_map=True))
    assert "徐海 Xu Hai, Technical, 12 days ago, reports to Tom" in text
    assert "Nobody yet in Users" in text


def crowd(journal: Journal, count: int) -> Iterator[int]:
    account = make_account(journal, "Crowd")
    yield account
    for number in range(count):
        group = ("technical", "users", "commercial")[number % 3]
        yield make_contact(journal, f"Person {number}", account_id=account, role_group=group)


@pytest.mark.parametrize("count", [0, 3, 80])
def test_any_map_fits_on_one_page(journal: Journal, count: int) -> None:
    account, *_ = crowd(journal, count)
    section = map_section(people_map.read(journal, account), ENGLISH, TODAY)
    assert section.drawing is not None
    root = ElementTree.fromstring(section.drawing.svg)
    height = section.drawing.width * float(root.get("height", 0)) / float(root.get("width", 1))
    assert section.drawing.width <= PAPER_WIDTH
    assert height <= PAPER_HEIGHT + 0.5
