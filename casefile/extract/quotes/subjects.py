"""Who is the subject of a reporting verb: the noun phrase before it, or after it where the order is turned."""

from __future__ import annotations

from casefile.extract import syntax
from casefile.extract.quotes.stretch import QUOTE, Stretch

_BREAKS = frozenset([",", ";", ":", "—", "–", "--", "―", QUOTE, ".", "?", "!", "…", "|", "•"])
_INSIDE = frozenset([".", "-", "‑", "'", "’", "&", "/", "@", "#", "_", "'s", "’s"])
_NP_PREPOSITIONS = frozenset("of for from at with in on by to about against under over near within behind".split())
_ENDERS = frozenset(
    "in on at during after before as when while to by about through via following amid if because where".split()
)
_STARTERS = syntax.DETERMINER | syntax.POSSESSIVE | syntax.SUBJECT
_RELATIVE = frozenset("who which that whose whom".split())
_SKIPPED = syntax.ADVERB | syntax.AUXILIARY | syntax.NEGATION
REACH = 45
"""No subject is further from its verb than so many tokens."""


def before_verb(stretch: Stretch, verb: int) -> int:
    """End (exclusive) of what stands before a verb and its auxiliaries, adverbs and negation."""
    at = verb
    while at > 0:
        tag, word = stretch.tags[at - 1], stretch.lower[at - 1]
        if (
            (
                tag & _SKIPPED
                and not tag & (syntax.SUBJECT | syntax.DETERMINER | syntax.COORDINATOR)
                and word not in ("who", "there")
            )
            or word in ("'", "’", "t", "d", "ll", "ve")
            or (word in ("'s", "’s") and at >= 2 and stretch.tags[at - 2] & syntax.SUBJECT)
        ):
            at -= 1
        else:
            break
    return at


def left(stretch: Stretch, verb: int, floor: int) -> tuple[int, int] | None:
    """The subject that ends before a verb, within [floor, verb). None where there is none (it is elided, or elsewhere)."""
    end = before_verb(stretch, verb)
    if end <= floor:
        return None
    if stretch.lower[end - 1] in (",", "—", "–", "--", ")") or _is_dash(stretch, end - 1):
        jumped = _before_parenthesis(stretch, end - 1, floor)
        if jumped is None:
            return None
        end = before_verb(stretch, jumped)
        if end <= floor:
            return None
    if stretch.tags[end - 1] & (syntax.COORDINATOR | syntax.SUBORDINATOR) and not stretch.tags[end - 1] & (
        syntax.DEMONSTRATIVE | syntax.SUBJECT | syntax.QUESTION
    ):
        return None
    return _phrase(stretch, end, floor)


def _is_dash(stretch: Stretch, at: int) -> bool:
    """Whether a hyphen stands for a dash: with space before it, or after another."""
    if at < 1 or stretch.lower[at] != "-":
        return False
    return stretch.starts[at] > stretch.ends[at - 1] or stretch.lower[at - 1] == "-"


def _before_parenthesis(stretch: Stretch, mark: int, floor: int) -> int | None:
    """From the mark that closes a parenthesis (apposition, relative clause, brackets), the end of what it belongs to.

    Commas come in pairs, so the last segment is parenthetical; more segments are, as long as they look it and a head stands
    before them."""
    word = stretch.lower[mark]
    limit = max(floor, mark - REACH)
    if word == "-":
        # "Venn - the ferry's owner - said", also typed as two hyphens.
        for at in range(mark - 1, limit, -1):
            if _is_dash(stretch, at) and stretch.lower[at - 1] != "-" and mark - at > 2:
                return at
        return None
    if word == ")":
        return next((at for at in range(mark - 1, limit - 1, -1) if stretch.lower[at] == "("), None)
    commas: list[int] = []
    for at in range(mark - 1, limit - 1, -1):
        if stretch.lower[at] == ";" or (at in stretch.quotes and stretch.quotes[at].words > 3):
            break
        if stretch.lower[at] == word:
            commas.append(at)
            if len(commas) == 6:
                break
    if not commas:
        return None
    for k, comma in enumerate(commas):
        begin = commas[k + 1] + 1 if k + 1 < len(commas) else limit
        if _adjunct(stretch, begin) and k + 1 == len(commas) and begin == floor:
            # "In May, the minister, said": the adjunct is no head; the segment behind it is.
            return comma if k == 0 else commas[k - 1]
        if k + 1 == len(commas) or not _apposes(stretch, begin, comma):
            return comma
        if not _apposes(stretch, commas[k + 1] + 1, comma):
            return comma
        before = commas[k + 2] + 1 if k + 2 < len(commas) else limit
        if _adjunct(stretch, before) or stretch.has_finite(before, commas[k + 1]):
            return comma
    return commas[-1]


