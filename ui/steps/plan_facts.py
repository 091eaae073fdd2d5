"""The facts of a plan in its panel: its days, what is to be expected, and the people its steps have to do with."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from models.plan_sheets import PlanSheet
from models.text.day_words import full_date, near_date
from models.text.plan_words import drift_words, ended_words, moved_words
from ui.session import Session
from ui.translations import language, say
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label, set_token
from ui.widgets.pills import PersonChip

_NAMES_WIDTH = 84


class PlanFacts(QGridLayout):
    """Rows of a name and what it says; those that say nothing are not there."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._chips = FlowLayout(spacing=6)
        self._people = QWidget()
        self._people.setLayout(self._chips)
        names = {
            "start": say("Started"),
            "check_in": say("Check-in"),
            "target": say("Target"),
            "expected": say("Expected"),
            "people": say("People"),
        }
        self._names = {key: label(name, "body", "text_2") for key, name in names.items()}
        self._values: dict[str, QLabel] = {key: label("", "body", wrap=True) for key in names if key != "people"}
        for place, key in enumerate(names):
            self.addWidget(self._names[key], place, 0, Qt.AlignmentFlag.AlignTop)
            self.addWidget(self._people if key == "people" else self._values[key], place, 1)
        self.setColumnMinimumWidth(0, _NAMES_WIDTH)
        self.setColumnStretch(1, 1)
        self.setHorizontalSpacing(12)
        self.setVerticalSpacing(8)

    def words(self, key: str) -> str:
        """Return what stands beside a name, or nothing where it is not shown."""
        return self._values[key].text() if not self._values[key].isHidden() else ""

    def fill(self, sheet: PlanSheet, before: QWidget) -> None:
        """Show the facts of a plan; the people take the focus behind the widget `before`."""
        plan = sheet.plan
        self._show("start", _day(plan.start_on), "text" if plan.start_on else "text_3")
        self._fill_check_in(plan.check_in_on if not plan.closed_on else None)
        if plan.closed_on:
            self._show("target", ended_words(language(), plan.closed_on, plan.outcome), "text")
            self._show("expected", "", "text")
        else:
            self._show("target", _with(_day(plan.target_on), moved_words(language(), sheet.outlook)),
                       "text" if plan.target_on else "text_3")  # fmt: skip
            self._fill_expected(sheet)
        self._fill_people(sheet, before)

    def _fill_check_in(self, day: str | None) -> None:
        if day is None:
            self._show("check_in", say("not set"), "text_3")
            return
        today, check_in = self._session.today(), date.fromisoformat(day)
        words = near_date(language(), check_in, today)
        beside = {0: say("today"), 1: say("tomorrow"), -1: say("yesterday")}.get((check_in - today).days)
        late, near = check_in < today, (check_in - today).days <= 1
        self._show("check_in", say("{day}, {when}", day=words, when=beside) if beside else words,
                   "red" if late else "amber" if near else "text")  # fmt: skip

    def _fill_expected(self, sheet: PlanSheet) -> None:
        outlook = sheet.outlook
        if outlook.expected_on is None:
            self._show("expected", "", "text")
            return
        behind = outlook.drift is not None and outlook.drift > 0
        words = _with(full_date(language(), outlook.expected_on), drift_words(language(), outlook))
        self._show("expected", words, "red" if behind else "text")

    def _show(self, key: str, words: str, token: str) -> None:
        self._values[key].setText(words)
        set_token(self._values[key], token)
        for part in (self._names[key], self._values[key]):
            part.setVisible(bool(words))

    def _fill_people(self, sheet: PlanSheet, before: QWidget) -> None:
        while self._chips.count():
            item = self._chips.takeAt(0)
            chip = item.widget() if item is not None else None
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        for contact_id, name, role in sheet.people[:6]:
            chip = PersonChip(name, role)
            chip.clicked.connect(lambda _=False, one=contact_id: self._session.open_record("contact", one))
            self._chips.addWidget(chip)
            QWidget.setTabOrder(before, chip)
            before = chip
        for part in (self._names["people"], self._people):
            part.setVisible(bool(sheet.people))


def _day(day: str | None) -> str:
    return full_date(language(), date.fromisoformat(day)) if day else say("not set")


def _with(day: str, beside: str) -> str:
    return say("{day}, {when}", day=day, when=beside) if beside else day
