"""From sentence to sentence: quotations that go on, open again, are set off, answer each other, or stand alone."""

from __future__ import annotations

from functools import partial

from casefile.domain.findings import DateFinding
from casefile.extract import lexicon
from casefile.extract.quotes import alone, attribution
from casefile.extract.quotes.reading import Draft, Reading
from casefile.extract.quotes.stretch import Stretch


class Joiner:
    """Reads the sentences of one text in order. `last` is the draft that what follows may go on with, `waiting` a cue that
    ended in a colon, `loose` the quotations at the beginning of a paragraph whose speaker may come with the next."""

    def __init__(self, stretches: list[Stretch], dates: tuple[DateFinding, ...], text: str) -> None:
        self._stretches = stretches
        self._text = text
        self._by_start = {date.start: date.end for date in dates if date.kind in ("date", "time")}
        self._mute = {each.paragraph for each in stretches} - {each.paragraph for each in stretches if not each.only_quotes}
        self._drafts: list[Draft] = []
        self._last: Draft | None = None
        self._waiting: Draft | None = None
        self._loose: list[Draft] = []
        self._set_off = -1
        self._turns: list[Draft] = []
        """The last two direct quotations that had a paragraph each, and a speaker."""

    def drafts(self) -> list[Draft]:
        """All attributions and quotations without one."""
        paragraph = -1
        for current in self._stretches:
            self._read(current, same=current.paragraph == paragraph)
            paragraph = current.paragraph
        return self._drafts

    def _read(self, current: Stretch, *, same: bool) -> None:
        reading = Reading(current, partial(_dated, current, by_start=self._by_start))
        if not same:
            self._loose = []
        found = attribution.read(reading)
        free = [i for i in sorted(current.quotes) if not current.quotes[i].taken]
        if self._opened(current, found, free, same=same):
            free = free[1:]
        found = [draft for draft in found if draft.rule != "dropped"]
        self._claim_loose(current, found)
        self._drafts += found
        if found:
            speech = [draft for draft in found if draft.kind != "indirect"]
            self._last = speech[-1] if speech else found[-1]
            self._loose = []
            for draft in speech:
                self._note_turn(draft)
        for i in free:
            if not current.quotes[i].taken:
                self._free(current, i, found, same=same)
        self._waiting = reading.waiting

    def _opened(self, current: Stretch, found: list[Draft], free: list[int], *, same: bool) -> bool:
        """Whether the sentence begins with words that go on with what was before; they are then no longer free."""
        last, waiting = self._last, self._waiting
        first = bool(free) and free[0] == 0
        if first and current.quotes[0].marked.turn:
            self._last = _turn(current)
            self._drafts.append(self._last)
            current.quotes[0].taken = True
            return True
        if waiting is not None and first and (same or current.paragraph == waiting.paragraph + 1):
            waiting.spans, waiting.quoted = [_inner(current, 0)], [_inner(current, 0)]
            waiting.refresh()
            self._last = waiting
            self._drafts.append(waiting)
            current.quotes[0].taken = True
            for draft in found:
                if draft.kind == "indirect" and draft.inherits:
                    draft.rule = "dropped"
            return True
        follows = waiting is not None and current.paragraph == waiting.paragraph + 1
        if waiting is not None and follows and not found and not any(each.clausal for each in current.quotes.values()):
            # A quotation set off as a paragraph of its own, without marks.
            waiting.spans, waiting.rule = [(current.starts[0], current.ends[-1])], "set-off"
            waiting.refresh()
            self._last = waiting
            self._drafts.append(waiting)
            self._set_off = current.paragraph
        elif current.paragraph == self._set_off and last is not None and not current.quotes and not found:
            last.spans = [(last.start, current.ends[-1])]
            last.refresh()
        elif first and last is not None:
            if current.quotes[0].marked.continues and last.open:
                return self._goes_on(current, last)
            if current.paragraph in self._mute and (last.speaker or last.same_as) and current.paragraph - last.reaches <= 1:
                # A paragraph that is nothing but quotation: an answer between two who take turns, else it goes on.
                if (other := self._answering(current)) is not None:
                    return self._answer(current, other)
                return self._goes_on(current, last)
        return False

    def _goes_on(self, current: Stretch, last: Draft) -> bool:
        _extend(last, _inner(current, 0))
        last.reaches = current.paragraph
        return True

    def _note_turn(self, draft: Draft) -> None:
        if draft.kind == "direct" and (draft.speaker is not None or draft.same_as is not None):
            self._turns = [*self._turns[-1:], draft]

    def _answering(self, current: Stretch) -> Draft | None:
        """Who speaks in a paragraph of nothing but quotation, if the two before it are an exchange: the first of them."""
        if len(self._turns) < 2 or not current.quotes[0].marked.closed:
            return None
        one, other = self._turns
        beside = (current.paragraph - 2, current.paragraph - 1)
        if (one.reaches, other.reaches) != beside:
            return None
        if other.same_as is not None or one.same_as is not None:
            return one.same_as or one
        if one.speaker is None or other.speaker is None:
            return None
        words = [self._text[slice(*draft.speaker)].casefold() for draft in (one, other) if draft.speaker]
        pronouns = lexicon.words("en", "closed", "classes", "subject")
        known = all(word not in pronouns for word in words) or set(words) == {"he", "she"}
        return one if known and words[0] not in words[1] and words[1] not in words[0] else None

    def _answer(self, current: Stretch, other: Draft) -> bool:
        span = _inner(current, 0)
        current.quotes[0].taken = True
        draft = Draft("direct", [span], [span], None, None, None, current.paragraph, "turn-taking", same_as=other)
        self._drafts.append(draft)
        self._note_turn(draft)
        self._last = draft
        return True

    def _claim_loose(self, current: Stretch, found: list[Draft]) -> None:
        """`"First sentence." "Second sentence," she said.`: the speaker comes with the second."""
        if not (found and self._loose and found[0].rule == "after-quotation" and 0 in current.quotes):
            return
        for draft in self._loose:
            found[0].spans += draft.spans
            found[0].quoted += draft.spans
            self._drafts.remove(draft)
        found[0].spans.sort()
        found[0].quoted.sort()
        found[0].refresh()
        self._loose = []

    def _free(self, current: Stretch, i: int, found: list[Draft], *, same: bool) -> None:
        """A quotation that no cue of its sentence claims."""
        last = self._last if self._last is not None and self._last.paragraph == current.paragraph else None
        if last is not None:
            if current.only_quotes and same and not self._loose and last.rule != "signature":
                if last.kind == "indirect":
                    last.kind = "mixed"
                _extend(last, _inner(current, i))
                return
            if not found and last.speaker is not None and alone.goes_on(current, i):
                # Behind a sentence with a source, with none of its own.
                _extend(last, _inner(current, i))
                current.quotes[i].taken = True
                return
        single = alone.unattributed(current, i, last.speaker if last is not None else None)
        if single is None:
            return
        self._drafts.append(single)
        if single.speaker is not None or (not same and not found):
            self._last = single
        if current.only_quotes and i == 0:
            self._loose.append(single)


def _turn(current: Stretch) -> Draft:
    """A turn of a transcript: the label names the speaker, the words behind it are the quotation."""
    marked = current.quotes[0].marked
    spans = [(marked.turn, marked.last)]
    return Draft(
        "direct", spans, list(spans), None, None, (marked.first, marked.turn - 1), current.paragraph, "turn", open=True
    )


def _inner(current: Stretch, i: int) -> tuple[int, int]:
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


def _dated(current: Stretch, i: int, by_start: dict[int, int]) -> int:
    """The item behind the date that starts at item i; 0 if none does."""
    end = by_start.get(current.starts[i])
    if end is None:
        return 0
    j = i
    while j < len(current) and current.starts[j] < end:
        j += 1
    return j
