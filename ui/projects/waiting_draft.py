"""The way back into the editor in which something was typed that hangs on a project, or stands at a customer."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from models import acceptance
from models.drafts import Draft
from models.errors import JournalError, NotFound
from ui import alerts
from ui.session import Session

ShowRecord = Callable[[str, int], None]
"""Shows a record of a kind on the page of projects."""


def go_on(session: Session, draft: Draft, show_record: ShowRecord, parent: QWidget) -> None:
    """Open the editor of whatever kind of record it is; it offers its draft by itself."""
    if draft.table == "asset":
        from ui.assets.editor import edit_asset, new_asset

        _ = edit_asset(session, draft.record_id, parent) if draft.record_id else new_asset(session, parent)
    elif draft.table == "feedback":
        from ui.assets.feedback_editor import edit_feedback, new_feedback

        _ = edit_feedback(session, draft.record_id, parent) if draft.record_id else new_feedback(session, parent)
    elif draft.table == "receivable":
        from ui.receivables import deeds

        _ = deeds.edit(session, draft.record_id, parent) if draft.record_id else deeds.new(session, parent)
    else:
        _go_on_with_acceptance(session, draft, show_record, parent)


def _go_on_with_acceptance(session: Session, draft: Draft, show_record: ShowRecord, parent: QWidget) -> None:
    from ui.acceptance.item_editor import ItemEditor
    from ui.acceptance.signature_editor import SignatureEditor

    is_item = draft.table == "acceptance_item"
    try:
        project_id = _project_of(session, draft)
        show_record("project", project_id)
        kind = ItemEditor if is_item else SignatureEditor
        editor = kind(session, project_id, draft.record_id, parent.window())
    except JournalError as error:
        alerts.current().error(error)
        return
    editor.open()


def _project_of(session: Session, draft: Draft) -> int:
    if draft.record_id is None:
        try:
            return int(json.loads(draft.content)["project_id"])
        except (ValueError, KeyError, TypeError) as error:
            raise NotFound("There is no such project (it may lie in the trash).") from error
    read = acceptance.get_item if draft.table == "acceptance_item" else acceptance.get_signature
    return session.read(read, draft.record_id).project_id
