"""Japanese speech: 「...」と述べた and its kin, and clauses before と発表した. The words are in resources/rules/ja."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from casefile.domain.findings import EntityType, Mention, Quote
from casefile.extract import lexicon
from casefile.extract.document import Document
from casefile.extract.quotes.marks import Marked

_GAP = 12
"""Code points between the quoting particle and the verb: 「...」と、記者団に述べた."""
_LONGEST_SPEAKER = 40
_LONGEST_CLAUSE = 400


def find(document: Document, marked: list[Marked], mentions: tuple[Mention, ...]) -> tuple[Quote, ...]:
    """Quotes by start."""
    quotes: list[Quote] = []
    starts = [mention.start for mention in mentions]
    mark_starts = [each.start for each in marked]
    for start, end in _sentences(document, marked):
        inside = marked[bisect_left(mark_starts, start) : bisect_left(mark_starts, end)]
        direct = [quote for each in inside if (quote := _direct(document, each, start, end, mentions, starts))]
        quotes += direct or _indirect(document, start, end, inside, mentions, starts)
    return tuple(quotes)


def _sentences(document: Document, marked: list[Marked]) -> list[tuple[int, int]]:
    """Sentences, joined where a full stop stands inside a quotation."""
    joined: list[tuple[int, int]] = []
    at = 0
    for start, end in document.sentences:
        while at < len(marked) and marked[at].end <= start:
            at += 1
        if joined and at < len(marked) and marked[at].start < joined[-1][1] <= start < marked[at].end:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A cue right behind a closing mark, and one anywhere at the end of a clause."""
    cues = lexicon.load("ja", "quotes")["cues"]
    particles = "|".join(map(re.escape, sorted(cues["particles"], key=len, reverse=True)))
    stems = "|".join(map(re.escape, sorted(cues["stems"], key=len, reverse=True)))
    firm = "|".join(
        re.escape(stem) for stem in sorted(cues["stems"], key=len, reverse=True) if len(stem) > 2 and stem != "している"
    )
    return (
        re.compile(rf"(?:{particles})[^。「」\n]{{0,{_GAP}}}?(?P<cue>{stems})"),
        re.compile(rf"と(?:、[^。、「」\n]{{1,{_GAP}}})?(?P<cue>{firm})"),
    )


def _direct(
    document: Document, marked: Marked, start: int, end: int, mentions: tuple[Mention, ...], starts: list[int]
) -> Quote | None:
    match = _patterns()[0].match(document.text, marked.end, end)
    if match is None:
        return None
    speaker = _topic(document.text, start, marked.start)
    return _quote(
        document.text, "direct", (marked.first, marked.last), match.span("cue"), speaker, mentions, starts, 0.85, "said"
    )


def _indirect(
    document: Document, start: int, end: int, inside: list[Marked], mentions: tuple[Mention, ...], starts: list[int]
) -> list[Quote]:
    text = document.text
    matches = list(_patterns()[1].finditer(text, start, min(end, start + _LONGEST_CLAUSE)))
    if not matches:
        return []
    match = matches[-1]
    speaker = _topic(text, start, match.start(), first=True)
    if speaker is None:
        return []
    first = speaker[1] + 1
    while first < match.start() and text[first] in "、 　":
        first += 1
    if match.start() - first < 4:
        return []
    kind = "mixed" if any(first <= each.start and each.end <= match.start() for each in inside) else "indirect"
    quote = _quote(text, kind, (first, match.start()), match.span("cue"), speaker, mentions, starts, 0.6, "clause")
    return [quote]


def _topic(text: str, start: int, end: int, *, first: bool = False) -> tuple[int, int] | None:
    """The words before the topic particle: the last one before a quotation, the first one of a clause."""
    particles = lexicon.load("ja", "quotes")["speakers"]["topic"]
    at = -1
    for particle in particles[:1] if first else particles[:2]:
        found = text.find(f"{particle}、", start, end) if first else text.rfind(particle, start, end)
        if first and found < 0:
            found = text.find(particle, start, end)
        if found > at:
            at = found
    if at <= start:
        return None
    begin = max(start, at - _LONGEST_SPEAKER)
    for mark in "、。「」\n":
        begin = max(begin, text.rfind(mark, begin, at) + 1)
    while begin < at and text[begin] in " 　":
        begin += 1
    return (begin, at) if begin < at else None


def _quote(
    text: str,
    kind: str,
    span: tuple[int, int],
    cue: tuple[int, int],
    speaker: tuple[int, int] | None,
    mentions: tuple[Mention, ...],
    starts: list[int],
    confidence: float,
    rule: str,
) -> Quote:
    name, kind_of_speaker, entity = _speaker(text, speaker, mentions, starts)
    return Quote(
        span[0],
        span[1],
        confidence,
        f"quotes.ja-{rule}",
        kind,
        (span,),
        (span,) if kind == "direct" else (),
        text[cue[0] : cue[1]],
        cue[0],
        cue[1],
        name,
        kind_of_speaker,
        speaker[0] if speaker else None,
        speaker[1] if speaker else None,
        entity,
    )


def _speaker(
    text: str, speaker: tuple[int, int] | None, mentions: tuple[Mention, ...], starts: list[int]
) -> tuple[str | None, str, str | None]:
    """Name, type and entity of the words of a speaker."""
    if speaker is None:
        return None, "unknown", None
    words = text[speaker[0] : speaker[1]]
    lists = lexicon.load("ja", "quotes")["speakers"]
    if words.endswith(tuple(lists["anonymous"])):
        return words, "anonymous", None
    inside = mentions[bisect_left(starts, speaker[0]) : bisect_right(starts, speaker[1])]
    for mention in reversed(inside):
        if mention.type is EntityType.PERSON and mention.end <= speaker[1]:
            return mention.name, "named", mention.entity
    for mention in reversed(inside):
        if mention.type is EntityType.ORGANISATION and mention.end == speaker[1]:
            return mention.name, "organisation", mention.entity
    if words.endswith(tuple(lists["honorific"])):
        return words, "named", None
    if words.endswith(tuple(lists["office"])):
        return words, "office", None
    if words.endswith(tuple(lists["organisation"])):
        return words, "organisation", None
    return words, "named", None
