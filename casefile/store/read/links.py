"""What belongs to what is looked at, in every pane."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, Table, select

from casefile.domain.ids import Kind
from casefile.domain.scope import InArticle, OfEntity, OfOutlet, Scope
from casefile.domain.selection import Focus, Links
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read.articles import numbers_in
from casefile.store.read.identity import entity_of, event_of
from casefile.store.read.scope import OfEntities, OfEvents, OfQuotes, OfSentences, Subject, compiled
from casefile.store.read.speech import speech

_FINDINGS: dict[Kind, Table] = {
    Kind.DATE: t.date_finding,
    Kind.MENTION: t.mention,
    Kind.QUOTE: t.quote,
    Kind.FIGURE: t.figure,
    Kind.REPORT: t.report,
}


def links(tx: Transaction, focus: Focus) -> Links:
    """The counterparts of a focus; with nothing but the focus where it is gone."""
    match focus.kind:
        case Kind.ARTICLE:
            number = focus.article or (int(focus.id[1:]) if focus.id[1:].isdigit() else 0)
            return _in_scope(tx, focus, InArticle(number), number, focus.start, focus.end)
        case Kind.OUTLET:
            return _in_scope(tx, focus, OfOutlet(focus.id.removeprefix(Kind.OUTLET)), focus.article, None, None)
        case Kind.ENTITY:
            return _entity(tx, focus)
        case Kind.EVENT:
            return _event(tx, focus)
        case Kind.NOTE:
            return _note(tx, focus)
        case Kind.CLAIM:
            articles = frozenset() if focus.article is None else frozenset({focus.article})
            return Links(
                focus,
                articles,
                claims=frozenset({focus.id}),
                article=focus.article,
                start=focus.start,
                end=focus.end,
            )
        case _:
            return _finding(tx, focus)


def _in_scope(tx: Transaction, focus: Focus, scope: Scope, article: int | None, start: int | None, end: int | None) -> Links:
    q = speech()
    quotes = select(q.c.id).join(t.article_shown, t.article_shown.c.article == q.c.article)
    figures = _standing(t.figure)
    return Links(
        focus,
        numbers_in(tx, scope, {}),
        _ids(tx, select(t.entity.c.id), scope, OfEntities()),
        _ids(tx, quotes.where(q.c.said != "rejected"), scope, OfQuotes(q, q.c)),
        _ids(tx, select(t.event.c.id), scope, OfEvents()),
        _ids(tx, figures, scope, OfSentences(t.figure)),
        frozenset(),
        article,
        start,
        end,
    )


def _ids(tx: Transaction, query: Select[Any], scope: Scope, subject: Subject) -> frozenset[str]:
    return frozenset(tx.execute(query.where(compiled(scope, subject, {}))).scalars())


def _standing(table: Table) -> Select[Any]:
    return (
        select(table.c.id)
        .join(t.article, t.article.c.run == table.c.run)
        .join(t.article_shown, t.article_shown.c.article == t.article.c.number)
        .where(~t.article.c.withdrawn)
    )


def _entity(tx: Transaction, focus: Focus) -> Links:
    own = entity_of(tx, focus.id)
    if own is None:
        return Links(focus)
    article, start, end = focus.article, focus.start, focus.end
    if article is None:
        m = t.mention.c
        first = tx.execute(
            select(m.article, m.start, m.end)
            .join(t.article, t.article.c.run == m.run)
            .join(t.entity_member, t.entity_member.c.local == m.entity)
            .where(t.entity_member.c.entity == own, ~t.article.c.withdrawn)
            .order_by(m.article, m.start)
            .limit(1)
        ).first()
        if first is not None:
            article, start, end = first
    return _in_scope(tx, focus, OfEntity(own), article, start, end)


def _event(tx: Transaction, focus: Focus) -> Links:
    own = event_of(tx, focus.id)
    if own is None:
        return Links(focus)
    r, m = t.report.c, t.event_member.c
    reports = tx.execute(
        select(r.run, r.article, r.id, r.start, r.end, r.sentence, r.trigger_start, r.trigger_end, t.event.c.lead)
        .join(t.article, t.article.c.run == r.run)
        .join(t.event_member, m.report == r.id)
        .join(t.event, t.event.c.id == m.event)
        .where(m.event == own, ~t.article.c.withdrawn)
        .order_by(r.article, r.start)
    ).all()
    entities, quotes, figures = set(), set(), set()
    for report in reports:
        entities |= _entities_beside(tx, report.run, report.start, report.end)
        quotes |= _beside(tx, t.quote, report.run, report.start, report.end)
        figures |= _beside(tx, t.figure, report.run, report.start, report.end)
    shown = next((report for report in reports if report.article == focus.article), None)
    shown = shown or next((report for report in reports if report.id == report.lead), reports[0])
    return Links(
        focus,
        frozenset(report.article for report in reports),
        frozenset(entities),
        frozenset(quotes),
        frozenset({own}),
        frozenset(figures),
        frozenset(),
        shown.article,
        focus.start if focus.article is not None and focus.start is not None else shown.trigger_start,
        focus.end if focus.article is not None and focus.end is not None else shown.trigger_end,
    )


def _finding(tx: Transaction, focus: Focus) -> Links:
    table = _FINDINGS[focus.kind]
    bound = select(t.binding.c.bound).where(t.binding.c.target == focus.id).scalar_subquery()
    query = select(table).join(t.article, t.article.c.run == table.c.run).where(~t.article.c.withdrawn)
    row = tx.execute(query.where(table.c.id == focus.id)).first() or tx.execute(query.where(table.c.id == bound)).first()
    if row is None:
        return Links(focus)
    entities = _entities_beside(tx, row.run, row.start, row.end)
    if focus.kind is Kind.QUOTE:
        q = speech().c
        entities |= set(
            tx.execute(select(q.entity).where(q.run == row.run, q.id == row.id, q.entity.is_not(None))).scalars()
        )
    if focus.kind in (Kind.FIGURE, Kind.DATE):
        entities |= _entities_in_sentence(tx, row.run, row.sentence)
    wide = (row.context, max(row.end, row.start + 1)) if focus.kind in (Kind.FIGURE, Kind.DATE) else (row.start, row.end)
    return Links(
        focus,
        frozenset({row.article}),
        frozenset(entities),
        frozenset(_beside(tx, t.quote, row.run, row.start, row.end)),
        frozenset(_events_beside(tx, row.run, *wide)),
        frozenset(_beside(tx, t.figure, row.run, row.start, row.end)),
        frozenset(),
        row.article,
        row.start,
        row.end,
    )


def _note(tx: Transaction, focus: Focus) -> Links:
    n, a = t.note.c, t.anchor.c
    row = tx.execute(
        select(n.start, n.end, n.target, a.article, a.kind, a.start.label("a_start"), a.end.label("a_end"))
        .outerjoin(t.anchor, a.target == n.target)
        .where(n.id == focus.id)
    ).first()
    if row is None or row.target is None:
        return Links(focus)
    if row.kind != Kind.ARTICLE:
        inner = links(tx, Focus(Kind(row.kind), row.target))
        return Links(
            focus, inner.articles, inner.entities, inner.quotes, inner.events, inner.figures,
            inner.claims, inner.article, inner.start, inner.end,
        )  # fmt: skip
    return _in_scope(tx, focus, InArticle(row.article), row.article, row.start, row.end)


def _beside(tx: Transaction, table: Table, run: int, start: int, end: int) -> set[str]:
    """Findings of this kind that share words with a stretch and are not rejected."""
    d = t.decided.c
    query = select(table.c.id).outerjoin(t.decided, d.id == table.c.id)
    query = query.where(table.c.run == run, table.c.start < end, table.c.end > start)
    return set(tx.execute(query.where(d.decision.is_(None) | (d.decision != "rejected"))).scalars())


def _entities_beside(tx: Transaction, run: int, start: int, end: int) -> set[str]:
    m = t.mention.c
    query = select(t.entity_member.c.entity).join(t.mention, m.entity == t.entity_member.c.local)
    return set(tx.execute(query.where(m.run == run, m.start < end, m.end > start)).scalars())


def _entities_in_sentence(tx: Transaction, run: int, sentence: int) -> set[str]:
    m = t.mention.c
    query = select(t.entity_member.c.entity).join(t.mention, m.entity == t.entity_member.c.local)
    return set(tx.execute(query.where(m.run == run, m.sentence == sentence)).scalars())


def _events_beside(tx: Transaction, run: int, start: int, end: int) -> set[str]:
    r = t.report.c
    query = select(t.event_member.c.event).join(t.report, r.id == t.event_member.c.report)
    return set(tx.execute(query.where(r.run == run, r.start < end, r.end > start)).scalars())
