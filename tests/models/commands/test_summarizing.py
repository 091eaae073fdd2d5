"""`export` and `brief`: a summary in a file, and what is said before."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import assets, attachments, feedback, projects, receivables
from models.commands import lists, summarizing
from models.summaries import fonts, gather
from tests.factories import make_account, make_step, make_visit
from tests.models.commands.running import Run, opened
from tests.models.picture_files import with_traces


@pytest.fixture
def filled(path: Path) -> Path:
    """A journal with visits of two customers, one of them confidential."""
    with opened(path) as journal:
        rail = make_account(journal)
        depot = make_account(journal, "Leeds Depot", parent_id=rail)
        other = make_account(journal, "Kestrel Energy")
        make_visit(journal, rail, "2026-05-12T10:00", summary="Rail wants the BOQ", notes="rail notes")
        make_visit(journal, depot, "2026-05-12T15:00", summary="Depot wants crates", private_notes="depot secret")
        make_visit(journal, other, "2026-05-13T10:00", summary="Kestrel wants spares")
        make_visit(journal, other, "2026-05-13T12:00", summary="Kestrel whispers", confidential=True)
        make_visit(journal, rail, "2026-05-04T10:00", summary="Rail the week before")
    return path


def export(run: Run, path: Path, out: Path, *words: str) -> str:
    ran = run("export", "-j", path, "-o", out, *words, *(() if "--period" in words else ("--period", "this-week")))
    assert ran.code == 0, ran.err
    return out.read_text(encoding="utf-8")


def test_json_says_where_it_is_and_what_was_left_out(run: Run, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "summary.md"
    ran = run("export", "-j", filled, "--period", "this-week", "-o", out, "--json")
    assert ran.code == 0
    assert (ran.data["path"], ran.data["warnings"]) == (str(out), [])
    assert "1 confidential visit" in ran.data["left_out"]
    assert ran.data["left_out"] in ran.err
    text = out.read_text(encoding="utf-8")
    assert "Rail wants the BOQ" in text
    assert "Kestrel wants spares" in text
    assert "whispers" not in text


def test_the_period_asked_for(run: Run, filled: Path, tmp_path: Path) -> None:
    assert "Rail the week before" in export(run, filled, tmp_path / "a.md", "--period", "last-week")
    text = export(run, filled, tmp_path / "b.md", "--period", "2026-05-13..2026-05-13")
    assert "Kestrel wants spares" in text
    assert "Rail wants the BOQ" not in text


@pytest.mark.parametrize("period", ["2026-02-30..2026-03-01", "2026-05-14..2026-05-01", "2026-05-14..2026-13-01"])
def test_an_impossible_period_is_the_inputs_fault(run: Run, filled: Path, tmp_path: Path, period: str) -> None:
    ran = run("export", "-j", filled, "--period", period, "-o", tmp_path / "summary.md")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "summary.md").exists()


def test_an_account_with_its_branches_only(run: Run, filled: Path, tmp_path: Path) -> None:
    text = export(run, filled, tmp_path / "a.md", "--account", "northern", "--audience", "customer")
    assert "Depot wants crates" in text
    assert "Kestrel" not in text
    text = export(run, filled, tmp_path / "b.md", "--account", "Kestrel Energy", "--account", "Leeds Depot")
    assert "Kestrel wants spares" in text
    assert "Depot wants crates" in text
    assert "Rail wants the BOQ" not in text


def test_an_unknown_account(run: Run, filled: Path, tmp_path: Path) -> None:
    ran = run("export", "-j", filled, "--period", "this-week", "--account", "Nobody", "-o", tmp_path / "a.md")
    assert ran.code == 1
    assert "Nobody" in ran.err


def test_notes_and_private_notes_only_if_asked_for(run: Run, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.md"
    assert "rail notes" not in export(run, filled, out)
    assert "rail notes" in export(run, filled, out, "--notes")
    assert "depot secret" not in export(run, filled, out, "--audience", "self", "--notes")
    assert "depot secret" in export(run, filled, out, "--audience", "self", "--notes", "--private")


def test_the_language_of_the_summary(run: Run, filled: Path, tmp_path: Path) -> None:
    assert "2026年5月" in export(run, filled, tmp_path / "a.md", "--language", "zh_CN")
    assert "2026年5月" in export(run, filled, tmp_path / "a.md", "--lang", "zh_CN")
    assert "2026年5月" not in export(run, filled, tmp_path / "a.md", "--lang", "zh_CN", "--language", "en")


def test_letters_without_a_font_are_said_before_printing(
    run: Run, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "summary.pdf"

    def warnings(*_: object) -> list[str]:
        assert not out.exists()
        return ["No font shows this."]

    monkeypatch.setattr(fonts, "warnings", warnings)
    ran = run("export", "-j", filled, "--period", "this-week", "-o", out, "--json")
    assert ran.data["warnings"] == ["No font shows this."]
    assert "No font shows this.\n" in ran.err
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("name", ["mine.rounds.pdf", "other.pdf"])
def test_no_journal_is_written_over(run: Run, filled: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    if name.startswith("mine"):
        filled.rename(out)
        filled = out
    else:
        out.write_bytes(filled.read_bytes())
    before = out.read_bytes()
    ran = run("export", "-j", filled, "--period", "this-week", "-o", out)
    assert ran.code == 1
    assert "is a journal" in ran.err
    assert out.read_bytes() == before


@pytest.mark.parametrize("out", ["", "none/summary.md"])
def test_a_place_that_cannot_be_written(run: Run, filled: Path, tmp_path: Path, out: str) -> None:
    place = tmp_path / out if out else tmp_path / "folder.md"
    if not out:
        place.mkdir()
    ran = run("export", "-j", filled, "--period", "this-week", "-o", place)
    assert ran.code == 1
    assert str(place) in ran.err


def test_a_brief_on_an_account(run: Run, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "brief.md"
    ran = run("brief", "northern", "-j", filled, "-o", out, "--json")
    assert ran.code == 0
    assert ran.data["path"] == str(out)
    text = out.read_text(encoding="utf-8")
    assert "Northern Rail" in text
    assert "Rail wants the BOQ" in text
    assert "depot secret" not in text
    assert run("brief", "Nobody", "-j", filled, "-o", out).code == 1


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("period", "Next week’s plan"),
        ("visit", "# Visit reports"),
        ("account", "# Account report"),
        ("person", "# People met"),
        ("trip", "# Trips and events"),
        ("project", "# Project report"),
        ("territory", "# Territory"),
    ],
)
def test_every_kind_of_summary(run: Run, filled: Path, tmp_path: Path, kind: str, told: str) -> None:
    text = export(run, filled, tmp_path / "a.md", "--kind", kind)
    assert told in text
    assert "whispers" not in text


def test_every_kind_that_can_be_made_can_be_asked_for() -> None:
    assert tuple(gather.KINDS) == summarizing.KINDS


@pytest.mark.parametrize("kind", ["handover", "visits", "projects"])
def test_a_kind_that_is_not_there_is_refused_with_those_that_are(
    run: Run, filled: Path, tmp_path: Path, kind: str
) -> None:
    ran = run("export", "-j", filled, "--period", "this-week", "--kind", kind, "-o", tmp_path / "a.md")
    assert ran.code == 2
    assert all(known in ran.err for known in summarizing.KINDS)
    assert not (tmp_path / "a.md").exists()


def test_a_territory_is_also_a_table_and_a_picture(run: Run, filled: Path, tmp_path: Path) -> None:
    words = ("export", "-j", filled, "--period", "this-week", "--kind")
    for name, begins in (("a.csv", b"\xef\xbb\xbfAccount,"), ("a.png", b"\x89PNG")):
        assert run(*words, "territory", "-o", tmp_path / name).code == 0
        assert (tmp_path / name).read_bytes().startswith(begins)
    refused = run(*words, "account", "-o", tmp_path / "b.png")
    assert (refused.code, (tmp_path / "b.png").exists()) == (2, False)


def test_no_territory_is_told_to_a_customer(run: Run, filled: Path, tmp_path: Path) -> None:
    words = ("--kind", "territory", "--audience", "customer", "--account", "northern")
    ran = run("export", "-j", filled, "--period", "this-week", *words, "-o", tmp_path / "a.md")
    assert ran.code == 2
    assert "several customers" in ran.err


def test_no_trip_is_told_to_a_customer(run: Run, filled: Path, tmp_path: Path) -> None:
    words = ("--kind", "trip", "--audience", "customer", "--account", "northern")
    ran = run("export", "-j", filled, "--period", "this-week", *words, "-o", tmp_path / "a.md")
    assert ran.code == 2
    assert "several customers" in ran.err


def test_photos_leave_only_when_they_are_asked_for(run: Run, filled: Path, tmp_path: Path) -> None:
    with opened(filled) as journal:
        ((visit_id,),) = journal.rows("SELECT id FROM visit WHERE summary = 'Rail wants the BOQ'")
        added = attachments.add(journal, "visit", visit_id, "IMG_2041.jpg", with_traces()).id
        attachments.edit(journal, added, caption="The cabinet", in_summary=True)
    assert "cabinet" not in export(run, filled, tmp_path / "a.md")
    text = export(run, filled, tmp_path / "b.md", "--photos")
    assert "The cabinet][photo-1]" in text
    assert "IMG_2041" not in text


def test_a_brief_is_for_oneself_unless_said_otherwise(run: Run, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "brief.md"

    def brief(*words: str) -> str:
        ran = run("brief", "Kestrel", "-j", filled, "-o", out, *words)
        assert ran.code == 0, ran.err
        return out.read_text(encoding="utf-8")

    assert "Kestrel whispers" in brief()
    assert "Kestrel whispers" not in brief("--audience", "manager")
    assert run("brief", "Kestrel", "-j", filled, "-o", out, "--audience", "manager", "--private").code == 2
    assert run("brief", "Kestrel", "-j", filled, "-o", out, "--audience", "customer").code == 2


def test_private_notes_are_in_a_brief_only_when_asked_for(run: Run, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "brief.md"
    assert run("brief", "Leeds", "-j", filled, "-o", out).code == 0
    assert "depot secret" not in out.read_text(encoding="utf-8")
    assert run("brief", "Leeds", "-j", filled, "-o", out, "--private").code == 0
    assert "depot secret" in out.read_text(encoding="utf-8")


def test_a_brief_on_a_name_that_may_mean_several_names_them(run: Run, filled: Path, tmp_path: Path) -> None:
    with opened(filled) as journal:
        make_account(journal, "Northern Power")
    ran = run("brief", "north", "-j", filled, "-o", tmp_path / "brief.md")
    assert ran.code == 1
    assert "Northern Power" in ran.err
    assert "Write more of the name" in ran.err


def test_one_project_is_told_whole_and_several_as_a_table(run: Run, filled: Path, tmp_path: Path) -> None:
    with opened(filled) as journal:
        (account,) = (one for (one,) in journal.rows("SELECT id FROM account WHERE name = 'Northern Rail'"))
        projects.create(journal, account_id=account, name="Lot 2", contract_number="NR-2")
        projects.create(journal, account_id=account, name="Lot 3")
    words = ("--kind", "project", "--project")
    assert "# Lot 2" in export(run, filled, tmp_path / "a.md", *words, "lot 2")
    assert "# Lot 2" in export(run, filled, tmp_path / "b.md", *words, "lot 2", "--audience", "customer")
    table = export(run, filled, tmp_path / "c.csv", "--kind", "project", "--account", "northern")
    assert "Northern Rail,Lot 2,NR-2" in table
    assert "Northern Rail,Lot 3," in table
    for wrong, said in ((("lot",), "may mean several"), (("lot 9",), "no project called")):
        ran = run("export", "-j", filled, "--period", "this-week", *words, *wrong, "-o", tmp_path / "d.md")
        assert (ran.code, said in ran.err) == (1, True)


@pytest.mark.parametrize("wrong", [("--kind", "period", "-o", "a.md"), ("--kind", "project", "-o", "a.csv")])
def test_a_project_is_named_where_it_means_something(run: Run, filled: Path, wrong: tuple[str, ...]) -> None:
    assert run("export", "-j", filled, "--period", "this-week", "--project", "Lot 2", *wrong).code == 2


@pytest.mark.parametrize("kind", lists.KINDS)
def test_a_list_is_of_today_and_needs_no_period(run: Run, filled: Path, tmp_path: Path, kind: str) -> None:
    with opened(filled) as journal:
        (account,) = (one for (one,) in journal.rows("SELECT id FROM account WHERE name = 'Northern Rail'"))
        assets.create(journal, account_id=account, product="Radio")
        feedback.create(journal, account_id=account, product="Radio", words="Louder")
        make_step(journal, "The mast is not ours", kind="risk", account_id=account)
        receivables.create(journal, account_id=account, title="M3", amount_minor=5, currency="EUR")
    words = ("export", "-j", filled, "--kind", kind, "-o")
    for ending in ("csv", "md"):
        out = tmp_path / f"a.{ending}"
        assert run(*words, out).code == 0
        assert "Northern Rail" in out.read_text(encoding="utf-8")
    assert run(*words, tmp_path / "b.md", "--audience", "customer").code == 2
    assert run(*words, tmp_path / "b.md", "--project", "Lot 2").code == 2
