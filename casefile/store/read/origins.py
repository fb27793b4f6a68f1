"""Which articles have their words from the same origin."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import func, select

from casefile.domain.ids import article_id
from casefile.store import tables as t
from casefile.store.engine import Transaction

_UNDATED = "9999"
_LAST = "99999"
_CASES = 4
"""Of so many cases the last answer is held."""
_FEW = 2_000
"""New texts that join the groups there are; for more, groups are made anew."""
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Origins:
    """Articles that repeat others. `origin_of`: article number -> that of the earliest article of its group, for all
    articles of groups but the earliest; `twin_of`: the first article with the same text; `share_of`: how much of the shorter
    text an article of a group has in common with its origin, else with the one of the group it is most like."""

    origin_of: Mapping[int, int]
    twin_of: Mapping[int, int]
    share_of: Mapping[int, float]

    def origin(self, number: int) -> str | None:
        """Article id of the origin; None where the article is its own."""
        found = self.origin_of.get(number)
        return None if found is None else article_id(found)

    def twin(self, number: int) -> str | None:
        """Article id of the article it is a duplicate of; None where it is none."""
        found = self.twin_of.get(number)
        return None if found is None else article_id(found)


def origins(tx: Transaction) -> Origins:
    """Groups of current texts that are alike, directly or through others. The earliest by publication is the origin; among
    those of one day, or without a date, the one with the least number. Worked out once a revision of a case, and after
    articles came, from the groups there were."""
    held = _held(tx)
    if held.shares is None:
        link = t.likeness.c
        held.shares = held.shares_of(tuple(row) for row in tx.execute(select(link.version, link.earlier, link.share)))
    return Origins(held.origin_of, held.twin_of, held.shares)


def origins_among(tx: Transaction, versions: Iterable[int]) -> Origins:
    """The same, with the shares of these texts (some hundreds at most) alone: those are looked up."""
    held = _held(tx)
    return Origins(held.origin_of, held.twin_of, held.shares_of(_pairs_of(tx, versions)))


_Current = dict[int, tuple[int, str | None, str]]
"""Number, first day of publication and hash of the text, by version, of articles that are not withdrawn."""


class _Groups:
    """Which current texts are in one group, and what follows from it."""

    of: ClassVar[dict[str, _Groups]] = {}
    """By case."""

    def __init__(self) -> None:
        self.state: list[int] = []
        self.current: _Current = {}
        self.origin_of: dict[int, int] = {}
        self.twin_of: dict[int, int] = {}
        self.shares: dict[int, float] | None = None
        self._group: dict[int, int] = {}

    def join(self, pairs: Iterable[tuple[int, int]]) -> None:
        """These texts are alike, two and two."""
        current, group = self.current, self._group
        for version, earlier in pairs:
            one, other = current.get(version), current.get(earlier)
            if one is not None and other is not None:
                left, right = _root(group, one[0]), _root(group, other[0])
                if left != right:
                    group[max(left, right)] = min(left, right)

    def conclude(self) -> None:
        """Origins and twins of the groups as they are now."""
        first: dict[int, tuple[str, int]] = {}
        same: dict[str, int] = {}
        roots: dict[int, int] = {}
        for number, earliest, digest in self.current.values():
            if number in self._group:
                root = roots[number] = _root(self._group, number)
                first[root] = min(first.get(root, (_LAST, 0)), (earliest or _UNDATED, number))
                same[digest] = min(same.get(digest, number), number)
        self.origin_of = {number: first[root][1] for number, root in roots.items() if number != first[root][1]}
        self.twin_of = {
            number: same[digest] for number, _, digest in self.current.values() if number in roots and number != same[digest]
        }
        self.shares = None

    def shares_of(self, pairs: Iterable[tuple[int, int, float]]) -> dict[int, float]:
        """How much each of these that is no origin has in common with its origin, else with what it is most like."""
        shares: dict[int, tuple[bool, float]] = {}
        for version, earlier, share in pairs:
            one, other = self.current.get(version), self.current.get(earlier)
            if one is not None and other is not None:
                for own, like in ((one[0], other[0]), (other[0], one[0])):
                    if own in self.origin_of:
                        shares[own] = max(shares.get(own, (False, 0.0)), (self.origin_of[own] == like, share))
        return {number: share for number, (_, share) in shares.items()}


def _held(tx: Transaction) -> _Groups:
    """The groups of the case as it is now."""
    c = t.case_record.c
    # Within a transaction that writes, what was changed so far counts as well; a reader's connection changes nothing.
    case_id, *state = tx.execute(select(c.case_id, c.revision, func.total_changes())).one()
    with _LOCK:
        held = _Groups.of.get(case_id)
        if held is not None and held.state == state:
            return held
        now = _current(tx)
        made = _Groups()
        made.state, made.current = state, now
        if held is not None and held.current.keys() <= now.keys() and len(now) - len(held.current) <= _FEW:
            # Groups do not depend on dates: what came joins them.
            made._group = dict(held._group)
            made.join((one, other) for one, other, _ in _pairs_of(tx, now.keys() - held.current.keys()))
        else:
            link = t.likeness.c
            made.join((row[0], row[1]) for row in tx.execute(select(link.version, link.earlier)))
        made.conclude()
        if len(_Groups.of) >= _CASES:
            _Groups.of.clear()
        _Groups.of[case_id] = made
        return made


def _current(tx: Transaction) -> _Current:
    a, s, v = t.article.c, t.article_shown.c, t.article_version.c
    query = select(a.version, a.number, s.earliest, v.text_sha256).where(~a.withdrawn)
    query = query.join(t.article_shown, s.article == a.number).join(t.article_version, v.id == a.version)
    return {row[0]: (row[1], row[2], row[3]) for row in tx.execute(query)}


def _pairs_of(tx: Transaction, versions: Iterable[int]) -> set[tuple[int, int, float]]:
    """The pairs with one of these texts, found from either end."""
    link = t.likeness.c
    wanted = select(func.json_each(json.dumps(sorted(versions))).table_valued("value").c.value)
    query = select(link.version, link.earlier, link.share)
    return {
        (row[0], row[1], row[2]) for end in (link.version, link.earlier) for row in tx.execute(query.where(end.in_(wanted)))
    }


def _root(group: dict[int, int], number: int) -> int:
    parent = group.setdefault(number, number)
    while parent != number:
        group[number] = group[parent]
        number = group[number]
        parent = group[number]
    return number
