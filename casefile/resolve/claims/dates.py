"""When the same thing happened: reports of one kind of happening, with an entity in common, whose dates (nearly) meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from casefile.domain import edtf
from casefile.domain.claims import ClaimKind
from casefile.domain.rows import ReportRow
from casefile.resolve.claims.evidence import Evidence, Proposal
from casefile.resolve.claims.reading import Groups, Read, Reader, happenings, meaning, meeting, rules, stop_words

_FINE = 100
"""Days. Longer intervals ("in 2023") bind nothing, and are at most compatible."""
_MONTH = 31
_NEAR = 45
"""Days between dates that may be meant for one happening, if the sentences say nearly the same."""
_WORD = re.compile(r"[^\W\d_]+")
_MODAL = frozenset("will would shall may might can could to be is are was were has have had been".split())
_DATELINE = re.compile(r"\A[A-Z][A-Z .'’-]{1,60}(?:, \w+\.? \d{1,2})?\s*(?:\([^)]*\)\s*)?[—–-]\s+")
"""Place and day before the first sentence of a report."""
_NEVER = date.max.toordinal()
_DAYS = 3
"""Days between two dates that are exact."""
_ALIKE = 4
"""Words that such sentences share."""


@dataclass(frozen=True, slots=True)
class _Dated:
    read: Read
    report: ReportRow
    trigger: str
    first: int
    last: int
    telling: frozenset[str]
    """The parties but for the case's own subject."""
    planned: bool
    """It has not happened yet, or was put off."""

    @property
    def acts(self) -> frozenset[str]:
        """All that may be meant to happen."""
        return self.read.every | {self.trigger}

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
    dated = [item for read in reader.passages for item in _dated(read, read.parties & reader.telling(read))]
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
    if item.planned:
        keys = {f"{act}@{entity}" for entity in item.read.entities for act in item.acts}
    if item.fine:
        months = range((item.first - _NEAR // 2 - 1) // _MONTH, (item.last + _NEAR // 2 + 1) // _MONTH + 1)
        happens = {*(item.read.every & happenings()), item.trigger}
        keys |= {f"{what}:{month}" for what in happens for month in months}
        if item.first == item.last:
            keys |= {f"@{party}:{month}" for party in item.telling for month in months}
    return keys


def _dated(read: Read, telling: frozenset[str]) -> Iterator[_Dated]:
    cues = {meaning(quote.cue) for quote in read.passage.quotes if quote.cue}
    for report in read.passage.reports:
        if report.basis != "explicit" or not report.earliest or not report.latest:
            continue
        first, last = _day(report.earliest), _day(report.latest)
        start = report.trigger_start - read.passage.start
        words = read.passage.text[start : start + report.trigger_end - report.trigger_start]
        # When something was said is not when it happened.
        if first is not None and last is not None and words and start >= 0 and meaning(words) not in cues:
            act = _act(read.passage.text, start, words)
            planned = report.status == "planned" or act in _postponing()
            yield _Dated(read, report, act, first, last, telling, planned)


def _act(text: str, start: int, words: str) -> str:
    """What a report says happened; of "will open" that it opens."""
    if words.casefold() in _MODAL:
        following = _WORD.findall(text[start + len(words) :])
        words = next(
            (word for word in following if word.casefold() not in stop_words() and word.casefold() not in _MODAL), words
        )
    return meaning(words)


@cache
def _postponing() -> frozenset[str]:
    return frozenset(meaning(word) for word in rules()["postponing"].split())


def _day(text: str) -> int | None:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def _one_thing(one: _Dated, other: _Dated) -> bool:
    shared = one.read.every & other.read.every
    entities = one.read.entities & other.read.entities
    if one.planned or other.planned:
        # A plan is compared with plans: what is to be done to the same, whenever.
        what = {one.trigger, other.trigger} - _postponing()
        both = one.planned and other.planned and one.read.article != other.read.article
        return both and bool(entities) and any(act in one.acts and act in other.acts for act in what)
    happening = one.trigger == other.trigger or bool(shared & happenings())
    if not happening and not one.telling & other.telling:
        return False
    if happening and one.first <= other.last and other.first <= one.last:
        if not one.fine or not other.fine:
            return one.trigger == other.trigger and bool(entities) and len(shared) >= _ALIKE - 1
        if max(one.last - one.first, other.last - other.first) <= _MONTH:
            return True
        # A season is shared by many things: these have to happen to the same, or be told in the same words of their own.
        telling = len(one.read.words & other.read.words)
        return bool(one.read.parties & other.read.parties) or telling >= _ALIKE - 1 or (telling > 1 and bool(entities))
    gap = max(other.first - one.last, one.first - other.last)
    if one.read.article != other.read.article and gap <= _DAYS and one.first == one.last and other.first == other.last:
        # Two days next to each other, of what the same party did in like words.
        return bool(one.telling & other.telling) and bool(one.read.words & other.read.words)
    return happening and (
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
    words = _DATELINE.sub("", " ".join(sentence.split())).rstrip(".")
    return words if len(words) <= length else words[:length].rpartition(" ")[0] + " …"
