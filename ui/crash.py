"""Errors of the program's own in the window: what is being written is kept, where it happened is noted, one dialog.

The note holds kinds of errors and places in the code, never a message or a value, for they may quote what was typed.
"""

from __future__ import annotations

import faulthandler
import sys
import threading
from collections.abc import Callable
from time import monotonic
from types import TracebackType
from typing import Any, TextIO

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from models.commands import own_errors
from models.errors import JournalError
from ui import theme
from ui.session import Session
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label

_BETWEEN_DIALOGS = 60.0
"""Seconds: an error that comes back with every key must not bury the window."""

_QT_KINDS = {QtMsgType.QtWarningMsg: "warning", QtMsgType.QtCriticalMsg: "critical", QtMsgType.QtFatalMsg: "fatal"}


class CrashDialog(Dialog):
    """Says what happened, what is safe and what to do, and shows the whole report before anyone copies it."""

    def __init__(self, report: str, *, drafts_kept: bool) -> None:
        super().__init__(say("Rounds met an error of its own"), QApplication.activeWindow(), accept=say("Continue"))
        safe = (
            say("Everything you saved is in the journal. What you were writing is kept as a draft.")
            if drafts_kept
            else say("Everything you saved is in the journal. Copy what you were writing: it could not be kept.")
        )
        sentence = say(
            "It is not your doing. You can continue; if something looks wrong, close Rounds and open it again."
        )
        self.body.addWidget(label(safe, wrap=True))
        self.body.addWidget(label(sentence, wrap=True))
        self.body.addWidget(
            label(say("The report says where it happened, without any of your data:"), "caption", "text_2", wrap=True)
        )
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setFont(theme.font("caption"))
        self._report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._report.setTabChangesFocus(True)
        self._report.setAccessibleName(say("Report"))
        self.body.addWidget(self._report)
        self.copy_button = button(say("Copy the report"), icon="copy")
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        self.add_button(self.copy_button)
        self.cancel_button.setText(say("Close Rounds"))
        self.cancel_button.clicked.disconnect()
        self.cancel_button.clicked.connect(self._close_program)

    def _close_program(self) -> None:
        self.done(self.DialogCode.Rejected)
        QApplication.quit()


class CrashHandler(QObject):
    """Where every exception ends that nobody caught, from whatever thread."""

    _caught = Signal(object)

    def __init__(self, session: Callable[[], Session | None]) -> None:
        super().__init__(QApplication.instance())
        self._session = session
        self._shown_at = -_BETWEEN_DIALOGS
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._keeping = False
        self._kept = True
        self._faults: TextIO | None = None
        self.dialog: CrashDialog | None = None

    def install(self) -> None:
        """Catch from now on what nobody else does."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_exception_in_thread
        qInstallMessageHandler(_on_qt_message)
        self._faults = own_errors.open_log("faults.log")
        if self._faults is not None:
            faulthandler.enable(self._faults)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None = None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if sys.stderr is not None:
            sys.__excepthook__(kind, error, trace)
        own_errors.note(error)
        if self._keeping:
            self._kept = False
        else:
            self._caught.emit(error)

    def _on_exception_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._on_exception(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _tell(self, error: BaseException) -> None:
        """Keep what is being written, and say what happened unless that was said a moment ago."""
        kept = self._keep_drafts()
        session = self._session()
        if isinstance(error, JournalError) and session is not None:
            session.read_failed.emit(error)  # the journal is at fault, not the program
            return
        now = monotonic()
        if self.dialog is not None or now - self._shown_at < _BETWEEN_DIALOGS:
            return
        self._shown_at = now
        report = f"Qt {qVersion()}\n{own_errors.described(error)}".strip()
        self.dialog = CrashDialog(report, drafts_kept=kept)
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.open()

    def _keep_drafts(self) -> bool:
        """Keep what is being written; return whether that went without a further error, which comes in by the hook."""
        session = self._session()
        if session is not None:
            self._keeping = self._kept = True
            session.keep_drafts()
            self._keeping = False
        return self._kept

    def _forget_dialog(self) -> None:
        self.dialog = None


def install(session: Callable[[], Session | None]) -> CrashHandler:
    """Catch what nobody else does from now on; `session` returns the open one, whose drafts are kept then."""
    handler = CrashHandler(session)
    handler.install()
    return handler


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Pass Qt's complaints on to who started the program; the log hears where from, not what, as that may quote."""
    if sys.stderr is not None:
        print(message, file=sys.stderr)
    if kind in _QT_KINDS:
        own_errors.note_place(f"Qt {_QT_KINDS[kind]}", _place(context))


def _place(context: Any) -> str:
    return f"{context.category or '?'} {context.file or '?'}:{context.line}"
