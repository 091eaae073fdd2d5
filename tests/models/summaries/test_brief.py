"""The brief says on one page what one must know before going."""

from __future__ import annotations

import io
import itertools
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

import pypdf
import pytest

from models import (
    acceptance,
    accounts,
    assets,
    contacts,
    feedback,
    milestones,
    preparation,
    projects,
    receivables,
    steps,
    visits,
)
from models.clock import FixedClock
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.summaries import brief as briefs
from models.summaries import markdown, pdf
from models.summaries.brief_page import BriefPage, BriefPart, clipped
from models.summaries.brief_parts import ROOMS, next_birthday
from models.text.language import Language
from tests.factories import make_account, make_contact, make_step, make_visit

ENGLISH = Language("en")


def parts(page: BriefPage) -> dict[str, BriefPart]:
    """Return the parts by their keys."""
    return {part.key: part for part in page.parts}


def said(page: BriefPage, key: str) -> list[str]:
    """Return the lines of a part, with how each stands."""
    lines = parts(page)[key].lines
    return [" | ".join(cell.text for cell in line.cells) or f"{line.text} · {line.state}".strip(" ·") for line in lines]


def test_a_brief_of_a_new_account_says_that_nothing_is_known(journal: Journal) -> None:
    page = briefs.read(journal, make_account(journal, city="Vessen"), language=ENGLISH)
    assert (page.title, page.subtitle) == ("Northern Rail", "Brief · Vessen")
    assert page.figures[0].value == "never"
    assert list(parts(page)) == ["meetings", "suggested"]
    assert parts(page)["meetings"].empty == "No visit yet."


def test_the_next_visit_is_one_whose_time_has_not_passed(journal: Journal, clock: FixedClock) -> None:
    account = make_account(journal)
    for start, purpose in (("T09:00", "in the morning"), ("T15:00", "in the afternoon"), ("T00:00", "at any time")):
        visits.plan(journal, account_id=account, start=f"2026-05-14{start}", purpose=purpose)
    visits.trash(journal, visits.plan(journal, account_id=account, start="2026-05-14T08:30").id)

    def purpose() -> str:
        return said(briefs.read(journal, account, language=ENGLISH), "visit")[1]

    clock.set(datetime(2026, 5, 14, 8, 0))
    assert purpose() == "at any time"
    journal.connection.execute("UPDATE visit SET start = '2026-05-15T00:00' WHERE purpose = 'at any time'")
    assert purpose() == "in the morning"
    clock.set(datetime(2026, 5, 14, 14, 0))
    assert purpose() == "in the afternoon"


def test_a_brief_holds_what_is_open_both_ways_and_the_next_visit(journal: Journal) -> None:
    account = make_account(journal, rhythm_days=30)
    person = make_contact(
        journal, account_id=account, post={"title": "CTO"}, role_group="decision", stance=1, closeness=4
    )
    left = make_contact(journal, "Gone", account_id=account)
    contacts.edit_post(journal, contacts.posts(journal, left)[0].id, until_on="2026-01-31")
    make_visit(
        journal, account, "2026-05-11T10:00", people=[person], summary="BOQ agreed", satisfaction=4, expectation_level=3
    )
    visit = visits.plan(
        journal, account_id=account, start="2026-05-20T09:30", purpose="Signatures", people=[person],
        questions=["Who signs first?"], expected_result="An order of signatures", place="Depot 4",
    ).id  # fmt: skip
    make_step(journal, "Send the BOQ", kind="promise", account_id=account, due_on="2026-05-12")
    make_step(journal, "Name the signers", kind="customer_promise", account_id=account, due_on="2026-05-18")
    make_step(journal, "Noise", kind="complaint", account_id=account, raised_at="2026-05-04T08:00", severity="serious")
    steps.close(journal, make_step(journal, "Long done", kind="promise", account_id=account))
    page = briefs.read(journal, account, language=ENGLISH)
    assert (page.account_id, page.visit_id) == (account, visit)
    assert [(one.value, one.before) for one in page.figures[:3]] == [
        ("3 days ago", "rhythm: every 30 days"),
        ("1", ""),
        ("1 / 1", ""),
    ]
    assert said(page, "visit") == [
        "Wed 20 May, 09:30 · on site · Depot 4",
        "Signatures",
        "Expected: An order of signatures",
        "With 徐海",
    ]
    assert said(page, "people") == ["徐海 | CTO | decision makers | supporter | 4 of 5 | 11 May"]
    assert said(page, "ours") == ["Send the BOQ · 2 days late"]
    assert said(page, "theirs") == ["Name the signers · until Mon 18 May"]
    assert said(page, "waiting") == ["Noise · waiting 10 days, serious"]
    assert said(page, "meetings") == ["11 May | 徐海 | BOQ agreed (satisfaction 4 of 5, expected 3)"]
    assert said(page, "asked") == ["Who signs first?"]


