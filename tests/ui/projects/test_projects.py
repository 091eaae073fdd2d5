"""The page of projects: the pipeline, the list, one project with its stages, outcome, milestones and dates, by keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import changes, drafts, milestones, project_course, projects
from tests.factories import make_account, make_step
from tests.ui.composing import compose
from tests.ui.windows import shown, window_in_front
from ui.main_window import MainWindow
from ui.projects.about_tab import AboutTab
from ui.projects.editor import ProjectEditor
from ui.projects.list_view import ListView
from ui.projects.milestone_dialog import MilestoneDialog
from ui.projects.outcome_dialog import OutcomeDialog
from ui.projects.page import ProjectPage
from ui.projects.pipeline_column import FORMAT
from ui.projects.pipeline_view import PipelineView
from ui.projects.stage_dialog import StageDialog
from ui.session import Session

CTRL = Qt.KeyboardModifier.ControlModifier


def _in_front(qtbot: QtBot, session: Session) -> tuple[MainWindow, ProjectPage]:
    window = window_in_front(qtbot, session)
    QTest.keyClick(window, Qt.Key.Key_7, CTRL)
    QApplication.processEvents()
    page = window.page("projects")
    assert isinstance(page, ProjectPage)
    return window, page


def _pipeline(page: ProjectPage) -> PipelineView:
    section = page.home.section("pipeline")
    assert isinstance(section, PipelineView)
    return section


def _press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)
    QApplication.processEvents()


def _dialog(window: QWidget, kind: type[QWidget]) -> QWidget:
    """Return the dialog of a kind that is open."""
    found = [one for one in window.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def _free(qtbot: QtBot) -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def test_the_arrows_go_through_the_pipeline_and_enter_opens(
    qtbot: QtBot, session: Session, some: dict[str, int]
) -> None:
    window, page = _in_front(qtbot, session)
    pipeline = _pipeline(page)
    assert page.subtitle() == "3 running"
    first = pipeline.current()
    assert first is not None
    assert first.stage == "Lead"
    _press(Qt.Key.Key_Right)  # past Design, where nothing stands
    there = pipeline.current()
    assert there is not None
    assert there.name == "Crane"
    _press(Qt.Key.Key_Return)
    assert page.open_record() == ("project", some["Crane"])
    assert window.top_bar.findChildren(type(window.top_bar._title))[0].text() == "Projects"
    _press(Qt.Key.Key_Escape)
    again = pipeline.current()
    assert again is not None
    assert (page.open_record(), again.name) == (None, "Crane")


def test_ctrl_and_an_arrow_take_a_project_to_the_next_stage_with_a_reason(
    qtbot: QtBot, session: Session, some: dict[str, int]
) -> None:
    _, page = _in_front(qtbot, session)
    pipeline = _pipeline(page)
    pipeline.select(some["Crane"])
    _press(Qt.Key.Key_Right, CTRL)
    dialog = _dialog(page, StageDialog)
    assert isinstance(dialog, StageDialog)
    assert dialog.stage.value() == "Contract"
    QTest.keyClicks(dialog.reason, "Best price")
    _press(Qt.Key.Key_Return)
    _free(qtbot)
    (move, _) = project_course.stage_moves(session.journal, some["Crane"])
    assert (move.to_stage, move.reason, move.changed_on) == ("Contract", "Best price", "2026-05-14")
    kept = pipeline.current()
    assert kept is not None
    assert (kept.name, kept.stage) == ("Crane", "Contract")
    session.undo()
    assert projects.get(session.journal, some["Crane"]).stage == "Tender"


def test_the_keys_stay_with_a_project_that_went_to_another_stage(
    qtbot: QtBot, session: Session, some: dict[str, int]
) -> None:
    _, page = _in_front(qtbot, session)
    pipeline = _pipeline(page)
    pipeline.select(some["Radio"])
    _press(Qt.Key.Key_M)
    dialog = _dialog(page, StageDialog)
    assert isinstance(dialog, StageDialog)
    assert dialog.stage.value() == "Design"
    dialog.accept()
    _free(qtbot)
    kept = pipeline.current()
    assert kept is not None
    assert (kept.name, kept.stage) == ("Radio", "Design")
    assert page.window().focusWidget() is pipeline.columns[1].view


def test_a_card_that_is_dropped_on_a_stage_goes_there(
    qtbot: QtBot, session: Session, some: dict[str, int], window: QWidget
) -> None:
    pipeline = PipelineView(session, window)
    pipeline.refresh()
    wanted: list[tuple[object, str]] = []
    pipeline.move_wanted.connect(lambda project, stage: wanted.append((project, stage)))
    carried = QMimeData()
    carried.setData(FORMAT, str(some["Radio"]).encode())
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    for number in (0, 2):  # its own stage first, which is no move
        drop = QDropEvent(QPoint(5, 5), Qt.DropAction.MoveAction, carried, left, none)
        pipeline.columns[number].dropEvent(drop)
    assert wanted == [(some["Radio"], "Tender")]


def test_a_column_says_what_its_projects_are_worth_in_each_currency(
    qtbot: QtBot, session: Session, some: dict[str, int], window: QWidget
) -> None:
    pipeline = PipelineView(session, window)
    pipeline.refresh()
    words = pipeline.columns[0].view.accessibleName()
    assert words == "Lead: 2 projects, EUR 182,000 (EUR 18,200 weighted), JPY 5,000 (JPY 500 weighted), usually 90 days"


def test_a_project_is_won_by_keyboard_and_goes_on_in_its_delivery(
    qtbot: QtBot, session: Session, some: dict[str, int]
) -> None:
    window, page = _in_front(qtbot, session)
    window.show_record("project", some["Radio"])
    _press(Qt.Key.Key_W)
    dialog = _dialog(page, OutcomeDialog)
    assert isinstance(dialog, OutcomeDialog)
    dialog.reason.setFocus()
    QTest.keyClicks(dialog.reason, "Maintenance in Chinese")
    _press(Qt.Key.Key_Return, CTRL)
    _free(qtbot)
    found = projects.get(session.journal, some["Radio"])
    assert (found.outcome, found.outcome_reason, found.stage) == ("won", "Maintenance in Chinese", "Delivery")
    head = page.made_panel().head
    assert head.pills["outcome"].text() == "Won"
    assert page.open_record() == ("project", some["Radio"])


def test_a_lost_project_leaves_the_pipeline_and_can_be_opened_again(
    qtbot: QtBot, session: Session, some: dict[str, int], window: QWidget
) -> None:
    dialog = OutcomeDialog(session, some["Radio"], "lost", window)
    assert dialog.stage.isHidden() or not dialog.stage.isVisibleTo(dialog)
    dialog.accept()
    pipeline = PipelineView(session, window)
    pipeline.refresh()
    assert [row.name for row in pipeline.columns[0].model.rows] == ["Fibre"]
    assert session.run(project_course.reopen, some["Radio"])
    pipeline.refresh()
    assert len(pipeline.columns[0].model.rows) == 2


def test_the_list_is_narrowed_and_a_project_is_removed_and_comes_back(
    qtbot: QtBot, session: Session, some: dict[str, int]
) -> None:
    _, page = _in_front(qtbot, session)
    page.show_section("list")
    section = page.home.section("list")
    assert isinstance(section, ListView)
    assert [row.name for row in section.model.rows] == ["Radio", "Crane", "Fibre"]
    section.focus_filter()
    QTest.keyClicks(section.filter, "tender")
    section.filter.settle()
    assert [row.name for row in section.model.rows] == ["Crane"]
    section.focus_first()
    _press(Qt.Key.Key_Delete)
    assert section.chips.chips["running"].text() == "Running 2"
    changes.undo(session.journal)
    assert projects.get(session.journal, some["Crane"]).stage == "Tender"


def test_a_new_project_is_written_by_keyboard_alone(qtbot: QtBot, session: Session) -> None:
    account = make_account(session.journal, "Northern Rail")
    window, page = _in_front(qtbot, session)
    QTest.keyClick(window, Qt.Key.Key_J, CTRL | Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    editor = _dialog(page, ProjectEditor)
    assert isinstance(editor, ProjectEditor)
    for typed in ("Lot 3 radio", "Northern Rail", "", "182k", "CNY", "30", "end of june"):
        if typed:
            QTest.keyClicks(editor.focusWidget(), typed)
        QTest.keyClick(editor.focusWidget(), Qt.Key.Key_Tab)
    qtbot.waitActive(editor)
    QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    _free(qtbot)
    ((project_id,),) = session.journal.rows("SELECT id FROM project")
    made = projects.get(session.journal, project_id)
    assert (made.name, made.account_id, made.stage) == ("Lot 3 radio", account, "Lead")
    assert (made.value_minor, made.currency, made.probability) == (18_200_000, "CNY", 30)
    assert made.expected_on == "2026-06-30"
    assert page.open_record() == ("project", project_id)


def test_what_can_not_be_saved_is_said_at_its_field(qtbot: QtBot, session: Session, window: QWidget) -> None:
    editor = ProjectEditor(session, None, window)
    form = editor.form
    editor.accept()
    assert form.fields["name"].below() == "A project needs a name."
    form.lines["name"].setText("Lot 3")
    form.lines["probability"].setText("many")
    editor.accept()
    assert form.fields["account_id"].below() == "A project belongs to an account. Choose one from the list."
    assert form.fields["probability"].below() == "many is no number."
    account = make_account(session.journal)
    form.fill({"account_id": account, "probability": None, "currency": None, "value_minor": 1000})
    editor.accept()
    assert "no currency" in editor.notice.text()
    form.fill({"currency": "KWD"})
    form.value.set_text("1.2345")
    editor.accept()
    assert "3 digits" in form.value.below()
    assert not session.journal.rows("SELECT id FROM project")


def test_a_moved_date_asks_why_and_keeps_it(
    qtbot: QtBot, session: Session, some: dict[str, int], window: QWidget
) -> None:
    editor = ProjectEditor(session, some["Radio"], window)
    reason = editor.form.fields["reason"]
    assert reason.isHidden()
    editor.form.expected.line.setText("2026-09-30")
    editor.form.expected.line.edited.emit("2026-09-30")
    assert not reason.isHidden()
    editor.form.lines["reason"].setText("Budget came late")
    editor.accept()
    (moved,) = project_course.moved_dates(session.journal, some["Radio"])
    assert (moved.to_on, moved.reason) == ("2026-09-30", "Budget came late")


def test_an_editor_keeps_a_draft_and_what_was_changed_elsewhere(
    qtbot: QtBot, session: Session, some: dict[str, int], window: QWidget
) -> None:
    editor = ProjectEditor(session, some["Radio"], window)
    editor.form.lines["competitor"].setText("Kestel")
    editor.form.edited.emit()
    editor.keep_draft()
    assert [draft.table for draft in session.read(drafts.waiting, "project")] == ["project"]
    again = ProjectEditor(session, some["Radio"], window)
    assert again.form.lines["competitor"].text() == "Kestel"
    projects.edit(session.journal, some["Radio"], competitor="Arden", notes="Board in June")
    again.accept()
    assert "changed elsewhere" in again.notice.text()
    assert again.form.notes.text() == "Board in June"
    again.accept()
    assert projects.get(session.journal, some["Radio"]).competitor == "Kestel"
    assert not session.read(drafts.waiting, "project")
    editor.done(0)


def test_nothing_is_saved_while_an_input_method_composes(
    qtbot: QtBot, session: Session, some: dict[str, int], window: QWidget
) -> None:
    dialog = StageDialog(session, some["Radio"], "Tender", window)
    shown(qtbot, dialog, 480, 400)
    compose(dialog.reason, "biao")
    dialog.accept()
    assert projects.get(session.journal, some["Radio"]).stage == "Lead"


def test_milestones_are_made_reached_put_in_order_and_removed(
    qtbot: QtBot, session: Session, some: dict[str, int], window: QWidget
) -> None:
    tab = AboutTab(session)
    shown(qtbot, tab, 1000, 700)
    tab.show_project(some["Radio"])
    dialog = MilestoneDialog(session, some["Radio"], None, window)
    dialog.name.setText("Delivered on site")
    dialog.days["planned_on"].set_value("2026-05-12")
    dialog.accept()
    tab.show_project(some["Radio"])
    (row,) = tab.milestones.model.rows
    assert (row.text, row.detail) == ("Delivered on site", "planned 12 May 2026, 2 days late")
    tab.milestones.list.setFocus()
    _press(Qt.Key.Key_Space)
    tab.show_project(some["Radio"])
    assert tab.milestones.model.rows[0].detail == "reached 14 May 2026, 2 days late, planned 12 May 2026"
    (milestone,) = milestones.listing(session.journal, some["Radio"])
    other = MilestoneDialog(session, some["Radio"], milestone, window)
    other.days["planned_on"].set_text("2026-05-20")
    other.days["planned_on"].changed.emit()
    other.reason.setText("Crates came late")
    other.accept()
    tab.show_project(some["Radio"])
    assert "moved 1 time" in tab.milestones.model.rows[0].detail
    assert tab.dates.model.rows[0].detail.endswith("Crates came late")
    QTest.keyClick(tab.milestones.list, Qt.Key.Key_Delete)
    assert not milestones.listing(session.journal, some["Radio"])


def test_what_is_gone_is_said_and_the_page_stays(qtbot: QtBot, session: Session, some: dict[str, int]) -> None:
    window, page = _in_front(qtbot, session)
    window.show_record("project", some["Radio"])
    projects.trash(session.journal, some["Radio"])
    session.changed.emit(changes.Changes(1, "x", frozenset({"project"})))
    assert page.open_record() is None
    said: list[str] = []
    session.said.connect(lambda sentence, _undo: said.append(sentence))
    window.show_record("project", some["Radio"])
    assert said == ["This is no longer there; it may lie in the trash."]


def test_a_tab_is_read_again_only_when_its_tables_changed(qtbot: QtBot, session: Session, some: dict[str, int]) -> None:
    window, page = _in_front(qtbot, session)
    window.show_record("project", some["Radio"])
    panel = page.made_panel()
    panel.show_tab("about")
    panel.show_tab("steps")
    make_step(session.journal, "Send the BOQ", project_id=some["Radio"])
    session.changed.emit(changes.Changes(1, "x", frozenset({"step"})))
    assert "about" not in panel._stale
    session.changed.emit(changes.Changes(2, "x", frozenset({"milestone"})))
    assert "about" in panel._stale


def test_deeds_are_found_by_name_for_the_project_that_is_shown(
    qtbot: QtBot, session: Session, some: dict[str, int]
) -> None:
    window, page = _in_front(qtbot, session)
    window.show_record("project", some["Radio"])
    keys = {deed.key for deed in page.deeds()}
    assert {"project.move", "project.outcome", "project.edit", "project.remove", "project.new"} <= keys
    project_course.lose(session.journal, some["Radio"])
    assert "project.reopen" in {deed.key for deed in page.deeds()}
