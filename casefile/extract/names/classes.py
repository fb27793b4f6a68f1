"""What class of things a name is said to belong to: "malware dubbed X", "X, the plane maker", "banks such as X and Y",
"X and other trojans", "the X app"."""

from __future__ import annotations

from functools import cached_property

from casefile.domain.findings import EntityType
from casefile.extract.document import Document
from casefile.extract.names.candidates import Candidate
from casefile.extract.names.rules import Rules
from casefile.extract.names.shapes import CAPS, DIGITS, LOWER, NAME, PUNCT

PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE
SYSTEM, PROGRAMME, OTHER = EntityType.SYSTEM, EntityType.PROGRAMME, EntityType.OTHER
MALWARE = OTHER
"""Malware is no product anybody runs: annotated collections keep it apart from systems. What it is stands in its role."""
Scores = dict[EntityType, float]
_REACH = 40
"""Tokens from a member of an enumeration to the noun that says what all of them are."""


def add(scores: Scores, kind: EntityType, weight: float) -> None:
    """Adds to one kind."""
    scores[kind] = scores.get(kind, 0.0) + weight


_HEADS_OF_OTHERS = frozenset("index average award prize bill act treaty cup championship festival accord".split())
_FEW = frozenset("two three four five six both".split())
_ENUMERATING = frozenset([",", "and", "or", "&", "the", "-", "'s", "’s", ".", "(", ")"])


def of_malware(document: Document, rules: Rules) -> bool:
    """Whether the article is about malware: an unknown product in it is rather that."""
    count = sum(1 for word in document.lower if word in rules.malware)
    return count >= 3 and count * 250 >= len(document.words)


