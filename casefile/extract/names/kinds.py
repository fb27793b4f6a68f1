"""What kind of thing a name names: evidence from its words and its surroundings, added up over the article."""

from __future__ import annotations

import math

from casefile.domain.findings import EntityType
from casefile.extract.document import Document
from casefile.extract.names.candidates import Candidate
from casefile.extract.names.classes import MALWARE, Classes, Scores, add
from casefile.extract.names.gazetteer import beginning
from casefile.extract.names.rules import Rules
from casefile.extract.names.shapes import ALNUM, CAPS, DIGITS, LETTER, LOWER, MIXED, NAME, PUNCT, TITLE

PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE
SYSTEM, PROGRAMME, OTHER = EntityType.SYSTEM, EntityType.PROGRAMME, EntityType.OTHER
# On a tie the first wins.
ORDER = (ORGANISATION, PERSON, PLACE, SYSTEM, PROGRAMME, OTHER)

_RATHER = 0.7
"""What is said for malware by a name of one word, in an article about malware."""
OF_ITS_OWN = 3.0
"""What is said for malware by a name that begins with one that is malware: "Lurker Loader"."""
_DEFINING = frozenset("a an the one another".split())
# Who is so "of", "for" or "at" something is of a body.
_SPEAKING_FOR = frozenset(
    """spokesman spokeswoman spokesperson ceo cfo cto founder co-founder cofounder chairman chairwoman executive engineer
    employee representative analyst shareholder customer subsidiary unit division owner partner researcher boss head director
    manager research professor lecturer fellow expert specialist economist scientist strategist trader lawyer associate
    adviser share stock bond advisor consultant developer programmer designer editor reporter correspondent""".split()
)
# What one has "in" a body.
_HELD_IN = frozenset(
    "share shares stake stakes stock interest invest invested investing investment investments holding shareholder".split()
)
_MAKERS = frozenset(["company", "security", "web", "device maker"])
_NAMING = frozenset(
    "called dubbed named codenamed nicknamed known titled track tracks tracked designated christened branded".split()
)


_SEATED = frozenset("university college institute academy polytechnic hospital".split())
"""Heads behind which the place stands: "Imperial College London"."""
_COMPANY_ENDS = (
    "bank",
    "corp",
    "soft",
    "tech",
    "chem",
    "pharma",
    "neft",
    "prom",
    "invest",
    "media",
    "telecom",
    "tel",
    "gen",
    "air",
)
_SOFTWARE = frozenset("app application software tool toolkit program platform browser plugin plug-in game library".split())
_VARIANTS = frozenset("pro plus max lite premium ultra".split())
_COMING = frozenset("come comes came coming run ran runs stumble stumbled".split())
_PLACING = {"in": 1.6, "near": 1.6, "outside": 1.2, "throughout": 1.4, "across": 1.0, "around": 0.8, "off": 0.8, "from": 0.5}
"""How much prepositions say for a place; the other strong ones .6, the other weak ones .3."""


