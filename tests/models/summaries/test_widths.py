"""Columns are as wide as what stands in them, so that a day or a stance is never broken in two."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from models.journal import Journal
from models.summaries import pdf
from models.summaries.brief import brief
from models.summaries.gather import gather
from models.summaries.periods import Period
from models.summaries.report import Figure, Report
from models.text.language import Language
from tests.factories import make_account, make_contact, make_visit
from tests.models.summaries.reports import make_report


def printed(report: Report) -> str:
    """Return the words of the PDF, each printed line on a line."""
    pages = [page.extract_text().replace("\u200b", "") for page in PdfReader(io.BytesIO(pdf.render(report))).pages]
    return "\n".join(pages).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("first", "language", "said"),
    [
        (date(2026, 11, 1), "en", "Wed 25"),
        (date(2026, 10, 1), "en", "Wed 25 Nov"),
        (date(2025, 10, 1), "en", "25 Nov 2026"),
        (date(2026, 11, 1), "zh_CN", "周三 25日"),
        (date(2026, 10, 1), "zh_CN", "11月25日 周三"),
        (date(2025, 10, 1), "zh_CN", "2026年11月25日"),
    ],
)
def test_the_day_of_a_visit_stands_on_one_line(journal: Journal, first: date, language: str, said: str) -> None:
    make_visit(journal, make_account(journal), "2026-11-25T10:00", state="planned", purpose="Audit")
    period = Period(first, date(2026, 11, 30), "range")
    assert said in printed(gather(journal, period, language=Language(language)))


def test_the_stance_of_a_person_stands_on_one_line(journal: Journal) -> None:
    account = make_account(journal)
    for stance in range(-2, 3):
        make_contact(journal, f"Person {stance}", account_id=account, stance=stance, role_group="decision")
    words = printed(brief(journal, account, language=Language("en")))
    for said in ("opponent", "non-supporter", "neutral", "supporter", "mentor", "decision makers"):
        assert said in words


def test_no_word_below_a_figure_is_broken() -> None:
    figures = tuple(
        Figure(value, label, f"{before} the quarter before")
        for value, label, before in (
            ("60", "visits", "100"),
            ("86", "people, 14 new", "120"),
            ("34 / 38", "promises kept", "50 / 52"),
            ("2", "complaints open", "1"),
            ("CN¥ 12,590,000", "overdue", "CN¥ 3,760,000"),
            ("€ 96,400", "overdue", "€ 0"),
        )
    )
    words = printed(replace(make_report(), figures=figures))
    assert words.count("quarter") == len(figures)
    for whole in ("visits", "complaints", "promises", "overdue", "CN¥ 12,590,000", "€ 96,400"):
        assert whole in words
