"""What a summary says after the sale: products with their warranty and service, and what customers say of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.feedback import KINDS
from models.summaries.frame import Frame
from models.summaries.report import Cell, Column, Section, Table
from models.summaries.sections import SHOWN_AT_MOST, about, and_more, day_column, day_in
from models.summaries.visit_sheets import number, without_empty
from models.text.language import Label

WARRANTY_DAYS = 60
"""A warranty that ends within so many days is worth a word to the customer."""

_SITES_SHOWN = 2


@dataclass(frozen=True, slots=True)
class AssetFact:
    """An installed product; `competitor` is the name of who installed it if not we, or None for a customer."""

    account: str
    product: str
    version: str
    serial_number: str
    site: str
    quantity: int
    installed_on: str | None
    warranty_end_on: str | None
    competitor: str | None
    service_rhythm_days: int | None
    served_on: str | None
    service_on: str | None


def assets(frame: Frame) -> list[AssetFact]:
    """Return what is installed at the end of the period, by account, product and site."""
    scope = frame.scope
    query = f"""
        SELECT shown_account.name, product, version, serial_number, site, quantity, installed_on, warranty_end_on,
               competitor, service_rhythm_days, (
                   SELECT substr(max(start), 1, 10) FROM shown_visit_asset
                   JOIN shown_any_visit ON shown_any_visit.id = visit_id
                   WHERE asset_id = shown_asset.id AND state = 'held' AND start < ?2), (
                   SELECT substr(min(start), 1, 10) FROM shown_visit_asset
                   JOIN shown_any_visit ON shown_any_visit.id = visit_id
                   WHERE asset_id = shown_asset.id AND state = 'planned' AND start >= ?1)
        FROM shown_asset JOIN shown_account ON shown_account.id = account_id
        WHERE coalesce(removed_on, '9999') > ?1 AND coalesce(installed_on, '') < ?2
          AND {scope.of_projects("project_id")} AND {scope.condition("account_id")}
        ORDER BY shown_account.name, coalesce(competitor, '') <> '', product, site, serial_number, shown_asset.id"""
    day, after = frame.as_of.isoformat(), (frame.as_of + timedelta(days=1)).isoformat()
    return [AssetFact(*row) for row in frame.journal.rows(query, day, after, *scope.account_ids)]


def installed_sections(frame: Frame, found: list[AssetFact]) -> list[Section]:
    """Return what is installed, with warranty and service: by product for pages, each piece for a sheet."""
    if not found:
        return []
    say = frame.language.say
    grouped = _by_product(frame, found)
    columns, of_sheet = _columns(frame, grouped), _columns(frame, found)
    page = Table(columns, tuple(_asset_row(frame, one) for one in grouped[:SHOWN_AT_MOST]))
    sheet = Table(of_sheet, tuple(_asset_row(frame, one) for one in found))
    more = and_more(len(grouped) - SHOWN_AT_MOST, frame.language)
    return [
        Section("installed", say("Installed products"), page, more, medium="page"),
        Section("all-products", say("Installed products"), without_empty(sheet), medium="sheet"),
    ]


def _by_product(frame: Frame, found: list[AssetFact]) -> list[AssetFact]:
    """Return those of one version of a product at an account as one: all pieces, some sites, the days that are next."""
    alike: dict[tuple[str, ...], list[AssetFact]] = {}
    for one in found:
        alike.setdefault((one.account, one.product, one.version, one.competitor or ""), []).append(one)
    return [
        replace(
            ones[0],
            quantity=sum(one.quantity for one in ones),
            site=_sites(frame, [site for site in dict.fromkeys(one.site for one in ones) if site]),
            installed_on=min((one.installed_on for one in ones if one.installed_on), default=None),
            warranty_end_on=min((one.warranty_end_on for one in ones if one.warranty_end_on), default=None),
            service_on=min((one.service_on for one in ones if one.service_on), default=None),
        )
        for ones in alike.values()
    ]


def _sites(frame: Frame, names: list[str]) -> str:
    shown = frame.language.listing(names[:_SITES_SHOWN])
    rest = len(names) - _SITES_SHOWN
    return frame.language.say("{sites} and {count} more", sites=shown, count=rest) if rest > 0 else shown


def _columns(frame: Frame, found: list[AssetFact]) -> tuple[Column, ...]:
    language = frame.language
    say = language.say
    return (
        Column(say("Product"), 2.2),
        Column(say("Account"), 1.7, sheet_only=len({one.account for one in found}) == 1),
        Column(say("Version"), 0.9),
        Column(say("Serial number"), 1.4, sheet_only=True),
        Column(say("Site"), 2, sheet_only=not any(one.site for one in found)),
        Column(say("Pieces"), 0.8, "number", sheet_only=all(one.quantity == 1 for one in found)),
        day_column(say("Installed on"), language, sheet_only=True),
        day_column(say("Warranty until"), language),
        day_column(say("Last service"), language, sheet_only=True),
        day_column(say("Next service"), language, sheet_only=not any(one.service_on for one in found)),
        Column(say("Installed by"), 1.2, sheet_only=not any(one.competitor for one in found)),
    )


def _asset_row(frame: Frame, one: AssetFact) -> tuple[Cell, ...]:
    return (
        Cell(one.product, tone="quiet" if one.competitor else "strong"),
        Cell(one.account, tone="quiet"),
        Cell(one.version),
        Cell(one.serial_number),
        Cell(one.site),
        number(one.quantity),
        _day(frame, one.installed_on),
        _warranty(frame, one),
        _day(frame, one.served_on),
        _day(frame, one.service_on),
        Cell(one.competitor or ""),
    )


def _day(frame: Frame, day: str | None) -> Cell:
    if not day:
        return Cell("")
    when = date.fromisoformat(day)
    return Cell(frame.language.day(when), when, "quiet")


def _warranty(frame: Frame, one: AssetFact) -> Cell:
    cell = _day(frame, one.warranty_end_on)
    ends_soon = one.warranty_end_on and _ends_soon(frame, one.warranty_end_on)
    return Cell(cell.text, cell.value, "soon") if ends_soon and not one.competitor else cell


def _ends_soon(frame: Frame, day: str) -> bool:
    return frame.as_of.isoformat() <= day <= (frame.as_of + timedelta(days=WARRANTY_DAYS)).isoformat()


def coming_section(frame: Frame, found: list[AssetFact]) -> Section | None:
    """Return the warranties that end soon or ended in the period, and the service visits that are next, or nothing."""
    language = frame.language
    alike: dict[tuple[str, Label, str, str], list[AssetFact]] = {}
    for one in found:
        for day, sentence in _coming(frame, one):
            alike.setdefault((day, sentence, one.account, one.product), []).append(one)
    items = []
    for (day, sentence, account, product), ones in sorted(alike.items(), key=lambda item: item[0]):
        site = ones[0].site
        named = language.say("{product} ({site})", product=product, site=site) if site else product
        if len(ones) > 1:
            named = language.say("{product} × {count}", product=product, count=len(ones))
        words = language.say(sentence, product=named, day=language.day(date.fromisoformat(day)))
        items.append(about(account, words, language))
    if not items:
        return None
    more = and_more(len(items) - SHOWN_AT_MOST, language)
    return Section("installed", language.say("Warranty and service"), items=(*items[:SHOWN_AT_MOST], *more))


def _coming(frame: Frame, one: AssetFact) -> Iterator[tuple[str, Label]]:
    """Yield the day of what comes, or came in the period, and the sentence that says so."""
    if one.competitor:
        return
    today, end = frame.as_of.isoformat(), one.warranty_end_on
    if one.service_on and one.service_on <= frame.period.after().last.isoformat():
        yield one.service_on, Label("Service of {product} on {day}")
    if end and _ends_soon(frame, end):
        yield end, Label("The warranty of {product} ends on {day}")
    elif end and frame.period.first.isoformat() <= end < today:
        yield end, Label("The warranty of {product} ended on {day}")


@dataclass(frozen=True, slots=True)
class FeedbackFact:
    """What somebody said of a product on a day (ISO), and what was answered."""

    noted_on: str
    account: str
    product: str
    kind: str
    person: str
    words: str
    answer: str


def feedback(frame: Frame) -> list[FeedbackFact]:
    """Return what was said of products in the period, the earliest first; of a project, of its own or at its visits."""
    scope = frame.scope
    query = f"""
        SELECT noted_on, shown_account.name, shown_feedback.product, shown_feedback.kind,
               coalesce(shown_contact.name, ''), words, answer
        FROM shown_feedback JOIN shown_account ON shown_account.id = shown_feedback.account_id
        LEFT JOIN shown_contact ON shown_contact.id = shown_feedback.contact_id
        LEFT JOIN shown_asset ON shown_asset.id = asset_id LEFT JOIN shown_any_visit ON shown_any_visit.id = visit_id
        WHERE noted_on BETWEEN ? AND ?
          AND ({scope.of_projects("shown_asset.project_id")} OR {scope.of_projects("shown_any_visit.project_id")})
          AND {scope.condition("shown_feedback.account_id")}
        ORDER BY noted_on, shown_feedback.id"""
    first, last = frame.period.first.isoformat(), frame.as_of.isoformat()
    return [FeedbackFact(*row) for row in frame.journal.rows(query, first, last, *scope.account_ids)]


def feedback_section(frame: Frame, found: list[FeedbackFact]) -> Section | None:
    """Return what was said of products, or nothing when nothing was."""
    if not found:
        return None
    language = frame.language
    say = language.say
    columns = (
        day_column(say("Day"), language),
        Column(say("Product"), 1.6),
        Column(say("Account"), 1.7, sheet_only=len({one.account for one in found}) == 1),
        Column(say("Kind"), 1),
        Column(say("Said"), 3.8),
        Column(say("By"), 1, sheet_only=True),
        Column(say("Answer"), 2, sheet_only=True),
    )
    rows = []
    for one in found[:SHOWN_AT_MOST]:
        day = date.fromisoformat(one.noted_on)
        rows.append(
            (
                Cell(day_in(day, frame.period, language), day, "quiet"),
                Cell(one.product, tone="strong"),
                Cell(one.account, tone="quiet"),
                Cell(say(KINDS[one.kind]), tone="late" if one.kind == "problem" else "plain"),
                Cell(one.words),
                Cell(one.person),
                Cell(one.answer),
            )
        )
    more = and_more(len(found) - SHOWN_AT_MOST, language)
    return Section("feedback", say("Said of our products"), Table(columns, tuple(rows)), more)
