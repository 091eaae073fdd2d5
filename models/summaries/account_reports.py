"""Account reports: the figures of each account in a period, its visits, and what is open with it."""

from __future__ import annotations

from collections.abc import Sequence

from models.summaries import after_sale_sections as after_sale
from models.summaries import facts, owed, sections, visit_sheets
from models.summaries.account_facts import AccountFact, account_facts
from models.summaries.account_history import history_section
from models.summaries.coverage_section import coverage_section
from models.summaries.delivery_history import delivery_rows
from models.summaries.facts import VisitFact
from models.summaries.frame import SHOWN_STATES, Frame
from models.summaries.key_figures import key_figures, visits_and_people
from models.summaries.money_facts import ageing, payments, receivables
from models.summaries.money_sections import ageing_section, collected_section
from models.summaries.open_steps import money_line, money_section, open_line, open_section, open_steps
from models.summaries.project_facts import projects
from models.summaries.project_overview import projects_table
from models.summaries.report import Amount, Cell, Column, Figure, Report, Section, Table
from models.summaries.risk_sections import open_risks, risks_section
from models.text.language import Language

OPEN_SHOWN = 8
"""How many open things an account's part lists before it counts the rest; a sheet has them all."""


def account_reports(frame: Frame) -> Report:
    """Return the accounts seen, or asked for, side by side, and each on its own.

    One account asked for gives its history, with that of its branches.
    """
    say = frame.language.say
    visits = facts.visits(frame.journal, frame.period, frame.scope, SHOWN_STATES)
    money = [] if frame.is_for_customer else facts.overdue_money(frame.journal, frame.scope, frame.as_of)
    steps = open_steps(frame)
    accounts = account_facts(frame, visits, steps, money)
    roots = frame.roots()
    overview = _overview(frame, accounts)
    parts: list[Section | None]
    if len(roots) == 1:
        # The key figures say all there is to say of one account without branches.
        parts = [overview] if len(accounts) > 1 else []
        parts += [history_section(frame, visits, delivery_rows(frame)), coverage_section(frame, roots[0][0])]
        parts += [open_section(frame, steps), *_after_the_order(frame)]
        title, subtitle = roots[0][1], say("Account report · {days}", days=frame.days())
        figures = [_last_seen(frame, accounts), *key_figures(frame)]
    else:
        parts = [overview, *(_account(frame, account) for account in accounts)]
        ids = {account.id for account in accounts}
        parts += _sheets(frame, visits, [step for step in steps if step.account_id in ids])
        title, subtitle = say("Account report"), frame.accounts_and_days()
        figures = _figures(frame, accounts)
    parts.append(sections.notes(visits, frame.language))
    shown = [part for part in parts if part is not None]
    return frame.report("account", title, figures, shown, subtitle=subtitle)


def _after_the_order(frame: Frame) -> list[Section | None]:
    """Return the projects of an account with their acceptance, its products, and what is ours alone: money, risks."""
    found = projects(frame)
    parts: list[Section | None] = [
        projects_table(frame, found) if found else None,
        *after_sale.installed_sections(frame, after_sale.assets(frame)),
    ]
    if frame.is_for_customer:
        return parts
    return [
        *parts,
        money_section(frame),
        ageing_section(frame, ageing(receivables(frame), frame.as_of)),
        collected_section(frame, payments(frame)),
        risks_section(frame, open_risks(frame)),
        after_sale.feedback_section(frame, after_sale.feedback(frame)),
    ]


def _last_seen(frame: Frame, accounts: Sequence[AccountFact]) -> Figure:
    """Return how long ago one of these accounts was last visited."""
    language = frame.language
    label = language.say("last seen")
    last = max((account.last_seen for account in accounts if account.last_seen), default=None)
    if last is None:
        return Figure(language.say("never"), label)
    days = (frame.as_of - last).days
    if frame.as_of < frame.today:
        return Figure(language.day(last), label)
    if days == 0:
        return Figure(language.say("today"), label)
    return Figure(language.plural("{count} day ago", "{count} days ago", days), label)


def _figures(frame: Frame, accounts: Sequence[AccountFact]) -> list[Figure]:
    """Return the sums of the accounts listed; what is open with others is not told here."""
    language = frame.language
    figures = visits_and_people(frame)
    ours = [promise for account in accounts for promise in account.promises if promise.kind == "promise"]
    if ours:
        kept = sum(owed.was_kept(promise, frame.period) for promise in ours)
        figures.append(Figure(f"{kept} / {len(ours)}", language.say("promises kept")))
    if frame.is_for_customer:
        return figures
    complaints = sum(account.complaints for account in accounts)
    figures.append(Figure(str(complaints), language.plural("complaint open", "complaints open", complaints)))
    overdue = owed.by_currency(fact for account in accounts for fact in account.money)
    return figures + [Figure(language.money(amount, code), language.say("overdue")) for code, amount in overdue.items()]


