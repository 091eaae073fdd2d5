"""Steps in the hand of the pointer, on their way to another day."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from models.step_lists import StepItem
from ui.steps.words import items_words
from ui.widgets import drag_hand

FORMAT = "application/x-rounds-steps"
"""What is dragged: a JSON list of ["step" or "plan", id as text]."""


def drag(source: QWidget, items: Sequence[StepItem]) -> None:
    """Let the pointer carry steps until it drops them somewhere; returns then."""
    carried = QMimeData()
    carried.setData(FORMAT, json.dumps([[item.record, str(item.id)] for item in items]).encode())
    drag_hand.drag(source, carried, items_words(items))
