"""What belongs to a project: steps, visits, the account's list, and the stages of the settings."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import projects, stages, steps, visit_sheet
from tests.factories import make_account, make_step, make_visit
from tests.ui.conftest import RecordedAlerts
from tests.ui.windows import shown
from ui.accounts.projects_tab import ProjectsTab
from ui.projects.steps_tab import StepsTab
from ui.session import Session
from ui.settings.stages import StagesPart
from ui.steps.editor import StepEditor
from ui.visits.more import MoreFields
from ui.widgets.project_field import ProjectField


def test_the_steps_of_a_project_stand_in_its_tab(
    qtbot: QtBot, session: Session, some: dict[str, int], window: QWidget
) -> None:
    tab = StepsTab(session, window)
    make_step(session.journal, "Of another one", due_on="2026-05-20")
    tab.show_project(some["Radio"])
    assert not tab.view.steps_model.rows
    made = make_step(session.journal, "Send the BOQ", due_on="2026-05-20", project_id=some["Radio"])
    tab.show_project(some["Radio"])
    titles = [row.title for row in tab.view.steps_model.rows if hasattr(row, "title")]
    assert titles[-1:] == ["Send the BOQ"]
    assert "Of another one" not in titles
    steps.close(session.journal, made)
    tab.show_project(some["Radio"])
    assert tab.view.steps_model.rows  # closed today, it stays for this day


def test_a_step_gets_and_loses_its_project_in_the_editor(
    qtbot: QtBot, session: Session, some: dict[str, int], window: QWidget
) -> None:
    account = projects.get(session.journal, some["Radio"]).account_id
    editor = StepEditor(session, window, account_id=account)
    editor.title.setText("Send the BOQ")
    assert [one.text for one in editor.project.choices("")] == ["Radio"]
    editor.project.take(editor.project.choices("")[0])
    editor.accept()
    ((step_id,),) = session.journal.rows("SELECT id FROM step")
    assert steps.get(session.journal, step_id).project_id == some["Radio"]


def test_a_visit_gets_its_project_among_the_fields_that_are_seldom_needed(
    qtbot: QtBot, session: Session, some: dict[str, int]
) -> None:
    account = projects.get(session.journal, some["Radio"]).account_id
    sheet = visit_sheet.read(session.journal, make_visit(session.journal, account))
    more = MoreFields(session)
    shown(qtbot, more, 600, 700)
    more.account_id = lambda: account
    more.fill(sheet)
    assert [one.text for one in more.project.choices("")] == ["Radio"]
    assert [one.text for one in more.project.choices("cra")] == ["Crane"]
    more.project.take(more.project.choices("")[0])
    written = more.written(sheet)
    assert (written.project_id, written.project) == (some["Radio"], "Radio")


def test_a_project_field_keeps_what_is_meant_when_half_a_name_is_left(
    qtbot: QtBot, session: Session, some: dict[str, int]
) -> None:
    field = ProjectField(session, lambda: None)
    shown(qtbot, field, 300, 40)
    field.show_id(some["Radio"])
    field.setFocus()
    field.setText("Rad")
    field.edited.emit("Rad")
    field.clearFocus()
    assert (field.record_id(), field.text()) == (some["Radio"], "Radio")
    field.setText("")
    field.edited.emit("")
    assert field.record_id() is None


def test_an_account_shows_its_projects_and_those_of_its_branches(
    qtbot: QtBot, session: Session, window: QWidget
) -> None:
    group = make_account(session.journal, "Group")
    branch = make_account(session.journal, "Branch", parent_id=group)
    projects.create(session.journal, account_id=branch, name="Of the branch", stage="Lead")
    tab = ProjectsTab(session, window)
    tab.show_accounts([group, branch])
    assert [row.name for row in tab.model.rows] == ["Of the branch"]


def test_the_stages_are_renamed_and_put_in_order_in_the_settings(
    qtbot: QtBot, session: Session, some: dict[str, int], window: QWidget, alerts: RecordedAlerts
) -> None:
    part = StagesPart(session, window)
    part.refresh()
    part.list.select("Lead")
    part.name.setText("Hint")
    part.probability.setText("5")
    assert part.keep()
    assert projects.get(session.journal, some["Radio"]).stage == "Hint"
    part.move_by(1)
    assert [stage.name for stage in stages.listing(session.journal)][:2] == ["Design", "Hint"]
    part.list.select("Tender")
    part.remove()
    assert "Move them to another one first" in alerts.told[-1]
    part.list.select("Design")
    part.usual_days.setText("soon")
    assert not part.keep()
    assert "usual days" in part.problem()
