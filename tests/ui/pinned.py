"""The surroundings in which a picture of the window comes out the same on every machine."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

NOW = datetime(2026, 5, 14, 9, 50)
"""The moment of every test and picture of the window: a Thursday morning."""


def pin(scale: str = "1") -> None:
    """Fix what Qt reads from the environment; call it before anything of Qt is loaded."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = scale
    os.environ["QT_FONT_DPI"] = "96"
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
    os.environ.pop("QT_STYLE_OVERRIDE", None)
