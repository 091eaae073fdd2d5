"""Opening a link that someone wrote or pasted: only what is safe, and only after it was shown where it leads."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from models.text.markdown import SAFE_SCHEMES, is_safe_address
from ui import alerts
from ui.translations import say

_SHOWN = 300
"""Letters of an address that are shown."""


def url_of(address: str) -> QUrl | None:
    """Return the address of a web page, an e-mail or a telephone, or None for any other: that might start a program."""
    if not is_safe_address(address):
        return None
    url = QUrl(address, QUrl.ParsingMode.TolerantMode)
    if not url.isValid() or url.scheme() not in SAFE_SCHEMES:
        return None
    return url if url.host() or url.scheme() in ("mailto", "tel") else None


def open_link(address: str) -> None:
    """Ask, showing the whole address in plain letters, then hand it to the program that is there for it."""
    url = url_of(address)
    if url is None:
        alerts.current().tell(
            say("This link is not opened"),
            say("From a note, only web pages, e-mail addresses and phone numbers are opened: {address}",
                address=address[:_SHOWN]),
        )  # fmt: skip
        return
    # Letters of other scripts that look like Latin ones show as what they are, in the way machines write addresses.
    shown = bytes(url.toEncoded().data()).decode("ascii", "replace")[:_SHOWN]
    sentence = say("This leaves Rounds and opens {address} in the program for it.", address=shown)
    if alerts.current().confirm(say("Open this link?"), sentence, say("Open")) and not QDesktopServices.openUrl(url):
        QGuiApplication.clipboard().setText(address)
        alerts.current().tell(
            say("No program opens this link"), say("The address was copied. Paste it where you need it.")
        )
