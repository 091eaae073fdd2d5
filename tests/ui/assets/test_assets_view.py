"""The page of installed products, its editors and its lists, by the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models import asset_lists, assets, changes, feedback, served_products, service
from models.asset_lists import AssetFilter
from models.clock import FixedClock
from models.feedback import FeedbackFilter
from tests.factories import make_account, make_contact, make_visit
from tests.ui.composing import commit, compose
from tests.ui.conftest import RecordedAlerts
from tests.ui.windows import shown
from ui import workers
from ui.assets.editor import AssetEditor, edit_asset, new_asset
from ui.assets.feedback_editor import FeedbackEditor
from ui.assets.served_dialog import ServedDialog
from ui.assets.service_days import ServiceDays
from ui.assets.view import AssetView
from ui.reach.dialog import ReachDialog
from ui.session import Session
from ui.visits.served_part import ServedPart


def install(session: Session, account_id: int, product: str = "Base station", **fields: Any) -> int:
    """Make an installed product and return its id."""
    return assets.create(session.journal, account_id=account_id, product=product, **fields).id


@pytest.fixture
def rail(session: Session) -> int:
    """An account with products of three versions, one of a competitor, and feedback."""
    account_id = make_account(session.journal)
    make_contact(session.journal, "Tom", account_id=account_id)
    for version in ("9", "10"):
        install(session, account_id, version=version, quantity=2, site="Central", warranty_end_on="2026-06-30")
    install(session, account_id, "Console", competitor="Rival")
    feedback.create(session.journal, account_id=account_id, product="Base station", words="Too loud", kind="problem")
    return account_id


@pytest.fixture
def view(qtbot: QtBot, session: Session, rail: int) -> AssetView:
    made = AssetView(session)
    session.changed.connect(lambda _changes: made.refresh())
    made.refresh()
    shown(qtbot, made, 1100, 700)
    made.focus_first()
    return made


@pytest.fixture
def days(session: Session) -> Iterator[ServiceDays]:
    """What plans the service visits; it ends with the test."""
    made = ServiceDays(session, session)
    yield made
    made.deleteLater()


def rows(view: AssetView) -> list[str]:
    """Return the rows of the list in words."""
    model = view.part.view.assets_model
    return [model.words(row) for row in model.rows]


def opened(kind: type[Any]) -> Any:
    """Return the dialog that was opened last."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found[-1]


def test_a_row_says_what_stands_where_and_until_when(view: AssetView) -> None:
    assert sorted(rows(view)) == [
        "Base station × 2, version 10, Northern Rail · Central, warranty until 30 June 2026",
        "Base station × 2, version 9, Northern Rail · Central, warranty until 30 June 2026",
        "Console, Northern Rail, of Rival",
    ]
    assert view.subtitle() == "5 pieces at 1 account"


def test_the_list_is_narrowed_by_version_and_a_wrong_one_is_told(qtbot: QtBot, view: AssetView) -> None:
    part = view.part
    QTest.keyClicks(part.version, "< 10")
    QTest.keyClick(part.version, Qt.Key.Key_Return)
    assert len(rows(view)) == 1
    part.version.clear()
    QTest.keyClicks(part.version, "<")
    QTest.keyClick(part.version, Qt.Key.Key_Return)
    assert part.fault.text() == "< names no version. Write it as < 10, >= 2.4 or 2.4b."
    part.kinds.chips["theirs"].click()
    QTest.keyClick(part.version, Qt.Key.Key_Escape)
    part.version.settle()
    assert rows(view) == ["Console, Northern Rail, of Rival"]


def test_a_product_is_shown_alone_and_all_again(view: AssetView) -> None:
    view.show_way("products")
    QTest.keyClick(view.products, Qt.Key.Key_Return)
    assert len(rows(view)) == 2
    assert view.part.product_button.text() == "Base station"
    view.part.product_button.click()
    assert len(rows(view)) == 3


