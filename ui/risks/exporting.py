"""The register of risks as a file."""

from __future__ import annotations

from models.journal import Journal
from models.risks import RiskFilter
from models.summaries.report import Report
from ui.session import Session
from ui.summaries.list_saving import save_list
from ui.translations import language, say


def export_risks(session: Session, wanted: RiskFilter) -> None:
    """Ask where to, then write the risks that pass a filter as a register."""
    spoken = language()

    def report(own: Journal) -> Report:
        from models.summaries import risk_report

        return risk_report.risk_report(own, wanted, language=spoken)

    save_list(session, say("Risks"), report)
