"""The query language: Whoosh's parser and plugins, with our words, fields and dates at its leaves.

The parser makes a tree of `Said` leaves; `Parsed` holds it bare, with what it means in words and what was mended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from whoosh import qparser, query
from whoosh.qparser import syntax

from casefile.domain.findings import EntityType
from casefile.errors import QueryError
from casefile.index import days
from casefile.index.grammar import PLUGINS
from casefile.index.schema import EXACT_FIELD, analyst
from casefile.index.tidy import tidy
from casefile.index.tree import NOTHING, InLanguage, Keyed, Overlaps, Query, Said, bare, in_words
from casefile.index.words import PART, SURFACE, TAIL, WHOLE, Form, fold

WORDS_OF = {
    "text": "text", "title": "title", "quote": "quotes", "quotes": "quotes", "note": "notes", "notes": "notes",
    "entity": "entities", "entities": "entities", "speaker": "speaker", "outlet": "outlet", "author": "author",
}  # fmt: skip
"""Fields of the language that hold words, and their fields in the index."""

KEYS = frozenset({"tag", "type", "kind", "has", "article", "id"})
ALLOWED = {
    "kind": frozenset({"article", "quote", "note", "entity", "event"}),
    "has": frozenset({"quote", "note", "tag", "figure", "date", "conflict"}),
    "type": frozenset({*EntityType, "direct", "mixed", "indirect", "reported", "planned", "denied", "alleged"}),
}
FIELDS = frozenset({*WORDS_OF, *KEYS, "date", "lang", "like"})
MOST_EDITS = 2
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*|und")
_ENTITY_ID = re.compile(r"e[0-9a-f]{13}")
_LIKE_FIELD = re.compile(r"(?<![\w:])([A-Za-z]{2,12}):(?=[\w\"'])(?!//)")
_SIMPLE_PART = r"(?:[a-z]{2,8}:[A-Za-z0-9][A-Za-z0-9-]{0,40}|\"[A-Za-z]{1,40}(?: [A-Za-z]{1,40}){1,9}\"|[A-Za-z]{1,40}[*~]?)"
_LONGEST_WORD = 40
_PART = re.compile(_SIMPLE_PART)
_SIMPLE = re.compile(f"{_SIMPLE_PART}(?: {_SIMPLE_PART}){{0,9}}")
_EITHER = re.compile(f"{_SIMPLE_PART}(?: OR {_SIMPLE_PART}){{1,9}}")
_OPERATORS = frozenset({"AND", "OR", "NOT", "ANDNOT", "ANDMAYBE", "REQUIRE"})
_BETWEEN = frozenset({"and", "or", "not"})
"""Operators only between words."""
_VARIANTS = 4
"""Ways of reading the compounds of one phrase that are tried at most."""


@dataclass(frozen=True)
class Parsed:
    """A query, understood. `tree` is bare and can be `NOTHING`."""

    tree: Query
    words: str
    corrections: tuple[str, ...]
    plain: tuple[tuple[str, str], ...] = ()
    """Words without a field or a pattern, as written and folded: those that a slip of the pen may have spoilt."""


class Parser(qparser.QueryParser):  # type: ignore[misc]  # Whoosh has no types
    """One query, read once. `languages` are those whose stems the index may hold; `like` makes a query of the words of the
    article of an id, and raises KeyError where it has none."""

    def __init__(self, languages: Sequence[str], like: Callable[[str], Query] | None = None) -> None:
        # What Whoosh's own initializer sets; it would sort and add the plugins anew for each query.
        self.fieldname, self.schema = "text", FIELDS
        self.termclass, self.phraseclass, self.group = query.Term, query.Phrase, syntax.AndGroup
        self.plugins = list(PLUGINS)
        self.languages = tuple(languages) or ("en",)
        self.corrections: list[str] = []
        self._like = like
        self._leaf = ""
        """What is read at the moment: an error is about it."""
        self._plain: dict[tuple[str, str], None] = {}

    def read(self, text: str) -> Parsed:
        """Raises QueryError, with how to mend it."""
        try:
            tree = self._simply(text)
            if tree is None:
                tidied = tidy(text, FIELDS)
                self.corrections = [*tidied.corrections, *self._unknown_fields(tidied.text)]
                tree = self.process(tidied.text).query(self)
        except QueryError as error:
            raise located(error, text, self._leaf) from None
        words = in_words(tree)
        if not words:
            raise QueryError("There is nothing to search for; write a word, or *:* for everything.", 0)
        return Parsed(bare(tree), words, tuple(dict.fromkeys(self.corrections)), tuple(self._plain))

    def _simply(self, text: str) -> Query | None:
        """What most people type, words, phrases, patterns and conditions side by side or all with OR between them: the
        parser would say the same, ten times slower. None where it is anything else."""
        if text.isascii() and text.isalpha() and len(text) <= _LONGEST_WORD:
            return self._word("text", "text", text, 1.0) if text not in _OPERATORS else None
        for shape, kind in ((_SIMPLE, query.And), (_EITHER, query.Or)):
            if shape.fullmatch(text):
                parts = _PART.findall(text) if kind is query.And else text.split(" OR ")
                between = parts[1:-1] if kind is query.And else parts
                if not (_OPERATORS.isdisjoint(parts) and _BETWEEN.isdisjoint(between)):
                    continue
                leaves = [self._simple(part) for part in parts]
                if any(leaf is None for leaf in leaves):
                    return None
                return kind(leaves) if len(leaves) > 1 else leaves[0]
        return None

    def _simple(self, part: str) -> Query | None:
        if part.isalpha():
            return self.phrase("text", part, 1, quoted=False)
        if part[0] == '"':
            return self.phrase("text", part[1:-1], 1)
        field, colon, value = part.partition(":")
        if colon:
            return self.term_query(field, value, query.Term) if field in FIELDS else None
        return self.term_query("text", part[:-1], query.Prefix if part[-1] == "*" else query.FuzzyTerm)

    @staticmethod
    def _unknown_fields(text: str) -> list[str]:
        outside = re.sub(r'"[^"]*"', '""', text)
        known = ", ".join(sorted(FIELDS - {"quotes", "notes", "entities", "id"}))
        return [
            f"There is no field “{match[1]}”; it was searched for as a word. Fields are {known}."
            for match in _LIKE_FIELD.finditer(outside)
            if match[1] not in FIELDS
        ]

    # What Whoosh's nodes call for their leaves.

    def term_query(self, fieldname: str, text: str, termclass: Any, boost: float = 1.0, **_: bool) -> Query:
        self._leaf = text
        if fieldname not in WORDS_OF:
            return self._condition(fieldname, text)
        if termclass is query.Prefix and SURFACE.fullmatch(text):
            return self._expanding(fieldname, text, f"words beginning with “{text}”", query.Prefix, boost)
        if termclass in (query.Prefix, query.Wildcard):
            pattern = text + ("*" if termclass is query.Prefix else "")
            if not pattern.strip("*"):
                return Said(query.Every(), "everything")
            return self._expanding(fieldname, pattern, f"words like “{pattern}”", query.Wildcard, boost)
        if termclass is query.FuzzyTerm:
            return self._fuzzy(fieldname, text, boost)
        if text.startswith("=") and len(text) > 1:
            return self._exact(fieldname, text[1:], boost)
        return self.phrase(fieldname, text, 1, boost, quoted=False)

    def range(self, fieldname: str, start: str | None, end: str | None, startexcl: bool, endexcl: bool) -> Query:
        self._leaf = start or end or ""
        if fieldname == "date":
            first, last = days.between(start, end, startexcl, endexcl)
            if first > last:
                raise QueryError(f"No day is both after {start} and before {end}; write [{end} TO {start}].")
            return Said(Overlaps(first, last), f"dated {days.in_words(first, last)}")
        if fieldname not in WORDS_OF:
            self._leaf = f"{fieldname}:"
            raise QueryError(f"“{fieldname}” has no order, so it cannot be asked for from … to …; name the values with OR.")
        low, high = (fold(bound.strip()) if bound else None for bound in (start, end))
        if low is not None and high is not None and low > high:
            raise QueryError(f"The range [{start} TO {end}] is the wrong way round; write [{end} TO {start}].")
        words = f"words from “{start or '…'}” to “{end or '…'}”{_in_field(fieldname)}"
        return Said(query.TermRange(_vocabulary(fieldname), low, high, startexcl, endexcl), words)

    def phrase(self, fieldname: str, text: str, slop: int, boost: float = 1.0, quoted: bool = True) -> Query:
        """A quoted phrase, or one word that may stand for several."""
        self._leaf = text
        if fieldname not in WORDS_OF:
            return self._condition(fieldname, text)
        if fieldname == "entity" and _ENTITY_ID.fullmatch(text):
            return Said(query.Term("entity_id", text), f"about entity {text}")
        field = WORDS_OF[fieldname]
        if text.isascii() and text.isalpha() and not quoted:
            return self._word(field, fieldname, text, boost)
        readings: dict[Query, None] = {}
        if fieldname == "text":
            for raw in SURFACE.findall(text):
                self._plain |= {(raw, form.exact): None for form in analyst("en").surface(raw).forms if form.role == PART}
        for language in self.languages:
            for reading in self._readings(field, text, language, slop, boost):
                readings[reading] = None
        if not readings:
            return NOTHING
        near = f" within {slop} words" if slop > 1 else ""
        single = not quoted or len(SURFACE.findall(text)) < 2
        words = f"“{text}”{near}{_in_field(fieldname)}" if single else f"the phrase “{text}”{near}{_in_field(fieldname)}"
        several = list(readings)
        return Said(several[0] if len(several) == 1 else query.Or(several), words)

    def _word(self, field: str, fieldname: str, text: str, boost: float) -> Query:
        """One word of plain letters: nothing of it has to be taken apart."""
        exact = text.lower()
        if fieldname == "text":
            self._plain[text, exact] = None
        stems = dict.fromkeys([analyst(language).stem(exact) for language in self.languages])
        terms = [query.Term(field, stem, boost=boost) for stem in stems]
        return Said(terms[0] if len(terms) == 1 else query.Or(terms), f"“{text}”{_in_field(fieldname)}")

    def _readings(self, field: str, text: str, language: str, slop: int, boost: float) -> list[Query]:
        """The ways a phrase can be written: compounds in parts, or as one word."""
        sequences: list[list[str | Query]] = [[]]
        for raw in SURFACE.findall(text):
            forms = analyst(language).surface(raw).forms
            ways = _ways(forms)
            sequences = [[*sequence, *way] for sequence in sequences for way in ways][:_VARIANTS]
        found: list[Query] = []
        for sequence in sequences:
            if len(sequence) == 1:
                only = sequence[0]
                tail = len(only) == 1 and _is_tail(text, only, language)
                found.append(query.Prefix(field, only, boost=boost) if tail else query.Term(field, only, boost=boost))
            elif sequence:
                found.append(query.Phrase(field, list(sequence), slop=slop, boost=boost))
        return found

    def _exact(self, fieldname: str, text: str, boost: float) -> Query:
        """The word as it is written, diacritics and case apart."""
        parts: list[Query] = []
        for raw in SURFACE.findall(text):
            exacts = [form.exact for form in analyst("en").surface(raw).forms if form.role == PART]
            parts += [query.Term(EXACT_FIELD, exact, boost=boost) for exact in exacts]
        if fieldname != "text":
            parts.append(self.phrase(fieldname, text, 1, boost))
        return Said(query.And(parts), f"exactly “{text}”{_in_field(fieldname)}") if parts else NOTHING

    def _fuzzy(self, fieldname: str, text: str, boost: float) -> Query:
        return _Fuzzy.made(self, fieldname, text, boost)

    def _expanding(self, fieldname: str, text: str, words: str, kind: Callable[..., Query], boost: float) -> Query:
        return Said(kind(_vocabulary(fieldname), fold(text), boost=boost), words + _in_field(fieldname))

    def _condition(self, fieldname: str, text: str) -> Query:
        text = text.strip().removeprefix("=")
        if not text:
            raise QueryError(f"There is nothing after “{fieldname}:”; write for example {fieldname}:x, or take it away.")
        if fieldname == "date":
            first, last = days.days(text)
            return Said(Overlaps(first, last), f"dated {days.in_words(first, last)}")
        if fieldname == "lang":
            if not _LANGUAGE.fullmatch(text):
                raise QueryError(f"“{text}” is not the code of a language; write for example lang:en or lang:ja.")
            return Said(InLanguage(text), f"in language “{text}”")
        if fieldname == "article":
            return Said(query.Term("article", _number(fieldname, text)), f"in article S{_number(fieldname, text)}")
        if fieldname == "id":
            return Said(query.Term("id", text), f"with id “{text}”")
        if fieldname == "like":
            return self._articles_like(text)
        allowed = ALLOWED.get(fieldname)
        if allowed and not any(mark in text for mark in "*?") and fold(text) not in allowed:
            raise QueryError(f"“{fieldname}:{text}” is not known; after {fieldname}: comes {', '.join(sorted(allowed))}.")
        return Said(Keyed(fieldname, text), f"{fieldname} “{text}”")

    def _articles_like(self, text: str) -> Query:
        number = _number("like", text)
        try:
            found = NOTHING if self._like is None else self._like(f"S{number}")
        except KeyError:
            raise QueryError(
                f"There is no article S{number} to find others like; the articles listing shows numbers."
            ) from None
        return Said(found, f"articles like S{number}")


class _Fuzzy(query.FuzzyTerm):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's node sets the distance after the query is made: here it reaches the words, and is kept in bounds."""

    @classmethod
    def made(cls, parser: Parser, fieldname: str, text: str, boost: float) -> Query:
        words = SURFACE.findall(text)
        if len(words) != 1:
            return parser.phrase(fieldname, text, 1, boost, quoted=False)
        fuzzy = cls(_vocabulary(fieldname), fold(text), boost=boost, maxdist=1, prefixlength=0)
        return _SaidFuzzy(fuzzy, text, fieldname, parser)


