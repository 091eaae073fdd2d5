"""The user's own templates for plans: what a new plan starts with, and their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu, QStackedWidget, QStyle, QWidget

from models import plan_templates
from models.changes import Changes
from models.errors import JournalError
from models.plan_lines import parse, text_of
from models.plan_templates import BUILT_IN, Template
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
_LENGTH_WIDTH = 96
_DIGITS = 5


class PlanTemplateListModel(RowModel[Template]):
    """The plan templates of the user's own, in their order."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def read(self, last: Template | None, limit: int) -> Sequence[Template]:
        """Return all of them: nobody writes more than fit a menu."""
        return self._session.read(plan_templates.listing) if last is None else ()

    def words(self, row: Template) -> str:
        """Return the name of a template."""
        return row.name


class _TemplateDelegate(RowDelegate):
    radius = 6

    def tip(self, row: Template, rect: QRect, position: QPoint) -> str:
        return row.name

    def paint_row(self, painter: QPainter, rect: QRect, row: Template, state: QStyle.StateFlag) -> None:
        paint.text(painter, rect.adjusted(_SIDE, 0, -_SIDE, 0), row.name)


class PlanTemplatesPart(Part):
    """A list, and beside it the template that is chosen. What is written is kept on going on and on closing."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Template | None = None
        self._before = ("", "", "", "", "")
        self.model = PlanTemplateListModel(session)
        self.list = RowView(self.model, _TemplateDelegate(), say("My plan templates"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setMinimumHeight(5 * theme.ROW)
        self.name = LineField("", say("Name of the template"))
        self.goal = LineField("", say("Goal"))
        self.why = NoteEditor(say("Why"), markdown=False)
        self.why.setFixedHeight(56)
        self.length = LineField("", say("Length in days"))
        self.length.setFixedWidth(_LENGTH_WIDTH)
        self.steps = NoteEditor(say("Steps"), markdown=False)
        self.steps.setMinimumHeight(120)
        self.new_button = button(say("New template"), icon="plus")
        self.new_button.setMenu(self._new_menu())
        self.up = icon_button("chevron-up", say("Move the template up"))
        self.down = icon_button("chevron-down", say("Move the template down"))
        self.remove_button = icon_button("trash", say("Remove the template"))
        self.notice = UndoNotice(session)
        self._problem = label("", "body", "red", wrap=True)
        self._problem.hide()
        self._lay_out()
        self._connect()

    def _new_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(say("New template"))
        menu.addAction(say("An empty one")).triggered.connect(lambda _checked=False: self.add(None))
        menu.addSeparator()
        for key in BUILT_IN:
            template = plan_templates.built_in(key, language())
            action = menu.addAction(say("Like “{name}”", name=template.name).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, template=template: self.add(template))
        return menu

    def _lay_out(self) -> None:
        hint = say("A new plan can start from a template. The program brings four; your own stand beside them.")
        lines = say(
            "One step on each line. “+14 Call” is due 14 days after the start; “> Call” comes after the line above."
        )
        left = column(self.list, row(self.up, self.down, self.remove_button, None, spacing=theme.SPACE_4))
        length = field(say("Length in days"), self.length)
        names = row(field(say("Name of the template"), self.name), length, spacing=theme.CARD_GAP)
        names.setStretch(0, 1)
        right = column(
            names,
            field(say("Goal"), self.goal),
            field(say("Why"), self.why),
            field(say("Steps"), self.steps, lines),
            self._problem,
        )
        both = row(holding(left), holding(right), spacing=theme.CARD_PADDING)
        both.setStretch(1, 1)
        empty = EmptyState(
            say("No plan template of your own yet"),
            say("Make one here, or from a plan with “Keep as a template…”."),
            icon="steps",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(holding(both))
        self._stack.addWidget(empty)
        top = row(label(hint, "body", "text_2", wrap=True), self.new_button, spacing=theme.CARD_GAP)
        top.setStretch(0, 1)
        self.setLayout(column(top, self._stack, self.notice, spacing=theme.CARD_GAP))

    def _connect(self) -> None:
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
        return chosen if isinstance(chosen, Template) else None

    def problem(self) -> str:
        """Return the sentence that says what is wrong, or nothing."""
        return self._problem.text()

    def keep(self) -> bool:
        """Keep what was written; what can't be kept is said below the fields."""
        for text in (self.name, self.goal, self.why, self.length, self.steps):
            text.end_composition()
        return self._keep()

    def add(self, like: Template | None) -> None:
        """Make a template, empty or like one of the program's, and go to its name."""
        if not self._keep():
            return
        name = self._free_name(like.name if like else say("New plan template"))
        made = self._session.run(
            plan_templates.create,
            name,
            goal=like.goal if like else "",
            why=like.why if like else "",
            length_days=like.length_days if like else None,
            steps=like.steps if like else (),
        )
        if made is None:
            return
        self.refresh()
        self.list.select(made.id)
        self.name.setFocus()
        self.name.selectAll()

    def _free_name(self, name: str) -> str:
        taken = {template.name.casefold() for template in self.model.rows}
        number, free = 2, name
        while free.casefold() in taken:
            number, free = number + 1, say("{name} {number}", name=name, number=number)
        return free

    def move_by(self, places: int) -> None:
        """Move the chosen template up or down."""
        template = self.current()
        if template is not None and template.id is not None and self._keep():
            template_id = template.id
            self._do(lambda journal: plan_templates.move(journal, template_id, places))

    def remove(self) -> None:
        """Throw the chosen template away; Undo brings it back."""
        template = self.current()
        if template is None or template.id is None:
            return
        template_id = template.id
        self._shown = None  # what was written about it goes along
        if self._do(lambda journal: plan_templates.trash(journal, template_id)) is not None:
            self.notice.tell(say("{name} was removed", name=template.name))

    def _do(self, work: Callable[..., Changes]) -> Changes | None:
        return self._session.run(work)

    def _go_on(self) -> None:
        """Show another template, once the one before is kept; what can't be kept stays where it is."""
        now, before = self.current(), self._shown
        if now is None or before is None or now.id == before.id:
            self._show(now)
        elif self._keep():
            self._show(self.current())
        else:
            self.list.select(before.id)

    def _show(self, template: Template | None) -> None:
        if template is not None and self._shown is not None and template.id == self._shown.id and self._is_changed():
            self._shown = template
            return
        self._shown = template
        self._tell("")
        self._before = _texts(template)
        for text, words in zip(self._fields(), self._before, strict=True):
            text.setText(words) if isinstance(text, LineField) else text.set_text(words)
            text.setEnabled(template is not None)
        place = self.model.rows.index(template) if template in self.model.rows else 0
        self.remove_button.setEnabled(template is not None)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(template is not None and place < len(self.model.rows) - 1)

    def _fields(self) -> tuple[LineField | NoteEditor, ...]:
        return (self.name, self.goal, self.why, self.length, self.steps)

    def _written(self) -> tuple[str, ...]:
        return tuple(text.text() for text in self._fields())

    def _is_changed(self) -> bool:
        return self._shown is not None and self._written() != self._before

    def _keep(self) -> bool:
        shown = self._shown
        if shown is None or shown.id is None or not self._is_changed():
            return True
        name, goal, why, length, steps = self._written()
        before = self._before
        try:
            self._before = (name, goal, why, length, steps)  # it is what will be read again
            self._session.attempt(
                plan_templates.edit,
                shown.id,
                name=name,
                goal=goal,
                why=why,
                length_days=_number(length),
                steps=parse(steps, shown.steps),
            )
        except JournalError as error:
            self._before = before
            self._tell(error.say(language()))
            return False
        self._tell("")
        self.notice.tell(say("{name} was changed", name=name))
        return True

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _on_changed(self, _changes: object) -> None:
        if self.isVisible():
            self.refresh()


def _texts(template: Template | None) -> tuple[str, str, str, str, str]:
    if template is None:
        return ("", "", "", "", "")
    length = str(template.length_days) if template.length_days else ""
    return (template.name, template.goal, template.why, length, text_of(template.steps))


def _number(text: str) -> int | None:
    """Return how many days are meant; what is no number is refused like 0, and nothing means none."""
    words = text.strip()
    if not words:
        return None
    return int(words) if words.isdecimal() and len(words) < _DIGITS else 0
