"""`import`: files into the journal, and its report."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import contacts, projects
from models.exchange import importer
from models.safety import backup
from models.safety.lock import JournalLock
from tests.factories import make_account
from tests.models.commands.running import Run, opened

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nN:{name};;;;\r\nORG:Northern Rail\r\nEND:VCARD\r\n"


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    """A vCard file of two people."""
    file = tmp_path / "phone.vcf"
    file.write_text(CARD.format(name="Tom Aldous") + CARD.format(name="徐海"), encoding="utf-8", newline="")
    return file


@pytest.fixture
def visits_with_a_broken_row(tmp_path: Path) -> Path:
    """A CSV file of visits, one of which has an impossible day."""
    file = tmp_path / "visits.csv"
    file.write_text(
        "date,account,people,purpose,summary\n2026-05-12,Northern Rail,Tom,Acceptance,Agreed\n"
        "2026-02-30,Northern Rail,Tom,Nothing,Never\n",
        encoding="utf-8",
    )
    return file


def names(path: Path) -> list[str]:
    with opened(path) as journal:
        return sorted(row.name for row in contacts.listing(journal))


def test_twice_imported_the_second_time_changes_nothing(run: Run, path: Path, cards: Path) -> None:
    first = run("import", cards, "-j", path, "--json")
    assert (first.code, first.err) == (0, "")
    assert set(first.data) >= {"new", "updated", "unchanged", "doubtful", "refused", "created"}
    assert (first.data["new"], first.data["created"]) == (2, False)
    second = run("import", cards, "-j", path, "--json")
    assert (second.data["new"], second.data["updated"], second.data["unchanged"]) == (0, 0, 2)
    assert names(path) == ["Tom Aldous", "徐海"]


def test_a_backup_that_is_kept_comes_first(run: Run, path: Path, cards: Path) -> None:
    run("import", cards, "-j", path)
    (made,) = backup.listing(path)
    assert made.pinned == "import"
    assert names(made.path) == []


def test_a_row_that_cannot_come_in_is_named(run: Run, path: Path, visits_with_a_broken_row: Path) -> None:
    ran = run("import", visits_with_a_broken_row, "-j", path, "--json")
    assert ran.code == 1
    assert "1 row could not come in" in ran.err
    (refused,) = ran.data["refused"]
    assert (refused["file"], refused["row"]) == ("visits.csv", 3)
    assert "2026-02-30" in refused["reason"]
    again = run("import", visits_with_a_broken_row, "-j", path)
    assert again.code == 1
    assert "Refused: visits.csv, row 3: " in again.out


def test_when_no_row_can_come_in_that_is_an_error(run: Run, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "broken.csv"
    file.write_text("date,account,summary\n2026-02-30,Northern Rail,Never\n", encoding="utf-8")
    ran = run("import", file, "-j", path, "--json")
    assert ran.code == 1
    assert len(ran.data["refused"]) == 1
    assert ran.data["error"] == ran.err.strip()


def test_a_dry_run_changes_nothing_and_backs_up_nothing(run: Run, path: Path, cards: Path) -> None:
    before = path.read_bytes()
    ran = run("import", cards, "-j", path, "--dry-run", "--json")
    assert ran.data["new"] == 2
    assert path.read_bytes() == before
    assert backup.listing(path) == []


def test_ones_own_journal_is_made_by_the_first_import(run: Run, own_journal: Path, cards: Path) -> None:
    assert run("import", cards, "--dry-run", "--json").data["new"] == 2
    assert not own_journal.exists()
    ran = run("import", cards, "--json")
    assert (ran.data["created"], ran.data["new"]) == (True, 2)
    assert names(own_journal) == ["Tom Aldous", "徐海"]


def test_a_mistyped_path_makes_no_journal(run: Run, tmp_path: Path, cards: Path) -> None:
    path = tmp_path / "mistyped.rounds"
    ran = run("import", cards, "-j", path)
    assert ran.code == 1
    assert "--create" in ran.err
    assert not path.exists()
    assert run("import", cards, "-j", path, "--create").code == 0
    assert names(path) == ["Tom Aldous", "徐海"]


@pytest.mark.parametrize("words", [["missing.vcf"], ["."]])
def test_what_cannot_be_read_at_all(
    run: Run, path: Path, cards: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(cards.parent)
    before = path.read_bytes()
    ran = run("import", *words, "-j", path)
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert path.read_bytes() == before


def test_while_another_program_has_the_journal_nothing_is_imported(run: Run, path: Path, cards: Path) -> None:
    with JournalLock(path):
        ran = run("import", cards, "-j", path)
    assert ran.code == 1
    assert "open in another program" in ran.err
    assert names(path) == []


def test_a_cancelled_import_leaves_nothing_half_done(
    run: Run, path: Path, cards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "_ROWS_BETWEEN_REPORTS", 1)
    monkeypatch.setattr("models.commands.importing._progress", lambda _: _cancel_at_the_second_row)
    ran = run("import", cards, "-j", path)
    assert (ran.code, ran.out, ran.err) == (130, "", "Interrupted; nothing is left half done.\n")
    assert names(path) == []
    with JournalLock(path):
        pass  # the lock was given back


def _cancel_at_the_second_row(done: int, total: int) -> None:
    if done == 1:
        raise KeyboardInterrupt


@pytest.mark.parametrize("content", [None, "", "foo,bar\n1,2\n", "date,account,summary\n2026-02-30,Northern Rail,No\n"])
def test_files_that_bring_nothing_in_make_no_journal(
    run: Run, own_journal: Path, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "visits.csv"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    ran = run("import", file)
    assert ran.code == 1
    assert "new journal" not in ran.err
    assert list(own_journal.parent.glob("*journal.rounds*")) == []


def test_an_interrupted_first_import_leaves_no_journal(
    run: Run, own_journal: Path, cards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importer, "import_files", interrupted)
    assert run("import", cards).code == 130
    assert list(own_journal.parent.glob("*journal.rounds*")) == []


def test_a_calendar_comes_in_and_goes_out_again(run: Run, path: Path, cards: Path, tmp_path: Path) -> None:
    run("import", cards, "-j", path)
    calendar = tmp_path / "office.ics"
    calendar.write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1@office\nDTSTART:20260520T100000\n"
        "SUMMARY:Northern Rail · Price\nATTENDEE;CN=Tom Aldous:mailto:tom@rail.example\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:2@office\nSUMMARY:When?\nEND:VEVENT\nEND:VCALENDAR\n",
        encoding="utf-8",
    )
    ran = run("import", calendar, "-j", path, "--json")
    assert (ran.code, ran.data["new"], ran.data["doubts"]) == (1, 1, [])
    assert [(row["row"], "DTSTART" in row["reason"]) for row in ran.data["refused"]] == [(9, True)]
    run("export", "--period", "2026-05-20..2026-05-20", "--audience", "self", "-j", path, "-o", tmp_path / "out.ics")
    out = (tmp_path / "out.ics").read_text(encoding="utf-8")
    assert "UID:1@office" in out
    assert "With: Tom Aldous" in out


LIST = "Clause,Department,Criterion,State\n1.1,Depot 1,Radio works,agreed\n1.2,Depot 1,Power works,{state}\n"


@pytest.fixture
def with_project(path: Path) -> Path:
    """A journal with a project."""
    with opened(path) as journal:
        projects.create(journal, account_id=make_account(journal), name="Lot 2 signalling radio")
    return path


def clauses(path: Path) -> list[str]:
    with opened(path) as journal:
        return [clause for (clause,) in journal.rows("SELECT clause FROM acceptance_item ORDER BY position")]


def test_an_acceptance_list_comes_into_its_project(run: Run, with_project: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST.format(state="signed"), encoding="utf-8")
    words = ("import", file, "--map", "acceptance", "--project", "lot 2", "-j", with_project, "--json")
    tried = run(*words, "--dry-run")
    assert (tried.data["new"], clauses(with_project)) == (2, [])
    assert (run(*words).data["new"], clauses(with_project)) == (2, ["1.1", "1.2"])
    assert (run(*words).data["unchanged"], clauses(with_project)) == (2, ["1.1", "1.2"])


def test_a_row_of_a_list_that_cannot_come_in_keeps_all_out(run: Run, with_project: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST.format(state="who knows"), encoding="utf-8")
    words = ("import", file, "--map", "acceptance", "--project", "Lot 2", "-j", with_project)
    ran = run(*words)
    assert (ran.code, clauses(with_project)) == (1, [])
    assert "row 3" in ran.out
    assert ran.err.startswith("Nothing was imported, as 1 row can't come in.")
    ran = run(*words, "--skip-refused")
    assert (ran.code, clauses(with_project)) == (1, ["1.1"])
    assert ran.err.startswith("1 row was left out, the others came in.")


@pytest.mark.parametrize(
    "words",
    [
        ("a.csv", "--map", "acceptance"),
        ("a.csv", "b.csv", "--map", "acceptance", "--project", "Lot 2"),
        ("a.vcf", "--project", "Lot 2"),
        ("a.csv", "--map", "nonsense"),
    ],
)
def test_words_that_do_not_go_together_are_wrong_usage(run: Run, path: Path, words: tuple[str, ...]) -> None:
    assert run("import", *words, "-j", path).code == 2


def test_a_list_of_installed_products_comes_in_whole_or_not_at_all(run: Run, path: Path, tmp_path: Path) -> None:
    with opened(path) as journal:
        make_account(journal, "Northern Rail")
    file = tmp_path / "products.csv"
    file.write_text("Account,Product,Serial number\nNorthern Rail,RC-8,7\nNobody,RC-8,8\n", encoding="utf-8")
    refused = run("import", file, "--map", "assets", "-j", path, "--json")
    assert (refused.code, refused.data["new"], refused.data["refused"][0]["row"]) == (1, 0, 3)
    assert refused.err.startswith("Nothing was imported, as 1 row can't come in.")
    file.write_text("Account,Product,Serial number\nNorthern Rail,RC-8,7\n", encoding="utf-8")
    assert run("import", file, "--map", "assets", "-j", path, "--dry-run", "--json").data["new"] == 1
    assert run("import", file, "--map", "assets", "-j", path, "--json").data["new"] == 1
    assert run("import", file, "--map", "assets", "-j", path, "--json").data["unchanged"] == 1


def test_products_need_a_list_of_their_own(run: Run, path: Path, cards: Path) -> None:
    assert run("import", cards, cards, "--map", "assets", "-j", path).code == 2
    assert run("import", cards, "--map", "assets", "--project", "Lot 2", "-j", path).code == 2
    wrong = run("import", cards, "--map", "assets", "-j", path)
    assert (wrong.code, wrong.err.count("\n")) == (1, 1)


def test_of_two_projects_of_one_name_the_account_says_which(run: Run, path: Path, tmp_path: Path) -> None:
    with opened(path) as journal:
        for name in ("Northern Rail", "Harbour Metro"):
            projects.create(journal, account_id=make_account(journal, name), name="Lot 2")
    file = tmp_path / "list.csv"
    file.write_text("Clause,Department,Criterion\n1.1,Depot 1,Radio works\n", encoding="utf-8")
    words = ("import", file, "--map", "acceptance", "--project", "Lot 2", "-j", path, "--json")
    assert "may mean several projects" in run(*words).err
    assert run(*words, "--account", "Harbour").data["new"] == 1
