"""From text to the words that are indexed: one regular expression, one dictionary of surfaces already seen.

A surface is what the expression finds ("Hayashi’s", "10,000", "U.S", "non-disclosure", a run of Japanese). `Analyst.forms`
says once, in Python, which words it stands for; texts are then only looked up. Folding is NFKC, case folding and the
diacritics of Latin and Greek letters (the voicing of kana and the breve of й stay, they make other letters). Stems are
Snowball's (M. Porter, "Snowball: a language for stemming algorithms", 2001), by the article's language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import Stemmer

# Marks join their letter (Python's \w leaves them out); invisible characters inside a word do not end it.
_MARK_BLOCKS = ((0x300, 0x1D00), (0x1DC0, 0x1E00), (0x20D0, 0x2100), (0x3099, 0x309B), (0xA66F, 0xAAF7))
_MARKS = "".join(
    chr(code) for first, end in _MARK_BLOCKS for code in range(first, end) if unicodedata.category(chr(code)).startswith("M")
)
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
LETTERS = f"\\w{re.escape(_MARKS)}{_INVISIBLE}"
# Hyphens, apostrophes, full stops and commas inside a word belong to its surface; `_forms` takes them apart.
INNER = "-‐‑'’ʼ＇.,，．"
_SPACED_NUMBER = "[0-9０-９]{1,3}(?:[ \u00a0\u2009\u202f][0-9０-９]{3})+(?![0-9０-９]|['’ʼ＇]\\w)"
SURFACE = re.compile(f"{_SPACED_NUMBER}|\\w[{LETTERS}]*(?:[{INNER}]\\w[{LETTERS}]*)*")

_CJK = (
    "\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
CJK_RUN = re.compile(f"([{_CJK}]+)")
_DROPPED = re.compile(f"[{_INVISIBLE}]")
_DIACRITIC = re.compile(r"(?<=[a-z\u00e6\u00f8\u0131\u03b1-\u03c9])[\u0300-\u036f\u1dc0-\u1dff\u20d0-\u20ff]+")
_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]")
_LETTER_FOLDS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ς": "σ"}
    | dict.fromkeys("’ʼ＇‘`´", "'")
    | dict.fromkeys("‐‑", "-")
)

_ACRONYM = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_GROUPED_BY_COMMA = re.compile(r"\d{1,3}(?:[,']\d{3})+(?:\.\d+)?")
_GROUPED_BY_POINT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_DOTTED_NUMBER = re.compile(r"\d+(?:\.\d+)+")
_SPACES = re.compile("[ \u00a0\u2009\u202f]")
_SPACED = re.compile(f"(?<![\\w])(?:{_SPACED_NUMBER})")
_SPACED_HINT = re.compile("[0-9０-９][ \u00a0\u2009\u202f][0-9０-９]{3}")
_GROUPED_BY_SPACE = re.compile(r"\d{1,3}(?:_\d{3})+")
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|dell|nell|all|sull|un)'(?=\w)")
_ELIDING = frozenset({"fr", "it", "ca"})
_COMPOUND_PARTS = 4
_WHOLE_RUN = 8
_WHOLE_MARK = "^"
"""Before the stem of a short CJK run that stands alone: who asks for just this run finds it first. No word has it."""
_LONG = 40
"""Surfaces longer than this (sentences without spaces, mostly) are not worth remembering."""

_ALGORITHMS = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "da": "danish", "nl": "dutch", "en": "english",
    "fi": "finnish", "fr": "french", "de": "german", "el": "greek", "hi": "hindi", "hu": "hungarian", "id": "indonesian",
    "ga": "irish", "it": "italian", "lt": "lithuanian", "ne": "nepali", "no": "norwegian", "nb": "norwegian",
    "nn": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "es": "spanish",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
DEFAULT_LANGUAGE = "en"


class Form(NamedTuple):
    """One word a surface stands for, `offset` positions after the surface's first."""

    offset: int
    exact: str
    """Folded, not stemmed: what `=word`, wildcards and did-you-mean look at."""
    stem: str
    role: str
    """PART of the sequence, WHOLE for all parts as one, TAIL the last character of a CJK run."""


PART, WHOLE, TAIL = "part", "whole", "tail"


@dataclass(frozen=True, slots=True)
class Surface:
    forms: tuple[Form, ...]
    advance: int
    """Positions it takes."""


def fold(text: str) -> str:
    """NFKC, case folded, diacritics off, apostrophes and hyphens of one kind, invisible characters out."""
    if text.isascii():
        return text.lower()
    text = _DROPPED.sub("", unicodedata.normalize("NFKC", text)).casefold().translate(_LETTER_FOLDS)
    text = _DIACRITIC.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", _POINTS.sub("", text))


def chunks(text: str) -> list[str]:
    """The text at its white space, numbers grouped by spaces kept whole ("10 000" as 10_000): what indexing looks up,
    several times faster than one match a word."""
    return joined_numbers(text).split()


def joined_numbers(text: str) -> str:
    """The text with numbers that are grouped by spaces made one chunk."""
    if _SPACED_HINT.search(text):
        return _SPACED.sub(lambda number: _SPACES.sub("_", number[0]), text)
    return text


