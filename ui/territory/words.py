"""A line of the territory in a sentence, for the foot of the list."""

from __future__ import annotations

from datetime import date

from models.territory_lines import CHANNELS, Line, Territory
from models.text import territory_words
from models.text.day_words import near_date
from models.text.field_words import CHANNEL_NAMES
from ui.territory.lines import name_words
from ui.translations import language, say


def details_words(found: Territory, line: Line, today: date) -> str:
    """Return what the columns have no room for: days seen against the rhythm, channels, and the last visit."""
    said = [territory_words.times_words(language(), line)]
    channels = [
        say("{channel} {count}", channel=CHANNEL_NAMES[channel], count=count)
        for channel, count in zip(CHANNELS, line.channels, strict=True)
        if count
    ]
    said.append(language().listing(channels))
    if line.account_id is not None and line.last_seen is not None:
        said.append(say("last seen {day}", day=near_date(language(), date.fromisoformat(line.last_seen), today)))
    if line.never:
        said.append(say("{count} never visited", count=line.never))
    words = name_words(found, line)
    for part in filter(None, said):
        words = say("{left} · {right}", left=words, right=part)
    return words
