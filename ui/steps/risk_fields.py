"""What the editor of a step asks of a risk: how likely it is, what it would do, and the plan against it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QWidget

from models import steps
from models.text.field_words import EFFECT_NAMES, LIKELIHOOD_NAMES
from models.text.language import Label
from ui import theme
from ui.translations import say
from ui.widgets.fields import field
from ui.widgets.layouts import column
from ui.widgets.note_editor import NoteEditor
from ui.widgets.word_choice import WordChoice

_WIDTH = 288


class RiskFields(QFrame):
    """Two boxes of five words each, and the plan, beside the other fields; what is not chosen is not assessed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unknown = say("Not assessed")
        self.likelihood = WordChoice(say("How likely"), unknown, _keyed(LIKELIHOOD_NAMES))
        self.effect = WordChoice(say("Effect"), unknown, _keyed(EFFECT_NAMES))
        self.plan = NoteEditor(say("Plan against it"))
        self.setProperty("kind", "sunk")
        self.setAccessibleName(say("Risk"))
        self.setFixedWidth(_WIDTH)
        whole = field(say("Plan against it"), self.plan)
        box = column(
            field(say("How likely"), self.likelihood),
            field(say("Effect"), self.effect),
            whole,
            spacing=12,
            margins=theme.CARD_PADDING,
        )
        box.setStretchFactor(whole, 1)
        self.setLayout(box)

    def show_step(self, step: steps.StepRow) -> None:
        """Show what is known of a risk."""
        self.likelihood.set_value(str(step.likelihood or ""))
        self.effect.set_value(str(step.effect or ""))
        self.plan.set_text(step.contingency)

    def fields(self) -> steps.StepFields:
        """Return what stands in the fields."""
        return {
            "likelihood": _number(self.likelihood),
            "effect": _number(self.effect),
            "contingency": self.plan.text(),
        }


def _keyed(names: Mapping[int, Label]) -> dict[str, Label]:
    return {str(number): name for number, name in names.items()}


def _number(choice: WordChoice) -> int | None:
    value = choice.value()
    return int(value) if value else None
