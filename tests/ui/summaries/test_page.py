"""The Review page shows the pages that will be saved, says what is left out, and takes them out of the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from models import accounts, attachments, colleagues, projects
from models.clock import FixedClock
from models.summaries.choices import Choices, remember, remembered
from tests.factories import make_account, make_visit
from tests.models.picture_files import photo
from tests.ui.conftest import RecordedAlerts
from tests.ui.summaries.waiting import rendering, settle, shown
from ui.session import Session
from ui.summaries.accounts_dialog import ProjectDialog
from ui.summaries.page import SummaryPage


@pytest.fixture
def week(session: Session) -> Session:
    """A week with a visit, one that is not written up, and a confidential one with a private note."""
    journal = session.journal
    colleagues.set_profile(journal, name="Lin Sofia", manager_name="Helen Marsh", manager_email="helen@example.com")
    rail = make_account(journal)
    make_visit(journal, rail, "2026-05-11T10:00", summary="Agreed", highlight="First yes", notes="NOTES")
    make_visit(journal, rail, "2026-05-12T10:00", purpose="Survey")
    make_visit(journal, rail, confidential=True, summary="SECRET", private_notes="MINE")
    return session


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_pages_of_the_week_are_there_with_what_is_left_out(qtbot: QtBot, week: Session) -> None:
    page = shown(qtbot, week)
    assert page.title() == "Review"
    assert page.subtitle() == "Summary for my manager"
    assert page.panel.period.chosen() == "This week"
    assert page.panel.period.detail() == "11 – 17 May 2026"
    assert page.panel.accounts.detail() == "1 visited"
    assert page.preview.page_count() == 1
    assert page.panel.left_out.sentence.text() == "Private notes and 1 confidential visit are left out"
    assert page.save_button.text() == "Save PDF…"


def test_a_visit_to_be_written_up_is_named_and_leads_there(qtbot: QtBot, week: Session) -> None:
    page = shown(qtbot, week)
    card = page.panel.write_up
    assert card.sentence.text() == "1 visit is to be written up"
    link = card.findChild(QPushButton)
    assert link.text() == "Tue 12 May · Northern Rail"
    with qtbot.waitSignal(week.record_wanted) as wanted:
        link.click()
    assert wanted.args[0] == "visit"


def test_a_section_that_is_not_ticked_is_not_in_the_file(
    qtbot: QtBot, week: Session, alerts: RecordedAlerts, tmp_path: Path
) -> None:
    page = shown(qtbot, week)
    with rendering(qtbot, page):
        page.panel.boxes["highlights"].click()
    page.panel.form.button("md").click()
    alerts.answers.append(tmp_path / "week.md")
    with qtbot.waitSignal(page.exporting.saved, timeout=20_000):
        page.save_button.click()
    text = text_of(tmp_path / "week.md")
    assert "Agreed" in text
    assert "First yes" not in text
    assert "SECRET" not in text


def test_the_file_is_where_it_was_wanted_and_the_folder_is_remembered(
    qtbot: QtBot, week: Session, alerts: RecordedAlerts, tmp_path: Path
) -> None:
    page = shown(qtbot, week)
    folder = tmp_path / "reports"
    folder.mkdir()
    alerts.answers.append(folder / "week")
    said: list[str] = []
    week.said.connect(lambda text, _: said.append(text))
    with qtbot.waitSignal(page.exporting.saved, timeout=20_000):
        page.save_button.click()
    settle(qtbot, page)
    assert (folder / "week.pdf").read_bytes().startswith(b"%PDF")
    assert said[-1] == f"Saved to {folder / 'week.pdf'}"
    assert week.read(remembered).folder == str(folder)


def test_a_file_is_never_replaced_unasked(qtbot: QtBot, week: Session, alerts: RecordedAlerts, tmp_path: Path) -> None:
    page = shown(qtbot, week)
    (tmp_path / "week.pdf").write_text("mine")
    alerts.answers += [tmp_path / "week", False]
    page.save_button.click()
    settle(qtbot, page)
    assert alerts.told == ["Replace the file?: week.pdf is there already. Replace it?"]
    assert text_of(tmp_path / "week.pdf") == "mine"


def test_what_goes_wrong_is_said_and_the_page_goes_on(
    qtbot: QtBot, week: Session, alerts: RecordedAlerts, tmp_path: Path
) -> None:
    page = shown(qtbot, week)
    alerts.answers.append(tmp_path / "nowhere" / "week.pdf")
    page.save_button.click()
    qtbot.waitUntil(lambda: bool(alerts.told), timeout=20_000)
    assert "there is no folder" in alerts.told[0]
    assert page.save_button.isEnabled()


class Opener(QObject):
    """Stands in for the mail program."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open_file(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_an_e_mail_to_the_manager_is_opened_in_the_mail_program(
    qtbot: QtBot, week: Session, alerts: RecordedAlerts, tmp_path: Path
) -> None:
    page = shown(qtbot, week)
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open_file")
    try:
        page.panel.form.button("eml").click()
        alerts.answers.append(tmp_path / "week.eml")
        with qtbot.waitSignal(page.exporting.saved, timeout=20_000):
            page.save_button.click()
        qtbot.waitUntil(lambda: bool(opener.opened), timeout=5_000)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opener.opened == [str(tmp_path / "week.eml")]
    assert b"To: helen@example.com" in (tmp_path / "week.eml").read_bytes()


