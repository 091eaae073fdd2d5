"""Reports to print in the tests: a week as a salesperson has it, a brief, and texts that want to break things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from models.summaries.report import Cell, Column, Figure, Note, Report, Section, Table

MONDAY = date(2026, 5, 11)

ACCOUNTS = ("Kestrel Energy", "Port of Vessen", "Jianghai Telecom", "Harbour Metro", "Shenhai Airport",
            "Alpenbahn Cargo", "Delta Fibre", "Northern Rail", "Yunling Grid", "Coastline Wind")  # fmt: skip
PEOPLE = ("Joan Pike", "Ingrid Aas", "陈工, 李峰", "Marta Ruiz +3", "孙悦", "Urs Frei", "Anders Holm",
          "Tom Aldous +2", "陈立, 何倩", "Noor Haddad")  # fmt: skip
RESULTS = (
    "Night-shift cover in June still unclear",
    "Crane network: site survey agreed",
    "Expansion: first yes, waiting for the budget line",
    "Line 4 acceptance dates agreed; BOQ to revise",
    "Support renewal: price is not the issue",
    "Monthly review; two items closed",
    "Outage explained; root cause report sent",
    "Revised BOQ handed over; order of signatures next",
    "Delivery lead introduced; survey order confirmed",
    "Grid code questions collected; answer in a week",
)
ACCOUNTS_ZH = ("红隼能源", "维森港", "江海电信", "海港地铁", "深海机场",
               "阿尔卑斯货运", "三角洲光纤", "北方铁路", "云岭电网", "海岸风电")  # fmt: skip
PEOPLE_ZH = ("派克", "英格丽", "陈工、李峰", "鲁伊斯等4人", "孙悦",
             "弗赖", "霍尔姆", "奥尔德斯等3人", "陈立、何倩", "哈达德")  # fmt: skip
RESULTS_ZH = (
    "六月夜班人手仍未定",
    "岸桥网络：同意现场勘查",
    "扩容：初步同意，等预算下来",
    "4号线验收日期已定，工程量清单要改",
    "续保：价格不是问题",
    "月度例会，关闭两项遗留",
    "已说明故障原因，根因报告已发",
    "新版工程量清单已交，下一步定签字顺序",
    "引荐交付负责人，勘查订单已确认",
    "收集并网规范问题，一周内答复",
)


def plain_row(*texts: str) -> tuple[Cell, ...]:
    """Return a row of plain words."""
    return tuple(Cell(text) for text in texts)


def make_report(language: str = "en", visits: int = 10) -> Report:
    """Return a week's summary with that many visits, in English or Chinese."""
    return _week_chinese(visits) if language == "zh_CN" else _week_english(visits)


def _visit_rows(visits: int, names: tuple[str, ...], people: tuple[str, ...], results: tuple[str, ...],
                days: tuple[str, ...]) -> tuple[tuple[Cell, ...], ...]:  # fmt: skip
    rows = []
    for number in range(visits):
        day = number * 5 // max(visits, 1)
        when = MONDAY + timedelta(days=day)
        rows.append((
            Cell(days[day], when, "quiet"),
            Cell(names[number % 10], tone="strong"),
            Cell(people[number % 10], tone="quiet"),
            Cell(results[number % 10]),
            Cell(str(30 + number % 60), 30 + number % 60),
        ))  # fmt: skip
    return tuple(rows)


