"""The sign-off sheet: what a department accepts, what is still open, and the lines on which it signs.

It is for the customer's hands, so nothing stands on it that we think or plan: no reason of a block, no state before
something was agreed, and the evidence only when it is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from models import acceptance_lists
from models.acceptance_states import ACCEPTED
from models.errors import InvalidValue
from models.journal import Journal
from models.summaries.privacy import Audience, reading_as
from models.summaries.report import Cell, Column, Report, Section, Table
from models.text import day_words
from models.text.acceptance_words import STATE_NAMES
from models.text.file_names import disk_name
from models.text.language import Language

_FACT_HEIGHT, _ITEM_HEIGHT, _LINE_HEIGHT, _SIGNATURE_HEIGHT = 7.0, 8.0, 11.0, 15.0
"""Millimetres: a printed line, one with room for a word behind it, one to write on, one to sign on."""

_EMPTY_LINES = 3
_NOTHING = Cell("")


@dataclass(frozen=True, slots=True)
class _Project:
    """The project a sheet is about, in the words that stand in its head."""

    name: str
    contract: str
    customer: str
    company: str
    author: str
    batch: str
    sites: str


def departments(journal: Journal, project_id: int, batch_id: int | None = None) -> list[str]:
    """Return the departments that there can be sheets for, in the order of the list; with a batch those it has."""
    found = acceptance_lists.departments(journal, project_id)
    if batch_id is None:
        return found
    query = """
        SELECT department FROM acceptance_item WHERE batch_id = ?1 AND deleted_at IS NULL
        UNION SELECT department FROM signature WHERE batch_id = ?1 AND deleted_at IS NULL"""
    of_batch = {name for (name,) in journal.rows(query, batch_id)}
    return [name for name in found if name in of_batch]


def report(
    journal: Journal,
    project_id: int,
    *,
    language: Language,
    wanted: Sequence[str] = (),
    batch_id: int | None = None,
    with_evidence: bool = False,
) -> Report:
    """Return the sheets of some departments, or of all, each beginning a page of its own.

    With a batch only its items and signatures stand on them. Raises InvalidValue for a department that the project
    does not have, and for a project without an acceptance list.
    """
    known = departments(journal, project_id, batch_id)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise InvalidValue(
            "The acceptance of this project has no department {name}. It has: {known}.",
            name=unknown[0],
            known=tuple(known) or "-",
        )
    with reading_as(journal, Audience("manager")):
        project = _read(journal, project_id, batch_id)
        sheet = _Sheets(journal, project_id, project, language, batch_id, with_evidence=with_evidence)
        sections = [section for name in wanted or known for section in sheet.of(name)]
    if not sections:
        raise InvalidValue("There is nothing to be signed here yet. Enter or import the acceptance list first.")
    today = journal.clock.today()
    heading = (project.name, project.customer) if len(wanted) != 1 else (wanted[0], project.name)
    return Report(
        kind="sign_off",
        language=language.code,
        title=language.say("Sign-off sheet"),
        subtitle=language.say("{left} · {right}", left=heading[0], right=heading[1]),
        author=project.company or project.author,
        reader=language.say("For {customer}", customer=project.customer),
        prepared_on=today,
        prepared=language.say("Prepared {day}", day=day_words.full_date(language, today)),
        sections=tuple(sections),
    )


def one_each(
    journal: Journal,
    project_id: int,
    *,
    language: Language,
    wanted: Sequence[str] = (),
    batch_id: int | None = None,
    with_evidence: bool = False,
) -> list[tuple[str, Report]]:
    """Return the sheet of each of some departments, or of all, with a name for its file; raises as `report`."""
    names = file_names(wanted or departments(journal, project_id, batch_id))
    make = partial(report, journal, project_id, language=language, batch_id=batch_id, with_evidence=with_evidence)
    return [(name, make(wanted=[department])) for name, department in names.items()]


def file_names(wanted: Sequence[str]) -> dict[str, str]:
    """Return the departments by names that their files can have, each its own."""
    names: dict[str, str] = {}
    for department in wanted:
        name = disk_name(department.replace("/", "-").replace("\\", "-"))
        names[f"{name} {len(names) + 1}" if name.casefold() in map(str.casefold, names) else name] = department
    return names


def _read(journal: Journal, project_id: int, batch_id: int | None) -> _Project:
    query = """
        SELECT shown_project.name, contract_number, shown_account.name,
               (SELECT company FROM shown_profile ORDER BY id LIMIT 1),
               (SELECT name FROM shown_profile ORDER BY id LIMIT 1),
               (SELECT name FROM shown_acceptance_batch WHERE id = ?2),
               (SELECT sites FROM shown_acceptance_batch WHERE id = ?2)
        FROM shown_project JOIN shown_account ON shown_account.id = account_id WHERE shown_project.id = ?1"""
    return _Project(*(str(text or "") for text in journal.rows(query, project_id, batch_id)[0]))


class _Sheets:
    """The sheets of one project in the making: they are read as their reader."""

    def __init__(
        self,
        journal: Journal,
        project_id: int,
        project: _Project,
        language: Language,
        batch_id: int | None,
        *,
        with_evidence: bool,
    ) -> None:
        self._project, self._language, self._with_evidence = project, language, with_evidence
        self._today = journal.clock.today()
        of_batch = " AND batch_id = ?2" if batch_id is not None else ""
        query = f"""
            SELECT department, clause, criterion, coalesce(evidence, ''), state FROM shown_acceptance_item
            WHERE project_id = ?1{of_batch} ORDER BY position, id"""
        asked = (project_id,) if batch_id is None else (project_id, batch_id)
        self._items = _by_department(journal.rows(query, *asked))
        query = f"""
            SELECT department, subject, state, signed_on, coalesce(shown_contact.name, ''),
                   coalesce((SELECT title FROM shown_contact_post WHERE contact_id = signer_id
                             ORDER BY until_on IS NOT NULL, from_on DESC, id DESC LIMIT 1), '')
            FROM shown_signature LEFT JOIN shown_contact ON shown_contact.id = signer_id
            WHERE project_id = ?1{of_batch} ORDER BY position, shown_signature.id"""
        self._signatures = _by_department(journal.rows(query, *asked))
        self._number = 0

    def of(self, department: str) -> Iterator[Section]:
        """Yield the parts of one department's sheet; nothing where nothing is to be accepted or signed."""
        items, signatures = self._items.get(department, []), self._signatures.get(department, [])
        if not items and not signatures:
            return
        say = self._language.say
        self._number += 1
        title = (
            say("{left} · {right}", left=say("Sign-off sheet"), right=department) if self._number > 1 else department
        )
        named = say("{left} · {right}", left=self._project.name, right=department)
        yield Section(self._key("facts"), title, self._facts(), begins_page=True, sheet=named)
        if items:
            yield Section(self._key("items"), say("What is accepted"), self._accepted(items))
        yield Section(self._key("open"), say("What must still be settled"), self._left_open())
        signing = say("{left} · {right}", left=say("Signatures"), right=department)
        yield Section(self._key("signatures"), signing, self._signed(signatures))

    def _key(self, name: str) -> str:
        return f"{name}-{self._number}"

    def _facts(self) -> Table:
        say, project = self._language.say, self._project
        facts = [
            (say("Project"), project.name),
            (say("Contract"), project.contract),
            (say("Customer"), project.customer),
            (say("Supplier"), project.company),
            (say("Day of the acceptance"), ""),
            (say("Place"), ""),
        ]
        if project.batch:
            sites = [site.strip() for site in project.sites.splitlines() if site.strip()]
            facts += [(say("Batch"), project.batch), (say("Sites"), self._language.listing(sites))]
        rows = tuple(
            (Cell(left[0], tone="quiet"), Cell(left[1]), Cell(right[0], tone="quiet"), Cell(right[1]))
            for left, right in zip(facts[::2], facts[1::2], strict=True)
        )
        columns = (Column(say("Fact"), 1.1), Column("", 2.4), Column(say("Fact"), 1.0), Column("", 2.0))
        return Table(columns, rows, bare=True, form_height=_FACT_HEIGHT)

    def _accepted(self, items: Sequence[Sequence[str]]) -> Table:
        say = self._language.say
        columns = [Column(say("No."), 0.6, "number"), Column(say("Clause"), 0.9), Column(say("Criterion"), 4.2)]
        if self._with_evidence:
            columns.append(Column(say("Evidence"), 2.2))
        columns += [Column(say("Result"), 1.2), Column(say("Remarks"), 1.6)]
        rows = []
        for number, (clause, criterion, evidence, state) in enumerate(items, start=1):
            shown = [Cell(str(number), number, "quiet"), Cell(clause), Cell(criterion)]
            shown += [Cell(evidence)] if self._with_evidence else []
            result = Cell(say(STATE_NAMES["agreed"])) if state in ACCEPTED else _NOTHING
            rows.append((*shown, result, _NOTHING))
        return Table(tuple(columns), tuple(rows), form_height=_ITEM_HEIGHT)

    def _left_open(self) -> Table:
        say = self._language.say
        columns = (Column(say("Open point"), 3.0), Column(say("What is done about it"), 3.0), Column(say("Until"), 1.0))
        return Table(columns, ((_NOTHING,) * len(columns),) * _EMPTY_LINES, form_height=_LINE_HEIGHT)

    def _signed(self, signatures: Sequence[Sequence[str]]) -> Table:
        say = self._language.say
        columns = (
            Column(say("For"), 2.4),
            Column(say("Name and title"), 2.0),
            Column(say("Signature"), 2.0),
            Column(say("Day"), 1.2),
        )
        rows = [self._signature_row(*signature) for signature in signatures]
        rows = rows or [self._signature_row("", "", None, "", "")] * _EMPTY_LINES
        ours = self._project.company or self._project.author
        rows.append((Cell(say("For {company}", company=ours)), _NOTHING, _NOTHING, _NOTHING))
        return Table(columns, tuple(rows), form_height=_SIGNATURE_HEIGHT)

    def _signature_row(
        self, subject: str, state: str, signed_on: str | None, signer: str, title: str
    ) -> tuple[Cell, ...]:
        language = self._language
        named = language.say("{left} · {right}", left=signer, right=title) if signer and title else signer
        is_signed = state == "signed"
        day = day_words.full_date(language, date.fromisoformat(signed_on)) if is_signed and signed_on else ""
        return Cell(subject), Cell(named), Cell(language.say(STATE_NAMES["signed"]) if is_signed else ""), Cell(day)


def _by_department(rows: Sequence[Sequence[str]]) -> dict[str, list[Sequence[str]]]:
    found: dict[str, list[Sequence[str]]] = {}
    for department, *rest in rows:
        found.setdefault(department, []).append(rest)
    return found
