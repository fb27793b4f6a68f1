"""Words after the cue: a quotation, or the clause that the verb takes."""

from __future__ import annotations

from casefile.extract import syntax
from casefile.extract.quotes import clauses, cues, subjects
from casefile.extract.quotes.cues import Cue
from casefile.extract.quotes.reading import ENDINGS, SOFT, Draft, Reading
from casefile.extract.quotes.stretch import QUOTE, Stretch

_NO_CLAUSE = frozenset("like of for about to than as by with from into upon onto among over toward towards".split())
"""Prepositions that tie what follows to the word before."""


def following(
    reading: Reading, cue: Cue, subject: tuple[int, int] | None, *, infinitive: bool, begin: int = 0, limit: int = 0
) -> Draft | None:
    """What the cue takes, from behind it (or from `begin`), at most to `limit` where one is given."""
    stretch = reading.stretch
    if _asks_for_silence(stretch, cue.last):
        return None
    if cue.takes & cues.ABOUT and not infinitive and (matter := cues.matter_begins(stretch.lower, stretch.tags, cue)) > 0:
        end = clauses.end_of_clause(stretch, matter, reading.tail, reading.cue_at)
        end = clauses.end_before_next_act(stretch, matter, end, cue.form)
        if end > matter and stretch.word(end) not in (":",):
            return reading.content(cue, subject, matter, end, "about")
    takes_person = bool(cue.takes & (cues.TELL | cues.ASK)) and not (
        cue.takes & cues.SAY and cue.lemma not in ("ask", "tell", "beg", "urge", "demand", "implore")
    )
    takes_person = takes_person or bool(cue.takes & cues.TELL)
    at = clauses.after_adjuncts(
        stretch,
        begin or cue.last,
        reading.dated,
        addressee=takes_person,
        infinitive=bool(cue.takes & (cues.ASK | cues.COMMIT)),
    )
    word = stretch.word(at)
    if word == "with" and cue.takes & cues.SAY:
        # "answered with "no comment""
        at += 1 + (
            at + 1 not in stretch.quotes and at + 2 in stretch.quotes and bool(stretch.tag(at + 1) & syntax.DETERMINER)
        )
        word = stretch.word(at)
    if word == "," and (behind := _past_aside(reading, at)) > 0:
        at = behind
        word = stretch.word(at)
    if word not in (",", ":", QUOTE, "that") and (colon := _colon_ahead(reading, at)) > 0:
        at, word = colon, ":"
    marked = False
    if word in (",", ":", "—", "–", "--"):
        ahead = stretch.next_quote(at)
        if ahead == at + 1 or word == ":":
            marked = True
            at += 1
            word = stretch.word(at)
            if at >= len(stretch):
                reading.waiting = reading.empty(cue, subject)
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
    if word == QUOTE and stretch.claimable(at, None if infinitive else subject):
        return _quotation_after(reading, cue, subject, at, marked)
    end = clauses.end_of_clause(stretch, at, reading.tail, reading.cue_at)
    if limit:
        end = min(end, limit)
    if (
        subject is not None
        and subject[0] == 1
        and stretch.word(0) in ("while", "although", "though", "if", "because", "since")
    ):
        end = min(end, _end_of_subordinate(reading, at))
    if end <= at:
        return None
    if word == "that" and _that_opens(reading, at, end):
        if cue.takes & (cues.SAY | cues.TELL | cues.ASK | cues.COMMIT | cues.THINK | cues.SHOW):
            nxt = stretch.word(at + 1)
            if nxt == QUOTE and end == at + 2:
                return reading.content(cue, subject, at, end, "that-quotation")
            return reading.content(cue, subject, at, end, "that-clause")
        return None
    if infinitive or (word == "that" and stretch.word(at + 1) in (",", ".")):
        return None
    if word in ("whether", "if", "why", "how", "what", "who", "where", "when", "which") and cue.takes & (
        cues.QUESTION | cues.TELL | cues.SAY | cues.THINK
    ):
        if word in ("when", "if", "where") and not cue.takes & cues.QUESTION:
            return None
        if subject is not None and stretch.word(subject[0]) in ("no", "nobody", "none", "neither"):
            return None  # "Neither would say what was in it"
        if stretch.has_finite(at, end) and cue.takes & (cues.QUESTION | cues.SAY | cues.TELL | cues.THINK):
            return reading.content(cue, subject, at, end, "question-clause")
        return None
    if _asks_for_silence(stretch, at):
        return None
    if (
        cue.takes & (cues.ASK | cues.COMMIT)
        and (word == "to" or (word in ("not", "never") and stretch.word(at + 1) == "to"))
        and not stretch.tag(at + 1)
        & (syntax.DETERMINER | syntax.POSSESSIVE | syntax.CAPITAL | syntax.OBJECT | syntax.NUMBER)
    ):
        return reading.content(cue, subject, at, clauses.end_before_next_act(stretch, at, end, cue.form), "to-clause")
    if subject is not None and subject[0] > 0 and stretch.word(subject[0] - 1) in ("what", "how", "than", "whatever"):
        # "the gap between what she says it costs and what it costs": no report of its own; but the words in "what she
        # called an "odd" price" are hers.
        if stretch.word(subject[0] - 1) in ("what", "whatever") and cue.takes & (cues.EVALUATE | cues.REGARD):
            return _words_in_marks(reading, cue, subject, at)
        return None
    if cue.takes & (cues.BARE | cues.TELL) and _clause_starts(reading, at, end, strict=not cue.takes & cues.SAY):
        return reading.content(cue, subject, at, end, "clause-after")
    if stretch.tags[at] & syntax.COORDINATOR:
        return None
    inside = [i for i in stretch.quotes if at <= i < end and stretch.claimable(i, None if infinitive else subject)]
    if word == "to":
        return None
    if inside and cue.takes & cues.REGARD and any(stretch.lower[i] == "as" for i in range(at, inside[0])):
        # Without an object it is passive: "a plan seen as "reckless"" is not what the plan says.
        return _words_in_marks(reading, cue, None if word == "as" and not _active(stretch, cue) else subject, at)
    if inside and cue.takes & (cues.SAY | cues.TELL | cues.EVALUATE | cues.NOMINAL):
        return reading.content(cue, subject, at, _last_words(reading, inside[-1], end), "words-in-marks")
    if end == at + 1 and stretch.tags[at] & (syntax.SUBJECT | syntax.OBJECT | syntax.DEMONSTRATIVE):
        return None
    handed = cue.lemma in _HANDED and any(stretch.lower[i] == "to" for i in range(at, end))
    if cue.lemma in _GIVING_NAMES and _is_name_only(stretch, at, end):
        return None
    if cue.lemma == "dismiss" and any(stretch.lower[i] in _DISMISSED for i in range(at, min(end, at + 5))):
        return None
    if cue.takes & cues.NOMINAL and not handed and not any(i in stretch.quotes for i in range(at, end)):
        return reading.content(cue, subject, at, end, "noun-phrase")
    return None


