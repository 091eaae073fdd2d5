"""Two versions of one visit side by side, and the choice between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from models.merging_sheets import LINES, TEXTS, Difference
from models.sheet_content import SheetQuestion, SheetStep
from models.text.day_words import understood_moment
from models.text.field_words import CHANNEL_NAMES, EXPECTATION_NAMES, KIND_NAMES, SATISFACTION_NAMES, STATE_NAMES
from models.text.language import Label
from ui import theme
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding, row, scroll

FIELD_NAMES = {
    "account": Label("Account"),
    "trip": Label("Trip or event"),
    "start": Label("When"),
    "minutes": Label("How long"),
    "repeats": Label("Repeats"),
    "channel": Label("Channel"),
    "state": Label("State"),
    "place": Label("Place"),
    "purpose": Label("Purpose"),
    "satisfaction": Label("Satisfaction"),
    "expectation_level": Label("They expected"),
    "confidential": Label("Confidential visit"),
    "notes": Label("Notes"),
    "summary": Label("Summary for my manager"),
    "highlight": Label("Highlight"),
    "support_needed": Label("Support needed"),
    "expected_result": Label("Expected result"),
    "expectation": Label("What they expected"),
    "private_notes": Label("Private note"),
    "question": Label("Question"),
    "step": Label("Next step"),
}


class ConflictDialog(Dialog):
    """Shows each field that was changed here and elsewhere; nothing is lost until somebody chooses."""

    chosen = Signal(str)
    """'mine', 'theirs' or 'both'."""

    def __init__(self, differences: list[Difference], parent: QWidget) -> None:
        super().__init__(say("This visit was changed elsewhere"), parent, width=720)
        sentence = say("Both versions are safe. Choose which one to go on with; you can undo that afterwards.")
        self.body.addWidget(label(sentence, "body", "text_2", wrap=True))
        pairs = column(spacing=theme.CARD_GAP)
        for difference in differences:
            pairs.addWidget(_pair(difference))
        pairs.addStretch(1)
        area = scroll(holding(pairs))
        area.setMinimumHeight(min(130 * len(differences), 420))
        self.body.addWidget(area)
        words = [("mine", say("Keep mine")), ("theirs", say("Take theirs"))]
        if any(one.name in (*TEXTS, *LINES, "question", "step") for one in differences):
            words.append(("both", say("Put the other text below mine")))
        for key, text in reversed(words):
            choice = button(text, "filled" if key == "mine" else "plain")
            choice.clicked.connect(lambda _on=False, key=key: self._choose(key))
            self.add_button(choice)
            if key == "mine":
                choice.setDefault(True)
                choice.setFocus()

    def _choose(self, key: str) -> None:
        self.chosen.emit(key)
        self.accept()


def _pair(difference: Difference) -> QWidget:
    name = say(FIELD_NAMES.get(difference.name, Label("Visit")))
    mine = _version(say("{field}, here", field=name), difference.name, difference.mine)
    theirs = _version(say("{field}, in the journal", field=name), difference.name, difference.theirs)
    return holding(row(mine, theirs, spacing=theme.CARD_GAP), name)


def _version(name: str, field: str, value: Any) -> QWidget:
    box = QPlainTextEdit(_in_words(field, value))
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setAccessibleName(name)
    box.setFixedHeight(160 if field in TEXTS else 64)
    return holding(column(label(name, "caption", "text_2"), box, spacing=4))


def _in_words(field: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, SheetStep):
        parts = [say(KIND_NAMES[value.kind]), value.title, value.due or "", say("done") if value.closed else ""]
        return language().listing(filter(None, parts))
    if isinstance(value, SheetQuestion):
        parts = [value.question, value.answer, say("done") if value.done else ""]
        return language().listing(filter(None, parts))
    if field == "start":
        return understood_moment(language(), value)
    if field == "repeats":
        from models.text.repetitions import words

        return words(language(), value)
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    return say(_NAMES[field][value]) if field in _NAMES else str(value)


_NAMES: dict[str, Mapping[Any, str]] = {
    "channel": CHANNEL_NAMES,
    "state": STATE_NAMES,
    "satisfaction": SATISFACTION_NAMES,
    "expectation_level": EXPECTATION_NAMES,
}
