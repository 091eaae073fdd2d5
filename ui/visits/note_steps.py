"""Lines of the notes that became next steps: made by a key, ticked in either place, taken back together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel

from models.sheet_content import SheetStep
from models.text import list_lines
from models.text.clean import is_seen
from ui.session import Session
from ui.translations import plural, say
from ui.visits.steps_inline import StepsInline
from ui.widgets import note_lines
from ui.widgets.note_editor import NoteEditor
from ui.widgets.note_keys import STEP_KEY

_LONGEST = 300
"""Letters of a line that become the step; the whole line stays in the notes."""


class NoteSteps(QObject):
    """Keeps the arrows and boxes of the notes and the rows of the next steps together.

    A line belongs to the step whose title its words come to; there is nothing in the note but what one can read.
    """

    def __init__(self, session: Session, notes: NoteEditor, steps: StepsInline, hint: QLabel) -> None:
        super().__init__(notes)
        self._session, self._notes, self._steps, self._hint = session, notes, steps, hint
        self._plain_hint = hint.text()
        self._made: dict[str, SheetStep] = {}
        self._titles: dict[str, str] = {}
        self._ticks: dict[str, bool] = {}
        notes.makes_steps = True
        self._key = QKeySequence(STEP_KEY).toString(QKeySequence.SequenceFormat.NativeText)
        notes.setToolTip(say("Make the line a next step  {key}", key=self._key))
        notes.cursorPositionChanged.connect(self._show_hint)
        notes.steps_wanted.connect(self.make)
        notes.step_ticked.connect(self._tick_step)
        notes.history_moved.connect(self._follow_history)
        steps.ticked.connect(self._tick_lines)
        steps.removed.connect(self._unmark_lines)

    def make(self) -> None:
        """Make each selected line a next step, as it would be understood in the quick line."""
        blocks = note_lines.selected(self._notes)
        lines = [block.text() for block in blocks]
        fresh = {list_lines.words_of(line): line for line in lines if not _is_step(line)}
        fresh = {words: line for words, line in fresh.items() if is_seen(words)}
        if not fresh:
            self._session.say(say("There are no words here that could become a next step."))
            return
        for words, line in fresh.items():
            item = list_lines.parse(line)
            step = replace(self._understood(words), closed=item is not None and item.is_ticked)
            self._made[words], self._titles[words] = step, step.title
        with note_lines.one_change(self._notes) as cursor:
            for block in blocks:
                if is_seen(list_lines.words_of(block.text())):
                    note_lines.rewrite(cursor, block, list_lines.as_step(block.text()))
        known = {step.title for step in self._steps.steps()}
        self._steps.add([self._made[words] for words in fresh if self._made[words].title not in known])
        self.follow()
        self._session.say(plural("{count} line is a next step now", "{count} lines are next steps now", len(fresh)))

    def follow(self) -> None:
        """Show in the notes which of their steps are closed; they may have been closed elsewhere."""
        self._ticks = self._lines()
        closed = {step.title for step in self._steps.steps() if step.closed}
        words = frozenset(one for one in self._ticks if closed and self._title(one) in closed)
        self._notes.show_ticked_elsewhere(words)

    def forget(self) -> None:
        """Begin with another visit."""
        self._made.clear()
        self._titles.clear()
        self.follow()

    def _show_hint(self) -> None:
        """Name the key where it serves: beside a box that is no step yet."""
        if self._notes.is_composing():
            return
        item = list_lines.parse(self._notes.textCursor().block().text())
        serves = item is not None and bool(item.box) and not item.is_step
        words = say("{key} makes it a next step", key=self._key) if serves else self._plain_hint
        if words != self._hint.text():
            self._hint.setText(words)

    def _tick_step(self, words: str, ticked: bool) -> None:
        self._steps.set_closed(self._title(words), ticked)
        self.follow()

    def _tick_lines(self, step: SheetStep) -> None:
        self._rewrite(step, lambda line: list_lines.with_tick(line, step.closed))

    def _unmark_lines(self, step: SheetStep) -> None:
        self._rewrite(step, list_lines.as_no_step)

    def _rewrite(self, step: SheetStep, change: Callable[[str], str]) -> None:
        """Change the lines that became this step, if there are any."""
        if any(self._title(words) == step.title for words in self._lines()):
            self._notes.rewrite_lines(
                lambda line: change(line) if _is_step(line) and self._title_of(line) == step.title else line
            )
        self.follow()

    def _follow_history(self, text_before: str) -> None:
        """Let the steps go, come back or be ticked as their lines did by Ctrl+Z, unless the journal holds them."""
        before, lines = _lines_of(text_before), self._lines()
        steps = {step.title: step for step in self._steps.steps()}
        for words, made in self._made.items():
            there = steps.get(made.title)
            if words in lines and words not in before and there is None:
                self._steps.add([replace(made, closed=lines[words])])
            elif (
                words in before
                and words not in lines
                and there is not None
                and there == replace(made, closed=there.closed)
            ):
                self._steps.take_back(made.title)
        for words, ticked in lines.items():
            if before.get(words, ticked) != ticked:
                self._steps.set_closed(self._title(words), ticked)
        self.follow()

    def _lines(self) -> dict[str, bool]:
        """Return the words of the lines that are steps, and whether they are ticked."""
        return _lines_of(self._notes.text())

    def _title_of(self, line: str) -> str:
        return self._title(list_lines.words_of(line))

    def _title(self, words: str) -> str:
        """Return the title of the step that these words come to."""
        if words not in self._titles:
            self._titles[words] = self._understood(words).title
        return self._titles[words]

    def _understood(self, words: str) -> SheetStep:
        return self._steps.understood(words[:_LONGEST])


def _lines_of(text: str) -> dict[str, bool]:
    if list_lines.STEP_MARK not in text:
        return {}
    return {
        list_lines.words_of(line): item.is_ticked
        for line in text.split("\n")
        if list_lines.STEP_MARK in line and (item := list_lines.parse(line)) is not None and item.is_step
    }


def _is_step(line: str) -> bool:
    item = list_lines.parse(line) if list_lines.STEP_MARK in line else None
    return item is not None and item.is_step
