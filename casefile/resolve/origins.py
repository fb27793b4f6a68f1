"""Where articles have their information from: "The Halden Courier first reported ...", "... told Northern Wire", the words
of an office, another article's words. What a passage has from another outlet is that outlet's, not its own.

An outlet need not be in the case to be an origin. Where the first sentences of an article, or a "first reported" anywhere,
name one, all of the article that no speaker answers for is that outlet's.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from casefile import assets
from casefile.domain.claims import Passage, Source
from casefile.domain.ids import Kind, article_id
from casefile.domain.rows import QuoteRow
from casefile.domain.weighing import OriginKind, Path
from casefile.resolve.keys import words_of

_SOMEBODY = frozenset("a an one two three several some many other others another".split())
INDEPENDENT = "independent"
"""The investigator's word for an article that has its information from nobody else."""
OFFICIAL = frozenset({"named", "office", "organisation"})
"""Types of speakers who answer for what they say, whoever prints it."""
_OPENING = 2
"""Paragraphs at whose words an article says where all of it comes from; the headline is one."""
_NAME = r"(?:[A-Z][\w’'&-]*\.?)(?:[ \u00a0](?:(?:of|and|de|la|du|the)[ \u00a0])?[A-Z][\w’'&-]*\.?){0,5}"


@dataclass(frozen=True, slots=True)
class Credit:
    """A passage names where its article has something from."""

    article: int
    key: str
    """Of the outlet."""
    name: str
    passage: Passage
    whole: bool
    """All of the article that no speaker answers for."""
    told: bool
    """Somebody told that outlet; else it reported by itself."""


@dataclass(frozen=True, slots=True)
class Answerable:
    """Who answers for a piece of information."""

    id: str
    kind: OriginKind
    name: str
    path: Path
    through: int | None = None
    """The article of the case it passed through, or stands in first."""


@cache
def _rules() -> dict[str, Any]:
    with assets.resource("rules", "en", "outlets.toml").open("rb") as stream:
        return tomllib.load(stream)


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_rules()[name].split())


@cache
def _reports() -> re.Pattern[str]:
    beside = "|".join(sorted(_set("beside") - {"the"}))
    verbs = "|".join(sorted(_set("reported")))
    return re.compile(
        rf"(?P<name>{_NAME})(?P<beside>[ \u00a0](?:{beside}|news agency)\b)?(?:,[^,.]{{1,40}},)?"
        rf"(?P<first>[ \u00a0]first|[ \u00a0]earlier|[ \u00a0]had(?: first)?)?[ \u00a0](?:{verbs})\b"
    )


@cache
def _told() -> re.Pattern[str]:
    cues = "|".join(map(re.escape, _rules()["told"]))
    beside = "|".join(sorted(_set("beside") - {"the"}))
    return re.compile(
        rf"\b(?P<cue>{cues})\s+(?:the\s+|a\s+report\s+(?:by|in)\s+(?:the\s+)?)?(?P<name>{_NAME})"
        rf"(?P<beside>[ \u00a0](?:{beside})\b)?"
    )


def outlet_key(name: str) -> str:
    """What two ways of naming an outlet share: "the Halden Courier newspaper" is the Halden Courier."""
    return _key(tuple(words_of(name)))


@cache
def _key(words: tuple[str, ...]) -> str:
    own = [word for word in words if word not in _set("beside")]
    return " ".join(own or words)


