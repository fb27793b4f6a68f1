"""From meanings in reading order to findings: each expression is resolved where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

from casefile.domain import edtf
from casefile.domain.findings import DateFinding
from casefile.extract.dates import filters, grammar, meaning
from casefile.extract.dates.lexemes import CODE, Lexemes
from casefile.extract.dates.meaning import Context, Earlier, Meaning
from casefile.extract.dates.periods import Extent, Interval, OutOfCalendarError, Period, Unit, day
from casefile.extract.dates.tense import direction
from casefile.extract.document import Document, Frame

_RUN = re.compile(r"[^.]++")
_GRAMMATICAL = """LAST NEXT THIS THAT EACH EARLY EDGE ADVERB AGO BEFORE AFTER SINCE OF IN ON BY FROM BETWEEN TO AND THE A
    COMMA DASH DOT POSSESSIVE VAGUE RECENT HALFWORD FISCAL ACADEMIC MOMENT FUTURE ALL OTHER VERY THESE FOR OVER AT LONG
    SINGLE REST TIMES LESS THAN OLD ENDED SLASH NUMBER DAYNUM ORDINAL AD""".split()
# A date needs at least one word that dates; numbers and grammatical words alone do not.
_DATING = re.compile("[" + "".join(code for name, code in CODE.items() if name not in _GRAMMATICAL) + "]")
_AROUND = frozenset({"around", "about", "circa", "approximately", "roughly", "c."})
_WINDOW = 14
"""Tokens within which an expression must have a word that dates."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression that was recognised: tokens first..last (inclusive)."""

    first: int
    last: int
    rule: str
    meaning: Meaning


def find_dates(document: Document, frames: tuple[Frame, ...]) -> tuple[DateFinding, ...]:
    """Dates, times, durations and sets of the text, by start."""
    del frames  # captions and datelines tell when, too
    return tuple(_Resolution(document).findings(recognise(document)))


def latest_told(document: Document) -> str | None:
    """The latest date with its year in the words that the text tells as past: it came out no earlier. EDTF."""
    best: Period | None = None
    for candidate in recognise(document):
        said = candidate.meaning
        if not said.explicit or said.resolve is None:
            continue
        try:
            extent = said.resolve(Context(None, 0))
            if not isinstance(extent, Period) or extent.unit > Unit.YEAR or extent.unit is Unit.FISCAL_YEAR:
                continue
            start = extent.first
            sentence = document.sentences[document.sentence_at(document.starts[candidate.first])]
            floor, ceiling = document.token_at(sentence[0]), document.token_at(sentence[1])
            if direction(document, candidate.first, candidate.last, floor, ceiling) > 0:
                continue
            if best is None or (start, -extent.unit) > (best.first, -best.unit):
                best = extent
        except OutOfCalendarError:
            continue
    return best.edtf if best else None


def recognise(document: Document) -> list[Candidate]:
    """Expressions from left to right, not overlapping: at each token the longest match of the grammar."""
    if "dates" not in document.kept:
        document.kept["dates"] = _recognise(document, Lexemes(document))
    found: list[Candidate] = document.kept["dates"]
    return found


def _recognise(document: Document, lexemes: Lexemes) -> list[Candidate]:
    codes = lexemes.codes
    ends = _sentence_ends(document)
    found: list[Candidate] = []
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
                found.append(best)
                limit = min(stop, ends[bisect_left(ends, best.first + 1)])
                found.extend(_continued(document, lexemes, best, limit))
                at = found[-1].last + 1
            else:
                at += 1
    return found


def _longest(document: Document, lexemes: Lexemes, at: int, limit: int) -> Candidate | None:
    """The longest expression whose rule begins at this token; the rule written first among equals."""
    best: Candidate | None = None
    width = 0
    for rule in grammar.rules().get(lexemes.codes[at], ()):
        parts = rule.match(lexemes.codes, lexemes.values, at, limit)
        if parts is None or parts.end - at <= width:
            continue
        said = rule.meaning(parts)
        if said is not None and filters.admits(rule.name, document, lexemes.codes, parts.start, parts.end - 1):
            best = Candidate(parts.start, parts.end - 1, rule.name, said)
            width = parts.end - at
    return best


def _continued(document: Document, lexemes: Lexemes, before: Candidate, limit: int) -> list[Candidate]:
    """What a list adds to the expression before: the 25 of "April 24 and 25"."""
    if not before.rule.startswith("day."):
        return []
    for rule in grammar.continuations():
        parts = rule.match(lexemes.codes, lexemes.values, before.first, limit)
        if parts is None or parts.start <= before.last:
            continue
        said = rule.meaning(parts)
        if said is not None and filters.admits(rule.name, document, lexemes.codes, parts.start, parts.end - 1):
            return [Candidate(parts.start, parts.end - 1, rule.name, said)]
    return []


def _sentence_ends(document: Document) -> list[int]:
    """Token index after each sentence."""
    ends = [document.token_at(end) for _, end in document.sentences[:-1]]
    return [*ends, len(document.starts)]


