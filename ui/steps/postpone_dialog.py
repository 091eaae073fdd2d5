"""Another day for steps, in words or by one press."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from models.step_lists import StepItem
from models.text.day_words import near_date
from ui import theme
from ui.session import Session
from ui.steps import deeds
from ui.steps.usual_days import usual_days
from ui.steps.words import items_words
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label


class PostponeDialog(Dialog):
    """Asks for the day that steps are put off to: 'next wed', '下周三', or one of the usual days."""

    def __init__(self, session: Session, items: Sequence[StepItem], parent: QWidget | None) -> None:
        super().__init__(say("Postpone"), parent, accept=say("Postpone"), width=420)
        self._session, self._items = session, list(items)
        self.day = DateField(session.today, say("New date"))
        self.day.changed.connect(self._check)
        self.usual = self._usual_buttons()
        flow = FlowLayout(spacing=theme.GAP)
        for one in self.usual:
            flow.addWidget(one)
        self.body.addWidget(label(items_words(self._items), "body", "text_2", wrap=True))
        self.body.addWidget(field(say("New date"), self.day))
        self.body.addLayout(flow)
        self._check()
        self.day.setFocus()

    def accept(self) -> None:
        """Put the steps off, if the day was understood."""
        value = self.day.value()
        if value is not None:
            self._postpone(date.fromisoformat(value))

    def _usual_buttons(self) -> list[QPushButton]:
        buttons = []
        for words, day in usual_days(self._session.today()):
            one = button(words, "small", name=say("{words} ({day})", words=words, day=self._near(day)))
            one.setToolTip(one.accessibleName())
            one.clicked.connect(partial(self._take, day))
            buttons.append(one)
        someday = button(say("Someday"), "small")
        someday.setToolTip(say("Without a date"))
        someday.clicked.connect(partial(self._take, None))
        return [*buttons, someday]

    def _near(self, day: date) -> str:
        return near_date(language(), day, self._session.today())

    def _take(self, day: date | None, _checked: bool = False) -> None:
        self._postpone(day)

    def _postpone(self, day: date | None) -> None:
        # What is refused was told, and the dialog stays as it is; what goes on behind a progress bar needs it no more.
        if deeds.postpone(self._session, self._items, day) is not None or len(self._items) > deeds.AT_ONCE:
            super().accept()

    def _check(self) -> None:
        if self.accept_button is not None:
            self.accept_button.setEnabled(self.day.value() is not None)
