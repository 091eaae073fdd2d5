"""The list of people: filtered, sorted, opened and left again, by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models import contact_list, contacts, visits
from models.contacts import Point
from tests.factories import make_account, make_contact, make_visit
from tests.ui.composing import commit, compose
from tests.ui.conftest import RecordedAlerts
from ui.contacts.list_model import ContactListModel
from ui.contacts.page import ContactPage
from ui.session import Session


def _page(qtbot: QtBot, session: Session) -> ContactPage:
    page = ContactPage(session)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    return page


def _names(page: ContactPage) -> list[str]:
    return [row.name for row in page.people.model.rows]


def _fill(session: Session) -> list[int]:
    rail = make_account(session.journal, "Northern Rail")
    metro = make_account(session.journal, "City Metro")
    people = [
        make_contact(session.journal, "Ann", account_id=rail, post={"title": "Buyer"}, role_group="commercial"),
        make_contact(session.journal, "徐海", account_id=metro, role_group="technical", stance=2, closeness=5),
        make_contact(session.journal, "Zoë", account_id=rail, points=[Point("phone", "+44 1632 1")]),
    ]
    make_visit(session.journal, rail, "2026-05-02T10:00", people=[people[2]])
    return people


def test_the_model_is_sound(qtmodeltester: ModelTester, sample_session: Session) -> None:
    model = ContactListModel(sample_session)
    model.reload()
    assert model.rowCount() == 100
    qtmodeltester.check(model)
    model.order = "last_met"
    model.reload()
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    everyone = sum(sample_session.read(contact_list.counts).values())
    assert len({row.id for row in model.rows}) == model.rowCount() == everyone


def test_the_page_names_itself_and_counts(qtbot: QtBot, session: Session) -> None:
    _fill(session)
    page = _page(qtbot, session)
    assert page.title() == "People"
    assert page.subtitle() == "3 in this journal"
    assert _names(page) == ["Ann", "Zoë", "徐海"]


def test_a_row_says_all_it_shows(qtbot: QtBot, session: Session) -> None:
    _fill(session)
    page = _page(qtbot, session)
    said = [page.people.model.data(page.people.model.index(number)) for number in range(3)]
    assert said[0] == "Ann, Buyer, Northern Rail, Commercial, Not met yet"
    assert said[1] == "Zoë, Northern Rail, 12 days ago"
    assert said[2] == "徐海, City Metro, Technical, Mentor, closeness 5 of 5, Not met yet"


def test_the_filter_waits_for_the_word(qtbot: QtBot, session: Session) -> None:
    _fill(session)
    page = _page(qtbot, session)
    page.focus_filter()
    qtbot.keyClicks(page.people.filter, "zoe")
    qtbot.waitUntil(lambda: _names(page) == ["Zoë"])
    page.people.filter.clear()
    compose(page.people.filter, "xuhai")
    qtbot.wait(150)
    assert _names(page) == ["Zoë"]
    commit(page.people.filter, "徐")
    qtbot.waitUntil(lambda: _names(page) == ["徐海"])


def test_role_chips_narrow_the_list_and_everyone_brings_it_back(qtbot: QtBot, session: Session) -> None:
    _fill(session)
    page = _page(qtbot, session)
    chips = page.people.chips
    chips["technical"].click()
    assert _names(page) == ["徐海"]
    assert not chips[""].isChecked()
    chips["none"].click()
    assert _names(page) == ["Zoë", "徐海"]
    chips["technical"].click()
    chips["none"].click()
    assert chips[""].isChecked()
    assert len(_names(page)) == 3
    chips["finance"].click()
    assert not page.people.list.isVisible()
    page.people.clear_filter()
    assert len(_names(page)) == 3


def test_who_was_met_last_comes_first(qtbot: QtBot, session: Session) -> None:
    people = _fill(session)
    page = _page(qtbot, session)
    page.people.order.button("last_met").click()
    assert _names(page) == ["Zoë", "Ann", "徐海"]
    metro = page.people.model.rows[2].account_id
    assert metro is not None
    assert session.run(visits.record, account_id=metro, start="2026-05-13T10:00", people=[people[1]])
    assert _names(page) == ["徐海", "Zoë", "Ann"]


def test_enter_opens_and_esc_goes_back_to_the_same_row(qtbot: QtBot, session: Session) -> None:
    people = _fill(session)
    page = _page(qtbot, session)
    page.people.list.select_first()
    qtbot.keyClick(page.people.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.people.list, Qt.Key.Key_Return)
    assert page.panel is not None
    assert page.panel.isVisible()
    assert page.panel.head.name.text() == "Zoë"
    qtbot.keyClick(page.panel, Qt.Key.Key_Escape)
    assert page.people.list.isVisible()
    assert page.people.list.current_row().id == people[2]


def test_delete_offers_undo_on_the_spot(qtbot: QtBot, session: Session) -> None:
    _fill(session)
    page = _page(qtbot, session)
    page.focus_first()
    page.people.list.select_first()
    with qtbot.waitSignal(session.said) as said:
        qtbot.keyClick(page.people.list, Qt.Key.Key_Delete)
    assert said.args == ["Ann was put into the trash.", True]
    assert _names(page) == ["Zoë", "徐海"]
    session.undo()
    assert _names(page) == ["Ann", "Zoë", "徐海"]


def test_n_makes_a_new_person(qtbot: QtBot, session: Session) -> None:
    _fill(session)
    page = _page(qtbot, session)
    with qtbot.waitSignal(page.people.new_wanted):
        qtbot.keyClick(page.people.list, Qt.Key.Key_N)


def test_an_empty_journal_says_how_to_begin(qtbot: QtBot, session: Session, alerts: RecordedAlerts) -> None:
    page = _page(qtbot, session)
    assert page.subtitle() == ""
    assert not page.people.list.isVisible()
    make = session.run(contacts.create, name="First")
    assert make is not None
    assert _names(page) == ["First"]
    assert page.people.list.isVisible()


def test_a_person_opened_from_elsewhere_is_found_in_the_list(qtbot: QtBot, sample_session: Session) -> None:
    page = _page(qtbot, sample_session)
    last = sample_session.read(contact_list.listing, sort="name", limit=500)[-1]
    assert page.people.list.select(last.id) is False
    page.show_record("contact", last.id)
    page.show_list()
    assert page.people.list.current_row() == last


def test_where_nobody_is_yet_an_import_is_a_way_to_begin(qtbot: QtBot, session: Session) -> None:
    page = _page(qtbot, session)
    (way,) = [
        button for button in page.findChildren(QPushButton) if button.text() == "Import contacts, visits and calendars…"
    ]
    with qtbot.waitSignal(session.page_wanted) as wanted:
        qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    assert wanted.args == ["import"]
