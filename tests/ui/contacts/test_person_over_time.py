"""What changes about a person over time: how they stand, where they work, who is around, and their picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from models import attachments, contacts, portraits, standings
from models.contacts import Point
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.models.picture_files import photo
from tests.ui.conftest import RecordedAlerts
from ui.contacts import reaching
from ui.contacts.company_dialog import CompanyDialog
from ui.contacts.page import ContactPage
from ui.contacts.person_panel import PersonPanel
from ui.contacts.standing_dialog import StandingDialog
from ui.session import Session


@pytest.fixture
def anna(session: Session) -> int:
    """Somebody with a post, a boss, somebody below, and a history."""
    journal = session.journal
    rail = make_account(journal, "Northern Rail")
    boss = make_contact(journal, "Boss", account_id=rail, closeness=3)
    made = make_contact(
        journal, "Anna Weber", account_id=rail, post={"title": "CFO", "from_on": "2020-01-01"}, stance=0, closeness=2,
        reports_to_id=boss, points=[Point("phone", "+49 30 1", "work"), Point("chat", "anna88", "wechat")],
        role_group="finance",
    )  # fmt: skip
    make_contact(journal, "Carl", account_id=rail, reports_to_id=made)
    make_visit(journal, rail, "2026-05-02T10:00", purpose="Lot 2", people=[made])
    make_step(journal, "Send the BOQ", account_id=rail, people=[made])
    standings.add(journal, made, noted_on="2026-03-01", stance=-1, closeness=1, reason="the old quarrel")
    return made


def _open(qtbot: QtBot, session: Session, person: int) -> tuple[ContactPage, PersonPanel]:
    page = ContactPage(session)
    qtbot.addWidget(page)
    page.resize(1200, 900)
    page.show()
    page.show_record("contact", person)
    assert page.panel is not None
    return page, page.panel


def _menu(page: ContactPage) -> QMenu:
    shown = [one for one in page.findChildren(QMenu) if one.isVisible()]
    assert len(shown) == 1
    return shown[0]


def test_how_they_stand_over_time_is_told_and_drawn(qtbot: QtBot, session: Session, anna: int) -> None:
    _, panel = _open(qtbot, session, anna)
    assert [(row.text, row.detail) for row in panel.standing.model.rows] == [
        ("Neutral · Polite", "14 May 2026"),
        ("Non-supporter · Distant", "1 March 2026 · the old quarrel"),
    ]
    assert panel.standing.chart.isVisible()
    assert panel.standing.chart.accessibleName().startswith("1 March 2026")
    assert not panel.standing.wanted.isVisible()
    session.run(contacts.edit, anna, wanted_closeness=4, influence=3)
    assert panel.standing.wanted.text() == "Wanted: Close to us"
    assert panel.head._influence.text() == "Much influence"
    session.run(contacts.edit, anna, closeness=5)
    assert panel.standing.wanted.text() == "Wanted: Close to us, reached"


def test_a_standing_is_noted_corrected_and_removed_by_keys(qtbot: QtBot, session: Session, anna: int) -> None:
    page, panel = _open(qtbot, session, anna)
    panel.standing.list.setFocus()
    panel.standing.list.select_first()
    qtbot.keyClick(panel.standing.list, Qt.Key.Key_Return)
    dialog = page.findChild(StandingDialog)
    assert dialog is not None
    dialog.stance.button("2").click()
    qtbot.keyClicks(dialog.reason, "gave us the plan")
    dialog.accept()
    assert panel.standing.model.rows[0].text == "Mentor · Polite"
    assert panel.standing.model.rows[0].detail == "14 May 2026 · gave us the plan"
    assert contacts.get(session.journal, anna).stance == 2
    panel.standing.list.setFocus()
    panel.standing.list.select_first()
    qtbot.keyClick(panel.standing.list, Qt.Key.Key_Delete)
    assert [row.text for row in panel.standing.model.rows] == ["Non-supporter · Distant"]
    assert contacts.get(session.journal, anna).stance == -1
    session.undo()
    assert contacts.get(session.journal, anna).stance == 2


def test_a_day_that_lies_ahead_or_is_none_is_refused_in_its_place(qtbot: QtBot, session: Session, anna: int) -> None:
    page, _ = _open(qtbot, session, anna)
    dialog = StandingDialog(session, anna, None, page)
    dialog.open()
    for text, sentence in (("", "Write a day"), ("2026-06-01", "lies ahead")):
        dialog.day.set_text(text)
        dialog.accept()
        assert sentence in dialog.notice.text()
    assert len(standings.history(session.journal, anna)) == 2


def test_somebody_moves_to_another_company_in_one_dialog(qtbot: QtBot, session: Session, anna: int) -> None:
    page, panel = _open(qtbot, session, anna)
    page.change_company(anna)
    dialog = page.findChild(CompanyDialog)
    assert dialog is not None
    assert "The post at Northern Rail ends on 13 May 2026" in dialog.ending.text()
    assert "1 open step stays with the old account." in dialog.ending.text()
    assert dialog.lines.text() == "Anna Weber no longer reports to Boss, nor Carl to Anna Weber"
    qtbot.keyClicks(dialog.account, "City Metro")
    qtbot.keyClicks(dialog.title, "Chair")
    qtbot.keyClicks(dialog.first.line, "2026-05-01")
    assert "ends on 30 April 2026" in dialog.ending.text()
    (phone,) = dialog.gone.values()
    assert phone.text() == "+49 30 1 (Work) is no longer theirs"
    phone.setChecked(True)
    dialog.place.setChecked(True)
    dialog.accept()
    assert panel.head.account.text() == "City Metro"
    assert [row.text for row in panel.points.model.rows] == ["anna88"]
    assert [row.text for row in panel.posts.model.rows] == ["Chair", "CFO"]
    assert [row.text for row in panel.colleagues.model.rows] == ["Boss", "Carl"]
    assert panel.around.model.rows == []
    assert "Lot 2" in {entry.title for entry in panel.history.view.timeline_model.rows if hasattr(entry, "title")}
    session.undo()
    assert panel.head.account.text() == "Northern Rail"
    assert len(panel.points.model.rows) == 2
    assert {row.text for row in panel.around.model.rows} == {"Boss", "Carl"}


def test_what_cannot_be_moved_stays_in_the_dialog_with_the_reason(qtbot: QtBot, session: Session, anna: int) -> None:
    page, _ = _open(qtbot, session, anna)
    dialog = CompanyDialog(session, anna, page)
    dialog.open()
    qtbot.keyClicks(dialog.account, "Northern Rail")
    dialog.accept()
    assert dialog.isVisible()
    assert "works at Northern Rail already" in dialog.notice.text()


def test_a_line_to_somebody_is_removed_where_it_stands(qtbot: QtBot, session: Session, anna: int) -> None:
    page, panel = _open(qtbot, session, anna)
    for _ in range(2):
        panel.around.list.setFocus()
        panel.around.list.select_first()
        qtbot.keyClick(panel.around.list, Qt.Key.Key_Delete)
    assert panel.around.model.rows == []
    session.undo()
    assert [row.text for row in panel.around.model.rows] == ["Carl"]
    panel.around.list.menu_wanted.emit(panel.around.model.rows[0], QPoint(5, 5))
    said = [action.text().partition("\t")[0] for action in _menu(page).actions()]
    assert said == ["Open", "Change…", "Remove the line"]
    _menu(page).close()


def test_a_picture_is_chosen_from_the_disk_or_from_the_files(
    qtbot: QtBot, session: Session, anna: int, alerts: RecordedAlerts, tmp_path: Path
) -> None:
    page, panel = _open(qtbot, session, anna)
    assert not panel.head.portrait.has_picture()
    path = tmp_path / "anna.jpg"
    path.write_bytes(photo(60, 40))
    alerts.answers.append([path])
    with qtbot.waitSignal(session.said):
        page._beside().choose_picture()
    assert panel.head.portrait.has_picture()
    session.run(portraits.clear, anna)
    assert not panel.head.portrait.has_picture()
    (file,) = attachments.listing(session.journal, "contact", anna)
    (deed,) = [one for words, one in page._beside().deeds_of_file(file) if words == "Use as the picture of this person"]
    deed()
    assert panel.head.portrait.has_picture()
    text = attachments.add(session.journal, "contact", anna, "list.txt", b"words").id
    assert page._beside().deeds_of_file(attachments.get(session.journal, text)) == []


@pytest.mark.parametrize(
    ("label", "value", "address"),
    [
        ("wechat", "anna88", "weixin://"),
        ("QQ", "123456", "tencent://message/?uin=123456"),
        ("QQ", "x&y=1", ""),
        ("WhatsApp", "+49 (30) 1234", "https://wa.me/49301234"),
        ("telegram", "@anna_w", "https://t.me/anna_w"),
        ("skype", "live:.cid.1", "skype:live:.cid.1?chat"),
        ("skype", "anna?call&x", ""),
        ("DingTalk", "anna", ""),
        ("", "javascript:alert(1)", ""),
    ],
)
def test_a_chat_opens_only_in_a_program_that_is_known(label: str, value: str, address: str) -> None:
    url = reaching.address_of(Point("chat", value, label))
    assert (url.toString() if url is not None else "") == address


def test_wechat_is_opened_with_the_id_on_the_clipboard(
    qtbot: QtBot, session: Session, anna: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or True)
    reaching.open_elsewhere(session, Point("chat", "anna88", "wechat"))
    assert [url.scheme() for url in opened] == ["weixin"]
    assert QGuiApplication.clipboard().text() == "anna88"


@pytest.mark.parametrize("kind", ["standing", "company"])
def test_what_is_typed_is_dropped_only_by_the_users_word(
    session: Session, anna: int, alerts: RecordedAlerts, qtbot: QtBot, kind: str
) -> None:
    def opened() -> StandingDialog | CompanyDialog:
        made = StandingDialog(session, anna, None) if kind == "standing" else CompanyDialog(session, anna)
        made.open()
        return made

    dialog = opened()
    dialog.reject()
    assert (dialog.isVisible(), alerts.told) == (False, [])
    dialog = opened()
    qtbot.keyClicks(dialog.reason if isinstance(dialog, StandingDialog) else dialog.title, "Gave us the plan")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "not saved" in alerts.told[0]
    alerts.answers.append(True)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
