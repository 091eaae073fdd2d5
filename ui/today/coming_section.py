"""What comes up besides visits and steps, in one calm list: each row opens, and becomes a next step by one key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from models import coming_up, steps
from ui.session import Session
from ui.today.coming_rows import Coming, StepToBe, everything
from ui.today.list_sections import ListSection
from ui.today.sections import ListRow, two_line_row
from ui.translations import say
from ui.widgets.buttons import icon_button
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import holding, row
from ui.widgets.link import Link
from ui.widgets.paint import TONES, pill_width
from ui.widgets.pills import Pill

_SHOWN = 5

_MONEY_KEYS = {"P": Qt.Key.Key_P, "C": Qt.Key.Key_C, "D": Qt.Key.Key_D, "A": Qt.Key.Key_A, "I": Qt.Key.Key_I}
"""The letters that do something about a receivable, as in the list of them."""


class ComingSection(ListSection):
    """Money, signatures, silences, ends of warranties and the like, the soonest first.

    N notes a next step; what is to be paid has the keys of the list of receivables besides.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._is_whole = False

    def refresh(self) -> None:
        """Read everything again that comes up."""
        found = everything(self.session)
        shown = found if self._is_whole else found[:_SHOWN]
        noted = [self._noted(one.step) for one in shown]
        self.set_heading(say("Coming up"), str(len(found)))
        if self.is_news((self.session.today(), len(found), shown, noted)):
            room = max((pill_width(one.pill) for one in shown), default=0)
            self.fill(
                lambda: [self._row(one, step_id, room) for one, step_id in zip(shown, noted, strict=True)],
                len(found) - len(shown),
                self._show_all,
                say("Show all that comes up"),
            )

    def _show_all(self) -> None:
        self._is_whole = True
        self.refresh()

    def _noted(self, step: StepToBe) -> int | None:
        """Return the id of the open step that something has become already."""
        return self.session.read(coming_up.open_step, step.title, step.account_id)

    def _row(self, one: Coming, noted: int | None, room: int) -> QWidget:
        title = Link(one.title)
        title.clicked.connect(partial(self.session.open_record, *one.opens))
        note = self._note_button(one, noted)
        record, record_id = one.opens
        if record != "receivable":
            made, buttons = ListRow(title, {Qt.Key.Key_N: note.click}, record=one.opens), [note]
        else:
            keys = {key: partial(self._do, record_id, letter) for letter, key in _MONEY_KEYS.items()}
            menu = partial(self._money_menu, record_id)
            made = ListRow(title, {Qt.Key.Key_N: note.click, **keys}, menu=menu, record=one.opens)
            more = icon_button("more", say("Payment (P), contact (C), promised day (D) and more"))
            more.clicked.connect(lambda: menu(more.mapToGlobal(more.rect().bottomLeft())))
            buttons = [more, note]  # so that the plus signs of all rows stand below each other
        pill = holding(row(Pill(one.pill, one.tone), None))
        pill.setFixedWidth(room)
        day = label(one.day.text, "caption", TONES[one.day.tone])
        return two_line_row(made, row(title, None), Elided(one.about, "caption", "text_2"), day, *buttons, left=pill)

    def _do(self, receivable_id: int, letter: str) -> None:
        """Do what a letter stands for in the row of a receivable."""
        from ui.receivables import deeds  # not before somebody does something about money

        deeds.do(self.session, receivable_id, letter, self)

    def _money_menu(self, receivable_id: int, place: QPoint) -> None:
        """Show what can be done about money that is due, or an invoice to be written."""
        from ui.receivables import deeds

        deeds.menu_of(self.session, receivable_id, place, self)

    def _note_button(self, one: Coming, noted: int | None) -> QPushButton:
        if noted is not None:
            made = icon_button("steps", say("Open the next step “{title}” (N)", title=one.step.title))
            made.clicked.connect(partial(self.session.open_record, "step", noted))
        else:
            made = icon_button("plus", say("Make it a next step: “{title}” (N)", title=one.step.title))
            made.clicked.connect(partial(self._note, one.step))
        return made

    def _note(self, step: StepToBe) -> None:
        made = self.session.run(
            steps.create,
            title=step.title,
            due_on=step.due_on,
            account_id=step.account_id,
            visit_id=step.visit_id,
            project_id=step.project_id,
            people=step.people,
        )
        if made is not None:
            self.session.say(say("Next step: {title}", title=step.title), can_undo=True)
