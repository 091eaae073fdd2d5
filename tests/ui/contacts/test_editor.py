"""The editor of a person: everything can be typed, nothing typed is lost, and a mistake is said in its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from models import accounts, contact_overview, contacts, drafts, standings
from models.contacts import Point
from tests.factories import make_account, make_contact
from tests.ui.composing import commit, compose
from tests.ui.conftest import RecordedAlerts
from ui import translations
from ui.contacts.editor import ContactEditor
from ui.contacts.form_content import NEWER
from ui.contacts.page import ContactPage
from ui.contacts.point_dialog import PointDialog
from ui.contacts.post_dialog import PostDialog
from ui.session import Session
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor


@pytest.fixture
def host(qtbot: QtBot, session: Session) -> Iterator[QWidget]:
    """A window below the dialogs; those still open are gone before the journal is closed."""
    window = QWidget()
    window.resize(1100, 700)
    window.show()
    yield window
    delete(window)


def _open(session: Session, contact_id: int | None, host: QWidget) -> ContactEditor:
    editor = ContactEditor(session, contact_id, host)
    editor.open()
    return editor


def _type(qtbot: QtBot, field: Any, text: str) -> None:
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, text)


def test_a_person_is_written_down_whole(qtbot: QtBot, session: Session, host: QWidget) -> None:
    boss = make_contact(session.journal, "Boss")
    editor = _open(session, None, host)
    form = editor.form
    for key, text in {
        "family_name": "Xu",
        "given_name": "Hai",
        "title": "Lead",
        "department": "Radio",
        "birthday": "3-7",
    }.items():
        _type(qtbot, form.lines[key], text)
    qtbot.keyClicks(form.tags.field, "#football, tea")
    _type(qtbot, form.account, "Northern Rail")
    form.role.set_value("technical")
    form.level.set_value("manager")
    form.stance.button("2").click()
    qtbot.keyClick(form.closeness, Qt.Key.Key_4)
    _type(qtbot, form.reports_to, "Boss")
    _type(qtbot, form.introduced_by, "Boss")
    _type(qtbot, form.introduced_on.line, "2026-04-01")
    form.points.add_button.click()
    form.points.rows()[0].kind.set_value("email")
    _type(qtbot, form.points.rows()[0].value, "xu@rail.example")
    form.points.rows()[0].star.click()
    qtbot.keyClicks(form.notes["preferences"], "Tea")
    qtbot.keyClicks(form.notes["private_notes"], "Quiet")
    with qtbot.waitSignal(editor.saved) as saved:
        editor.accept()
    assert saved.args is not None
    page = contact_overview.overview(session.journal, saved.args[0])
    contact = page.contact
    assert (contact.name, contact.family_name, contact.role_group, contact.level) == (
        "Hai Xu", "Xu", "technical", "manager",
    )  # fmt: skip
    assert (contact.stance, contact.closeness, contact.birthday) == (2, 4, "--03-07")
    assert (contact.reports_to_id, contact.introduced_by_id, contact.introduced_on) == (boss, boss, "2026-04-01")
    assert (json.loads(contact.tags), contact.preferences, contact.private_notes) == (
        ["football", "tea"], "Tea", "Quiet",
    )  # fmt: skip
    assert page.present is not None
    assert (page.present.account, page.present.title, page.present.department) == ("Northern Rail", "Lead", "Radio")
    assert [(point.kind, point.value, point.preferred) for point in page.points] == [("email", "xu@rail.example", True)]
    session.undo()
    assert [one.name for one in contacts.listing(session.journal)] == ["Boss"]
    assert accounts.listing(session.journal) == []


def test_chinese_names_are_put_together_without_a_space(qtbot: QtBot, session: Session, host: QWidget) -> None:
    editor = _open(session, None, host)
    for key, letters, text in (("family_name", "li", "李"), ("given_name", "ming", "明")):
        compose(editor.form.lines[key], letters)
        editor.accept()
        assert contacts.listing(session.journal) == []
        commit(editor.form.lines[key], text)
    editor.accept()
    assert [one.name for one in contacts.listing(session.journal)] == ["李明"]


def test_only_what_was_changed_is_saved(qtbot: QtBot, session: Session, host: QWidget) -> None:
    rail = make_account(session.journal)
    person = make_contact(
        session.journal, "Tom", account_id=rail, post={"title": "Lead"}, points=[Point("phone", "12345")], stance=-1
    )
    editor = _open(session, person, host)
    assert not editor.is_changed()
    editor.form.stance.button("1").click()
    editor.accept()
    page = contact_overview.overview(session.journal, person)
    assert page.contact.stance == 1
    assert page.present is not None
    assert page.present.title == "Lead"
    assert [point.value for point in page.points] == ["12345"]


def test_an_emptied_account_takes_the_post_away(qtbot: QtBot, session: Session, host: QWidget) -> None:
    rail = make_account(session.journal)
    person = make_contact(session.journal, "Tom", account_id=rail, post={"title": "Lead"})
    editor = _open(session, person, host)
    _type(qtbot, editor.form.account, "")
    editor.accept()
    assert "A post needs an account" in editor.notice.text()
    _type(qtbot, editor.form.lines["title"], "")
    editor.accept()
    assert contacts.posts(session.journal, person) == []


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("name", "", "contact name is missing"),
        ("birthday", "someday", "no possible date for the birthday"),
        ("rhythm_days", "often", "number of days"),
        ("rhythm_days", "0", "whole number from 1"),
        ("reports_to", "Nobody", "no person called Nobody"),
        ("introduced_on", "someday", "day of the introduction can't be understood"),
    ],
)
def test_a_mistake_is_said_and_the_text_stays(
    qtbot: QtBot, session: Session, host: QWidget, key: str, text: str, sentence: str
) -> None:
    person = make_contact(session.journal, "Tom")
    editor = _open(session, person, host)
    fields = {
        **editor.form.lines,
        "reports_to": editor.form.reports_to,
        "introduced_on": editor.form.introduced_on.line,
    }
    if text:
        _type(qtbot, fields[key], text)
    else:
        fields[key].selectAll()
        qtbot.keyClick(fields[key], Qt.Key.Key_Delete)
    editor.accept()
    assert sentence in editor.notice.text()
    assert editor.isVisible()
    assert fields[key].text() == text


def test_a_change_made_elsewhere_keeps_the_text_and_says_what_differs(
    qtbot: QtBot, session: Session, host: QWidget
) -> None:
    person = make_contact(session.journal, "Tom", level="manager")
    editor = _open(session, person, host)
    _type(qtbot, editor.form.lines["name"], "Thomas")
    contacts.edit(session.journal, person, stance=2)
    editor.accept()
    assert "changed elsewhere meanwhile (Stance)" in editor.notice.text()
    assert editor.form.lines["name"].text() == "Thomas"
    assert contacts.get(session.journal, person).name == "Tom"
    editor.accept()
    now = contacts.get(session.journal, person)
    assert (now.name, now.stance) == ("Thomas", 2)


def test_what_was_changed_elsewhere_and_not_here_is_taken_over(qtbot: QtBot, session: Session, host: QWidget) -> None:
    person = make_contact(session.journal, "Tom", preferences="Tea")
    editor = _open(session, person, host)
    _type(qtbot, editor.form.lines["name"], "Thomas")
    contacts.edit(session.journal, person, preferences="Green tea", private_notes="Moves in May")
    editor.accept()
    assert editor.form.notes["preferences"].text() == "Green tea"
    editor.accept()
    now = contacts.get(session.journal, person)
    assert (now.name, now.preferences, now.private_notes) == ("Thomas", "Green tea", "Moves in May")


def test_what_is_typed_is_kept_when_the_window_goes_away(qtbot: QtBot, session: Session, host: QWidget) -> None:
    person = make_contact(session.journal, "Tom")
    editor = _open(session, person, host)
    _type(qtbot, editor.form.lines["name"], "Thomas")
    host.hide()
    editor.hide()
    assert "Thomas" in drafts.waiting(session.journal, "contact")[0].content


def test_closing_asks_what_to_do_with_the_text(
    qtbot: QtBot, session: Session, host: QWidget, alerts: RecordedAlerts
) -> None:
    person = make_contact(session.journal, "Tom")
    editor = _open(session, person, host)
    _type(qtbot, editor.form.lines["name"], "Thomas")
    alerts.answers = ["", "discard"]
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isVisible()
    editor.reject()
    assert not editor.isVisible()
    assert contacts.get(session.journal, person).name == "Tom"
    assert len(alerts.told) == 2
    _open(session, person, host).reject()
    assert len(alerts.told) == 2


@pytest.mark.parametrize("is_new", [True, False])
def test_what_was_typed_outlives_the_program(qtbot: QtBot, session: Session, host: QWidget, is_new: bool) -> None:
    person = None if is_new else make_contact(session.journal, "Tom")
    editor = _open(session, person, host)
    compose(editor.form.lines["name"], "zhang")
    editor.keep_draft()
    assert drafts.waiting(session.journal) == []
    commit(editor.form.lines["name"], "张")
    session.keep_drafts()
    written = editor.form.lines["name"].text()
    again = _open(session, person, host)
    assert again.form.lines["name"].text() == written
    assert "when the program ended" in again.notice.text()
    again.accept()
    assert drafts.waiting(session.journal) == []
    assert written in [one.name for one in contacts.listing(session.journal)]


def test_a_draft_of_another_version_is_left_alone(qtbot: QtBot, session: Session, host: QWidget) -> None:
    drafts.keep(session.journal, "contact", None, '{"name": "Tom"}')
    editor = _open(session, None, host)
    assert editor.form.lines["name"].text() == ""
    assert not editor.is_changed()


def test_the_wheel_changes_no_choice(session: Session, host: QWidget) -> None:
    editor = _open(session, None, host)
    assert editor.form.role.focusPolicy() == Qt.FocusPolicy.StrongFocus


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_dialogs_open_named_and_are_freed(qtbot: QtBot, session: Session, host: QWidget, code: str) -> None:
    translations.use(code)
    person = make_contact(
        session.journal, "Tom", points=[Point("phone", "1")], account_id=make_account(session.journal)
    )
    post, point = contacts.posts(session.journal, person)[0], contacts.points(session.journal, person)[0]
    for make in (
        lambda: ContactEditor(session, None, host),
        lambda: ContactEditor(session, person, host),
        lambda: PostDialog(session, person, None, host),
        lambda: PostDialog(session, person, post, host),
        lambda: PointDialog(session, person, None, host),
        lambda: PointDialog(session, person, point, host),
    ):
        dialog = make()
        dialog.open()
        nameless = [
            control for control in dialog.findChildren(QWidget)
            if control.isVisible() and control.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (control.accessibleName() or getattr(control, "text", str)())
        ]  # fmt: skip
        assert nameless == []
        with qtbot.waitSignal(dialog.destroyed):
            dialog.reject()
            QApplication.processEvents()


def test_a_new_post_ends_the_one_held(qtbot: QtBot, session: Session, host: QWidget) -> None:
    rail = make_account(session.journal, "Northern Rail")
    person = make_contact(session.journal, "Tom", account_id=rail, post={"from_on": "2020-01-01"})
    dialog = PostDialog(session, person, None, host)
    dialog.open()
    dialog.accept()
    assert dialog.isVisible()
    _type(qtbot, dialog.account, "City Metro")
    _type(qtbot, dialog.title, "Chief")
    _type(qtbot, dialog.first.line, "2026-05-01")
    dialog.accept()
    now, before = contacts.posts(session.journal, person)
    assert (now.account, now.title, now.from_on, before.until_on) == ("City Metro", "Chief", "2026-05-01", "2026-04-30")
    dialog = PostDialog(session, person, now, host)
    dialog.open()
    _type(qtbot, dialog.last.line, "2026-04-01")
    dialog.accept()
    assert "lies before" in dialog.notice.text()
    dialog.reject()


def test_a_number_is_added_and_corrected(qtbot: QtBot, session: Session, host: QWidget) -> None:
    person = make_contact(session.journal, "Tom")
    dialog = PointDialog(session, person, None, host)
    dialog.open()
    dialog.accept()
    assert "missing" in dialog._value_field.below()
    _type(qtbot, dialog.value, "12345")
    dialog.accept()
    (point,) = contacts.points(session.journal, person)
    dialog = PointDialog(session, person, point, host)
    dialog.open()
    dialog.preferred.click()
    dialog.accept()
    assert contacts.points(session.journal, person)[0].preferred


def test_tab_follows_the_reading_order(qtbot: QtBot, session: Session, host: QWidget) -> None:
    person = make_contact(session.journal, "Tom", points=[Point("phone", "1")])
    editor = _open(session, person, host)
    editor.resize(720, 1600)
    QApplication.processEvents()
    places: list[tuple[int, int]] = []
    widget: QWidget = editor.form.lines["name"]
    while widget is not editor.cancel_button:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and editor.form.isAncestorOf(widget):
            corner = widget.mapTo(editor.form, widget.rect().topLeft())
            places.append((corner.y() // 24, corner.x()))
        widget = widget.nextInFocusChain()
    assert places == sorted(places)
    assert len(places) > 20


def test_no_field_acts_while_an_input_method_composes(session: Session, host: QWidget) -> None:
    make_account(session.journal, "Northern Rail")
    person = make_contact(session.journal, "北方", points=[Point("phone", "1")])
    point = contacts.points(session.journal, person)[0]
    for dialog in (
        ContactEditor(session, None, host),
        PostDialog(session, person, None, host),
        PointDialog(session, person, point, host),
    ):
        dialog.open()
        if isinstance(dialog, ContactEditor):
            dialog.form.points.add_button.click()
        texts: list[LineField | NoteEditor] = [*dialog.findChildren(LineField), *dialog.findChildren(NoteEditor)]
        assert texts
        for text in texts:
            told: list[object] = []
            text.edited.connect(lambda *_, told=told: told.append(1))
            text.setFocus()
            compose(text, "beifang")
            assert told == []
            dialog.accept()
            assert dialog.isVisible()
            commit(text, "北方")
            assert told == [1]
            assert "北方" in text.text()
        delete(dialog)


def test_an_unsaved_person_waits_in_the_list(qtbot: QtBot, session: Session, alerts: RecordedAlerts) -> None:
    make_contact(session.journal, "Tom")
    drafts.keep(session.journal, "contact", None, '{"name": "Half a name"}')
    page = ContactPage(session)
    page.show()
    assert page.people.draft_notice.isVisible()
    page.people.draft_notice.discard.click()
    assert not page.people.draft_notice.isVisible()
    assert drafts.waiting(session.journal) == []
    page.new_contact()
    (editor,) = page.findChildren(ContactEditor)
    _type(qtbot, editor.form.lines["name"], "Half a name")
    editor.keep_draft()
    page.people.refresh()
    alerts.answers = ["discard"]
    editor.reject()
    assert not page.people.draft_notice.isVisible()
    delete(page)


def test_a_person_thrown_away_meanwhile_is_not_opened(session: Session, alerts: RecordedAlerts) -> None:
    person = make_contact(session.journal, "Tom")
    page = ContactPage(session)
    page.show()
    contacts.trash(session.journal, person)
    page.edit(person)
    page.remove(person)
    assert len(alerts.told) == 2
    delete(page)


def test_a_fault_is_no_longer_said_once_it_is_being_mended(qtbot: QtBot, session: Session) -> None:
    editor = ContactEditor(session, None)
    qtbot.addWidget(editor)
    editor.open()
    editor.form.lines["name"].setText("x" * 300)
    editor.accept()
    assert "200 characters" in editor.notice.text()
    qtbot.keyClicks(editor.form.lines["name"], "y")
    assert not editor.notice.isVisible()
    editor.form.lines["name"].clear()
    editor.reject()


def test_a_person_has_a_rhythm_and_can_lose_it(qtbot: QtBot, session: Session, host: QWidget) -> None:
    person = make_contact(session.journal, "Tom")
    for typed, stored in (("21", 21), ("", None)):
        editor = _open(session, person, host)
        _type(qtbot, editor.form.lines["rhythm_days"], typed)
        editor.accept()
        assert contacts.get(session.journal, person).rhythm_days == stored


def test_a_draft_from_before_there_was_a_rhythm_still_comes_back(session: Session, host: QWidget) -> None:
    editor = _open(session, make_contact(session.journal, "Tom", rhythm_days=9), host)
    content = {key: value for key, value in editor.form.content().items() if key != "rhythm_days"}
    editor.form.set_content(content)
    assert editor.form.lines["name"].text() == "Tom"


def test_who_stands_otherwise_does_so_for_a_reason(qtbot: QtBot, session: Session, host: QWidget) -> None:
    person = make_contact(session.journal, "Tom", stance=0, closeness=2)
    editor = _open(session, person, host)
    form = editor.form
    assert not form.lines["reason"].isVisible()
    form.stance.button("1").click()
    assert form.lines["reason"].isVisible()
    form.stance.button("0").click()
    assert not form.lines["reason"].isVisible()
    qtbot.keyClick(form.closeness, Qt.Key.Key_4)
    _type(qtbot, form.lines["reason"], "came to our plant")
    editor.accept()
    noted = standings.history(session.journal, person)
    assert [(one.stance, one.closeness, one.reason) for one in noted] == [(0, 4, "came to our plant")]


def test_what_is_known_besides_is_kept_and_a_draft_keeps_it_too(qtbot: QtBot, session: Session, host: QWidget) -> None:
    person = make_contact(session.journal, "Tom")
    editor = _open(session, person, host)
    form = editor.form
    commit(form.lines["languages"], "English, 中文")
    _type(qtbot, form.lines["introduction"], "at the rail fair")
    qtbot.keyClicks(form.notes["notes"], "Decides alone")
    form.influence.button("3").click()
    qtbot.keyClick(form.wanted_closeness, Qt.Key.Key_5)
    form.stance.button("2").click()
    _type(qtbot, form.lines["reason"], "gave us the plan")
    editor.keep_draft()
    content = form.content()
    again = _open(session, person, host)
    assert again.form.content() == content
    assert again.form.lines["reason"].isVisible()
    again.accept()
    found = contacts.get(session.journal, person)
    assert (found.languages, found.introduction, found.notes) == ("English, 中文", "at the rail fair", "Decides alone")
    assert (found.influence, found.wanted_closeness, found.stance) == (3, 5, 2)
    assert standings.history(session.journal, person)[0].reason == "gave us the plan"
    session.undo()
    assert contacts.get(session.journal, person).languages == ""
    assert standings.history(session.journal, person) == []


def test_a_draft_of_an_earlier_version_is_offered_as_well(qtbot: QtBot, session: Session, host: QWidget) -> None:
    person = make_contact(session.journal, "Tom")
    editor = _open(session, person, host)
    _type(qtbot, editor.form.lines["name"], "Thomas")
    older = {key: value for key, value in editor.form.content().items() if key not in NEWER}
    drafts.keep(session.journal, "contact", person, json.dumps(older), None)
    again = _open(session, person, host)
    assert again.form.lines["name"].text() == "Thomas"


def test_all_that_is_private_stands_on_parchment_and_nothing_else(session: Session, host: QWidget) -> None:
    form = _open(session, None, host).form
    (private,) = [one for one in form.findChildren(QFrame) if one.property("kind") == "private"]
    texts = {**form.lines, **form.notes}
    inside = {key for key, widget in texts.items() if private.isAncestorOf(widget)}
    assert inside == {"birthday", "preferences", "kindnesses", "private_notes"}