def test_each_line_leads_to_its_record(journal: Journal) -> None:
    account = make_account(journal)
    person = make_contact(journal, account_id=account)
    visit = make_visit(journal, account, people=[person])
    step = make_step(journal, kind="promise", account_id=account)
    found = parts(briefs.read(journal, account, language=ENGLISH))
    opens = {key: part.lines[0].opens for key, part in found.items() if part.lines}
    assert opens["people"] == ("contact", person)
    assert opens["meetings"] == ("visit", visit)
    assert opens["ours"] == ("step", step)


def test_a_brief_on_a_visit_names_those_who_will_be_there(journal: Journal) -> None:
    account = make_account(journal)
    guest, other = (make_contact(journal, name, account_id=account) for name in ("Guest", "Other"))
    near = visits.plan(journal, account_id=account, start="2026-05-15T09:00", people=[other], purpose="sooner").id
    far = visits.plan(journal, account_id=account, start="2026-09-20T09:00", people=[guest], purpose="later").id
    alone = visits.plan(journal, account_id=account, start="2026-05-16T09:00").id
    page = briefs.read(journal, visit_id=far, language=ENGLISH)
    assert page.visit_id == far
    assert parts(page)["visit"].title == "This visit"
    assert parts(page)["people"].title == "Who will be there"
    assert [line.text for line in parts(page)["people"].lines] == ["Guest"]
    assert "With Guest" not in said(page, "visit")
    assert briefs.read(journal, account, language=ENGLISH).visit_id == near
    page = briefs.read(journal, visit_id=alone, language=ENGLISH)
    assert parts(page)["people"].title == "Key people"
    assert len(parts(page)["people"].lines) == 2


def test_key_people_are_those_who_decide_and_the_closest(journal: Journal) -> None:
    group = make_account(journal, "Group")
    branch = make_account(journal, "Branch", parent_id=group)
    make_contact(journal, "Close user", account_id=branch, role_group="users", closeness=5)
    make_contact(journal, "Decides", account_id=group, role_group="decision", closeness=1)
    make_contact(journal, "Executive", account_id=group, role_group="decision", level="executive")
    twice = make_contact(journal, "Twice", account_id=branch, post={"title": "at the branch"})
    contacts.take_post(journal, twice, group, title="at the group")
    contacts.trash(journal, make_contact(journal, "Thrown away", account_id=group))
    contacts.take_post(journal, make_contact(journal, "Begins in June"), group, from_on="2026-06-01")
    for account, post in ((group, "at the group"), (branch, "at the branch")):
        page = briefs.read(journal, account, language=ENGLISH)
        assert f"Twice | {post} |  |  |  | not met yet" in said(page, "people")
    names = [line.text for line in parts(briefs.read(journal, group, language=ENGLISH))["people"].lines]
    assert names == ["Executive", "Decides", "Close user", "Twice"]


def test_a_brief_counts_its_branches(journal: Journal) -> None:
    group = make_account(journal, "Group")
    branch = make_account(journal, "Branch", parent_id=group)
    for day in range(1, 6):
        make_visit(journal, branch, f"2026-05-0{day}T08:00", summary=f"day {day}")
    make_visit(journal, group, "2026-05-14T08:00", summary="today")
    page = briefs.read(journal, group, language=ENGLISH)
    assert page.figures[0].value == "today"
    assert [line.split(" | ")[2] for line in said(page, "meetings")] == ["today", "day 5", "day 4"]


