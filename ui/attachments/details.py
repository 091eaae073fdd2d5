"""The name of a file, what it shows, and whether it may be in summaries."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from models import attachments
from models.attachments import AttachmentFields, AttachmentRow
from models.errors import JournalError
from ui import theme
from ui.attachments.words import kind_words, size_words
from ui.session import Session
from ui.translations import language, say
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.line_field import LineField


class DetailsDialog(Dialog):
    """Changes what is said of a file, never its bytes."""

    def __init__(self, session: Session, row: AttachmentRow, parent: QWidget | None, *, of_visit: bool) -> None:
        super().__init__(say("Attachment"), parent, accept=say("Save"))
        self.session = session
        self._row = row
        self.name = LineField("", say("Name of the file"))
        self.name.setText(row.name)
        self.caption = LineField("", say("Caption"))
        self.caption.setText(row.caption)
        self.in_summary = QCheckBox(say("In summaries with photos"))
        self.in_summary.setChecked(row.in_summary)
        self.in_summary.setToolTip(say("It leaves without the place and the time that a camera writes into it"))
        self.in_summary.setVisible(of_visit and row.has_picture)
        self._name_field = field(say("Name of the file"), self.name)
        self.body.addWidget(self._name_field)
        self.body.addWidget(field(say("Caption"), self.caption, say("Stands under the photo in a summary")))
        self.body.addWidget(self.in_summary)
        facts = [kind_words(row), size_words(row.size)]
        if row.kept_original:
            facts.append(say("kept as large as it was"))
        self.body.addWidget(label(" · ".join(facts), "caption", "text_3"))
        self.body.setSpacing(theme.CARD_GAP)
        self.caption.setFocus() if row.has_picture else self.name.setFocus()

    def accept(self) -> None:
        """Save and close; what can't be saved stays, with the reason below the name."""
        if self.name.is_composing() or self.caption.is_composing():
            return
        fields = AttachmentFields(name=self.name.text(), caption=self.caption.text())
        if self.in_summary.isVisibleTo(self):
            fields["in_summary"] = self.in_summary.isChecked()
        try:
            self.session.attempt(attachments.edit, self._row.id, **fields)
        except JournalError as error:
            self._name_field.set_error(error.say(language()))
            self.name.setFocus()
            return
        super().accept()
