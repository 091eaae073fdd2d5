"""The language of the window: one catalog for both floors, and Qt's own words beside it.

`say` and `plural` speak the language in use at the moment they are called, so a sentence is never translated while a
module loads; a constant is a `Label`, spoken when it is shown.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from models.text.language import LANGUAGES, Language

_in_use = Language("en")
_of_qt: list[QTranslator] = []

OWN_NAMES = {"en": "English", "zh_CN": "简体中文"}
"""What each language calls itself; never translated, so that everyone finds their own."""


def language() -> Language:
    """Return the language in use."""
    return _in_use


def say(sentence: str, /, **values: object) -> str:
    """Return a sentence in the language in use, with `{name}` places filled from the values."""
    return _in_use.say(sentence, **values)


def plural(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the form that goes with the count; `{count}` is filled by it."""
    return _in_use.plural(one, many, count, **values)


def capital(words: str) -> str:
    """Return words as they begin a line; Chinese has no capitals."""
    return words[:1].upper() + words[1:]


def system_language() -> str:
    """Return the code of our language that suits this computer: Chinese where it speaks Chinese, else English."""
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def use(code: str) -> None:
    """Speak this language from now on, Qt's own buttons and menus too; raises ValueError for one we don't speak."""
    global _in_use
    if code not in LANGUAGES:
        raise ValueError(f"language {code!r} is none of {LANGUAGES}")
    _in_use = Language(code)
    QLocale.setDefault(QLocale(code))
    application = QCoreApplication.instance()
    while _of_qt:
        QCoreApplication.removeTranslator(_of_qt.pop())
    if application is None:
        return
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{code}", folder):
        QCoreApplication.installTranslator(translator)
        _of_qt.append(translator)
