"""The settings: what applies at once, what is kept at the end, and what is refused in its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from models import changes, colleagues
from models.account_classes import class_days
from models.errors import JournalReadOnly
from models.safety import backup
from tests.factories import make_account
from ui import theme, translations
from ui.actions import Actions
from ui.session import Session
from ui.settings.about import AboutDialog
from ui.settings.classes import ClassesPart
from ui.settings.dialog import SettingsDialog
from ui.settings.general import GeneralPart
from ui.settings.journal_part import JournalPart
from ui.settings.keys import KeysDialog
from ui.settings.profile import ProfilePart
from ui.widgets.dialog import Dialog


@pytest.fixture
def settings(session: Session) -> Iterator[SettingsDialog]:
    dialog = SettingsDialog(session)
    dialog.open()
    yield dialog
    with suppress(RuntimeError):  # freed already, as it should be
        dialog.done(0)


def _said(widget: Any) -> list[str]:
    return [child.text() for child in widget.findChildren(QLabel) if not child.isHidden()]


def test_a_theme_is_told_at_once(settings: SettingsDialog, qtbot: QtBot) -> None:
    general = settings.parts["general"]
    assert isinstance(general, GeneralPart)
    with qtbot.waitSignal(settings.theme_changed) as changed:
        general.themes.button("dark").click()
    assert changed.args == ["dark"]


def test_a_language_is_told_at_once_and_what_was_entered_is_kept(
    session: Session, settings: SettingsDialog, qtbot: QtBot
) -> None:
    profile, general = settings.parts["profile"], settings.parts["general"]
    assert isinstance(profile, ProfilePart)
    assert isinstance(general, GeneralPart)
    profile.lines["name"].setText("林晓")
    with qtbot.waitSignal(settings.language_changed) as changed:
        general.languages.button("zh_CN").click()
    assert changed.args == ["zh_CN"]
    assert colleagues.profile(session.journal).name == "林晓"


def test_the_profile_is_kept_by_esc_in_one_operation(session: Session, settings: SettingsDialog, qtbot: QtBot) -> None:
    profile = settings.parts["profile"]
    assert isinstance(profile, ProfilePart)
    profile.lines["name"].setText("Lin Sofia")
    profile.lines["manager_email"].setText("helen@tellane.example")
    with qtbot.waitSignal(session.said) as said:
        qtbot.keyClick(settings, Qt.Key.Key_Escape)
    assert said.args == ["Your profile is kept.", True]
    stored = colleagues.profile(session.journal)
    assert (stored.name, stored.manager_email) == ("Lin Sofia", "helen@tellane.example")
    changes.undo(session.journal)
    assert colleagues.profile(session.journal).name == ""


def test_what_cannot_be_kept_is_said_at_its_field(session: Session, settings: SettingsDialog, qtbot: QtBot) -> None:
    profile = settings.parts["profile"]
    assert isinstance(profile, ProfilePart)
    profile.lines["job"].setText("Area manager")
    profile.lines["company"].setText("x" * 300)
    qtbot.keyClick(settings, Qt.Key.Key_Escape)
    assert settings.isVisible()
    said = {key: field.below() for key, field in profile._fields.items() if field.below()}
    assert said == {"company": "The company can hold 200 characters, and this text has 300. Please shorten it."}
    assert settings.focusWidget() is profile.lines["company"]
    profile.lines["company"].setText("Tellane")
    qtbot.keyClick(settings, Qt.Key.Key_Escape)
    assert colleagues.profile(session.journal).job == "Area manager"


def test_a_profile_that_did_not_change_is_no_operation(session: Session, settings: SettingsDialog) -> None:
    settings.reject()
    assert changes.undoable(session.journal) is None


def test_days_that_are_none_keep_the_dialog_open_and_say_why(session: Session, settings: SettingsDialog) -> None:
    classes = settings.parts["classes"]
    assert isinstance(classes, ClassesPart)
    classes.lines["A"].setText("often")
    classes.lines["B"].setText("21")
    settings.reject()
    assert settings.isVisible()
    assert settings.tabs.current() == "classes"
    assert any("class A must be a number" in text for text in _said(classes))
    assert classes.lines["A"].text() == "often"
    classes.lines["A"].setText("9" * 5000)
    settings.reject()
    assert settings.isVisible()
    assert class_days(session.journal) == {"A": 14, "B": 21, "C": 90}
    classes.lines["A"].setText("7")
    settings.reject()
    assert class_days(session.journal)["A"] == 7


def test_the_journal_part_tells_the_facts_and_backs_up(
    session: Session, settings: SettingsDialog, qtbot: QtBot
) -> None:
    make_account(session.journal)
    settings.show_part("journal")
    part = settings.parts["journal"]
    assert isinstance(part, JournalPart)
    assert any("1 account ·" in text for text in _said(part))
    assert any("no backup yet" in text for text in _said(part))
    with qtbot.waitSignal(session.said):
        part.backup_button.click()
    assert len(backup.listing(session.journal.path)) == 1
    assert any("The last backup was made on" in text for text in _said(part))


def test_check_now_says_that_the_journal_is_whole(settings: SettingsDialog, qtbot: QtBot) -> None:
    part = settings.parts["journal"]
    assert isinstance(part, JournalPart)
    part.check_button.click()
    qtbot.waitUntil(lambda: any("is whole" in text for text in _said(part)))


def test_check_now_that_finds_damage_stops_all_writing(
    session: Session, settings: SettingsDialog, qtbot: QtBot, alerts: Any
) -> None:
    backup.make(session.journal.connection, session.journal.path, session.clock)
    session.journal.connection.execute("DROP TRIGGER log_update_visit")
    part = settings.parts["journal"]
    assert isinstance(part, JournalPart)
    alerts.answers.append("backup")
    with qtbot.waitSignal(settings.journal_wanted) as wanted:
        part.check_button.click()
    assert Path(wanted.args[0]).is_file()
    assert "switched off" in alerts.told[0]
    with pytest.raises(JournalReadOnly):
        colleagues.set_profile(session.journal, name="Too late")


def test_the_keys_of_every_action_are_listed(qtbot: QtBot, session: Session) -> None:
    window = Dialog("window", None)
    qtbot.addWidget(window)
    actions = Actions(window).all()
    bare = QAction("Without a key", window)
    dialog = KeysDialog([*actions, bare], None)
    qtbot.addWidget(dialog)
    said = _said(dialog)
    for action in actions:
        assert not action.shortcuts() or action.text().replace("&", "").rstrip("…") in said
    assert "Ctrl+N" in said
    assert "Without a key" not in said
    assert "Tick a step, or take the tick back" in said


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("choice", ["light", "dark"])
def test_every_dialog_opens_in_every_language_and_is_freed(
    session: Session, qtbot: QtBot, qapp: Any, language: str, choice: str
) -> None:
    translations.use(language)
    theme.apply(qapp, choice)
    window = Dialog("window", None)
    qtbot.addWidget(window)
    for dialog in (SettingsDialog(session), KeysDialog(Actions(window).all()), AboutDialog()):
        with qtbot.waitSignal(dialog.destroyed):
            dialog.open()
            dialog.reject()


def test_how_far_ahead_the_end_of_a_warranty_is_told(session: Session, qtbot: QtBot) -> None:
    from models import warranties
    from ui.settings.reminders import RemindersPart

    part = RemindersPart(session)
    qtbot.addWidget(part)
    assert part.warranties.currentText() == "60 days before"
    part.warranties.setCurrentIndex(part.warranties.findData(90))
    part.warranties.activated.emit(part.warranties.currentIndex())
    assert warranties.days_ahead(session.journal) == 90
    part.refresh()
    assert part.warranties.currentText() == "90 days before"