def _week_english(visits: int) -> Report:
    columns = (Column("Day", 0.9, "date"), Column("Account", 2), Column("Met", 2), Column("Result", 4.8),
               Column("Minutes", 1, "number", sheet_only=True))  # fmt: skip
    days = ("Mon 11", "Tue 12", "Wed 13", "Thu 14", "Fri 15")
    due = (Column("Due", 1.2, "date"), Column("Promise", 6), Column("Account", 2))
    plan = (Column("Day", 0.9, "date"), Column("Account", 2), Column("Purpose", 6.8))
    return Report(
        kind="period",
        language="en",
        title="Weekly customer report",
        subtitle="11 – 17 May 2026 · Week 20",
        author="Lin Sofia",
        reader="East region · for Helen Marsh",
        prepared_on=date(2026, 5, 15),
        prepared="Prepared 15 May 2026",
        figures=(
            Figure(str(visits), "visits", "7 the week before"),
            Figure("23", "people, 4 new"),
            Figure("8 / 9", "promises kept"),
            Figure("1", "complaint open"),
            Figure("€ 96,400", "overdue"),
        ),
        sections=(
            Section("visits", "Visits", Table(columns, _visit_rows(visits, ACCOUNTS, PEOPLE, RESULTS, days))),
            Section("highlights", "Highlights", items=(
                "Harbour Metro agreed acceptance of Line 4 on 8 and 22 June.",
                "Northern Rail accepts one signature list; milestone 4 (€ 364,000) can be invoiced in June.",
                "Jianghai Telecom gave a first yes to the capacity expansion.",
            )),
            Section("promises", "Promises due", Table(due, (
                (Cell("Today", date(2026, 5, 15), "soon"), Cell("Substation survey quotation"),
                 Cell("Yunling Grid", tone="quiet")),
                (Cell("Tue 19 May", date(2026, 5, 19), "quiet"), Cell("Order of signatures, first draft"),
                 Cell("Northern Rail", tone="quiet")),
                (Cell("3 days late", date(2026, 5, 12), "late"), Cell("Field trial report with drive-test maps"),
                 Cell("Meridian Mobile", tone="quiet")),
            ), bare=True)),
            Section("risks", "Risks", half=True, items=(
                "Complaint on depot 4 is 16 days old.",
                "Meridian Mobile not seen for 48 days.",
                "No contact yet in finance at Northern Rail.",
            )),
            Section("support", "Support needed", half=True, items=(
                "Logistics: a written reason for the late crates.",
                "Your call to Karen Whitfield before 22 May.",
            )),
            Section("complaints", "Complaints", empty="No complaint came in this week."),
            Section("plan", "Next week’s plan", Table(plan, (
                (Cell("Mon 18", date(2026, 5, 18), "quiet"), Cell("Meridian Mobile", tone="strong"),
                 Cell("Win back: field trial results with 张蕾")),
                (Cell("Tue 19", date(2026, 5, 19), "quiet"), Cell("Northern Rail", tone="strong"),
                 Cell("Order of signatures with 徐海")),
                (Cell("Thu 21", date(2026, 5, 21), "quiet"), Cell("Qingshi Energy", tone="strong"),
                 Cell("Meet the operations lead for the first time")),
            ), bare=True)),
        ),
        left_out="Private notes and 2 confidential visits are left out.",
    )  # fmt: skip


def _week_chinese(visits: int) -> Report:
    columns = (Column("日期", 1, "date"), Column("客户", 1.8), Column("见到", 1.9), Column("结果", 5),
               Column("分钟", 1, "number", sheet_only=True))  # fmt: skip
    days = ("周一 11日", "周二 12日", "周三 13日", "周四 14日", "周五 15日")
    due = (Column("到期", 1.4, "date"), Column("承诺", 6), Column("客户", 2))
    return Report(
        kind="period",
        language="zh_CN",
        title="客户拜访周报",
        subtitle="2026年5月11日–17日 · 第20周",
        author="林索菲",
        reader="华东区 · 呈马海伦",
        prepared_on=date(2026, 5, 15),
        prepared="2026年5月15日整理",
        figures=(
            Figure(str(visits), "次拜访", "上周 7 次"),
            Figure("23", "位联系人，新增4位"),
            Figure("8 / 9", "承诺兑现"),
            Figure("1", "件投诉未结"),
            Figure("¥ 96,400", "逾期回款"),
        ),
        sections=(
            Section("visits", "拜访", Table(columns, _visit_rows(visits, ACCOUNTS_ZH, PEOPLE_ZH, RESULTS_ZH, days))),
            Section("highlights", "亮点", items=(
                "海港地铁同意4号线于6月8日和22日验收。",
                "北方铁路接受统一的签字清单；里程碑4（€ 364,000）六月可以开票。",
                "江海电信对扩容初步点头。",
            )),
            Section("promises", "到期承诺", Table(due, (
                (Cell("今天", date(2026, 5, 15), "soon"), Cell("变电站勘查报价"), Cell("云岭电网", tone="quiet")),
                (Cell("5月19日 周二", date(2026, 5, 19), "quiet"), Cell("签字顺序初稿"),
                 Cell("北方铁路", tone="quiet")),
                (Cell("逾期3天", date(2026, 5, 12), "late"), Cell("外场测试报告（含路测图）"),
                 Cell("子午移动", tone="quiet")),
            ), bare=True)),
            Section("risks", "风险", half=True, items=("4号车辆段投诉已有16天。", "子午移动48天没有见面。",
                                                    "北方铁路财务部还没有联系人。")),
            Section("support", "需要支持", half=True, items=("物流部：请书面说明到货延误原因。",
                                                          "请在5月22日前致电卡伦·惠特菲尔德。")),
        ),
        left_out="私密笔记和2次保密拜访未列入。",
    )  # fmt: skip


