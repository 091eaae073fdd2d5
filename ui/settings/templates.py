"""The user's own templates for notes: their names, their texts and their order."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import note_templates
from models.note_templates import PLACES, Template
from ui import theme
from ui.session import Session
from ui.settings.own_templates import OwnTemplatesPart
from ui.translations import language, say
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.layouts import column
from ui.widgets.note_editor import NoteEditor


class TemplatesPart(OwnTemplatesPart[Template]):
    """Templates for notes: a name and a text. What is wrong is said at the name."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            session,
            say("My templates"),
            parent,
            listing=note_templates.listing,
            move=note_templates.move,
            trash=note_templates.trash,
        )
        self.body = NoteEditor(say("Text of the template"))
        self.body.setMinimumHeight(180)
        self.fields = (self.name, self.body)
        self._field = field(say("Name of the template"), self.name)
        self.name.edited.connect(lambda _text: self.tell(""))
        self.new_button.clicked.connect(self.add)
        places = language().listing(f"{{{key}}}" for key in (PLACES.values() if language().is_chinese else PLACES))
        filled_in = say("Filled in for you: {places}", places=places)
        self.lay_out(
            say("A template is put into the notes of a visit. The program brings some; your own stand beside them."),
            column(self._field, self.body, label(filled_in, "caption", "text_3", wrap=True), None, spacing=theme.GAP),
            EmptyState(
                say("No template of your own yet"),
                say("Make one here, or from the notes of a visit with Template."),
                icon="page",
            ),
        )

    def add(self) -> None:
        """Make a template and go to its name."""
        if not self.keep_written():
            return
        name = self.free_name(say("New template"))
        made = self._session.run(note_templates.create, name, "")
        if made is not None:
            self.show_new(made, name)

    def texts(self, template: Template) -> tuple[str, ...]:
        """Return the name and the text."""
        return (template.name, template.body)

    def store(self, template: Template, texts: tuple[str, ...]) -> None:
        """Keep the name and the text; raises JournalError."""
        name, body = texts
        self._session.attempt(note_templates.edit, template.id, name=name, body=body)

    def tell(self, sentence: str) -> None:
        """Say at the name what is wrong, or nothing."""
        self._field.set_error(sentence)
