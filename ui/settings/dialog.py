"""The settings: general, my profile, classes of accounts, tags, templates, and the journal as a file."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import response_targets
from ui.session import Session
from ui.settings.classes import ClassesPart
from ui.settings.general import GeneralPart
from ui.settings.journal_part import JournalPart
from ui.settings.part import Part
from ui.settings.plan_templates import PlanTemplatesPart
from ui.settings.profile import ProfilePart
from ui.settings.reminders import RemindersPart
from ui.settings.reworking import rework_targets
from ui.settings.stages import StagesPart
from ui.settings.tags import TagsPart
from ui.settings.targets import TargetsPart
from ui.settings.templates import TemplatesPart
from ui.settings.working_time import WorkingTimePart
from ui.translations import say
from ui.widgets.dialog import Dialog
from ui.widgets.layouts import holding, row
from ui.widgets.segments import Segments, TabRow

_WIDTH = 740
_BEHIND = {"plan_templates": "templates", "targets": "working_time", "stages": "classes"}
"""The parts that stand behind the tab of another, with a choice above them."""


class SettingsDialog(Dialog):
    """What can be set, in parts; closing keeps what was entered, Esc too."""

    language_changed = Signal(str)
    """Another language, which the window takes at once; the dialog closes, as it still speaks the old one."""
    theme_changed = Signal(str)
    journal_wanted = Signal(str)
    """The path of a journal to open instead of a damaged one."""

    def __init__(self, session: Session, parent: QWidget | None = None, *, part: str = "") -> None:
        super().__init__(say("Settings"), parent, width=_WIDTH)
        self._session = session
        self._general = GeneralPart()
        journal = JournalPart(session)
        self.parts: dict[str, Part] = {
            "general": self._general,
            "profile": ProfilePart(session),
            "classes": ClassesPart(session),
            "stages": StagesPart(session),
            "working_time": WorkingTimePart(session),
            "targets": TargetsPart(session),
            "reminders": RemindersPart(session),
            "tags": TagsPart(session),
            "templates": TemplatesPart(session),
            "plan_templates": PlanTemplatesPart(session),
            "journal": journal,
        }
        names = {
            "general": say("General"),
            "profile": say("My profile"),
            "classes": say("Own lists"),
            "working_time": say("Answers"),
            "reminders": say("Reminders"),
            "tags": say("Tags"),
            "templates": say("Templates"),
            "journal": say("Journal"),
        }
        self.tabs = TabRow(say("Parts of the settings"), list(names.items()))
        self.kinds = Segments(
            say("Kind of template"),
            [("templates", say("For notes"), "page"), ("plan_templates", say("For plans"), "steps")],
        )
        self.answers = Segments(
            say("About answers"),
            [("working_time", say("Working time"), "clock"), ("targets", say("What is promised"), "target")],
        )
        self.lists = Segments(
            say("Own lists"),
            [("classes", say("Classes of accounts"), "accounts"), ("stages", say("Stages of projects"), "flag")],
        )
        self._choices = {"templates": self.kinds, "working_time": self.answers, "classes": self.lists}
        for choice in self._choices.values():
            choice.changed.connect(self.show_part)
        self._stack = QStackedWidget()
        for widget in self.parts.values():
            self._stack.addWidget(widget)
        self.tabs.changed.connect(self.show_part)
        self._general.language_changed.connect(self._change_language)
        self._general.theme_changed.connect(self.theme_changed)
        journal.journal_wanted.connect(self._leave_for)
        self.body.addWidget(self.tabs)
        self._above = holding(row(*self._choices.values(), None))
        self.body.addWidget(self._above)
        self.body.addWidget(self._stack)
        self.show_part(part if part in self.parts else "general")
        self.tabs.setFocus()

    def show_part(self, key: str) -> None:
        """Show a part of the settings."""
        tab = _BEHIND.get(key, key)
        self.tabs.set_current(tab)
        self._above.setVisible(tab in self._choices)
        for of_tab, choice in self._choices.items():
            choice.setVisible(of_tab == tab)
            if of_tab == tab:
                choice.set_current(key)
        self.parts[key].refresh()
        self._stack.setCurrentWidget(self.parts[key])

    def keep(self) -> bool:
        """Keep what was entered; where that is not possible, show the part that says why."""
        before = self._session.read(response_targets.of)
        refused = next((key for key, part in self.parts.items() if not part.keep()), "")
        if self._session.read(response_targets.of) != before:
            rework_targets(self._session, self.parentWidget())
        if refused:
            self.show_part(refused)
        return not refused

    def reject(self) -> None:
        """Close, keeping what was entered."""
        if self.keep():
            super().reject()

    def _change_language(self, code: str) -> None:
        if not self.keep():
            return
        self.done(self.DialogCode.Accepted)
        self.language_changed.emit(code)

    def _leave_for(self, path: str) -> None:
        self.done(self.DialogCode.Accepted)
        self.journal_wanted.emit(path)
