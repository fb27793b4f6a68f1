"""From the cues of a sentence to its attributions: which words are whose."""

from __future__ import annotations

from bisect import bisect_left

from casefile.extract import lexicon, syntax
from casefile.extract.quotes import after, before, cues, sources, subjects
from casefile.extract.quotes.cues import Cue
from casefile.extract.quotes.reading import SOFT, Draft, Reading
from casefile.extract.quotes.stretch import QUOTE, Stretch


def read(reading: Reading) -> list[Draft]:
    """All attributions of the sentence."""
    if not reading.found:
        return []
    reading.tail = _find_tail(reading)
    titled = _in_title_case(reading.stretch)
    for cue in reading.found:
        if not titled and cue.form & (syntax.BASE | syntax.THIRD) and _is_name(reading.stretch, cue.first):
            continue
        draft = _attempt(reading, cue)
        if draft is not None:
            reading.drafts.append(draft)
    return [draft for draft in reading.drafts if not _inside_thought(reading, draft)]


def _in_title_case(stretch: Stretch) -> bool:
    """Whether most words are capitalised, as in headlines."""
    words = [
        tag for tag, word in zip(stretch.tags, stretch.lower, strict=True) if len(word) > 3 and not tag & syntax.PUNCTUATION
    ]
    return sum(1 for tag in words if tag & syntax.CAPITAL) > 0.6 * len(words)


def _is_name(stretch: Stretch, at: int) -> bool:
    """Whether a capitalised word belongs to a name: "Stevie Wonder", "Bob Hope"."""
    return at > 0 and bool(stretch.tags[at] & stretch.tags[at - 1] & syntax.CAPITAL)


def _inside_thought(reading: Reading, draft: Draft) -> bool:
    """Whether this is the second half of one attribution: the thought in "he said he hopes that ..."."""
    if draft.cue_span is None or not draft.thought or draft.speaker is None:
        return False
    start, end = draft.speaker
    if end - start > 4 or reading.stretch.tags[bisect_left(reading.stretch.starts, start)] & syntax.SUBJECT == 0:
        return False
    return any(
        other is not draft and not other.thought and other.start <= start and draft.end <= other.end
        for other in reading.drafts
    )


def _find_tail(reading: Reading) -> int:
    for cue in reversed(reading.found):
        if cue.takes & cues.SOURCE:
            at = cue.first
            if at > 0 and sources.closes(reading, cue):
                return at - 1 if reading.stretch.lower[at - 1] in SOFT else at
            continue
        if cue.takes & (cues.SAY | cues.TELL) and not cue.form & syntax.GERUND and not _is_noun(reading, cue):
            closing = before.closing_at(reading, cue)
            if closing is not None:
                return closing[0]
    return len(reading.stretch)


def _attempt(reading: Reading, cue: Cue) -> Draft | None:
    if cue.takes & cues.SOURCE:
        return sources.source(reading, cue)
    if cue.takes & cues.CITING:
        return sources.citing(reading, cue)
    if cue.takes & cues.NOUN and (not cue.form or _is_noun(reading, cue)):
        return sources.noun(reading, cue)
    if not cue.takes & ~cues.NOUN:
        return None
    return _verb(reading, cue)


def _is_noun(reading: Reading, cue: Cue) -> bool:
    stretch, at = reading.stretch, cue.first
    if cue.form & (syntax.GERUND | syntax.PAST) and not cue.form & (syntax.BASE | syntax.THIRD):
        return False
    before, word = stretch.tag(at - 1), stretch.word(at - 1)
    if word in ("'s", "’s") or (
        before & (syntax.DETERMINER | syntax.POSSESSIVE | syntax.PREPOSITION)
        and not before & syntax.SUBJECT
        and word != "to"
    ):
        return True
    return not _stands(reading, cue) and not before & (syntax.MODAL | syntax.DO) and word != "to"


