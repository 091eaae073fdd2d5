"""The preview shows real pages, one at a time, as large as wanted and always sharp."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.summaries.report import Report
from tests.models.summaries.reports import make_report
from ui.summaries.preview import Preview


def see(qtbot: QtBot, preview: Preview, report: Report) -> None:
    with qtbot.waitSignal(preview.rendered, timeout=20_000):
        preview.show_report(report)


@pytest.fixture
def preview(qtbot: QtBot) -> Iterator[Preview]:
    """A preview with a summary of several pages."""
    made = Preview()
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    see(qtbot, made, make_report(visits=120))
    return made


def test_the_first_page_is_shown_with_its_place(preview: Preview) -> None:
    count = preview.page_count()
    assert count > 2
    assert preview.place.text() == f"1 of {count}"
    assert preview.area.accessibleName() == f"Preview, page 1 of {count}"
    assert not preview.back_button.isEnabled()
    assert preview.on_button.isEnabled()


def test_a_page_fits_into_the_canvas(preview: Preview) -> None:
    assert preview.paper.height() <= preview.area.height()
    assert preview.paper.height() > 0.9 * preview.area.height()


def test_a_picture_has_a_pixel_for_each_of_the_screen(preview: Preview) -> None:
    picture = preview.paper.picture()
    assert picture.devicePixelRatio() == preview.devicePixelRatioF()
    assert picture.width() == round((preview.paper.width() - 2) * picture.devicePixelRatio())


def test_the_buttons_leaf_to_the_end_and_no_further(qtbot: QtBot, preview: Preview) -> None:
    first = preview.paper.picture()
    for _ in range(preview.page_count()):
        preview.on_button.click()
    assert preview.number() == preview.page_count() - 1
    qtbot.waitUntil(lambda: preview.paper.picture() != first, timeout=20_000)
    assert not preview.on_button.isEnabled()
    preview.back_button.click()
    assert preview.number() == preview.page_count() - 2


def test_page_up_and_page_down_leaf_too(qtbot: QtBot, preview: Preview) -> None:
    qtbot.keyClick(preview.area, Qt.Key.Key_PageDown)
    assert preview.number() == 1
    qtbot.keyClick(preview.area, Qt.Key.Key_PageUp)
    assert preview.number() == 0
    qtbot.keyClick(preview.area, Qt.Key.Key_End)
    assert preview.number() == preview.page_count() - 1
    qtbot.keyClick(preview.area, Qt.Key.Key_Home)
    assert preview.number() == 0


def test_a_large_page_is_scrolled_before_it_is_left(qtbot: QtBot, preview: Preview) -> None:
    with qtbot.waitSignal(preview.rendered, timeout=20_000):
        preview.zoom(4)
    qtbot.waitUntil(lambda: preview.area.verticalScrollBar().maximum() > 0, timeout=5_000)
    qtbot.keyClick(preview.area, Qt.Key.Key_PageDown)
    assert preview.number() == 0
    assert preview.area.verticalScrollBar().value() > 0


def test_at_a_hundred_percent_an_inch_has_96_pixels(qtbot: QtBot, preview: Preview) -> None:
    with qtbot.waitSignal(preview.rendered, timeout=20_000):
        preview.set_mode("full")
    assert abs(preview.paper.picture().deviceIndependentSize().width() - 794) <= 1
    assert preview.zoom_button.text() == "100 %"


def test_the_wheel_with_control_makes_it_larger(qtbot: QtBot, preview: Preview) -> None:
    before = preview.paper.width()
    middle = QPointF(preview.area.viewport().rect().center())
    event = QWheelEvent(
        middle, preview.area.viewport().mapToGlobal(middle), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    with qtbot.waitSignal(preview.rendered, timeout=20_000):
        QApplication.sendEvent(preview.area.viewport(), event)
    assert preview.paper.width() > before
    assert preview.mode() == ""
    assert preview.zoom_button.text().endswith(" %")


def test_a_shorter_summary_leaves_no_page_behind(qtbot: QtBot, preview: Preview) -> None:
    qtbot.keyClick(preview.area, Qt.Key.Key_End)
    see(qtbot, preview, make_report(visits=3))
    assert preview.page_count() == 1
    assert preview.number() == 0
    assert preview.place.text() == "1 of 1"


def test_without_a_summary_the_canvas_is_empty(preview: Preview) -> None:
    preview.show_report(None)
    assert preview.page_count() == 0
    assert preview.paper.isHidden()
    assert preview.place.text() == ""


def test_a_canvas_that_shrinks_shows_the_whole_page_again(qtbot: QtBot, preview: Preview) -> None:
    with qtbot.waitSignal(preview.rendered, timeout=20_000):
        preview.resize(500, 500)
    qtbot.waitUntil(lambda: preview.paper.height() <= preview.area.height(), timeout=20_000)


def test_letters_that_no_font_has_are_told(qtbot: QtBot, preview: Preview) -> None:
    from dataclasses import replace

    with qtbot.waitSignal(preview.warned, timeout=20_000) as warned:
        preview.show_report(replace(make_report(), subtitle="\U000e0fff \U0001f9ff ꧁"))
    assert isinstance(warned.args[0], list)
