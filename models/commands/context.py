"""What every command has in common: the language it speaks, its clock, its journal, and how it answers."""

from __future__ import annotations

import argparse
import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.clock import Clock
from models.errors import CannotWrite, NotAJournal
from models.text.language import Label, Language

if TYPE_CHECKING:
    from models.journal import Journal

CONTROL_CHARACTERS = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)], "\N{REPLACEMENT CHARACTER}")
"""A terminal obeys these, so what others typed must not bring them there; line ends and tabs may stay."""


_HIGHEST_COUNT = 1_000_000


def count(text: str) -> int:
    """Return how many of something an option asks for, from 1 to a million; raises ArgumentTypeError for others."""
    if not text.isdecimal() or not 1 <= int(text) <= _HIGHEST_COUNT:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {_HIGHEST_COUNT}")
    return int(text)


def name(text: str) -> str:
    """Return a name that an option asks for; raises ArgumentTypeError for one that says nothing."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is missing")
    return text


class WrongUsage(Exception):
    """The words of the command line don't go together; the sentence says which, and what to write."""

    def __init__(self, sentence: Label, /, **values: object) -> None:
        super().__init__(sentence, values)
        self.sentence = sentence
        self.values = values


class AnswerLost(Exception):
    """The answer can't be written to where it was to go, such as a full disk; the argument says why."""


@dataclass(frozen=True, slots=True)
class Context:
    """A command's surroundings. `journal_named` says whether the journal is one a person named, not their own."""

    language: Language
    clock: Clock
    journal_path: Path
    journal_named: bool
    as_json: bool

    @classmethod
    def without_journal(cls, language: Language, *, as_json: bool) -> Context:
        """Return what is enough to say that something is wrong."""
        return cls(language, Clock(), Path(), False, as_json)

    def answer(self, data: object, *lines: str) -> None:
        """Print the answer to a script (the data, as JSON) or to a person (the lines)."""
        if self.as_json:
            # Where the other side may not read UTF-8, plain ASCII says the same.
            ascii_only = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") != "utf8"
            text = json.dumps(data, ensure_ascii=ascii_only, indent=2)
        else:
            text = "\n".join(lines).translate(CONTROL_CHARACTERS)
        try:
            print(text, flush=True)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise AnswerLost(error.strerror) from error

    def tell(self, line: str) -> None:
        """Print a line beside the answer, for people; where nobody listens, nothing happens."""
        if sys.stderr is not None:
            with suppress(OSError):
                print(" ".join(line.translate(CONTROL_CHARACTERS).split("\n")), file=sys.stderr, flush=True)

    def fail(self, sentence: str, data: dict[str, Any] | None = None) -> int:
        """Say in one line what is at fault, and return the exit code for it."""
        self.tell(sentence)
        if self.as_json:
            self.answer({**(data or {}), "error": sentence})
        return 1

    def open_journal(self) -> Journal:
        """Open the journal; raises what `Journal.open` does, and says how a first journal of one's own is made."""
        from models.journal import Journal

        if not self.journal_named and not os.path.lexists(self.journal_path):
            raise NotAJournal(
                "You have no journal yet: the commands add and import make one at {path}. To look at a sample first, "
                "use the command demo.",
                path=self.journal_path,
            )
        return Journal.open(self.journal_path, clock=self.clock)

    def makes_journal(self, *, create: bool) -> bool:
        """Return whether a command that writes has to make the journal: one's own, or the one that `create` is for.

        Raises NotAJournal when there is none at the path a person named, and CannotWrite when the folder for one's
        own can't be made.
        """
        if os.path.lexists(self.journal_path):
            return False
        if self.journal_named and not create:
            raise NotAJournal(
                "There is no journal at {path}. Check the path, or add --create to make a new one there.",
                path=self.journal_path,
            )
        if not self.journal_named:
            self._make_folder()
        return True

    def tell_of_new_journal(self) -> None:
        """Say where a new journal was made."""
        self.tell(self.language.say("A new journal was made at {path}.", path=self.journal_path))

    def _make_folder(self) -> None:
        try:
            self.journal_path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWrite(
                "The folder {folder} for your journal can't be made ({detail}). Check its permissions, or name a "
                "journal elsewhere with --journal.",
                folder=self.journal_path.parent,
                detail=error.strerror,
            ) from error
