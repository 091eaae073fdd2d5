"""A journal begun in Chinese keeps China's holidays; they are known before anybody waits for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from models import public_holidays
from models.journal import Journal
from models.working_time import country, set_country
from ui import translations, working_time
from ui.session import Session


@pytest.mark.parametrize(("code", "kept"), [("zh_CN", "CN"), ("en", "")])
def test_whose_holidays_a_new_journal_keeps(tmp_path: Path, code: str, kept: str) -> None:
    translations.use(code)
    working_time.begin_journal(tmp_path / "new.rounds")
    with Journal.open(tmp_path / "new.rounds") as journal:
        assert country(journal) == kept


def test_the_holidays_are_loaded_beside_the_window(
    session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[tuple[str, int]] = []
    monkeypatch.setattr(public_holidays, "days", lambda code, year: asked.append((code, year)))
    monkeypatch.setattr(working_time, "_SOON", 0)
    working_time.prepare(session)
    QCoreApplication.processEvents()
    assert asked == []
    set_country(session.journal, "GB-SCT")
    working_time.prepare(session)
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert asked == [("GB-SCT", 2026), ("GB-SCT", 2027)]