def test_it_can_be_pasted_as_text_and_as_it_looks(qtbot: QtBot, week: Session) -> None:
    page = shown(qtbot, week)
    page.copy_button.click()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: "Agreed" in QApplication.clipboard().text(), timeout=20_000)
    content = QApplication.clipboard().mimeData()
    assert content.text().startswith("# Weekly customer report")
    assert "<table" in content.html()


def test_data_is_saved_through_the_menu(qtbot: QtBot, week: Session, alerts: RecordedAlerts, tmp_path: Path) -> None:
    page = shown(qtbot, week)
    for ending in ("csv", "html"):
        alerts.answers.append(tmp_path / f"week.{ending}")
        with qtbot.waitSignal(page.exporting.saved, timeout=20_000):
            page.panel.other_form_wanted.emit(ending)
        settle(qtbot, page)
    assert "Northern Rail" in (tmp_path / "week.csv").read_text(encoding="utf-8-sig")
    assert "SECRET" not in (tmp_path / "week.csv").read_text(encoding="utf-8-sig")
    assert text_of(tmp_path / "week.html").startswith("<!")


def test_a_customer_needs_an_account_and_sees_no_notes(qtbot: QtBot, week: Session) -> None:
    page = shown(qtbot, week)
    page.panel.choose(audience="customer")
    qtbot.waitUntil(lambda: bool(page.panel.error.text()), timeout=20_000)
    assert "about one account" in page.panel.error.text()
    assert not page.save_button.isEnabled()
    assert page.preview.page_count() == 0
    assert page.panel.with_notes.isHidden()
    (rail,) = (account.id for account in week.read(accounts.listing))
    with rendering(qtbot, page):
        page.panel.choose(account_ids=(rail,))
    assert page.panel.error.isHidden()
    assert "risks" not in page.panel.boxes
    assert page.panel.accounts.chosen() == "Northern Rail"
    assert page.save_button.isEnabled()


def test_private_notes_are_in_only_after_a_yes_and_never_remembered(
    qtbot: QtBot, week: Session, alerts: RecordedAlerts
) -> None:
    page = shown(qtbot, week)
    with rendering(qtbot, page):
        page.panel.choose(audience="self", kind="visit")
    alerts.answers.append(False)
    page.panel.private.click()
    assert not page.panel.private.isChecked()
    alerts.answers.append(True)
    with rendering(qtbot, page):
        page.panel.private.click()
    assert page.panel.left_out.sentence.text() == "Private notes are in this summary. Keep it to yourself."
    report = page.report()
    assert report is not None
    assert any(note.markdown == "MINE" for section in report.sections for note in section.notes)
    with rendering(qtbot, page):
        page.panel.audience.setCurrentIndex(0)
        page.panel.audience.activated.emit(0)
    assert not page.panel.with_private
    report = page.report()
    assert report is not None
    assert not any(section.notes for section in report.sections)
    again = SummaryPage(week)
    qtbot.addWidget(again)
    assert not again.panel.with_private


def test_what_was_chosen_is_there_the_next_time(qtbot: QtBot, week: Session) -> None:
    page = shown(qtbot, week)
    with rendering(qtbot, page):
        page.panel.choose(period="last-month", language="zh_CN")
    again = shown(qtbot, week)
    assert again.panel.period.chosen() == "Last month"
    assert again.panel.language.currentText() == "简体中文"


