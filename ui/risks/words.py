"""A risk in the words of its row: how likely, what it would do, where, who looks after it, and until when; its cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from models.risks import Level, Risk
from models.text.day_words import DueWords, day_and_month, due_words
from models.text.field_words import EFFECT_NAMES, LIKELIHOOD_NAMES, RISK_LEVEL_NAMES
from models.text.language import Label
from ui.session import Session
from ui.translations import language, say
from ui.widgets import paint

TONES: Mapping[Level, tuple[str, str]] = {
    "high": ("red", "red_tint"),
    "medium": ("amber", "amber_tint"),
    "low": ("text_2", "grey_tint"),
    "": ("text_3", ""),
}
"""The colours of a level: its ink and its surface, which is empty for what nobody assessed."""

HEADINGS: Mapping[Level, Label] = {
    "high": Label("High"),
    "medium": Label("Medium"),
    "low": Label("Low"),
    "": Label("Not assessed yet"),
}


def paint_weight(painter: QPainter, cell: QRect, risk: Risk) -> None:
    """Draw how heavy a risk weighs, in a small tinted cell; it is dashed where nobody has assessed it."""
    ink, surface = TONES[risk.level]
    paint.rounded(painter, cell, 4, surface, "" if surface else "control", dashed=not surface)
    paint.text(painter, cell, str(risk.weight) if risk.weight else "?", "body_bold", ink, paint.CENTRE)


def assessment_words(risk: Risk) -> str:
    """Return how likely a risk is and what it would do: 'likely · severe'; what is not known is left out."""
    parts = (LIKELIHOOD_NAMES.get(risk.likelihood or 0), EFFECT_NAMES.get(risk.effect or 0))
    return " · ".join(say(part) for part in parts if part is not None)


def owner_words(risk: Risk) -> str:
    """Return who looks after a risk."""
    if risk.owner:
        return risk.owner
    return say("Customer") if risk.owner_side == "theirs" else say("Me")


def about_words(risk: Risk, *, shows_account: bool = True, shows_project: bool = True) -> str:
    """Return what stands below the title: where the risk is, and the plan against it or that there is none."""
    plan = " ".join(risk.contingency.split())
    said = say("Plan: {plan}", plan=plan) if plan else "" if risk.closed_at else say("No plan against it yet")
    if risk.closed_at:
        said = " ".join(risk.result.split()) or said
    where = (risk.account if shows_account else "", risk.project if shows_project else "")
    return " · ".join(part for part in (*where, said) if part)


def due_of(session: Session, risk: Risk) -> DueWords:
    """Return when a risk is to be looked at, or when it was over."""
    today = session.today()
    if risk.closed_at is not None:
        return DueWords(say("Over {day}", day=day_and_month(language(), date.fromisoformat(risk.closed_at[:10]))))
    return due_words(language(), risk.due_on, today, "risk", risk.raised_at, session.clock.wall())


def row_words(session: Session, risk: Risk) -> str:
    """Return a whole row in words, for a screen reader."""
    said = (
        risk.title,
        say(RISK_LEVEL_NAMES[risk.level]),
        assessment_words(risk),
        about_words(risk),
        owner_words(risk),
        due_of(session, risk).text,
    )
    return language().listing(part for part in said if part)
