"""A run of capitalised words taken apart: titles and roles, adjectives of nationality, the names proper."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.domain.findings import EntityType
from casefile.extract.document import Document
from casefile.extract.evidence import key_of
from casefile.extract.names import detections, headings, refused
from casefile.extract.names.candidates import Candidate
from casefile.extract.names.chunks import Chunk
from casefile.extract.names.gazetteer import Known, beginning, plain
from casefile.extract.names.rules import Rules
from casefile.extract.names.shapes import CAPS, LETTER, LOWER, MIXED, NAME, PUNCT, TITLE

_LONGEST_TITLE = 6
_LONGEST_NAME = refused.LONGEST_NAME
_HEADLINE = 5
"""Words of a run from which it may be a headline rather than a name."""
# Offices that are family names too: kept after a given name.
_ALSO_NAMES = frozenset(
    "king prince bishop judge pope major earl duke count dean chancellor marshal page baker mason cook".split()
)


class Parts:
    """Takes the chunks of one document apart."""

    def __init__(
        self, document: Document, rules: Rules, shapes: list[int], chunks: list[Chunk], *, of_malware: bool
    ) -> None:
        self.document = document
        self.rules = rules
        self.shapes = shapes
        self.chunks = chunks
        self.of_malware = of_malware
        self.lowers = frozenset(word for word, form in zip(document.words, shapes, strict=True) if form == LOWER)
        self.inside: dict[str, int] = {}
        for chunk in chunks:
            for token in range(chunk.first + (1 if chunk.opening else 0), chunk.last):
                if not chunk.headline:
                    word = document.words[token]
                    self.inside[word] = self.inside.get(word, 0) + 1

    def candidates(self) -> list[Candidate]:
        """All names of all chunks, by position."""
        found: list[Candidate] = []
        headlines = []
        for chunk in self.chunks:
            if chunk.headline or self._is_headline(chunk):
                headlines.append(chunk)
            else:
                self._take_apart(chunk, chunk.first, chunk.last, found)
        keys = {candidate.key for candidate in found}
        for chunk in headlines:
            if not self._pick(chunk, keys, found):
                self._take_apart(chunk, chunk.first, chunk.last, found)
        headings.strip(self.document, self.rules, found, self._is_plain)
        found += self._detections()
        found.sort(key=lambda candidate: candidate.start)
        return found

    def _is_headline(self, chunk: Chunk) -> bool:
        """Whether it is a headline with a sentence on the same line: many words, some ordinary, no head of a name."""
        tokens = range(chunk.first, chunk.last)
        if (
            len(tokens) < _HEADLINE
            or self._headed(chunk.last)
            or any(self.shapes[token] in (LOWER, PUNCT) for token in tokens)
        ):
            return False
        ordinary = sum(1 for token in tokens if self._is_ordinary(token) and not self._may_stand_before(token))
        return ordinary > 1 and not self._known_from(chunk.first, chunk.last, at_least=_HEADLINE)

    def _may_stand_before(self, token: int) -> bool:
        """A part of an office or of a body's name: "U.S. District Judge Ada Orrin" is no headline."""
        word, rules = self.document.lower[token], self.rules
        return word in rules.offices or word in rules.modifiers or word in rules.portfolios or word in rules.place_heads

    def _is_ordinary(self, token: int) -> bool:
        word = self.document.lower[token]
        return word in self.rules.common or word in self.lowers

    def _is_plain(self, token: int) -> bool:
        """An ordinary word: a participle, or, where headings abound, any that is written small elsewhere."""
        word = self.document.lower[token]
        if word in self.rules.firsts or word in self.rules.lasts:
            return False
        if len(word) > 5 and word.endswith(("ing", "ed")):
            return True
        return self.of_malware and (self._is_ordinary(token) or self.shapes[token] in (LETTER, PUNCT))

    def _detections(self) -> Iterator[Candidate]:
        document = self.document
        for start, end in detections.find(document):
            first, last = document.token_at(start), document.token_at(end)
            sentence = document.sentence_at(start)
            yield Candidate(first, last, start, end, document.text[start:end], False, sentence, detection=True)

    def _pick(self, chunk: Chunk, keys: set[str], found: list[Candidate]) -> bool:
        """Where every word has a capital, the names are those that the rest of the article or the gazetteers know."""
        before = len(found)
        position = chunk.first
        while position < chunk.last:
            for last in range(min(chunk.last, position + _LONGEST_NAME), position, -1):
                text = self._text(position, last)
                if key_of(text) in keys or self.rules.known.find(plain(text)) is not None:
                    self._add(chunk, position, last, found)
                    position = last
                    break
            else:
                position += 1
        return len(found) > before

    def _take_apart(self, chunk: Chunk, first: int, last: int, found: list[Candidate]) -> None:
        lower, rules = self.document.lower, self.rules
        opening = chunk.opening
        while (
            first < last
            and refused.is_opener(self.document, self.rules, self.shapes, first)
            and not self._is_known_whole(first, last)
            and not self._is_korean(first, last)
        ):
            first += 1
        if opening and not chunk.headline:
            first = self._strip_opening(first, last)
        for position in range(first + 1, last - 1):
            if self._joins_two(first, position, last):
                self._add(chunk, first, position, found)
                first = position
                break
        role, role_start, gender, titled = None, -1, "", False
        position = first
        while position < last:
            after = self._title(position, last)
            if after == position:
                position += 1
                continue
            if self._is_whole(first, position, after, last):
                position = after
                continue
            begin = position
            while (
                begin > first
                and lower[begin - 1] in (rules.modifiers | rules.portfolios)
                and not self._known_from(begin - 1, position)
            ):
                begin -= 1
            if begin > first and not titled:
                self._add(chunk, first, begin, found)
            kind = rules.honorifics.get(lower[position], "")
            if after < last and self.document.words[after] == ".":
                after += 1
            if not kind:
                role_start = begin if role_start < 0 else role_start
                role = self._text(role_start, after)
            gender = {"m": "m", "f": "f"}.get(kind, gender)
            titled = True
            first = position = after
        if first < last:
            self._add(chunk, first, last, found, role, gender, titled)

    def _joins_two(self, first: int, position: int, last: int) -> bool:
        """A body and a person with nothing between: "head of the Harbour Council Erik Varga"."""
        lower, rules = self.document.lower, self.rules
        return (
            (lower[position] in rules.firsts or self._person_follows(first, position, last))
            and lower[position - 1] in rules.org_heads
            and last - position in (2, 3)
            and not self._headed(last)
            and not self._known_from(first, last, at_least=position - first + 1)
        )

    def _person_follows(self, first: int, position: int, last: int) -> bool:
        """Whether two plain words end what stands behind an office and "of": "chair of the Harbour Council Orvar Solan"."""
        lower, shapes = self.document.lower, self.shapes
        if last - position != 2 or shapes[position] != TITLE or shapes[position + 1] != TITLE:
            return False
        if lower[position] in self.rules.legal or lower[position + 1] in self.rules.legal:
            return False
        token = first - 1
        if token >= 0 and lower[token] == "the":
            token -= 1
        return token >= 1 and lower[token] == "of" and lower[token - 1] in self.rules.offices

    def _is_whole(self, first: int, position: int, after: int, last: int) -> bool:
        """The title word belongs to the name: General Motors, King County, Stephen King."""
        lower, rules = self.document.lower, self.rules
        if self._known_from(first, last, at_least=after - first) or lower[first] in rules.ship_fronts:
            return True
        end = last - 1
        while end > first and self.shapes[end] == PUNCT:
            end -= 1
        if after >= last:
            return position - first == 1 and lower[first] in rules.firsts and lower[position] in _ALSO_NAMES
        if lower[position] in rules.honorifics:
            return False
        final = lower[end]
        return (
            (final in rules.org_heads and final not in ("young",))
            or final in rules.legal
            or final in rules.place_heads
            or final in rules.others
        ) and (final not in rules.lasts)

    def _strip_opening(self, first: int, last: int) -> int:
        """A common word that is capitalised only because it begins the sentence is no part of the name after it."""
        if last - first < 2:
            return first
        word = self.document.lower[first]
        if self.inside.get(self.document.words[first]) or self.shapes[first] != TITLE:
            return first
        if word not in self.rules.common and word not in self.lowers and not (len(word) > 5 and word.endswith("ing")):
            return first
        if (
            word in self.rules.firsts
            or word in self.rules.lasts
            or word in self.rules.modifiers
            or word in self.rules.portfolios
        ):
            return first
        if self._known_from(first, last) or self._title(first, last) > first:
            return first
        if word in self.rules.programme_fronts or word in self.rules.org_fronts or word in self.rules.storm_fronts:
            return first
        end = last - 1
        while end > first and self.shapes[end] == PUNCT:
            end -= 1
        final = self.document.lower[end]
        headed = final in self.rules.org_heads or final in self.rules.legal or final in self.rules.place_heads
        connected = any(self.shapes[index] == LOWER for index in range(first, last))
        if word in self.rules.said_before and final in self.rules.legal and last - first > 2:
            return first + 1  # "Publisher Corvin Books Ltd."
        if (headed or connected) and last - first > 2:
            return first
        if headed and not self.rules.known.find(self._text(first + 1, last)):
            return first
        return first + 1 if self.shapes[first + 1] in NAME else first

    def _title(self, position: int, last: int) -> int:
        """Token after the title that begins here, or the same token."""
        lower, rules = self.document.lower, self.rules
        for length in range(min(_LONGEST_TITLE, last - position), 1, -1):
            if tuple(lower[position : position + length]) in rules.multi:
                return position + length
        word = lower[position]
        if self.shapes[position] not in (TITLE, CAPS):
            return position
        if word in rules.offices or word in rules.ranks or word in rules.honorifics:
            return position + 1
        # "Senators Ada Orlo and Ivo Renn"
        several = word.endswith("s") and word[:-1] in rules.offices and word not in rules.lasts
        return position + 1 if several and position + 2 < last and lower[position + 1] in rules.firsts else position

    def _known_from(self, first: int, last: int, at_least: int = 2) -> bool:
        """A known name of at least that many tokens begins here."""
        if beginning(self.document.lower[first]) not in self.rules.known.begins:
            return False
        for end in range(min(last, first + self.rules.known.longest), first + at_least - 1, -1):
            if self.rules.known.find(plain(self._text(first, end))) is not None:
                return True
        return False

    def _is_given(self, first: int, last: int) -> bool:
        """Christian Orlo, April Renn: a given name that is another word too, and a family name."""
        lower, rules = self.document.lower, self.rules
        family = lower[first + 1]
        return (
            lower[first] in rules.firsts
            and last - first == 2
            and self.shapes[first + 1] == TITLE
            and family not in rules.common
            and family not in rules.demonyms
            and family not in rules.never
            and family.removesuffix("s") not in rules.offices
        )

    def _is_known_whole(self, first: int, last: int) -> bool:
        """A known name of two tokens or more begins here and no other capital follows it: "The Australian reported", not
        "The Australian Safety Board"."""
        if beginning(self.document.lower[first]) not in self.rules.known.begins:
            return False
        for end in range(min(last, first + self.rules.known.longest), first + 1, -1):
            if self.rules.known.find(plain(self._text(first, end))) is not None:
                return end == last or self.shapes[end] not in (TITLE, CAPS, MIXED)
        return False

    def _text(self, first: int, last: int) -> str:
        return self.document.text[self.document.starts[first] : self.document.ends[last - 1]]

    def _add(
        self,
        chunk: Chunk,
        first: int,
        last: int,
        found: list[Candidate],
        role: str | None = None,
        gender: str = "",
        titled: bool = False,
    ) -> None:
        lower, rules = self.document.lower, self.rules
        first, last, known = self._trim(first, last)
        if first >= last:
            return
        if last - first == 1 and known is None and refused.hopeless(self.document, rules, self.shapes, first, titled=titled):
            return
        if known is None and refused.is_generic(self.document, rules, self.shapes, first, last, headed=self._headed(last)):
            return
        following = lower[last] if last < len(lower) else ""
        if following in ("$", "£", "€") and self.document.starts[last] == self.document.ends[last - 1]:
            return  # US$ 5
        if (
            not titled
            and following in rules.offices
            and all(lower[index] in rules.portfolios for index in range(first, last))
        ):
            return  # "Science minister": the portfolio of a role
        opening = chunk.opening and (first == chunk.first or chunk.headline)
        start, end = self.document.starts[first], self.document.ends[last - 1]
        if (
            first > 0
            and self.document.words[first - 1] == "The"
            and not (chunk.opening and first - 1 == chunk.first)
            and rules.known.exact.get(f"The {plain(self._text(first, last))}") is not None
        ):
            start = self.document.starts[first - 1]
        found.append(
            Candidate(
                first,
                last,
                start,
                end,
                self.document.text[start:end],
                opening,
                chunk.sentence,
                role,
                gender,
                titled,
                known=known,
                headline=chunk.headline,
            )
        )

    def _trim(self, first: int, last: int) -> tuple[int, int, Known | None]:
        """Without adjectives of nationality and party at either end, and common abbreviations at the end."""
        lower, shapes, rules = self.document.lower, self.shapes, self.rules
        known = rules.known.find(plain(self._text(first, last)))
        while known is None and last - first > 1:
            if (
                (lower[first] in rules.demonyms or lower[first] in rules.never)
                and not self._headed(last)
                and not self._is_given(first, last)
            ):
                first += 2 if shapes[first + 1] == PUNCT and last - first > 2 else 1
            elif shapes[last - 1] != LOWER and (lower[last - 1] in rules.demonyms or lower[last - 1] in rules.never):
                last -= 1
            elif (
                lower[last - 1] in rules.generic
                and lower[last - 1] not in rules.versions
                and self.document.words[last - 2] != "-"
            ):
                last -= 1  # "Lumora API"
            elif shapes[last - 1] == PUNCT and self.document.words[last - 1] != ".":
                last -= 1
            elif last - first > 2 and shapes[last - 1] == CAPS and lower[last - 1] in rules.postnominals:
                last -= 1  # "Peter Gresham KBE"
            else:
                break
            known = rules.known.find(plain(self._text(first, last)))
        if known is None and last - first == 1 and last < len(lower) and self.document.words[last] == ".":
            known = rules.known.exact.get(self.document.words[first] + ".")  # "Va.", "Calif."
        if known is None and last - first > 1 and lower[first] in rules.compass:
            inner = rules.known.find(plain(self._text(first + 1, last)))
            if inner is not None and inner.type is EntityType.PLACE:
                known = Known(EntityType.PLACE, "region", self._text(first, last))
        return first, last, known

    def _is_korean(self, first: int, last: int) -> bool:
        """Oh Se-na: a family name, and a given name of two halves."""
        return (
            last - first >= 4
            and self.document.lower[first] in self.rules.korean
            and self.document.words[first + 2] == "-"
            and self.shapes[first + 3] in (LOWER, TITLE)
        )

    def _headed(self, last: int) -> bool:
        return self.headed(self.document.lower[last - 1])

    def headed(self, final: str) -> bool:
        """Whether a name that ends so is one by that alone."""
        rules = self.rules
        return final in rules.org_heads or final in rules.legal or final in rules.place_heads or final in rules.others
