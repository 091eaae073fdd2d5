"""The editor of what a customer says of a product: quick to write, with its answer later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QLayout, QWidget

from models import feedback, product_choice
from models.errors import JournalError
from models.feedback import KINDS, FeedbackRow
from models.text.clean import clean_line, is_seen
from ui import alerts, theme
from ui.session import Session
from ui.translations import capital, say
from ui.widgets import name_suggestions
from ui.widgets.date_field import DateField
from ui.widgets.fields import field, side_by_side
from ui.widgets.fields_editor import FieldsEditor, FieldsForm
from ui.widgets.layouts import column
from ui.widgets.note_editor import NoteEditor
from ui.widgets.segments import Segments
from ui.widgets.suggest import SuggestField, Suggestion

_LINKS, _DAYS, _TEXTS = ("account_id", "contact_id"), ("noted_on", "handed_over_on"), ("words", "answer")
_FIELDS = (*_LINKS, "product", "kind", *_DAYS, *_TEXTS)


def new_feedback(
    session: Session,
    parent: QWidget,
    *,
    account_id: int | None = None,
    product: str = "",
    asset_id: int | None = None,
    visit_id: int | None = None,
) -> FeedbackEditor:
    """Open the editor for new feedback, with what is known of where it was said and of what."""
    known: dict[str, Any] = {"account_id": account_id, "product": product}
    editor = FeedbackEditor(session, None, parent.window(), known=known, about=(asset_id, visit_id))
    editor.open()
    return editor


def edit_feedback(session: Session, feedback_id: int, parent: QWidget) -> FeedbackEditor | None:
    """Open the editor of some feedback; None when it is gone, and that was told."""
    try:
        editor = FeedbackEditor(session, feedback_id, parent.window())
    except JournalError as error:
        alerts.current().error(error)
        return None
    editor.open()
    return editor


class FeedbackForm(FieldsForm):
    """The fields as `values()` and by `fill(values)`, keyed like the columns."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.kind = Segments(say("Kind"), [(key, capital(say(name)), "") for key, name in KINDS.items()])
        self.words = NoteEditor(say("Their words"), markdown=False)
        self.product = SuggestField(say("Base station"), say("Product"), choices=self._products)
        self.account_id = SuggestField(
            "", say("Account"), choices=lambda text: name_suggestions.accounts(session, text)
        )
        self.contact_id = SuggestField("", say("Who said it"), choices=self._people)
        self.noted_on = DateField(session.today, say("Day"), forward=False)
        self.handed_over_on = DateField(session.today, say("Handed over on"), forward=False)
        self.answer = NoteEditor(say("Answer"), markdown=False)
        self.words.fit_lines(3, 12)
        self.answer.fit_lines(2, 12)
        self.fields = {key: field(one.accessibleName(), one) for key, one in self._inputs().items()}
        self.fields["kind"] = field(say("Kind"), self.kind)
        rows: list[QWidget | QLayout] = [
            self.kind,
            self.fields["words"],
            side_by_side(self.fields["product"], self.fields["account_id"]),
            side_by_side(self.fields["contact_id"], self.fields["noted_on"]),
            self.fields["handed_over_on"],
            self.fields["answer"],
        ]
        self.setLayout(column(*rows, None, spacing=theme.CARD_GAP, margins=QMargins(0, 0, theme.CARD_GAP, 0)))
        for key, one in self._inputs().items():
            (one.line if key in _DAYS else one).edited.connect(lambda *_: self.edited.emit())
            if key in _DAYS:
                one.changed.connect(lambda *_: self.edited.emit())
        for one in (self.product, self.account_id, self.contact_id):
            one.chosen.connect(lambda _key: self.edited.emit())
        self.kind.changed.connect(lambda _key: self.edited.emit())

    def values(self) -> dict[str, Any]:
        """Return what the fields say, keyed like the columns."""
        return {
            **{key: _id_of(getattr(self, key)) for key in _LINKS},
            "product": clean_line(self.product.text()),
            "kind": self.kind.current(),
            **{key: getattr(self, key).value() for key in _DAYS},
            **{key: getattr(self, key).text() for key in _TEXTS},
        }

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values; fields that are not named stay as they are."""
        for key, value in values.items():
            if key in _LINKS:
                self._show_link(key, value)
            elif key == "product":
                self.product.set_choice(Suggestion(value, value) if value else None)
            elif key == "kind":
                self.kind.set_current(value)
            elif key in _DAYS:
                getattr(self, key).set_value(value)
            else:
                getattr(self, key).set_text(value)

    def content(self) -> dict[str, Any]:
        """Return what stands in the fields as it was typed, for a draft."""
        links = {key: _id_of(getattr(self, key)) for key in _LINKS}
        return {**{key: one.text() for key, one in self._inputs().items()}, "kind": self.kind.current(), "links": links}

    def set_content(self, content: Mapping[str, Any]) -> None:
        """Show a draft; raises KeyError, TypeError, ValueError or NotFound for what is none."""
        self.kind.set_current(content["kind"])
        for key in _LINKS:
            self._show_link(key, content["links"][key])
            if content["links"][key] is None:
                getattr(self, key).setText(content[key])
        self.product.setText(content["product"])
        for key in (*_DAYS, *_TEXTS):
            getattr(self, key).set_text(content[key])

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        return any(one.is_composing() for one in self._inputs().values())

    def is_settled(self) -> bool:
        """Return whether all that is typed shows in the values."""
        days_are_right = all(getattr(self, key).is_right() for key in _DAYS)
        return days_are_right and all(getattr(self, key).is_settled() for key in _LINKS)

    def check(self) -> bool:
        """Return whether everything can be saved; what can't is said below its field, and gets the focus."""
        faults = {
            "words": "" if is_seen(self.words.text()) else say("Write down what was said."),
            "product": "" if clean_line(self.product.text()) else say("Name the product it is about."),
            "account_id": "" if self.account_id.take_exact() and self.account_id.key() else say("Choose an account."),
            "contact_id": "" if self.contact_id.take_exact() else say("Choose one of the people, or nobody."),
        }
        return self.is_right(faults, [getattr(self, key) for key in _DAYS])

    def _show_link(self, key: str, record_id: int | None) -> None:
        getattr(self, key).set_choice(name_suggestions.of_link(self._session, key, record_id))

    def _people(self, text: str) -> Sequence[Suggestion]:
        return name_suggestions.people(self._session, text, _id_of(self.account_id))

    def _products(self, text: str) -> Sequence[Suggestion]:
        wanted = clean_line(text).casefold()
        session = self._session
        known = dict.fromkeys((*session.read(product_choice.names), *session.read(feedback.products)))
        return [Suggestion(name, name) for name in known if wanted in name.casefold()][:8]

    def _inputs(self) -> dict[str, Any]:
        return {key: getattr(self, key) for key in _FIELDS if key != "kind"}


