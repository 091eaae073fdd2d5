"""The notice at the top of the editor when a visit could not be saved: why, what is safe, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.text.day_words import understood_moment
from models.visit_sheet import VisitSheet
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.widgets.layouts import column, frame, row


class Notice(QWidget):
    """A sentence in red with the way on; gone as soon as the visit is saved."""

    again_wanted = Signal()
    copy_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "body", "red", wrap=True)
        self._safe = label("", "caption", "text_2", wrap=True)
        again = button(say("Save again"), "small")
        again.clicked.connect(lambda _on=False: self.again_wanted.emit())
        copy = button(say("Copy the text"), "small", "copy")
        copy.clicked.connect(lambda _on=False: self.copy_wanted.emit())
        discard = button(say("Discard the changes"), "text")
        discard.clicked.connect(lambda _on=False: self.discard_wanted.emit())
        buttons = row(again, copy, discard, None)
        self.setLayout(column(frame("card", column(self._words, self._safe, buttons, spacing=4, margins=12))))
        self.hide()

    def show_failure(self, sentence: str, *, is_kept: bool) -> None:
        """Say why nothing was saved, and where the text is."""
        self._words.setText(sentence)
        kept = say("The text is kept as a draft.")
        self._safe.setText(kept if is_kept else say("The text still stands here; don’t close the window yet."))
        self.setAccessibleName(sentence)
        self.show()

    def text(self) -> str:
        """Return what is said, or nothing."""
        return "" if self.isHidden() else self._words.text()

    def clear(self) -> None:
        """Say nothing."""
        self.hide()


def text_of(sheet: VisitSheet) -> str:
    """Return all that was written on a sheet as plain text, to be kept elsewhere while the journal can't be written."""
    people = language().listing(person.name for person in sheet.people)
    when = sheet.start_words or (understood_moment(language(), sheet.start) if sheet.start else "")
    head = [sheet.account, when, sheet.minutes_words, sheet.repeats_words, sheet.purpose, people]
    texts = [sheet.notes, sheet.summary, sheet.highlight, sheet.support_needed, sheet.expected_result]
    texts += [sheet.expectation, sheet.private_notes]
    lines = [f"- {question.question} {question.answer}".rstrip() for question in sheet.questions]
    lines += [f"- {step.title} {step.due or ''}".rstrip() for step in sheet.steps]
    return "\n\n".join(filter(None, ["\n".join(filter(None, head)), *texts, "\n".join(lines)]))
