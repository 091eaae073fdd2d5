"""What the dialogs about one receivable have in common: what it is about, and the sentence that says what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from models.changes import Changes
from models.errors import JournalError
from models.money import amount
from models.receivable_lists import ReceivableLine
from ui import theme
from ui.session import Session
from ui.translations import language, say
from ui.widgets import name_suggestions
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label
from ui.widgets.suggest import SuggestField
from ui.widgets.understood_field import UnderstoodField


class MoneyDialog(Dialog):
    """A deed for one receivable; Ctrl+Enter does it, and what can't be done stays as it was typed."""

    def __init__(
        self, session: Session, line: ReceivableLine, title: str, accept: str, parent: QWidget | None, width: int = 480
    ) -> None:
        super().__init__(title, parent, accept=accept, width=width)
        self.session, self.line = session, line
        self.notice = label("", "body", "red", wrap=True)
        self.notice.hide()
        owed = amount(max(line.rest_minor, 0), line.currency)
        about = say("{title}, {account}: {amount} open", title=line.title, account=line.account, amount=owed)
        self.body.setSpacing(theme.CARD_GAP)
        self.body.addWidget(label(about, "body", "text_2", wrap=True))

    def is_right(self, *fields: UnderstoodField[Any]) -> bool:
        """Return whether all fields can be understood and nothing is composed in one; the first wrong one gets keys."""
        for one in fields:
            if one.is_composing():
                return False
            if not one.is_right():
                one.show_error(one.error())
                one.setFocus()
                return False
        return True

    def attempt(self, told: str, operation: Callable[..., Changes], /, *values: Any, **named: Any) -> None:
        """Do it and close; or say why it can't be done."""
        try:
            self.session.attempt(operation, *values, **named)
        except JournalError as error:
            self.tell(error.say(language()))
            return
        self.session.say(told, can_undo=True)
        super().accept()

    def tell(self, sentence: str) -> None:
        """Say what is wrong, above the buttons."""
        self.notice.setText(sentence)
        self.notice.show()
        self.make_room()


class PersonField(SuggestField):
    """Somebody of the customer, those of its own account first."""

    def __init__(self, session: Session, name: str, account_id: int) -> None:
        super().__init__(
            "",
            name,
            choices=lambda text: name_suggestions.people(session, text, account_id),
        )

    def contact_id(self) -> int | None:
        """Return who is meant, or None."""
        self.take_exact()
        key = self.key()
        return key if isinstance(key, int) else None

    def stranger_words(self) -> str:
        """Return the sentence for a name that nobody known has, or nothing."""
        return "" if self.take_exact() else say("Nobody is called {name} here. Add the person first.", name=self.text())
