"""Where the reported clause begins and ends."""

from __future__ import annotations

from collections.abc import Callable

from casefile.extract import syntax
from casefile.extract.quotes.stretch import QUOTE, Stretch

_DASHES = frozenset(["—", "–", "--", "―"])
_NEW_CLAUSE = frozenset("but while whereas though although".split())
_PRESENT_CUES = frozenset(
    "saying adding noting arguing claiming telling calling asking stating insisting citing warning explaining suggesting "
    "describing accusing referring stressing urging alleging asserting declaring according".split()
)
_DENYING = frozenset("declined refused did does has had have".split())
_ADJUNCT_PREPOSITIONS = frozenset("in on at during to after before from via through with by of as following about".split())
_ADVERBIAL = frozenset("throughout before after".split())
"""Prepositions that are adverbs too: "had warned the day before that"."""
_NOMINAL = syntax.DETERMINER | syntax.POSSESSIVE | syntax.CAPITAL | syntax.OBJECT | syntax.NUMBER
_ENDINGS = frozenset([".", "?", "!", "…"])


def after_adjuncts(
    stretch: Stretch, at: int, dated: Callable[[int], int], *, addressee: bool, infinitive: bool = False
) -> int:
    """From behind a cue past adverbs, dates, "in a statement on Monday", and, where the verb takes one, the person spoken
    to. With `infinitive` a "to" that can open one is where to stop. `dated` gives the end of a date that starts at an item,
    0 if none."""
    limit = min(len(stretch), at + 40)
    if (that := _that_ahead(stretch, at, addressee=addressee)) > 0:
        return that
    while at < limit:
        word, tag = stretch.lower[at], stretch.tags[at]
        if until := dated(at):
            at = until
        elif word in ("late", "early", "earlier", "later") and dated(at + 1):
            at += 1
        elif word == "(":
            close = next((i for i in range(at, limit) if stretch.lower[i] == ")"), -1)
            if close < 0:
                return at
            at = close + 1
        elif tag & syntax.ADVERB and not tag & (
            syntax.SUBORDINATOR | syntax.DETERMINER | syntax.QUESTION | syntax.PREPOSITION | syntax.SUBJECT
        ):
            at += 1
        elif infinitive and word == "to" and not stretch.tag(at + 1) & _NOMINAL:
            return at
        elif word in _ADJUNCT_PREPOSITIONS and not (
            word == "to" and stretch.tag(at + 1) & syntax.BASE and not stretch.tag(at + 1) & syntax.CAPITAL
        ):
            end = _noun_phrase(stretch, at + 1, limit, dated)
            if end == at + 1:
                return at
            at = end
        elif addressee and (
            tag & syntax.OBJECT
            or (not tag & (syntax.PUNCTUATION | syntax.SUBORDINATOR | syntax.QUESTION) and word not in (QUOTE, "that", "to"))
        ):
            end = at + 1 if tag & syntax.OBJECT else _noun_phrase(stretch, at, limit, dated)
            addressee = False
            if end == at:
                return at
            at = end
        else:
            return at
    return at


def _that_ahead(stretch: Stretch, at: int, *, addressee: bool) -> int:
    """The "that" that a cue takes, when only adjuncts and the person spoken to can stand between; 0 if there is none."""
    for i in range(at, min(len(stretch), at + 10)):
        word = stretch.lower[i]
        if word == "that" and stretch.tag(i + 1) & ~(syntax.AUXILIARY | syntax.PUNCTUATION):
            before = stretch.tag(i - 1)
            return (
                0
                if (before & (syntax.PREPOSITION | syntax.DETERMINER) and stretch.word(i - 1) not in _ADVERBIAL)
                or (i > at and not (addressee or _can_be_told(stretch, at)))
                else i
            )
        if word in (QUOTE, ",", ":", ";", "to", "(") or (
            stretch.tags[i] & (syntax.SUBORDINATOR | syntax.QUESTION) & ~syntax.PREPOSITION
            and not (word in _ADVERBIAL and stretch.word(i + 1) == "that")
        ):
            return 0
        if stretch.finite(i, at) or stretch.tags[i] & (syntax.AUXILIARY | syntax.SUBJECT) & ~syntax.CAPITAL:
            return 0
    return 0


