"""Reaching a person: a phone number, an address or a page is copied, or handed to the program that is there for it."""

from __future__ import annotations

import re
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from models.contact_points import Point
from ui.session import Session
from ui.translations import say

_EMAIL = re.compile(r"[^\s@<>\"?&#]+@[^\s@<>\"?&#]+")
_WEB = re.compile(r"(?:https?://)?[\w.-]+\.\w{2,}(?:[:/?#]\S*)?", re.IGNORECASE)


_NUMBER = re.compile(r"\+?[\d ().-]{5,24}")
_ACCOUNT_NAME = re.compile(r"[\w.:+@-]{2,64}", re.ASCII)


def address_of(point: Point) -> QUrl | None:
    """Return what opens a contact point in another program: mailto, tel, http or https, or that of a chat program.

    What a file brought in never chooses the scheme, as that could start a program: of a chat only a plain number or
    name goes in, and only to the programs known here. None for any other.
    """
    text = point.value.strip()
    if point.kind == "chat":
        return _chat_address(point.label.casefold().replace(" ", ""), text)
    if point.kind == "email" and _EMAIL.fullmatch(text):
        return QUrl("mailto:" + quote(text, safe="@"), QUrl.ParsingMode.StrictMode)
    if point.kind == "phone":
        number = re.sub(r"[^\d+]", "", text)
        return QUrl(f"tel:{number}") if len(number) >= 3 else None
    if point.kind == "web" and _WEB.fullmatch(text):
        url = QUrl(text if "://" in text else f"https://{text}")
        return url if url.isValid() and url.scheme() in ("http", "https") else None
    return None


def _chat_address(program: str, text: str) -> QUrl | None:
    digits = re.sub(r"\D", "", text) if _NUMBER.fullmatch(text) else ""
    is_name = _ACCOUNT_NAME.fullmatch(text) is not None
    if program in ("wechat", "weixin", "微信"):
        # It opens nobody's chat from outside: the id is copied, and goes into its search.
        return QUrl("weixin://")
    if program == "qq" and digits:
        return QUrl(f"tencent://message/?uin={digits}", QUrl.ParsingMode.StrictMode)
    if program == "whatsapp" and digits:
        return QUrl(f"https://wa.me/{digits}", QUrl.ParsingMode.StrictMode)
    if program == "telegram" and is_name:
        return QUrl(f"https://t.me/{quote(text.removeprefix('@'))}", QUrl.ParsingMode.StrictMode)
    if program == "skype" and is_name:
        return QUrl(f"skype:{quote(text, safe=':')}?chat", QUrl.ParsingMode.StrictMode)
    return None


def copy(session: Session, point: Point) -> None:
    """Put a contact point on the clipboard and say so."""
    QGuiApplication.clipboard().setText(point.value)
    session.say(say("Copied: {value}", value=point.value))


def open_elsewhere(session: Session, point: Point) -> None:
    """Hand a contact point to the program for it; where none takes it, it is copied instead."""
    url = address_of(point)
    if url is not None and url.scheme() == "weixin":
        copy(session, point)
    if url is None or not QDesktopServices.openUrl(url):
        copy(session, point)
