"""Which articles have their words from the same origin."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import ColumnElement, Select, func, select, true

from casefile.domain.ids import article_id
from casefile.store import tables as t
from casefile.store.engine import AnyRow, Transaction

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


def origins_among(tx: Transaction, versions: Iterable[int]) -> Origins:
    """The same, of the articles with these texts and of those in one group with them: from these on, by index. For a few
    hundred it takes some milliseconds, however many articles the case has."""
    link, a, v = t.likeness.c, t.article.c, t.article_version.c
    pairs: set[tuple[int, int, float]] = set()
    known: set[int] = set()
    new = set(versions)
    while new:
        known |= new
        wanted = _each(new)
        found = [
            tuple(row)
            for end in (link.version, link.earlier)
            for row in tx.execute(select(link.version, link.earlier, link.share).where(end.in_(wanted)))
        ]
        # What is no longer, or not any more, the text of an article joins no groups.
        ends = _each({end for version, earlier, _ in found for end in (version, earlier)} - known)
        standing = select(v.id).join(t.article, a.number == v.article).where(v.id.in_(ends), a.version == v.id, ~a.withdrawn)
        pairs.update(found)
        new = set(tx.execute(standing).scalars())
    return _grouped(list(pairs), _current(tx, v.id.in_(_each(known))))


def _each(numbers: Iterable[int]) -> Select[tuple[int]]:
    return select(func.json_each(json.dumps(sorted(numbers))).table_valued("value").c.value)


def _origins(tx: Transaction) -> Origins:
    link = t.likeness.c
    pairs = [tuple(row) for row in tx.execute(select(link.version, link.earlier, link.share))]
    return _grouped(pairs, _current(tx, true())) if pairs else Origins({}, {}, {})


def _current(tx: Transaction, condition: ColumnElement[bool]) -> dict[int, AnyRow]:
    """Number, first day of publication and hash of the text, by version, of articles that are not withdrawn."""
    a, s, v = t.article.c, t.article_shown.c, t.article_version.c
    query = select(a.version, a.number, s.earliest, v.text_sha256).where(~a.withdrawn, condition)
    query = query.select_from(t.article_version).join(t.article, (a.number == v.article) & (a.version == v.id))
    query = query.join(t.article_shown, s.article == a.number)
    return {row.version: row for row in tx.execute(query)}


def _grouped(pairs: Iterable[tuple[int, int, float]], current: Mapping[int, AnyRow]) -> Origins:
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
