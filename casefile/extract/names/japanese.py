"""Names in Japanese text: organisations by their ends, people by the titles after them, places, katakana and Latin names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from casefile.domain.findings import DateFinding, EntityType, Mention
from casefile.domain.ids import Kind
from casefile.extract import lexicon
from casefile.extract.document import Document, Frame
from casefile.extract.names import gazetteer

_LONGEST = 24
"""Characters. No name of one script run is longer; the work at each place is bounded by it."""


@dataclass(frozen=True, slots=True)
class _Rules:
    pattern: re.Pattern[str]
    title: re.Pattern[str]
    common: frozenset[str]
    loanwords: frozenset[str]
    places: frozenset[str]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    table = lexicon.load("ja", "names")

    def either(key: str) -> str:
        return "|".join(sorted(map(re.escape, table[key].split()), key=lambda word: (-len(word), word)))

    han, kana, latin = r"[\u4e00-\u9fff々]", r"[\u30a1-\u30fa\u30fc]", r"[A-Za-z]"
    pattern = re.compile(
        rf"(?P<legal>(?:{either('legal')})(?:{han}|{kana}|{latin}|[・&]){{2,{_LONGEST}}}"
        rf"|(?:{han}|{kana}|{latin}|[・&]){{2,{_LONGEST}}}?(?:{either('legal')}))"
        rf"|(?P<place_word>(?:{either('place_words')})(?!{kana}))"
        rf"|(?P<katakana_person>{kana}+(?:[・＝]{kana}+)*)(?=(?:{either('titles')}))"
        rf"|(?P<person>{han}{{2,5}}?)(?=(?:{either('titles')})(?!{han}))"
        rf"|(?P<organisation>(?:{han}|{kana}|{latin}|[・&]){{1,{_LONGEST}}}?(?:{either('organisations')})(?!{han}|{kana}))"
        rf"|(?P<place>{han}{{1,4}}?(?:{either('places')})(?!{han}))"
        rf"|(?P<katakana>{kana}{{3,}}(?:[・＝]{kana}+)*)"
        rf"|(?P<latin>[A-Z][A-Za-z0-9]+(?:[ -][A-Z0-9][A-Za-z0-9]*)*)"
    )
    return _Rules(
        pattern,
        re.compile(either("titles")),
        frozenset(table["common"].split()),
        frozenset(table["loanwords"].split()),
        frozenset(table["place_words"].split()),
    )


_KINDS = {
    "legal": (EntityType.ORGANISATION, 0.85),
    "organisation": (EntityType.ORGANISATION, 0.75),
    "person": (EntityType.PERSON, 0.75),
    "katakana_person": (EntityType.PERSON, 0.8),
    "place_word": (EntityType.PLACE, 0.85),
    "place": (EntityType.PLACE, 0.55),
    "katakana": (EntityType.OTHER, 0.4),
    "latin": (EntityType.ORGANISATION, 0.5),
}
# A name in Japanese script with the same in Latin letters after it: 北原直美（Naomi Kitahara）.
_PAIR = re.compile(
    r"([\u4e00-\u9fff々\u30a1-\u30fa\u30fc・]{2,16})[（(]([A-Z][A-Za-z0-9.'’-]*(?: [A-Za-z0-9.'’-]+){0,6})[）)]"
)


_Span = tuple[int, int, EntityType, float, str]


def find(document: Document, frames: tuple[Frame, ...], dates: tuple[DateFinding, ...]) -> tuple[Mention, ...]:
    """Mentions by start, not overlapping. The same words are the same entity, and so are a name in Japanese script and the
    Latin one after it in parentheses, and the family name of a person named in full before."""
    pairs = _pairs(document.text)
    spans = _known_spans(document.text, pairs)
    taken = sorted([(start, end) for start, end, *_ in spans] + [(date.start, date.end) for date in dates])
    position = 0
    rules = _rules()
    for match in rules.pattern.finditer(document.text):
        start, end = match.span()
        while position < len(taken) and taken[position][1] <= start:
            position += 1
        if position < len(taken) and taken[position][0] < end:
            continue
        rule, words = str(match.lastgroup), match[0]
        if words in rules.common or words in rules.loanwords or (words[0] in "同各両当" and rule != "katakana"):
            continue
        kind, confidence = _KINDS[rule]
        spans.append((start, end, kind, confidence, rule))
    return _mentions(document, frames, sorted(spans), pairs)


def _pairs(text: str) -> dict[str, tuple[str, EntityType]]:
    """Name in one script -> name in Latin letters, and what it names."""
    found: dict[str, tuple[str, EntityType]] = {}
    for match in _PAIR.finditer(text):
        native, latin = match[1], match[2]
        words = latin.split()
        person = _rules().title.match(text, match.end()) is not None or (
            len(words) == 2 and words[0].casefold() in gazetteer.first_names()
        )
        found.setdefault(native, (latin, EntityType.PERSON if person else EntityType.ORGANISATION))
    return found


def _known_spans(text: str, pairs: dict[str, tuple[str, EntityType]]) -> list[_Span]:
    """Wherever the two names of a pair stand."""
    kinds = {native: kind for native, (_, kind) in pairs.items()} | dict(pairs.values())
    if not kinds:
        return []
    pattern = re.compile("|".join(map(re.escape, sorted(kinds, key=lambda name: (-len(name), name)))))
    return [(match.start(), match.end(), kinds[match[0]], 0.85, "introduced") for match in pattern.finditer(text)]


def _mentions(
    document: Document, frames: tuple[Frame, ...], spans: list[_Span], pairs: dict[str, tuple[str, EntityType]]
) -> tuple[Mention, ...]:
    text = document.text
    native_of = {latin: native for native, (latin, _) in pairs.items()}
    by_family: dict[str, list[str]] = {}
    for native, (_, kind) in pairs.items():
        if kind is EntityType.PERSON:
            by_family.setdefault(native[:2], []).append(native)
    anchors: dict[str, str] = {}
    kinds: dict[str, EntityType] = {}
    frame_at = 0
    mentions = []
    for start, end, kind, confidence, rule in spans:
        words = text[start:end]
        key = native_of.get(words, words)
        bearers = by_family.get(words, ())
        if kind is EntityType.PERSON and key not in pairs and len(bearers) == 1:
            key = bearers[0]
        if key not in anchors:
            anchors[key] = document.occurrences.id(Kind.ENTITY, start, end)
            kinds[key] = kind
        while frame_at < len(frames) and frames[frame_at].end <= start:
            frame_at += 1
        framed = frame_at < len(frames) and frames[frame_at].start <= start
        title = _rules().title.match(text, end) if kinds[key] is EntityType.PERSON else None
        mentions.append(
            Mention(
                start,
                end,
                confidence,
                "names.introduced" if key in native_of or words in native_of else f"names.ja.{rule}",
                type=kinds[key],
                name=key,
                entity=anchors[key],
                role=title[0] if title is not None and len(title[0]) > 1 and title[0] != "さん" else None,
                frame=framed,
                surface=words,
            )
        )
    return tuple(mentions)