_HANDED = frozenset("report mention reveal".split())
"""What one reports or reveals to somebody is handed over rather than said: "reported the theft to the police"."""
_GIVING_NAMES = frozenset("call dub label brand term nickname christen".split())


def _is_name_only(stretch: Stretch, at: int, end: int) -> bool:
    """Whether nothing but a name follows: "used malware called Lurker"."""
    return all(stretch.tags[i] & (syntax.CAPITAL | syntax.NUMBER | syntax.PUNCTUATION) for i in range(at, min(end, at + 4)))


_DISMISSED = frozenset(
    """case cases lawsuit lawsuits suit charge charges appeal appeals complaint petition motion indictment head chief
    minister director manager commissioner officer officers official officials employee employees worker workers staff coach
    secretary cabinet government parliament aide aides adviser advisers juror jurors general commander""".split()
)
"""Who and what is dismissed by an act rather than by words."""
_OBJECT_REACH = 14


def _words_in_marks(reading: Reading, cue: Cue, subject: tuple[int, int] | None, at: int) -> Draft | None:
    """The object from item `at` as far as the first words in marks, with those that stand beside them."""
    stretch = reading.stretch
    last = -1
    for i in range(at, min(len(stretch), at + _OBJECT_REACH)):
        if stretch.claimable(i, subject):
            last = i
        elif last >= 0 or stretch.lower[i] in (";", ":") or stretch.finite(i, at):
            break
    return reading.content(cue, subject, at, last + 1, "words-in-marks") if last >= 0 else None


