"""Keeps a journal of the newest version, so that every later program can be shown to open it.

`python -m tests.freeze` writes tests/journals/version-N.rounds, small but with something in every table, and the same
bytes every time. A released journal must stay as it is; `--again` replaces one that was never released.
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from models import accounts, changes, colleagues, contacts, migrations, plans, steps, visits
from models.changes import Operation
from models.clock import FixedClock
from models.contacts import Point
from models.journal import Journal
from models.tables import (
    AcceptanceBatch,
    AcceptanceItem,
    Asset,
    Attachment,
    Collection,
    ContactStanding,
    CoverageTarget,
    DateMove,
    Feedback,
    KnownDifferent,
    Milestone,
    NoteTemplate,
    Payment,
    PlanTemplate,
    Project,
    Receivable,
    Signature,
    SignatureAttempt,
    Snooze,
    Stage,
    StageChange,
    StepEvent,
    Tag,
    Trip,
    VisitAsset,
)

JOURNALS = Path(__file__).parent / "journals"
START = datetime(2026, 5, 14, 12, tzinfo=UTC)
PHOTO = b"\x89PNG no real picture \x00\xff"


def write(path: Path) -> None:
    """Make the journal at a path where nothing is yet."""
    clock = FixedClock(START)
    with Journal.create(path, clock=clock, source=random.Random(1)) as journal:
        journal.set_setting("language", '"zh_CN"')
        account_id, contact_id, visit_id, step_id = _customer(journal, clock)
        with journal.operation("freeze.delivery", subject="GSM-R 二期") as work:
            _delivery(work, account_id, contact_id, visit_id, step_id)
        with journal.operation("freeze.after_sale") as work:
            _after_sale(journal, work, account_id, contact_id, visit_id)
        _digest_content(journal)
        clock.move(timedelta(minutes=20))
        visits.edit(journal, visit_id, notes="1.50\nnull\n价格 👍🏽 \u202eשלום\u202c", trip_id=_trip(journal))
        clock.move(timedelta(minutes=20))
        _trash_some(journal, account_id)
        accounts.create(journal, name="Undone")
        changes.undo(journal)


def _customer(journal: Journal, clock: FixedClock) -> tuple[int, int, int, int]:
    colleagues.set_profile(journal, name="Li Wei 李伟", region="North", manager_name="Dana")
    colleague_id = colleagues.create(journal, name="Chen Yu", job="engineer").id
    group = accounts.create(
        journal, name="Northern Rail Group", account_class="A", rhythm_days=30, tags="#vip #铁路"
    ).id
    account_id = accounts.create(journal, name="华北铁路局", short_name="HB", parent_id=group, notes="🚄").id
    boss = contacts.create(journal, name="王建国", role_group="decision", birthday="--02-29", stance=1).id
    points = [Point("phone", "+86 10 1234 5678", preferred=True), Point("chat", "xuhai")]
    contact_id = contacts.create(
        journal,
        name="徐海",
        account_id=account_id,
        post={"title": "工程师", "from_on": "2024-01-01"},
        points=points,
        reports_to_id=boss,
        private_notes="likes tea 🍵",
    ).id
    contacts.take_post(journal, contact_id, group, title="总工", department="通信", from_on="2026-01-01")
    clock.move(timedelta(minutes=20))
    visit_id = visits.record(
        journal,
        account_id=account_id,
        people=[contact_id, boss],
        colleagues=[colleague_id],
        questions=["Who signs?"],
        next_steps=[{"title": "Send the BOQ 报价", "kind": "promise", "due_on": "2026-05-20", "people": [contact_id]}],
        summary="They want the offer by Friday.",
    ).id
    visits.record(journal, account_id=account_id, start="2026-05-13T15:00", confidential=True, summary="secret 机密")
    visits.plan(journal, account_id=account_id, start="2026-06-01T09:30", purpose="Second meeting")
    complaint = steps.create(journal, title="Alarm 告警", kind="complaint", severity="urgent", account_id=account_id).id
    steps.close(journal, complaint, result="cleared")
    with journal.operation("freeze.promises") as work:
        _promises(work, account_id, complaint)
    plans.create(
        journal, goal="Win phase two", account_id=account_id, step_titles=["Ask", "Offer"], target_on="2026-12-31"
    )
    return account_id, contact_id, visit_id, steps.of_visit(journal, visit_id)[0].id


def _promises(work: Operation, account_id: int, complaint: int) -> None:
    work.insert(StepEvent, step_id=complaint, what="reopened", at="2026-05-14T13:00", note="again 又坏了")
    work.insert(Snooze, account_id=account_id, until_on="2026-06-30", reason="Reorganisation 改制")
    work.insert(CoverageTarget, account_id=account_id, role_group="finance", wanted="several")
    work.insert(KnownDifferent, kind="account", first_id=1, second_id=account_id)
    work.insert(PlanTemplate, name="Site survey 勘察", goal="Know {account}", steps='[{"title": "Ask"}]')


def _trip(journal: Journal) -> int:
    with journal.operation("freeze.trip") as work:
        return work.insert(
            Trip, name="Rail congress 铁路大会", kind="event", start_on="2026-05-12", end_on="2026-05-14"
        )


def _delivery(work: Operation, account_id: int, contact_id: int, visit_id: int, step_id: int) -> None:
    project_id = work.insert(
        Project,
        account_id=account_id,
        name="GSM-R 二期",
        stage="offer",
        value_minor=123_456_789_012_345,
        currency="CNY",
    )
    work.insert(StageChange, project_id=project_id, from_stage="lead", to_stage="offer", changed_on="2026-05-01")
    milestone_id = work.insert(Milestone, project_id=project_id, name="FAT", planned_on="2026-09-30")
    work.insert(
        AcceptanceItem, project_id=project_id, department="信号处", criterion="Handover below 300 ms", state="agreed"
    )
    signature_id = work.insert(Signature, project_id=project_id, department="通信处", signer_id=contact_id)
    work.insert(SignatureAttempt, signature_id=signature_id, tried_at="2026-05-14T16:00", result="waited 8 hours ☕")
    receivable_id = work.insert(
        Receivable,
        account_id=account_id,
        project_id=project_id,
        milestone_id=milestone_id,
        title="30 % on FAT",
        amount_minor=37_037_036,
        currency="CNY",
    )
    work.insert(Payment, receivable_id=receivable_id, paid_on="2026-05-10", amount_minor=1)
    work.insert(Asset, account_id=account_id, product="MSC", warranty_end_on="2028-02-29")
    work.insert(ContactStanding, contact_id=contact_id, noted_on="2026-05-14", stance=2, reason="gave us the plan 图纸")
    name = sha256(PHOTO).hexdigest()
    work.insert(Attachment, sha256=name, name="site 现场.png", size=len(PHOTO), visit_id=visit_id, step_id=step_id)
    work.insert(Tag, name="#铁路", colour="blue")
    work.insert(NoteTemplate, name="验收 Acceptance", body="# {account}\n- [ ] ")


def _after_sale(journal: Journal, work: Operation, account_id: int, contact_id: int, visit_id: int) -> None:
    project_id, milestone_id, receivable_id, asset_id = (
        journal.rows(f"SELECT id FROM {table}")[0][0] for table in ("project", "milestone", "receivable", "asset")
    )
    work.insert(Stage, name="Pilot 试点", position=2, phase="pursuit", probability=35, usual_days=60)
    work.insert(
        DateMove,
        project_id=project_id,
        milestone_id=milestone_id,
        from_on="2026-09-30",
        to_on="2026-11-30",
        noted_on="2026-05-14",
        reason="The tunnel is late 隧道",
    )
    work.insert(AcceptanceBatch, project_id=project_id, name="North 北段", sites="Depot 1\nDepot 2")
    work.insert(
        Collection,
        receivable_id=receivable_id,
        contacted_at="2026-05-14T10:00",
        contact_id=contact_id,
        said="Next week 下周付",
        promised_on="2026-05-22",
        promised_minor=37_037_035,
    )
    work.insert(VisitAsset, visit_id=visit_id, asset_id=asset_id, due_on="2026-05-14")
    work.insert(
        Feedback,
        account_id=account_id,
        product="MSC",
        asset_id=asset_id,
        contact_id=contact_id,
        kind="wish",
        words="One screen for all sites 一屏",
        noted_on="2026-05-14",
    )


def _digest_content(journal: Journal) -> None:
    """Store what no operation logs: an attachment's bytes and an editor's draft."""
    journal.connection.execute(
        "INSERT INTO reminder (id, kind, record_id, at) VALUES (?, 'step', 1, '2026-05-14T15:00')",
        (journal.ids.next(),),
    )
    journal.connection.execute("INSERT INTO attachment_thumbnail VALUES (?, ?)", (sha256(PHOTO).hexdigest(), PHOTO))
    journal.connection.execute("INSERT INTO attachment_content VALUES (?, ?)", (sha256(PHOTO).hexdigest(), PHOTO))
    journal.connection.execute(
        "INSERT INTO draft (id, record_table, record_id, content, saved_at) VALUES (?, 'visit', NULL, ?, ?)",
        (journal.ids.next(), '{"notes": "half a sent"}', journal.stamp()),
    )


def _trash_some(journal: Journal, account_id: int) -> None:
    gone = accounts.create(journal, name="Closed branch", parent_id=account_id).id
    visits.record(journal, account_id=gone, next_steps=[{"title": "Too late"}])
    accounts.trash(journal, gone)


def main(arguments: list[str]) -> int:
    """Write the frozen journal; 1 when there is one that must stay."""
    path = JOURNALS / f"version-{migrations.newest()}.rounds"
    if path.exists():
        if "--again" not in arguments:
            print(f"{path} exists. A released journal stays as it is; --again replaces one never released.")
            return 1
        path.unlink()
    path.parent.mkdir(exist_ok=True)
    write(path)
    print(f"{path}: {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
