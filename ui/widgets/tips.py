"""Tooltips that show what users wrote: never as markup, which could load a picture from anywhere."""

from __future__ import annotations


def plain(text: str) -> str:
    """Return a text that a tooltip shows as it is; Qt takes for HTML what looks like it."""
    if "<" not in text:
        return text
    from html import escape

    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>"
