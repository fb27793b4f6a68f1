"""Whose words they are: from the words at the cue to a person, an office, an organisation or an anonymous source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import replace
from operator import attrgetter

from casefile.domain.findings import EntityType, Mention
from casefile.extract import lexicon, syntax
from casefile.extract.document import Document, Frame
from casefile.extract.quotes.affiliations import Affiliations
from casefile.extract.quotes.speaking import UNKNOWN, Speaker, author, before_title, described, genders, is_subject, named

_CUTS = frozenset(
    """of for at from in with on by to who which that whose close near related familiar briefed involved speaking citing
    said , ( — – --""".split()
)
_SINGULAR = frozenset(["he", "she"])
_FIRST = frozenset("i we".split())
_NEAR_BEGIN = 60
"""A name within so many code points of a sentence's beginning is its topic."""
_BACK = 4000
"""A pronoun does not reach further back than so many code points."""


_OF_THEIR_OWN = frozenset(
    """court tribunal police army navy parliament congress senate prosecution government city state country nation kingdom
    republic province university school college hospital church""".split()
)
"""Bodies that no other body is called by: "the court" is no company that was spoken of last."""


class Resolver:
    """Resolves the speakers of one article; ask in order of the text."""

    def __init__(
        self,
        document: Document,
        tags: list[int],
        mentions: tuple[Mention, ...],
        quoted: list[tuple[int, int]],
        frames: tuple[Frame, ...] = (),
    ) -> None:
        self._document = document
        self._tags = tags
        self._mentions = [mention for mention in mentions if not mention.frame]
        self._starts = [mention.start for mention in self._mentions]
        # Names in a caption or headline are nobody's antecedents, but whom its own words name.
        self._named = mentions
        self._named_starts = [mention.start for mention in mentions]
        self._quoted = quoted
        self._quoted_starts = [start for start, _ in quoted]
        self._gender = genders(document, self._mentions)
        self._described = described(document, tags, self._mentions)
        self._author = author(document, mentions, [(frame.start, frame.end) for frame in frames if frame.kind == "byline"])
        self._counts = Counter(mention.entity for mention in self._mentions)
        self._spoken: list[tuple[int, Speaker]] = []
        self._affiliations = Affiliations(document, tags, self._mentions, self._by_head, self._pronoun)

    def _in_quotation(self, position: int) -> bool:
        at = bisect_right(self._quoted_starts, position) - 1
        return at >= 0 and position < self._quoted[at][1]

    # -- resolving

    def resolve(self, start: int, end: int) -> Speaker:
        """The speaker that these words name."""
        document = self._document
        first, last = document.token_at(start), document.token_at(end)
        lower = document.lower[first:last]
        if not lower:
            return UNKNOWN
        if len(lower) == 1 and (found := self._pronoun(lower[0], start)) is not None:
            speaker = found
        else:
            speaker = self._phrase(first, last, start, end)
            if speaker.type in ("anonymous", "office"):
                body = self._affiliations.of(first, last, start, end, speaker.entity)
                if body is not None:
                    if body.entity is None and self._affiliations.of_some_body(first, last):
                        speaker = replace(speaker, type="anonymous")
                    speaker = replace(speaker, affiliation=body.name, affiliation_entity=body.entity)
        if lower[0] not in ("who", "which", "whom"):
            # Who speaks in a relative clause is not what the text is about.
            self._spoken.append((start, speaker))
        return speaker

    def _pronoun(self, word: str, position: int) -> Speaker | None:
        if word in _SINGULAR:
            return self._person(word, position)
        if word in ("they", "it"):
            return self._body(word, position)
        if word in _FIRST:
            return self._author if self._author and word == "i" and not self._in_quotation(position) else UNKNOWN
        if word in ("who", "which", "whom"):
            return self._antecedent(position)
        if word in ("that", "this", "what", "there", "these", "those"):
            return UNKNOWN
        return None

    def _person(self, word: str, position: int) -> Speaker:
        wanted = "female" if word == "she" else "male"
        for at, speaker in reversed(self._spoken[-6:]):
            if position - at > 1500:
                break
            if speaker.entity and speaker.type == "named" and self._gender.get(speaker.entity, wanted) == wanted:
                later = self._subject_since(at, position, wanted)
                return later or speaker
            if speaker.type in ("anonymous", "office") and speaker.person and not speaker.plural and position - at < 700:
                return self._subject_since(at, position, wanted) or speaker
        return self._salient(position, wanted)

    def _salient(self, position: int, wanted: str) -> Speaker:
        """The person a pronoun most likely means: near, named at the beginning of a sentence, often spoken of."""
        document = self._document
        here = document.sentence_at(position)
        scores: dict[str, float] = {}
        latest: dict[str, Mention] = {}
        i = bisect_left(self._starts, position) - 1
        while i >= 0 and position - self._mentions[i].start < _BACK:
            mention = self._mentions[i]
            i -= 1
            if mention.type is not EntityType.PERSON or self._in_quotation(mention.start):
                continue
            if self._gender.get(mention.entity, wanted) != wanted:
                continue
            sentence = document.sentence_at(mention.start)
            if here - sentence > 5:
                break
            begin = document.sentences[sentence][0]
            topic = mention.start - begin < 40 or is_subject(document, self._tags, mention)
            score = 3.0 / (1 + here - sentence) + (1.5 if topic else 0.0)
            latest.setdefault(mention.entity, mention)
            scores[mention.entity] = max(scores.get(mention.entity, 0.0), score)
        if not scores:
            return self._recent(position, EntityType.PERSON, wanted)
        best = max(
            scores, key=lambda entity: (scores[entity] + min(self._counts.get(entity, 0), 12) / 6, -latest[entity].start)
        )
        return named(latest[best])

    def _subject_since(self, at: int, position: int, wanted: str) -> Speaker | None:
        """A new topic after `at`: the person who is the subject of a sentence, or is named at its beginning."""
        document = self._document
        sentence = document.sentence_at(position)
        for index in range(sentence - 1, max(-1, sentence - 3), -1):
            begin, end = document.sentences[index]
            if begin <= at:
                return None
            here = self._mentions[bisect_left(self._starts, begin) : bisect_left(self._starts, end)]
            if not here:
                continue
            fitting = [
                mention
                for mention in here
                if mention.type is EntityType.PERSON
                and self._gender.get(mention.entity, wanted) == wanted
                and not self._in_quotation(mention.start)
            ]
            subject = next((mention for mention in fitting if is_subject(document, self._tags, mention)), None)
            if subject is None and fitting and fitting[0] is here[0] and here[0].start - begin < _NEAR_BEGIN:
                subject = fitting[0]
            if subject is not None:
                return named(subject)
        return None

    def _recent(self, position: int, kind: EntityType, wanted: str | None = None) -> Speaker:
        """The nearest earlier name of a type: first of the sentence before, then any."""
        i = bisect_left(self._starts, position) - 1
        document = self._document
        best: Mention | None = None
        sentence = -1
        while i >= 0 and position - self._mentions[i].start < _BACK:
            mention = self._mentions[i]
            i -= 1
            if mention.type is not kind or self._in_quotation(mention.start):
                continue
            if wanted and self._gender.get(mention.entity, wanted) != wanted:
                continue
            here = document.sentence_at(mention.start)
            if best is not None and here != sentence:
                break
            best, sentence = mention, here
        if best is None:
            return UNKNOWN
        return Speaker(best.name, "named" if kind is EntityType.PERSON else "organisation", best.entity)

    def _body(self, word: str, position: int) -> Speaker:
        for at, speaker in reversed(self._spoken[-4:]):
            if position - at > 1200:
                break
            if speaker.name and (speaker.type == "organisation" or (word == "they" and speaker.plural)):
                return speaker
        if (
            word == "they"
            and self._spoken
            and position - self._spoken[-1][0] < 600
            and self._spoken[-1][1].type in ("named", "anonymous", "office")
        ):
            return self._spoken[-1][1]
        return self._recent(position, EntityType.ORGANISATION)

    def _antecedent(self, position: int) -> Speaker:
        i = bisect_left(self._starts, position) - 1
        if (
            i >= 0
            and position - self._mentions[i].end < 60
            and self._mentions[i].type in (EntityType.PERSON, EntityType.ORGANISATION)
        ):
            return named(self._mentions[i])
        return UNKNOWN

    def _phrase(self, first: int, last: int, start: int, end: int) -> Speaker:
        document = self._document
        inside = list(self._named[bisect_left(self._named_starts, start) : bisect_left(self._named_starts, end)])
        cut = next(
            (
                i
                for i in range(first + 1, last)
                if self._cuts(i, first, last) and not self._covered(inside, document.starts[i])
            ),
            last,
        )
        cut_at = document.ends[cut - 1]
        head = document.lower[cut - 1].strip(".")
        persons = [mention for mention in inside if mention.type is EntityType.PERSON]
        for mention in persons:
            if self._is_head(mention, cut_at, start, end):
                return named(mention)
        if (beside := self._apposed(last)) is not None and not persons:
            return named(beside)
        bodies = [mention for mention in inside if mention.type is not EntityType.PERSON]
        if len(bodies) > 1 and bodies[0].type is EntityType.ORGANISATION and "and" in document.lower[first:cut]:
            # "the agency and the ministry said": the first stands for both.
            between = document.lower[document.token_at(bodies[0].end) : document.token_at(bodies[1].start)]
            if between[:1] == ["and"]:
                return named(bodies[0])
        for mention in bodies:
            if mention.end >= cut_at and mention.start < cut_at:
                if mention.type is EntityType.ORGANISATION:
                    return named(mention)
                return Speaker(
                    mention.name, "organisation" if mention.type is EntityType.PLACE else "office", mention.entity
                )
        return self._common(first, cut, last, head, start, end)

    def _apposed(self, last: int) -> Mention | None:
        """The person named between commas behind a noun phrase: "the council's chair, Ana Orlo, said"."""
        document = self._document
        if last + 1 >= len(document.lower) or document.lower[last] != ",":
            return None
        position = document.starts[last + 1]
        i = bisect_left(self._starts, position)
        if i < len(self._mentions) and self._mentions[i].start == position and self._mentions[i].type is EntityType.PERSON:
            following = document.token_at(self._mentions[i].end)
            if following < len(document.lower) and document.lower[following] == ",":
                return self._mentions[i]
        return None

    def _cuts(self, token: int, first: int, last: int) -> bool:
        """Whether what follows the head of a noun phrase begins here: a preposition, a relative clause, a participle."""
        lower, tags = self._document.lower, self._tags
        if token + 1 < last and lower[token + 1] in ("-", "‑"):
            return False
        reduced = tags[token] & syntax.PARTICIPLE and token + 1 < last and lower[token + 1] == "by" and token > first + 1
        return lower[token] in _CUTS or bool(reduced)

    @staticmethod
    def _covered(inside: list[Mention], position: int) -> bool:
        return any(mention.start <= position < mention.end for mention in inside)

    def _is_head(self, mention: Mention, cut_at: int, start: int, end: int) -> bool:
        document = self._document
        following = document.token_at(mention.end)
        before = before_title(document, mention)
        if (
            mention.start > start
            and before >= 0
            and document.lower[before] in ("for", "of", "to", "from", "with", "at", "by", "close")
        ):
            return False
        if mention.end >= end:
            return True
        if following < len(document.lower) and document.lower[following] in ("'s", "’s", "'", "’"):
            return False
        return mention.start < cut_at <= mention.end

    def _common(self, first: int, cut: int, last: int, head: str, start: int, end: int) -> Speaker:
        document = self._document
        text = " ".join(document.text[start:end].split())
        lower = document.lower
        tag = self._tags[first]
        definite = lower[first] in ("the", "this", "that", "these", "those", "its", "their", "his", "her")
        plural = (head.endswith("s") and not head.endswith("ss")) or head in ("people", "police", "media")
        name = text
        for article in ("the ", "The "):
            if name.startswith(article):
                name = name[4:]
        if any(
            phrase in document.text[start : end + 90].casefold()
            for phrase in lexicon.load("en", "speakers")["anonymous"]["conditions"]
        ):
            return Speaker(text, "anonymous", None, plural)
        anonymous = lexicon.words("en", "speakers", "anonymous", "heads")
        office = lexicon.words("en", "speakers", "anonymous", "office")
        body = lexicon.words("en", "speakers", "anonymous", "organisation")
        tail = last
        while tail > first and (
            self._tags[tail - 1] & syntax.CAPITAL or (lower[tail - 1] in ("-", "'", "’", ".") and tail < last)
        ):
            tail -= 1
        if last - tail >= 2 and tail > first and not self._tags[tail - 1] & syntax.FUNCTION and cut == last:
            # "his father Ivo Renn": the name behind a common noun.
            return Speaker(" ".join(document.text[document.starts[tail] : end].split()), "named")
        if head in anonymous or head in lexicon.words("en", "speakers", "anonymous", "occupations"):
            if not plural and cut == last and (found := self._called(head, start, definite=definite)) is not None:
                return found
            return Speaker(text, "anonymous", None, plural)
        if head in office and head not in body:
            if definite and not plural and cut == last:
                found = self._called(head, start, definite=True)
                if found is not None:
                    return found
            return Speaker(text, "office", None, plural, head not in lexicon.words("en", "speakers", "anonymous", "papers"))
        if head in body:
            if definite and cut - first <= 3:
                found = self._by_head(head, start, capital=bool(self._tags[cut - 1] & syntax.CAPITAL))
                if found is not None:
                    return found
            return Speaker(text, "organisation" if definite else "anonymous", None, plural)
        if (
            tag & syntax.CAPITAL
            and not tag & syntax.DETERMINER
            and not definite
            and any(self._tags[i] & syntax.CAPITAL for i in range(first, cut))
        ):
            return Speaker(text, "named")
        if any(self._tags[i] & syntax.CAPITAL for i in range(first + 1, cut)):
            return Speaker(name, "organisation")
        return Speaker(text, "office" if head in office else "anonymous", None, plural)

    def _called(self, head: str, position: int, *, definite: bool) -> Speaker | None:
        """The person whom the text calls by this noun: "the deckhand" after "Ivo Renn, a deckhand"; in a headline also the
        one it comes to, "Deckhand says ..."."""
        found = self._described.get(head, [])
        if definite:
            at = bisect_left(found, position, key=attrgetter("start")) - 1
            return named(found[at]) if at >= 0 and position - found[at].start < 2 * _BACK else None
        begin = self._document.paragraphs[0][1] if self._document.paragraphs else 0
        if found and position < begin and all(mention.entity == found[0].entity for mention in found):
            return named(found[0])
        return None

    def _by_head(self, head: str, position: int, *, capital: bool) -> Speaker | None:
        """The organisation that "the agency" means: one with that word in its name, else the last one spoken of; for "the
        Agency" only the former."""
        i = bisect_left(self._starts, position) - 1
        last: Mention | None = None
        while i >= 0 and position - self._mentions[i].start < 2 * _BACK:
            mention = self._mentions[i]
            i -= 1
            if mention.type is not EntityType.ORGANISATION:
                continue
            if head in mention.name.casefold().replace("-", " ").split():
                return named(mention)
            if last is None and not self._in_quotation(mention.start):
                last = mention
        return named(last) if last and not capital and head not in _OF_THEIR_OWN else None
