"""The forms of days in Chinese: 下周二, 三天后, 11月30日, 下个月5号, 月底, 国庆前.

The rules are those of the English table (see there). 下周二 is the Tuesday of the next week, 下下周一 the Monday of the
week after it, 上周五 the Friday of the last week. 周五 by itself is the next one for a due date, never today, and the
last one for a visit, today included. 半个月 is 15 days, 一个半月 a month and 15 days, 半年 six months. 月初 is the 1st,
月中 the 15th, 月底 the last day; 季度末 and 年底 likewise; 周末 by itself is due on its Sunday, 下周 on its Friday.
国庆 is the 1st of October, 国庆前 the last working day before it and 国庆后 the first one behind the days nobody works;
年前 and 年后 say the same of 春节. 11/30 is read month first.
"""

from __future__ import annotations

import re
from datetime import date

from models.text.chinese_periods import year_said
from models.text.chinese_words import MONTH, NUMBER, STEPS, UNITS, WEEK, YEARS, chinese_number, weekday_number
from models.text.date_forms import (
    Form,
    Standpoint,
    calendar_day,
    day_of_month,
    edge_of,
    in_figures,
    later,
    named_unit,
    nearest_of,
    nth_weekday,
    unit_of,
    weekday,
    yearless,
)
from models.text.festivals import festival_day, working_day

_RELATIVE_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_WEEKS = {"": "", "这": "this", "本": "this", "下": "next", "下下": "afternext", "上": "last", "上上": "beforelast"}
_EDGES = {"初": "start", "中": "middle", "底": "end", "末": "end"}
_FESTIVALS = {
    "元旦": "new year",
    "春节": "spring",
    "大年初一": "spring",
    "除夕": "spring eve",
    "大年三十": "spring eve",
    "清明": "qingming",
    "五一": "labour",
    "劳动节": "labour",
    "端午": "dragon boat",
    "中秋": "mid-autumn",
    "国庆": "national",
    "十一": "national",
    "圣诞": "christmas",
    "平安夜": "christmas eve",
    "年": "spring",
}


def _relative(match: re.Match[str], standpoint: Standpoint) -> date | None:
    days = _RELATIVE_DAYS[match[match.lastindex or 1]]
    return None if days < 0 and standpoint.forward else later(standpoint.today, days, "d")


def moved(day: date, match: re.Match[str], sign: int = 1) -> date | None:
    """Return the day that the words of a match of COUNTED count from a day, on (1) or back (-1), or None."""
    unit = match["unit"]
    if match["half"]:
        return later(day, sign * 6, "m") if unit.endswith("年") else later(day, sign * 15, "d")
    count = chinese_number(match["count"])
    if not count:
        return None
    if unit.endswith("工作日"):
        return working_day(day, sign * count)
    day = later(day, sign * count, UNITS[unit.removesuffix("半")[-1]])
    if match["more"]:
        return later(day, sign * 15, "d")
    return later(day, sign * 6, "m") if match["tail"] else day


def _later(match: re.Match[str], standpoint: Standpoint) -> date | None:
    return moved(standpoint.today, match)


def _ago(match: re.Match[str], standpoint: Standpoint) -> date | None:
    return None if standpoint.forward else moved(standpoint.today, match, -1)


def _weekday(match: re.Match[str], standpoint: Standpoint) -> date | None:
    return weekday(_WEEKS[match[1] or match[2] or ""], weekday_number(match[3]), standpoint)


def _weekday_in_weeks(match: re.Match[str], standpoint: Standpoint) -> date:
    first, _ = unit_of(later(standpoint.today, chinese_number(match[1]), "w"), "week")
    return later(first, weekday_number(match[2]), "d")


def _month_day(match: re.Match[str], standpoint: Standpoint) -> date:
    year = year_said(match["year"], standpoint.today)
    month, day = chinese_number(match["month"]), chinese_number(match["day"])
    if year is None:
        return yearless(match[0], month, day, standpoint)
    return calendar_day(match[0], year, month, day)


def _day_of_near_month(match: re.Match[str], standpoint: Standpoint) -> date | None:
    steps = STEPS[match[1]]
    if steps < 0 and standpoint.forward:
        return None
    month, _ = unit_of(standpoint.today, "month", steps)
    return calendar_day(match[0], month.year, month.month, chinese_number(match[2]))