def _sheets(frame: Frame, visits: Sequence[VisitFact], steps: Sequence[facts.StepFact]) -> list[Section | None]:
    people = facts.people_of(frame.journal, [visit.id for visit in visits])
    table = sections.visits(visits, people, frame.period, frame.today, frame.language)
    return [visit_sheets.for_sheets(table), open_section(frame, steps, sheet=True)]


def _overview(frame: Frame, accounts: Sequence[AccountFact]) -> Section:
    """Return a row for each account; columns that say nothing of any account stay off the page."""
    language = frame.language
    say = language.say
    inside = not frame.is_for_customer
    promised = {promise.kind for account in accounts for promise in account.promises}
    columns = [
        Column(say("Account"), 2),
        Column(say("Visits"), 0.8, "number"),
        Column(say("Met"), 0.7, "number"),
        Column(say("We kept"), 0.9, "number", sheet_only="promise" not in promised),
        Column(say("Customer kept"), 1.1, "number", sheet_only="customer_promise" not in promised),
    ]
    if inside:
        columns += [
            Column(say("Complaints"), 1.25, "number", sheet_only=not any(a.complaints for a in accounts)),
            Column(say("Overdue"), 1.85, "number", sheet_only=not any(a.money for a in accounts)),
        ]
    columns += [Column(say("Last seen"), 1.4, "date"), Column(say("Days since"), 0.75, "number")]
    rows = tuple(_row(frame, account, inside) for account in accounts)
    table = Table(tuple(columns), rows)
    return Section("accounts", say("Accounts"), table, empty=say("No account was seen in this period."))


def _row(frame: Frame, account: AccountFact, inside: bool) -> tuple[Cell, ...]:
    language = frame.language
    cells = [
        Cell(account.name, tone="strong"),
        _count(account.held),
        _count(account.people),
        Cell(_kept(frame, account, "promise")),
        Cell(_kept(frame, account, "customer_promise")),
    ]
    if inside:
        overdue = list(owed.by_currency(account.money).items())
        only = Amount(overdue[0][1], overdue[0][0]) if len(overdue) == 1 else None
        cells += [
            Cell(str(account.complaints or ""), account.complaints, "late"),
            Cell("\n".join(language.money(amount, code) for code, amount in overdue), only, "late"),
        ]
    last = account.last_seen
    if last is None:
        return (*cells, Cell(language.say("never"), tone="quiet"), Cell(""))
    days = (frame.as_of - last).days
    return (*cells, Cell(_day(frame, account, language), last, "quiet"), Cell(str(days), days))


def _day(frame: Frame, account: AccountFact, language: Language) -> str:
    last = account.last_seen
    if last is None:
        return ""
    return language.short_day(last) if last.year == frame.as_of.year else language.day(last)


def _count(number: int) -> Cell:
    return Cell(str(number), number, "plain" if number else "quiet")


def _kept(frame: Frame, account: AccountFact, kind: str) -> str:
    """Return how many promises of one side were kept, of those that were to be kept in the period."""
    due = [promise for promise in account.promises if promise.kind == kind]
    return f"{sum(owed.was_kept(promise, frame.period) for promise in due)} / {len(due)}" if due else ""


def _account(frame: Frame, account: AccountFact) -> Section | None:
    """Return the visits of one account and what is open with it, or nothing when there is neither."""
    lines = [open_line(frame, step) for step in account.open]
    lines += [money_line(frame, fact) for fact in account.money]
    if not (account.visits or lines):
        return None
    language = frame.language
    people = facts.people_of(frame.journal, [visit.id for visit in account.visits])
    columns = (
        Column(language.say("Day"), 1.2, "date"),
        Column(language.say("Met"), 1.9),
        Column(language.say("Result"), 5.9),
    )
    rows = tuple(
        (
            Cell(sections.day_in(visit.day, frame.period, language), visit.day, "quiet"),
            Cell(sections.met(people.get(visit.id, ()), language), tone="quiet"),
            sections.result_line(visit, frame.today, language),
        )
        for visit in account.visits
    )
    more = sections.and_more(len(lines) - OPEN_SHOWN, language)
    return Section(
        f"account-{account.id}",
        account.name,
        Table(columns, rows, bare=True) if rows else None,
        (*lines[:OPEN_SHOWN], *more),
        medium="page",
    )