def _active(stretch: Stretch, cue: Cue) -> bool:
    """Whether a particle stands behind the verb, so that it has an object before it: "waved off as"."""
    return stretch.word(cue.last) in ("off", "down", "up", "aside", "away", "out")


def passive(reading: Reading, cue: Cue) -> Draft | None:
    """Words in marks that something was called: "was labelled "unsafe" by Tarn". The agent speaks, or it is not
    said who."""
    stretch = reading.stretch
    if not cue.takes & (cues.EVALUATE | cues.REGARD):
        return None
    at = cue.last
    while at < len(stretch) and at - cue.last < 4 and at not in stretch.quotes:
        if stretch.lower[at] in SOFT or stretch.tags[at] & syntax.AUXILIARY:
            return None
        at += 1
    if not stretch.claimable(at, None) or (cue.takes & cues.REGARD and stretch.word(at - 1) == "by"):
        return None
    agent = subjects.right(stretch, at + 2) if stretch.word(at + 1) == "by" else None
    return reading.draft("direct", [reading.inner(at)], [at], cue, agent, "passive")


def _last_words(reading: Reading, last: int, end: int) -> int:
    """Where an object with words in marks ends: at the last marks, when only an adjunct follows."""
    stretch = reading.stretch
    following = stretch.word(last + 1)
    if last + 1 >= end:
        return end
    adjunct = following in (
        "during",
        "after",
        "before",
        "when",
        "while",
        "as",
        "on",
        "at",
        "because",
        "but",
        ",",
        "and",
        "since",
    )
    return last + 1 if adjunct or reading.dated(last + 1) or stretch.quotes[last].ending == "," else end


def _end_of_subordinate(reading: Reading, first: int) -> int:
    """Where the main clause takes over: "While Renn said it held, others disagreed"."""
    stretch = reading.stretch
    for i in range(first + 1, len(stretch)):
        if stretch.lower[i] == "," and stretch.has_finite(first, i) and stretch.has_finite(i + 1, len(stretch)):
            return i
    return len(stretch)


def _past_aside(reading: Reading, comma: int) -> int:
    """Past an aside between commas to the "that" behind it: "admitted, after some time, that"; 0 if there is none."""
    stretch = reading.stretch
    for i in range(comma + 1, min(len(stretch), comma + 15)):
        if stretch.lower[i] == ",":
            return i + 1 if stretch.word(i + 1) == "that" else 0
        if i in stretch.quotes or stretch.tags[i] & syntax.AUXILIARY:
            return 0
    return 0


def _colon_ahead(reading: Reading, at: int) -> int:
    """A colon that opens the quotation, behind an adjunct: "wrote in a letter seen by the paper: ..."; 0 if none."""
    stretch = reading.stretch
    for i in range(at, min(len(stretch), at + 16)):
        if stretch.lower[i] == ":":
            return i if i + 1 == len(stretch) or i + 1 in stretch.quotes else 0
        if i in stretch.quotes or stretch.lower[i] in (";", ".") or stretch.tags[i] & syntax.AUXILIARY:
            return 0
    return 0


_KEPT = frozenset(["named", "identified", "quoted", "pictured"])


def _asks_for_silence(stretch: Stretch, at: int) -> bool:
    """ "who asked not to be named", "who requested anonymity": the condition on which something is said, nothing that is."""
    if stretch.word(at) in ("anonymity", "confidentiality", "anonymously"):
        return True
    to = at + 1 if stretch.word(at) == "not" else at
    return stretch.word(to) == "to" and stretch.word(to + 1) == "be" and stretch.word(to + 2) in _KEPT


def _that_opens(reading: Reading, at: int, end: int) -> bool:
    """Whether "that" opens a clause, rather than pointing ("that mistake", "having said that, ...")."""
    stretch = reading.stretch
    return stretch.word(at + 1) not in (",", ".", "way") and (
        # "that the", "that he", "that his": it points at nothing.
        bool(stretch.tag(at + 1) & (syntax.DETERMINER | syntax.POSSESSIVE | syntax.SUBJECT) and end - at > 3)
        or stretch.has_finite(at + 1, end)
        or any(at < i < end for i in stretch.quotes)
    )


