"""`export` of lists: what is owed, what is installed, what customers say of products, and risks, as of today."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.commands.context import WrongUsage
from models.text.language import Label, Language

if TYPE_CHECKING:
    from models.journal import Journal
    from models.summaries.report import Report

KINDS = ("receivables", "installed", "feedback", "risks")
ENDINGS = ("pdf", "docx", "xlsx", "md", "html", "csv")


def check_usage(arguments: argparse.Namespace) -> None:
    """Refuse what does not go with a list; raises WrongUsage."""
    if arguments.audience == "customer":
        raise WrongUsage(Label("This list is for colleagues, never for a customer. Choose another kind."))
    if arguments.notes or arguments.photos or arguments.private or arguments.project:
        raise WrongUsage(Label("A list has no --notes, --photos, --private or --project; leave them out."))
    if arguments.account and arguments.kind == "receivables":
        raise WrongUsage(Label("The ageing is of all accounts. For one, take --kind account."))


def report(arguments: argparse.Namespace, journal: Journal, account_ids: Sequence[int], language: Language) -> Report:
    """Return the list that `--kind` names, of the accounts named or of all."""
    from models.asset_lists import AssetFilter
    from models.feedback import FeedbackFilter
    from models.summaries import ageing_report, product_lists

    tree = tuple(account_ids) or None
    if arguments.kind == "receivables":
        return ageing_report.paper(journal, "account", language=language, audience=arguments.audience)
    if arguments.kind == "installed":
        return product_lists.asset_report(journal, AssetFilter(tree=tree), language=language)
    if arguments.kind == "risks":
        from models.risks import RiskFilter
        from models.summaries.risk_report import risk_report

        return risk_report(journal, RiskFilter(account_ids=tuple(account_ids)), language=language)
    return product_lists.feedback_report(journal, FeedbackFilter(tree=tree), language=language)
