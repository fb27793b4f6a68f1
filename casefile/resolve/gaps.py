"""What nobody says: questions that what happened raises and no article answers, times without articles, claims that nobody
stands by, questions the investigator noted. By rules of words and counts; each says why it is held to be open."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from statistics import median
from typing import Any

from casefile import assets
from casefile.domain import edtf
from casefile.domain.claims import Claim, ClaimKind, Passage, Said, Source, Standing
from casefile.domain.ids import Kind, anchor_id, article_id
from casefile.domain.rows import EventRow, NoteRow, ReportRow
from casefile.domain.weighing import Gap, GapKind, GapPlace
from casefile.resolve.claims import Proposed
from casefile.resolve.claims.attribution import blames
from casefile.resolve.claims.dates import shortened
from casefile.resolve.claims.reading import meaning, stem
from casefile.resolve.claims.reading import rules as claim_rules
from casefile.resolve.claims.statements import RULE as STATEMENTS

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PASSIVE, _BY = 3, 8
"""Words before a participle in which a form of "to be" stands; words after it in which "by" stands."""
_QUIET, _TIMES = 60, 4
"""Days without an article that are worth asking about, and how many times the usual distance they must be."""
_NAMED = 4
"""Statements of one outlet that a question names."""
_QUESTION = re.compile(r"\A\s*(?:\?|question\s*:)|\?\s*\Z", re.IGNORECASE)
_MARK = re.compile(r"\A\s*(?:\?|question\s*:)\s*", re.IGNORECASE)


@cache
def _rules() -> dict[str, Any]:
    with assets.resource("rules", "en", "gaps.toml").open("rb") as stream:
        return tomllib.load(stream)


@cache
def _answers(name: str) -> frozenset[str]:
    return frozenset(_rules()["answers"][name].split())


def gaps_of(
    proposed: Proposed,
    claims: Iterable[Claim],
    events: Iterable[EventRow],
    notes: Iterable[NoteRow],
    among: Collection[int],
    set_aside: Collection[str],
) -> tuple[Gap, ...]:
    """All gaps of these articles: noted questions, unanswered ones, times of silence, claims without a named source."""
    known = [passage for passage in proposed.passages if passage.article in among]
    found = (
        *_noted(notes),
        *_unanswered(known, events),
        *_silences([source for source in proposed.sources if source.article in among]),
        *_unnamed(claims, {article_id(source.article): source for source in proposed.sources}),
    )
    return tuple(replace(gap, decision="rejected") if gap.id in set_aside else gap for gap in found)


def is_question(note: str) -> bool:
    """Whether a note asks: it begins with "?" or "Question:", or ends with a question mark."""
    return bool(_QUESTION.search(note))


def _noted(notes: Iterable[NoteRow]) -> Iterator[Gap]:
    for note in notes:
        if is_question(note.text):
            yield Gap(
                note.id,
                GapKind.QUESTION,
                " ".join(_MARK.sub("", note.text).split()),
                "Noted by the investigator.",
                refers_to=note.target or None,
            )


class _Heard:
    """Sentences by what happens in them and to whom."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._by_happening: dict[tuple[str, str], list[tuple[Passage, ReportRow]]] = defaultdict(list)
        self._by_entity: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages:
            entities = {mention.entity for mention in passage.mentions}
            for entity in entities:
                self._by_entity[entity].append(passage)
            for report in passage.reports:
                for entity in entities:
                    self._by_happening[happening(passage, report), entity].append((passage, report))
        # What stands in most sentences says nothing of one happening.
        self._everywhere = {name for name, those in self._by_entity.items() if len(those) > max(20, len(passages) / 4)}

    def of(self, what: str, entities: Collection[str]) -> list[tuple[Passage, ReportRow]]:
        """Sentences in which this happens to one of these."""
        telling = [name for name in entities if name not in self._everywhere] or list(entities)
        found = {
            (passage.article, passage.start, report.id): (passage, report)
            for name in telling
            for passage, report in self._by_happening.get((what, name), ())
        }
        return [found[key] for key in sorted(found)]

    def beside(self, passages: Iterable[Passage]) -> list[Passage]:
        """Those and the sentences after them, in which a story goes on, about the same entities."""
        found = {}
        for passage in passages:
            found[passage.article, passage.start] = passage
            for mention in passage.mentions:
                for other in self._by_entity[mention.entity]:
                    if other.article == passage.article and abs(other.paragraph - passage.paragraph) < 2:
                        found[other.article, other.start] = other
        return [found[key] for key in sorted(found)]


def happening(passage: Passage, report: ReportRow) -> str:
    """Meaning of what a report says happened."""
    return meaning(_trigger(passage, report))


def _trigger(passage: Passage, report: ReportRow) -> str:
    start = report.trigger_start - passage.start
    return passage.text[start : start + report.trigger_end - report.trigger_start]


