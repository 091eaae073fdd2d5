"""Beside the departments: whether the one that is chosen can be asked for its signatures, and what blocks it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models import acceptance_matrix, acceptance_ready
from models.acceptance_matrix import Blocker
from models.acceptance_ready import Finding
from models.text.acceptance_words import blocked_words, finding_words, readiness_words
from ui import theme
from ui.session import Session
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import card, clear_layout, column, row, scroll
from ui.widgets.wrapped_link import WrappedLink


class DepartmentSide(QWidget):
    """The check of a department before it is asked, and the blockers; each line leads to what it is about."""

    record_wanted = Signal(str, object)
    """An item or a signature is to be shown: its kind and id."""
    sheet_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.name = label("", "section", wrap=True)
        self.told = label("", "body", "text_2", wrap=True)
        self._findings, self._blockers = column(spacing=6), column(spacing=theme.CARD_GAP)
        self._check_heading = label(say("Before you ask"), "caption_bold", "text_2")
        self._blocker_heading = label(say("What blocks"), "caption_bold", "text_2")
        self.sheet = button(say("Sign-off sheet…"), icon="print")
        self.sheet.clicked.connect(self.sheet_wanted)
        parts = (self.name, self.told, self._check_heading, self._findings, self._blocker_heading, self._blockers)
        content = card(*parts, row(self.sheet, None), name=say("The chosen department"))
        inside = QWidget()
        inside.setLayout(column(content, None))
        self.setLayout(column(scroll(inside, name=say("The chosen department"))))

    def show_department(self, project_id: int, department: str, batch_id: int | None) -> None:
        """Show a department, or what blocks the whole project under no name."""
        blockers = self.session.read(acceptance_matrix.blockers, project_id, department)
        self.name.setText(department or say("All departments"))
        findings: tuple[Finding, ...] = ()
        if department:
            ready = self.session.read(acceptance_ready.check, project_id, department, batch_id=batch_id)
            findings = ready.findings
            self.told.setText(readiness_words(language(), ready))
            set_token(self.told, "green" if ready.is_done or ready.is_ready else "amber")
        else:
            self.told.setText(say("Choose a department to see whether it is ready to be asked."))
            set_token(self.told, "text_2")
        self._fill_findings(findings)
        self._fill_blockers(blockers)
        self.sheet.setVisible(bool(department))

    def _fill_findings(self, findings: tuple[Finding, ...]) -> None:
        clear_layout(self._findings)
        self._check_heading.setVisible(bool(findings))
        for one in findings:
            words = finding_words(language(), one)
            token = "text" if one.holds else "text_3"
            if one.record_id is None:
                self._findings.addWidget(label(words, "body", token, wrap=True))
                continue
            link = WrappedLink(words, "body", token)
            link.clicked.connect(partial(self._show, one.record_kind, one.record_id))
            self._findings.addWidget(link)

    def _fill_blockers(self, blockers: list[Blocker]) -> None:
        clear_layout(self._blockers)
        self._blocker_heading.setVisible(bool(blockers))
        for one in blockers:
            lines: list[QWidget] = [label(one.because or say("No reason given"), "body", wrap=True)]
            lines.append(label(blocked_words(language(), one), "caption", "red"))
            if one.step_id is not None:
                words = say("done: {step}", step=one.step) if one.step_closed else one.step
                link = WrappedLink(words, "caption", "accent")
                link.clicked.connect(partial(self._open_step, one.step_id))
                lines.append(link)
            self._blockers.addLayout(column(*lines, spacing=2))

    def _show(self, kind: str, record_id: int, _checked: bool = False) -> None:
        self.record_wanted.emit(kind, record_id)

    def _open_step(self, step_id: int, _checked: bool = False) -> None:
        self.session.open_record("step", step_id)
