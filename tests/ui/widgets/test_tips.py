from __future__ import annotations

from PySide6.QtGui import QTextDocument

from ui.widgets.tips import plain


def test_what_looks_like_markup_is_shown_as_it_is() -> None:
    written = "<img src='file:///etc/hostname'> & <b>bold</b>\nnext"
    shown = QTextDocument()
    shown.setHtml(plain(written))
    assert shown.toPlainText() == written
    assert "img src='file" not in plain(written)


def test_other_text_is_left_alone() -> None:
    assert plain("5 > 4 & 郑凯") == "5 > 4 & 郑凯"
