"""Runs query trees on a snapshot with numpy, with the hits of Whoosh's own searcher and, for terms, AND, OR, NOT and
phrases, its scores (BM25F). Words found through a pattern are ranked too, see `_patterned`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from whoosh import query

from casefile.index.pack import Array
from casefile.index.patterns import Patterns
from casefile.index.phrases import phrase_documents
from casefile.index.postings import Listed
from casefile.index.schema import EXACT_FIELD, WORD_FIELDS
from casefile.index.snapshot import K1, Snapshot
from casefile.index.tree import NOTHING, FilterQuery, Like, Query

Found = tuple[Array, Array]
"""Documents, ascending, and their scores."""

_BLOCK = 64
_FEW = 500
_SCATTERED = 60
"""Of so many terms of a pattern, what they are worth together fits into a byte."""
"""So many hits are sorted, and not chosen from."""
_DENSE = 16
"""Lists that together have more than one in so many documents are met through an array of all documents."""


class _Part(NamedTuple):
    """What a part of a query finds."""

    listed: Listed
    scores: Array | None
    word: Any
    """The term, where it is one that is scored only for the documents that are left; there are no scores then."""


class Executor:
    """Evaluates trees of `tree.bare` on one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.patterns = [Patterns(leaf.file.postings) for leaf in snapshot.leaves]

    def find(self, tree: Query) -> Found:
        """All live documents that the tree finds. Raises QueryError where it is too broad."""
        documents, scores = self._evaluate(tree)
        if self.snapshot.alive is not None and len(documents):
            live = self.snapshot.alive[documents]
            documents, scores = documents[live], scores[live]
        return documents, scores

    def _evaluate(self, tree: Query) -> Found:
        if tree is NOTHING or not self.snapshot.count:
            return _nothing()
        if type(tree) is query.Term:
            return self._term(tree)
        if isinstance(tree, query.And):
            return self._and(tree)
        if isinstance(tree, query.Or):
            return self._or(tree)
        if isinstance(tree, query.Not):
            return self._inverse(self._evaluate(tree.query)[0])
        if isinstance(tree, query.AndMaybe):
            return self._and_maybe(self._evaluate(tree.a), self._evaluate(tree.b))
        if isinstance(tree, Like):
            return self._like(tree)
        if isinstance(tree, query.ConstantScoreQuery):
            documents, _ = self._evaluate(tree.child)
            return documents, np.full(len(documents), float(tree.score))
        if isinstance(tree, query.Phrase):
            return self._phrase(tree)
        if isinstance(tree, query.Every):
            return np.arange(self.snapshot.count, dtype=np.int32), np.full(self.snapshot.count, float(tree.boost))
        if isinstance(tree, query.MultiTerm | query.TermRange):
            return self._patterned(tree)
        raise TypeError(f"not a query of this language: {tree!r}")

    # Leaves

    def _term(self, leaf: Any) -> Found:
        listed = self.snapshot.listed(leaf.fieldname, _encoded(leaf.text))
        if listed.spread is not None and leaf.fieldname in WORD_FIELDS:
            documents = np.flatnonzero(listed.spread)
            return documents, self._scored(listed.spread, listed.size, leaf).take(documents)
        documents, tf = listed.postings()
        if leaf.fieldname in WORD_FIELDS:
            weight = _weight(tf, listed.size)
            return documents, self._saturated(weight, documents, listed.size, leaf.fieldname, leaf.boost)
        if leaf.fieldname == EXACT_FIELD:
            return documents, self._saturated(np.ones(listed.size), documents, listed.size, "text", leaf.boost)
        return documents, np.full(listed.size, float(leaf.boost))

    def _saturated(self, weight: Array, documents: Array, df: int, field: str, boost: float) -> Array:
        """BM25 of a weight in each of these documents. Takes the weights' place."""
        below: Array = self.snapshot.norm(field).take(documents)
        below += weight
        weight *= self.snapshot.idf(df) * (K1 + 1) * boost
        weight /= below
        return weight

    def _scored(self, spread: Array, df: int, leaf: Any) -> Array:
        """BM25 of a word in all documents, one after the other in memory: zero where it does not stand."""
        weight = spread.astype(np.float64)
        below = self.snapshot.norm(leaf.fieldname) + weight
        weight *= self.snapshot.idf(df) * (K1 + 1) * leaf.boost
        weight /= below
        return weight

    def _sum(self, words: Sequence[tuple[Any, Array | None, int]], documents: Array) -> Array:
        """BM25 of several words that all stand in each of these documents: each as a term, how often it stands there, and
        in how many documents it stands at all."""
        norms: dict[str, Array] = {}
        total = np.zeros(len(documents))
        for term, tf, df in words:
            norm = norms.get(term.fieldname)
            if norm is None:
                norm = norms[term.fieldname] = self.snapshot.norm(term.fieldname).take(documents)
            weight = _weight(tf, len(documents))
            below = norm + weight
            weight *= self.snapshot.idf(df) * (K1 + 1) * term.boost
            weight /= below
            total += weight
        return total

    def _patterned(self, leaf: Any) -> Found:
        """Documents with any of the words a pattern stands for; a condition on a key counts 1.

        Otherwise all the words count as one word that stands in a document as often as different ones of them do, each
        by its closeness: 1, and for a fuzzy word 1 / 2 to the power of its edits.
        """
        condition, fuzzy = isinstance(leaf, FilterQuery), isinstance(leaf, query.FuzzyTerm)
        documents: list[Array] = []
        weights: list[Array] = []
        for segment, patterns in zip(self.snapshot.leaves, self.patterns, strict=True):
            terms = patterns.terms(leaf)
            if not len(terms):
                continue
            found, counts = segment.file.postings.docs_of(terms)
            if condition:
                here = np.zeros(segment.file.count, bool)
                here[found] = True
            else:
                edits = np.zeros(len(terms), np.int64)
                if fuzzy:
                    _, edits = patterns.near(leaf.fieldname, leaf.text, leaf.maxdist, leaf.prefixlength)
                weight = _together(found, counts, 4 >> edits, segment.file.count)
                here = weight != 0
            local = np.flatnonzero(here)
            if not condition:
                weights.append(weight.take(local) / 4)
            documents.append(local + segment.base if segment.base else local)
        if not documents:
            return _nothing()
        together = documents[0] if len(documents) == 1 else np.concatenate(documents)
        if condition:
            return together, np.ones(len(together))
        field = "text" if leaf.fieldname == EXACT_FIELD else leaf.fieldname
        return together, self._saturated(np.concatenate(weights), together, len(together), field, leaf.boost)

    def _phrase(self, leaf: Any) -> Found:
        words = [_encoded(word) for word in leaf.words]
        documents = phrase_documents(self.snapshot, leaf.fieldname, words, leaf.slop)
        weighed = []
        for word in words:
            part = self._part(query.Term(leaf.fieldname, word))
            weighed.append((part.word, self._looked_up(documents, part)[1], part.listed.size))
        return documents, self._sum(weighed, documents) * leaf.boost

    def _like(self, tree: Like) -> Found:
        documents, scores = self._evaluate(tree.child)
        own, _ = self.snapshot.postings("id", tree.identifier.encode())
        # Of a document that was replaced, the last is the one that counts.
        itself = documents == (own[-1] if len(own) else -1)
        articles = self._within(documents, self.snapshot.postings("kind", b"article")[0])
        near = articles & (scores >= scores[itself].max(initial=0.0) * tree.SHARE) & ~itself
        return documents[near], scores[near]

    # Branches

    def _and(self, tree: Any) -> Found:
        wanted = [part for part in tree.subqueries if not isinstance(part, query.Not)]
        unwanted = [part for part in tree.subqueries if isinstance(part, query.Not)]
        if not wanted:
            documents, scores = self._evaluate(query.Not(query.Or([part.query for part in unwanted])))
            return documents, scores * len(unwanted) * tree.boost
        documents, scores = self._all(wanted)
        for part in unwanted:
            if len(documents):
                documents, scores = _without((documents, scores), self._evaluate(part.query)[0])
        if not unwanted and tree.boost == 1.0:
            return documents, scores
        # To Whoosh, not to contain a word is worth 1.
        return documents, (scores + len(unwanted)) * tree.boost

    def _all(self, parts: list[Any]) -> Found:
        """Documents that all parts find, from the shortest list to the longest. Words are scored only where all are."""
        found = sorted(map(self._part, parts), key=lambda part: part.listed.size)
        (listed, scores, _), *others = found
        common, values = listed.documents, [listed.tf if scores is None else scores]
        if listed.spread is not None:
            common = np.flatnonzero(listed.spread)
            values = [listed.spread.take(common)]
        assert common is not None
        for part in others:
            if not len(common):
                break
            kept, value = self._looked_up(common, part)
            if not kept.all():
                common = common[kept]
                values = [None if known is None else known[kept] for known in values]
            values.append(value)
        if not len(common):
            return _nothing()
        words = [(part.word, tf, part.listed.size) for part, tf in zip(found, values, strict=True) if part.word is not None]
        total = self._sum(words, common)
        for part, value in zip(found, values, strict=True):
            if part.word is None:
                total += value
        return common, total

    def _part(self, part: Any) -> _Part:
        if type(part) is query.Term and part.fieldname in WORD_FIELDS:
            return _Part(self.snapshot.listed(part.fieldname, _encoded(part.text)), None, part)
        documents, scores = self._evaluate(part)
        return _Part(Listed(len(documents), documents), scores, None)

    def _looked_up(self, some: Array, part: _Part) -> tuple[Array, Array | None]:
        """Which of `some`, ascending, a part has; and how often its word stands in those, or what they score."""
        (size, others, tf, spread), scores, word = part
        if spread is None and word is not None and len(some) + size > self.snapshot.count // _DENSE:
            spread = self._spread(part.listed)
        if spread is not None:
            # Frequencies are above zero: they say both.
            found = spread.take(some)
            kept = found != 0
            return kept, found[kept]
        assert others is not None
        kept = self._within(some, others)
        values = scores if word is None else tf
        return kept, None if values is None else values[np.searchsorted(others, some[kept])]

    def _spread(self, listed: Listed) -> Array:
        """How often a word stands in each of all documents."""
        if listed.spread is not None:
            return listed.spread
        spread = np.zeros(self.snapshot.count, np.uint8 if listed.tf is None else listed.tf.dtype)
        spread[listed.documents] = 1 if listed.tf is None else listed.tf
        return spread

    def _within(self, some: Array, others: Array) -> Array:
        """Which of `some` are among `others`; both ascending."""
        if len(some) + len(others) > self.snapshot.count // _DENSE:
            marked = np.zeros(self.snapshot.count, bool)
            marked[others] = True
            return marked[some]
        at = np.searchsorted(others, some)
        at[at == len(others)] = 0
        found: Array = others[at] == some
        return found

    def _or(self, tree: Any) -> Found:
        """The sum of what its parts score. Words that stand in many documents are scored for all documents at once, one
        after the other in memory."""
        count = self.snapshot.count
        frequent: list[_Part] = []
        found: list[Found] = []
        for part in map(self._part, filter(_is_word, tree.subqueries)):
            if part.listed.size > count // _DENSE:
                frequent.append(part)
            elif part.listed.size:
                found.append(self._term(part.word))
        for other in tree.subqueries:
            if not _is_word(other):
                documents, scores = self._evaluate(other)
                if len(documents):
                    found.append((documents, scores))
        if not frequent and len(found) == 1:
            return found[0][0], found[0][1] * tree.boost
        if not frequent and sum(len(documents) for documents, _ in found) <= count // _DENSE:
            return self._few(found, tree.boost)
        total = np.zeros(count)
        for part in frequent:
            total += self._scored(self._spread(part.listed), part.listed.size, part.word)
        for documents, scores in found:
            total[documents] += scores
        here = total > 0
        for documents, scores in found:
            if scores.min() <= 0:
                here[documents] = True
        together = np.flatnonzero(here)
        scores = total.take(together)
        return together, scores if tree.boost == 1.0 else scores * tree.boost

    def _few(self, found: list[Found], boost: float) -> Found:
        if not found:
            return _nothing()
        every, all_scores = (np.concatenate(parts) for parts in zip(*found, strict=True))
        together, place = np.unique(every, return_inverse=True)
        return together, np.bincount(place, all_scores, len(together)) * boost

    def _inverse(self, documents: Array) -> Found:
        left = np.ones(self.snapshot.count, bool)
        left[documents] = False
        found = np.flatnonzero(left).astype(np.int32)
        return found, np.ones(len(found))

    def _and_maybe(self, sure: Found, maybe: Found) -> Found:
        documents, scores = sure
        if not len(documents) or not len(maybe[0]):
            return sure
        there = self._within(documents, maybe[0])
        scores = scores.copy()
        scores[there] += maybe[1][np.searchsorted(maybe[0], documents[there])]
        return documents, scores