def test_delete_removes_and_undo_brings_back(view: AssetView, session: Session) -> None:
    view.part.view.select_first()
    QTest.keyClick(view.part.view, Qt.Key.Key_Delete)
    assert len(rows(view)) == 2
    session.undo()
    assert len(rows(view)) == 3


def test_a_product_that_was_taken_away_is_listed_apart(view: AssetView) -> None:
    row = view.part.view.assets_model.rows[0]
    view.part.view.take_away(row)
    assert len(rows(view)) == 2
    view.part.kinds.chips["removed"].click()
    assert [words.rpartition(", ")[2] for words in rows(view)] == ["removed 14 May 2026"]


def test_all_who_have_an_older_version_are_proposed_to_be_reached(view: AssetView, session: Session) -> None:
    harbour = make_account(session.journal, "Harbour Authority")
    install(session, harbour, version="9.5")
    view.refresh()
    row = next(one for one in view.part.view.assets_model.rows if one.version == "9.5")
    view.part.view.reach_all(row)
    dialog = opened(ReachDialog)
    assert (dialog.product.value(), dialog.version.text()) == ("Base station", "<= 9.5")
    assert [one.name for one in dialog.model.rows] == ["Harbour Authority", "Northern Rail"]
    dialog.version.clear()
    QTest.keyClicks(dialog.version, "< 9.5")
    QTest.keyClick(dialog.version, Qt.Key.Key_Return)
    assert [one.name for one in dialog.model.rows] == ["Northern Rail"]
    QTest.keyClick(dialog.version, Qt.Key.Key_Backspace)
    dialog.version.setText("<")
    dialog.version.edited.emit("<")
    dialog.version.settle()
    assert "names no version" in dialog.count.text()
    dialog.done(0)


def test_a_product_is_written_down_by_keyboard(qtbot: QtBot, view: AssetView, session: Session, rail: int) -> None:
    editor = new_asset(session, view, account_id=rail)
    form = editor.form
    compose(form.product, "jizhan")
    assert not session.journal.row("SELECT 1 FROM asset WHERE product = '基站'")
    commit(form.product, "基站")
    QTest.keyClicks(form.version, "V2.4b")
    form.installed_on.set_text("2026-05-14")
    form.warranty_end_on.set_text("2029-05-14")
    form.service_rhythm_days.choice.set_value("91")
    assert form.planned.text().startswith("12 services until the end: 13 August 2026")
    editor.accept()
    (line,) = asset_lists.listing(session.journal, AssetFilter(product="基站"))
    assert (line.version, line.warranty_end_on, line.next_on) == ("V2.4b", "2029-05-14", "2026-08-13")


def test_what_is_missing_is_said_at_its_field(view: AssetView, session: Session) -> None:
    editor = new_asset(session, view)
    form = editor.form
    form.quantity.setText("many")
    form.service_rhythm_days.choice.set_value("own")
    editor.accept()
    told = {key: one.below() for key, one in form.fields.items() if one.below()}
    assert told == {
        "account_id": "Choose an account.",
        "product": "A product needs a name.",
        "quantity": "Write a number from 1 to 1000000.",
        "service_rhythm_days": "Write a number from 1 to 3660.",
    }
    editor.form.quantity.setText("1")
    editor.form.service_rhythm_days.choice.set_value("")
    editor.reject()


def test_nothing_typed_is_dropped_unasked(view: AssetView, session: Session, alerts: RecordedAlerts, rail: int) -> None:
    editor = new_asset(session, view, account_id=rail)
    QTest.keyClicks(editor.form.product, "Relay")
    alerts.answers.append("save")
    editor.reject()
    assert alerts.told == ["Save what you changed?: This product has changes that are not saved."]
    assert asset_lists.listing(session.journal, AssetFilter(product="Relay"))


