"""What a brief tells of the order and after: money, invoices, signatures, installed products, feedback.

All of it is read through the views of the brief's reader and nothing else.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta

from models.journal import Journal
from models.versions import version_key

WARRANTY_DAYS = 60
"""A warranty that ends within so many days is worth a word on the visit."""

_MONEY_AHEAD_DAYS = 30
"""So is money that is due within so many days."""


@dataclass(frozen=True, slots=True)
class BriefMoney:
    """Money that is late or due soon: what is still owed, in minor units of its currency."""

    id: int
    title: str
    rest_minor: int
    currency: str
    due_on: str
    promised_on: str | None


@dataclass(frozen=True, slots=True)
class BriefInvoice:
    """What can be invoiced, in minor units of its currency, and whether the customer has confirmed the amount."""

    id: int
    title: str
    amount_minor: int
    currency: str
    is_confirmed: int


@dataclass(frozen=True, slots=True)
class BriefProduct:
    """A product of ours that is installed there: how many, in which versions, and when its warranty ends (ISO).

    Of several ends it is the next one, or the last one where all are over.
    """

    id: int
    product: str
    quantity: int
    versions: tuple[str, ...]
    warranty_end_on: str | None


@dataclass(frozen=True, slots=True)
class BriefFeedback:
    """What they said of a product, and nobody has answered yet; `noted_on` is a day (ISO)."""

    id: int
    product: str
    words: str
    noted_on: str


@dataclass(frozen=True, slots=True)
class BriefSignatures:
    """How many signatures of a project's acceptance are there, and which departments still block, with why."""

    project_id: int
    project: str
    signed: int
    every: int
    blocked: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """All that a brief can tell of the order and after."""

    money: tuple[BriefMoney, ...]
    invoices: tuple[BriefInvoice, ...]
    signatures: tuple[BriefSignatures, ...]
    products: tuple[BriefProduct, ...]
    feedback: tuple[BriefFeedback, ...]


def read(journal: Journal, given: str) -> DeliveryFacts:
    """Return the facts of the accounts whose ids are given (JSON). This is asked while reading as the reader."""
    return DeliveryFacts(
        money=_money(journal, given),
        invoices=_invoices(journal, given),
        signatures=_signatures(journal, given),
        products=_products(journal, given),
        feedback=tuple(BriefFeedback(*row) for row in journal.rows(_FEEDBACK, given)),
    )


def _money(journal: Journal, given: str) -> tuple[BriefMoney, ...]:
    today = journal.clock.today()
    until = (today + timedelta(days=_MONEY_AHEAD_DAYS)).isoformat()
    return tuple(BriefMoney(*row) for row in journal.rows(_MONEY, given, today.isoformat(), until))


def _invoices(journal: Journal, given: str) -> tuple[BriefInvoice, ...]:
    rows = journal.rows(_INVOICES, given, journal.clock.today().isoformat())
    return tuple(BriefInvoice(*row) for row in rows)


def _products(journal: Journal, given: str) -> tuple[BriefProduct, ...]:
    rows = journal.rows(_PRODUCTS, given, journal.clock.today().isoformat())
    return tuple(
        BriefProduct(first, product, count, _latest_first(versions), coming or over)
        for first, product, count, versions, coming, over in rows
    )


def _latest_first(versions: str) -> tuple[str, ...]:
    return tuple(sorted(filter(None, json.loads(versions)), key=version_key, reverse=True))


def _signatures(journal: Journal, given: str) -> tuple[BriefSignatures, ...]:
    # One that blocks several signatures for the same reason is named once: a brief has room for few lines.
    blocked: dict[int, dict[tuple[str, str], None]] = {}
    for project_id, department, why in journal.rows(_BLOCKED, given):
        blocked.setdefault(project_id, {})[department, why or ""] = None
    return tuple(
        BriefSignatures(project_id, name, signed, every, tuple(blocked.get(project_id, ())))
        for project_id, name, signed, every in journal.rows(_SIGNED, given)
    )


_MONEY = """
    SELECT id, title, shown_receivable.amount_minor - coalesce((
               SELECT sum(shown_payment.amount_minor) FROM shown_payment
               WHERE receivable_id = shown_receivable.id AND paid_on <= ?2), 0) AS rest,
           currency, due_on, promised_on
    FROM shown_receivable WHERE account_id IN (SELECT value FROM json_each(?1)) AND due_on <= ?3
      AND (written_off_on IS NULL OR written_off_on > ?2) AND rest > 0
    ORDER BY due_on, id"""

# A milestone with signatures waits for them; one without is ready when it is reached.
_INVOICES = """
    SELECT shown_receivable.id, title, amount_minor, currency,
           confirmed_on IS NOT NULL AND coalesce(confirmed_minor, amount_minor) = amount_minor
    FROM shown_receivable LEFT JOIN shown_milestone ON shown_milestone.id = milestone_id
    WHERE account_id IN (SELECT value FROM json_each(?1)) AND invoiced_on IS NULL AND written_off_on IS NULL
      AND CASE WHEN milestone_id IS NULL THEN shown_receivable.planned_on
          ELSE coalesce(signed_on, CASE WHEN NOT EXISTS (
            SELECT 1 FROM shown_signature WHERE shown_signature.milestone_id = shown_milestone.id) THEN reached_on END)
          END <= ?2
    ORDER BY shown_receivable.id"""

_PRODUCTS = """
    SELECT min(id), product, sum(quantity), json_group_array(DISTINCT version),
           min(CASE WHEN warranty_end_on >= ?2 THEN warranty_end_on END), max(warranty_end_on)
    FROM shown_asset WHERE account_id IN (SELECT value FROM json_each(?1)) AND coalesce(competitor, '') = ''
      AND (removed_on IS NULL OR removed_on > ?2)
    GROUP BY product
    ORDER BY min(CASE WHEN warranty_end_on >= ?2 THEN warranty_end_on END) IS NULL,
             min(CASE WHEN warranty_end_on >= ?2 THEN warranty_end_on END), product"""

_FEEDBACK = """
    SELECT id, product, words, noted_on FROM shown_feedback
    WHERE account_id IN (SELECT value FROM json_each(?)) AND kind <> 'praise' AND coalesce(answer, '') = ''
    ORDER BY noted_on DESC, id DESC"""

_SIGNED = """
    SELECT shown_project.id, shown_project.name, count(signed_on), count(*)
    FROM shown_signature JOIN shown_project ON shown_project.id = project_id
    WHERE account_id IN (SELECT value FROM json_each(?)) GROUP BY shown_project.id HAVING count(signed_on) < count(*)
    ORDER BY shown_project.id"""

_BLOCKED = """
    SELECT project_id, department, blocked_because
    FROM shown_signature JOIN shown_project ON shown_project.id = project_id
    WHERE account_id IN (SELECT value FROM json_each(?)) AND shown_signature.state = 'blocked'
      AND signed_on IS NULL
    ORDER BY shown_signature.position, shown_signature.id"""
