"""The forms of repetitions in Chinese: 每周一三五, 隔周周二, 每月5号, 每月最后一个周五, 每季度末.

每隔一周 and 隔周 are every second week, 每隔三周 every third, as it is mostly said. A day that a month lacks (每月31号)
is its last day then. 工作日 is Monday to Friday, and 每周末 Saturday.
"""

from __future__ import annotations

import re

from models.text.chinese_words import MONTH, NUMBER, WEEK, chinese_number, weekday_number
from models.text.repetition_forms import (
    RepetitionForm,
    days_through,
    edge_of_every,
    monthly_on,
    nth_weekday,
    on_working_days,
    rule,
    weekly,
    working_day,
    yearly_on,
)

_DAY = "[一二三四五六日天]"
_JOIN = r"\s*[、,，和及与跟]?\s*"
_NO_DAY = "(?!(?<=一)(?:[起些样共定]|直(?!到))|[次度])"
_DAYS = rf"(?P<days>{_DAY}\s*[至到-]\s*{WEEK}?{_DAY}|{_DAY}(?:{_JOIN}{WEEK}?{_DAY}){{0,6}}){_NO_DAY}"
_DATES = rf"(?P<dates>{NUMBER}\s*[号日](?:{_JOIN}{NUMBER}\s*[号日]){{0,5}})"
_EVERY = rf"(?:(?:每|(?<![间每]))隔\s?(?P<gap>{NUMBER})?|每\s?(?P<count>{NUMBER})?)\s*个?"
_NTH = r"(?:第(?P<nth>[一二三四1-4])|(?P<last>最后一?))个?"


def _interval(match: re.Match[str]) -> int:
    if match[0].startswith("双"):
        return 2
    if "隔" in match[0]:
        return max(chinese_number(match["gap"] or "一"), 2)
    return chinese_number(match["count"]) if match["count"] else 1


def _daily(match: re.Match[str]) -> str | None:
    return rule("DAILY", _interval(match))


def _weekdays(said: str) -> list[int]:
    named = re.findall(_DAY, said)
    if re.search("[至到-]", said):
        return days_through(weekday_number(named[0]), weekday_number(named[-1]))
    return [weekday_number(one) for one in named]


def _weekly(match: re.Match[str]) -> str | None:
    return weekly(_interval(match), ())


def _on_weekdays(match: re.Match[str]) -> str | None:
    return weekly(1, _weekdays(match["days"]))


def _weekends(_: re.Match[str]) -> str | None:
    return weekly(1, [5])


def _every_weeks_on(match: re.Match[str]) -> str | None:
    return weekly(_interval(match), _weekdays(match["days"]))


def _monthly(match: re.Match[str]) -> str | None:
    return rule("MONTHLY", _interval(match))


def _numbers(said: str) -> list[int]:
    return [chinese_number(one) for one in re.findall(NUMBER, said)]


def _on_dates(match: re.Match[str]) -> str | None:
    return monthly_on(_interval(match), _numbers(match["dates"]))


def _place(match: re.Match[str]) -> int:
    return -1 if match["last"] else chinese_number(match["nth"])


def _nth_weekday(match: re.Match[str]) -> str | None:
    interval = _interval(match) * (1 if match["unit"] == "月" else 3)
    return nth_weekday(_place(match), weekday_number(match["day"]), interval)


def _nth_working_day(match: re.Match[str]) -> str | None:
    return working_day(_place(match))


def _edge_of_month(match: re.Match[str]) -> str | None:
    return monthly_on(_interval(match), [1 if "初" in match[0] or "第一天" in match[0] else -1])


def _quarterly(match: re.Match[str]) -> str | None:
    interval = 3 * _interval(match)
    if match["dates"]:
        return monthly_on(interval, _numbers(match["dates"]))
    return rule("MONTHLY", interval)


def _edge_of_quarter(match: re.Match[str]) -> str | None:
    return edge_of_every("quarter", "start" if "初" in match[0] or "第一天" in match[0] else "end")


def _half_yearly(_: re.Match[str]) -> str | None:
    return rule("MONTHLY", 6)


def _yearly(match: re.Match[str]) -> str | None:
    return rule("YEARLY", _interval(match))


