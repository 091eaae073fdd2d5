"""The picture of a person, chosen from the disk or from the files that are kept with them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from models import portraits
from models.attachments import AttachmentRow
from models.changes import Changes
from models.journal import Journal
from models.pictures import prepare
from models.private_copies import read_file
from ui import alerts, workers
from ui.session import Session
from ui.translations import say

_ENDINGS = "*.jpg *.jpeg *.png *.webp *.gif *.bmp"


def choose_picture(session: Session, contact_id: int, window: QWidget) -> None:
    """Ask for a photo, keep it with a person and let it be the picture."""
    photos = say("Photos ({patterns})", patterns=_ENDINGS)
    for path in alerts.current().ask_open(say("Picture of the person"), photos)[:1]:
        title = say("Adding {name}…", name=path.name)
        session.run_beside(window, title, partial(_add, contact_id, path), partial(_say_so, session))


def use_file(session: Session, contact_id: int, chosen: AttachmentRow) -> None:
    """Let a photo that is kept with a person be the picture."""
    done = session.run(portraits.choose, contact_id, chosen.id)
    if done is not None:
        _say_so(session, done)


def _add(contact_id: int, path: Path, own: Journal, _progress: workers.Progress) -> Changes:
    return portraits.add(own, contact_id, path.name, prepare(read_file(path)))


def _say_so(session: Session, _done: Changes) -> None:
    session.say(say("The picture is chosen."), can_undo=True)
