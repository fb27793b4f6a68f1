"""Documents on their way into a segment: looked up word by word, inverted all at once by one sort."""

from __future__ import annotations

import zlib
from array import array
from typing import Any

import numpy as np
from whoosh.util.numeric import length_to_byte

from casefile.domain.documents import IndexDocument
from casefile.index.folders import Folder
from casefile.index.pack import Array, PackWriter
from casefile.index.postings import MOST_POSITIONS, PostingsWriter, stretches
from casefile.index.schema import (
    EXACT_FIELD,
    KEY_FIELDS,
    OPEN_FUTURE,
    OPEN_PAST,
    WORD_FIELDS,
    analyst,
    keys_of,
    ordinal,
    words_of,
)
from casefile.index.segment import COLUMN_TYPES
from casefile.index.words import Analyst, chunks, stem_language

MOST_TOKENS = 5_000_000
"""A batch with as many is full: it bounds the memory of the sort to some 300 MB."""
MOST_DOCUMENTS = 1 << 19
_MOST_CHUNKS = 600_000
_PUNCTUATION = ".,;:!?\"'()[]{}“”‘’«»…-–—"
_POSITION_BITS = MOST_POSITIONS.bit_length() - 1
_DOCUMENT_BITS = 20
_NONE: Array = np.zeros(0, np.int64)
_LENGTH_BYTES = np.array([length_to_byte(length) for length in range(1 << 16)], np.uint8)


class Vocabulary:
    """What each chunk of text stands for, in arrays: its words, where they stand in it, how many positions it takes.

    Serves many batches, one after the other: most chunks of the next batch are known from the last.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, _Numbers] = {}
        self.stems: dict[str, int] = {}
        self.exacts: dict[str, int] = {}
        self.stem = array("i")
        self.exact = array("i")
        self.offset = array("i")
        self.count = array("i")
        self.advance = array("i")

    @property
    def large(self) -> bool:
        """Whether it is time for a new one."""
        return len(self.count) > _MOST_CHUNKS

    def numbers(self, language: str) -> _Numbers:
        """Numbers of chunks in a language."""
        found = self._numbers.get(language)
        if found is None:
            found = self._numbers[language] = _Numbers(self, language)
        return found

    def word(self, exact: str, stem: str) -> int:
        """A number for a chunk that is one plain word."""
        self.stem.append(self.stems.setdefault(stem, len(self.stems)))
        self.exact.append(self.exacts.setdefault(exact, len(self.exacts)))
        self.offset.append(0)
        self.count.append(1)
        self.advance.append(1)
        return len(self.count) - 1

    def chunk(self, raw: str, analyst: Analyst) -> int:
        """A number for a chunk not seen before."""
        surface = analyst.chunk(raw)
        for form in surface.forms:
            self.stem.append(self.stems.setdefault(form.stem, len(self.stems)))
            self.exact.append(self.exacts.setdefault(form.exact, len(self.exacts)))
            self.offset.append(form.offset)
        self.count.append(len(surface.forms))
        self.advance.append(surface.advance)
        return len(self.count) - 1


class _Numbers(dict[str, int]):
    """Number of each chunk in one language; new chunks are analysed when they are first asked for."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._analyst = analyst(language)

    def __missing__(self, raw: str) -> int:
        # Most new chunks are a known word with a full stop after it or a capital: they share its number.
        plain = raw.strip(_PUNCTUATION)
        if plain.isascii() and plain.isalnum():
            plain = plain.lower()
            known = plain != raw
            number = self[raw] = self[plain] if known else self._vocabulary.word(plain, self._analyst.stem(plain))
        else:
            number = self[raw] = self._vocabulary.chunk(raw, self._analyst)
        return number


class _Column:
    """The chunks of one word field, and of which documents they are."""

    def __init__(self) -> None:
        self.flat = array("i")
        self.documents = array("i")
        self.lengths = array("i")


