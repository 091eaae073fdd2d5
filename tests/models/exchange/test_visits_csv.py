from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from models.errors import CannotRead
from models.exchange.csv_rows import plain_heading
from models.exchange.records import Participant, VisitRecord
from models.exchange.visits_csv import HEADINGS
from models.text.language import Language
from tests.models.exchange.files_of_tests import reading, reading_of


def one(folder: Path, headings: str, row: str) -> VisitRecord:
    found = reading_of(folder, f"{headings}\n{row}\n")
    assert [str(refused) for refused in found.refused] == []
    return found.visits[0]


def refusal(folder: Path, headings: str, row: str) -> str:
    found = reading_of(folder, f"{headings}\n{row}\n")
    assert found.visits == ()
    return str(found.refused[0])


def test_no_heading_means_two_things() -> None:
    headings = [plain_heading(heading) for row in HEADINGS.values() for heading in row.split(", ")]
    assert sorted(headings) == sorted(set(headings))


def test_a_chinese_visit_list_in_gb18030() -> None:
    found = reading("visits.csv")
    assert [visit.day for visit in found.visits] == [date(2026, 5, day) for day in (11, 12, 13, 14, 21)]
    first, _, third, fourth, last = found.visits
    assert first == VisitRecord(
        file="visits.csv",
        row=2,
        day=date(2026, 5, 11),
        start=time(15),
        minutes=90,
        account="云岭电信有限公司",
        people=(Participant("张伟", "网络部总经理"), Participant("赵敏")),
        channel="on_site",
        purpose="汇报扩容方案",
        summary="原则同意分两期实施，一期先上昆明。",
        notes="会议室在三楼。\n张总担心割接窗口，赵总要求提供备件清单。",
        next_step="提交备件清单",
        due=date(2026, 5, 18),
    )
    assert third.due == date(2026, 5, 15)
    assert fourth.channel == "hosted"
    assert last.state == "planned"


def test_each_refused_visit_names_file_line_and_remedy() -> None:
    said = [refused.say(Language("en")) for refused in reading("visits.csv").refused]
    assert said == [
        "visits.csv, line 7: There is no day “2026-05-32”. Correct the date.",
        "visits.csv, line 8: The row names no account. Fill in whom the visit was made to.",
        "visits.csv, line 9: “飞鸽传书” is no known way of meeting. "
        "Write one of: on site, hosted, call, video, message, event.",
    ]


def test_an_english_visit_list_of_a_continental_spreadsheet() -> None:
    first, second = reading("visits-english.csv").visits
    assert (first.day, first.due) == (date(2026, 5, 13), date(2026, 5, 20))
    assert [person.name for person in first.people] == ["Tom Reed", "Ng O'Brien-Łukasz"]
    assert [person.name for person in second.people] == ["Ingrid Halvorsen", "Nils van der Berg"]
    assert second.channel == "event"


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("On site", "on_site"),
        ("Visit", "on_site"),
        ("face to face", "on_site"),
        ("现场", "on_site"),
        ("实地拜访", "on_site"),
        ("到访", "on_site"),
        ("Phone call", "call"),
        ("电话拜访", "call"),
        ("Video call", "video"),
        ("Teams", "video"),
        ("线上会议", "video"),
        ("QQ微信拜访", "message"),
        ("e-mail", "message"),
        ("邮件", "message"),
        ("Hosted at ours", "hosted"),
        ("客户来访", "hosted"),
        ("接待", "hosted"),
        ("Trade fair", "event"),
        ("展会", "event"),
        ("In person", "on_site"),
        ("Virtual", "video"),
        ("去电", "call"),
        ("拨打", "call"),
        ("其他", None),
        ("其它", None),
        ("Other", None),
    ],
)
def test_the_ways_of_meeting_in_both_languages(tmp_path: Path, words: str, channel: str | None) -> None:
    assert one(tmp_path, "Date,Account,Channel", f"2026-05-14,Meridian,{words}").channel == channel


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Planned", "planned"),
        ("未拜访", "planned"),
        ("Completed", "held"),
        ("已完成", "held"),
        ("取消", "cancelled"),
        ("No-show", "missed"),
        ("未完成", "planned"),
        ("待完成", "planned"),
        ("未结束", "planned"),
        ("Not completed", "planned"),
        ("Not visited", "planned"),
        ("Not Started", "planned"),
        ("Deferred", "planned"),
    ],
)
def test_the_states_in_both_languages(tmp_path: Path, words: str, state: str) -> None:
    assert one(tmp_path, "Date,Account,Status", f"2026-05-14,Meridian,{words}").state == state


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("张伟、李娜", ["张伟", "李娜"]),
        ("张伟；李娜", ["张伟", "李娜"]),
        ("张伟，李娜", ["张伟", "李娜"]),
        ("张伟和李娜", ["张伟", "李娜"]),
        ("张伟/李娜", ["张伟", "李娜"]),
        ("Anna Weber; Tom Reed", ["Anna Weber", "Tom Reed"]),
        ("Anna Weber, Tom Reed", ["Anna Weber", "Tom Reed"]),
        ("Anna Weber and Tom Reed", ["Anna Weber", "Tom Reed"]),
        ("Weber, Anna; Reed, Tom", ["Anna Weber", "Tom Reed"]),
        ("Anna Weber (Buyer)\nTom Reed", ["Anna Weber", "Tom Reed"]),
        ("-", []),
    ],
)
def test_the_people_of_one_cell(tmp_path: Path, cell: str, names: list[str]) -> None:
    visit = one(tmp_path, "Date,Account,People", f'2026-05-14,Meridian,"{cell}"')
    assert [person.name for person in visit.people] == names


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("张伟（总工、博士）", [("张伟", "总工、博士")]),
        ("张伟（总工，博士）、李娜", [("张伟", "总工，博士"), ("李娜", "")]),
        ("Anna Weber (CTO, Rail)", [("Anna Weber", "CTO, Rail")]),
        ("Anna Weber (R&D / Rail), Tom Reed", [("Anna Weber", "R&D / Rail"), ("Tom Reed", "")]),
        ("Anna Weber (CTO, Tom Reed", [("Anna Weber (CTO", ""), ("Tom Reed", "")]),
    ],
)
def test_a_title_in_brackets_stays_whole(tmp_path: Path, cell: str, people: list[tuple[str, str]]) -> None:
    visit = one(tmp_path, "Date,Account,People", f'2026-05-14,Meridian,"{cell}"')
    assert [(person.name, person.title) for person in visit.people] == people


