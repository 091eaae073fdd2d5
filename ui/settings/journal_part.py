"""The open journal as a file: where it lies, how much is in it, its backups, and whether it is whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QLocale, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QWidget

from models import places
from models.errors import JournalDamaged, JournalError
from models.journal_facts import JournalFacts, journal_facts
from models.safety.check import Findings, check
from ui import alerts, opening, safekeeping, theme, translations, workers
from ui.session import Session
from ui.settings.part import Part
from ui.translations import plural, say
from ui.widgets.buttons import button
from ui.widgets.labels import Elided, label, set_token
from ui.widgets.layouts import card, column, holding, row
from ui.widgets.picture import Picture

_TEXT_WIDTH = 536
"""How wide the text of a card is in the settings."""


class JournalPart(Part):
    """Facts about the journal's file, and what can be done for it."""

    journal_wanted = Signal(str)
    """The path of another journal to open instead: a backup's copy, as this one is damaged, or one's own."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        path = session.journal.path
        self._amount = label("", "body", "text_2", wrap=True)
        self._backup = label("", "body", wrap=True)
        self._whole = label("", "body", wrap=True)
        _say_on(self._whole, say("Reads the whole journal and says whether anything is damaged."))
        self.folder_button = button(say("Open the folder"), "small", "folder")
        self.folder_button.clicked.connect(lambda: _show_folder(str(path.parent)))
        self.remove_button = button(say("Remove the sample journal…"), "small", "trash")
        self.remove_button.setVisible(path == places.own_sample())
        self.remove_button.clicked.connect(self._remove_sample)
        self.backups_button = button(say("Open the backups"), "small", "folder")
        self.backup_button = button(say("Back up now"), "small")
        self.backup_button.clicked.connect(self._back_up)
        self.check_button = button(say("Check now"), "small")
        self.check_button.clicked.connect(self._check)
        self.backups_button.clicked.connect(self._show_backups)
        self.setLayout(
            column(
                card(
                    label(path.stem, "section"),
                    Elided(str(path)),
                    self._amount,
                    row(self.folder_button, self.remove_button, None),
                ),
                card(
                    label(say("Backups"), "section"),
                    self._backup,
                    row(self.backup_button, self.backups_button, None),
                ),
                card(label(say("Check"), "section"), self._whole, row(self.check_button, None)),
                _sentence("lock", say("Your journal is one file on this laptop. Nothing is sent anywhere.")),
                _sentence("unlock", say("Not encrypted: whoever can read this laptop's disk can read the journal.")),
                None,
                spacing=theme.CARD_GAP,
            )
        )
        self.refresh()

    def refresh(self) -> None:
        """Read the facts again."""
        try:
            facts = self._session.read(journal_facts)
        except JournalError as error:
            _say_on(self._amount, error.say(translations.language()))
            return
        _say_on(self._amount, _amount(facts))
        _say_on(self._backup, _last_backup(facts.last_backup))

    def _remove_sample(self) -> None:
        if alerts.current().confirm(
            say("Remove the sample journal?"),
            say("Its file goes, with all you tried in it, and your own journal opens. This can't be taken back."),
            say("Remove"),
            dangerous=True,
        ):
            self.journal_wanted.emit(str(places.own_journal()))
            opening.remove_sample()

    def _back_up(self) -> None:
        safekeeping.back_up_now(self._session, self.window(), lambda _: self.refresh())

    def _check(self) -> None:
        session = self._session

        def work(progress: workers.Progress, _: Callable[[], bool]) -> Findings:
            with workers.beside(session.journal) as own:
                return check(own.connection, translations.language(), progress)

        workers.run_long(self.window(), say("Checking the journal…"), work, self._checked)

    def _checked(self, findings: Findings) -> None:
        if findings.whole:
            _say_on(self._whole, say("The journal is whole: every page and every row was read."))
            set_token(self._whole, "green")
            return
        _say_on(self._whole, "\n".join(findings.faults))
        set_token(self._whole, "red")
        copy = safekeeping.stop_writing(
            self._session,
            JournalDamaged(
                "{path} is damaged ({detail}). Nothing was changed; restore the newest backup.",
                path=self._session.journal.path,
                detail=findings.faults[0],
            ),
        )
        if copy is not None:
            self.journal_wanted.emit(str(copy))

    def _show_backups(self) -> None:
        try:
            folder = self._session.read(journal_facts).backups
        except JournalError as error:
            alerts.current().error(error)
            return
        _show_folder(str(folder if folder.is_dir() else folder.parent))


def _say_on(shown: QLabel, words: str) -> None:
    """Show words, and see to room for all their lines: a stack of parts does not ask how high wrapped text is."""
    shown.setText(words)
    shown.setMinimumHeight(shown.heightForWidth(_TEXT_WIDTH))


def _sentence(icon: str, words: str) -> QWidget:
    box = row(Picture(icon), label(words, "body", "text_2", wrap=True))
    box.setStretch(1, 1)
    return holding(box)


def _amount(facts: JournalFacts) -> str:
    parts = (
        plural("{count} visit", "{count} visits", facts.visits),
        plural("{count} person", "{count} people", facts.people),
        plural("{count} account", "{count} accounts", facts.accounts),
        plural("{count} project", "{count} projects", facts.projects) if facts.projects else "",
        QLocale().formattedDataSize(facts.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat),
    )
    return " · ".join(part for part in parts if part)


def _last_backup(at: datetime | None) -> str:
    if at is None:
        return say("There is no backup yet. One is made by itself when you pause, and when you close the window.")
    return say(
        "The last backup was made on {day} at {time}.", day=translations.language().day(at.date()), time=f"{at:%H:%M}"
    )


def _show_folder(folder: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
