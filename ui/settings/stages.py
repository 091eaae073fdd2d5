"""The stages that projects go through: a list, and beside it the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models import stages
from models.errors import JournalError
from models.stages import Stage
from models.text.clean import clean_line
from models.text.language import Label
from ui import theme
from ui.session import Session
from ui.settings.part import Part
from ui.settings.undo_notice import UndoNotice
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.buttons import button, icon_button
from ui.widgets.fields import field, side_by_side
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding, row
from ui.widgets.line_field import LineField
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView
from ui.widgets.segments import Segments

PHASE_NAMES = {"pursuit": Label("Pursuit"), "delivery": Label("Delivery")}
_SIDE, _LIST_WIDTH, _NUMBER = 12, 240, 120
_DIGITS = 6


class StageModel(RowModel[Stage]):
    """The stages in their order."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def read(self, last: Stage | None, limit: int) -> Sequence[Stage]:
        """Return all of them: they are few."""
        return self._session.read(stages.listing, language().code) if last is None else ()

    def identity(self, row: Stage) -> object:
        """Return the name, which tells stages apart before they are the user's own."""
        return row.name

    def words(self, row: Stage) -> str:
        """Return a stage in words."""
        percent = say("{percent} %", percent=row.probability) if row.probability is not None else ""
        days = plural("{count} day", "{count} days", row.usual_days) if row.usual_days else ""
        parts = (row.name, say(PHASE_NAMES[row.phase]), percent, days)
        return language().listing(part for part in parts if part)


class _StageDelegate(RowDelegate):
    radius = 6

    def tip(self, row: Stage, rect: QRect, position: QPoint) -> str:
        return row.name

    def paint_row(self, painter: QPainter, rect: QRect, row: Stage, state: QStyle.StateFlag) -> None:
        room = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        phase = say(PHASE_NAMES[row.phase])
        paint.text(painter, room.adjusted(0, 0, -paint.width(phase, "caption") - theme.GAP, 0), row.name)
        paint.text(painter, room, phase, "caption", "text_3", paint.RIGHT)


