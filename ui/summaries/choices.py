"""The left of the Review page: what the summary is about, for whom, in which parts and which format."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QMenu, QWidget

from models import accounts, tags
from models.errors import InvalidValue, NotFound
from models.summaries.choices import Choices
from models.summaries.choosing import FIGURES, Part, in_order, parts
from models.summaries.periods import PERIOD_NAMES, Period, week_of
from models.summaries.privacy import AudienceName
from models.summaries.review import Reading, accounts_to_choose
from models.text.language import LANGUAGES
from ui import alerts, theme
from ui.session import Session
from ui.summaries import words
from ui.summaries.accounts_dialog import AccountsDialog
from ui.summaries.dialogs import OrderDialog, PeriodDialog
from ui.summaries.notices import LeftOutCard, WarningCard, WriteUpCard, link
from ui.summaries.pick_button import PickButton
from ui.summaries.project_field import ProjectField
from ui.tags.looks import tag_words
from ui.tags.tag_filter import fill_menu
from ui.translations import OWN_NAMES, plural, say
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.layouts import clear_layout, column, holding, row, scroll
from ui.widgets.segments import Segments


class ChoicesPanel(QWidget):
    """Shows the choices of a summary and lets them be changed; it reads only the accounts there are."""

    changed = Signal(object)
    """The choices as they are now."""
    private_changed = Signal(bool)
    """Private notes are wanted, after a confirmation, or not any more."""
    other_form_wanted = Signal(str)
    """A file of another format or of data is wanted at once, by the ending of its name."""

    def __init__(self, session: Session, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.choices = choices
        self.with_private = False
        self._photos = 0
        self.heading = label("", "panel_title")
        self.error = label("", "caption", "red", wrap=True)
        self.left_out, self.write_up, self.warning = LeftOutCard(), WriteUpCard(), WarningCard()
        self.left_out_place = column(self.left_out)
        self._parts_of: tuple[Part, ...] = ()
        content = column(
            self.heading,
            self._period_field(),
            self._accounts_field(),
            self._reader_fields(),
            self._kind_field(),
            self.error,
            self._sections(),
            self._form_field(),
            self.left_out_place,
            self.write_up,
            self.warning,
            None,
            spacing=10,
        )
        content.setContentsMargins(theme.MARGIN, 16, theme.MARGIN, 8)
        area = scroll(holding(content), name=say("Choices of the summary"))
        self.setLayout(column(area))
        # What is below stays as wide when a scroll bar takes its room.
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(
            lambda _, end: content.setContentsMargins(
                theme.MARGIN, 16, theme.MARGIN - (bar.sizeHint().width() if end else 0), 8
            )
        )
        self.show_choices(choices)

    # What can be chosen

    def _period_field(self) -> QWidget:
        self.period = PickButton(say("Period"))
        menu = QMenu(self.period)
        menu.aboutToShow.connect(lambda: self._fill_periods(menu))
        self.period.setMenu(menu)
        return field(say("Period"), self.period)

    def _fill_periods(self, menu: QMenu) -> None:
        menu.clear()
        today = self._session.today()
        for word in PERIOD_NAMES:
            name, days = words.period_words(replace(self.choices, period=word), today)
            action = menu.addAction(f"{name}   {days}")
            action.setCheckable(True)
            action.setChecked(word == self.choices.period)
            action.triggered.connect(lambda _checked=False, word=word: self.choose(period=word))
        menu.addSeparator()
        menu.addAction(say("Other days…")).triggered.connect(self.ask_period)

    def _accounts_field(self) -> QWidget:
        self.accounts = PickButton(say("Accounts"))
        self.accounts.clicked.connect(self.ask_accounts)
        return field(say("Accounts"), self.accounts)

    def _tag_field(self) -> QWidget:
        self.tag = PickButton(say("Tag"))
        menu = QMenu(self.tag)
        menu.aboutToShow.connect(lambda: self._fill_tags(menu))
        self.tag.setMenu(menu)
        self.tag_field = field(say("Tag"), self.tag)
        return self.tag_field

    def _fill_tags(self, menu: QMenu) -> None:
        menu.clear()
        menu.addAction(say("Whatever its tags")).triggered.connect(lambda: self.choose(tag=""))
        menu.addSeparator()
        fill_menu(menu, self._session, self.choices.tag, lambda tag: self.choose(tag=tag))

    def _reader_fields(self) -> QWidget:
        self.audience = _combo(say("Audience"), [(key, say(name)) for key, name in words.AUDIENCES.items()])
        self.audience.activated.connect(self._choose_audience)
        self.language = _combo(say("Language"), [(code, OWN_NAMES[code]) for code in LANGUAGES])
        self.language.activated.connect(lambda _: self.choose(language=self.language.currentData()))
        self.with_notes = QCheckBox(say("With the notes of the visits"))
        self.with_notes.clicked.connect(lambda wanted: self.choose(with_notes=wanted))
        self.with_photos = QCheckBox(say("With the photos chosen in the visits"))
        self.with_photos.setToolTip(say("They leave without the place and the time that a camera writes into them"))
        self.with_photos.clicked.connect(lambda wanted: self.choose(with_photos=wanted))
        self.private = QCheckBox(say("With private notes"))
        self.private.clicked.connect(self._choose_private)
        both = row(field(say("Audience"), self.audience), field(say("Language"), self.language), spacing=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        return holding(column(both, self.with_notes, self.with_photos, self.private))

    def _kind_field(self) -> QWidget:
        self.kind = _combo(say("Template"), [(kind, "") for kind in words.KINDS])
        self.kind.activated.connect(lambda _: self.choose(kind=self.kind.currentData()))
        both = row(field(say("Template"), self.kind), self._tag_field(), spacing=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.project = ProjectField(self._session)
        self.project.chosen.connect(lambda project_id: self.choose(project_id=project_id))
        return holding(column(both, self.project, spacing=10))

    def _sections(self) -> QWidget:
        self.reorder = link(say("Reorder"), say("Reorder the sections"))
        self.reorder.clicked.connect(self.ask_order)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(0)
        self.boxes: dict[str, QCheckBox] = {}
        heading = row(label(say("Sections"), "caption", "text_2"), None, self.reorder)
        return holding(column(heading, self._grid, spacing=2), say("Sections"))

    def _form_field(self) -> QWidget:
        self.form = Segments(say("Format"), [(key, say(name), "") for key, name in words.FORMS.items()])
        self.form.changed.connect(lambda key: self.choose(form=key))
        self.more = link(say("More"), say("More formats"))
        menu = QMenu(self.more)
        for ending, name in words.MORE_FORMS.items():
            action = menu.addAction(say(name))
            action.triggered.connect(lambda _checked=False, ending=ending: self.other_form_wanted.emit(ending))
        self.more.setMenu(menu)
        self.template = PickButton(say("Word template"))
        own = QMenu(self.template)
        own.addAction(say("The program’s own")).triggered.connect(lambda: self.choose(template=""))
        own.addAction(say("A Word file of my own…")).triggered.connect(self.ask_template)
        self.template.setMenu(own)
        self.form_hint = label("", "caption", "text_3", wrap=True)
        heading = row(label(say("Format"), "caption", "text_2"), None, self.more)
        return holding(column(heading, self.form, self.template, self.form_hint, spacing=4))

    # What happens when something is chosen

    def choose(self, **fields: object) -> None:
        """Change some of the choices, show them, and tell."""
        self.choices = replace(self.choices, **fields)  # type: ignore[arg-type]
        self.show_choices(self.choices)
        self.changed.emit(self.choices)

    def _choose_audience(self, _place: int) -> None:
        audience = cast(AudienceName, self.audience.currentData())
        if audience != "self":
            self._set_private(False)
        # What may go to the manager need not go to a customer: that is ticked anew.
        self.choose(audience=audience, with_photos=self.choices.with_photos and audience != "customer")

    def _choose_private(self, wanted: bool) -> None:
        if wanted:
            wanted = alerts.current().confirm(
                say("Private notes in a file?"),
                say(
                    "This summary will hold your private notes, and whoever gets the file can read them. "
                    "They are kept out again as soon as you choose another audience."
                ),
                say("Put them in"),
                dangerous=True,
            )
        self._set_private(wanted)

    def _set_private(self, wanted: bool) -> None:
        self.private.setChecked(wanted)
        if wanted != self.with_private:
            self.with_private = wanted
            self.private_changed.emit(wanted)

    def _choose_part(self, key: str, wanted: bool) -> None:
        hidden = [one for one in self.choices.hidden.get(self.choices.kind, ()) if one != key]
        if not wanted:
            hidden.append(key)
        self.choose(hidden={**self.choices.hidden, self.choices.kind: tuple(hidden)})

    def ask_period(self) -> None:
        """Ask for the first and the last day."""
        dialog = PeriodDialog(self._days(), self._session.today, self)
        dialog.chosen.connect(lambda period: self.choose(period=period))
        dialog.open()

    def ask_accounts(self) -> None:
        """Ask which accounts the summary is about."""
        found = self._session.read(accounts_to_choose, self._days())
        alone = self.choices.audience == "customer"
        ticked = self.choices.account_ids[:1] if alone else self.choices.account_ids
        there = {account.id for account in found}
        dialog = AccountsDialog(found, [one for one in ticked if one in there], self, alone=alone)
        # A project belongs to its account: with others it is none of them any more.
        dialog.chosen.connect(lambda ids: self.choose(account_ids=ids, project_id=0))
        dialog.open()

    def ask_order(self) -> None:
        """Ask for the order of the sections."""
        dialog = OrderDialog([part for part in self._parts() if part.key != FIGURES], self)
        dialog.chosen.connect(self._take_order)
        dialog.open()

    def _take_order(self, keys: list[str]) -> None:
        others = {kind: order for kind, order in self.choices.order.items() if kind != self.choices.kind}
        self.choose(order={**others, self.choices.kind: tuple(keys)} if keys else others)

    def ask_template(self) -> None:
        """Ask for a Word file of one's own to fill in."""
        before = Path(self.choices.template).parent if self.choices.template else None
        found = alerts.current().ask_open(say("Word template"), say(words.FILTERS["docx"]), folder=before)
        if found:
            self.choose(template=str(found[0]))

    # What is shown

    def show_choices(self, choices: Choices) -> None:
        """Show some choices, without telling."""
        self.choices = choices
        self.heading.setText(words.title_words(choices.audience))
        self.show_period()
        self._show_tag()
        _select(self.audience, choices.audience)
        _select(self.language, choices.language)
        self._show_kinds()
        self.project.show_choices(choices)
        self.with_notes.setVisible(choices.audience == "manager")
        self.with_notes.setChecked(choices.with_notes)
        self.with_photos.setChecked(choices.with_photos)
        self._show_photos(self._photos)
        self.private.setVisible(choices.audience == "self")
        self.private.setChecked(self.with_private)
        self.form.set_current(choices.form)
        self.template.setVisible(choices.form == "docx")
        own = Path(choices.template).name if choices.template else say("The program’s own")
        self.template.show_choice(own)
        hint = words.form_hint(choices)
        self.form_hint.setText(hint)
        self.form_hint.setVisible(bool(hint))
        self._show_parts()

    def show_period(self) -> None:
        """Show which days are meant as of today."""
        self.period.show_choice(*words.period_words(self._usable(), self._session.today()))

    def _show_tag(self) -> None:
        """Show the tag that is chosen; a customer never learns of tags, and without any there is nothing to choose."""
        tag = self.choices.tag
        self.tag.show_choice(tag_words(tag) if tag else say("any"))
        may_choose = self.choices.audience != "customer"
        self.tag_field.setVisible(may_choose and (bool(tag) or self._session.read(tags.any_known)))

    def show_reading(self, reading: Reading) -> None:
        """Show what is known of the summary now that it was read."""
        self.show_error("")
        self.accounts.show_choice(self._account_words(), plural("{count} visited", "{count} visited", reading.visited))
        self._show_photos(reading.photos)
        self.left_out.show_sentence(reading.sentence.rstrip(".。"))
        self.write_up.show_visits(reading.to_write_up)
        # In a low window what is left out stands below these choices, beside the buttons.
        before = self.left_out.link if self.left_out_place.count() else self.template
        _set_tab_order(before, *self.write_up.links)

    def _show_photos(self, count: int) -> None:
        """Offer the photos where there are any, and say how many of them would leave."""
        self._photos = count
        self.with_photos.setVisible(bool(count) or self.choices.with_photos)
        self.with_photos.setText(
            plural("With {count} photo chosen in the visits", "With {count} photos chosen in the visits", count)
            if count
            else say("With the photos chosen in the visits")
        )

    def show_error(self, sentence: str) -> None:
        """Show why there is no summary of what was chosen; nothing takes it away."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        if sentence:
            self.accounts.show_choice(self._account_words())
            self.left_out.hide()
            self.write_up.hide()
            self.warning.hide()

    def _account_words(self) -> str:
        ids = self.choices.account_ids
        if not ids:
            return say("All accounts")
        if len(ids) > 1:
            return plural("{count} account", "{count} accounts", len(ids))
        try:
            return self._session.read(accounts.get, ids[0]).name
        except NotFound:
            return say("An account that is gone")

    def _show_kinds(self) -> None:
        period = self._days().kind
        for place, kind in enumerate(words.KINDS):
            self.kind.setItemText(place, words.kind_words(kind, period))
        _select(self.kind, self.choices.kind)

    def _parts(self) -> tuple[Part, ...]:
        """Return the parts of this kind in the order chosen."""
        one = bool(self.choices.project_id) if self.choices.kind == "project" else len(self.choices.account_ids) == 1
        offered = parts(self.choices.kind, self.choices.audience, self._days().kind, one_account=one)
        by_key = {part.key: part for part in offered}
        order = in_order(self.choices.kind, self.choices.order.get(self.choices.kind, ()))
        return tuple(by_key[key] for key in order if key in by_key)

    def _show_parts(self) -> None:
        """Show the sections of this kind in their order, two in a row."""
        shown = self._parts()
        if shown != self._parts_of:
            self._parts_of = shown
            clear_layout(self._grid)
            self.boxes = {}
            for place, part in enumerate(shown):
                box = QCheckBox(say(part.title))
                box.clicked.connect(lambda wanted, key=part.key: self._choose_part(key, wanted))
                self.boxes[part.key] = box
                self._grid.addWidget(box, place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
            _set_tab_order(self.reorder, *self.boxes.values())
        hidden = self.choices.hidden.get(self.choices.kind, ())
        for key, box in self.boxes.items():
            box.setChecked(key not in hidden)

    def _usable(self) -> Choices:
        """Return the choices with days that the calendar has, whatever a journal remembered."""
        try:
            words.period_of(self.choices, self._session.today())
        except InvalidValue:
            self.choices = replace(self.choices, period=Choices().period)
        return self.choices

    def _days(self) -> Period:
        try:
            return words.period_of(self.choices, self._session.today())
        except InvalidValue:
            return week_of(self._session.today())


def _combo(name: str, items: list[tuple[str, str]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for key, text in items:
        made.addItem(text, key)
    return made


def _select(combo: QComboBox, key: str) -> None:
    place = combo.findData(key)
    if place >= 0:
        combo.setCurrentIndex(place)


def _set_tab_order(*widgets: QWidget) -> None:
    """Let Tab go through widgets that were made later than their neighbours, in reading order."""
    for before, after in itertools.pairwise(widgets):
        QWidget.setTabOrder(before, after)
