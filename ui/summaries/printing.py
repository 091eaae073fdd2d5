"""A summary on the printer: the same pages as in the preview, at 300 dots per inch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from models.errors import CannotWrite
from models.summaries.mail import file_name
from models.summaries.report import Report

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DOTS_PER_INCH = 300


def make_printer(report: Report) -> QPrinter:
    """Return a printer for pages of this report: A4, upright, to the edges of the paper."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DOTS_PER_INCH)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setDocName(file_name(report).removesuffix(".pdf"))
    return printer


def print_pages(report: Report, printer: QPrinter) -> int:
    """Print the pages wanted and return how many there were; this runs in a thread.

    Raises CannotWrite when the printer, or the file it prints to, takes nothing.
    """
    from models.summaries import pdf

    pages = pdf.preview(report, float(DOTS_PER_INCH))
    first = max(printer.fromPage(), 1)
    last = printer.toPage() or len(pages)
    wanted = pages[first - 1 : last]
    painter = QPainter()
    if not painter.begin(printer):
        raise CannotWrite("The printer does not take the pages. Check that it is on, or choose another one.")
    for number, page in enumerate(wanted):
        if number:
            printer.newPage()
        _draw(painter, printer, QImage.fromData(page))
    painter.end()
    return len(wanted)


def _draw(painter: QPainter, printer: QPrinter, picture: QImage) -> None:
    """Draw a page as large as the paper lets it be, in its middle."""
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    size = picture.size().scaled(QSize(paper.width(), paper.height()), Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (paper.width() - size.width()) // 2, (paper.height() - size.height()) // 2
    painter.drawImage(QRect(left, top, size.width(), size.height()), picture)
