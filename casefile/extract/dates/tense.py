"""Past or future: what the verb nearest to a dating expression says of its direction."""

from __future__ import annotations

from functools import cache

from casefile.extract import lexicon, syntax
from casefile.extract.document import Document
from casefile.extract.numbers import words as numeral_words

PAST, UNKNOWN, FUTURE, NEAREST = -1, 0, 1, 2
"""NEAREST: part of a noun phrase ("the 5 November election"), which the verb does not date."""
_REACH = 18
"""Tokens that are looked at on either side."""
_STOPS = frozenset({";", ":", "“", "”", '"'})
_FULL_STOPS = frozenset({".", "”", '"', "!", "?"})
_PRESENT_BE = frozenset({"is", "are", "am", "'re", "’re"})


@cache
def _words(name: str) -> frozenset[str]:
    return lexicon.words("en", "dates_tense", name)


def direction(document: Document, first: int, last: int, floor: int, ceiling: int) -> int:
    """PAST, FUTURE, NEAREST or UNKNOWN for the expression at tokens first..last (inclusive) of the sentence whose tokens are
    floor..ceiling (half-open)."""
    lower = document.lower
    before = lower[first - 1] if first > floor else ""
    after = lower[last + 1] if last + 1 < ceiling else ""
    weekday = lower[last].endswith("day")
    if before in ("until", "till") and first - 1 > floor:
        return PAST if not _words("negation").isdisjoint(lower[max(floor, first - 4) : first - 1]) else FUTURE
    if before == "since":
        return PAST
    if before in ("for", "to") and _is_set(lower, first - 1, floor):
        return FUTURE
    if lower[max(floor, first - 2) : first] in (["early", "as"], ["soon", "as"], ["ahead", "of"]):
        return FUTURE
    if after in ("'s", "’s"):
        # "Wednesday's ruling": what the clause tells is not when the ruling was.
        return PAST if weekday else UNKNOWN
    if before in ("the", "a", "an", "this") and after.isalpha() and not weekday and after not in _words("not_nouns"):
        return NEAREST if after in _words("programme_nouns") else UNKNOWN
    return _to_the_left(document, first, floor, ceiling) or _to_the_right(lower, last, floor, ceiling)


def _to_the_left(document: Document, first: int, floor: int, ceiling: int) -> int:
    """The nearest verb before: "said on Friday", "will meet on Friday", "plans for talks to open on Friday"."""
    lower = document.lower
    infinitive = False
    for i in range(first - 1, max(floor, first - _REACH) - 1, -1):
        word = lower[i]
        if word == "to" and _is_infinitive(document, i, ceiling):
            infinitive = True
            continue
        if infinitive and word in _words("planned"):
            return FUTURE
        if lower[i] in _TEMPORAL and _has_present(document, i + 1, first):
            # "when markets reopen on Tuesday": the present tense of such clauses is ahead.
            return FUTURE
        if found := _tells(lower, i, floor, ceiling):
            # "called him to testify on 10 February": the calling is past, the testimony need not be.
            return UNKNOWN if infinitive and found == PAST else found
    # "Leaders to meet on Friday": a headline's future.
    return FUTURE if infinitive else UNKNOWN


def _to_the_right(lower: list[str], last: int, floor: int, ceiling: int) -> int:
    """The first verb after: "On Friday the council voted". What it says of its own time is the expression's."""
    for i in range(last + 1, min(ceiling, last + 1 + 2 * _REACH)):
        if lower[i] in _STOPS:
            break
        if lower[i] in _words("planned") and lower[i].endswith("ed") and lower[i - 1] not in _words("be_forms"):
            return PAST
        if found := _tells(lower, i, floor, ceiling):
            return found
    return UNKNOWN


def _is_set(lower: list[str], preposition: int, floor: int) -> bool:
    """ "set sentencing for 18 November", "was put off to Thursday": a day is named for what is to come. Not "had been set
    for", which tells what was planned once."""
    fixing = _words("fixing") if lower[preposition] == "for" else _words("moving")
    for i in range(preposition - 1, max(floor, preposition - _NEAR_VERB) - 1, -1):
        if lower[i] in fixing:
            return "had" not in lower[max(floor, i - 2) : i]
        if is_past(lower[i]) or lower[i] in _words("auxiliary_past"):
            return False
    return False


_NEAR_VERB = 6
"""Tokens from a verb to its preposition."""
_TEMPORAL = frozenset(["when", "once", "if"])


def _has_present(document: Document, begin: int, end: int) -> bool:
    """Whether a finite verb in the present tense stands among these tokens."""
    tags = syntax.tag(document)
    return any(
        tags[i] & (syntax.THIRD | syntax.BASE) and syntax.finite_at(tags, document.lower, i, begin, end + 1)
        for i in range(begin + 1, end)
    )


def _is_infinitive(document: Document, i: int, ceiling: int) -> bool:
    """ "to meet", not "to the", "to Miami", "to him"."""
    following = document.words[i + 1] if i + 1 < ceiling else ""
    behind = document.words[i + 2] if i + 2 < ceiling else ""
    return (
        following.islower()
        and following.isalpha()
        and following not in _words("after_to")
        and following not in numeral_words().starters
        and behind not in ("-", "‑")
        and not following.endswith(("ing", "s", "day"))
    )


def _tells(lower: list[str], i: int, floor: int, ceiling: int) -> int:
    """What the word at token i says of the clause's time."""
    word = lower[i]
    before = lower[i - 1] if i > floor else ""
    following = lower[i + 1] if i + 1 < ceiling else ""
    if word in _words("future"):
        # The will of a person is none.
        return UNKNOWN if word == "will" and before in _words("determiners") else FUTURE
    if word in _words("scheduled") or (word == "won" and following in ("'", "’") and lower[i + 2 : i + 3] == ["t"]):
        return FUTURE
    if word in _words("planned") and (
        following in ("to", "for") or (following in ("on", "by", "in", "at") and word not in _words("spoken"))
    ):
        return FUTURE
    if (word == "to" and following == "be") or (following == "to" and (word in _PRESENT_BE or word in ("'s", "’s"))):
        return FUTURE
    if word in _words("modal") and before:
        # "may have left": about the past; "could" is of either.
        return PAST if following == "have" else UNKNOWN if word == "could" else FUTURE
    if is_past(word):
        # "to be released", "will be held": the participle leaves it to what stands before "be"; "is heard" tells neither.
        passive = not _words("be").isdisjoint(lower[max(floor, i - 3) : i]) or before in _PRESENT_BE
        return UNKNOWN if passive else PAST
    if word in _words("auxiliary_past"):
        return PAST
    # In a headline, which has no full stop, the present tells what has happened.
    programme = word in _words("programme") and lower[ceiling - 1] in _FULL_STOPS
    return FUTURE if programme and before not in _words("determiners") else UNKNOWN


def is_past(word: str) -> bool:
    """Whether a word is a past form or participle, by its ending or the list of irregular verbs."""
    if word in _words("past"):
        return True
    return len(word) > 4 and word.endswith("ed") and word not in _words("not_past")