class Batch:
    """Documents that will be one segment. With `keep_texts` their texts are stored for snippets."""

    def __init__(self, keep_texts: bool, vocabulary: Vocabulary | None = None) -> None:
        self._keep_texts = keep_texts
        self._vocabulary = vocabulary or Vocabulary()
        self._columns = {name: _Column() for name in WORD_FIELDS}
        self._keys: dict[str, dict[str, list[int]]] = {name: {} for name in KEY_FIELDS if name != EXACT_FIELD}
        self._ids: dict[str, int] = {}
        self._replaced: set[int] = set()
        self._stored: dict[str, list[bytes]] = {"id": [], "title": [], "body": []}
        self._kinds: dict[str, int] = {}
        self._languages: dict[str, int] = {}
        self._values = {name: array("i") for name in ("article", "kind", "language", "first", "last")}
        self.count = 0
        self._tokens = 0
        self._text: tuple[Array, Array, Array] = (_NONE, _NONE, _NONE)

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
        numbers = self._vocabulary.numbers(language)
        looked_up = numbers.__getitem__
        title = list(map(looked_up, chunks(document.title)))
        for field, text in words_of(document):
            found = title if field == "title" else list(map(looked_up, chunks(text))) if text else []
            if field == "text":
                found = title + found
            if found:
                column = self._columns[field]
                column.flat.extend(found)
                column.documents.append(number)
                column.lengths.append(len(found))
                self._tokens += len(found)
        for field, values in keys_of(document):
            known = self._keys[field]
            for value in values:
                if value:
                    documents = known.setdefault(value, [])
                    if not documents or documents[-1] != number:
                        documents.append(number)
        self._store(document, language)

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
        postings = PostingsWriter(pack)
        cells = _CellArrays(self._vocabulary)
        lengths: dict[str, int] = {}
        placed = {name: cells.placed(column) for name, column in self._columns.items()}
        self._text = placed["text"]
        stems, stem_rank = _ranked(self._vocabulary.stems, [cells.stem[cell] for _, _, cell in placed.values()])
        for field in sorted((*WORD_FIELDS, *KEY_FIELDS)):
            if field in self._columns:
                lengths[field] = self._write_words(pack, postings, field, placed[field], cells.stem, stems, stem_rank)
            elif field == EXACT_FIELD:
                self._write_exacts(postings, cells)
            else:
                self._write_keys(postings, field)
        postings.finish()
        for name, values in self._values.items():
            pack.add(f"doc.{name}", np.array(values, COLUMN_TYPES[name]))
        for name, texts in self._stored.items():
            pack.add(f"doc.{name}.end", np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts))).astype(np.uint32))
            pack.add(f"doc.{name}.text", b"".join(texts))
        pack.meta |= {
            "documents": self.count,
            "lengths": lengths,
            "kinds": list(self._kinds),
            "languages": list(self._languages),
        }
        pack.write(folder, filename)

    def _write_words(
        self,
        pack: PackWriter,
        postings: PostingsWriter,
        field: str,
        placed: tuple[Array, Array, Array],
        stem: Array,
        stems: list[str],
        rank: Array,
    ) -> int:
        documents, positions, cell = placed
        if not len(documents):
            return 0
        key = (rank << (_DOCUMENT_BITS + _POSITION_BITS))[stem[cell]]
        key |= documents.astype(np.int64) << _POSITION_BITS
        key |= np.minimum(positions, MOST_POSITIONS - 1)
        key = _sorted_unique(key)
        lengths = np.bincount(key >> _POSITION_BITS & ((1 << _DOCUMENT_BITS) - 1), minlength=self.count)
        pack.add(f"length.{field}", _LENGTH_BYTES[np.minimum(lengths, len(_LENGTH_BYTES) - 1)])
        entry = key >> _POSITION_BITS
        heads = _heads(entry)
        tf = np.diff(heads, append=len(entry))
        entry = entry[heads]
        of_term = entry >> _DOCUMENT_BITS
        term_heads = _heads(of_term)
        postings.add(
            field,
            [stems[number] for number in of_term[term_heads].tolist()],
            np.diff(term_heads, append=len(entry)),
            entry & ((1 << _DOCUMENT_BITS) - 1),
            tf,
            key & (MOST_POSITIONS - 1),
        )
        return len(key)

    def _write_exacts(self, postings: PostingsWriter, cells: _CellArrays) -> None:
        documents, _, cell = self._text
        if not len(documents):
            return
        exact = cells.exact[cell]
        exacts, rank = _ranked(self._vocabulary.exacts, [exact])
        # A narrow type sorts twice as fast.
        narrow: Any = np.uint32 if len(exacts) * self.count < 1 << 32 else np.uint64
        entry = _sorted_unique((rank.astype(narrow) * narrow(self.count))[exact] + documents.astype(narrow))
        of_term, document = np.divmod(entry, narrow(self.count))
        heads = _heads(of_term)
        names = [exacts[number] for number in of_term[heads].tolist()]
        postings.add(EXACT_FIELD, names, np.diff(heads, append=len(entry)), document)

    def _write_keys(self, postings: PostingsWriter, field: str) -> None:
        known: dict[str, list[int]] = {}
        for value, documents in self._keys[field].items():
            name = value.replace("\n", " ").encode("utf-8", "replace").decode()
            known[name] = sorted({*known[name], *documents}) if name in known else documents
        names = sorted(known)
        df = np.fromiter((len(known[name]) for name in names), np.int64, len(names))
        postings.add(field, names, df, np.array([number for name in names for number in known[name]], np.int64))


class _CellArrays:
    def __init__(self, cells: Vocabulary) -> None:
        self.stem = np.array(cells.stem)
        self.exact = np.array(cells.exact)
        self._offset = np.array(cells.offset)
        self._count = np.array(cells.count)
        self._advance = np.array(cells.advance)
        self._at = (np.cumsum(self._count) - self._count).astype(np.int32)

    def placed(self, column: _Column) -> tuple[Array, Array, Array]:
        """Document, position and cell of every word of a field, flat."""
        flat = np.frombuffer(column.flat, np.int32)
        lengths = np.array(column.lengths)
        advance = self._advance[flat]
        position = np.cumsum(advance, dtype=np.int32) - advance
        begins = np.cumsum(lengths) - lengths
        filled = lengths > 0
        position -= np.repeat(position[begins[filled]], lengths[filled])
        document = np.repeat(np.array(column.documents), lengths)
        count = self._count[flat]
        if (count == 1).all():
            cell = self._at[flat]
        else:
            cell = stretches(self._at[flat], count)
            document, position = np.repeat(document, count), np.repeat(position, count)
        return document, position + self._offset[cell], cell


def _ranked(numbers: dict[str, int], used: list[Array]) -> tuple[list[str], Array]:
    """The terms of these numbers in byte order (that of code points, as Python sorts), and the place in it of each number:
    of a vocabulary that serves many batches only what this one has."""
    there = np.zeros(len(numbers), bool)
    for some in used:
        there[some] = True
    names = list(numbers)
    chosen = np.flatnonzero(there).tolist()
    ordered = sorted(chosen, key=names.__getitem__)
    rank = np.zeros(len(names), np.int64)
    rank[ordered] = np.arange(len(ordered))
    return [names[number] for number in ordered], rank


def _sorted_unique(values: Array) -> Array:
    values.sort()
    return values[_heads(values)]


def _heads(values: Array) -> Array:
    """Indices at which a new value begins in a sorted array."""
    return (
        np.flatnonzero(np.concatenate((np.ones(1, bool), values[1:] != values[:-1])))
        if len(values)
        else np.zeros(0, np.int64)
    )
