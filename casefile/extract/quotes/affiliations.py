"""Whom an unnamed speaker belongs to: "a spokesman for the Harbour Agency", "Karst Energy officials", "a person close to the
bank", "its chair"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Protocol

from casefile.domain.findings import EntityType, Mention
from casefile.extract import lexicon, syntax
from casefile.extract.document import Document
from casefile.extract.quotes.speaking import Speaker, before_title, named

_TIES = frozenset("of for at from to with within inside by near".split())
"""What ties a person to a body: "of the ministry", "close to the bank", "familiar with the firm", "hired by the city"."""
_BESIDE = frozenset("of for at from with inside".split())
"""The same between a speaker who follows the verb and a name: "said an engineer at Karst Energy"."""
_LANDS = frozenset("city state country nation kingdom republic province".split())
"""Bodies that one is "in" without belonging to them."""
_INDEFINITE = frozenset("a an one another some several two three".split())
_BEHIND = 12
"""Tokens behind the speaker in which a relative clause may tell where they work."""
_WORKING = frozenset("works worked employed hired employs serving serves sits sat".split())


_GENITIVES = frozenset(["'s", "’s", "'", "’"])


def _is_body(word: str) -> bool:
    """Whether a noun names bodies, one or several."""
    bodies = lexicon.words("en", "speakers", "anonymous", "organisation")
    return (
        word in bodies or (word.endswith("ies") and word[:-3] + "y" in bodies) or (word[:-1] in bodies and word[-1] == "s")
    )


class ByHead(Protocol):
    """Resolves "the agency" to a body named before."""

    def __call__(self, head: str, position: int, *, capital: bool) -> Speaker | None: ...


class Affiliations:
    """Finds the bodies of the unnamed speakers of one article."""

    def __init__(
        self,
        document: Document,
        tags: list[int],
        mentions: list[Mention],
        by_head: ByHead,
        pronoun: Callable[[str, int], Speaker | None],
    ) -> None:
        self._document = document
        self._tags = tags
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._by_head = by_head
        self._pronoun = pronoun

    def of(self, first: int, last: int, start: int, end: int, own: str | None) -> Speaker | None:
        """The body that the speaker at tokens [first, last) belongs to; None where the text names none. `own` is the entity
        that speaks itself."""
        inside = self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        for mention in inside:
            if mention.entity != own and mention.type is not EntityType.PERSON:
                return named(mention)
        for mention in inside:
            if mention.entity != own and self._tied(mention):
                return named(mention)
        return self._common(first, last) or self._owner(first) or self._behind(last)

    def _tied(self, mention: Mention) -> bool:
        """Whether a person's name stands as somebody's: "an aide to Orla Venn", "Orla Venn's lawyer"."""
        token = before_title(self._document, mention)
        after = self._document.token_at(mention.end)
        lower = self._document.lower
        return (token >= 0 and lower[token] in _TIES) or (after < len(lower) and lower[after] in ("'s", "’s", "'", "’"))

    def _common(self, first: int, last: int) -> Speaker | None:
        """A body that is named by a noun: "an engineer at the plant", "a representative of an affected company"."""
        document = self._document
        for tie in range(first + 1, last - 1):
            within = document.lower[tie] == "in" and document.lower[tie + 1] != "-"
            if document.lower[tie] not in _TIES and not within:
                continue
            for head in range(tie + 1, last):
                word = document.lower[head]
                if self._tags[head] & (syntax.PUNCTUATION | syntax.PREPOSITION | syntax.SUBORDINATOR) and head > tie + 1:
                    break
                if within and word in _LANDS:
                    break
                if _is_body(word) and (head + 1 == last or not _is_body(document.lower[head + 1])):
                    if head + 1 < last and document.lower[head + 1] in ("'s", "’s"):
                        continue
                    found = None
                    if document.lower[tie + 1] in ("the", "this", "that") and _GENITIVES.isdisjoint(
                        document.lower[tie:head]
                    ):
                        found = self._by_head(word, document.starts[tie], capital=bool(self._tags[head] & syntax.CAPITAL))
                    words = document.text[document.starts[tie + 1] : document.ends[head]]
                    return found or Speaker(" ".join(words.split()), "organisation")
        return None

    def of_some_body(self, first: int, last: int) -> bool:
        """Whether a speaker is somebody's without the text saying whose: "a representative of one affected company"."""
        lower = self._document.lower
        tie = next((i for i in range(first + 1, last - 1) if lower[i] in _TIES), last)
        return tie < last and lower[tie + 1] in _INDEFINITE

    def _owner(self, first: int) -> Speaker | None:
        """A body that a possessive means: "its chair", "their lawyer"."""
        word = self._document.lower[first]
        pronoun = {"its": "it", "their": "they", "his": "he", "her": "she"}.get(word)
        found = self._pronoun(pronoun, self._document.starts[first]) if pronoun else None
        return found if found is not None and found.name else None

    def _behind(self, last: int) -> Speaker | None:
        """A relative clause behind the speaker: "a technician, who worked for Karst Energy"."""
        document = self._document
        stop = min(len(document.lower), last + _BEHIND)
        if last + 1 < stop and document.lower[last] in _BESIDE:
            name = last + 2 if document.lower[last + 1] == "the" and last + 2 < stop else last + 1
            i = bisect_left(self._starts, document.starts[name])
            if i < len(self._mentions) and self._mentions[i].start == document.starts[name]:
                return named(self._mentions[i]) if self._mentions[i].type is EntityType.ORGANISATION else None
        for token in range(last, stop):
            if document.lower[token] in _WORKING:
                position = document.starts[token]
                i = bisect_left(self._starts, position)
                limit = document.ends[stop - 1]
                if i < len(self._mentions) and self._mentions[i].start < limit:
                    mention = self._mentions[i]
                    return named(mention) if mention.type is EntityType.ORGANISATION else None
            if document.lower[token] in (".", ";"):
                return None
        return None
