"""Search: which records are found, in which order, and what is shown of them."""

from __future__ import annotations

import pytest

from models import attachments, changes, contacts, plans, steps, trips, visits
from models.errors import InvalidValue
from models.journal import Journal
from models.search import finding
from models.search.finding import Group, Hit
from models.text.folding import words_of
from tests.factories import make_account, make_contact, make_step, make_visit


def search(journal: Journal, query: str, limit: int = 50) -> list[Hit]:
    return finding.search(journal, query, limit)


def groups(journal: Journal, query: str, **wanted: int) -> dict[str, Group]:
    return {group.kind: group for group in finding.find(journal, query, **wanted).groups}


@pytest.fixture
def filled(journal: Journal) -> Journal:
    """An account in each language, each with a person, visits and a step."""
    rail = make_account(journal, "Northern Rail", short_name="NR")
    beifang = make_account(journal, "北方铁路局")
    make_contact(journal, "Zoë Müller", account_id=rail)
    make_visit(journal, rail, "2026-05-11T10:00", purpose="Acceptance", notes="The café opposite\nis 50% cheaper")
    make_visit(journal, rail, "2026-05-12T10:00", summary="They want the BOQ on Friday", highlight="First ORDER")
    make_visit(journal, beifang, "2026-05-13T10:00", summary="谈了报价，清单下周给")
    make_step(journal, "发报价清单", account_id=beifang, raised_at="2026-05-10T09:00")
    return journal


def found(journal: Journal, query: str, limit: int = 50) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in search(journal, query, limit)]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("muller ZOE", [("contact", "Zoë Müller")]),
        ("muller northern", [("contact", "Zoë Müller")]),
        ("müll", [("contact", "Zoë Müller")]),
        ("meb", []),
        ("CAFÉ", [("visit", "Acceptance")]),
        ("cafe 50%", [("visit", "Acceptance")]),
        ("boq order", [("visit", "They want the BOQ on Friday")]),
        ("nr", [("account", "Northern Rail")]),
        ("报价", [("visit", "谈了报价，清单下周给"), ("step", "发报价清单")]),
        ("清单 北方", [("visit", "谈了报价，清单下周给"), ("step", "发报价清单")]),
        ("ＢＯＱ", [("visit", "They want the BOQ on Friday")]),
        ("价清", [("step", "发报价清单")]),
        ("谈", [("visit", "谈了报价，清单下周给")]),
        ("清单下周给", [("visit", "谈了报价，清单下周给")]),
        ("报价 -发", [("visit", "谈了报价，清单下周给")]),
        ("cafe OR boq", [("visit", "They want the BOQ on Friday"), ("visit", "Acceptance")]),
        ('"the boq" -cafe', [("visit", "They want the BOQ on Friday")]),
        ('"boq the"', []),
        ("bftl", [("account", "北方铁路局")]),
        ("beifang 清单", [("visit", "谈了报价，清单下周给"), ("step", "发报价清单")]),
        ("boq cafe", []),
        ("🚄 boq", []),
        ("_", []),
        ("5_%", [("visit", "Acceptance")]),  # signs count for nothing, and 50 begins with 5
    ],
)
def test_every_word_must_occur(filled: Journal, query: str, titles: list[tuple[str, str]]) -> None:
    assert found(filled, query) == titles


def test_pictures_are_words(journal: Journal) -> None:
    rail = make_account(journal, "Northern Rail")
    make_visit(journal, rail, "2026-05-11T10:00", summary="Arrived by 🚄, all well 👍🏽")
    make_visit(journal, rail, "2026-05-12T10:00", summary="Arrived late 🚌")
    assert [title[-1] for _, title in found(journal, "🚄")] == ["🏽"]
    assert [title[-1] for _, title in found(journal, "arrived 🚌")] == ["🚌"]
    assert [title[-1] for _, title in found(journal, "arrived -🚄")] == ["🚌"]
    assert len(found(journal, "🚄 OR 🚌")) == 2
    assert found(journal, "🚂") == []


