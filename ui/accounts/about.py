"""What is known about an account: its facts, its branches, the notes, and the private ones set apart."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from models.account_lists import AccountLine
from models.account_overview import AccountOverview
from models.text.field_words import RELATIONSHIP_NAMES
from ui import theme
from ui.accounts.rhythm_field import source_words
from ui.accounts.tree_words import tier_words
from ui.accounts.words import visited_words
from ui.attachments.part import AttachmentsPart
from ui.session import Session
from ui.translations import plural, say
from ui.widgets.buttons import button
from ui.widgets.labels import label, selectable
from ui.widgets.layouts import clear_layout, column, holding, row
from ui.widgets.link import Link
from ui.widgets.parchment import parchment

_NAME_WIDTH = 140
_MOST_BRANCHES = 50


class AboutTab(QWidget):
    """The facts of an account; what is empty takes no room."""

    edit_wanted = Signal()
    account_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._facts: dict[str, tuple[QLabel, QLabel]] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.CARD_PADDING)
        self._grid.setVerticalSpacing(theme.GAP)
        self._grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        self._grid.setColumnStretch(1, 1)
        for number, (key, name) in enumerate(_names().items()):
            self._facts[key] = (label(name, "body", "text_2"), selectable())
            for at, part in enumerate(self._facts[key]):
                self._grid.addWidget(part, number, at, Qt.AlignmentFlag.AlignTop)
        self._branches_head = label(say("Branches"), "body_bold")
        self._branches = column(spacing=theme.SPACE_4)
        self._notes_head, self._notes = label(say("Notes"), "body_bold"), selectable("notes")
        self._private_text = selectable("notes")
        self._private = parchment(self._private_text)
        self._nothing = label(say("Nothing is noted here yet."), "body", "text_3")
        self._edit = button(say("Edit"), icon="edit", name=say("Edit this account"))
        self._edit.clicked.connect(self.edit_wanted)
        parts = (self._branches_head, holding(self._branches), self._notes_head, self._notes, self._private)
        top = row(self._nothing, None, self._edit)
        self.files = AttachmentsPart(session)
        self.setLayout(column(top, self._grid, *parts, theme.GAP, self.files, None, spacing=theme.CARD_GAP))
        self.setMaximumWidth(760)

    def fill(self, found: AccountOverview, branches: list[AccountLine]) -> None:
        """Show what is known about an account, and its branches."""
        account = found.account
        target = account.visit_target
        texts = {
            "short_name": account.short_name,
            "tier": tier_words(account.tier),
            "class": account.account_class or "",
            "rhythm": source_words(found.rhythm) if found.rhythm.days is not None else "",
            "target": plural("{count} visit a quarter", "{count} visits a quarter", target) if target else "",
            "relationship": _relationship(account.relationship, account.wanted_relationship),
            "industry": account.industry,
            "region": account.region,
            "city": account.city,
            "address": account.address,
            "phone": account.phone,
            "web": account.web,
        }
        for key, text in texts.items():
            for part in self._facts[key]:
                part.setVisible(bool(text))
            self._facts[key][1].setText(text)
        for part in (self._notes_head, self._notes):
            part.setVisible(bool(account.notes))
        self._notes.setText(account.notes)
        self._private_text.setText(account.private_notes)
        self._private.setVisible(bool(account.private_notes))
        self._nothing.setVisible(not any((*texts.values(), account.notes, account.private_notes)))
        self._show_branches(branches)
        self.files.show_owner("account", account.id)

    def _show_branches(self, branches: list[AccountLine]) -> None:
        clear_layout(self._branches)
        self._branches_head.setVisible(bool(branches))
        for branch in branches[:_MOST_BRANCHES]:
            link = Link(branch.name, "body", "accent")
            link.clicked.connect(lambda _checked=False, branch_id=branch.id: self.account_wanted.emit(branch_id))
            when = say("last visit {when}", when=visited_words(branch, self._session.today()))
            self._branches.addLayout(row(link, label(when, "caption", "text_3"), None, spacing=theme.CARD_GAP))
        if len(branches) > _MOST_BRANCHES:
            rest = len(branches) - _MOST_BRANCHES
            self._branches.addWidget(label(plural("{count} more", "{count} more", rest), "caption", "text_3"))


def _relationship(now: str | None, wanted: str | None) -> str:
    """Return what we are to an account, and what we want to be, as far as somebody said so."""
    if now and wanted and now != wanted:
        return say("{now}; wanted: {wanted}", now=_name(now), wanted=_name(wanted))
    if wanted and not now:
        return say("wanted: {wanted}", wanted=_name(wanted))
    return _name(now) if now else ""


def _name(relationship: str) -> str:
    return say(RELATIONSHIP_NAMES[relationship])


def _names() -> dict[str, str]:
    return {
        "short_name": say("Short name"),
        "tier": say("Place in the tree"),
        "class": say("Class"),
        "rhythm": say("Visit rhythm"),
        "target": say("Visit target"),
        "relationship": say("Relationship"),
        "industry": say("Industry"),
        "region": say("Region"),
        "city": say("City"),
        "address": say("Address"),
        "phone": say("Phone"),
        "web": say("Web page"),
    }
