"""The parts of a visit that are seldom needed: folded in until they hold something or are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from models import name_choices
from models.visit_sheet import VisitSheet
from ui import theme
from ui.icons import icon
from ui.session import Session
from ui.tags.tag_field import TagField
from ui.translations import language, say
from ui.visits.part import SheetPart, people_in, show_written
from ui.visits.trip_field import TripField
from ui.widgets.buttons import button
from ui.widgets.fields import field
from ui.widgets.labels import Elided
from ui.widgets.layouts import column, row
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.people_field import PeopleField, Person
from ui.widgets.project_field import ProjectField
from ui.widgets.repetition_field import RepetitionField
from ui.widgets.suggest import Suggestion


class MoreFields(SheetPart):
    """Highlight, support, expected result, what they expected, place, project, trip, repetition, colleagues, tags."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._open = False
        self.highlight = _text(say("Highlight"))
        self.support = _text(say("Support needed"))
        self.expected = _text(say("Expected result"))
        self.expectation = _text(say("What they expected"))
        self.place = LineField("", say("Place"))
        self.trip = TripField(session, self._day)
        self.project = ProjectField(session, lambda: self.account_id())
        self.account_id: Callable[[], int | None] = lambda: None
        """Answers at which account the visit is, whose projects are offered first."""
        self.start: Callable[[], str | None] = lambda: None
        """Answers when the visit is, from where its repetition counts."""
        self.repeats = RepetitionField(session.today, say("Repeats"), due=self._day, keeps_room=False)
        self.colleagues = PeopleField(self._colleagues, say("Colleagues"), placeholder=say("Add a colleague"))
        self.colleagues.field.new_words = lambda name: say("New colleague “{name}”", name=name)
        self._texts = (self.highlight, self.support, self.expected, self.expectation)
        self._fields: list[tuple[QWidget, QWidget]] = [
            (text, field(text.accessibleName(), text)) for text in self._texts
        ]
        self._fields.append((self.place, field(say("Place"), self.place)))
        self._fields.append((self.project, field(say("Project"), self.project)))
        self._fields.append((self.trip, field(say("Trip or event"), self.trip)))
        self._fields.append((self.repeats, field(say("Repeats"), self.repeats)))
        self._fields.append((self.colleagues, field(say("Colleagues"), self.colleagues)))
        self.tags = TagField(session)
        self._fields.append((self.tags, field(say("Tags"), self.tags)))
        self.unfold = button(say("More"), "text", "chevron-down")
        self._names = Elided("", "caption", "text_3")
        self.unfold.clicked.connect(self._toggle)
        box = column(*(widget for _, widget in self._fields), spacing=theme.CARD_GAP)
        box.addLayout(row(self.unfold, self._names))
        self.setLayout(box)
        self._connect()
        self._show()

    def fill(self, sheet: VisitSheet) -> None:
        """Show those fields of a sheet that hold something."""
        self.highlight.set_text(sheet.highlight)
        self.support.set_text(sheet.support_needed)
        self.expected.set_text(sheet.expected_result)
        self.expectation.set_text(sheet.expectation)
        if self.place.text() != sheet.place:
            self.place.setText(sheet.place)
        self.project.show_record(sheet.project_id, sheet.project)
        self.trip.show_record(sheet.trip_id, sheet.trip)
        show_written(self.repeats, sheet.repeats or None, sheet.repeats_words)
        self.colleagues.set_people([Person(one.id, one.name) for one in sheet.colleagues])
        self.tags.set_tags(sheet.tags)
        self._open = False
        self._show()

    def written(self, sheet: VisitSheet) -> VisitSheet:
        """Return the sheet with these fields."""
        return replace(
            sheet,
            highlight=self.highlight.text(),
            support_needed=self.support.text(),
            expected_result=self.expected.text(),
            expectation=self.expectation.text(),
            place=self.place.text(),
            project_id=self.project.record_id(),
            project=self.project.name(),
            trip_id=self.trip.record_id(),
            trip=self.trip.name(),
            repeats=(self.repeats.value() or "") if self.repeats.is_right() else sheet.repeats,
            repeats_words="" if self.repeats.is_right() else self.repeats.text(),
            colleagues=people_in(self.colleagues),
            tags=tuple(self.tags.tags()),
        )

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        return any(
            one.is_composing()
            for one in (*self._texts, self.place, self.project, self.trip, self.repeats, self.colleagues, self.tags)
        )

    def error(self) -> str:
        """Return what is wrong with the words for the repetition, or nothing."""
        return self.repeats.error()

    def show_fault(self) -> None:
        """Go to the field that is wrong."""
        self.repeats.setFocus(Qt.FocusReason.OtherFocusReason)
        self.repeats.show_error(self.repeats.error())

    def is_pending(self) -> bool:
        """Return whether the name of a colleague, or a tag, is being typed."""
        return bool(self.colleagues.pending() or self.tags.pending())

    def settle(self) -> None:
        """Take the colleague whose name is typed, and the tag."""
        self.colleagues.settle()
        self.tags.settle()

    def _connect(self) -> None:
        for text in self._texts:
            text.edited.connect(self.changed)
            text.left.connect(self.left)
        self.place.edited.connect(lambda _text: self.changed.emit())
        self.project.changed.connect(self.changed)
        self.trip.changed.connect(self.changed)
        self.repeats.changed.connect(self.changed)
        self.repeats.line.edited.connect(lambda _text: self.changed.emit())
        self.colleagues.changed.connect(self.changed)
        self.colleagues.field.edited.connect(lambda _text: self.changed.emit())
        self.tags.changed.connect(self.changed)
        self.tags.field.edited.connect(lambda _text: self.changed.emit())
        self.tags.tag_opened.connect(lambda tag: self._session.open_tagged("visits", tag))
        for line in (self.place, self.project, self.trip, self.repeats.line, self.colleagues.field, self.tags.field):
            line.left.connect(self.left)

    def _day(self) -> str | None:
        start = self.start()
        return start[:10] if start else None

    def _toggle(self) -> None:
        self._open = not self._open
        self._show()
        if self._open:
            first = next((one for one, shown in self._fields if not _holds(one)), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        writing = QApplication.focusWidget()
        folded = [
            (one, widget)
            for one, widget in self._fields
            if not _holds(one) and (writing is None or not widget.isAncestorOf(writing))
        ]
        for one, widget in self._fields:
            widget.setVisible(self._open or (one, widget) not in folded)
        names = language().listing(one.accessibleName() for one, _ in folded)
        self.unfold.setText(say("Less") if self._open else say("More"))
        self.unfold.setIcon(icon("chevron-up" if self._open else "chevron-down", "accent"))
        self.unfold.setToolTip(names)
        self.unfold.setAccessibleDescription(names)
        self._names.set_text(names)
        for widget in (self.unfold, self._names):
            widget.setVisible(bool(folded))

    def _colleagues(self, text: str) -> Sequence[Suggestion]:
        present = [one.contact_id for one in self.colleagues.persons() if one.contact_id is not None]
        found = self._session.read(name_choices.colleagues, text, without=present)
        return [Suggestion(one.id, one.name, one.detail) for one in found]


def _text(name: str) -> NoteEditor:
    made = NoteEditor(name, markdown=False)
    made.setFont(theme.font("body"))
    made.fit_lines(1, 8)
    return made


def _holds(widget: QWidget) -> bool:
    if isinstance(widget, PeopleField):
        return bool(widget.people())
    if isinstance(widget, TagField):
        return bool(widget.tags())
    return bool(widget.text().strip()) if isinstance(widget, NoteEditor | LineField | RepetitionField) else False
