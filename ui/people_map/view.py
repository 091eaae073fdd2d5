"""The map of the people of an account: what the marks mean, how large it is drawn, and the map itself."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from models import people_map
from models.people_map import MapPerson
from models.people_map_places import ROOMY, Card, EmptyPlace
from ui import theme
from ui.people_map import deeds, menus
from ui.people_map.canvas import MapCanvas
from ui.people_map.legend import Legend
from ui.people_map.standing import Place
from ui.session import Session
from ui.translations import plural, say
from ui.widgets.buttons import button, icon_button
from ui.widgets.layouts import column, holding, row, scroll
from ui.widgets.menus import show

_ZOOMS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_USUAL = _ZOOMS.index(1.0)


class MapView(QWidget):
    """A map that fills its width and scrolls downwards; `head` may stand elsewhere, beside what chooses the view."""

    ask_wanted = Signal(str)
    """A way into a role group is wanted in which nobody is known."""
    new_wanted = Signal(str)
    """Somebody new is wanted in a role group."""
    list_wanted = Signal()
    """All are wanted, of whom a crowded map shows the first of each role group."""
    introduction_wanted = Signal(object)
    """Who could introduce us to the person of this id is wanted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._account_id = 0
        self._zoom = _USUAL
        self.canvas = MapCanvas()
        self.area = scroll(self.canvas, name=say("Map of people"))
        self.smaller = icon_button("minus", say("Smaller (−)"))
        self.larger = icon_button("plus", say("Larger (+)"))
        self.fit_button = button(say("Fit"), "small", name=say("Show the whole map"))
        self.save_button = icon_button("download", say("Save as a picture…"))
        self.head = holding(row(Legend(), self.smaller, self.larger, self.fit_button, self.save_button, spacing=4))
        self.more = button("", "text")
        self.more.hide()
        self.setLayout(column(self.head, self.area, row(self.more, None), spacing=theme.GAP))
        self._connect()

    def show_account(self, account_id: int) -> None:
        """Show the people of an account and its branches; the keys, the zoom and the scrolled place stay."""
        if account_id != self._account_id:
            self.canvas.key = None
            self.area.verticalScrollBar().setValue(0)
        self._account_id = account_id
        self.canvas.today = self._session.today()
        shown = self._session.read(people_map.read, account_id)
        # A bar that comes only once the map is laid out takes some width, and all is laid out again.
        always = len(shown.people) > ROOMY
        policy = Qt.ScrollBarPolicy
        self.canvas.shown = None
        self.area.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if always else policy.ScrollBarAsNeeded)
        self.canvas.show_map(shown)
        self.more.setVisible(shown.more > 0)
        self.more.setText(plural("{count} more in the list", "{count} more in the list", shown.more))

    def empty_groups(self) -> list[str]:
        """Return the role groups in which nobody is known."""
        return [place.role_group for place in self.canvas.laid_out.empty]

    def set_introducers(self, names: dict[str, str]) -> None:
        """Say on the place of each role group in which nobody is known who could introduce us; '' is nobody."""
        self.canvas.introducers = dict(names)
        self.canvas.update()

    def focus_map(self) -> None:
        """Bring the keys to the map."""
        self.canvas.setFocus()

    def fit(self) -> None:
        """Draw the map so large that all of it is seen, but never larger than usual; else as small as it can be."""
        if self.canvas.shown is None:
            return
        room, width = self.area.viewport().height(), self.area.viewport().width()
        for number in range(_USUAL, -1, -1):
            if self.canvas.layout_at(_ZOOMS[number], width).height * _ZOOMS[number] <= room or number == 0:
                self._set_zoom(number)
                return

    def save_picture(self) -> None:
        """Ask where to, then write the map as a picture for colleagues."""
        from ui.people_map.saving import save

        save(self._session, self, self._account_id)

    def _connect(self) -> None:
        canvas = self.canvas
        canvas.opened.connect(lambda contact_id: self._session.open_record("contact", contact_id))
        canvas.ask_wanted.connect(self.ask_wanted)
        canvas.new_wanted.connect(self.new_wanted)
        canvas.link_wanted.connect(self._link)
        canvas.moved.connect(lambda person, group: deeds.move(self._session, person, group))
        canvas.dropped_on.connect(lambda person, boss: deeds.let_report(self._session, person, boss))
        canvas.menu_wanted.connect(self._show_menu)
        canvas.part_menu_wanted.connect(self._show_part_menu)
        canvas.revealed.connect(self._reveal)
        canvas.zoom_wanted.connect(self._zoom_by)
        self.smaller.clicked.connect(lambda: self._zoom_by(-1))
        self.larger.clicked.connect(lambda: self._zoom_by(1))
        self.fit_button.clicked.connect(self.fit)
        self.save_button.clicked.connect(self.save_picture)
        self.more.clicked.connect(self.list_wanted)
        # The names of the rows stay in sight: they move on the map while it is scrolled.
        self.area.verticalScrollBar().valueChanged.connect(canvas.update)

    def _reveal(self, rect: QRect) -> None:
        middle = rect.center()
        self.area.ensureVisible(middle.x(), middle.y(), rect.width() // 2 + 8, rect.height() // 2 + 28)

    def _zoom_by(self, by: int) -> None:
        self._set_zoom(min(max(self._zoom + by, 0), len(_ZOOMS) - 1) if by else _USUAL)

    def _set_zoom(self, number: int) -> None:
        self._zoom = number
        self.canvas.set_zoom(_ZOOMS[number])
        self.smaller.setEnabled(number > 0)
        self.larger.setEnabled(number < len(_ZOOMS) - 1)

    def _link(self, person: MapPerson, kind: str) -> None:
        from ui.people_map.link_dialog import LinkDialog

        LinkDialog(self._session, self._account_id, person, kind, self).open()

    def _show_menu(self, place: Place, at: QPoint) -> None:
        if isinstance(place, Card):
            show(menus.of_person(self, self._session, place, self._link, self.introduction_wanted.emit), at)
        elif isinstance(place, EmptyPlace):
            show(menus.of_empty(self, place, self.ask_wanted.emit, self.new_wanted.emit), at)

    def _show_part_menu(self, person: MapPerson, part: str, at: QPoint) -> None:
        show(menus.part_menu(self, self._session, person, part), at)
