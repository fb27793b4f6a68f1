"""Documents on their way into a segment: cut into words many at a time, inverted all at once by one sort."""

from __future__ import annotations

import zlib
from array import array

import numpy as np
from whoosh.util.numeric import length_to_byte

from casefile.domain.documents import IndexDocument
from casefile.index import pairs
from casefile.index.folders import Folder
from casefile.index.inversion import Cut, Texts, Words, by_rank, heads, inverted
from casefile.index.pack import Array, PackWriter
from casefile.index.packing import PostingsWriter
from casefile.index.schema import (
    EXACT_FIELD,
    KEY_FIELDS,
    OPEN_FUTURE,
    OPEN_PAST,
    PAIR_FIELD,
    PAIRED_FIELD,
    WORD_FIELDS,
    keys_of,
    ordinal,
    words_of,
)
from casefile.index.segment import COLUMN_TYPES
from casefile.index.vocabulary import Vocabulary
from casefile.index.words import stem_language

MOST_TOKENS = 4_000_000
"""A batch with as many is full: it bounds the memory of the sort to some 300 MB."""
MOST_DOCUMENTS = 1 << 19
_CUT_AT_ONCE = 1 << 18
"""Characters of texts: so many that numpy's calls cost nothing, and so few that what they pass on stays in the cache."""
_LENGTH_BYTES = np.array([length_to_byte(length) for length in range(1 << 16)], np.uint8)


