"""What a field offers for what is being typed."""

from __future__ import annotations

from models.row_class import row_class


@row_class
class Suggestion:
    """One thing that may be meant: its key, its words, a grey detail, and an icon's name or a dot's colour token."""

    key: object
    text: str
    detail: str = ""
    icon: str = ""
    dot: str = ""
