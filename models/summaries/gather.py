"""The one way to a summary: what its reader may see of a period, as the report of a kind, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from models import coverage
from models.errors import InvalidValue
from models.journal import Journal
from models.summaries import photos
from models.summaries.account_reports import account_reports
from models.summaries.data_rows import withheld_people
from models.summaries.facts import Scope
from models.summaries.frame import Frame, left_out
from models.summaries.period_report import period_report
from models.summaries.periods import Period
from models.summaries.person_reports import person_report
from models.summaries.privacy import Audience, AudienceName, reading_as
from models.summaries.project_reports import project_reports
from models.summaries.report import Report
from models.summaries.territory_report import territory_report
from models.summaries.trip_reports import trip_report
from models.summaries.visit_reports import visit_reports
from models.text.language import Language

Kind = Literal["period", "visit", "account", "person", "trip", "project", "territory"]

KINDS: dict[Kind, Callable[[Frame], Report]] = {
    "period": period_report,
    "visit": visit_reports,
    "account": account_reports,
    "person": person_report,
    "trip": trip_report,
    "project": project_reports,
    "territory": territory_report,
}
"""What a summary can be about, and who makes it."""


def gather(
    journal: Journal,
    period: Period,
    *,
    language: Language,
    kind: Kind = "period",
    audience: AudienceName = "manager",
    account_ids: Sequence[int] = (),
    project_ids: Sequence[int] = (),
    tag: str = "",
    with_notes: bool = False,
    with_private: bool = False,
    with_photos: bool = False,
) -> Report:
    """Return a summary of a period for a reader: of all accounts, or of those of the ids; with a tag, of what bears it.

    The kind `project` is of one project when its id is given, and of those of the accounts otherwise.

    `with_notes` adds the notes of the visits, `with_private` (for myself only) the private ones too, and
    `with_photos` the photos of visits that were chosen there. Raises InvalidValue when the reader may never see what
    was asked for, and when a customer's summary names no account.
    """
    reader = Audience(audience, with_notes=with_notes, with_private=with_private, with_photos=with_photos)
    if audience == "customer" and not account_ids:
        raise InvalidValue("A summary for a customer must name the account, so that it shows no one else's visits.")
    if audience == "customer" and tag:
        raise InvalidValue("Tags are never shown to a customer. Choose the summary by its account alone.")
    scope = Scope(tuple(account_ids), tag, tuple(project_ids) if kind == "project" else ())
    # The summary of a period also plans the next one, so what is confidential there is left out too.
    planned = period.after() if kind == "period" else None
    sentence = left_out(journal, period, reader, scope, language, planned=planned)
    withheld, months = withheld_people(journal, reader), coverage.months(journal)
    with reading_as(journal, reader, tag):
        frame = Frame(journal, period, reader, scope, language, withheld=withheld, coverage_months=months)
        report = photos.with_section(frame, KINDS[kind](frame)) if with_photos else KINDS[kind](frame)
    return replace(report, left_out=sentence)