def _every_year_on(match: re.Match[str]) -> str | None:
    return yearly_on(chinese_number(match["month"]), chinese_number(match["date"]))


def _edge_of_year(match: re.Match[str]) -> str | None:
    return edge_of_every("year", "start" if "初" in match[0] else "end")


CHINESE_REPETITIONS: tuple[RepetitionForm, ...] = (
    RepetitionForm(
        re.compile(rf"{_EVERY}[天日](?!工作日)"),
        _daily,
        ("每天", "每日", "每3天", "每隔一天", "隔天"),
    ),
    RepetitionForm(re.compile(r"每个?工作日|工作日每天|每天工作日"), on_working_days, ("每个工作日", "每工作日")),
    RepetitionForm(
        re.compile(rf"(?:每逢|逢|每个?(?:{WEEK}的?)?){WEEK}{_DAYS}"),
        _on_weekdays,
        ("每周一", "每周一三五", "每周一、周三和周五", "每个星期天", "每周一到周四", "逢周五", "每周周二"),
    ),
    RepetitionForm(
        re.compile(rf"(?:{_EVERY}|双){WEEK}的?(?:每个)?\s*(?:{WEEK}){_DAYS}"),
        _every_weeks_on,
        ("隔周周二", "每两周的周一", "每隔一周周五", "每3个星期的星期二、星期四", "双周周一"),
    ),
    RepetitionForm(
        re.compile(rf"(?:{_EVERY}|双){WEEK}(?:一次)?(?!一(?!共)|[二三四五六日天末]|[两\d]+次)"),
        _weekly,
        ("每周", "每两周", "每 2 周", "隔周", "每周一次", "每个星期", "双周"),
    ),
    RepetitionForm(re.compile(r"每个?周末"), _weekends, ("每周末", "每个周末")),
    RepetitionForm(
        re.compile(rf"{_EVERY}月的?\s*{_DATES}"),
        _on_dates,
        ("每月5号", "每个月5日", "每两个月的1号", "每月5号和20号", "隔月15日", "每月31号"),
    ),
    RepetitionForm(
        re.compile(rf"{_EVERY}(?P<unit>月|季度?)的?{_NTH}(?:{WEEK}(?P<day>{_DAY}))"),
        _nth_weekday,
        ("每月最后一个周五", "每个月第一个星期一", "每月的第二个周三", "每3个月的第一个周三", "每季度第一个周三"),
    ),
    RepetitionForm(
        re.compile(rf"每个?月的?{_NTH}工作日"), _nth_working_day, ("每月最后一个工作日", "每月第一个工作日")
    ),
    RepetitionForm(
        re.compile(rf"{_EVERY}月的?(?:[底末初]|最后一天|第一天)"),
        _edge_of_month,
        ("每月底", "每月最后一天", "每个月初", "每两个月的最后一天"),
    ),
    RepetitionForm(
        re.compile(rf"{_EVERY}月(?:一次)?(?![\d底末初份最第一二三四五六七八九十])"),
        _monthly,
        ("每月", "每个月", "每3个月", "隔月"),
    ),
    RepetitionForm(
        re.compile(r"每个?季度?的?(?:[底末初]|最后一天|第一天)"), _edge_of_quarter, ("每季度末", "每个季度初")
    ),
    RepetitionForm(
        re.compile(rf"{_EVERY}季度?(?:一次)?(?:的?\s*{_DATES})?(?![底末初最第])"),
        _quarterly,
        ("每季度", "每个季度", "每两个季度", "每季度5号"),
    ),
    RepetitionForm(re.compile(r"每半年(?:一次)?"), _half_yearly, ("每半年",)),
    RepetitionForm(
        re.compile(rf"每年的?\s*(?P<month>{MONTH})月\s*(?P<date>{NUMBER})[日号]?"),
        _every_year_on,
        ("每年12月5日", "每年十月一号", "每年2月29日"),
    ),
    RepetitionForm(re.compile(r"每年年?[底末初]"), _edge_of_year, ("每年底", "每年年初")),
    RepetitionForm(
        re.compile(rf"{_EVERY}年(?:一次)?(?![\d底末初年的一二三四五六七八九十])"),
        _yearly,
        ("每年", "每两年", "隔年"),
    ),
)
