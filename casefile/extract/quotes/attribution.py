"""From a cue to an attribution: which words are whose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from casefile.extract import syntax
from casefile.extract.quotes import clauses, cues, subjects
from casefile.extract.quotes.cues import Cue
from casefile.extract.quotes.stretch import QUOTE, Quoted, Stretch

_SOFT = frozenset([",", "—", "–", "--", "―", "-"])
_ENDINGS = frozenset([".", "?", "!", "…"])


@dataclass(eq=False)
class Draft:
    """An attribution before its speaker is resolved. Offsets are code points."""

    kind: str
    spans: list[tuple[int, int]]
    quoted: list[tuple[int, int]]
    cue: str | None
    cue_span: tuple[int, int] | None
    speaker: tuple[int, int] | None
    paragraph: int
    rule: str
    confidence: float
    open: bool = False
    """A colon or a quotation at the end of the sentence: what follows may belong to it."""
    inherits: bool = False
    """Has no speaker of its own words: the one before goes on."""
    passive: bool = False
    cue_form: int = 0
    start: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Sets start and end after spans changed."""
        self.start, self.end = self.spans[0][0], self.spans[-1][1]


@dataclass(eq=False)
class Reader:
    """Reads the attributions of one sentence."""

    stretch: Stretch
    dated: Callable[[int], int]
    found: list[Cue] = field(init=False)
    drafts: list[Draft] = field(default_factory=list)
    tail: int = field(init=False)
    subject: tuple[int, int] | None = None
    """Items of the last subject of a cue, for cues that have none of their own."""
    waiting: Draft | None = None
    """A cue that ends in a colon with nothing after it."""

    def __post_init__(self) -> None:
        self.found = cues.find(self.stretch.lower, self.stretch.tags, 0, len(self.stretch))
        self._verbs = {cue.first for cue in self.found if cue.takes & ~(cues.NOUN | cues.SOURCE | cues.CITING)}
        self.tail = len(self.stretch)

    def read(self) -> list[Draft]:
        """All attributions of the sentence."""
        if not self.found:
            return []
        self.tail = self._find_tail()
        for cue in self.found:
            draft = self._attempt(cue)
            if draft is not None:
                self.drafts.append(draft)
        return self.drafts

    # -- which reading of a cue

    def _attempt(self, cue: Cue) -> Draft | None:
        if cue.takes & cues.SOURCE:
            return self._source(cue)
        if cue.takes & cues.CITING:
            return None
        if cue.takes & cues.NOUN and (not cue.form or self._is_noun(cue)):
            return self._noun(cue)
        if not cue.takes & ~cues.NOUN:
            return None
        return self._verb(cue)

    def _is_noun(self, cue: Cue) -> bool:
        stretch, at = self.stretch, cue.first
        if cue.form & (syntax.GERUND | syntax.PAST) and not cue.form & (syntax.BASE | syntax.THIRD):
            return False
        before, word = stretch.tag(at - 1), stretch.word(at - 1)
        if word in ("'s", "’s") or (
            before & (syntax.DETERMINER | syntax.POSSESSIVE | syntax.PREPOSITION)
            and not before & syntax.SUBJECT
            and word != "to"
        ):
            return True
        return not stretch.finite(at) and not before & (syntax.MODAL | syntax.DO) and word != "to"

    def _verb(self, cue: Cue) -> Draft | None:
        stretch, at = self.stretch, cue.first
        end = subjects.before_verb(stretch, at)
        passed = range(end, at)
        negated = any(stretch.tags[i] & syntax.NEGATION or stretch.lower[i] in ("n", "t") for i in passed)
        has_be = any(stretch.tags[i] & (syntax.BE | syntax.NONFINITE_BE) for i in passed)
        gerund = bool(cue.form & syntax.GERUND)
        if cue.takes & cues.PHRASE:
            has_be = False
        infinitive = stretch.word(end - 1) == "to" and bool(cue.form & syntax.BASE)
        if has_be and cue.form & syntax.PARTICIPLE:
            return self._passive(cue, end)
        # A quotation to the left: "...," said X / "...," X said.
        if (
            not infinitive
            and cue.takes & (cues.SAY | cues.TELL | cues.THINK | cues.EVALUATE)
            and not (gerund and not has_be)
        ):
            draft = self._after_quotation(cue, end)
            if draft is not None:
                return draft
        finite = stretch.finite(at) or (any(stretch.tags[i] & syntax.AUXILIARY for i in passed) and not infinitive)
        if not finite and not gerund and not infinitive and not (cue.takes & cues.PHRASE):
            return None
        subject = None
        if not infinitive and not (gerund and not has_be):
            subject = subjects.left(stretch, at, 0)
        elided = subject is None
        if elided and not infinitive:
            inverted = self._inverted_postposed(cue, end)
            if inverted is not None:
                return inverted
        if subject is None:
            subject = self.subject or subjects.sentence_subject(stretch, at)
            if subject is None and not (gerund or infinitive):
                return None
        if negated and not cue.takes & (cues.QUESTION | cues.THINK):
            pass
        draft = self._parenthetical(cue, subject, elided) if not (gerund or infinitive or elided) else None
        if draft is None:
            draft = self._following(cue, subject, infinitive=infinitive, gerund=gerund and not has_be, negated=negated)
        if draft is not None and subject is not None:
            self.subject = subject
        return draft

    # -- a quotation before the cue

    def _after_quotation(self, cue: Cue, end: int) -> Draft | None:
        stretch = self.stretch
        q = stretch.previous_quote(cue.first)
        if q < 0 or stretch.quotes[q].taken or cue.first - q > subjects.REACH:
            return None
        quoted = stretch.quotes[q]
        first = q + 1
        while first < end and stretch.lower[first] in _SOFT:
            first += 1
        comma = first > q + 1 or quoted.ending in ",?!…—-–"
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
        return self._speech_before(cue, q, subject, after)

    def _speech_before(self, cue: Cue, q: int, subject: tuple[int, int], after: int) -> Draft:
        stretch = self.stretch
        taken = [q]
        begin = self._clause_begin(q)
        lead = (
            begin < q and not (stretch.lower[q - 1] in _SOFT or stretch.lower[q - 1] == ":") and not stretch.quotes[q].upper
        )
        if lead:
            spans = [(stretch.starts[begin], stretch.ends[q])]
            taken = [i for i in stretch.quotes if begin <= i <= q]
        else:
            spans = [self._inner(q)]
            back = q - 1
            while back >= 0 and (
                back in stretch.quotes or stretch.lower[back] in _SOFT or stretch.lower[back] in ("and", ".")
            ):
                if back in stretch.quotes and not stretch.quotes[back].taken:
                    spans.insert(0, self._inner(back))
                    taken.append(back)
                back -= 1
        kind = "mixed" if lead else "direct"
        following = self._continuation(after)
        for i in following:
            spans.append(self._inner(i))
            taken.append(i)
        self.subject = subject
        return self._draft(kind, spans, taken, cue, subject, "after-quotation", 0.95 if kind == "direct" else 0.8)

    def _continuation(self, after: int) -> list[int]:
        """Quotations after the attribution that go on with the speech: `"...," he said, "..."`."""
        stretch = self.stretch
        n = stretch.next_quote(after)
        if n < 0 or stretch.quotes[n].taken or n - after > 30:
            return []
        if n > after and not (stretch.tags[n - 1] & syntax.PUNCTUATION):
            return []
        if any(
            cue.first < n
            and cue.first >= after
            and not cue.takes & cues.NOUN
            and not cue.takes & (cues.SHOW | cues.EVALUATE)
            for cue in self.found
        ):
            return []
        if stretch.has_finite(after, n):
            return []
        return [n]

    def _clause_begin(self, at: int) -> int:
        """Where the clause that runs up to item `at` begins."""
        stretch = self.stretch
        begin = 0
        for i in range(at - 1, -1, -1):
            if stretch.lower[i] in (";", ":"):
                begin = i + 1
                break
        for draft in self.drafts:
            for i in range(begin, at):
                if stretch.starts[i] < draft.end <= stretch.ends[i] or (
                    draft.cue_span and stretch.ends[i] == draft.cue_span[1]
                ):
                    begin = i + 1
        while begin < at and stretch.lower[begin] in _SOFT:
            begin += 1
        return begin

    # -- the clause before the cue

    def _postposed_at(self, cue: Cue) -> tuple[int, tuple[int, int]] | None:
        """Item where ", X said" begins, with X; None where the cue does not close a clause before it."""
        stretch = self.stretch
        end = subjects.before_verb(stretch, cue.first)
        if end > 0 and stretch.lower[end - 1] in _SOFT and end == cue.first:
            subject = subjects.right(stretch, cue.last)
            if subject is None or not self._ends_after(subject[1]) or not stretch.has_finite(0, end - 1):
                return None
            return end - 1, subject
        subject = subjects.left(stretch, cue.first, 0)
        if subject is None or subject[0] == 0 or stretch.lower[subject[0] - 1] not in _SOFT:
            return None
        if not self._ends_after(cue.last):
            return None
        comma = subject[0] - 1
        if not stretch.has_finite(0, comma) and not any(i < comma for i in stretch.quotes):
            return None
        opener = stretch.tags[0]
        if opener & syntax.PREPOSITION and not stretch.has_finite(0, comma):
            return None
        return comma, subject

    def _ends_after(self, at: int) -> bool:
        """Whether nothing but adjuncts follows an attribution."""
        stretch = self.stretch
        at = clauses.after_adjuncts(stretch, at, self.dated, addressee=False)
        if at >= len(stretch) or stretch.lower[at] in _ENDINGS:
            return True
        return (
            stretch.lower[at] in (",", ";", "—", "–", "--") and not stretch.has_finite(at + 1, min(len(stretch), at + 12))
        ) or (
            stretch.lower[at] in (",", ";")
            and bool(stretch.tag(at + 1) & (syntax.GERUND | syntax.COORDINATOR | syntax.SUBORDINATOR))
        )

    def _find_tail(self) -> int:
        for cue in reversed(self.found):
            if cue.takes & cues.SOURCE:
                at = cue.first
                if at > 0 and self._source_ends(cue):
                    return at - 1 if self.stretch.lower[at - 1] in _SOFT else at
                continue
            if cue.takes & cues.SAY and not cue.form & syntax.GERUND and not self._is_noun(cue):
                closing = self._postposed_at(cue)
                if closing is not None:
                    return closing[0]
        return len(self.stretch)

    def _inverted_postposed(self, cue: Cue, end: int) -> Draft | None:
        if not cue.takes & cues.SAY or end != cue.first or end == 0 or self.stretch.lower[end - 1] not in _SOFT:
            return None
        closing = self._postposed_at(cue)
        return self._postposed(cue, *closing) if closing else None

    def _postposed(self, cue: Cue, comma: int, subject: tuple[int, int]) -> Draft | None:
        stretch = self.stretch
        begin = self._clause_begin(comma)
        if begin >= comma:
            return None
        self.subject = subject
        spans = [(stretch.starts[begin], stretch.ends[comma - 1])]
        taken = [i for i in stretch.quotes if begin <= i < comma]
        following = self._continuation(max(cue.last, subject[1]))
        if following:
            spans += [self._inner(i) for i in following]
            taken += following
        kind = "mixed" if taken else "indirect"
        return self._draft(kind, spans, taken, cue, subject, "clause-before", 0.85)

    def _parenthetical(self, cue: Cue, subject: tuple[int, int] | None, elided: bool) -> Draft | None:
        if not cue.takes & (cues.SAY | cues.THINK) or subject is None or elided:
            return None
        stretch = self.stretch
        if cue.first >= self.tail or self.tail == subject[0] - 1:
            closing = self._postposed_at(cue)
            if closing is not None:
                return self._postposed(cue, *closing)
        # "The plan, he said, would fail."
        if (
            subject[0] > 1
            and stretch.lower[subject[0] - 1] in _SOFT
            and stretch.word(cue.last) in _SOFT
            and cue.last + 2 < len(stretch)
        ):
            begin = self._clause_begin(subject[0] - 1)
            end = clauses.end_of_clause(stretch, cue.last + 1, len(stretch), self._cue_at)
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
                    return self._draft("mixed" if taken else "indirect", spans, taken, cue, subject, "clause-around", 0.75)
        # "As X said, the plan failed."
        if subject[0] > 0 and stretch.word(subject[0] - 1) == "as" and stretch.word(cue.last) in (",", ":"):
            end = clauses.end_of_clause(stretch, cue.last + 1, len(stretch), self._cue_at)
            if end > cue.last + 1 and subject[0] <= 1:
                return self._content(cue, subject, cue.last + 1, end, "as-said", 0.75)
        return None

    # -- the clause after the cue

    def _cue_at(self, i: int) -> bool:
        return i in self._verbs

    def _following(
        self, cue: Cue, subject: tuple[int, int] | None, *, infinitive: bool, gerund: bool, negated: bool
    ) -> Draft | None:
        stretch = self.stretch
        takes_person = bool(cue.takes & (cues.TELL | cues.ASK)) and not (
            cue.takes & cues.SAY and cue.lemma not in ("ask", "tell", "beg", "urge", "demand", "implore")
        )
        takes_person = takes_person or bool(cue.takes & cues.TELL)
        at = clauses.after_adjuncts(stretch, cue.last, self.dated, addressee=takes_person)
        word = stretch.word(at)
        marked = False
        if word in (",", ":", "—", "–", "--"):
            ahead = stretch.next_quote(at)
            if ahead == at + 1 or word == ":":
                marked = True
                at += 1
                word = stretch.word(at)
                if at >= len(stretch):
                    self.waiting = self._empty(cue, subject)
                    return None
            elif (
                ahead > 0
                and word == ","
                and stretch.word(ahead - 1) in (",", ":")
                and ahead - at < 25
                and not stretch.has_finite(at, ahead)
            ):
                at, marked = ahead, True
                word = QUOTE
            else:
                return None
        if at >= len(stretch):
            return None
        if word == QUOTE and not stretch.quotes[at].taken:
            return self._quotation_after(cue, subject, at, marked)
        end = clauses.end_of_clause(stretch, at, self.tail, self._cue_at)
        if end <= at:
            return None
        if (word == "that" and stretch.tag(at + 1) & ~syntax.AUXILIARY) or (
            word == "that" and cue.takes & (cues.SAY | cues.THINK | cues.SHOW)
        ):
            if cue.takes & (cues.SAY | cues.TELL | cues.ASK | cues.COMMIT | cues.THINK | cues.SHOW):
                nxt = stretch.word(at + 1)
                if nxt == QUOTE and end == at + 2:
                    return self._content(cue, subject, at, end, "that-quotation", 0.9)
                return self._content(
                    cue, subject, at, end, "that-clause", 0.85 if cue.takes & (cues.SAY | cues.TELL) else 0.7
                )
            return None
        if infinitive:
            return None
        if word in ("whether", "if", "why", "how", "what", "who", "where", "when", "which") and cue.takes & (
            cues.QUESTION | cues.TELL | cues.SAY | cues.THINK
        ):
            if word in ("when", "if", "where") and not cue.takes & cues.QUESTION:
                return None
            if stretch.has_finite(at, end) and cue.takes & (cues.QUESTION | cues.SAY | cues.TELL | cues.THINK):
                return self._content(cue, subject, at, end, "question-clause", 0.65)
            return None
        if word == "to" and stretch.tag(at + 1) & syntax.BASE and cue.takes & (cues.ASK | cues.COMMIT):
            return self._content(cue, subject, at, end, "to-clause", 0.6)
        if cue.takes & (cues.SAY | cues.TELL | cues.THINK | cues.SHOW) and self._clause_starts(at, end):
            return self._content(cue, subject, at, end, "clause-after", 0.75 if cue.takes & (cues.SAY | cues.TELL) else 0.6)
        inside = [i for i in stretch.quotes if at <= i < end and not stretch.quotes[i].taken]
        if inside and cue.takes & (cues.SAY | cues.TELL | cues.EVALUATE | cues.NOMINAL):
            return self._content(cue, subject, at, end, "words-in-marks", 0.6)
        if cue.takes & cues.NOMINAL:
            return self._content(cue, subject, at, end, "noun-phrase", 0.45)
        return None

    def _clause_starts(self, first: int, end: int) -> bool:
        """Whether [first, end) is a clause with its own subject."""
        stretch = self.stretch
        tag = stretch.tags[first]
        if tag & (syntax.GERUND | syntax.AUXILIARY) and not tag & syntax.CAPITAL:
            return False
        if tag & (syntax.PREPOSITION | syntax.SUBORDINATOR) and not tag & (syntax.ADVERB | syntax.DETERMINER):
            comma = next((i for i in range(first, min(end, first + 20)) if stretch.lower[i] == ","), -1)
            return comma > 0 and stretch.has_finite(comma + 1, end)
        return any(
            stretch.finite(i, first, end)
            and not any(stretch.lower[j] in ("which", "who", "that") for j in range(max(first, i - 3), i))
            for i in range(first, min(end, first + 30))
        )

    def _quotation_after(self, cue: Cue, subject: tuple[int, int] | None, at: int, marked: bool) -> Draft | None:
        stretch = self.stretch
        quoted = stretch.quotes[at]
        following = stretch.word(at + 1)
        closes = at + 1 >= len(stretch) or following in _ENDINGS or following in (",", ";", ")") or following in _SOFT
        if cue.takes & (cues.THINK | cues.SHOW) and not cue.takes & cues.SAY and not marked and not quoted.clausal:
            return None
        direct = (closes and (marked or quoted.clausal or cue.takes & (cues.SAY | cues.TELL))) or (marked and quoted.clausal)
        if direct:
            spans, taken = [self._inner(at)], [at]
            i = at + 1
            while i < len(stretch) and (
                i in stretch.quotes or stretch.lower[i] in _SOFT or stretch.lower[i] in ("and", ".")
            ):
                if i in stretch.quotes and not stretch.quotes[i].taken:
                    spans.append(self._inner(i))
                    taken.append(i)
                i += 1
            kind = "direct" if quoted.clausal or marked else "mixed"
            return self._draft(kind, spans, taken, cue, subject, "before-quotation", 0.95 if marked else 0.8)
        end = clauses.end_of_clause(stretch, at, self.tail, self._cue_at)
        return self._content(cue, subject, at, max(end, at + 1), "words-in-marks", 0.7)

    def _passive(self, cue: Cue, end: int) -> Draft | None:
        """ "It is believed that ...": somebody, not said who."""
        stretch = self.stretch
        if stretch.word(end - 1) != "it" or not cue.takes & (cues.SAY | cues.THINK):
            return None
        at = clauses.after_adjuncts(stretch, cue.last, self.dated, addressee=False)
        if stretch.word(at) != "that":
            return None
        clause_end = clauses.end_of_clause(stretch, at, self.tail, self._cue_at)
        draft = self._content(cue, None, at, clause_end, "impersonal", 0.5)
        if draft is not None:
            draft.passive = True
        return draft

    # -- sources and nouns

    def _source_speaker(self, cue: Cue) -> tuple[int, int] | None:
        stretch = self.stretch
        at = cue.last
        limit = min(len(stretch), at + 30)
        end = at
        while end < limit:
            word, tag = stretch.lower[end], stretch.tags[end]
            if word in (";", ":", "(", QUOTE, "—", "–", "--") or (
                word in _ENDINGS and not (end + 1 < limit and stretch.starts[end] == stretch.ends[end - 1] and end > at)
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

    def _source_ends(self, cue: Cue) -> bool:
        stretch = self.stretch
        speaker = self._source_speaker(cue)
        if speaker is None or cue.first < 2:
            return False
        return stretch.has_finite(0, cue.first) or any(i < cue.first for i in stretch.quotes)

    def _source(self, cue: Cue) -> Draft | None:
        stretch = self.stretch
        speaker = self._source_speaker(cue)
        if speaker is None:
            return None
        if cue.lemma == "per" and not (cue.first == 0 or stretch.word(cue.first - 1) in _SOFT):
            return None
        before = cue.first - 1 if cue.first > 0 and stretch.lower[cue.first - 1] in _SOFT else cue.first
        begin = self._clause_begin(before)
        after = speaker[1]
        rest = after + 1 if stretch.word(after) == "," else after
        self.subject = speaker
        opening = before <= begin or (
            not stretch.has_finite(begin, before) and not any(begin <= i < before for i in stretch.quotes)
        )
        if opening:
            rest = self._past_apposition(rest)
            end = clauses.end_of_clause(stretch, rest, len(stretch), self._cue_at)
            if end <= rest or not (stretch.has_finite(rest, end) or any(rest <= i < end for i in stretch.quotes)):
                return None
            if before > begin and stretch.word(after) == ",":
                spans = [(stretch.starts[begin], stretch.ends[before - 1]), (stretch.starts[rest], stretch.ends[end - 1])]
                taken = [i for i in stretch.quotes if begin <= i < end and not stretch.quotes[i].taken]
                return self._draft("mixed" if taken else "indirect", spans, taken, cue, speaker, "source-inside", 0.75)
            return self._content(cue, speaker, rest, end, "source-before", 0.8)
        taken = [i for i in stretch.quotes if begin <= i < before and not stretch.quotes[i].taken]
        if taken and begin == taken[0] and before == taken[-1] + 1 and len(taken) == 1:
            return self._draft("direct", [self._inner(taken[0])], taken, cue, speaker, "source-after", 0.9)
        spans = [(stretch.starts[begin], stretch.ends[before - 1])]
        return self._draft("mixed" if taken else "indirect", spans, taken, cue, speaker, "source-after", 0.85)

    def _past_apposition(self, at: int) -> int:
        """Past ", a Y of Z," that explains the source at the sentence's beginning."""
        stretch = self.stretch
        comma = next((i for i in range(at, min(len(stretch), at + 25)) if stretch.lower[i] == ","), -1)
        if comma > 0 and not stretch.has_finite(at, comma) and stretch.has_finite(comma + 1, len(stretch)):
            return comma + 1
        return at

    def _noun(self, cue: Cue) -> Draft | None:
        """ "the minister's claim that ...", "his warning that ..." """
        stretch, at = self.stretch, cue.first
        if stretch.word(cue.last) != "that" or not stretch.has_finite(cue.last + 1, len(stretch)):
            return None
        speaker: tuple[int, int] | None = None
        i = at - 1
        while (
            i > 0 and not stretch.tags[i] & (syntax.FUNCTION | syntax.PUNCTUATION) and stretch.lower[i] not in ("'s", "’s")
        ):
            i -= 1
        if i >= 1 and stretch.lower[i] in ("'s", "’s", "'", "’"):
            found = subjects.left(stretch, i, 0)
            speaker = found
        elif i >= 0 and stretch.tags[i] & syntax.POSSESSIVE:
            speaker = (i, i + 1)
        if speaker is None:
            return None
        end = clauses.end_of_clause(stretch, cue.last, self.tail, self._cue_at)
        for j in range(cue.last + 2, end):
            # The clause ends where the main verb comes: "his claim that X is false has been ...".
            if stretch.lower[j] == ",":
                end = j
                break
        return self._content(cue, speaker, cue.last, end, "noun-that", 0.6)

    # -- building

    def _inner(self, q: int) -> tuple[int, int]:
        marked = self.stretch.quotes[q].marked
        return marked.first, marked.last

    def _content(
        self, cue: Cue, subject: tuple[int, int] | None, first: int, end: int, rule: str, confidence: float
    ) -> Draft | None:
        stretch = self.stretch
        if end <= first:
            return None
        inside = [i for i in stretch.quotes if first <= i < end]
        if any(stretch.quotes[i].taken for i in inside) and len(inside) == end - first:
            return None
        body = [i for i in range(first, end) if stretch.lower[i] != "that"]
        if inside and len(body) == len(inside) and stretch.quotes[inside[0]].clausal and len(inside) == 1:
            return self._draft("direct", [self._inner(inside[0])], inside, cue, subject, rule, confidence)
        spans = [(stretch.starts[first], stretch.ends[end - 1])]
        return self._draft("mixed" if inside else "indirect", spans, inside, cue, subject, rule, confidence)

    def _draft(
        self,
        kind: str,
        spans: list[tuple[int, int]],
        taken: list[int],
        cue: Cue,
        subject: tuple[int, int] | None,
        rule: str,
        confidence: float,
    ) -> Draft:
        stretch = self.stretch
        for i in taken:
            stretch.quotes[i].taken = True
        return Draft(
            kind,
            sorted(spans),
            [] if kind == "indirect" else sorted(self._inner(i) for i in taken),
            cue.lemma,
            (stretch.starts[cue.first], stretch.ends[cue.last - 1]),
            (stretch.starts[subject[0]], stretch.ends[subject[1] - 1]) if subject else None,
            stretch.paragraph,
            rule,
            confidence,
            open=kind == "direct",
            inherits=subject is None,
            cue_form=cue.form,
        )

    def _empty(self, cue: Cue, subject: tuple[int, int] | None) -> Draft:
        at = self.stretch.ends[-1]
        draft = self._draft("direct", [(at, at)], [], cue, subject, "colon", 0.85)
        return draft


def unattributed(stretch: Stretch, quoted: Quoted) -> Draft | None:
    """A quotation without a cue: speech if it is a clause, else a title or a word put in marks."""
    marked = quoted.marked
    if not quoted.clausal or quoted.words < 5:
        return None
    return Draft(
        "direct",
        [(marked.first, marked.last)],
        [(marked.first, marked.last)],
        None,
        None,
        None,
        stretch.paragraph,
        "marks-alone",
        0.5,
        open=True,
    )
