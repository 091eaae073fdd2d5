"""How soon requests and complaints are answered, visited and solved, by severity."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from models import response_targets
from models.response_targets import COLUMNS, KINDS, SEVERITIES
from models.text.field_words import SEVERITY_NAMES
from models.text.language import Label
from models.text.working_spans import Span, read_span, span_words
from ui import theme
from ui.session import Session
from ui.settings.part import Part
from ui.translations import language, say
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding, row
from ui.widgets.segments import Segments
from ui.widgets.understood_field import UnderstoodField

_PARTS = {"answer": Label("First answer"), "on_site": Label("Arrival on site"), "solve": Label("Solved")}
_KINDS = {"request": Label("Requests"), "complaint": Label("Complaints")}


class SpanField(UnderstoodField[Span]):
    """A promised time: '2 working hours', '1 个工作日', '24 hours round the clock'; empty where none is promised."""

    def __init__(self, name: str) -> None:
        super().__init__(name, say("not promised"), keeps_room=False)

    def read(self, text: str) -> Span | None:
        """Return the time that words mean."""
        return read_span(text)

    def words(self, value: Span) -> str:
        """Return '2 working hours'."""
        return span_words(language(), value)


class TargetsPart(Part):
    """A table for each kind: a line for each severity, with the times to the answer, to be on site, to the end."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.cells: dict[tuple[str, str, str], SpanField] = {}
        self.kinds = Segments(say("Kind"), [(kind, say(name), "") for kind, name in _KINDS.items()])
        self._stack = QStackedWidget()
        promised = session.read(response_targets.of).promised
        for kind in KINDS:
            self._stack.addWidget(self._table(kind))
            for severity in SEVERITIES:
                for part in COLUMNS:
                    self.cells[kind, severity, part].set_value(promised[kind, severity].get(part))
        self.kinds.changed.connect(lambda kind: self._stack.setCurrentIndex(KINDS.index(kind)))
        self.kinds.set_current(KINDS[0])
        hint = say(
            "Write how soon you promise it, like 2 working hours, 1 working day or 24 hours round the clock; "
            "leave it empty where you promise nothing. Requests that are open get their new times at once."
        )
        self.setLayout(
            column(
                label(hint, "body", "text_2", wrap=True),
                row(self.kinds, None),
                self._stack,
                None,
                spacing=theme.CARD_GAP,
            )
        )

    def keep(self) -> bool:
        """Keep the times, unless one of them can't be understood, which is said below it."""
        wrong = next((key for key, cell in self.cells.items() if not cell.is_right()), None)
        if wrong is not None:
            self.kinds.set_current(wrong[0])
            self._stack.setCurrentIndex(KINDS.index(wrong[0]))
            self.cells[wrong].show_error(self.cells[wrong].error())
            return False
        for kind, severity in self._session.read(response_targets.of).promised:
            cells = {part: self.cells[kind, severity, part].value() for part in COLUMNS}
            promised = {part: span for part, span in cells.items() if span is not None}
            response_targets.set_promised(self._session.journal, kind, severity, promised)
        return True

    def _table(self, kind: str) -> QWidget:
        table = QGridLayout()
        table.setContentsMargins(0, 0, 0, 0)
        table.setSpacing(theme.GAP)
        for place, (part, name) in enumerate(_PARTS.items(), start=1):
            table.addWidget(label(say(name), "caption", "text_2"), 0, place)
            table.setColumnStretch(place, 1)
            for line, severity in enumerate(SEVERITIES, start=1):
                told = say(
                    "{kind}, {severity}: {part}", kind=_KINDS[kind], severity=SEVERITY_NAMES[severity], part=name
                )
                cell = SpanField(told)
                cell.line.setReadOnly(self._session.journal.read_only)
                self.cells[kind, severity, part] = cell
                table.addWidget(cell, line, place)
        for line, severity in enumerate(SEVERITIES, start=1):
            table.addWidget(label(say(SEVERITY_NAMES[severity]), "body"), line, 0)
        table.setRowStretch(len(SEVERITIES) + 1, 1)
        return holding(table)