def test_a_draft_of_a_product_is_offered_again(view: AssetView, session: Session, rail: int) -> None:
    editor = new_asset(session, view, account_id=rail)
    QTest.keyClicks(editor.form.product, "Relay")
    editor.form.service_rhythm_days.choice.set_value("91")
    editor.keep_draft()
    editor._is_over = True  # as if the program had ended
    editor.done(0)
    again = AssetEditor(session, None, view.window())
    assert (again.form.product.text(), again.form.account_id.key()) == ("Relay", rail)
    assert again.form.values()["service_rhythm_days"] == 91
    again.form.product.setText("")
    again.done(0)


def test_what_changed_elsewhere_is_shown_beside_what_was_typed(view: AssetView, session: Session) -> None:
    row = view.part.view.assets_model.rows[0]
    editor = edit_asset(session, row.id, view)
    assert editor is not None
    editor.form.version.setText("11")
    assets.edit(session.journal, row.id, version="12", site="North")
    editor.accept()
    assert editor.form.fields["version"].below() == "Changed elsewhere to: 12"
    assert editor.form.site.text() == "North"
    editor.accept()
    assert assets.get(session.journal, row.id).version == "11"


def test_feedback_is_noted_on_a_product_and_handed_over(view: AssetView, session: Session) -> None:
    view.part.view.select_first()
    QTest.keyClick(view.part.view, Qt.Key.Key_F)
    editor = opened(FeedbackEditor)
    editor.form.words.set_text("More ports, please")
    editor.form.kind.set_current("wish")
    editor.accept()
    view.show_way("feedback")
    list_view = view.feedback.view
    assert [one.words for one in list_view.feedback_model.rows] == ["More ports, please", "Too loud"]
    assert list_view.feedback_model.rows[0].kind == "wish"
    list_view.selectAll()
    QTest.keyClick(list_view, Qt.Key.Key_H)
    assert {one.state for one in list_view.feedback_model.rows} == {"handed_over"}
    view.feedback.states.chips["open"].click()
    assert not list_view.feedback_model.rows


@pytest.mark.parametrize("ending", ["xlsx", "csv", "md"])
def test_feedback_leaves_as_a_list_without_what_is_confidential(
    qtbot: QtBot, view: AssetView, session: Session, alerts: RecordedAlerts, tmp_path: Path, ending: str, rail: int
) -> None:
    visit_id = make_visit(session.journal, rail, confidential=True)
    feedback.create(session.journal, account_id=rail, product="Console", words="Secret", visit_id=visit_id)
    path = tmp_path / f"list.{ending}"
    alerts.answers.append(path)
    view.show_way("feedback")
    view.printable()
    qtbot.waitUntil(lambda: not workers.is_running())
    content = path.read_bytes()
    assert b"Secret" not in content
    assert ending == "xlsx" or b"Too loud" in content
    assert alerts.told[-1].endswith("1 feedback of a confidential visit is left out.")


