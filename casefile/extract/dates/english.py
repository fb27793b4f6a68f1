"""English dating expressions: where the grammar matches."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import partial

from casefile.extract import lexicon
from casefile.extract.dates import filters, grammar, periods
from casefile.extract.dates.candidates import Candidate
from casefile.extract.dates.lexemes import CODE, Lexemes
from casefile.extract.dates.meaning import Meaning, absolute, after
from casefile.extract.dates.patterns import Parts
from casefile.extract.dates.periods import Unit
from casefile.extract.dates.tense import direction
from casefile.extract.document import Document

_AROUND = frozenset({"around", "about", "circa", "approximately", "roughly", "c."})
_RUN = re.compile(r"[^.]++")
_GRAMMATICAL = """LAST NEXT THIS THAT EACH EARLY EDGE ADVERB AGO BEFORE AFTER SINCE OF IN ON BY FROM BETWEEN TO AND THE A
    COMMA DASH DOT POSSESSIVE VAGUE RECENT HALFWORD FISCAL ACADEMIC ALL OTHER FOR OVER AT LONG
    SINGLE REST TIMES LESS THAN ENDED SLASH NUMBER DAYNUM ORDWORD AD""".split()
# A date needs at least one word that dates; numbers and grammatical words alone do not.
_DATING = re.compile("[" + "".join(code for name, code in CODE.items() if name not in _GRAMMATICAL) + "]")
_LAPSE = re.compile(r"P(\d{1,4})([DWMY])")
_UNITS = {"D": Unit.DAY, "W": Unit.WEEK, "M": Unit.MONTH, "Y": Unit.YEAR}
_DAYS = ("day.", "holiday", "weekday", "numeric", "deictic", "named-day")
_WINDOW = 14
"""Tokens within which an expression must have a word that dates."""


@dataclass(frozen=True, slots=True)
class Match:
    """What the grammar takes for an expression: tokens first..last (inclusive)."""

    first: int
    last: int
    rule: str
    meaning: Meaning


def recognise(document: Document) -> list[Candidate]:
    """Expressions from left to right, not overlapping: at each token the longest match of the grammar."""
    lexemes = Lexemes(document)
    codes = lexemes.codes
    ends = _sentence_ends(document)
    found: list[Match] = []
    for run in _RUN.finditer(codes):
        stop = run.end()
        at = run.start()
        nearest = -1
        while at < stop:
            if nearest < at:
                match = _DATING.search(codes, at, stop)
                if match is None:
                    break
                nearest = match.start()
            at = max(at, nearest - _WINDOW)
            best = _longest(document, lexemes, at, min(stop, ends[bisect_left(ends, at + 1)]))
            if best is not None and best.first > at:
                # Words before the expression licensed it; without them a longer one may stand there.
                alone = _longest(document, lexemes, best.first, min(stop, ends[bisect_left(ends, best.first + 1)]))
                best = alone if alone is not None and alone.last > best.last else best
            if best is not None:
                limit = min(stop, ends[bisect_left(ends, best.first + 1)])
                best = _from_a_day(document, lexemes, best, limit) or best
                found.append(best)
                found.extend(_continued(document, lexemes, best, limit))
                at = found[-1].last + 1
            else:
                at += 1
    return [_candidate(document, match, ends) for match in found]


def _candidate(document: Document, match: Match, ends: list[int]) -> Candidate:
    place = bisect_left(ends, match.first + 1)
    floor, ceiling = ends[place - 1] if place else 0, ends[place]
    before = document.lower[match.first - 1] if match.first else ""
    return Candidate(
        document.starts[match.first],
        document.ends[match.last],
        match.rule,
        match.meaning,
        partial(direction, document, match.first, match.last, floor, ceiling),
        # "around summer", "circa 2016"; but not "to get around Wednesday's ruling".
        before in _AROUND and match.rule.startswith(("month", "season", "year", "decade", "day")),
    )


def _longest(document: Document, lexemes: Lexemes, at: int, limit: int) -> Match | None:
    """The longest expression whose rule begins at this token; the rule written first among equals."""
    best: Match | None = None
    for rule in grammar.rules().get(lexemes.codes[at], ()):
        parts = rule.match(lexemes, at, limit)
        if parts is None or (best is not None and (parts.end - 1, -parts.start) <= (best.last, -best.first)):
            continue
        said = rule.meaning(parts)
        if said is not None and filters.admits(rule.name, document, lexemes.codes, parts.start, parts.end - 1):
            best = Match(parts.start, parts.end - 1, rule.name, _known(document, parts, said))
    return best


def _from_a_day(document: Document, lexemes: Lexemes, lapse: Match, limit: int) -> Match | None:
    """ "two days after Christmas": a duration that a day right behind it makes a date; None where none does."""
    said = _LAPSE.fullmatch(lapse.meaning.duration or "")
    if said is None or lapse.meaning.kind != "duration" or lapse.last + 2 >= limit:
        return None
    way = {CODE["AFTER"]: 1, CODE["FROM"]: 1, CODE["BEFORE"]: -1}.get(lexemes.codes[lapse.last + 1])
    if way is None:
        return None
    day = _longest(document, lexemes, lapse.last + 2, limit)
    if day is None or day.first != lapse.last + 2 or day.meaning.kind != "date" or not day.rule.startswith(_DAYS):
        return None
    if lexemes.codes[day.last + 1 : day.last + 2] == CODE["POSSESSIVE"]:
        return None
    return Match(lapse.first, day.last, "distance.from-day", after(day.meaning, _UNITS[said[2]], way * int(said[1])))


def _known(document: Document, parts: Parts, said: Meaning) -> Meaning:
    """What everybody knows by its day: the Sept. 11 attacks are those of 2001, whenever the article came out."""
    if said.explicit or not isinstance(parts.m, int) or not isinstance(parts.d, int):
        return said
    event = lexicon.load("en", "dates")["known_days"].get(f"{parts.m:02d}-{parts.d:02d}")
    if event is None or set(event["words"].split()).isdisjoint(document.lower[parts.end : parts.end + 3]):
        return said
    return absolute(periods.day(date.fromisoformat(event["day"])), 0.9)


def _continued(document: Document, lexemes: Lexemes, before: Match, limit: int) -> list[Match]:
    """What a list adds to the expression before: the 25 of "April 24 and 25"."""
    if not before.rule.startswith("day."):
        return []
    for rule in grammar.continuations():
        parts = rule.match(lexemes, before.first, limit)
        if parts is None or parts.start <= before.last:
            continue
        said = rule.meaning(parts)
        if said is not None and filters.admits(rule.name, document, lexemes.codes, parts.start, parts.end - 1):
            return [Match(parts.start, parts.end - 1, rule.name, said)]
    return []


def _sentence_ends(document: Document) -> list[int]:
    """Token index after each sentence."""
    ends = [document.token_at(end) for _, end in document.sentences[:-1]]
    return [*ends, len(document.starts)]
