"""What is private stays in the journal: in no export, in no figure, in no view."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import apsw
import pytest

from models import (
    acceptance,
    accounts,
    assets,
    attachments,
    colleagues,
    collections,
    contacts,
    feedback,
    milestones,
    plans,
    projects,
    receivables,
    signing,
    steps,
    trips,
    visits,
)
from models.errors import InvalidValue
from models.journal import Journal
from models.summaries import formats, privacy
from models.summaries.brief import brief
from models.summaries.gather import KINDS, Kind, gather
from models.summaries.periods import parse_period, week_of
from models.summaries.privacy import Audience, AudienceName, reading_as
from models.summaries.report import Report
from models.text.language import Language
from tests.factories import TODAY, make_account, make_visit
from tests.models.picture_files import photo, with_traces
from tests.models.summaries.printed_text import text_of

PRIVATE = {
    ("account", "private_notes"),
    ("contact", "birthday"),
    ("contact", "preferences"),
    ("contact", "kindnesses"),
    ("contact", "private_notes"),
    ("visit", "private_notes"),
}
"""What no one but me may ever read, and I only after a confirmation."""

NOT_FOR_CUSTOMERS = {
    ("visit", "support_needed"),
    ("visit", "notes"),
    ("visit", "satisfaction"),
    ("visit", "expectation"),
    ("visit", "repeats"),
    ("contact", "stance"),
    ("contact", "closeness"),
    ("contact", "influence"),
    ("contact", "languages"),
    ("contact", "introduction"),
    ("contact", "notes"),
    ("contact_standing", "reason"),
    ("contact_standing", "stance"),
    ("contact_point", "value"),
    ("project", "competitor"),
    ("project", "probability"),
    ("receivable", "risk"),
    ("account", "notes"),
    ("step", "details"),
    ("step", "result"),
    ("trip", "name"),
    ("trip", "notes"),
    ("colleague", "job"),
    ("colleague", "email"),
    ("colleague", "phone"),
}


ENDINGS = tuple(formats.FORMATS)
OTHERS: tuple[AudienceName, ...] = ("manager", "customer")
OF_SEVERAL = ("trip", "territory")
"""Kinds that tell of several customers, so no customer reads them."""
READ_BY_OTHERS = [(a, kind) for a in OTHERS for kind in KINDS if a != "customer" or kind not in OF_SEVERAL]
"""Who else than me may read which kind."""
TELLING: tuple[Kind, ...] = ("period", "visit", "account", "trip", "project")
"""Kinds that say what happened in a visit; the others say who was met."""
REPEATS = {"OPEN": "FREQ=YEARLY;INTERVAL=55;COUNT=1", "HIDD": "FREQ=YEARLY;INTERVAL=77;COUNT=1"}
"""What stands in a repetition, which takes no word: its interval tells where it stood, and no other visit follows."""


def _filled(topic: Any, marker: str) -> dict[str, Any]:
    """Return every free text of a topic, filled with a word that says where it stood."""
    fields = [name for name, rule in topic.RULES.items() if _takes_text(rule)]
    words = {name: f"{marker}{name.replace('_', '')}" for name in fields}
    return words | {name: REPEATS[marker[:4]] for name in fields if name == "repeats"}


def _takes_text(rule: Any) -> bool:
    try:
        return rule("Word") == "Word"
    except InvalidValue:
        return False


@pytest.fixture
def marked(journal: Journal) -> tuple[Journal, int]:
    """A journal with a word in every field, and a confidential visit with all that can hang on it."""
    colleagues.set_profile(journal, name="Lin Sofia", region="East region", manager_name="Helen Marsh")
    account_id = accounts.create(journal, **_filled(accounts, "OPENaccount") | {"name": "Northern Rail"}).id
    secret_person = {"name": "Secretive Person", "birthday": "1980-03-07", "stance": -2, "closeness": 4}
    contact_id = contacts.create(
        journal,
        account_id=account_id,
        points=[contacts.Point("phone", "OPENpoint")],
        reason="OPENreason",
        **_filled(contacts, "OPENcontact") | secret_person | {"imported_as": "uid"},
    ).id
    project_id = _delivery(journal, account_id)
    _visit_with_steps(journal, account_id, contact_id, project_id, "OPEN", confidential=False)
    hidden_id = contacts.create(journal, name="HIDDENperson", account_id=account_id).id
    _visit_with_steps(journal, account_id, hidden_id, project_id, "HIDDEN", confidential=True)
    visits.plan(
        journal,
        account_id=account_id,
        start="2026-05-19T10:00",
        purpose="HIDDENplanned",
        confidential=True,
        people=[hidden_id],
    )
    return journal, account_id


def _delivery(journal: Journal, account_id: int) -> int:
    """Make a project under contract and one that is pursued, with words in every place that is not for a customer."""
    projects.create(journal, account_id=account_id, name="PURSUED", competitor="OPENcompetitor", probability=37)
    project_id = projects.create(
        journal,
        account_id=account_id,
        name="Line 4",
        stage="OPENstage",
        competitor="OPENcompetitor",
        probability=37,
        contract_number="HM-4",
        value_minor=4711,
        currency="EUR",
        expected_on="2026-07-19",
        notes="OPENprojectnotes",
    ).id
    projects.move(journal, project_id, "OPENnextstage", reason="OPENmovereason")
    projects.edit(journal, project_id, expected_on="2026-07-20", reason="OPENdatereason")
    milestone_id = milestones.add(journal, project_id, name="Accepted").id
    acceptance.add_item(
        journal, project_id, department="Depot 4", criterion="Criterion", evidence="OPENevidence", state="blocked",
        blocked_because="OPENitemblocked",
    )  # fmt: skip
    signature_id = acceptance.add_signature(
        journal, project_id, department="Depot 4", subject="Safety case", state="blocked",
        blocked_because="OPENsignatureblocked",
    ).id  # fmt: skip
    signing.attempt(journal, signature_id, at="2026-05-12T10:00", result="OPENattempt")
    receivable_id = receivables.create(
        journal,
        account_id=account_id,
        project_id=project_id,
        milestone_id=milestone_id,
        title="OPENreceivable",
        amount_minor=4711,
        currency="EUR",
        due_on="2026-04-01",
        risk="OPENmoneyrisk",
    ).id
    receivables.pay(journal, receivable_id, 11, on="2026-05-12", note="OPENpayment")
    collections.note(journal, receivable_id, at="2026-05-12T10:00", said="OPENcollected")
    for competitor, product in (("", "Radio"), ("Vantrel", "OPENrival")):
        assets.create(journal, account_id=account_id, product=product, competitor=competitor, notes="OPENassetnotes")
    feedback.create(journal, account_id=account_id, product="Radio", words="OPENfeedback", noted_on="2026-05-12")
    return project_id


def _visit_with_steps(
    journal: Journal, account_id: int, contact_id: int, project_id: int, marker: str, *, confidential: bool
) -> None:
    trip_id = trips.create(journal, name=f"{marker}trip", place=f"{marker}tripplace", notes=f"{marker}tripnotes").id
    colleague_id = colleagues.create(
        journal, name=f"{marker}colleague", job="colleaguejob", email="colleague@mail.example", phone="colleaguephone"
    ).id
    kinds = [
        {"kind": kind, "title": f"{marker}{kind}title", "details": f"{marker}{kind}details", "due_on": "2026-05-13",
         "people": [contact_id], "severity": "urgent" if kind == "complaint" else None,
         "owner_colleague_id": colleague_id, "project_id": project_id}
        for kind in steps.KINDS
    ]  # fmt: skip
    visit_id = visits.record(
        journal,
        **_filled(visits, f"{marker}visit") | {"account_id": account_id, "start": "2026-05-12T10:00", "zone": ""},
        confidential=confidential,
        tags=[f"{marker}tag"],
        satisfaction=2,
        trip_id=trip_id,
        project_id=project_id,
        people=[contact_id],
        colleagues=[colleague_id],
        questions=[f"{marker}question"],
        next_steps=kinds,
    ).id
    feedback.create(
        journal, account_id=account_id, visit_id=visit_id, product="Radio", words=f"{marker}feedback",
        noted_on="2026-05-12",
    )  # fmt: skip
    content = with_traces(80 + len(marker), 60)
    photo_id = attachments.add(journal, "visit", visit_id, f"{marker}filename.jpg", content).id
    attachments.edit(journal, photo_id, caption=f"{marker}caption", in_summary=True)
    other_id = attachments.add(journal, "visit", visit_id, "other.jpg", photo(90, 90 + len(marker))).id
    attachments.edit(journal, other_id, caption="UNTICKEDcaption")
    plan_id = plans.create(journal, goal="Win", account_id=account_id).id
    plans.add_step(journal, plan_id, title=f"{marker}planstep", visit_id=visit_id, due_on="2026-05-20")
    promise = next(step for step in steps.of_visit(journal, visit_id) if step.kind == "promise")
    steps.close(journal, promise.id, "broken", result=f"{marker}result")


def _project(journal: Journal) -> list[int]:
    return [one for (one,) in journal.rows("SELECT id FROM project WHERE name = 'Line 4'")]


def _exports(
    journal: Journal, account_id: int, folder: Path, audience: AudienceName, kind: Kind = "period", **ticked: bool
) -> dict[str, str]:
    ids = [account_id] if audience == "customer" else []
    ticked_or_chosen: dict[str, Any] = {**ticked, "project_ids": _project(journal)}
    texts = {}
    for code, ending in itertools.product(("en", "zh_CN") if kind == "period" else ("en",), ENDINGS):
        path = folder / f"{audience}-{kind}-{code}.{ending}"
        report = gather(
            journal,
            week_of(TODAY),
            language=Language(code),
            kind=kind,
            audience=audience,
            account_ids=ids,
            **ticked_or_chosen,
        )
        formats.save(report, path)
        texts[path.name] = text_of(path)
    return texts


@pytest.mark.parametrize("ticked", [{}, {"with_notes": True}, {"with_photos": True}])
@pytest.mark.parametrize(("audience", "kind"), READ_BY_OTHERS)
def test_no_export_holds_a_private_word_or_anything_confidential(
    marked: tuple[Journal, int], tmp_path: Path, audience: AudienceName, ticked: dict[str, bool], kind: Kind
) -> None:
    journal, account_id = marked
    if audience == "customer" and "with_notes" in ticked:
        with pytest.raises(InvalidValue, match="never shown"):
            _exports(journal, account_id, tmp_path, audience, kind, **ticked)
        return
    forbidden = ["HIDDEN", "privatenotes", "OPENcontactpreferences", "OPENcontactkindnesses", "1980-03-07", "03-07"]
    forbidden += ["OPENfilename", "UNTICKED", "INTERVAL=77", "OPENcontactportrait"]
    if "with_photos" not in ticked:
        forbidden += ["OPENcaption"]
    forbidden += ["colleaguejob", "colleague@mail.example", "colleaguephone"]
    if "with_notes" not in ticked:
        forbidden += ["OPENvisitnotes", "details", "tripnotes", "OPENcontactnotes"]
    if audience == "customer":
        forbidden += ["OPENcontactnotes", "OPENcontactlanguages", "OPENcontactintroduction", "OPENreason"]
        forbidden += ["supportneeded", "competitor", "OPENrisk", "riskstep", "next_step", "Helen", "4711", "47.11"]
        forbidden += ["OPENtrip", "OPENvisitexpectation", "opponent", "4/5", "INTERVAL=55"]
        forbidden += ["PURSUED", "stage", "movereason", "datereason", "projectnotes", "19 Jul", "20 Jul"]
        forbidden += ["blocked", "OPENattempt", "OPENreceivable", "OPENpayment", "OPENcollected", "OPENrival"]
        forbidden += ["OPENfeedback", "OPENevidence", "assetnotes", "0.11"]
    expected = "OPENvisitsummary" if kind in TELLING else {"territory": "Northern Rail"}.get(kind, "Secretive")
    for name, text in _exports(journal, account_id, tmp_path, audience, kind, **ticked).items():
        assert expected in text, f"{name} must hold the visit for this test to mean anything"
        assert [word for word in forbidden if word in text] == [], name


@pytest.mark.parametrize("kind", TELLING)
def test_ticked_notes_reach_the_manager(marked: tuple[Journal, int], tmp_path: Path, kind: Kind) -> None:
    journal, account_id = marked
    for name, text in _exports(journal, account_id, tmp_path, "manager", kind, with_notes=True).items():
        assert "OPENvisitnotes" in text, name


@pytest.mark.parametrize("kind", TELLING)
def test_private_notes_reach_me_only_after_a_confirmation(
    marked: tuple[Journal, int], tmp_path: Path, kind: Kind
) -> None:
    journal, account_id = marked
    for name, text in _exports(journal, account_id, tmp_path, "self", kind).items():
        assert "privatenotes" not in text, name
        assert "HIDDENvisitsummary" in text, name
    for name, text in _exports(journal, account_id, tmp_path, "self", kind, with_private=True).items():
        assert "OPENvisitprivatenotes" in text, name


@pytest.mark.parametrize(("audience", "kind"), READ_BY_OTHERS)
def test_nothing_changes_when_what_is_confidential_is_not_there(
    marked: tuple[Journal, int], audience: AudienceName, kind: Kind
) -> None:
    """Every figure, row and sentence for others is the same, whether there is anything confidential or not."""
    journal, account_id = marked

    def made() -> list[Report]:
        whole = gather(journal, week_of(TODAY), language=Language("en"), kind=kind, audience=audience,
                       account_ids=[account_id])  # fmt: skip
        alone = gather(journal, week_of(TODAY), language=Language("en"), kind=kind, audience=audience,
                       account_ids=[account_id], project_ids=_project(journal))  # fmt: skip
        return [replace(report, left_out="") for report in (whole, alone)]

    before = made()
    for (visit_id,) in journal.rows("SELECT id FROM visit WHERE confidential = 1"):
        for step in steps.of_visit(journal, visit_id):
            steps.trash(journal, step.id)
        visits.trash(journal, visit_id)
    assert made() == before


def test_a_confidential_visit_is_in_no_figure(marked: tuple[Journal, int]) -> None:
    journal, _ = marked
    report = gather(journal, week_of(TODAY), language=Language("en"))
    figures = {figure.label: figure.value for figure in report.figures}
    assert figures["visit"] == "1"
    assert figures["person, 1 new"] == "1"
    assert figures["promises kept"] == "0 / 1"
    assert figures["complaint open"] == "1"
    assert report.left_out == "Private notes and 2 confidential visits are left out."


def test_what_is_left_out_is_said_before_saving(journal: Journal) -> None:
    for audience, with_private, said in (
        ("manager", False, "Private notes are left out."),
        ("self", False, "Private notes are left out."),
        ("self", True, ""),
    ):
        report = gather(journal, week_of(TODAY), language=Language("en"), audience=audience, with_private=with_private)
        assert report.left_out == said


def test_the_brief_holds_no_private_word(marked: tuple[Journal, int], tmp_path: Path) -> None:
    journal, account_id = marked
    for code, ending in itertools.product(("en", "zh_CN"), ENDINGS):
        path = tmp_path / f"brief-{code}.{ending}"
        formats.save(brief(journal, account_id, language=Language(code)), path)
        text = text_of(path)
        assert "Secretive Person" in text
        for word in ("privatenotes", "preferences", "kindnesses", "1980"):
            assert word not in text, (path.name, word)


def test_a_report_without_a_period_after_it_counts_what_it_leaves_out_itself(marked: tuple[Journal, int]) -> None:
    journal, _ = marked
    report = gather(journal, week_of(TODAY), language=Language("en"), kind="visit")
    assert report.left_out == "Private notes and 1 confidential visit are left out."


def test_of_the_week_after_only_what_is_planned_counts_as_left_out(journal: Journal) -> None:
    account = make_account(journal)
    for start, state in (
        ("2026-05-03T23:59", "held"),
        ("2026-05-10T23:59", "held"),
        ("2026-05-12T10:00", "held"),
        ("2026-05-17T23:59", "planned"),
        ("2026-05-18T00:00", "planned"),
    ):
        make_visit(journal, account, start, state=state, confidential=True)
    report = gather(journal, parse_period("last-week", TODAY), language=Language("en"))
    assert report.left_out == "Private notes and 2 confidential visits are left out."


@pytest.mark.parametrize("audience", ["manager", "customer"])
def test_the_views_show_no_private_column_to_others(marked: tuple[Journal, int], audience: AudienceName) -> None:
    journal, _ = marked
    readers = (
        [Audience(audience)] if audience == "customer" else [Audience(audience), Audience(audience, with_notes=True)]
    )
    hidden = PRIVATE | (NOT_FOR_CUSTOMERS if audience == "customer" else set())
    for reader in readers:
        with reading_as(journal, reader):
            for table, column in hidden:
                _, shown = journal.row(f"SELECT max(id), max({column}) FROM shown_{table}") or (0, "")
                assert shown is None, (table, column)


@pytest.mark.parametrize("audience", OTHERS)
def test_the_views_hold_no_row_that_hangs_on_a_confidential_visit(
    marked: tuple[Journal, int], audience: AudienceName
) -> None:
    journal, _ = marked
    hidden = [visit_id for (visit_id,) in journal.rows("SELECT id FROM visit WHERE confidential = 1")]
    trip_ids = [trip_id for (trip_id,) in journal.rows("SELECT id FROM trip ORDER BY name")]
    assert len(trip_ids) == len(hidden) == 2
    with reading_as(journal, Audience(audience)):
        for table in ("visit_contact", "visit_colleague", "visit_question", "step"):
            assert journal.rows(f"SELECT 1 FROM shown_{table} WHERE visit_id IN (?, ?)", *hidden) == [], table
        assert journal.row("SELECT count(*) FROM shown_trip") == (1,)


@pytest.mark.parametrize("audience", privacy.AUDIENCES)
def test_no_bytes_but_those_of_chosen_photos_can_be_reached(
    marked: tuple[Journal, int], audience: AudienceName
) -> None:
    journal, account_id = marked
    hung = attachments.add(journal, "account", account_id, "contract.pdf", b"%PDF-1.7").id
    query = "SELECT sha256 FROM shown_attachment_content WHERE sha256 IS NOT NULL"
    names = "SELECT caption FROM shown_attachment WHERE visit_id IS NOT NULL ORDER BY caption"
    with reading_as(journal, Audience(audience)):
        assert journal.rows(query) == []
        assert journal.rows(names) == []
    with reading_as(journal, Audience(audience, with_photos=True)):
        shown = ["HIDDENcaption", "OPENcaption"] if audience == "self" else ["OPENcaption"]
        assert [caption for (caption,) in journal.rows(names)] == shown
        assert len(journal.rows(query)) == len(shown)
        for refused in ("SELECT content FROM attachment_content", "SELECT content FROM attachment_thumbnail"):
            with pytest.raises(apsw.AuthError):
                journal.rows(refused)
    assert attachments.content(journal, hung)


def test_every_column_has_been_thought_of(journal: Journal) -> None:
    """A new column of a table that summaries read must be given a reader before it can be shown."""
    for table, groups in privacy.COLUMNS.items():
        named = [column for columns in groups.values() for column in columns.split()]
        stamps = {"created_at", "changed_at", "revision", "deleted_at"}
        present = {name for (name,) in journal.rows("SELECT name FROM pragma_table_info(?)", table)} - stamps
        assert len(named) == len(set(named)), table
        assert set(named) == present, table


def test_the_engine_refuses_any_read_beside_the_views(marked: tuple[Journal, int]) -> None:
    journal, _ = marked
    with reading_as(journal, Audience("manager")):
        for query in (
            "SELECT private_notes FROM visit",
            "SELECT count(*) FROM visit",
            "SELECT value FROM change",
            "SELECT shown_visit.id FROM shown_visit JOIN visit ON visit.id = shown_visit.id",
        ):
            with pytest.raises(apsw.AuthError):
                journal.rows(query)
    assert journal.row("SELECT count(*) FROM visit") == (3,)


def test_a_reading_cut_short_as_it_begins_leaves_the_next_one_whole(marked: tuple[Journal, int]) -> None:
    journal, _ = marked

    def cut_short(operation: int, name: str | None, *_: str | None) -> int:
        stops = operation == apsw.SQLITE_CREATE_TEMP_VIEW and name == "shown_visit"
        return apsw.SQLITE_DENY if stops else apsw.SQLITE_OK

    journal.connection.authorizer = cut_short
    with pytest.raises(apsw.AuthError):
        gather(journal, week_of(TODAY), language=Language("en"))
    assert journal.rows("SELECT name FROM sqlite_temp_schema WHERE type = 'view'") == []
    assert gather(journal, week_of(TODAY), language=Language("en")).title == "Weekly customer report"


def test_a_customer_summary_names_its_account(journal: Journal) -> None:
    with pytest.raises(InvalidValue, match="name the account"):
        gather(journal, week_of(TODAY), language=Language("en"), audience="customer")


def test_nobody_else_can_be_given_private_notes(journal: Journal) -> None:
    with pytest.raises(InvalidValue, match="never leave"):
        gather(journal, week_of(TODAY), language=Language("en"), with_private=True)
    with pytest.raises(InvalidValue, match="never shown"):
        gather(journal, week_of(TODAY), language=Language("en"), audience="customer", account_ids=[1], with_notes=True)