def _day_alone(match: re.Match[str], standpoint: Standpoint) -> date | None:
    return day_of_month(match[0], chinese_number(match[1]), standpoint)


def _figures(match: re.Match[str], standpoint: Standpoint) -> date | None:
    if standpoint.day_first:  # 'by 1.2 m' is no date where Chinese is not spoken
        return None
    return in_figures(match[0], int(match[1]), int(match[2]), None, standpoint, day_first=False)


def _dotted(match: re.Match[str], _: Standpoint) -> date:
    return calendar_day(match[0], int(match[1]), int(match[2]), int(match[3]))


def _near_edge(match: re.Match[str], standpoint: Standpoint) -> date | None:
    """Return the edge of a month or quarter counted from today's, or of the next one once it is past and due."""
    said = match["which"] or ""
    return _edge_or_next("month" if match["unit"] == "月" else "quarter", STEPS[said], said, match["edge"], standpoint)


def _year_edge(match: re.Match[str], standpoint: Standpoint) -> date | None:
    if match["year"]:
        return edge_of(unit_of(date(int(match["year"]), 1, 1), "year"), _EDGES[match["edge"]])
    said = match["which"] or ""
    return _edge_or_next("year", YEARS[f"{said}年"] if said else 0, said, match["edge"], standpoint)


def _edge_or_next(unit: str, steps: int, said: str, edge: str, standpoint: Standpoint) -> date | None:
    day = edge_of(unit_of(standpoint.today, unit, steps), _EDGES[edge])
    if standpoint.forward and not said and day < standpoint.today:
        return edge_of(unit_of(standpoint.today, unit, 1), _EDGES[edge])
    return None if standpoint.forward and steps < 0 else day


def _edge_of_month(match: re.Match[str], standpoint: Standpoint) -> date | None:
    """Return the edge of a month with a name; without a year the next such day, or the nearest for a visit."""
    edge, year = _EDGES[match["edge"]], year_said(match["year"], standpoint.today)
    number = chinese_number(match["month"])
    if not 1 <= number <= 12:
        return None
    return _nearest_edge("month", number, year, edge, standpoint)


def _edge_of_quarter(match: re.Match[str], standpoint: Standpoint) -> date | None:
    said = match["number"] or match["digit"]
    number = chinese_number(said)
    return _nearest_edge(
        "quarter", number, year_said(match["year"], standpoint.today), _EDGES[match["edge"]], standpoint
    )


def _nearest_edge(unit: str, number: int, year: int | None, edge: str, standpoint: Standpoint) -> date | None:
    years = range(standpoint.today.year - 1, standpoint.today.year + 2) if year is None else (year,)
    days = [edge_of(days, edge) for one in years if (days := named_unit(unit, number, one, standpoint))]
    return nearest_of(days, standpoint if year is None else None)


def _working_edge(match: re.Match[str], standpoint: Standpoint) -> date:
    steps = STEPS[(match[1] or "").removesuffix("个")]
    edge = "first working" if match[2] == "第一个" else "last working"
    day = edge_of(unit_of(standpoint.today, "month", steps), edge)
    if not match[1] and standpoint.forward and day < standpoint.today:
        return edge_of(unit_of(standpoint.today, "month", 1), edge)
    return day


def _nth_weekday(match: re.Match[str], standpoint: Standpoint) -> date | None:
    nth = chinese_number(match[2]) if match[2] else -1
    steps = STEPS[match[1]]
    if standpoint.forward and steps < 0:
        return None
    return nth_weekday(unit_of(standpoint.today, "month", steps), nth, weekday_number(match[3]))


def _festival(match: re.Match[str], standpoint: Standpoint) -> date | None:
    side = "after" if match["after"] else "before" if match["before"] else ""
    name = _FESTIVALS[match["festival"]]
    return festival_day(name, side, year_said(match["year"], standpoint.today), standpoint)


_WEEKDAY = rf"{WEEK}([二三四五六日天]|一(?![起些样直共定]))(?![次度])"
# '一周三次', '每周五' and '下周一起' name no day.
_NO_COUNT = r"(?<![每双单隔几一二两三四五六七八九十\d])"
BARE_WEEKDAY = rf"{_NO_COUNT}(?<![上下这本个]){_WEEKDAY}"
"""A weekday without a word for its week."""


