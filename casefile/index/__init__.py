"""Search: a projection of the case that can be thrown away and made anew at any time. The only package that knows Whoosh."""

from __future__ import annotations

from pathlib import Path

from casefile.index.case_index import Bodies, CaseIndex
from casefile.index.place import Place

__all__ = ["Bodies", "CaseIndex", "open_index"]


def open_index(case_id: str, cache: Path | None = None, bodies: Bodies | None = None) -> CaseIndex:
    """The index of a case, made when first written to. `cache` defaults to the user's cache folder; `bodies` gives the
    texts of documents by id, and without it the index keeps them itself. Opens nothing yet."""
    return CaseIndex(case_id, Place(case_id, cache), bodies)
