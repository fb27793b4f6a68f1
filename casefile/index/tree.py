"""The query tree: Whoosh's query classes, and four of our own that Whoosh's searcher runs as well.

`Said` carries how a part was meant in words and disappears before the query is run (`bare`).
"""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Iterator
from typing import Any

from whoosh import query
from whoosh.query.wrappers import WrappingQuery

from casefile.index.words import fold

Query = Any
"""A whoosh.query.Query; Whoosh has no types."""

NOTHING = query.NullQuery


class FilterQuery(query.MultiTerm):  # type: ignore[misc]  # Whoosh has no types
    """Base of conditions on a key field: all terms that `admits`. Scored alike, with 1."""

    constantscore = True
    boost = 1.0

    def __init__(self, fieldname: str) -> None:
        self.fieldname = fieldname

    def field(self) -> str:
        return self.fieldname

    def admits(self, term: str) -> bool:
        raise NotImplementedError

    def with_boost(self, boost: float) -> Query:  # noqa: ARG002 - a condition has no weight
        return self

    def normalize(self) -> Query:
        return self

    def _btexts(self, reader: Any) -> Iterator[bytes]:
        for term in reader.field_terms(self.fieldname):
            if self.admits(term):
                yield term.encode()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), tuple(sorted(vars(self).items()))))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"


class Keyed(FilterQuery):
    """Documents with a key that equals `value` when both are folded; `*` and `?` stand for letters."""

    def __init__(self, fieldname: str, value: str) -> None:
        super().__init__(fieldname)
        self.value = fold(value)

    def admits(self, term: str) -> bool:
        folded = fold(term)
        if "*" in self.value or "?" in self.value:
            return fnmatch.fnmatchcase(folded, self.value)
        return folded == self.value


class InLanguage(FilterQuery):
    """Documents in a language: "en" stands for "en-GB" too."""

    def __init__(self, value: str) -> None:
        super().__init__("lang")
        self.value = fold(value)

    def admits(self, term: str) -> bool:
        return term == self.value or term.startswith(f"{self.value}-")


class Overlaps(FilterQuery):
    """Documents with a date, their publication or an event in them, within these inclusive ordinals at least in part."""

    def __init__(self, first: int, last: int, fieldname: str = "when") -> None:
        super().__init__(fieldname)
        self.first = first
        self.last = last

    def admits(self, term: str) -> bool:
        first, _, last = term.partition("-")
        return int(last) >= self.first and int(first) <= self.last


class Said(WrappingQuery):  # type: ignore[misc]  # Whoosh has no types
    """A part of a query with the words that say how it was understood."""

    def __init__(self, child: Query, words: str) -> None:
        super().__init__(child)
        self.words = words

    def _rewrap(self, child: Query) -> Said:
        return Said(child, self.words)


class Like(WrappingQuery):  # type: ignore[misc]  # Whoosh has no types
    """Articles that score at least `SHARE` of what the one of this id scores itself for its most telling words."""

    SHARE = 0.2

    def __init__(self, child: Query, identifier: str) -> None:
        super().__init__(child)
        self.identifier = identifier

    def _rewrap(self, child: Query) -> Like:
        return Like(child, self.identifier)


def bare(tree: Query) -> Query:
    """The tree without `Said`, nested groups of one kind joined, empty parts out; `NOTHING` where nothing is left.

    Whoosh's own `normalize` is not used: it turns `a AND *:*` into everything.
    """
    if type(tree) is query.Term:
        return tree
    if isinstance(tree, Said):
        return tree.child if type(tree.child) is query.Term else bare(tree.child)
    if isinstance(tree, query.Not):
        inner = bare(tree.query)
        return NOTHING if inner is NOTHING else query.Not(inner)
    if isinstance(tree, query.Require):
        # Whoosh 2.7.4 runs REQUIRE as ANDNOT.
        return bare(query.And([tree.a, query.ConstantScoreQuery(bare(tree.b), 0.0)]))
    if isinstance(tree, query.AndNot):
        # Whoosh 2.7.4 overlooks some documents that ANDNOT should leave out.
        return bare(query.And([tree.a, query.Not(tree.b)]))
    if isinstance(tree, query.AndMaybe):
        first, second = bare(tree.a), bare(tree.b)
        if first is NOTHING:
            return second
        return first if second is NOTHING else query.AndMaybe(first, second)
    if isinstance(tree, query.And | query.Or):
        kind = query.And if isinstance(tree, query.And) else query.Or
        parts: list[Query] = []
        for part in map(bare, tree.subqueries):
            if part is NOTHING:
                continue
            if type(part) is kind and part.boost == 1.0:
                parts += part.subqueries
            else:
                parts.append(part)
        if not parts:
            return NOTHING
        return boosted(parts[0], tree.boost) if len(parts) == 1 else kind(parts, boost=tree.boost)
    return tree


def boosted(tree: Query, boost: float) -> Query:
    """The tree with its weight multiplied."""
    return tree if boost == 1.0 else tree.with_boost(tree.boost * boost)


_JOINTS = ((query.AndNot, " but not "), (query.AndMaybe, ", better with "), (query.Require, ", only where also "))


def in_words(tree: Query) -> str:
    """How the query was understood, for people."""
    return _words(tree, outer=True)


def _words(tree: Query, outer: bool = False) -> str:
    if isinstance(tree, Said):
        return tree.words
    if isinstance(tree, query.Not):
        return f"not {_words(tree.query)}"
    for kind, joint in _JOINTS:
        if isinstance(tree, kind):
            return _bracket(f"{_words(tree.a)}{joint}{_words(tree.b)}", outer)
    if isinstance(tree, query.And | query.Or):
        if len(tree.subqueries) == 1:
            return _words(tree.subqueries[0], outer)
        parts = [words for words in map(_words, tree.subqueries) if words]
        if len(parts) < 2:
            return parts[0] if parts else ""
        return _bracket((" and " if isinstance(tree, query.And) else " or ").join(parts), outer)
    return "everything" if isinstance(tree, query.Every) else ""


def _bracket(words: str, outer: bool) -> str:
    return words if outer else f"({words})"


def walk(tree: Query, visit: Callable[[Query, bool], None], wanted: bool = True) -> None:
    """Visits each leaf with whether it is wanted (not under an odd number of NOTs)."""
    if isinstance(tree, Said):
        walk(tree.child, visit, wanted)
    elif isinstance(tree, query.Not):
        walk(tree.query, visit, not wanted)
    elif isinstance(tree, query.AndNot):
        walk(tree.a, visit, wanted)
        walk(tree.b, visit, not wanted)
    elif isinstance(tree, query.ConstantScoreQuery | Like):
        walk(tree.child, visit, wanted)
    elif isinstance(tree, query.AndMaybe | query.Require):
        walk(tree.a, visit, wanted)
        walk(tree.b, visit, wanted)
    elif isinstance(tree, query.And | query.Or):
        for part in tree.subqueries:
            walk(part, visit, wanted)
    else:
        visit(tree, wanted)
