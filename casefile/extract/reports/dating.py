"""When what a clause tells happened: by a date in its words, else from its sentence, else by tense."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from casefile.domain import edtf
from casefile.domain.articles import Publication
from casefile.domain.findings import DateFinding
from casefile.extract import syntax
from casefile.extract.document import Document
from casefile.extract.reports.clauses import FUTURE, PAST, PLUPERFECT, Clause, is_happening

_SCENE_DAYS = 21
"""A story is news for so many days."""
EXPLICIT, INHERITED, PUBLISHED = "explicit", "inherited", "published"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date for an event, with what it rests on."""

    edtf: str | None
    earliest: str | None
    latest: str | None
    basis: str
    start: int | None = None
    end: int | None = None


def usable(found: DateFinding) -> bool:
    """Whether a dating expression can date an event."""
    return found.kind in ("date", "time") and found.edtf is not None and found.edtf[:1] != "T"


def explicit(found: DateFinding, *, since: bool = False) -> Dated:
    """A date that stands in the words, with its time of day; with `since`, the time from it on."""
    text = found.edtf or ""
    if since:
        return Dated(f"{text.partition('T')[0]}/..", found.earliest, None, EXPLICIT, found.start, found.end)
    return Dated(text, found.earliest, found.latest, EXPLICIT, found.start, found.end)


def day(dated: Dated) -> Dated:
    """A date without its time of day."""
    return replace(dated, edtf=dated.edtf.partition("T")[0]) if dated.edtf and "T" in dated.edtf else dated


def opens_interval(document: Document, found: DateFinding) -> bool:
    """Whether the words say "since" the date."""
    at = document.token_at(found.start)
    return "since" in document.lower[max(0, at - 3) : at]


def modifies(document: Document, tags: list[int], found: DateFinding) -> bool:
    """Whether the date belongs to a noun rather than to what happened: "this year's fair", "its May 2008 low", "broke the
    1991 agreement", "up from Wednesday's close"."""
    lower = document.lower
    at, behind = document.token_at(found.start), document.token_at(found.end)
    if lower[behind : behind + 1] in (["'s"], ["’s"]) and found.kind == "date" and "-" not in (found.edtf or "")[:7]:
        return True
    before = lower[at - 1] if at else ""
    if before in ("its", "his", "her", "their", "'s", "’s") or _is_planned(tags, lower, at):
        return True
    return (_names(document, tags, found, at, behind) and not _opens(document, tags, at, behind)) or _compares(
        lower, at, behind
    )


_FIXED = frozenset("planned scheduled due slated expected booked".split())


def _is_planned(tags: list[int], lower: list[str], at: int) -> bool:
    """ "called off a strike planned for Monday": the day of the strike, not of the calling."""
    if at < 4 or lower[at - 1] not in ("for", "on", "in") or lower[at - 2] not in _FIXED:
        return False
    before = tags[at - 3]
    noun = not before & (syntax.AUXILIARY | syntax.ADVERB | syntax.PUNCTUATION | syntax.FUNCTION)
    return noun and any(tags[i] & syntax.PAST for i in range(max(0, at - 9), at - 3))


def _opens(document: Document, tags: list[int], at: int, behind: int) -> bool:
    """Whether the noun is a happening and what the sentence is about: "The 2015 attack killed five"."""
    begin, end = document.sentences[document.sentence_at(document.starts[at])]
    phrase = range(behind, min(behind + 3, len(tags), document.token_at(end)))
    return document.token_at(begin) >= at - 1 and any(is_happening(document.lower[i]) for i in phrase)


def _names(document: Document, tags: list[int], found: DateFinding, at: int, behind: int) -> bool:
    """ "the 1991 agreement", "estimates of 2006 growth": between an article or "of" and a noun. "At the 1991 congress" says
    when."""
    if not at or behind >= len(tags) or found.kind != "date" or document.words[at][0].islower():
        return False
    before = document.lower[at - 1]
    if not (tags[at - 1] & syntax.DETERMINER or before == "of") or (at > 1 and document.lower[at - 2] in _WHEN):
        return False
    return document.lower[behind].isalpha() and not tags[behind] & _NO_NOUN


_WHEN = frozenset(["in", "at", "during", "on", "by", "for"])
_NO_NOUN = syntax.FUNCTION & ~syntax.POSSESSIVE | syntax.ADVERB


def _compares(lower: list[str], at: int, behind: int) -> bool:
    """Whether the date is what something is measured against: "down 3 percent from April", "more than in 2007", "compared
    with last year". "From April to June" and "closed from Monday" are no comparisons."""
    for i in range(at - 1, max(-1, at - _COMPARING), -1):
        word = lower[i]
        if not word.isalpha():
            return False
        if word == "than":
            # "less than two weeks ago" says how long ago, not less than what.
            counted = i == at - 1 and lower[i - 1] in ("more", "less", "fewer", "longer")
            return not counted and lower[i - 1] not in ("later", "earlier", "sooner", "rather")
        if word == "versus" or (word in ("with", "to") and lower[i - 1] == "compared"):
            return True
        if word == "from":
            measured = any(token[0].isdigit() or token in _CHANGES for token in lower[max(0, i - 8) : i])
            return measured and lower[behind : behind + 1] not in (["to"], ["until"], ["till"], ["through"], ["on"])
    return False


