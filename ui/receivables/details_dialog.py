"""One receivable: how it stands, what is to be done next, what happened to it, and its files."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from models import collections, receivable_lists, receivables
from models.changes import Changes
from models.money import amount
from models.receivable_lists import ReceivableLine
from models.text.language import Label
from ui import theme
from ui.attachments.part import AttachmentsPart
from ui.receivables import deeds, words
from ui.receivables.history_rows import HistoryView
from ui.session import EVERYTHING, Session
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.dialog import Dialog
from ui.widgets.flow_layout import flowing
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import column, holding, scroll
from ui.widgets.link import Link

_WIDTH, _HEIGHT, _AROUND = 680, 620, 160
_TABLES = frozenset({"receivable", "payment", "collection", "step", "account", "project", "milestone", "contact"})


class ReceivableDialog(Dialog):
    """Everything about a receivable, and the ways to do something about it; it follows what is done to it."""

    def __init__(self, session: Session, line: ReceivableLine, parent: QWidget | None) -> None:
        super().__init__(say("Receivable: {title}", title=line.title), parent, width=_WIDTH)
        self.session, self.line = session, line
        self.state = label("", "section")
        self.about = label("", "body", "text_2", wrap=True)
        self.next = label("", "body", "accent", wrap=True)
        self.risk = label("", "body", "amber", wrap=True)
        self.account = Link(line.account)
        self.project = Link("")
        self.account.clicked.connect(lambda: self._leave("account", self.line.account_id))
        self.project.clicked.connect(lambda: self._leave("project", self.line.project_id))
        self.history = HistoryView(session, say("Payments and contacts"))
        self.nothing = label(say("No payment and no contact is noted yet."), "body", "text_2", wrap=True)
        self.files = AttachmentsPart(session)
        self.buttons = {key: self._button(key, name, icon, letter) for key, name, icon, letter in _BUTTONS}
        facts = (self.account, self.project, self.state, self.about, self.next, self.risk)
        inner = holding(
            column(
                *facts,
                theme.GAP,
                label(say("Payments and contacts"), "section"),
                self.history,
                self.nothing,
                theme.GAP,
                self.files,
                None,
                spacing=theme.GAP,
            )
        )
        self.body.addWidget(scroll(inner, name=line.title), 1)
        self.body.addWidget(flowing(say("What can be done"), self.buttons.values()))
        room = parent.height() - _AROUND if parent is not None else _HEIGHT
        self.resize(_WIDTH, max(min(_HEIGHT, room), 360))
        session.changed.connect(self._on_changed)
        self._fill(line)
        self.buttons["pay" if not self.buttons["pay"].isHidden() else "edit"].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a letter stands for, as in the list."""
        if event.key() == Qt.Key.Key_Delete or not deeds.press(self.session, self.line, event, self):
            super().keyPressEvent(event)

    def _button(self, key: str, name: Label, icon: str, letter: str) -> QPushButton:
        made = button(say(name), icon=icon)
        made.setToolTip(say("{words}  {key}", words=say(name), key=letter) if letter else say(name))
        made.clicked.connect(lambda: self._do(key))
        return made

    def _do(self, key: str) -> None:
        deed = next((deed for name, _, _, _, deed in deeds.possible(self.line) if name == key), None)
        if deed is not None:
            deed(self.session, self.line.id, self)

    def _on_changed(self, changes: Changes) -> None:
        if changes.tables != EVERYTHING and not changes.tables & _TABLES:
            return
        line = self.session.read(receivable_lists.line, self.line.id)
        if line is None:  # it went to the trash, here or by undo
            self.done(Dialog.DialogCode.Rejected)
        else:
            self._fill(line)

    def _fill(self, line: ReceivableLine) -> None:
        today = self.session.today()
        self.line = line
        told, token = words.state_words(line, today)
        whole = amount(line.amount_minor, line.currency)
        if 0 < line.rest_minor < line.amount_minor:
            rest = amount(line.rest_minor, line.currency)
            whole = say("{rest} of {amount} open", rest=rest, amount=whole)
        self.state.setText(say("{amount} · {state}", amount=whole, state=told))
        set_token(self.state, token)
        self.project.setText(line.project)
        self.project.setVisible(bool(line.project))
        row = self.session.read(receivables.get, line.id)
        known = [words.about_words(line, today), *words.facts(row, line.confirmed_by)]
        self.about.setText("\n".join(one for one in known if one))
        self.about.setVisible(any(known))
        is_open = line.rest_minor > 0 and line.written_off_on is None
        asks = is_open and line.bucket(today) != "not_invoiced"
        if asks:
            self.next.setText(words.next_words(self.session.read(collections.next_step, line.id), today))
        else:
            self.next.setText(words.ready_words(line) if line.is_ready(today) else "")
        self.next.setVisible(bool(self.next.text()))
        self.risk.setText(line.risk)
        self.risk.setVisible(bool(line.risk))
        can = {name for name, _, _, _, _ in deeds.possible(line)}
        for key, made in self.buttons.items():
            made.setVisible(key in can)
        has_history = self.history.show_receivable(line)
        self.history.setVisible(has_history)
        self.nothing.setVisible(not has_history)
        self.files.show_owner("receivable", line.id)

    def _leave(self, kind: str, record_id: int | None) -> None:
        if record_id is not None:
            self.reject()
            self.session.open_record(kind, record_id)


_BUTTONS: tuple[tuple[str, Label, str, str], ...] = tuple(
    (key, name, icon, letter)
    for key, name, icon, letter, _ in deeds.EVERY
    if key in ("pay", "contact", "confirm", "invoice", "edit", "write_off", "write_back")
)
