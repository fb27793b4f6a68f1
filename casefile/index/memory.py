"""Memory that numpy gives back stays with the process for a while.

Most steps of a search or of an inversion make an array and drop another. The C library of Linux hands each of the
larger ones back to the system at once and is given it anew a moment later, page by page and zeroed, which takes
several times as long as the arithmetic (mallopt(3), M_MMAP_THRESHOLD and M_TRIM_THRESHOLD). Other systems keep it anyway.
"""

from __future__ import annotations

import ctypes
import sys

SEARCHING, BUILDING = 6 << 20, 256 << 20
"""Bytes that are kept at most, beyond what is in use."""
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_LARGEST = 32 << 20
"""What the library keeps of one size at most."""


def keep_freed_memory(most: int) -> None:
    """Keeps so many bytes of what is freed, for what is asked for next; what is more goes back to the system now."""
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None)
    # Linux has other C libraries, without these.
    mallopt, trim = getattr(library, "mallopt", None), getattr(library, "malloc_trim", None)
    if mallopt is not None and trim is not None:
        mallopt(_TRIM_THRESHOLD, most)
        mallopt(_MMAP_THRESHOLD, min(most, _LARGEST))
        if most < BUILDING:
            trim(most)
