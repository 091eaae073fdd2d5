"""The words of a person's facts: role group, level, stance, closeness, and when we met."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.contact_list import ContactLine
from models.standings import Standing
from models.text.day_words import full_date, past_words
from models.text.field_words import CLOSENESS_NAMES, INFLUENCE_NAMES, LEVEL_NAMES, ROLE_NAMES, STANCE_NAMES
from models.text.language import Label
from ui.translations import capital, language, say

POINT_NAMES: Mapping[str, Label] = {
    "phone": Label("phone"),
    "email": Label("e-mail"),
    "chat": Label("chat"),
    "address": Label("address"),
    "web": Label("web page"),
}

POINT_LABELS: Mapping[str, Label] = {
    "mobile": Label("mobile"),
    "work": Label("work"),
    "home": Label("home"),
    "fax": Label("fax"),
    "main": Label("main number"),
    "pager": Label("pager"),
    "other": Label("other"),
    "wechat": Label("WeChat"),
    "qq": Label("QQ"),
}
"""The labels that an import gives, in the words of the reader; any other one is the user's own."""

POINT_ICONS = {"phone": "call", "email": "mail", "chat": "message", "address": "place", "web": "link"}
STANCE_COLOURS = {-2: "red", -1: "amber", 0: "text_2", 1: "blue", 2: "accent"}


def point_label(label: str) -> str:
    """Return the label of a number or address as it stands alone; one of the user's own as it was written."""
    known = POINT_LABELS.get(label.casefold())
    return capital(say(known) if known is not None else label)


def role_words(role_group: str | None) -> str:
    """Return the role group as it stands alone, or nothing."""
    return capital(say(ROLE_NAMES[role_group])) if role_group else ""


def level_words(level: str | None) -> str:
    """Return the level as it stands alone, or nothing."""
    return capital(say(LEVEL_NAMES[level])) if level else ""


def stance_words(stance: int | None) -> str:
    """Return the stance as it stands alone, or nothing."""
    return "" if stance is None else capital(say(STANCE_NAMES[stance]))


def closeness_words(closeness: int | None) -> str:
    """Return the closeness as it stands alone, or nothing."""
    return "" if closeness is None else capital(say(CLOSENESS_NAMES[closeness]))


def influence_words(influence: int | None) -> str:
    """Return the influence as it stands alone, or nothing."""
    return "" if influence is None else capital(say(INFLUENCE_NAMES[influence]))


def standing_facts(standing: Standing) -> str:
    """Return stance and closeness on one line: 'Supporter · Close to us'."""
    known = filter(None, (stance_words(standing.stance), closeness_words(standing.closeness)))
    return " · ".join(known) or say("Not known")


def standing_words(standing: Standing) -> str:
    """Return how somebody stood in words, for a screen reader."""
    day = full_date(language(), date.fromisoformat(standing.noted_on))
    return language().listing(part for part in (day, standing_facts(standing), standing.reason) if part)


def met_words(last_met: str | None, today: date) -> str:
    """Return when we last met, as a list shows it: '12 days ago', 'Not met yet'."""
    return past_words(language(), date.fromisoformat(last_met[:10]), today) if last_met else say("Not met yet")


def post_words(title: str, account: str) -> str:
    """Return a post on one line: 'Head of telecoms · Northern Rail', or the part of it that is known."""
    return say("{title} · {account}", title=title, account=account) if title and account else title or account


def line_words(line: ContactLine, today: date) -> str:
    """Return a person of the list in words, for a screen reader."""
    closeness = "" if line.closeness is None else say("closeness {number} of 5", number=line.closeness)
    parts = (
        line.name,
        line.title,
        line.account,
        role_words(line.role_group),
        stance_words(line.stance),
        closeness,
        met_words(line.last_met, today),
    )
    return language().listing(part for part in parts if part)
