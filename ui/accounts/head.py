"""The head of an account's page: what stands above it, its name, the pills and the buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.account_overview import AccountOverview, Ancestor
from models.tags import names_in
from ui import theme
from ui.session import Session
from ui.tags.tag_pills import TagPills
from ui.translations import plural, say
from ui.widgets.buttons import button
from ui.widgets.flow_layout import flowing
from ui.widgets.labels import Elided
from ui.widgets.layouts import clear_layout, column, holding, row
from ui.widgets.link import Link
from ui.widgets.picture import Picture
from ui.widgets.pills import HealthPill

_PILLS = (
    ("visited", "outlined"),
    ("rhythm", "outlined"),
    ("promises", "accent"),
    ("complaints", "red"),
    ("invoices", "amber"),
)


class AccountHead(QWidget):
    """Who this is; `list_wanted` tells which list a pill opens: visits, promises, complaints or invoices."""

    back_wanted = Signal()
    account_wanted = Signal(object)
    brief_wanted = Signal()
    visit_wanted = Signal()
    menu_wanted = Signal()
    list_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path: tuple[Ancestor, ...] | None = None
        self._crumbs = row(spacing=2)
        self.name = Elided("", "page_name")
        self.brief = button(say("Brief"), icon="page", name=say("Brief before a visit"))
        self.visit = button(say("Visit here"), icon="plus", name=say("New visit at this account"))
        self.menu = button("", icon="more", name=say("More"))
        self.menu.setToolTip(say("More"))
        self.menu.setFixedWidth(40)
        self.pills = {key: HealthPill("", tone) for key, tone in _PILLS}
        self.tags = TagPills(session, list(self.pills.values())[-1])
        buttons = row(self.brief, self.visit, self.menu, spacing=theme.CARD_GAP)
        pills = flowing(say("At a glance"), self.pills.values())
        crumbs = holding(self._crumbs, say("Accounts above"))
        self.setLayout(column(crumbs, row(self.name, buttons, spacing=theme.CARD_GAP), 4, pills, self.tags, spacing=4))
        self.tags.opened.connect(lambda tag: session.open_tagged("accounts", tag))
        self.brief.clicked.connect(self.brief_wanted)
        self.visit.clicked.connect(self.visit_wanted)
        self.menu.clicked.connect(self.menu_wanted)
        for key, pill in self.pills.items():
            wanted = "visits" if key in ("visited", "rhythm") else key
            pill.clicked.connect(lambda _checked=False, wanted=wanted: self.list_wanted.emit(wanted))

    def fill(self, found: AccountOverview) -> None:
        """Show another account, or the same one as things are now."""
        self.name.set_text(found.account.name)
        if found.path != self._path:
            self._path = found.path
            self._show_path(found.path)
        late = found.line.rhythm == "quiet"
        self.tags.show_tags(names_in(found.account.tags))
        self._show("visited", _visited(found), "amber" if late else "outlined")
        rhythm = found.line.rhythm_days
        self._show("rhythm", plural("Rhythm {count} day", "Rhythm {count} days", rhythm) if rhythm else "")
        promises, complaints, invoices = found.line.promises, found.line.complaints, found.overdue_invoices
        self._show("promises", plural("{count} open promise", "{count} open promises", promises) if promises else "")
        self._show("complaints", plural("{count} complaint", "{count} complaints", complaints) if complaints else "")
        words = plural("{count} invoice overdue", "{count} invoices overdue", invoices)
        self._show("invoices", words if invoices else "")

    def _show(self, key: str, words: str, tone: str = "") -> None:
        pill = self.pills[key]
        pill.setVisible(bool(words))
        if words and (words != pill.text() or tone):
            pill.setText(words)
            pill.setAccessibleName(words)
            if tone:
                pill.set_tone(tone)
            pill.updateGeometry()

    def _show_path(self, path: tuple[Ancestor, ...]) -> None:
        clear_layout(self._crumbs)
        first = self._crumb(say("Accounts"), None)
        first.setToolTip(say("Back to the list of accounts  Esc"))
        self._crumbs.addWidget(first)
        # A new widget comes last with Tab; by the button and back it stands right before it.
        QWidget.setTabOrder(self.brief, first)
        QWidget.setTabOrder(first, self.brief)
        before = first
        for above in path:
            arrow = Picture("chevron-right", "text_3", 12)
            crumb = self._crumb(above.name, above.id)
            self._crumbs.addWidget(arrow)
            self._crumbs.addWidget(crumb)
            QWidget.setTabOrder(before, crumb)
            before = crumb
        self._crumbs.addStretch(1)

    def _crumb(self, words: str, account_id: int | None) -> Link:
        made = Link(words, "caption", "text_2")
        if account_id is None:
            made.clicked.connect(self.back_wanted)
        else:
            made.clicked.connect(lambda: self.account_wanted.emit(account_id))
        return made


def _visited(found: AccountOverview) -> str:
    """Return when the account was last visited; a later visit to a branch is named."""
    latest = found.latest
    if latest is None:
        return say("Never visited")
    if latest.account_id != found.account.id:
        return say("Last visit {when}, at {account}", when=_ago(latest.days), account=latest.account)
    return say("Last visit {when}", when=_ago(latest.days))


def _ago(days: int) -> str:
    if days <= 0:
        return say("today")
    return say("yesterday") if days == 1 else plural("{count} day ago", "{count} days ago", days)
