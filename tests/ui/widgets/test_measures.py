from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.widgets import paint
from ui.widgets.labels import Elided

WORDS = ("Draft kept", "Saved 14:32", "Not saved · draft kept", "签字顺序草稿", "On site", "Marta Ruiz")


@pytest.mark.parametrize("style", ["body", "body_bold", "caption", "hint", "notes"])
def test_words_fit_into_the_width_that_was_measured_for_them(style: str, qtbot: QtBot) -> None:
    for words in WORDS:
        shown = paint.metrics(style).elidedText(words, paint.Qt.TextElideMode.ElideRight, paint.width(words, style))
        assert shown == words
        label = Elided(words, style)
        qtbot.addWidget(label)
        label.resize(label.sizeHint())
        label.grab()
        assert label.toolTip() == ""  # nothing was shortened
