"""The acceptance of a project: its departments, items, signatures and batches, each shown when it is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import acceptance_batches, acceptance_lists, acceptance_matrix
from models.acceptance_lists import AcceptanceFilter, SignatureLine
from ui import theme
from ui.acceptance.batch_list import BatchList
from ui.acceptance.card import fill_figures
from ui.acceptance.departments import DepartmentPart
from ui.acceptance.figures import ProgressFigure
from ui.acceptance.list_panel import AcceptanceList
from ui.acceptance.name_choice import NameChoice
from ui.projects.section import ProjectTab
from ui.session import Session
from ui.translations import say
from ui.widgets import menus
from ui.widgets.buttons import icon_button
from ui.widgets.layouts import column, holding, row
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.command_palette.command import Command

_PARTS = ("departments", "acceptance_item", "signature", "batches")
_ROOM_FOR_FIGURES = 760


class AcceptanceTab(ProjectTab):
    """Ctrl+1 … stay with the pages; here the segments, S and the figures 1 to 6 are the keys."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"acceptance_item", "acceptance_batch", "signature", "signature_attempt", "step", "attachment", "contact"}
        | {"colleague", "contact_post", "milestone", "project"}
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.project_id: int | None = None
        names = (say("Departments"), say("Items"), say("Signatures"), say("Batches"))
        self.parts = Segments(
            say("Part of the acceptance"), [(key, name, "") for key, name in zip(_PARTS, names, strict=True)]
        )
        self.items_figure, self.signatures_figure = ProgressFigure("accent"), ProgressFigure("green")
        self.batch = NameChoice(say("Batch of sites"), say("All batches"))
        self.more = icon_button("more", say("More about the acceptance"))
        self._figures = holding(row(self.items_figure, self.signatures_figure, spacing=theme.CARD_PADDING))
        self._stack = QStackedWidget()
        self._made: dict[str, QWidget] = {}
        self._fresh: set[str] = set()
        top = row(self.parts, self._figures, self.batch, self.more, spacing=theme.CARD_PADDING)
        top.setStretch(1, 1)
        self.setLayout(column(top, self._stack, spacing=theme.GAP))
        self.parts.changed.connect(self.show_part)
        self.batch.picked.connect(lambda _key: self._read())
        self.more.clicked.connect(self._show_menu)

    def show_project(self, project_id: int) -> None:
        """Show the acceptance of a project, another one from the departments on."""
        if project_id != self.project_id:
            self.batch.set_key(None)
            self.parts.set_current("departments")
        self.project_id = project_id
        self._read()

    def refresh(self) -> None:
        """Read again what is shown."""
        self._read()

    def show_part(self, part: str) -> None:
        """Show the departments, the items, the signatures or the batches."""
        self.parts.set_current(part)
        shown = self._part(part)
        if part not in self._fresh:
            self._fill(part)
        self._stack.setCurrentWidget(shown)

    def show_record(self, kind: str, record_id: int) -> None:
        """Go to an item or a signature."""
        if kind in ("acceptance_item", "signature"):
            if self.batch.key() is not None:
                self.batch.set_key(None)
                self._read()
            self.show_part(kind)
            self.list_of(kind).show_record(record_id)

    def show_at(self, place: object) -> None:
        """Go to a department by its name, or to the entries of a kind that are in a state, given as both."""
        if isinstance(place, str):
            self.show_part("departments")
            self.departments().select(place)
        elif isinstance(place, tuple):
            kind, state = place
            self.show_list(kind, "", state)

    def show_list(self, kind: str, department: str, states: str = "") -> None:
        """Show the items or the signatures of a department."""
        self.show_part(kind)
        self.list_of(kind).narrow(department, states)
        self.list_of(kind).focus_list()

    def record_sign_off(self) -> None:
        """Record signatures: those that are selected, else the next one that is wanted."""
        if self.project_id is None:
            return
        rows = self._to_sign()
        if not rows:
            has_some = self.session.read(acceptance_matrix.read, self.project_id).signatures.all
            self.session.say(say("All signatures are there.") if has_some else say("No signatures yet"))
            return
        from ui.acceptance.sign_dialog import SignDialog

        SignDialog(self.session, rows, self.window()).open()

    def focus_first(self) -> None:
        """Give the focus to the list that is shown."""
        shown = self._part(self.parts.current())
        if isinstance(shown, AcceptanceList | BatchList | DepartmentPart):
            shown.focus_list()

    def focus_filter(self) -> None:
        """Go to the filter of the list; the departments have none, so the items' is meant."""
        if self.parts.current() not in ("acceptance_item", "signature"):
            self.show_part("acceptance_item")
        self.list_of(self.parts.current()).focus_filter()

    def printable(self) -> bool:
        """Make the sign-off sheets, of the department that is chosen."""
        if self.project_id is None:
            return False
        from ui.acceptance.sheet_dialog import open_sign_off

        open_sign_off(self.session, self.window(), self.project_id, self._department(), self._batch_id())
        return True

    def deeds(self) -> Sequence[Command]:
        """Return what can be done with the acceptance."""
        from ui.command_palette.command import Command

        found = [
            Command("acceptance.sign", say("Record sign-off"), self.record_sign_off, "S", "pen"),
            Command("acceptance.import", say("Import a list…"), self._import, icon="import"),
            Command("acceptance.export", say("Export the list…"), self._export, icon="download"),
            Command("acceptance.sheet", say("Sign-off sheet…"), self.printable, icon="print"),
            Command("acceptance.new_item", say("New item"), lambda: self._add("acceptance_item"), icon="plus"),
            Command("acceptance.new_signature", say("New signature"), lambda: self._add("signature"), icon="plus"),
            Command("acceptance.new_batch", say("New batch of sites"), lambda: self._add("batches"), icon="plus"),
        ]
        named = (
            say("Departments of the acceptance"),
            say("Items of the acceptance"),
            say("Signatures"),
            say("Batches of sites"),
        )
        for key, name in zip(_PARTS, named, strict=True):
            found.append(Command(f"acceptance.show_{key}", name, partial(self._go_to, key), icon="list"))
        return found

    def departments(self) -> DepartmentPart:
        """Return the departments."""
        made = self._part("departments")
        assert isinstance(made, DepartmentPart)
        return made

    def list_of(self, kind: str) -> AcceptanceList:
        """Return the list of the items or the signatures."""
        made = self._part(kind)
        assert isinstance(made, AcceptanceList)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the figures out where there is no room for them: the departments count as well."""
        super().resizeEvent(event)
        self._figures.setVisible(self.width() >= _ROOM_FOR_FIGURES)

    def _part(self, key: str) -> QWidget:
        if key not in self._made:
            self._made[key] = made = self._make(key)
            self._stack.addWidget(made)
        return self._made[key]

    def _make(self, key: str) -> QWidget:
        if key == "departments":
            made = DepartmentPart(self.session)
            made.list_wanted.connect(self.show_list)
            made.record_wanted.connect(self.show_record)
            made.sheet_wanted.connect(self.printable)
            made.import_wanted.connect(self._import)
            made.new_wanted.connect(partial(self._add, "acceptance_item"))
            return made
        return BatchList(self.session) if key == "batches" else AcceptanceList(self.session, key)

    def _read(self) -> None:
        if self.project_id is None:
            return
        self._fresh.clear()
        batches = self.session.read(acceptance_batches.listing, self.project_id)
        self.batch.offer([(one.id, one.name) for one in batches])
        self.batch.setVisible(bool(batches))
        self.show_part(self.parts.current())

    def _fill(self, part: str) -> None:
        assert self.project_id is not None
        self._fresh.add(part)
        shown, batch_id = self._part(part), self._batch_id()
        matrix = self.session.read(acceptance_matrix.read, self.project_id, batch_id)
        fill_figures(self.items_figure, self.signatures_figure, matrix)
        if isinstance(shown, DepartmentPart):
            shown.show_project(self.project_id, matrix, batch_id)
        elif isinstance(shown, AcceptanceList):
            shown.show_project(self.project_id, batch_id)
        elif isinstance(shown, BatchList):
            shown.show_project(self.project_id)

    def _batch_id(self) -> int | None:
        key = self.batch.key()
        return key if isinstance(key, int) else None

    def _department(self) -> str:
        part = self.parts.current()
        if part == "departments":
            return self.departments().department()
        return str(self.list_of(part).department.key() or "") if part != "batches" else ""

    def _to_sign(self) -> list[SignatureLine]:
        """Return the signatures that are selected and not there yet, else the first one that is still wanted."""
        assert self.project_id is not None
        if self.parts.current() == "signature":
            chosen = [one for one in self.list_of("signature").chosen() if isinstance(one, SignatureLine)]
            missing = [one for one in chosen if one.state != "signed"]
            if missing:
                return missing
        department = self._department()
        states = ("submitted", "agreed"), ("approved_inside", "open", "blocked")
        for departments in ([(department,)] if department else []) + [()]:
            for wanted in states:
                asked = AcceptanceFilter(departments=departments, states=wanted, batch_id=self._batch_id())
                found = self.session.read(acceptance_lists.signatures, self.project_id, asked, limit=1)
                if found:
                    return found
        return []

    def _go_to(self, part: str) -> None:
        self.show_part(part)
        self.focus_first()

    def _add(self, part: str) -> None:
        self.show_part(part)
        shown = self._part(part)
        if isinstance(shown, AcceptanceList | BatchList):
            shown.add()

    def _import(self) -> None:
        if self.project_id is not None:
            from ui.acceptance.import_dialog import open_import

            open_import(self.session, self.window(), self.project_id)

    def _export(self) -> None:
        if self.project_id is not None:
            from ui.acceptance.export import open_export

            open_export(self.session, self.window(), self.project_id)

    def _show_menu(self) -> None:
        menu = menus.new_menu(say("More about the acceptance"), self)
        for one in self.deeds():
            if not one.key.startswith("acceptance.show_"):
                menus.add(menu, one.name, one.work, one.icon, one.shortcut)
        menus.show(menu, self.more.mapToGlobal(QPoint(0, self.more.height())))
