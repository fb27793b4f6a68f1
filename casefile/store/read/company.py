"""Who stands with whom, counted: for a case with too many mentions to look at each of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import combinations, groupby
from typing import Any

from sqlalchemy import Select, func, or_, select

from casefile.domain.rows import Company, MentionRow
from casefile.domain.scope import Scope
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read import findings
from casefile.store.read.scope import Found, OfFindings, compiled

_CROWD = 40
"""A sentence that names more is a list, and pairs in a list say nothing."""


def company(
    tx: Transaction, scope: Scope, found: Found, most: int, few: int, ranked: Sequence[tuple[str, int]] | None = None
) -> Company | None:
    """The `most` mentioned entities in scope and how often each two stand in one sentence; mere frame and what was rejected
    left out. None where there are no more than `few` mentions: those can be looked at. `ranked` are the entities in scope
    with their mentions, where that is known."""
    e, m = t.entity.c, t.entity_member.c
    base = _mentions(scope, found)
    if ranked is None or sum(times for _, times in ranked) <= few:
        if int(tx.execute(select(func.count()).select_from(base.limit(few + 1).subquery())).scalar_one()) <= few:
            return None
        number = func.count().label("number")
        counted = base.with_only_columns(m.entity, number).group_by(m.entity).order_by(number.desc(), m.entity)
        ranked = [(row[0], row[1]) for row in tx.execute(counted)]
    kept = {name: place for place, (name, _) in enumerate(ranked[:most])}
    each = func.json_each(json.dumps(list(kept))).table_valued("value")
    among = select(m.local).where(m.entity.in_(select(each.c.value)))
    stands = base.with_only_columns(t.mention.c.run, t.mention.c.sentence, m.entity).where(t.mention.c.entity.in_(among))
    pairs: Counter[tuple[int, int]] = Counter()
    rows = sorted((run, sentence, kept[entity]) for run, sentence, entity in tx.execute(stands))
    for _, those in groupby(rows, key=lambda row: row[:2]):
        present = sorted({place for _, _, place in those})
        if 1 < len(present) <= _CROWD:
            pairs.update(combinations(present, 2))
    known = {row.id: row for row in tx.execute(select(e.id, e.name, e.type).where(e.id.in_(select(each.c.value))))}
    entities = tuple((name, known[name].name, known[name].type, times) for name, times in ranked[:most])
    return Company(entities, tuple((*pair, times) for pair, times in sorted(pairs.items())), len(ranked) - len(kept))


def sentences(tx: Transaction, scope: Scope, found: Found, first: str, second: str, most: int) -> tuple[MentionRow, ...]:
    """Mentions of `first` in scope in sentences in which `second` stands as well; at most so many, by article and place."""
    m, other = t.mention.c, t.mention.alias("other")
    mine, theirs = (select(t.entity_member.c.local).where(t.entity_member.c.entity == one) for one in (first, second))
    beside = select(m.id).join(other, (other.c.run == m.run) & (other.c.sentence == m.sentence))
    beside = beside.join(t.article, t.article.c.run == m.run).where(~t.article.c.withdrawn)
    some = beside.where(m.entity.in_(mine), other.c.entity.in_(theirs)).order_by(m.article, m.start).limit(2 * most)
    ids: Sequence[str] = list(dict.fromkeys(tx.execute(some).scalars()))
    each = func.json_each(json.dumps(ids)).table_valued("value")
    return findings.mentions(tx, scope, found, where=m.id.in_(select(each.c.value)))[:most]


def _mentions(scope: Scope, found: Found) -> Select[Any]:
    """Mentions that count."""
    m, d, own, whole = t.mention.c, t.decided.c, t.entity_member.c, t.decided.alias("whole")
    return (
        select(m.id)
        .join(t.article, t.article.c.run == m.run)
        .join(t.entity_member, own.local == m.entity)
        .outerjoin(t.decided, d.id == m.id)
        .outerjoin(whole, whole.c.id == own.entity)
        .where(~t.article.c.withdrawn, compiled(scope, OfFindings(t.mention), found))
        .where(or_(d.decision.is_(None), d.decision != "rejected"))
        .where(or_(whole.c.decision.is_(None), whole.c.decision != "rejected"), ~func.coalesce(whole.c.frame, m.frame))
    )
