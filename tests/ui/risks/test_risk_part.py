"""The list and the matrix of risks, by the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models import projects, risks, steps
from models.risks import RiskFilter
from tests.factories import make_account, make_step
from tests.ui.conftest import RecordedAlerts
from ui.risks.list_model import RiskHeading
from ui.risks.part import RiskPart
from ui.risks.view import RiskView
from ui.session import Session
from ui.steps.editor import StepEditor


@pytest.fixture
def part(qtbot: QtBot, session: Session) -> RiskPart:
    journal = session.journal
    rail = make_account(journal)
    lot = projects.create(journal, account_id=rail, name="Lot 2").id
    for title, likelihood, effect, project_id in (
        ("Strike", 2, 2, None),
        ("Tunnel radio", 4, 5, lot),
        ("New law", None, None, None),
    ):
        made = {"likelihood": likelihood, "effect": effect, "project_id": project_id, "account_id": rail}
        make_step(journal, title, kind="risk", **made)
    part = RiskPart(session)
    qtbot.addWidget(part)
    session.changed.connect(lambda _changes: part.refresh())
    part.resize(1000, 600)
    part.show()
    part.refresh()
    part.focus_list()
    return part


def told(part: RiskPart) -> list[str]:
    model = part.view.risks_model
    return [f"{model.words(row)}" if isinstance(row, RiskHeading) else row.title for row in model.rows]


def test_risks_stand_below_how_heavy_they_are(part: RiskPart) -> None:
    assert told(part) == ["High, 1", "Tunnel radio", "Low, 1", "Strike", "Not assessed yet, 1", "New law"]
    assert (part.open_count, part.high_count) == (3, 1)
    words = part.view.risks_model.words(part.view.risks_model.rows[1])
    assert words == "Tunnel radio, high risk, likely · severe, Northern Rail · Lot 2 · No plan against it yet, Me"


def test_the_matrix_shows_one_cell_alone_and_all_again(qtbot: QtBot, part: RiskPart) -> None:
    part.matrix.setFocus()
    QTest.keyClick(part.matrix, Qt.Key.Key_Down)  # from almost certain to likely
    assert part.matrix.accessibleDescription() == "likely · severe: high risk, 1 risk"
    QTest.keyClick(part.matrix, Qt.Key.Key_Space)
    assert told(part) == ["High, 1", "Tunnel radio"]
    QTest.keyClick(part.matrix, Qt.Key.Key_Left)
    QTest.keyClick(part.matrix, Qt.Key.Key_Return)
    assert told(part) == []
    QTest.keyClick(part.matrix, Qt.Key.Key_Escape)
    assert len(told(part)) == 6


def test_a_click_on_a_cell_is_the_same(qtbot: QtBot, part: RiskPart) -> None:
    place = part.matrix._place((2, 2)).center()
    QTest.mouseClick(part.matrix, Qt.MouseButton.LeftButton, pos=place)
    assert told(part) == ["Low, 1", "Strike"]
    part.all_button.click()
    assert len(told(part)) == 6


def test_words_narrow_the_list(qtbot: QtBot, part: RiskPart) -> None:
    part.focus_filter()
    QTest.keyClicks(part.filter, "lot")
    QTest.keyClick(part.filter, Qt.Key.Key_Return)
    assert told(part) == ["High, 1", "Tunnel radio"]


def test_a_risk_is_assessed_and_ended_by_keys(qtbot: QtBot, part: RiskPart, session: Session) -> None:
    part.view.select(risks.read(session.journal, RiskFilter(text="new law"))[0].id)
    QTest.keyClick(part.view, Qt.Key.Key_L)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[4].trigger()
    menu.close()
    (law,) = risks.read(session.journal, RiskFilter(text="new law"))
    assert law.likelihood == 5
    QTest.keyClick(part.view, Qt.Key.Key_Space)
    assert risks.read(session.journal, RiskFilter(text="new law")) == []
    part.state.button("over").click()
    assert told(part) == ["New law"]
    part.view.select(law.id)
    QTest.keyClick(part.view, Qt.Key.Key_Space)
    assert told(part) == []


def test_the_menu_lets_several_come_true(qtbot: QtBot, part: RiskPart, session: Session) -> None:
    part.view.selectAll()
    menu = part.view.menu_of(part.view.chosen_risks())
    assert menu.title() == "3 risks"
    next(action for action in menu.actions() if action.text() == "It came true").trigger()
    assert told(part) == []
    session.undo()
    assert part.open_count == 3


def test_a_new_risk_of_a_project_stands_at_its_account(qtbot: QtBot, part: RiskPart, session: Session) -> None:
    (risk,) = risks.read(session.journal, RiskFilter(text="lot 2"))
    part.show_place(project_id=risk.project_id)
    assert told(part) == ["High, 1", "Tunnel radio"]
    part.new_button.click()
    editor = part.window().findChild(StepEditor) or QApplication.activeModalWidget()
    assert isinstance(editor, StepEditor)
    assert editor.risk.isVisible()
    editor.title.setText("The mast is not ours")
    editor.risk.likelihood.set_value("3")
    editor.risk.effect.set_value("4")
    editor.risk.plan.set_text("Rent another one")
    editor.accept()
    made = risks.read(session.journal, RiskFilter(text="mast"))[0]
    assert (made.project_id, made.account, made.weight) == (risk.project_id, "Northern Rail", 12)
    assert made.contingency == "Rent another one"


def test_what_is_no_risk_has_no_such_fields(qtbot: QtBot, session: Session) -> None:
    step_id = make_step(session.journal, "Strike", kind="risk", likelihood=2, effect=3, contingency="Two teams")
    from ui.steps.editor import edit_step

    editor = edit_step(session, step_id, None)
    assert editor is not None
    assert editor.risk.plan.text() == "Two teams"
    editor.kind.set_value("next_step")
    assert not editor.risk.isVisible()
    editor.kind.set_value("risk")
    editor.risk.effect.set_value("5")
    editor.accept()
    step = steps.get(session.journal, step_id)
    assert (step.likelihood, step.effect, step.contingency) == (2, 5, "Two teams")


def test_the_section_says_what_is_open(qtbot: QtBot, part: RiskPart, session: Session) -> None:
    view = RiskView(session)
    qtbot.addWidget(view)
    view.refresh()
    assert view.subtitle() == "3 open risks, 1 high"
    assert {deed.key for deed in view.deeds()} >= {"risks.new", "risks.over"}


def test_the_register_is_saved_as_it_is_shown(
    qtbot: QtBot, part: RiskPart, session: Session, alerts: RecordedAlerts, tmp_path: Path
) -> None:
    view = RiskView(session)
    qtbot.addWidget(view)
    view.refresh()
    path = tmp_path / "risks.csv"
    alerts.answers.append(path)
    said: list[str] = []
    session.said.connect(lambda text, _can_undo: said.append(text))
    view.printable()
    qtbot.waitUntil(lambda: bool(said))
    assert said == [f"Saved to {path}"]
    assert "Tunnel radio" in path.read_text("utf-8-sig")