class Classes:
    """Reads what the words of one document say of the names beside them."""

    def __init__(self, document: Document, rules: Rules, shapes: list[int], *, of_malware: bool) -> None:
        self.document = document
        self.rules = rules
        self.shapes = shapes
        self.of_malware = of_malware

    @cached_property
    def labels(self) -> frozenset[int]:
        """First tokens of the labels of a transcript: words in capitals with a colon that begin two paragraphs at least."""
        document, found = self.document, []
        for start, _ in document.paragraphs:
            token = first = document.token_at(start)
            while token < len(document.words) and self.shapes[token] == PUNCT and token - first < 2:
                token += 1
            first = token
            while token < len(document.words) and self.shapes[token] == CAPS and token - first < 3:
                token += 1
            if token > first and token < len(document.words) and document.words[token] == ":":
                found.append(first)
        return frozenset(found if len(found) > 1 else ())

    def member(self, candidate: Candidate, scores: Scores) -> None:
        """An enumeration whose noun says what its members are (Hearst 1992): before it, "banks such as X, Y and Z", or
        behind it, "X, Y and other banks"."""
        if (noun := self._noun_before(candidate.first)) >= 0 or (noun := self._noun_behind(candidate.last)) >= 0:
            kind = self._class(self.document.lower[noun])
            if kind is not None:
                add(scores, kind, 2.5)

    def is_flaw(self, candidate: Candidate) -> bool:
        """Whether it is the identifier of a flaw: CVE-2031-0001."""
        lower, first = self.document.lower, candidate.first
        return (
            lower[first] in self.rules.flaw_lists
            and candidate.last - first > 2
            and self.shapes[candidate.last - 1] == DIGITS
        )

    def is_group_number(self, candidate: Candidate) -> bool:
        """Whether it numbers a group of attackers: APT41, UNC2452, DEV-0832."""
        letters = candidate.surface.rstrip("0123456789")
        digits = len(candidate.surface) - len(letters)
        return 0 < digits < 6 and letters.rstrip("- ").casefold() in self.rules.group_designations

    def malware_noun(self, candidate: Candidate) -> str | None:
        """What kind of malware a name is said to be, by the word beside it: "the backdoor X", "X ransomware". None where no
        word says so."""
        lower, rules = self.document.lower, self.rules
        for token in (candidate.first - 1, candidate.last - 1, candidate.last, candidate.last + 1):
            if 0 <= token < len(lower) and lower[token] in rules.malware:
                return lower[token]
        if candidate.known is not None and candidate.known.category in rules.known.malware:
            return candidate.known.category
        if self.is_flaw(candidate):
            return "vulnerability"
        return "malware" if candidate.detection else None

    def _noun_before(self, token: int) -> int:
        """The noun before "such as", "like", "including" and the members up to here; -1 if there is none."""
        lower, shapes, words = self.document.lower, self.shapes, self.document.words
        for index in range(token - 1, max(0, token - _REACH), -1):
            word = lower[index]
            if word in ("like", "including") or (word == "as" and lower[index - 1] == "such"):
                noun = index - (2 if word == "as" else 1)
                while noun > 0 and words[noun] == ",":
                    noun -= 1
                return noun if noun >= 0 and lower[noun].endswith("s") else -1
            if word == "," and self._is_counted(index - 1):
                return index - 1  # "two networks, X and Y"
            if shapes[index] not in NAME and words[index] not in _ENUMERATING:
                return -1
        return -1

    def _is_counted(self, noun: int) -> bool:
        """Whether a plural with its number ends here: "two advertising networks"."""
        lower = self.document.lower
        if noun < 1 or self.shapes[noun] != LOWER or not lower[noun].endswith("s"):
            return False
        return any(word in _FEW for word in lower[max(0, noun - 3) : noun])

    def _noun_behind(self, token: int) -> int:
        """The noun after "and other", behind the members from here on; -1 if there is none."""
        lower, shapes, words = self.document.lower, self.shapes, self.document.words
        stop = min(len(lower) - 2, token + _REACH)
        for index in range(token, stop):
            if lower[index] in ("and", "or") and lower[index + 1] == "other":
                noun = index + 2
                while noun + 1 < len(lower) and shapes[noun] == LOWER and not lower[noun].endswith("s") and noun < index + 5:
                    noun += 1
                return noun if shapes[noun] == LOWER else -1
            if shapes[index] not in NAME and words[index] not in _ENUMERATING:
                return -1
        return -1

    def _class(self, noun: str) -> EntityType | None:
        """The kind of things that a noun in the plural names."""
        rules = self.rules
        single = noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")
        if single in rules.malware or noun in rules.malware:
            return MALWARE
        if single in ("family", "strain", "variant", "sample", "threat"):
            return MALWARE if self.of_malware else None
        if single in rules.offices or single in rules.human:
            return PERSON
        if single in rules.org_before or single in rules.org_heads - rules.weak_heads:
            return ORGANISATION
        if single in rules.place_before:
            return PLACE
        return SYSTEM if single in rules.system_heads else None

    def named(self, token: int, scores: Scores) -> None:
        """ "malware dubbed X", "a server known as X": the noun before the naming word."""
        rules, lower = self.rules, self.document.lower
        for index in range(token - 1, max(-1, token - 6), -1):
            word = lower[index]
            if word in rules.malware:
                add(scores, MALWARE, 3.0)
            elif word in rules.programmes:
                add(scores, PROGRAMME, 2.0)
            elif word in rules.system_heads:
                add(scores, SYSTEM, 2.2)
            elif word in rules.org_before:
                add(scores, ORGANISATION, 2.2)
            elif word in rules.place_before:
                add(scores, PLACE, 2.0)
            else:
                continue
            return

    def definition(self, token: int, scores: Scores) -> None:
        """ "X, the plane maker", "X is a banking trojan that ...": the head of the noun phrase that begins here."""
        rules, lower, shapes = self.rules, self.document.lower, self.shapes
        stop = min(token + 9, len(lower))
        head = ""
        for index in range(token, stop):
            if shapes[index] == PUNCT and self.document.words[index] not in "-–’'":
                break
            word = lower[index]
            if word in ("of", "that", "which", "who", "for", "in", "with", "to", "from", "on", "by", "based", "used", "at"):
                if word == "of" and head in (
                    "one",
                    "piece",
                    "family",
                    "type",
                    "kind",
                    "version",
                    "strain",
                    "variant",
                    "member",
                    "number",
                ):
                    continue
                break
            head = word
        single = head.removesuffix("s")
        if head in rules.malware or single in rules.malware:
            add(scores, MALWARE, 3.0)
        elif head in rules.offices or single in rules.offices:
            add(scores, PERSON, 2.2)
        elif head in rules.org_before:
            add(scores, ORGANISATION, 2.2)
        elif head in rules.programmes:
            add(scores, PROGRAMME, 2.0)
        elif head in rules.place_before:
            add(scores, PLACE, 2.2)
        elif head in rules.system_heads:
            add(scores, SYSTEM, 2.0)
        elif head in rules.org_heads:
            add(scores, ORGANISATION, 1.5)

    def head_after(self, candidate: Candidate, token: int, scores: Scores) -> None:
        """The head noun of the phrase that the name stands before: "the Foo app", "Artemis lunar exploration programme"."""
        rules, lower, shapes = self.rules, self.document.lower, self.shapes
        stop = min(token + 5, len(lower))
        for index in range(token, stop):
            if shapes[index] != LOWER or lower[index] in rules.openers:
                return
            if lower[index] in rules.programmes:
                add(scores, PROGRAMME, 2.0)
                return
            plain = candidate.opening and index == token and lower[candidate.first] in rules.common  # "Firmware implants"
            if lower[index] in rules.malware and index - token < 3 and candidate.known is None and not plain:
                users = index + 1 < len(lower) and lower[index + 1] in rules.malware_users
                add(scores, ORGANISATION if users else MALWARE, 3.5 if users else 3.0)
                return
            if lower[index] in _HEADS_OF_OTHERS and index == token:
                add(scores, OTHER, 2.0)
                return
            if lower[index] in rules.malware_users and index - token < 2:
                add(scores, ORGANISATION, 2.5)
                return
            if lower[index] in rules.system_heads and index - token < 2:
                add(scores, SYSTEM, 2.0 if index == token else 1.0)
                return
