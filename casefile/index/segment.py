"""A segment for Whoosh: our packed file behind Whoosh's codec, so that its searcher and matchers work on it as well."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from casefile.index.folders import DiskFolder
from casefile.index.pack import Array, Pack
from casefile.index.postings import Postings
from casefile.index.schema import WORD_FIELDS

EXTENSION = ".pack"
COLUMN_TYPES = {"article": np.int32, "kind": np.uint8, "language": np.uint8, "first": np.int32, "last": np.int32}
LENGTHS = np.array([byte_to_length(value) for value in range(256)], np.float64)
"""Field lengths as Whoosh's one byte a document gives them back."""


class SegmentFile:
    """A segment's file, opened."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.count: int = pack.meta["documents"]
        self.postings = Postings(pack)
        self.totals: dict[str, int] = pack.meta["lengths"]
        self.kinds: list[str] = pack.meta["kinds"]
        self.languages: list[str] = pack.meta["languages"]
        self.frequent = frozenset(word.encode() for word in pack.meta["frequent"])
        """Words of which all pairs are known."""

    def lengths(self, field: str) -> Array:
        """One byte a document."""
        name = f"length.{field}"
        return self.pack.part(name) if name in self.pack else np.zeros(self.count, np.uint8)

    def column(self, name: str) -> Array:
        """A value a document: article (-1 for none), kind, language, first, last."""
        return self.pack.part(f"doc.{name}")

    def kind(self, document: int) -> str:
        return self.kinds[self.value("kind", document) if len(self.kinds) > 1 else 0]

    def language(self, document: int) -> str:
        return self.languages[self.value("language", document) if len(self.languages) > 1 else 0]

    def value(self, name: str, document: int) -> int:
        """That of one document."""
        return int(self.pack.part(f"doc.{name}", document, document + 1)[0])

    def stored(self, name: str, document: int) -> str:
        """The stored id, title or body of a document."""
        ends = self.pack.part(f"doc.{name}.end", max(0, document - 1), document + 1).tolist()
        start, end = (ends[0], ends[1]) if document else (0, ends[0])
        found = self.pack.text(f"doc.{name}.text", start, end)
        if name == "body" and found:
            found = zlib.decompress(found)
        return found.decode("utf-8", "surrogatepass")


class PackSegment(base.Segment):  # type: ignore[misc]  # Whoosh has no types
    """What the table of contents says of a segment: its name, its size, which documents are gone."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self.count = 0
        self.size = 0
        """Bytes of its file."""
        self.gone: frozenset[int] = frozenset()

    def codec(self) -> PackCodec:
        return PackCodec()

    def doc_count_all(self) -> int:
        return self.count

    def deleted_count(self) -> int:
        return len(self.gone)

    def deleted_docs(self) -> frozenset[int]:
        return self.gone

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self.gone


class PackCodec(base.Codec):  # type: ignore[misc]  # Whoosh has no types
    """Reads packed segments. They are written by `Batch` and `merging`, never by Whoosh."""

    def terms_reader(self, storage: Any, segment: PackSegment) -> PackTerms:
        return PackTerms(open_segment(storage, segment))

    def per_document_reader(self, storage: Any, segment: PackSegment) -> PackDocuments:
        return PackDocuments(open_segment(storage, segment), segment)


def open_segment(storage: Any, segment: PackSegment) -> SegmentFile:
    """Opens the segment's file. Raises DamagedError, FileNotFoundError."""
    return SegmentFile(Pack(DiskFolder(Path(storage.folder)).open(segment.make_filename(EXTENSION))))


