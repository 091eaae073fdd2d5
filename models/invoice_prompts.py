"""Invoices to be written: what the customer signed for and nobody has invoiced, the longest waiting first."""

from __future__ import annotations

from models.journal import Journal
from models.row_class import row_class

LONGEST = 50
"""No list is longer: it is looked through, not worked off."""


@row_class
class InvoicePrompt:
    """A receivable that can be invoiced: since when (ISO), for which milestone, and whether its amount is confirmed.

    `ready_on` is the day the milestone was signed, or reached where nobody has to sign for it, or the day planned for
    an invoice that hangs on no milestone. The amount is confirmed with the customer before the invoice.
    """

    id: int
    title: str
    account_id: int
    account: str
    project_id: int | None
    project: str
    milestone: str
    ready_on: str
    amount_minor: int
    currency: str
    is_confirmed: int


# A milestone with signatures waits for them; one without is ready when it is reached.
READY = """
    CASE WHEN receivable.milestone_id IS NULL THEN receivable.planned_on
    ELSE (SELECT coalesce(signed_on, CASE WHEN NOT EXISTS (
              SELECT 1 FROM signature WHERE signature.milestone_id = milestone.id AND signature.deleted_at IS NULL)
              THEN reached_on END)
          FROM milestone WHERE milestone.id = receivable.milestone_id AND milestone.deleted_at IS NULL) END"""
"""As SQL: since when a row of `receivable` may be invoiced."""


def waiting(journal: Journal, *, project_id: int | None = None, limit: int = LONGEST) -> list[InvoicePrompt]:
    """Return what is to be invoiced today, or of a project alone, the longest waiting first."""
    query = f"""
        SELECT receivable.id, title, receivable.account_id, account.name, receivable.project_id,
               coalesce(project.name, ''), coalesce(milestone.name, ''), {READY} AS ready_on, amount_minor,
               receivable.currency, confirmed_on IS NOT NULL AND coalesce(confirmed_minor, amount_minor) = amount_minor
        FROM receivable JOIN account ON account.id = receivable.account_id AND account.deleted_at IS NULL
        LEFT JOIN project ON project.id = receivable.project_id
        LEFT JOIN milestone ON milestone.id = milestone_id
        WHERE receivable.deleted_at IS NULL AND invoiced_on IS NULL AND written_off_on IS NULL
        AND coalesce(milestone_id, receivable.planned_on) IS NOT NULL AND project.deleted_at IS NULL AND ready_on <= ?1
        AND (?2 IS NULL OR receivable.project_id = ?2)
        AND amount_minor > coalesce((SELECT sum(payment.amount_minor) FROM payment
            WHERE receivable_id = receivable.id AND payment.deleted_at IS NULL), 0)
        ORDER BY ready_on, receivable.id LIMIT ?3"""
    given = (journal.clock.today().isoformat(), project_id, limit)
    return [InvoicePrompt(*row) for row in journal.rows(query, *given)]
