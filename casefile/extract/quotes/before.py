"""Words before the cue: quotation or clause, then ", X said"."""

from __future__ import annotations

from casefile.extract import syntax
from casefile.extract.quotes import clauses, cues, subjects
from casefile.extract.quotes.cues import Cue
from casefile.extract.quotes.reading import SOFT, Draft, Reading
from casefile.extract.quotes.stretch import QUOTE, Stretch


def after_quotation(reading: Reading, cue: Cue, end: int) -> Draft | None:
    stretch = reading.stretch
    q = stretch.previous_quote(cue.first)
    if q < 0 or stretch.quotes[q].taken or cue.first - q > subjects.REACH:
        return None
    quoted = stretch.quotes[q]
    if not quoted.clausal and _titled(reading, q):
        return None
    first = q + 1
    while first < end and stretch.lower[first] in SOFT:
        first += 1
    comma = first > q + 1 or quoted.ending in ",?!…—-–" or (quoted.ending == "." and not stretch.tag(first) & syntax.CAPITAL)
    between = range(first, end)
    subject: tuple[int, int] | None
    after = cue.last
    if end <= first:
        if not comma and not quoted.clausal:
            return None
        subject = subjects.right(stretch, cue.last)
        if subject is None:
            if cue.first > first or not comma:
                return None
            return None
        after = subject[1]
    else:
        if not comma or any(stretch.lower[i] in (";", ":", QUOTE) for i in between):
            return None
        opener = stretch.tags[first]
        if opener & (syntax.COORDINATOR | syntax.SUBORDINATOR) and not opener & (
            syntax.SUBJECT | syntax.DETERMINER | syntax.ADVERB
        ):
            return None
        subject = subjects.left(stretch, cue.first, first)
        if subject is None:
            return None
        lead = range(first, subject[0])
        if any(stretch.finite(i, first, subject[0]) for i in lead):
            return None
        after = cue.last
    return _speech_before(reading, cue, q, subject, after)


def _titled(reading: Reading, q: int) -> bool:
    """Whether a fragment in marks hangs on the words before it, with no verb between: the title of something."""
    stretch = reading.stretch
    begin = reading.clause_begin(q)
    if stretch.quotes[q].opening & syntax.VERB:
        return False
    return begin < q and stretch.lower[q - 1] not in SOFT and not stretch.has_finite(begin, q)


def _speech_before(reading: Reading, cue: Cue, q: int, subject: tuple[int, int], after: int) -> Draft:
    stretch = reading.stretch
    taken = [q]
    begin = reading.clause_begin(q)
    lead = begin < q and not (stretch.lower[q - 1] in SOFT or stretch.lower[q - 1] == ":") and not stretch.quotes[q].upper
    if lead:
        spans = [(stretch.starts[begin], stretch.ends[q])]
        taken = [i for i in stretch.quotes if begin <= i <= q]
    else:
        spans = [reading.inner(q)]
        back = q - 1
        while back >= 0 and (back in stretch.quotes or stretch.lower[back] in SOFT or stretch.lower[back] in ("and", ".")):
            if back in stretch.quotes and not stretch.quotes[back].taken:
                spans.insert(0, reading.inner(back))
                taken.append(back)
            back -= 1
    kind = "mixed" if lead else "direct"
    following = reading.continuation(after)
    for i in following:
        spans.append(reading.inner(i))
        taken.append(i)
    reading.subject = subject
    return reading.draft(kind, spans, taken, cue, subject, "after-quotation")


def closing_at(reading: Reading, cue: Cue) -> tuple[int, tuple[int, int]] | None:
    """Item where ", X said" begins, with X; None where the cue does not close a clause before it."""
    stretch = reading.stretch
    end = subjects.before_verb(stretch, cue.first)
    if end > 0 and stretch.lower[end - 1] in SOFT and end == cue.first:
        subject = subjects.right(stretch, cue.last)
        if subject is None or not stretch.has_finite(0, end - 1) or _is_bare(stretch, subject):
            return None
        apposed = stretch.word(subject[1]) == "," and bool(
            stretch.tag(subject[1] + 1) & (syntax.DETERMINER | syntax.POSSESSIVE)
            or stretch.word(subject[1] + 1) in ("who", "which")
        )
        if not apposed and not reading.ends_after(subject[1]):
            return None
        return end - 1, subject
    subject = subjects.left(stretch, cue.first, 0)
    if subject is None or subject[0] == 0 or stretch.lower[subject[0] - 1] not in SOFT:
        return None
    if not reading.ends_after(cue.last, addressee=bool(cue.takes & cues.TELL)) or stretch.lower[subject[0]] in (
        "who",
        "which",
        "that",
    ):
        return None
    comma = subject[0] - 1
    opening = stretch.tags[0] & (syntax.GERUND | syntax.PARTICIPLE | syntax.SUBORDINATOR)
    if opening and (stretch.word(cue.last) in (",", ":") and cue.last + 1 in stretch.quotes):
        # "Asked about it, Renn said, "No"": what stands before is no speech.
        return None
    if stretch.word(0) in _SETTING and not any(stretch.lower[i] == "," for i in range(1, comma)):
        # "When they came, she insisted on a vote", "Asked whether it held, the warden replied": circumstances.
        return None
    if not stretch.has_finite(0, comma) and not any(i < comma for i in stretch.quotes):
        return None
    opener = stretch.tags[0]
    if opener & syntax.PREPOSITION and not stretch.has_finite(0, comma):
        return None
    return comma, subject