def _stands(reading: Reading, cue: Cue) -> bool:
    """Whether the cue stands as a finite verb. A plural present ("advisers to the mayor say") is one where a complement
    follows: the general rule of syntax asks for more."""
    stretch, at = reading.stretch, cue.first
    if stretch.finite(at):
        return True
    if stretch.word(at - 1) in ("'s", "’s", "'", "’"):
        return False
    if cue.form & syntax.THIRD and at > 1 and cue.takes & cues.SAY and stretch.word(cue.last) in ("", "."):
        # "..., the official says"
        subject = subjects.left(stretch, at, 0)
        return subject is not None and subject[0] > 1 and stretch.lower[subject[0] - 1] in SOFT
    if (
        cue.form & (syntax.THIRD | syntax.BASE)
        and at > 1
        and stretch.word(cue.last) == ","
        and stretch.word(at - 1) not in SOFT
    ):
        # "The trouble, Renn writes, began": between commas with its subject.
        subject = subjects.left(stretch, at, 0)
        if subject is not None and subject[0] > 1 and stretch.lower[subject[0] - 1] == ",":
            return True
    if cue.form & syntax.THIRD and at > 0 and _complement_follows(stretch, cue.last):
        before = stretch.tag(at - 1)
        if before & syntax.PUNCTUATION:
            # Behind an apposition: "the firm, which is small, argues that ..."
            return not cue.takes & cues.NOUN or stretch.word(cue.last) in ("that", ":", QUOTE)
        if not before & (syntax.FUNCTION | syntax.NUMBER | syntax.GERUND) and stretch.word(at - 1) != "to":
            return True
    if (
        cue.form & syntax.THIRD
        and cue.takes & (cues.ASK | cues.TELL)
        and not cue.takes & cues.NOUN
        and stretch.tag(at - 1) & syntax.CAPITAL
        and any(word in ("to", "that") for word in stretch.lower[cue.last + 1 : cue.last + 5])
    ):
        return True  # "Corvin advises customers to change it"
    if not cue.form & syntax.BASE or cue.takes & cues.NOUN or at == 0:
        return False
    before, word = stretch.tag(at - 1), stretch.word(at - 1)
    plain = stretch.lower[at] in lexicon.words("en", "verbs", "plain", "lemmas")
    if plain and not before & (syntax.FUNCTION | syntax.PUNCTUATION) and word != "to":
        return True
    if word in (",", ")", "—") and _complement_follows(stretch, cue.last):
        return subjects.left(stretch, at, 0) is not None
    if before & (syntax.FUNCTION | syntax.PUNCTUATION) & ~syntax.SUBJECT or word == "to":
        return False
    return stretch.word(cue.last) == "," or _complement_follows(stretch, cue.last)


def _complement_follows(stretch: Stretch, at: int) -> bool:
    """Whether what a reporting verb takes begins at an item."""
    if stretch.word(at) == ",":
        return at + 1 in stretch.quotes
    return stretch.word(at) in ("that", QUOTE, ":") or bool(
        stretch.tag(at) & (syntax.DETERMINER | syntax.POSSESSIVE | syntax.SUBJECT | syntax.CAPITAL)
    )


_OBLIGING = frozenset("must should can cannot could may might".split())


def _participle_clause(reading: Reading, cue: Cue, end: int) -> bool:
    """Whether an -ing form says something of its own: ", adding that ...", "while denying ...", not "by adding a note"."""
    stretch = reading.stretch
    if cue.takes & cues.THINK and not cue.takes & cues.SAY:
        return False
    before, word = stretch.tag(end - 1), stretch.word(end - 1)
    if (
        end == 0
        or before & syntax.PUNCTUATION
        or subjects.absolute(stretch, end)
        or word in ("and", "while", "after", "before", "then", QUOTE)
    ):
        return True
    return word in ("by", "without", "in") or stretch.word(cue.last) in ("that", QUOTE, ",", ":")


