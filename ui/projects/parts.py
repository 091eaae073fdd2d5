"""Where the sections of the page and the tabs of a project lie; each is imported when it is first shown."""

from __future__ import annotations

from importlib import import_module

from models.text.language import Label
from ui.projects.section import ProjectTab, Section
from ui.session import Session

SECTIONS: dict[str, tuple[Label, str, str]] = {
    "pipeline": (Label("Pipeline"), "columns", "ui.projects.pipeline_view:PipelineView"),
    "list": (Label("Projects"), "list", "ui.projects.list_view:ListView"),
    "receivables": (Label("Receivables"), "money", "ui.receivables.view:ReceivableView"),
    "risks": (Label("Risks"), "warning", "ui.risks.view:RiskView"),
    "installed": (Label("Installed"), "box", "ui.assets.view:AssetView"),
}
"""The sections: name, icon and class."""

TABS: dict[str, tuple[Label, str]] = {
    "overview": (Label("Overview"), "ui.projects.overview_tab:OverviewTab"),
    "timeline": (Label("Timeline"), "ui.projects.timeline_tab:TimelineTab"),
    "acceptance": (Label("Acceptance"), "ui.acceptance.tab:AcceptanceTab"),
    "receivables": (Label("Receivables"), "ui.receivables.project_tab:ProjectReceivableTab"),
    "steps": (Label("Next steps"), "ui.projects.steps_tab:StepsTab"),
    "risks": (Label("Risks"), "ui.risks.project_tab:ProjectRiskTab"),
    "files": (Label("Files"), "ui.projects.files_tab:FilesTab"),
    "about": (Label("About"), "ui.projects.about_tab:AboutTab"),
}
"""The tabs of a project: name and class."""


def make_section(key: str, session: Session) -> Section:
    """Make a section of the page."""
    made = _class_at(SECTIONS[key][2])(session)
    assert isinstance(made, Section)
    return made


def make_tab(key: str, session: Session) -> ProjectTab:
    """Make a tab of a project."""
    made = _class_at(TABS[key][1])(session)
    assert isinstance(made, ProjectTab)
    return made


def _class_at(place: str) -> type:
    module, _, name = place.partition(":")
    found: type = getattr(import_module(module), name)
    return found