def _unanswered(passages: Sequence[Passage], events: Iterable[EventRow]) -> Iterator[Gap]:
    heard = _Heard(passages)
    reported = {report.id: (passage, report) for passage in passages for report in passage.reports}
    ranked = sorted(
        (event for event in events if event.status == "reported" and event.decision != "rejected" and not _denies(event)),
        key=lambda event: (-len({report.place.article for report in event.reports}), event.earliest or "9999", event.id),
    )
    asked: set[tuple[str, str]] = set()
    for event in ranked:
        first = next((reported[report.id] for report in event.reports if report.id in reported), None)
        if first is None or (len(event.reports) < 2 and event.basis == "published"):
            continue
        what, word = happening(*first), stem(_trigger(*first))
        own = [reported[report.id] for report in event.reports if report.id in reported]
        told = {(p.article, p.start, r.id): (p, r) for p, r in (*own, *heard.of(what, event.entities))}
        pairs = [told[key] for key in sorted(told)]
        for question in _rules()["question"]:
            # By the word itself: who was "hacked" is of one family with what was "leaked", and is not counted.
            if question["of"] != "*" and word not in {stem(other) for other in question["of"].split()}:
                continue
            # Asked once of what happens again and again: of the event that most articles report.
            if (question["name"], what) in asked or _ANSWERED[question["name"]](pairs, event, heard):
                continue
            asked.add((question["name"], what))
            yield _open(question, event, own)


@cache
def _negations() -> frozenset[str]:
    negation = claim_rules()["negation"]
    return frozenset(f"{negation['words']} {negation['verbs']}".split())


def _denies(event: EventRow) -> bool:
    """What did not happen raises no questions."""
    return bool(_negations() & {word.casefold() for word in _WORD.findall(event.summary)})


def _open(question: Mapping[str, str], event: EventRow, own: Sequence[tuple[Passage, ReportRow]]) -> Gap:
    articles = sorted({passage.article for passage, _ in own})
    said = ", ".join(article_id(number) for number in articles)
    return Gap(
        anchor_id(Kind.GAP, question["name"], event.id, 0),
        GapKind.UNANSWERED,
        # A question made out of any sentence reads badly: the plain question, and what it is about.
        f"{question['asks']}? – {shortened(event.summary)}",
        f"{said} {'reports' if len(articles) == 1 else 'report'} it; no sentence about it says so.",
        tuple(_place(passage) for passage, _ in own),
        event.id,
    )


def _agent(pairs: Sequence[tuple[Passage, ReportRow]], _: EventRow, heard: _Heard) -> bool:
    return any(not _agentless(*pair) for pair in pairs) or any(blames(p) for p in heard.beside(p for p, _ in pairs))


def _agentless(passage: Passage, report: ReportRow) -> bool:
    """Whether a sentence says that something was done, and not by whom."""
    start, end = report.trigger_start - passage.start, report.trigger_end - passage.start
    before = [word[0].casefold() for word in _WORD.finditer(passage.text, 0, max(0, start))][-_PASSIVE:]
    after = [word[0].casefold() for word in _WORD.finditer(passage.text, end)][:_BY]
    ends = passage.text[start:end].casefold().endswith(("ed", "en", "wn", "ung", "old", "ost", "ade", "ut", "ught", "aid"))
    return ends and bool(_answers("passive") & set(before)) and "by" not in after


def _dated(pairs: Sequence[tuple[Passage, ReportRow]], event: EventRow, _: _Heard) -> bool:
    return bool(event.edtf and event.basis != "published") or any(r.edtf and r.basis != "published" for _, r in pairs)


def _ended(pairs: Sequence[tuple[Passage, ReportRow]], _: EventRow, heard: _Heard) -> bool:
    beside = heard.beside(passage for passage, _ in pairs)
    return any(_answers("ended") & {word.casefold() for word in _WORD.findall(p.text)} for p in beside)


def _numbered(pairs: Sequence[tuple[Passage, ReportRow]], _: EventRow, heard: _Heard) -> bool:
    beside = heard.beside(passage for passage, _ in pairs)
    return any(figure.kind in ("count", "money") for passage in beside for figure in passage.figures)


_ANSWERED = {"agent": _agent, "alerted": _agent, "found": _agent, "when": _dated, "end": _ended, "number": _numbered}


def _silences(sources: Sequence[Source]) -> Iterator[Gap]:
    """Times between two articles in which none was published, that are long beside the usual."""
    days = sorted(
        (date.fromisoformat(source.earliest), source.article)
        for source in sources
        if source.earliest and edtf.bounds(source.edtf)[1] == source.earliest
    )
    steps = [(later[0] - earlier[0]).days for earlier, later in pairwise(days)]
    if len(steps) < 2:
        return
    least = max(_QUIET, _TIMES * median(steps))
    for (before, one), (after, other) in pairwise(days):
        if (after - before).days >= least:
            first, last = before + timedelta(days=1), after - timedelta(days=1)
            when = f"{edtf.in_words(first.isoformat())} and {edtf.in_words(last.isoformat())}"
            yield Gap(
                anchor_id(Kind.GAP, "silence", f"{before} {after}", 0),
                GapKind.SILENCE,
                f"What happened between {when}?",
                f"No article was published for {(after - before).days - 1} days, from {article_id(one)} to "
                f"{article_id(other)}.",
                earliest=first.isoformat(),
                latest=last.isoformat(),
            )


