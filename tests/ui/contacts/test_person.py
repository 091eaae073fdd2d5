"""A person's page: facts, pills, tabs, and what can be done beside them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import contact_points, contacts, steps
from models.contacts import Point
from tests.factories import make_account, make_contact, make_step, make_visit
from ui import translations
from ui.contacts import reaching
from ui.contacts.page import ContactPage
from ui.contacts.person_panel import PersonPanel
from ui.session import Session


@pytest.fixture
def person(session: Session) -> int:
    journal = session.journal
    rail = make_account(journal, "Northern Rail")
    boss = make_contact(journal, "Boss", role_group="decision")
    made = make_contact(
        journal, "徐海", account_id=rail, post={"title": "Signalling lead", "from_on": "2024-05-01"},
        role_group="technical", level="manager", stance=2, closeness=5, reports_to_id=boss, birthday="--03-07",
        points=[Point("email", "xu@rail.example", preferred=True), Point("phone", "+86 10 1234")],
        private_notes="Quietly looking", tags="football",
    )  # fmt: skip
    make_visit(journal, rail, "2026-05-02T10:00", purpose="Lot 2", people=[made])
    make_step(journal, "Send the BOQ", kind="promise", due_on="2026-05-13", people=[made])
    return made


def _open(qtbot: QtBot, session: Session, person: int) -> tuple[ContactPage, PersonPanel]:
    page = ContactPage(session)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.show_record("contact", person)
    assert page.panel is not None
    return page, page.panel


def test_the_head_says_who_this_is(qtbot: QtBot, session: Session, person: int) -> None:
    _, panel = _open(qtbot, session, person)
    assert panel.head.name.text() == "徐海"
    assert panel.head.account.text() == "Northern Rail"
    shown = [pill.text() for pill in panel.head.pills.values() if pill.isVisible()]
    assert shown == ["Last met 12 days ago", "1 meeting in a year", "1 open promise", "1 promise late"]


def test_a_pill_opens_its_list(qtbot: QtBot, session: Session, person: int) -> None:
    _, panel = _open(qtbot, session, person)
    panel.head.pills["promises"].click()
    assert panel.tabs.current() == "steps"
    assert [item.title for item in panel.steps.view.steps_model.items()] == ["Send the BOQ"]
    panel.head.pills["met"].click()
    assert panel.tabs.current() == "timeline"


def test_a_change_is_seen_at_once(qtbot: QtBot, session: Session, person: int) -> None:
    _, panel = _open(qtbot, session, person)
    panel.show_tab("steps")
    (item,) = panel.steps.view.steps_model.items()
    session.run(steps.close, item.id)
    assert not panel.head.pills["promises"].isVisible()
    session.undo()
    assert panel.head.pills["promises"].isVisible()


def test_about_sets_private_notes_apart(qtbot: QtBot, session: Session, person: int) -> None:
    _, panel = _open(qtbot, session, person)
    panel.show_tab("about")
    texts = {key: text.text() for key, (_, text) in panel.about._texts.items() if text.isVisible()}
    assert texts == {"birthday": "7 March", "private_notes": "Quietly looking"}
    assert all(panel.about._private.isAncestorOf(panel.about._texts[key][1]) for key in texts)
    session.run(contacts.edit, person, birthday="", private_notes="", notes="Decides alone", languages="English")
    texts = {key: text.text() for key, (_, text) in panel.about._texts.items() if text.isVisible()}
    assert texts == {"languages": "English", "notes": "Decides alone"}
    assert not panel.about._private.isVisible()


def test_side_lists_show_points_posts_and_people(qtbot: QtBot, session: Session, person: int) -> None:
    _, panel = _open(qtbot, session, person)
    for card in (panel.points, panel.posts, panel.around):
        QAbstractItemModelTester(card.model, QAbstractItemModelTester.FailureReportingMode.Warning, card)
    assert [(row.text, row.detail) for row in panel.points.model.rows] == [
        ("xu@rail.example", "Preferred"),
        ("+86 10 1234", ""),
    ]
    assert [(row.text, row.detail) for row in panel.posts.model.rows] == [
        ("Signalling lead", "Northern Rail · since May 2024")
    ]
    assert [(row.text, row.detail) for row in panel.around.model.rows] == [("Boss", "Reports to")]
    session.run(contacts.take_post, person, make_account(session.journal, "City Metro"), from_on="2026-05-01")
    assert [row.text for row in panel.posts.model.rows] == ["City Metro", "Signalling lead"]


def test_enter_copies_a_point(qtbot: QtBot, session: Session, person: int) -> None:
    _, panel = _open(qtbot, session, person)
    panel.points.list.select_first()
    with qtbot.waitSignal(session.said) as said:
        qtbot.keyClick(panel.points.list, Qt.Key.Key_Return)
    assert said.args == ["Copied: xu@rail.example", False]
    assert QGuiApplication.clipboard().text() == "xu@rail.example"


def test_a_point_opens_only_by_a_safe_scheme(
    qtbot: QtBot, session: Session, person: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    _, panel = _open(qtbot, session, person)
    for row in panel.points.model.rows:
        panel.points.delegate.pressed.emit("mark", row)
    assert opened == ["mailto:xu@rail.example", "tel:+86101234"]


@pytest.mark.parametrize(
    ("kind", "value", "opens"),
    [
        ("web", "https://rail.example/a?b=c", "https://rail.example/a?b=c"),
        ("web", "rail.example", "https://rail.example"),
        ("web", "file:///etc/passwd", None),
        ("web", "javascript:alert(1)", None),
        ("web", "//host/share", None),
        ("email", "a@b.example?bcc=x@y.example", None),
        ("email", "no address", None),
        ("phone", "+44 (0)1632 960 123", "tel:+4401632960123"),
        ("phone", "by Tom", None),
        ("chat", "https://rail.example", None),
        ("address", "rail.example", None),
    ],
)
def test_what_came_in_a_file_starts_no_program(kind: str, value: str, opens: str | None) -> None:
    url = reaching.address_of(Point(kind, value))
    assert (url.toString() if url else None) == opens


def test_where_nothing_opens_it_is_copied(
    qtbot: QtBot, session: Session, person: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    reaching.open_elsewhere(session, Point("phone", "12345"))
    assert QGuiApplication.clipboard().text() == "12345"


def test_delete_removes_a_point_and_a_post_and_undo_brings_them_back(
    qtbot: QtBot, session: Session, person: int
) -> None:
    _, panel = _open(qtbot, session, person)
    panel.points.list.select_first()
    qtbot.keyClick(panel.points.list, Qt.Key.Key_Delete)
    assert [row.text for row in panel.points.model.rows] == ["+86 10 1234"]
    panel.posts.list.select_first()
    qtbot.keyClick(panel.posts.list, Qt.Key.Key_Delete)
    assert panel.posts.model.rows == []
    assert panel.posts.empty.isVisible()
    session.undo()
    session.undo()
    assert len(panel.points.model.rows) == 2
    assert len(panel.posts.model.rows) == 1


def test_links_lead_on(qtbot: QtBot, session: Session, person: int) -> None:
    page, panel = _open(qtbot, session, person)
    with qtbot.waitSignal(session.record_wanted) as wanted:
        panel.head.account.click()
    assert wanted.args is not None
    assert wanted.args[0] == "account"
    panel.around.list.select_first()
    with qtbot.waitSignal(session.record_wanted) as wanted:
        qtbot.keyClick(panel.around.list, Qt.Key.Key_Return)
    assert wanted.args is not None
    assert wanted.args[0] == "contact"
    with qtbot.waitSignal(session.visit_wanted) as visit:
        panel.head.visit.click()
    assert visit.args is not None
    assert visit.args[1] == person
    assert page.title() == "People"


def test_a_person_who_went_into_the_trash_leaves_the_page(qtbot: QtBot, session: Session, person: int) -> None:
    page, panel = _open(qtbot, session, person)
    session.run(contacts.trash, person)
    assert page.people.isVisible()
    assert not panel.isVisible()
    with qtbot.waitSignal(session.said):
        page.show_record("contact", person)
    assert page.people.isVisible()


def test_a_preferred_point_stands_first(qtbot: QtBot, session: Session, person: int) -> None:
    _, panel = _open(qtbot, session, person)
    phone = next(row.record for row in panel.points.model.rows if row.text.startswith("+86"))
    assert isinstance(phone, Point)
    session.run(contact_points.prefer, phone.id)
    assert [row.detail for row in panel.points.model.rows] == ["Preferred", "Preferred"]


def test_the_right_column_goes_below_in_a_narrow_window(qtbot: QtBot, session: Session, person: int) -> None:
    page, panel = _open(qtbot, session, person)
    beside = panel.points.mapTo(panel, panel.points.rect().topLeft())
    assert beside.x() > panel.history.mapTo(panel, panel.history.rect().topLeft()).x() + 300
    page.resize(640, 800)
    qtbot.waitUntil(lambda: panel.points.mapTo(panel, panel.points.rect().topLeft()).x() < 60)


def test_tabs_without_anything_say_so(qtbot: QtBot, session: Session) -> None:
    page, panel = _open(qtbot, session, make_contact(session.journal, "New"))
    assert not panel.history.view.isVisible()
    panel.show_tab("steps")
    assert not panel.steps.view.isVisible()
    panel.show_tab("about")
    assert panel.about._nothing.isVisible()
    panel.show_tab("timeline")
    with qtbot.waitSignal(session.visit_wanted):
        panel.history._nothing.pressed.emit()
    assert page.isVisible()


def test_another_person_begins_with_everything(qtbot: QtBot, session: Session, person: int) -> None:
    page, panel = _open(qtbot, session, person)
    panel.history.chips.chips["calls"].click()
    assert not panel.history.view.isVisible()
    page.show_record("contact", make_contact(session.journal, "Other"))
    page.show_record("contact", person)
    assert panel.history.view.isVisible()
    assert panel.history.chips.current() == "everything"


def test_tab_follows_the_reading_order(qtbot: QtBot, session: Session, person: int) -> None:
    _, panel = _open(qtbot, session, person)
    places: list[QWidget] = [panel.head.back]
    widget = places[0].nextInFocusChain()
    while widget is not places[0]:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and panel.isAncestorOf(widget):
            places.append(widget)
        widget = widget.nextInFocusChain()
    parts = [panel.head, panel.tabs, panel.history, panel.points, panel.standing, panel.posts, panel.around]
    order = [next(number for number, part in enumerate(parts) if part.isAncestorOf(one)) for one in places]
    assert order == sorted(order)
    assert set(order) == set(range(len(parts)))


def test_esc_on_a_tab_goes_back(qtbot: QtBot, session: Session, person: int) -> None:
    page, panel = _open(qtbot, session, person)
    qtbot.keyClick(panel.tabs.button("timeline"), Qt.Key.Key_Escape)
    assert page.people.isVisible()


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_control_has_a_name(qtbot: QtBot, session: Session, person: int, code: str) -> None:
    translations.use(code)
    page, panel = _open(qtbot, session, person)
    for tab in ("timeline", "steps", "about", "list"):
        if tab == "list":
            page.show_list()
        else:
            panel.show_tab(tab)
        nameless = [
            control
            for control in page.findChildren(QWidget)
            if control.isVisible()
            and control.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (control.accessibleName() or getattr(control, "text", str)())
        ]
        assert nameless == []
