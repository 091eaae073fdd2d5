"""Lists of installed products: in Chinese or English, all rows or none, known again the second time."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from models import asset_lists, assets, changes
from models.asset_lists import AssetFilter
from models.errors import CannotRead
from models.exchange.asset_import import import_assets
from models.journal import Journal
from models.summaries import product_lists, sheet_csv
from models.text.language import Language
from tests.factories import make_account

CHINESE = [
    ["设备台账 2026"],
    [],
    ["客户名称", "产品名称", "数量", "版本", "序列号", "站点", "安装日期", "质保到期", "维保周期", "厂家"],
    ["北方铁路", "基站", "2", "V2.4b", "SN 7", "中心", "2026-05-14", "2029-05-14", "91", ""],
    ["北方铁路", "控制台", "", "", "", "", "2026年5月1日", "", "", "对手"],
]


def book(tmp_path: Path, rows: list[list[str]]) -> Path:
    """Write a workbook and return its path."""
    path = tmp_path / "list.xlsx"
    made = Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


def products(journal: Journal) -> list[tuple[object, ...]]:
    """Return what stands in the journal."""
    found = asset_lists.listing(journal, AssetFilter())
    return [(one.product, one.quantity, one.version, one.serial_number, one.installed_on) for one in found]


def test_a_chinese_list_comes_in_and_is_known_again(journal: Journal, tmp_path: Path) -> None:
    make_account(journal, "北方铁路")
    path = book(tmp_path, CHINESE)
    tried = import_assets(journal, path, dry_run=True)
    assert (tried.new, tried.refused, tried.changes) == (2, (), None)
    assert products(journal) == []
    import_assets(journal, path)
    assert products(journal) == [
        ("基站", 2, "V2.4b", "SN 7", "2026-05-14"),
        ("控制台", 1, "", "", "2026-05-01"),
    ]
    assert asset_lists.listing(journal, AssetFilter())[0].next_on == "2026-08-13"
    again = import_assets(journal, path)
    assert (again.new, again.updated, again.unchanged) == (0, 0, 2)
    changes.undo(journal)
    assert products(journal) == []


def test_a_newer_list_changes_what_it_says_and_leaves_the_rest(journal: Journal, tmp_path: Path) -> None:
    account_id = make_account(journal, "北方铁路")
    assets.create(journal, account_id=account_id, product="基站", serial_number="sn 7", site="别处", notes="Keep")
    done = import_assets(journal, book(tmp_path, CHINESE))
    assert (done.new, done.updated) == (1, 1)
    (row,) = asset_lists.listing(journal, AssetFilter(product="基站"))
    assert (row.version, row.site, assets.get(journal, row.id).notes) == ("V2.4b", "中心", "Keep")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["Nobody", "Base station", "", ""], "There is no account “Nobody”"),
        (["北方铁路", "", "2", ""], "names no product"),
        (["北方铁路", "Base station", "many", ""], "no whole number"),
        (["北方铁路", "Base station", "0", ""], "quantity"),
        (["北方铁路", "Base station", "", "2026-13-45"], "2026-13-45"),
    ],
)
def test_a_row_that_can_not_come_in_keeps_all_others_out(
    journal: Journal, tmp_path: Path, cells: list[str], reason: str
) -> None:
    make_account(journal, "北方铁路")
    rows = [["Account", "Product", "Qty", "Installed on"], ["北方铁路", "Console", "1", "2026-01-02"], cells]
    done = import_assets(journal, book(tmp_path, rows))
    (refused,) = done.refused
    assert refused.row == 3
    assert reason in refused.reason.say(Language("en"))
    assert products(journal) == []
    assert done.changes is None


def test_a_list_of_something_else_is_refused(journal: Journal, tmp_path: Path) -> None:
    with pytest.raises(CannotRead):
        import_assets(journal, book(tmp_path, [["Clause", "Criterion"], ["1", "Works"]]))


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_what_was_exported_comes_in_unchanged(journal: Journal, tmp_path: Path, code: str) -> None:
    make_account(journal, "北方铁路")
    import_assets(journal, book(tmp_path, CHINESE))
    path = tmp_path / "out.csv"
    path.write_bytes(sheet_csv.render(product_lists.asset_report(journal, AssetFilter(), language=Language(code))))
    done = import_assets(journal, path)
    assert (done.new, done.updated, done.unchanged, done.refused) == (0, 0, 2, ())
