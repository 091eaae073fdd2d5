"""The paper of the preview, and the area it lies in."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui import theme


class Paper(QWidget):
    """A page: white in either theme, as large as its picture, with a line around it."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def picture(self) -> QImage:
        """Return what is shown."""
        return self._picture

    def show_picture(self, picture: QImage) -> None:
        """Show a page, one pixel of it for one of the screen."""
        self._picture = picture
        self.setFixedSize(picture.deviceIndependentSize().toSize() + QSize(2, 2))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("line"))
        painter.drawImage(1, 1, self._picture)


class PageArea(QScrollArea):
    """Where the page lies; it can be scrolled by keys, and leafed through beyond its ends."""

    leafed = Signal(int)
    zoomed = Signal(int)
    resized = Signal()

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidget(paper)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setBackgroundRole(QPalette.ColorRole.NoRole)
        self.viewport().setAutoFillBackground(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_PageDown if bar.value() == bar.maximum():
                self.leafed.emit(1)
            case Qt.Key.Key_PageUp if bar.value() == bar.minimum():
                self.leafed.emit(-1)
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                down = event.key() == Qt.Key.Key_PageDown
                bar.setValue(bar.value() + (bar.pageStep() if down else -bar.pageStep()))
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                self.leafed.emit(-1_000_000 if event.key() == Qt.Key.Key_Home else 1_000_000)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal if control:
                self.zoomed.emit(1)
            case Qt.Key.Key_Minus if control:
                self.zoomed.emit(-1)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() and self.focusPolicy() == Qt.FocusPolicy.StrongFocus:
            painter = QPainter(self.viewport())
            painter.setPen(theme.colour("accent"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -2, -2))
