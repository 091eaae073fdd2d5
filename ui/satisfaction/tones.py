"""The colours in which a figure of satisfaction stands, with the figure itself: 1 and 2 are bad, 4 and 5 are good."""

from __future__ import annotations

FIGURE_TONES = {1: "red", 2: "red", 3: "amber", 4: "green", 5: "green"}
