"""Every journal of a released version opens with the present program, and holds what it held."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from models import (
    accounts,
    changes,
    colleagues,
    contacts,
    migrations,
    plans,
    steps,
    timeline,
    trash,
    visit_lists,
    visits,
)
from models.journal import Journal
from models.safety.check import check
from models.tables import (
    LOGGED,
    AcceptanceBatch,
    Collection,
    ContactStanding,
    CoverageTarget,
    DateMove,
    Feedback,
    KnownDifferent,
    NoteTemplate,
    PlanTemplate,
    Record,
    Snooze,
    Stage,
    StepEvent,
    Tag,
    VisitAsset,
    table_name,
)
from tests import freeze
from tests.readers import contact_named, steps_of_plan

FROZEN = sorted(freeze.JOURNALS.glob("version-*.rounds"))


@pytest.fixture(params=FROZEN, ids=lambda path: path.stem)
def frozen(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(request.param, tmp_path / request.param.name))


def test_there_is_one_of_every_version() -> None:
    assert [path.stem for path in FROZEN] == [f"version-{step.version}" for step in migrations.STEPS]


def test_a_frozen_journal_opens_whole(frozen: Path, tmp_path: Path) -> None:
    with Journal.open(frozen, backups=tmp_path / "backups") as journal:
        assert migrations.version_of(journal.connection) == migrations.newest()
        assert check(journal.connection).faults == ()
        for table in _tables_of(frozen):
            assert journal.row(f"SELECT count(*) > 0 FROM {table_name(table)}") == (1,), table


def _tables_of(frozen: Path) -> list[type[Record]]:
    """The logged tables that the version of this journal had already."""
    version = int(frozen.stem.rpartition("-")[2])
    return [table for table in LOGGED if _FIRST_VERSION.get(table, 1) <= version]


_TOLD_FROM_THE_FIRST = ("visit", "closed", "raised", "introduced", "joined", "left", "signed", "paid")
"""What histories told of already when the first of these journals was frozen."""

_FIRST_VERSION = {
    Tag: 2,
    NoteTemplate: 2,
    StepEvent: 3,
    PlanTemplate: 3,
    Snooze: 3,
    ContactStanding: 4,
    CoverageTarget: 4,
    KnownDifferent: 4,
    Stage: 5,
    DateMove: 5,
    AcceptanceBatch: 5,
    Collection: 5,
    VisitAsset: 5,
    Feedback: 5,
}


def test_a_frozen_journal_holds_what_it_held(frozen: Path, tmp_path: Path) -> None:
    with Journal.open(frozen, backups=tmp_path / "backups") as journal:
        assert colleagues.profile(journal).name == "Li Wei 李伟"
        names = [account.name for account in accounts.listing(journal)]
        assert names == ["Northern Rail Group", "华北铁路局"]
        account = accounts.find(journal, "HB")
        assert 10**17 < account.id < 10**18
        assert account.notes == "🚄"
        person = contact_named(journal, "徐海")
        assert [post.title for post in contacts.posts(journal, person.id)] == ["总工", "工程师"]
        assert [point.value for point in contacts.points(journal, person.id)] == ["+86 10 1234 5678", "xuhai"]
        states = [(line.state, line.people, line.confidential) for line in visit_lists.listing(journal)]
        assert states == [("planned", (), 0), ("held", ("徐海", "王建国"), 0), ("held", (), 1)]
        held = visit_lists.listing(journal, contact_id=person.id)[0].id
        assert visits.get(journal, held).notes == "1.50\nnull\n价格 👍🏽 \u202eשלום\u202c"
        assert [step.title for step in steps.of_visit(journal, held)] == ["Send the BOQ 报价"]
        (plan,) = plans.listing(journal)
        assert [step.title for step in steps_of_plan(journal, plan.id)] == ["Ask", "Offer"]
        group = accounts.find(journal, "Northern Rail Group").id
        told = [entry for entry in timeline.of_account(journal, group) if entry.event in _TOLD_FROM_THE_FIRST]
        assert len(told) == 11
        assert [thrown.title for thrown in trash.listing(journal) if thrown.kind == "account"] == ["Closed branch"]
        assert journal.row("SELECT value_minor, currency FROM project") == (123_456_789_012_345, "CNY")
        assert journal.row("SELECT content FROM attachment_content") == (freeze.PHOTO,)
        assert journal.row("SELECT content FROM draft") == ('{"notes": "half a sent"}',)
        assert journal.setting("language") == '"zh_CN"'


def test_the_history_of_a_frozen_journal_can_be_played(frozen: Path, tmp_path: Path) -> None:
    with Journal.open(frozen, backups=tmp_path / "backups") as journal:
        assert changes.redo(journal)
        assert accounts.find(journal, "Undone")
        count = 0
        while changes.undo(journal):
            count += 1
        assert count > 15
        for table in LOGGED:
            assert journal.rows(f"SELECT id FROM {table_name(table)}") == [], table
        while changes.redo(journal):
            count -= 1
        assert count == 0
        assert accounts.find(journal, "Undone")
        assert check(journal.connection).faults == ()


def test_a_journal_of_the_present_version_is_still_written_like_the_frozen_one(tmp_path: Path) -> None:
    """The schema of a released version must not change without a step; the engine's own version may."""
    freeze.write(tmp_path / "now.rounds")
    frozen = Path(shutil.copy(FROZEN[-1], tmp_path / "then.rounds"))
    with Journal.open(tmp_path / "now.rounds") as journal:
        now = journal.rows("SELECT type, name, sql FROM sqlite_schema ORDER BY name")
    with Journal.open(frozen) as journal:
        assert journal.rows("SELECT type, name, sql FROM sqlite_schema ORDER BY name") == now


def test_freezing_writes_the_same_bytes_every_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        freeze.write(tmp_path / f"{name}.rounds")
    assert (tmp_path / "one.rounds").read_bytes() == (tmp_path / "two.rounds").read_bytes()


def test_a_frozen_journal_is_not_replaced_by_accident(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(freeze, "JOURNALS", tmp_path / "journals")
    path = tmp_path / "journals" / f"version-{migrations.newest()}.rounds"
    assert freeze.main([]) == 0
    path.write_bytes(b"released")
    assert freeze.main([]) == 1
    assert path.read_bytes() == b"released"
    assert "stays as it is" in capsys.readouterr().out
    assert freeze.main(["--again"]) == 0
    assert path.stat().st_size > 10_000
