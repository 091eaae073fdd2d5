"""The clock of a request or complaint in words: by when, whether it was in time, and what the rounds before were."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from models.step_rounds import Escalation, Round
from models.text.day_words import DueWords, near_moment, short_date
from models.text.durations import minutes_in_words
from models.text.language import Label
from models.working_time import WorkingTime
from ui.translations import language, say

_MOMENTS = (Label("Answered"), Label("Arrived on site"), Label("Solved"))


def target_words(by: str | None, done_at: str | None, now: str, today: date) -> DueWords:
    """Return what stands below a time of the clock: by when it is promised, and whether that was kept."""
    if by is None:
        return DueWords("")
    moment = near_moment(language(), by, today)
    if done_at is not None and done_at <= by:
        return DueWords(say("In time: promised by {moment}", moment=moment))
    if done_at is not None or by < now:
        return DueWords(say("Late: promised by {moment}", moment=moment), "late")
    return DueWords(say("Promised by {moment}", moment=moment), "soon" if by[:10] == today.isoformat() else "plain")


def solution_words(by: str | None, closed_at: str | None, now: str, today: date) -> DueWords:
    """Return what stands for the end of the clock: when it was solved, and by when that is or was promised."""
    solved = near_moment(language(), closed_at, today) if closed_at else ""
    if by is None:
        return DueWords(say("Solved {moment}", moment=solved) if solved else "")
    moment = near_moment(language(), by, today)
    if closed_at is None:
        tone = "late" if by < now else target_words(by, None, now, today).tone
        return DueWords(say("To be solved by {moment}", moment=moment), tone)
    if closed_at > by:
        return DueWords(say("Solved {moment}; it was promised by {by}", moment=solved, by=moment), "late")
    return DueWords(say("Solved {moment}, as promised", moment=solved))


def working_words(passed: timedelta) -> str:
    """Return how much working time passed: '3 h 20'."""
    return minutes_in_words(language(), int(passed.total_seconds()) // 60)


def round_words(one: Round, working: WorkingTime, today: date) -> list[str]:
    """Return what came of a round, a line for each thing that happened."""
    lines = [
        _moment_words(what, one.began_at, moment, working, today)
        for what, moment in zip(_MOMENTS, (one.answered_at, one.on_site_at, one.closed_at), strict=True)
        if moment is not None
    ]
    lines += [escalation_words(escalation, today) for escalation in one.escalations]
    return [*lines, one.result] if one.result else lines


def _moment_words(what: Label, began_at: str, at: str, working: WorkingTime, today: date) -> str:
    passed = working.between(datetime.fromisoformat(began_at), datetime.fromisoformat(at))
    moment = near_moment(language(), at, today)
    if not passed:
        return say("{what} {moment}", what=what, moment=moment)
    return say("{what} {moment}, after {time} of working time", what=what, moment=moment, time=working_words(passed))


def escalation_words(escalation: Escalation, today: date) -> str:
    """Return to whom something was escalated, when, and why."""
    moment = near_moment(language(), escalation.at, today)
    if escalation.note:
        return say("{moment}: escalated to {name}: {note}", moment=moment, name=escalation.name, note=escalation.note)
    return say("{moment}: escalated to {name}", moment=moment, name=escalation.name)


def round_title(number: int, one: Round, today: date) -> str:
    """Return the name of a round: which it was, and when it began."""
    began = short_date(language(), date.fromisoformat(one.began_at[:10]), today)
    return say("Round {number}, from {day}", number=number, day=began)
