"""The dialog that splits an account: where to, from when, and what of it goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from models import accounts, name_choices, splitting
from models.changes import Changes
from models.errors import JournalError
from models.journal import Journal
from models.splitting import Parts
from models.text.clean import clean_line
from ui import theme, workers
from ui.accounts.parent_field import ParentField
from ui.accounts.split_model import SplitModel, SplitView
from ui.accounts.split_words import counted
from ui.session import Session
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import row
from ui.widgets.suggest import SuggestField, Suggestion

_AT_ONCE = 10
"""So many things go while the window stands still; more of them behind a progress bar."""
_WIDTH, _HEIGHT = 620, 640
_LEAST_LIST, _AROUND = 120, 40


class SplitDialog(Dialog):
    """Asks for the account to which something goes, a new one or one that is there, and for what goes."""

    def __init__(self, session: Session, account_id: int, parent: QWidget | None) -> None:
        self._account = session.read(accounts.get, account_id)
        super().__init__(say("Split {name}", name=self._account.name), parent, accept=say("Split"), width=_WIDTH)
        self._session = session
        self.target = SuggestField(
            say("A new name, or an account that is there"),
            say("Goes to"),
            choices=self._suggested,
            new_words=lambda text: say("New account “{name}”", name=text),
        )
        self._target_field = field(say("Goes to"), self.target)
        self.parent_field = ParentField(session)
        self.parent_field.show_account(self._account.parent_id)
        self._parent_field = field(say("Belongs to"), self.parent_field)
        self.since = DateField(session.today, say("From which day on"), forward=False, keeps_room=False)
        hint = say("Empty: the people always were there, and all they did so far goes along.")
        self._since_field = field(say("From which day on"), self.since, hint)
        self.visits_button = button(say("Choose the visits since then"), "small")
        self.model = SplitModel(session, account_id)
        self.view = SplitView(session, self.model)
        self.view.setMinimumHeight(_LEAST_LIST)
        self._said = label("", "caption", "text_2", wrap=True)
        self._lay_out()
        self._connect()
        self._show_chosen()
        room = parent.window().height() - _AROUND if parent is not None else _HEIGHT
        self.resize(_WIDTH, min(room, _HEIGHT))
        self.target.setFocus()

    def typed_words(self) -> str:
        """Return the sentence for a name, or for what was chosen, that would be lost."""
        chosen = any(self.model.chosen().values()) or self.target.text()
        return say("This account has changes that are not saved.") if chosen else ""

    def accept(self) -> None:
        """Split the account; what is missing or stands in the way is said where it belongs."""
        fields = (self.target, self.parent_field, self.since)
        if any(one.is_composing() for one in fields) or not self._check():
            return
        parts, to_id = Parts(**self.model.chosen()), self._to_id()
        name, parent_id, since = clean_line(self.target.text()), self.parent_field.account_id(), self.since.value()

        def split(journal: Journal, progress: workers.Progress | None = None) -> Changes:
            return splitting.split(
                journal,
                self._account.id,
                parts,
                to_id=to_id,
                name=name,
                parent_id=parent_id,
                since=since,
                progress=progress,
            )

        if parts.count() > _AT_ONCE:
            title = say("Splitting {name}…", name=self._account.name)
            self._session.run_beside(self, title, split, self._tell, on_failed=self._refuse)
            return
        try:
            self._tell(self._session.attempt(split))
        except JournalError as error:
            self._refuse(error)

    def _lay_out(self) -> None:
        places = row(self._target_field, self._parent_field, spacing=theme.CARD_PADDING)
        for at in range(2):
            places.setStretch(at, 1)
        self.body.addLayout(places)
        self.body.addWidget(self._since_field)
        self.body.addLayout(row(label(say("What goes"), "caption", "text_2"), None, self.visits_button))
        self.body.addWidget(self.view, 1)
        along = say("A visit takes its steps and files along, a plan its steps, a project its plans, steps and money.")
        self.body.addWidget(label(along, "caption", "text_3", wrap=True))
        self.body.addWidget(self._said)

    def _connect(self) -> None:
        self.target.chosen.connect(lambda _key: self._show_target())
        self.target.edited.connect(lambda _text: self._show_target())
        self.target.created.connect(lambda _name: self._show_target())
        self.since.changed.connect(self._show_target)
        self.visits_button.clicked.connect(lambda: self.model.tick_visits_since(self.since.value() or ""))
        self.model.changed.connect(self._show_chosen)
        self._show_target()

    def _suggested(self, text: str) -> Sequence[Suggestion]:
        found = self._session.read(name_choices.accounts, text)
        return [
            Suggestion(one.id, one.name, one.detail, icon="accounts") for one in found if one.id != self._account.id
        ]

    def _to_id(self) -> int | None:
        key = self.target.key()
        return key if isinstance(key, int) else None

    def _show_target(self) -> None:
        """Only a new account has a place in the tree that is to be said."""
        self._parent_field.setEnabled(self._to_id() is None)
        self._target_field.set_error("")
        self.visits_button.setEnabled(self.since.value() is not None)

    def _show_chosen(self) -> None:
        chosen = counted({kind: len(ids) for kind, ids in self.model.chosen().items()})
        set_token(self._said, "text_2")
        self._said.setText(say("What goes: {things}", things=chosen) if chosen else say("Nothing is chosen yet."))

    def _check(self) -> bool:
        self.target.take_exact()
        if not clean_line(self.target.text()):
            self._target_field.set_error(say("Write a new name, or choose an account that is there."))
            self.target.setFocus()
            return False
        if self._to_id() is None and not self.parent_field.take_exact():
            self._parent_field.set_error(say("There is no account of that name. Choose one from the list."))
            self.parent_field.setFocus()
            return False
        if not self.since.is_right():
            self.since.setFocus()
            return False
        return True

    def _tell(self, done: Changes) -> None:
        name = self._session.read(accounts.get, done.id).name
        things = counted({kind: len(ids) for kind, ids in self.model.chosen().items()})
        said = say("From {old} to {new}: {things}", old=self._account.name, new=name, things=things)
        super().accept()
        self._session.open_record("account", done.id)
        self._session.say(said, can_undo=True)

    def _refuse(self, error: JournalError) -> None:
        set_token(self._said, "red")
        self._said.setText(error.say(language()))
