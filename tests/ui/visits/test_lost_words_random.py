"""In whatever order things are done: each word typed is in the journal, its history, a draft or the editor."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from models import accounts, contacts, drafts, visit_sheet, visits
from models.clock import FixedClock
from models.errors import JournalError
from tests.factories import make_account, make_contact, make_visit
from tests.ui.composing import commit, compose
from tests.ui.windows import shown
from ui.session import Session
from ui.visits.page import VisitPage

_DEEDS = 40


class Somebody:
    """Works in the Visits page at random, while others change the same journal."""

    def __init__(self, session: Session, page: VisitPage, qtbot: QtBot, clock: FixedClock, chance: random.Random):
        self.session, self.page, self.qtbot, self.clock, self.chance = session, page, qtbot, clock, chance
        self.journal = session.journal
        self.words: list[str] = []
        self.log: list[str] = []
        self.account = make_account(self.journal, "Harbour Metro")
        self.person = make_contact(self.journal, "Marta Ruiz", account_id=self.account)
        for day in (3, 4, 5):
            make_visit(
                self.journal, self.account, start=f"2026-05-0{day}T10:00", people=[self.person], questions=["Who?"]
            )
        page.refresh()

    def word(self) -> str:
        self.words.append(f"w{len(self.words):03d}x")
        return self.words[-1]

    def deeds(self) -> dict[Callable[[], object], int]:
        return {
            self.type: 12,
            self.type_over_a_composition: 3,
            self.add_line: 3,
            self.save: 3,
            self.new_visit: 2,
            self.go_to_a_visit: 4,
            self.leave: 2,
            self.keep: 3,
            self.undo: 2,
            self.redo: 1,
            self.open_a_draft: 2,
            self.give_up_and_take_back: 1,
            self.delete_in_the_list: 1,
            self.others_edit: 4,
            self.others_trash: 1,
            self.others_trash_people: 1,
            self.midnight: 1,
        }

    def work(self) -> None:
        deeds = self.deeds()
        for _ in range(_DEEDS):
            (deed,) = self.chance.choices(list(deeds), list(deeds.values()))
            self.log.append(deed.__name__)
            deed()
            if self.page.editor._conflict is not None:
                choice = self.chance.choice(["mine", "theirs", "both"])
                self.log.append(choice)
                self.page.editor._conflict._choose(choice)
            found = self.everything()
            missing = [word for word in self.words if word not in found]
            assert not missing, f"{missing} after {self.log}"

    def everything(self) -> str:
        """Return all texts there are: rows, also in the trash, what they were before, drafts, and the editor."""
        found = [visit_sheet.to_json(self.page.editor._written())] if self.page.editor.is_open() else []
        for table in ("visit", "visit_question", "step", "contact", "account", "draft", "change"):
            found += [str(row) for row in self.journal.rows(f"SELECT * FROM {table}")]
        return " ".join(found).lower()  # a step's title begins with a capital

    def fields(self) -> list[QLineEdit | QPlainTextEdit]:
        editor = self.page.editor
        return [
            editor.texts.notes,
            editor.texts.summary,
            editor.private.note,
            editor.header.purpose,
            editor.header.people.field,
            editor.steps.line,
            editor.preparation.line,
            editor.more.place,
            editor.more.support,
        ]

    def visible_field(self) -> QLineEdit | QPlainTextEdit:
        field = self.chance.choice(self.fields())
        if not field.isVisible():
            self.page.editor.more.unfold.click()
        field.setFocus()
        return field

    def type(self) -> None:
        if not self.page.editor.is_open():
            return
        field = self.visible_field()
        self.log.append(field.accessibleName())
        self.qtbot.keyClicks(field, self.word() + " ")

    def type_over_a_composition(self) -> None:
        if self.page.editor.is_open():
            field = self.visible_field()
            word = self.word()
            compose(field, word)
            if self.chance.random() < 0.7:
                commit(field, word + " ")
            else:
                self.page.leave()

    def add_line(self) -> None:
        if self.page.editor.is_open():
            field = self.chance.choice([self.page.editor.steps.line, self.page.editor.preparation.line])
            field.setFocus()
            self.qtbot.keyClicks(field, self.word())
            self.qtbot.keyClick(field, Qt.Key.Key_Return)

    def save(self) -> None:
        self.page.save()

    def new_visit(self) -> None:
        self.page.new_visit(self.chance.choice([None, self.account]))

    def go_to_a_visit(self) -> None:
        self.page.show_record("visit", self.some_visit())

    def leave(self) -> None:
        self.page.leave()

    def keep(self) -> None:
        self.session.keep_drafts()

    def undo(self) -> None:
        self.session.undo()

    def redo(self) -> None:
        self.session.redo()

    def open_a_draft(self) -> None:
        waiting = drafts.waiting(self.journal, "visit")
        if waiting:
            self.page.open_draft(self.chance.choice(waiting))

    def give_up_and_take_back(self) -> None:
        if self.page.editor.is_open():
            draft = self.page.editor.discard()
            if draft is not None:
                self.page.drafts.show_discarded(draft)
                self.page.drafts.bring_back(draft)

    def delete_in_the_list(self) -> None:
        self.page.view.setFocus()
        self.qtbot.keyClick(self.page.view, Qt.Key.Key_Delete)

    def some_visit(self) -> int:
        found = self.journal.rows("SELECT id FROM visit WHERE deleted_at IS NULL ORDER BY id")
        if found:
            return int(self.chance.choice(found)[0])
        return make_visit(self.journal, make_account(self.journal, f"Northern {len(self.log)}"))

    def others_edit(self) -> None:
        """Change a visit, most often the one that is open, as another program would."""
        visit_id = self.page.editor.visit_id() if self.chance.random() < 0.8 else None
        try:
            sheet = visit_sheet.read(self.journal, visit_id or self.some_visit())
        except JournalError:
            return
        name = self.chance.choice(["notes", "summary", "private_notes", "purpose", "place"])
        changed = replace(sheet, **{name: getattr(sheet, name) + " " + self.word()})
        if sheet.questions and self.chance.random() < 0.5:
            asked = replace(sheet.questions[0], answer=f"{sheet.questions[0].answer} {self.word()}")
            changed = replace(changed, questions=(asked, *sheet.questions[1:]))
        if self.chance.random() < 0.5:
            visit_sheet.save(self.journal, changed)
            self.session.changed.emit(visits.edit(self.journal, sheet.visit_id or 0, place=changed.place))
        else:
            self.session.attempt(visit_sheet.save, changed)

    def others_trash(self) -> None:
        self.session.attempt(visits.trash, self.page.editor.visit_id() or self.some_visit())

    def others_trash_people(self) -> None:
        for trash, record_id in ((contacts.trash, self.person), (accounts.trash, self.account)):
            with suppress(JournalError):
                self.session.attempt(trash, record_id)
        self.account = make_account(self.journal, f"Harbour {len(self.log)}")
        self.person = make_contact(self.journal, f"Marta {len(self.log)}", account_id=self.account)

    def midnight(self) -> None:
        self.clock.move(timedelta(hours=13))
        self.session.look_at_day()


def _prove(session: Session, qtbot: QtBot, clock: FixedClock, seed: int) -> None:
    page = shown(qtbot, VisitPage(session), 1180, 800)
    Somebody(session, page, qtbot, clock, random.Random(seed)).work()


@pytest.mark.parametrize("seed", range(6))
def test_no_word_is_lost_in_any_order_of_deeds(session: Session, qtbot: QtBot, clock: FixedClock, seed: int) -> None:
    _prove(session, qtbot, clock, seed)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(6, 206))
def test_no_word_is_lost_in_two_hundred_more(session: Session, qtbot: QtBot, clock: FixedClock, seed: int) -> None:
    _prove(session, qtbot, clock, seed)
