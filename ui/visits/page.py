"""The visits: the list by months at the left, and one visit that is written down at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QMargins, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import drafts, visit_series, visits
from models.changes import Changes
from models.drafts import Draft
from models.errors import JournalError, NotFound
from models.text.day_words import understood_date
from models.visit_pages import ListedVisit
from ui import alerts, theme
from ui.page import Page
from ui.series_questions import which_goes
from ui.session import Session
from ui.translations import language, say
from ui.visits.drafts_offer import DraftsOffer
from ui.visits.edge import Edge
from ui.visits.editor import VisitEditor
from ui.visits.list_model import More
from ui.visits.list_panel import VisitListPanel
from ui.visits.menu import visit_deeds, visit_menu
from ui.widgets import menus
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from ui.command_palette.command import Command


class VisitPage(Page):
    """All visits. Going to another one saves the one that is open; what can't be saved stays where it is."""

    key: ClassVar[str] = "visits"
    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "account",
            "attachment",
            "colleague",
            "contact",
            "project",
            "step",
            "visit",
            "visit_colleague",
            "visit_contact",
            "visit_question",
        }
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.list = VisitListPanel(session)
        self.list_model, self.view, self.filter = self.list.model, self.list.view, self.list.filter
        self.editor = VisitEditor(session)
        self.drafts = DraftsOffer(session)
        self._is_going = False
        self._arrange()
        self._connect()

    def title(self) -> str:
        """Return the page's name."""
        return say("Visits")

    def subtitle(self) -> str:
        """Return how many visits there are, and how many of them the filter lets pass."""
        return self.list.summary()

    def refresh(self) -> None:
        """Read the list again, and what was changed elsewhere in the visit that is open."""
        self.list.refresh()
        if not self._is_going:
            self.editor.refresh()
            self._mark_open()
        self._show_state()
        # Not at once: a visit that is wanted by name comes first.
        QTimer.singleShot(0, self, self._open_something)

    def show_record(self, kind: str, record_id: int) -> None:
        """Open a visit and go to it in the list; a filter that hides it is taken away."""
        if self.is_stale():
            self.mark_stale()
        if self._open(record_id):
            if not self._mark_open() and self.list.is_filtered():
                self.filter.clear()
                self._mark_open()
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.editor.focus_first()

    def show_tag(self, tag: str) -> None:
        """Narrow the list to the visits that bear a tag, or whose accounts do."""
        if self.is_stale():
            self.mark_stale()
        self.list.narrow_to_tag(tag)

    def insert_template(self) -> None:
        """Show the templates that can be put into the notes of the visit that is open."""
        if self.editor.is_open():
            self.editor.form.templates.open()
        else:
            super().insert_template()

    def open_draft(self, draft: Draft) -> None:
        """Go on with a visit that was not saved, as it stands in its draft now."""
        if self.is_stale():
            self.mark_stale()
        if draft.id == self.editor.draft_id():
            self.editor.focus_first()
            return
        waiting = {one.id: one for one in self.session.read(drafts.waiting, draft.table)}
        if draft.id in waiting:
            self._open_draft(waiting[draft.id])

    def open_record(self) -> tuple[str, int] | None:
        """Return the visit that is open."""
        visit_id = self.editor.visit_id()
        return ("visit", visit_id) if visit_id is not None else None

    def selected_record(self) -> tuple[str, int] | None:
        """Return the visit that is open; of one that is being written for the first time, its account."""
        account_id = self.editor.header.account.account_id() if self.editor.is_open() else None
        new = ("account", account_id) if account_id is not None else None
        return self.open_record() or new

    def new_visit(self, account_id: int | None = None, contact_id: int | None = None) -> None:
        """Begin to write down a visit, with an account or a person if that is known."""
        if self._leave_editor():
            self._try(lambda: self.editor.open_new(account_id, contact_id))
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
            self._show_state()

    def deeds(self) -> Sequence[Command]:
        """Return what can be done with the visit that is open, as its menu offers it."""
        visit = self.view.current_row()
        if not isinstance(visit, ListedVisit):
            return ()
        return visit_deeds(visit, self._do, in_trip=self._trip_of(visit) is not None)

    def save(self) -> bool:
        """Save the visit that is open, and return whether it is safe."""
        return self._while_going(self.editor.save)

    def leave(self) -> bool:
        """Save what is open, and return whether the page may be left."""
        return self._leave_editor()

    def focus_first(self) -> None:
        """Give the focus to the list, at the visit that is open."""
        self._open_something()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Go to the filter of the list."""
        self.filter.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.line.selectAll()

    def printable(self) -> None:
        """Show the brief on the visit that is open, or on its account."""
        visit = self.view.current_row()
        if isinstance(visit, ListedVisit):
            self._do("brief", visit)

    def status(self) -> str:
        """Return what is to be said of saving."""
        return self.editor.status()

    def can_save(self) -> bool:
        """Return whether the visit holds something that is not saved."""
        return self.editor.is_changed()

    def private_status(self) -> str:
        """Return that the private note stays here, when there is one."""
        has_note = self.editor.is_open() and bool(self.editor.private.note.text().strip())
        return say("Private note: left out of every export") if has_note else ""

    def _arrange(self) -> None:
        self._none = EmptyState(
            say("No visits yet"),
            say("Write down the first one: whom you met, what was said, and what comes next."),
            say("New visit"),
            "visits",
        )
        self._none.pressed.connect(self.new_visit)
        self._right = QStackedWidget()
        nothing_open = EmptyState(say("No visit is open"), say("Choose one at the left, or write down a new one."))
        for widget in (self.editor, nothing_open, self._none):
            self._right.addWidget(widget)
        offer = column(self.drafts, margins=QMargins(theme.MARGIN, 0, theme.MARGIN, 0))
        right = column(offer, self._right, spacing=0)
        right.setStretch(1, 1)
        layout = row(self.list, Edge(), right, spacing=0)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.view.chosen.connect(self._on_chosen)
        self.view.opened.connect(self._on_opened)
        self.view.removed.connect(lambda visit: self._do("remove", visit))
        self.view.menu_wanted.connect(self._open_menu)
        self.list.narrowed.connect(self._on_narrowed)
        self.list_model.looked.connect(self._show_state)
        self.list.counted.connect(self.heading_changed)
        self.editor.status_changed.connect(self.status_changed)
        self.editor.saved.connect(lambda _visit_id: self._mark_open())
        self.editor.closed.connect(self._on_closed)
        self.editor.discarded.connect(self.drafts.show_discarded)
        self.drafts.opened.connect(self._open_draft)

    def _on_chosen(self, chosen: object) -> None:
        if isinstance(chosen, ListedVisit) and not self._is_going and chosen.id != self.editor.visit_id():
            self._open(chosen.id)

    def _on_opened(self, chosen: object) -> None:
        if isinstance(chosen, More):
            self.list_model.show_more(chosen)
            self._mark_open()
        elif isinstance(chosen, ListedVisit) and self._open(chosen.id):
            self.editor.focus_first()

    def _open(self, visit_id: int) -> bool:
        """Show a visit in the editor once the one before is safe; otherwise go back to that one."""
        if self.editor.visit_id() == visit_id:
            return True
        if not self._leave_editor():
            self._mark_open()
            return False
        opened = self._try(lambda: self.editor.open(visit_id))
        self._mark_open()
        self._show_state()
        self.status_changed.emit(self.editor.status())
        return opened

    def _open_draft(self, draft: Draft) -> None:
        if self._leave_editor() and self._try(lambda: self.editor.open_draft(draft)):
            self._mark_open()
            self.editor.focus_first()
        self._show_state()

    def _leave_editor(self) -> bool:
        return self._while_going(self.editor.leave)

    def _while_going(self, work: Callable[[], bool]) -> bool:
        """Save, while the list must not take the change of its rows for a choice."""
        before, self._is_going = self._is_going, True
        try:
            return work()
        finally:
            self._is_going = before

    def _try(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except JournalError as error:
            alerts.current().error(error)
            return False
        return True

    def _open_something(self) -> None:
        """Let the newest visit stand open where none is, as a page with an empty half invites nobody."""
        if self.editor.is_open() or not self.isVisible():
            return
        self.view.select_newest()

    def _mark_open(self) -> bool:
        """Let the list stand at the visit that is open; return whether it is there."""
        return self.list.mark(self.editor.visit_id())

    def _on_closed(self) -> None:
        if self.editor.visit_id() is None and not self.editor.is_changed():
            self.editor.close_visit()
        self._show_state()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_narrowed(self) -> None:
        self.list.mark_if_listed(self.editor.visit_id())
        self._show_state()
        self.heading_changed.emit()

    def _show_state(self) -> None:
        self.list.show_state()
        if self.editor.is_open():
            self._right.setCurrentIndex(0)
        else:
            self._right.setCurrentIndex(2 if self.list_model.is_empty() and not self.list.is_filtered() else 1)
        self.drafts.refresh(self.editor.draft_id())

    def _open_menu(self, chosen: object, place: QPoint) -> None:
        if isinstance(chosen, ListedVisit):
            in_trip = self._trip_of(chosen) is not None
            menus.show(visit_menu(chosen, self.view, self._do, in_trip=in_trip), place)

    def _trip_of(self, visit: ListedVisit) -> int | None:
        """Return the trip or event a visit of the list belongs to, or None; nothing for a visit that is gone."""
        try:
            return self.session.read(visits.get, visit.id).trip_id
        except NotFound:
            return None

    def _do(self, deed: str, visit: object) -> None:
        if not isinstance(visit, ListedVisit):
            return
        if deed == "open":
            self._on_opened(visit)
        elif deed == "account":
            self.session.open_record("account", visit.account_id)
        elif deed == "show_trip":
            if (trip_id := self._trip_of(visit)) is not None:
                self.session.open_record("trip", trip_id)
        elif deed == "brief":
            from ui.brief.opening import open_brief_of

            open_brief_of(self.session, self, ("visit", visit.id))
        elif deed == "remove":
            self._remove(visit)
        elif deed == "feedback":
            from ui.assets.feedback_editor import new_feedback

            new_feedback(self.session, self, account_id=visit.account_id, visit_id=visit.id)
        elif deed == "products":
            if self.editor.visit_id() != visit.id or self.save():
                from ui.assets.served_dialog import ServedDialog

                ServedDialog(self.session, visit.id, self).open()
        elif deed == "trip":
            if not self.editor.is_open() or self.save():
                from ui.trips.into_dialog import IntoTripDialog

                IntoTripDialog(self.session, visit.id, self).open()
        elif self.editor.visit_id() != visit.id or self.save():
            self._change(deed, visit)

    def _change(self, deed: str, visit: ListedVisit) -> None:
        operation = {
            "held": visits.hold,
            "missed": visits.miss,
            "cancelled": visits.cancel,
            "again": visits.plan_again,
            "skip": visit_series.skip,
        }[deed]
        done: Changes | None = self.session.run(operation, visit.id)
        if done is None:
            return
        if deed == "again":
            self.session.say(say("Planned again"), can_undo=True)
            self.show_record("visit", done.id)
            return
        said = {
            "held": say("Marked as held"),
            "missed": say("Marked as missed"),
            "cancelled": say("Marked as cancelled"),
            "skip": say("Left out this once"),
        }
        following = self.session.read(visit_series.of_visit, visit.id)
        if following is None or following.visit_id == visit.id:
            self.session.say(said[deed], can_undo=True)
            return
        day = understood_date(language(), date.fromisoformat(following.start[:10]))
        self.session.say(say("{said} · next one {day}", said=said[deed], day=day), can_undo=True)

    def _remove(self, visit: ListedVisit) -> None:
        """Put a visit into the trash, and go to the one that stands in its place."""
        if self.editor.visit_id() == visit.id and not self.save():
            return  # what was just written would not come back with it
        which = which_goes(self.session, "visit", visit.id)
        if which == "one":
            self._change("skip", visit)
        if which != "later":
            return
        place = self.view.currentIndex().row()
        if self.editor.visit_id() == visit.id:
            self.editor.close_visit()
        if self.session.run(visits.trash, visit.id) is None:
            return
        self.session.say(say("Visit deleted: {account}", account=visit.account), can_undo=True)
        rows = self.list_model.rows
        after = [*rows[place:], *reversed(rows[:place])]
        next_one = next((one for one in after if isinstance(one, ListedVisit)), None)
        if next_one is not None and not self.editor.is_open():
            self._open(next_one.id)
            self._mark_open()
        self._show_state()
