"""What the program remembers about this computer and its user; what belongs to a journal is in the journal.

It lies in an ini file in the folder the system has for such settings. Each preference is declared once, with its
default; one that can't be read (edited by hand, written by another version) counts as never set.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar, overload

from PySide6.QtCore import QByteArray, QSettings

from models import places
from models.commands.window_words import THEMES
from models.text.language import LANGUAGES

Value = TypeVar("Value")

MOST_RECENT = 8
"""So many journals the menu of recent ones offers."""
MOST_RECORDS = 12
"""So many records of a journal are known as opened last."""


class Preference(Generic[Value]):
    """One preference: its name in the file, its default, and how it is written and read."""

    def __init__(
        self, key: str, default: Value, write: Callable[[Value], object], read: Callable[[object], Value]
    ) -> None:
        self._key = key
        self._default = default
        self._write = write
        self._read = read

    @overload
    def __get__(self, owner: None, kind: type[Preferences]) -> Preference[Value]: ...

    @overload
    def __get__(self, owner: Preferences, kind: type[Preferences]) -> Value: ...

    def __get__(self, owner: Preferences | None, kind: type[Preferences]) -> Preference[Value] | Value:
        if owner is None:
            return self
        stored = owner.store.value(self._key)
        if stored is None:
            return self._default
        try:
            return self._read(stored)
        except (TypeError, ValueError):
            return self._default

    def __set__(self, owner: Preferences, value: Value) -> None:
        if value == self._default:
            owner.store.remove(self._key)
        else:
            owner.store.setValue(self._key, self._write(value))


def _word(key: str, default: str, known: tuple[str, ...]) -> Preference[str]:
    """Declare a preference that is one of some words, or its default."""

    def read(stored: object) -> str:
        if stored not in known:
            raise ValueError(stored)
        return str(stored)

    return Preference(key, default, str, read)


def _bytes(key: str) -> Preference[bytes]:
    """Declare a preference that Qt packs and unpacks itself, such as where a window stands."""

    def read(stored: object) -> bytes:
        if not isinstance(stored, QByteArray):
            raise TypeError(stored)
        return bytes(stored.data())

    return Preference(key, b"", QByteArray, read)


def _strings(stored: object) -> tuple[str, ...]:
    if isinstance(stored, str):  # how the file gives back a list of one
        return (stored,) if stored else ()
    if not isinstance(stored, list):
        raise TypeError(stored)
    return tuple(str(text) for text in stored if text)


class Preferences:
    """The preferences in one file; an attribute that is set is stored."""

    language = _word("language", "", LANGUAGES)
    """'en' or 'zh_CN'; nothing while the system's language decides."""
    theme = _word("theme", "system", THEMES)
    tray = _word("tray", "shown", ("shown", "hidden"))
    """Whether the icon in the notification area is wanted, where the desktop has one."""
    steps_grouping = _word("steps/grouping", "due", ("due", "account", "plan"))
    """What the headings of the page of next steps say."""
    tree_period = _word("accounts/period", "twelve", ("quarter", "twelve", "year", "all"))
    """The time in which the visits of the tree of accounts count."""
    tree_order = _word("accounts/order", "name", ("name", "visits", "seen", "open", "overdue"))
    """How the accounts of one level of the tree are put in order."""
    window_geometry = _bytes("window/geometry")
    _recent = Preference[tuple[str, ...]]("journals/recent", (), list, _strings)
    _last = Preference("journals/last", "", str, str)
    last_commands = Preference[tuple[str, ...]]("commands/last", (), list, _strings)
    """The keys of the commands that were used of late, the last one first."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or places.settings()
        self.store = QSettings(str(self.path), QSettings.Format.IniFormat)

    @property
    def last_journal(self) -> Path | None:
        """Return the journal that was open last, whether it is still there or not; None before the first."""
        return Path(self._last) if self._last else None

    @property
    def recent_journals(self) -> list[Path]:
        """Return the journals that were open of late and are still there, the latest first."""
        return [path for path in map(Path, self._recent) if path.is_file()]

    def remember_journal(self, path: Path) -> None:
        """Put a journal that was just opened at the head of the recent ones."""
        newest = str(path.absolute())
        others = [other for other in self._recent if other != newest]
        self._recent = (newest, *others)[:MOST_RECENT]
        self._last = newest

    def forget_journal(self, path: Path) -> None:
        """Take a journal out of the recent ones."""
        gone = str(path.absolute())
        self._recent = tuple(other for other in self._recent if other != gone)
        if self._last == gone:
            self._last = ""

    def last_records(self, journal: str) -> tuple[str, ...]:
        """Return the records that were opened of late in the journal with this id, the last one first."""
        return self._records(journal).__get__(self, Preferences)

    def remember_record(self, journal: str, record: str) -> None:
        """Put a record that was opened at the head of those of its journal."""
        before = self.last_records(journal)
        if before[:1] != (record,):
            others = (other for other in before if other != record)
            self._records(journal).__set__(self, (record, *others)[:MOST_RECORDS])

    @staticmethod
    def _records(journal: str) -> Preference[tuple[str, ...]]:
        return Preference(f"records/{journal}", (), list, _strings)

    def save(self) -> None:
        """Write to the file at once; else it is written within moments, and at the end."""
        self.store.sync()


class _InUse:
    preferences: Preferences | None = None


def current() -> Preferences:
    """Return the preferences in use: those of whoever runs the program."""
    if _InUse.preferences is None:
        _InUse.preferences = Preferences()
    return _InUse.preferences


def use(preferences: Preferences | None) -> None:
    """Put others in their place, for tests; None reads the user's own anew."""
    _InUse.preferences = preferences
