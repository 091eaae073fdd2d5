"""Some projects, and a window for what is shown of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget

from models import projects
from models.journal import Journal
from tests.factories import make_account
from tests.ui.windows import below_dialogs
from ui.session import Session


def _project(journal: Journal, name: str, stage: str, **fields: object) -> int:
    """Make a project and return its id."""
    account = make_account(journal, f"Account of {name}")
    return projects.create(journal, account_id=account, name=name, stage=stage, **fields).id  # type: ignore[arg-type]


@pytest.fixture
def some(session: Session) -> dict[str, int]:
    """Return three projects by name: two in Lead, one in Tender."""
    journal = session.journal
    return {
        "Radio": _project(journal, "Radio", "Lead", value_minor=18_200_000, currency="EUR", expected_on="2026-06-30"),
        "Fibre": _project(journal, "Fibre", "Lead", value_minor=5_000, currency="JPY"),
        "Crane": _project(journal, "Crane", "Tender"),
    }


@pytest.fixture
def window() -> Iterator[QWidget]:
    """A window for dialogs to stand on; they end before the journal does."""
    with below_dialogs(1100) as window:
        yield window
