"""The brief before a visit: its page to look at, to save, to print or to copy."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.session import Session


def save_brief(session: Session, parent: QWidget, account_id: int) -> None:
    """Show the one-page brief on an account, with ways to save, print and copy it; returns at once."""
    raise NotImplementedError
