"""Sentences as attribution sees them: a quotation in marks is one item, whatever stands inside it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from casefile.extract import syntax
from casefile.extract.document import Document
from casefile.extract.quotes.marks import Marked

QUOTE = "\0quote"
_GENITIVES = ("'s", "’s")
_FIRST_PERSON = frozenset("i me my mine myself we us our ours ourselves".split())
_LONGEST = 400
"""Items of a stretch; what is longer is no sentence, and cut, so that time stays linear."""
_CLOSING_PUNCTUATION = frozenset(".!?…,;—–")


@dataclass(eq=False)
class Quoted:
    """A quotation with what its words show."""

    marked: Marked
    words: int
    upper: bool
    finite: bool
    ending: str
    """Its last character, inner marks apart."""
    opening: int
    """Readings of its first word."""
    title: bool
    """Its words are capitalised as in a title."""
    own: bool = False
    """A sentence in the first person: nobody's title."""
    taken: bool = False
    part: bool = False
    """Taken as part of a reported clause, in which somebody else may be quoted."""

    @property
    def clausal(self) -> bool:
        """A sentence or clause rather than a fragment."""
        if self.finite and self.words >= 3 and not self.title:
            return True
        return self.upper and self.ending in _CLOSING_PUNCTUATION and self.words >= 2 and not self.title


@dataclass(eq=False)
class Stretch:
    """One sentence; parallel lists, one entry a token outside quotations or a quotation."""

    paragraph: int
    lower: list[str] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    quotes: dict[int, Quoted] = field(default_factory=dict)
    marks: list[int] = field(default_factory=list)
    """The keys of `quotes`, in order."""

    @cached_property
    def heading(self) -> bool:
        """Whether the words outside marks are capitalised as in a headline."""
        words = [
            tag
            for at, (tag, word) in enumerate(zip(self.tags, self.lower, strict=True))
            if len(word) > 3 and at not in self.quotes and not tag & syntax.PUNCTUATION
        ]
        return len(words) > 2 and sum(1 for tag in words if tag & syntax.CAPITAL) > 0.8 * len(words)

    def __len__(self) -> int:
        return len(self.lower)

    def word(self, i: int) -> str:
        """The word at i; "" outside."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def tag(self, i: int) -> int:
        """The readings at i; punctuation outside."""
        return self.tags[i] if 0 <= i < len(self.tags) else syntax.PUNCTUATION

    def finite(self, i: int, floor: int = 0, ceiling: int | None = None) -> bool:
        """Whether a finite verb can stand at i."""
        return syntax.finite_at(self.tags, self.lower, i, floor, len(self.lower) if ceiling is None else ceiling)

    def has_finite(self, first: int, last: int) -> bool:
        """Whether a finite verb can stand in [first, last), with a subject before it."""
        tags, lower = self.tags, self.lower
        return any(
            (tags[i] & syntax.POSSIBLY_FINITE or lower[i] in _GENITIVES) and syntax.finite_at(tags, lower, i, first, last)
            for i in range(first, last)
        )

    def claimable(self, i: int, by: tuple[int, int] | None) -> bool:
        """Whether a cue with this subject before it may claim the quotation at i. What is part of a reported clause is only
        for somebody named in it: "she said that Tarn had called it "a farce"", not "she said she called it "a farce"."""
        if i not in self.quotes or not self.quotes[i].taken:
            return i in self.quotes
        return self.quotes[i].part and by is not None and not (by[1] - by[0] == 1 and self.tags[by[0]] & syntax.SUBJECT)

    def previous_quote(self, i: int) -> int:
        """Index of the last quotation before i, or -1."""
        at = bisect_left(self.marks, i) - 1
        return self.marks[at] if at >= 0 else -1

    def next_quote(self, i: int) -> int:
        """Index of the first quotation at or after i, or -1."""
        at = bisect_left(self.marks, i)
        return self.marks[at] if at < len(self.marks) else -1

    @property
    def only_quotes(self) -> bool:
        """Nothing but quotations and punctuation."""
        return bool(self.quotes) and all(at in self.quotes or self.tags[at] == syntax.PUNCTUATION for at in range(len(self)))


