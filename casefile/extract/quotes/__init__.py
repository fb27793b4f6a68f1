"""Direct, mixed and indirect speech with its speakers.

Marks are found first, then each sentence's cues; a cue claims the words before, around or after it; what is left in marks
goes on with the speech before it; at last speakers are resolved in the order of the text.
"""

from __future__ import annotations

from bisect import bisect_left

from casefile.domain.findings import DateFinding, Mention, Quote
from casefile.extract import syntax
from casefile.extract.document import Document, Frame
from casefile.extract.quotes import cues, japanese, marks, stretch
from casefile.extract.quotes.joining import Joiner
from casefile.extract.quotes.marks import Marked
from casefile.extract.quotes.reading import Draft
from casefile.extract.quotes.speakers import Resolver
from casefile.extract.quotes.speaking import UNKNOWN, Speaker

__all__ = ["find"]

_SHORTEST = 20
"""In a language without rules, shorter words in marks are a title or a term."""
_BESIDE = 90
"""A date within so many code points of a cue dates the saying."""
_SPEAKING = frozenset(["headline", "caption"])
"""Frames in which somebody may be quoted."""


def find(
    document: Document, frames: tuple[Frame, ...], mentions: tuple[Mention, ...], dates: tuple[DateFinding, ...]
) -> tuple[Quote, ...]:
    """Quotes by start."""
    marked = marks.find(document.text, document.paragraphs)
    if document.language == "ja":
        return japanese.find(document, marked, mentions)
    if document.language not in ("en", ""):
        return tuple(_marks_only(document, each) for each in marked if each.last - each.first >= _SHORTEST and each.closed)
    tags = syntax.tag(document)
    blocked = [(frame.start, frame.end) for frame in frames if frame.kind not in _SPEAKING]
    stretches = stretch.cut(document, tags, marked, blocked)
    drafts = Joiner(stretches, dates, document.text).drafts()
    return _finish(document, tags, mentions, drafts, _SaidOn(document, dates), frames)


def _marks_only(document: Document, marked: Marked) -> Quote:
    """A quotation in a language without rules: its marks are all that is known."""
    start, end = _trimmed(document.text, marked.first, marked.last)
    return Quote(start, max(end, start + 1), 0.3, "quotes.marks-only", "direct", ((start, max(end, start + 1)),))


class _SaidOn:
    """When something was said: the date beside its cue, outside what was said."""

    def __init__(self, document: Document, dates: tuple[DateFinding, ...]) -> None:
        self._document = document
        self._dates = [date for date in dates if date.kind == "date" and date.edtf is not None]
        self._starts = [date.start for date in self._dates]

    def edtf(self, draft: Draft) -> str | None:
        """The date's value; None where the words give none."""
        if draft.cue_span is None:
            return None
        cue, _ = draft.cue_span
        start, end = self._document.sentences[self._document.sentence_at(cue)]
        near = self._dates[
            bisect_left(self._starts, max(start, cue - _BESIDE)) : bisect_left(self._starts, min(end, cue + _BESIDE))
        ]
        outside = [date for date in near if not any(first <= date.start < last for first, last in draft.spans)]
        best = min(outside, key=lambda date: abs(date.start - cue), default=None)
        return best.edtf if best else None


def _finish(
    document: Document,
    tags: list[int],
    mentions: tuple[Mention, ...],
    drafts: list[Draft],
    said_on: _SaidOn,
    frames: tuple[Frame, ...],
) -> tuple[Quote, ...]:
    text = document.text
    ready = []
    for draft in drafts:
        spans = [span for span in (_trimmed(text, *span) for span in draft.spans) if span[0] < span[1]]
        if spans:
            draft.spans = spans
            draft.quoted = [span for span in (_trimmed(text, *span) for span in draft.quoted) if span[0] < span[1]]
            draft.refresh()
            ready.append(draft)
    quoted = sorted(span for draft in ready if draft.kind == "direct" for span in draft.spans)
    resolver = Resolver(document, tags, mentions, quoted, frames)
    ready.sort(key=lambda draft: (draft.speaker[0] if draft.speaker else draft.start, draft.start))
    known: dict[tuple[int, int], Speaker] = {}
    quotes = []
    for draft in ready:
        speaker = UNKNOWN
        words = draft.same_as.speaker if draft.same_as is not None else draft.speaker
        if words is not None:
            if words not in known:
                known[words] = resolver.resolve(*words)
            speaker = known[words]
        quotes.append(_quote(draft, speaker, said_on.edtf(draft)))
    quotes.sort(key=lambda quote: (quote.start, quote.end, quote.cue_start or 0))
    return tuple(_distinct(quotes))


def _distinct(quotes: list[Quote]) -> list[Quote]:
    """One record for the same words: the surest."""
    best: dict[tuple[tuple[int, int], ...], Quote] = {}
    for quote in quotes:
        known = best.get(quote.spans)
        if known is None or quote.confidence > known.confidence:
            best[quote.spans] = quote
    return list(best.values())


def _quote(draft: Draft, speaker: Speaker, said_on: str | None) -> Quote:
    cue_start, cue_end = draft.cue_span or (None, None)
    speaker_start, speaker_end = draft.speaker or (None, None)
    return Quote(
        draft.start,
        draft.end,
        cues.sureness(draft.rule, draft.cue),
        f"quotes.{draft.rule}",
        draft.kind,
        tuple(draft.spans),
        tuple(draft.quoted),
        draft.cue,
        cue_start,
        cue_end,
        speaker.name,
        speaker.type,
        speaker_start,
        speaker_end,
        speaker.entity,
        said_on,
        speaker.affiliation,
        speaker.affiliation_entity,
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
