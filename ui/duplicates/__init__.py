"""Duplicates: pairs that may be one, side by side, and merging them field by field."""