def test_what_is_written_beside_the_names_is_found_too(journal: Journal) -> None:
    rail = make_account(journal, "Northern Rail", notes="Parking behind the depot", private_notes="secret depot")
    make_visit(journal, rail, "2026-05-11T10:00", purpose="Acceptance", place="Depot Süd")
    make_step(journal, "Send the BOQ", account_id=rail, details="Two copies\nto the depot")
    assert sorted(hit.kind for hit in search(journal, "depot")) == ["account", "step", "visit"]
    assert [(hit.title, hit.snippet) for hit in search(journal, "depot copies")] == [("Send the BOQ", "Two copies")]
    assert [(hit.title, hit.snippet) for hit in search(journal, "sud")] == [("Acceptance", "Depot Süd")]
    assert found(journal, "parking") == [("account", "Northern Rail")]
    assert found(journal, "secret") == []


def test_the_newest_comes_first_over_all_kinds(filled: Journal) -> None:
    hits = search(filled, "北方")
    assert [hit.kind for hit in hits] == ["account"]
    hits = search(filled, "单")
    assert [hit.when for hit in hits] == ["2026-05-13T10:00", "2026-05-10T09:00"]


def test_no_more_than_asked_for(filled: Journal) -> None:
    assert found(filled, "单", 1) == [("visit", "谈了报价，清单下周给")]


def test_a_snippet_shows_the_place_on_one_line_with_the_words_marked(filled: Journal) -> None:
    (hit,) = search(filled, "cheaper is")
    assert hit.snippet == "is 50% cheaper"
    assert [hit.snippet[start:end] for start, end in hit.snippet_marks] == ["is", "cheaper"]
    long = make_visit(
        filled, search(filled, "northern")[0].id, "2026-05-14T08:00", notes="x " * 200 + "Straße " + "y " * 200
    )
    hit = search(filled, "strasse")[0]
    assert hit.id == long
    shown = hit.title
    assert shown.startswith("…x x")
    assert [shown[start:end] for start, end in hit.title_marks] == ["Straße"]
    assert shown.endswith("…")
    assert len(shown) < 160


def test_a_hit_says_where_and_when(filled: Journal) -> None:
    (hit,) = search(filled, "发报价清单")
    assert hit == Hit(
        "step", hit.id, "发报价清单", "2026-05-10T09:00", "北方铁路局", "", ((0, 5),), (), ("step", hit.id)
    )
    assert steps.get(filled, hit.id).title == "发报价清单"


def test_a_name_goes_before_a_note_and_within_both_the_newest_comes_first(journal: Journal) -> None:
    rail = make_account(journal, "Northern Rail")
    for day, more in (("11", {"purpose": "Depot"}), ("12", {"notes": "depot"}), ("13", {"purpose": "The depot"})):
        make_visit(journal, rail, f"2026-05-{day}T10:00", summary="s", **more)
    days = [hit.when[8:10] for hit in groups(journal, "depot")["visit"].hits]
    assert days == ["13", "11", "12"]


def test_each_group_holds_no_more_than_asked_for_and_says_whether_there_is_more(filled: Journal) -> None:
    found = groups(filled, "o", limit=1)
    assert len(found["visit"].hits) == 1
    assert found["visit"].more
    assert not groups(filled, "boq", limit=1)["visit"].more


def test_what_is_written_apart_is_no_word(journal: Journal) -> None:
    rail = make_account(journal, "Northern Rail")
    make_visit(journal, rail, "2026-05-11T10:00", summary="价格，不行", notes="到货")
    make_visit(journal, rail, "2026-05-12T10:00", summary="价", notes="格不同")
    assert found(journal, "格不") == [("visit", "格不同")]
    assert found(journal, "行到") == []
    assert len(found(journal, "价")) == 2


def test_plans_and_files_are_found_and_lead_to_what_can_be_opened(journal: Journal) -> None:
    rail = make_account(journal, "Northern Rail")
    visit_id = make_visit(journal, rail, "2026-05-11T10:00", summary="s")
    plan_id = plans.create(journal, goal="Win the depot", account_id=rail).id
    attachments.add(journal, "visit", visit_id, "depot plan.txt", b"text")
    opens = {hit.kind: hit.opens for hit in search(journal, "depot")}
    assert opens == {"plan": ("plan", plan_id), "attachment": ("visit", visit_id)}


