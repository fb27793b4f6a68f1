"""Search: a projection of the case that can be thrown away and made anew at any time. The only package that knows Whoosh."""

from __future__ import annotations

import shutil
from pathlib import Path

from casefile.index.case_index import Bodies, CaseIndex
from casefile.index.memory import SEARCHING, keep_freed_memory
from casefile.index.place import MemoryPlace, Place, place_of_case

__all__ = ["Bodies", "CaseIndex", "forget_index", "open_index"]


def open_index(
    case_id: str,
    cache: Path | None = None,
    bodies: Bodies | None = None,
    *,
    file: Path | None = None,
    in_memory: bool = False,
) -> CaseIndex:
    """The index of a case, made when first written to. `cache` defaults to the user's cache folder; `bodies` gives the
    texts of documents by id, and without it the index keeps them itself; copies of a case at different `file`s have an index
    each. Opens nothing yet.

    With `in_memory` nothing of it touches a disk: for an encrypted case, whose caller passes the flag when it opens the
    case (bootstrap). Such an index is missing at each opening and is made anew, with the hits, scores and figures of one on
    disk, unless `seal_in` gives it a vault: then it lies there, encrypted, in the same place of the cache.
    """
    keep_freed_memory(SEARCHING)
    place = (MemoryPlace if in_memory else Place)(case_id, cache, file)
    return CaseIndex(case_id, place, bodies)


def forget_index(case_id: str, cache: Path | None = None) -> None:
    """Delete all that the user's cache has of a case and its copies: it was encrypted. The next opening makes what it needs
    anew."""
    shutil.rmtree(place_of_case(case_id, cache), ignore_errors=True)
