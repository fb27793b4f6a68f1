"""Which articles have their words from the same origin."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select

from casefile.domain.ids import article_id
from casefile.store import tables as t
from casefile.store.engine import Transaction

_UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Origins:
    """Articles that repeat others. `origin_of`: article number -> that of the earliest article of its group, for all
    articles of groups but the earliest; `twin_of`: the first article with the same text."""

    origin_of: Mapping[int, int]
    twin_of: Mapping[int, int]

    def origin(self, number: int) -> str | None:
        """Article id of the origin; None where the article is its own."""
        found = self.origin_of.get(number)
        return None if found is None else article_id(found)

    def twin(self, number: int) -> str | None:
        """Article id of the article it is a duplicate of; None where it is none."""
        found = self.twin_of.get(number)
        return None if found is None else article_id(found)


def origins(tx: Transaction, among: Collection[int] | None = None) -> Origins:
    """Groups of current texts that are alike, directly or through others. The earliest by publication is the origin; among
    those of one day, or without a date, the one with the least number. With `among`, only the groups of these articles."""
    a, s = t.article.c, t.article_shown.c
    one, other = t.article.alias("one"), t.article.alias("other")
    link = t.likeness.c
    query = (
        select(one.c.number.label("one"), other.c.number.label("other"))
        .select_from(t.likeness)
        .join(one, one.c.version == link.version)
        .join(other, other.c.version == link.earlier)
        .where(~one.c.withdrawn, ~other.c.withdrawn)
    )
    if among is not None:
        alike = _alike(tx, among)
        query = query.where(link.version.in_(alike), link.earlier.in_(alike))
    pairs = tx.execute(query).all()
    if not pairs:
        return Origins({}, {})
    group: dict[int, int] = {}
    for pair in pairs:
        group.setdefault(pair.one, pair.one)
        group.setdefault(pair.other, pair.other)
        left, right = _root(group, pair.one), _root(group, pair.other)
        group[max(left, right)] = min(left, right)
    known = select(a.number, s.earliest, t.article_version.c.text_sha256).where(a.number.in_(list(group)[:30_000]))
    known = known.join(t.article_shown, s.article == a.number).join(t.article_version, t.article_version.c.id == a.version)
    members: dict[int, list[tuple[str, int]]] = {}
    same: dict[str, list[int]] = {}
    for row in tx.execute(known):
        members.setdefault(_root(group, row.number), []).append((row.earliest or _UNDATED, row.number))
        same.setdefault(row.text_sha256, []).append(row.number)
    first = {root: min(rows)[1] for root, rows in members.items()}
    return Origins(
        {number: first[root] for root, rows in members.items() for _, number in rows if number != first[root]},
        {number: min(numbers) for numbers in same.values() for number in numbers if number != min(numbers)},
    )


def _alike(tx: Transaction, numbers: Collection[int]) -> frozenset[int]:
    """Versions that are like the current ones of these articles, directly or through others."""
    link = t.likeness.c
    known = set(tx.execute(select(t.article.c.version).where(t.article.c.number.in_(numbers))).scalars())
    edge = known
    while edge:
        near = tx.execute(select(link.version, link.earlier).where(or_(link.version.in_(edge), link.earlier.in_(edge))))
        edge = {version for row in near for version in row} - known
        known |= edge
    return frozenset(known)


def _root(group: dict[int, int], number: int) -> int:
    while group[number] != number:
        group[number] = group[group[number]]
        number = group[number]
    return number