def _unnamed(claims: Iterable[Claim], sources: Mapping[str, Source]) -> Iterator[Gap]:
    """Claims that nobody stands by with name or office, those that matter one by one: what is in conflict, what one origin
    alone says in several articles, what the investigator took up. What one article says in passing is asked once an outlet.

    Nobody has to stand by how a name is written, nor by sentences of which is not known that they say the same.
    """
    alone: dict[str, list[Claim]] = defaultdict(list)
    asked = []
    for claim in claims:
        said = [one for cell in claim.said for one in cell.evidence]
        if claim.decision == "rejected" or claim.kind is ClaimKind.NAME or claim.rule == STATEMENTS:
            continue
        if not all(one.origin.startswith((Kind.OUTLET, Kind.ARTICLE)) for one in said):
            continue
        articles = len({one.article for one in said})
        if claim.standing is Standing.CONFLICT or _taken_up(claim) or (articles > 1 and claim.origins < 2):
            asked.append((claim.standing is not Standing.CONFLICT, not _taken_up(claim), -articles, claim.id, claim))
        elif articles == 1:
            alone[sources[said[0].article].outlet].append(claim)
    for *_, claim in sorted(asked, key=lambda one: one[:-1]):
        yield _nobody(claim)
    for outlet, those in sorted(alone.items(), key=lambda group: (-len(group[1]), group[0])):
        if len(those) > 1:
            yield _nobody_of(f"only {outlet or 'an article without an outlet'} says", those)
    single = [those[0] for _, those in sorted(alone.items()) if len(those) == 1]
    if len(single) > 1:
        yield _nobody_of("one article alone says", single)
    else:
        yield from map(_nobody, single)


def _taken_up(claim: Claim) -> bool:
    return claim.decision == "accepted" or claim.status != "open" or claim.starred or claim.rule == "hand"


def _nobody(claim: Claim) -> Gap:
    said = [one for cell in claim.said for one in cell.evidence]
    articles = {one.article for one in said}
    number = f"{len(articles)} article{'' if len(articles) == 1 else 's'} say{'s' if len(articles) == 1 else ''} it"
    against = "; they contradict each other" if claim.standing is Standing.CONFLICT and len(articles) > 1 else ""
    return Gap(
        anchor_id(Kind.GAP, "unnamed", claim.id, 0),
        GapKind.UNNAMED,
        f"{_STANDS[claim.kind]}? – {_about(claim, said)}",
        f"{number}{against}; none names a person, an office or a body for it.",
        tuple(map(_said_at, said)),
        claim.id,
    )


def _nobody_of(says: str, claims: Sequence[Claim]) -> Gap:
    """One question for many claims of one article each."""
    said = sorted(
        (one for claim in claims for cell in claim.said for one in cell.evidence),
        key=lambda one: (int(one.article[1:]), one.start),
    )
    values = ", ".join(list(dict.fromkeys(one.value for one in said))[:_NAMED])
    return Gap(
        # Another one more is another question than the one that was set aside.
        anchor_id(Kind.GAP, "unnamed", " ".join(sorted(claim.id for claim in claims)), 0),
        GapKind.UNNAMED,
        f"Who stands by what {says}? – {values}{' …' if len(said) > _NAMED else ''}",
        f"{len(claims)} statements of one article each; none names a person, an office or a body for it.",
        tuple(map(_said_at, said)),
    )


def _said_at(one: Said) -> GapPlace:
    return GapPlace(one.article, one.paragraph, one.start, one.end, one.sentence)


_STANDS = {
    ClaimKind.FIGURE: "Who stands by the figure",
    ClaimKind.DATE: "Who stands by the date",
    ClaimKind.ATTRIBUTION: "Who says so by name",
    ClaimKind.POLARITY: "Who says so by name",
    ClaimKind.CHANGE: "Who stands by what is said now",
}


def _about(claim: Claim, said: Sequence[Said]) -> str:
    """What a claim says, in the words that count and in its first sentence."""
    value = said[0].value
    worth = claim.kind in (ClaimKind.FIGURE, ClaimKind.DATE) and value
    return f"{value}: {shortened(said[0].sentence)}" if worth else shortened(said[0].sentence)


def _place(passage: Passage) -> GapPlace:
    return GapPlace(article_id(passage.article), passage.paragraph, passage.start, passage.end, passage.text)