def _can_be_told(stretch: Stretch, at: int) -> bool:
    """Whether what stands behind the cue is an adjunct or a person rather than an object with a relative clause."""
    tag = stretch.tags[at]
    if stretch.word(at) == "the" and stretch.word(at + 2) in _ADVERBIAL and stretch.word(at + 3) == "that":
        return True  # "had warned the day before that"
    return bool(tag & (syntax.PREPOSITION | syntax.ADVERB | syntax.CAPITAL | syntax.OBJECT)) or not tag & (
        syntax.DETERMINER | syntax.POSSESSIVE
    )


def _noun_phrase(stretch: Stretch, first: int, limit: int, dated: Callable[[int], int]) -> int:
    """End of the noun phrase at `first`: where punctuation, "that", a quotation or a second noun phrase begins."""
    at = first
    noun = False
    while at < limit:
        word, tag = stretch.lower[at], stretch.tags[at]
        if (
            word == QUOTE
            or (word in ("that", "to") and noun)
            or word in (":", ";", ",", "(")
            or word in _DASHES
            or (word in _ENDINGS and not _joined(stretch, at))
        ):
            break
        if until := dated(at):
            at = until
            noun = True
            continue
        opener = tag & (syntax.DETERMINER | syntax.POSSESSIVE | syntax.SUBJECT)
        if opener and noun:
            break
        if tag & syntax.SUBJECT and not tag & (syntax.DETERMINER | syntax.DEMONSTRATIVE):
            break
        if (
            noun
            and tag & syntax.CAPITAL
            and not stretch.tag(at - 1) & syntax.CAPITAL
            and not stretch.tag(at - 1) & (syntax.PREPOSITION | syntax.COORDINATOR | syntax.DETERMINER)
            and stretch.word(at - 1) not in ("'s", "’s", "-", ".")
        ):
            break
        if noun and (
            (tag & (syntax.SUBORDINATOR | syntax.QUESTION) and not tag & syntax.PREPOSITION) or tag & syntax.AUXILIARY
        ):
            break
        if tag & syntax.PREPOSITION and noun:
            break
        if not tag & (syntax.DETERMINER | syntax.POSSESSIVE | syntax.PREPOSITION | syntax.PUNCTUATION | syntax.NUMBER):
            noun = True
        if tag & syntax.COORDINATOR:
            noun = False
        at += 1
    return at


def _joined(stretch: Stretch, at: int) -> bool:
    return at > 0 and at + 1 < len(stretch) and stretch.starts[at] == stretch.ends[at - 1]


def end_of_clause(stretch: Stretch, first: int, tail: int, cue_at: Callable[[int], bool]) -> int:
    """End (exclusive) of the reported clause that starts at `first`. `tail` is where an attribution at the end of the
    sentence begins (", the sources said"); `cue_at` says whether a reporting verb stands at an item."""
    limit = tail if first < tail else len(stretch)
    at = first
    closing = 0
    while at < limit:
        word = stretch.lower[at]
        closing = 1 if word == QUOTE else 0
        if word == ";" or (at + 1 in stretch.quotes and at > first and _put_in(stretch, at, cue_at)):
            break
        if word == "," or word in _DASHES or (at in stretch.quotes and stretch.quotes[at].ending == ","):
            following = stretch.word(at + 1)
            tag = stretch.tag(at + 1)
            if following in _PRESENT_CUES and at > first:
                break
            if following in _NEW_CLAUSE and at - first >= 2 and _subject_begins(stretch, at + 2):
                break
            if tag & syntax.COORDINATOR and _says_again(stretch, at + 2, cue_at):
                break
            if cue_at(at + 1) and tag & (syntax.PAST | syntax.THIRD) and _complement_begins(stretch, at + 2):
                # "Tarn, who says it held, said ...": the relative clause is over.
                break
            if word == "," and at - first >= 2 and _speaks_next(stretch, at + 1, cue_at):
                break
            if tag & syntax.ADVERB and following in ("according",):
                break
        elif (stretch.tags[at] & syntax.COORDINATOR and at - first >= 2 and _says_again(stretch, at + 1, cue_at)) or (
            word == "according" and stretch.word(at + 1) == "to" and at > first + 1
        ):
            break
        at += 1
    else:
        closing = 0
    at += closing
    while at > first and (
        stretch.lower[at - 1] in _ENDINGS or stretch.lower[at - 1] in (",", ";", ":") or stretch.lower[at - 1] in _DASHES
    ):
        if stretch.lower[at - 1] == "." and _abbreviated(stretch, at - 1):
            break
        at -= 1
    return at


