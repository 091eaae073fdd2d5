"""A part of the settings with templates of the user's own: a list, and beside it the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLayout, QPushButton, QStackedWidget, QStyle, QWidget

from models.changes import Changes
from models.errors import JournalError
from models.journal import Journal
from ui import theme
from ui.session import Session
from ui.settings.part import Part
from ui.settings.undo_notice import UndoNotice
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.buttons import button, icon_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding, row
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_SIDE = 12
_LIST_WIDTH = 190


class OwnTemplate(Protocol):
    """A template of the user's own, as a list knows it."""

    @property
    def id(self) -> int | None: ...
    @property
    def name(self) -> str: ...


Template = TypeVar("Template", bound=OwnTemplate)


class OwnTemplateModel(RowModel[Template]):
    """The templates of the user's own, in their order."""

    def __init__(self, session: Session, listing: Callable[[Journal], list[Template]]) -> None:
        super().__init__()
        self._session, self._listing = session, listing

    def read(self, last: Template | None, limit: int) -> Sequence[Template]:
        """Return all of them: nobody writes more than fit a menu."""
        return self._session.read(self._listing) if last is None else ()

    def words(self, row: Template) -> str:
        """Return the name of a template."""
        return row.name


class _TemplateDelegate(RowDelegate):
    radius = 6

    def tip(self, row: OwnTemplate, rect: QRect, position: QPoint) -> str:
        return row.name

    def paint_row(self, painter: QPainter, rect: QRect, row: OwnTemplate, state: QStyle.StateFlag) -> None:
        paint.text(painter, rect.adjusted(_SIDE, 0, -_SIDE, 0), row.name)


class OwnTemplatesPart(Part, Generic[Template]):
    """Shows, orders and removes templates. What is written is kept on going on to another one and on closing.

    A kind of template says what its fields are, what stands in them, how it is kept, and where an error is told.
    """

    fields: tuple[LineField | NoteEditor, ...]
    """The fields of a template; the first is its name."""

    def __init__(
        self,
        session: Session,
        title: str,
        parent: QWidget | None,
        *,
        listing: Callable[[Journal], list[Template]],
        move: Callable[[Journal, int, int], Changes],
        trash: Callable[[Journal, int], Changes],
    ) -> None:
        super().__init__(parent)
        self._session, self._move, self._trash = session, move, trash
        self._shown: Template | None = None
        self._before: tuple[str, ...] = ()
        self.model = OwnTemplateModel(session, listing)
        self.list = RowView(self.model, _TemplateDelegate(), title)
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setMinimumHeight(5 * theme.ROW)
        self.name = LineField("", say("Name of the template"))
        self.new_button: QPushButton = button(say("New template"), icon="plus")
        self.up = icon_button("chevron-up", say("Move the template up"))
        self.down = icon_button("chevron-down", say("Move the template down"))
        self.remove_button = icon_button("trash", say("Remove the template"))
        self.notice = UndoNotice(session)

    def texts(self, template: Template) -> tuple[str, ...]:
        """Return what stands in the fields, in their order."""
        raise NotImplementedError

    def store(self, template: Template, texts: tuple[str, ...]) -> None:
        """Keep what was written in the fields; raises JournalError."""
        raise NotImplementedError

    def tell(self, sentence: str) -> None:
        """Say what is wrong in its place, or nothing."""
        raise NotImplementedError

    def lay_out(self, hint: str, template: QLayout, empty: EmptyState) -> None:
        """Put a hint above, the list and the fields of a template side by side, or `empty` where there are none."""
        left = column(self.list, row(self.up, self.down, self.remove_button, None, spacing=theme.SPACE_4))
        both = row(holding(left), holding(template), spacing=theme.CARD_PADDING)
        both.setStretch(1, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(holding(both))
        self._stack.addWidget(empty)
        top = row(label(hint, "body", "text_2", wrap=True), self.new_button, spacing=theme.CARD_GAP)
        top.setStretch(0, 1)
        self.setLayout(column(top, self._stack, self.notice, spacing=theme.CARD_GAP))
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._go_on())
        self.list.opened.connect(lambda _template: self.name.setFocus())
        self.list.removed.connect(lambda _template: self.remove())
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
        return next((one for one in self.model.rows if one is chosen), None)

    def keep(self) -> bool:
        """Keep what was written; what can't be kept is said to be wrong in its place."""
        for text in self.fields:
            text.end_composition()
        return self.keep_written()

    def keep_written(self) -> bool:
        """Keep what was written in the fields so far, and return whether that went well."""
        shown = self._shown
        if shown is None or not self._is_changed():
            return True
        written, before = self._written(), self._before
        try:
            self._before = written  # it is what will be read again
            self.store(shown, written)
        except JournalError as error:
            self._before = before
            self.tell(error.say(language()))
            return False
        self.tell("")
        self.notice.tell(say("{name} was changed", name=written[0]))
        return True

    def show_new(self, made: Changes, name: str) -> None:
        """Go to the name of a template that was made."""
        self.notice.tell(say("{name} was made", name=name))
        self.refresh()
        self.list.select(made.id)
        self.name.setFocus()
        self.name.selectAll()

    def free_name(self, name: str) -> str:
        """Return a name, with a number behind it where it is taken."""
        taken = {template.name.casefold() for template in self.model.rows}
        number, free = 2, name
        while free.casefold() in taken:
            number, free = number + 1, say("{name} {number}", name=name, number=number)
        return free

    def move_by(self, places: int) -> None:
        """Move the chosen template down, or up by less than none."""
        template = self.current()
        if template is not None and template.id is not None and self.keep_written():
            self._session.run(self._move, template.id, places)

    def remove(self) -> None:
        """Throw the chosen template away; Undo brings it back."""
        template = self.current()
        if template is None or template.id is None:
            return
        self._shown = None  # what was written about it goes along
        if self._session.run(self._trash, template.id) is not None:
            self.notice.tell(say("{name} was removed", name=template.name))

    def _go_on(self) -> None:
        """Show another template, once the one before is kept; what can't be kept stays where it is."""
        now, before = self.current(), self._shown
        if now is None or before is None or now.id == before.id:
            self._show(now)
        elif self.keep_written():
            self._show(self.current())
        else:
            self.list.select(before.id)

    def _show(self, template: Template | None) -> None:
        if template is not None and self._shown is not None and template.id == self._shown.id and self._is_changed():
            self._shown = template
            return
        self._shown = template
        self.tell("")
        self._before = self.texts(template) if template is not None else ("",) * len(self.fields)
        for text, words in zip(self.fields, self._before, strict=True):
            text.setText(words) if isinstance(text, LineField) else text.set_text(words)
            text.setEnabled(template is not None)
        place = self.model.rows.index(template) if template in self.model.rows else 0
        self.remove_button.setEnabled(template is not None)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(template is not None and place < len(self.model.rows) - 1)

    def _written(self) -> tuple[str, ...]:
        return tuple(text.text() for text in self.fields)

    def _is_changed(self) -> bool:
        return self._shown is not None and self._written() != self._before

    def _on_changed(self, _changes: object) -> None:
        if self.isVisible():
            self.refresh()
