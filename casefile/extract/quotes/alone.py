"""Words in marks that no cue has claimed: speech by their form or their place, or else a title, a name, a term."""

from __future__ import annotations

from casefile.extract import lexicon, syntax
from casefile.extract.quotes import subjects
from casefile.extract.quotes.reading import DASHES, ENDINGS, Draft
from casefile.extract.quotes.stretch import Stretch

Span = tuple[int, int]
_GENITIVES = frozenset(["'s", "’s", "'", "’"])
_NAMING = frozenset("called named dubbed nicknamed titled entitled headlined termed".split())
_HEADED = frozenset("titled entitled headlined headed captioned".split())
_PARTICLES = frozenset("in up out on back off through away".split())
_REACH = 20
"""Items from a heading back to what it stands over."""
_TERM = 5
"""Fewer words in marks may be a term, a nickname or a word at arm's length."""


def _signature(stretch: Stretch, at: int) -> tuple[int, int] | None:
    """The name behind a quotation and a dash, as in captions: `"We did it." — Ana Orlo, mayor`."""
    if stretch.word(at + 1) not in DASHES or not stretch.tag(at + 2) & syntax.CAPITAL:
        return None
    end = at + 2
    while end < len(stretch) and stretch.lower[end] not in (",", "(") and stretch.lower[end] not in ENDINGS | DASHES:
        if stretch.finite(end, at + 2):
            return None
        end += 1
    return (at + 2, end) if end - at <= 8 else None


def _told_after(stretch: Stretch, at: int) -> tuple[int, tuple[int, int]] | None:
    """A verb that is in no list but stands like one of saying: `"...," the clerk deadpanned.` Verb and subject."""
    if stretch.quotes[at].ending not in ",?!" or (
        at > 0 and not stretch.tags[at - 1] & syntax.PUNCTUATION and at - 1 not in stretch.quotes
    ):
        return None
    if (turned := _turned(stretch, at + 1)) is not None:
        return turned
    for verb in range(at + 1, min(len(stretch), at + 12)):
        tag = stretch.tags[verb]
        if verb in stretch.quotes or stretch.lower[verb] in (";", ":"):
            return None
        if tag & (syntax.PAST | syntax.THIRD) and not tag & (syntax.AUXILIARY | syntax.PREPOSITION) and verb > at + 1:
            teller = subjects.left(stretch, verb, at + 1)
            if teller is not None and teller[0] == at + 1 and teller[1] <= verb:
                return verb, teller
    return None


def _turned(stretch: Stretch, verb: int) -> tuple[int, tuple[int, int]] | None:
    """The same with the verb first: `"...," deadpanned the clerk`, `"...," chipped in Ana Orlo`."""
    tag = stretch.tag(verb)
    if not tag & (syntax.PAST | syntax.THIRD) or tag & (syntax.AUXILIARY | syntax.PREPOSITION | syntax.CAPITAL):
        return None
    behind = verb + 1 + (stretch.word(verb + 1) in _PARTICLES)
    if not stretch.tag(behind) & (syntax.CAPITAL | syntax.DETERMINER | syntax.POSSESSIVE):
        return None
    teller = subjects.right(stretch, behind)
    return (verb, teller) if teller is not None else None


def unattributed(stretch: Stretch, at: int, speaking: Span | None = None) -> Draft | None:
    """A quotation without a cue, at an item: speech if it is a clause or hangs on a noun of speech, else a title or a word
    put in marks. `speaking` is who spoke last in the paragraph: a longer fragment goes on with their words."""
    quoted = stretch.quotes[at]
    if stretch.word(at - 1) == "=":
        # The value of an attribute: what is left of a web page.
        return None
    if quoted.clausal and (signed := _signature(stretch, at)) is not None:
        return _draft(stretch, at, "signature", speaker=_span(stretch, signed))
    if not quoted.taken and _displayed(stretch, at):
        return _draft(stretch, at, "uttered")
    if (utterance := _noun_behind(stretch, at)) is not None:
        noun, owner = utterance
        cue = (stretch.starts[noun], stretch.ends[noun])
        return _draft(stretch, at, "noun-behind", speaker=_span(stretch, owner), cue=(stretch.lower[noun], cue))
    if not quoted.clausal:
        return _fragment(stretch, at, speaking)
    told = _told_after(stretch, at)
    if told is not None:
        verb, teller = told
        cue = (stretch.starts[verb], stretch.ends[verb])
        lemma = syntax.lemma_of(stretch.lower[verb])
        return _draft(stretch, at, "any-verb", speaker=_span(stretch, teller), cue=(lemma, cue), open=True)
    if stretch.word(at - 1) in (":", ",") and at > 1 and (stretch.word(at - 1) == ":" or at + 2 >= len(stretch)):
        # "The minister went further: ..." without a verb of saying.
        subject = subjects.last_subject(stretch, at - 1)
        if subject is not None:
            return _draft(stretch, at, "colon", speaker=_span(stretch, subject), open=True)
    if quoted.words < 5 and not (quoted.words >= 3 and quoted.ending in ".?!") and not quoted.own:
        return None
    return _draft(stretch, at, "marks-alone", open=True)


