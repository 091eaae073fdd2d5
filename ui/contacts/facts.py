"""What the lists beside a person's history say, row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.contact_overview import ContactOverview, FormerColleague, PersonLink
from models.contact_points import Point
from models.contacts import Post
from models.standings import Standing
from models.text.day_words import full_date, month_name
from models.text.language import Label
from ui.contacts.reaching import address_of
from ui.contacts.side_lists import SideRow
from ui.contacts.words import POINT_ICONS, STANCE_COLOURS, closeness_words, point_label, standing_facts
from ui.translations import language, say
from ui.widgets import paint


def point_rows(points: list[Point]) -> list[SideRow]:
    """Return the ways to reach a person; the mark opens one elsewhere."""
    return [
        SideRow(
            point.id,
            point.value,
            _point_detail(point),
            point,
            POINT_ICONS[point.kind],
            tip=say("Copy (Enter)"),
            mark="external" if address_of(point) else "",
            mark_name=_open_words(point) if address_of(point) else "",
        )
        for point in points
    ]


def _point_detail(point: Point) -> str:
    preferred = say("Preferred") if point.preferred else ""
    return " · ".join(filter(None, (point_label(point.label), preferred)))


def _open_words(point: Point) -> str:
    if point.kind == "chat":
        return say("Open {program}", program=point_label(point.label))
    return {"email": say("Write an e-mail"), "phone": say("Call")}.get(point.kind, say("Open in the browser"))


def post_rows(posts: list[Post], today: date) -> list[SideRow]:
    """Return the posts over time, the present one first."""
    return [_post_row(post, today) for post in posts]


def _post_row(post: Post, today: date) -> SideRow:
    title = " · ".join(filter(None, (post.title, post.department)))
    detail = " · ".join(filter(None, (post.account if title else "", post_time(post, today))))
    return SideRow(post.id, title or post.account, detail, post, tip=say("Change this post (Enter)"), icon="accounts")


def post_time(post: Post, today: date) -> str:
    """Return when a post was held: 'since May 2024', 'March 2021 – April 2024', 'until 2 May 2026'."""
    first = date.fromisoformat(post.from_on) if post.from_on else None
    last = date.fromisoformat(post.until_on) if post.until_on else None
    if first and last:
        return say("{first} – {last}", first=month_name(language(), first), last=month_name(language(), last))
    if first and first > today:
        return say("from {day}", day=full_date(language(), first))
    if first:
        return say("since {month}", month=month_name(language(), first))
    return say("until {day}", day=full_date(language(), last)) if last else ""


def people_rows(person: ContactOverview) -> list[SideRow]:
    """Return the people around a person, each with what ties them."""
    rows: list[SideRow] = []
    if person.reports_to:
        rows.append(_link_row("above", person.reports_to, Label("Reports to")))
    if person.introduced_by:
        introducer = _link_row("introducer", person.introduced_by, Label("Introduced us"), person.introduced_by.day)
        rows.append(replace(introducer, tip=person.contact.introduction or introducer.tip))
    rows += [_link_row("below", link, Label("Reports to this person")) for link in person.reports]
    rows += [_link_row("introduced", link, Label("Introduced by this person"), link.day) for link in person.introduced]
    return rows


def _link_row(tie: str, link: PersonLink, words: Label, day: str | None = None) -> SideRow:
    when = full_date(language(), date.fromisoformat(day)) if day else ""
    detail = " · ".join(filter(None, (say(words), when)))
    dot = paint.ROLES.get(link.role_group or "", "control")
    return SideRow((tie, link.id), link.name, detail, link, dot=dot, tip=link.title)


def standing_rows(standings: list[Standing]) -> list[SideRow]:
    """Return how a person stood over time, the newest first, each with its day and reason."""
    return [_standing_row(one) for one in standings]


def _standing_row(standing: Standing) -> SideRow:
    day = full_date(language(), date.fromisoformat(standing.noted_on))
    detail = " · ".join(filter(None, (day, standing.reason)))
    dot = "control" if standing.stance is None else STANCE_COLOURS[standing.stance]
    tip = standing.reason or say("Correct this (Enter)")
    return SideRow(standing.id, standing_facts(standing), detail, standing, dot=dot, tip=tip)


def colleague_rows(found: list[FormerColleague]) -> list[SideRow]:
    """Return those who were at a former account at the same time, with how close they are to us."""
    return [
        SideRow(
            one.id,
            one.name,
            " · ".join(filter(None, (one.account, closeness_words(one.closeness)))),
            one,
            dot=paint.ROLES.get(one.role_group or "", "control"),
        )
        for one in found
    ]
