"""A draft is neither overwritten nor thrown away."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import drafts, visits
from models.visit_sheet import VisitSheet
from tests.factories import make_account, make_visit
from tests.ui.visits.writing import kept, write
from ui.session import Session
from ui.visits.editor import VisitEditor
from ui.visits.page import VisitPage


def test_a_draft_of_a_newer_program_is_neither_overwritten_nor_thrown_away(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal), notes="Before")
    drafts.keep(session.journal, "visit", visit_id, '{"format": 2, "pages": ["Words of tomorrow"]}')
    editor.open(visit_id)
    assert editor.texts.notes.text() == "Before"
    write(qtbot, editor.texts.notes, "x")
    assert editor.keep_draft()
    assert editor.save()
    assert [one.content for one in drafts.waiting(session.journal)] == ['{"format": 2, "pages": ["Words of tomorrow"]}']


def test_a_discarded_draft_brought_back_leaves_what_was_written_meanwhile(
    page: VisitPage, session: Session, qtbot: QtBot
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    page.show_record("visit", visit_id)
    write(qtbot, page.editor.texts.notes, "Given up")
    draft = page.editor.discard()
    assert draft
    write(qtbot, page.editor.texts.notes, "Written meanwhile")
    assert page.editor.keep_draft()
    drafts.bring_back(session.journal, draft)
    assert sorted(one.notes for one in kept(session)) == ["Given up", "Written meanwhile"]
    assert page.leave()
    assert [one.notes for one in kept(session)] == ["Given up"]


def test_a_draft_brought_back_beside_the_open_visit_is_not_overwritten_by_what_is_written_next(
    page: VisitPage, session: Session, qtbot: QtBot
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    page.show_record("visit", visit_id)
    write(qtbot, page.editor.texts.notes, "Given up")
    draft = page.editor.discard()
    assert draft
    drafts.bring_back(session.journal, draft)
    write(qtbot, page.editor.texts.notes, "Written next")
    assert page.editor.keep_draft()
    assert page.leave()
    assert [one.notes for one in kept(session)] == ["Given up"]


@pytest.mark.parametrize("where", ["notes", "summary", "purpose", "step"])
def test_what_is_too_long_to_be_stored_stays_and_is_told(
    editor: VisitEditor, session: Session, qtbot: QtBot, where: str
) -> None:
    editor.open_new(make_account(session.journal))
    long = "走访 words " * (250_000 if where in ("notes", "summary") else 400)
    field = {
        "notes": editor.texts.notes,
        "summary": editor.texts.summary,
        "purpose": editor.header.purpose,
        "step": editor.steps.line,
    }[where]
    QApplication.clipboard().setText(long)
    field.setFocus()
    field.paste()
    assert not editor.save()
    assert "Please shorten it" in editor.notice.text()
    stays = [one.text() for one in (editor.texts.notes, editor.texts.summary, editor.header.purpose)]
    stays += [one.title for one in editor.steps.written(VisitSheet()).steps]
    assert long.strip() in [one.strip() for one in stays]
    assert long.strip()[:3000] in "".join(one.content for one in drafts.waiting(session.journal))


def test_a_planned_visit_that_was_held_keeps_its_words(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    visit_id = make_visit(
        session.journal, make_account(session.journal), start="2026-05-14T11:00", state="planned", notes="Ask"
    )
    editor.open(visit_id)
    write(qtbot, editor.texts.summary, "Agreed")
    session.attempt(visits.hold, visit_id)
    editor.refresh()
    assert editor.save()
    visit = visits.get(session.journal, visit_id)
    assert (visit.state, visit.notes, visit.summary) == ("held", "Ask", "Agreed")