class PackTerms(base.TermsReader):  # type: ignore[misc]  # Whoosh has no types
    """The terms of a segment as Whoosh asks for them, one by one."""

    def __init__(self, file: SegmentFile) -> None:
        self.file = file
        self._postings = file.postings

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._postings.find(*term) >= 0

    def indexed_field_names(self) -> list[str]:
        return list(self._postings.fields)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for field in sorted(self._postings.fields):
            yield from self._from(field, self._postings.fields[field][0])

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        yield from self._from(fieldname, self._postings.bisect(fieldname, prefix))

    def _from(self, field: str, first: int) -> Iterator[tuple[str, bytes]]:
        for text in self._postings.texts(first, self._postings.fields.get(field, (0, 0))[1]):
            yield field, text

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for term in self.terms():
            yield term, self.term_info(*term)

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for term in self.terms_from(fieldname, prefix):
            yield term, self.term_info(*term)

    def cursor(self, fieldname: str, fieldobj: Any) -> PackCursor:  # noqa: ARG002 - Whoosh calls it so
        return PackCursor(self._postings, fieldname)

    def _number(self, field: str, text: bytes) -> int:
        number = self._postings.find(field, text)
        if number < 0:
            raise TermNotFound(f"no term {field}:{text!r}")
        return number

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        number = self._number(fieldname, text)
        docs, tf = self._postings.docs(number), self._postings.frequencies(number)
        lengths = LENGTHS[self.file.lengths(fieldname)[docs]] if fieldname in WORD_FIELDS else np.ones(1)
        return TermInfo(
            float(len(docs) if tf is None else tf.sum()),
            len(docs),
            int(lengths.min()),
            int(lengths.max()),
            1.0 if tf is None else float(tf.max()),
            int(docs[0]),
            int(docs[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        weight: float = self.term_info(fieldname, text).weight()
        return weight

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        number = self._postings.find(fieldname, text)
        return 0 if number < 0 else int(self._postings.df(number, number + 1)[0])

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        number = self._number(fieldname, text)
        docs, tf = self._postings.docs(number), self._postings.frequencies(number)
        weights = [1.0] * len(docs) if tf is None else tf.astype(float).tolist()
        values = _Values(self._postings, number, tf) if fieldname in WORD_FIELDS else None
        return ListMatcher(
            docs.tolist(), weights, values, format_, scorer, term=(fieldname, text), terminfo=self.term_info(fieldname, text)
        )


class _Values:
    """The positions of each posting as bytes, for Whoosh's span matchers."""

    def __init__(self, postings: Postings, number: int, tf: Array | None) -> None:
        df = int(postings.df(number, number + 1)[0])
        self._ends = np.cumsum(np.ones(df, np.int64) if tf is None else tf)
        self._positions = postings.positions(number).astype("<u4")

    def __getitem__(self, index: int) -> bytes:
        start = self._ends[index - 1] if index else 0
        return self._positions[start : self._ends[index]].tobytes()


class PackCursor(base.FieldCursor):  # type: ignore[misc]  # Whoosh has no types
    """Walks the terms of one field."""

    def __init__(self, postings: Postings, field: str) -> None:
        self._postings = postings
        self._field = field
        self._at, self._end = postings.fields.get(field, (0, 0))

    def first(self) -> str | None:
        self._at = self._postings.fields.get(self._field, (0, 0))[0]
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        self._at = self._postings.bisect(self._field, term.encode() if isinstance(term, str) else term)
        return self.text()

    def next(self) -> str | None:
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        return self._postings.text(self._at).decode() if self._at < self._end else None

    def is_valid(self) -> bool:
        return self._at < self._end


class PackDocuments(base.PerDocumentReader):  # type: ignore[misc]  # Whoosh has no types
    """Lengths, stored fields and deletions of a segment as Whoosh asks for them."""

    def __init__(self, file: SegmentFile, segment: PackSegment) -> None:
        self._file = file
        self._segment = segment

    def doc_count(self) -> int:
        return self._segment.count - len(self._segment.gone)

    def doc_count_all(self) -> int:
        return self._segment.count

    def has_deletions(self) -> bool:
        return bool(self._segment.gone)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._segment.gone

    def deleted_docs(self) -> frozenset[int]:
        return self._segment.gone

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        value = int(self._file.lengths(fieldname)[docnum]) if fieldname in WORD_FIELDS else 0
        return int(LENGTHS[value]) if value else default

    def field_length(self, fieldname: str) -> int:
        return self._file.totals.get(fieldname, 0)

    def min_field_length(self, fieldname: str) -> int:
        return int(LENGTHS[self._file.lengths(fieldname).min()])

    def max_field_length(self, fieldname: str) -> int:
        return int(LENGTHS[self._file.lengths(fieldname).max()])

    def stored_fields(self, docnum: int) -> dict[str, str]:
        return {name: self._file.stored(name, docnum) for name in ("id", "title", "body")}
