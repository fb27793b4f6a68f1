"""The formula that narrows what all panes show, and its written form.

A scope is a value. `store` compiles it to SQL, `admits` evaluates it on what a row is about; a property test says that
both agree. The written form is the query language of search: `entity:e3f.. outlet:"The Herald" date:2023-06/2024-07
(speaker:Mori OR tag:key) NOT article:S4 "active directory"`; words without a field are searched for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casefile.domain import edtf


@dataclass(frozen=True, slots=True)
class About:
    """What a row is about, as far as a scope can ask. A row is in scope if the scope admits its About."""

    articles: frozenset[int] = frozenset()
    outlets: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    """Entity ids of speakers and, casefolded, their words."""
    tags: frozenset[str] = frozenset()
    intervals: tuple[tuple[str | None, str | None], ...] = ()
    """Inclusive ISO days; None is open. For an article: its publication and its dated events."""
    grades: frozenset[str] = frozenset()
    """Admiralty grades of its articles, as they are shown; "" for an article without one."""
    signs: frozenset[str] = frozenset()
    """What the investigator said: some of SIGNS."""


class Scope:
    """Base of the formula's nodes."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Everything(Scope):
    """Admits all."""


@dataclass(frozen=True, slots=True)
class And(Scope):
    parts: tuple[Scope, ...]


@dataclass(frozen=True, slots=True)
class Or(Scope):
    parts: tuple[Scope, ...]


@dataclass(frozen=True, slots=True)
class Not(Scope):
    part: Scope


@dataclass(frozen=True, slots=True)
class OfEntity(Scope):
    """Rows in which this entity stands."""

    entity: str


@dataclass(frozen=True, slots=True)
class During(Scope):
    """Rows dated, at least in part, within these inclusive ISO days; None is open."""

    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class OfOutlet(Scope):
    outlet: str


@dataclass(frozen=True, slots=True)
class BySpeaker(Scope):
    """Rows spoken by this entity (id) or by these words (casefolded)."""

    speaker: str


@dataclass(frozen=True, slots=True)
class InArticle(Scope):
    article: int


@dataclass(frozen=True, slots=True)
class Tagged(Scope):
    tag: str


SIGNS = ("starred", "noted", "tagged", "accepted", "rejected", "corrected", "decided")
"""What the investigator may have said of a row: `decided` is accepted, rejected or corrected."""


@dataclass(frozen=True, slots=True)
class Graded(Scope):
    """Rows of articles of this Admiralty grade: a letter, a digit, or both as in B2; "" for those without a grade."""

    grade: str


@dataclass(frozen=True, slots=True)
class Marked(Scope):
    """Rows of which the investigator said this, one of SIGNS."""

    sign: str


@dataclass(frozen=True, slots=True)
class Matching(Scope):
    """Rows of the articles that a search query finds."""

    query: str


EVERYTHING = Everything()


def queries(scope: Scope) -> frozenset[str]:
    """The search queries in a scope: whoever evaluates it asks the index for the articles of each first."""
    match scope:
        case And(parts) | Or(parts):
            return frozenset().union(*(queries(part) for part in parts))
        case Not(part):
            return queries(part)
        case Matching(query):
            return frozenset({query})
        case _:
            return frozenset()


def admits(scope: Scope, about: About, found: Mapping[str, frozenset[int]]) -> bool:
    """Whether a row about these things is in scope. `found` has the article numbers of each of `queries(scope)`."""
    match scope:
        case Everything():
            return True
        case And(parts):
            return all(admits(part, about, found) for part in parts)
        case Or(parts):
            return any(admits(part, about, found) for part in parts)
        case Not(part):
            return not admits(part, about, found)
        case OfEntity(entity):
            return entity in about.entities
        case During(earliest, latest):
            return any(_meets(interval, earliest, latest) for interval in about.intervals)
        case OfOutlet(outlet):
            return outlet in about.outlets
        case BySpeaker(speaker):
            return speaker in about.speakers
        case InArticle(article):
            return article in about.articles
        case Tagged(tag):
            return tag in about.tags
        case Graded(grade):
            return any(set(grade) <= set(each) if grade else not each for each in about.grades)
        case Marked(sign):
            return sign in about.signs
        case Matching(query):
            return not about.articles.isdisjoint(found[query])
    raise TypeError(f"not a scope: {scope!r}")


def _meets(interval: tuple[str | None, str | None], earliest: str | None, latest: str | None) -> bool:
    first, last = interval
    if first is None and last is None:
        return False
    return (last is None or earliest is None or last >= earliest) and (first is None or latest is None or first <= latest)


class Mode:
    """How a new condition joins the scope."""

    REPLACE = "replace"
    NARROW = "narrow"
    WIDEN = "widen"
    EXCEPT = "except"


def combine(scope: Scope, condition: Scope, mode: str) -> Scope:
    """The scope after the condition joined it. Everything is neutral; doubled conditions are dropped."""
    if mode == Mode.REPLACE or (scope == EVERYTHING and mode in (Mode.NARROW, Mode.WIDEN)):
        return condition
    if mode == Mode.EXCEPT:
        return combine(scope, Not(condition), Mode.NARROW)
    kind = And if mode == Mode.NARROW else Or
    parts = scope.parts if isinstance(scope, kind) else (scope,)
    return scope if condition in parts else kind((*parts, condition))


def without(scope: Scope, condition: Scope) -> Scope:
    """The scope after one of its top-level conditions (a chip) was taken away."""
    if scope == condition:
        return EVERYTHING
    if isinstance(scope, And | Or):
        parts = tuple(part for part in scope.parts if part != condition)
        if not parts:
            return EVERYTHING
        return parts[0] if len(parts) == 1 else type(scope)(parts)
    return scope


def conditions(scope: Scope) -> tuple[Scope, ...]:
    """Top-level conditions, one a chip."""
    if scope == EVERYTHING:
        return ()
    return scope.parts if isinstance(scope, And) else (scope,)


def during(text: str) -> During:
    """The interval of an EDTF text. Raises ValueError."""
    edtf.parse(text)
    return During(*edtf.bounds(text))