class _SaidFuzzy(Said):
    """Takes `maxdist` and `prefixlength` as Whoosh's node assigns them."""

    def __init__(self, child: Query, text: str, fieldname: str, parser: Parser) -> None:
        super().__init__(child, f"words like “{text}”, up to 1 letter different{_in_field(fieldname)}")
        self._text, self._fieldname, self._parser = text, fieldname, parser

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "maxdist":
            if value > MOST_EDITS:
                note = f"A word may differ by at most {MOST_EDITS} letters; ~{value} was read as ~{MOST_EDITS}."
                self._parser.corrections.append(note)
            self.child.maxdist = edits = min(value, MOST_EDITS)
            letters = f"{edits} letter{'s' if edits > 1 else ''}"
            self.words = f"words like “{self._text}”, up to {letters} different{_in_field(self._fieldname)}"
        elif name == "prefixlength":
            self.child.prefixlength = value
        else:
            super().__setattr__(name, value)


def located(error: QueryError, text: str, about: str) -> QueryError:
    """The error with the place of what it is about."""
    if error.position is not None:
        return error
    at = max(0, text.find(about))
    return QueryError(f"At character {at + 1}: {error}", at)


def _number(fieldname: str, text: str) -> str:
    """The number of an article, without its S and zeros before it."""
    digits = text.upper().removeprefix("S")
    if not digits.isascii() or not digits.isdigit():
        raise QueryError(f"After “{fieldname}:” comes the number of an article, as in {fieldname}:S4; “{text}” is none.")
    return digits.lstrip("0") or "0"


def _ways(forms: Sequence[Form]) -> list[list[str]]:
    """The stems of a surface in sequence, and as one word where it has such a form."""
    parts = [form.stem for form in sorted(forms) if form.role == PART]
    if not parts:
        parts = [form.stem for form in forms if form.role == TAIL]
    whole = list(dict.fromkeys(form.stem for form in forms if form.role == WHOLE))
    return [parts, *([stem] for stem in whole)]


def _is_tail(text: str, stem: str, language: str) -> bool:
    """Whether a query of one word is one CJK character: it is looked for at the head of any bigram."""
    forms = (form for raw in SURFACE.findall(text) for form in analyst(language).surface(raw).forms)
    return any(form.role == TAIL and form.stem == stem for form in forms)


def _vocabulary(fieldname: str) -> str:
    """The field whose terms a pattern is held against: unstemmed words for the text, stems elsewhere."""
    return EXACT_FIELD if fieldname == "text" else WORDS_OF[fieldname]


def _in_field(fieldname: str) -> str:
    return "" if fieldname == "text" else f" in {fieldname}"
