"""Review: the choices of a summary at the left, its pages at the right, and what is left out before it is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget

from models.errors import JournalError
from models.summaries import review
from models.summaries.beginning import beginning
from models.summaries.choices import Choices, remember, remembered
from models.summaries.choosing import chosen
from models.summaries.privacy import COLUMNS
from models.summaries.report import Report
from models.summaries.review import Reading
from models.text.language import Language
from ui import theme, workers
from ui.background import Background
from ui.page import Page
from ui.session import Session
from ui.summaries import words
from ui.summaries.choices import ChoicesPanel
from ui.summaries.dialogs import LeftOutDialog
from ui.summaries.exporting import Exporting
from ui.summaries.preview import Preview, more_words
from ui.translations import language, say
from ui.widgets.buttons import button, icon_button
from ui.widgets.labels import Elided
from ui.widgets.layouts import column, holding, row
from ui.widgets.tips import plain

if TYPE_CHECKING:
    from ui.command_palette.command import Command

_LOW = 880
"""Pixels of height below which the choices of an ordinary summary must be scrolled."""

_SAVE, _COPY = "Ctrl+Shift+S", "Ctrl+Shift+C"
"""The keys of the window's actions, for the tooltips."""


class SummaryPage(Page):
    """Shows the summary that was chosen last, and takes it out of the journal."""

    key = "summaries"
    tables = frozenset(COLUMNS)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.reading: Reading | None = None
        self._fonts: list[str] = []
        self._wish: Callable[[Report], object] | None = None
        self._background = Background(self)
        choices = session.read(remembered)
        self._choices = replace(choices, language=choices.language or language().code)
        self.panel = ChoicesPanel(session, self._choices)
        self._choices = self.panel.choices  # what was remembered may be no days of the calendar
        self.preview = Preview()
        self.exporting = Exporting(session, self)
        body = row(self._left(), self.preview, spacing=0)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.panel.changed.connect(self._on_chosen)
        self.panel.private_changed.connect(lambda _: self.refresh())
        self.panel.other_form_wanted.connect(self.save_other)
        self.panel.left_out.details_wanted.connect(self.show_left_out)
        self.panel.write_up.visit_wanted.connect(lambda visit_id: session.open_record("visit", visit_id))
        self.preview.warned.connect(self._show_fonts)
        self.preview.failed.connect(self._show_error)
        self.preview.rendered.connect(lambda _: self._show_warnings())
        self.exporting.saved.connect(self._on_saved)
        self.exporting.busy.connect(lambda _: self._show_buttons())
        self._show_buttons()

    def _left(self) -> QWidget:
        self.save_button = button("", "filled", "download")
        self.save_button.clicked.connect(self.save)
        self.copy_button = button(say("Copy as text"), key=QKeySequence(_COPY))
        self.copy_button.clicked.connect(self.copy)
        self.print_button = icon_button("print", say("Print ({key})", key=_spoken("Ctrl+P")))
        self.print_button.setProperty("kind", "plain")
        self.print_button.setFixedWidth(40)
        self.print_button.clicked.connect(self.printable)
        self._saved_to = Elided("", "caption", "text_2")
        self._open_folder = button(say("Open folder"), "text")
        self._open_folder.clicked.connect(self._show_folder)
        self._saved = holding(row(self._saved_to, self._open_folder))
        self._saved.hide()
        buttons = row(self.save_button, self.copy_button, self.print_button)
        buttons.setStretch(0, 1)
        self._foot = column(self._saved, buttons)
        self._foot.setContentsMargins(theme.MARGIN, theme.GAP, theme.MARGIN, theme.MARGIN)
        left = column(self.panel, self._foot, spacing=0)
        left.setStretch(0, 1)
        made = holding(left)
        made.setFixedWidth(theme.SIDE_PANEL)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is left out in sight beside the button that saves, also where the choices must be scrolled."""
        card, place = self.panel.left_out, self.panel.left_out_place
        if self.height() < _LOW and place.count():
            self._foot.insertWidget(0, card)
            QWidget.setTabOrder(self._open_folder, card.link)
        elif self.height() >= _LOW and not place.count():
            place.addWidget(card)
            QWidget.setTabOrder(self.panel.template, card.link)
        super().resizeEvent(event)

    def title(self) -> str:
        """Return the page's name."""
        return say("Review")

    def subtitle(self) -> str:
        """Return whom the summary is for."""
        return words.title_words(self._choices.audience)

    def refresh(self) -> None:
        """Read the summary again, beside the window's thread: a long period takes its time."""
        self.panel.show_period()
        journal, choices = self.session.journal, self._choices
        spoken, writer, with_private = Language(choices.language), language(), self.panel.with_private

        def work() -> Reading:
            with workers.beside(journal) as own:
                return review.read(own, choices, spoken, writer=writer, with_private=with_private)

        self._background.run("reading", work, self._take, self._show_error)

    def focus_first(self) -> None:
        """Begin with the period."""
        self.panel.period.setFocus()

    def choose(self, choices: Mapping[str, object]) -> None:
        """Show the summary with some other choices, by their names; the rest stays as it was."""
        self.panel.choose(**choices)
        self.panel.period.setFocus()

    def printable(self) -> None:
        """Print the summary."""
        self._once_read(self.exporting.print_out)

    def deeds(self) -> Sequence[Command]:
        """Return every form in which the summary can be saved."""
        from ui.command_palette.command import Command

        why_not = "" if self.reading is not None else say("The summary is still being prepared")
        of = self.title()
        own = [(form, say(name), self._save) for form, name in words.SAVES.items()]
        more = [(form, say(name), self.save_other) for form, name in words.MORE_FORMS.items()]
        return [
            Command(f"summary.{form}", name, partial(save, form), icon="download", of=of, why_not=why_not)
            for form, name, save in (*own, *more)
        ]

    def is_settled(self) -> bool:
        """Return whether the pages shown are those of the choices, with nothing under way."""
        return not (self._background.is_busy() or self.preview.is_busy())

    def report(self) -> Report | None:
        """Return the summary as it will be saved, or None while there is none."""
        return chosen(self.reading.report, self._choices.keys()) if self.reading else None

    def save(self) -> bool:
        """Save the summary in the format chosen; nothing that was typed here is lost without it."""
        self._save(self._choices.form)
        return True

    def save_other(self, ending: str) -> None:
        """Save the summary as a web page, or its data, by the ending of the file's name."""
        if ending == "html":
            self._save(ending)
        elif self.reading is not None:
            spoken = Language(self._choices.language)
            self.exporting.save_data(self._choices, ending, spoken, with_private=self.panel.with_private)

    def _save(self, ending: str) -> None:
        def save(report: Report) -> None:
            self.exporting.save(
                report,
                ending,
                folder=self._choices.folder,
                template=self._choices.template,
                to_manager=self._choices.audience == "manager",
            )

        self._once_read(save)

    def copy(self) -> None:
        """Put the summary on the clipboard."""
        self._once_read(self.exporting.copy)

    def _once_read(self, work: Callable[[Report], object]) -> None:
        """Do something with the summary of the choices as they are, at once or when it has been read."""
        report = self.report()
        if self._background.is_busy():
            self._wish = work
        elif report is not None:
            work(report)

    def show_left_out(self) -> None:
        """Show how much is left out, and by which rules."""
        if self.reading is not None:
            LeftOutDialog(self.reading.left_out, self.reading.rules, self).open()

    def _on_chosen(self, choices: Choices) -> None:
        before, self._choices = self._choices, choices
        self.session.read(remember, choices)
        self._saved.hide()
        self._show_buttons()
        self.heading_changed.emit()
        if _asks_the_same(before, choices) and self.reading is not None and not self._background.is_busy():
            self._show_pages()
        else:
            self.refresh()

    def _take(self, reading: Reading) -> None:
        self.reading = reading
        self.panel.show_reading(reading)
        self._show_buttons()
        self._show_pages()
        wish, self._wish = self._wish, None
        if wish is not None:
            self._once_read(wish)

    def _show_pages(self) -> None:
        report = self.report()
        if report is not None:
            shown = beginning(report)
            self.preview.show_report(shown, is_whole=shown is report)

    def _show_error(self, error: JournalError) -> None:
        self.reading = self._wish = None
        self.panel.show_error(error.say(language()))
        self.preview.show_report(None)
        self._show_buttons()

    def _show_fonts(self, warnings: list[str]) -> None:
        self._fonts = warnings

    def _show_warnings(self) -> None:
        """Show what is worth knowing of these pages before they are saved."""
        found = []
        if self.reading is not None and self.reading.is_empty:
            found.append(say("There is no visit in this period. Choose other days, or save the page as it is."))
        if self._choices.form in ("pdf", "eml"):
            found += self._fonts
        if not self.preview.is_whole():
            found.append(more_words(self.preview.page_count()))
        self.panel.warning.show_warnings(found)

    def _show_buttons(self) -> None:
        name = say(words.SAVES[self._choices.form])
        self.save_button.setText(name)
        self.save_button.setToolTip(f"{name}  {_spoken(_SAVE)}")
        ready = self.reading is not None and not self.exporting.is_busy()
        for one in (self.save_button, self.copy_button, self.print_button):
            one.setEnabled(ready)

    def _on_saved(self, path: Path) -> None:
        self._saved_to.set_text(say("Saved as {name}", name=path.name))
        self._saved_to.setToolTip(plain(str(path)))
        self._saved.show()
        self.panel.choices = self._choices = replace(self._choices, folder=str(path.parent))
        self.session.read(remember, self._choices)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._choices.folder))


def _spoken(keys: str) -> str:
    """Return keys as this system writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _asks_the_same(one: Choices, other: Choices) -> bool:
    """Return whether two choices differ in nothing that must be read from the journal."""
    looks = {"hidden": {}, "order": {}, "form": "pdf", "template": "", "folder": ""}
    return replace(one, **looks) == replace(other, **looks)  # type: ignore[arg-type]
