"""The day of the sample journal that tests read."""

from __future__ import annotations

from datetime import date

TODAY = date(2026, 5, 15)
"""A Friday, as the demo's default."""
