"""Files kept in the journal: photos, drawings, letters. The bytes lie in the journal itself, the same ones once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TypedDict, Unpack

from models import values
from models.changes import Changes, Operation, Value
from models.errors import InvalidValue, JournalDamaged, NotFound
from models.journal import Journal
from models.media_types import ending_to_open
from models.pictures import Prepared, prepare
from models.row_class import row_class
from models.tables import (
    AcceptanceItem,
    Account,
    Asset,
    Attachment,
    Contact,
    Project,
    Receivable,
    Record,
    Signature,
    Step,
    Visit,
)
from models.text.file_names import shown_name
from models.text.language import Label
from models.text.record_names import RECORD_NAMES

LARGEST = 25 * 1024 * 1024
"""Bytes of the largest file that a journal keeps."""

OWNERS: dict[str, type[Record]] = {
    "account": Account,
    "contact": Contact,
    "visit": Visit,
    "step": Step,
    "project": Project,
    "acceptance_item": AcceptanceItem,
    "signature": Signature,
    "receivable": Receivable,
    "asset": Asset,
}
"""What files hang on, by the kind of record; the column is named like it."""


@row_class
class AttachmentRow:
    """A file as it is listed, without its bytes; `size` is in bytes, `created_at` a UTC stamp.

    `has_picture` tells that it can be shown, and put into a summary if it hangs on a visit.
    """

    id: int
    name: str
    media_type: str
    size: int
    caption: str
    in_summary: bool
    kept_original: bool
    created_at: str
    has_picture: bool

    @property
    def ending(self) -> str:
        """Return the ending its private copy gets, or nothing when it may never be opened from here."""
        return ending_to_open(self.name, self.media_type)


class AttachmentFields(TypedDict, total=False):
    """What of a file can be changed; its bytes never are."""

    name: str
    caption: str
    in_summary: bool


_CAPTION = values.line(Label("caption"), 500)


def add(
    journal: Journal, owner_kind: str, owner_id: int, name: str, content: bytes, *, keep_original: bool = False
) -> Changes:
    """Keep a file with a record, photos scaled to 2560 pixels unless they are to be kept as they are.

    The same bytes at the same record are kept once; then nothing changes, and the file that is there is returned.
    Raises InvalidValue when it is larger than 25 MB, and NotFound when the record is not there.
    """
    return add_prepared(journal, owner_kind, owner_id, name, prepare(content, keep_original=keep_original))


def add_prepared(journal: Journal, owner_kind: str, owner_id: int | None, name: str, prepared: Prepared) -> Changes:
    """The same with bytes that were prepared elsewhere, as that takes its time.

    Without an owner the file waits until `give_to_visit`, for a visit that is not written down yet.
    """
    kept_name = shown_name(name)
    require_size(kept_name, len(prepared.content))
    digest = hashlib.sha256(prepared.content).hexdigest()
    with journal.operation("attachments.add", subject=kept_name) as work:
        work.require_live(OWNERS[owner_kind], owner_id)
        present = journal.row(
            f"SELECT id FROM attachment WHERE sha256 = ? AND {owner_kind}_id = ? AND deleted_at IS NULL",
            digest,
            owner_id,
        )
        if present is not None:
            return work.done(present[0])
        _store(journal, digest, prepared)
        return work.done(
            work.insert(
                Attachment,
                sha256=digest,
                name=kept_name,
                media_type=prepared.media_type,
                size=len(prepared.content),
                kept_original=values.flag(prepared.kept_original),
                **{f"{owner_kind}_id": owner_id},
            )
        )


def edit(journal: Journal, attachment_id: int, **fields: Unpack[AttachmentFields]) -> Changes:
    """Change the name or the caption of a file, or whether it may be in a summary.

    Raises InvalidValue for a name of which nothing can be seen, and when what is no photo of a visit is to be in one.
    """
    before = get(journal, attachment_id)
    stored: dict[str, Value] = {}
    if "name" in fields:
        stored["name"] = _checked_name(fields["name"])
    if "caption" in fields:
        stored["caption"] = _CAPTION(fields["caption"])
    if "in_summary" in fields:
        if fields["in_summary"]:
            _require_photo_of_visit(journal, before)
        stored["in_summary"] = values.flag(fields["in_summary"])
    with journal.operation("attachments.edit", subject=before.name, record=(Attachment, attachment_id)) as work:
        work.update(Attachment, attachment_id, stored)
        return work.done(attachment_id)


def set_in_summary(journal: Journal, attachment_id: int, wanted: bool) -> Changes:
    """Choose whether a photo of a visit may be in summaries with photos."""
    return edit(journal, attachment_id, in_summary=wanted)


def trash(journal: Journal, attachment_id: int) -> Changes:
    """Put a file into the trash."""
    with journal.operation("attachments.trash", subject=get(journal, attachment_id).name) as work:
        work.trash(Attachment, attachment_id)
        return work.done(attachment_id)


def restore(journal: Journal, attachment_id: int) -> Changes:
    """Take a file out of the trash; raises NotFound if it, or the record it hangs on, can't come back."""
    with journal.operation("attachments.restore") as work:
        columns = ", ".join(f"{kind}_id" for kind in OWNERS)
        owners = journal.row(f"SELECT {columns} FROM attachment WHERE id = ?", attachment_id) or ()
        for table, owner_id in zip(OWNERS.values(), owners, strict=False):
            work.require_live(table, owner_id)
        work.restore_trashed(Attachment, attachment_id)
        return work.done(attachment_id)


