"""When we work, and whose public holidays are free: in this time answers are promised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from models import public_holidays, working_time
from models.errors import JournalError
from models.public_holidays import Country, Holiday
from models.text.day_words import LONG_WEEKDAY_NAMES, understood_date
from models.text.language import Language
from ui import theme
from ui.background import Background
from ui.session import Session
from ui.settings.part import Part
from ui.translations import language, say
from ui.widgets.fields import field
from ui.widgets.flow_layout import flowing
from ui.widgets.labels import label
from ui.widgets.layouts import column, row
from ui.widgets.line_field import LineField

_A_YEAR = timedelta(days=366)
_SHOWN = 3
"""So many of the next holidays are named, which shows whether it is the right country."""


class WorkingTimePart(Part):
    """Working days, their hours, and the country with its region whose public holidays are free.

    The list of countries takes its time to load, so it comes from beside the window's thread.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background: Background | None = None
        stored = session.read(working_time.of)
        self.days = [QCheckBox(say(name)) for name in LONG_WEEKDAY_NAMES]
        for number, box in enumerate(self.days):
            box.setChecked(number in stored.weekdays)
        self.hours = LineField("9:00–12:00, 13:00–18:00", say("Working hours of such a day"))
        self.hours.setText(working_time.hours_words(stored.hours))
        self.country, self.region = _combo(say("Public holidays of")), _combo(say("Region"))
        # Until the lists are there, the code stands for the name.
        known = [Country(stored.country, stored.country)] if stored.country else []
        self._fill(self.country, known, stored.country)
        self._fill(self.region, known if "-" in stored.country else [], stored.country)
        self._next = label("", "caption", "text_2", wrap=True)
        self._days_field = field(say("Working days"), flowing(say("Working days"), self.days))
        self._hours_field = field(say("Working hours of such a day"), self.hours)
        self._region_field = field(say("Region"), self.region)
        self._region_field.hide()
        for widget in (*self.days, self.hours, self.country, self.region):
            widget.setEnabled(not session.journal.read_only)
        self._lay_out()
        self.country.currentIndexChanged.connect(self._ask_for_regions)
        self.region.currentIndexChanged.connect(self._ask_for_next)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the countries when the part is seen first."""
        super().showEvent(event)
        if self._background is None:
            self._background = Background(self)
            self._background.run(
                "countries", partial(public_holidays.countries, language()), self._take_countries, _pass_over
            )

    def keep(self) -> bool:
        """Keep what was entered, unless it can't be, which is said below it."""
        if self._chosen() != self._session.read(working_time.country):
            working_time.set_country(self._session.journal, self._chosen())
        return self._keep_hours()

    def _lay_out(self) -> None:
        hint = say("Answers are promised in working time: what is not worked does not count.")
        places = row(field(say("Public holidays of"), self.country), self._region_field, None, spacing=theme.CARD_GAP)
        self.setLayout(
            column(
                label(hint, "body", "text_2", wrap=True),
                self._days_field,
                self._hours_field,
                places,
                self._next,
                None,
                spacing=theme.CARD_GAP,
            )
        )

    def _keep_hours(self) -> bool:
        weekdays = [number for number, box in enumerate(self.days) if box.isChecked()]
        stored = self._session.read(working_time.of)
        self._days_field.set_error("" if weekdays else say("Choose at least one day."))
        self._hours_field.set_error("")
        if set(weekdays) == stored.weekdays and self.hours.text() == working_time.hours_words(stored.hours):
            return True
        if not weekdays:
            return False
        try:
            hours = working_time.read_hours(self.hours.text())
            working_time.set_hours(self._session.journal, weekdays, hours)
        except JournalError as error:
            self._hours_field.set_error(error.say(language()))
            return False
        return True

    def _country(self) -> str:
        """Return the country without its region, which stands beside it as long as the list is on its way."""
        return str(self.country.currentData() or "").partition("-")[0]

    def _chosen(self) -> str:
        return str(self.region.currentData() or self.country.currentData() or "")

    def _take_countries(self, countries: Sequence[Country]) -> None:
        self._fill(self.country, countries, self._country())
        self._ask_for_regions()

    def _ask_for_regions(self, _index: int = 0) -> None:
        if self._background is not None:
            if not str(self.region.currentData()).startswith(f"{self._country()}-"):
                self._fill(self.region, [], "")
            ask = partial(public_holidays.regions, self._country())
            self._background.run("regions", ask, self._take_regions, _pass_over)

    def _take_regions(self, regions: Sequence[Country]) -> None:
        self._fill(self.region, regions, self._session.read(working_time.country))
        self._region_field.setVisible(bool(regions))
        self._ask_for_next()

    def _ask_for_next(self, _index: int = 0) -> None:
        if self._background is not None:
            ask = partial(_next_holidays, self._chosen(), self._session.today(), language())
            self._background.run("next", ask, self._show_next, _pass_over)

    def _show_next(self, holidays: Sequence[Holiday]) -> None:
        named = tuple(
            say("{name} ({day})", name=one.name, day=understood_date(language(), one.day)) for one in holidays
        )
        self._next.setText(say("Next: {holidays}", holidays=named) if named else "")

    def _fill(self, combo: QComboBox, places: Sequence[Country], chosen: str) -> None:
        """Offer no place, and these; a change of what is offered is no choice of the user's."""
        with QSignalBlocker(combo):
            combo.clear()
            combo.addItem(say("None"), "")
            for place in places:
                combo.addItem(place.name, place.code)
            combo.setCurrentIndex(max(combo.findData(chosen), 0))


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setMinimumContentsLength(16)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return combo


def _next_holidays(country: str, today: date, spoken: Language) -> list[Holiday]:
    found = public_holidays.of(country, today, today + _A_YEAR, spoken)
    names: dict[str, Holiday] = {}
    for holiday in found:
        if not holiday.is_workday_made_up:
            names.setdefault(holiday.name, holiday)
    return list(names.values())[:_SHOWN]


def _pass_over(_error: JournalError) -> None:
    """Show nothing: what is asked for here has no journal that could fail."""
