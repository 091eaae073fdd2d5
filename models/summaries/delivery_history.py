"""What happened to projects and money in a period, as rows of a history: stages, dates, sign-offs, invoices, payments.

Each contact about money is among them, and each attempt at a signature.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from models.summaries.account_history import Row, history_cells
from models.summaries.frame import Frame
from models.summaries.project_sections import OUTCOMES
from models.summaries.report import Cell
from models.text.language import Label

_COLLECTED = {
    "call": Label("Call about money"),
    "message": Label("Message about money"),
    "letter": Label("Letter about money"),
    "meeting": Label("Meeting about money"),
    "legal": Label("Legal step"),
}


def delivery_rows(frame: Frame) -> list[Row]:
    """Return the rows of the period that the reader may see, of the projects or accounts the summary is about."""
    return [*_project_rows(frame), *_signature_rows(frame), *_money_rows(frame), *_product_rows(frame)]


def _found(frame: Frame, query: str, day: str, account: str, project: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query whose day lies in the period, of the accounts and projects the summary is about."""
    scope = frame.scope
    # The days of a time on the wall are its first ten letters.
    condition = f"substr({day}, 1, 10) BETWEEN ? AND ? AND {scope.condition(account)} AND {scope.of_projects(project)}"
    first, last = frame.period.first.isoformat(), frame.as_of.isoformat()
    return frame.journal.rows(query.format(condition=condition), first, last, *scope.account_ids)


def _row(frame: Frame, moment: str, account: str, kind: str, *parts: str) -> Row:
    """Return a row; its parts that are not empty stand one behind the other."""
    what, *more = [" ".join(part.split()) for part in parts if part.strip()] or [""]
    for part in more:
        what = frame.language.say("{title}: {result}", title=what, result=part)
    return moment, history_cells(frame, moment, account, frame.language.say(kind), Cell(what))


_OF_PROJECT = """
    JOIN shown_project ON shown_project.id = project_id JOIN shown_account ON shown_account.id = account_id"""


def _project_rows(frame: Frame) -> Iterator[Row]:
    say = frame.language.say
    query = f"""
        SELECT changed_on, shown_account.name, shown_project.name, to_stage, reason
        FROM shown_stage_change {_OF_PROJECT} WHERE {{condition}}"""
    for day, account, project, stage, reason in _found(frame, query, "changed_on", "account_id", "project_id"):
        now = say("{project} is now in {stage}", project=project, stage=stage)
        yield _row(frame, day, account, Label("Stage"), now, reason)
    query = """
        SELECT decided_on, shown_account.name, shown_project.name, outcome, outcome_reason FROM shown_project
        JOIN shown_account ON shown_account.id = account_id WHERE outcome IS NOT NULL AND {condition}"""
    for day, account, project, outcome, why in _found(frame, query, "decided_on", "account_id", "shown_project.id"):
        yield _row(frame, day, account, OUTCOMES[outcome], project, why)
    query = """
        SELECT noted_on, shown_account.name, coalesce(shown_milestone.name, shown_project.name), from_on, to_on, reason
        FROM shown_date_move LEFT JOIN shown_milestone ON shown_milestone.id = milestone_id
        JOIN shown_project ON shown_project.id = shown_date_move.project_id
        JOIN shown_account ON shown_account.id = account_id WHERE {condition}"""
    for day, account, what, begin, end, reason in _found(frame, query, "noted_on", "account_id", "shown_project.id"):
        moved = say("{what} from {first} to {last}", what=what, first=_day(frame, begin), last=_day(frame, end))
        yield _row(frame, day, account, Label("Date moved"), moved if begin and end else what, reason)
    for column, kind in (("reached_on", Label("Milestone reached")), ("signed_on", Label("Milestone signed"))):
        query = f"""
            SELECT {column}, shown_account.name, shown_milestone.name FROM shown_milestone {_OF_PROJECT}
            WHERE {{condition}}"""
        for day, account, name in _found(frame, query, column, "account_id", "project_id"):
            yield _row(frame, day, account, kind, name)


def _day(frame: Frame, day: str | None) -> str:
    return frame.language.day(date.fromisoformat(day)) if day else ""


def _signature_rows(frame: Frame) -> Iterator[Row]:
    query = f"""
        SELECT signed_on, shown_account.name, department, count(*) FROM shown_signature {_OF_PROJECT}
        WHERE NOT EXISTS (
            SELECT 1 FROM shown_signature_attempt
            WHERE signature_id = shown_signature.id AND substr(tried_at, 1, 10) = signed_on AND result <> '')
          AND {{condition}} GROUP BY signed_on, shown_account.name, project_id, department"""
    for day, account, department, count in _found(frame, query, "signed_on", "account_id", "project_id"):
        signed = frame.language.plural("{count} signature", "{count} signatures", count)
        yield _row(frame, day, account, Label("Sign-off"), department, signed)
    query = f"""
        SELECT tried_at, shown_account.name, department, result, substr(tried_at, 1, 10) = signed_on
        FROM shown_signature_attempt
        JOIN shown_signature ON shown_signature.id = signature_id {_OF_PROJECT}
        WHERE result <> '' AND {{condition}}"""
    for moment, account, department, result, signed in _found(frame, query, "tried_at", "account_id", "project_id"):
        kind = Label("Sign-off") if signed else Label("Signature asked for")
        yield _row(frame, moment, account, kind, department, result)


_OF_RECEIVABLE = """
    JOIN shown_receivable ON shown_receivable.id = receivable_id
    JOIN shown_account ON shown_account.id = shown_receivable.account_id"""


def _money_rows(frame: Frame) -> Iterator[Row]:
    language = frame.language
    owner, project = "shown_receivable.account_id", "shown_receivable.project_id"
    query = """
        SELECT invoiced_on, shown_account.name, title, invoice_number, amount_minor, currency FROM shown_receivable
        JOIN shown_account ON shown_account.id = account_id WHERE {condition}"""
    for day, account, title, invoice, amount, currency in _found(frame, query, "invoiced_on", owner, project):
        yield _row(frame, day, account, Label("Invoice"), title, invoice, language.money(amount, currency))
    query = f"""
        SELECT paid_on, shown_account.name, title, shown_payment.amount_minor, currency, note FROM shown_payment
        {_OF_RECEIVABLE} WHERE {{condition}}"""
    for day, account, title, amount, currency, note in _found(frame, query, "paid_on", owner, project):
        yield _row(frame, day, account, Label("Payment"), title, language.money(amount, currency), note)
    query = f"""
        SELECT contacted_at, shown_account.name, means, title, coalesce(shown_contact.name, ''), said
        FROM shown_collection {_OF_RECEIVABLE} LEFT JOIN shown_contact ON shown_contact.id = contact_id
        WHERE {{condition}}"""
    for moment, account, means, title, person, said in _found(frame, query, "contacted_at", owner, project):
        yield _row(frame, moment, account, _COLLECTED[means], title, person, said)


def _product_rows(frame: Frame) -> Iterator[Row]:
    query = """
        SELECT installed_on, shown_account.name, product, version, site FROM shown_asset
        JOIN shown_account ON shown_account.id = account_id WHERE coalesce(competitor, '') = '' AND {condition}"""
    for day, account, product, version, site in _found(frame, query, "installed_on", "account_id", "project_id"):
        yield _row(frame, day, account, Label("Product installed"), " ".join((product, version)), site)
