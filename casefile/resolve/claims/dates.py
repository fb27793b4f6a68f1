"""When the same thing happened: reports of one kind of happening, with an entity in common, whose dates (nearly) meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casefile.domain import edtf
from casefile.domain.claims import ClaimKind
from casefile.domain.rows import ReportRow
from casefile.resolve.claims.evidence import Evidence, Proposal
from casefile.resolve.claims.reading import Groups, Read, Reader, happenings, meaning, meeting

_FINE = 100
"""Days. Longer intervals ("in 2023") bind nothing, and are at most compatible."""
_MONTH = 31
_NEAR = 45
"""Days between dates that may be meant for one happening, if the sentences say nearly the same."""
_NEVER = date.max.toordinal()
_ALIKE = 4
"""Words that such sentences share."""


@dataclass(frozen=True, slots=True)
class _Dated:
    read: Read
    report: ReportRow
    trigger: str
    first: int
    last: int

    @property
    def fine(self) -> bool:
        return self.last - self.first <= _FINE


@dataclass(slots=True)
class _Reach:
    """The days that all dates of a group have in common, and the articles that give them; coarse dates do not count."""

    first: int
    last: int
    articles: set[int]

    def may_join(self, other: _Reach) -> bool:
        """Dates that differ may be one thing's only where no article gives both."""
        if max(self.first, other.first) <= min(self.last, other.last):
            return True
        return self.articles.isdisjoint(other.articles)

    def join(self, other: _Reach) -> None:
        self.first, self.last = max(self.first, other.first), min(self.last, other.last)
        self.articles |= other.articles


def find(reader: Reader) -> Iterator[Proposal]:
    """Claims on dates that two articles at least give, by place of their first."""
    dated = [item for read in reader.passages for item in _dated(read)]
    groups = Groups(len(dated))
    reach = [_Reach(item.first, item.last, {item.read.article}) if item.fine else _Reach(0, _NEVER, set()) for item in dated]
    for one, other in meeting([_keys(item) for item in dated], 1):
        left, right = groups.root(one), groups.root(other)
        if left != right and _one_thing(dated[one], dated[other]) and reach[left].may_join(reach[right]):
            low = groups.join(left, right)
            reach[low].join(reach[left if low == right else right])
    for indices in groups.sets():
        members = [dated[index] for index in indices]
        if len({item.read.article for item in members}) > 1 and any(item.fine for item in members):
            yield _proposal(members)


def _keys(item: _Dated) -> set[str]:
    """What two reports of one happening share: what happens, at about the same time; or, where one says only "in 2023",
    what happens to whom."""
    keys = {f"{item.trigger}@{entity}" for entity in item.read.entities}
    if item.fine:
        months = range((item.first - _NEAR // 2 - 1) // _MONTH, (item.last + _NEAR // 2 + 1) // _MONTH + 1)
        happens = {*(item.read.every & happenings()), item.trigger}
        keys |= {f"{what}:{month}" for what in happens for month in months}
    return keys


def _dated(read: Read) -> Iterator[_Dated]:
    cues = {meaning(quote.cue) for quote in read.passage.quotes if quote.cue}
    for report in read.passage.reports:
        if report.basis != "explicit" or not report.earliest or not report.latest or report.status == "planned":
            continue
        first, last = _day(report.earliest), _day(report.latest)
        start = report.trigger_start - read.passage.start
        words = read.passage.text[start : start + report.trigger_end - report.trigger_start]
        # When something was said is not when it happened.
        if first is not None and last is not None and words and start >= 0 and meaning(words) not in cues:
            yield _Dated(read, report, meaning(words), first, last)


def _day(text: str) -> int | None:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def _one_thing(one: _Dated, other: _Dated) -> bool:
    shared = one.read.every & other.read.every
    entities = one.read.entities & other.read.entities
    happening = one.trigger == other.trigger or bool(shared & happenings())
    if not happening:
        return False
    if one.first <= other.last and other.first <= one.last:
        if not one.fine or not other.fine:
            return one.trigger == other.trigger and bool(entities) and len(shared) >= _ALIKE - 1
        if max(one.last - one.first, other.last - other.first) <= _MONTH:
            return True
        # A season is shared by many things: these have to happen to the same, or be told in the same words of their own.
        return bool(one.read.parties & other.read.parties) or len(one.read.words & other.read.words) >= _ALIKE - 1
    gap = max(other.first - one.last, one.first - other.last)
    return (
        gap <= _NEAR
        and one.fine
        and other.fine
        and len(shared) + len(entities) >= _ALIKE
        and one.read.article != other.read.article
    )


def _proposal(members: list[_Dated]) -> Proposal:
    first = next(item for item in members if item.fine)
    evidence = tuple(
        Evidence(
            item.read.passage,
            item.report.trigger_start,
            item.report.trigger_end,
            edtf.in_words(item.report.edtf),
            item.report.id,
            measure=(item.first, item.last),
            exact=(item.first, item.last),
            coarse=not item.fine,
        )
        for item in members
    )
    return Proposal(ClaimKind.DATE, f"When: {shortened(first.read.passage.text)}", evidence, 0.6, "claims.dates")


def shortened(sentence: str, length: int = 90) -> str:
    """A sentence, cut at a word where it is long."""
    words = " ".join(sentence.split()).rstrip(".")
    return words if len(words) <= length else words[:length].rpartition(" ")[0] + " …"
