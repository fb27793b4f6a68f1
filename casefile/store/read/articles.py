"""Articles: the list, one to read, its original."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import LargeBinary, Select, Table, case, func, literal, or_, select

from casefile.domain.articles import Basis, Publication
from casefile.domain.ids import Kind, article_id
from casefile.domain.opening import opening
from casefile.domain.rows import ArticleRow, Counts
from casefile.domain.scope import Scope
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read.clock import moment
from casefile.store.read.origins import Origins, origins, origins_among
from casefile.store.read.places import tags_by_id
from casefile.store.read.scope import Condition, Found, OfArticles, compiled

_HEAD = 2000
"""Bytes of the text in which the words are looked for that an article without a title is known by."""
_FEW = 500
ORDERS = ("number", "published", "title", "outlet")


def articles(
    tx: Transaction, scope: Scope, found: Found, order: str = "number", where: Condition | None = None
) -> tuple[ArticleRow, ...]:
    """Articles in scope, in this order; undated ones last."""
    query = _rows().where(compiled(scope, OfArticles(), found), ~t.article.c.withdrawn)
    if where is not None:
        query = query.where(where)
    rows = tx.execute(query.order_by(*_order(order), t.article.c.number)).all()
    return _finished(tx, rows)


def in_order(
    tx: Transaction, scope: Scope, found: Found, order: str = "number", words: Sequence[str] = ()
) -> tuple[int, ...]:
    """Numbers of the articles in scope, in this order, in whose id, title, outlet, authors and tags each of the words is."""
    s = t.article_shown.c
    query = select(t.article.c.number, s.title, s.outlet, s.authors)
    query = query.join(t.article_shown, s.article == t.article.c.number)
    query = query.where(compiled(scope, OfArticles(), found), ~t.article.c.withdrawn)
    query = query.order_by(*_order(order), t.article.c.number)
    if not words:
        return tuple(tx.execute(query.with_only_columns(t.article.c.number)).scalars())
    tags, wanted = tags_by_id(tx), [word.casefold() for word in words]

    def read(row: Any) -> str:
        name = article_id(row.number)
        return " ".join((name, row.title, row.outlet, *row.authors, *tags.get(name, ()))).casefold()

    return tuple(row.number for row in tx.execute(query) if all(word in said for said in (read(row),) for word in wanted))


def of_numbers(tx: Transaction, numbers: Sequence[int], likened: bool = True) -> tuple[ArticleRow, ...]:
    """These articles, in this order; those that are gone or withdrawn are left out. Unless `likened`, nothing is said of
    what they repeat: that is worked out for the whole case at once."""
    rows = tx.execute(_rows().where(t.article.c.number.in_(numbers), ~t.article.c.withdrawn)).all()
    by_number = {row.number: row for row in _finished(tx, rows, likened)}
    return tuple(by_number[number] for number in numbers if number in by_number)


def _order(order: str) -> tuple[Any, ...]:
    s = t.article_shown.c
    published = moment(s.edtf, s.earliest)
    return {
        "number": (),
        "published": (s.earliest.is_(None), published, s.earliest, s.latest),
        "title": (func.lower(s.title),),
        "outlet": (func.lower(s.outlet), s.earliest.is_(None), published, s.earliest),
    }[order]


def article(tx: Transaction, number: int) -> ArticleRow | None:
    """One article; None where there is none of this number, or it is withdrawn."""
    rows = tx.execute(_rows().where(t.article.c.number == number, ~t.article.c.withdrawn)).all()
    return _finished(tx, rows)[0] if rows else None


def original(tx: Transaction, number: int) -> tuple[bytes, str] | None:
    """The bytes the current version of an article was read from, and their media type."""
    source = func.coalesce(t.version_source.c.original, t.article.c.original)
    row = tx.execute(
        select(t.original.c.content, t.original.c.media_type)
        .select_from(t.article)
        .outerjoin(t.version_source, t.version_source.c.version == t.article.c.version)
        .join(t.original, t.original.c.sha256 == source)
        .where(t.article.c.number == number)
    ).first()
    return (row.content, row.media_type) if row else None


def numbers_in(tx: Transaction, scope: Scope, found: Found) -> frozenset[int]:
    """Numbers of the articles in scope."""
    query = select(t.article.c.number).join(t.article_shown, t.article_shown.c.article == t.article.c.number)
    query = query.where(~t.article.c.withdrawn, compiled(scope, OfArticles(), found))
    return frozenset(tx.execute(query).scalars())


def count(tx: Transaction) -> int:
    """Articles that are not withdrawn."""
    return int(tx.execute(select(func.count()).select_from(t.article).where(~t.article.c.withdrawn)).scalar_one())


def months(tx: Transaction) -> tuple[str, str] | None:
    """The first and the last month (year-month) of publication; None where no article is dated."""
    s = t.article_shown.c
    dated = s.earliest.is_not(None), ~t.article.c.withdrawn
    query = select(func.min(s.earliest), func.max(s.earliest)).join(t.article, t.article.c.number == s.article).where(*dated)
    first, last = tx.execute(query).one()
    return (first[:7], last[:7]) if first else None


def _rows() -> Select[Any]:
    a, d = t.article.c, t.decided.c
    v, title = t.article_version.c, t.article_shown.c.title
    source = t.decided.alias("of_outlet")
    return (
        select(
            t.article_shown,
            a.number,
            func.coalesce(t.version_source.c.original, a.original).label("original"),
            a.withdrawn,
            a.run,
            a.version,
            func.coalesce(d.starred, 0).label("star"),
            source.c.grade.label("outlet_grade"),
            # Texts are stored as bytes; the cut may fall into a character.
            case((title == "", func.substr(v.text, 1, _HEAD, type_=LargeBinary)), else_=b"").label("opening"),
        )
        .join(t.article_shown, t.article_shown.c.article == a.number)
        .join(t.article_version, v.id == a.version)
        .outerjoin(t.version_source, t.version_source.c.version == a.version)
        .outerjoin(t.decided, d.id == literal(str(Kind.ARTICLE)).op("||")(a.number))
        .outerjoin(source, source.c.id == literal(str(Kind.OUTLET)).op("||")(t.article_shown.c.outlet))
    )


def _finished(tx: Transaction, rows: Any, likened: bool = True) -> tuple[ArticleRow, ...]:
    """The rows, with what is counted and likened about them; of a few articles that is asked of them alone."""
    few = len(rows) <= _FEW
    runs = [row.run for row in rows] if few else None
    counts = {name: _counts(tx, table, runs) for name, table in _COUNTED.items()}
    entities, notes, tags = _entities(tx, runs), _notes(tx), tags_by_id(tx)
    alike = Origins({}, {}, {})
    if likened:
        alike = origins_among(tx, [row.version for row in rows]) if few else origins(tx)
    return tuple(
        ArticleRow(
            article_id(row.number),
            row.number,
            row.title,
            row.outlet,
            row.authors,
            Publication(row.edtf, Basis(row.basis), row.confidence),
            row.language,
            row.url,
            row.original,
            _grade(row.grade, row.outlet_grade or ""),
            alike.origin(row.number),
            alike.twin(row.number),
            Counts(
                articles=1,
                entities=entities.get(row.run, 0),
                notes=notes.get(row.number, 0),
                **{name: found.get(row.run, 0) for name, found in counts.items()},
            ),
            bool(row.star),
            tags.get(article_id(row.number), ()),
            row.withdrawn,
            opening(row.opening.decode("utf-8", "ignore")),
            alike.share_of.get(row.number),
        )
        for row in rows
    )


def _grade(own: str, outlet: str) -> str:
    """The article's own grade; its outlet's where it has none, or where it grades the item alone."""
    return own if own[:1].isalpha() else outlet[:1] + (own or outlet[1:])


_COUNTED: dict[str, Table] = {"dates": t.date_finding, "quotes": t.quote, "figures": t.figure, "events": t.report}


def _counts(tx: Transaction, table: Table, runs: Sequence[int] | None) -> dict[int, int]:
    """Findings that are not rejected, by run."""
    d = t.decided.c
    query = (
        select(table.c.run, func.count())
        .join(t.article, t.article.c.run == table.c.run)
        .outerjoin(t.decided, d.id == table.c.id)
        .where(~t.article.c.withdrawn, or_(d.decision.is_(None), d.decision != "rejected"))
        .group_by(table.c.run)
    )
    if runs is not None:
        query = query.where(table.c.run.in_(runs))
    return {row[0]: row[1] for row in tx.execute(query)}


def _entities(tx: Transaction, runs: Sequence[int] | None) -> dict[int, int]:
    """Entities that are not rejected, by run."""
    m, d, local = t.entity_member.c, t.decided.c, t.local_entity.c
    query = (
        select(local.run, func.count(m.entity.distinct()))
        .join(t.article, t.article.c.run == local.run)
        .join(t.entity_member, m.local == local.id)
        .outerjoin(t.decided, d.id == m.entity)
        .where(~t.article.c.withdrawn, or_(d.decision.is_(None), d.decision != "rejected"))
        .group_by(local.run)
    )
    if runs is not None:
        query = query.where(local.run.in_(runs))
    return {row[0]: row[1] for row in tx.execute(query)}


def _notes(tx: Transaction) -> dict[int, int]:
    query = (
        select(t.anchor.c.article, func.count())
        .join(t.note, t.note.c.target == t.anchor.c.target)
        .where(t.anchor.c.article.is_not(None), t.anchor.c.kind != Kind.ENTITY)
        .group_by(t.anchor.c.article)
    )
    return {row[0]: row[1] for row in tx.execute(query)}