class StagesPart(Part):
    """Stages are renamed, put in order, added and removed here; each change is kept on going on and on closing."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Stage | None = None
        self.model = StageModel(session)
        self.list = RowView(self.model, _StageDelegate(), say("Stages of projects"))
        self.model.setParent(self.list)
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setMinimumHeight(7 * theme.ROW)
        self.name = LineField("", say("Name of the stage"))
        self.phase = Segments(say("Phase"), [(key, say(name), "") for key, name in PHASE_NAMES.items()])
        self.probability = LineField("", say("Probability in %"))
        self.usual_days = LineField("", say("Usual days"))
        self.new_button = button(say("New stage"), icon="plus")
        self.up = icon_button("chevron-up", say("Move the stage up"))
        self.down = icon_button("chevron-down", say("Move the stage down"))
        self.remove_button = icon_button("trash", say("Remove the stage"))
        self.notice = UndoNotice(session)
        self._problem = label("", "body", "red", wrap=True)
        self._problem.hide()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the stages again."""
        self.model.reload()
        if self.model.rows and not self.list.currentIndex().isValid():
            self.list.select_first()
        self._show(self._current())

    def keep(self) -> bool:
        """Keep what was written; what can't be kept is said below the fields."""
        for line in (self.name, self.probability, self.usual_days):
            line.end_composition()
        return self._keep_written()

    def problem(self) -> str:
        """Return the sentence that says what is wrong, or nothing."""
        return self._problem.text()

    def add(self) -> None:
        """Make a stage behind the others, and go to its name."""
        if not self._keep_written():
            return
        name = self._free_name(say("New stage"))
        phase = self.model.rows[-1].phase if self.model.rows else "pursuit"
        if self._session.run(stages.add, language().code, name=name, phase=phase):
            self.notice.tell(say("{name} was made", name=name))
            self.refresh()
            self.list.select(name)
            self.name.setFocus()
            self.name.selectAll()

    def move_by(self, places: int) -> None:
        """Move the chosen stage down, or up by less than none."""
        if self._keep_written() and (stage := self._current()) is not None:
            self._session.run(stages.arrange, language().code, stage.name, places)

    def remove(self) -> None:
        """Remove the chosen stage; Undo brings it back."""
        stage = self._current()
        if stage is None:
            return
        self._shown = None
        if self._session.run(stages.remove, language().code, stage.name) is not None:
            self.notice.tell(say("{name} was removed", name=stage.name))
        self.refresh()

    def _lay_out(self) -> None:
        hint = say(
            "Projects go through these stages. A renamed stage is renamed in all projects; the usual days tell which "
            "project has been in its stage for too long."
        )
        left = column(self.list, row(self.up, self.down, self.remove_button, None, spacing=theme.SPACE_4))
        for line in (self.probability, self.usual_days):
            line.setFixedWidth(_NUMBER)
        numbers = side_by_side(
            field(say("Probability in %"), self.probability), field(say("Usual days"), self.usual_days)
        )
        numbers.addStretch(1)
        fields = column(
            field(say("Name of the stage"), self.name),
            row(self.phase, None),
            numbers,
            self._problem,
            None,
            spacing=theme.CARD_GAP,
        )
        both = row(holding(left), holding(fields), spacing=theme.CARD_PADDING)
        both.setStretch(1, 1)
        top = row(label(hint, "body", "text_2", wrap=True), self.new_button, spacing=theme.CARD_GAP)
        top.setStretch(0, 1)
        self.setLayout(column(top, both, self.notice, spacing=theme.CARD_GAP))

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._go_on())
        self.list.opened.connect(lambda _stage: self.name.setFocus())
        self.list.removed.connect(lambda _stage: self.remove())
        self.new_button.clicked.connect(self.add)
        self.up.clicked.connect(lambda: self.move_by(-1))
        self.down.clicked.connect(lambda: self.move_by(1))
        self.remove_button.clicked.connect(self.remove)
        self.phase.changed.connect(lambda _phase: self._keep_written())
        self._session.changed.connect(lambda changes: self.refresh() if "stage" in changes.tables else None)

    def _current(self) -> Stage | None:
        chosen = self.list.current_row()
        return chosen if isinstance(chosen, Stage) else None

    def _go_on(self) -> None:
        """Show another stage, once the one before is kept; what can't be kept stays where it is."""
        now, before = self._current(), self._shown
        if now is None or before is None or now.name == before.name:
            self._show(now)
        elif self._keep_written():
            self._show(self._current())
        else:
            self.list.select(before.name)

    def _show(self, stage: Stage | None) -> None:
        if stage is not None and self._shown is not None and stage.name == self._shown.name and self._is_changed():
            self._shown = stage  # it was changed elsewhere; what is written here stays
            return
        self._shown = stage
        if stage is None:
            return
        self.name.setText(stage.name)
        self.phase.set_current(stage.phase)
        self.probability.setText("" if stage.probability is None else str(stage.probability))
        self.usual_days.setText("" if stage.usual_days is None else str(stage.usual_days))
        self._tell("")

    def _written(self) -> stages.StageFields:
        return {
            "name": clean_line(self.name.text()),
            "phase": self.phase.current(),
            "probability": _number(self.probability.text()),
            "usual_days": _number(self.usual_days.text()),
        }

    def _is_changed(self) -> bool:
        shown = self._shown
        return shown is not None and self._written() != {
            "name": shown.name,
            "phase": shown.phase,
            "probability": shown.probability,
            "usual_days": shown.usual_days,
        }

    def _keep_written(self) -> bool:
        shown = self._shown
        if shown is None or not self._is_changed():
            return True
        written = self._written()
        self._shown = None  # what was written is what will be read again
        try:
            self._session.attempt(stages.edit, language().code, shown.name, **written)
        except JournalError as error:
            self._shown = shown
            self._tell(error.say(language()))
            return False
        self.list.select(written["name"])
        self._show(self._current())
        self.notice.tell(say("{name} was changed", name=written["name"]))
        return True

    def _free_name(self, name: str) -> str:
        taken = {stage.name.casefold() for stage in self.model.rows}
        number, free = 2, name
        while free.casefold() in taken:
            number, free = number + 1, say("{name} {number}", name=name, number=number)
        return free

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))


def _number(text: str) -> int | None:
    """Return the number that is written; what is no number is refused as one below the least."""
    bare = text.strip().rstrip("%").strip()
    if not bare:
        return None
    return int(bare) if bare.isdecimal() and len(bare) < _DIGITS else -1
