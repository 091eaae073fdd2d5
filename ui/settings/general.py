"""Language and theme: both apply at once, and belong to the program, not to a journal."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.text.language import LANGUAGES, Label
from ui import preferences, theme, translations, tray
from ui.settings.part import Part
from ui.translations import say
from ui.widgets.fields import field
from ui.widgets.layouts import column
from ui.widgets.segments import Segments

_THEMES = {"system": Label("As the system"), "light": Label("Light"), "dark": Label("Dark")}
_TRAY = {"shown": Label("Shown"), "hidden": Label("Hidden")}


class GeneralPart(Part):
    """The language of the window and its theme."""

    language_changed = Signal(str)
    theme_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = translations.OWN_NAMES
        self.languages = Segments(say("Language"), [(code, names[code], "") for code in LANGUAGES])
        self.languages.set_current(translations.language().code)
        self.languages.changed.connect(self.language_changed)
        self.themes = Segments(say("Theme"), [(key, say(name), "") for key, name in _THEMES.items()])
        self.themes.set_current(theme.choice())
        self.themes.changed.connect(self.theme_changed)
        choices = [(key, say(name), "") for key, name in _TRAY.items()]
        self.tray = Segments(say("Icon in the notification area"), choices)
        self.tray.set_current(preferences.current().tray)
        self.tray.changed.connect(tray.show_or_hide)
        shown = field(say("Icon in the notification area"), self.tray)
        shown.setVisible(tray.is_possible())
        self.setLayout(
            column(
                field(say("Language"), self.languages),
                field(say("Theme"), self.themes),
                shown,
                None,
                spacing=theme.CARD_PADDING,
            )
        )
