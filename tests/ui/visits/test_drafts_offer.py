"""Drafts that were left behind are offered again, and can be let go."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models import drafts, visit_sheet
from tests.factories import make_account, make_visit
from tests.ui.conftest import RecordedAlerts
from ui.session import Session
from ui.visits.drafts_offer import DraftsOffer
from ui.visits.editor import VisitEditor


def button_of(offer: DraftsOffer, words: str) -> QPushButton:
    return next(one for one in offer.findChildren(QPushButton) if one.text() == words and not one.isHidden())


def left_behind(session: Session, **fields: object) -> int:
    sheet = replace(visit_sheet.blank(session.journal), **fields)
    return drafts.keep(session.journal, "visit", None, visit_sheet.to_json(sheet))


def test_nothing_is_offered_where_nothing_waits(session: Session, qtbot: QtBot) -> None:
    offer = DraftsOffer(session)
    qtbot.addWidget(offer)
    offer.refresh()
    assert offer.isHidden()


def test_a_draft_is_offered_with_its_account_and_opened_in_the_editor(session: Session, qtbot: QtBot) -> None:
    left_behind(session, account="Harbour Metro", notes="Words before the crash")
    offer, editor = DraftsOffer(session), VisitEditor(session)
    qtbot.addWidget(offer)
    qtbot.addWidget(editor)
    offer.opened.connect(editor.open_draft)
    offer.refresh()
    assert not offer.isHidden()
    words = [one.text() for one in offer.findChildren(QLabel)]
    assert words == ["A visit to Harbour Metro was not saved. Draft of Thu 14 May 2026, 09:50."]
    qtbot.mouseClick(button_of(offer, "Open"), Qt.MouseButton.LeftButton)
    assert editor.texts.notes.text() == "Words before the crash"
    assert editor.is_changed()
    offer.refresh(editor.draft_id())
    assert offer.isHidden()
    assert editor.save()
    assert drafts.waiting(session.journal) == []
    assert session.journal.rows("SELECT notes FROM visit") == [("Words before the crash",)]


def test_a_discarded_draft_comes_back_by_undo_on_the_spot(session: Session, qtbot: QtBot) -> None:
    left_behind(session, notes="Words")
    offer = DraftsOffer(session)
    qtbot.addWidget(offer)
    offer.refresh()
    qtbot.mouseClick(button_of(offer, "Discard"), Qt.MouseButton.LeftButton)
    assert drafts.waiting(session.journal) == []
    assert not offer.isHidden()
    qtbot.mouseClick(button_of(offer, "Undo"), Qt.MouseButton.LeftButton)
    assert [visit_sheet.from_json(one.content).notes for one in drafts.waiting(session.journal)] == ["Words"]
    assert button_of(offer, "Open")


def test_many_drafts_leave_room_for_the_visit_and_say_which_they_are(session: Session, qtbot: QtBot) -> None:
    for number in range(5):
        left_behind(session, notes=f"{number} They want one list for all of the stations, and not nine\nMore")
    offer = DraftsOffer(session)
    qtbot.addWidget(offer)
    offer.refresh()

    def said() -> list[str]:
        return [one.text() for one in offer.findChildren(QLabel) if not one.isHidden() and one.text()]

    qtbot.waitUntil(lambda: len(said()) == 2)
    assert said()[0].startswith("A visit was not saved: “4 They want one list for all of the stat…”. Draft of")
    qtbot.mouseClick(button_of(offer, "3 more visits that were not saved"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(said()) == 5)
    offer.refresh()
    assert len(said()) == 5
    qtbot.mouseClick(button_of(offer, "Show fewer"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(said()) == 2)


def test_a_draft_of_a_visit_that_is_gone_is_written_down_anew(session: Session, qtbot: QtBot) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal), notes="Before")
    mine = replace(visit_sheet.read(session.journal, visit_id), notes="After")
    drafts.keep(session.journal, "visit", visit_id, visit_sheet.to_json(mine))
    session.undo()
    editor = VisitEditor(session)
    qtbot.addWidget(editor)
    editor.open_draft(drafts.waiting(session.journal)[0])
    assert editor.visit_id() is None
    assert editor.save()
    assert session.journal.rows("SELECT notes FROM visit") == [("After",)]


def test_a_draft_that_can_not_be_read_is_offered_and_does_no_harm(
    session: Session, qtbot: QtBot, alerts: RecordedAlerts
) -> None:
    drafts.keep(session.journal, "visit", None, "no draft at all")
    offer = DraftsOffer(session)
    qtbot.addWidget(offer)
    offer.refresh()
    assert [one.text() for one in offer.findChildren(QLabel)] == [
        "A visit was not saved. Draft of Thu 14 May 2026, 09:50."
    ]
    with qtbot.assertNotEmitted(offer.opened):
        qtbot.mouseClick(button_of(offer, "Open"), Qt.MouseButton.LeftButton)
    assert len(alerts.told) == 1
    assert len(drafts.waiting(session.journal)) == 1
