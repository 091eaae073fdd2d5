"""Repetitions in words: the rule each form means, its first day, and the words for it again."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr

from models.errors import InvalidValue
from models.repeating import SUGGESTED
from models.text.chinese_repetitions import CHINESE_REPETITIONS
from models.text.english_repetitions import ENGLISH_REPETITIONS
from models.text.language import Language
from models.text.repetitions import find_repetition, read_repetition, words

SUNDAY = date(2026, 11, 22)
EXAMPLES = [text for form in (*ENGLISH_REPETITIONS, *CHINESE_REPETITIONS) for text in form.examples]
WORKING = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"

ROWS = [
    ("every day", "FREQ=DAILY", "2026-11-22"),
    ("every other day", "FREQ=DAILY;INTERVAL=2", "2026-11-22"),
    ("every weekday", WORKING, "2026-11-23"),
    ("every week", "FREQ=WEEKLY", None),
    ("every 2 weeks on Monday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-23"),
    ("every Mon and Thu", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-23"),
    ("every Sunday", "FREQ=WEEKLY;BYDAY=SU", "2026-11-22"),
    ("every other Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24"),
    ("every Fri-Mon", "FREQ=WEEKLY;BYDAY=MO,FR,SA,SU", "2026-11-22"),
    ("on Tuesdays and Fridays", "FREQ=WEEKLY;BYDAY=TU,FR", "2026-11-24"),
    ("Mondays", "FREQ=WEEKLY;BYDAY=MO", "2026-11-23"),
    ("every weekend", "FREQ=WEEKLY;BYDAY=SA", "2026-11-28"),
    ("monthly on the 5th", "FREQ=MONTHLY;BYMONTHDAY=5", "2026-12-05"),
    ("on the 22nd of every month", "FREQ=MONTHLY;BYMONTHDAY=22", "2026-11-22"),
    ("every 31st", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2026-11-30"),
    ("last Friday of the month", "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27"),
    ("the first working day of each month", f"{WORKING};BYSETPOS=1".replace("WEEKLY", "MONTHLY"), "2026-12-01"),
    ("every last Friday of the month", "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27"),
    ("last Friday of every month", "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27"),
    ("every 3 months on the first Wednesday", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1WE", "2026-12-02"),
    ("every quarter on the last Friday", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "2026-11-27"),
    ("every 2 months on the last day", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1", "2026-11-30"),
    ("every quarter", "FREQ=MONTHLY;INTERVAL=3", None),
    ("every half year", "FREQ=MONTHLY;INTERVAL=6", None),
    ("end of every quarter", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", "2026-12-31"),
    ("yearly", "FREQ=YEARLY", None),
    ("yearly on Dec 5", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5", "2026-12-05"),
    ("every Dec 5", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5", "2026-12-05"),
    ("every 29 Feb", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", "2027-02-28"),
    ("annually on 5 December", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5", "2026-12-05"),
    ("每天", "FREQ=DAILY", "2026-11-22"),
    ("每个工作日", WORKING, "2026-11-23"),
    ("每周一", "FREQ=WEEKLY;BYDAY=MO", "2026-11-23"),
    ("每周一三五", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-11-23"),
    ("每周一到周五", WORKING, "2026-11-23"),
    ("每两周", "FREQ=WEEKLY;INTERVAL=2", None),
    ("每 2 周", "FREQ=WEEKLY;INTERVAL=2", None),
    ("隔周周二", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24"),
    ("每周末", "FREQ=WEEKLY;BYDAY=SA", "2026-11-28"),
    ("每月5号", "FREQ=MONTHLY;BYMONTHDAY=5", "2026-12-05"),
    ("每月31号", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2026-11-30"),
    ("每月", "FREQ=MONTHLY", None),
    ("每月底", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30"),
    ("每月最后一个周五", "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27"),
    ("每 3 个月的第一个周三", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1WE", "2026-12-02"),
    ("每季度最后一个周五", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "2026-11-27"),
    ("每两个月第二个周一", "FREQ=MONTHLY;INTERVAL=2;BYDAY=2MO", "2026-12-14"),
    ("每月最后一个工作日", f"{WORKING};BYSETPOS=-1".replace("WEEKLY", "MONTHLY"), "2026-11-30"),
    ("每季度", "FREQ=MONTHLY;INTERVAL=3", None),
    ("每季度末", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", "2026-12-31"),
    ("每半年", "FREQ=MONTHLY;INTERVAL=6", None),
    ("每年", "FREQ=YEARLY", None),
    ("每年12月5日", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5", "2026-12-05"),
    ("每年底", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "2026-12-31"),
    ("every Monday until 5 Dec", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261205", "2026-11-23"),
    ("every 2 weeks on Monday, 10 times", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=10", "2026-11-23"),
    ("every day for 2 weeks", "FREQ=DAILY;UNTIL=20261205", "2026-11-22"),
    ("every week starting 1 Dec until end of year", "FREQ=WEEKLY;UNTIL=20261231", "2026-12-01"),
    ("每周一直到12月5日", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261205", "2026-11-23"),
    ("每月5号，共10次", "FREQ=MONTHLY;BYMONTHDAY=5;COUNT=10", "2026-12-05"),
    ("从下周一开始每两周", "FREQ=WEEKLY;INTERVAL=2", "2026-11-23"),
    ("每周三到年底为止", "FREQ=WEEKLY;BYDAY=WE;UNTIL=20261231", "2026-11-25"),
]


@pytest.mark.parametrize(("text", "rule", "first"), ROWS)
def test_the_rule_of_words_and_its_first_day(text: str, rule: str, first: str | None) -> None:
    expected = date.fromisoformat(first) if first else None
    assert find_repetition(text, SUNDAY) == (rule, expected, (0, len(text)))
    assert read_repetition(text, SUNDAY) == (rule, expected)


@pytest.mark.parametrize("table", [ENGLISH_REPETITIONS, CHINESE_REPETITIONS], ids=["English", "Chinese"])
def test_no_form_is_left_out_above(table: tuple[object, ...]) -> None:
    for form in table:
        assert any(form.pattern.search(row[0]) for row in ROWS), form.examples  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("text", EXAMPLES)
def test_the_words_for_a_rule_mean_the_rule_again(text: str, code: str) -> None:
    language = Language(code)
    found = find_repetition(text, SUNDAY)
    assert found is not None
    assert found[2] == (0, len(text))
    rule = found[0]
    assert rrulestr(rule, dtstart=datetime(2026, 11, 22)).after(datetime(2026, 11, 21)) is not None
    for ended in (rule, f"{rule};UNTIL=20271205", f"{rule};COUNT=10", f"{rule};COUNT=1"):
        read = read_repetition(words(language, ended), SUNDAY)
        assert read is not None
        assert read[0] == ended


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("rule", SUGGESTED)
def test_what_is_offered_is_understood(rule: str, code: str) -> None:
    read = read_repetition(words(Language(code), rule), SUNDAY)
    assert read is not None
    assert read[0] == rule


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("", "once"),
        ("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1", "every 2 months on the 1st"),
        ("FREQ=MONTHLY;BYMONTHDAY=2", "every month on the 2nd"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=1WE", "every 3 months on the first Wednesday"),
        ("FREQ=MONTHLY;BYMONTHDAY=11,13", "every month on the 11th and 13th"),
        ("FREQ=MONTHLY;BYMONTHDAY=22,23", "every month on the 22nd and 23rd"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;UNTIL=20261205", "every 2 weeks on Monday until 5 December 2026"),
        ("FREQ=WEEKLY;COUNT=1", "every week, 1 time"),
    ],
)
def test_how_a_rule_reads(rule: str, said: str) -> None:
    assert words(Language("en"), rule) == said


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=HOURLY",
        "FREQ=MONTHLY;BYDAY=5MO,-2TU",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=DAILY;BYHOUR=9",
        "FREQ=WEEKLY;COUNT=x",
        "FREQ=WEEKLY;UNTIL=soon",
        "FREQ=MONTHLY;INTERVAL=x",
        "FREQ=MONTHLY;BYMONTHDAY=28,30;BYSETPOS=-1",
        "nonsense",
        ";;==",
    ],
)
def test_a_rule_there_are_no_words_for_is_given_as_it_is(rule: str) -> None:
    assert rule in words(Language("en"), rule) or words(Language("en"), rule) == "every week"


def test_a_rule_of_the_standard_is_taken_as_it_is() -> None:
    rule = "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO"
    assert read_repetition(words(Language("en"), rule), SUNDAY) == (rule, None)


@pytest.mark.parametrize("text", ["", "  ", "once", "Never", "不重复", "一次"])
def test_nothing_and_once_are_no_repetition(text: str) -> None:
    assert read_repetition(text, SUNDAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "often",
        "every",
        "every fool",
        "一周三次",
        "每周三次",
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYDAY=XX",
        "every Monday soon",
    ],
)
def test_what_is_not_understood_is_refused_with_examples(text: str) -> None:
    with pytest.raises(InvalidValue, match="every 2 weeks") as refused:
        read_repetition(text, SUNDAY)
    assert text in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("report every Friday to Tom", "every Friday"),
        ("send the figures monthly", "monthly"),
        ("call Tom weekly until 5 Dec", "weekly until 5 Dec"),
        ("每周五交周报", "每周五"),
        ("send the figures monthly on the 5th, please", "monthly on the 5th"),
        ("call Tom every Monday until 5 Dec about the BOQ", "every Monday until 5 Dec"),
    ],
)
def test_the_part_of_a_line_that_says_it_is_told(text: str, said: str) -> None:
    found = find_repetition(text, SUNDAY)
    assert found is not None
    assert text[slice(*found[2])] == said


@pytest.mark.parametrize(
    "text",
    [
        "call Tom",
        "last Friday of the month send it",
        "the monthly figures",
        "Weekly call",
        "on two Saturdays",
        "间隔3天",
        "everyday words",
        "五月每家",
    ],
)
def test_words_that_name_no_repetition(text: str) -> None:
    assert find_repetition(text, SUNDAY) is None


def test_an_end_no_calendar_has_is_refused() -> None:
    with pytest.raises(InvalidValue, match="There is no day"):
        find_repetition("every Monday until 31 Nov", SUNDAY)


@pytest.mark.parametrize(
    "text", ["FREQ=DAILY;INTERVAL=0", "FREQ=SECONDLY", "FREQ=MONTHLY;BYDAY=9MO", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"]
)
def test_a_written_rule_that_no_series_could_follow_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="is no repetition that can be understood"):
        read_repetition(text, SUNDAY)
