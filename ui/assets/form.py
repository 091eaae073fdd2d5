"""The fields of an installed product's editor: what each holds, how it is checked, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QLayout, QWidget

from models import assets, product_choice, project_lists
from models.text.clean import clean_line
from ui import theme
from ui.assets.rhythm_field import ServiceRhythmField
from ui.assets.words import days_planned
from ui.session import Session
from ui.translations import say
from ui.widgets import name_suggestions
from ui.widgets.date_field import DateField
from ui.widgets.fields import field, side_by_side
from ui.widgets.fields_editor import FieldsForm
from ui.widgets.labels import label
from ui.widgets.layouts import column, row
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor
from ui.widgets.suggest import SuggestField, Suggestion
from ui.widgets.word_choice import WordChoice

LINES = ("product", "version", "serial_number", "site", "competitor")
DAYS = ("installed_on", "warranty_end_on", "service_from_on", "service_until_on", "removed_on")
LINKS = ("account_id", "contact_id")
FIELDS = (*LINKS, "project_id", *LINES, "quantity", *DAYS, "service_rhythm_days", "notes")


class AssetForm(FieldsForm):
    """The fields as `values()` and by `fill(values)`, keyed like the columns."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.account_id = SuggestField(
            "", say("Account"), choices=lambda text: name_suggestions.accounts(session, text)
        )
        self.contact_id = SuggestField("", say("Who looks after it there"), choices=self._people)
        self.project_id = WordChoice(say("Project"), say("no project"), {})
        self.product = SuggestField(say("Base station"), say("Product"), choices=self._products)
        self.version = LineField("2.4b", say("Version"))
        self.serial_number = LineField("", say("Serial number"))
        self.site = LineField(say("Where it stands"), say("Site"))
        self.competitor = LineField(say("Nothing if it is ours"), say("Competitor"))
        self.quantity = LineField("1", say("Pieces"))
        today = session.today
        self.installed_on = DateField(today, say("Installed on"), forward=False)
        self.warranty_end_on = DateField(today, say("Warranty until"))
        self.service_from_on = DateField(today, say("Service counts from"), forward=False)
        self.service_until_on = DateField(today, say("Service until"))
        self.removed_on = DateField(today, say("Removed on"), forward=False)
        self.service_rhythm_days = ServiceRhythmField(assets.LONGEST_RHYTHM)
        self.notes = NoteEditor(say("Notes"))
        self.notes.fit_lines(3, 12)
        self.planned = label("", "caption", "accent", wrap=True)
        self.fields = {key: field(one.accessibleName(), one) for key, one in self._inputs().items()}
        self.fields["service_rhythm_days"] = field(say("Service"), self.service_rhythm_days)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        both = self.fields
        self.fields["quantity"].setFixedWidth(theme.FIELD * 3)
        product = row(both["product"], both["quantity"], spacing=theme.CARD_GAP)
        product.setStretch(0, 1)
        for one in (both["product"], both["quantity"]):
            product.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        rows: list[QWidget | QLayout] = [
            side_by_side(both["account_id"], both["project_id"]),
            product,
            side_by_side(both["version"], both["serial_number"]),
            side_by_side(both["site"], both["contact_id"]),
            side_by_side(both["installed_on"], both["warranty_end_on"]),
            both["service_rhythm_days"],
            self.planned,
            side_by_side(both["service_from_on"], both["service_until_on"]),
            side_by_side(both["competitor"], both["removed_on"]),
            both["notes"],
        ]
        self.setLayout(column(*rows, None, spacing=theme.CARD_GAP, margins=QMargins(0, 0, theme.CARD_GAP, 0)))

    def _connect(self) -> None:
        for key, one in self._inputs().items():
            if key == "project_id":
                self.project_id.currentIndexChanged.connect(lambda _index: self.edited.emit())
                continue
            (one.line if key in DAYS else one).edited.connect(lambda *_: self.edited.emit())
            if key in DAYS:
                one.changed.connect(lambda *_: self._changed())
        self.account_id.chosen.connect(lambda _key: self._take_account())
        self.contact_id.chosen.connect(lambda _key: self.edited.emit())
        self.product.chosen.connect(lambda _key: self.edited.emit())
        self.service_rhythm_days.changed.connect(self._changed)

    def values(self) -> dict[str, Any]:
        """Return what the fields say, keyed like the columns."""
        project = self.project_id.value()
        return {
            **{key: self._key_of(getattr(self, key)) for key in LINKS},
            "project_id": int(project) if project else None,
            **{key: clean_line(getattr(self, key).text()) for key in LINES},
            "quantity": self._pieces(),
            **{key: getattr(self, key).value() for key in DAYS},
            "service_rhythm_days": self.service_rhythm_days.value(),
            "notes": self.notes.text(),
        }

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values; fields that are not named stay as they are."""
        if "account_id" in values:
            self._show_link("account_id", values["account_id"])
            self._offer_projects()
        for key, value in values.items():
            if key == "contact_id":
                self._show_link(key, value)
            elif key == "project_id":
                self.project_id.set_value(str(value) if value else "")
            elif key in DAYS or key == "service_rhythm_days":
                getattr(self, key).set_value(value)
            elif key == "notes":
                self.notes.set_text(value)
            elif key == "product":
                self.product.set_choice(Suggestion(value, value) if value else None)
            elif key != "account_id":
                getattr(self, key).setText(str(value))
        self._tell_days()

    def content(self) -> dict[str, Any]:
        """Return what stands in the fields as it was typed, for a draft."""
        typed: dict[str, Any] = {key: one.text() for key, one in self._inputs().items() if key != "project_id"}
        links = {key: self._key_of(getattr(self, key)) for key in LINKS}
        rhythm = self.service_rhythm_days.content()
        return {**typed, "links": links, "project_id": self.project_id.value(), "service_rhythm_days": rhythm}

    def set_content(self, content: Mapping[str, Any]) -> None:
        """Show a draft; raises KeyError, TypeError, ValueError or NotFound for what is none."""
        for key in LINKS:
            self._show_link(key, content["links"][key])
            if content["links"][key] is None:
                getattr(self, key).setText(content[key])
        self._offer_projects()
        self.project_id.set_value(content["project_id"])
        self.service_rhythm_days.set_content(content["service_rhythm_days"])
        for key in (*LINES, "quantity"):
            getattr(self, key).setText(content[key])
        for key in (*DAYS, "notes"):
            getattr(self, key).set_text(content[key])
        self._tell_days()

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        lines = [one for key, one in self._inputs().items() if key != "project_id"]
        return any(one.is_composing() for one in (*lines, self.service_rhythm_days.days))

    def is_settled(self) -> bool:
        """Return whether all that is typed shows in the values; words that are no day do not."""
        days_are_right = all(getattr(self, key).is_right() for key in DAYS)
        links_are_right = all(getattr(self, key).is_settled() for key in LINKS)
        return days_are_right and links_are_right and self.service_rhythm_days.is_right() and self._pieces() is not None

    def check(self) -> bool:
        """Return whether everything can be saved; what can't is said below its field, and gets the focus."""
        faults = {
            "account_id": "" if self.account_id.take_exact() and self.account_id.key() else say("Choose an account."),
            "product": "" if clean_line(self.product.text()) else say("A product needs a name."),
            "quantity": "" if self._pieces() is not None else say("Write a number from 1 to {most}.", most=assets.MOST),
            "contact_id": "" if self.contact_id.take_exact() else say("Choose one of the people, or nobody."),
            "service_rhythm_days": self._fault_of_rhythm(),
        }
        return self.is_right(faults, [getattr(self, key) for key in DAYS])

    def _fault_of_rhythm(self) -> str:
        if self.service_rhythm_days.is_right():
            return ""
        return say("Write a number from 1 to {most}.", most=assets.LONGEST_RHYTHM)

    def _changed(self) -> None:
        self._tell_days()
        self.edited.emit()

    def _tell_days(self) -> None:
        """Say on which days the product will be served."""
        first = self.service_from_on.value() or self.installed_on.value()
        until = self.service_until_on.value() or self.warranty_end_on.value()
        words = days_planned(first, self.service_rhythm_days.value(), until, self._session.today())
        self.planned.setText(words)
        self.planned.setVisible(bool(words))

    def _take_account(self) -> None:
        self._offer_projects()
        self.edited.emit()

    def _offer_projects(self) -> None:
        chosen, account_id = self.project_id.value(), self._key_of(self.account_id)
        self.project_id.blockSignals(True)
        while self.project_id.count() > 1:
            self.project_id.removeItem(1)
        if account_id is not None:
            for one in self._session.read(project_lists.of_accounts, [account_id]):
                self.project_id.addItem(one.name, str(one.id))
        self.project_id.set_value(chosen)
        self.project_id.blockSignals(False)

    def _show_link(self, key: str, record_id: int | None) -> None:
        getattr(self, key).set_choice(name_suggestions.of_link(self._session, key, record_id))

    def _pieces(self) -> int | None:
        text = clean_line(self.quantity.text()) or "1"
        number = int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(assets.MOST)) else 0
        return number if 1 <= number <= assets.MOST else None

    def _key_of(self, one: SuggestField) -> int | None:
        key = one.key()
        return key if isinstance(key, int) else None

    def _people(self, text: str) -> Sequence[Suggestion]:
        return name_suggestions.people(self._session, text, self._key_of(self.account_id))

    def _products(self, text: str) -> Sequence[Suggestion]:
        wanted = clean_line(text).casefold()
        known = self._session.read(product_choice.names)
        return [Suggestion(name, name) for name in known if wanted in name.casefold()][:8]

    def _inputs(self) -> dict[str, Any]:
        return {key: getattr(self, key) for key in (*LINKS, "project_id", *LINES, "quantity", *DAYS, "notes")}
