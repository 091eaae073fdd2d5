"""The user's own templates for plans: what a new plan starts with, and their order."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from models import plan_templates
from models.plan_lines import parse, text_of
from models.plan_templates import BUILT_IN, Template
from ui import theme
from ui.session import Session
from ui.settings.own_templates import OwnTemplatesPart
from ui.translations import language, say
from ui.widgets import menus
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.layouts import column, row
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor

_LENGTH_WIDTH = 96
_DIGITS = 5


class PlanTemplatesPart(OwnTemplatesPart[Template]):
    """Templates for plans: a name, a goal, a reason, a length and steps. What is wrong is said below them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            session,
            say("My plan templates"),
            parent,
            listing=plan_templates.listing,
            move=plan_templates.move,
            trash=plan_templates.trash,
        )
        self.goal = LineField("", say("Goal"))
        self.why = NoteEditor(say("Why"), markdown=False)
        self.why.setFixedHeight(56)
        self.length = LineField("", say("Length in days"))
        self.length.setFixedWidth(_LENGTH_WIDTH)
        self.steps = NoteEditor(say("Steps"), markdown=False)
        self.steps.setMinimumHeight(120)
        self.fields = (self.name, self.goal, self.why, self.length, self.steps)
        self.new_button.setMenu(self._new_menu())
        self._problem = label("", "body", "red", wrap=True)
        self._problem.hide()
        lines = say(
            "One step on each line. “+14 Call” is due 14 days after the start; “> Call” comes after the line above."
        )
        names = row(
            field(say("Name of the template"), self.name),
            field(say("Length in days"), self.length),
            spacing=theme.CARD_GAP,
        )
        names.setStretch(0, 1)
        self.lay_out(
            say("A new plan can start from a template. The program brings four; your own stand beside them."),
            column(
                names,
                field(say("Goal"), self.goal),
                field(say("Why"), self.why),
                field(say("Steps"), self.steps, lines),
                self._problem,
            ),
            EmptyState(
                say("No plan template of your own yet"),
                say("Make one here, or from a plan with “Keep as a template…”."),
                icon="steps",
            ),
        )

    def _new_menu(self) -> QMenu:
        menu = menus.new_menu(say("New template"), self)
        menus.add(menu, say("An empty one"), partial(self.add, None))
        menu.addSeparator()
        for key in BUILT_IN:
            template = plan_templates.built_in(key, language())
            menus.add(menu, say("Like “{name}”", name=template.name), partial(self.add, template))
        return menu

    def problem(self) -> str:
        """Return the sentence that says what is wrong, or nothing."""
        return self._problem.text()

    def add(self, like: Template | None) -> None:
        """Make a template, empty or like one of the program's, and go to its name."""
        if not self.keep_written():
            return
        name = self.free_name(like.name if like else say("New plan template"))
        made = self._session.run(
            plan_templates.create,
            name,
            goal=like.goal if like else "",
            why=like.why if like else "",
            length_days=like.length_days if like else None,
            steps=like.steps if like else (),
        )
        if made is not None:
            self.show_new(made, name)

    def texts(self, template: Template) -> tuple[str, ...]:
        """Return the name, the goal, the reason, the length and the steps, one on each line."""
        length = str(template.length_days) if template.length_days else ""
        return (template.name, template.goal, template.why, length, text_of(template.steps))

    def store(self, template: Template, texts: tuple[str, ...]) -> None:
        """Keep what the fields say; raises JournalError."""
        assert template.id is not None  # the user's own have one
        name, goal, why, length, steps = texts
        self._session.attempt(
            plan_templates.edit,
            template.id,
            name=name,
            goal=goal,
            why=why,
            length_days=_number(length),
            steps=parse(steps, template.steps),
        )

    def tell(self, sentence: str) -> None:
        """Say below the fields what is wrong, or nothing."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))


def _number(text: str) -> int | None:
    """Return how many days are meant; what is no number is refused like 0, and nothing means none."""
    words = text.strip()
    if not words:
        return None
    return int(words) if words.isdecimal() and len(words) < _DIGITS else 0
