"""The page Projects: all of them in sections, and one project after it was opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import project_lists, projects
from models.changes import Changes
from models.drafts import Draft
from models.errors import NotFound
from ui.page import Page
from ui.projects.about_tab import AboutTab
from ui.projects.deeds import ProjectDeeds
from ui.projects.home import ProjectHome
from ui.projects.list_view import ListView
from ui.projects.pipeline_view import PipelineView
from ui.projects.project_panel import HEAD_TABLES, ProjectPanel
from ui.projects.section import Section
from ui.session import EVERYTHING, Session
from ui.translations import say
from ui.widgets.layouts import column

if TYPE_CHECKING:
    from ui.command_palette.command import Command

_SECTION_OF = {"receivable": "receivables", "asset": "installed", "feedback": "installed"}
"""Where a record is shown that belongs to no project."""

_TAB_OF = {"acceptance_item": "acceptance", "signature": "acceptance", "receivable": "receivables"}
"""The tab of a record that belongs to a project."""


class ProjectPage(Page):
    """Projects: opportunity and delivery in one, with the acceptance, the money and what is installed."""

    key = "projects"
    tables = HEAD_TABLES | {
        "milestone",
        "date_move",
        "contact",
        "contact_post",
        "colleague",
        "visit_contact",
        "visit_asset",
        "step_contact",
        "step_event",
        "acceptance_batch",
        "acceptance_item",
        "signature_attempt",
        "collection",
        "asset",
        "feedback",
    }

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._do = ProjectDeeds(session, self)
        self.home = ProjectHome(session)
        self.panel: ProjectPanel | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.home)
        self.setLayout(column(self._stack))
        self.home.heading_changed.connect(self.heading_changed)
        self.home.new_wanted.connect(self.new_project)
        self.home.made.connect(self._connect_section)

    def title(self) -> str:
        """Return the page's name."""
        return say("Projects")

    def subtitle(self) -> str:
        """Return how many are running, or what the section says."""
        if self.shows_record():
            running = self.session.read(project_lists.counts)["running"]
            return say("{count} running", count=running) if running else ""
        return self.home.subtitle()

    def refresh(self) -> None:
        """Read the project again, or the section."""
        if not self.shows_record():
            self.home.refresh()
            return
        try:
            self.made_panel().refresh()
        except NotFound:
            self.show_home()

    def mark_stale(self) -> None:
        """Read everything again, each part when it is seen."""
        self.home.note_changes(EVERYTHING)
        if self.panel is not None:
            self.panel.note_changes(EVERYTHING)
        super().mark_stale()

    def _on_changed(self, changes: Changes) -> None:
        if changes.tables == EVERYTHING:
            self.mark_stale()
        elif changes.tables & self.tables:
            self.home.note_changes(changes.tables)
            if self.panel is not None:
                self.panel.note_changes(changes.tables)
            super().mark_stale()

    # What is shown

    def show_record(self, kind: str, record_id: int) -> None:
        """Show a project, or what belongs to one; of what is gone it is said that it is."""
        try:
            if kind == "project":
                self._show_project(record_id)
            else:
                self._show_part(kind, record_id)
        except NotFound:
            self.session.say(say("This is no longer there; it may lie in the trash."))
            self.show_home()

    def _show_project(self, project_id: int) -> ProjectPanel:
        panel = self.made_panel()
        panel.show_record(project_id)
        self._stack.setCurrentWidget(panel)
        panel.focus_tabs()
        self.heading_changed.emit()
        return panel

    def _show_part(self, kind: str, record_id: int) -> None:
        tab = _TAB_OF.get(kind)
        project_id = self.session.read(project_lists.project_of, kind, record_id) if tab is not None else None
        if tab is not None and project_id is not None:
            panel = self._show_project(project_id)
            panel.show_tab(tab)
            panel.tab(tab).show_record(kind, record_id)
            panel.tab(tab).focus_first()  # not at the tab that was shown before
            return
        section = _SECTION_OF[kind]
        self.show_home()
        self.home.show_section(section).show_record(kind, record_id)

    def show_home(self) -> None:
        """Go back to the sections, and there to the project that was shown."""
        shown = self.shown_id() if self.shows_record() else None
        self._stack.setCurrentWidget(self.home)
        self.home.refresh()
        if shown is not None:
            self.home.current().show_record("project", shown)
        self.home.focus_first()
        self.heading_changed.emit()

    def show_section(self, key: str) -> None:
        """Show a section, and bring the keys there."""
        self._stack.setCurrentWidget(self.home)
        self.home.go_to(key)
        self.heading_changed.emit()

    def shows_record(self) -> bool:
        """Return whether a project is shown, not the sections."""
        return self.panel is not None and self._stack.currentWidget() is self.panel

    def shown_id(self) -> int:
        """Return the id of the project that is shown."""
        record_id = self.made_panel().record_id
        assert record_id is not None
        return record_id

    def made_panel(self) -> ProjectPanel:
        """Return the panel; it is made when it was not needed yet."""
        if self.panel is None:
            self.panel = ProjectPanel(self.session)
            self.panel.back_wanted.connect(self.show_home)
            self.panel.stage_wanted.connect(lambda: self._do.move(self.shown_id()))
            self.panel.outcome_wanted.connect(lambda: self._do.decide(self.shown_id()))
            self.panel.edit_wanted.connect(lambda: self._do.edit(self.shown_id()))
            self.panel.sign_off_wanted.connect(self._record_sign_off)
            self.panel.menu_wanted.connect(self._show_project_menu)
            self._stack.addWidget(self.panel)
        return self.panel

    def open_record(self) -> tuple[str, int] | None:
        """Return the project that is shown."""
        return ("project", self.shown_id()) if self.shows_record() else None

    def selected_record(self) -> tuple[str, int] | None:
        """Return the account of the project that is shown, or what the section stands at: the brief is about that."""
        if self.shows_record():
            sheet = self.made_panel().sheet
            return ("account", sheet.project.account_id) if sheet is not None else None
        return self.home.current().selected_record()

    def focus_first(self) -> None:
        """Give the focus to the section, or to the tabs of the project."""
        if self.shows_record():
            self.made_panel().focus_tabs()
        else:
            self.home.focus_first()

    def focus_filter(self) -> None:
        """Go to the filter of the section or the tab."""
        tab = self.made_panel().current_tab() if self.shows_record() else None
        (tab or self.home.current()).focus_filter()

    def leave(self) -> bool:
        """Finish what is being written; return whether the page may be left."""
        return self.home.leave() and (self.panel is None or self.panel.leave())

    def printable(self) -> None:
        """Print or export what is shown."""
        tab = self.made_panel().current_tab() if self.shows_record() else None
        if tab is None:
            self.home.current().printable()
        elif not tab.printable():
            self.report(self.shown_id())

    def report(self, project_id: int) -> None:
        """Show in Review the report of a project, ready to be saved."""
        account = self.session.read(projects.get, project_id).account_id
        self.session.open_summary(kind="project", project_id=project_id, account_ids=(account,), tag="")

    def deeds(self) -> Sequence[Command]:
        """Return what can be done with what is shown."""
        from ui.command_palette.command import Command

        new = Command("project.new", say("New project…"), self.new_project, "", "flag")
        if not self.shows_record():
            return [new, *self.home.deeds()]
        shown, project = self.shown_id(), self.session.read(projects.get, self.shown_id())
        entries = self._do.entries(shown, is_over=project.closed_on is not None)
        report = Command("project.report", say("Report of this project…"), partial(self.report, shown), "", "review")
        of_project = [Command(key, words, work, "", icon, project.name) for key, words, work, icon, _ in entries]
        milestone = Command("project.milestone", say("New milestone…"), self._new_milestone, "", "flag", project.name)
        return [*of_project, milestone, report, *self.made_panel().deeds(), new]

    # What can be done

    def new_project(self) -> None:
        """Open the editor for a new project."""
        self._do.new()

    def open_draft(self, draft: Draft) -> None:
        """Go on with the editor that the program ended in."""
        if draft.table != "project":
            from ui.projects import waiting_draft

            waiting_draft.go_on(self.session, draft, self.show_record, self)
            return
        if draft.record_id is not None:
            self.show_record("project", draft.record_id)
        self._do.edit(draft.record_id)

    def _record_sign_off(self) -> None:
        panel = self.made_panel()
        panel.go_to("acceptance")
        panel.tab("acceptance").record_sign_off()

    def _new_milestone(self) -> None:
        panel = self.made_panel()
        panel.go_to("about")
        about = panel.tab("about")
        assert isinstance(about, AboutTab)
        about.new_milestone()

    def _connect_section(self, section: Section) -> None:
        if isinstance(section, PipelineView):
            section.move_wanted.connect(self._do.move)
        if isinstance(section, (PipelineView, ListView)):
            section.removed.connect(self._do.remove)
            section.deed_wanted.connect(lambda deed, row: self._do.do(deed, row.id))
            section.menu_wanted.connect(lambda line, place: self._do.show_menu(line.id, line.name, place))

    def _show_project_menu(self) -> None:
        button = self.made_panel().head.menu
        place = button.mapToGlobal(QPoint(0, button.height()))
        self._do.show_menu(self.shown_id(), say("More"), place, is_shown=True)
