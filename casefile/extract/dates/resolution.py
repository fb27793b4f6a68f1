"""From meanings in reading order to findings: each expression is resolved where it stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from casefile.domain import edtf
from casefile.domain.findings import DateFinding
from casefile.extract import lexicon
from casefile.extract.dates import meaning
from casefile.extract.dates.candidates import Candidate
from casefile.extract.dates.clocks import at_clock
from casefile.extract.dates.coordination import coordinated
from casefile.extract.dates.meaning import Context, Earlier
from casefile.extract.dates.periods import Extent, Interval, OutOfCalendarError, Period, Unit, day
from casefile.extract.dates.speech import dated_by
from casefile.extract.document import Document

_LONG_AGO = 3
"""Years: a story that far back is told with its year said once."""
_WIDE = 366
"""Days between the bounds of publication within which relative dates are still counted from it."""
_FAR = 5
"""Sentences over which such a year carries."""


class Resolution:
    """Puts the candidates of one document on the calendar, in reading order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.days = _publication_days(document.told_from.edtf)
        self.history: tuple[Earlier, ...] = ()
        self.explicit: Earlier | None = None
        self.following: Extent | None = None
        """What the expression being resolved is coordinated with, where that has a year."""

    def findings(self, candidates: list[Candidate]) -> list[DateFinding]:
        speeches = dated_by(self.document, candidates)
        goals = coordinated(self.document, candidates)
        found = []
        for place, candidate in enumerate(candidates):
            self.following = goals.get(place)
            found.append(self._finding(candidate, candidates[speeches[place]] if place in speeches else None))
        return self._with_days_of_times(candidates, found)

    def _finding(self, candidate: Candidate, speech: Candidate | None) -> DateFinding:
        document, said = self.document, candidate.meaning
        start, end = candidate.start, candidate.end
        sure = said.confidence
        rule = f"dates.{candidate.rule}"
        finding = DateFinding(start, end, sure, rule, said.kind, duration=said.duration, reference=said.reference)
        if said.resolve is None:
            return finding
        sentence, paragraph = document.sentence_at(start), document.paragraph_at(start)
        days = self._speech_days(speech, sentence, paragraph) if speech else self.days
        extent = self._resolve(candidate, sentence, paragraph, days)
        if extent is None and said.duration:
            return replace(finding, kind="duration")
        if extent is None:
            return replace(finding, confidence=sure * 0.6)
        try:
            text = extent.edtf
            first, last = extent.first.isoformat(), extent.last.isoformat()
        except OutOfCalendarError:
            return finding
        anchor = said.anchor if said.anchor != meaning.DOCUMENT or self.history else meaning.PUBLISHED
        if days != self.days or self.following is not None:
            anchor = meaning.DOCUMENT
        here = Earlier(extent, sentence, paragraph, said.explicit)
        self.history = (here, *(one for one in self.history if one.extent.unit != extent.unit))
        if said.explicit:
            self.explicit = here
        if said.clock and isinstance(extent, Period) and extent.unit is Unit.DAY:
            text = at_clock(text, said.clock)
        elif "/" not in text and candidate.approximate:
            text += "~"
        return replace(finding, edtf=text, earliest=first, latest=last, anchor=anchor, duration=None)

    def _resolve(self, candidate: Candidate, sentence: int, paragraph: int, days: tuple[date, ...]) -> Extent | None:
        said = candidate.meaning
        if said.resolve is None:
            return None
        near = self._inherited(candidate, sentence, paragraph)
        towards = candidate.direction() if said.anchor == meaning.PUBLISHED else 0
        fiscal = _fiscal_month(self.document) if candidate.rule.startswith("fiscal") else 1
        try:
            extents = [
                said.resolve(Context(today, towards, self.history, near, fiscal, self.following))
                for today in days or (None,)
            ]
            low, high = extents[0], extents[-1]
            if low is None or high is None or low.first > high.last:
                return None
            return low if low == high else Interval(_start(low), _end(high))
        except (OutOfCalendarError, OverflowError, ValueError):
            return None

    def _speech_days(self, speech: Candidate, sentence: int, paragraph: int) -> tuple[date, ...]:
        """The day on which a quotation was said; publication's where its words give none."""
        extent = self._resolve(speech, sentence, paragraph, self.days)
        if not isinstance(extent, Period) or extent.unit is not Unit.DAY:
            return self.days
        said = extent.first
        return (said,) if not self.days or said <= self.days[-1] else self.days

    def _inherited(self, candidate: Candidate, sentence: int, paragraph: int) -> Earlier | None:
        """The date before that lends its year: of the same precision ("on 5 May 2019 ..., on 7 May ...") and near, farther
        only if its year lies well back; any nearby date with a year where publication is not known."""
        near = self.explicit
        if near is None:
            return None
        distance = sentence - near.sentence
        close = distance == 0 or (near.paragraph == paragraph and distance == 1)
        if not self.days:
            return near if close else None
        parallel = {Unit.DAY: ("day", "range.days", "range.month-days"), Unit.MONTH: ("month", "range.months")}
        if candidate.rule not in parallel.get(near.extent.unit, ()) and not (
            near.extent.unit is Unit.DAY and candidate.rule.startswith("day.")
        ):
            return None
        past = self.days[-1].year - near.extent.first.year
        return near if (close and past) or (past >= _LONG_AGO and distance <= _FAR) else None

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
                iso, anchor = host.edtf or "", host.anchor
            elif before := [
                other
                for other in found[max(0, index - 4) : index]
                if other.kind == "date"
                and other.edtf
                and len(other.edtf) == 10
                and sentence - document.sentence_at(other.start) <= 2
            ]:
                iso, anchor = before[-1].edtf or "", meaning.DOCUMENT
            elif len(self.days) == 1:
                iso, anchor = day(self.days[0]).edtf, meaning.PUBLISHED
            else:
                continue
            out[index] = replace(
                finding, edtf=at_clock(iso, candidate.meaning.clock or ""), earliest=iso, latest=iso, anchor=anchor
            )
        return out


def _fiscal_month(document: Document) -> int:
    """First month of fiscal years where the text is at home: the country its words name most, January where none."""
    table: dict[str, str] = lexicon.load("en", "frame")["fiscal_years"]
    months = {word: int(month) for month, words in table.items() for word in words.split()}
    named = Counter(months[word] for word in document.lower if word in months)
    return max(named, key=lambda month: (named[month], -month)) if named else 1


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
    if known.interval and (known.latest - known.earliest).days > _WIDE:
        # Bounds that wide date nothing: "yesterday" is not "some day of three years".
        return ()
    return (known.earliest,) if known.earliest == known.latest else (known.earliest, known.latest)
