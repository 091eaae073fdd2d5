"""The overview of a project: the strip of its months by keys and pointer, its owners, and the way to the timeline."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from models import colleagues, project_team, projects, stages, steps
from tests.factories import make_account, make_contact, make_step, make_visit
from ui import theme
from ui.projects.overview_tab import OverviewTab
from ui.projects.owner_dialog import OwnerDialog
from ui.projects.project_panel import ProjectPanel
from ui.projects.timeline_tab import TimelineTab
from ui.session import Session
from ui.steps.editor import StepEditor
from ui.widgets.timeline import MonthHeading


@pytest.fixture
def project(session: Session) -> int:
    """A project of a year with contacts in three of its months."""
    account = make_account(session.journal)
    engineer = make_contact(session.journal, account_id=account, role_group="technical")
    made = projects.create(session.journal, account_id=account, name="Lot 2").id
    projects.move(session.journal, made, "Lead", on="2025-05-20")
    projects.move(session.journal, made, "Tender", on="2025-09-20")
    for day in ("2025-07-30", "2025-10-01", "2026-04-01", "2026-04-20"):
        make_visit(session.journal, account, f"{day}T10:00", project_id=made, people=[engineer])
    return made


@pytest.fixture
def overview(session: Session, project: int, qtbot: QtBot) -> OverviewTab:
    """The overview of that project, shown."""
    tab = OverviewTab(session)
    qtbot.addWidget(tab)
    tab.resize(1100, 700)
    tab.show_project(project)
    tab.show()
    return tab


def _month(overview: OverviewTab) -> date:
    month = overview.story.strip.month()
    assert month is not None
    return month.first


def test_the_arrows_go_from_month_to_month_and_from_stage_to_stage(overview: OverviewTab, qtbot: QtBot) -> None:
    overview.focus_first()
    strip = overview.story.strip
    assert _month(overview) == date(2026, 5, 1)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert _month(overview) == date(2026, 5, 1)
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert _month(overview) == date(2026, 4, 1)
    assert strip.accessibleDescription() == "April 2026: 2 contacts, Tender"
    qtbot.keyClick(strip, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert _month(overview) == date(2025, 9, 1)
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    assert _month(overview) == date(2025, 5, 1)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert strip.accessibleDescription() == "June 2025: silent, Lead"


def test_enter_opens_the_timeline_at_the_month(overview: OverviewTab, qtbot: QtBot) -> None:
    wanted: list[tuple[str, object]] = []
    overview.tab_wanted.connect(lambda key, place: wanted.append((key, place)))
    qtbot.keyClick(overview.story.strip, Qt.Key.Key_Left)
    qtbot.keyClick(overview.story.strip, Qt.Key.Key_Return)
    assert wanted == [("timeline", date(2026, 4, 1))]


def test_a_click_stands_on_the_month_below_the_pointer(overview: OverviewTab) -> None:
    strip = overview.story.strip
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(3, strip.height() // 2))
    assert _month(overview) == date(2025, 5, 1)


def _said(label: QLabel) -> str:
    return label.text().replace("\u00a0", " ")


def test_what_the_card_says_below_the_strip(overview: OverviewTab, session: Session, project: int) -> None:
    facts, last = overview.story.facts, overview.story.last
    assert _said(facts).startswith("4 meetings · 4 with technical people")
    assert _said(last) == "Last contact 24 days ago"
    projects.edit(session.journal, project, rhythm_days=14, expected_on="2026-06-01")
    projects.edit(session.journal, project, expected_on="2026-06-11")
    account = projects.get(session.journal, project).account_id
    make_visit(session.journal, account, "2026-05-19T10:00", project_id=project, state="planned")
    overview.refresh()
    assert _said(last) == "Last contact 24 days ago · rhythm 14 days · next visit Tue 19 May"
    assert last.property("token") == "amber"
    assert "Date moved 1 time · 10 days later" in _said(facts)


def test_a_stage_that_lasts_too_long_is_told(overview: OverviewTab, session: Session, project: int) -> None:
    usual = next(one.usual_days for one in stages.listing(session.journal) if one.name == "Tender")
    assert usual is not None
    assert _said(overview.story.facts).endswith(f"{236 - usual} days longer in Tender than usual")
    projects.move(session.journal, project, "Contract")
    overview.refresh()
    assert "than usual" not in _said(overview.story.facts)


def test_a_long_story_scrolls_and_begins_at_its_end(session: Session, qtbot: QtBot) -> None:
    made = projects.create(session.journal, account_id=make_account(session.journal), name="Old").id
    projects.move(session.journal, made, "Lead", on="2012-01-01")
    tab = OverviewTab(session)
    qtbot.addWidget(tab)
    tab.resize(800, 600)
    tab.show_project(made)
    tab.show()
    strip = tab.story.strip
    assert strip.width() >= 173 * 10
    tab.focus_first()
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    assert strip.visibleRegion().contains(QPoint(5, 40))
    qtbot.keyClick(strip, Qt.Key.Key_End)
    assert strip.visibleRegion().contains(QPoint(strip.width() - 5, 40))


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [300, 1100, 1600])
def test_every_width_can_be_drawn(overview: OverviewTab, width: int, look: str, qapp: object) -> None:
    theme.apply(qapp, look)  # type: ignore[arg-type]
    overview.resize(width, 600)
    assert not overview.grab().toImage().isNull()


def _chosen(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()


def _menu(overview: OverviewTab) -> QMenu:
    menu = next(one for one in overview.team.findChildren(QMenu) if one.isVisible())
    menu.hide()
    return menu


def test_an_owner_is_chosen_by_the_keyboard(
    overview: OverviewTab, session: Session, project: int, qtbot: QtBot
) -> None:
    colleagues.create(session.journal, name="Lin Sofia")
    node = overview.team.triangle.nodes["sales"]
    assert "nobody yet" in node.accessibleName()
    qtbot.keyClick(node, Qt.Key.Key_Return)
    _chosen(_menu(overview), "Choose the owner")
    dialog = overview.window().findChild(OwnerDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.who, "Lin Sofia")
    dialog.accept()
    overview.refresh()
    assert projects.get(session.journal, project).sales_owner_id is not None
    assert node.accessibleName() == "Sales, Lin Sofia, nothing open"


def test_a_new_step_is_the_owners(overview: OverviewTab, session: Session, project: int, qtbot: QtBot) -> None:
    zhou = colleagues.create(session.journal, name="Zhou Yu").id
    projects.edit(session.journal, project, delivery_owner_id=zhou)
    overview.refresh()
    overview.team.new_step("delivery")
    editor = overview.window().findChild(StepEditor)
    assert editor is not None
    editor.title.setText("Train the night crew")
    editor.accept()
    overview.refresh()
    debt = overview.team.debt("delivery")
    assert (debt.steps, debt.late) == (1, 0)
    (made,) = project_team.open_steps(session.journal, project, debt)
    assert steps.get(session.journal, made).owner_colleague_id == zhou


def test_unowned_steps_are_given_to_an_owner(overview: OverviewTab, session: Session, project: int) -> None:
    lin = colleagues.create(session.journal, name="Lin Sofia").id
    projects.edit(session.journal, project, sales_owner_id=lin)
    step = make_step(session.journal, project_id=project, due_on="2026-05-05")
    overview.refresh()
    assert overview.team.others.text() == "1 step of mine or of others, 9 days late"
    overview.team.take_over("sales")
    overview.refresh()
    assert steps.get(session.journal, step).owner_colleague_id == lin
    assert overview.team.others.isHidden()
    assert overview.team.triangle.nodes["sales"].accessibleName() == "Sales, Lin Sofia, 1 step, 9 days late"


def test_the_arrows_go_round_the_triangle(overview: OverviewTab, qtbot: QtBot) -> None:
    nodes = overview.team.triangle.nodes
    overview.activateWindow()
    nodes["sales"].setFocus()
    qtbot.keyClick(nodes["sales"], Qt.Key.Key_Left)
    assert nodes["finance"].hasFocus()
    qtbot.keyClick(nodes["finance"], Qt.Key.Key_Left)
    assert nodes["delivery"].hasFocus()


def test_the_timeline_goes_to_a_month_and_tells_the_silence(session: Session, project: int, qtbot: QtBot) -> None:
    tab = TimelineTab(session)
    qtbot.addWidget(tab)
    tab.show_project(project)
    tab.show()
    model = tab.view.timeline_model
    headings = {row.month: row for row in model.rows if isinstance(row, MonthHeading)}
    assert {f"{month:%Y-%m}": model.silent_after(row) for month, row in headings.items()} == {
        "2026-04": 0,
        "2025-10": 5,
        "2025-09": 0,
        "2025-07": 1,
        "2025-05": 1,
    }
    assert model.words(headings[date(2025, 7, 1)]) == "July 2025, then 1 month of silence"
    tab.show_at(date(2025, 12, 1))  # nothing happened then: the newest before it
    row = model.row_at(tab.view.currentIndex())
    assert row is not None
    assert not isinstance(row, MonthHeading)
    assert row.when == "2025-10-01T10:00"


def test_a_month_far_back_is_found(session: Session, project: int, qtbot: QtBot) -> None:
    with session.journal.operation("tests.many"):
        for number in range(150):
            day = f"2026-0{1 + number % 4}-{1 + number % 27:02}"
            make_step(session.journal, project_id=project, raised_at=f"{day}T10:00")
    tab = TimelineTab(session)
    qtbot.addWidget(tab)
    tab.show_project(project)
    tab.show()
    assert len(tab.view.timeline_model.rows) < 100
    tab.show_at(date(2025, 5, 1))
    row = tab.view.timeline_model.row_at(tab.view.currentIndex())
    assert row is not None
    assert not isinstance(row, MonthHeading)
    assert (row.event, row.title) == ("stage", "Lead")


def test_the_chips_show_one_kind(session: Session, project: int, qtbot: QtBot) -> None:
    tab = TimelineTab(session)
    qtbot.addWidget(tab)
    tab.show_project(project)
    deeds = {command.key: command for command in tab.deeds()}
    deeds["project.timeline.stages"].work()
    rows = [row for row in tab.view.timeline_model.rows if not isinstance(row, MonthHeading)]
    assert [row.title for row in rows] == ["Tender", "Lead"]
    deeds["project.timeline.products"].work()
    assert not tab.view.timeline_model.rows


def test_a_month_of_the_strip_leads_to_its_tab(session: Session, project: int, qtbot: QtBot) -> None:
    panel = ProjectPanel(session)
    qtbot.addWidget(panel)
    panel.resize(1100, 700)
    panel.show_record(project)
    panel.show()
    overview = panel.current_tab()
    assert isinstance(overview, OverviewTab)
    qtbot.keyClick(overview.story.strip, Qt.Key.Key_Left)
    qtbot.keyClick(overview.story.strip, Qt.Key.Key_Return)
    tab = panel.current_tab()
    assert isinstance(tab, TimelineTab)
    row = tab.view.timeline_model.row_at(tab.view.currentIndex())
    assert row is not None
    assert not isinstance(row, MonthHeading)
    assert row.when == "2026-04-20T10:00"
