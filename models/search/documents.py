"""What the index holds of each record, and what a search shows of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from zlib import crc32

from models.journal import Journal
from models.row_class import row_class
from models.search import tokens
from models.text.folding import folded, spaced
from models.text.pinyin import sounds

_GAP = "\n"
WHEN: dict[str, str] = {
    "account": "created_at",
    "contact": "created_at",
    "visit": "start",
    "step": "raised_at",
    "plan": "created_at",
    "project": "created_at",
    "attachment": "created_at",
    "acceptance_item": "created_at",
    "receivable": "created_at",
    "asset": "created_at",
    "feedback": "noted_on",
    "signature": "created_at",
}
"""Kind → the column that tells when a record was."""


@row_class
class Document:
    """A record as search sees it.

    `names` are what it is called, `texts` what it says, `private` what is written for oneself alone; the first name is
    its title. `when` is a time on the wall or a UTC stamp (ISO), `opens` the record to open for it. `links` are the
    marks of what it belongs to, `sounding` whether its names are found by pinyin.
    """

    kind: str
    id: int
    when: str
    account: str
    names: tuple[str, ...]
    texts: tuple[str, ...]
    private: tuple[str, ...]
    links: tuple[str, ...]
    opens: tuple[str, int]
    sounding: bool = False

    def columns(self) -> tuple[str, str, str, str, str]:
        """Return the text of each column of the index."""
        name = _GAP.join(filter(None, self.names))
        sound = " ".join(sounds(name) for name in self.names) if self.sounding else ""
        return (
            spaced(folded(name)),
            sound,
            spaced(folded(_GAP.join(filter(None, self.texts)))),
            spaced(folded(_GAP.join(filter(None, self.private)))),
            " ".join(self.links),
        )


def mark_of(columns: Sequence[str], entry: int) -> int:
    """Return a number that tells whether what was indexed, and under which id, is still the same."""
    return crc32("\0".join((*columns, str(entry))).encode("utf-8", "surrogatepass"))


def read(journal: Journal, kind: str, ids: Iterable[int]) -> dict[int, Document]:
    """Return the documents of those of some records that are not in the trash, by their ids."""
    wanted = json.dumps(list(ids))
    return {row[0]: _MADE[kind](row) for row in journal.rows(_QUERIES[kind], wanted)}


def _list(text: str | None) -> list[Any]:
    found: list[Any] = json.loads(text) if text and text != "[]" else []
    return found


def _account(row: tuple[Any, ...]) -> Document:
    record_id, created, name, short, city, region, industry, address, web, phone, tags, notes, private, merged = row
    links = [tokens.account(record_id), *tokens.tags(_list(tags))]
    texts = (city, region, industry, address, web, phone, *_list(tags), notes)
    opens = ("account", record_id)
    names = (name, short, *_list(merged))
    return Document("account", record_id, created, name, names, texts, (private,), tuple(links), opens, True)


def _contact(row: tuple[Any, ...]) -> Document:
    record_id, created, name, account, tags, preferences, kindnesses, private, posts, points, merged, *texts = row
    held = _list(posts)
    links = [tokens.person(record_id), *(tokens.account(post[0]) for post in held), *tokens.tags(_list(tags))]
    said = [part for post in held for part in post[1:]]
    return Document(
        "contact",
        record_id,
        created,
        account or "",
        (name, *_list(merged)),
        (*said, *texts, *_list(points), *_list(tags)),
        (preferences, kindnesses, private),
        tuple(dict.fromkeys(links)),
        ("contact", record_id),
        True,
    )


def _visit(row: tuple[Any, ...]) -> Document:
    record_id, start, account_id, account, purpose, *texts, private, tags, people, questions, state, project_id = row
    links = [tokens.account(account_id), *map(tokens.person, _list(people)), *tokens.tags(_list(tags))]
    links += [tokens.state(state), *([tokens.project(project_id)] if project_id else [])]
    said = (*texts, *_list(questions), *_list(tags))
    return Document(
        "visit", record_id, start, account, (purpose,), said, (private,), tuple(links), ("visit", record_id)
    )


def _step(row: tuple[Any, ...]) -> Document:
    record_id, raised, account_id, account, title, *texts, step_kind, closed, people, project_id = row
    links = [*([tokens.account(account_id)] if account_id else []), *map(tokens.person, _list(people))]
    links += [tokens.kind(step_kind), tokens.state("closed" if closed else "open")]
    links += [tokens.project(project_id)] if project_id else []
    return Document(
        "step", record_id, raised, account or "", (title,), tuple(texts), (), tuple(links), ("step", record_id)
    )


def _plan(row: tuple[Any, ...]) -> Document:
    record_id, created, account_id, account, goal, why, result, closed = row
    links = [*([tokens.account(account_id)] if account_id else []), tokens.state("closed" if closed else "open")]
    texts = (why, result)
    return Document("plan", record_id, created, account or "", (goal,), texts, (), tuple(links), ("plan", record_id))


def _project(row: tuple[Any, ...]) -> Document:
    record_id, created, account_id, account, name, stage, contract, competitor, reason, notes = row
    links = (tokens.account(account_id), tokens.project(record_id))
    texts = (stage, contract, competitor, reason, notes)
    return Document("project", record_id, created, account, (name,), texts, (), links, ("project", record_id))


def _acceptance_item(row: tuple[Any, ...]) -> Document:
    record_id, created, project_id, account_id, account, clause, criterion, state, *texts = row
    links = (tokens.account(account_id), tokens.project(project_id), tokens.state(state))
    opens = ("acceptance_item", record_id)
    names = (criterion, clause)
    return Document("acceptance_item", record_id, created, account, names, tuple(texts), (), links, opens)


def _signature(row: tuple[Any, ...]) -> Document:
    record_id, created, project_id, account_id, account, state, signer, department, subject, blocked, attempts = row
    links = [tokens.account(account_id), tokens.project(project_id), tokens.state(state)]
    links += [tokens.person(signer)] if signer else []
    texts = (blocked, *_list(attempts))
    opens = ("signature", record_id)
    return Document("signature", record_id, created, account, (department, subject), texts, (), tuple(links), opens)


def _receivable(row: tuple[Any, ...]) -> Document:
    record_id, created, account_id, account, project_id, title, invoice, is_settled, people, said, *texts = row
    links = [tokens.account(account_id), *([tokens.project(project_id)] if project_id else [])]
    links += [*map(tokens.person, _list(people)), tokens.state("closed" if is_settled else "open")]
    opens = ("receivable", record_id)
    return Document(
        "receivable", record_id, created, account, (title, invoice), (*_list(said), *texts), (), tuple(links), opens
    )


def _asset(row: tuple[Any, ...]) -> Document:
    record_id, created, account_id, account, project_id, person, product, *texts = row
    links = [tokens.account(account_id), *([tokens.project(project_id)] if project_id else [])]
    links += [tokens.person(person)] if person else []
    opens = ("asset", record_id)
    return Document("asset", record_id, created, account, (product,), tuple(texts), (), tuple(links), opens)


def _feedback(row: tuple[Any, ...]) -> Document:
    record_id, noted, account_id, account, product, words, answer, person, handed_over = row
    links = [tokens.account(account_id), tokens.state("closed" if handed_over else "open")]
    links += [tokens.person(person)] if person else []
    opens = ("feedback", record_id)
    return Document("feedback", record_id, noted, account, (product,), (words, answer), (), tuple(links), opens)


def _attachment(row: tuple[Any, ...]) -> Document:
    record_id, created, name, caption, account_id, account, *owners = row
    opens = next((kind, owner) for kind, owner in zip(_OWNERS, owners, strict=True) if owner is not None)
    links = [tokens.account(account_id)] if account_id else []
    return Document("attachment", record_id, created, account or "", (name, caption), (), (), tuple(links), opens)


_OWNERS = ("visit", "step", "contact", "account", "project", "acceptance_item", "signature", "receivable", "asset")
_MADE = {
    "account": _account,
    "contact": _contact,
    "visit": _visit,
    "step": _step,
    "plan": _plan,
    "project": _project,
    "attachment": _attachment,
    "acceptance_item": _acceptance_item,
    "receivable": _receivable,
    "asset": _asset,
    "feedback": _feedback,
    "signature": _signature,
}
_WANTED = "IN (SELECT value FROM json_each(?1))"
_PEOPLE_OF = """(SELECT json_group_array(contact_id) FROM {0}_contact
    WHERE {0}_id = {0}.id AND {0}_contact.deleted_at IS NULL)"""
_MERGED = """(SELECT json_group_array(merged.name) FROM {0} AS merged
    WHERE merged.merged_into_id = {0}.id AND merged.deleted_at IS NOT NULL)"""
_QUERIES = {
    "account": f"""
        SELECT id, created_at, name, short_name, city, region, industry, address, web, phone, tags, notes,
            private_notes, {_MERGED.format("account")}
        FROM account WHERE id {_WANTED} AND deleted_at IS NULL""",
    "contact": f"""
        SELECT id, created_at, name,
            (SELECT account.name FROM contact_post JOIN account ON account.id = account_id
             WHERE contact_id = contact.id AND contact_post.deleted_at IS NULL
             ORDER BY until_on IS NOT NULL, until_on DESC, contact_post.id DESC LIMIT 1),
            tags, preferences, kindnesses, private_notes,
            (SELECT json_group_array(json_array(account_id, title, department)) FROM contact_post
             WHERE contact_id = contact.id AND contact_post.deleted_at IS NULL),
            (SELECT json_group_array(value) FROM contact_point
             WHERE contact_id = contact.id AND contact_point.deleted_at IS NULL),
            {_MERGED.format("contact")}, notes, languages, introduction
        FROM contact WHERE id {_WANTED} AND deleted_at IS NULL""",
    "visit": f"""
        SELECT visit.id, start, account_id, account.name, purpose, summary, highlight, visit.notes, place,
            expected_result, support_needed, expectation, visit.private_notes, visit.tags, {_PEOPLE_OF.format("visit")},
            (SELECT json_group_array(question || ' ' || answer) FROM visit_question
             WHERE visit_id = visit.id AND visit_question.deleted_at IS NULL),
            state, project_id
        FROM visit JOIN account ON account.id = account_id
        WHERE visit.id {_WANTED} AND visit.deleted_at IS NULL""",
    "step": f"""
        SELECT step.id, raised_at, account_id, account.name, title, details, result, contingency, kind,
            closed_at, {_PEOPLE_OF.format("step")}, project_id
        FROM step LEFT JOIN account ON account.id = account_id
        WHERE step.id {_WANTED} AND step.deleted_at IS NULL""",
    "plan": f"""
        SELECT plan.id, plan.created_at, account_id, account.name, goal, why, result, closed_on
        FROM plan LEFT JOIN account ON account.id = account_id
        WHERE plan.id {_WANTED} AND plan.deleted_at IS NULL""",
    "project": f"""
        SELECT project.id, project.created_at, account_id, account.name, project.name, stage, contract_number,
            competitor, outcome_reason, project.notes
        FROM project JOIN account ON account.id = account_id
        WHERE project.id {_WANTED} AND project.deleted_at IS NULL""",
    "acceptance_item": f"""
        SELECT acceptance_item.id, acceptance_item.created_at, project.id, account.id, account.name, clause, criterion,
            state, department, evidence, blocked_because
        FROM acceptance_item JOIN project ON project.id = project_id AND project.deleted_at IS NULL
        JOIN account ON account.id = account_id
        WHERE acceptance_item.id {_WANTED} AND acceptance_item.deleted_at IS NULL""",
    "receivable": f"""
        SELECT receivable.id, receivable.created_at, account.id, account.name, project_id, title, invoice_number,
            written_off_on IS NOT NULL OR amount_minor <= coalesce(
                (SELECT sum(amount_minor) FROM payment WHERE receivable_id = receivable.id AND deleted_at IS NULL), 0),
            (SELECT json_group_array(contact_id) FROM collection
             WHERE receivable_id = receivable.id AND deleted_at IS NULL AND contact_id IS NOT NULL),
            (SELECT json_group_array(text) FROM (
                SELECT said AS text FROM collection WHERE receivable_id = receivable.id AND deleted_at IS NULL
                UNION ALL SELECT note FROM payment WHERE receivable_id = receivable.id AND deleted_at IS NULL)),
            risk, escalation, written_off_reason
        FROM receivable JOIN account ON account.id = account_id
        WHERE receivable.id {_WANTED} AND receivable.deleted_at IS NULL""",
    "asset": f"""
        SELECT asset.id, asset.created_at, account.id, account.name, project_id, contact_id, product, version,
            serial_number, site, competitor, asset.notes
        FROM asset JOIN account ON account.id = account_id
        WHERE asset.id {_WANTED} AND asset.deleted_at IS NULL""",
    "feedback": f"""
        SELECT feedback.id, noted_on, account.id, account.name, product, words, answer, contact_id,
            handed_over_on
        FROM feedback JOIN account ON account.id = account_id
        WHERE feedback.id {_WANTED} AND feedback.deleted_at IS NULL""",
    "signature": f"""
        SELECT signature.id, signature.created_at, project.id, account.id, account.name, state, signer_id, department,
            subject, blocked_because,
            (SELECT json_group_array(result) FROM signature_attempt
             WHERE signature_id = signature.id AND signature_attempt.deleted_at IS NULL)
        FROM signature JOIN project ON project.id = project_id AND project.deleted_at IS NULL
        JOIN account ON account.id = account_id
        WHERE signature.id {_WANTED} AND signature.deleted_at IS NULL""",
    "attachment": f"""
        SELECT attachment.id, attachment.created_at, attachment.name, caption, account.id, account.name,
            {", ".join(f"attachment.{kind}_id" for kind in _OWNERS)}
        FROM attachment LEFT JOIN visit ON visit.id = attachment.visit_id
        LEFT JOIN step ON step.id = attachment.step_id
        LEFT JOIN acceptance_item ON acceptance_item.id = attachment.acceptance_item_id
        LEFT JOIN signature ON signature.id = attachment.signature_id
        LEFT JOIN receivable ON receivable.id = attachment.receivable_id
        LEFT JOIN asset ON asset.id = attachment.asset_id
        LEFT JOIN project ON project.id
            = coalesce(attachment.project_id, acceptance_item.project_id, signature.project_id)
        LEFT JOIN account ON account.id = coalesce(attachment.account_id, visit.account_id, step.account_id,
            receivable.account_id, asset.account_id, project.account_id)
        WHERE attachment.id {_WANTED} AND attachment.deleted_at IS NULL
        AND coalesce({", ".join(f"attachment.{kind}_id" for kind in _OWNERS)}) IS NOT NULL""",
}
