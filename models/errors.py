"""Errors a person can act on.

Every error names the thing and the remedy in one sentence. The sentence is a template in English that stays
untranslated until someone reads it: `str(error)` is English, `error.say(language)` speaks the reader's language.
A bug is any other exception; nothing in `models/` turns one into the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.text.language import Language


class JournalError(Exception):
    """The journal or the input is at fault; the sentence says what, and what to do."""

    def __init__(self, sentence: str, /, **values: object) -> None:
        super().__init__(sentence, values)
        self.sentence = sentence
        self.values = values

    def __str__(self) -> str:
        from models.text.language import Language

        return self.say(Language("en"))

    def say(self, language: Language) -> str:
        """Return the sentence in the reader's language."""
        return language.say(self.sentence, **self.values)


class InvalidValue(JournalError):
    """A value can't be stored: an impossible date, a name that is too long, an account above itself."""


class NotFound(JournalError):
    """No record answers to this id or name, or several do."""


class ChangedElsewhere(JournalError):
    """The record was changed since it was read; both versions must be shown."""


class JournalDamaged(JournalError):
    """The file is a journal, or was one, and can't be trusted as it is."""


class NotAJournal(JournalError):
    """The path leads to something else: a directory, an empty file, another program's file."""


class JournalTooNew(JournalError):
    """A newer version of the program wrote this journal."""


class JournalBusy(JournalError):
    """Another program holds the journal's lock."""


class JournalReadOnly(JournalError):
    """The journal or its folder can't be written to, or the disk is full."""


class CannotRead(JournalError):
    """A file to be imported can't be read at all."""


class CannotWrite(JournalError):
    """A file to be written (a summary, a backup) can't be written there."""


class Cancelled(Exception):
    """Whoever asked for this called it off while it ran, and nothing of it is kept; no error, so no sentence.

    What a `progress` raises ends long work of any kind; this is what it raises.
    """