@lru_cache(maxsize=1 << 10)
def stem_language(language: str) -> str:
    """The language whose stemmer serves articles in this one; English where Snowball has none, or none is known."""
    code = language.partition("-")[0].lower()
    return code if code in _ALGORITHMS else DEFAULT_LANGUAGE


class Analyst:
    """Words of one language. Remembers surfaces, and forgets them all when they are too many."""

    def __init__(self, language: str = DEFAULT_LANGUAGE, remembered: int = 4_000) -> None:
        self.language = stem_language(language)
        self._stem = Stemmer.Stemmer(_ALGORITHMS[self.language], 0).stemWord
        self._seen: dict[str, Surface] = {}
        self._remembered = remembered

    def surface(self, raw: str) -> Surface:
        """What one match of SURFACE stands for."""
        found = self._seen.get(raw)
        if found is None and len(raw) > _LONG:
            return self._analyse(_SPACES.sub("_", raw))
        if found is None:
            if len(self._seen) >= self._remembered:
                self._seen.clear()
            found = self._seen[raw] = self._analyse(_SPACES.sub("_", raw))
        return found

    def chunk(self, raw: str) -> Surface:
        """What one of `chunks` stands for: all its surfaces, one after the other."""
        surfaces = SURFACE.findall(raw)
        if len(surfaces) == 1:
            return self.surface(surfaces[0])
        forms: list[Form] = []
        position = 0
        for part in map(self.surface, surfaces):
            forms += [form._replace(offset=form.offset + position) for form in part.forms]
            position += part.advance
        return Surface(tuple(forms), position)

    def words(self, text: str) -> Iterator[tuple[int, Form]]:
        """(position, form) of all words, by position of their surface."""
        position = 0
        for raw in chunks(text):
            surface = self.chunk(raw)
            for form in surface.forms:
                yield position + form.offset, form
            position += surface.advance

    def stem(self, exact: str) -> str:
        """The stem of a folded word."""
        stem: str = self._stem(exact)
        return stem

    def _word(self, offset: int, text: str, role: str = PART) -> Form:
        exact = text.removesuffix("'s").replace("'", "")
        return Form(offset, exact, self.stem(exact), role)

    def _analyse(self, raw: str) -> Surface:
        text = fold(raw)
        if _GROUPED_BY_SPACE.fullmatch(text):
            return self._compound(text.split("_"))
        if 1 < len(text) <= _WHOLE_RUN and CJK_RUN.fullmatch(text):
            run = self._scripts(text)
            return Surface((*run.forms, Form(0, text, f"{_WHOLE_MARK}{text}", WHOLE)), run.advance)
        if _ACRONYM.fullmatch(text):
            return Surface((self._word(0, text.replace(".", "")),), 1)
        if _GROUPED_BY_COMMA.fullmatch(text):
            return Surface((self._word(0, text.replace(",", "").replace("'", "")),), 1)
        if _GROUPED_BY_POINT.fullmatch(text):
            # "10.000" is ten thousand in Berlin and ten in London: both are found.
            joined = text.replace(".", "").replace(",", ".")
            return Surface((self._word(0, joined), self._word(0, text, WHOLE)), 1)
        if _DOTTED_NUMBER.fullmatch(text):
            return Surface((self._word(0, text),), 1)
        forms: list[Form] = []
        position = 0
        for piece in re.split(r"[.,_]", text):
            if not piece:
                continue
            part = self._piece(piece)
            forms += [form._replace(offset=form.offset + position) for form in part.forms]
            position += part.advance
        return Surface(tuple(forms), position)

    def _piece(self, piece: str) -> Surface:
        """A piece without full stops and commas: a hyphenated compound, a mix of scripts, or a word."""
        if "-" in piece:
            return self._compound([part for part in piece.split("-") if part])
        if CJK_RUN.search(piece):
            return self._scripts(piece)
        if self.language in _ELIDING and (elided := _ELIDED.match(piece)):
            return Surface((self._word(0, elided[0]), self._word(1, piece[elided.end() :])), 2)
        word = self._word(0, piece)
        return Surface((word,), 1) if word.exact else Surface((), 0)

    def _compound(self, parts: list[str]) -> Surface:
        """Parts one after the other and, at the first and at the last, all of them as one word: so that the compound
        meets its solid spelling both in "a non-disclosure" and in "non-disclosure agreement"."""
        forms: list[Form] = []
        position = 0
        for part in parts:
            piece = self._piece(part)
            forms += [form._replace(offset=form.offset + position) for form in piece.forms]
            position += piece.advance
        if 2 <= len(parts) <= _COMPOUND_PARTS and position == len(parts):
            whole = self._word(0, "".join(parts), WHOLE)
            forms += [whole, whole._replace(offset=position - 1)]
        return Surface(tuple(forms), position)

    def _scripts(self, piece: str) -> Surface:
        forms: list[Form] = []
        position = 0
        for run in CJK_RUN.split(piece):
            if not run:
                continue
            if CJK_RUN.fullmatch(run):
                forms += [Form(position + i, run[i : i + 2], run[i : i + 2], PART) for i in range(len(run) - 1)]
                forms.append(Form(position + len(run) - 1, run[-1], run[-1], TAIL))
                position += len(run)
            elif (word := self._word(position, run.strip("'"))).exact:
                forms.append(word)
                position += 1
        return Surface(tuple(forms), position)
