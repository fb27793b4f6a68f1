"""The search index of one case: what `case` sees of all this."""

from __future__ import annotations

import fnmatch
import logging
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh import query
from whoosh.filedb.filestore import FileStorage

from casefile.domain.documents import IndexDocument
from casefile.domain.ids import article_id
from casefile.domain.rows import Hit, SearchAnswer
from casefile.errors import QueryError
from casefile.index.language import Parsed, Parser
from casefile.index.place import Place, Stamp
from casefile.index.schema import EXACT_FIELD, schema, values
from casefile.index.snippets import Wanted, snippet
from casefile.index.tree import NOTHING, Query, walk
from casefile.index.words import stem_language

_NAME = "case"
_LOCK_WAIT = 30.0
"""Seconds to wait for another process that is writing."""
MOST_EXPANSIONS = 5_000
_log = logging.getLogger(__name__)

Bodies = Callable[[Sequence[str]], Mapping[str, str]]
"""Texts of documents by id, from whoever keeps them."""


class CaseIndex:
    """Implements `casefile.case.searcher.Searcher`. Safe from several threads and beside other processes.

    Without `bodies` the index keeps the texts for snippets itself, in its folder of the cache.
    """

    def __init__(self, case_id: str, place: Place, bodies: Bodies | None = None) -> None:
        self._case = case_id
        self._place = place
        self._bodies = bodies
        self._lock = threading.RLock()
        self._searcher: Any = None
        self._generation: tuple[str, int] | None = None
        self._rebuilding = False

    # Writing

    def update(self, documents: Iterable[IndexDocument], gone: Iterable[str], revision: int) -> None:
        """Replaces these documents, takes away those that are gone, and stands at `revision` from then on."""
        with self._lock:
            stamp = self._place.stamp()
            if stamp is None or stamp.bodies != (self._bodies is None):
                stamp = self._begin()
            self._write(stamp.folder, documents, gone)
            self._place.declare(Stamp(self._case, stamp.folder, max(revision, stamp.revision), self._bodies is None))

    def rebuild(self, documents: Iterable[IndexDocument], revision: int) -> None:
        """Makes the index anew beside the old one, which serves until the new one is whole."""
        self._rebuilding = True
        try:
            folder = self._place.new_folder()
            self._create(folder)
            self._write(folder.name, documents, ())
            with self._lock:
                self._place.declare(Stamp(self._case, folder.name, revision, self._bodies is None))
                self._close_searcher()
                self._place.sweep(keep=folder.name)
        finally:
            self._rebuilding = False

    def _begin(self) -> Stamp:
        folder = self._place.new_folder()
        self._create(folder)
        stamp = Stamp(self._case, folder.name, 0, self._bodies is None)
        self._place.declare(stamp)
        self._close_searcher()
        self._place.sweep(keep=folder.name)
        return stamp

    def _create(self, folder: Path) -> None:
        whoosh_index.FileIndex.create(FileStorage(str(folder)), schema(), _NAME)

    def _open(self, folder: str) -> Any:
        return whoosh_index.FileIndex(FileStorage(str(self._place.root / folder)), indexname=_NAME)

    def _write(self, folder: str, documents: Iterable[IndexDocument], gone: Iterable[str]) -> None:
        writer = self._open(folder).writer(timeout=_LOCK_WAIT, delay=0.02, compound=False)
        try:
            with writer.searcher() as searcher:
                known = {term.decode() for term in searcher.reader().lexicon("id")}
                for identifier in known.intersection(gone):
                    writer.delete_by_term("id", identifier, searcher)
                for document in documents:
                    if document.id in known:
                        writer.delete_by_term("id", document.id, searcher)
                    writer.add_document(**values(document), _stored_stored=self._kept(document), stored="")
        except BaseException:
            writer.cancel()
            raise
        writer.commit(merge=False)

    def _kept(self, document: IndexDocument) -> dict[str, Any]:
        first, _ = document.published
        return {
            "id": document.id,
            "kind": document.kind,
            "article": document.article,
            "title": document.title,
            "language": stem_language(document.language),
            "text": document.text if self._bodies is None else "",
            "outlet": document.outlet,
            "year": first[:4] if first else "",
            "lang": document.language,
            "entity": document.entities,
            "speaker": document.speakers,
            "tag": document.tags,
        }

    # Reading

    def state(self, case_id: str, revision: int) -> str:
        """up to date, stale, rebuilding or missing."""
        if self._rebuilding:
            return "rebuilding"
        stamp = self._place.stamp()
        if stamp is None or case_id != self._case or stamp.bodies != (self._bodies is None):
            return "missing"
        return "up to date" if stamp.revision == revision else "stale"

    def search(self, query: str, *, limit: int = 20, among: frozenset[int] | None = None) -> SearchAnswer:
        """Ranked hits, best first, among the articles of these numbers and what stands in them. Raises QueryError."""
        with self._lock:
            searcher = self._reader()
            if searcher is None:
                parsed = Parser(("en",)).read(query)
                return SearchAnswer(query, parsed.words, (), 0, parsed.corrections, index_state=self._absent())
            parsed = self._parser(searcher).read(query)
            found = self._found(searcher, parsed)
            kept = [(number, score, self._stored(searcher, number)) for number, score in found]
            if among is not None:
                kept = [entry for entry in kept if entry[2]["article"] in among]
            hits = self._hits(searcher, parsed, kept[:limit])
            return SearchAnswer(
                query,
                parsed.words,
                hits,
                len(kept),
                parsed.corrections,
                self._suggestions(searcher, parsed) if not kept else (),
                self._facets([stored for _, _, stored in kept]),
            )

    def matching(self, query: str) -> frozenset[int]:
        """Numbers of the articles that the query finds, in the article or in anything inside it. Raises QueryError."""
        with self._lock:
            searcher = self._reader()
            if searcher is None:
                return frozenset()
            found = self._found(searcher, self._parser(searcher).read(query))
            numbers = (self._stored(searcher, number)["article"] for number, _ in found)
            return frozenset(number for number in numbers if number is not None)

    def close(self) -> None:
        """Lets go of all files."""
        with self._lock:
            self._close_searcher()

    def _absent(self) -> str:
        return "rebuilding" if self._rebuilding else "missing"

    def _close_searcher(self) -> None:
        if self._searcher is not None:
            self._searcher.close()
        self._searcher = self._generation = None

    def _reader(self) -> Any:
        """A searcher of the newest generation, or None where there is no index that can be trusted."""
        stamp = self._place.stamp()
        if stamp is None or stamp.bodies != (self._bodies is None):
            return None
        try:
            opened = self._open(stamp.folder)
            generation = (stamp.folder, opened.latest_generation())
            if generation != self._generation:
                self._close_searcher()
                self._searcher, self._generation = opened.searcher(), generation
        except Exception:  # noqa: BLE001 - whatever is wrong with an index, it is disposable
            _log.warning("the search index is damaged and set aside", exc_info=True)
            self._close_searcher()
            self._place.set_aside()
            return None
        return self._searcher

    def _parser(self, searcher: Any) -> Parser:
        languages = {stem_language(term.decode()) for term in searcher.reader().lexicon("lang")}
        return Parser(sorted(languages))

    def _found(self, searcher: Any, parsed: Parsed) -> list[tuple[int, float]]:
        if parsed.tree is NOTHING:
            return []
        self._bound(searcher, parsed.tree)
        results = searcher.search(parsed.tree, limit=None)
        return [(number, score) for score, number in results.top_n]

    def _bound(self, searcher: Any, tree: Query) -> None:
        """Raises QueryError where a pattern stands for too many words."""

        def check(leaf: Query, wanted: bool) -> None:  # noqa: ARG001
            if isinstance(leaf, query.MultiTerm | query.TermRange):
                for count, _ in enumerate(leaf._btexts(searcher.reader())):
                    if count >= MOST_EXPANSIONS:
                        raise QueryError("This query is too broad: a pattern in it stands for too many words; add letters.")

        walk(tree, check)

    @staticmethod
    def _stored(searcher: Any, number: int) -> dict[str, Any]:
        stored: dict[str, Any] = searcher.stored_fields(number)["stored"]
        return stored

    def _hits(self, searcher: Any, parsed: Parsed, chosen: list[tuple[int, float, dict[str, Any]]]) -> tuple[Hit, ...]:
        wanted = _wanted(parsed.tree, searcher.reader())
        bodies = self._bodies([stored["id"] for _, _, stored in chosen]) if self._bodies else {}
        hits = []
        for _, score, stored in chosen:
            text = stored["text"] if self._bodies is None else bodies.get(stored["id"], "")
            cut = snippet(text, wanted, stored["language"])
            number = stored["article"]
            hits.append(
                Hit(
                    stored["kind"],
                    stored["id"],
                    None if number is None else article_id(number),
                    round(float(score), 4),
                    stored["title"],
                    cut.text,
                    cut.hits,
                    cut.start if stored["kind"] == "article" else None,
                )
            )
        return tuple(hits)

    def _suggestions(self, searcher: Any, parsed: Parsed) -> tuple[str, ...]:
        found: list[str] = []

        def suggest(leaf: Query, wanted: bool) -> None:
            if wanted and isinstance(leaf, query.Term) and leaf.fieldname in ("text", EXACT_FIELD) and len(leaf.text) > 3:
                near = searcher.reader().terms_within(EXACT_FIELD, leaf.text, 1)
                found.extend(word for word in near if word != leaf.text)

        walk(parsed.tree, suggest)
        return tuple(dict.fromkeys(found))[:3]

    @staticmethod
    def _facets(stored: list[dict[str, Any]]) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
        facets = []
        for name, key in (("outlet", "outlet"), ("year", "year"), ("language", "lang")):
            facets.append((name, Counter(entry[key] for entry in stored if entry[key])))
        for name in ("entity", "speaker", "tag"):
            facets.append((name, Counter(value for entry in stored for value in set(entry[name]))))
        return tuple((name, tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))) for name, counts in facets)


def _wanted(tree: Query, reader: Any) -> Wanted:
    stems: set[str] = set()
    exacts: set[str] = set()
    patterns: list[Callable[[str], bool]] = []

    def collect(leaf: Query, wanted: bool) -> None:
        if not wanted:
            return
        if isinstance(leaf, query.Phrase):
            stems.update(leaf.words)
        elif isinstance(leaf, query.Prefix):
            patterns.append(partial(_begins, leaf.text))
        elif isinstance(leaf, query.Wildcard):
            pattern = re.compile(fnmatch.translate(leaf.text))
            patterns.append(partial(_fits, pattern))
        elif isinstance(leaf, query.FuzzyTerm | query.TermRange):
            exacts.update(text if isinstance(text, str) else text.decode() for text in leaf._btexts(reader))
        elif isinstance(leaf, query.Term):
            (exacts if leaf.fieldname == EXACT_FIELD else stems).add(leaf.text)

    walk(tree, collect)
    return Wanted(frozenset(stems), frozenset(exacts), tuple(patterns))


def _begins(beginning: str, word: str) -> bool:
    return word.startswith(beginning)


def _fits(pattern: re.Pattern[str], word: str) -> bool:
    return pattern.fullmatch(word) is not None