def _verb(reading: Reading, cue: Cue) -> Draft | None:
    stretch, at = reading.stretch, cue.first
    end = subjects.before_verb(stretch, at)
    passed = range(end, at)
    negated = any(stretch.tags[i] & syntax.NEGATION or stretch.lower[i] in ("n", "t") for i in passed)
    has_be = any(stretch.tags[i] & (syntax.BE | syntax.NONFINITE_BE) for i in passed)
    gerund = bool(cue.form & syntax.GERUND)
    if cue.takes & cues.PHRASE:
        has_be = False
    infinitive = stretch.word(end - 1) == "to" and bool(cue.form & syntax.BASE)
    if has_be and cue.form & syntax.PARTICIPLE:
        return after.passive(reading, cue) or after.impersonal(reading, cue, end)
    # A quotation to the left: "...," said X / "...," X said.
    if (
        not infinitive
        and cue.takes & (cues.SAY | cues.TELL | cues.THINK | cues.EVALUATE | cues.SHOW)
        and not (gerund and not has_be)
    ):
        draft = before.after_quotation(reading, cue, end)
        if draft is not None:
            return draft
    contracted = any(stretch.lower[i] in ("'s", "’s") for i in passed) and bool(cue.form & syntax.PARTICIPLE)
    if contracted and stretch.word(end - 1) == "it":
        return None
    finite = (
        contracted or _stands(reading, cue) or (any(stretch.tags[i] & syntax.AUXILIARY for i in passed) and not infinitive)
    )
    if gerund and not has_be and not _participle_clause(reading, cue, end):
        return None
    if infinitive and cue.takes & (cues.THINK | cues.SHOW) and not cue.takes & (cues.SAY | cues.TELL):
        return None
    turned = cue.first == 0 and bool(cue.takes & cues.SAY) and bool(cue.form & syntax.PAST)
    if not finite and not gerund and not infinitive and not turned and not (cue.takes & cues.PHRASE):
        return None
    if at > 1 and end == at and stretch.tags[at - 1] & syntax.GERUND and stretch.tags[at - 2] & syntax.PREPOSITION:
        return None  # "accused of ignoring repeated warnings"
    if cue.takes & cues.SHOW and any(stretch.lower[i] in _OBLIGING for i in passed):
        return None  # "the firm must show that it can survive"
    subject = None
    if not infinitive and not (gerund and not has_be):
        subject = subjects.left(stretch, at, 0)
    if gerund and not has_be and cue.first <= 1 and (ahead := subjects.ahead(stretch, cue.last)) is not None:
        # "Rejecting the plan as "a trap", the mayor left": the subject comes behind the comma.
        comma, subject = ahead
        return after.following(reading, cue, subject, infinitive=False, limit=comma)
    if gerund and not has_be and (absolute := subjects.absolute(stretch, end)) is not None:
        subject = absolute
    if subject is not None and subject[1] - subject[0] == 1:
        alone = stretch.tags[subject[0]]
        if (
            alone & syntax.PARTICIPLE
            and not alone & syntax.CAPITAL
            and stretch.word(subject[0] - 1) in ("once", "when", "if")
        ):
            return None  # "Once installed, it asks for": no one speaks
    elided = subject is None
    if elided and not infinitive and not gerund:
        inverted = before.inverted(reading, cue, end)
        if inverted is not None:
            return inverted
    if elided and turned:
        # The order is turned at the beginning of the sentence, and a colon follows.
        subject = subjects.right(stretch, cue.last)
        if subject is not None and stretch.word(subject[1]) in (":", ","):
            return after.following(reading, cue, subject, infinitive=False, begin=subject[1])
        return None
    if subject is None:
        subject = reading.subject or subjects.sentence_subject(stretch, at)
        if subject is None and not (gerund or infinitive):
            return None
    if negated and cue.takes & cues.THINK and not cue.takes & cues.SAY:
        return None
    if negated and not cue.takes & cues.TELL and stretch.word(cue.last) not in ("that", "whether", "if", "when", QUOTE, ","):
        return None
    draft = before.parenthetical(reading, cue, subject, elided) if not (gerund or infinitive or elided) else None
    if draft is None:
        draft = after.following(reading, cue, subject, infinitive=infinitive)
    if draft is not None and subject is not None:
        reading.subject = subject
    return draft
