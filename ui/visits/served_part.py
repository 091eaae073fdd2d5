"""Which installed products a visit serves, said where there are any."""

from __future__ import annotations

from datetime import date

from models import served_products
from models.changes import Changes
from models.errors import JournalError
from models.served_products import Served
from models.text.day_words import full_date
from models.visit_sheet import VisitSheet
from ui import theme
from ui.session import Session
from ui.translations import language, say
from ui.visits.part import SheetPart
from ui.widgets.labels import Elided
from ui.widgets.layouts import row
from ui.widgets.link import Link

_NAMED = 4


class ServedPart(SheetPart):
    """Names the products and the day of their service; a link changes which they are."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sheet = VisitSheet()
        self._told = Elided("", "caption", "text_2")
        self.change = Link(say("Change…"), "caption", "accent")
        self.change.setAccessibleName(say("Change which products this visit serves"))
        self.feedback = Link(say("Note feedback…"), "caption", "accent")
        self.change.clicked.connect(self._change)
        self.feedback.clicked.connect(self._note_feedback)
        line = row(self._told, self.change, self.feedback, spacing=theme.CARD_GAP)
        line.setStretch(0, 1)
        self.setLayout(line)
        session.changed.connect(self._on_changed)
        self.hide()

    def fill(self, sheet: VisitSheet) -> None:
        """Show what the visit of a sheet serves."""
        self._sheet = sheet
        self._read()

    def written(self, sheet: VisitSheet) -> VisitSheet:
        """Return the sheet as it is: this is stored by itself."""
        return sheet

    def _read(self) -> None:
        found: list[Served] = []
        if self._sheet.visit_id is not None:
            try:
                found = self._session.read(served_products.of_visit, self._sheet.visit_id)
            except JournalError:
                found = []  # what can't be read now is told another time
        self._told.set_text(served_words(found))
        self.setVisible(bool(found))

    def _change(self) -> None:
        from ui.assets.served_dialog import ServedDialog

        if self._sheet.visit_id is not None:
            ServedDialog(self._session, self._sheet.visit_id, self.window()).open()

    def _note_feedback(self) -> None:
        from ui.assets.feedback_editor import new_feedback

        sheet = self._sheet
        if sheet.visit_id is not None:
            (first, *others) = self._session.read(served_products.of_visit, sheet.visit_id)
            product = "" if any(one.product != first.product for one in others) else first.product
            account_id = sheet.account_id
            new_feedback(self._session, self, account_id=account_id, product=product, visit_id=sheet.visit_id)

    def _on_changed(self, changes: Changes) -> None:
        if changes.tables & {"visit_asset", "asset", "*"}:
            self._read()


def served_words(found: list[Served]) -> str:
    """Return which products are served, and for which day if that is one."""
    if not found:
        return ""
    pieces: dict[str, int] = {}
    for one in found:
        pieces[one.product] = pieces.get(one.product, 0) + one.quantity
    names = [
        say("{product} × {count}", product=product, count=count) if count > 1 else product
        for product, count in pieces.items()
    ]
    listed = language().listing(names[:_NAMED])
    words = say("Serves {products}", products=listed)
    if len(names) > _NAMED:
        more = len(names) - _NAMED
        words = say("Serves {products} and {count} more", products=listed, count=more)
    due = {one.due_on for one in found if one.due_on}
    if len(due) != 1:
        return words
    return say("{served} · due {day}", served=words, day=full_date(language(), date.fromisoformat(due.pop())))