def test_of_a_meeting_that_is_not_summed_up_the_notes_tell_me_alone(journal: Journal) -> None:
    account = make_account(journal)
    notes = "## Talks\n\n- they want **three** radios\n- [x] → call\n" + "far behind " * 200
    make_visit(journal, account, "2026-05-12T10:00", purpose="Review", notes=notes, summary="")
    make_visit(journal, account, "2026-05-11T10:00", purpose="Hand over", notes=notes, summary="all agreed")
    make_visit(journal, account, "2026-05-10T10:00", purpose="First talk", summary="")
    mine = [line.split(" | ")[2] for line in said(briefs.read(journal, account, language=ENGLISH), "meetings")]
    assert mine[0].startswith("Talks they want three radios call far behind")
    assert mine[1:] == ["all agreed", "First talk"]
    theirs = briefs.read(journal, account, language=ENGLISH, audience="manager")
    assert [line.split(" | ")[2] for line in said(theirs, "meetings")] == ["Review", "all agreed", "First talk"]
    assert "radios" not in markdown.text(briefs.brief(journal, account, language=ENGLISH, audience="manager"))


def test_money_and_signatures_due_stand_in_the_brief(journal: Journal) -> None:
    account = make_account(journal)
    project = projects.create(journal, account_id=account, name="Line 4", competitor="Kestel").id
    for title, due in (("late", "2026-05-04"), ("soon", "2026-06-01"), ("far", "2026-08-01")):
        receivables.create(
            journal, account_id=account, title=title, amount_minor=1_000_00, currency="EUR", due_on=due,
            promised_on="2026-05-10" if title == "late" else None,
        )  # fmt: skip
    acceptance.add_signature(journal, project, department="Depot", state="blocked", blocked_because="training")
    page = briefs.read(journal, account, language=ENGLISH)
    assert said(page, "due") == [
        "late, € 1,000 · 10 days late, promised for 10 May",
        "soon, € 1,000 · until 1 June",
        "Line 4 · 0 of 1 signed",
        "Depot blocks: training · blocked",
    ]
    assert page.figures[-1].value == "€ 1,000"
    asked = said(page, "suggested")
    assert "“late” was to be paid on 10 May: what holds it up?" in asked
    assert "What does Depot need to sign for Line 4?" in asked


def test_what_goes_on_after_the_order_stands_in_the_brief(journal: Journal) -> None:
    account = make_account(journal)
    lot = projects.create(journal, account_id=account, name="Line 4", competitor="Kestel").id
    reached = milestones.add(journal, lot, name="Delivered", reached_on="2026-05-12").id
    asked = milestones.add(journal, lot, name="Accepted", reached_on="2026-05-12").id
    acceptance.add_signature(journal, lot, department="Depot", milestone_id=asked)
    owed = {"account_id": account, "project_id": lot, "amount_minor": 1_000_00, "currency": "EUR"}
    receivables.create(journal, title="Delivered", milestone_id=reached, **owed)
    receivables.create(journal, title="Accepted", milestone_id=asked, **owed)
    for version, ends in (("2.4", "2026-06-20"), ("2.10", "2026-05-01")):
        assets.create(journal, account_id=account, product="Cab radio", version=version, warranty_end_on=ends)
    assets.create(journal, account_id=account, product="Other radio", competitor="Kestel")
    secret = make_visit(journal, account, "2026-05-02T10:00", confidential=True)
    feedback.create(journal, account_id=account, product="Cab radio", words="Too quiet", noted_on="2026-05-02")
    feedback.create(journal, account_id=account, product="Cab radio", words="Secret wish", visit_id=secret)
    make_step(journal, "Flood", kind="risk", account_id=account, likelihood=1, effect=2)
    plan = "Rent a mast"
    make_step(journal, "Tunnel", kind="risk", account_id=account, likelihood=4, effect=5, contingency=plan)
    page = briefs.read(journal, account, language=ENGLISH, audience="manager")
    assert said(page, "due")[0] == "Delivered, € 1,000 · to be confirmed, then invoiced"
    assert not any(line.startswith("Accepted, ") for line in said(page, "due"))
    assert said(page, "risks") == ["Tunnel → Rent a mast · high risk", "Flood · low risk"]
    assert said(page, "installed") == [
        "Cab radio × 2, version 2.10, 2.4 · warranty until 20 June",
        "Cab radio: “Too quiet” · since 2 May",
    ]
    assert "Who maintains Cab radio after the warranty?" in said(page, "suggested")
    assert "Secret wish" in "".join(said(briefs.read(journal, account, language=ENGLISH), "installed"))