_YEAR = rf"(?:(?P<year>(?:19|20)\d\d年|{'|'.join(YEARS)})\s*)?"
_COUNTED = (
    rf"(?:(?P<half>半)|(?P<count>{NUMBER})\s*(?:个(?P<more>半)(?=月))?)\s*"
    rf"(?P<unit>个?工作日|天|日|个?{WEEK}|个月|(?<=半)月|个?季度|年(?P<tail>半)?)"
)
_AFTER = r"(?:之|以)?后(?![天续台勤端来面])"
_BEFORE = r"(?:之|以)?前(?![往台面期后端进沿景任辈提天])"
_DAY_ENDS = r"(?:[日号](?![线楼])|(?=\s{0,3}(?:$|(?:之|以)?前)))"
_NEAR_MONTH = "上上|上|这|本|当|下下|下"
_MIDDLE = "中(?![旬间国秋心])"
_EDGE = rf"(?P<edge>初|{_MIDDLE}|底|末)"

CHINESE_OFFSET = re.compile(rf"(?:之|以)?(?P<side>[前后])的?第?{_COUNTED}(?![后前内])")
"""What moves the day before it: 周五前两天, 国庆后一周."""

_FESTIVAL = (
    r"元旦|春节|大年初一|除夕|大年三十|清明|劳动节|端午|中秋|国庆|圣诞|平安夜|"
    r"(?<![十\d第一二三四五六七八九周期拜])五一(?![一二三四五六七八九十\d起月])"
)
_ELEVENTH = r"(?<![\d一二三四五六七八九十第])十一(?=(?:长假|假期|放假)?(?:之|以)?[前后]|长假|假期)"
_NEW_YEAR = r"(?<![\d一二两三四五六七八九十半几去今明前后本全每多年当整周])年(?=(?:之|以)?[前后])"

