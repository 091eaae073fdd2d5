"""How a tag looks and reads: its colour is always beside the word, never alone."""

from __future__ import annotations

from collections.abc import Mapping

from models import tags
from models.text.language import Label

COLOUR_NAMES: Mapping[str, Label] = {
    "grey": Label("Grey"),
    "accent": Label("Teal"),
    "blue": Label("Blue"),
    "green": Label("Green"),
    "amber": Label("Amber"),
    "red": Label("Red"),
    "purple": Label("Purple"),
}


def tag_words(name: str) -> str:
    """Return a tag as it is shown: '#vip'."""
    return f"#{name}"


def dot_token(colour: str) -> str:
    """Return the colour of the dot before a tag."""
    return "control" if colour == tags.COLOURS[0] else colour
