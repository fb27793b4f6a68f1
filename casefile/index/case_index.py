"""The search index of one case: what `case` sees of all this."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeVar

import numpy as np

from casefile.domain.documents import IndexDocument
from casefile.domain.hits import Hit, SearchAnswer
from casefile.domain.ids import article_id
from casefile.errors import QueryError
from casefile.index.building import Share, Told
from casefile.index.executor import Executor, best
from casefile.index.facets import Facets
from casefile.index.generations import Generations
from casefile.index.language import Parsed, Parser
from casefile.index.likeness import like
from casefile.index.pack import Array, DamagedError
from casefile.index.place import AnyPlace, Carried, MemoryPlace, Stamp
from casefile.index.sealed import SealedPlace, VaultOf
from casefile.index.snapshot import Snapshot
from casefile.index.snippets import Marker, Wanted
from casefile.index.suggest import suggestions
from casefile.index.tree import Query
from casefile.index.wanted import wanted
from casefile.index.words import DEFAULT_LANGUAGE

_TRIES = 5
"""Times a generation is opened anew when another process swept it away meanwhile."""
ORDERS = ("relevance", "date", "outlet")
_log = logging.getLogger(__name__)

_Answer = TypeVar("_Answer")
Bodies = Callable[[Sequence[str]], Mapping[str, str]]
"""Texts of documents by id, from whoever keeps them."""


def _elsewhere(_: Sequence[str]) -> Mapping[str, str]:
    """The texts of an index that is only written to here."""
    return {}


class _Opened:
    """A generation open for searching."""

    def __init__(self, stamp: Stamp, snapshot: Snapshot) -> None:
        self.key = (stamp.folder, stamp.generation)
        self.snapshot = snapshot
        self.executor = Executor(snapshot)
        self.facets = Facets(snapshot)
        self.matched: tuple[str, frozenset[int]] | None = None
        """The last scope's query and its articles: every pane asks the same."""


