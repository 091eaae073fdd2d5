"""Lists of installed products out of workbooks and CSV files: one operation, all rows of it or none.

A product that has a serial number is known again by it, one without by its account, its name and its site. What a
list leaves open stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models import assets
from models.changes import Changes
from models.errors import CannotRead, InvalidValue, JournalError
from models.exchange.csv_rows import Row, plain_heading
from models.exchange.matching import name_key
from models.exchange.records import Refused
from models.exchange.sheet_reading import ListSheet, read_sheets
from models.exchange.values import NOTHING, one_line
from models.exchange.written_dates import DayOrder, find_day_order, read_day
from models.journal import Journal
from models.text.language import LANGUAGES, Label, Language

_HEADINGS = {
    "account": "Account, Customer, Company, Client, Site owner, 客户, 单位, 客户名称, 公司",
    "product": "Product, Equipment, Device, Model, 产品, 产品名称, 设备, 设备名称, 型号",
    "quantity": "Pieces, Quantity, Qty, Count, 数量, 台数, 件数",
    "version": "Version, Software version, Release, Firmware, 版本, 软件版本, 版本号",
    "serial_number": "Serial number, Serial, Serial no, S/N, SN, 序列号, 出厂编号, 设备编号",
    "site": "Site, Location, Place, Station, 站点, 地点, 位置, 安装地点",
    "competitor": "Competitor, Vendor, Manufacturer, 竞争对手, 厂家, 厂商, 友商",
    "installed_on": "Installed on, Installed, Installation date, Commissioned, 安装日期, 投运日期, 开通日期",
    "warranty_end_on": "Warranty until, Warranty end, Warranty, End of warranty, 质保到期, 保修到期, 质保期至",
    "service_rhythm_days": "Days between two services, Service rhythm, Service interval, 维保周期, 巡检周期, 服务周期",
    "removed_on": "Removed on, Removed, 拆除日期, 退网日期",
    "notes": "Notes, Remarks, Comment, 备注, 说明",
}
_WRITTEN = {
    "account": Label("Account"),
    "product": Label("Product"),
    "quantity": Label("Pieces"),
    "version": Label("Version"),
    "serial_number": Label("Serial number"),
    "site": Label("Site"),
    "competitor": Label("Competitor"),
    "installed_on": Label("Installed on"),
    "warranty_end_on": Label("Warranty until"),
    "removed_on": Label("Removed on"),
    "service_rhythm_days": Label("Days between two services"),
}
"""The headings that the program itself writes, in any of its languages."""
_NEEDED = ("account", "product")
_DAYS = ("installed_on", "warranty_end_on", "removed_on")
_NUMBERS = ("quantity", "service_rhythm_days")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class AssetImport:
    """What a list brought in, or would; `changes` is None where nothing was written, `refused` says why."""

    new: int
    updated: int
    unchanged: int
    refused: tuple[Refused, ...]
    changes: Changes | None


def import_assets(
    journal: Journal, path: Path, *, dry_run: bool = False, progress: Progress = lambda _done, _of: None
) -> AssetImport:
    """Take what a list says into the journal; a row that can't come in keeps all others out too.

    Raises CannotRead for a file that is no such list, and whatever `progress` raises, with nothing written.
    """
    rows = [row for sheet in _sheets(path) for row in _read(sheet)]
    run = _Run(journal)
    changes: Changes | None = None
    try:
        with journal.operation("assets.import", subject=path.name) as work:
            for number, row in enumerate(rows):
                if number % 50 == 0:
                    progress(number, len(rows))
                run.take(row)
            if dry_run or run.refused:
                raise _NotKept
            changes = work.done() if work.tables else None
    except _NotKept:
        changes = None
    return AssetImport(run.new, run.updated, run.unchanged, tuple(run.refused), changes)


class _NotKept(Exception):
    """Ends a dry run, or an import of which a row can't come in, so that its transaction is rolled back."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A row of a list: what its cells say by field, or why they say nothing."""

    file: str
    line: int
    values: Mapping[str, Any]
    reason: JournalError | None = None


@cache
def _fields_by_heading() -> dict[str, str]:
    found = {plain_heading(one): field for field, names in _HEADINGS.items() for one in names.split(", ")}
    for language in map(Language, LANGUAGES):
        found |= {plain_heading(language.say(label)): field for field, label in _WRITTEN.items()}
    return found


def _field_of(heading: str) -> str:
    return _fields_by_heading().get(plain_heading(heading), "")


