"""What comes of a step: one line that asks for its result when it is done, and then for the next step."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QMargins, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from models import plan_order, plan_sheets, quick_add, steps
from models.errors import JournalError, NotFound
from models.plan_sheets import FreeStep
from models.step_lists import StepItem
from models.text.day_words import near_date, understood_date, understood_moment
from models.text.field_words import ENDING_NAMES, LINE_KIND_NAMES, OUTCOME_NAMES
from ui import theme
from ui.known_names import NamesAtHand
from ui.session import Session
from ui.steps.words import TELLING_OUTCOMES
from ui.translations import language, say
from ui.widgets.buttons import icon_button
from ui.widgets.labels import Elided
from ui.widgets.layouts import column, frame, row
from ui.widgets.mention_field import MentionField
from ui.widgets.quick_choices import choices
from ui.widgets.suggestion import Suggestion


class _Line(MentionField):
    """A line that leaves Undo to the window while it holds nothing of its own to take back."""

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.text()
            and not self.is_composing()
        ):
            event.ignore()
            return True
        return super().event(event)


class ResultLine(QWidget):
    """Asks what came of a step that was just closed, and offers the next one in the same place.

    The step is closed already. Enter keeps what is written as its result (nothing, if nothing is written) and asks for
    the next step, whose account and plan are those of the first; Enter there adds it, and Esc ends both. Where a step
    of the plan waited for this one, it is named, and Enter in an empty line gives it the day that fits. Up and Down
    in an empty line go on in the list. It is hidden until it is asked, and hides itself, also when the tick is taken
    back. A page puts it below a list and connects the two:

        line = ResultLine(session)
        view.step_closed.connect(line.ask)      # a StepItem as it was before the tick; plans are not told
        line.closed.connect(view.setFocus)      # only when the line had the focus

    To load it only when it is needed, a page may make it in the slot of `step_closed` and call `ask` at once.
    """

    closed = Signal()
    """It is hidden again, and the focus that it had belongs elsewhere."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._names = NamesAtHand(session, self)
        self._item: StepItem | None = None
        self._asks_next = False
        self._free: FreeStep | None = None
        self._lead = Elided("", "caption", "text_2")
        self._beside = Elided("", "caption", "text_3")
        self._beside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.line = _Line("", choices=self._choices)
        self.line.edited.connect(self._show)
        self.line.returnPressed.connect(self._take)
        close = icon_button("close", say("Ask no further (Esc)"))
        close.clicked.connect(self.end)
        words = row(self._lead, self._beside, spacing=theme.GAP)
        content = column(words, row(self.line, close, spacing=theme.SPACE_4), spacing=theme.SPACE_4)
        content.setContentsMargins(QMargins(12, 8, 8, 10))
        self.setLayout(column(frame("card", content, say("Result and next step"))))
        self.setFocusProxy(self.line)
        session.changed.connect(self._look_again)
        self.hide()

    def item(self) -> StepItem | None:
        """Return the step it asks about, or None while it is hidden."""
        return self._item

    def lead(self) -> str:
        """Return the words above the line: which step ended how, or what the next one belongs to."""
        return self._lead.text()

    def beside(self) -> str:
        """Return the words at the right: what Enter will do, or what is wrong."""
        return self._beside.text()

    def ask(self, item: StepItem) -> None:
        """Ask for the result of a step that was closed, and take the focus."""
        outcome = self._session.read(steps.get, item.id).outcome
        if outcome in TELLING_OUTCOMES:
            lead = say("{title}: {outcome}", title=item.title, outcome=OUTCOME_NAMES[outcome])
        else:
            lead = say("{ending}: {title}", ending=ENDING_NAMES[item.kind], title=item.title)
        self._item, self._free = item, None
        self._begin(lead, say("What came of it?"), asks_next=False)

    def end(self) -> None:
        """Ask no further; what was kept stays."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self._item = self._free = None
        self.line.clear()
        self.hide()
        if had_focus:
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End by Esc; go on in the list by Up and Down while nothing is written."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.line.text():
            self.end()
            following = QApplication.focusWidget()
            if following is not None and following is not self.line:
                QApplication.sendEvent(following, QKeyEvent(event.type(), event.key(), event.modifiers()))
        else:
            super().keyPressEvent(event)

    def _begin(self, lead: str, asked: str, *, asks_next: bool) -> None:
        self._asks_next = asks_next
        self._lead.set_text(lead)
        self.line.clear()
        self.line.setPlaceholderText(asked)
        self.line.setAccessibleName(asked)
        self.line.setAccessibleDescription(lead)
        self._show("")
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        if self._item is None or self.line.is_composing():
            return
        if self._asks_next:
            self._add_next(self._item)
        else:
            self._keep_result(self._item)

    def _keep_result(self, item: StepItem) -> None:
        result = self.line.text().strip()
        if result:
            try:
                self._session.attempt(steps.edit, item.id, result=result)
            except JournalError as error:
                self._tell(error.say(language()), "red")
                return
            self._session.say(say("Result kept: {title}", title=item.title), can_undo=True)
        self._names.read_soon()
        self._free = self._session.read(plan_sheets.set_free, item.id) if item.plan_id is not None else None
        lead = self._free_words(self._free) if self._free else _belonging(item)
        self._begin(lead, say("What is next? “call Tom next tue”, !promise"), asks_next=True)

    def _add_next(self, item: StepItem) -> None:
        if not self.line.text().strip():
            if self._free is not None and self._free.fits is not None:
                self._take_day(self._free, self._free.fits)
            self.end()
            return
        try:
            understood = self._understand(item)
            self._session.attempt(quick_add.save, understood, follows=item.id)
        except JournalError as error:
            self._tell(error.say(language()), "red")
            return
        self._session.say(say("Added: {title}", title=understood.title or understood.account), can_undo=True)
        self.end()

    def _take_day(self, free: FreeStep, day: date) -> None:
        """Give the step that is free now the day that fits."""
        if self._session.run(plan_order.set_days, free.plan_id, {free.id: day}) is not None:
            words = understood_date(language(), day)
            self._session.say(say("{title}: now {day}", title=free.title, day=words), can_undo=True)

    def _free_words(self, free: FreeStep) -> str:
        """Return which step of the plan waits no more: '“Offer” is free now, due Tue 19 May'."""
        if free.due_on is None:
            return say("“{title}” is free now", title=free.title)
        due = near_date(language(), free.due_on, self._session.today())
        return say("“{title}” is free now, due {day}", title=free.title, day=due)

    def _understand(self, item: StepItem) -> quick_add.Understood:
        text = self.line.text()
        return quick_add.understand_following(text, self._session.clock, self._names.read(), item.account_id)

    def _show(self, text: str) -> None:
        if not self._asks_next:
            self._tell(say("Enter keeps it, Esc skips"), "text_3")
            return
        if not text.strip() and self._free is not None and self._free.fits is not None:
            day = near_date(language(), self._free.fits, self._session.today())
            self._tell(say("Enter makes it due {day}, Esc ends", day=day), "text_3")
            return
        if self._item is None or not text.strip():
            self._tell(say("Enter adds it, Esc ends"), "text_3")
            return
        try:
            self._tell(_meaning(self._understand(self._item)), "accent")
        except JournalError as error:
            # Half a name is no mistake yet: what is missing is said in grey until Enter.
            self._tell(error.say(language()), "text_3")

    def _choices(self, mark: str, text: str) -> list[Suggestion]:
        return choices(self._session, mark, text) if self._asks_next else []

    def _tell(self, sentence: str, token: str) -> None:
        self._beside.set_text(sentence, token)
        if token != "text_3":
            self.line.setAccessibleDescription(sentence)

    def _look_again(self, _changes: object) -> None:
        """Ask no further when the tick was taken back, or the step is gone."""
        if self._item is None:
            return
        try:
            is_closed = self._session.read(steps.get, self._item.id).closed_at is not None
        except NotFound:
            is_closed = False
        if not is_closed:
            self.end()


def _belonging(item: StepItem) -> str:
    """Return what the step after this one belongs to: 'Next step for Northern Rail · Lot 2'."""
    if item.account and item.plan:
        return say("Next step for {what}", what=say("{left} · {right}", left=item.account, right=item.plan))
    if item.account or item.plan:
        return say("Next step for {what}", what=item.account or item.plan)
    return say("Next step")


def _meaning(understood: quick_add.Understood) -> str:
    """Return what Enter adds: 'promise, Send photos, 徐海, Tue 19 May 2026'."""
    parts = [say(LINE_KIND_NAMES[understood.kind]), understood.title or understood.summary]
    parts += [name for _, name in understood.people]
    if understood.due is not None:
        parts.append(understood_date(language(), understood.due))
    if understood.start:
        parts.append(understood_moment(language(), understood.start))
    if understood.repeats:
        from models.text.repetitions import words

        parts.append(words(language(), understood.repeats))
    return language().listing(part for part in parts if part)