def test_who_blocks_several_signatures_for_one_reason_takes_one_line(journal: Journal) -> None:
    account = make_account(journal)
    for project in [projects.create(journal, account_id=account, name=name).id for name in ("Line 4", "Line 5")]:
        for why in ("training", "training", "spares"):
            acceptance.add_signature(journal, project, department="Depot", state="blocked", blocked_because=why)
    page = briefs.read(journal, account, language=ENGLISH)
    blocks = ["Depot blocks: training · blocked", "Depot blocks: spares · blocked"]
    assert said(page, "due") == ["Line 4 · 0 of 3 signed", *blocks, "Line 5 · 0 of 3 signed", *blocks]


def test_questions_follow_from_what_is_open(journal: Journal) -> None:
    account = make_account(journal, rhythm_days=10)
    make_contact(journal, account_id=account, role_group="technical")
    make_visit(journal, account, "2026-04-14T10:00", satisfaction=2)
    make_step(journal, "Test reports", kind="request", account_id=account)
    steps.answer(journal, make_step(journal, "Spare parts", kind="request", account_id=account))
    make_step(journal, "The order list", kind="customer_promise", account_id=account, due_on="2026-05-01")
    make_step(journal, "Later", kind="customer_promise", account_id=account, due_on="2026-06-01")
    make_step(journal, "BOQ", kind="promise", account_id=account, due_on="2026-05-01")
    projects.create(journal, account_id=account, name="Line 4")
    page = briefs.read(journal, account, language=ENGLISH)
    asked = said(page, "suggested")
    assert asked == [
        "What is needed to close “Test reports”?",
        "Does our answer to “Spare parts” help?",
        "When can we count on “The order list”?",
        "We are late with “BOQ”: which day still serves you?",
        "Who decides here, and who could introduce us?",
        "What has to change for you to be satisfied again?",
    ]
    assert all(line.kind == "suggested" for line in parts(page)["suggested"].lines)


def test_a_question_that_is_prepared_is_not_suggested_again(journal: Journal) -> None:
    account = make_account(journal)
    first = said(briefs.read(journal, account, language=ENGLISH), "suggested")[0]
    visits.plan(journal, account_id=account, start="2026-05-20T09:30", questions=[first.upper()])
    page = briefs.read(journal, account, language=ENGLISH)
    assert said(page, "asked") == [first.upper()]
    assert "suggested" not in parts(page)


def test_unanswered_questions_of_earlier_visits_come_back(journal: Journal) -> None:
    account = make_account(journal)
    visit = make_visit(journal, account, questions=["Who signs?", "Answered", "Ticked"])
    questions = preparation.listing(journal, visit)
    preparation.answer(journal, questions[1].id, done=False, answer="yes")
    preparation.answer(journal, questions[2].id)
    page = briefs.read(journal, account, language=ENGLISH)
    assert said(page, "unanswered") == ["Who signs? · from 13 May"]


PRIVATE = (
    "tea without milk",
    "helped with the move",
    "may leave in autumn",
    "watch the board",
    "a word in the corridor",
)


def with_private_lines(journal: Journal) -> int:
    """Make an account with everything private that a brief can tell, and return it."""
    account = make_account(journal, private_notes=PRIVATE[3])
    person = make_contact(
        journal, account_id=account, birthday="1980-05-20", preferences=PRIVATE[0], kindnesses=PRIVATE[1],
        private_notes=PRIVATE[2],
    )  # fmt: skip
    make_visit(journal, account, people=[person], private_notes=PRIVATE[4])
    return account


