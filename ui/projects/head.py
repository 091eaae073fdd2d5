"""The head of a project's page: what it belongs to, its name, its pills and what can be done."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from models.project_lists import ProjectSheet
from ui import theme
from ui.projects.words import blocked_words, month_words, stage_words, target_words, value_words
from ui.translations import plural, say
from ui.widgets.buttons import button
from ui.widgets.flow_layout import flowing
from ui.widgets.labels import Elided
from ui.widgets.layouts import column, holding, row
from ui.widgets.link import Link
from ui.widgets.picture import Picture
from ui.widgets.pills import HealthPill

_PILLS = (
    ("stage", "accent"),
    ("outcome", "green"),
    ("month", "outlined"),
    ("target", "outlined"),
    ("value", "outlined"),
    ("blocked", "red"),
    ("overdue", "amber"),
)


class ProjectHead(QWidget):
    """Which project this is; `pill_pressed` tells which pill was pressed."""

    back_wanted = Signal()
    account_wanted = Signal()
    sign_off_wanted = Signal()
    stage_wanted = Signal()
    menu_wanted = Signal()
    pill_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = Link(say("Projects"), "caption", "text_2", name=say("Back to the list of projects"))
        self.back.setToolTip(say("Back to the list of projects  Esc"))
        self.account = Link("", "caption", "text_2")
        self.name = Elided("", "page_name")
        self.name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.pills = {key: HealthPill("", tone) for key, tone in _PILLS}
        self.sign_off = button(say("Record sign-off"), icon="pen")
        self.sign_off.setToolTip(say("Record sign-off  S"))
        self.stage = button(say("Move to a stage…"), icon="flag")
        self.stage.setToolTip(say("Move this project to another stage  M"))
        self.menu = button("", icon="more", name=say("More"))
        self.menu.setToolTip(say("More"))
        self.menu.setFixedWidth(40)
        crumbs = row(self.back, Picture("chevron-right", "text_3", 12), self.account, None, spacing=2)
        buttons = row(self.stage, self.sign_off, self.menu, spacing=theme.CARD_GAP)
        self._glance = flowing(say("At a glance"), self.pills.values())
        self._named = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._named.setSpacing(theme.SPACE_4)
        self._named.addWidget(self.name)
        self._named.addWidget(self._glance)
        self._buttons = holding(buttons)
        first = row(self._named, self._buttons, spacing=theme.CARD_GAP)
        first.setStretch(0, 1)
        first.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(crumbs, first, spacing=4))
        self.back.clicked.connect(self.back_wanted)
        self.account.clicked.connect(self.account_wanted)
        self.sign_off.clicked.connect(self.sign_off_wanted)
        self.stage.clicked.connect(self.stage_wanted)
        self.menu.clicked.connect(self.menu_wanted)
        for key, pill in self.pills.items():
            pill.clicked.connect(lambda _checked=False, key=key: self.pill_pressed.emit(key))

    def fill(self, found: ProjectSheet, today: date) -> None:
        """Show another project, or the same one as things are now."""
        project = found.project
        self.name.set_text(project.name)
        self.account.setText(found.account)
        self.account.setAccessibleName(found.account)
        self.account.updateGeometry()
        is_won = project.outcome == "won" and project.closed_on is None
        self._show("stage", *stage_words(project.outcome, project.closed_on, project.stage))
        self._show("outcome", say("Won") if is_won else "", "green")
        self._show("month", month_words(found), "outlined")
        self._show("target", *target_words(project.expected_on, project.closed_on, today))
        # What is owed by milestone stands in the tab of the receivables, once there are any.
        self._show("value", "" if found.receivables else value_words(project.value_minor, project.currency), "outlined")
        self._show("blocked", blocked_words(found.blocked_signatures), "red")
        overdue = found.overdue_invoices
        words = plural("{count} invoice overdue", "{count} invoices overdue", overdue) if overdue else ""
        self._show("overdue", words, "amber")
        signing = found.open_signatures > 0
        self.sign_off.setVisible(signing)
        self.stage.setVisible(project.closed_on is None and not signing)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the pills beside the name where there is room for all of them, else below it."""
        room = self.width() - self._buttons.sizeHint().width() - 2 * theme.CARD_GAP
        wanted = self.name.sizeHint().width() + self._glance.sizeHint().width()
        beside = wanted + theme.CARD_GAP <= room
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._named.direction() != way:
            self._named.setDirection(way)
            self._named.setSpacing(theme.CARD_GAP if beside else theme.SPACE_4)
            middle = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag(0)
            self._named.setAlignment(self._glance, middle)

    def _show(self, key: str, words: str, tone: str) -> None:
        pill = self.pills[key]
        pill.setVisible(bool(words))
        if words:
            pill.setText(words)
            pill.setAccessibleName(words)
            pill.set_tone("grey" if tone == "plain" else tone)
            pill.updateGeometry()
