"""What stands in the tables of projects, acceptance, money and products reaches nobody whom `COLUMNS` does not name."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from models import acceptance, acceptance_batches, attachments, feedback, service, signing, steps, visits
from models.asset_lists import AssetFilter
from models.feedback import FeedbackFilter
from models.journal import Journal
from models.risks import RiskFilter
from models.summaries import ageing_report, formats, privacy, product_lists, risk_report, sign_off
from models.summaries.brief import brief
from models.summaries.gather import Kind, gather
from models.summaries.periods import week_of
from models.summaries.privacy import Audience, AudienceName
from models.summaries.report import Report
from models.text.language import Language
from tests.factories import TODAY, make_account, make_step, make_visit
from tests.models.summaries.delivery import make_delivery
from tests.models.summaries.printed_text import text_of

TABLES = (
    "project", "stage_change", "date_move", "milestone", "acceptance_batch", "acceptance_item", "signature",
    "signature_attempt", "receivable", "payment", "collection", "asset", "feedback", "step", "attachment",
)  # fmt: skip
ENGLISH = Language("en")


def mark(journal: Journal, table: str, where: str, word: str = "") -> None:
    """Write into every free text of some rows where it stands; what has a shape, such as a day, stays as it is."""
    for name, kind in [(row[1], row[2]) for row in journal.connection.execute(f"PRAGMA table_info({table})")]:
        if kind != "TEXT" or name in ("kind", "changed_at", "created_at", "deleted_at", "competitor", "calendar_uid"):
            continue
        try:
            journal.connection.execute(f"UPDATE {table} SET {name} = ?1 WHERE {where}", (f"ZZ{word}{table}.{name}ZZ",))
        except apsw.ConstraintError:
            continue  # a day, a state, a currency: no place for words


@pytest.fixture
def marked(journal: Journal) -> tuple[Journal, int, int]:
    """A journal with a word in every text of a project, and a confidential visit with all that can hang on it."""
    account_id = make_account(journal, "Northern Rail")
    project_id = make_delivery(journal, account_id)
    person = journal.rows("SELECT min(id) FROM contact")[0][0]  # whom an open visit knows, too
    acceptance_batches.create(journal, project_id, name="Tunnel sites", sites="North")
    ids = {
        table: journal.rows(f"SELECT min(id) FROM {table}")[0][0]
        for table in ("acceptance_item", "signature", "receivable", "asset")
    }
    signing.attempt(journal, ids["signature"], at="2026-05-13T09:00", result="Not in")
    for owner, owner_id in {**ids, "project": project_id}.items():
        attachments.add(journal, owner, owner_id, f"{owner}.txt", b"words")
    hidden_visit = make_visit(
        journal, account_id, "2026-05-12T10:00", project_id=project_id, people=[person], confidential=True,
        summary="ZZHIDDENZZ",
    )  # fmt: skip
    planned = visits.plan(journal, account_id=account_id, start="2026-05-20T10:00", confidential=True).id
    for visit_id in (hidden_visit, planned):
        service.serve(journal, visit_id, [ids["asset"]])
    feedback.create(
        journal, account_id=account_id, visit_id=hidden_visit, product="ZZHIDDENproductZZ", words="ZZHIDDENZZ",
        noted_on="2026-05-12",
    )  # fmt: skip
    for table in TABLES:
        mark(journal, table, "1")
    hidden_feedback = journal.rows("SELECT id FROM feedback WHERE visit_id = ?", hidden_visit)[0][0]
    mark(journal, "feedback", f"id = {hidden_feedback}", "HIDDEN")
    for kind in ("risk", "request", "promise", "next_step"):
        step_id = make_step(
            journal, "Hidden", kind=kind, account_id=account_id, project_id=project_id, visit_id=hidden_visit,
            due_on="2026-05-12", **({"likelihood": 5, "effect": 5} if kind == "risk" else {}),
        )  # fmt: skip
        mark(journal, "step", f"id = {step_id}", "HIDDEN")
    acceptance.edit_item(journal, ids["acceptance_item"], state="blocked", blocked_because="x", unblock_step_id=step_id)
    acceptance.edit_signature(journal, ids["signature"], state="blocked", blocked_because="x", unblock_step_id=step_id)
    return journal, account_id, project_id


def reports(journal: Journal, audience: AudienceName, account_id: int, project_id: int) -> list[Report]:
    """Return all that this reader is given."""
    kinds: tuple[Kind, ...] = ("project", "account", "period", "person", "visit")
    found = [
        gather(journal, week_of(TODAY), language=ENGLISH, kind=kind, audience=audience, account_ids=[account_id])
        for kind in kinds
    ]
    found.append(
        gather(
            journal,
            week_of(TODAY),
            language=ENGLISH,
            kind="project",
            audience=audience,
            project_ids=[project_id],
            account_ids=[account_id],
        )
    )
    if audience == "manager":
        found.append(brief(journal, account_id, language=ENGLISH, audience="manager"))
        found.append(ageing_report.paper(journal, "project", language=ENGLISH, audience="manager"))
        found.append(product_lists.feedback_report(journal, FeedbackFilter(), language=ENGLISH))
        found.append(product_lists.asset_report(journal, AssetFilter(), language=ENGLISH))
        found.append(risk_report.risk_report(journal, RiskFilter(), language=ENGLISH))
    else:
        found.append(sign_off.report(journal, project_id, language=ENGLISH))
    return found


def allowed(audience: AudienceName) -> set[str]:
    """Return the columns this reader may see, as the marks name them."""
    reader = Audience(audience)
    return {
        f"{table}.{column}"
        for table, groups in privacy.COLUMNS.items()
        for field, columns in groups.items()
        if reader.may_read(field)
        for column in columns.split()
    }


@pytest.mark.parametrize("audience", ["manager", "customer"])
def test_no_text_reaches_whom_it_is_not_for(
    marked: tuple[Journal, int, int], tmp_path: Path, audience: AudienceName
) -> None:
    shown: set[str] = set()
    for number, report in enumerate(reports(marked[0], audience, *marked[1:])):
        for ending in ("md", "xlsx", "html", "docx") if report.kind == "project" else ("md", "xlsx"):
            path = tmp_path / f"{number}.{ending}"
            formats.save(report, path)
            shown |= set(re.findall("ZZ([A-Za-z_.]+)ZZ", text_of(path)))
    assert len(shown) > (8 if audience == "customer" else 25), f"too little is shown to mean anything: {shown}"
    assert shown - allowed(audience) == set()


@pytest.mark.parametrize("audience", ["manager", "customer"])
def test_no_count_tells_that_something_is_confidential(
    marked: tuple[Journal, int, int], audience: AudienceName
) -> None:
    journal, *ids = marked

    def made() -> list[Report]:
        return [replace(report, left_out="") for report in reports(journal, audience, *ids)]

    before = made()
    for (step_id,) in journal.rows("SELECT id FROM step WHERE title LIKE 'ZZHIDDEN%'"):
        steps.trash(journal, step_id)
    for (feedback_id,) in journal.rows("SELECT id FROM feedback WHERE words LIKE 'ZZHIDDEN%'"):
        feedback.trash(journal, feedback_id)
    for (visit_id,) in journal.rows("SELECT id FROM visit WHERE confidential = 1"):
        visits.trash(journal, visit_id)
    assert made() == before
