"""What each sentence reports as happening, and when."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from casefile.domain.findings import DateFinding, Mention, Quote, Report
from casefile.extract import syntax
from casefile.extract.document import Document, Frame
from casefile.extract.reports import clauses, dating, other, status, summary
from casefile.extract.reports.clauses import Clause
from casefile.extract.reports.dating import Dated

__all__ = ["find"]

_CONFIDENCE = {dating.EXPLICIT: 0.8, dating.INHERITED: 0.55, dating.PUBLISHED: 0.6}
_TELLING = frozenset([clauses.PAST, clauses.PERFECT, clauses.NONE])
"""Tenses that tell what happened on a day."""
_LASTING = frozenset([clauses.PERFECT, clauses.PLUPERFECT])
_OPENING = 6
"""Sentences of the opening: headline, dateline, lede and what carries it on."""
_PHRASAL = frozenset(
    f"quotes.{rule}" for rule in ("noun-phrase", "about", "citing", "words-in-marks", "to-clause", "uttered")
)
"""Quotes that are no clauses: they make no summary."""
_SHORTEST = 12
"""What is left of a sentence behind a frame is nothing if it is shorter."""
_OPENERS = '"“‘«('
_Piece = tuple[int, int, Quote]


def find(
    document: Document,
    frames: tuple[Frame, ...],
    dates: tuple[DateFinding, ...],
    mentions: tuple[Mention, ...],
    quotes: tuple[Quote, ...],
) -> tuple[Report, ...]:
    """Reports by start: one a sentence, and one more for each clause of it that has a date of its own."""
    if document.language not in ("en", ""):
        return tuple(other.find(document, frames, dates, mentions))
    return tuple(_Reader(document, frames, dates, mentions, quotes).read())


class _Reader:
    """Goes through the sentences of one article, keeping the last date told."""

    def __init__(
        self,
        document: Document,
        frames: tuple[Frame, ...],
        dates: tuple[DateFinding, ...],
        mentions: tuple[Mention, ...],
        quotes: tuple[Quote, ...],
    ) -> None:
        self.document = document
        self.tags = syntax.tag(document)
        self.frames = [frame for frame in frames if frame.kind != "headline"]
        self.headline_end = max((frame.end for frame in frames if frame.kind == "headline"), default=0)
        self.dates = [date for date in dates if dating.usable(date)]
        self.date_starts = [date.start for date in self.dates]
        self.mentions = [mention for mention in mentions if not mention.frame]
        self.mention_starts = [mention.start for mention in self.mentions]
        pieces = [(start, end, quote) for quote in quotes for start, end in quote.spans]
        self.pieces = sorted(pieces, key=lambda piece: piece[:2])
        self.published = dating.published(document.told_from)
        self.active: list[_Piece] = []
        """Reported speech that reaches into the sentence being read."""
        self.anchor: Dated | None = None
        """The last date told."""
        self.opening: Dated | None = None
        """The first day of that kind, where it stands in the opening sentences."""
        self.speech: Dated | None = None
        """The same for sayings: a day on which something was said dates what was said next, not what was told."""
        self.scene: Dated | None = None
        """The last day told that is so near to publication that the story can be taken to stay on it."""

    def read(self) -> list[Report]:
        reports: list[Report] = []
        frame = piece = 0
        active: list[_Piece] = []
        for index, (start, end) in enumerate(self.document.sentences):
            while frame < len(self.frames) and self.frames[frame].end <= start:
                frame += 1
            while piece < len(self.pieces) and self.pieces[piece][0] < end:
                active.append(self.pieces[piece])
                piece += 1
            active = [each for each in active if each[1] > start]
            self.active = active
            if frame < len(self.frames) and self.frames[frame].start <= start:
                # A dateline leads a sentence that goes on; any other frame is all of it.
                self._set_by(self.frames[frame])
                start = self.frames[frame].end
                while start < end and not self.document.text[start].isalnum() and self.document.text[start] not in _OPENERS:
                    start += 1
                if end - start < _SHORTEST:
                    continue
            reports += self._sentence(index, start, end, active)
        return [self._headline(report) if report.start < self.headline_end else report for report in reports]

    def _set_by(self, frame: Frame) -> None:
        """A date in a dateline sets the scene as one in a sentence does."""
        if frame.kind not in ("dateline", "published"):
            return
        for date in self.dates[bisect_left(self.date_starts, frame.start) : bisect_left(self.date_starts, frame.end)]:
            dated = dating.day(dating.explicit(date))
            if dating.sets_scene(dated, self.document.told_from):
                self.anchor = self.scene = self.speech = dated
                self.opening = self.opening or dated

    def _headline(self, report: Report) -> Report:
        """A headline tells what the text tells, of the day on which the text sets it."""
        scene = self.opening
        if scene is None or report.basis != dating.PUBLISHED or report.status == status.PLANNED:
            return report
        return replace(
            report,
            edtf=scene.edtf,
            earliest=scene.earliest,
            latest=scene.latest,
            basis=dating.INHERITED,
            date_start=scene.start,
            date_end=scene.end,
        )

    def _sentence(self, index: int, start: int, end: int, pieces: list[_Piece]) -> list[Report]:
        document = self.document
        first, last = document.token_at(start), document.token_at(end)
        # What is longer is no prose: clauses are not read farther either.
        reach = document.starts[min(last, first + clauses.REACH) - 1] + 1 if last > first else end
        dates = self.dates[bisect_left(self.date_starts, start) : bisect_left(self.date_starts, min(end, reach))]
        taken = {i for date in dates for i in range(document.token_at(date.start), document.token_at(date.end))}
        found = clauses.read(document, self.tags, first, last, taken)
        assigned = dating.assign(
            document,
            self.tags,
            found,
            [date for date in dates if not dating.modifies(document, self.tags, date)],
            [piece[:2] for piece in self.active[:20]],
        )
        for i in [i for i in assigned if dating.opens_interval(document, assigned[i]) and found[i].tense not in _LASTING]:
            # "fell to its lowest since May": the date is no date of the fall.
            del assigned[i]
        main = _main(found, assigned)
        if main is None:
            self._remember(found, assigned, index, start)
            return []
        # "She said on Monday that it will open in May": saying and opening have days of their own.
        chosen = [main] + [
            i for i in assigned if i != main and (not found[i].relative or main in assigned or self._aside(found[i]))
        ]
        said = next((i for i, clause in enumerate(found) if _says(clause) and i not in chosen), None)
        if said is not None and self._date(found, assigned, said).edtf != self._date(found, assigned, main).edtf:
            chosen.append(said)
        if main not in assigned and len(chosen) > 1 and status.is_state(found[main]):
            chosen.remove(main)
        reports = []
        chosen.sort()
        alone = len(chosen) == 1
        for place, i in enumerate(chosen):
            ceiling = found[chosen[place + 1]].begin if place + 1 < len(chosen) else last
            reports.append(
                self._report(index, found[i], ceiling, (start, end), alone, self._date(found, assigned, i), pieces)
            )
        self._remember(found, assigned, index, start)
        return reports

    def _remember(self, found: list[Clause], assigned: dict[int, DateFinding], index: int, start: int) -> None:
        """Keeps the dates of a sentence for the sentences after it."""
        for i in sorted(assigned):
            self.anchor = dating.day(dating.explicit(assigned[i]))
            if (
                start >= self.headline_end
                and found[i].tense in _TELLING
                and not found[i].relative
                and dating.sets_scene(self.anchor, self.document.told_from)
            ):
                if not _says(found[i]):
                    self.scene = self.anchor
                self.speech = self.anchor
                if self.opening is None and index <= _OPENING:
                    self.opening = self.anchor

    def _date(self, found: list[Clause], assigned: dict[int, DateFinding], i: int) -> Dated:
        document = self.document
        if i in assigned:
            return dating.explicit(assigned[i], since=dating.opens_interval(document, assigned[i]))
        others = [
            j
            for j in assigned
            if _says(found[j]) == _says(found[i]) and found[j].tense == found[i].tense and not self._aside(found[j])
        ]
        if others:
            nearest = min(others, key=lambda j: abs(j - i))
            return dating.day(dating.explicit(assigned[nearest]))
        return dating.by_tense(
            found[i], self.anchor, self.scene if self._is_told(found[i]) else self.speech, document.told_from, self.published
        )

    def _aside(self, clause: Clause) -> bool:
        """Whether a clause is a relative one set off by a comma: its date is its own."""
        return clause.relative and clause.begin > 0 and self.document.lower[clause.begin - 1] in (",", "—", "–", "-")

    def _is_told(self, clause: Clause) -> bool:
        """Whether somebody is said to have said a clause."""
        at = self.document.starts[clause.trigger]
        return any(start <= at < end for start, end, _ in self.active)

    def _report(
        self,
        index: int,
        clause: Clause,
        ceiling: int,
        sentence: tuple[int, int],
        alone: bool,
        dated: Dated,
        pieces: list[_Piece],
    ) -> Report:
        document = self.document
        at = document.starts[clause.trigger]
        trigger_end = document.ends[clause.trigger]
        around = sorted((piece for piece in pieces if piece[0] <= at < piece[1]), key=lambda piece: piece[1] - piece[0])
        holder = next((piece for piece in around if piece[2].rule not in _PHRASAL), None)
        # "She denied having met him": no clause, but the meeting is denied.
        told = holder or (around[0] if around else None)
        start, end = sentence
        if not alone and not _says(clause):
            start = sentence[0] if clause.relative else document.starts[clause.begin]
            end = document.ends[max(clause.trigger, ceiling - 1)]
        if holder is not None:
            start, end = max(start, holder[0]), min(max(end, trigger_end), holder[1])
        start, end = min(start, at), max(end, trigger_end)
        state = status.of(
            document, clause, document.token_at(end), document.token_at(sentence[0]), told[2] if told else None
        )
        confidence = _CONFIDENCE[dated.basis] * (0.8 if clause.tense == clauses.NONE or status.is_state(clause) else 1.0)
        return Report(
            start,
            end,
            round(confidence, 2),
            f"reports.{'noun' if clause.noun else 'verb'}-{dated.basis}",
            summary.of(document.text, start, end, trigger_end),
            at,
            trigger_end,
            clause.lemma,
            dated.edtf,
            dated.earliest,
            dated.latest,
            dated.basis,
            dated.start,
            dated.end,
            state,
            self._entities(start, end),
            index,
        )

    def _entities(self, start: int, end: int) -> tuple[str, ...]:
        inside = self.mentions[bisect_left(self.mention_starts, start) : bisect_left(self.mention_starts, end)]
        return tuple(dict.fromkeys(mention.entity for mention in inside))


def _says(clause: Clause) -> bool:
    return status.is_attributive(clause.lemma) and not clause.noun


def _main(found: list[Clause], assigned: dict[int, DateFinding]) -> int | None:
    """The clause a sentence is about: the first that tells a happening, dated ones first; None for mere states."""
    if not found:
        return None
    telling = [i for i, clause in enumerate(found) if not _says(clause) and not status.is_state(clause)]
    telling = [i for i in telling if not found[i].relative] or (telling if not assigned else [])
    if telling:
        return next((i for i in telling if i in assigned), telling[0])
    dated = [i for i in range(len(found)) if i in assigned]
    if dated:
        return dated[0]
    said = [i for i, clause in enumerate(found) if _says(clause)]
    return said[0] if said else None