def give_to_visit(journal: Journal, work: Operation, attachment_ids: Iterable[int], visit_id: int) -> None:
    """Hang files that waited on a visit that is written down now; one that was taken back meanwhile stays away."""
    for attachment_id in attachment_ids:
        found = journal.row(
            f"SELECT 1 FROM attachment WHERE id = ? AND deleted_at IS NULL AND {_WITHOUT_OWNER}", attachment_id
        )
        if found is not None:
            work.update(Attachment, attachment_id, {"visit_id": visit_id})


def carry_over(journal: Journal, visit_id: int) -> list[int]:
    """Let the files that went into the trash with a visit wait for the one that is written down in its place.

    Returns their new ids; the bytes are not stored again.
    """
    kept = "sha256, name, media_type, size, caption, in_summary, kept_original"
    found = journal.rows(
        f"SELECT {kept} FROM attachment WHERE visit_id = ?1 AND deleted_at = "
        "(SELECT deleted_at FROM visit WHERE id = ?1) ORDER BY id",
        visit_id,
    )
    if not found:
        return []
    with journal.operation("attachments.add", subject=str(found[0][1])) as work:
        return [work.insert(Attachment, **dict(zip(kept.split(", "), row, strict=True))) for row in found]


def drop_waiting(journal: Journal, attachment_ids: Iterable[int]) -> Changes:
    """Put files into the trash that waited for a visit which was given up."""
    with journal.operation("attachments.trash") as work:
        for attachment_id in attachment_ids:
            work.trash_where(Attachment, f"id = ? AND {_WITHOUT_OWNER}", attachment_id)
        return work.done()


def bring_back_waiting(journal: Journal, attachment_ids: Iterable[int]) -> Changes:
    """Take files out of the trash again because their visit is written on after all."""
    with journal.operation("attachments.restore") as work:
        for attachment_id in attachment_ids:
            query = f"SELECT 1 FROM attachment WHERE id = ? AND deleted_at IS NOT NULL AND {_WITHOUT_OWNER}"
            if journal.row(query, attachment_id) is not None:
                work.restore_trashed(Attachment, attachment_id)
        return work.done()


def get(journal: Journal, attachment_id: int) -> AttachmentRow:
    """Return a file without its bytes; raises NotFound for one that is not there or lies in the trash."""
    found = journal.row(f"{_SELECT} WHERE id = ? AND deleted_at IS NULL", attachment_id)
    if found is None:
        raise NotFound("There is no such {table} (it may lie in the trash).", table=RECORD_NAMES["attachment"])
    return _row(found)


def listing(journal: Journal, owner_kind: str, owner_id: int) -> list[AttachmentRow]:
    """Return the files of a record, the first one added first."""
    if owner_kind not in OWNERS:
        raise ValueError(f"no file hangs on a record of the kind {owner_kind!r}")
    query = f"{_SELECT} WHERE {owner_kind}_id = ? AND deleted_at IS NULL ORDER BY id"
    return [_row(row) for row in journal.rows(query, owner_id)]


