"""Direct, mixed and indirect speech with its speakers.

Marks are found first, then each sentence's cues; a cue claims the words before, around or after it; what is left in marks
goes on with the speech before it; at last speakers are resolved in the order of the text.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import partial

from casefile.domain.findings import DateFinding, Mention, Quote
from casefile.extract import syntax
from casefile.extract.document import Document, Frame
from casefile.extract.quotes import alone, attribution, cues, japanese, marks, stretch
from casefile.extract.quotes.marks import Marked
from casefile.extract.quotes.reading import Draft, Reading
from casefile.extract.quotes.speakers import UNKNOWN, Resolver, Speaker

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
    drafts = _drafts(stretches, dates)
    return _finish(document, tags, mentions, drafts, _SaidOn(document, dates))


def _marks_only(document: Document, marked: Marked) -> Quote:
    """A quotation in a language without rules: its marks are all that is known."""
    start, end = _trimmed(document.text, marked.first, marked.last)
    return Quote(start, max(end, start + 1), 0.3, "quotes.marks-only", "direct", ((start, max(end, start + 1)),))


def _drafts(stretches: list[stretch.Stretch], dates: tuple[DateFinding, ...]) -> list[Draft]:
    drafts: list[Draft] = []
    by_start = {date.start: date.end for date in dates}
    last: Draft | None = None
    waiting: Draft | None = None
    loose: list[Draft] = []
    set_off = -1
    previous: stretch.Stretch | None = None
    mute = {each.paragraph for each in stretches} - {each.paragraph for each in stretches if not each.only_quotes}
    for current in stretches:
        reading = Reading(current, partial(_dated, current, by_start=by_start))
        same = previous is not None and previous.paragraph == current.paragraph
        if not same:
            loose = []
        found = attribution.read(reading)
        free = [i for i in sorted(current.quotes) if not current.quotes[i].taken]
        if free and free[0] == 0 and current.quotes[0].marked.turn:
            last = _turn(current)
            drafts.append(last)
            free = free[1:]
            current.quotes[0].taken = True
        elif waiting is not None and free and free[0] == 0 and (same or current.paragraph == waiting.paragraph + 1):
            opened: Draft = waiting
            last = opened
            opened.spans, opened.quoted = [_inner(current, 0)], [_inner(current, 0)]
            opened.refresh()
            drafts.append(opened)
            free = free[1:]
            current.quotes[0].taken = True
            found = [draft for draft in found if draft.kind != "indirect" or not draft.inherits]
        elif (
            waiting is not None
            and not any(each.clausal for each in current.quotes.values())
            and current.paragraph == waiting.paragraph + 1
            and not found
        ):
            # A quotation set off as a paragraph of its own, without marks.
            last = waiting
            last.spans = [(current.starts[0], current.ends[-1])]
            last.rule = "set-off"
            last.refresh()
            drafts.append(last)
            set_off = current.paragraph
        elif current.paragraph == set_off and last is not None and not current.quotes and not found:
            last.spans = [(last.start, current.ends[-1])]
            last.refresh()
        elif (
            free
            and free[0] == 0
            and last is not None
            and (
                (current.quotes[0].marked.continues and last.open)
                or (current.paragraph in mute and last.speaker is not None and current.paragraph - last.reaches <= 1)
            )
        ):
            # Marks that open again, or a paragraph that is nothing but quotation behind an attributed one.
            _extend(last, _inner(current, 0))
            last.reaches = current.paragraph
            free = free[1:]
        if found and loose and found[0].rule == "after-quotation" and 0 in current.quotes:
            # `"First sentence." "Second sentence," she said.`: the speaker comes with the second.
            for draft in loose:
                for span in draft.spans:
                    found[0].spans.append(span)
                    found[0].quoted.append(span)
                found[0].spans.sort()
                found[0].quoted.sort()
                found[0].refresh()
                drafts.remove(draft)
            loose = []
        drafts += found
        if found:
            speech = [draft for draft in found if draft.kind != "indirect"]
            last = speech[-1] if speech else found[-1]
            loose = []
        for i in free:
            if current.quotes[i].taken:
                continue
            signed = last is not None and last.rule == "signature"
            if (
                current.only_quotes
                and same
                and last is not None
                and not loose
                and not signed
                and last.paragraph == current.paragraph
            ):
                if last.kind == "indirect":
                    last.kind = "mixed"
                _extend(last, _inner(current, i))
                continue
            here = last is not None and last.paragraph == current.paragraph
            if here and last is not None and not found and last.speaker is not None and alone.goes_on(current, i):
                # Behind a sentence with a source, with none of its own.
                _extend(last, _inner(current, i))
                current.quotes[i].taken = True
                continue
            single = alone.unattributed(current, i, last.speaker if here and last is not None else None)
            if single is not None:
                drafts.append(single)
                if single.speaker is not None:
                    last = single
                if current.only_quotes and i == 0:
                    loose.append(single)
                if not same and not found:
                    last = single
        waiting = reading.waiting
        previous = current
    return drafts


def _turn(current: stretch.Stretch) -> Draft:
    """A turn of a transcript: the label names the speaker, the words behind it are the quotation."""
    marked = current.quotes[0].marked
    spans = [(marked.turn, marked.last)]
    return Draft(
        "direct", spans, list(spans), None, None, (marked.first, marked.turn - 1), current.paragraph, "turn", open=True
    )


def _inner(current: stretch.Stretch, i: int) -> tuple[int, int]:
    marked = current.quotes[i].marked
    return marked.first, marked.last


def _extend(draft: Draft, span: tuple[int, int]) -> None:
    """Adds words that go on with a draft. They come in order, but for those that its attribution had passed over."""
    for spans in (draft.spans, draft.quoted):
        ordered = not spans or spans[-1] < span
        spans.append(span)
        if not ordered:
            spans.sort()
    draft.refresh()


def _dated(current: stretch.Stretch, i: int, by_start: dict[int, int]) -> int:
    """The item behind the date that starts at item i; 0 if none does."""
    end = by_start.get(current.starts[i])
    if end is None:
        return 0
    j = i
    while j < len(current) and current.starts[j] < end:
        j += 1
    return j


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
    document: Document, tags: list[int], mentions: tuple[Mention, ...], drafts: list[Draft], said_on: _SaidOn
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
    resolver = Resolver(document, tags, mentions, quoted)
    ready.sort(key=lambda draft: (draft.speaker[0] if draft.speaker else draft.start, draft.start))
    known: dict[tuple[int, int], Speaker] = {}
    quotes = []
    for draft in ready:
        speaker = UNKNOWN
        if draft.speaker is not None:
            if draft.speaker not in known:
                known[draft.speaker] = resolver.resolve(*draft.speaker)
            speaker = known[draft.speaker]
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
        speaker.entity if draft.speaker is not None else None,
        said_on,
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