def _fragment(stretch: Stretch, at: int, speaking: Span | None) -> Draft | None:
    """Part of a sentence in marks, too long for a term and not written as a title: somebody's words. They are those of who
    spoke last in the paragraph: `It "amounts to a gift for owners", and ...` behind a sentence that has a source."""
    quoted = stretch.quotes[at]
    if stretch.heading and not quoted.taken:
        # Marks in a headline are a matter of course there: they show whose words these are.
        label = stretch.word(1) == ":" or stretch.word(2) == ":"
        return _draft(stretch, at, "headline", speaker=_span(stretch, (0, 1 + (stretch.word(1) != ":"))) if label else None)
    if quoted.title or stretch.word(at - 1) in _NAMING:
        return None
    if quoted.words < _TERM and (speaking is None or _modifies(stretch, at)):
        return None
    return _draft(stretch, at, "fragment", speaker=speaking)


def goes_on(stretch: Stretch, at: int) -> bool:
    """Whether words in marks are part of a sentence and too long for a term: they go on with what was said before."""
    quoted = stretch.quotes[at]
    fragment = not quoted.clausal and not quoted.title and not quoted.upper and not stretch.heading
    return fragment and quoted.words >= _TERM and at > 0 and stretch.word(at - 1) not in ("=", ":")


def _modifies(stretch: Stretch, at: int) -> bool:
    """Whether a noun follows that the words in marks belong to: `the "quiet" room`."""
    tag = stretch.tag(at + 1)
    return at + 1 < len(stretch) and not tag & (syntax.PUNCTUATION | syntax.FUNCTION | syntax.ADVERB | syntax.VERB)


def _displayed(stretch: Stretch, at: int) -> bool:
    """Whether words in marks are called out, or stand on a sign or over a piece of writing: `a banner over the gate with "No
    Entry"`, `a letter headed "Our Answer"`; not the title of a book or a film."""
    uttered = lexicon.words("en", "cues", "utterances", "words")
    shown = lexicon.words("en", "cues", "utterances", "carriers")
    written = lexicon.words("en", "cues", "utterances", "writings")
    headed = any(stretch.lower[i] in _HEADED for i in range(max(0, at - 3), at))
    for i in range(at - 1, max(-1, at - (_REACH if headed else 7)), -1):
        if i in stretch.quotes or stretch.lower[i] in (";", "."):
            return False
        if (
            stretch.lower[i] in shown
            or (stretch.lower[i] in uttered and at - i <= 3)
            or (headed and stretch.lower[i] in written)
        ):
            return True
    return False


def _noun_behind(stretch: Stretch, at: int) -> tuple[int, Span] | None:
    """A noun of speech behind words in marks that somebody owns: `the mayor's "last chance" remark`. Noun and owner."""
    nouns = lexicon.words("en", "cues", "utterances", "nouns")
    noun = next((i for i in range(at + 1, min(len(stretch), at + 3)) if stretch.lower[i] in nouns), -1)
    if noun < 0 or at == 0 or (noun == at + 2 and stretch.tags[at + 1] & (syntax.FUNCTION | syntax.PUNCTUATION)):
        return None
    if stretch.tags[at - 1] & syntax.POSSESSIVE:
        return noun, (at - 1, at)
    if stretch.lower[at - 1] in _GENITIVES and (owner := subjects.left(stretch, at - 1, 0)) is not None:
        return noun, owner
    return None


def _span(stretch: Stretch, items: Span) -> Span:
    """Items as code points."""
    return stretch.starts[items[0]], stretch.ends[items[1] - 1]


def _draft(
    stretch: Stretch,
    at: int,
    rule: str,
    *,
    speaker: Span | None = None,
    cue: tuple[str, Span] | None = None,
    open: bool = False,
) -> Draft:
    marked = stretch.quotes[at].marked
    inner = (marked.first, marked.last)
    lemma, span = cue or (None, None)
    return Draft("direct", [inner], [inner], lemma, span, speaker, stretch.paragraph, rule, open=open)
