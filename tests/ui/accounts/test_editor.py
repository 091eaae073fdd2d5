"""The editor of an account: new, changed, refused, and changed elsewhere meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import account_overview, accounts, drafts, rhythm
from tests.factories import make_account
from tests.ui.composing import commit, compose
from tests.ui.conftest import RecordedAlerts
from tests.ui.windows import below_dialogs
from ui import translations
from ui.accounts.about import AboutTab
from ui.accounts.editor import AccountEditor
from ui.accounts.move_dialog import MoveDialog
from ui.session import Session
from ui.widgets.suggest import Suggestion


@pytest.fixture
def account(session: Session) -> int:
    """An account with something in each kind of field."""
    return make_account(session.journal, notes="Old notes", tags=["rail"], account_class="B", rhythm_days=30)


def _editor(session: Session, account_id: int | None, parent: QWidget) -> AccountEditor:
    editor = AccountEditor(session, account_id, parent)
    editor.open()
    return editor


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> Iterator[QWidget]:
    """A window for dialogs to stand on; they end before the journal does."""
    with below_dialogs(1000) as window:
        yield window


def test_a_new_account_inherits_the_rhythm_of_its_class(qtbot: QtBot, session: Session, window: QWidget) -> None:
    editor = _editor(session, None, window)
    saved: list[int] = []
    editor.saved.connect(saved.append)
    compose(editor.form.name, "hua")
    commit(editor.form.name, "华北铁路局")
    assert editor.form.fields["rhythm_days"].below().startswith("Nothing to inherit")
    editor.form.account_class.button("A").click()
    assert editor.form.fields["rhythm_days"].below() == "14 days, as class A has"
    editor.form.account_class.button("C").click()
    assert editor.form.fields["rhythm_days"].below() == "90 days, as class C has"
    qtbot.keyClicks(editor.form.tags.field, "#VIP,")
    qtbot.keyClicks(editor.form.tags.field, "rail")
    editor.form.private_notes.set_text("His son studies abroad")
    editor.accept()
    stored = accounts.get(session.journal, saved[0])
    assert (stored.name, stored.account_class, stored.rhythm_days) == ("华北铁路局", "C", None)
    assert rhythm.of_account(session.journal, saved[0]).days == 90
    assert (stored.tags, stored.private_notes) == ('["VIP", "rail"]', "His son studies abroad")


def test_a_rhythm_of_its_own_stays_when_the_class_changes(qtbot: QtBot, session: Session, window: QWidget) -> None:
    editor = _editor(session, None, window)
    saved: list[int] = []
    editor.saved.connect(saved.append)
    qtbot.keyClicks(editor.form.name, "Port")
    editor.form.rhythm.kinds.button("own").click()
    qtbot.keyClicks(editor.form.rhythm_days, "45")
    editor.form.account_class.button("A").click()
    assert editor.form.rhythm_days.text() == "45"
    editor.accept()
    assert rhythm.of_account(session.journal, saved[0]) == rhythm.Rhythm(45, "own")


def test_a_rhythm_can_be_inherited_again_or_given_up(session: Session, window: QWidget) -> None:
    group = make_account(session.journal, "Group", rhythm_days=21)
    account = make_account(session.journal, "Branch", parent_id=group, rhythm_days=5)
    editor = _editor(session, account, window)
    assert (editor.form.rhythm.kind(), editor.form.rhythm_days.isVisible()) == ("own", True)
    editor.form.rhythm.kinds.button("inherited").click()
    assert editor.form.fields["rhythm_days"].below() == "21 days, as Group has"
    assert not editor.form.rhythm_days.isVisible()
    editor.accept()
    assert rhythm.of_account(session.journal, account) == rhythm.Rhythm(21, "above", "Group")
    editor = _editor(session, account, window)
    assert not editor.is_changed()
    editor.form.rhythm.kinds.button("none").click()
    editor.accept()
    assert rhythm.of_account(session.journal, account).days is None


def test_an_own_rhythm_without_days_is_not_saved(session: Session, account: int, window: QWidget) -> None:
    editor = _editor(session, account, window)
    editor.form.rhythm_days.setText("")
    editor.accept()
    assert editor.isVisible()
    assert "number of days" in editor.form.fields["rhythm_days"].below()


def test_a_rhythm_given_up_elsewhere_is_said(session: Session, account: int, window: QWidget) -> None:
    editor = _editor(session, account, window)
    editor.form.rhythm_days.setText("9")
    accounts.edit(session.journal, account, rhythm_days=60)
    editor.accept()
    assert editor.form.fields["rhythm_days"].below() == "Changed elsewhere to: 60 days"


def test_an_edit_changes_what_was_changed_alone(session: Session, account: int, window: QWidget) -> None:
    editor = _editor(session, account, window)
    assert editor.form.notes.text() == "Old notes"
    assert not editor.is_changed()
    editor.form.lines["city"].setText("York")
    editor.accept()
    stored = accounts.get(session.journal, account)
    assert (stored.city, stored.notes, stored.tags, stored.account_class) == ("York", "Old notes", '["rail"]', "B")


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [("name", " ", "needs a name"), ("rhythm_days", "soon", "number of days"), ("visit_target", "-1", "number of")],
)
def test_what_can_not_be_saved_is_said_at_its_field(
    session: Session, account: int, window: QWidget, field: str, text: str, words: str
) -> None:
    editor = _editor(session, account, window)
    getattr(editor.form, field).setText(text)
    editor.accept()
    assert editor.isVisible()
    assert words in editor.form.fields[field].below()
    assert getattr(editor.form, field).text() == text


def test_a_change_elsewhere_shows_both_and_keeps_mine(session: Session, account: int, window: QWidget) -> None:
    editor = _editor(session, account, window)
    editor.form.notes.set_text("My notes")
    accounts.edit(session.journal, account, notes="Their notes", city="Leeds")
    editor.accept()
    assert editor.isVisible()
    assert editor.form.notes.text() == "My notes"
    assert editor.form.fields["notes"].below() == "Changed elsewhere to: Their notes"
    assert editor.form.lines["city"].text() == "Leeds"
    editor.accept()
    stored = accounts.get(session.journal, account)
    assert (stored.notes, stored.city) == ("My notes", "Leeds")


def test_closing_asks_before_it_drops_something(
    session: Session, account: int, window: QWidget, alerts: RecordedAlerts
) -> None:
    editor = _editor(session, account, window)
    editor.form.notes.set_text("My notes")
    editor.reject()
    assert editor.isVisible()
    assert "changes that are not saved" in alerts.told[0]
    alerts.answers.append("discard")
    editor.reject()
    assert not editor.isVisible()
    assert accounts.get(session.journal, account).notes == "Old notes"


def test_a_draft_outlives_the_program(session: Session, account: int, window: QWidget) -> None:
    for account_id in (None, account):
        editor = AccountEditor(session, account_id, window)
        editor.form.notes.set_text("Half a sentence")
        editor.form.parent_id.setText("Gro")
        session.keep_drafts()
        session.drafts_wanted.disconnect(editor.keep_draft)
        again = AccountEditor(session, account_id, window)
        assert again.form.notes.text() == "Half a sentence"
        assert again.form.parent_id.text() == "Gro"
        assert "when the program ended" in again.notice.text()
        again.form.name.setText("Named")
        again.form.parent_id.set_choice(None)
        again.accept()
        assert drafts.waiting(session.journal) == []
    assert accounts.get(session.journal, account).notes == "Half a sentence"


def test_a_draft_is_kept_soon_after_the_last_keystroke_but_not_while_composing(
    session: Session, account: int, window: QWidget, qtbot: QtBot
) -> None:
    editor = _editor(session, account, window)
    compose(editor.form.lines["city"], "yue")
    session.keep_drafts()
    assert drafts.waiting(session.journal) == []
    commit(editor.form.lines["city"], "约克")
    qtbot.waitUntil(lambda: bool(drafts.waiting(session.journal)), timeout=3000)
    assert "约克" in drafts.waiting(session.journal)[0].content


def test_an_account_moves_but_never_below_itself(session: Session, account: int, window: QWidget) -> None:
    branch = make_account(session.journal, "Branch", parent_id=account)
    group = make_account(session.journal, "Group")
    dialog = MoveDialog(session, [account], window)
    dialog.open()
    assert [one.text for one in dialog.parent_field.choices("")] == ["Group"]
    dialog.parent_field.set_choice(Suggestion(branch, "Branch"))
    dialog.accept()
    assert "can't stand above itself" in dialog._field.below()
    dialog.parent_field.set_choice(Suggestion(group, "Group"))
    dialog.accept()
    assert accounts.get(session.journal, account).parent_id == group


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_dialogs_open_in_every_language_and_are_freed(
    session: Session, account: int, window: QWidget, qtbot: QtBot, language: str
) -> None:
    translations.use(language)
    for dialog in (AccountEditor(session, account, window), MoveDialog(session, [account], window)):
        with qtbot.waitSignal(dialog.destroyed):
            dialog.open()
            dialog.reject()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_no_account_moves_while_the_name_of_another_is_composed(session: Session, window: QWidget) -> None:
    group = make_account(session.journal, "集团")
    branch = make_account(session.journal, "Branch", parent_id=group)
    dialog = MoveDialog(session, [branch], window)
    dialog.open()
    dialog.parent_field.clear()
    compose(dialog.parent_field, "jituan")
    dialog.accept()
    assert (accounts.get(session.journal, branch).parent_id, dialog.isVisible()) == (group, True)


def test_a_page_pasted_where_a_number_belongs_is_refused_and_stays(session: Session, window: QWidget) -> None:
    editor = _editor(session, None, window)
    commit(editor.form.name, "华北铁路局")
    editor.form.rhythm.kinds.button("own").click()
    editor.form.rhythm_days.setText("9" * 6000)
    editor.accept()
    assert editor.isVisible()
    assert editor.form.rhythm_days.text() == "9" * 6000
    assert accounts.listing(session.journal) == []


def test_tier_and_relationship_are_chosen_kept_in_a_draft_and_shown(
    qtbot: QtBot, session: Session, window: QWidget, account: int
) -> None:
    editor = _editor(session, account, window)
    chosen = {"tier": "province", "relationship": "vendor", "wanted_relationship": "advisor"}
    for key, value in chosen.items():
        editor.form.words[key].set_value(value)
    assert editor.is_changed()
    content = editor.form.content()
    other = _editor(session, account, window)
    other.form.set_content(content)
    assert {key: other.form.values()[key] for key in chosen} == chosen
    other.form.set_content({key: value for key, value in content.items() if key not in chosen})  # of an older program
    assert other.form.values()["tier"] is None
    editor.accept()
    stored = accounts.get(session.journal, account)
    assert (stored.tier, stored.relationship, stored.wanted_relationship) == ("province", "vendor", "advisor")
    about = AboutTab(session)
    qtbot.addWidget(about)
    about.fill(session.read(account_overview.overview, account), [])
    assert about._facts["tier"][1].text() == "Province"
    assert about._facts["relationship"][1].text() == "vendor; wanted: trusted advisor"


def test_a_tier_that_was_changed_elsewhere_is_said_in_words(session: Session, window: QWidget, account: int) -> None:
    editor = _editor(session, account, window)
    editor.form.words["tier"].set_value("city")
    accounts.edit(session.journal, account, tier="county")
    editor.accept()
    assert editor.form.fields["tier"].below() == "Changed elsewhere to: county"


def test_a_new_branch_stands_below_its_account_one_tier_down(session: Session, window: QWidget, qtbot: QtBot) -> None:
    group = make_account(session.journal, "Group", tier="province")
    editor = AccountEditor(session, None, window, parent_id=group)
    editor.open()
    assert not editor.is_changed()
    saved: list[int] = []
    editor.saved.connect(saved.append)
    qtbot.keyClicks(editor.form.name, "City")
    editor.accept()
    stored = accounts.get(session.journal, saved[0])
    assert (stored.parent_id, stored.tier) == (group, "city")
