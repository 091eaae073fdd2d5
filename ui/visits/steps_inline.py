"""The next steps that came of a visit: rows to tick, and one quick line that adds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu

from models import name_choices, quick_add
from models.clock import Clock, FixedClock
from models.errors import JournalError
from models.quick_add import Understood
from models.text.clean import clean_line
from models.text.day_words import understood_date
from models.text.field_words import KIND_NAMES, SEVERITY_NAMES
from models.visit_sheet import SheetPerson, SheetStep, VisitSheet
from ui import theme
from ui.known_names import NamesAtHand
from ui.session import Session
from ui.translations import language, say
from ui.visits.part import SheetPart
from ui.visits.step_menu import step_menu
from ui.visits.step_rows import StepDelegate, StepItem, StepItems
from ui.visits.texts import heading
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import column, row
from ui.widgets.mention_field import MentionField
from ui.widgets.quick_choices import choices
from ui.widgets.rows import RowView
from ui.widgets.suggestion import Suggestion

_BOX_AT, _BOX, _INDENT = 5, 16, 28
"""Pixels from the left: where the boxes of the rows begin, how wide they are, and where pills and words begin."""

_KIND_MARKS = {"promise": "!promise", "customer_promise": "!theirs", "request": "!request"} | {
    "complaint": "!complaint",
    "risk": "!risk",
}


class StepsInline(SheetPart):
    """The rows and the line. Enter in the line adds a step; Enter on a row takes its words back into the line."""

    ticked = Signal(object)
    """A SheetStep that was closed or opened again in its row."""
    removed = Signal(object)
    """A SheetStep whose row was taken away."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._names = NamesAtHand(session, self)
        self._editing: int | None = None
        self._taken = ""
        self._typed_on: Clock = session.clock
        self._people: tuple[SheetPerson, ...] = ()
        self.account_id: Callable[[], int | None] = lambda: None
        """Answers which account the visit has, as its steps have the same; others that are named stay words."""
        self._model = StepItems(session)
        delegate = StepDelegate(session)
        self.view = RowView(self._model, delegate, say("Next steps"), fit_content=True)
        self._count = label("", "caption", "text_2")
        words = say("Add a next step, for example “call Marta fri !promise”")
        self.line = MentionField(words, say("Add a next step"), choices=self._choices)
        self.line.setProperty("kind", "bare")
        self.line.setFixedHeight(theme.ROW)
        self._understood = label("", "caption", "accent", wrap=True)
        self._understood.hide()
        plus = label("+", "navigation", "text_2")
        plus.setFixedWidth(_BOX)
        plus.setAlignment(Qt.AlignmentFlag.AlignCenter)
        name = heading(say("Next steps"))
        name.setBuddy(self.line)
        self.setLayout(
            column(
                row(name, None, self._count),
                self.view,
                row(_BOX_AT, plus, self.line, spacing=_INDENT - _BOX_AT - _BOX - 1),
                row(_INDENT, self._understood),
                spacing=2,
            )
        )
        self.view.ticked.connect(self._tick)
        self.view.removed.connect(self._remove)
        self.view.opened.connect(self._edit)
        self.view.menu_wanted.connect(self._menu)
        delegate.pressed.connect(self._on_pressed)
        self.line.edited.connect(self._on_edited)
        self.line.left.connect(self.left)
        self.line.installEventFilter(self)

    def fill(self, sheet: VisitSheet) -> None:
        """Show the steps of a sheet."""
        self._people = sheet.people
        self._end_edit()
        if list(sheet.steps) != self._model.steps or any(
            (one.id, one.revision) != (other.id, other.revision)
            for one, other in zip(sheet.steps, self._model.steps, strict=True)
        ):
            self._model.steps = list(sheet.steps)
        self._show()

    def written(self, sheet: VisitSheet) -> VisitSheet:
        """Return the sheet with the steps, and with the one that is typed in the line, as far as it is understood."""
        steps = list(self._model.steps)
        typed = self._typed()
        if typed is not None and self._editing is not None:
            steps[self._editing] = typed
        elif typed is not None:
            steps.append(typed)
        return replace(sheet, steps=tuple(steps))

    def steps(self) -> tuple[SheetStep, ...]:
        """Return the steps in their order, without the one that is being typed."""
        return tuple(self._model.steps)

    def understood(self, words: str) -> SheetStep:
        """Return the step that some words mean; where they can't be understood, they are its title."""
        return self._meant(clean_line(words), SheetStep(None, "next_step", ""), self._session.clock)

    def add(self, steps: Sequence[SheetStep]) -> None:
        """Add steps below those that are there."""
        if steps:
            self._model.steps.extend(steps)
            self._show()
            self.changed.emit()

    def take_back(self, title: str) -> None:
        """Take away the last step with a title, as if it had never been added."""
        places = [place for place, step in enumerate(self._model.steps) if step.title == title]
        if places:
            self._end_edit()
            del self._model.steps[places[-1]]
            self._show()
            self.changed.emit()

    def set_closed(self, title: str, closed: bool) -> None:
        """Close the steps with a title, or open them again."""
        changed = [
            replace(step, closed=closed, outcome="") if step.title == title and step.closed != closed else step
            for step in self._model.steps
        ]
        if changed != self._model.steps:
            self._end_edit()
            self._model.steps = changed
            self._show()
            self.changed.emit()

    def is_composing(self) -> bool:
        """Return whether an input method composes in the line."""
        return self.line.is_composing()

    def is_pending(self) -> bool:
        """Return whether a step is being typed."""
        return bool(clean_line(self.line.text()))

    def settle(self) -> None:
        """Add the step that is typed in the line."""
        typed = self._typed()
        if typed is None:
            return
        if self._editing is None:
            self._model.steps.append(typed)
        else:
            self._model.steps[self._editing] = typed
        self._end_edit()
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter add the step, and Esc give up the change of one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.line.hasFocus():
            self.settle()
            self.changed.emit()
        elif event.key() == Qt.Key.Key_Escape and self._editing is not None:
            self._end_edit()
            self.changed.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the names when the line gets the focus, so that the first letter does not wait for them."""
        if event.type() == QEvent.Type.FocusIn:
            self._names.read_soon()
        return super().eventFilter(watched, event)

    def _typed(self) -> SheetStep | None:
        """Return the step in the line; words that can't be understood are kept as a title, so that none is lost."""
        text = clean_line(self.line.text())
        if not text:
            return None
        before = self._model.steps[self._editing] if self._editing is not None else SheetStep(None, "next_step", "")
        return before if text == self._taken else self._meant(text, before, self._typed_on)

    def _meant(self, text: str, before: SheetStep, clock: Clock) -> SheetStep:
        """Return what a step becomes by a line of words."""
        try:
            meant = self._understand(text, clock)
        except JournalError:
            return replace(before, title=text)
        if meant.kind == "visit":
            return replace(before, title=text)
        theirs = meant.kind == "customer_promise"
        people = tuple(SheetPerson(one, name) for one, name in meant.people)
        return replace(
            before,
            kind=meant.kind,
            title=meant.title,
            due=meant.due.isoformat() if meant.due else None,
            people=people or before.people,
            severity=meant.severity or (before.severity if meant.kind == before.kind else None),
            repeats=meant.repeats or before.repeats,
            owner_side="theirs" if theirs else ("ours" if before.kind == "customer_promise" else before.owner_side),
        )

    def _understand(self, text: str, clock: Clock) -> Understood:
        return quick_add.understand(text, clock, self._names.read(), at=self.account_id() or 0)

    def _choices(self, mark: str, text: str) -> list[Suggestion]:
        return choices(self._session, mark, text, self.account_id() or 0)

    def _on_edited(self, text: str) -> None:
        self._typed_on = FixedClock(self._session.clock.now())  # 'tomorrow' means the same after midnight
        self._understood.setVisible(bool(clean_line(text)))
        if clean_line(text):
            words, token = self._understanding(clean_line(text))
            self._understood.setText(words)
            set_token(self._understood, token)
            self.line.setAccessibleDescription(words)
        self.changed.emit()

    def _understanding(self, text: str) -> tuple[str, str]:
        """Return how a line is understood in words, or what can't be, and in which colour."""
        try:
            meant = self._understand(text, self._typed_on)
        except JournalError as error:
            return error.say(language()), "red"
        if meant.kind == "visit":
            return say("A visit is no next step: write it down as a visit of its own."), "red"
        parts = [say(KIND_NAMES[meant.kind])]
        if meant.severity:
            parts.append(say(SEVERITY_NAMES[meant.severity]))
        parts.append(meant.title)
        parts.extend(name for _, name in meant.people)
        if meant.due:
            parts.append(understood_date(language(), meant.due))
        if meant.repeats:
            from models.text.repetitions import words

            parts.append(words(language(), meant.repeats))
        return " · ".join(parts), "accent"

    def _on_pressed(self, spot: str, item: StepItem) -> None:
        {"tick": self._tick, "edit": self._edit, "remove": self._remove}[spot](item)

    def _tick(self, item: StepItem) -> None:
        self._end_edit()
        step = replace(item.step, closed=not item.step.closed, outcome="")
        self._model.steps[item.place] = step
        self._show()
        self.changed.emit()
        self.ticked.emit(step)

    def _remove(self, item: StepItem) -> None:
        self._end_edit()
        del self._model.steps[item.place]
        self._show()
        self.changed.emit()
        self.removed.emit(item.step)

    def _edit(self, item: StepItem) -> None:
        """Take a step's words into the line, as they would be typed."""
        self._editing = item.place
        words = [item.step.title, _KIND_MARKS.get(item.step.kind, ""), item.step.due or ""]
        self.line.setText(" ".join(filter(None, words)))
        self._taken = clean_line(self.line.text())
        self._on_edited(self.line.text())
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_edit(self) -> None:
        self._editing = None
        self._taken = ""
        self.line.clear()
        self._understood.hide()

    def _menu(self, item: StepItem, place: QPoint) -> None:
        menu = self.menu_of(item)
        menu.popup(place)
        menu.setActiveAction(menu.actions()[0])

    def menu_of(self, item: StepItem) -> QMenu:
        """Return the menu of a row: all that can be done to its step."""
        colleagues = self._session.read(name_choices.colleagues, "", limit=30)
        menu = step_menu(self, item.step, colleagues, self._people, lambda step: self._put(item, step))
        first = menu.actions()[0]
        for words, work in (
            (say("Open again") if item.step.closed else say("Done"), self._tick),
            (say("Change"), self._edit),
            (say("Remove"), self._remove),
        ):
            action = QAction(words, menu)
            action.triggered.connect(lambda _on=False, work=work: work(item))
            menu.insertAction(first, action)
        menu.insertSeparator(first)
        return menu

    def _put(self, item: StepItem, step: SheetStep) -> None:
        self._end_edit()
        self._model.steps[item.place] = step
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._model.reload()
        self.view.setVisible(bool(self._model.steps))
        self._count.setText(str(len(self._model.steps)) if self._model.steps else "")
