"""Who can be speaking: a resolved speaker, and what the text tells of persons besides their names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from casefile.domain.findings import EntityType, Mention
from casefile.extract import lexicon, syntax
from casefile.extract.document import Document
from casefile.extract.names import gazetteer

_ADDRESSES = frozenset("mr mrs ms dr sir lady lord . the".split())
_APPOSITION = 12
"""Tokens behind a name within which a noun says what the person is."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved speaker. `name` is None where it is not known."""

    name: str | None
    type: str
    entity: str | None = None
    plural: bool = False
    person: bool = True
    """Can be "he" or "she"."""
    affiliation: str | None = None
    affiliation_entity: str | None = None


UNKNOWN = Speaker(None, "unknown")


def named(mention: Mention) -> Speaker:
    """The speaker that a name means."""
    return Speaker(mention.name, "named" if mention.type is EntityType.PERSON else "organisation", mention.entity)


_PRONOUNS = frozenset("she her hers herself he him his himself".split())


def genders(document: Document, mentions: list[Mention]) -> dict[str, str]:
    """Gender by entity, from titles and roles at any of its mentions, else from the given name."""
    firsts = gazetteer.first_names()
    female = lexicon.words("en", "speakers", "gender", "female")
    male = lexicon.words("en", "speakers", "gender", "male")
    votes: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for mention in mentions:
        if mention.type is not EntityType.PERSON:
            continue
        near = (mention.role or "").casefold().split()
        first = document.token_at(mention.start)
        # "her colleague Ivo Renn" says nothing of him.
        near += [word for word in document.lower[max(0, first - 2) : first] if word != "." and word not in _PRONOUNS]
        for word in near:
            if word in female:
                votes[mention.entity][0] += 1
            elif word in male:
                votes[mention.entity][1] += 1
    for mention in mentions:
        if mention.type is EntityType.PERSON and mention.entity not in votes:
            given = firsts.get(mention.name.split()[0].casefold() if mention.name else "")
            if given in ("f", "m"):
                votes[mention.entity][0 if given == "f" else 1] += 1
    return {entity: ("female" if she > he else "male") for entity, (she, he) in votes.items() if she != he}


def described(document: Document, tags: list[int], mentions: list[Mention]) -> dict[str, list[Mention]]:
    """Persons by the nouns they are called by, in the order of the text: a role, "X, a deckhand", "X is a deckhand",
    "deckhand X"."""
    nouns = _personal()
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.type is not EntityType.PERSON:
            continue
        words = {word for word in (mention.role or "").casefold().split() if word in nouns}
        first, last = document.token_at(mention.start), document.token_at(mention.end)
        if first and document.lower[first - 1] in nouns:
            words.add(document.lower[first - 1])
        if last < len(tags) and (document.lower[last] == "," or tags[last] & syntax.BE):
            for token in range(last + 1, min(len(tags), last + _APPOSITION)):
                word = document.lower[token]
                if word in (",", ".", ";", "who", "which") or tags[token] & (syntax.AUXILIARY | syntax.SUBJECT):
                    break
                if word in nouns:
                    words.add(word)
        for word in words:
            found[word].append(mention)
    return found


def _personal() -> frozenset[str]:
    """Nouns for single persons."""
    heads = lexicon.words("en", "speakers", "anonymous", "heads") | lexicon.words("en", "speakers", "anonymous", "office")
    heads |= lexicon.words("en", "speakers", "anonymous", "occupations")
    kin = lexicon.words("en", "speakers", "gender", "female") | lexicon.words("en", "speakers", "gender", "male")
    return heads | kin


def before_title(document: Document, mention: Mention) -> int:
    """The token before a name and its title: "to" in "an aide to Minister Ana Orlo"; -1 if there is none."""
    titles = (mention.role or "").casefold().split()
    token = document.token_at(mention.start) - 1
    while token >= 0 and (document.lower[token] in titles or document.lower[token] in _ADDRESSES):
        token -= 1
    return token


def is_subject(document: Document, tags: list[int], mention: Mention) -> bool:
    """Whether a name stands as the subject of a verb: what later pronouns most readily mean (Grosz et al. 1995)."""
    token = document.token_at(mention.end)
    if token < len(tags) and document.lower[token] in ("also", "then", "never", "later", "now", "once", "first"):
        token += 1
    return token < len(tags) and bool(tags[token] & (syntax.PAST | syntax.THIRD | syntax.AUXILIARY))


def author(document: Document, mentions: tuple[Mention, ...], bylines: list[tuple[int, int]]) -> Speaker | None:
    """Who says "I" in the article: the one person of its byline, or who signs it as a letter in its last lines."""
    signed = [mention for mention in mentions if mention.type is EntityType.PERSON]
    writing = {
        mention.entity: mention for mention in signed if any(first <= mention.start < last for first, last in bylines)
    }
    if len(writing) == 1:
        return named(next(iter(writing.values())))
    for start, end in document.paragraphs[-2:][::-1] if len(document.paragraphs) > 2 else ():
        below = [mention for mention in signed if start <= mention.start < end]
        line = document.text[start:end].rpartition("\n")[2]
        if below and line.strip(" \u00a0.,—–-").endswith(below[-1].surface) and len(line) - len(below[-1].surface) < 12:
            return named(below[-1])
    return None
