"""The acceptance of a project by keyboard: states, blocks, attempts, sign-offs, filters and what is beside them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import acceptance, acceptance_batches, acceptance_lists, acceptance_matrix, projects, signing, steps
from models.acceptance_lists import AcceptanceFilter
from tests.factories import make_account, make_contact
from tests.ui.composing import commit, compose
from tests.ui.conftest import RecordedAlerts
from tests.ui.windows import below_dialogs
from ui.acceptance.attempt_dialog import AttemptDialog
from ui.acceptance.batch_dialog import BatchDialog
from ui.acceptance.block_dialog import BlockDialog
from ui.acceptance.card import AcceptanceCard
from ui.acceptance.item_editor import ItemEditor
from ui.acceptance.sign_dialog import SignDialog
from ui.acceptance.signature_editor import SignatureEditor
from ui.acceptance.tab import AcceptanceTab
from ui.session import Session
from ui.widgets.dialog import Dialog
from ui.widgets.layouts import column

DEPARTMENTS = ("Depot 1", "Depot 4", "信号楼")


@pytest.fixture
def lot(session: Session) -> int:
    """A project with three departments of four items and two signatures; one of each was asked for."""
    journal = session.journal
    north = make_account(journal, "Northern Rail")
    make_contact(journal, "Maria Hoffmann", account_id=north)
    lot = projects.create(journal, account_id=north, name="Lot 2").id
    for number, department in enumerate(DEPARTMENTS, start=1):
        for clause in range(1, 5):
            fields = {"clause": f"{number}.{clause}", "criterion": f"Check {clause} of {department}"}
            acceptance.add_item(journal, lot, department=department, **fields)  # type: ignore[arg-type]
        acceptance.add_signature(journal, lot, department=department, subject="Training", state="open")
        asked = {"state": "submitted", "asked_on": "2026-05-04"}
        acceptance.add_signature(journal, lot, department=department, subject="Tests", **asked)  # type: ignore[arg-type]
    return lot


@pytest.fixture
def tab(qtbot: QtBot, session: Session, lot: int) -> Iterator[AcceptanceTab]:
    """The tab in a window, with the keys in the list of the departments."""
    with below_dialogs(1200) as window:
        made = AcceptanceTab(session)
        window.setLayout(column(made))
        session.changed.connect(lambda changes: made.refresh() if changes.tables & made.tables else None)
        made.show_project(lot)
        QApplication.processEvents()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        made.focus_first()
        QApplication.processEvents()
        yield made


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifier)
        QApplication.processEvents()


def type_(words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), words)
    QApplication.processEvents()


def dialog(tab: QWidget, kind: type[Dialog]) -> Dialog:
    QApplication.processEvents()
    found = [one for one in tab.window().findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def states(session: Session, lot: int) -> str:
    """Return the states of the items, by their first letters in the order of the list."""
    return "".join(row.state[0] for row in acceptance_lists.items(session.journal, lot))


def signed(session: Session, lot: int) -> int:
    return acceptance_matrix.read(session.journal, lot).signatures.signed


def test_one_figure_gives_a_state_and_undo_takes_it_back(session: Session, tab: AcceptanceTab, lot: int) -> None:
    tab.show_part("acceptance_item")
    tab.focus_first()
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_Down, Qt.Key.Key_4)
    assert states(session, lot) == "sa" + "o" * 10
    session.undo()
    assert states(session, lot) == "s" + "o" * 11


def test_many_are_chosen_by_shift_by_space_or_all_at_once(session: Session, tab: AcceptanceTab, lot: int) -> None:
    tab.show_part("acceptance_item")
    tab.focus_first()
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_4)
    assert states(session, lot) == "aaa" + "o" * 9
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_3)
    assert states(session, lot) == "sas" + "o" * 9, "the first and the third"
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_5)
    assert states(session, lot) == "s" * 12
    session.undo()
    assert states(session, lot) == "sas" + "o" * 9


def test_all_signatures_are_recorded_by_enter_alone(session: Session, tab: AcceptanceTab, lot: int) -> None:
    tab.record_sign_off()
    first = dialog(tab, SignDialog)
    assert isinstance(first, SignDialog)
    assert first.which.text() == "Depot 1 · Tests", "what was asked for comes first"
    for count in range(1, 7):
        press(Qt.Key.Key_Return)
        assert signed(session, lot) == count
    assert not [one for one in tab.window().findChildren(SignDialog) if one.isVisible()]
    rows = acceptance_lists.signatures(session.journal, lot)
    assert [row.asked_on for row in rows] == ["2026-05-14", "2026-05-04"] * 3
    tab.record_sign_off()
    assert not [one for one in tab.window().findChildren(SignDialog) if one.isVisible()]


def test_a_sign_off_names_the_signer_the_day_and_what_came_of_it(
    session: Session, tab: AcceptanceTab, lot: int
) -> None:
    tab.show_part("signature")
    tab.focus_first()
    press(Qt.Key.Key_Down)
    tab.record_sign_off()
    shown = dialog(tab, SignDialog)
    assert isinstance(shown, SignDialog)
    type_("Maria Hoffmann")
    press(Qt.Key.Key_Return)
    shown.signed_on.setFocus()
    press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    type_("2026-05-03")
    press(Qt.Key.Key_Return)
    assert "lies before" in shown.problem.text()
    press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    type_("2026-05-12")
    shown.note.setFocus()
    type_("At one table")
    press(Qt.Key.Key_Return)
    row = acceptance_lists.signatures(session.journal, lot)[1]
    assert (row.signer, row.signed_on, row.result) == ("Maria Hoffmann", "2026-05-12", "At one table")


def test_five_signs_at_once_what_was_asked_for_and_else_asks(session: Session, tab: AcceptanceTab, lot: int) -> None:
    tab.show_part("signature")
    tab.list_of("signature").narrow(states="submitted")
    tab.focus_first()
    press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_5)
    assert signed(session, lot) == 3
    tab.list_of("signature").narrow(states="missing")
    tab.focus_first()
    press(Qt.Key.Key_5)
    shown = dialog(tab, SignDialog)
    assert isinstance(shown, SignDialog)
    assert not shown.asked_on.isHidden()
    assert signed(session, lot) == 3


def test_a_block_has_a_reason_and_a_step(session: Session, tab: AcceptanceTab, lot: int) -> None:
    tab.show_part("acceptance_item")
    tab.focus_first()
    press(Qt.Key.Key_6)
    shown = dialog(tab, BlockDialog)
    assert isinstance(shown, BlockDialog)
    press(Qt.Key.Key_Return)
    assert states(session, lot) == "o" * 12, "not without a reason"
    type_("No training")
    shown.step.setFocus()
    type_("Train the night crew")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    row = acceptance_lists.items(session.journal, lot)[0]
    assert (row.state, row.blocked_because, row.step) == ("blocked", "No training", "Train the night crew")
    tab.show_part("departments")
    tab.departments().select("Depot 1")
    assert "1 item is blocked: 1.1 Check 1 of Depot 1" in [one.text() for one in links(tab)]
    assert row.step_id is not None
    steps.close(session.journal, row.step_id)
    tab.refresh()
    assert "done: Train the night crew" in [one.text() for one in links(tab)]


def links(tab: AcceptanceTab) -> list[QWidget]:
    from ui.widgets.wrapped_link import WrappedLink

    QApplication.processEvents()
    return [one for one in tab.departments().side.findChildren(WrappedLink) if not one.isHidden()]


def test_each_attempt_is_noted_by_its_key(session: Session, tab: AcceptanceTab, lot: int) -> None:
    tab.show_part("signature")
    tab.focus_first()
    press(Qt.Key.Key_A)
    shown = dialog(tab, AttemptDialog)
    assert isinstance(shown, AttemptDialog)
    shown.what.setFocus()
    press(Qt.Key.Key_Right)
    shown.minutes.set_text("8 h 10")
    shown.told.setFocus()
    type_("Outside the board meeting")
    shown.accept()
    row = acceptance_lists.signatures(session.journal, lot)[0]
    (tried,) = signing.attempts(session.journal, row.id)
    assert (tried.what, tried.minutes, tried.result) == ("waited", 490, "Outside the board meeting")
    assert (row.state, row.asked_on) == ("submitted", "2026-05-14")


def test_enter_on_a_department_shows_its_signatures_and_space_its_items(tab: AcceptanceTab) -> None:
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert [row.department for row in tab.list_of("signature").model.rows] == ["Depot 4"] * 2
    tab.show_part("departments")
    tab.focus_first()
    press(Qt.Key.Key_Space)
    assert [row.clause for row in tab.list_of("acceptance_item").model.rows] == ["2.1", "2.2", "2.3", "2.4"]
    assert tab.list_of("acceptance_item").view.hasFocus()


def test_other_tabs_lead_to_a_department_or_to_what_is_blocked(session: Session, tab: AcceptanceTab, lot: int) -> None:
    tab.show_at("Depot 4")
    assert tab.departments().department() == "Depot 4"
    wanted = acceptance_lists.signatures(session.journal, lot)[2]
    acceptance.edit_signature(session.journal, wanted.id, state="blocked", blocked_because="No training")
    tab.refresh()
    tab.show_at(("signature", "blocked"))
    assert [row.id for row in tab.list_of("signature").model.rows] == [wanted.id]


def test_the_words_of_the_filter_wait_until_they_are_composed(tab: AcceptanceTab) -> None:
    tab.show_part("acceptance_item")
    tab.focus_filter()
    shown = tab.list_of("acceptance_item")
    compose(shown.filter, "xin")
    shown.filter.settle()
    assert len(shown.model.rows) == 12
    commit(shown.filter, "信号楼")
    shown.filter.settle()
    assert len(shown.model.rows) == 4
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    assert shown.view.hasFocus()


def test_an_item_and_a_signature_are_written_and_changed(
    qtbot: QtBot, session: Session, tab: AcceptanceTab, lot: int
) -> None:
    tab.show_list("acceptance_item", "Depot 4")
    press(Qt.Key.Key_N)
    item = dialog(tab, ItemEditor)
    assert isinstance(item, ItemEditor)
    assert item.form.department.text() == "Depot 4"
    type_("Radio covers the hall")
    item.accept()
    rows = acceptance_lists.items(session.journal, lot, AcceptanceFilter(departments=("Depot 4",)))
    assert rows[-1].criterion == "Radio covers the hall"
    tab.window().activateWindow()
    qtbot.waitUntil(tab.window().isActiveWindow)
    tab.show_record("signature", acceptance_lists.signatures(session.journal, lot)[2].id)
    press(Qt.Key.Key_Return)
    signature = dialog(tab, SignatureEditor)
    assert isinstance(signature, SignatureEditor)
    signature.form.state.set_value("signed")
    signature.accept()
    assert "was not asked for" in signature.notice.text()
    signature.form.asked_on.set_value("2026-05-01")
    signature.accept()
    assert acceptance_lists.signatures(session.journal, lot)[2].signed_on == "2026-05-14"


def test_evidence_is_written_in_the_row(session: Session, tab: AcceptanceTab, lot: int) -> None:
    tab.show_part("acceptance_item")
    tab.focus_first()
    press(Qt.Key.Key_E)
    line = QApplication.focusWidget()
    assert line is not None
    compose(line, "zhao")
    press(Qt.Key.Key_Return)
    assert line is QApplication.focusWidget(), "Enter belongs to the input method"
    commit(line, "照片 12")
    press(Qt.Key.Key_Return)
    assert acceptance_lists.items(session.journal, lot)[0].evidence == "照片 12"
    press(Qt.Key.Key_F2)
    type_("nothing of this")
    press(Qt.Key.Key_Escape)
    assert acceptance_lists.items(session.journal, lot)[0].criterion == "Check 1 of Depot 1"
    assert tab.list_of("acceptance_item").view.hasFocus()


def test_entries_go_into_batches_and_the_tab_shows_one_of_them(session: Session, tab: AcceptanceTab, lot: int) -> None:
    tab.show_part("batches")
    tab._add("batches")
    shown = dialog(tab, BatchDialog)
    assert isinstance(shown, BatchDialog)
    type_("Western line")
    press(Qt.Key.Key_Return)
    (batch,) = acceptance_batches.listing(session.journal, lot)
    first = acceptance_lists.items(session.journal, lot, limit=1)[0]
    acceptance.edit_item(session.journal, first.id, batch_id=batch.id)
    tab.refresh()
    tab.batch.set_key(batch.id)
    tab.batch.picked.emit(batch.id)
    tab.show_part("acceptance_item")
    assert [row.id for row in tab.list_of("acceptance_item").model.rows] == [first.id]


def test_what_is_deleted_comes_back(session: Session, tab: AcceptanceTab, lot: int) -> None:
    tab.show_part("signature")
    tab.focus_first()
    press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Delete)
    assert acceptance_matrix.read(session.journal, lot).signatures.all == 0
    session.undo()
    assert acceptance_matrix.read(session.journal, lot).signatures.all == 6


def test_a_project_without_a_list_says_how_one_comes_in(session: Session, tab: AcceptanceTab) -> None:
    other = projects.create(session.journal, account_id=make_account(session.journal, "Other"), name="Lot 3").id
    tab.show_project(other)
    texts = [one.text() for one in tab.departments().findChildren(QWidget) if hasattr(one, "text")]
    assert "No acceptance list yet" in texts


def test_the_card_tells_how_far_it_is_and_leads_there(
    qtbot: QtBot, session: Session, lot: int, alerts: RecordedAlerts
) -> None:
    card = AcceptanceCard(session)
    qtbot.addWidget(card)
    card.show_project(lot)
    assert card.items.accessibleName() == "0 of 12 items accepted"
    assert card.signatures.accessibleName() == "0 of 6 signatures"
    told: list[str] = []
    card.department_opened.connect(told.append)
    with qtbot.waitSignal(card.opened):
        card.view.opened.emit(card.model.rows[1])
    assert told == ["Depot 4"]
    assert not alerts.told
