"""What is said about the story of a project: its months, stages and silences, its meetings, how its date moved."""

from __future__ import annotations

from datetime import date

from models.project_story import MonthSilence, StageSpan, Story, StoryMonth
from models.text.day_words import SHORT_MONTH_NAMES, full_date, month_name, near_date, past_words
from models.text.language import Label
from ui.translations import language, plural, say

MEETING_COUNTS: dict[str, tuple[Label, Label]] = {
    "on_site": (Label("{count} on site"), Label("{count} on site")),
    "hosted": (Label("{count} hosted at ours"), Label("{count} hosted at ours")),
    "event": (Label("{count} event"), Label("{count} events")),
    "video": (Label("{count} video call"), Label("{count} video calls")),
    "call": (Label("{count} call"), Label("{count} calls")),
    "message": (Label("{count} message"), Label("{count} messages")),
}
"""How many meetings of each channel there were, in the order in which they are told."""


def span_length(span: StageSpan) -> str:
    """Return how long a project was in a stage, as short as there is room for: '3 mo', '12 d'."""
    if span.months:
        return plural("{count} mo", "{count} mo", span.months)
    return plural("{count} d", "{count} d", span.days)


def span_words(span: StageSpan) -> str:
    """Return a stage with its days: 'Design: 2 March 2025 to 4 July 2025, 4 months'."""
    first, last = full_date(language(), span.first), full_date(language(), span.last)
    if span.is_current:
        if span.months:
            return plural(
                "{stage}: since {first}, {count} month",
                "{stage}: since {first}, {count} months",
                span.months,
                stage=span.stage,
                first=first,
            )
        return plural(
            "{stage}: since {first}, {count} day",
            "{stage}: since {first}, {count} days",
            span.days,
            stage=span.stage,
            first=first,
        )
    if span.months:
        return plural(
            "{stage}: {first} to {last}, {count} month",
            "{stage}: {first} to {last}, {count} months",
            span.months,
            stage=span.stage,
            first=first,
            last=last,
        )
    return plural(
        "{stage}: {first} to {last}, {count} day",
        "{stage}: {first} to {last}, {count} days",
        span.days,
        stage=span.stage,
        first=first,
        last=last,
    )


def silence_words(silence: MonthSilence) -> str:
    """Return a silence as it stands in the strip: 'silent', '3 months silent'."""
    if silence.months == 1:
        return say("silent")
    return plural("{count} month silent", "{count} months silent", silence.months)


def silence_forms(silence: MonthSilence) -> list[tuple[str, str]]:
    """Return a silence in its forms from the longest on, each with its style, for as much room as there is."""
    words = silence_words(silence)
    if silence.months == 1:
        return [(words, "caption"), (words, "hint")]
    short = plural("{count} mo", "{count} mo", silence.months)
    return [(words, "caption"), (short, "caption"), (short, "hint")]


def month_label(month: date, *, with_year: bool) -> str:
    """Return a month below the strip: 'Feb', 'Jan ’25'."""
    name = SHORT_MONTH_NAMES[month.month - 1]
    if with_year:
        return say("{month} ’{year}", month=name, year=f"{month.year % 100:02}")
    return say("{short_month}", short_month=name)


def month_words(story: Story, month: StoryMonth) -> str:
    """Return a month in words: 'March 2026: 3 contacts, Acceptance'."""
    name = month_name(language(), month.first)
    said = contact_words(month.contacts) if month.contacts else say("silent") if month.is_silent else say("no contact")
    stages = [span.stage for span in story.spans if _touches(span, month)]
    return say("{month}: {what}", month=name, what=language().listing([said, *stages]))


def _touches(span: StageSpan, month: StoryMonth) -> bool:
    began = span.first.year * 12 + span.first.month
    ended = span.last.year * 12 + span.last.month
    return began <= month.first.year * 12 + month.first.month <= ended


def contact_words(count: int) -> str:
    """Return how many contacts there were."""
    return plural("{count} contact", "{count} contacts", count)


def meeting_facts(story: Story) -> list[str]:
    """Return how often we met, by kind: '26 meetings', '19 on site', …, '18 with technical people'."""
    if not story.met:
        return [say("No meeting yet")]
    found = [plural("{count} meeting", "{count} meetings", story.met)]
    for channel, (one, many) in MEETING_COUNTS.items():
        count = story.meetings.get(channel, 0)
        if count and count < story.met:
            found.append(plural(one, many, count))
    if story.technical:
        found.append(plural("{count} with technical people", "{count} with technical people", story.technical))
    return found


def other_facts(story: Story) -> list[str]:
    """Return what else we did to get further: days at a signature, contacts about money."""
    found = []
    if story.attempts:
        found.append(plural("{count} day at signatures", "{count} days at signatures", story.attempts))
    if story.collections:
        found.append(plural("{count} contact about money", "{count} contacts about money", story.collections))
    return found


def date_facts(story: Story) -> list[str]:
    """Return how often the expected date moved, and how far."""
    if not story.moves:
        return []
    moved = plural("Date moved {count} time", "Date moved {count} times", story.moves)
    if story.days_moved > 0:
        return [moved, plural("{count} day later", "{count} days later", story.days_moved)]
    if story.days_moved < 0:
        return [moved, plural("{count} day earlier", "{count} days earlier", -story.days_moved)]
    return [moved]


def stage_facts(story: Story) -> list[str]:
    """Return by how much the current stage lasts longer than such a stage usually does."""
    if not story.days_over_usual:
        return []
    stage = story.spans[-1].stage
    return [
        plural(
            "{count} day longer in {stage} than usual",
            "{count} days longer in {stage} than usual",
            story.days_over_usual,
            stage=stage,
        )
    ]


def last_words(story: Story) -> list[str]:
    """Return when the last contact was, what the rhythm is, and the next visit; nothing for a project that is over."""
    if story.is_over:
        return []
    found = [say("No contact yet")]
    if story.last_contact is not None:
        found = [say("Last contact {when}", when=past_words(language(), story.last_contact, story.last))]
    if story.rhythm_days is not None:
        found.append(plural("rhythm {count} day", "rhythm {count} days", story.rhythm_days))
    if story.next_visit is not None:
        found.append(say("next visit {day}", day=near_date(language(), story.next_visit, story.last)))
    return found


def whole_words(story: Story) -> str:
    """Return the whole story in words, for a screen reader."""
    parts = [*map(span_words, story.spans), *meeting_facts(story), *date_facts(story), *last_words(story)]
    for silence in story.silences:
        month = month_name(language(), silence.first)
        parts.append(say("{what} from {month}", what=silence_words(silence), month=month))
    return language().listing(part for part in parts if part)
