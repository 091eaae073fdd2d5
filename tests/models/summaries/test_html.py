from html.parser import HTMLParser

import pytest

from models.summaries import html
from tests.models.summaries.reports import FORMULAS, HOSTILE, make_brief, make_hostile, make_report

VOID = {"meta", "br", "hr", "col"}


class Page(HTMLParser):
    """Reads a page as a browser would: its tags, its addresses, its words."""

    def __init__(self):
        super().__init__()
        self.tags, self.open, self.addresses, self.words, self.attributes = [], [], [], [], {}

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.setdefault(tag, []).append(dict(attrs))
        self.addresses += [value for name, value in attrs if name in ("src", "href", "action", "background", "srcset")]
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def parsed(report):
    page = Page()
    page.feed(html.render(report).decode())
    page.close()
    assert page.open == []
    return page


@pytest.mark.parametrize("report", [make_report(), make_report("zh_CN"), make_brief(), make_hostile(),
                                    make_hostile(FORMULAS)])  # fmt: skip
def test_the_page_is_well_formed_and_fetches_nothing(report):
    page = parsed(report)
    assert not {"script", "img", "iframe", "object", "link", "form", "base"} & set(page.tags)
    assert all(address.startswith(("https://", "http://", "mailto:", "tel:")) for address in page.addresses)
    policies = [meta["content"] for meta in page.attributes["meta"] if "http-equiv" in meta]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert "url(" not in html.render(report).decode().split("</style>")[0]


@pytest.mark.parametrize(("language", "expected"), [("en", "en"), ("zh_CN", "zh-CN")])
def test_the_page_names_its_language(language, expected):
    assert parsed(make_report(language)).attributes["html"] == [{"lang": expected}]


def test_typed_text_is_shown_letter_by_letter():
    words = parsed(make_hostile()).words
    assert all(typed in words for typed in HOSTILE)


def test_a_table_has_named_columns_and_tones():
    page = parsed(make_report())
    assert page.attributes["th"].count({"scope": "col"}) == 4
    assert {"class": "late"} in page.attributes["td"]
    assert "Minutes" not in page.words


def test_notes_are_real_lists_and_links():
    page = parsed(make_brief())
    assert page.addresses == ["https://example.com/list"]
    assert {"ul", "ol", "blockquote", "pre", "h4", "em", "strong"} <= set(page.tags)
    assert "☑ Send the bill of quantities" in " ".join(page.words)
    assert {"class": "private"} in page.attributes["div"]
    assert "Private" in page.words
