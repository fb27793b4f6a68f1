"""Sources without a verb: "according to X", and nouns that hold a clause: "X's claim that"."""

from __future__ import annotations

from casefile.extract import lexicon, syntax
from casefile.extract.quotes import clauses, subjects
from casefile.extract.quotes.cues import Cue
from casefile.extract.quotes.reading import ENDINGS, SOFT, Draft, Reading
from casefile.extract.quotes.stretch import QUOTE, Stretch


def _speaker(reading: Reading, cue: Cue) -> tuple[int, int] | None:
    stretch = reading.stretch
    at = cue.last
    limit = min(len(stretch), at + 30)
    end = at
    while end < limit:
        word, tag = stretch.lower[end], stretch.tags[end]
        if word in (";", ":", "(", QUOTE, "—", "–", "--") or (
            word in ENDINGS and not (end + 1 < limit and stretch.starts[end] == stretch.ends[end - 1] and end > at)
        ):
            break
        if word == "," and not (
            stretch.tag(end + 1) & syntax.CAPITAL
            and stretch.tag(end - 1) & syntax.CAPITAL
            and "and" in stretch.lower[end : end + 8]
        ):
            break
        if end > at and stretch.finite(end, at, limit) and not tag & syntax.PARTICIPLE:
            break
        if end > at and word in ("who", "which", "that", "as", "when", "while", "but", "because"):
            break
        end += 1
    return (at, end) if end > at else None


def _ends_in_comma(stretch: Stretch, at: int) -> bool:
    """Whether a quotation that takes the comma with it stands before an item."""
    return at - 1 in stretch.quotes and stretch.quotes[at - 1].ending == ","


def closes(reading: Reading, cue: Cue) -> bool:
    stretch = reading.stretch
    speaker = _speaker(reading, cue)
    if speaker is None or cue.first < 2 or stretch.word(cue.first - 1) == "that":
        return False
    if cue.first >= 5 and stretch.word(cue.first - 1) == ",":
        return True
    return stretch.has_finite(0, cue.first) or any(i < cue.first for i in stretch.quotes)


def source(reading: Reading, cue: Cue) -> Draft | None:
    stretch = reading.stretch
    speaker = _speaker(reading, cue)
    if speaker is None:
        return None
    if cue.lemma == "per" and not (
        cue.first == 0 or stretch.word(cue.first - 1) in SOFT or _ends_in_comma(stretch, cue.first)
    ):
        return None
    before = cue.first - 1 if cue.first > 0 and stretch.lower[cue.first - 1] in SOFT else cue.first
    begin = before if stretch.word(cue.first - 1) == "that" else reading.clause_begin(before)
    after = speaker[1]
    rest = after + 1 if stretch.word(after) == "," else after
    reading.subject = speaker
    opening = before <= begin or (
        not stretch.has_finite(begin, before) and not any(begin <= i < before for i in stretch.quotes)
    )
    if opening:
        rest = _past_apposition(reading, rest)
        end = clauses.end_of_clause(stretch, rest, len(stretch), reading.cue_at)
        if end <= rest or not (stretch.has_finite(rest, end) or any(rest <= i < end for i in stretch.quotes)):
            return None
        if before > begin and stretch.word(after) == ",":
            spans = [(stretch.starts[begin], stretch.ends[before - 1]), (stretch.starts[rest], stretch.ends[end - 1])]
            taken = [i for i in stretch.quotes if begin <= i < end and not stretch.quotes[i].taken]
            return reading.draft("mixed" if taken else "indirect", spans, taken, cue, speaker, "source-inside")
        return reading.content(cue, speaker, rest, end, "source-before")
    taken = [i for i in stretch.quotes if begin <= i < before and not stretch.quotes[i].taken]
    if taken and begin == taken[0] and before == taken[-1] + 1 and len(taken) == 1:
        return reading.draft("direct", [reading.inner(taken[0])], taken, cue, speaker, "source-after")
    spans = [(stretch.starts[begin], stretch.ends[before - 1])]
    return reading.draft("mixed" if taken else "indirect", spans, taken, cue, speaker, "source-after")


def citing(reading: Reading, cue: Cue) -> Draft | None:
    """ ", citing the cost": what somebody rests on. At the sentence's beginning it names whom they have it from instead."""
    stretch = reading.stretch
    if cue.first < 2 or stretch.word(cue.first - 1) not in SOFT:
        return None
    subject = reading.subject or subjects.sentence_subject(stretch, cue.first)
    end = clauses.end_of_clause(stretch, cue.last, len(stretch), reading.cue_at)
    heads = lexicon.words("en", "speakers", "anonymous", "heads") | lexicon.words("en", "speakers", "anonymous", "office")
    if subject is None or end <= cue.last or any(stretch.lower[i] in heads for i in range(cue.last, min(end, cue.last + 5))):
        return None
    return reading.content(cue, subject, cue.last, end, "citing")


def _past_apposition(reading: Reading, at: int) -> int:
    """Past ", a Y of Z," that explains the source at the sentence's beginning."""
    stretch = reading.stretch
    comma = next((i for i in range(at, min(len(stretch), at + 25)) if stretch.lower[i] == ","), -1)
    if comma > 0 and not stretch.has_finite(at, comma) and stretch.has_finite(comma + 1, len(stretch)):
        return comma + 1
    return at


_UTTERING = frozenset("voice express convey repeat reiterate renew make issue utter give air offer take hold".split())


def noun(reading: Reading, cue: Cue) -> Draft | None:
    """ "the minister's claim that ...", "his warning that ..." """
    stretch, at = reading.stretch, cue.first
    if stretch.word(cue.last) != "that" or not stretch.has_finite(cue.last + 1, len(stretch)):
        return None
    speaker: tuple[int, int] | None = None
    i = at - 1
    verb = i - 1 if i > 0 and stretch.tags[i] & (syntax.DETERMINER | syntax.POSSESSIVE) else i
    if verb > 0 and syntax.lemma_of(stretch.lower[verb]) in _UTTERING and stretch.finite(verb):
        # "his deputy voiced hope that", "she repeated the claim that"
        speaker = subjects.left(stretch, verb, 0)
        end = clauses.end_of_clause(stretch, cue.last, reading.tail, reading.cue_at)
        return reading.content(cue, speaker, cue.last, end, "noun-that") if speaker is not None else None
    while i > 0 and not stretch.tags[i] & (syntax.FUNCTION | syntax.PUNCTUATION) and stretch.lower[i] not in ("'s", "’s"):
        i -= 1
    if i >= 1 and stretch.lower[i] in ("'s", "’s", "'", "’"):
        found = subjects.left(stretch, i, 0)
        speaker = found
    elif i >= 0 and stretch.tags[i] & syntax.POSSESSIVE:
        speaker = (i, i + 1)
    if speaker is None:
        return None
    end = clauses.end_of_clause(stretch, cue.last, reading.tail, reading.cue_at)
    for j in range(cue.last + 2, end):
        # The clause ends where the main verb comes: "his claim that X is false has been ...".
        if stretch.lower[j] == ",":
            end = j
            break
    return reading.content(cue, speaker, cue.last, end, "noun-that")