def _adjunct(stretch: Stretch, first: int) -> bool:
    """Whether a segment opens as an adverbial rather than a noun phrase."""
    tag = stretch.tag(first)
    opens = syntax.PREPOSITION | syntax.SUBORDINATOR | syntax.GERUND | syntax.COORDINATOR
    return bool(tag & opens) and not tag & syntax.DETERMINER and stretch.word(first) not in ("as", "that")


def _apposes(stretch: Stretch, first: int, last: int) -> bool:
    """Whether a segment between commas can explain the noun before it."""
    word, tag = stretch.word(first), stretch.tag(first)
    if tag & syntax.COORDINATOR:
        return False
    if last - first <= 2 or (tag & syntax.ADVERB and stretch.tag(first + 1) & syntax.NUMBER):
        # "Mass.", "D-N.C.", "Inc.", "now 81"
        return True
    if word in _RELATIVE or tag & (
        syntax.DETERMINER | syntax.POSSESSIVE | syntax.NUMBER | syntax.GERUND | syntax.PREPOSITION | syntax.PARTICIPLE
    ):
        return True
    return not tag & syntax.CAPITAL and not stretch.has_finite(first, last)


def _phrase(stretch: Stretch, end: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase that ends at `end`."""
    if end - 2 >= floor and stretch.lower[end - 1] in ("there", "here") and not stretch.tags[end - 2] & syntax.FUNCTION:
        end -= 1  # "Officials there said"
    if stretch.tags[end - 1] & syntax.SUBJECT and not stretch.tags[end - 1] & syntax.DETERMINER:
        return end - 1, end
    if stretch.lower[end - 1] in ("which", "that", "this") and end - 1 >= floor:
        return end - 1, end
    limit = max(floor, end - REACH)
    start = end
    coordinator = -1
    stopped_by_verb = False
    depth = 0
    while start > limit:
        at = start - 1
        word, tag = stretch.lower[at], stretch.tags[at]
        if word == ")":
            depth += 1
        elif word == "(" and depth:
            depth -= 1
        elif depth:
            pass
        elif word in _BREAKS and not (word == "." and at > limit and _initial(stretch, at)):
            if word == "," and _inside_name(stretch, at, end):
                start = at
                continue
            break
        elif word == "(":
            break
        elif tag & syntax.COORDINATOR:
            if word not in ("and", "&"):
                break
            coordinator = at
        elif word in ("as", "what", "whatever"):
            # "the price as the owner put it", "paid what the owner called": a clause of its own.
            break
        elif word in ("after", "before", "until") and stretch.tag(at + 1) & (_STARTERS | syntax.CAPITAL) and at > limit:
            # "hours after an inquiry found": a clause of its own.
            break
        elif (
            tag & (syntax.SUBORDINATOR | syntax.QUESTION)
            and not tag & (syntax.PREPOSITION | syntax.ADVERB | syntax.DEMONSTRATIVE)
        ) or word == "that":
            if word in ("who", "which") and stretch.tag(start) & syntax.PREPOSITION:
                # "who in 2010 said": the pronoun is the subject.
                return at, start
            if word in ("that", "which", "who", "whose", "whom") and stretch.has_finite(at + 1, end):
                # A relative clause without commas: "the man who left said".
                start = at
                continue
            break
        elif (tag & syntax.SUBJECT and not tag & (syntax.DETERMINER | syntax.DEMONSTRATIVE)) or (
            stretch.finite(at, limit, end) and not _inside_relative(stretch, at, limit)
        ):
            stopped_by_verb = True
            break
        start = at
        if (
            tag & syntax.DETERMINER
            and tag & syntax.CAPITAL
            and word in ("the", "a", "an")
            and at > limit
            and not stretch.tags[at - 1] & (syntax.PREPOSITION | syntax.COORDINATOR)
        ):
            # "Photo/Drawing The agency said": a label runs into the sentence.
            break
    if depth:
        return None
    if coordinator > start and stopped_by_verb:
        start = coordinator + 1
    start = _without_adjunct(stretch, start, end)
    while start < end and (
        stretch.tags[start] & (syntax.PUNCTUATION | syntax.COORDINATOR) or _pure_adverb(stretch.tags[start])
    ):
        start += 1
    return (start, end) if start < end else None


def _pure_adverb(tag: int) -> bool:
    return bool(tag & syntax.ADVERB) and not tag & ~(
        syntax.ADVERB | syntax.CAPITAL | syntax.NEGATION | syntax.SUBORDINATOR | syntax.QUESTION
    )


def _initial(stretch: Stretch, dot: int) -> bool:
    """Whether a full stop belongs to an abbreviation: sentences were cut before, so any inside one does."""
    return stretch.starts[dot] == stretch.ends[dot - 1]


def _inside_name(stretch: Stretch, comma: int, end: int) -> bool:
    """A comma inside an enumeration that ends in "and": "A, B and C said"."""
    window = stretch.lower[comma + 1 : min(end, comma + 8)]
    return (
        "and" in window and bool(stretch.tag(comma + 1) & syntax.CAPITAL) and bool(stretch.tag(comma - 1) & syntax.CAPITAL)
    )


def _inside_relative(stretch: Stretch, at: int, limit: int) -> bool:
    return any(stretch.lower[i] in _RELATIVE for i in range(max(limit, at - 6), at))


def _without_adjunct(stretch: Stretch, start: int, end: int) -> int:
    """A leading adjunct ("On Friday", "In a statement") is no part of the subject."""
    first = stretch.tags[start] if start < end else 0
    if (not first & syntax.PREPOSITION and not first & syntax.SUBORDINATOR) or stretch.lower[start] == "that":
        return start
    best = start
    for at in range(start + 2, end):
        tag, before, word = stretch.tags[at], stretch.tags[at - 1], stretch.lower[at - 1]
        opens = tag & _STARTERS or (tag & syntax.CAPITAL and not before & syntax.CAPITAL)
        joined = (
            before & (syntax.PREPOSITION | syntax.DETERMINER | syntax.POSSESSIVE | syntax.COORDINATOR) or word in _INSIDE
        )
        if opens and not joined and (tag & _STARTERS or before & syntax.CAPITAL or best == start):
            best = at
            break
    return best if best > start else start


def ahead(stretch: Stretch, first: int) -> tuple[int, tuple[int, int]] | None:
    """The comma that ends an opening participle clause, and the subject behind it."""
    for comma in range(first + 1, min(len(stretch), first + REACH)):
        if stretch.lower[comma] != "," and not (comma in stretch.quotes and stretch.quotes[comma].ending == ","):
            continue
        for verb in range(comma + 2, min(len(stretch), comma + 12)):
            if stretch.finite(verb, comma + 1):
                subject = left(stretch, verb, comma + 1)
                if subject is not None and subject[0] == comma + 1:
                    return comma + (comma in stretch.quotes), subject
                break
    return None


def absolute(stretch: Stretch, verb: int) -> tuple[int, int] | None:
    """The subject of "with the council saying ..."."""
    for at in range(verb - 1, max(-1, verb - 9), -1):
        if stretch.lower[at] == "with" and at + 1 < verb:
            return at + 1, verb
        if stretch.tags[at] & (syntax.PUNCTUATION | syntax.AUXILIARY | syntax.SUBORDINATOR) or at in stretch.quotes:
            return None
    return None


def right(stretch: Stretch, first: int) -> tuple[int, int] | None:
    """The subject after a verb, where the order is turned: "said the minister"."""
    end = first
    limit = min(len(stretch), first + REACH)
    if stretch.tag(first) & (syntax.NEGATION | syntax.COORDINATOR) or stretch.word(first) == "to":
        return None
    while end < limit:
        word, tag = stretch.lower[end], stretch.tags[end]
        if word in _BREAKS and not (word == "." and end > first and end + 1 < limit and _initial(stretch, end)):
            break
        if (
            word == "("
            or (end > first and word in _ENDERS)
            or (tag & syntax.GERUND and end > first and not tag & syntax.CAPITAL)
        ):
            break
        if word in _RELATIVE or (end == first and tag & (syntax.PREPOSITION | syntax.OBJECT)):
            break
        if end > first and stretch.finite(end, first, limit):
            break
        end += 1
    while end > first and stretch.tags[end - 1] & (syntax.PUNCTUATION | syntax.COORDINATOR):
        end -= 1
    return (first, end) if end > first else None


def sentence_subject(stretch: Stretch, before: int) -> tuple[int, int] | None:
    """The subject of the first finite verb of a sentence, for verbs whose own subject is left out."""
    for at in range(1, before):
        if (
            stretch.lower[at] == QUOTE
            or stretch.finite(at, 0)
            or (stretch.tags[at] & syntax.PAST and stretch.word(at + 1) == "by")
        ):
            found = left(stretch, at, 0)
            if found:
                return found
    return None


def last_subject(stretch: Stretch, before: int) -> tuple[int, int] | None:
    """The subject of the last finite verb before an item, with no other clause between."""
    for at in range(before - 1, max(0, before - REACH), -1):
        if at in stretch.quotes or stretch.lower[at] == ";":
            return None
        if stretch.finite(at, 0):
            return left(stretch, at, 0)
    return None
