"""A command: something the program can do now, by the name under which it is found."""

from __future__ import annotations

from collections.abc import Callable

from models.row_class import row_class


@row_class
class Command:
    """What can be done: its lasting key, its name, and the work itself.

    `of` says in grey what it belongs to, such as the record that is shown. One with a `why_not` can't be done now.
    `also` are other names by which it is found.
    """

    key: str
    name: str
    work: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    of: str = ""
    why_not: str = ""
    also: tuple[str, ...] = ()
