"""Installed products: what stands at which account and site, in which version, under warranty until when."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from models import records, service, values
from models.changes import Changes, Operation, Value
from models.errors import InvalidValue
from models.journal import Journal
from models.merging.chain import follow
from models.row_class import row_class
from models.tables import Account, Asset, Attachment, Contact, Project
from models.text.language import Label

MOST = 1_000_000
"""No row stands for more pieces of a product."""
LONGEST_RHYTHM = 3660
"""The longest service rhythm, in days."""


class AssetFields(TypedDict, total=False):
    """The fields of an installed product; days are dates or ISO text, no `competitor` means it is ours.

    Service is due every `service_rhythm_days` days after `service_from_on` (or after it was installed) until
    `service_until_on` (or the end of the warranty).
    """

    account_id: int
    product: str
    quantity: int
    version: str
    serial_number: str
    site: str
    installed_on: date | str | None
    warranty_end_on: date | str | None
    service_rhythm_days: int | None
    service_from_on: date | str | None
    service_until_on: date | str | None
    removed_on: date | str | None
    competitor: str
    project_id: int | None
    contact_id: int | None
    notes: str


RULES: dict[str, values.Rule] = {
    "account_id": values.required(Label("account"), values.link),
    "product": values.line(Label("product"), values.NAME_LENGTH, required=True),
    "quantity": values.required(Label("quantity"), values.number(Label("quantity"), 1, MOST)),
    "version": values.line(Label("version"), 200),
    "serial_number": values.line(Label("serial number"), 200),
    "site": values.line(Label("site")),
    "installed_on": values.day(Label("day of the installation")),
    "warranty_end_on": values.day(Label("end of the warranty")),
    "service_rhythm_days": values.number(Label("service rhythm in days"), 1, LONGEST_RHYTHM),
    "service_from_on": values.day(Label("begin of the service")),
    "service_until_on": values.day(Label("end of the service")),
    "removed_on": values.day(Label("day of the removal")),
    "competitor": values.line(Label("competitor")),
    "project_id": values.link,
    "contact_id": values.link,
    "notes": values.paragraph(Label("notes"), values.NOTES_LENGTH),
}

_DAYS_IN_ORDER = (
    ("installed_on", "warranty_end_on"),
    ("installed_on", "removed_on"),
    ("service_from_on", "service_until_on"),
)
_DAY_NAMES = {
    "installed_on": Label("day of the installation"),
    "warranty_end_on": Label("end of the warranty"),
    "removed_on": Label("day of the removal"),
    "service_from_on": Label("begin of the service"),
    "service_until_on": Label("end of the service"),
}


@row_class
class AssetRow:
    """An installed product as it is read; `revision` goes back with an edit."""

    id: int
    revision: int
    account_id: int
    product: str
    quantity: int
    version: str
    serial_number: str
    site: str
    installed_on: str | None
    warranty_end_on: str | None
    service_rhythm_days: int | None
    service_from_on: str | None
    service_until_on: str | None
    removed_on: str | None
    competitor: str
    project_id: int | None
    contact_id: int | None
    notes: str


def create(journal: Journal, **fields: Unpack[AssetFields]) -> Changes:
    """Note an installed product; its next service visit is planned at once. Raises InvalidValue for a wrong field."""
    stored = values.checked({"account_id": None, "product": "", **fields}, RULES)
    _follow_merges(journal, stored)
    _check(stored)
    with journal.operation("assets.create", subject=str(stored["product"])) as work:
        _require_links(work, stored)
        asset_id = work.insert(Asset, **stored)
        service.follow(journal, work, asset_id)
        return work.done(asset_id)


def edit(journal: Journal, asset_id: int, *, revision: int | None = None, **fields: Unpack[AssetFields]) -> Changes:
    """Change fields of an installed product; what is planned for its service follows where that changes.

    Raises InvalidValue, NotFound, or ChangedElsewhere when it no longer has the revision given.
    """
    stored = values.checked(fields, RULES)
    _follow_merges(journal, stored)
    before = get(journal, asset_id)
    _check({name: getattr(before, name) for name in (*_DAY_NAMES, "competitor", "service_rhythm_days")} | stored)
    with journal.operation("assets.edit", record=(Asset, asset_id)) as work:
        _require_links(work, stored)
        work.update(Asset, asset_id, stored, revision=before.revision if revision is None else revision)
        changed = [name for name in service.DECIDING if name in stored and getattr(before, name) != stored[name]]
        if changed:
            service.plan_anew(journal, work, asset_id, changed)
        return work.done(asset_id)


def take_away(journal: Journal, asset_id: int) -> Changes:
    """Note that a product stands there no more since today; one undo takes back that alone, no edit before it."""
    with journal.operation("assets.edit", subject=get(journal, asset_id).product):
        return edit(journal, asset_id, removed_on=journal.clock.today())


def trash(journal: Journal, asset_id: int) -> Changes:
    """Put an installed product with its files into the trash; what was planned for its service alone goes too."""
    with journal.operation("assets.trash", subject=get(journal, asset_id).product) as work:
        service.call_off(journal, work, asset_id)
        work.trash(Asset, asset_id)
        work.trash_where(Attachment, "asset_id = ?", asset_id)
        return work.done(asset_id)


def restore(journal: Journal, asset_id: int) -> Changes:
    """Take an installed product out of the trash with its files; its next service is planned anew.

    Raises NotFound if it is not there, or if its account lies there too: that comes out first.
    """
    with journal.operation("assets.restore") as work:
        owner = journal.row("SELECT account_id FROM asset WHERE id = ?", asset_id)
        work.require_live(Account, owner[0] if owner else None)
        work.restore_trashed(Asset, asset_id, (Attachment, "asset_id"))
        service.go_on(journal, work, asset_id)
        return work.done(asset_id)


def get(journal: Journal, asset_id: int) -> AssetRow:
    """Return an installed product; raises NotFound for one that is not there or lies in the trash."""
    return records.get(journal, Asset, AssetRow, asset_id)


def _check(stored: dict[str, Value]) -> None:
    for first, last in _DAYS_IN_ORDER:
        values.in_order(stored.get(first), stored.get(last), _DAY_NAMES[first], _DAY_NAMES[last])
    if stored.get("service_rhythm_days") and stored.get("competitor"):
        raise InvalidValue(
            "A competitor’s product is not served by us. Leave out the service rhythm or the competitor."
        )


def _follow_merges(journal: Journal, stored: dict[str, Value]) -> None:
    follow(journal, "account", stored, "account_id")
    follow(journal, "contact", stored, "contact_id")


def _require_links(work: Operation, stored: dict[str, Value]) -> None:
    work.require_live(Account, stored.get("account_id"))
    work.require_live(Project, stored.get("project_id"))
    work.require_live(Contact, stored.get("contact_id"))