def best(documents: Array, scores: Array, limit: int) -> Array:
    """Indices of the best hits, best first; of equal ones those first that come first."""
    if not limit:
        return np.zeros(0, np.int64)
    if len(documents) <= _FEW:
        # Documents ascend, and a stable sort leaves equal ones as they come.
        return np.argsort(-scores, kind="stable")[:limit]
    if len(documents) > limit * _BLOCK * 4:
        # The best of each of many blocks tell a score that so many hits have at least; the others need not be looked at.
        whole = len(scores) // _BLOCK * _BLOCK
        highest = scores[:whole].reshape(_BLOCK, -1).max(axis=0)
        high = np.flatnonzero(scores >= np.partition(highest, len(highest) - limit)[len(highest) - limit])
        if len(high) < len(scores):
            return high[best(documents[high], scores[high], limit)]
    threshold = np.partition(scores, len(scores) - limit)[len(scores) - limit] if len(scores) > limit else -np.inf
    high = np.flatnonzero(scores >= threshold)
    return high[np.argsort(-scores[high], kind="stable")[:limit]]


def _together(documents: Array, counts: Array, worth: Array, size: int) -> Array:
    """For each of all documents, what the terms that stand in it are worth together; `counts` documents to a term."""
    if len(counts) > _SCATTERED:
        return np.bincount(documents, np.repeat(worth, counts), size)
    together, at = np.zeros(size, np.uint8), 0
    for count, each in zip(counts.tolist(), worth.tolist(), strict=True):
        together[documents[at : at + count]] += np.uint8(each)
        at += count
    return together


def _is_word(part: Any) -> bool:
    """A word that scores above zero wherever it stands."""
    return type(part) is query.Term and part.fieldname in WORD_FIELDS and part.boost > 0


def _weight(tf: Array | None, count: int) -> Array:
    return np.ones(count) if tf is None else tf.astype(np.float64)


def _without(found: Found, unwanted: Array) -> Found:
    documents, scores = found
    if not len(documents) or not len(unwanted):
        return found
    at = np.searchsorted(unwanted, documents)
    at[at == len(unwanted)] = 0
    left = unwanted[at] != documents
    return documents[left], scores[left]


def _nothing() -> Found:
    return np.zeros(0, np.int32), np.zeros(0)


def _encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "replace")
