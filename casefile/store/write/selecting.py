"""A copy of a case becomes a case of its own, with some of the articles and nothing that tells of the others."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Table, delete, literal, or_, select, update

from casefile.domain.ids import Kind
from casefile.store import tables as t
from casefile.store.engine import Transaction

_OF_ANY_ARTICLE = (str(Kind.CLAIM), str(Kind.HYPOTHESIS), str(Kind.GAP))
"""Kinds of target that may tell of any article."""
_OF_THE_WHOLE = (
    t.journal,
    t.audit,
    t.lens,
    t.event_member,
    t.event,
    t.entity_form,
    t.entity_key,
    t.entity_member,
    t.entity,
)
"""What tells of the whole case: history and lenses go, what is recomputed is recomputed."""


def keep_only(tx: Transaction, numbers: Collection[int], case_id: str, at: str) -> None:
    """Take all but these articles, and all that hangs on others, out of a copy of a case, which is `case_id` from now on.

    Of what hangs on no article, profiles of the brief stay, and judgements that rest on kept articles alone; history,
    lenses, the summary, notes on the case, hypotheses, and decisions on claims and gaps go.
    Entities and events have to be resolved.
    """
    tx.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for table in _OF_THE_WHOLE:
        tx.execute(delete(table))
    tx.execute(delete(t.article).where(t.article.c.number.not_in(list(numbers)) | t.article.c.withdrawn))
    tx.execute(delete(t.note).where(t.note.c.target.is_(None)))
    kept_outlets = select(literal(str(Kind.OUTLET)) + t.article_shown.c.outlet).where(
        t.article_shown.c.article.in_(select(t.article.c.number))
    )
    tx.execute(
        delete(t.anchor).where(
            t.anchor.c.kind.in_(_OF_ANY_ARTICLE)
            | ((t.anchor.c.kind == str(Kind.OUTLET)) & t.anchor.c.target.not_in(kept_outlets))
        )
    )
    # Parents come before their children: what refers to a row that is gone goes too.
    for table in t.metadata.sorted_tables:
        _drop_orphans(tx, table)
    tx.execute(delete(t.decided).where(t.decided.c.target.not_in(select(t.anchor.c.target))))
    used = (select(t.article.c.original).scalar_subquery(), select(t.version_source.c.original).scalar_subquery())
    tx.execute(delete(t.original).where(*(t.original.c.sha256.not_in(some) for some in used)))
    _keep_judgements(tx)
    tx.execute(update(t.case_record).values(case_id=case_id, created=at, summary="", revision=0, unresolved=1))


def _drop_orphans(tx: Transaction, table: Table) -> None:
    lost = [key.parent.is_not(None) & key.parent.not_in(select(key.column)) for key in table.foreign_keys]
    if lost:
        tx.execute(delete(table).where(or_(*lost)))


def _keep_judgements(tx: Transaction) -> None:
    there = set(tx.execute(select(t.anchor.c.target)).scalars())
    for row in tx.execute(select(t.judgement.c.id, t.judgement.c.evidence)).all():
        if not row.evidence or not there.issuperset(row.evidence):
            tx.execute(delete(t.judgement).where(t.judgement.c.id == row.id))
