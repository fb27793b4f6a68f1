"""Proposals that one answer may decide together."""

from __future__ import annotations

from collections.abc import Iterable

from casefile.domain.rows import ReviewItem

_ORPHAN = "orphan"


def alike(items: Iterable[ReviewItem], identifier: str) -> tuple[ReviewItem, ...]:
    """Those of the kind and rule of this one, itself among them, each once.

    None where it is not among them, or is a decision that lost its finding.
    """
    known = {item.id: item for item in items}
    own = known.get(identifier)
    if own is None or own.kind == _ORPHAN:
        return ()
    return tuple(item for item in known.values() if (item.kind, item.rule) == (own.kind, own.rule))
