"""Plans in the window: their panel, their editor and the dialogs around them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from models import plan_order, plan_sheets, plan_templates, plans, projects, steps
from models.plan_lines import parse
from tests.factories import make_account, make_visit
from tests.readers import steps_of_plan
from tests.ui.composing import commit, compose
from tests.ui.conftest import RecordedAlerts
from ui.session import Session
from ui.steps.page import StepPage
from ui.steps.plan_days_dialog import PlanDaysDialog
from ui.steps.plan_editor import PlanEditor
from ui.steps.plan_end_dialog import PlanEndDialog
from ui.steps.plan_paper import PlanPaper
from ui.steps.plan_template_dialog import PlanTemplateDialog
from ui.steps.result_line import ResultLine


@pytest.fixture
def plan_id(session: Session) -> int:
    account_id = make_account(session.journal)
    planned = parse("Ask\n> Offer\n> Sign\nCall")
    return plans.create(session.journal, goal="Win", account_id=account_id, target_on="2026-06-30", planned=planned).id


@pytest.fixture
def ids(session: Session, plan_id: int) -> dict[str, int]:
    return {step.title: step.id for step in steps_of_plan(session.journal, plan_id)}


@pytest.fixture
def page(session: Session, plan_id: int, qtbot: QtBot) -> StepPage:
    made = StepPage(session)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    session.changed.connect(lambda _changes: made.refresh())
    made.show_record("plan", plan_id)
    return made


def titles(session: Session, plan_id: int) -> list[str]:
    return [step.title for step in steps_of_plan(session.journal, plan_id)]


def words_of(menu: QMenu) -> list[str]:
    return [action.text().partition("\t")[0] for action in menu.actions() if action.text()]


def pressed(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text().partition("\t")[0] == words).trigger()


def test_the_panel_says_what_waits_for_what(page: StepPage, session: Session, ids: dict[str, int]) -> None:
    model = page.panel.steps.rows_model()
    said = [model.words(row) for row in model.rows]
    assert ["after: Ask" in words for words in said] == [False, True, False, False]
    session.run(steps.close, ids["Ask"])
    assert not any("after: Ask" in model.words(row) for row in model.rows), "it is set free"


def test_the_panel_says_what_is_to_be_expected(
    page: StepPage, session: Session, plan_id: int, ids: dict[str, int]
) -> None:
    assert page.panel.facts.words("expected") == ""
    session.run(plan_order.set_days, plan_id, {ids["Ask"]: date(2026, 5, 10), ids["Offer"]: date(2026, 6, 30)})
    assert page.panel.facts.words("expected") == "4 July 2026, 4 days behind the target"
    session.run(plans.edit, plan_id, target_on="2026-07-10")
    assert page.panel.facts.words("expected") == "4 July 2026, 6 days before the target"
    assert page.panel.facts.words("target") == "10 July 2026, put off by 10 days"


def test_a_step_is_moved_by_keys_and_stays_chosen(
    page: StepPage, session: Session, plan_id: int, ids: dict[str, int], qtbot: QtBot
) -> None:
    view = page.panel.steps
    view.setFocus()
    view.select(ids["Call"])
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(session, plan_id) == ["Ask", "Call", "Offer", "Sign"]
    assert view.current_row().id == ids["Call"]
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(session, plan_id) == ["Ask", "Offer", "Call", "Sign"]
    session.undo()
    assert titles(session, plan_id) == ["Ask", "Call", "Offer", "Sign"]


def test_a_says_which_step_one_comes_after(page: StepPage, session: Session, ids: dict[str, int], qtbot: QtBot) -> None:
    view = page.panel.steps
    view.select(ids["Offer"])
    menu = view.after_menu(view.current_row(), view)
    assert words_of(menu) == ["No other step", "Ask", "Call"], "Sign waits for it already"
    pressed(menu, "Call")
    assert steps.get(session.journal, ids["Offer"]).after_id == ids["Call"]
    pressed(view.after_menu(view.current_row(), view), "No other step")
    assert steps.get(session.journal, ids["Offer"]).after_id is None
    qtbot.keyClick(view, Qt.Key.Key_A)
    opened = [one for one in view.findChildren(QMenu) if one.isVisible()]
    assert [menu.title() for menu in opened] == ["Comes after"]
    opened[0].close()


def test_a_plan_is_ended_with_what_came_of_it(
    page: StepPage, session: Session, plan_id: int, ids: dict[str, int], qtbot: QtBot
) -> None:
    session.run(steps.close, ids["Ask"])
    dialog = PlanEndDialog(session, plan_sheets.read(session.journal, plan_id), page)
    dialog.open()
    assert dialog.release.text() == "Release its 3 open steps: no longer expected"
    dialog.outcome.set_current("dropped")
    compose(dialog.what_came, "mai")
    commit(dialog.what_came, "买了别家")
    dialog.release.setChecked(True)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()
    plan = plans.get(session.journal, plan_id)
    assert (plan.outcome, plan.result) == ("dropped", "买了别家")
    assert plan_sheets.read(session.journal, plan_id).progress.closed == 4
    assert page.panel.facts.words("target") == "Plan dropped, 14 May 2026"
    assert words_of(page.panel.menu())[0] == "Open again"
    pressed(page.panel.menu(), "Open again")
    assert plans.get(session.journal, plan_id).outcome is None


def test_days_that_fit_are_taken_but_for_those_left_out(
    page: StepPage, session: Session, plan_id: int, ids: dict[str, int], qtbot: QtBot
) -> None:
    assert page.panel.days_button.text() == "Suggest 4 days…"
    dialog = PlanDaysDialog(session, plan_sheets.read(session.journal, plan_id), page)
    dialog.open()
    assert [row.title for row in dialog.model.rows] == ["Ask", "Offer", "Sign", "Call"]
    dialog.list.select(ids["Sign"])
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()
    due = {step.title: step.due_on for step in steps_of_plan(session.journal, plan_id)}
    assert due == {"Ask": "2026-05-26", "Offer": "2026-06-08", "Sign": None, "Call": "2026-06-30"}
    assert page.panel.days_button.text() == "Suggest 1 day…"
    session.undo()
    assert {step.due_on for step in steps_of_plan(session.journal, plan_id)} == {None}


def test_with_nothing_to_take_there_is_nothing_to_press(
    page: StepPage, session: Session, plan_id: int, qtbot: QtBot
) -> None:
    dialog = PlanDaysDialog(session, plan_sheets.read(session.journal, plan_id), page)
    dialog.open()
    for row in list(dialog.model.rows):
        dialog.list.select(row.id)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_ctrl_p_shows_the_plan_on_paper_and_it_is_saved(
    page: StepPage, session: Session, qtbot: QtBot, alerts: RecordedAlerts, tmp_path: Path
) -> None:
    page.printable()
    (dialog,) = page.window().findChildren(PlanPaper)
    qtbot.waitUntil(lambda: dialog.preview.page_count() == 1, timeout=20_000)
    alerts.answers.append(tmp_path / "plan.md")
    with qtbot.waitSignal(dialog.exporting.saved, timeout=20_000):
        dialog.markdown_button.click()
    assert "| 2 | Offer | 1 |" in (tmp_path / "plan.md").read_text("utf-8")


def test_colleagues_do_not_read_what_came_of_a_confidential_visit(
    page: StepPage, session: Session, plan_id: int, ids: dict[str, int], qtbot: QtBot
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal, "Secret"), confidential=True)
    session.run(steps.edit, ids["Call"], visit_id=visit_id)
    dialog = PlanPaper(session, plan_id, page)
    dialog.open()
    assert dialog.warning.text() == ""
    dialog.audience.button("manager").click()
    assert dialog.warning.text() == "1 step of a confidential visit is left out."
    qtbot.waitUntil(lambda: not dialog.preview.is_busy(), timeout=20_000)
    dialog.reject()


def test_without_a_plan_there_is_nothing_to_print(session: Session, qtbot: QtBot) -> None:
    page = StepPage(session)
    qtbot.addWidget(page)
    with qtbot.waitSignal(session.said) as said:
        page.printable()
    assert said.args[0] == "There is nothing to print on this page."


def test_a_new_plan_starts_from_a_template_and_leaves_alone_what_was_typed(session: Session, qtbot: QtBot) -> None:
    rail = make_account(session.journal)
    projects.create(session.journal, account_id=rail, name="Lot 2")
    editor = PlanEditor(session, None, account=(rail, "Northern Rail"))
    editor.open()
    beginning = editor.beginning
    assert beginning is not None
    assert [beginning.choice.itemText(place) for place in range(beginning.choice.count())] == [
        "An empty plan",
        "Win a pursuit",
        "Prepare an acceptance",
        "Collect a milestone",
        "Revive a silent account",
    ]
    beginning.choice.setCurrentIndex(3)
    assert editor.goal.text() == "Milestone of … paid by Northern Rail"
    assert editor.target.value() == "2026-07-13", "sixty days on"
    editor.project.setFocus()
    qtbot.keyClicks(editor.project, "Lot")
    qtbot.keyClick(editor.project, Qt.Key.Key_Return)
    assert editor.goal.text() == "Milestone of Lot 2 paid by Northern Rail"
    editor.target.line.clear()
    qtbot.keyClicks(editor.target.line, "2026-06-13")
    assert editor.steps.text().splitlines()[-1] == "> +30 Check that the money has come in", "half of the time"
    editor.goal.setText("All paid")
    beginning.choice.setCurrentIndex(4)
    assert editor.goal.text() == "All paid"
    assert editor.target.value() == "2026-06-13"
    assert editor.steps.text().startswith("+1 Read the whole history")
    with qtbot.waitSignal(editor.saved) as saved:
        editor.accept()
    sheet = plan_sheets.read(session.journal, saved.args[0])
    assert (sheet.plan.goal, sheet.project, len(sheet.steps)) == ("All paid", "Lot 2", 9)
    assert sheet.steps[-1].due_on == "2026-06-12", "the target is a Saturday"
    assert sheet.steps[1].after == ""
    assert sheet.steps[2].after == sheet.steps[1].title


def test_an_empty_plan_takes_back_what_the_template_wrote(session: Session, qtbot: QtBot) -> None:
    editor = PlanEditor(session, None)
    qtbot.addWidget(editor)
    assert editor.beginning is not None
    editor.beginning.choice.setCurrentIndex(1)
    assert editor.steps.text()
    editor.beginning.choice.setCurrentIndex(0)
    assert (editor.goal.text(), editor.why.text(), editor.steps.text(), editor.target.value()) == ("", "", "", None)


def test_a_line_that_can_be_no_step_keeps_the_dialog_open(
    session: Session, qtbot: QtBot, alerts: RecordedAlerts
) -> None:
    editor = PlanEditor(session, None)
    editor.open()
    qtbot.keyClicks(editor.goal, "Win")
    editor.steps.setPlainText("> Offer")
    editor.accept()
    assert "does not stand above it" in editor.problem()
    editor.project.setText("Nowhere")
    editor.accept()
    assert "no project “Nowhere”" in editor.problem()
    assert plans.listing(session.journal) == []
    alerts.answers.append(True)
    editor.reject()


def test_a_plan_is_kept_as_a_template_under_a_name_of_its_own(
    page: StepPage, session: Session, plan_id: int, qtbot: QtBot
) -> None:
    plan_templates.create(session.journal, "Win")
    dialog = PlanTemplateDialog(session, plans.get(session.journal, plan_id), page)
    dialog.open()
    dialog.accept()
    assert dialog.isVisible(), "the name is taken"
    compose(dialog.name, "moban")
    dialog.accept()
    assert dialog.isVisible()
    dialog.name.clear()
    commit(dialog.name, "我的做法")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()
    assert [one.name for one in plan_templates.listing(session.journal)] == ["Win", "我的做法"]
    editor = PlanEditor(session, page)
    qtbot.addWidget(editor)
    assert editor.beginning is not None
    assert editor.beginning.choice.itemText(2) == "我的做法"


def test_the_line_after_a_tick_offers_the_step_that_is_free_now(
    page: StepPage, session: Session, ids: dict[str, int], qtbot: QtBot
) -> None:
    line = ResultLine(session, page)
    qtbot.addWidget(line)
    line.resize(600, 80)
    item = page.panel.steps.rows_model().rows[0]
    session.run(steps.close, ids["Ask"])
    line.ask(item)
    line.line.setText("They agree")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert line.lead() == "“Offer” is free now"
    assert line.beside() == "Enter makes it due 1 June, Esc ends"
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert steps.get(session.journal, ids["Offer"]).due_on == "2026-06-01"
    assert line.item() is None
    session.run(steps.close, ids["Call"])
    line.ask(page.panel.steps.rows_model().rows[-1])
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert line.lead() == "Next step", "nothing waited for it"
    line.end()


def test_a_step_added_with_an_arrow_comes_after_the_last_one(
    page: StepPage, session: Session, plan_id: int, ids: dict[str, int], qtbot: QtBot
) -> None:
    for words in ("Invoice 8 june", "> Thank them", "＞ 庆祝"):
        page.panel.add_line.setText(words)
        qtbot.keyClick(page.panel.add_line, Qt.Key.Key_Return)
    invoice, thank, party = steps_of_plan(session.journal, plan_id)[-3:]
    assert [(step.title, step.after_id) for step in (invoice, thank, party)] == [
        ("Invoice", None),
        ("Thank them", invoice.id),
        ("庆祝", thank.id),
    ]
    page.panel.add_line.setText(">")
    qtbot.keyClick(page.panel.add_line, Qt.Key.Key_Return)
    assert page.panel.add_line.text() == ">", "there is nothing to add"
