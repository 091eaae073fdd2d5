"""The editor of an installed product."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from models import assets
from models.assets import AssetRow
from models.errors import JournalError
from ui import alerts
from ui.assets.form import FIELDS, LINES, AssetForm
from ui.session import Session
from ui.translations import say
from ui.widgets.record_editor import RecordEditor


def new_asset(session: Session, parent: QWidget, *, account_id: int | None = None, product: str = "") -> AssetEditor:
    """Open the editor for a new product, at an account and of a name if they are known."""
    editor = AssetEditor(session, None, parent.window(), account_id=account_id, product=product)
    editor.open()
    return editor


def edit_asset(session: Session, asset_id: int, parent: QWidget) -> AssetEditor | None:
    """Open the editor of a product; None when it is gone, and that was told."""
    try:
        editor = AssetEditor(session, asset_id, parent.window())
    except JournalError as error:
        alerts.current().error(error)
        return None
    editor.open()
    return editor


class AssetEditor(RecordEditor):
    """Notes an installed product, or changes one."""

    table = "asset"

    def __init__(
        self,
        session: Session,
        asset_id: int | None,
        parent: QWidget | None,
        *,
        account_id: int | None = None,
        product: str = "",
    ) -> None:
        asset = session.read(assets.get, asset_id) if asset_id is not None else None
        title = say("Edit installed product") if asset else say("New installed product")
        super().__init__(session, asset_id, title, parent)
        self.form = AssetForm(session)
        self._start = _fields_of(asset)
        if asset is None:
            self._start |= {"account_id": account_id, "product": product}
        self.form.fill(self._start)
        self._revision = asset.revision if asset else None
        self.begin(self.form)
        (self.form.product if self._start["account_id"] else self.form.account_id).setFocus()

    def accept(self) -> None:
        """Save and close; what can't be saved is said at its field."""
        if not self.form.is_composing() and self.form.check():
            super().accept()

    def is_changed(self) -> bool:
        """Return whether something differs from what was there."""
        return not self.form.is_settled() or self.form.values() != self._start

    def unsaved_words(self) -> str:
        """Return the sentence that says what would be lost."""
        return say("This product has changes that are not saved.")

    def store(self) -> int:
        """Store the fields that differ from what was there."""
        values: Any = self.form.values()
        if self.record_id is None:
            stored = self.session.attempt(assets.create, **values).id
            self.session.say(say("Saved: {title}", title=values["product"]), can_undo=True)
            return stored
        changed: Any = {key: value for key, value in values.items() if value != self._start[key]}
        if changed:
            self.session.attempt(assets.edit, self.record_id, revision=self._revision, **changed)
        return self.record_id

    def show_both(self) -> None:
        """Keep what was typed and show beside it what is stored now; saving again stores what was typed."""
        assert self.record_id is not None
        stored = self.session.read(assets.get, self.record_id)
        now, mine = _fields_of(stored), self.form.values()
        for key, value in now.items():
            if value == self._start[key]:
                continue
            if mine[key] == self._start[key]:
                self.form.fill({key: value})
            elif mine[key] != value:
                self.form.show_other(key, value)
        self._start, self._revision = now, stored.revision
        self.tell(say("This product was changed elsewhere meanwhile. Both versions are shown; Save again keeps yours."))


def _fields_of(asset: AssetRow | None) -> dict[str, Any]:
    if asset is None:
        return dict.fromkeys(FIELDS) | dict.fromkeys((*LINES, "notes"), "") | {"quantity": 1}
    return {key: getattr(asset, key) for key in FIELDS}