def test_private_lines_come_only_when_asked_for_and_only_for_oneself(journal: Journal) -> None:
    account = with_private_lines(journal)
    whole = markdown.text(briefs.brief(journal, account, language=ENGLISH, with_private=True))
    assert all(line in whole for line in (*PRIVATE, "20 May, in 6 days"))
    assert briefs.read(journal, account, language=ENGLISH, with_private=True).warning.startswith("This brief holds")
    for audience in ("self", "manager"):
        others = markdown.text(briefs.brief(journal, account, language=ENGLISH, audience=audience))
        assert not any(line in others for line in (*PRIVATE, "20 May"))
    with pytest.raises(InvalidValue, match="never leave the journal"):
        briefs.read(journal, account, language=ENGLISH, audience="manager", with_private=True)


def test_a_confidential_visit_never_shows_in_a_brief_for_others(journal: Journal) -> None:
    account = make_account(journal)
    person = make_contact(journal, "Secret guest", account_id=account)
    open_visit = make_visit(journal, account, "2026-05-01T10:00", summary="seen by all")
    secret = make_visit(
        journal, account, "2026-05-12T10:00", summary="secret talk", confidential=True, people=[person],
        questions=["secret question"], next_steps=[{"title": "secret step", "kind": "promise"}],
    )  # fmt: skip
    coming = visits.plan(
        journal, account_id=account, start="2026-05-20T10:00", purpose="secret plan", confidential=True
    )
    mine = markdown.text(briefs.brief(journal, account, language=ENGLISH))
    for words in ("secret talk", "secret question", "secret step", "secret plan", "Secret guest"):
        assert words in mine
    page = briefs.read(journal, account, language=ENGLISH, audience="manager")
    others = markdown.text(briefs.brief(journal, account, language=ENGLISH, audience="manager"))
    assert "ecret" not in others + repr(page)
    assert page.visit_id is None
    assert page.figures[0].value == "13 days ago"
    for visit in (secret, coming.id):
        with pytest.raises(InvalidValue, match="confidential"):
            briefs.read(journal, visit_id=visit, language=ENGLISH, audience="manager")
    assert briefs.read(journal, visit_id=open_visit, language=ENGLISH, audience="manager").visit_id == open_visit


def test_preparation_lists_stay_mine(journal: Journal) -> None:
    account = make_account(journal)
    make_visit(journal, account, questions=["What do they fear?"])
    visits.plan(journal, account_id=account, start="2026-05-20T10:00", questions=["Their budget?"])
    text = markdown.text(briefs.brief(journal, account, language=ENGLISH, audience="manager"))
    assert "fear" not in text
    assert "budget" not in text


def test_what_can_not_be_briefed_says_why(journal: Journal) -> None:
    account = make_account(journal)
    with pytest.raises(InvalidValue, match="never for a customer"):
        briefs.read(journal, account, language=ENGLISH, audience="customer")
    with pytest.raises(InvalidValue, match="needs an account"):
        briefs.read(journal, language=ENGLISH)
    accounts.trash(journal, account)
    with pytest.raises(NotFound):
        briefs.read(journal, account, language=ENGLISH)
    with pytest.raises(NotFound):
        briefs.read(journal, visit_id=5, language=ENGLISH)


def test_the_rooms_only_get_smaller() -> None:
    for room, smaller in pairwise(ROOMS):
        before, after = ([getattr(one, name) for name in type(one).__dataclass_fields__] for one in (room, smaller))
        assert all(left >= right for left, right in zip(before, after, strict=True))
        assert min(after) >= 1 or replace(smaller, suggested=1) in ROOMS
        assert before != after


@pytest.mark.parametrize(
    ("birthday", "today", "falls"),
    [
        ("1980-05-14", "2026-05-14", "2026-05-14"),
        ("--05-13", "2026-05-14", "2027-05-13"),
        ("2000-02-29", "2026-02-28", "2026-02-28"),
        ("2000-02-29", "2028-02-28", "2028-02-29"),
        ("1980-01-01", "2026-12-31", "2027-01-01"),
        ("", "2026-05-14", None),
    ],
)
def test_the_next_birthday_is_today_or_ahead(birthday: str, today: str, falls: str | None) -> None:
    found = next_birthday(birthday, date.fromisoformat(today))
    assert (found.isoformat() if found else None) == falls