def test_days_that_were_remembered_but_are_none_become_this_week(qtbot: QtBot, week: Session) -> None:
    week.read(remember, replace(Choices(), period="2026-02-30..nonsense"))
    assert shown(qtbot, week).panel.period.chosen() == "This week"


def test_an_empty_period_has_an_honest_page_and_a_sentence(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session)
    assert page.preview.page_count() == 1
    assert "no visit in this period" in page.panel.warning.sentence.text()
    assert page.save_button.isEnabled()


def test_a_change_elsewhere_is_on_the_pages_at_once(qtbot: QtBot, week: Session) -> None:
    from models import visits

    page = shown(qtbot, week)
    (rail,) = (account.id for account in week.read(accounts.listing))
    with rendering(qtbot, page):
        week.run(visits.record, account_id=rail, start="2026-05-13T08:00", summary="Brand new")
    report = page.report()
    assert report is not None
    assert "Brand new" in str(report.sections)


def test_the_newest_wish_is_the_one_that_is_shown(qtbot: QtBot, week: Session, clock: FixedClock) -> None:
    page = shown(qtbot, week)
    clock.set(datetime(2026, 5, 14, 10, 0))
    for period in ("last-week", "this-month", "last-quarter", "this-quarter"):
        page.panel.choose(period=period)
    qtbot.waitUntil(lambda: page.reading is not None and "Quarterly" in page.reading.report.title, timeout=20_000)
    settle(qtbot, page)
    QApplication.processEvents()
    assert page.reading is not None
    assert page.reading.report.title == "Quarterly customer report"