_COMPARING = 7
"""Tokens between the word of comparison and the date."""
_CHANGES = frozenset("up down rise fall drop increase decrease decline gain loss rose fell dropped declined".split())


def inherited(dated: Dated) -> Dated:
    """The same day, taken over by another clause: the hour was the other's own."""
    return Dated(day(dated).edtf, dated.earliest, dated.latest, INHERITED, dated.start, dated.end)


def published(publication: Publication) -> Dated:
    """The article's own date. Bounds are none: an article that came out after 2024 may tell of any time."""
    if publication.edtf is None or "/" in publication.edtf:
        return Dated(None, None, None, PUBLISHED)
    earliest, latest = edtf.bounds(publication.edtf)
    return Dated(publication.edtf, earliest, latest, PUBLISHED)


def assign(
    document: Document, tags: list[int], clauses: list[Clause], dates: list[DateFinding], speech: list[tuple[int, int]]
) -> dict[int, DateFinding]:
    """Which date goes with which clause (by index): each date to the nearest verb that it can belong to. A date inside
    reported `speech` belongs to a verb inside it, one outside to a verb outside."""
    chosen: dict[int, tuple[int, DateFinding]] = {}
    if not clauses or not dates:
        return {}
    places = [document.token_at(found.start) for found in dates]
    triggers = [clause.trigger for clause in clauses]
    borders = _Borders(document, tags, min(*places, *triggers), max(*places, *triggers))
    spoken = [_inside(document.starts[trigger], speech) for trigger in triggers]
    for at, found in zip(places, dates, strict=True):
        best, best_cost = -1, 0
        vague = 6 if found.edtf is not None and "-" not in found.edtf else 0
        told = _inside(found.start, speech)
        for index, clause in enumerate(clauses):
            cost = borders.between(clause.trigger, at) + vague
            if clause.first > at:
                # A date before the verb belongs to it when it opens the clause.
                cost += 0 if at <= clause.begin + 4 else 3
            if spoken[index] != told:
                cost += 30
            if best < 0 or cost < best_cost:
                best, best_cost = index, cost
        if best not in chosen or best_cost < chosen[best][0]:
            chosen[best] = (best_cost, found)
    return {index: found for index, (_, found) in chosen.items()}


def _inside(position: int, speech: list[tuple[int, int]]) -> tuple[bool, ...]:
    """In which stretches of speech a place lies."""
    return tuple(start <= position < end for start, end in speech)


class _Borders:
    """How far apart verbs and dates of a sentence are: tokens between them, borders of clauses counted many times."""

    def __init__(self, document: Document, tags: list[int], first: int, last: int) -> None:
        self._first = first
        self._passed = [0]
        total = 0
        for i in range(first, last + 1):
            total += 1 + _border(document.lower[i], tags[i])
            self._passed.append(total)

    def between(self, one: int, other: int) -> int:
        """The distance of two tokens; neither itself is a border."""
        if one == other:
            return 0
        low, high = (one, other) if one < other else (other, one)
        return self._passed[high - self._first] - self._passed[low + 1 - self._first] + 1


def _border(word: str, tag: int) -> int:
    """What passing over a token costs beside the one that each costs."""
    if word in _CLOSED or (tag & syntax.QUESTION and not tag & syntax.DETERMINER):
        return 25
    if word in (",", "and"):
        return 4
    return 10 if word in _LINKED else 0


_CLOSED = frozenset([";", ":", "that", "because", "although", "while", "whereas"])
_LINKED = frozenset(["but", "after", "before", "when", "if", "as"])


def by_tense(clause: Clause, anchor: Dated | None, scene: Dated | None, publication: Publication, found: Dated) -> Dated:
    """Without a date in its sentence: past perfect looks back to the last date told, the past stays on the day the article
    has been telling of, anything else is news of the day (`found`)."""
    if clause.tense == PLUPERFECT and anchor is not None and is_past(anchor, publication):
        return inherited(anchor)
    if clause.tense in (PAST, PLUPERFECT) and scene is not None:
        return inherited(scene)
    if clause.tense == FUTURE and found.edtf is not None and "/" not in found.edtf:
        # What is to come has no day yet: any from publication on.
        return Dated(f"{found.edtf}/..", found.earliest, None, PUBLISHED)
    return found


def is_past(dated: Dated, publication: Publication) -> bool:
    """Whether a date lies before publication, as far as both are known."""
    if publication.edtf is None or dated.earliest is None:
        return True
    _, latest = edtf.bounds(publication.edtf)
    return latest is None or (dated.latest or dated.earliest) <= latest


def sets_scene(dated: Dated, publication: Publication) -> bool:
    """Whether a date is a day shortly before publication, on which the sentences after it can be taken to play."""
    if dated.earliest is None or dated.earliest != dated.latest or publication.edtf is None:
        return False
    _, latest = edtf.bounds(publication.edtf)
    if latest is None or dated.earliest > latest:
        return False
    try:
        return (date.fromisoformat(latest) - date.fromisoformat(dated.earliest)).days <= _SCENE_DAYS
    except ValueError:
        return False