class _Resolution:
    """Puts the candidates of one document on the calendar, in reading order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.days = _publication_days(document.published.edtf)
        self.history: tuple[Earlier, ...] = ()
        self.explicit: Earlier | None = None

    def findings(self, candidates: list[Candidate]) -> list[DateFinding]:
        found = [self._finding(candidate) for candidate in candidates]
        return self._with_days_of_times(candidates, found)

    def _finding(self, candidate: Candidate) -> DateFinding:
        document, said = self.document, candidate.meaning
        start, end = document.starts[candidate.first], document.ends[candidate.last]
        finding = DateFinding(
            start, end, said.confidence, f"dates.{candidate.rule}", said.kind,
            duration=said.duration, reference=said.reference,
        )  # fmt: skip
        if said.resolve is None:
            return finding
        sentence, paragraph = document.sentence_at(start), document.paragraph_at(start)
        extent = self._resolve(candidate, sentence, paragraph)
        if extent is None and said.duration:
            return replace(finding, kind="duration")
        if extent is None:
            return replace(finding, confidence=said.confidence * 0.6)
        try:
            text = extent.edtf
            first, last = extent.first.isoformat(), extent.last.isoformat()
        except OutOfCalendarError:
            return finding
        anchor = said.anchor if said.anchor != meaning.DOCUMENT or self.history else meaning.PUBLISHED
        here = Earlier(extent, sentence, paragraph, said.explicit)
        self.history = (here, *(one for one in self.history if one.extent.unit != extent.unit))
        if said.explicit:
            self.explicit = here
        if said.clock and isinstance(extent, Period) and extent.unit is Unit.DAY:
            text = f"{text}T{said.clock}"
        elif "/" not in text and self._is_approximate(candidate):
            text += "~"
        return replace(finding, edtf=text, earliest=first, latest=last, anchor=anchor, duration=None)

    def _is_approximate(self, candidate: Candidate) -> bool:
        """ "around summer", "circa 2016"; but not "to get around Wednesday's ruling"."""
        before = self.document.lower[candidate.first - 1] if candidate.first else ""
        return before in _AROUND and candidate.rule.startswith(("month", "season", "year", "decade", "day"))

    def _resolve(self, candidate: Candidate, sentence: int, paragraph: int) -> Extent | None:
        said = candidate.meaning
        if said.resolve is None:
            return None
        near = self.explicit
        if near is not None and not (
            near.sentence == sentence or (near.paragraph == paragraph and sentence - near.sentence <= 1)
        ):
            near = None
        if near is not None and self.days and near.extent.unit >= Unit.YEAR:
            near = None
        if near is not None and self.days and near.extent.first.year == self.days[-1].year:
            near = None
        document = self.document
        begin, finish = document.sentences[sentence]
        towards = 0
        if said.anchor == meaning.PUBLISHED:
            floor, ceiling = document.token_at(begin), document.token_at(finish)
            towards = direction(document, candidate.first, candidate.last, floor, ceiling)
        context = Context(None, towards, self.history, near)
        try:
            extents = [said.resolve(replace(context, today=today)) for today in self.days or (None,)]
            low, high = extents[0], extents[-1]
            if low is None or high is None or low.first > high.last:
                return None
            return low if low == high else Interval(_start(low), _end(high))
        except (OutOfCalendarError, OverflowError, ValueError):
            return None

    def _with_days_of_times(self, candidates: list[Candidate], found: list[DateFinding]) -> list[DateFinding]:
        """Clock times take the day of their sentence, else of publication."""
        document = self.document
        out = list(found)
        for index, (candidate, finding) in enumerate(zip(candidates, found, strict=True)):
            if finding.kind != "time" or finding.edtf is not None:
                continue
            sentence = document.sentence_at(finding.start)
            near = [
                other
                for other in found[max(0, index - 4) : index + 5]
                if other.kind == "date"
                and other.edtf
                and len(other.edtf) == 10
                and document.sentence_at(other.start) == sentence
            ]
            if near:
                # The day of the sentence that is nearest.
                host = min(near, key=lambda other: abs(other.start - finding.start))
                iso, anchor = host.edtf, host.anchor
            elif before := [
                other
                for other in found[max(0, index - 4) : index]
                if other.kind == "date"
                and other.edtf
                and len(other.edtf) == 10
                and sentence - document.sentence_at(other.start) <= 2
            ]:
                iso, anchor = before[-1].edtf, meaning.DOCUMENT
            elif len(self.days) == 1:
                iso, anchor = day(self.days[0]).edtf, meaning.PUBLISHED
            else:
                continue
            out[index] = replace(finding, edtf=f"{iso}T{candidate.meaning.clock}", earliest=iso, latest=iso, anchor=anchor)
        return out


def _start(extent: Extent) -> Period:
    return extent.start if isinstance(extent, Interval) else extent


def _end(extent: Extent) -> Period:
    return extent.end if isinstance(extent, Interval) else extent


def _publication_days(text: str | None) -> tuple[date, ...]:
    """The day of publication, or the first and last it may be; nothing where it is open or unknown."""
    if not text:
        return ()
    try:
        known = edtf.parse(text)
    except ValueError:
        return ()
    if known.earliest is None or known.latest is None:
        return ()
    return (known.earliest,) if known.earliest == known.latest else (known.earliest, known.latest)