class _Waiting:
    """Texts of one language that are not yet cut: many are cut at once."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.columns: list[int] = []
        self.documents: list[int] = []
        self.size = 0


class Batch:
    """Documents that will be one segment. With `keep_texts` their texts are stored for snippets."""

    def __init__(self, keep_texts: bool, vocabulary: Vocabulary | None = None) -> None:
        self._keep_texts = keep_texts
        self._vocabulary = vocabulary or Vocabulary()
        self._waiting: dict[str, _Waiting] = {}
        self._cut: list[Cut] = []
        self._keys: dict[str, dict[str, list[int]]] = {name: {} for name in KEY_FIELDS if name != EXACT_FIELD}
        self._ids: dict[str, int] = {}
        self._replaced: set[int] = set()
        self._stored: dict[str, list[bytes]] = {"id": [], "title": [], "body": []}
        self._kinds: dict[str, int] = {}
        self._languages: dict[str, int] = {}
        self._values = {name: array("i") for name in ("article", "kind", "language", "first", "last")}
        self.count = 0
        self._tokens = 0

    @property
    def full(self) -> bool:
        return self._tokens >= MOST_TOKENS or self.count >= MOST_DOCUMENTS

    @property
    def replaced(self) -> frozenset[int]:
        """Documents of this batch that a later one of the same id replaces."""
        return frozenset(self._replaced)

    @property
    def ids(self) -> frozenset[str]:
        """Ids of its documents."""
        return frozenset(self._ids)

    def add(self, document: IndexDocument) -> None:
        number = self.count
        self.count += 1
        if document.id in self._ids:
            self._replaced.add(self._ids[document.id])
        self._ids[document.id] = number
        language = stem_language(document.language)
        waiting = self._waiting.get(language)
        if waiting is None:
            waiting = self._waiting[language] = _Waiting()
        for column, text in enumerate(words_of(document)):
            if text:
                waiting.texts.append(text)
                waiting.columns.append(column)
                waiting.documents.append(number)
        waiting.size += len(document.text)
        if waiting.size >= _CUT_AT_ONCE:
            self._cut_waiting(language)
        for field, values in keys_of(document):
            if values:
                known = self._keys[field]
                for value in values:
                    if value:
                        documents = known.get(value)
                        if documents is None:
                            known[value] = [number]
                        elif documents[-1] != number:
                            documents.append(number)
        self._store(document, language)

    def _cut_waiting(self, language: str) -> None:
        waiting = self._waiting.pop(language)
        chunks, counts = self._vocabulary.cut(waiting.texts, language)
        self._cut.append(Cut(chunks, counts, np.array(waiting.columns, np.uint8), np.array(waiting.documents, np.int32)))
        self._tokens += len(chunks)

    def _store(self, document: IndexDocument, language: str) -> None:
        first, last = document.published
        values = self._values
        values["article"].append(-1 if document.article is None else document.article)
        values["kind"].append(self._kinds.setdefault(document.kind, len(self._kinds)))
        values["language"].append(self._languages.setdefault(language, len(self._languages)))
        values["first"].append(ordinal(first, OPEN_PAST))
        values["last"].append(ordinal(last, OPEN_FUTURE))
        self._stored["id"].append(document.id.encode("utf-8", "surrogatepass"))
        self._stored["title"].append(document.title.encode("utf-8", "surrogatepass"))
        body = document.text if self._keep_texts else ""
        self._stored["body"].append(zlib.compress(body.encode("utf-8", "surrogatepass"), 1) if body else b"")

    def write(self, folder: Folder, filename: str) -> None:
        """Writes the segment's file, synced."""
        pack = PackWriter()
        postings = PostingsWriter(pack, self.count)
        lengths: dict[str, int] = {}
        for language in list(self._waiting):
            self._cut_waiting(language)
        texts = Texts(self._cut, self._vocabulary)
        stem_rank = self._vocabulary.stems.ranks()
        body = texts.words(WORD_FIELDS.index(PAIRED_FIELD))
        frequent: Array = np.zeros(0, np.int64)
        for field in sorted((*WORD_FIELDS, *KEY_FIELDS)):
            if field in WORD_FIELDS:
                words = body if field == PAIRED_FIELD else texts.words(WORD_FIELDS.index(field))
                ranks, df, lengths[field] = self._write_words(
                    pack, postings, field, words, stem_rank[texts.stem[words.forms]]
                )
                if field == PAIRED_FIELD:
                    frequent = ranks[pairs.frequent(df, self.count)]
            elif field == EXACT_FIELD:
                self._write_exacts(postings, body, texts.exact[body.forms])
            elif field != PAIR_FIELD:
                self._write_keys(postings, field)
        self._write_pairs(postings, body, stem_rank[texts.stem[body.forms]], frequent)
        postings.finish()
        for name, values in self._values.items():
            pack.add(f"doc.{name}", np.array(values, COLUMN_TYPES[name]))
        for name, stored in self._stored.items():
            pack.add(f"doc.{name}.end", np.cumsum(np.fromiter(map(len, stored), np.int64, len(stored))).astype(np.uint32))
            pack.add(f"doc.{name}.text", b"".join(stored))
        pack.meta |= {
            "lengths": lengths,
            "kinds": list(self._kinds),
            "languages": list(self._languages),
            "frequent": self._vocabulary.stems.ranked(frequent),
        }
        pack.write(folder, filename)

    def _write_words(
        self, pack: PackWriter, postings: PostingsWriter, field: str, words: Words, ranks: Array
    ) -> tuple[Array, Array, int]:
        """The ranks of the field's terms, in how many documents each stands, and how many words there are."""
        if not len(words.documents):
            return ranks, ranks, 0
        found = inverted(ranks, words.documents, words.positions)
        lengths = np.bincount(found.documents, minlength=self.count)
        pack.add(f"length.{field}", _LENGTH_BYTES[np.minimum(lengths, len(_LENGTH_BYTES) - 1)])
        of_entry = heads(found.ranks, found.documents)
        tf = np.diff(of_entry, append=len(found.ranks)).astype(np.int32)
        ranks = found.ranks[of_entry]
        of_term = heads(ranks)
        terms, df = ranks[of_term], np.diff(of_term, append=len(ranks))
        postings.add(field, self._vocabulary.stems.ranked(terms), df, found.documents[of_entry], tf, found.positions)
        return terms, df, len(found.ranks)

    def _write_pairs(self, postings: PostingsWriter, words: Words, ranks: Array, frequent: Array) -> None:
        """Pairs of frequent words, by their ranks: in the order of their terms."""
        if not len(frequent):
            return
        number = np.full(int(ranks.max()) + 1, pairs.MOST_WORDS, np.uint8)
        number[frequent] = np.arange(len(frequent))
        numbers = number[ranks]
        here = np.flatnonzero(numbers < pairs.MOST_WORDS)
        code, documents = pairs.following(numbers[here], words.documents[here], words.positions[here])
        of_term = heads(code)
        names = self._vocabulary.stems.ranked(frequent)
        terms = [f"{names[pair // pairs.MOST_WORDS]} {names[pair % pairs.MOST_WORDS]}" for pair in code[of_term].tolist()]
        postings.add(PAIR_FIELD, terms, np.diff(of_term, append=len(code)), documents)

    def _write_exacts(self, postings: PostingsWriter, words: Words, exacts: Array) -> None:
        if not len(words.documents):
            return
        terms = self._vocabulary.exacts
        rank = terms.ranks()[exacts]
        order = by_rank(rank)
        rank, documents = rank[order], words.documents[order]
        of_entry = heads(rank, documents)
        rank = rank[of_entry]
        of_term = heads(rank)
        postings.add(EXACT_FIELD, terms.ranked(rank[of_term]), np.diff(of_term, append=len(rank)), documents[of_entry])

    def _write_keys(self, postings: PostingsWriter, field: str) -> None:
        known: dict[str, list[int]] = {}
        for value, documents in self._keys[field].items():
            name = value.replace("\n", " ").encode("utf-8", "replace").decode()
            known[name] = sorted({*known[name], *documents}) if name in known else documents
        names = sorted(known)
        df = np.fromiter((len(known[name]) for name in names), np.int64, len(names))
        postings.add(field, names, df, np.array([number for name in names for number in known[name]], np.int64))
