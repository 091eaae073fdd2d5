"""A project for the tests of summaries: from its first stage to a signature that is blocked and money that is late."""

from __future__ import annotations

from models import acceptance, assets, colleagues, collections, feedback, milestones, projects, receivables, signing
from models.journal import Journal
from tests.factories import make_contact, make_step, make_visit


def make_delivery(journal: Journal, account_id: int) -> int:
    """Make a project under contract in its acceptance, with what happened to it this week, and return its id."""
    ours = colleagues.create(journal, name="Zhou Yu").id
    project_id = projects.create(
        journal, account_id=account_id, name="Lot 2", stage="", value_minor=91_000_000, currency="EUR",
        probability=80, expected_on="2026-06-01", competitor="Vantrel", contract_number="NR-2", delivery_owner_id=ours,
    ).id  # fmt: skip
    projects.move(journal, project_id, "Delivery", on="2025-11-01")
    projects.move(journal, project_id, "Acceptance", on="2026-05-12", reason="All sites on air")
    projects.edit(journal, project_id, expected_on="2026-07-01", reason="Crates came late")
    make_visit(journal, account_id, "2025-12-03T10:00", project_id=project_id, summary="Kick-off")
    engineer = make_contact(journal, "Tom", role_group="technical")
    visit_id = make_visit(
        journal, account_id, "2026-05-12T10:00", project_id=project_id, summary="List agreed", people=[engineer]
    )
    milestone_id = milestones.add(journal, project_id, name="Accepted", planned_on="2026-05-04").id
    for number, state in enumerate(("agreed", "open", "blocked")):
        acceptance.add_item(
            journal, project_id, department="Depot 4", clause=str(number), criterion="Works", state=state,
            blocked_because="No crates" if state == "blocked" else "",
        )  # fmt: skip
    for department in ("Depot 4", "Control centre"):
        signature_id = acceptance.add_signature(journal, project_id, department=department, subject="Safety case").id
        signing.ask(journal, [signature_id], on="2026-05-11")
        if department == "Control centre":
            signing.sign(journal, [signature_id], on="2026-05-13")
        else:
            acceptance.edit_signature(journal, signature_id, state="blocked", blocked_because="Night crew untrained")
    receivable_id = receivables.create(
        journal, account_id=account_id, project_id=project_id, milestone_id=milestone_id, title="Milestone 3",
        amount_minor=4_820_000, currency="EUR", due_on="2026-05-01", invoiced_on="2026-04-01", invoice_number="2207",
    ).id  # fmt: skip
    receivables.pay(journal, receivable_id, 820_000, on="2026-05-12")
    collections.note(journal, receivable_id, at="2026-05-13T10:00", said="Next Friday")
    make_step(
        journal, "Crates stand in customs", kind="risk", account_id=account_id, project_id=project_id, likelihood=4,
        effect=5, contingency="Rent two sets", raised_at="2026-05-01T10:00",
    )  # fmt: skip
    make_step(
        journal, "Train the night crew", account_id=account_id, project_id=project_id, owner_colleague_id=ours,
        due_on="2026-05-12", raised_at="2026-05-01T10:00",
    )  # fmt: skip
    assets.create(
        journal, account_id=account_id, project_id=project_id, product="Radio R4", version="2.4", site="Depot 4",
        installed_on="2025-01-10", warranty_end_on="2026-06-10",
    )  # fmt: skip
    feedback.create(
        journal, account_id=account_id, product="Radio R4", kind="wish", words="A louder bell", noted_on="2026-05-12",
        visit_id=visit_id,
    )  # fmt: skip
    return project_id