class Kinds:
    """Scores the candidates of one document."""

    def __init__(self, document: Document, rules: Rules, shapes: list[int], *, of_malware: bool) -> None:
        self.document = document
        self.rules = rules
        self.shapes = shapes
        self.of_malware = of_malware
        self.classes = Classes(document, rules, shapes, of_malware=self.of_malware)

    def inner(self, candidate: Candidate) -> Scores:
        """What the words of the name say."""
        scores: Scores = {}
        rules, lower, shapes = self.rules, self.document.lower, self.shapes
        first, last = candidate.first, candidate.last
        if candidate.detection:
            return {MALWARE: 6.0}
        if self.classes.is_flaw(candidate):
            return {OTHER: 6.0}
        if self.classes.is_group_number(candidate):
            return {ORGANISATION: 6.0}
        if candidate.known is not None:
            common = last - first == 1 and (
                lower[first] in rules.common or lower[first] in rules.firsts or lower[first] in rules.lasts
            )
            weight = 4.0
            if common:
                weight = {"country": 3.0, "region": 2.5}.get(candidate.known.category, 1.5)
            elif last - first == 1 and lower[first] in rules.ambiguous:
                weight = 2.6
            add(scores, candidate.known.type, weight)
        tokens = [index for index in range(first, last) if shapes[index] != PUNCT]
        if not tokens:
            return scores
        if len(tokens) == 1:
            self._single(tokens[0], scores)
            return scores
        head = next(
            (
                index - 1
                for index in range(first + 1, last)
                if lower[index] in ("of", "for", "on") and shapes[index] == LOWER
            ),
            -1,
        )
        final = lower[tokens[-1]]
        begin = lower[tokens[0]]
        if final in rules.legal:
            add(scores, ORGANISATION, 5.0)
        word = lower[head] if head >= first else final
        if word in rules.org_heads:
            add(scores, ORGANISATION, 1.8 if word in rules.weak_heads else 3.2)
        of_body = head < 0 and final == "district" and lower[tokens[-2]] in rules.district_bodies
        if of_body:
            add(scores, ORGANISATION, 3.2)
        elif word in rules.place_heads and (head < 0 or word not in rules.org_heads):
            add(scores, PLACE, 2.5 if word in rules.facilities else 3.0)
        if word in rules.others:
            add(scores, OTHER, 3.4)
        if final in rules.malware:
            add(scores, MALWARE, 3.5)
        elif final in rules.system_heads:
            add(scores, SYSTEM, 2.2)
        elif final in rules.versions:
            add(scores, SYSTEM, 2.0 if final in _VARIANTS else 1.2)
        elif final in rules.product_heads and final not in rules.lasts and word == final:
            add(scores, SYSTEM, 1.4)
        if final in rules.programmes:
            add(scores, PROGRAMME, 3.0)
        if begin in rules.programme_fronts:
            add(scores, PROGRAMME, 3.0)
        if begin in rules.storm_fronts:
            add(scores, OTHER, 4.5)
        if begin == "bank":
            add(scores, ORGANISATION, 2.0)
        if begin in rules.ship_fronts and shapes[tokens[0]] == CAPS:
            add(scores, SYSTEM, 4.0)
        if begin in rules.org_fronts and begin not in rules.firsts:
            add(scores, ORGANISATION, 3.0)
            add(scores, PERSON, -1.5)
        if begin in rules.fronts and begin not in rules.compass and begin != "new":
            add(scores, PLACE, 2.0)
        if begin in rules.compass or begin == "new":
            add(scores, PLACE, 0.7)
        if len(tokens) == 3 and begin in rules.korean and last - first == 4 and self.document.words[first + 2] == "-":
            add(scores, PERSON, 3.0)
        plain_words = all(shapes[index] in (TITLE, LETTER, MIXED) or lower[index] in rules.particles for index in tokens)
        weighty = sum(lower[index] not in rules.particles for index in tokens)
        if plain_words and weighty <= 4 and not self._is_headed(final):
            if begin in rules.firsts:
                add(scores, PERSON, 3.0)
            if final in rules.lasts:
                add(scores, PERSON, 1.2)
            if any(shapes[index] == LETTER for index in tokens[:-1]):
                add(scores, PERSON, 1.8)
            if any(lower[index] in rules.particles for index in tokens[1:-1]):
                add(scores, PERSON, 0.8)
            if weighty <= 3:
                add(scores, PERSON, 1.0)
        if head < 0 and any(lower[index] in _SEATED for index in tokens[1:-1]):
            add(scores, ORGANISATION, 3.0)
        if any(self.document.words[index] == "&" for index in range(first, last)):
            add(scores, ORGANISATION, 3.0)
        if any(shapes[index] in (ALNUM, DIGITS) for index in tokens):
            add(scores, SYSTEM, 2.2)
        if candidate.known is None:
            self._prefix(candidate, scores)
        return scores

    def _is_headed(self, final: str) -> bool:
        """Whether the last word says that this is no person, whatever the first one is: "Nelson Airport", "Ada Desktop"."""
        rules = self.rules
        return final not in rules.lasts and (
            final in rules.facilities or final in rules.legal or final in rules.product_heads or final in rules.org_heads
        )

    def _single(self, token: int, scores: Scores) -> None:
        rules, form, word = self.rules, self.shapes[token], self.document.lower[token]
        if form in (MIXED, TITLE) and len(word) > 5 and word.endswith(rules.malware_ends) and word not in rules.lasts:
            add(scores, MALWARE, 2.0)
        if (
            form == CAPS
            and self.document.words[token] in rules.postal
            and token > 1
            and self.document.words[token - 1] == ","
        ):
            add(scores, PLACE, 3.0 if self.shapes[token - 2] == TITLE else 0.0)
        if form == CAPS:
            add(scores, ORGANISATION, 1.3 if len(word) <= 6 else 0.6)
            add(scores, SYSTEM, 0.5)
        elif form == MIXED:
            add(scores, SYSTEM, 1.4)
            add(scores, ORGANISATION, 0.8)
            if word.startswith(("mc", "mac", "de", "o'")):
                add(scores, PERSON, 2.0)
        elif form == ALNUM:
            add(scores, SYSTEM, 2.5)
        else:
            if word in rules.firsts:
                add(scores, PERSON, 1.2)
            if word in rules.lasts:
                add(scores, PERSON, 1.4)
            if word in rules.others:
                add(scores, OTHER, 0.8)
            if word.endswith(
                ("ville", "burg", "borough", "shire", "stan", "grad", "ington", "istan", "ville", "abad", "pur", "land")
            ):
                add(scores, PLACE, 1.0)
            if len(word) > 6 and word.endswith(_COMPANY_ENDS) and word not in rules.lasts:
                add(scores, ORGANISATION, 1.0)
            add(scores, PERSON, 0.3)
            add(scores, ORGANISATION, 0.3)
        if self.of_malware:
            add(scores, MALWARE, _RATHER)

    def _prefix(self, candidate: Candidate, scores: Scores) -> None:
        """A known name at the beginning colours the whole: "Windows Foo", "Forbes Ukraine"."""
        text, starts, ends = self.document.text, self.document.starts, self.document.ends
        if beginning(self.document.lower[candidate.first]) not in self.rules.known.begins:
            return
        for end in range(candidate.last - 1, candidate.first, -1):
            known = self.rules.known.find(text[starts[candidate.first] : ends[end - 1]])
            if known is None:
                continue
            if known.type is SYSTEM:
                add(scores, SYSTEM, 2.5)
            elif known.category in self.rules.known.malware:
                add(scores, MALWARE, OF_ITS_OWN)
            elif known.type is ORGANISATION:
                add(scores, ORGANISATION, 1.0)
                final = self.document.lower[candidate.last - 1]
                own = self.shapes[candidate.last - 1] in (CAPS, MIXED, ALNUM) and final not in self.rules.legal
                if own and known.category in (*_MAKERS, "company") and candidate.last - end <= 2:
                    add(scores, SYSTEM, 2.0)
                if known.category in _MAKERS:
                    product = final in self.rules.product_heads and candidate.last - end <= 3
                    add(scores, SYSTEM, 3.0 if final in self.rules.versions else 4.5 if product else 0.8)
                add(scores, PERSON, -2.0)
            elif known.type is PLACE:
                add(scores, ORGANISATION, 0.6)
                if self.document.lower[candidate.first] not in self.rules.firsts:
                    add(scores, PERSON, -1.5)
            return

    def outer(self, candidate: Candidate, certain: Scores) -> Scores:
        """What the words around this mention say; `certain` takes up what a definition or naming says, which need be said
        only once."""
        scores: Scores = {}
        sure: Scores = {}
        rules, lower, shapes, words = self.rules, self.document.lower, self.shapes, self.document.words
        if candidate.titled:
            add(scores, PERSON, 4.0)
        before = candidate.first - 1
        article = ""
        if before >= 0 and lower[before] in ("the", "a", "an", "its", "their", "his", "her", "this", "new"):
            article = lower[before]
            before -= 1
            if before >= 0 and article == "new" and lower[before] in ("the", "a", "its", "their"):
                before -= 1
        if article in ("a", "an", "its", "their", "new", "this"):
            add(scores, SYSTEM, 1.3)
            add(scores, PERSON, -1.0)
        elif article == "the":
            add(scores, PERSON, -1.5)
            add(scores, SYSTEM, 0.4)
            add(scores, ORGANISATION, 0.4)
        if before >= 0:
            word = lower[before]
            if word == "in" and before > 0 and lower[before - 1] in _HELD_IN:
                add(scores, ORGANISATION, 1.5)
            elif (
                not article
                and words[before] in rules.place_strong
                and not (word == "across" and before > 0 and lower[before - 1] in _COMING)
            ):
                add(scores, PLACE, _PLACING.get(word, 0.6))
            elif not article and word in rules.place_weak:
                add(scores, PLACE, _PLACING.get(word, 0.3))
            if word in rules.offices and not article and not candidate.titled:
                add(scores, PERSON, 2.5)
            if word in rules.org_before and shapes[before] == LOWER and not article:
                add(scores, ORGANISATION, 2.0)
            if word in rules.malware and not article:
                add(scores, MALWARE, 3.0)
            elif word in rules.system_heads and shapes[before] == LOWER and not article and word not in rules.org_before:
                add(scores, SYSTEM, 2.0 if word in _SOFTWARE else 1.5)
                add(scores, PERSON, -1.0 if word in _SOFTWARE else 0.0)
            if word in rules.system_verbs:
                add(scores, SYSTEM, 0.7)
            if self._is_naming(before):
                self.classes.named(before, sure)
            if word == "of" and before > 0 and lower[before - 1].removesuffix("s") in rules.place_before:
                add(scores, PLACE, 2.2)
            elif word in ("of", "for", "at") and before > 0 and lower[before - 1].removesuffix("s") in _SPEAKING_FOR:
                add(scores, ORGANISATION, 1.5)
            if word in rules.compass and shapes[before] == LOWER:
                add(scores, PLACE, 2.2)
        self._after(candidate, scores, sure)
        self.classes.member(candidate, sure)
        if self.of_malware and candidate.known is None:
            self._as_malware(candidate, scores)
        for kind, weight in sure.items():
            certain[kind] = max(weight, certain.get(kind, 0.0))
        return scores

    def _as_malware(self, candidate: Candidate, scores: Scores) -> None:
        """In an article about malware: a name that acts, is handled or has samples as malware does."""
        rules, lower = self.rules, self.document.lower
        token = candidate.last
        if token < len(lower) and lower[token] in ("'s", "’s"):
            token += 1
        if token < len(lower) and lower[token] in rules.malware_acts:
            add(scores, MALWARE, 1.0)
        if candidate.first and lower[candidate.first - 1] in rules.malware_objects:
            add(scores, MALWARE, 0.6)

    def _is_naming(self, token: int) -> bool:
        """Whether the word before a name gives it: "dubbed X", "tracked as X", "that we call X"."""
        lower = self.document.lower
        before = lower[token - 1] if token else ""
        return (
            lower[token] in _NAMING
            or (lower[token] == "as" and before in _NAMING)
            or (lower[token] == "call" and before in ("we", "i", "they", "researchers"))
        )

    def _after(self, candidate: Candidate, scores: Scores, sure: Scores) -> None:
        rules, lower, shapes, words = self.rules, self.document.lower, self.shapes, self.document.words
        count = len(words)
        token = candidate.last
        if token >= count:
            return
        word = lower[token]
        possessive = word in ("'s", "’s")
        if possessive:
            token += 1
            if token >= count:
                return
            word = lower[token]
            if word in rules.human or word in ("wife", "husband", "father", "mother", "lawyer"):
                add(scores, PERSON, 1.5)
            if word in rules.org_after:
                add(scores, ORGANISATION, 1.0)
            return
        if shapes[token] == LOWER:
            if word in rules.speech:
                add(scores, PERSON, 1.3)
                add(scores, ORGANISATION, 0.6)
            if word in rules.human:
                add(scores, PERSON, 1.5)
            if word in rules.org_after:
                add(scores, ORGANISATION, 1.6)
            if word in rules.org_verbs:
                add(scores, ORGANISATION, 0.8)
            if word in rules.place_after or word in rules.place_heads:
                add(scores, PLACE, 1.0)
            if word == "who":
                add(scores, PERSON, 2.0)
            if word in ("is", "was") and token + 1 < count and lower[token + 1] in _DEFINING:
                self.classes.definition(token + 2, sure)
                return
            if word in rules.made_with:
                add(scores, SYSTEM, 1.5 if candidate.known is not None and candidate.known.type is SYSTEM else 0.8)
            self.classes.head_after(candidate, token, scores)
            return
        if words[token] == ":" and candidate.first in self.classes.labels:
            add(scores, PERSON, 2.5)
        if words[token] != "," or token + 1 >= count:
            return
        following = lower[token + 1]
        if following == "who":
            add(scores, PERSON, 2.0)
        elif shapes[token + 1] == DIGITS and token + 2 < count and words[token + 2] in ",." and len(following) == 2:
            add(scores, PERSON, 3.0)
        elif following in _DEFINING:
            self.classes.definition(token + 2, sure)
        elif shapes[token + 1] in NAME:
            known = rules.known.find(words[token + 1])
            if known is not None and known.category in ("country", "region") and not candidate.titled:
                add(scores, PLACE, 1.5)


def best(scores: Scores) -> tuple[EntityType, float, float]:
    """The kind with the highest score, that score, and its lead over the next."""
    kind, top, second = ORDER[0], scores.get(ORDER[0], 0.0), -math.inf
    for other in ORDER[1:]:
        score = scores.get(other, 0.0)
        if score > top:
            kind, top, second = other, score, top
        elif score > second:
            second = score
    return kind, top, top - second
