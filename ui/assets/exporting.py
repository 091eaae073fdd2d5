"""The lists of installed products and of feedback as files."""

from __future__ import annotations

from models.asset_lists import AssetFilter
from models.feedback import FeedbackFilter
from models.journal import Journal
from models.summaries.report import Report
from ui.session import Session
from ui.summaries.list_saving import save_list
from ui.translations import language, say


def export_feedback(session: Session, wanted: FeedbackFilter) -> None:
    """Ask where to, then write the feedback that passes a filter as a list to hand over."""
    spoken = language()

    def report(own: Journal) -> Report:
        from models.summaries import product_lists

        return product_lists.feedback_report(own, wanted, language=spoken)

    save_list(session, say("Feedback on our products"), report)


def export_assets(session: Session, wanted: AssetFilter) -> None:
    """Ask where to, then write the installed products that pass a filter."""
    spoken = language()

    def report(own: Journal) -> Report:
        from models.summaries import product_lists

        return product_lists.asset_report(own, wanted, language=spoken)

    save_list(session, say("Installed products"), report)
