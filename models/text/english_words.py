"""The English words that days, periods and repetitions are made of."""

from __future__ import annotations

import re

NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS[1:])}|an?(?:\s+couple\s+of)?)"
DAY_NAMES = (
    "mon(?:day)?",
    "tue(?:s(?:day)?)?",
    "wed(?:nesday)?",
    "thu(?:r(?:s(?:day)?)?)?",
    "fri(?:day)?",
    "sat(?:urday)?",
    "sun(?:day)?",
)
ANY_DAY = "|".join(DAY_NAMES)
MONTH_NAMES = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
NOT_POSSESSIVE = r"(?![\w'’-])"
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
THIS = r"this|the current|current"
NEXT = r"(?:the )?(?:next|coming|following)"
LAST = r"(?:the )?(?:last|previous)"
_WEEKDAY_INITIALS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def english(pattern: str) -> re.Pattern[str]:
    """Return the pattern for whole words, in small letters or capitals, with any white space for each space."""
    words = pattern.replace(" ", r"\s+")
    return re.compile(rf"(?<![\w-])(?:{words}){NOT_POSSESSIVE}", re.ASCII | re.IGNORECASE)


def english_number(said: str) -> int:
    """Return what a match of NUMBER means; 'a' is 1, and 'a couple of' is 2."""
    words = said.lower().split()
    if words[0].isdigit():
        return int(words[0])
    return 2 if len(words) > 1 else NUMBERS.index(words[0].replace("an", "a")) or 1


def month_number(name: str) -> int:
    """Return the number of a month, 1 to 12, by a match of MONTH_NAMES."""
    return _MONTHS.index(name[:3].lower()) + 1


def weekday_number(name: str) -> int:
    """Return the number of a weekday, Monday 0, by a match of ANY_DAY."""
    return _WEEKDAY_INITIALS.index(name[:2].lower())