class Outlets:
    """The outlets of a case, and whether a name is one of them or of another outlet. "The Quay (Quay News)" goes by both
    names."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._keys: dict[tuple[str, bool], str | None] = {}
        self.names: dict[str, str] = {}
        self.articles: dict[str, list[Source]] = {}
        for source in sources:
            if source.outlet:
                key = outlet_key(source.outlet)
                self.names.setdefault(key, source.outlet)
                self.articles.setdefault(key, []).append(source)
        self._words = {key: key.split() for key in self.articles}
        for key, name in self.names.items():
            if "(" in name:
                own, _, other = name.rstrip(") ").partition("(")
                self._keys.update({(part.strip(), beside): key for part in (own, other) for beside in (False, True)})

    def key(self, name: str, beside: bool = False) -> str | None:
        """The key of the outlet that this name means; None where it is no outlet's. `beside`: a word such as "newspaper"
        stands with it."""
        asked = name, beside
        if asked not in self._keys:
            self._keys[asked] = self._key(name, beside)
        return self._keys[asked]

    def _key(self, name: str, beside: bool) -> str | None:
        own = outlet_key(name)
        if own in self.articles:
            return own
        words = own.split()
        if not words:
            return None
        # "Nippon" is Nippon TV where only one outlet of the case begins so; "Asahi Shimbun newspaper of Osaka" is the Asahi.
        like = [key for key, known in self._words.items() if known[: len(words)] == words or words[: len(known)] == known]
        if len(like) == 1 and (len(words) > 1 or len(words[0]) > 3):
            return like[0]
        if beside or (len(words) == 1 and own in _set("agencies")):
            return own
        outlet = len(words) > 1 and (words[-1] in _set("named") or words[0] in _set("agencies"))
        return own if outlet else None

    def id(self, key: str, name: str) -> str:
        """Id of the outlet as an origin."""
        return f"{Kind.OUTLET}{self.names.get(key, name)}"


class Chains:
    """Who has what from whom, by what the passages say; the investigator's word is applied by `answerable`."""

    def __init__(self, sources: Sequence[Source], passages: Iterable[Passage]) -> None:
        self.sources = {source.article: source for source in sources}
        self.outlets = Outlets(sources)
        self.credits: dict[tuple[int, int], Credit] = {}
        self.whole: dict[int, Credit] = {}
        for passage in passages:
            credit = self._credit(passage)
            if credit is not None:
                self.credits[passage.article, passage.start] = credit
                if credit.whole:
                    self.whole.setdefault(passage.article, credit)

    def is_outlet(self, name: str) -> bool:
        """Whether a speaker is an outlet of the case, or another that is known as one."""
        return self.outlets.key(name) is not None

    def answerable(self, passage: Passage, quotes: Sequence[QuoteRow], decided: Mapping[int, str]) -> Answerable:
        """Who answers for words of a passage that stand in these quotes: a named person, an office or a body that says
        them; else where the passage, or its article, has them from; else its outlet."""
        for quote in quotes:
            name = quote.speaker or ""
            if name and quote.speaker_type in OFFICIAL and not self.is_outlet(name) and not unnamed(quote):
                return Answerable(quote.speaker_entity or f"={name.casefold()}", OriginKind.SPEAKER, name, Path.SAID)
        return self.of_article(passage.article, decided, self.credits.get((passage.article, passage.start)))

    def of_article(
        self, article: int, decided: Mapping[int, str], credit: Credit | None = None, seen: frozenset[int] = frozenset()
    ) -> Answerable:
        """Where an article has its information from, or, with `credit`, a passage of it."""
        said = decided.get(article, "")
        if said and said != INDEPENDENT:
            return self._decided(article, said, decided, seen)
        if said != INDEPENDENT:
            credit = credit or self.whole.get(article)
            if credit is not None:
                return self._credited(credit, decided, seen | {article})
            source = self.sources[article]
            # The origin may be out of reach.
            if source.origin != article and source.origin in self.sources and source.origin not in seen:
                found = self.of_article(source.origin, decided, None, seen | {article})
                return Answerable(found.id, found.kind, found.name, Path.REPEATS, source.origin)
        return self._own(article)

    def _own(self, article: int) -> Answerable:
        outlet = self.sources[article].outlet
        if outlet:
            key = outlet_key(outlet)
            return Answerable(self.outlets.id(key, outlet), OriginKind.OUTLET, self.outlets.names[key], Path.OWN)
        return Answerable(article_id(article), OriginKind.ARTICLE, article_id(article), Path.OWN)

    def _credited(self, credit: Credit, decided: Mapping[int, str], seen: frozenset[int]) -> Answerable:
        before = latest(self.outlets.articles.get(credit.key, ()), self.sources[credit.article])
        if before is not None and before not in seen:
            found = self.of_article(before, decided, None, seen)
            return Answerable(found.id, found.kind, found.name, Path.REPORTED, before)
        name = self.outlets.names.get(credit.key, credit.name)
        return Answerable(self.outlets.id(credit.key, credit.name), OriginKind.OUTLET, name, Path.REPORTED)

    def _decided(self, article: int, said: str, decided: Mapping[int, str], seen: frozenset[int]) -> Answerable:
        number = int(said[1:]) if said[:1] == Kind.ARTICLE and said[1:].isdigit() else None
        if number is not None and number in self.sources and number not in seen | {article}:
            found = self.of_article(number, decided, None, seen | {article})
            return Answerable(found.id, found.kind, found.name, Path.DECIDED, number)
        if number is not None:
            return self._own(article)
        key = outlet_key(said)
        return Answerable(self.outlets.id(key, said), OriginKind.OUTLET, self.outlets.names.get(key, said), Path.DECIDED)

    def _credit(self, passage: Passage) -> Credit | None:
        own = outlet_key(self.sources[passage.article].outlet)
        opening = passage.paragraph <= _OPENING
        for match in _reports().finditer(passage.text):
            key, name = self._named(match, of_end=True)
            if key and key != own:
                first = bool(match["first"] and "first" in match["first"])
                return Credit(passage.article, key, name, passage, first or opening, False)
        for quote in passage.quotes:
            spoken = self.outlets.key(quote.speaker) if quote.speaker else None
            if quote.speaker and spoken and spoken != own:
                return Credit(passage.article, spoken, quote.speaker, passage, False, False)
        for match in _told().finditer(passage.text):
            key, name = self._named(match, of_end=False)
            if key and key != own:
                return Credit(passage.article, key, name, passage, False, True)
        return None

    def _named(self, match: re.Match[str], *, of_end: bool) -> tuple[str, str]:
        """Key and name of the outlet that capitalised words name, or the last ("On Tuesday Kyodo") or first of them do."""
        words = match["name"].split()
        for cut in range(len(words)):
            some = words[cut:] if of_end else words[: len(words) - cut]
            key = self.outlets.key(" ".join(some), bool(match["beside"]) and (of_end or not cut))
            if key:
                return key, " ".join(some)
        return "", ""


def unnamed(quote: QuoteRow) -> bool:
    """Whether nobody can be held to these words, whatever office the speaker has: "an official", "officials"."""
    words = (quote.speaker or "").split()
    somebody = words[0].casefold() in _SOMEBODY or (len(words) == 1 and words[0].islower())
    return quote.speaker_entity is None and somebody


def latest(articles: Sequence[Source], here: Source) -> int | None:
    """Of an outlet's articles, the last one published before `here`, else the first; None where it has none."""
    before = [s for s in articles if s.earliest and here.earliest and s.earliest <= here.earliest]
    if before:
        return max(before, key=lambda source: (source.earliest or "", -source.article)).article
    first = min(articles, key=lambda source: (source.earliest or "9999", source.article), default=None)
    return first.article if first else None
