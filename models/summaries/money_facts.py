"""The facts of money, read through the views of their reader: what is owed and how late, what came in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.ageing import BUCKETS, Ageing, bucket_of, days_late
from models.summaries.frame import Frame


@dataclass(frozen=True, slots=True)
class ReceivableFact:
    """A receivable as it stood at the end of the period; amounts are minor units of its currency, days ISO text."""

    id: int
    title: str
    account: str
    project: str
    milestone: str
    currency: str
    amount_minor: int
    paid_minor: int
    paid_on: str | None
    confirmed_on: str | None
    confirmed_minor: int | None
    planned_on: str | None
    invoice_number: str
    invoiced_on: str | None
    due_on: str | None
    promised_on: str | None
    risk: str
    written_off_on: str | None

    @property
    def rest_minor(self) -> int:
        """What is still owed; nothing once it is written off."""
        return 0 if self.written_off_on else self.amount_minor - self.paid_minor

    @property
    def is_confirmed(self) -> bool:
        """Whether the customer agreed to the amount as it is."""
        return self.confirmed_on is not None and self.confirmed_minor in (None, self.amount_minor)

    def days_late(self, day: date) -> int:
        """Return how many days the rest is late, or the last payment was; 0 when it is not."""
        return max(days_late(self.due_on, date.fromisoformat(self.paid_on or "") if self._is_paid else day) or 0, 0)

    @property
    def _is_paid(self) -> bool:
        return self.paid_on is not None and self.rest_minor <= 0


@dataclass(frozen=True, slots=True)
class PaymentFact:
    """A payment that came in, in minor units of its currency."""

    paid_on: str
    account: str
    title: str
    amount_minor: int
    currency: str
    note: str


# What happened after the period is not known in it.
_RECEIVABLE = """
    SELECT shown_receivable.id, title, shown_account.name, coalesce(shown_project.name, ''),
           coalesce(shown_milestone.name, ''), shown_receivable.currency, amount_minor,
           coalesce((SELECT sum(shown_payment.amount_minor) FROM shown_payment
                     WHERE receivable_id = shown_receivable.id AND paid_on <= ?1), 0),
           (SELECT max(paid_on) FROM shown_payment WHERE receivable_id = shown_receivable.id AND paid_on <= ?1),
           iif(confirmed_on <= ?1, confirmed_on, NULL), confirmed_minor, coalesce(planned_on, planned),
           iif(invoiced_on <= ?1, invoice_number, ''), iif(invoiced_on <= ?1, invoiced_on, NULL), due_on, promised_on,
           risk, iif(written_off_on <= ?1, written_off_on, NULL)
    FROM shown_receivable JOIN shown_account ON shown_account.id = shown_receivable.account_id
    LEFT JOIN shown_project ON shown_project.id = shown_receivable.project_id
    LEFT JOIN (SELECT id, name, planned_on AS planned FROM shown_milestone) AS shown_milestone
           ON shown_milestone.id = milestone_id"""


def receivables(frame: Frame) -> list[ReceivableFact]:
    """Return all receivables the summary is about, paid ones too, by the day they are due or planned for."""
    scope = frame.scope
    query = f"""{_RECEIVABLE}
        WHERE {scope.condition("shown_receivable.account_id")}
          AND {scope.of_projects("shown_receivable.project_id")}
        ORDER BY coalesce(due_on, planned_on, planned, '9999'), shown_receivable.id"""
    rows = frame.journal.rows(query, frame.as_of.isoformat(), *scope.account_ids)
    return [ReceivableFact(*row) for row in rows]


def ageing(found: Iterable[ReceivableFact], as_of: date) -> list[Ageing]:
    """Return what is owed of some receivables by age, a line for each currency."""
    sums: dict[str, dict[str, int]] = {}
    for fact in found:
        if fact.rest_minor > 0:
            of_currency = sums.setdefault(fact.currency, dict.fromkeys(BUCKETS, 0))
            of_currency[bucket_of(fact.due_on, fact.invoiced_on, as_of)] += fact.rest_minor
    return [Ageing(currency, **of_currency) for currency, of_currency in sorted(sums.items())]


def payments(frame: Frame) -> list[PaymentFact]:
    """Return what came in during the period, the earliest first."""
    scope = frame.scope
    query = f"""
        SELECT paid_on, shown_account.name, title, shown_payment.amount_minor, currency, note
        FROM shown_payment JOIN shown_receivable ON shown_receivable.id = receivable_id
        JOIN shown_account ON shown_account.id = account_id
        WHERE paid_on BETWEEN ? AND ? AND {scope.condition("account_id")} AND {scope.of_projects("project_id")}
        ORDER BY paid_on, shown_payment.id"""
    first, last = frame.period.first.isoformat(), frame.as_of.isoformat()
    return [PaymentFact(*row) for row in frame.journal.rows(query, first, last, *scope.account_ids)]


def by_currency(found: Sequence[PaymentFact]) -> dict[str, int]:
    """Return how much came in of each currency, in minor units; currencies are never added up."""
    sums: dict[str, int] = {}
    for fact in found:
        sums[fact.currency] = sums.get(fact.currency, 0) + fact.amount_minor
    return dict(sorted(sums.items()))
