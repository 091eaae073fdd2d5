"""The head of the coverage: how much of what is wanted has been reached and why, and what we are to the account."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QWidget

from models.accounts import RELATIONSHIPS
from models.coverage import Coverage
from models.text.field_words import RELATIONSHIP_NAMES
from ui import theme
from ui.coverage.words import reasons, score_words
from ui.translations import plural, say
from ui.widgets.flow_layout import flowing
from ui.widgets.labels import label
from ui.widgets.layouts import card, column, holding, row
from ui.widgets.word_choice import WordChoice

MONTHS = (3, 6, 12, 24)
"""Over how many months contacts may count."""


class CoverageHead(QWidget):
    """The score with its reasons, the relationship now and wanted, and what counts."""

    relationship_chosen = Signal(str, object)
    """'relationship' or 'wanted_relationship', and what it is to be, or None."""
    months_chosen = Signal(int)
    branches_switched = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.score = label("", "body_bold")
        self.reasons = label("", "caption", "text_2", wrap=True)
        words = {key: RELATIONSHIP_NAMES[key] for key in RELATIONSHIPS}
        self.now = WordChoice(say("What we are to this account"), say("Not noted"), words)
        self.wanted = WordChoice(say("What we want to be to this account"), say("Not noted"), words)
        self.branches = QCheckBox(say("With its branches"))
        self.branches.setMinimumHeight(theme.FIELD)  # it stands in the middle of its line
        self.months = WordChoice(say("Over how many months contacts count"), "", {})
        self.months.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # its words come later
        self._lay_out()
        self.now.activated.connect(lambda _at: self._tell("relationship", self.now))
        self.wanted.activated.connect(lambda _at: self._tell("wanted_relationship", self.wanted))
        self.months.activated.connect(lambda _at: self.months_chosen.emit(int(self.months.value())))
        self.branches.clicked.connect(self.branches_switched)

    def _lay_out(self) -> None:
        relationship = (_beside(say("We are"), self.now), _beside(say("We want to be"), self.wanted))
        counted = (self.months, self.branches)
        choices = flowing(say("Relationship, and what counts"), [*relationship, *counted])
        self._card: QFrame = card(self.score, self.reasons, kind="sunk", spacing=theme.SPACE_4, name=say("Score"))
        self.setLayout(column(choices, self._card, spacing=theme.CARD_GAP))

    def show_coverage(self, found: Coverage) -> None:
        """Show the coverage of another account, or as it is now."""
        lines = list(reasons(found))
        self.score.setText(score_words(found))
        self.reasons.setText("\n".join(lines))
        self.reasons.setVisible(bool(lines))
        self.now.set_value(found.relationship)
        self.wanted.set_value(found.wanted_relationship)
        self.branches.setVisible(found.has_branches)
        self.branches.setChecked(found.with_branches)
        self._offer_months(found.months)

    def _offer_months(self, now: int) -> None:
        self.months.clear()
        for count in sorted({*MONTHS, now}):
            words = plural("Contacts of the last month", "Contacts of the last {count} months", count)
            self.months.addItem(words, str(count))
        self.months.set_value(str(now))

    def _tell(self, field: str, choice: WordChoice) -> None:
        self.relationship_chosen.emit(field, choice.value() or None)


def _beside(words: str, choice: WordChoice) -> QWidget:
    return holding(row(label(words, "caption", "text_2"), choice, spacing=theme.GAP))
