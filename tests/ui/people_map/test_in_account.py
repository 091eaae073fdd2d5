"""The map on an account's page: it is reached by a command, and follows what is changed on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import contacts
from tests.factories import make_account, make_contact, make_visit
from tests.ui.conftest import RecordedAlerts
from ui.accounts.page import AccountPage
from ui.people_map.canvas import MapCanvas
from ui.session import Session


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> Iterator[AccountPage]:
    """The page of an account with one person, who is known well."""
    account = make_account(session.journal)
    tom = make_contact(session.journal, "Tom Aldous", account_id=account, role_group="decision", closeness=4)
    make_visit(session.journal, account, "2026-05-02T10:00", people=[tom])
    made = AccountPage(session)
    qtbot.addWidget(made)
    made.resize(1232, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_record("account", account)
    QApplication.processEvents()
    yield made
    made.deleteLater()


def run(page: AccountPage, key: str) -> MapCanvas:
    """Run a command of the account, and return the map."""
    next(one for one in page.deeds() if one.key == key).work()
    QApplication.processEvents()
    (canvas,) = page.findChildren(MapCanvas)
    return canvas


def test_a_command_brings_the_keys_to_the_map(page: AccountPage) -> None:
    canvas = run(page, "account.map")
    assert canvas.hasFocus()
    assert canvas.accessibleDescription().startswith("Tom Aldous")


def test_what_is_changed_on_the_map_is_shown_there_and_taken_back(page: AccountPage) -> None:
    canvas = run(page, "account.map")
    QTest.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert [place.role_group for place in canvas.laid_out.empty] == ["decision", "users", "commercial", "finance"]
    assert canvas.hasFocus()
    page.session.undo()
    assert [place.role_group for place in canvas.laid_out.empty] == ["technical", "users", "commercial", "finance"]


def test_an_empty_row_names_who_could_introduce_us(page: AccountPage) -> None:
    canvas = run(page, "account.map")
    QTest.keyClick(canvas, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert canvas.accessibleDescription() == "Nobody yet in Finance, Tom Aldous could introduce you"


def test_a_person_made_elsewhere_comes_onto_the_map(page: AccountPage) -> None:
    canvas = run(page, "account.map")
    page.session.run(contacts.create, name="Karen", account_id=page.shown_id(), role_group="finance")
    assert len(canvas.laid_out.cards) == 2


def test_the_map_is_saved_by_a_command(page: AccountPage, alerts: RecordedAlerts, tmp_path: Path, qtbot: QtBot) -> None:
    said: list[str] = []
    page.session.said.connect(lambda words, _undo: said.append(words))
    alerts.answers.append(tmp_path / "map.svg")
    run(page, "account.map_picture")
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert "Tom Aldous" in (tmp_path / "map.svg").read_text()