def test_the_list_of_products_leaves_as_data(
    qtbot: QtBot, view: AssetView, alerts: RecordedAlerts, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    alerts.answers.append(path)
    view.printable()
    qtbot.waitUntil(lambda: not workers.is_running())
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Account,Product,Pieces,Version")
    assert sorted(lines[1:])[0].startswith("Northern Rail,Base station,2,10,,Central,,,2026-06-30")


def test_what_a_visit_serves_is_told_and_ticked(qtbot: QtBot, session: Session, rail: int) -> None:
    install(session, rail, "Antenna", service_rhythm_days=90, installed_on="2026-05-14")
    ((visit_id,),) = session.journal.rows("SELECT id FROM visit WHERE state = 'planned'")
    part = ServedPart(session)
    qtbot.addWidget(part)
    from models import visit_sheet

    part.fill(visit_sheet.read(session.journal, visit_id))
    assert part._told.text() == "Serves Antenna · due 12 August 2026"
    dialog = ServedDialog(session, visit_id, None)
    dialog.show()
    assert [one.product for one in dialog.model.rows] == ["Antenna", "Base station", "Base station"]
    dialog.view.select(dialog.model.rows[1].id)
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    dialog.accept()
    assert part._told.text() == "Serves Antenna, Base station × 2 · due 12 August 2026"
    session.undo()
    assert len(served_products.of_visit(session.journal, visit_id)) == 1


def test_service_that_is_due_is_planned_at_midnight_and_told(
    days: ServiceDays, session: Session, clock: FixedClock, rail: int
) -> None:
    install(session, rail, "Antenna", service_rhythm_days=90, installed_on="2026-05-14")
    said: list[str] = []
    session.said.connect(lambda sentence, _can_undo: said.append(sentence))
    days.look()
    assert said == []
    clock.set(date(2026, 8, 13))
    session.look_at_day()
    assert days._timer.isActive()
    days.look()
    assert said == ["1 service visit is planned."]
    assert not service.missing(session.journal)
    assert changes.undoable(session.journal) == "service.plan"


def test_after_years_the_visits_are_planned_beside_the_window(
    qtbot: QtBot, days: ServiceDays, session: Session, clock: FixedClock, rail: int
) -> None:
    install(session, rail, "Antenna", service_rhythm_days=10, installed_on="2026-05-14")
    clock.set(date(2027, 5, 14))
    days.look()
    qtbot.waitUntil(lambda: not workers.is_running())
    planned = "SELECT count(*) FROM visit WHERE state = 'planned' AND deleted_at IS NULL"
    assert session.journal.row(planned) == (37,)


def test_the_menu_of_a_product_leads_to_its_next_visit(view: AssetView, session: Session, rail: int) -> None:
    install(session, rail, "Antenna", service_rhythm_days=90)
    view.refresh()
    wanted: list[tuple[str, object]] = []
    session.record_wanted.connect(lambda kind, record_id: wanted.append((kind, record_id)))
    row = next(one for one in view.part.view.assets_model.rows if one.product == "Antenna")
    menu: QMenu = view.part.view.menu_of(row)
    names = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert names[:4] == ["Edit…", "Note feedback…", "Reach all who have it…", "Open the next service visit"]
    menu.actions()[4].trigger()
    assert wanted == [("visit", row.next_visit_id)]


def test_a_record_is_gone_to_whatever_hides_it(view: AssetView, session: Session) -> None:
    view.part.kinds.chips["theirs"].click()
    wanted = next(one.id for one in asset_lists.listing(session.journal, AssetFilter(version="10")))
    view.show_record("asset", wanted)
    current = view.part.current()
    assert current is not None
    assert current.id == wanted
    (line,) = feedback.listing(session.journal, FeedbackFilter())
    view.show_record("feedback", line.id)
    assert view.feedback.view.current_row().id == line.id


def test_an_empty_journal_says_what_belongs_here(qtbot: QtBot, session: Session) -> None:
    made = AssetView(session)
    qtbot.addWidget(made)
    made.refresh()
    assert made.part._stack.currentWidget() is made.part._nothing
    made.show_way("feedback")
    assert made.feedback._stack.currentWidget() is made.feedback._nothing


def test_a_list_comes_in_when_the_user_agrees_and_goes_with_one_undo(
    qtbot: QtBot, view: AssetView, session: Session, alerts: RecordedAlerts, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Account,Product,Qty\nNorthern Rail,Relay,3\nNorthern Rail,Switch,4\n", encoding="utf-8")
    alerts.answers += [[path], True]
    view.part.import_list()
    qtbot.waitUntil(lambda: not workers.is_running() and len(rows(view)) == 5)
    assert alerts.told == ["Import list.csv?: 2 new, 0 changed, 0 as they are."]
    session.undo()
    assert len(rows(view)) == 3


def test_a_list_with_a_wrong_row_brings_nothing_and_names_it(
    qtbot: QtBot, view: AssetView, session: Session, alerts: RecordedAlerts, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Account,Product\nNorthern Rail,Relay\nNobody,Switch\n", encoding="utf-8")
    alerts.answers.append([path])
    view.part.import_list()
    qtbot.waitUntil(lambda: not workers.is_running())
    (told,) = alerts.told
    assert "Row 3: There is no account “Nobody”." in told
    assert len(rows(view)) == 3
