"""Where the calendar is to go, in words: a day, or the beginning of a week, a month or a year."""

from __future__ import annotations

from models.text.clean import clean_line
from ui.widgets.date_field import DateField


class JumpField(DateField):
    """A day in words; 'next month' means its first day, where a date by which something is due means the last."""

    def read(self, text: str) -> str | None:
        """Return the day that words mean."""
        from models.text.dates import find_period, read_day

        day = read_day(text, self.today(), edge="start")
        period = find_period(clean_line(text), self.today(), forward=True) if day is not None else None
        if period is not None and period[0] != period[1]:
            day = read_day(text, self.today(), forward=False, edge="start")
        return day.isoformat() if day else None
