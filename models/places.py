"""Where the program keeps what is its own; a journal may lie anywhere."""

from __future__ import annotations

from pathlib import Path

PROGRAM = "rounds"


def own_journal() -> Path:
    """Return the path of the user's own journal, whether there is one yet or not."""
    return _data() / "journal.rounds"


def own_sample() -> Path:
    """Return the path of the sample journal that the window makes."""
    return _data() / "sample.rounds"


def resources() -> Path:
    """Return the folder of the icons, templates and translations, which lies beside the code, also when installed."""
    return Path(__file__).parents[1] / "resources"


def settings() -> Path:
    """Return the path of the window's settings, which belong to the program and to no journal."""
    from platformdirs import user_config_path

    return user_config_path(PROGRAM, appauthor=False) / "settings.ini"


def _data() -> Path:
    from platformdirs import user_data_path

    return user_data_path(PROGRAM, appauthor=False)
