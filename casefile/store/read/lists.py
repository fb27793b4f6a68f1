"""Long lists: keys of all rows of a scope in the order that is wished for, counted by heading, and the rows of some keys.

Ordering, filtering and counting happen in SQL, so that a list of a million rows costs eight bytes each. A key is the number
of a row in its table: it holds as long as the case is open.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, cast, func, literal, literal_column, or_, select

from casefile.domain.listed import FEW, Listed, Section, Wish
from casefile.domain.rows import FigureRow, QuoteRow
from casefile.domain.scope import EVERYTHING, Scope
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read import findings
from casefile.store.read.scope import Condition, Found, OfQuotes, OfSentences, compiled
from casefile.store.read.speech import speech

_PIECE = 5_000
"""Rows taken from the database at once."""


def quotes(tx: Transaction, scope: Scope, found: Found, wish: Wish, few: int = FEW) -> Listed[QuoteRow]:
    """Quotes by speaker, article or date (of what was said, else of publication)."""
    q, shown = speech().c, t.article_shown.c
    base = (
        select(q.row)
        .select_from(speech())
        .join(t.article_shown, shown.article == q.article)
        .where(compiled(scope, OfQuotes(speech(), q), found))
    )
    if not wish.rejected:
        base = base.where(q.said != "rejected")
    if _at_most(tx, base, few):
        rows = findings.quotes(tx, scope, found, wish.rejected)
        return Listed(len(rows), whole=True, rows=rows)
    every = base
    if wish.kinds is not None:
        base = base.where(q.kind.in_(wish.kinds))
    if wish.speaker:
        base = base.where(q.speaker_type == wish.speaker)
    if wish.words:
        own = t.quote.c
        base = base.join(t.quote, literal_column("quote.rowid", Integer) == q.row)
        base, said = _with_words(base, own)
        looked = (q.words, q.entity_name, own.affiliation, own.cue, shown.outlet, q.kind, said)
        base = base.where(*(_has(word, looked, q.id, q.article) for word in wish.words))
    stands = (q.article, q.start, q.end, q.id)
    anonymous = func.iif(q.speaker_type == "anonymous", "anonymous", "")
    dated = func.coalesce(q.edtf, shown.edtf)
    named = func.coalesce(q.entity_name, q.words, "")
    heading, order = {
        "speaker": ((named, anonymous, func.coalesce(q.entity, "")), (named == "", q.key, q.entity, anonymous, *stands)),
        "article": ((cast(q.article, String), shown.outlet), stands),
        "date": ((func.coalesce(func.substr(dated, 1, 7), ""),), (dated.is_(None), dated, *stands)),
    }[wish.order]
    alike = (lambda key: (key[0].casefold(), *key[1:])) if wish.order == "speaker" else None
    return _listed(tx, every, base, heading, order, alike)


def quotes_at(tx: Transaction, keys: Sequence[int]) -> tuple[tuple[int, QuoteRow], ...]:
    """(key, row) of the quotes with these keys that are still there."""
    row = literal_column("quote.rowid", Integer)
    return _at(tx, t.quote, keys, findings.quotes(tx, EVERYTHING, {}, rejected=True, where=among(row, keys)))


def anonymous_shares(tx: Transaction, scope: Scope, found: Found) -> tuple[tuple[str, int, int], ...]:
    """(outlet, quotes from people it does not name, all its quotes) in scope, without rejected ones."""
    q, shown = speech().c, t.article_shown.c
    query = (
        select(shown.outlet, func.sum(q.speaker_type == "anonymous"), func.count())
        .select_from(speech())
        .join(t.article_shown, shown.article == q.article)
        .where(compiled(scope, OfQuotes(speech(), q), found), q.said != "rejected")
        .group_by(shown.outlet)
    )
    return tuple((row[0], int(row[1] or 0), int(row[2])) for row in tx.execute(query))


def figures(tx: Transaction, scope: Scope, found: Found, wish: Wish, few: int = FEW) -> Listed[FigureRow]:
    """Figures by unit (the least first), article or value (the greatest first)."""
    f, d, shown = t.figure.c, t.decided.c, t.article_shown.c
    base = (
        select(literal_column("figure.rowid", Integer))
        .select_from(t.figure)
        .join(t.article, t.article.c.run == f.run)
        .join(t.article_shown, shown.article == f.article)
        .outerjoin(t.decided, d.id == f.id)
        .where(~t.article.c.withdrawn, compiled(scope, OfSentences(t.figure), found))
    )
    if not wish.rejected:
        base = base.where(func.coalesce(d.decision, "") != "rejected")
    if _at_most(tx, base, few):
        rows = findings.figures(tx, scope, found, wish.rejected)
        return Listed(len(rows), whole=True, rows=rows)
    every = base

    def now(name: str, read: ColumnElement[Any]) -> ColumnElement[Any]:
        """As corrected (an empty word: none), else as read."""
        said = func.json_extract(d.fields, f"$.{name}")
        return func.iif(said.is_(None), read, func.nullif(said, ""))

    kind, unit = now("kind", f.kind), func.lower(func.coalesce(now("unit", f.unit), ""))
    value = cast(now("value", f.value), f.value.type)
    if wish.kinds is not None:
        base = base.where(kind.in_(wish.kinds))
    if wish.words:
        base, said = _with_words(base, f)
        base = base.where(*(_has(word, (unit, kind, said), f.id, f.article) for word in wish.words))
    stands = (f.article, f.start, f.end, f.id)
    heading, order = {
        "unit": ((unit,), (unit == "", unit, value, *stands)),
        "article": ((cast(f.article, String),), stands),
        "value": ((), (cast(func.coalesce(now("value_max", f.value_max), value), f.value.type).desc(), *stands)),
    }[wish.order]
    return _listed(tx, every, base, heading, order, None)


def figures_at(tx: Transaction, keys: Sequence[int]) -> tuple[tuple[int, FigureRow], ...]:
    """(key, row) of the figures with these keys that are still there."""
    row = literal_column("figure.rowid", Integer)
    return _at(tx, t.figure, keys, findings.figures(tx, EVERYTHING, {}, rejected=True, where=among(row, keys)))


def keys_of(tx: Transaction, kind: str, identifiers: Sequence[str]) -> tuple[int, ...]:
    """The keys of these quotes or figures, of those that stand in articles."""
    table = {"quotes": t.quote, "figures": t.figure}[kind]
    each = func.json_each(json.dumps(list(identifiers))).table_valued("value")
    query = (
        select(literal_column(f"{table.name}.rowid", Integer))
        .select_from(table)
        .join(t.article, t.article.c.run == table.c.run)
        .where(table.c.id.in_(select(each.c.value)), ~t.article.c.withdrawn)
    )
    return tuple(tx.execute(query).scalars())


def _at_most(tx: Transaction, query: Select[Any], few: int) -> bool:
    """Whether the query has no more rows than this, without counting the rest."""
    return int(tx.execute(select(func.count()).select_from(query.limit(few + 1).subquery())).scalar_one()) <= few


def _listed(
    tx: Transaction,
    every: Select[Any],
    base: Select[Any],
    heading: Sequence[ColumnElement[Any]],
    order: Sequence[Any],
    alike: Callable[[tuple[str, ...]], tuple[str, ...]] | None,
) -> Listed[Any]:
    """Keys in order, with a section for each run of equal headings (equal as `alike` has them). `every` is the query without
    the filters of the wish."""
    keys, sections = array("q"), []
    now: tuple[str, ...] | None = None
    first: tuple[str, ...] = ()
    begun = 0
    for piece in tx.execute(base.add_columns(*heading).order_by(*order)).partitions(_PIECE):
        for row in piece:
            own = row[1:]
            if own != now:
                if now is None or alike is None or alike(own) != alike(first):
                    if now is not None:
                        sections.append(Section(first, len(keys) - begun))
                    first, begun = own, len(keys)
                now = own
            keys.append(row[0])
    if now is not None and heading:
        sections.append(Section(first, len(keys) - begun))
    # Nothing is counted twice: where nothing is filtered, what passes is all.
    total = len(keys) if every is base else int(tx.execute(every.with_only_columns(func.count())).scalar_one())
    return Listed(total, whole=False, keys=keys, sections=tuple(sections))


def among(row: ColumnElement[int], keys: Sequence[int]) -> Condition:
    each = func.json_each(json.dumps(list(keys))).table_valued("value")
    return row.in_(select(each.c.value))


def _at(tx: Transaction, table: Any, keys: Sequence[int], rows: Iterable[Any]) -> tuple[tuple[int, Any], ...]:
    number = literal_column(f"{table.name}.rowid", Integer)
    of = {row[0]: row[1] for row in tx.execute(select(table.c.id, number).where(among(number, keys)))}
    return tuple((of[row.id], row) for row in rows)


def _with_words(query: Select[Any], own: Any) -> tuple[Select[Any], ColumnElement[str]]:
    """The query with the texts joined, and the sentences in which a finding stands."""
    version = t.article_version.c
    current = t.article.alias("current_article")
    query = query.join(current, current.c.run == own.run).join(t.article_version, version.id == current.c.version)
    return query, cast(func.substr(version.text, own.context_at + 1, own.context_size), String)


def _has(word: str, looked: Sequence[ColumnElement[Any]], identifier: Any, article: Any) -> Condition:
    """The word occurs in one of these columns, in a tag, or is the number of the article."""
    tagged = (
        select(t.binding.c.bound)
        .join(t.tag, t.tag.c.target == t.binding.c.target)
        .where(contains(word, t.tag.c.tag), t.binding.c.bound.is_not(None))
    )
    number = (literal("S").op("||")(article)).like(word.strip("[]"))
    return or_(*(contains(word, column) for column in looked), identifier.in_(tagged), number)


def contains(word: str, column: ColumnElement[Any]) -> Condition:
    """However written: SQLite folds the letters of English; of others the usual spellings are tried."""
    if word.isascii():
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return cast(column, String).like(f"%{escaped}%", escape="\\")
    return or_(*(func.instr(column, one) > 0 for one in sorted({word, word.lower(), word.upper(), word.capitalize()})))
