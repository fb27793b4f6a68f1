"""Which articles have their words from the same origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import func, select

from casefile.domain.ids import article_id
from casefile.store import tables as t
from casefile.store.engine import Transaction

_UNDATED = "9999"
_CASES = 4
"""Of so many cases the last answer is held."""


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
    those of one day, or without a date, the one with the least number. Worked out once a revision of a case."""
    c = t.case_record.c
    # Within a transaction that writes, what was changed so far counts as well; a reader's connection changes nothing.
    case_id, *state = tx.execute(select(c.case_id, c.revision, func.total_changes())).one()
    held = _Held.of.get(case_id)
    if held is None or held[0] != state:
        if len(_Held.of) >= _CASES:
            _Held.of.clear()
        held = _Held.of[case_id] = (state, _origins(tx))
    return held[1]


class _Held:
    of: ClassVar[dict[str, tuple[list[int], Origins]]] = {}


def _origins(tx: Transaction) -> Origins:
    link = t.likeness.c
    pairs = tx.execute(select(link.version, link.earlier, link.share)).all()
    if not pairs:
        return Origins({}, {}, {})
    a, s = t.article.c, t.article_shown.c
    query = select(a.version, a.number, s.earliest, t.article_version.c.text_sha256).where(~a.withdrawn)
    query = query.join(t.article_shown, s.article == a.number).join(t.article_version, t.article_version.c.id == a.version)
    current = {row.version: row for row in tx.execute(query)}
    group: dict[int, int] = {}
    alike: list[tuple[int, int, float]] = []
    for version, earlier, share in pairs:
        one, other = current.get(version), current.get(earlier)
        if one is None or other is None:
            continue
        alike.append((one.number, other.number, share))
        group.setdefault(one.number, one.number)
        group.setdefault(other.number, other.number)
        left, right = _root(group, one.number), _root(group, other.number)
        group[max(left, right)] = min(left, right)
    members: dict[int, list[tuple[str, int]]] = {}
    same: dict[str, list[int]] = {}
    for row in current.values():
        if row.number in group:
            members.setdefault(_root(group, row.number), []).append((row.earliest or _UNDATED, row.number))
            same.setdefault(row.text_sha256, []).append(row.number)
    first = {root: min(rows)[1] for root, rows in members.items()}
    of = {number: first[root] for root, rows in members.items() for _, number in rows if number != first[root]}
    shares: dict[int, tuple[bool, float]] = {}
    for left, right, share in alike:
        for own, like in ((left, right), (right, left)):
            if own in of:
                shares[own] = max(shares.get(own, (False, 0.0)), (of[own] == like, share))
    return Origins(
        of,
        {number: min(numbers) for numbers in same.values() for number in numbers if number != min(numbers)},
        {number: share for number, (_, share) in shares.items()},
    )


def _root(group: dict[int, int], number: int) -> int:
    while group[number] != number:
        group[number] = group[group[number]]
        number = group[number]
    return number
