"""What stands on the page of projects: a section of all of them, or a tab of one.

The page gives the margins around both; what is higher than the room scrolls by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.session import Session

if TYPE_CHECKING:
    from ui.command_palette.command import Command


class _Part(QWidget):
    """What sections and tabs have in common; the page says when they are to be read again."""

    tables: ClassVar[frozenset[str]] = frozenset()
    """The tables whose rows are shown here."""

    heading_changed = Signal()
    """The words beside the page's name, or the count of a tab, are different now."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session

    def refresh(self) -> None:
        """Read again what is shown, and keep the place."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Give the focus to where work begins here."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Give the focus to the filter, if there is one (Ctrl+F)."""
        self.focus_first()

    def show_record(self, kind: str, record_id: int) -> None:
        """Go to a record that is shown here, such as a signature."""

    def deeds(self) -> Sequence[Command]:
        """Return what can be done here now, for the list of commands."""
        return ()

    def leave(self) -> bool:
        """Finish what is being written, and return whether this may be left."""
        return True


class Section(_Part):
    """A section of all projects: the pipeline, the list, the receivables, the risks, what is installed."""

    new_wanted = Signal()
    """A new project is wanted."""

    def subtitle(self) -> str:
        """Return the grey words beside the page's name."""
        return ""

    def printable(self) -> None:
        """Print or export what is shown (Ctrl+P): the report of all projects, where there is nothing nearer."""
        self.session.open_summary(kind="project", project_id=0, account_ids=(), tag="")

    def selected_record(self) -> tuple[str, int] | None:
        """Return the kind and the id of the record at which the keys stand."""
        return None


class ProjectTab(_Part):
    """A tab of one project."""

    tab_wanted = Signal(str, object)
    """Another tab is to be shown: its key, and where in it (a day, a name), or None."""

    def show_project(self, project_id: int) -> None:
        """Show a project, another one from the beginning, the same one as it is now."""
        raise NotImplementedError

    def count(self) -> int | None:
        """Return the number beside the tab's name, or None for the one the page knows by itself."""
        return None

    def show_at(self, place: object) -> None:
        """Go to a place in this tab that another tab asked for."""

    def record_sign_off(self) -> None:
        """Record a sign-off, in the tab that can."""

    def printable(self) -> bool:
        """Print or export what is shown (Ctrl+P), and return whether there is something; else the project's report."""
        return False