def _known(headings: Sequence[str]) -> int:
    return len(set(map(_field_of, headings)) - {""})


def _sheets(path: Path) -> list[ListSheet]:
    """Return the sheets that are lists of products."""
    found = []
    for sheet in read_sheets(path, _known):
        if set(map(_field_of, sheet.headings)).issuperset(_NEEDED):
            found.append(sheet)
    if not found:
        raise CannotRead(
            "{file} is no list of installed products: it needs a column Account (客户) and a column Product (产品). "
            "Rename its headings.",
            file=path.name,
        )
    return found


def _read(sheet: ListSheet) -> list[_Read]:
    fields = [_field_of(one) for one in sheet.headings]
    places = [place for place, field in enumerate(fields) if field in _DAYS]
    written = (row.cells[place] for row in sheet.rows if isinstance(row, Row) for place in places)
    order, _remarks = find_day_order(written, sheet.file, ",")
    found = []
    for row in sheet.rows:
        if isinstance(row, Refused):
            found.append(_Read(sheet.file, row.row, {}, row.reason))
            continue
        cells = {field: text for field, text in zip(fields, row.cells, strict=False) if field and text.strip()}
        try:
            values = {field: _value(field, text, order) for field, text in cells.items()}
        except InvalidValue as reason:
            found.append(_Read(sheet.file, row.line, {}, reason))
        else:
            found.append(_Read(sheet.file, row.line, values))
    return found


def _value(field: str, text: str, order: DayOrder) -> object:
    if field != "notes" and text.strip().casefold() in NOTHING:
        return None
    if field in _DAYS:
        return read_day(text, order).isoformat()
    if field in _NUMBERS:
        return _number(text)
    return text.strip() if field == "notes" else one_line(text)


def _number(text: str) -> int:
    plain = text.strip().removesuffix(".0")
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 10):
        raise InvalidValue("“{text}” is no whole number. Write digits only.", text=text.strip()[:60])
    return int(plain)


class _Run:
    """One import under way."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.new = self.updated = self.unchanged = 0
        self.refused: list[Refused] = []
        names = journal.rows("SELECT id, name, short_name FROM account WHERE deleted_at IS NULL ORDER BY id DESC")
        self._accounts: dict[str, int] = {name_key(short): account_id for account_id, _name, short in names if short}
        self._accounts |= {name_key(name): account_id for account_id, name, _short in names}
        self._known: dict[tuple[int, str, str, str], list[int]] = {}
        query = "SELECT id, account_id, product, serial_number, site FROM asset WHERE deleted_at IS NULL ORDER BY id"
        for asset_id, *place in journal.rows(query):
            self._known.setdefault(_place(*place), []).append(asset_id)

    def take(self, row: _Read) -> None:
        """Take a row in, or note why it can't come in."""
        if row.reason is not None:
            self.refused.append(Refused(row.file, row.line, row.reason))
            return
        try:
            self._take(dict(row.values))
        except JournalError as reason:
            self.refused.append(Refused(row.file, row.line, reason))

    def _take(self, values: dict[str, Any]) -> None:
        account_id = self._account(values.pop("account", None))
        given = {field: value for field, value in values.items() if value is not None}
        if not given.get("product"):
            raise InvalidValue("The row names no product. Fill it in, or empty the row.")
        place = _place(account_id, given["product"], given.get("serial_number", ""), given.get("site", ""))
        there = self._known.get(place)
        if not there:
            assets.create(self._journal, account_id=account_id, **given)
            self.new += 1
            return
        asset_id = there.pop(0)  # the next row of this kind is about the next such product
        before = assets.get(self._journal, asset_id)
        changed: Any = {field: value for field, value in given.items() if getattr(before, field) != value}
        if changed:
            assets.edit(self._journal, asset_id, **changed)
            self.updated += 1
        else:
            self.unchanged += 1

    def _account(self, name: str | None) -> int:
        if not name:
            raise InvalidValue("The row names no account. Fill it in, or empty the row.")
        found = self._accounts.get(name_key(name))
        if found is None:
            raise InvalidValue(
                "There is no account “{name}”. Write it as in the journal, or make the account first.", name=name[:60]
            )
        return found


def _place(account_id: int, product: str, serial_number: str, site: str) -> tuple[int, str, str, str]:
    """Return what a product is known by: its number where it has one, else where it stands."""
    number = name_key(serial_number)
    return (account_id, name_key(product), number, "" if number else name_key(site))
