"""A tag narrows every list; pressing one shows what bears it; a summary of one says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import tags
from models.summaries.choices import remembered
from models.visit_filter import VisitFilter
from tests.factories import make_account, make_contact, make_step, make_visit
from ui.accounts.page import AccountPage
from ui.contacts.page import ContactPage
from ui.main_window import MainWindow
from ui.palette import DARK, LIGHT, Palette
from ui.session import Session
from ui.steps.page import StepPage
from ui.summaries.page import SummaryPage
from ui.tags.looks import COLOUR_NAMES, dot_token
from ui.visits.page import VisitPage


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> Iterator[MainWindow]:
    journal = session.journal
    vip = make_account(journal, "Vip Rail", tags=["VIP"])
    other = make_account(journal, "Other Rail")
    make_contact(journal, "Anna", account_id=vip, tags=["vip"])
    make_contact(journal, "Tom", account_id=other)
    make_visit(journal, vip, purpose="By the account")
    make_visit(journal, other, purpose="By itself", tags=["vip", "fair"])
    make_visit(journal, other, purpose="Neither")
    make_step(journal, "Owed to the vip", account_id=vip)
    make_step(journal, "Owed to the other", account_id=other)
    tags.set_colour(journal, "vip", "purple")
    made = MainWindow(session)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    yield made
    made.close()


def _purposes(page: VisitPage) -> list[str]:
    return [row.purpose for row in page.list_model.rows if hasattr(row, "purpose")]


def test_visits_are_narrowed_in_their_menu(window: MainWindow) -> None:
    window.show_page("visits")
    page = window.page("visits")
    assert isinstance(page, VisitPage)
    menu = page.filter.menu()
    (of_tags,) = [action.menu() for action in menu.actions() if action.text() == "Tag"]
    assert [action.text() for action in of_tags.actions()] == ["#VIP   3", "#fair   1"]
    of_tags.actions()[0].trigger()
    assert page.filter.wanted() == VisitFilter(tag="VIP")
    assert sorted(_purposes(page)) == ["By itself", "By the account"]
    assert [chip.text() for chip in page.filter.chips()] == ["#VIP"]
    page.filter.chips()[0].click()
    assert len(_purposes(page)) == 3
    menu.deleteLater()


def test_pressing_the_tag_of_an_account_lists_what_bears_it(window: MainWindow, qtbot: QtBot) -> None:
    journal = window.session.journal
    (account_id,) = journal.row("SELECT id FROM account WHERE name = 'Vip Rail'") or (0,)
    window.show_record("account", account_id)
    page = window.page("accounts")
    assert isinstance(page, AccountPage)
    (pill,) = page.made_panel().head.tags.pills()
    assert (pill.text(), pill._tone) == ("#VIP", "purple")
    qtbot.keyClick(pill, Qt.Key.Key_Return)
    assert not page.shows_record()
    assert [row.line.name for row in page.accounts.view().rows_model().rows] == ["Vip Rail"]
    assert page.accounts.tag_filter.text() == "#VIP"
    page.accounts.clear_filter()
    assert len(page.accounts.view().rows_model().rows) == 2
    assert page.accounts.tag_filter.text() == "Tag"


def test_people_are_narrowed_beside_their_roles(window: MainWindow) -> None:
    window.show_page("contacts")
    page = window.page("contacts")
    assert isinstance(page, ContactPage)
    menu = page.people.tag_filter.menu_of_tags()
    menu.actions()[0].trigger()
    assert [line.name for line in page.people.model.rows] == ["Anna"]
    again = page.people.tag_filter.menu_of_tags()
    assert next(action.text() for action in again.actions() if not action.isSeparator()) == "Whatever its tags"
    again.actions()[0].trigger()
    assert [line.name for line in page.people.model.rows] == ["Anna", "Tom"]
    for one in (menu, again):
        one.deleteLater()


def test_next_steps_are_narrowed_by_the_tag_of_their_account(window: MainWindow) -> None:
    window.session.open_tagged("steps", "VIP")
    page = window.page("steps")
    assert isinstance(page, StepPage)
    assert [item.title for item in page.view.steps_model.items()] == ["Owed to the vip"]
    assert page.filter.isVisible()
    page.filter.take_away()
    assert len(page.view.steps_model.items()) == 2


def test_a_tag_of_the_visit_that_is_open_leads_to_the_others(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("visits")
    page = window.page("visits")
    assert isinstance(page, VisitPage)
    (visit_id,) = window.session.journal.row("SELECT id FROM visit WHERE purpose = 'By itself'") or (0,)
    window.show_record("visit", visit_id)
    field = page.editor.more.tags
    assert (field.isVisible(), field.tags()) == (True, ["fair", "vip"])
    field.open_item("fair")
    assert _purposes(page) == ["By itself"]


def test_a_tag_is_written_into_a_visit_by_the_keys_alone(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("visits")
    page = window.page("visits")
    assert isinstance(page, VisitPage)
    (visit_id,) = window.session.journal.row("SELECT id FROM visit WHERE purpose = 'Neither'") or (0,)
    window.show_record("visit", visit_id)
    page.editor.more.unfold.click()
    field = page.editor.more.tags.field
    field.setFocus()
    qtbot.keyClicks(field, "vi")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "new one")
    assert page.editor.save()
    stored = window.session.journal.row("SELECT tags FROM visit WHERE id = ?", visit_id)
    assert stored == ('["VIP", "new one"]',)
    window.session.undo()
    assert window.session.journal.row("SELECT tags FROM visit WHERE id = ?", visit_id) == ("[]",)
    assert page.editor.more.tags.tags() == []


def test_a_summary_of_a_tag_says_so(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("summaries")
    page = window.page("summaries")
    assert isinstance(page, SummaryPage)
    qtbot.waitUntil(lambda: page.is_settled() and page.reading is not None, timeout=20_000)
    assert page.panel.tag_field.isVisible()
    page.panel.choose(tag="vip")
    qtbot.waitUntil(lambda: page.is_settled(), timeout=20_000)
    report = page.report()
    assert report is not None
    assert report.subtitle.endswith(" · tag #vip")
    assert report.figures[0].value == "2"
    assert remembered(window.session.journal).tag == "vip"
    page.panel.choose(audience="customer")
    assert not page.panel.tag_field.isVisible()


def test_without_any_tag_there_is_nothing_to_filter_by(qtbot: QtBot, session: Session) -> None:
    make_account(session.journal)
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.show()
    made.show_page("accounts")
    page = made.page("accounts")
    assert isinstance(page, AccountPage)
    assert not page.accounts.tag_filter.isVisible()
    from models import accounts

    session.run(accounts.create, name="New", tags=["vip"])
    assert page.accounts.tag_filter.isVisible()


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("colour", COLOUR_NAMES)
def test_every_colour_of_a_tag_can_be_read(palette: Palette, colour: str) -> None:
    ink = palette.text_2 if colour == "grey" else getattr(palette, colour)
    lighter, darker = sorted((_light(ink), _light(getattr(palette, f"{colour}_tint"))), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
    dot, page = sorted((_light(getattr(palette, dot_token(colour))), _light(palette.card)), reverse=True)
    assert (dot + 0.05) / (page + 0.05) >= 2.9


def test_the_colours_are_those_a_tag_can_have() -> None:
    assert tuple(COLOUR_NAMES) == tags.COLOURS
