"""What the elements and styles of HTML mean for a text that is pasted."""

from __future__ import annotations

import re

from models.text.pasted_words import Style, address_of


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SKIPPED = _names(
    "head svg math select template noscript script style title xmp iframe object applet audio video canvas textarea "
    "noembed noframes button xml"
)
"""Elements with nothing to read in them."""

VOID = _names("br hr img input meta link area base col embed source track wbr")
"""Elements that hold nothing and are never closed."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
PARAGRAPHS = frozenset(("p", "ul", "ol", "menu", "dl", "blockquote", "figure", "pre", "table", *HEADINGS))
"""Blocks with an empty line around them."""

BLOCKS = PARAGRAPHS | _names(
    "div section article li tr td th dt dd address header footer main nav aside form fieldset body html center "
    "figcaption details summary caption"
)
"""Elements that begin on a line of their own."""

_STYLED = {
    "strong": "b strong",
    "emphasis": "i em cite dfn",
    "strike": "s del strike",
    "code": "code kbd tt samp",
}
_STYLES = {name: style for style, names in _STYLED.items() for name in names.split()}
_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(bold|[6-9]00|normal|[1-5]00)", re.IGNORECASE)
_SLANTED = re.compile(r"(?<![\w-])font-style:\s*(italic|normal)", re.IGNORECASE)
_STRUCK = re.compile(r"(?<![\w-])text-decoration[a-z-]*:[^;]*line-through", re.IGNORECASE)
_HIDDEN = re.compile(r"(?<![\w-])display:\s*none|mso-hide:\s*all|visibility:\s*hidden", re.IGNORECASE)
_EMOJI = re.compile(r"[^\x00-\x7f]{1,8}|\[[^\x00-\x7f]{1,8}\]")


def style_of(around: Style, name: str, attributes: dict[str, str]) -> Style:
    """Return how the words of an element look, which stands in words that look like `around`."""
    style = around
    if name in _STYLES:
        style = style._replace(**{_STYLES[name]: True})  # type: ignore[arg-type]
    elif name == "a" and "href" in attributes:
        style = style._replace(address=address_of(attributes["href"]))
    css = attributes.get("style", "")
    if css:
        if bold := _BOLD.search(css):
            style = style._replace(strong=bold[1].lower() == "bold" or bold[1][0] in "6789")
        if slanted := _SLANTED.search(css):
            style = style._replace(emphasis=slanted[1].lower() == "italic")
        if _STRUCK.search(css):
            style = style._replace(strike=True)
    return style


def is_hidden(attributes: dict[str, str]) -> bool:
    """Return whether an element is not to be seen, as the first lines of some mails are."""
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None


def is_emoji(alternative: str) -> bool:
    """Return whether a picture's alternative text is a sign that chats write as a picture, such as 😀 or [微笑]."""
    return _EMOJI.fullmatch(alternative) is not None