_SETTING = frozenset("when after before while since once until asked questioned pressed quizzed challenged reminded".split())
_NAMING = syntax.DETERMINER | syntax.POSSESSIVE | syntax.CAPITAL | syntax.SUBJECT | syntax.NUMBER | syntax.DEMONSTRATIVE


def _is_bare(stretch: Stretch, subject: tuple[int, int]) -> bool:
    """Whether one small word in the singular stands there, which names nobody: "conceded defeat"."""
    first, last = subject
    return (
        last - first == 1
        and not stretch.tags[first] & _NAMING
        and not stretch.lower[first].endswith(("s", "men", "ople", "ia"))
    )


def inverted(reading: Reading, cue: Cue, end: int) -> Draft | None:
    if not cue.takes & cues.SAY or end != cue.first or end == 0 or reading.stretch.lower[end - 1] not in SOFT:
        return None
    closing = closing_at(reading, cue)
    return clause_before(reading, cue, *closing) if closing else None


def clause_before(reading: Reading, cue: Cue, comma: int, subject: tuple[int, int]) -> Draft | None:
    stretch = reading.stretch
    begin = reading.clause_begin(comma)
    if begin >= comma:
        return None
    reading.subject = subject
    spans = [(stretch.starts[begin], stretch.ends[comma - 1])]
    taken = [i for i in stretch.quotes if begin <= i < comma]
    following = reading.continuation(max(cue.last, subject[1]))
    if following:
        spans += [reading.inner(i) for i in following]
        taken += following
    kind = "mixed" if taken else "indirect"
    return reading.draft(kind, spans, taken, cue, subject, "clause-before")


def _goes_around(reading: Reading, cue: Cue, subject: tuple[int, int]) -> bool:
    """Whether the clause before the attribution is only its subordinate part: "Though it was late, he said, it was done"."""
    stretch = reading.stretch
    return (
        bool(stretch.tags[0] & (syntax.SUBORDINATOR | syntax.PREPOSITION))
        and stretch.word(cue.last) == ","
        and not any(stretch.lower[i] == "," for i in range(1, subject[0] - 1))
        and stretch.has_finite(cue.last + 1, len(stretch))
    )


def parenthetical(reading: Reading, cue: Cue, subject: tuple[int, int] | None, elided: bool) -> Draft | None:
    if not cue.takes & (cues.SAY | cues.THINK | cues.TELL) or subject is None or elided:
        return None
    stretch = reading.stretch
    if (cue.first >= reading.tail or reading.tail == subject[0] - 1) and not _goes_around(reading, cue, subject):
        closing = closing_at(reading, cue)
        if closing is not None:
            return clause_before(reading, cue, *closing)
    # "The plan, he said, would fail."
    if (
        subject[0] > 1
        and stretch.lower[subject[0] - 1] in SOFT
        and stretch.word(cue.last) in SOFT
        and cue.last + 2 < len(stretch)
    ):
        begin = reading.clause_begin(subject[0] - 1)
        end = clauses.end_of_clause(stretch, cue.last + 1, len(stretch), reading.cue_at)
        if begin < subject[0] - 1 and end > cue.last + 1:
            opener = stretch.tags[begin]
            left_finite = stretch.has_finite(begin, subject[0] - 1)
            whole = stretch.has_finite(begin, end)
            if whole and (not opener & syntax.SUBORDINATOR or left_finite):
                spans = [
                    (stretch.starts[begin], stretch.ends[subject[0] - 2]),
                    (stretch.starts[cue.last + 1], stretch.ends[end - 1]),
                ]
                taken = [i for i in stretch.quotes if begin <= i < end]
                return reading.draft("mixed" if taken else "indirect", spans, taken, cue, subject, "clause-around")
    # "The plan failed, as X said."
    if (
        subject[0] > 2
        and stretch.word(subject[0] - 1) == "as"
        and stretch.lower[subject[0] - 2] in SOFT
        and reading.ends_after(cue.last)
    ):
        begin, end = reading.clause_begin(subject[0] - 2), subject[0] - 2
        if begin < end and stretch.has_finite(begin, end):
            return reading.content(cue, subject, begin, end, "said-as")
    # "As X said, the plan failed."
    if subject[0] == 1 and stretch.word(0) == "as":
        comma = clauses.after_adjuncts(stretch, cue.last, reading.dated, addressee=False)
        if stretch.word(comma) in (",", ":"):
            end = clauses.end_of_clause(stretch, comma + 1, len(stretch), reading.cue_at)
            if end > comma + 1:
                return reading.content(cue, subject, comma + 1, end, "as-said")
    return None