def test_a_long_summary_is_shown_as_far_as_a_preview_goes_and_says_so(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    rail = make_account(session.journal)
    for minute in range(30):
        make_visit(session.journal, rail, f"2026-05-11T10:{minute:02}", summary="Agreed")
    monkeypatch.setattr("ui.summaries.page.beginning", lambda report: replace(report, sections=report.sections[:1]))
    page = shown(qtbot, session)
    assert "the file has all of them" in page.panel.warning.sentence.text()
    assert page.preview.place.text() == "1 of more than 1"


def test_every_control_has_a_name(qtbot: QtBot, week: Session) -> None:
    page = shown(qtbot, week)
    for control in page.findChildren(QPushButton) + page.findChildren(QComboBox) + page.findChildren(QCheckBox):
        if not isinstance(control, QCheckBox) or control.text() == "":
            assert control.accessibleName() or control.text(), control


@pytest.mark.parametrize("heights", [(520, 900), (900, 800)], ids=["high", "low"])
def test_tab_walks_down_the_page_in_reading_order(qtbot: QtBot, week: Session, heights: tuple[int, int]) -> None:
    page = shown(qtbot, week)
    panel = page.panel
    for height in heights:
        page.resize(1200, height)
        QApplication.processEvents()
    page.activateWindow()
    page.focus_first()
    left_out, write_up = [panel.left_out.link], panel.write_up.links
    order = [
        panel.period, panel.accounts, panel.audience, panel.language, panel.with_notes, panel.kind, panel.reorder,
        *panel.boxes.values(), panel.more, panel.form.button("pdf"),
        *([*write_up, *left_out] if heights[-1] == 800 else [*left_out, *write_up]),
        page.save_button, page.copy_button, page.print_button, page.preview.area, page.preview.zoom_button,
    ]  # fmt: skip
    for control in order:
        assert QApplication.focusWidget() is control
        qtbot.keyClick(control, Qt.Key.Key_Tab)


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_kind_for_every_reader_is_shown_or_refused_in_words(
    qtbot: QtBot, sample_session: Session, code: str
) -> None:
    page = shown(qtbot, sample_session)
    ids = (sample_session.read(accounts.listing)[3].id,)
    for audience in ("manager", "customer", "self"):
        for kind in ("period", "visit", "account", "person", "trip"):
            page.panel.choose(audience=audience, kind=kind, account_ids=ids, period="last-quarter", language=code)
            qtbot.waitUntil(page.is_settled, timeout=20_000)
            if (audience, kind) == ("customer", "trip"):
                assert page.panel.error.text()
            else:
                assert page.report() is not None


def test_the_print_dialog_leads_to_the_printer(
    qtbot: QtBot, week: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    page = shown(qtbot, week)
    page.printable()
    (dialog,) = page.findChildren(QPrintDialog)
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    said: list[str] = []
    week.said.connect(lambda text, _: said.append(text))
    dialog.done(QPrintDialog.DialogCode.Accepted)
    qtbot.waitUntil(lambda: "Sent to the printer." in said, timeout=20_000)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_what_was_just_chosen_is_what_is_saved(
    qtbot: QtBot, week: Session, alerts: RecordedAlerts, tmp_path: Path
) -> None:
    page = shown(qtbot, week)
    page.panel.choose(form="md")
    qtbot.waitUntil(page.is_settled, timeout=20_000)
    alerts.answers.append(tmp_path / "period.md")
    with qtbot.waitSignal(page.exporting.saved, timeout=20_000):
        page.panel.choose(period="last-month")
        page.save()  # the summary of that period is not read yet
    text = (tmp_path / "period.md").read_text(encoding="utf-8")
    assert "1 – 30 Apr 2026" in text


def test_what_is_left_out_stays_in_sight_in_a_low_window(qtbot: QtBot, week: Session) -> None:
    page = shown(qtbot, week)
    for height in (520, 900, 520):
        page.resize(900, height)
        QApplication.processEvents()
        card = page.panel.left_out
        assert card.isVisible()
        assert not card.visibleRegion().isEmpty()
        assert card.visibleRegion().boundingRect().height() == card.height()


def test_chosen_photos_are_offered_and_leave_only_when_ticked(qtbot: QtBot, week: Session) -> None:
    page = shown(qtbot, week)
    assert not page.panel.with_photos.isVisible()
    journal = week.journal
    visit_id = make_visit(journal, accounts.find(journal, "Northern Rail").id, "2026-05-13T08:00", summary="Seen")
    added = week.attempt(attachments.add, "visit", visit_id, "a.jpg", photo()).id
    week.attempt(attachments.set_in_summary, added, True)
    qtbot.waitUntil(page.is_settled, timeout=20_000)
    box = page.panel.with_photos
    assert (box.isVisible(), box.isChecked(), box.text()) == (True, False, "With 1 photo chosen in the visits")
    report = page.report()
    assert report is not None
    assert not any(section.photos for section in report.sections)
    box.click()
    qtbot.waitUntil(page.is_settled, timeout=20_000)
    report = page.report()
    assert report is not None
    assert report.sections[-1].key == "photos"
    page.panel.audience.setCurrentIndex(page.panel.audience.findData("customer"))
    page.panel.audience.activated.emit(page.panel.audience.currentIndex())
    assert not page.panel.choices.with_photos


def test_the_report_of_one_project_is_chosen_on_the_page(qtbot: QtBot, week: Session) -> None:
    rail = accounts.find(week.journal, "Northern Rail").id
    project_id = projects.create(week.journal, account_id=rail, name="Lot 2").id
    page = shown(qtbot, week)
    assert page.panel.project.isHidden()
    with rendering(qtbot, page):
        page.panel.choose(kind="project")
    assert page.panel.project.button.chosen() == "All projects"
    assert "glance" not in page.panel.boxes
    page.panel.project.ask()
    (dialog,) = page.findChildren(ProjectDialog)
    assert [row.name for row in dialog.model.rows] == ["Lot 2"]
    dialog.view.opened.emit(dialog.model.rows[0])
    with rendering(qtbot, page):
        dialog.accept()
    assert page.panel.project.button.chosen() == "Lot 2"
    assert "glance" in page.panel.boxes
    report = page.report()
    assert report is not None
    assert report.title == "Lot 2"
    assert week.read(remembered).project_id == project_id
    with rendering(qtbot, page):
        page.panel.choose(account_ids=(rail,), project_id=0)
    assert page.panel.project.button.chosen() == "All projects"


def test_a_project_that_is_gone_widens_the_report_to_none(qtbot: QtBot, week: Session) -> None:
    rail = accounts.find(week.journal, "Northern Rail").id
    project_id = projects.create(week.journal, account_id=rail, name="Lot 2").id
    projects.trash(week.journal, project_id)
    page = shown(qtbot, week)
    page.panel.choose(kind="project", project_id=project_id)
    qtbot.waitUntil(lambda: bool(page.panel.error.text()), timeout=20_000)
    assert page.panel.project.button.chosen() == "A project that is gone"
    assert "no longer there" in page.panel.error.text()
