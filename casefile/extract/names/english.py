"""The names of one article in a language written with capitals: candidates, kinds, aliases, mentions."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from itertools import pairwise

from casefile.domain.findings import DateFinding, EntityType, Mention
from casefile.domain.ids import Kind
from casefile.extract.document import Document, Frame
from casefile.extract.evidence import Evidence
from casefile.extract.names import roles, scripts
from casefile.extract.names.aliases import Clusters, Group, aligned, cluster
from casefile.extract.names.candidates import Candidate
from casefile.extract.names.chunks import Scanner
from casefile.extract.names.classes import MALWARE, ORGANISATION, OTHER, PERSON, PLACE, Scores, add, of_malware
from casefile.extract.names.kinds import OF_ITS_OWN, Kinds, best
from casefile.extract.names.parts import Parts
from casefile.extract.names.rules import english, english_among_malware
from casefile.extract.names.shapes import CAPS, LOWER, MIXED, TITLE

_WORD = re.compile(r"[^\W_]+")
# The most that surroundings of one name may add, whatever its number of mentions.
_MOST_OUTER = 5.0
_AGENTS = ("ers", "ors", "ists", "ants", "ees")
"""Ends of plurals of people by what they do."""
_SHORT = 0.4
"""How much the surroundings of short forms count for the kind of the whole."""
_SURE = 2.4
"""Score from which ordinary words with capitals are held for a name."""
_NOTHING = 0.3
"""Score that says nothing of a name's kind."""
_SOME = 3
_MORE = 2.0
"""So many bodies, and so many times more than people, make an article one about bodies: a bare name of which nothing is
known is held for one of them there, and for nothing in particular elsewhere."""
_KEEP = 1.0
"""Score from which a capitalised word at the beginning of a sentence, never seen elsewhere, is held for a name."""


_JOINTS = frozenset([",", "and", "or", "&"])
_ONE_OF_A_SERIES = 1.0
_OF_A_SERIES = 1.6
"""What one known member of a series, or several of one kind, say of the others."""
_NO_SCORES: Scores = {}
_REASONS = ("known", "titled", "formed", "words", "single", "single")


