"""The plan templates of one's own in the settings."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import plan_templates
from models.plan_lines import parse, text_of
from tests.ui.composing import commit, compose
from ui.session import Session
from ui.settings.dialog import SettingsDialog
from ui.settings.plan_templates import PlanTemplatesPart


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(session: Session, window: QWidget) -> SettingsDialog:
    plan_templates.create(
        session.journal, "Fair", goal="Meet {account}", length_days=30, steps=parse("+3 Ask\n> Offer")
    )
    plan_templates.create(session.journal, "Second")
    made = SettingsDialog(session, window, part="plan_templates")
    made.open()
    return made


@pytest.fixture
def part(dialog: SettingsDialog) -> PlanTemplatesPart:
    found = dialog.parts["plan_templates"]
    assert isinstance(found, PlanTemplatesPart)
    return found


def names(session: Session) -> list[str]:
    return [template.name for template in plan_templates.listing(session.journal)]


def test_both_kinds_of_templates_stand_behind_one_tab(dialog: SettingsDialog, part: PlanTemplatesPart) -> None:
    assert dialog.tabs.current() == "templates"
    assert part.isVisible()
    dialog.kinds.button("templates").click()
    assert dialog.parts["templates"].isVisible()
    dialog.tabs.button("general").click()
    assert not dialog.kinds.isVisible()
    dialog.tabs.button("templates").click()
    assert dialog.kinds.current() == "templates"


def test_the_chosen_template_is_shown_and_kept_on_going_on(session: Session, part: PlanTemplatesPart) -> None:
    assert (part.name.text(), part.goal.text(), part.length.text()) == ("Fair", "Meet {account}", "30")
    assert part.steps.text() == "+3 Ask\n> Offer"
    compose(part.steps, "dian")
    commit(part.steps, "电话\n")
    part.list.select(part.model.rows[1].id)
    assert part.name.text() == "Second"
    assert "电话" in text_of(plan_templates.listing(session.journal)[0].steps)
    part.notice.undo.click()
    assert text_of(plan_templates.listing(session.journal)[0].steps) == "+3 Ask\n> Offer"


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("name", "", "missing"),
        ("name", "second", "called second"),
        ("length", "soon", "whole number"),
        ("steps", "> Ask", "does not stand above it"),
    ],
)
def test_what_can_not_be_kept_is_said_and_stays(
    session: Session, dialog: SettingsDialog, part: PlanTemplatesPart, field: str, text: str, problem: str
) -> None:
    if field == "steps":
        part.steps.setPlainText(text)
    else:
        getattr(part, field).setText(text)
    dialog.reject()
    assert dialog.isVisible()
    assert problem in part.problem()
    part.list.select(part.model.rows[1].id)
    assert part.list.current_row().name == "Fair", "what was written is not lost"
    assert getattr(part, field).text() == text
    assert names(session) == ["Fair", "Second"]
    part.name.setText("Fair play")
    part.length.setText("")
    part.steps.setPlainText("+5 Ask")
    dialog.reject()
    assert names(session) == ["Fair play", "Second"]
    assert plan_templates.listing(session.journal)[0].length == 5


def test_a_template_is_moved_and_removed(session: Session, part: PlanTemplatesPart) -> None:
    assert not part.up.isEnabled()
    part.down.click()
    assert names(session) == ["Second", "Fair"]
    part.remove_button.click()
    assert names(session) == ["Second"]
    assert part.name.text() == "Second"
    part.notice.undo.click()
    assert names(session) == ["Second", "Fair"]


def test_a_new_one_begins_empty_or_like_one_of_the_programs(session: Session, part: PlanTemplatesPart) -> None:
    menu = part.new_button.menu()
    empty, *like = [action for action in menu.actions() if action.text()]
    assert [action.text() for action in like] == [
        "Like “Win a pursuit”",
        "Like “Prepare an acceptance”",
        "Like “Collect a milestone”",
        "Like “Revive a silent account”",
    ]
    empty.trigger()
    empty.trigger()
    like[3].trigger()
    assert names(session)[2:] == ["New plan template", "New plan template 2", "Revive a silent account"]
    assert part.name.text() == "Revive a silent account"
    assert part.goal.text() == "{account} talks to us again"
    assert part.length.text() == "75"


def test_with_none_it_says_how_to_begin(session: Session, qtbot: QtBot) -> None:
    part = PlanTemplatesPart(session)
    qtbot.addWidget(part)
    part.show()
    part.refresh()
    assert not part.name.isVisible()
    part.new_button.menu().actions()[0].trigger()
    assert part.name.isVisible()
