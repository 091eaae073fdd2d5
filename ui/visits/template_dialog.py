"""Asks what the notes of a visit are to be called as a template."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import note_templates
from models.note_templates import PLACES
from ui.session import Session
from ui.template_name_dialog import TemplateNameDialog
from ui.translations import language, say


class TemplateDialog(TemplateNameDialog):
    """Keeps a text as a template of the user's own."""

    def __init__(self, session: Session, body: str, parent: QWidget | None) -> None:
        place = f"{{{next(iter(PLACES.values() if language().is_chinese else PLACES))}}}"
        hint = say("From now on it stands in the menu Template. Where {place} stands in it, the account is filled in.",
                   place=place)  # fmt: skip
        super().__init__(session, hint, lambda journal, name: note_templates.create(journal, name, body), parent)
