"""The sample journal: years of visits to invented customers, the same for the same seed and day."""

from __future__ import annotations

from models.sample.build import make_sample

__all__ = ["make_sample"]