class FeedbackEditor(FieldsEditor):
    """Notes what a customer says of a product, or changes it."""

    table = "feedback"

    def __init__(
        self,
        session: Session,
        feedback_id: int | None,
        parent: QWidget | None,
        *,
        known: Mapping[str, Any] | None = None,
        about: tuple[int | None, int | None] = (None, None),
    ) -> None:
        row = session.read(feedback.get, feedback_id) if feedback_id is not None else None
        super().__init__(session, feedback_id, say("Edit feedback") if row else say("New feedback"), parent)
        self._about = about
        form = FeedbackForm(session)
        form.fill(_fields_of(row, session) | dict(known or {}))
        self.begin_with(form, row.revision if row else None)
        form.words.setFocus()

    def unsaved_words(self) -> str:
        """Return the sentence that says what would be lost."""
        return say("This feedback has changes that are not saved.")

    def create(self, values: dict[str, Any]) -> int:
        """Store a new line of feedback."""
        asset_id, visit_id = self._about
        stored = self.session.attempt(feedback.create, asset_id=asset_id, visit_id=visit_id, **values).id
        self.session.say(say("Saved: {title}", title=values["words"][:60]), can_undo=True)
        return stored

    def change(self, record_id: int, revision: int | None, changed: dict[str, Any]) -> None:
        """Store the fields that differ from what was there."""
        self.session.attempt(feedback.edit, record_id, revision=revision, **changed)

    def stored(self, record_id: int) -> tuple[dict[str, Any], int]:
        """Return what is stored by now."""
        row = self.session.read(feedback.get, record_id)
        return _fields_of(row, self.session), row.revision

    def elsewhere_words(self) -> str:
        """Return the sentence that says that it was changed elsewhere."""
        return say("This feedback was changed elsewhere meanwhile. Both versions are shown; Save again keeps yours.")


def _fields_of(row: FeedbackRow | None, session: Session) -> dict[str, Any]:
    if row is None:
        texts = dict.fromkeys((*_TEXTS, "product"), "")
        return dict.fromkeys(_FIELDS) | texts | {"kind": "feedback", "noted_on": session.today().isoformat()}
    return {key: getattr(row, key) for key in _FIELDS}


def _id_of(one: SuggestField) -> int | None:
    key = one.key()
    return key if isinstance(key, int) else None
