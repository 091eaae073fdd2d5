"""Whatever a journal holds, a brief is one page, and what is confidential or private is not in one for others."""

from __future__ import annotations

import io
import tempfile
from datetime import datetime
from pathlib import Path

import pypdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from models import receivables, visits
from models.clock import FixedClock
from models.journal import Journal
from models.summaries import brief as briefs
from models.summaries import markdown, pdf
from models.text.clean import clean_line, is_seen
from models.text.language import Language
from tests.empty import empty_journal
from tests.factories import make_account, make_contact, make_step, make_visit

SECRET = "zqsecretqz"

words = some.text(
    some.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co")) | some.sampled_from("  aWi北方铁路م"),
    min_size=1,
    max_size=400,
).filter(lambda text: is_seen(clean_line(text)))
names = words.map(lambda text: text[:150]).filter(lambda text: is_seen(clean_line(text)))
kinds = some.sampled_from(["promise", "customer_promise", "request", "complaint", "risk", "next_step"])
days = some.integers(1, 28).map(lambda day: f"2026-05-{day:02}")


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=some.data())
def test_a_random_journal_gives_one_page_and_no_secret(data: some.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "random.rounds"
        clock = FixedClock(datetime(2026, 5, 14, 9, 50))
        with empty_journal(path, clock) as journal:
            account = _fill(journal, data)
            language = Language(data.draw(some.sampled_from(["en", "zh_CN"])))
            whole = briefs.brief(journal, account, language=language, with_private=True)
            assert len(pypdf.PdfReader(io.BytesIO(pdf.render(whole))).pages) == 1
            mine = briefs.brief(journal, account, language=language)
            others = briefs.brief(journal, account, language=language, audience="manager")
            assert f"private{SECRET}" not in markdown.text(mine)
            assert SECRET not in markdown.text(others)


def _fill(journal: Journal, data: some.DataObject) -> int:
    """Write random people, visits, steps and money into a journal; what others may not see holds the secret word."""
    account = make_account(journal, data.draw(names), city=data.draw(names), private_notes=f"private{SECRET}")
    people = [
        make_contact(
            journal,
            data.draw(names),
            account_id=account,
            post={"title": data.draw(names)},
            stance=data.draw(some.integers(-2, 2)),
            closeness=data.draw(some.integers(0, 5)),
            preferences=f"private{SECRET} {data.draw(words)}",
            birthday="--05-20",
        )
        for _ in range(data.draw(some.integers(0, 14)))
    ]
    for _ in range(data.draw(some.integers(0, 5))):
        hidden = data.draw(some.booleans())
        steps = [{"title": SECRET if hidden else data.draw(words)[:400], "kind": data.draw(kinds)}]
        make_visit(
            journal,
            account,
            f"{data.draw(days)[:8]}{data.draw(some.integers(1, 14)):02}T10:00",
            people=people[:3],
            summary=SECRET if hidden else data.draw(words),
            private_notes=f"private{SECRET}",
            confidential=hidden,
            questions=[f"{SECRET} {data.draw(words)}"],
            next_steps=steps,
        )
    if data.draw(some.booleans()):
        visits.plan(
            journal, account_id=account, start="2026-05-20T10:00", purpose=SECRET, confidential=True, people=people[:9]
        )
    for _ in range(data.draw(some.integers(0, 12))):
        make_step(journal, data.draw(words)[:400], kind=data.draw(kinds), account_id=account, due_on=data.draw(days))
    for code in data.draw(some.lists(some.sampled_from(["EUR", "USD", "CNY", "JPY", "CHF"]), max_size=6)):
        receivables.create(
            journal, account_id=account, title=data.draw(names), amount_minor=10**14, currency=code, due_on="2026-05-01"
        )
    return account
