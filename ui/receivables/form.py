"""The fields of a receivable: whose it is, how much, when it is invoiced and due, and what stands against it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import accounts, milestones, project_lists, projects
from ui import theme
from ui.receivables import words
from ui.receivables.amount_field import AmountField
from ui.receivables.record_choice import RecordChoice
from ui.session import Session
from ui.translations import say
from ui.widgets import name_suggestions
from ui.widgets.date_field import DateField
from ui.widgets.fields import field, side_by_side
from ui.widgets.fields_editor import FieldsForm
from ui.widgets.layouts import column
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.suggest import SuggestField, Suggestion
from ui.widgets.understood_field import UnderstoodField
from ui.widgets.word_choice import WordChoice

_LONGEST_TERMS = 3660
_MOST_PROJECTS = 60


class ReceivableForm(FieldsForm):
    """The fields as `values()` and by `fill(values)`, keyed like the columns."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.title = LineField(say("Milestone 2: delivered on site"), say("What the money is for"))
        self.account = SuggestField("", say("Account"), choices=lambda text: name_suggestions.accounts(session, text))
        self.project = RecordChoice(say("Project"), say("no project"))
        self.milestone = RecordChoice(say("Milestone"), say("No milestone"))
        self.currency = LineField("EUR", say("Currency"))
        self.amount = AmountField(self._currency, say("Amount owed"))
        days = {key: DateField(session.today, name, forward=_lies_ahead(key)) for key, name in _day_names().items()}
        self.days: dict[str, DateField] = days
        self.number = LineField("", say("Invoice number"))
        self.terms = LineField("30", say("Days to pay"))
        self.risk = NoteEditor(say("Risk"), markdown=False)
        self.risk.setFont(theme.font("body"))
        self.risk.fit_lines(2, 6)
        self.escalation = WordChoice(say("Step reached"), say("None yet"), _means())
        names = {"project_id": say("Project"), "milestone_id": say("Milestone"), "escalation": say("Step reached")}
        self.fields = {key: field(one.accessibleName(), one) for key, one in self._typed().items()}
        self.fields |= {key: field(names[key], one) for key, one in self._boxes().items()}
        self._lay_out()
        self.account.chosen.connect(lambda _key: self._offer_projects())
        self.project.currentIndexChanged.connect(lambda _index: self._offer_milestones())
        self.currency.edited.connect(lambda _text: self.amount.read_again())
        for one in self._typed().values():
            (one.line if isinstance(one, UnderstoodField) else one).edited.connect(lambda *_: self.edited.emit())
        for understood in self._understood():
            understood.changed.connect(self.edited)
        for box in self._boxes().values():
            box.currentIndexChanged.connect(lambda _index: self.edited.emit())
        self.account.chosen.connect(lambda _key: self.edited.emit())

    def values(self) -> dict[str, Any]:
        """Return what the fields say, keyed like the columns."""
        key = self.account.key()
        return {
            "title": self.title.text(),
            "account_id": key if isinstance(key, int) else None,
            "project_id": self.project.record_id(),
            "milestone_id": self.milestone.record_id(),
            "amount_minor": self.amount.value(),
            "currency": self._currency(),
            **{name: day.value() for name, day in self.days.items()},
            "invoice_number": self.number.text(),
            "terms_days": self._terms(),
            "risk": self.risk.text(),
            "escalation": self.escalation.value(),
        }

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values; fields that are not named stay as they are."""
        if "currency" in values:
            self.currency.setText(values["currency"] or "")
            self.amount.read_again()
        if "account_id" in values:
            self._show_account(values["account_id"])
        if "account_id" in values or "project_id" in values:
            self._offer_projects(values.get("project_id"))
        if "project_id" in values:
            self.project.set_record(values["project_id"])
        self._offer_milestones()
        if "milestone_id" in values:
            self.milestone.set_record(values["milestone_id"])
        for key, one in self._typed().items():
            if key not in values or key in ("currency", "account_id"):
                continue
            value = values[key]
            if isinstance(one, UnderstoodField):
                one.set_value(value)
            elif isinstance(one, NoteEditor):
                one.set_text(value or "")
            else:
                one.setText("" if value is None else str(value))
        if "escalation" in values:
            self._show_escalation(values["escalation"] or "")

    def content(self) -> dict[str, Any]:
        """Return what stands in the fields as it was typed, for a draft."""
        typed = {key: one.text() for key, one in self._typed().items()}
        chosen = {key: box.value() for key, box in self._boxes().items()}
        key = self.account.key()
        return {**typed, **chosen, "account": key if isinstance(key, int) else None}

    def set_content(self, content: Mapping[str, Any]) -> None:
        """Show a draft; raises KeyError, TypeError, ValueError or NotFound for what is none."""
        self._show_account(content["account"])
        if content["account"] is None:
            self.account.setText(content["account_id"])
        project = content["project_id"]
        self._offer_projects(int(project) if project else None)
        self.project.set_value(project)
        self._offer_milestones()
        self.milestone.set_value(content["milestone_id"])
        self.currency.setText(content["currency"])
        for key, one in self._typed().items():
            if key not in ("currency", "account_id"):
                (one.set_text if isinstance(one, UnderstoodField | NoteEditor) else one.setText)(content[key])
        self._show_escalation(content["escalation"])

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        return any(one.is_composing() for one in self._typed().values())

    def is_settled(self) -> bool:
        """Return whether all that is typed shows in the values; words that are no day do not."""
        understood = all(one.is_right() for one in self._understood())
        return understood and self.account.is_settled() and (self._terms() is not None or not self.terms.text().strip())

    def check(self) -> bool:
        """Return whether everything can be saved; what can't is said below its field, and gets the focus."""
        is_owed_by_somebody = self.account.take_exact() and self.account.key()
        faults = {
            "title": "" if self.title.text().strip() else say("Write what the money is for."),
            "account_id": "" if is_owed_by_somebody else say("Choose who owes it."),
            "currency": "" if len(self._currency()) == 3 else say("Write a code of three letters, such as EUR."),
            "terms_days": "" if self._terms() is not None or not self.terms.text().strip() else _days_words(),
        }
        if not self.is_right(faults, self._understood()):
            return False
        if self.amount.value() is None:
            self.amount.show_error(say("Write how much is owed."))
            self.amount.setFocus()
        return self.amount.value() is not None

    def _typed(self) -> dict[str, Any]:
        """Return the fields that are typed in, by their columns."""
        return {
            "title": self.title,
            "account_id": self.account,
            "amount_minor": self.amount,
            "currency": self.currency,
            **self.days,
            "invoice_number": self.number,
            "terms_days": self.terms,
            "risk": self.risk,
        }

    def _boxes(self) -> dict[str, WordChoice]:
        return {"project_id": self.project, "milestone_id": self.milestone, "escalation": self.escalation}

    def _show_account(self, account_id: int | None) -> None:
        if account_id is None:
            self.account.set_choice(None)
            return
        account = self._session.read(accounts.get, account_id)
        self.account.set_choice(Suggestion(account.id, account.name, icon="accounts"))
        self.account.setCursorPosition(0)

    def _show_escalation(self, escalation: str) -> None:
        if escalation and self.escalation.findData(escalation) < 0:
            self.escalation.addItem(words.escalation_words(escalation), escalation)  # what somebody wrote there stays
        self.escalation.set_value(escalation)

    def _understood(self) -> list[UnderstoodField[Any]]:
        return [self.amount, *self.days.values()]

    def _lay_out(self) -> None:
        made = self.fields
        parts = (
            made["title"],
            _pair(made["account_id"], made["project_id"]),
            _pair(made["milestone_id"], made["planned_on"]),
            _pair(made["amount_minor"], made["currency"]),
            _pair(made["confirmed_on"], made["invoice_number"]),
            _pair(made["invoiced_on"], made["terms_days"]),
            _pair(made["due_on"], made["promised_on"]),
            made["escalation"],
            made["risk"],
        )
        margins = QMargins(0, 0, theme.CARD_GAP, 0)
        self.setLayout(column(*parts, None, spacing=theme.CARD_GAP, margins=margins))

    def _offer_projects(self, own_id: int | None = None) -> None:
        """Offer the projects of the account and those around it, and the one it has, which may be another's."""
        key = self.account.key()
        account_id = key if isinstance(key, int) else None
        found = self._session.read(project_lists.choices, account_id, "", limit=_MOST_PROJECTS)
        offered = {one.id: one.name for one in found}
        if own_id is not None and own_id not in offered:
            offered[own_id] = self._session.read(projects.get, own_id).name
        self.project.offer(list(offered.items()))

    def _offer_milestones(self) -> None:
        project_id = self.project.record_id()
        found = self._session.read(milestones.listing, project_id) if project_id is not None else []
        self.milestone.offer([(one.id, one.name) for one in found])

    def _currency(self) -> str:
        return self.currency.text().strip().upper()

    def _terms(self) -> int | None:
        text = self.terms.text().strip()
        days = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else _LONGEST_TERMS + 1
        return days if days <= _LONGEST_TERMS else None


def _pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    """Return two fields side by side, each half as wide."""
    both = side_by_side(left, right)
    for place in (0, 1):
        both.setStretch(place, 1)
    return both


def _days_words() -> str:
    return say("Write a number of days, such as 30.")


def _day_names() -> dict[str, str]:
    return {
        "planned_on": say("Invoice planned for"),
        "confirmed_on": say("Amount confirmed on"),
        "invoiced_on": say("Invoice date"),
        "due_on": say("Due"),
        "promised_on": say("Promised for"),
    }


def _lies_ahead(name: str) -> bool:
    return name not in ("confirmed_on", "invoiced_on")


def _means() -> dict[str, Any]:
    return {key: name for key, name in words.MEANS_NAMES.items() if key != "message"}