def cut(document: Document, tags: list[int], marks: list[Marked], blocked: list[tuple[int, int]]) -> list[Stretch]:
    """The sentences of a document, joined where a quotation runs over their border; none of the blocked ranges (frames)."""
    stretches: list[Stretch] = []
    mark = block = 0
    token = paragraph = 0
    count = len(document.starts)
    current: Stretch | None = None
    covered = -1
    for start, end in document.sentences:
        while paragraph + 1 < len(document.paragraphs) and start >= document.paragraphs[paragraph + 1][0]:
            paragraph += 1
        while block < len(blocked) and blocked[block][1] <= start:
            block += 1
        if current is None or start >= covered or current.paragraph != paragraph:
            current = Stretch(paragraph)
            stretches.append(current)
        token = bisect_left(document.starts, start, token)
        while mark < len(marks) and marks[mark].end <= start:
            mark += 1
        behind = bisect_left(document.starts, end, token)
        plain = (mark >= len(marks) or marks[mark].start >= end) and (block >= len(blocked) or blocked[block][0] >= end)
        if plain and len(current) + behind - token < _LONGEST:
            current.lower += document.lower[token:behind]
            current.tags += tags[token:behind]
            current.starts += document.starts[token:behind]
            current.ends += document.ends[token:behind]
            token = behind
            continue
        while token < behind:
            at = document.starts[token]
            if len(current) >= _LONGEST:
                current = Stretch(paragraph)
                stretches.append(current)
            while mark < len(marks) and marks[mark].end <= at:
                mark += 1
            if block < len(blocked) and blocked[block][0] <= at < blocked[block][1]:
                token += 1
                continue
            if mark < len(marks) and marks[mark].start <= at:
                marked = marks[mark]
                last = token
                while last < count and document.starts[last] < marked.end:
                    last += 1
                current.marks.append(len(current))
                current.quotes[len(current)] = _quoted(document, tags, marked, token, last)
                current.lower.append(QUOTE)
                current.tags.append(0)
                current.starts.append(marked.start)
                current.ends.append(marked.end)
                covered = max(covered, marked.end)
                token = max(last, token + 1)
                mark += 1
                continue
            current.lower.append(document.lower[token])
            current.tags.append(tags[token])
            current.starts.append(at)
            current.ends.append(document.ends[token])
            token += 1
    return [stretch for stretch in stretches if stretch.lower]


def _quoted(document: Document, tags: list[int], marked: Marked, first: int, last: int) -> Quoted:
    inside = [
        i
        for i in range(first, min(last, first + 60))
        if marked.first <= document.starts[i] and document.ends[i] <= marked.last
    ]
    words = sum(not tags[i] & syntax.PUNCTUATION for i in inside)
    floor, ceiling = (inside[0], inside[-1] + 1) if inside else (first, first)
    body = document.text[marked.first : marked.last].strip()
    finite = any(syntax.finite_at(tags, document.lower, i, floor, ceiling) for i in inside)
    return Quoted(
        marked,
        words,
        bool(body) and (body[0].isupper() or body[0].isdigit()),
        finite,
        body.rstrip("\"'”’»")[-1:],
        tags[inside[0]] if inside else 0,
        _is_title(document, tags, inside),
        finite and any(document.lower[i] in _FIRST_PERSON for i in inside),
    )


_SMALL = syntax.DETERMINER | syntax.PREPOSITION | syntax.COORDINATOR | syntax.POSSESSIVE


def _is_title(document: Document, tags: list[int], inside: list[int]) -> bool:
    """Whether all words but articles, prepositions and conjunctions are capitalised, as in the title of a work; words all in
    capitals are shouted or on a sign."""
    words = [i for i in inside if document.words[i][0].isalpha() and document.lower[i] not in ("s", "t")]
    large = [i for i in words if tags[i] & syntax.CAPITAL]
    if len(words) < 2 or not large or not any(document.words[i][1:].islower() for i in large):
        return False
    return all(tags[i] & syntax.CAPITAL or (tags[i] & _SMALL and not tags[i] & syntax.AUXILIARY) for i in words)
