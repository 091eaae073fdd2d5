"""What is known about a person: what to bear in mind, and the private notes set apart."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from models.contact_overview import ContactOverview
from ui import theme
from ui.attachments.part import AttachmentsPart
from ui.contacts.birthdays import birthday_words
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets.labels import label, selectable
from ui.widgets.layouts import column
from ui.widgets.parchment import parchment


class AboutTab(QWidget):
    """Birthday, preferences, kindnesses and private notes; what is empty takes no room."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[str, tuple[QLabel, QLabel]] = {}
        names = {
            "full_name": say("Family name, given name"),
            "birthday": say("Birthday"),
            "rhythm": say("Rhythm"),
            "preferences": say("Preferences"),
            "kindnesses": say("Kindnesses"),
        }
        for key, name in names.items():
            self._texts[key] = (label(name, "caption", "text_2"), selectable("notes"))
        self._private_text = selectable("notes")
        self._private = parchment(self._private_text)
        self._nothing = label(say("Nothing is noted here yet. Edit the person to add it."), "body", "text_3", wrap=True)
        self.files = AttachmentsPart(session)
        parts = [column(head, text, spacing=2) for head, text in self._texts.values()]
        self.setLayout(column(self._nothing, *parts, self._private, self.files, None, spacing=theme.CARD_PADDING))
        self.setMaximumWidth(720)

    def fill(self, person: ContactOverview) -> None:
        """Show what is known about a person."""
        contact = person.contact
        names = [name for name in (contact.family_name, contact.given_name) if name]
        texts = {
            "full_name": language().listing(names),
            "birthday": birthday_words(language(), contact.birthday),
            "rhythm": plural("{count} day", "{count} days", contact.rhythm_days) if contact.rhythm_days else "",
            "preferences": contact.preferences,
            "kindnesses": contact.kindnesses,
        }
        for key, text in texts.items():
            for part in self._texts[key]:
                part.setVisible(bool(text))
            self._texts[key][1].setText(text)
        self._private_text.setText(contact.private_notes)
        self._private.setVisible(bool(contact.private_notes))
        self._nothing.setVisible(not any((*texts.values(), contact.private_notes)))
        self.files.show_owner("contact", contact.id)
