"""Visits from CSV: what salespeople keep in a spreadsheet, in English or Chinese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from functools import cache

from models.errors import InvalidValue
from models.exchange.csv_rows import Row, Sheet, plain_heading
from models.exchange.records import Channel, Reading, Refused, Remark, State, VisitRecord
from models.exchange.values import NOTHING, one_line, read_people
from models.exchange.written_dates import (
    DayOrder,
    Moment,
    find_day_order,
    read_clock,
    read_day,
    read_minutes,
    read_moment,
)
from models.text.language import Label, Language

HEADINGS: Mapping[str, str] = {
    "day": "Date, Visit Date, Day, Date of Visit, Visited On, Start Date, Meeting Date, Activity Date, "
    "日期, 拜访日期, 走访日期, 来访日期, 跟进日期, 活动日期, 会议日期, 拜访时间, 走访时间, 跟进时间",
    "start": "Time, Start, Start Time, Visit Time, From, 时间, 开始时间, 起始时间, 开始",
    "end": "End, End Time, To, Until, 结束时间, 结束",
    "minutes": "Minutes, Duration, Duration (min), Duration (minutes), Length, DurationInMinutes, "
    "时长, 时长(分钟), 分钟, 用时, 持续时间",
    "account": "Account, Account Name, Customer, Customer Name, Company, Company Name, Client, Organization, "
    "客户, 客户名称, 客户单位, 公司, 公司名称, 单位, 单位名称, 拜访客户, 拜访单位, 走访单位, 走访客户",
    "people": "People, Contacts, Contact, Contact Name, Attendees, Participants, Persons, Person Met, Met With, "
    "Met, With, Who, Whom Visiting, Customer Attendees, "
    "联系人, 人员, 参与人, 参与人员, 参加人员, 参会人员, 与会人员, 对象, 拜访对象, 走访对象, 客户联系人, 客户人员, "
    "客户参与人员, 客户姓名, 受访人, 见面人",
    "channel": "Channel, Visit Type, Type, Method, Mode, How, Contact Type, Meeting Type, "
    "拜访方式, 方式, 走访方式, 跟进方式, 拜访类型, 跟进类型, 渠道, 形式, 类型",
    "state": "State, Status, Visit Status, 状态, 拜访状态",
    "place": "Place, Location, Venue, Where, 地点, 拜访地点, 走访地点, 会议地点, 地址",
    "purpose": "Purpose, Visit Purpose, Subject, Objective, Objectives, Topic, Goal, Reason, "
    "目的, 拜访目的, 走访目的, 预期目的, 主题, 事由, 拜访主题",
    "expected_result": "Expected Result, Expected Results, Expected Outcome, Target, "
    "预期成果, 预期结果, 期望结果, 预期效果, 拜访目标",
    "summary": "Summary, Executive Summary, Result, Results, Outcome, Conclusion, "
    "小结, 摘要, 总结, 概要, 结果, 拜访结果, 拜访小结, 拜访总结, 沟通结果, 拜访情况, 拜访情况简述, 交流情况简述, 结论",
    "highlight": "Highlight, Highlights, 亮点",
    "support_needed": "Support Needed, Support, Help Needed, 需支持事项, 需要支持, 需要的支持, 需协调资源, 需求支持",
    "satisfaction": "Satisfaction, Customer Satisfaction, 满意度, 客户满意度",
    "expectation_level": "Expected Satisfaction, Expectation, 期望满意度, 预期满意度, 期望值",
    "confidential": "Confidential, 保密",
    "notes": "Notes, Note, Visit Notes, Details, Description, Topics Discussed, Report, Comments, Remarks, "
    "记录, 备注, 内容, 拜访内容, 跟进内容, 沟通内容, 走访内容, 纪要, 会议纪要, 详情, 详细记录, 拜访记录",
    "private_notes": "Private Notes, Private, 私人备注, 私密备注, 个人备注",
    "next_step": "Next Step, Next Steps, Next Action, Next Actions, Action, Action Item, Follow Up, Follow-up, "
    "To Do, 下一步, 下一步工作, 下一步计划, 下步计划, 下一步行动, 后续, 后续计划, 后续工作, 后续跟进, "
    "跟进计划, 跟进事项, 待办, 待办事项",
    "due": "Due, Due Date, Due On, Deadline, By, By When, Next Step Due, Follow-up Date, Follow Up Date, "
    "FollowUp Date, 截止日期, 截止, 截止时间, 到期, 到期日, 到期日期, 期限, 完成日期, 完成时间, 完成时限, 计划完成日期",
}
"""What a column is, and the headings it goes by, compared without case, width and spacing.

