"""What is known about a person: what to bear in mind, and the private notes set apart."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from models.contact_overview import ContactOverview
from ui import theme
from ui.attachments.part import AttachmentsPart
from ui.contacts.birthdays import birthday_words
from ui.contacts.words import influence_words
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets.labels import label, selectable
from ui.widgets.layouts import column, holding
from ui.widgets.parchment import parchment

_PRIVATE = ("birthday", "preferences", "kindnesses", "private_notes")


class AboutTab(QWidget):
    """What may be told, what is private on parchment, and the files; what is empty takes no room."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[str, tuple[QLabel, QLabel]] = {}
        names = {
            "full_name": say("Family name, given name"),
            "influence": say("Influence"),
            "languages": say("Languages"),
            "rhythm": say("Rhythm"),
            "introduction": say("How they were introduced"),
            "notes": say("Notes"),
            "birthday": say("Birthday"),
            "preferences": say("Preferences"),
            "kindnesses": say("Kindnesses"),
            "private_notes": say("Private notes"),
        }
        for key, name in names.items():
            token = "private" if key in _PRIVATE else "text_2"
            self._texts[key] = (label(name, "caption", token), selectable("notes"))
        self._private = parchment(holding(column(*map(self._part, _PRIVATE), spacing=theme.GAP)))
        self._nothing = label(say("Nothing is noted here yet. Edit the person to add it."), "body", "text_3", wrap=True)
        self.files = AttachmentsPart(session)
        open_parts = [self._part(key) for key in names if key not in _PRIVATE]
        self.setLayout(column(self._nothing, *open_parts, self._private, self.files, None, spacing=theme.CARD_PADDING))
        self.setMaximumWidth(720)

    def _part(self, key: str) -> QVBoxLayout:
        head, text = self._texts[key]
        return column(head, text, spacing=2)

    def fill(self, person: ContactOverview) -> None:
        """Show what is known about a person."""
        texts = _known(person)
        for key, text in texts.items():
            for part in self._texts[key]:
                part.setVisible(bool(text))
            self._texts[key][1].setText(text)
        self._private.setVisible(any(texts[key] for key in _PRIVATE))
        self._nothing.setVisible(not any(texts.values()))
        self.files.show_owner("contact", person.contact.id)


def _known(person: ContactOverview) -> dict[str, str]:
    contact = person.contact
    names = [name for name in (contact.family_name, contact.given_name) if name]
    return {
        "full_name": language().listing(names),
        "influence": influence_words(contact.influence),
        "languages": contact.languages,
        "rhythm": plural("{count} day", "{count} days", contact.rhythm_days) if contact.rhythm_days else "",
        "introduction": contact.introduction,
        "notes": contact.notes,
        "birthday": birthday_words(language(), contact.birthday),
        "preferences": contact.preferences,
        "kindnesses": contact.kindnesses,
        "private_notes": contact.private_notes,
    }
