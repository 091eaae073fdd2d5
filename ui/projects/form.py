"""The fields of a project in its editor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QWidget

from models import accounts, stages
from models.projects import ProjectRow
from models.text.clean import clean_line
from ui import theme
from ui.projects.team_words import OWNER_NAMES
from ui.receivables.amount_field import AmountField
from ui.session import Session
from ui.translations import language, say
from ui.widgets import name_suggestions
from ui.widgets.colleague_field import ColleagueField
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field, field, side_by_side
from ui.widgets.fields_editor import FieldsForm
from ui.widgets.layouts import column
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.suggest import SuggestField, Suggestion
from ui.widgets.word_choice import WordChoice

_LINES = ("name", "currency", "probability", "reason", "competitor", "contract_number", "rhythm_days")
_OWNERS = ("sales", "delivery", "finance")
_NUMBERS = ("probability", "rhythm_days")
_CODE, _NUMBER = 88, 120
_DIGITS = 6


class ProjectForm(FieldsForm):
    """The fields as `values()`, keyed like the columns, with the stage of a new project and why its date moves."""

    def __init__(self, session: Session, project: ProjectRow | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._expected = project.expected_on if project is not None else None
        self.lines = {key: LineField(hint, name) for key, (name, hint) in _line_names().items()}
        self.lines["currency"].setFixedWidth(_CODE)
        for key in _NUMBERS:
            self.lines[key].setFixedWidth(_NUMBER)
        self.account = SuggestField("", say("Account"), choices=lambda text: name_suggestions.accounts(session, text))
        names = {stage.name: stage.name for stage in session.read(stages.listing, language().code)}
        self.stage = WordChoice(say("Stage"), "", names)
        self.value = AmountField(lambda: self.lines["currency"].text().strip().upper(), say("Value"))
        self.expected = DateField(session.today, say("Expected"))
        self.owners = {role: ColleagueField(session, say(OWNER_NAMES[role])) for role in _OWNERS}
        self.notes = NoteEditor(say("Notes"))
        self.notes.fit_lines(4, 14)
        self.fields: dict[str, Field] = {}
        self._lay_out(is_new=project is None)
        self._connect()
        self._show_reason()

    def values(self) -> dict[str, Any]:
        """Return what the fields say, keyed like the columns."""
        lines: dict[str, Any] = {key: clean_line(self.lines[key].text()) for key in _LINES}
        for key in _NUMBERS:
            lines[key] = _number(lines[key])
        lines["currency"] = lines["currency"].upper() or None
        account = self.account.key()
        return {
            **lines,
            "account_id": account if isinstance(account, int) else None,
            "stage": self.stage.value(),
            "value_minor": self.value.value(),
            "expected_on": self.expected.value(),
            **{f"{role}_owner_id": one.colleague_id() for role, one in self.owners.items()},
            "notes": self.notes.text(),
        }

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values; fields that are not named stay as they are."""
        if "currency" in values:
            self.lines["currency"].setText(values["currency"] or "")
        for key, value in values.items():
            if key in self.lines:
                self.lines[key].setText("" if value is None else str(value))
            elif key == "account_id":
                name = self.session.read(accounts.get, value).name if value is not None else ""
                self.account.set_choice(Suggestion(value, name, icon="accounts") if value is not None else None)
            elif key == "value_minor":
                self.value.set_value(value)
            elif key == "expected_on":
                self.expected.set_value(value)
            elif key == "notes":
                self.notes.set_text(value)
            elif key == "stage":
                self.stage.set_value(value)
            else:
                self.owners[key.removesuffix("_owner_id")].show_colleague(value)
        self._show_reason()

    def content(self) -> dict[str, Any]:
        """Return what stands in the fields as it was typed, for a draft."""
        texts = {key: one.text() for key, one in self._texts().items()}
        chosen = {key: one.key() if isinstance(one.key(), int) else None for key, one in self._chosen().items()}
        return {**texts, "chosen": chosen, "stage": self.stage.value()}

    def set_content(self, content: Mapping[str, Any]) -> None:
        """Show a draft; raises KeyError or TypeError for what is none."""
        for key, one in self._texts().items():
            if key in ("value_minor", "expected_on", "notes"):
                one.set_text(content[key])
            else:
                one.setText(content[key])
        for key, one in self._chosen().items():
            chosen = content["chosen"][key]
            if chosen is not None:
                one.set_choice(Suggestion(int(chosen), content[key]))
        self.stage.set_value(content["stage"])
        self.value.read_again()
        self._show_reason()

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        return any(one.is_composing() for one in self._texts().values())

    def is_settled(self) -> bool:
        """Return whether all that is typed shows in the values."""
        understood = self.value.is_right() and self.expected.is_right()
        chosen = all(one.is_settled() for one in self._chosen().values())
        return understood and chosen and all(_is_number(self.lines[key].text()) for key in _NUMBERS)

    def check(self) -> bool:
        """Return whether everything can be saved; what can't is said below its field, which gets the focus."""
        return self.is_right({key: self._fault(key) for key in self.fields}, (self.value, self.expected))

    def _fault(self, key: str) -> str:
        if key == "name" and not clean_line(self.lines["name"].text()):
            return say("A project needs a name.")
        if key == "account_id" and not isinstance(self.account.key(), int):
            return say("A project belongs to an account. Choose one from the list.")
        if key in _NUMBERS and not _is_number(self.lines[key].text()):
            return say("{value} is no number.", value=self.lines[key].text()[:40])
        if key.endswith("_owner_id") and not self.owners[key.removesuffix("_owner_id")].take_exact():
            return say("Choose a colleague from the list, or make a new one.")
        return ""

    def _lay_out(self, *, is_new: bool) -> None:
        made = {key: field(one.accessibleName(), one) for key, one in self.lines.items()}
        made["account_id"] = field(say("Account"), self.account)
        for role, one in self.owners.items():
            made[f"{role}_owner_id"] = field(say(OWNER_NAMES[role]), one)
        made["notes"] = field(say("Notes"), self.notes)
        made["value_minor"] = field(say("Value"), self.value)
        made["expected_on"] = field(say("Expected"), self.expected)
        money = side_by_side(made["value_minor"], made["currency"], made["probability"])
        dated = side_by_side(made["expected_on"], made["rhythm_days"])
        for line in (money, dated):
            line.setStretch(0, 1)
        begins = (field(say("Stage"), self.stage),) if is_new else ()
        first = side_by_side(made["account_id"], *begins)
        first.setStretch(0, 1)
        owners = side_by_side(*(made[f"{role}_owner_id"] for role in _OWNERS))
        names = side_by_side(made["competitor"], made["contract_number"])
        rows = (made["name"], first, money, dated, made["reason"], owners, names, made["notes"])
        self.setLayout(column(*rows, None, spacing=theme.CARD_GAP, margins=QMargins(0, 0, theme.CARD_GAP, 0)))
        self.fields = made

    def _connect(self) -> None:
        for key, one in self._texts().items():
            line = one.line if key in ("value_minor", "expected_on") else one
            line.edited.connect(lambda *_: self.edited.emit())
        for chooser in self._chosen().values():
            chooser.chosen.connect(lambda *_: self.edited.emit())
        for understood in (self.value, self.expected):
            understood.changed.connect(self.edited)
        self.stage.currentIndexChanged.connect(lambda *_: self.edited.emit())
        self.expected.changed.connect(self._show_reason)
        self.lines["currency"].edited.connect(lambda *_: self.value.read_again())

    def _show_reason(self) -> None:
        """Ask why the date moves, only where it does."""
        moves = self._expected is not None and self.expected.value() != self._expected
        self.fields["reason"].setVisible(moves)

    def _chosen(self) -> dict[str, SuggestField]:
        return {"account_id": self.account, **{f"{role}_owner_id": one for role, one in self.owners.items()}}

    def _texts(self) -> dict[str, Any]:
        others = {"value_minor": self.value, "expected_on": self.expected, "notes": self.notes}
        return {**self.lines, **self._chosen(), **others}


def _line_names() -> dict[str, tuple[str, str]]:
    return {
        "name": (say("Name of the project"), say("Lot 2 signalling radio")),
        "currency": (say("Currency"), "EUR"),
        "probability": (say("Probability in %"), ""),
        "rhythm_days": (say("Days between contacts"), ""),
        "reason": (say("Why the date moves"), ""),
        "competitor": (say("Competitors"), say("separated by commas")),
        "contract_number": (say("Contract number"), ""),
    }


def _is_number(text: str) -> bool:
    bare = text.strip().rstrip("%").strip()
    return not bare or (bare.isdecimal() and len(bare) < _DIGITS)


def _number(text: str) -> int | None:
    bare = text.strip().rstrip("%").strip()
    return int(bare) if bare and _is_number(bare) else None