CHINESE: tuple[Form, ...] = (
    Form(
        re.compile(
            r"(大[前后]|(?<!大)前|(?<![大以之天周月年日])后)天(?!天)|([昨今明])[天日]"
            r"|([昨今明])(?:[晚早夜]上?|晨)(?!\s*[\d一二两三四五六七八九十])|([昨今明])(?=[晚早]上?\s*[\d一二两三四五六七八九十])"
        ),
        _relative,
        ("今天", "明天", "后天", "大后天", "今晚", "明早", "明日"),
        behind=("昨天", "前天", "大前天", "昨晚"),
    ),
    Form(
        re.compile(rf"(?<![\d第初])(?:再?过)?{_COUNTED}(?:{_AFTER}|[之以]?内)"),
        _later,
        (
            "三天后",
            "两周后",
            "半个月后",
            "一个半月后",
            "半年后",
            "一年半后",
            "3个工作日内",
            "12天之内",
            "一个季度后",
            "过两天后",
        ),
    ),
    Form(re.compile(rf"再?过{_COUNTED}(?![前内])"), _later, ("过三天", "再过两周")),
    Form(
        re.compile(rf"(?<![\d第初]){_COUNTED}{_BEFORE}"),
        _ago,
        (),
        behind=("三天前", "一周前", "半个月前", "两个月之前", "半年前"),
    ),
    Form(
        re.compile(rf"(?<![\d第])({NUMBER})\s*(?:周|个?星期|个?礼拜)后的?{_WEEKDAY}"),
        _weekday_in_weeks,
        ("两周后的周二", "三个星期后星期五"),
    ),
    Form(
        re.compile(
            rf"{_NO_COUNT}(?<![上下])(?:(上上|下下|下|这|本|上)个?|(上上|下下|下|这|本|上)个?{WEEK}[\s的,，]{{1,3}})?{_WEEKDAY}"
        ),
        _weekday,
        ("周五", "星期二", "礼拜天", "下周二", "下下周一", "这周五", "本周五", "下个星期三", "下周的周二"),
        behind=("上周五", "上上周五"),
    ),
    Form(
        re.compile(rf"(?<!\d){_YEAR}(?<![\d十])(?P<month>{MONTH})\s*月\s*(?P<day>{NUMBER})\s*{_DAY_ENDS}"),
        _month_day,
        ("11月30日", "11月30号", "十一月三十日", "2027年3月1日", "明年3月1号", "2月29日", "11月30"),
        in_calendar=True,
    ),
    Form(
        re.compile(rf"(?<![上下])({_NEAR_MONTH})个?月的?\s*({NUMBER})\s*{_DAY_ENDS}"),
        _day_of_near_month,
        ("下个月5号", "下月5日", "本月20号", "这个月8号"),
        in_calendar=True,
        behind=("上个月5号",),
    ),
    Form(
        re.compile(rf"(?<![\d月一二三四五六七八九十第初])({NUMBER})\s*[日号](?![线楼])"),
        _day_alone,
        ("5号", "三十一号", "20日"),
        in_calendar=True,
        place="alone",
    ),
    Form(
        re.compile(r"(?<![\w./:-])(\d{1,2})[-.](\d{1,2})(?![\w./:-])", re.ASCII),
        _figures,
        ("11-30", "11.30"),
        in_calendar=True,
        place="alone",
    ),
    Form(
        re.compile(r"(?<![\w./-])(20\d\d)\.(\d{1,2})\.(\d{1,2})(?![\w/-]|\.\d)", re.ASCII),
        _dotted,
        ("2026.12.5",),
        in_calendar=True,
        place="edge",
    ),
    Form(
        re.compile(
            rf"(?<!每)(?<!每个)(?<![\d一二三四五六七八九十上下])(?:(?P<which>{_NEAR_MONTH})个?)?"
            rf"(?:(?P<unit>月){_EDGE})"
        ),
        _near_edge,
        ("月底", "月初", "月中", "下月底", "下个月底", "本月末"),
        behind=("上月底", "上个月初"),
    ),
    Form(
        re.compile(
            rf"(?<!每)(?<!每个)(?<![\d一二三四上下第])(?:(?P<which>{_NEAR_MONTH})一?个?)?(?P<unit>季)度?(?P<edge>初|底|末)"
        ),
        _near_edge,
        ("季度末", "季末", "本季度末", "下季度初", "下个季度末"),
        behind=("上季度末",),
    ),
    Form(
        re.compile(
            rf"(?<![每\d])(?:(?P<year>20\d\d)年?|(?P<which>[去今明后])年?)?年(?P<edge>初|{_MIDDLE}|底|末)(?!至今|以来)"
        ),
        _year_edge,
        ("年底", "年末", "今年底", "明年初", "明年年底", "2027年底", "年中"),
        behind=("去年底",),
    ),
    Form(
        re.compile(rf"(?<!\d){_YEAR}(?<![\d十每个])(?P<month>{MONTH})月份?{_EDGE}"),
        _edge_of_month,
        ("11月底", "十一月中", "明年3月初", "2月末"),
    ),
    Form(
        re.compile(rf"{_YEAR}(?:第?(?P<number>[一二三四1-4])季度|[Qq](?P<digit>[1-4]))(?P<edge>初|底|末)"),
        _edge_of_quarter,
        ("三季度末", "Q3末", "明年第一季度底"),
    ),
    Form(
        re.compile(r"(?<!每)(?<!每个)(?:(本|这个?|下个?)月的?)?(第一个|最后一?个?)工作日"),
        _working_edge,
        ("最后一个工作日", "下月第一个工作日", "本月最后一个工作日"),
    ),
    Form(
        re.compile(rf"(本|这|下|上)个?月的?(?:第([一二三四1-4])|最后一?)个{WEEK}([一二三四五六日天])"),
        _nth_weekday,
        ("下个月第一个周一", "下月最后一个星期五", "本月最后一个周五"),
        behind=("上个月第二个周二",),
    ),
    Form(
        re.compile(
            rf"{_YEAR}(?P<festival>{_FESTIVAL}|{_ELEVENTH}|{_NEW_YEAR})(?:节|长假|假期|放假|小长假|当天){{0,2}}"
            rf"(?:(?P<after>{_AFTER})|(?=\s{{0,3}}(?P<before>{_BEFORE})(?!第?{NUMBER}\s*(?:个|天|日|周|年)|半)))"
        ),
        _festival,
        ("国庆前", "春节后", "年前", "年后", "十一前", "中秋节前", "五一长假后", "2027年元旦前"),
    ),
    Form(
        re.compile(
            rf"{_YEAR}(?P<festival>{_FESTIVAL}|{_ELEVENTH})(?:节|当天|长假|假期){{0,2}}(?P<after>(?!))?(?P<before>(?!))?"
        ),
        _festival,
        ("国庆", "中秋", "元旦", "五一", "春节", "端午节", "明年国庆", "清明节", "圣诞节"),
        place="edge",
    ),
)