def _clause_starts(reading: Reading, first: int, end: int, *, strict: bool) -> bool:
    """Whether [first, end) is a clause with its own subject. `strict` for verbs that also take plain objects: then no
    comma and no relative word stands between the clause's beginning and its verb."""
    stretch = reading.stretch
    tag = stretch.tags[first]
    if (tag & (syntax.GERUND | syntax.AUXILIARY) and not tag & syntax.CAPITAL) or stretch.lower[first] in _NO_CLAUSE:
        return False
    if tag & (syntax.PREPOSITION | syntax.SUBORDINATOR) and not tag & (syntax.ADVERB | syntax.DETERMINER):
        comma = next((i for i in range(first, min(end, first + 20)) if stretch.lower[i] == ","), -1)
        return comma > 0 and stretch.has_finite(comma + 1, end)
    if tag & syntax.PUNCTUATION and stretch.lower[first] not in ("$", "£", "€", "¥", "(", "'", "@", "#"):
        return False
    relative = False
    for i in range(first, min(end, first + 30)):
        word = stretch.lower[i]
        if word in ("which", "who", "that", "whose", "where", "when") and i > first:
            if strict:
                return False
            relative = True
        elif strict and word in (",", "—", "–", "--", ";"):
            return False
        elif stretch.finite(i, first, end) or _opens_with_verb(stretch, i, first):
            if not relative:
                return True
            relative = False
    return False


def _opens_with_verb(stretch: Stretch, i: int, first: int) -> bool:
    """Whether the marks take the predicate only: the survey found that most firms "kept no records"."""
    quoted = stretch.quotes.get(i)
    return (
        quoted is not None
        and i > first
        and not quoted.upper
        and bool(quoted.opening & (syntax.PAST | syntax.THIRD | syntax.AUXILIARY))
        and not stretch.tags[i - 1] & (syntax.DETERMINER | syntax.POSSESSIVE | syntax.PREPOSITION | syntax.PUNCTUATION)
    )


def _quotation_after(reading: Reading, cue: Cue, subject: tuple[int, int] | None, at: int, marked: bool) -> Draft | None:
    stretch = reading.stretch
    quoted = stretch.quotes[at]
    following = stretch.word(at + 1)
    closes = at + 1 >= len(stretch) or following in ENDINGS or following in (",", ";", ")") or following in SOFT
    shows = cue.takes & (cues.THINK | cues.SHOW) and not cue.takes & cues.SAY and cue.lemma != "read"
    if shows and not marked and not quoted.clausal:
        return None
    ended = quoted.clausal and (
        quoted.ending in ".?!" or (bool(stretch.tag(at + 1) & (syntax.COORDINATOR | syntax.SUBORDINATOR)) and quoted.upper)
    )
    direct = (
        (closes and (marked or quoted.clausal or cue.takes & (cues.SAY | cues.TELL))) or (marked and quoted.clausal) or ended
    )
    if direct:
        spans, taken = [reading.inner(at)], [at]
        i = at + 1
        while i < len(stretch) and (i in stretch.quotes or stretch.lower[i] in SOFT or stretch.lower[i] in ("and", ".")):
            if i in stretch.quotes and not stretch.quotes[i].taken:
                spans.append(reading.inner(i))
                taken.append(i)
            i += 1
        kind = "direct" if quoted.clausal or marked else "mixed"
        return reading.draft(kind, spans, taken, cue, subject, "before-quotation")
    end = clauses.end_of_clause(stretch, at, reading.tail, reading.cue_at)
    return reading.content(cue, subject, at, max(end, at + 1), "words-in-marks")


def impersonal(reading: Reading, cue: Cue, end: int) -> Draft | None:
    """ "It is believed that ...": somebody, not said who."""
    stretch = reading.stretch
    if stretch.word(end - 1) != "it" or not cue.takes & (cues.SAY | cues.THINK):
        return None
    at = clauses.after_adjuncts(stretch, cue.last, reading.dated, addressee=False)
    if stretch.word(at) != "that":
        return None
    clause_end = clauses.end_of_clause(stretch, at, reading.tail, reading.cue_at)
    draft = reading.content(cue, None, at, clause_end, "impersonal")
    if draft is not None:
        draft.passive = True
    return draft