The first English and the first Chinese one are those that visits are written with.
"""

# In this order: '电话拜访' is a call although it says 拜访, and '客户来访' was at our own place.
_CHANNELS: tuple[tuple[Channel, str], ...] = (
    ("video", "video virtual online webex zoom teams skype remote 视频 线上 远程 腾讯会议 网络会议 云会议 钉钉会议"),
    ("message", "message mail email e-mail wechat sms text chat whatsapp letter 微信 邮件 短信 消息 信息 留言 qq 函"),
    ("call", "call phone telephone tel 电话 通话 致电 来电 去电 拨打"),
    ("hosted", "hosted host inbound incoming showroom 来访 接待 展厅 我方 我司"),
    ("event", "event trade fair exhibition congress conference expo summit 活动 展会 展览 大会 论坛 峰会 年会 博览会"),
    (
        "on_site",
        "on-site onsite on_site site visit visited visiting face in-person person meeting met personal lunch dinner "
        "field 现场 实地 到访 拜访 走访 上门 面谈 面访 会面 见面 会议 当面 客户处 客户现场 回访 宴请 用餐",
    ),
)
_OTHER = frozenset({"other", "others", "其他", "其它", "其他方式", "其它方式"})
"""What stands in a list of channels for none of them."""
_STATES: tuple[tuple[State, str], ...] = (
    ("cancelled", "cancelled canceled 取消 已取消"),
    ("missed", "missed no-show overdue 未成行 失约 未见到 已逾期 逾期 错过"),
    # Before those that were held: '未完成' has 完成 in it and 'not completed' has completed.
    (
        "planned",
        "planned plan scheduled open upcoming 计划 未开始 待拜访 已计划 未拜访 计划中 待跟进 progress 进行中 "
        "not deferred 未完成 未能完成 没完成 没有完成 待完成 未结束 未跟进 推迟 延期",
    ),
    ("held", "held done completed complete closed finished visited 完成 已完成 已拜访 已结束 结束 已跟进 拜访中"),
)


def find_visit_columns(headings: Sequence[str]) -> list[str]:
    """Return what each column of a visit list is; '' for an unknown one. A time without a date holds the date too."""
    meanings = _meanings()
    columns = [meanings.get(plain_heading(heading), "") for heading in headings]
    if "day" not in columns and "start" in columns:
        columns[columns.index("start")] = "day"
    return columns


def is_visit_list(headings: Sequence[str]) -> bool:
    """Tell whether the headings say when and where: without a day and an account there is no visit."""
    return {"day", "account"} <= set(find_visit_columns(headings))


def count_known(headings: Sequence[str]) -> int:
    """Return how many of the headings are known."""
    return sum(1 for column in find_visit_columns(headings) if column)


def heading_of(column: str, language: Language) -> str:
    """Return the heading that a column is written with in a language."""
    headings = HEADINGS[column].split(", ")
    return next(heading for heading in headings if heading.isascii() != language.is_chinese)


def read_visits(sheet: Sheet) -> Reading:
    """Return the visits of a sheet whose headings are those of a visit list."""
    columns = find_visit_columns(sheet.headings)
    rows = list(sheet.rows())
    days = [number for number, column in enumerate(columns) if column in ("day", "due")]
    written = (row.cells[number] for row in rows if isinstance(row, Row) for number in days)
    order, remarks = find_day_order(written, sheet.file, sheet.delimiter)
    visits, refused = [], []
    for row in rows:
        record = _read_row(row, sheet.file, columns, order) if isinstance(row, Row) else row
        if isinstance(record, Refused):
            refused.append(record)
        else:
            visits.append(record)
    left_aside = _left_aside(sheet, columns, rows)
    return Reading(visits=tuple(visits), refused=tuple(refused), remarks=(*remarks, *left_aside))


@cache
def _meanings() -> dict[str, str]:
    return {plain_heading(heading): meaning for meaning in HEADINGS for heading in HEADINGS[meaning].split(", ")}


def _left_aside(sheet: Sheet, columns: Sequence[str], rows: Sequence[Row | Refused]) -> Iterator[Remark]:
    unknown = [
        sheet.headings[number]
        for number, column in enumerate(columns)
        if not column and any(row.cells[number] for row in rows if isinstance(row, Row))
    ]
    if unknown:
        sentence = Label("{file} has columns that were left aside: {headings}.")
        yield Remark(sentence, {"file": sheet.file, "headings": " | ".join(unknown)})


def _read_row(row: Row, file: str, columns: Sequence[str], order: DayOrder) -> VisitRecord | Refused:
    cells: dict[str, str] = {}
    for column, cell in zip(columns, row.cells, strict=True):
        if column and cell:
            cells[column] = f"{cells[column]}\n{cell}" if column in cells else cell
    try:
        return _visit(file, row.line, cells, order)
    except InvalidValue as reason:
        return Refused(file, row.line, reason)


def _visit(file: str, line: int, cells: Mapping[str, str], order: DayOrder) -> VisitRecord:
    account = one_line(cells.get("account", ""))
    if not account:
        raise InvalidValue("The row names no account. Fill in whom the visit was made to.")
    moment = _moment(cells, order)
    next_step = one_line(cells.get("next_step", ""))
    due = read_day(cells["due"], order) if cells.get("due", "").casefold() not in NOTHING else None
    if next_step.casefold() in NOTHING:
        next_step = ""
    if due and not next_step:
        raise InvalidValue(
            "The row has a due date ({day}) and no next step. Fill in what is due, or clear the date.", day=due
        )
    return VisitRecord(
        file=file,
        row=line,
        day=moment.day,
        start=moment.start,
        minutes=moment.minutes,
        account=account,
        people=read_people(cells.get("people", "")),
        channel=_find_channel(cells.get("channel", "")),
        state=_find_state(cells.get("state", "")),
        place=one_line(cells.get("place", "")),
        purpose=one_line(cells.get("purpose", "")),
        expected_result=cells.get("expected_result", ""),
        summary=cells.get("summary", ""),
        highlight=cells.get("highlight", ""),
        support_needed=cells.get("support_needed", ""),
        satisfaction=_find_satisfaction(cells.get("satisfaction", "")),
        expectation_level=_find_satisfaction(cells.get("expectation_level", "")),
        confidential=_says_yes(cells.get("confidential", "")),
        notes=cells.get("notes", ""),
        private_notes=cells.get("private_notes", ""),
        next_step=next_step,
        due=due,
    )


def _moment(cells: Mapping[str, str], order: DayOrder) -> Moment:
    if "day" not in cells:
        raise InvalidValue("The row has no date. Fill in the day of the visit, such as 2026-05-14.")
    day, start, minutes = read_moment(cells["day"], order)
    if "start" in cells:
        start, minutes = _start(cells["start"], day, order)
    if start == time(0):
        # Spreadsheets write 00:00 behind a day that has no time.
        start = None
    if "end" in cells and start is not None:
        end, _ = _start(cells["end"], day, order)
        minutes = (end.hour * 60 + end.minute) - (start.hour * 60 + start.minute)
        if minutes <= 0:
            raise InvalidValue(
                "The visit ends at {end} and starts at {start}. Correct the times.",
                end=f"{end:%H:%M}",
                start=f"{start:%H:%M}",
            )
    if "minutes" in cells:
        minutes = read_minutes(cells["minutes"])
    return Moment(day, start, minutes)


def _start(text: str, day: date, order: DayOrder) -> tuple[time, int | None]:
    """Return a time that may stand behind its day once more, as calendars write it."""
    try:
        return read_clock(text)
    except InvalidValue:
        written = _day_and_time(text, order)
        if written is None or written.day != day or written.start is None:
            raise
        return written.start, written.minutes


def _day_and_time(text: str, order: DayOrder) -> Moment | None:
    try:
        return read_moment(text, order)
    except InvalidValue:
        return None


def _find_channel(text: str) -> Channel | None:
    for channel, words in _CHANNELS:
        if _says(text, words):
            return channel
    if text.casefold() in NOTHING | _OTHER:
        return None
    raise InvalidValue(
        "“{text}” is no known way of meeting. Write one of: on site, hosted, call, video, message, event.",
        text=text[:60],
    )


def _find_state(text: str) -> State | None:
    for state, words in _STATES:
        if _says(text, words):
            return state
    if text.casefold() in NOTHING:
        return None
    raise InvalidValue(
        "“{text}” is no known state of a visit. Write one of: planned, held, missed, cancelled.", text=text[:60]
    )


def _find_satisfaction(text: str) -> int | None:
    if text.casefold() in NOTHING:
        return None
    match = re.fullmatch(r"([1-5])(?:\.0+)?(?:\s*/\s*5)?", unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise InvalidValue("“{text}” is no satisfaction. Write a number from 1 to 5, 5 being the best.", text=text[:60])
    return int(match[1])


def _says_yes(text: str) -> bool:
    """Tell whether a cell says yes; anything but a clear no does, as hiding too much can be mended."""
    return text.casefold() not in NOTHING | {"no", "n", "false", "0", "否", "不"}


def _says(text: str, words: str) -> bool:
    """Tell whether a text has one of the words in it, English ones as whole words."""
    plain = text.casefold()
    said = set(re.findall(r"[a-z]+(?:[-_][a-z]+)*", plain))
    return any(word in said if word.isascii() else word in plain for word in words.split())
