"""The map of people by keys and pointer: what is reached, opened, changed and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QHelpEvent, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from models import contacts, people_map
from tests.factories import make_account, make_contact, make_visit
from tests.ui.composing import commit, compose
from tests.ui.conftest import RecordedAlerts
from ui import theme, translations
from ui.people_map import card_paint
from ui.people_map.link_dialog import LinkDialog
from ui.people_map.view import MapView
from ui.session import Session

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


@dataclass
class Shown:
    """The map of an account, its people by name, and what was opened and said."""

    view: MapView
    session: Session
    account: int
    ids: dict[str, int]
    opened: list[tuple[str, object]]
    said: list[str]

    def press(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.view.canvas, key, modifiers)
        QApplication.processEvents()

    def at(self) -> str:
        """Return the name of the person the keys stand at, or the role group of the empty place."""
        kind, key = self.view.canvas.key or ("", "")
        return str(key) if kind == "empty" else next(name for name, one in self.ids.items() if one == key)

    def middle(self, name: str) -> QPoint:
        canvas = self.view.canvas
        return canvas.shown_rect(canvas.laid_out.by_person[self.ids[name]]).center()

    def row(self, role_group: str) -> QPoint:
        """Return a place in the row of a role group where no card is."""
        canvas = self.view.canvas
        row = next(one for one in canvas.laid_out.rows if one.role_group == role_group)
        return QPoint(canvas.width() - 30, round((row.y + row.height / 2) * canvas.zoom))

    def person(self, name: str) -> contacts.ContactRow:
        return contacts.get(self.session.journal, self.ids[name])

    def refresh(self) -> None:
        self.view.show_account(self.account)

    def drag(self, start: QPoint, end: QPoint) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, start)
        self.mouse(QEvent.Type.MouseMove, start + QPoint(30, 30))
        self.mouse(QEvent.Type.MouseMove, end)
        self.view.grab()
        self.mouse(QEvent.Type.MouseButtonRelease, end)

    def mouse(self, kind: QEvent.Type, at: QPoint, held: Qt.MouseButton = LEFT) -> None:
        canvas = self.view.canvas
        button = NONE if kind == QEvent.Type.MouseMove else LEFT
        held = NONE if kind == QEvent.Type.MouseButtonRelease else held
        place = QPointF(canvas.mapToGlobal(at))
        event = QMouseEvent(kind, QPointF(at), place, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, event)


@pytest.fixture
def shown(session: Session, qtbot: QtBot) -> Iterator[Shown]:
    """A map with two decision makers, two technical people, of whom one reports to Tom, and nobody in finance."""
    journal = session.journal
    account = make_account(journal, rhythm_days=30)
    of = {"account_id": account, "closeness": 3, "stance": 1}
    tom = make_contact(journal, "Tom Aldous", role_group="decision", level="executive", **of)
    karen = make_contact(journal, "Karen Whitfield", role_group="decision", level="manager", **of)
    hai = make_contact(journal, "徐海 Xu Hai", role_group="technical", reports_to_id=tom, **of)
    piotr = make_contact(journal, "Piotr Zieliński", role_group="technical", account_id=account)
    gemma = make_contact(journal, "Gemma Fox", role_group="users", introduced_by_id=hai, **of)
    rhys = make_contact(journal, "Rhys Morgan", role_group="commercial", account_id=account)
    make_visit(journal, account, "2026-05-02T10:00", people=[tom])
    view = MapView(session)
    qtbot.addWidget(view)
    view.resize(1184, 640)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    names = {"Tom": tom, "Karen": karen, "徐海": hai, "Piotr": piotr, "Gemma": gemma, "Rhys": rhys}
    made = Shown(view, session, account, names, [], [])
    session.record_wanted.connect(lambda kind, one: made.opened.append((kind, one)))
    session.said.connect(lambda words, _undo: made.said.append(words))
    session.changed.connect(lambda _changes: made.refresh())
    view.show_account(account)
    view.focus_map()
    QApplication.processEvents()
    yield made
    for menu in view.findChildren(QMenu):
        menu.close()


def test_the_arrows_go_from_card_to_card(shown: Shown) -> None:
    walk = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left):
        walk.append(shown.at())
        shown.press(key)
    assert walk == ["Tom", "Karen", "Karen", "Piotr", "Gemma", "徐海"]
    shown.press(Qt.Key.Key_End, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert shown.at() == "finance"
    shown.press(Qt.Key.Key_Home, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert shown.at() == "Tom"
    shown.press(Qt.Key.Key_End)
    assert shown.at() == "Karen"


def test_where_the_keys_stand_is_told_in_words(shown: Shown) -> None:
    assert shown.view.canvas.accessibleDescription() == (
        "Tom Aldous, Decision makers, Supporter, Open to us, 12 days ago"
    )
    shown.press(Qt.Key.Key_Down)
    assert "reports to Tom" in shown.view.canvas.accessibleDescription()
    shown.view.set_introducers({"finance": "李明"})
    shown.press(Qt.Key.Key_End, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert shown.view.canvas.accessibleDescription() == "Nobody yet in Finance, 李明 could introduce you"


def test_enter_opens_a_person_and_plans_the_ask_for_nobody(shown: Shown) -> None:
    asked: list[str] = []
    shown.view.ask_wanted.connect(asked.append)
    shown.press(Qt.Key.Key_Return)
    assert shown.opened == [("contact", shown.ids["Tom"])]
    shown.press(Qt.Key.Key_End, modifiers=Qt.KeyboardModifier.ControlModifier)
    shown.press(Qt.Key.Key_Return)
    assert asked == ["finance"]


def test_n_wants_somebody_new_in_this_row(shown: Shown) -> None:
    wanted: list[str] = []
    shown.view.new_wanted.connect(wanted.append)
    shown.press(Qt.Key.Key_Down, Qt.Key.Key_N)
    assert wanted == ["technical"]


def test_r_says_whom_somebody_reports_to_and_undo_takes_it_back(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Right, Qt.Key.Key_R)
    (dialog,) = shown.view.findChildren(LinkDialog)
    QTest.keyClicks(dialog.choice, "tom")
    QTest.keyClick(dialog.choice, Qt.Key.Key_Return)
    dialog.accept()
    assert shown.person("Karen").reports_to_id == shown.ids["Tom"]
    shown.session.undo()
    assert shown.person("Karen").reports_to_id is None


def test_an_empty_name_cuts_the_line_and_an_unknown_one_is_refused(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Down, Qt.Key.Key_R)
    (dialog,) = shown.view.findChildren(LinkDialog)
    assert dialog.choice.text() == "Tom Aldous"
    dialog.choice.selectAll()
    QTest.keyClicks(dialog.choice, "Nobody of this name")
    dialog.accept()
    assert shown.person("徐海").reports_to_id == shown.ids["Tom"]
    dialog.choice.selectAll()
    QTest.keyClick(dialog.choice, Qt.Key.Key_Delete)
    dialog.accept()
    assert shown.person("徐海").reports_to_id is None


def test_a_name_is_composed_without_being_taken_early(shown: Shown) -> None:
    shown.press(Qt.Key.Key_R)
    (dialog,) = shown.view.findChildren(LinkDialog)
    compose(dialog.choice, "xuhai")
    assert dialog.choice.key() is None
    dialog.accept()
    assert dialog.isVisible()
    commit(dialog.choice, "徐海 Xu Hai")
    dialog.accept()
    # Tom is above 徐海 already: a circle is refused in words, and the dialog stays.
    assert shown.person("Tom").reports_to_id is None
    assert dialog.isVisible()
    dialog.reject()


def test_control_and_the_arrows_move_a_card_to_another_row(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Down, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert shown.person("Tom").role_group == "technical"
    assert shown.at() == "Tom"
    assert shown.said[-1] == "Tom Aldous is in another row now: Technical."
    shown.session.undo()
    assert shown.person("Tom").role_group == "decision"
    shown.press(Qt.Key.Key_Up, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert shown.person("Tom").role_group == "decision"


def menu_of(view: QWidget) -> QMenu:
    return next(menu for menu in view.findChildren(QMenu) if menu.isVisible())


def choose(menu: QMenu, words: str) -> None:
    next(one for one in menu.actions() if one.text().startswith(words)).trigger()


def test_s_and_g_choose_stance_and_role_group(shown: Shown) -> None:
    shown.press(Qt.Key.Key_S)
    menu = menu_of(shown.view)
    assert [one.text() for one in menu.actions() if one.isChecked()] == ["Supporter"]
    choose(menu, "Opponent")
    menu.close()
    assert shown.person("Tom").stance == -2
    shown.press(Qt.Key.Key_G)
    choose(menu_of(shown.view), "Finance")
    assert shown.person("Tom").role_group == "finance"


def test_the_menu_of_a_card_cuts_a_line_and_leads_to_introductions(shown: Shown) -> None:
    wanted: list[object] = []
    shown.view.introduction_wanted.connect(wanted.append)
    shown.press(Qt.Key.Key_Down, Qt.Key.Key_Menu)
    menu = menu_of(shown.view)
    choose(menu, "Who could introduce me")
    assert wanted == [shown.ids["徐海"]]
    choose(menu, "No longer reports to Tom")
    assert shown.person("徐海").reports_to_id is None


def test_the_menu_of_an_empty_place_names_its_keys(shown: Shown) -> None:
    shown.press(Qt.Key.Key_End, modifiers=Qt.KeyboardModifier.ControlModifier)
    shown.press(Qt.Key.Key_F10, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert [one.text() for one in menu_of(shown.view).actions()] == ["Plan the ask\tEnter", "New person\tN"]


def test_a_card_dragged_onto_a_person_reports_to_them(shown: Shown) -> None:
    shown.drag(shown.middle("Piotr"), shown.middle("Karen"))
    assert shown.person("Piotr").reports_to_id == shown.ids["Karen"]
    assert shown.person("Piotr").role_group == "technical"
    shown.session.undo()
    assert shown.person("Piotr").reports_to_id is None


def test_a_card_dragged_into_another_row_changes_its_role_group(shown: Shown) -> None:
    shown.drag(shown.middle("Piotr"), shown.row("commercial"))
    assert shown.person("Piotr").role_group == "commercial"
    assert shown.person("Piotr").reports_to_id is None


def test_a_circle_is_refused_in_words(shown: Shown, alerts: RecordedAlerts) -> None:
    shown.drag(shown.middle("Tom"), shown.middle("徐海"))
    assert shown.person("Tom").reports_to_id is None
    assert "can't report to" in alerts.told[0]


def test_esc_lets_go_of_what_is_dragged(shown: Shown) -> None:
    start, end = shown.middle("Piotr"), shown.middle("Karen")
    shown.mouse(QEvent.Type.MouseButtonPress, start)
    shown.mouse(QEvent.Type.MouseMove, end)
    shown.press(Qt.Key.Key_Escape)
    shown.mouse(QEvent.Type.MouseButtonRelease, end)
    assert shown.person("Piotr").reports_to_id is None


def test_a_short_press_opens_nothing_and_a_double_click_opens(shown: Shown) -> None:
    canvas = shown.view.canvas
    QTest.mouseClick(canvas, LEFT, pos=shown.middle("Gemma"))
    assert (shown.at(), shown.opened) == ("Gemma", [])
    shown.mouse(QEvent.Type.MouseButtonDblClick, shown.middle("Gemma"))
    shown.mouse(QEvent.Type.MouseButtonRelease, shown.middle("Gemma"))
    assert shown.opened == [("contact", shown.ids["Gemma"])]


def test_the_button_of_an_empty_place_plans_the_ask(shown: Shown) -> None:
    asked: list[str] = []
    shown.view.ask_wanted.connect(asked.append)
    (place,) = shown.view.canvas.laid_out.empty
    QTest.mouseClick(shown.view.canvas, LEFT, pos=card_paint.ask_rect(place, is_small=False).center())
    assert asked == ["finance"]


def test_the_tooltip_says_all_that_a_card_says(shown: Shown) -> None:
    canvas, at = shown.view.canvas, shown.middle("Gemma")
    QApplication.sendEvent(canvas, QHelpEvent(QEvent.Type.ToolTip, at, canvas.mapToGlobal(at)))
    assert "introduced by 徐海" in QToolTip.text()
    QToolTip.hideText()


def test_plus_minus_and_nought_zoom(shown: Shown) -> None:
    canvas = shown.view.canvas
    shown.press(Qt.Key.Key_Plus)
    assert canvas.zoom > 1
    assert canvas.minimumHeight() > canvas.laid_out.height
    shown.press(Qt.Key.Key_0)
    assert canvas.zoom == 1
    for _ in range(12):
        shown.press(Qt.Key.Key_Minus)
    assert canvas.zoom == 0.5
    assert not shown.view.smaller.isEnabled()
    shown.press(Qt.Key.Key_Right)
    assert shown.at() == "Karen"
    QTest.mouseClick(canvas, LEFT, pos=shown.middle("Gemma"))
    assert shown.at() == "Gemma"


def test_the_wheel_zooms_with_control_alone(shown: Shown) -> None:
    canvas = shown.view.canvas
    for modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        at = QPointF(20, 20)
        turn = QWheelEvent(at, at, QPoint(), QPoint(0, 120), NONE, modifiers, Qt.ScrollPhase.NoScrollPhase, False)
        QApplication.sendEvent(canvas, turn)
        assert (canvas.zoom > 1) == (modifiers == Qt.KeyboardModifier.ControlModifier)


def test_fit_shows_the_whole_map(shown: Shown, qtbot: QtBot) -> None:
    for number in range(60):
        group = ("technical", "users", "commercial", "finance")[number % 4]
        make_contact(shown.session.journal, f"P{number}", account_id=shown.account, role_group=group)
    shown.refresh()
    QApplication.processEvents()
    assert shown.view.area.verticalScrollBar().maximum() > 0
    shown.view.fit_button.click()
    QApplication.processEvents()
    assert shown.view.canvas.zoom < 1
    assert shown.view.area.verticalScrollBar().maximum() == 0


def test_the_keys_bring_into_sight_where_they_stand(shown: Shown) -> None:
    shown.view.resize(1184, 260)
    QApplication.processEvents()
    shown.press(Qt.Key.Key_End, modifiers=Qt.KeyboardModifier.ControlModifier)
    bar = shown.view.area.verticalScrollBar()
    (place,) = shown.view.canvas.laid_out.empty
    assert bar.value() <= place.y
    assert place.y + place.height <= bar.value() + shown.view.area.viewport().height()


def test_the_keys_stay_at_a_person_when_the_map_is_read_again(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Down)
    contacts.edit(shown.session.journal, shown.ids["徐海"], role_group="finance")
    shown.refresh()
    assert shown.at() == "徐海"
    contacts.trash(shown.session.journal, shown.ids["徐海"])
    shown.refresh()
    assert shown.view.canvas.current() is None
    shown.press(Qt.Key.Key_Down)
    assert shown.at() == "Tom"


@pytest.mark.parametrize("ending", ["png", "svg", "pdf", ""])
def test_the_map_is_saved_as_a_picture(
    shown: Shown, alerts: RecordedAlerts, tmp_path: Path, qtbot: QtBot, ending: str
) -> None:
    path = tmp_path / (f"map.{ending}" if ending else "map")
    alerts.answers.append(path)
    shown.view.save_button.click()
    written = path if ending else tmp_path / "map.png"
    qtbot.waitUntil(lambda: bool(shown.said), timeout=20_000)
    assert shown.said == [f"Saved to {written}"]
    beginning = {"svg": b"<svg", "pdf": b"%PDF"}.get(ending, b"\x89PNG")
    assert written.read_bytes().startswith(beginning)


@pytest.mark.parametrize(("language", "look"), [("en", "dark"), ("zh_CN", "light")])
def test_the_map_is_drawn_in_both_languages_and_themes(
    shown: Shown, qapp: QApplication, language: str, look: str
) -> None:
    before = shown.view.canvas.grab().toImage()
    translations.use(language)
    theme.apply(qapp, look)
    shown.refresh()
    now: QImage = shown.view.canvas.grab().toImage()
    assert now != before


def test_the_name_of_a_row_stays_in_sight_while_its_cards_are_scrolled(shown: Shown) -> None:
    for number in range(30):
        make_contact(shown.session.journal, f"P{number}", account_id=shown.account, role_group="users")
    shown.refresh()
    row = next(one for one in shown.view.canvas.laid_out.rows if one.role_group == "users")
    shown.view.area.verticalScrollBar().setValue(row.y + 150)
    QApplication.processEvents()
    seen = shown.view.area.viewport().grab(QRect(0, 0, 130, 60)).toImage()
    colours = {seen.pixelColor(x, y).name() for x in range(seen.width()) for y in range(seen.height())}
    assert len(colours) > 2  # words and a dot, and not the page alone


def test_a_crowded_map_leads_to_the_list_of_all(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_map, "MOST_PEOPLE", 3)
    monkeypatch.setattr(people_map, "MOST_OF_GROUP", 1)
    asked: list[bool] = []
    shown.view.list_wanted.connect(lambda: asked.append(True))
    assert shown.view.more.isHidden()
    shown.refresh()
    assert shown.view.more.text() == "2 more in the list"
    shown.view.more.click()
    assert asked == [True]
