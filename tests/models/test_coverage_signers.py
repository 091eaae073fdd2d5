"""Who is to sign and is not named, or was never met."""

from __future__ import annotations

from models import acceptance, coverage_signers, projects, signing
from models.journal import Journal
from tests.factories import make_account, make_contact, make_visit


def test_departments_without_a_signer_and_signers_nobody_met(journal: Journal) -> None:
    rail = make_account(journal)
    branch = make_account(journal, "Depots", parent_id=rail)
    lot = projects.create(journal, account_id=branch, name="Lot 2").id
    tom, xu, ada = (make_contact(journal, name, account_id=rail) for name in ("Tom", "徐海", "Ada"))
    signatures = {
        name: acceptance.add_signature(journal, lot, department=name, signer_id=signer).id
        for name, signer in (("Control", None), ("Power", tom), ("Radio", xu), ("Fibre", ada))
    }
    acceptance.add_signature(journal, lot, department="Control")
    make_visit(journal, rail, people=[tom])
    signing.attempt(journal, signatures["Fibre"], contact_id=ada)
    found = coverage_signers.read(journal, rail)
    assert [(gap.department, gap.name, gap.count, gap.project) for gap in found] == [
        ("Control", "", 2, "Lot 2"),
        ("Radio", "徐海", 1, "Lot 2"),
    ]
    assert coverage_signers.read(journal, rail, with_branches=False) == []
    signing.ask(journal, [signatures["Radio"]])
    signing.sign(journal, [signatures["Radio"]])
    assert [gap.department for gap in coverage_signers.read(journal, rail)] == ["Control"]
    projects.trash(journal, lot)
    assert coverage_signers.read(journal, rail) == []