def end_before_next_act(stretch: Stretch, first: int, end: int, form: int) -> int:
    """Where, behind words without a finite verb of their own, the subject goes on to do something else: "asks him to pay and
    then leaves", "hinted at a strike and ruled out leaving". `form` is the cue's: the next verb has the same."""
    same = form & (syntax.PAST | syntax.THIRD)
    if not same or form & syntax.GERUND:
        return end
    for at in range(first + 1, end - 1):
        tag = stretch.tags[at]
        if at in stretch.quotes or (tag & (syntax.SUBORDINATOR | syntax.QUESTION) and not tag & syntax.PREPOSITION):
            return end
        if tag & syntax.COORDINATOR and stretch.lower[at] in ("and", "but"):
            verb = at + 1
            while verb < end and stretch.tags[verb] & syntax.ADVERB:
                verb += 1
            acts = (
                verb + 1 < end and stretch.tags[verb] & same and not stretch.tags[verb] & (syntax.CAPITAL | syntax.FUNCTION)
            )
            # A noun in the plural, "boats and plans", has no object behind it; a participle, "tired and confused", neither.
            if acts and (
                stretch.lower[verb - 1] == "then" or stretch.tags[verb + 1] & (_NOMINAL | syntax.PREPOSITION | syntax.ADVERB)
            ):
                return at
    return end


def _abbreviated(stretch: Stretch, dot: int) -> bool:
    return dot + 1 < len(stretch) and _joined(stretch, dot)


def _subject_begins(stretch: Stretch, at: int) -> bool:
    tag = stretch.tag(at)
    return bool(tag & (syntax.DETERMINER | syntax.POSSESSIVE | syntax.SUBJECT | syntax.CAPITAL))


def _complement_begins(stretch: Stretch, at: int) -> bool:
    """Whether what stands behind a cue looks like what was said."""
    word, tag = stretch.word(at), stretch.tag(at)
    return (
        word in ("that", QUOTE, ":")
        or (word == "," and stretch.word(at + 1) == QUOTE)
        or bool(tag & (syntax.SUBJECT | syntax.POSSESSIVE | syntax.DETERMINER | syntax.CAPITAL))
    )


def _put_in(stretch: Stretch, dash: int, cue_at: Callable[[int], bool]) -> bool:
    """Whether speech with its own speaker is put in behind a dash: "he may fall – “I will,” he said twice – and ..."."""
    spaced = stretch.lower[dash] == "-" and stretch.starts[dash] > stretch.ends[dash - 1]
    if not (spaced or stretch.lower[dash] in _DASHES) or stretch.quotes[dash + 1].ending != ",":
        return False
    return any(
        cue_at(i) and stretch.tags[i] & (syntax.PAST | syntax.THIRD) and stretch.finite(i, dash + 2)
        for i in range(dash + 3, min(len(stretch), dash + 8))
    )


def _speaks_next(stretch: Stretch, at: int, cue_at: Callable[[int], bool]) -> bool:
    """Whether a new subject with a reporting verb of its own begins: "Smith told the court that"."""
    for i in range(at, min(len(stretch), at + 7)):
        tag, word = stretch.tags[i], stretch.lower[i]
        if i > at and cue_at(i) and tag & (syntax.PAST | syntax.THIRD) and stretch.finite(i, at):
            return _complement_begins(stretch, i + 1)
        if word == QUOTE or (tag & syntax.PUNCTUATION and word not in (".", "-", "'")) or word == "to":
            return False
        if tag & (syntax.SUBORDINATOR | syntax.QUESTION) and not tag & syntax.PREPOSITION:
            return False
        if i > at and stretch.finite(i, at) and not tag & syntax.AUXILIARY:
            return False
    return False


def _says_again(stretch: Stretch, at: int, cue_at: Callable[[int], bool]) -> bool:
    """Whether a coordinated clause goes back to the speaker: "and added that", "but declined to", "but he said"."""
    while stretch.tag(at) & syntax.ADVERB and not stretch.tag(at) & syntax.NEGATION:
        at += 1
    tag = stretch.tag(at)
    if cue_at(at) and tag & (syntax.PAST | syntax.THIRD):
        return _complement_begins(stretch, at + 1) or bool(stretch.tag(at + 1) & syntax.OBJECT)
    if _speaks_next(stretch, at, cue_at):
        return True
    word = stretch.word(at)
    if word in ("declined", "refused"):
        return True
    return word in _DENYING and (stretch.tag(at + 1) & syntax.NEGATION != 0 or stretch.word(at + 1) in ("n", "t"))