def test_a_person_is_found_by_phone_and_post_and_under_a_former_account(journal: Journal) -> None:
    rail, other = make_account(journal, "Northern Rail"), make_account(journal, "Harbour Grid")
    points = [contacts.Point("phone", "+86 139 1234 5678")]
    person = contacts.create(journal, name="徐海", account_id=rail, post={"title": "Engineer"}, points=points).id
    contacts.take_post(journal, person, other, title="总工")
    for query in ("1234", "engineer", "总工", "徐海 northern", "xuhai harbour", "xh"):
        assert [hit.id for hit in search(journal, query) if hit.kind == "contact"] == [person], query


def test_private_notes_are_found_only_when_asked_for(journal: Journal) -> None:
    person = make_contact(journal, "徐海")
    contacts.edit(journal, person, private_notes="喜欢喝茶", kindnesses="lent me an umbrella")
    assert found(journal, "茶") == []
    assert found(journal, "in:private 喝茶") == [("contact", "徐海")]
    assert found(journal, "范围：私密 umbrella") == [("contact", "徐海")]


def test_undo_and_redo_are_searched_as_they_stand(filled: Journal) -> None:
    visits.record(filled, account_id=search(filled, "nr")[0].id, summary="Zebra")
    changes.undo(filled)
    assert found(filled, "zebra") == []
    changes.redo(filled)
    assert found(filled, "zebra") == [("visit", "Zebra")]


def test_the_trash_is_not_searched(filled: Journal) -> None:
    visits.trash(filled, search(filled, "cafe")[0].id)
    assert found(filled, "cafe") == []


@pytest.mark.parametrize("query", ["", "  ", "%", "?! _"])
def test_a_query_without_words_finds_nothing(filled: Journal, query: str) -> None:
    assert words_of(query) == []
    assert found(filled, query) == []


def test_of_a_page_that_was_pasted_each_word_counts_once_and_not_too_many() -> None:
    assert words_of("BOQ on Friday " * 5_000) == ["boq", "on", "friday"]
    assert len(words_of(" ".join(f"w{number}" for number in range(5_000)))) == 20


def test_a_trip_is_found_by_its_name_and_place_right_behind_the_names(journal: Journal) -> None:
    account = make_account(journal, "Congress Rail")
    old = trips.create(journal, name="Rail congress 铁路大会", kind="event", place="Harbin", start_on="2025-05-12").id
    new = trips.create(journal, name="Congress of cities", start_on="2026-05-12").id
    make_visit(journal, account, purpose="The congress", trip_id=new)
    found = finding.find(journal, "congr").groups
    assert [group.kind for group in found] == ["account", "trip", "visit"]
    assert [(hit.id, hit.when, hit.opens) for hit in found[1].hits] == [
        (new, "2026-05-12", ("trip", new)),
        (old, "2025-05-12", ("trip", old)),
    ]
    assert finding.find(journal, "congr", limit=1, kinds=["trip"]).groups[0].more
    assert [hit.id for hit in finding.find(journal, "harbin 铁路").groups[-1].hits] == [old]
    for nothing in ("ongress", "congress since:2026-01-01", "congress is:open"):
        assert not any(group.kind == "trip" for group in finding.find(journal, nothing).groups)


def test_a_trip_is_found_as_it_is_called_now_whoever_wrote_that(journal: Journal) -> None:
    def called(word: str) -> list[int]:
        return [hit.id for group in finding.find(journal, word, kinds=["trip"]).groups for hit in group.hits]

    old = trips.create(journal, name="Märkte 2025", start_on="2025-05-12").id
    new = trips.create(journal, name="Ｍａｒｋｅｔ tour 北方", start_on="2026-05-12").id
    assert called("mark") == [new, old]
    trips.trash(journal, new)
    assert called("mark") == [old]
    changes.undo(journal)
    assert called("北方") == [new]
    with Journal.open(journal.path) as other:
        trips.create(other, name="Market hall", start_on="2027-01-01")
    assert len(called("mark")) == 3

    def make_two() -> None:
        with journal.operation("trips.create"):
            trips.create(journal, name="Market square")
            assert len(called("mark")) == 4
            trips.create(journal, name="")

    with pytest.raises(InvalidValue):
        make_two()
    assert len(called("mark")) == 3