class Reader:
    """Reads one document."""

    def __init__(
        self,
        document: Document,
        frames: tuple[Frame, ...],
        dates: tuple[DateFinding, ...],
        evidence: Evidence,
        reduced: bool = False,
    ) -> None:
        self.document = document
        self.reduced = reduced
        self.frames = frames
        self._frame_starts = [frame.start for frame in frames]
        self.evidence = evidence
        self.rules = english()
        about_malware = of_malware(document, self.rules)
        if about_malware:
            self.rules = english_among_malware()
        blocked = bytearray(len(document.words))
        for date in dates:
            if date.kind in ("date", "time", "set") and not self._is_surname(date):
                for token in range(document.token_at(date.start), document.token_at(date.end)):
                    blocked[token] = 1
        scanner = Scanner(document, self.rules, blocked)
        self.shapes = scanner.shapes
        self.parts = Parts(document, self.rules, self.shapes, scanner.chunks(), of_malware=about_malware)
        self.kinds = Kinds(document, self.rules, self.shapes, of_malware=about_malware)

    def _is_surname(self, date: DateFinding) -> bool:
        """A month after a given name: April May."""
        token = self.document.token_at(date.start)
        return (
            date.end == self.document.ends[token]
            and token > 0
            and self.document.lower[token - 1] in self.rules.firsts
            and self.document.words[token - 1][0].isupper()
            and self.document.words[token].istitle()
        )

    def mentions(self) -> tuple[Mention, ...]:
        """Mentions by start."""
        candidates = self.parts.candidates()
        native = scripts.pairs(self.document, candidates)
        groups = self._groups(candidates)
        index_of = {id(group): number for number, group in enumerate(groups.values())}
        ordered = list(groups.values())
        introduced = [
            (index_of[id(groups[long.key])], index_of[id(groups[short.key])])
            for long, short in [*self._introduced(candidates), *native]
        ]
        clusters = cluster(ordered, introduced, self.rules)
        kept = self._kept(ordered, clusters, candidates)
        return self._as_mentions(candidates, ordered, clusters, kept, {short for _, short in introduced})

    def _groups(self, candidates: list[Candidate]) -> dict[str, Group]:
        groups: dict[str, Group] = {}
        for number, candidate in enumerate(candidates):
            key = candidate.key
            group = groups.get(key)
            if group is None:
                tokens = tuple(word.casefold() for word in _WORD.findall(key.replace("'s", "").replace(".", "")))
                group = groups[key] = Group(key, candidate.surface, tokens or (key,))
                group.scores = self.kinds.inner(candidate)
                group.known = candidate.known
                for kind, weight in self.evidence.kinds(key).items():
                    add(group.scores, kind, weight)
            group.members.append(number)
            if candidate.gender:
                group.genders.add(candidate.gender)
            if candidate.first and self.document.lower[candidate.first - 1] == "the" and not candidate.opening:
                group.definite = True
        self._series = self._in_series(candidates)
        for group in groups.values():
            self._surroundings(group, candidates)
            for kind, weight in group.outer.items():
                add(group.scores, kind, weight)
            group.kind, group.strength, _ = best(group.scores)
        if self.kinds.of_malware:
            self._malware_parts(groups)
        return groups

    def _malware_parts(self, groups: dict[str, Group]) -> None:
        """A longer name that begins with what the article shows to be malware is that too: "Lurker Loader"."""
        for group in groups.values():
            first = groups.get(group.key.split()[0])
            if group.known is None and len(group.tokens) > 1 and first is not None and first.kind is MALWARE:
                add(group.scores, MALWARE, OF_ITS_OWN)
                group.kind, group.strength, _ = best(group.scores)

    def _in_series(self, candidates: list[Candidate]) -> dict[int, Scores]:
        """What the known members of a series say of the others: in "Telegram, Wexo and Viber" Wexo is a product too."""
        words = self.document.words
        found: dict[int, Scores] = {}
        series: list[int] = []

        def close() -> None:
            kinds = [candidates[one].known for one in series if not self._is_doubtful(candidates[one])]
            types = {known.type for known in kinds if known is not None}
            if len(types) == 1 and len(kinds) < len(series):
                weight = _ONE_OF_A_SERIES if sum(known is not None for known in kinds) == 1 else _OF_A_SERIES
                found.update((one, {min(types): weight}) for one in series)

        joined = False
        for number, candidate in enumerate(candidates):
            if series:
                before = candidates[series[-1]].last
                between = words[before : candidate.first] if candidate.first - before <= 2 else []
                joint = bool(between) and all(word in _JOINTS for word in between)
                if not joint:
                    if joined:
                        close()
                    series, joined = [], False
                else:
                    joined = joined or between[-1] != ","
            series.append(number)
        if joined:
            close()
        return found

    def _is_doubtful(self, candidate: Candidate) -> bool:
        """Not known, or by a word that may mean other things."""
        if candidate.known is None:
            return True
        word, rules = candidate.surface.casefold(), self.rules
        return word in rules.common or word in rules.ambiguous or word in rules.firsts or word in rules.lasts

    def _surroundings(self, group: Group, candidates: list[Candidate]) -> None:
        """What stands around the mentions: hints added up, damped by their number; a definition counts in full."""
        total: Scores = {}
        certain: Scores = {}
        for number in group.members:
            candidate = candidates[number]
            if candidate.role is None and not candidate.titled:
                roles.before(self.document, self.rules, self.shapes, candidate)
            for kind, weight in self.kinds.outer(candidate, certain).items():
                add(total, kind, weight)
            for kind, weight in self._series.get(number, _NO_SCORES).items():
                certain[kind] = max(weight, certain.get(kind, 0.0))
        share = 1.0 / math.sqrt(len(group.members))
        for kind, weight in total.items():
            group.outer[kind] = max(-_MOST_OUTER, min(_MOST_OUTER, weight * share))
        for kind, weight in certain.items():
            group.outer[kind] = max(weight, group.outer.get(kind, 0.0))
        if (
            self.kinds.of_malware
            and group.known is None
            and len(group.tokens) == 1
            and group.tokens[0] not in self.rules.firsts
        ):
            form = self.shapes[candidates[group.members[0]].first]
            if form == MIXED or (form == TITLE and len(group.members) > 2):
                add(group.outer, MALWARE, 1.8)

    def _introduced(self, candidates: list[Candidate]) -> list[tuple[Candidate, Candidate]]:
        """Pairs (long, short) of "Long Form (LF)" and "LF (Long Form)"."""
        words = self.document.words
        found = []
        for left, right in pairwise(candidates):
            if not (
                right.first - left.last == 1
                and words[left.last] == "("
                and right.last < len(words)
                and words[right.last] == ")"
            ):
                continue
            for long, short in ((left, right), (right, left)):
                if (
                    short.last - short.first == 1
                    and self.shapes[short.first] in (CAPS, MIXED)
                    and aligned(short.surface, long.surface)
                ):
                    found.append((long, short))
                    break
        return found

    def _kept(self, groups: list[Group], clusters: Clusters, candidates: list[Candidate]) -> list[bool]:
        """Which groups are names at all."""
        sizes: dict[int, int] = {}
        for index in range(len(groups)):
            root = clusters.root(index)
            sizes[root] = sizes.get(root, 0) + 1
        return [
            self._is_name(group, candidates)
            or (sizes[clusters.root(index)] > 1 and len(group.tokens) == 1 and not self._is_common(group, candidates))
            for index, group in enumerate(groups)
        ]

    def _is_name(self, group: Group, candidates: list[Candidate]) -> bool:
        single = len(group.tokens) == 1
        if self.reduced and group.known is None and (single or all(candidates[number].opening for number in group.members)):
            return False
        if group.known is None and all(candidates[number].headline for number in group.members):
            ordinary = self.parts.lowers | self.rules.common
            return group.strength >= _KEEP and not any(token in ordinary for token in group.tokens)
        opening = all(candidates[number].opening for number in group.members)
        named = (candidates[number] for number in group.members)
        if group.definite or any(one.titled or one.native or one.detection for one in named):
            return True
        if not single:
            if group.known is None and all(map(self._is_ordinary, group.tokens)) and not self.parts.headed(group.tokens[-1]):
                return group.strength >= _SURE
            return not opening or group.strength >= _KEEP
        form = self.shapes[candidates[group.members[0]].first]
        if form not in (TITLE, LOWER):
            if (
                form == CAPS
                and group.known is None
                and (self.kinds.of_malware or (opening and group.tokens[0] in self.rules.common))
            ):
                return group.strength >= _SURE  # a word in capitals, a constant, a field
            return group.strength >= _KEEP
        common = self._is_common(group, candidates)
        if opening and group.known is None and group.tokens[0].endswith(_AGENTS):
            return False  # "Intruders who ..."
        if opening:
            return group.strength >= (3.0 if common else 1.2)
        return group.strength >= 2.5 if common else True

    def _is_ordinary(self, word: str) -> bool:
        rules = self.rules
        return word in rules.common or word in rules.generic or word in self.parts.lowers or word.isdigit() or len(word) == 1

    def _is_common(self, group: Group, candidates: list[Candidate]) -> bool:
        word = candidates[group.members[0]].surface.casefold()
        return (
            word in self.rules.common
            or word in self.parts.lowers
            or word in self.rules.fields
            or word in self.rules.system_heads
            or (len(word) > 6 and word.endswith("ing") and word not in self.rules.lasts)
        )

    def _as_mentions(
        self, candidates: list[Candidate], groups: list[Group], clusters: Clusters, kept: list[bool], shorts: set[int]
    ) -> tuple[Mention, ...]:
        group_of = {number: index for index, group in enumerate(groups) for number in group.members}
        kinds, names = self._decide(groups, clusters, kept)
        malware = self._malware(candidates, groups, clusters)
        reasons = self._reasons(candidates, groups, clusters)
        anchors: dict[int, str] = {}
        found = []
        end = 0
        for number, candidate in enumerate(candidates):
            index = group_of[number]
            if not kept[index] or candidate.start < end:
                continue
            root = clusters.root(index)
            if root not in anchors:
                anchors[root] = self.document.occurrences.id(Kind.ENTITY, candidate.start, candidate.end)
            kind, confidence = kinds[root]
            role = malware.get(root) if kind is MALWARE else None
            if kind is PERSON:
                role = candidate.role or roles.after(self.document, self.rules, self.shapes, candidate)
            found.append(
                Mention(
                    candidate.start,
                    candidate.end,
                    confidence,
                    "names.introduced" if index in shorts else f"names.{reasons[root]}",
                    type=kind,
                    name=names[root],
                    entity=anchors[root],
                    role=role,
                    frame=self._in_frame(candidate.start),
                    surface=candidate.surface,
                )
            )
            end = candidate.end
        return tuple(found)

    def _reasons(self, candidates: list[Candidate], groups: list[Group], clusters: Clusters) -> dict[int, str]:
        """What each cluster is held for a name by, the best of: known beforehand, a title before it, the form of its words,
        several words, one word in several mentions, one word once."""
        found: dict[int, int] = {}
        for index, group in enumerate(groups):
            root = clusters.root(index)
            mentions = [candidates[number] for number in group.members]
            if group.known is not None:
                reason = 0
            elif any(candidate.titled or candidate.role for candidate in mentions):
                reason = 1
            elif any(candidate.detection for candidate in mentions) or self.parts.headed(group.tokens[-1]):
                reason = 2
            else:
                reason = 3 if len(group.tokens) > 1 else 4 if len(mentions) > 1 else 5
            found[root] = min(reason, found.get(root, 5))
        return {root: _REASONS[reason] for root, reason in found.items()}

    def _malware(self, candidates: list[Candidate], groups: list[Group], clusters: Clusters) -> dict[int, str]:
        """What kind of malware each cluster is, where a word beside one of its mentions says so: the most telling first."""
        found: dict[int, str] = {}
        for index, group in enumerate(groups):
            root = clusters.root(index)
            for number in group.members:
                noun = self.kinds.classes.malware_noun(candidates[number])
                if noun is not None and found.get(root, "malware") == "malware":
                    found[root] = noun
        return found

    def _in_frame(self, position: int) -> bool:
        index = bisect_right(self._frame_starts, position) - 1
        return index >= 0 and position < self.frames[index].end

    def _decide(
        self, groups: list[Group], clusters: Clusters, kept: list[bool]
    ) -> tuple[dict[int, tuple[EntityType, float]], dict[int, str]]:
        """Kind with confidence, and fullest name, of each cluster."""
        scores: dict[int, Scores] = {}
        fullest: dict[int, tuple[tuple[bool, int, bool, int], str]] = {}
        long = {clusters.root(index) for index, group in enumerate(groups) if kept[index] and len(group.tokens) > 1}
        for index, group in enumerate(groups):
            if not kept[index]:
                continue
            root = clusters.root(index)
            total = scores.setdefault(root, {})
            # A short form says by its words less than the name it stands for.
            short = len(group.tokens) == 1 and root in long
            for kind, weight in (group.outer if short else group.scores).items():
                add(total, kind, weight * (_SHORT if short else 1.0))
            name = group.surface
            if group.known is not None and group.known.category == "country" and group.kind is PLACE:
                name = group.known.name
            fullness = (not group.extended, *_fullness(name))
            if root not in fullest or fullness > fullest[root][0]:
                fullest[root] = fullness, name
        found = {root: best(total) for root, total in scores.items()}
        sure = Counter(kind for kind, top, _ in found.values() if top > _SURE)
        of_bodies = sure[ORGANISATION] >= _SOME and sure[ORGANISATION] > _MORE * sure[PERSON]
        kinds = {}
        for root, (kind, top, lead) in found.items():
            if top <= _NOTHING:
                kind = ORGANISATION if of_bodies else OTHER
            kinds[root] = (kind, _confidence(lead))
        return kinds, {root: name for root, (_, name) in fullest.items()}


def _fullness(name: str) -> tuple[int, bool, int]:
    """More words, then small letters (a name in capitals may be shouted), then more letters."""
    return len(name.split()), not name.isupper(), len(name)


def _confidence(lead: float) -> float:
    """How often a kind with this lead over the next is right, as measured on annotated news."""
    return round(min(0.97, 1.0 / (1.0 + math.exp(-0.3 * lead - 0.43))), 2)
