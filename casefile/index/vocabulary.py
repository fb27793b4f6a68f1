"""What every chunk of text stands for, in arrays; known from one batch of documents to the next."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from casefile.index.cutting import Cutter
from casefile.index.pack import Array
from casefile.index.schema import analyst
from casefile.index.words import Analyst

_MOST_CHUNKS = 600_000
_PUNCTUATION = ".,;:!?\"'()[]{}“”‘’«»…-–—"


class Terms:
    """Terms by number, and their order: that of code points, which is that of their UTF-8 bytes, as Python sorts."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        self._ordered: list[int] = []
        self._sorted: list[str] = []

    def number(self, term: str) -> int:
        """The number of a term, a new one for a new term."""
        known = self._numbers.get(term)
        if known is None:
            known = self._numbers[term] = len(self._names)
            self._names.append(term)
        return known

    def ranks(self) -> Array:
        """The place of each number's term among all terms, int32."""
        new = sorted(range(len(self._ordered), len(self._names)), key=self._names.__getitem__)
        # Two stretches that are in order already: Python's sort joins them in one pass.
        if new:
            self._ordered = sorted(self._ordered + new, key=self._names.__getitem__)
            self._sorted = [self._names[number] for number in self._ordered]
        ranks = np.empty(len(self._names), np.int32)
        ranks[self._ordered] = np.arange(len(self._names), dtype=np.int32)
        return ranks

    def ranked(self, ranks: Array) -> list[str]:
        """The terms at these places."""
        return [self._sorted[rank] for rank in ranks.tolist()]


class Vocabulary:
    """What each chunk of text stands for: its words, where they stand in it, how many positions it takes.

    Serves many batches, one after the other: most chunks of the next batch are known from the last.
    """

    def __init__(self) -> None:
        self._cutters: dict[str, Cutter] = {}
        self.stems, self.exacts = Terms(), Terms()
        self.stem = array("i")
        self.exact = array("i")
        self.offset = array("i")
        self.count = array("i")
        self.advance = array("i")

    @property
    def large(self) -> bool:
        """Whether it is time for a new one."""
        return len(self.count) > _MOST_CHUNKS

    def cut(self, texts: Sequence[str], language: str) -> tuple[Array, Array]:
        """Numbers of the chunks of texts in a language, flat, int32, and how many each text has."""
        cutter = self._cutters.get(language)
        if cutter is None:
            cutter = self._cutters[language] = Cutter(_Numbers(self, language).__getitem__)
        return cutter.cut(texts)

    def word(self, exact: str, stem: str) -> int:
        """A number for a chunk that is one plain word."""
        self._form(exact, stem, 0)
        self.count.append(1)
        self.advance.append(1)
        return len(self.count) - 1

    def chunk(self, raw: str, analyst: Analyst) -> int:
        """A number for a chunk not seen before."""
        surface = analyst.chunk(raw)
        for form in surface.forms:
            self._form(form.exact, form.stem, form.offset)
        self.count.append(len(surface.forms))
        self.advance.append(surface.advance)
        return len(self.count) - 1

    def _form(self, exact: str, stem: str, offset: int) -> None:
        self.stem.append(self.stems.number(stem))
        self.exact.append(self.exacts.number(exact))
        self.offset.append(offset)


class _Numbers(dict[str, int]):
    """Number of each chunk in one language; new chunks are analysed when they are first asked for."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._analyst = analyst(language)

    def __missing__(self, raw: str) -> int:
        # Most new chunks are a known word with a full stop after it: they share its number.
        plain = raw.strip(_PUNCTUATION)
        if plain.isascii() and plain.isalnum():
            plain = plain.lower()
            known = plain != raw
            number = self[raw] = self[plain] if known else self._vocabulary.word(plain, self._analyst.stem(plain))
        else:
            number = self[raw] = self._vocabulary.chunk(raw, self._analyst)
        return number
