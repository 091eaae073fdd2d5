"""No thread of one test works on in the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.background import wait_for_all


@pytest.fixture(autouse=True)
def _idle(qapp: QApplication) -> Iterator[None]:
    yield
    wait_for_all()
    qapp.processEvents()
