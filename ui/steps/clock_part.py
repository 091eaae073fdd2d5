"""The clock of a request or complaint in its editor: what was promised, what happened, and the rounds before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from models import steps, working_time
from models.step_sheets import StepSheet
from models.text.day_words import DueWords, near_moment
from ui import theme
from ui.session import Session
from ui.steps.clock_words import escalation_words, round_title, round_words, solution_words, target_words
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.date_field import DateTimeField
from ui.widgets.fields import field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import clear_layout, column, holding, line, scroll

WIDTH = 288
_TEXT_WIDTH = WIDTH - 2 * theme.CARD_PADDING - 16
"""Beside the bar that scrolls a long history."""
_TONES = {"late": "red", "soon": "amber", "plain": "text_3"}


class ClockPart(QFrame):
    """When it was raised, answered, visited and solved, each beside what is promised; written as words, like any date.

    Signals tell that the user wants to escalate it, or to open it again because it failed again.
    """

    escalation_wanted = Signal()
    reopening_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("kind", "sunk")
        self.setAccessibleName(say("Clock"))
        self.setFixedWidth(WIDTH)
        self.raised = self._moment(say("Raised"))
        self.answered = self._moment(say("First answer"))
        self.on_site = self._moment(say("Arrival on site"))
        self._below: dict[str, QLabel] = {
            name: label("", "caption", wrap=True) for name in ("answer", "on_site", "solve")
        }
        self.answer_button = button(say("Answered now"), "small")
        self.answer_button.clicked.connect(lambda: self._set_now(self.answered))
        self.arrive_button = button(say("On site now"), "small")
        self.arrive_button.clicked.connect(lambda: self._set_now(self.on_site))
        self.escalate_button = button(say("Escalate…"), "small")
        self.escalate_button.clicked.connect(self.escalation_wanted)
        self.reopen_button = button(say("Failed again: reopen"), "small", "undo")
        self.reopen_button.clicked.connect(self.reopening_wanted)
        deeds = FlowLayout(spacing=theme.GAP)
        for one in (self.answer_button, self.arrive_button, self.escalate_button, self.reopen_button):
            deeds.addWidget(one)
        self._history = column(spacing=theme.SPACE_4)
        self.setLayout(
            column(
                label(say("Clock"), "body_bold"),
                field(say("Raised"), self.raised),
                column(field(say("First answer"), self.answered), self._below["answer"], spacing=2),
                column(field(say("Arrival on site"), self.on_site), self._below["on_site"], spacing=2),
                self._below["solve"],
                deeds,
                self._history_area(),
                margins=theme.CARD_PADDING,
            )
        )

    def show_sheet(self, sheet: StepSheet) -> None:
        """Show the clock of a step."""
        step = sheet.step
        self.raised.set_value(step.raised_at)
        self.answered.set_value(step.first_answered_at)
        self.on_site.set_value(step.on_site_at)
        self.show_progress(sheet)

    def show_progress(self, sheet: StepSheet) -> None:
        """Show what is promised, what can be done and what happened; the times stay as they are written."""
        step = sheet.step
        self._show_targets(step)
        closed = step.closed_at is not None
        self.answer_button.setVisible(not closed and step.first_answered_at is None)
        self.arrive_button.setVisible(not closed and step.on_site_at is None)
        self.escalate_button.setVisible(not closed)
        self.reopen_button.setVisible(closed)
        self._show_history(sheet)

    def moments(self) -> tuple[DateTimeField, ...]:
        """Return the fields of its times."""
        return self.raised, self.answered, self.on_site

    def fields(self) -> steps.StepFields:
        """Return the times as they stand in the fields."""
        found: steps.StepFields = {"first_answered_at": self.answered.value(), "on_site_at": self.on_site.value()}
        raised = self.raised.value()
        return {**found, "raised_at": raised} if raised else found

    def _history_area(self) -> QScrollArea:
        area = scroll(holding(self._history), name=say("History"))
        area.setProperty("kind", "history")
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that the arrows scroll a long one
        return area

    def _moment(self, name: str) -> DateTimeField:
        return DateTimeField(self._session.today, name, keeps_room=False)

    def _set_now(self, moment: DateTimeField) -> None:
        moment.set_value(self._session.clock.wall())
        moment.setFocus()

    def _show_targets(self, step: steps.StepRow) -> None:
        now, today, closed_at = self._session.clock.wall(), self._session.today(), step.closed_at
        answered, on_site = step.first_answered_at or closed_at, step.on_site_at or closed_at
        self._tell("answer", target_words(step.answer_by, answered, now, today))
        self._tell("on_site", target_words(step.on_site_by, on_site, now, today))
        self._tell("solve", solution_words(step.solve_by, closed_at, now, today))

    def _tell(self, name: str, words: DueWords) -> None:
        below = self._below[name]
        below.setText(words.text)
        below.setVisible(bool(words.text))
        below.setMinimumHeight(max(below.heightForWidth(_TEXT_WIDTH), 0))
        set_token(below, _TONES[words.tone])

    def _show_history(self, sheet: StepSheet) -> None:
        clear_layout(self._history)
        if not sheet.rounds:
            return
        *before, running = sheet.rounds
        today = self._session.today()
        if before:
            reopened = near_moment(language(), running.began_at, today)
            self._add(say("Opened again {moment}", moment=reopened), "caption_bold")
        for escalation in running.escalations:
            self._add(escalation_words(escalation, today))
        working = self._session.read(working_time.of)
        for number in range(len(before), 0, -1):
            self._history.addWidget(line())
            self._add(round_title(number, before[number - 1], today), "caption_bold")
            for words in round_words(before[number - 1], working, today):
                self._add(words)
        self._history.addStretch(1)

    def _add(self, words: str, style: str = "caption") -> None:
        shown = label(words, style, "text_2", wrap=True)
        shown.setMinimumHeight(shown.heightForWidth(_TEXT_WIDTH))
        self._history.addWidget(shown)