def waiting(journal: Journal, attachment_ids: Iterable[int]) -> list[AttachmentRow]:
    """Return those of some files that wait for a visit of a draft, in the order in which they came."""
    query = f"{_SELECT} WHERE id = ? AND deleted_at IS NULL AND {_WITHOUT_OWNER}"
    found = (journal.row(query, attachment_id) for attachment_id in sorted(attachment_ids))
    return [_row(row) for row in found if row is not None]


def content(journal: Journal, attachment_id: int) -> bytes:
    """Return the bytes of a file, proven to be those that were put in; raises JournalDamaged when they are not."""
    found = journal.row(
        "SELECT name, attachment.sha256, attachment_content.content FROM attachment LEFT JOIN attachment_content "
        "ON attachment_content.sha256 = attachment.sha256 WHERE id = ? AND deleted_at IS NULL",
        attachment_id,
    )
    if found is None:
        raise NotFound("There is no such {table} (it may lie in the trash).", table=RECORD_NAMES["attachment"])
    name, digest, stored = found
    if stored is None or hashlib.sha256(stored).hexdigest() != digest:
        raise JournalDamaged(
            "{name} is damaged: its bytes are not those that were put into {path}. Everything else is as it was; "
            "the newest backup may still hold it whole.",
            name=name,
            path=journal.path,
        )
    return bytes(stored)


def thumbnail(journal: Journal, attachment_id: int) -> bytes | None:
    """Return a small JPEG of a picture, 320 pixels at most, or None for what can't be shown."""
    found = journal.row(
        "SELECT content FROM attachment_thumbnail WHERE sha256 = (SELECT sha256 FROM attachment WHERE id = ?)",
        attachment_id,
    )
    return bytes(found[0]) if found else None


def require_size(name: str, size: int) -> None:
    """Refuse a file that is larger than a journal keeps, by InvalidValue."""
    if size > LARGEST:
        raise InvalidValue(
            "{name} has {size} MB, and a journal keeps files of up to {most} MB each. "
            "Leave it in its folder, and note where it lies.",
            name=name,
            size=-(-size // (1024 * 1024)),
            most=LARGEST // (1024 * 1024),
        )


_WITHOUT_OWNER = f"coalesce({', '.join(f'{kind}_id' for kind in OWNERS)}) IS NULL"

_SELECT = """
    SELECT id, name, media_type, size, caption, in_summary, kept_original, created_at,
           EXISTS (SELECT 1 FROM attachment_thumbnail WHERE attachment_thumbnail.sha256 = attachment.sha256)
    FROM attachment"""


def _row(found: tuple[object, ...]) -> AttachmentRow:
    record_id, name, media_type, size, caption, in_summary, kept_original, created_at, has_picture = found
    return AttachmentRow(
        int(str(record_id)),
        str(name),
        str(media_type),
        int(str(size)),
        str(caption),
        bool(in_summary),
        bool(kept_original),
        str(created_at),
        bool(has_picture),
    )


def _store(journal: Journal, digest: str, prepared: Prepared) -> None:
    """Write bytes that are not there yet; they are not logged: undo takes the row away and leaves them for redo."""
    journal.require_transaction()
    journal.connection.execute(
        "INSERT OR IGNORE INTO attachment_content (sha256, content) VALUES (?, ?)", (digest, prepared.content)
    )
    if prepared.thumbnail is not None:
        journal.connection.execute(
            "INSERT OR IGNORE INTO attachment_thumbnail (sha256, content) VALUES (?, ?)", (digest, prepared.thumbnail)
        )


def _checked_name(name: str) -> str:
    if not name.strip():
        raise InvalidValue("The {field} is missing. Please enter one.", field=Label("name"))
    return shown_name(name)


def _require_photo_of_visit(journal: Journal, row: AttachmentRow) -> None:
    of_visit = journal.row(
        f"SELECT 1 FROM attachment WHERE id = ? AND (visit_id IS NOT NULL OR {_WITHOUT_OWNER})",
        row.id,
    )
    if not row.has_picture or of_visit is None:
        raise InvalidValue("Only a photo of a visit can be in a summary; {name} is none.", name=row.name)
