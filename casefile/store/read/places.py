"""The common part of all listings: current findings, where they stand, and what was decided about them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, Table, case, func, select, type_coerce

from casefile.domain.ids import Kind, article_id
from casefile.domain.rows import Place
from casefile.store import tables as t
from casefile.store.columns import Words
from casefile.store.engine import AnyRow, Transaction

# Up to this many bytes SQLite cuts a sentence out faster than Python reads the text; beyond, the text is read once.
_SHORT = 65_536


@lru_cache(maxsize=8)
def standing(table: Table) -> Select[Any]:
    """Findings of the current runs of articles that are not withdrawn, joined with their article and their decisions.

    Beside the table's columns a row has `outlet`, `said` (the decision), `fields` (what was corrected), `starred` and what
    `Places` needs.
    """
    v, d = t.article_version.c, t.decided.c
    words = case((v.size <= _SHORT, func.substr(v.text, table.c.context_at + 1, table.c.context_size)))
    return (
        select(
            table,
            t.article_shown.c.outlet,
            func.coalesce(d.decision, "").label("said"),
            func.coalesce(d.starred, 0).label("is_starred"),
            d.fields.label("fields"),
            type_coerce(words, Words()).label("context_words"),
            v.id.label("version"),
        )
        .join(t.article, t.article.c.run == table.c.run)
        .join(t.article_version, v.id == t.article.c.version)
        .join(t.article_shown, t.article_shown.c.article == t.article.c.number)
        .outerjoin(t.decided, d.id == table.c.id)
        .where(~t.article.c.withdrawn)
    )


class Places:
    """Makes the place of each row of a listing; reads whole texts only where it must, each once."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._texts: dict[int, str] = {}
        self._cuts: dict[tuple[int, str], tuple[list[int], list[int]]] = {}
        self._pages: dict[int, tuple[list[int], list[int]]] = {}
        p = t.version_page.c
        for page in tx.execute(select(p.version, p.number, p.start).order_by(p.version, p.start)):
            numbers, starts = self._pages.setdefault(page.version, ([], []))
            numbers.append(page.number)
            starts.append(page.start)

    def of(self, row: AnyRow) -> Place:
        """The place of a row of a `standing` query."""
        fields = row.fields or {}
        if "start" in fields or "end" in fields:
            return self._corrected(row, fields)
        words = row.context_words
        if words is None:
            text = self._text(row.version)
            begin = row.context
            # The context's end is kept in bytes; its words end with the last sentence it touches.
            words = _decoded(text, begin, row.context_size)
        at, to = row.start - row.context, row.end - row.context
        page = self._page(row.version, row.start)
        return Place(article_id(row.article), row.paragraph, row.start, row.end, words[at:to], words, page)

    def _corrected(self, row: AnyRow, fields: dict[str, str]) -> Place:
        text = self._text(row.version)
        start = min(max(0, int(fields.get("start") or row.start)), len(text))
        end = min(max(start, int(fields.get("end") or row.end)), len(text))
        paragraphs, sentences = self._cut(row.run, "paragraph"), self._cut(row.run, "sentence")
        paragraph = max(1, bisect_right(paragraphs[0], start))
        first = max(0, bisect_right(sentences[0], start) - 1)
        last = max(first, bisect_left(sentences[0], end) - 1)
        left = min(sentences[0][first], start) if sentences[0] else start
        right = max(sentences[1][last], end) if sentences[1] else end
        page = self._page(row.version, start)
        return Place(article_id(row.article), paragraph, start, end, text[start:end], text[left:right], page)

    def _page(self, version: int, start: int) -> int | None:
        if version not in self._pages:
            return None
        numbers, starts = self._pages[version]
        return numbers[max(0, bisect_right(starts, start) - 1)]

    def _text(self, version: int) -> str:
        if version not in self._texts:
            query = select(t.article_version.c.text).where(t.article_version.c.id == version)
            self._texts[version] = self._tx.execute(query).scalar_one()
        return self._texts[version]

    def _cut(self, run: int, kind: str) -> tuple[list[int], list[int]]:
        if (run, kind) not in self._cuts:
            table = t.paragraph if kind == "paragraph" else t.sentence
            query = select(table.c.start, table.c.end).join(t.run, t.run.c.cut == table.c.cut).where(t.run.c.id == run)
            rows = self._tx.execute(query.order_by(table.c.start)).all()
            self._cuts[run, kind] = ([row.start for row in rows], [row.end for row in rows])
        return self._cuts[run, kind]


def _decoded(text: str, begin: int, size: int) -> str:
    """The words from code point `begin` on that are `size` bytes long in UTF-8."""
    return text[begin : begin + size].encode("utf-8", "surrogatepass")[:size].decode("utf-8", "surrogatepass")


def tags_by_id(tx: Transaction) -> dict[str, tuple[str, ...]]:
    """Tags of findings, local entities, local events and articles, by the id they are bound to; as many as people made."""
    found: dict[str, list[str]] = {}
    query = (
        select(t.binding.c.bound, t.tag.c.tag)
        .join(t.tag, t.tag.c.target == t.binding.c.target)
        .where(t.binding.c.bound.is_not(None))
        .order_by(t.tag.c.tag)
    )
    for row in tx.execute(query):
        found.setdefault(row.bound, []).append(row.tag)
    return {bound: tuple(tags) for bound, tags in found.items()}


def starred(tx: Transaction) -> frozenset[str]:
    """Ids of findings, local entities and local events that bear a star."""
    d = t.decided.c
    return frozenset(tx.execute(select(d.id).where(d.starred)).scalars())


def members_by_whole(tx: Transaction, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Of entities and events: the ids of the local entities and local events they hold."""
    found: dict[str, list[str]] = {}
    wanted = list(ids)
    em, vm = t.entity_member.c, t.event_member.c
    for begin in range(0, len(wanted), 500):
        some = wanted[begin : begin + 500]
        for row in tx.execute(select(em.entity, em.local).where(em.entity.in_(some))):
            found.setdefault(row.entity, []).append(row.local)
        for row in tx.execute(select(vm.event, vm.report).where(vm.event.in_(some))):
            found.setdefault(row.event, []).append(f"{Kind.EVENT}{row.report[1:]}")
    return {whole: tuple(members) for whole, members in found.items()}


def united(tags: dict[str, tuple[str, ...]], ids: Iterable[str]) -> tuple[str, ...]:
    """The tags of any of these ids, by name."""
    return tuple(sorted({tag for identifier in ids for tag in tags.get(identifier, ())}))
