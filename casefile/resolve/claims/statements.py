"""Sentences of several articles that speak of one matter though no closer rule sees it: put side by side as one claim.

The other finders look for one kind of thing each. Here sentences are paired by all that they share (`around`). What is
counted alike makes a claim on a figure; what one of them denies, one on whether it is so. Of the rest is only said that they
speak of the same: whether they agree is for the investigator to see, unless they are nearly the same words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import combinations, product

from casefile.domain.claims import ClaimKind, Passage
from casefile.domain.rows import FigureRow
from casefile.resolve.claims.around import UNLIKE, Around
from casefile.resolve.claims.dates import shortened
from casefile.resolve.claims.denials import WORD, Denial, denial_of, negated
from casefile.resolve.claims.evidence import Evidence, Proposal
from casefile.resolve.claims.figures import counted_words, interval
from casefile.resolve.claims.memory import Memory
from casefile.resolve.claims.reading import Groups, Read, Reader, anchor_of, rules
from casefile.resolve.claims.telling import Told, families_of, root, told

Place = tuple[int, int]
"""Article and where the sentence begins."""
_ENOUGH = 0.2
"""Log odds from which sentences stand side by side. A list half of which is wrong is read by nobody: rather too few."""
_LOOKED_AT = 6
"""Members of a group that a sentence has to be like."""
_LIKELY = 1.0
_TALLY = re.compile(
    r"\b(?:number|toll|total|count|figure|estimate|tally)s?\b|\b(?:rose|risen|fell|fallen|climbed|stands?|stood|put)\b.*\b(?:at|to)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must)\b.*[.!]\W*\Z", re.DOTALL)
"""A whole sentence with a verb, though nothing that happens was found in it."""
_CERTAIN = 2.5
"""Log odds from which two sentences that count and deny nothing may be said to agree."""
_TELLING = 10
"""Numbers from here on are rarely equal by chance."""
RULE = "claims.statements"


def find(reader: Reader, known: Iterable[Proposal], memory: Memory) -> Iterator[Proposal]:
    """Claims on what two articles at least speak of, by place of their first; not what `known` claims put side by side."""
    reads = reader.passages
    around = Around([read.passage for read in reads], memory, tells_something)
    scored = around.scores()
    beside = _beside(known)
    for members in _groups(reads, scored, around, memory):
        claims = [beside.get(_place(reads[at]), frozenset()) for at in members]
        if any(one.isdisjoint(other) for one, other in combinations(claims, 2)):
            sure = min(scored[pair] for pair in combinations(members, 2) if scored.get(pair, UNLIKE) > _ENOUGH)
            key = "claim", tuple(map(around.seal, members)), sure
            yield memory.get(key, partial(_told_together, [reads[at] for at in members], members, around, sure))


def _told_together(reads: Sequence[Read], members: Sequence[int], around: Around, sure: float) -> Proposal:
    return _proposal(reads, [around.told(at) for at in members], sure)


def tells_something(passage: Passage) -> bool:
    """Whether a sentence tells something: captions, bylines and headings of names tell nothing."""
    if _silences().search(passage.text) or any(m.frame for m in passage.mentions):
        return False
    return bool(passage.reports or passage.figures or passage.quotes or _SAYS.search(passage.text))


@cache
def _silences() -> re.Pattern[str]:
    """Who does not comment says nothing of the matter."""
    return re.compile("|".join(rules()["silence"]), re.IGNORECASE)


def _groups(
    reads: Sequence[Read], scored: Mapping[tuple[int, int], float], around: Around, memory: Memory
) -> list[list[int]]:
    """Sentences on one matter, by the first of each."""
    alike = [pair for pair, score in scored.items() if score > _ENOUGH]
    tied = Groups(len(reads))
    for one, other in alike:
        tied.join(one, other)
    knots: dict[int, list[tuple[int, int]]] = {tied.root(one): [] for one, _ in alike}
    for pair in scored:
        if (home := tied.root(pair[0])) == tied.root(pair[1]):
            knots[home].append(pair)
    found = []
    for pairs in knots.values():
        places = sorted({at for pair in pairs for at in pair})
        number = {at: place for place, at in enumerate(places)}
        shape = tuple(sorted((number[one], number[other], scored[one, other]) for one, other in pairs))
        # What hangs together is grouped anew only where a sentence or a score of it has changed.
        key = "groups", tuple(map(around.seal, places)), shape
        for members in memory.get(key, partial(_split, [reads[at].article for at in places], shape)):
            found.append([places[member] for member in members])
    return sorted(found)


def _split(articles: Sequence[int], scores: Sequence[tuple[int, int, float]]) -> list[list[int]]:
    """Of sentences of these articles that hang together those on one matter, by their places: of each article the nearest,
    most of whose pairs are alike (average linkage)."""
    scored = {(one, other): score for one, other, score in scores}
    groups = Groups(len(articles))
    members = {place: [place] for place in range(len(articles))}
    for _, one, other in sorted((-score, one, other) for one, other, score in scores if score > _ENOUGH):
        left, right = groups.root(one), groups.root(other)
        if left == right or not {articles[at] for at in members[left]}.isdisjoint(articles[at] for at in members[right]):
            continue
        across = [
            scored.get((min(pair), max(pair)), UNLIKE)
            for pair in product(members[left][:_LOOKED_AT], members[right][:_LOOKED_AT])
        ]
        if sum(across) > _ENOUGH * len(across):
            both = sorted(members[left] + members[right])
            members[groups.join(left, right)] = both
    return [those for those in groups.sets() if len(those) > 1]


def _place(read: Read) -> Place:
    return read.article, read.passage.start


def _beside(known: Iterable[Proposal]) -> Mapping[Place, frozenset[int]]:
    """Sentence -> the claims of several articles that it stands in."""
    found: dict[Place, set[int]] = {}
    for number, proposal in enumerate(known):
        if len({one.passage.article for one in proposal.evidence}) > 1:
            for one in proposal.evidence:
                found.setdefault((one.passage.article, one.passage.start), set()).add(number)
    return {place: frozenset(claims) for place, claims in found.items()}


def _proposal(members: Sequence[Read], tells: Sequence[Told], sure: float) -> Proposal:
    # What one is the contrary of ("unlawful") stands in another of them, or nowhere that matters.
    vocabulary = {word[0].casefold() for read in members for word in WORD.finditer(read.passage.text)}
    figures = _counted(members, sure)
    summary = shortened(members[0].passage.text)
    confidence = round(min(0.8, 0.45 + 0.1 * sure), 2)
    if figures is not None:
        evidence = tuple(_figure(read, row) for read, row in zip(members, figures, strict=True))
        kind, unit = ClaimKind.FIGURE, figures[0].unit
        asks = f"How many {unit}" if figures[0].kind == "count" and unit else "How many" if unit is None else "How much"
        summary = f"{asks}: {summary}"
    else:
        evidence = tuple(_statement(members, tells, at, vocabulary, sure) for at in range(len(members)))
        kind = ClaimKind.POLARITY
    return Proposal(kind, summary, evidence, confidence, RULE)


def _counted(members: Sequence[Read], sure: float) -> list[FigureRow] | None:
    """Of each sentence the figure that counts the same as those of the others; None where they have none.

    Figures that differ are of one thing only where the sentences are rather alike: a loss and a fine are both in euros. One
    of which is not said what it counts is taken for the other only where besides the sentences have no more of them, and one
    says that it is a number of something.
    """
    likely = sure >= _LIKELY
    lone = likely and all(len(read.passage.figures) == 1 for read in members)
    lone = lone and any(_TALLY.search(read.passage.text) for read in members)
    first = members[0].passage.figures
    for row in first:
        chosen = [row]
        for read in members[1:]:
            alike = [other for other in read.passage.figures if _same_count(row, other, likely, lone)]
            if not alike:
                break
            chosen.append(min(alike, key=lambda other: (other.value != row.value, other.place.start)))
        if len(chosen) == len(members):
            return chosen
    return None


def _same_count(one: FigureRow, other: FigureRow, likely: bool, lone: bool) -> bool:
    if one.kind != other.kind:
        return False
    if one.value == other.value and one.value >= _TELLING:
        return True
    if not likely:
        return False
    if lone and one.kind == "count" and not (one.unit and other.unit):
        return True
    left, right = (frozenset(map(root, (row.unit or "").split())) for row in (one, other))
    families = [frozenset(family for word in words for family in families_of(word)) for words in (left, right)]
    return one.kind == "percent" or bool(left & right or families[0] & families[1])


def _figure(read: Read, row: FigureRow) -> Evidence:
    return Evidence(
        read.passage,
        row.place.start,
        row.place.end,
        counted_words(row),
        row.id,
        measure=interval(row),
        exact=(row.value, row.value_max, row.qualifier),
    )


def _statement(members: Sequence[Read], tells: Sequence[Told], at: int, vocabulary: set[str], sure: float) -> Evidence:
    read = members[at]
    passage, anchor = read.passage, anchor_of(read.passage)
    denial = denial_of(read, vocabulary)
    others = [one for place, one in enumerate(tells) if place != at]
    if all(one.denies for one in others):
        # Who denies what somebody denies too does not contradict; whether they deny the same is not known.
        return Evidence(passage, passage.start, passage.end, "stated", anchor, vague=sure < _CERTAIN and not _same(tells))
    if denial is not None and _denies(denial, passage, others):
        value = "not confirmed" if denial.provisional else "denied"
        return Evidence(passage, denial.start, denial.end, value, anchor, denied=True, provisional=denial.provisional)
    for start, end, words in negated(read):
        if _speak_of({root(word) for word in words}, others):
            return Evidence(passage, start, end, "denied", anchor, denied=True)
    return Evidence(passage, passage.start, passage.end, "stated", anchor, vague=sure < _CERTAIN and not _same(tells))


def _same(tells: Sequence[Told]) -> bool:
    """Whether all say the same in the same words."""
    return all(one == tells[0] for one in tells)


def _denies(denial: Denial, passage: Passage, others: Iterable[Told]) -> bool:
    """Whether what is denied is what the others speak of."""
    words = told(replace(passage, text=passage.text[: denial.end - passage.start], quotes=())).words
    before = told(replace(passage, text=passage.text[: denial.start - passage.start], quotes=())).words
    return _speak_of(words - before, others)


def _speak_of(words: Collection[str], others: Iterable[Told]) -> bool:
    families = frozenset(family for word in words for family in families_of(word))
    return any(not one.words.isdisjoint(words) or not families.isdisjoint(one.families) for one in others)