NOTES = """## What they said

They want *one* signature list, **not** three, and asked for it [in writing](https://example.com/list).
Tom will talk to 徐海 first.

- [x] Send the bill of quantities
- [ ] Ask finance who signs
  1. first the site
  2. then the head office

> "We plough slowly, but we plough."

| Item | Who |
|---|---|
| Survey | Tom |
| Quote \\| price | us |

```
line 1
  line 2
```
"""


def make_brief() -> Report:
    """Return a one-page brief of an account: half sections, notes and a private note."""
    people = (Column("Name", 2), Column("Post", 3), Column("Last met", 1.4, "date"))
    money = (Column("What", 3), Column("Due", 1.4, "date"), Column("Amount", 1.6, "number"))
    return replace(
        make_report(visits=3),
        kind="account",
        title="Northern Rail",
        subtitle="Brief for Thursday 14 May 2026, 10:00",
        figures=(Figure("12", "visits in a year"), Figure("9 d", "since the last visit", "rhythm 14 days"),
                 Figure("2", "promises open")),
        sections=(
            Section("people", "Who will be there", half=True, table=Table(people, (
                (Cell("Tom Aldous", tone="strong"), Cell("Head of signalling"),
                 Cell("5 May", date(2026, 5, 5), "quiet")),
                (Cell("徐海", tone="strong"), Cell("Project office"), Cell("never", tone="late")),
            ))),
            Section("money", "Money", half=True, table=Table(money, (
                (Cell("Milestone 3"), Cell("12 days late", date(2026, 5, 2), "late"), Cell("€ 96,400", 96400)),
                (Cell("Milestone 4"), Cell("30 Jun", date(2026, 6, 30), "quiet"), Cell("€ 364,000", 364000)),
            ))),
            Section("open", "Open both ways", half=True, items=("We: revised BOQ by Friday.", "They: list of names.")),
            Section("ask", "Ask", half=True, items=("Who signs for finance?", "Is 8 June still good?")),
            Section("notes", "Notes", notes=(Note("5 May 2026, on site", NOTES),
                                             Note("For me", "Likes rowing. *Never* before ten.", private=True))),
        ),
    )  # fmt: skip


def with_rows(report: Report, rows: tuple[tuple[Cell, ...], ...], columns: tuple[Column, ...]) -> Report:
    """Return the report with these rows as its only section."""
    return replace(report, sections=(Section("visits", "Visits", Table(columns, rows)),))


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|calc", "%0A", "＝1", '=HYPERLINK("http://x.example")')
HOSTILE = (
    '#import "x.typ": *',
    "$x^2$ *bold* _it_ \\ `raw` <label> @ref",
    "{{ title }} {% raw %} {# no #}",
    "<script>alert(1)</script>&amp;<img src=http://x.example/p.png>",
    "![picture](http://x.example/p.png) [link](javascript:alert(1))",
    "# no heading",
    "1. no list",
    "- no list",
    "a | b || c",
    "A" * 300,
    "名" * 300,
    "👩‍👩‍👧 family 🎉",
    "مرحبا بالعالم",
    "two\nlines and a\ttab",
    "zero\u200bwidth \u202eturned\u202c",
    "bell\x07 form\x0cfeed",
)


def make_hostile(texts: tuple[str, ...] = HOSTILE, language: str = "en") -> Report:
    """Return a report that has these texts in every place a text can be in."""
    columns = tuple(Column(text) for text in texts[:3])
    return replace(
        make_report(language, visits=1),
        title=texts[0],
        subtitle=texts[1],
        author=texts[2],
        reader=texts[3],
        figures=tuple(Figure(text[:40], text[:40], text[:40]) for text in texts[:8]),
        sections=(
            Section("table", texts[1], Table(columns, tuple(plain_row(text, text, text) for text in texts))),
            Section("items", texts[0], items=texts),
            Section("half", texts[4], items=texts, half=True),
            Section("other half", texts[4], Table(columns, (plain_row(*texts[:3]),)), half=True),
            Section("notes", texts[3], notes=tuple(Note(text, text, private=True) for text in texts)),
        ),
    )
