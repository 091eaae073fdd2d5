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
from ui.widgets.fields import Field, field, side_by_side
from ui.widgets.layouts import column
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.suggest import SuggestField, Suggestion
from ui.widgets.understood_field import UnderstoodField
from ui.widgets.word_choice import WordChoice

_DAYS = ("planned_on", "confirmed_on", "invoiced_on", "due_on", "promised_on")
_LONGEST_TERMS = 3660
_MOST_PROJECTS = 60


class ReceivableForm(QWidget):
    """The fields as `values()` and by `fill(values)`, keyed like the columns."""

    def __init__(self, session: Session) -> None:
        super().__init__()
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
        self.fields: dict[str, Field] = {
            "title": field(say("What the money is for"), self.title),
            "account": field(say("Account"), self.account),
            "currency": field(say("Currency"), self.currency),
            "terms": field(say("Days to pay"), self.terms),
        }
        self._lay_out()
        self.account.chosen.connect(lambda _key: self._offer_projects())
        self.project.currentIndexChanged.connect(lambda _index: self._offer_milestones())
        self.currency.edited.connect(lambda _text: self.amount.read_again())

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
        self.currency.setText(values.get("currency") or "")
        self.title.setText(values.get("title") or "")
        if values.get("account_id") is not None:
            account = self._session.read(accounts.get, values["account_id"])
            self.account.set_choice(Suggestion(account.id, account.name, icon="accounts"))
            self.account.setCursorPosition(0)
        self._offer_projects(values.get("project_id"))
        self.project.set_record(values.get("project_id"))
        self._offer_milestones()
        self.milestone.set_record(values.get("milestone_id"))
        self.amount.set_value(values.get("amount_minor"))
        for name, day in self.days.items():
            day.set_value(values.get(name))
        self.number.setText(values.get("invoice_number") or "")
        terms = values.get("terms_days")
        self.terms.setText("" if terms is None else str(terms))
        self.risk.set_text(values.get("risk") or "")
        escalation = values.get("escalation") or ""
        if escalation and escalation not in words.MEANS_NAMES:
            self.escalation.addItem(words.escalation_words(escalation), escalation)  # what somebody wrote there stays
        self.escalation.set_value(escalation)

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        lines: tuple[LineField, ...] = (self.title, self.account, self.currency, self.number, self.terms)
        written = any(one.is_composing() for one in lines) or self.risk.is_composing()
        return written or any(one.is_composing() for one in self._understood())

    def is_settled(self) -> bool:
        """Return whether all that is typed shows in the values; words that are no day do not."""
        understood = all(one.is_right() for one in self._understood())
        return understood and self.account.is_settled() and (self._terms() is not None or not self.terms.text().strip())

    def check(self) -> bool:
        """Return whether everything can be saved; what can't is said below its field, and gets the focus."""
        for one in self._understood():
            if not one.is_right():
                one.show_error(one.error())
                one.setFocus()
                return False
        wrong = {
            "title": "" if self.title.text().strip() else say("Write what the money is for."),
            "account": "" if self.account.take_exact() and self.account.key() else say("Choose who owes it."),
            "currency": "" if len(self._currency()) == 3 else say("Write a code of three letters, such as EUR."),
            "terms": "" if self._terms() is not None or not self.terms.text().strip() else _days_words(),
        }
        for name, sentence in wrong.items():
            self.fields[name].set_error(sentence)
        first = next((name for name, sentence in wrong.items() if sentence), None)
        if first is not None:
            self.fields[first].widget.setFocus()
        elif self.amount.value() is None:
            self.amount.show_error(say("Write how much is owed."))
            self.amount.setFocus()
        return first is None and self.amount.value() is not None

    def _understood(self) -> list[UnderstoodField[Any]]:
        return [self.amount, *self.days.values()]

    def _lay_out(self) -> None:
        days = {name: field(day.accessibleName(), day) for name, day in self.days.items()}
        parts = (
            self.fields["title"],
            _pair(self.fields["account"], field(say("Project"), self.project)),
            _pair(field(say("Milestone"), self.milestone), days["planned_on"]),
            _pair(field(say("Amount owed"), self.amount), self.fields["currency"]),
            _pair(days["confirmed_on"], field(say("Invoice number"), self.number)),
            _pair(days["invoiced_on"], self.fields["terms"]),
            _pair(days["due_on"], days["promised_on"]),
            field(say("Step reached"), self.escalation),
            field(say("Risk"), self.risk),
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
