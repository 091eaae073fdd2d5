"""The upper floor: everything Qt, and no SQL."""

from ui.plain_imports import use_plain_imports
from ui.reference_counts import keep_constants

use_plain_imports()
keep_constants()
