"""The upper floor: everything Qt, and no SQL."""

from ui.reference_counts import keep_constants

keep_constants()
