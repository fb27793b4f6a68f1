"""What to show of a query in a text: the words of its wanted leaves, patterns as the words they stand for."""

from __future__ import annotations

from whoosh import query

from casefile.index.executor import Executor
from casefile.index.schema import EXACT_FIELD
from casefile.index.snippets import Wanted
from casefile.index.tree import FilterQuery, Query, walk

_SHOWN = frozenset({"text", "title", "quotes", "notes", "entities", "speaker", EXACT_FIELD})


def wanted(tree: Query, executor: Executor) -> Wanted:
    """The words that a bare tree looks for in texts."""
    stems: set[str] = set()
    exacts: set[str] = set()
    phrases: dict[tuple[tuple[str, ...], int], None] = {}

    def collect(leaf: Query, is_wanted: bool) -> None:
        if not is_wanted or isinstance(leaf, FilterQuery) or getattr(leaf, "fieldname", None) not in _SHOWN:
            return
        if isinstance(leaf, query.Phrase):
            phrases[tuple(leaf.words), leaf.slop] = None
            return
        into = exacts if leaf.fieldname == EXACT_FIELD else stems
        if type(leaf) is query.Term:
            into.add(leaf.text)
        elif isinstance(leaf, query.MultiTerm | query.TermRange):
            for patterns in executor.patterns:
                into.update(patterns.words(patterns.terms(leaf)))

    walk(tree, collect)
    return Wanted(frozenset(stems), frozenset(exacts), tuple(phrases))
