"""The quick-add line: what is understood, what stays, and what is refused."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import outreach, steps, visits
from models.clock import FixedClock
from models.errors import InvalidValue, JournalError, NotFound
from models.journal import Journal
from models.known_names import KnownNames
from models.quick_add import Understood, save, sheet, understand
from models.text.clean import clean_line
from tests.factories import make_account, make_contact
from tests.readers import contact_named, participants_of


@pytest.fixture
def names(journal: Journal, clock: FixedClock) -> KnownNames:
    """Two accounts in each language, people at them, and two people of one name."""
    clock.set(datetime(2026, 5, 14, 10, 0))
    rail = make_account(journal, "Northern Rail", short_name="NR")
    make_account(journal, "Northern Power")
    beifang = make_account(journal, "北方铁路")
    make_account(journal, "Kestrel Energy")
    make_contact(journal, "徐海", account_id=beifang)
    make_contact(journal, "李明")
    make_contact(journal, "Tom Aldous", account_id=rail)
    make_contact(journal, "王强", account_id=rail)
    make_contact(journal, "王强", account_id=beifang)
    return KnownNames.of(journal)


def read(text: str, names: KnownNames, clock: FixedClock) -> Understood:
    return understand(text, clock, names)


def people(understood: Understood) -> list[str]:
    return [name for _, name in understood.people]


def test_the_line_of_the_picture(names: KnownNames, clock: FixedClock) -> None:
    understood = read("send BOQ to 徐海 next tue !promise @Northern Rail", names, clock)
    assert (understood.kind, understood.title, understood.account) == ("promise", "Send BOQ", "Northern Rail")
    assert (people(understood), understood.due) == (["徐海"], date(2026, 5, 19))


@pytest.mark.parametrize(
    ("text", "kind", "title", "account", "due"),
    [
        ("!承诺 @北方铁路 周五前给徐海发BOQ", "promise", "发BOQ", "北方铁路", "2026-05-15"),
        ("!承诺周五前发BOQ@北方铁路", "promise", "发BOQ", "北方铁路", "2026-05-15"),
        ("！投诉 ＠北方铁路：设备晚到", "complaint", "设备晚到", "北方铁路", None),
        ("!请求 @北方铁路 夜班谁来顶", "request", "夜班谁来顶", "北方铁路", None),
        ("!诉求 @北方铁路 夜班谁来顶", "request", "夜班谁来顶", "北方铁路", None),
        ("!风险 @北方铁路 预算未批", "risk", "预算未批", "北方铁路", None),
        ("!客户承诺 @北方铁路 月底确认预算", "customer_promise", "确认预算", "北方铁路", "2026-05-31"),
        ("@nr !Complaint: late crates at depot 4", "complaint", "Late crates at depot 4", "Northern Rail", None),
        ("!customer promise @NR name the signer", "customer_promise", "Name the signer", "Northern Rail", None),
        ("!theirs @NR name the signer, by fri", "customer_promise", "Name the signer", "Northern Rail", "2026-05-15"),
        ("!next step call back", "next_step", "Call back", "", None),
        ("@Kestrel send the list +3d", "next_step", "Send the list", "Kestrel Energy", "2026-05-17"),
        ("@Northern Rail's depot list", "next_step", "Depot list", "Northern Rail", None),
        ("eNodeB check tomorrow", "next_step", "eNodeB check", "", "2026-05-15"),
        ("visit the Madrid office next tue", "next_step", "Visit the Madrid office", "", "2026-05-19"),
    ],
)
def test_steps(
    names: KnownNames, clock: FixedClock, text: str, kind: str, title: str, account: str, due: str | None
) -> None:
    understood = read(text, names, clock)
    assert (understood.kind, understood.title, understood.account) == (kind, title, account)
    assert understood.due == (date.fromisoformat(due) if due else None)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("wow!great news", "Wow!great news"),
        ("!promis the list", "!promis the list"),
        ("Mail a@b.com about it", "Mail a@b.com about it"),
        ("Meet @ the depot", "Meet @ the depot"),
        ("Go to Leeds", "Go to Leeds"),
        ("给客户发清单 #报价 🚆", "给客户发清单 #报价 🚆"),
        ("Write to 王强 about it", "Write to 王强 about it"),
        ("!risk !promise both", "!promise both"),
    ],
)
def test_what_is_not_understood_stays(names: KnownNames, clock: FixedClock, text: str, title: str) -> None:
    assert read(text, names, clock).title == title


@pytest.mark.parametrize(
    ("text", "expected", "title"),
    [
        ("introduce to Tom Aldous and 徐海 the new lead", ["Tom Aldous", "徐海"], "Introduce the new lead"),
        ("备件清单发给徐海、李明", ["徐海", "李明"], "备件清单发给徐海、李明"),
        ("@Tom call back", ["Tom Aldous"], "Call back"),
        ("@NR to 王强: the list", ["王强"], "The list"),
    ],
)
def test_people(names: KnownNames, clock: FixedClock, text: str, expected: list[str], title: str) -> None:
    understood = read(text, names, clock)
    assert (people(understood), understood.title) == (expected, title)


def test_a_person_brings_the_account_if_there_is_only_one(names: KnownNames, clock: FixedClock) -> None:
    assert read("@Tom Aldous call back", names, clock).account == "Northern Rail"
    assert read("to 李明: the list", names, clock).account == ""
    assert read("to 徐海 and Tom Aldous: the list", names, clock).account == ""


def test_a_post_that_has_not_begun_brings_no_account(journal: Journal, names: KnownNames, clock: FixedClock) -> None:
    rail = make_account(journal, "Valley Rail")
    make_contact(journal, "Ana Ruiz", account_id=rail, post={"from_on": "2026-06-01"})
    assert read("@Ana Ruiz call back", KnownNames.of(journal), clock).account == ""
    clock.set(datetime(2026, 6, 1, 10, 0))
    assert read("@Ana Ruiz call back", KnownNames.of(journal), clock).account == "Valley Rail"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@Nowhere send it", "no account or contact called Nowhere"),
        ("@Northern send it", "Northern may mean several accounts: Northern Rail, Northern Power"),
        ("@王强 call", "王强 may mean several contacts"),
    ],
)
def test_an_unclear_name_is_refused(names: KnownNames, clock: FixedClock, text: str, message: str) -> None:
    with pytest.raises(NotFound, match=message):
        read(text, names, clock)


@pytest.mark.parametrize("text", ["", "!promise @NR fri", "!visit yesterday: no account", "x by 2026-02-30", "x" * 501])
def test_what_makes_no_step_and_no_visit_is_refused(names: KnownNames, clock: FixedClock, text: str) -> None:
    with pytest.raises(InvalidValue):
        read(text, names, clock)


@pytest.mark.parametrize(
    ("text", "start", "purpose", "summary", "who"),
    [
        (
            "visit @北方铁路 昨天下午3点 见了徐海、李明:谈了验收，周五前给清单",
            "2026-05-13T15:00", "", "谈了验收，周五前给清单", ["徐海", "李明"],
        ),
        ("拜访@北方铁路 昨天 和徐海、赵六：看了机房", "2026-05-13T00:00", "和徐海、赵六", "看了机房", ["徐海"]),
        ("visit @NR: agreed the dates", "2026-05-14T10:00", "", "agreed the dates", []),
        ("visit @NR they want it by fri", "2026-05-14T10:00", "", "they want it by fri", []),
        ("visit @NR tue 9:30 they want it by fri", "2026-05-12T09:30", "", "they want it by fri", []),
        ("!visit yesterday @NR, met Tom Aldous: fine", "2026-05-13T00:00", "", "fine", ["Tom Aldous"]),
        ("visit @NR 2026-05-12 acceptance: 634 items left", "2026-05-12T00:00", "acceptance", "634 items left", []),
    ],
)  # fmt: skip
def test_visits(
    names: KnownNames, clock: FixedClock, text: str, start: str, purpose: str, summary: str, who: list[str]
) -> None:
    understood = read(text, names, clock)
    assert (understood.kind, understood.state, understood.start) == ("visit", "held", start)
    assert (understood.title, understood.summary, people(understood)) == (purpose, summary, who)


def test_a_visit_ahead_is_planned_for_a_purpose(names: KnownNames, clock: FixedClock) -> None:
    understood = read("visit @NR next tue 10:00: walk through the BOQ", names, clock)
    assert (understood.state, understood.start) == ("planned", "2026-05-19T10:00")
    assert (understood.title, understood.summary) == ("walk through the BOQ", "")


@pytest.mark.parametrize(
    ("text", "who", "unknown"),
    [
        ("visit @北方铁路 昨天 见了徐海、赵六:谈了验收", ["徐海"], ("赵六",)),
        ("visit @北方铁路 昨天 见了赵六和徐海:谈了验收", ["徐海"], ("赵六",)),
        ("visit @NR, met Tom Aldous and Jane Doe: fine", ["Tom Aldous"], ("Jane Doe",)),
        ("visit @NR tomorrow 10am with Tom Aldous, Jane Doe", ["Tom Aldous"], ("Jane Doe",)),
        ("visit @NR tomorrow 10am with the BOQ", [], ()),
        ("visit @NR tomorrow 10am with Unit Seven7", [], ()),
        ("visit @NR yesterday: they met Jane Doe", [], ()),
        ("visit @北方铁路 昨天 见了Kestrel Energy:谈了验收", [], ()),
    ],
)
def test_people_nobody_has_written_down_yet(
    names: KnownNames, clock: FixedClock, text: str, who: list[str], unknown: tuple[str, ...]
) -> None:
    understood = read(text, names, clock)
    assert (people(understood), understood.unknown) == (who, unknown)
    assert all(name in f"{understood.title} {understood.summary}" for name in unknown)


def test_a_visit_can_be_written_on(journal: Journal, names: KnownNames, clock: FixedClock) -> None:
    held = sheet(journal, read("visit @北方铁路 昨天下午3点 见了徐海、李明:谈了验收", names, clock))
    assert (held.account, held.start, held.state) == ("北方铁路", "2026-05-13T15:00", "held")
    assert (held.summary, [one.name for one in held.people]) == ("谈了验收", ["徐海", "李明"])
    assert held.is_changed
    planned = sheet(journal, read("visit @Northern Rail tomorrow 10am to review the BOQ", names, clock))
    assert (planned.start, planned.state, planned.purpose) == ("2026-05-15T10:00", "planned", "to review the BOQ")


@pytest.mark.parametrize(
    ("text", "account", "who", "title"),
    [
        ("@xuhai 发报价", "北方铁路", ["徐海"], "发报价"),
        ("call @LiMing", "", ["李明"], "Call"),
        ("@beifangtielu发报价", "北方铁路", [], "发报价"),
        ("给xuhai发报价", "北方铁路", ["徐海"], "发报价"),
        ("send the list to xuhai tomorrow", "北方铁路", ["徐海"], "Send the list"),
        ("@NR to wangqiang: the list", "Northern Rail", ["王强"], "The list"),
        ("给xh发报价", "", [], "给xh发报价"),
        ("to xuhaiyang: the list", "", [], "To xuhaiyang: the list"),
    ],
)
def test_a_name_is_meant_by_its_pinyin_in_full(
    names: KnownNames, clock: FixedClock, text: str, account: str, who: list[str], title: str
) -> None:
    understood = read(text, names, clock)
    assert (understood.account, people(understood), understood.title) == (account, who, title)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@wangqiang call", "wangqiang may mean several contacts"),
        ("@xh call", "no account or contact called xh"),
        ("@liming call", "liming may mean an account or a contact: 黎明, 李明"),
    ],
)
def test_pinyin_that_means_nobody_or_several_is_refused(
    journal: Journal, names: KnownNames, clock: FixedClock, text: str, message: str
) -> None:
    make_account(journal, "黎明")
    with pytest.raises(NotFound, match=message):
        read(text, KnownNames.of(journal), clock)


def test_where_the_account_is_given_others_stay_words(journal: Journal, names: KnownNames, clock: FixedClock) -> None:
    rail = names.accounts.ids["northern rail"][0]
    understood = understand("ask @Kestrel Energy about it @NR to 王强", clock, names, at=rail)
    assert (understood.account, understood.title) == ("Northern Rail", "Ask @Kestrel Energy about it")
    assert [names.posts[one] for one, _ in understood.people] == [(rail,)]
    understood = understand("ask @Kestrel Energy", clock, names, at=0)
    assert (understood.account_id, understood.title) == (None, "Ask @Kestrel Energy")


def test_a_step_is_saved_as_it_was_understood(journal: Journal, names: KnownNames, clock: FixedClock) -> None:
    step_id = save(journal, read("!theirs @NR to Tom Aldous: name the signer by fri", names, clock)).id
    step = steps.get(journal, step_id)
    assert (step.kind, step.owner_side, step.title, step.due_on) == (
        "customer_promise", "theirs", "Name the signer", "2026-05-15",
    )  # fmt: skip
    assert [name for _, name in steps.people(journal, step_id)] == ["Tom Aldous"]


def test_a_visit_is_saved_as_it_was_understood(journal: Journal, names: KnownNames, clock: FixedClock) -> None:
    visit_id = save(journal, read("visit @北方铁路 昨天 见了徐海：谈了验收", names, clock)).id
    visit = visits.get(journal, visit_id)
    assert (visit.start, visit.state, visit.summary) == ("2026-05-13T00:00", "held", "谈了验收")
    assert [one.name for one in participants_of(journal, visit_id)] == ["徐海"]


def test_what_lies_in_the_trash_is_not_known(journal: Journal, names: KnownNames) -> None:
    from models import accounts, contacts

    accounts.trash(journal, accounts.find(journal, "Kestrel Energy").id)
    contacts.trash(journal, contact_named(journal, "李明").id)
    again = KnownNames.of(journal)
    assert "kestrel energy" in names.accounts.ids
    assert "kestrel energy" not in again.accounts.ids
    assert "李明" not in again.contacts.ids


@pytest.mark.parametrize(
    ("text", "title", "repeats", "due"),
    [
        ("check in every 2 weeks on Monday", "Check in", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-05-18"),
        ("每周一 电话回访 @北方铁路", "电话回访", "FREQ=WEEKLY;BYDAY=MO", "2026-05-18"),
        ("@NR send the report every 2 weeks", "Send the report", "FREQ=WEEKLY;INTERVAL=2", "2026-05-14"),
        ("call them tomorrow", "Call them", "", "2026-05-15"),
    ],
)  # fmt: skip
def test_what_comes_back(names: KnownNames, clock: FixedClock, text: str, title: str, repeats: str, due: str) -> None:
    understood = read(text, names, clock)
    assert (understood.title, understood.repeats) == (title, repeats)
    assert understood.due == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("text", "severity", "title"),
    [
        ("!complaint urgent @NR late crates", "urgent", "Late crates"),
        ("!投诉 紧急 @北方铁路 设备晚到", "urgent", "设备晚到"),
        ("@NR !complaint late crates !serious", "serious", "Late crates"),
        ("!投诉 严重延误", None, "严重延误"),
        ("!promise urgent parts", None, "Urgent parts"),
    ],
)
def test_how_serious_a_complaint_is(
    journal: Journal, names: KnownNames, clock: FixedClock, text: str, severity: str | None, title: str
) -> None:
    understood = read(text, names, clock)
    assert (understood.severity, understood.title) == (severity, title)
    assert steps.get(journal, save(journal, understood).id).severity == severity


def test_the_parts_say_where_what_stands(names: KnownNames, clock: FixedClock) -> None:
    text = "下周二给徐海发报价 !承诺 @北方铁路"
    understood = read(text, names, clock)
    assert [(text[slice(*part.span)], part.what, part.value) for part in understood.parts] == [
        ("下周二", "due", "2026-05-19"),
        ("给徐海", "person", "徐海"),
        ("!承诺", "kind", "promise"),
        ("@北方铁路", "account", "北方铁路"),
    ]


def test_a_part_that_is_to_stay_words_goes_back_into_the_title(names: KnownNames, clock: FixedClock) -> None:
    text = "send BOQ to 徐海 next tue !promise @Northern Rail"
    understood = understand(text, clock, names, as_words=["next tue", "@Northern Rail"])
    assert (understood.title, understood.due) == ("Send BOQ next tue @Northern Rail", None)
    assert people(understood) == ["徐海"]
    assert understood.account == "北方铁路"


_WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            ["@Northern Rail", "@NR", "to 徐海", "给李明", "!promise", "!投诉", "urgent", "next tue", "下周二", "：",
             "见了徐海、李明:",
             "every 2 weeks", "每周一", "visit @NR", "昨天下午3点", "发报价", "@Nobody", "2026-02-30"]
        ),
        st.text(max_size=12),
    ),
    max_size=8,
).map(" ".join)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_WORDS)
def test_no_text_fails_and_no_letter_is_lost(names: KnownNames, clock: FixedClock, text: str) -> None:
    try:
        understood = read(text, names, clock)
    except JournalError:
        return
    line = clean_line(text)
    inside = {place for part in understood.parts for place in range(*part.span)}
    outside = [line[place] for place in range(len(line)) if place not in inside]
    kept = Counter(f"{understood.title} {understood.summary}".casefold())
    lost = Counter("".join(outside).casefold()) - kept
    assert not [one for one in lost if one not in " ,，、;；:：-–—" and not one.isspace() and ord(one) > 32]


def test_what_follows_the_step_of_an_outreach_is_no_second_one_of_it(
    journal: Journal, names: KnownNames, clock: FixedClock
) -> None:
    (rail,) = journal.row("SELECT id FROM account WHERE name = 'Northern Rail'") or ()
    plan_id = outreach.start(journal, "Storm", [rail]).id
    (call,) = journal.row("SELECT id FROM step WHERE plan_id = ?", plan_id) or ()
    steps.close(journal, call)
    changes = save(journal, understand("send the drawings @Northern Rail", clock, names), follows=call)
    assert steps.get(journal, changes.id).plan_id is None
    assert [one.state for one in outreach.members(journal, plan_id)] == ["reached"]
