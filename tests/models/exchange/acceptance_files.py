"""Acceptance lists as people make them in Excel: a title, headings over two rows, merged departments, blank rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

STATES = ("未完成", "内部通过", "已提交", "同意", "已签字", "不合格")


def workbook(path: Path, rows: Sequence[Sequence[object]], merged: Sequence[str] = (), sheet: str = "验收清单") -> Path:
    """Write rows into the first sheet of a workbook and merge some of its cells."""
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for cells in merged:
        page.merge_cells(cells)
    book.save(path)
    return path


def chinese_list(path: Path, items: int = 634, departments: int = 17) -> Path:
    """Write a list of items with merged headings and departments in Chinese, and a blank row after each department."""
    rows: list[list[object]] = [
        ["北方铁路二标段验收清单"],
        ["合同编号", "NR-2024-117", None, None, None, None, "编制", "周雨"],
        [],
        ["序号", "条款号", "部门", "验收要求", None, "验收情况", None, "责任人", "备注"],
        [None, None, None, "验收内容", "验收标准", "状态", "存在问题", None, None],
    ]
    merged = ["A1:I1", "A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:G4", "H4:H5", "I4:I5"]
    number = 0
    for place in range(departments):
        count = items // departments + (place < items % departments)
        first = len(rows) + 1
        for one in range(count):
            state = STATES[number % len(STATES)]
            number += 1
            rows.append(
                [
                    number,
                    f"{place + 1}.{one + 1}",
                    f"部门{place + 1:02}" if one == 0 else None,
                    f"设备 {number} 的检查",
                    f"误码率不大于 {number} ppm",
                    state,
                    "等待备件" if state == "不合格" else None,
                    ("周雨", "林索菲")[number % 2],
                    f"第 {number} 页" if number % 50 == 0 else None,
                ]
            )
        merged.append(f"C{first}:C{len(rows)}")
        rows.append([])
    return workbook(path, rows, merged)


def signature_rows(count: int = 87, departments: int = 17) -> list[list[object]]:
    """Return a list of signatures with its headings."""
    rows: list[list[object]] = [["部门", "签字事项", "签字人", "职务", "送签日期", "签字日期"]]
    for number in range(count):
        department = number % departments
        name = f"{'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱'[department]}{'伟芳娜敏静丽'[number // departments]}"
        rows.append([f"部门{department + 1:02}", f"第 {number // departments + 1} 项", name, "主任", None, None])
    return rows


def bomb(path: Path, megabytes: int = 400) -> Path:
    """Write a workbook of a few hundred KB whose sheet unpacks to hundreds of MB."""
    plain = io.BytesIO()
    openpyxl.Workbook().save(plain)
    with zipfile.ZipFile(plain) as good, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bad:
        for part in good.infolist():
            if part.filename.endswith("sheet1.xml"):
                with bad.open(part.filename, "w") as sheet:
                    for _ in range(megabytes):
                        sheet.write(b" " * 1024 * 1024)
            else:
                bad.writestr(part, good.read(part))
    return path
