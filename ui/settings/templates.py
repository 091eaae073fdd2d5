"""The user's own templates for notes: their names, their texts and their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QStyle, QWidget

from models import note_templates
from models.changes import Changes
from models.errors import JournalError
from models.note_templates import PLACES, Template
from ui import theme
from ui.session import Session
from ui.settings.part import Part
from ui.settings.undo_notice import UndoNotice
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.buttons import button, icon_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding, row
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_SIDE = 12
_LIST_WIDTH = 190


class TemplateListModel(RowModel[Template]):
    """The templates of the user's own, in their order."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def read(self, last: Template | None, limit: int) -> Sequence[Template]:
        """Return all of them: nobody writes more than fit a menu."""
        return self._session.read(note_templates.listing) if last is None else ()

    def words(self, row: Template) -> str:
        """Return the name of a template."""
        return row.name


class _TemplateDelegate(RowDelegate):
    radius = 6

    def tip(self, row: Template, rect: QRect, position: QPoint) -> str:
        return row.name

    def paint_row(self, painter: QPainter, rect: QRect, row: Template, state: QStyle.StateFlag) -> None:
        paint.text(painter, rect.adjusted(_SIDE, 0, -_SIDE, 0), row.name)


class TemplatesPart(Part):
    """A list, and beside it the template that is chosen. What is written is kept on going on and on closing."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Template | None = None
        self.model = TemplateListModel(session)
        self.list = RowView(self.model, _TemplateDelegate(), say("My templates"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setMinimumHeight(5 * theme.ROW)
        self.name = LineField("", say("Name of the template"))
        self.body = NoteEditor(say("Text of the template"))
        self.body.setMinimumHeight(180)
        self.new_button = button(say("New template"), icon="plus")
        self.up = icon_button("chevron-up", say("Move the template up"))
        self.down = icon_button("chevron-down", say("Move the template down"))
        self.remove_button = icon_button("trash", say("Remove the template"))
        self.notice = UndoNotice(session)
        self._field = field(say("Name of the template"), self.name)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        hint = say("A template is put into the notes of a visit. The program brings some; your own stand beside them.")
        places = language().listing(f"{{{key}}}" for key in self._places())
        filled_in = say("Filled in for you: {places}", places=places)
        tools = row(self.up, self.down, self.remove_button, None, spacing=theme.SPACE_4)
        left = column(self.list, tools, spacing=theme.GAP)
        right = column(
            self._field, self.body, label(filled_in, "caption", "text_3", wrap=True), None, spacing=theme.GAP
        )
        both = row(holding(left), holding(right), spacing=theme.CARD_PADDING)
        both.setStretch(1, 1)
        empty = EmptyState(
            say("No template of your own yet"),
            say("Make one here, or from the notes of a visit with Template."),
            icon="page",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(holding(both))
        self._stack.addWidget(empty)
        top = row(label(hint, "body", "text_2", wrap=True), self.new_button, spacing=theme.CARD_GAP)
        top.setStretch(0, 1)
        self.setLayout(column(top, self._stack, self.notice, spacing=theme.CARD_GAP))

    def _places(self) -> Sequence[str]:
        return tuple(PLACES.values() if language().is_chinese else PLACES)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._go_on())
        self.list.opened.connect(lambda _template: self.name.setFocus())
        self.list.removed.connect(lambda _template: self.remove())
        self.name.edited.connect(lambda _text: self._field.set_error(""))
        self.new_button.clicked.connect(self.add)
        self.up.clicked.connect(lambda: self.move_by(-1))
        self.down.clicked.connect(lambda: self.move_by(1))
        self.remove_button.clicked.connect(self.remove)
        self._session.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read the templates again."""
        self.model.reload()
        self._stack.setCurrentIndex(0 if self.model.rows else 1)
        if self.model.rows and not self.list.currentIndex().isValid():
            self.list.select_first()
        self._show(self.current())

    def current(self) -> Template | None:
        """Return the template that is chosen in the list."""
        chosen = self.list.current_row()
        return chosen if isinstance(chosen, Template) else None

    def keep(self) -> bool:
        """Keep what was written; a name that can't be kept is said to be wrong at its field."""
        for text in (self.name, self.body):
            text.end_composition()
        return self._keep()

    def add(self) -> None:
        """Make a template and go to its name."""
        if not self._keep():
            return
        taken = {template.name for template in self.model.rows}
        name, number = say("New template"), 2
        while name in taken:
            name, number = say("New template {number}", number=number), number + 1
        made = self._do(lambda journal: note_templates.create(journal, name, ""))
        if made is not None:
            self.notice.tell(say("{name} was made", name=name))
            self._choose(made.id)
            self.name.setFocus()
            self.name.selectAll()

    def move_by(self, places: int) -> None:
        """Move the chosen template down, or up by less than none."""
        template = self.current()
        if template is not None and self._keep():
            self._do(lambda journal: note_templates.move(journal, template.id, places))

    def remove(self) -> None:
        """Throw the chosen template away; Undo brings it back."""
        template = self.current()
        if template is not None and self._do(lambda journal: note_templates.trash(journal, template.id)) is not None:
            self.notice.tell(say("{name} was removed", name=template.name))

    def _do(self, work: Callable[..., Changes]) -> Changes | None:
        return self._session.run(work)

    def _choose(self, template_id: int) -> None:
        self.list.select(template_id)

    def _go_on(self) -> None:
        """Show another template, once the one before is kept; what can't be kept stays where it is."""
        now, before = self.current(), self._shown
        if now is None or before is None or now.id == before.id:
            self._show(now)
        elif self._keep():
            self._show(self.current())
        else:
            self._choose(before.id)

    def _show(self, template: Template | None) -> None:
        if template is not None and self._shown is not None and template.id == self._shown.id and self._is_changed():
            self._shown = template
            return
        self._shown = template
        self._field.set_error("")
        self.name.setText(template.name if template else "")
        self.body.set_text(template.body if template else "")
        place = self.model.rows.index(template) if template in self.model.rows else 0
        for one in (self.name, self.body, self.remove_button):
            one.setEnabled(template is not None)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(template is not None and place < len(self.model.rows) - 1)

    def _is_changed(self) -> bool:
        shown = self._shown
        return shown is not None and (self.name.text(), self.body.text()) != (shown.name, shown.body)

    def _keep(self) -> bool:
        shown = self._shown
        if shown is None or not self._is_changed():
            return True
        name, body = self.name.text(), self.body.text()
        try:
            self._shown = Template(shown.id, shown.revision, name, body)  # it is what will be read again
            self._session.attempt(note_templates.edit, shown.id, name=name, body=body)
        except JournalError as error:
            self._shown = shown
            self._field.set_error(error.say(language()))
            return False
        self.notice.tell(say("{name} was changed", name=name))
        return True

    def _on_changed(self, _changes: object) -> None:
        if self.isVisible():
            self.refresh()