def test_a_clipped_text_keeps_its_beginning() -> None:
    assert clipped("one\n two", 20) == "one two"
    assert clipped("欧阳明珠" * 10, 5) == "欧阳明珠…"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_brief_of_a_large_account_stays_on_one_page_and_counts_the_rest(journal: Journal, language: str) -> None:
    account = make_account(journal, "A very long name of an account " * 6, city="Vessen " * 20)
    people = [
        make_contact(
            journal, f"Person {number} 欧阳明珠", account_id=account, post={"title": "Head of Network Planning"},
            preferences="likes long walks along the river " * 10, birthday="1980-05-20",
        )
        for number in range(30)
    ]  # fmt: skip
    for number in range(12):
        talk = f"Talk {number}: the revised bill of quantities, 第二批验收资料, were settled. " * 12
        make_visit(journal, account, f"2026-05-{number + 1:02}T10:00", people=people[:4], summary=talk)
        for kind in ("promise", "customer_promise", "complaint", "risk", "request"):
            make_step(journal, f"{kind} {number}: a rather long sentence " * 5, kind=kind, account_id=account)
    report = briefs.brief(journal, account, language=Language(language), with_private=True)
    assert len(pypdf.PdfReader(io.BytesIO(pdf.render(report))).pages) == 1
    ours = {section.key: section for section in report.sections}["ours"].items
    assert str(12 - (len(ours) - 1)) in ours[-1]


def test_right_to_left_and_strange_names_are_no_second_page(journal: Journal) -> None:
    account = make_account(journal, "شركة الشمال للسكك الحديدية " * 3)
    for number in range(20):
        make_contact(journal, f"محمد بن عبد الله {'ﷺ' * 30} {number}", account_id=account, post={"title": "W" * 200})
        make_step(journal, "W" * 500, kind="promise", account_id=account)
        make_step(journal, "𠜎" * 400, kind="complaint", account_id=account)
    report = briefs.brief(journal, account, language=ENGLISH)
    assert len(pypdf.PdfReader(io.BytesIO(pdf.render(report))).pages) == 1


def test_the_longest_names_of_all_are_no_second_page(journal: Journal) -> None:
    account = make_account(
        journal, "W" * 200, city="城" * 200, region="区" * 200, industry="W" * 200, private_notes="W" * 900
    )
    people = [
        make_contact(
            journal, f"{number}{'李' * 190}", account_id=account, post={"title": "长" * 200}, birthday="--05-20",
            preferences="W" * 300, role_group="decision", stance=-2, closeness=5,
        )
        for number in range(6)
    ]  # fmt: skip
    for day in (10, 11, 12):
        make_visit(
            journal, account, f"2026-05-{day}T10:00", people=people, summary="W" * 500, satisfaction=1,
            questions=["W" * 900], private_notes="W" * 900,
        )  # fmt: skip
    for kind in ("promise", "customer_promise", "complaint", "risk", "request"):
        make_step(journal, "W" * 500, kind=kind, account_id=account, due_on="2026-05-01")
    for code in ("EUR", "USD", "CNY"):
        receivables.create(
            journal, account_id=account, title="W" * 200, amount_minor=10**14, currency=code, due_on="2026-05-01",
            promised_on="2026-05-10",
        )  # fmt: skip
    project = projects.create(journal, account_id=account, name="W" * 200).id
    acceptance.add_signature(journal, project, department="W" * 200, state="blocked", blocked_because="W" * 900)
    coming = visits.plan(
        journal, account_id=account, start="2026-05-20T10:00", purpose="W" * 300, expected_result="W" * 900,
        place="W" * 300, people=people, questions=["W" * 900, "M" * 900],
    ).id  # fmt: skip
    for language, visit_id in itertools.product(("en", "zh_CN"), (None, coming)):
        report = briefs.brief(journal, account, visit_id=visit_id, language=Language(language), with_private=True)
        assert len(pypdf.PdfReader(io.BytesIO(pdf.render(report))).pages) == 1
