"""What else is in the sample journal: photos of visits, colours of tags, my own templates, and steps that come back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache, partial
from importlib.resources import files

from models import attachments, note_templates, repeating, steps, tags
from models.journal import Journal
from models.pictures import Prepared
from models.sample.calendar import Calendar
from models.sample.cast import Cast
from models.sample.pen import Pen
from models.sample.schedule import Appointment
from models.sample.telling import Later
from models.sample.texts import PhotoText, RepeatedText, keeping

_SETTLED_AFTER = timedelta(days=120)
"""So long after the beginning of the journal the colours and templates were made."""


class Belongings:
    """Puts off what was kept in the journal beside the visits, each thing to its day."""

    def __init__(self, journal: Journal, pen: Pen, cast: Cast, calendar: Calendar, later: Later) -> None:
        self._journal = journal
        self._pen = pen
        self._cast = cast
        self._calendar = calendar
        self._later = later
        self._photos: dict[int, list[PhotoText]] = {}

    def expect(self, appointments: list[Appointment]) -> None:
        """Put everything off to its day, and choose the visits that photos were taken at."""
        settled = self._calendar.onwards(self._calendar.first + _SETTLED_AFTER)
        self._later(datetime.combine(settled, time(17, 5)), self._colour_tags)
        self._later(datetime.combine(settled, time(17, 20)), self._write_templates)
        for text in keeping().repeated:
            start = self._calendar.onwards(self._calendar.today - timedelta(days=text.days))
            self._later(datetime.combine(start, time(16, 35)), partial(self._begin, text))
        for photo in keeping().photos:
            taken = self._taken_at(photo, appointments)
            if taken is not None:
                self._photos.setdefault(id(taken), []).append(photo)

    def keep_photos(self, appointment: Appointment, visit_id: int) -> None:
        """Put the photos of a visit into the journal, now that it is written down."""
        for photo in self._photos.get(id(appointment), ()):
            self._pen.settle()
            kept = attachments.add_prepared(self._journal, "visit", visit_id, photo.name, drawn_photo(photo.file))
            attachments.edit(self._journal, kept.id, caption=photo.caption, in_summary=photo.in_summary)

    def _taken_at(self, photo: PhotoText, appointments: list[Appointment]) -> Appointment | None:
        """Return the newest visit that a photo fits; what is confidential has none."""
        for appointment in reversed(appointments):
            situation = appointment.situation
            if appointment.state != "held" or situation.confidential or situation.language != photo.language:
                continue
            if situation.key == photo.situation:
                return appointment
            if situation.kind in photo.kinds and situation.channel == "on_site" and not appointment.story:
                return appointment
        return None

    def _colour_tags(self) -> None:
        years = (self._calendar.today.year - 1, self._calendar.today.year)
        for tag in keeping().tags:
            for name in dict.fromkeys(tag.name.format(year=year) for year in years):
                if tag.colour:
                    tags.set_colour(self._journal, name, tag.colour)

    def _write_templates(self) -> None:
        for template in keeping().templates:
            note_templates.create(self._journal, template.name, template.body)

    def _begin(self, text: RepeatedText) -> None:
        today = self._journal.clock.today()
        due = repeating.next_due(text.rule, today, today)
        account = self._cast.named(text.account)
        made = steps.create(
            self._journal, kind="next_step", title=text.title, account_id=account.id, due_on=due, repeats=text.rule
        )
        self._expect_done(made.id, due, text)

    def _expect_done(self, step_id: int, due: date | None, text: RepeatedText) -> None:
        """Let a step be closed on its day, as long as that is past; the next one follows it."""
        if due is None or due >= self._calendar.today:
            return

        def done() -> None:
            repeating.close(self._journal, step_id)
            series_id = steps.get(self._journal, step_id).series_id
            found = self._journal.rows(
                "SELECT id, due_on FROM step WHERE series_id = ? AND closed_at IS NULL", series_id
            )
            for following, next_due in found:
                self._expect_done(following, date.fromisoformat(next_due), text)

        self._later(datetime.combine(self._calendar.back_to_work(due), time(16, 45)), done)


@cache
def drawn_photo(name: str) -> Prepared:
    """Return a photo of the sample as the journal keeps it; nothing is drawn or scaled here, so its bytes stay.

    Raises FileNotFoundError for a name that no photo bears.
    """
    folder = files("resources").joinpath("sample", "photos")
    content, small = (folder.joinpath(f"{name}{ending}.jpg").read_bytes() for ending in ("", "-small"))
    return Prepared(content, "image/jpeg", small, False)