def test_midnight_is_how_spreadsheets_write_a_day_without_a_time(tmp_path: Path) -> None:
    assert one(tmp_path, "Date,Account", "2026-05-14 00:00:00,Meridian").start is None
    visit = one(tmp_path, "Date,Start,End,Account", "2026-05-14,00:00,00:00,Meridian")
    assert (visit.start, visit.minutes) == (None, None)


def test_start_and_end_in_columns_of_their_own(tmp_path: Path) -> None:
    visit = one(tmp_path, "Date,Start,End,Account", "2026-05-14,3 pm,4:30 pm,Meridian")
    assert (visit.start, visit.minutes) == (time(15), 90)
    visit = one(tmp_path, "Date,Start Time,Duration,Account", "2026-05-14,2026-05-14 15:00,2 h,Meridian")
    assert (visit.start, visit.minutes) == (time(15), 120)


def test_a_time_column_may_hold_the_date_too(tmp_path: Path) -> None:
    visit = one(tmp_path, "时间,客户,内容", "2026-05-14 15:00,云岭电信,汇报方案")
    assert (visit.day, visit.start, visit.notes) == (date(2026, 5, 14), time(15), "汇报方案")


@pytest.mark.parametrize(
    ("headings", "row", "reason"),
    [
        ("Date,Account", ",Meridian", "The row has no date"),
        ("Date,Account", "someday,Meridian", "not a date that can be read"),
        ("Date,Start,End,Account", "2026-05-14,16:00,15:00,Meridian", "ends at 15:00 and starts at 16:00"),
        ("Date,Account,Due", "2026-05-14,Meridian,2026-05-20", "a due date (2026-05-20) and no next step"),
        ("Date,Account,Next step,Due", "2026-05-14,Meridian,Send it,2026-02-30", "There is no day"),
        ("Date,Account,Status", "2026-05-14,Meridian,sideways", "no known state"),
        ("Date,Account,Minutes", "2026-05-14,Meridian,ages", "not the length of a visit"),
    ],
)
def test_what_cannot_be_read_in_a_row_is_said(tmp_path: Path, headings: str, row: str, reason: str) -> None:
    assert reason in refusal(tmp_path, headings, row)


def test_dates_that_can_be_read_in_two_ways_are_remarked_on(tmp_path: Path) -> None:
    found = reading_of(tmp_path, "Date,Account\n3/4/2026,Meridian\n", "visits.csv")
    assert found.visits[0].day == date(2026, 3, 4)
    assert "visits.csv" in found.remarks[0].say(Language("en"))
    found = reading_of(tmp_path, "Date;Account\n3/4/2026;Meridian\n", "visits.csv")
    assert found.visits[0].day == date(2026, 4, 3)


def test_a_list_with_account_and_date_is_one_of_visits_and_one_without_is_not(tmp_path: Path) -> None:
    text = "Date,Account,Contact,Subject\n2026-05-14,Meridian,Anna Weber,Offer\n"
    assert len(reading_of(tmp_path, text).visits) == 1
    with pytest.raises(CannotRead, match="a date and an account"):
        reading_of(tmp_path, "Subject,Purpose\nOffer,x\n")


def test_a_contact_list_with_a_birthday_is_not_one_of_visits(tmp_path: Path) -> None:
    text = "姓名,客户,职务,手机,生日,备注\n张伟,云岭电信,总经理,13800000103,1976-07-08,x\n"
    assert len(reading_of(tmp_path, text).contacts) == 1


def test_what_they_expected_is_read_beside_it(tmp_path: Path) -> None:
    read = one(tmp_path, "Date,Account,Satisfaction,Expected Satisfaction", "2026-05-14,Meridian,4,5/5")
    assert (read.satisfaction, read.expectation_level) == (4, 5)


@pytest.mark.parametrize(
    ("cell", "satisfaction"), [("4", 4), ("4.0", 4), ("4/5", 4), ("４", 4), ("", None), ("-", None)]
)
def test_how_satisfied_they_were(tmp_path: Path, cell: str, satisfaction: int | None) -> None:
    assert one(tmp_path, "Date,Account,满意度", f"2026-05-14,Meridian,{cell}").satisfaction == satisfaction


@pytest.mark.parametrize("cell", ["0", "6", "4.5", "very", "45", "4/10"])
def test_a_satisfaction_that_is_none_is_refused(tmp_path: Path, cell: str) -> None:
    (refused,) = reading_of(tmp_path, f"Date,Account,Satisfaction\n2026-05-14,Meridian,{cell}\n").refused
    assert "from 1 to 5" in str(refused)


@pytest.mark.parametrize(
    ("cell", "confidential"), [("yes", True), ("是", True), ("x", True), ("", False), ("No", False), ("否", False)]
)
def test_what_is_confidential(tmp_path: Path, cell: str, confidential: bool) -> None:
    assert one(tmp_path, "Date,Account,保密", f"2026-05-14,Meridian,{cell}").confidential is confidential
