"""The summary of 50 visits: the PDF beside a bare Typst run, Word and Excel against the clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from models.clock import FixedClock
from models.journal import Journal
from models.summaries import pdf
from models.summaries.fonts import book
from models.summaries.formats import FORMATS
from models.summaries.gather import gather
from models.summaries.periods import Period
from models.summaries.report import Report
from models.text.language import Language
from tests.bench.measuring import TODAY, Line, quantile, times

_VISITS = 50
_RUNS = 9


def lines(sample: Path) -> Iterator[Line]:
    """Measure gathering and each format."""
    language = Language("en")
    with Journal.open(sample, clock=FixedClock(TODAY)) as journal:
        period = _period(journal)
        report = gather(journal, period, language=language)
        gathered = times(lambda: gather(journal, period, language=language), _RUNS)
    yield Line("gather the summary of 50 visits", quantile(gathered, 0.5))
    whole, bare = _pdf(report)
    yield Line(
        "PDF of 50 visits", quantile(whole, 0.5), quantile(bare, 0.5), "bare Typst, same data", most_times_floor=2
    )
    budgets = {"docx": 1000.0, "xlsx": 500.0}
    for form in ("docx", "xlsx", "md", "html", "eml"):
        taken = times(lambda form=form: FORMATS[form](report), _RUNS)
        yield Line(f"{form} of 50 visits", quantile(taken, 0.5), budget=budgets.get(form))


def _period(journal: Journal) -> Period:
    """Return the days up to today in which the last fifty visits were held."""
    query = "SELECT start FROM visit WHERE state = 'held' AND confidential = 0 ORDER BY start DESC LIMIT 1 OFFSET ?"
    found = journal.row(query, _VISITS - 1)
    assert found is not None
    return Period(date.fromisoformat(found[0][:10]), TODAY)


def _pdf(report: Report) -> tuple[list[float], list[float]]:
    import typst

    template, data, fonts = pdf._template(), pdf._data(report), book()
    typst.compile(template, format="pdf", sys_inputs={"report": data}, font_paths=fonts)
    whole, bare = [], []
    for _ in range(_RUNS):
        whole += times(lambda: pdf.render(report), 1)
        bare += times(lambda: typst.compile(template, format="pdf", sys_inputs={"report": data}, font_paths=fonts), 1)
    return whole, bare
