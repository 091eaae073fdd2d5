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
from ui.widgets.fields_editor import FieldsEditor


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


class AssetEditor(FieldsEditor):
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
        form, start = AssetForm(session), _fields_of(asset)
        if asset is None:
            start |= {"account_id": account_id, "product": product}
        form.fill(start)
        self.begin_with(form, asset.revision if asset else None)
        (form.product if start["account_id"] else form.account_id).setFocus()

    def unsaved_words(self) -> str:
        """Return the sentence that says what would be lost."""
        return say("This product has changes that are not saved.")

    def create(self, values: dict[str, Any]) -> int:
        """Store a new product."""
        stored = self.session.attempt(assets.create, **values).id
        self.session.say(say("Saved: {title}", title=values["product"]), can_undo=True)
        return stored

    def change(self, record_id: int, revision: int | None, changed: dict[str, Any]) -> None:
        """Store the fields that differ from what was there."""
        self.session.attempt(assets.edit, record_id, revision=revision, **changed)

    def stored(self, record_id: int) -> tuple[dict[str, Any], int]:
        """Return what is stored by now."""
        row = self.session.read(assets.get, record_id)
        return _fields_of(row), row.revision

    def elsewhere_words(self) -> str:
        """Return the sentence that says that it was changed elsewhere."""
        return say("This product was changed elsewhere meanwhile. Both versions are shown; Save again keeps yours.")


def _fields_of(asset: AssetRow | None) -> dict[str, Any]:
    if asset is None:
        return dict.fromkeys(FIELDS) | dict.fromkeys((*LINES, "notes"), "") | {"quantity": 1}
    return {key: getattr(asset, key) for key in FIELDS}