class CaseIndex:
    """Implements `casefile.case.searcher.Searcher`. Safe from several threads and beside other processes.

    Without `bodies` the index keeps the texts for snippets itself, in its folder of the cache.
    """

    def __init__(self, case_id: str, place: AnyPlace, bodies: Bodies | None = None) -> None:
        self._case = case_id
        self._place = place
        self._bodies = bodies
        self._generations = Generations(place, keep_texts=bodies is None)
        self._reading = threading.RLock()
        self._writing = threading.RLock()
        self._opened: _Opened | None = None
        self._rebuilding = False

    # Writing

    def update(self, documents: Iterable[IndexDocument], gone: Iterable[str], revision: int) -> None:
        """Replaces these documents, takes away those that are gone, and stands at `revision` from then on."""
        with self._writing:
            self._generations.update(documents, gone, revision)

    def tidy(self) -> None:
        """Makes few segments of the many that small updates leave. Whoever serves the index does so when nobody waits."""
        with self._writing:
            try:
                self._generations.tidy()
            except (DamagedError, OSError):
                self._set_aside()

    def rebuild(self, documents: Iterable[IndexDocument], revision: int) -> None:
        """Makes the index anew beside the old one, which serves until the new one is whole."""
        with self._writing:
            self._rebuilding = True
            try:
                self._generations.rebuild(documents, revision)
            finally:
                self._rebuilding = False

    def rebuild_of(self, shares: Sequence[Share], revision: int, processes: int = 1, told: Told | None = None) -> None:
        """The same of documents in shares that no id has two of, read and inverted by so many processes at once; `told`
        hears how far it is. Where another program brought the index to this revision meanwhile, that will do."""
        with self._writing:
            self._rebuilding = True
            try:
                self._generations.rebuild_of(shares, revision, processes, told)
            finally:
                self._rebuilding = False

    def state(self, case_id: str, revision: int) -> str:
        """up to date, stale, rebuilding or missing."""
        if self._rebuilding:
            return "rebuilding"
        stamp = self._generations.current()
        if stamp is None or case_id != self._case:
            return "missing"
        return "up to date" if stamp.revision == revision else "stale"

    def deputy(self) -> Callable[[], CaseIndex]:
        """Makes the same index in another process, to be written to there. Can be pickled."""
        return partial(CaseIndex, self._case, self._place, None if self._bodies is None else _elsewhere)

    def carried(self) -> Carried | None:
        """What this index holds and no other process can see; None where it lies on disk, in sight of all."""
        return self._place.carried() if isinstance(self._place, MemoryPlace) else None

    def take(self, carried: Carried) -> None:
        """Puts what a deputy carried in place of what is here."""
        if isinstance(self._place, MemoryPlace):
            with self._writing:
                self._place.take(carried)

    def texts_from(self, bodies: Bodies) -> None:
        """Has texts for snippets read by these from now on, and keeps none: to be told before the index is used."""
        with self._writing:
            self._bodies = bodies
            self._generations = Generations(self._place, keep_texts=False)

    def seal_in(self, vault_of: VaultOf) -> None:
        """Keeps an index that would live in memory alone in a vault instead, for whoever opens the case next: to be told
        before the index is used."""
        with self._writing:
            if isinstance(self._place, MemoryPlace):
                self._place = SealedPlace(self._case, self._place.cache, self._place.file, vault_of)
                self._generations = Generations(self._place, keep_texts=self._bodies is None)

    def close(self) -> None:
        """Lets go of all files."""
        with self._reading:
            self._opened = None
        with self._writing:
            self._generations.close()
            self._place.close()

    # Reading

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        among: frozenset[int] | None = None,
        order: str = "relevance",
        facets: bool = True,
    ) -> SearchAnswer:
        """Hits, best first (or by `order`: date, outlet), among the articles of these numbers and what stands in them.
        Raises QueryError."""
        if order not in ORDERS:
            raise QueryError(f"Hits cannot be ordered by “{order}”; choose {', '.join(ORDERS)}.")
        answer = self._ask(lambda opened: self._answer(opened, query, limit, among, order, facets))
        if answer is not None:
            return answer
        parsed = Parser((DEFAULT_LANGUAGE,)).read(query)
        state = "rebuilding" if self._rebuilding else "missing"
        return SearchAnswer(query, parsed.words, (), 0, parsed.corrections, index_state=state)

    def matching(self, query: str) -> frozenset[int]:
        """Numbers of the articles that the query finds, in the article or in anything inside it. Raises QueryError."""

        def ask(opened: _Opened) -> frozenset[int]:
            if opened.matched is not None and opened.matched[0] == query:
                return opened.matched[1]
            documents, _ = opened.executor.find(self._parse(opened, query).tree)
            numbers = opened.snapshot.column("article")[documents]
            found = np.zeros(int(numbers.max(initial=0)) + 2, bool)
            # What belongs to no article has -1, the last place.
            found[numbers] = True
            opened.matched = query, frozenset(np.flatnonzero(found[:-1]).tolist())
            return opened.matched[1]

        found = self._ask(ask)
        return frozenset() if found is None else found

    def _ask(self, question: Callable[[_Opened], _Answer]) -> _Answer | None:
        """The answer of the newest generation; None where there is no index that can be trusted.

        One question at a time: each takes a few milliseconds, and what is decoded serves the next.
        """
        with self._reading:
            for last in range(_TRIES):
                try:
                    opened = self._open()
                    return None if opened is None else question(opened)
                except FileNotFoundError:
                    # Another process merged its segments while we opened them: the stamp names new ones by now.
                    self._opened = None
                    if last == _TRIES - 1:
                        self._set_aside()
                except QueryError:
                    raise
                except Exception:
                    # Whatever goes wrong with a damaged index, it is disposable; what goes wrong with a sound one is a
                    # fault of ours and must be seen.
                    if self._generations.sound():
                        raise
                    self._set_aside()
                    return None
        return None

    def _open(self) -> _Opened | None:
        stamp = self._generations.current()
        if stamp is None:
            self._opened = None
        elif self._opened is None or self._opened.key != (stamp.folder, stamp.generation):
            self._opened = _Opened(stamp, Snapshot(self._generations.segments(stamp)))
        return self._opened

    def _set_aside(self) -> None:
        _log.warning("The search index is damaged; it is set aside and must be made anew.", exc_info=True)
        self._opened = None
        self._place.set_aside()

    def _parse(self, opened: _Opened, query: str) -> Parsed:
        return Parser(opened.snapshot.languages(), lambda identifier: self._like(opened, identifier)).read(query)

    def _like(self, opened: _Opened, identifier: str) -> Query:
        """What is like an article. Raises KeyError where it is not in the index."""
        numbers, _ = opened.snapshot.postings("id", identifier.encode("utf-8", "replace"))
        if not len(numbers):
            raise KeyError(identifier)
        file, number = opened.snapshot.leaf_of(int(numbers[-1]))
        text = file.stored("body", number) if self._bodies is None else self._bodies([identifier]).get(identifier, "")
        language = file.language(number)
        return like(opened.snapshot, identifier, f"{file.stored('title', number)}\n{text}", language)

    def _answer(
        self, opened: _Opened, query: str, limit: int, among: frozenset[int] | None, order: str, facets: bool
    ) -> SearchAnswer:
        parsed = self._parse(opened, query)
        documents, scores = opened.executor.find(parsed.tree)
        if among is not None:
            kept = np.isin(opened.snapshot.column("article")[documents], list(among))
            documents, scores = documents[kept], scores[kept]
        chosen = _ordered(opened, documents, scores, limit, order)
        return SearchAnswer(
            query,
            parsed.words,
            self._hits(opened, wanted(parsed.tree, opened.executor), documents[chosen], scores[chosen]),
            len(documents),
            parsed.corrections,
            suggestions(opened.executor, query, parsed.plain),
            opened.facets.count(documents) if facets else (),
        )

    def _hits(self, opened: _Opened, wanted: Wanted, documents: Array, scores: Array) -> tuple[Hit, ...]:
        places = [opened.snapshot.leaf_of(document) for document in documents.tolist()]
        ids = [file.stored("id", number) for file, number in places]
        bodies = self._bodies(ids) if self._bodies else None
        markers: dict[str, Marker] = {}
        hits = []
        for (file, number), identifier, score in zip(places, ids, scores.tolist(), strict=True):
            language = file.language(number)
            if language not in markers:
                markers[language] = Marker(wanted, language)
            marker = markers[language]
            text = file.stored("body", number) if bodies is None else bodies.get(identifier, "")
            cut = marker.snippet(text)
            kind = file.kind(number)
            article = file.value("article", number)
            hits.append(
                Hit(
                    kind,
                    identifier,
                    None if article < 0 else article_id(article),
                    round(score, 4),
                    file.stored("title", number),
                    cut.text,
                    cut.hits,
                    cut.start if kind == "article" else None,
                )
            )
        return tuple(hits)


def _ordered(opened: _Opened, documents: Array, scores: Array, limit: int, order: str) -> Array:
    """Indices of the hits to show. By date: earliest first, undated last; by outlet: as named, then by relevance."""
    if order == "date":
        first = opened.snapshot.column("first")[documents].astype(np.int64)
        return np.lexsort((documents, np.where(first == 0, np.iinfo(np.int64).max, first)))[:limit]
    if order == "outlet":
        return np.lexsort((documents, -scores, opened.facets.outlet_ranks()[documents]))[:limit]
    return best(documents, scores, limit)


__all__ = ["ORDERS", "Bodies", "CaseIndex", "DamagedError"]
