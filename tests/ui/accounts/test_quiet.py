"""Going quiet: the third form of the list of accounts, and what its rows can do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import accounts, contacts, quiet_lists, rhythm, visits
from models.quiet_lists import QuietLine
from tests.factories import TODAY, make_account, make_contact, make_visit
from tests.ui.composing import commit, compose
from ui.accounts.log_dialog import LogDialog
from ui.accounts.page import AccountPage
from ui.accounts.quiet_view import QuietView
from ui.accounts.silence_card import TimeStrip
from ui.accounts.snooze_dialog import SnoozeDialog
from ui.session import Session
from ui.widgets.dialog import Dialog


def _seen(session: Session, name: str, days_ago: int, **fields: object) -> int:
    account = make_account(session.journal, name, rhythm_days=30, **fields)
    make_visit(session.journal, account, f"{TODAY - timedelta(days=days_ago)}T10:00", purpose="Spares")
    return account


@pytest.fixture
def port(session: Session) -> int:
    """An account past its rhythm, beside one that is soon and one in time."""
    _seen(session, "Airport", 25)
    _seen(session, "Metro", 2)
    return _seen(session, "Port", 60, account_class="A")


@pytest.fixture
def page(session: Session, port: int, qtbot: QtBot) -> Iterator[AccountPage]:
    """The page, showing who goes quiet."""
    page = AccountPage(session)
    page.resize(1200, 800)
    session.changed.connect(lambda _changes: page.refresh())
    page.refresh()
    page.show()
    page.show_quiet()
    yield page
    for dialog in page.findChildren(Dialog):
        dialog.done(0)
    page.close()
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _quiet(page: AccountPage) -> QuietView:
    view = page.accounts.view()
    assert isinstance(view, QuietView)
    return view


def _words(page: AccountPage) -> list[str]:
    model = _quiet(page).rows_model()
    return [model.words(row) for row in model.rows]


def test_it_says_who_how_far_over_and_about_what(page: AccountPage) -> None:
    assert _words(page) == [
        "Past their rhythm, 1",
        "Port, class A, 30 days over, Rhythm every 30 days, 60 days ago: Spares",
        "Soon, 1",
        "Airport, 5 days left, Rhythm every 30 days, 25 days ago: Spares",
    ]
    assert not page.accounts.filter.isVisible()
    assert page.selected_record() is not None


def test_s_snoozes_with_a_reason_and_again_ends_it(
    qtbot: QtBot, session: Session, page: AccountPage, port: int
) -> None:
    view = _quiet(page)
    view.select(port)
    qtbot.keyClick(view, Qt.Key.Key_S)
    dialog = page.findChild(SnoozeDialog)
    assert dialog is not None
    dialog.accept()
    assert dialog.isVisible()  # it wants a reason
    dialog.day.set_text("2026-07-01")
    compose(dialog.reason, "gaizhi")
    dialog.accept()
    assert dialog.isVisible()
    commit(dialog.reason, "改制到七月")
    dialog.accept()
    (line,) = [line for line in quiet_lists.read(session.journal, limit=9) if line.state == "snoozed"]
    assert (line.snoozed_until, line.reason) == ("2026-07-01", "改制到七月")
    assert _words(page)[-1].startswith("Port, class A, until 1 Jul")
    view.select(port)
    qtbot.keyClick(view, Qt.Key.Key_S)
    assert _in_states(session) == {"over": 1, "soon": 1}
    session.undo()
    assert _in_states(session) == {"snoozed": 1, "soon": 1}


def test_a_snooze_without_a_day_ahead_stays_open(page: AccountPage, session: Session, port: int) -> None:
    _quiet(page).do("snooze", quiet_lists.read(session.journal, limit=1)[0])
    dialog = page.findChild(SnoozeDialog)
    assert dialog is not None
    dialog.reason.setText("Why")
    for words in ("", "2026-05-14", "gibberish"):
        dialog.day.set_text(words)
        dialog.accept()
        assert dialog.isVisible()
    assert session.journal.rows("SELECT * FROM snooze") == []


def test_l_logs_a_call_which_ends_the_silence(qtbot: QtBot, session: Session, page: AccountPage, port: int) -> None:
    view = _quiet(page)
    view.select(port)
    qtbot.keyClick(view, Qt.Key.Key_L)
    dialog = page.findChild(LogDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.line, "They will order in June")
    dialog.accept()
    ((channel, state, summary, start),) = session.journal.rows(
        "SELECT channel, state, summary, start FROM visit WHERE account_id = ? ORDER BY start DESC LIMIT 1", port
    )
    assert (channel, state, summary, start[:10]) == ("call", "held", "They will order in June", "2026-05-14")
    assert [words.split(",")[0] for words in _words(page)] == ["Soon", "Airport"]


def test_p_plans_a_visit_or_opens_the_planned_one(qtbot: QtBot, session: Session, page: AccountPage, port: int) -> None:
    wanted: list[tuple[object, object]] = []
    session.visit_wanted.connect(lambda *of: wanted.append(of))
    session.record_wanted.connect(lambda *of: wanted.append(of))
    view = _quiet(page)
    view.select(port)
    qtbot.keyClick(view, Qt.Key.Key_P)
    planned = make_visit(session.journal, port, "2026-05-20T10:00", state="planned")
    page.refresh()
    assert "planned Wed 20 May" in _words(page)[1]
    qtbot.keyClick(view, Qt.Key.Key_P)
    assert wanted == [(port, None), ("visit", planned)]


def test_a_person_stands_in_it_and_opens(qtbot: QtBot, session: Session, page: AccountPage, port: int) -> None:
    director = make_contact(session.journal, "张总", rhythm_days=7)
    visit = make_visit(session.journal, port, "2026-04-01T10:00", people=[director])
    page.refresh()
    view = _quiet(page)
    assert view.select(("contact", director))
    opened: list[tuple[str, int]] = []
    session.record_wanted.connect(lambda *of: opened.append(of))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == [("contact", director)]
    line = view.current_row()
    assert isinstance(line, QuietLine)
    assert [action.text() for action in view.menu_of(line).actions()] == [
        "Open\tEnter",
        "Plan a visit…\tP",
        "Log a contact…\tL",
        "Snooze…\tS",
    ]
    view.do("log", line)
    dialog = page.findChild(LogDialog)
    assert dialog is not None
    dialog.accept()
    assert visits.get(session.journal, visit).start == "2026-04-01T10:00"
    assert contacts.get(session.journal, director).rhythm_days == 7
    assert "contact" not in {line.kind for line in quiet_lists.read(session.journal, limit=9)}


def test_the_pointer_does_the_same(session: Session, page: AccountPage, port: int) -> None:
    view = _quiet(page)
    line = quiet_lists.read(session.journal, limit=1)[0]
    spots = view._delegate().hot_spots(line, QRect(0, 0, 900, 48))
    assert list(spots) == ["plan", "log", "snooze"]
    assert len({spot.left() for spot in spots.values()}) == 3
    assert view._delegate().tip(line, QRect(0, 0, 900, 48), spots["log"].center()) == "Log a contact (L)"


def test_when_everyone_was_seen_it_says_so(session: Session, page: AccountPage) -> None:
    for line in quiet_lists.read(session.journal, limit=9):
        make_visit(session.journal, line.account_id, "2026-05-14T08:00")
    page.refresh()
    assert page.accounts.stack.currentWidget() is page.accounts._all_seen
    page.accounts.form.button("tree").click()
    assert page.accounts.stack.currentWidget() is page.accounts.tree
    assert page.accounts.filter.isVisible()


def test_tree_and_quiet_stay_at_the_same_account(page: AccountPage, port: int) -> None:
    page.accounts.form.button("tree").click()
    page.accounts.select(port)
    page.accounts.form.button("quiet").click()
    assert page.selected_record() == ("account", port)
    page.show_record("account", port)
    page.show_list()
    assert page.selected_record() == ("account", port)


def test_rhythms_of_a_class_change_who_goes_quiet(session: Session) -> None:
    account = make_account(session.journal, account_class="C", rhythm_inherited=True)
    make_visit(session.journal, account, f"{TODAY - timedelta(days=91)}T10:00")
    assert rhythm.most_quiet(session.journal, 1)[1] == 1


def test_a_long_pursuit_shows_its_silences_on_the_page_of_the_account(
    session: Session, page: AccountPage, port: int
) -> None:
    panel = page.made_panel()
    page.show_record("account", port)
    assert panel.silence.isHidden()
    for day in ("2024-01-10", "2024-02-01", "2025-02-03"):
        make_visit(session.journal, port, f"{day}T10:00")
    page.refresh()
    assert not panel.silence.isHidden()
    strip = panel.silence.findChild(TimeStrip)
    assert strip is not None
    assert strip.accessibleName() == (
        "4 meetings since January 2024, 368 days of silence, February 2024 to February 2025, "
        "405 days of silence, February 2025 to March 2026, silent for 60 days, since 15 March"
    )
    strip.grab()
    page.show_record("account", accounts.find(session.journal, "Metro").id)
    assert panel.silence.isHidden()


def _in_states(session: Session) -> dict[str, int]:
    return {line.state: line.in_state for line in quiet_lists.read(session.journal, limit=9)}
