"""Which names of one article name one thing: acronyms, surnames, short forms of companies, articles and possessives.

The letter alignment of acronyms follows Schwartz and Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions
in Biomedical Text" (2003), restricted to first letters of words and inner capitals.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from casefile.domain.findings import EntityType
from casefile.extract.names.classes import ORGANISATION, PERSON, PLACE, SYSTEM, Scores
from casefile.extract.names.gazetteer import Known, plain
from casefile.extract.names.rules import Rules

_SMALL = frozenset("of the and for in on at to de la & , . ' -".split())


@dataclass(slots=True, eq=False)
class Group:
    """All mentions of one name in the article."""

    key: str
    surface: str
    """As first written."""
    tokens: tuple[str, ...]
    """Its words, folded."""
    members: list[int] = field(default_factory=list)
    """Indices of candidates."""
    scores: Scores = field(default_factory=dict)
    kind: EntityType = EntityType.OTHER
    strength: float = 0.0
    known: Known | None = None
    genders: set[str] = field(default_factory=set)
    outer: Scores = field(default_factory=dict)
    """What the surroundings say, without the words of the name itself."""
    extended: bool = False
    """A person's name with a word in front that is none: "Scholar Ilse Varga". It gives no name to the whole."""
    definite: bool = False
    """Stands after "the" with a capital, as in "the Ministry"."""


_FOREMOST = 4
_SOME = 0.8
"""Score that shows more than nothing."""


class Clusters:
    """Union-find over the groups of an article; the earliest group is the root."""

    def __init__(self, groups: list[Group]) -> None:
        self.groups = groups
        self._parent = list(range(len(groups)))

    def root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, left: int, right: int) -> None:
        low, high = sorted((self.root(left), self.root(right)))
        self._parent[high] = low


def aligned(short: str, long: str) -> bool:
    """Whether the letters of the abbreviation stand in the long form in this order, the first at the beginning of its first
    word, and no more words than letters and one are left over."""
    letters = [character.casefold() for character in short if character.isalnum()]
    words = plain(long).casefold().replace("-", " ").split()
    if len(letters) < 2 or not words or words[0][0] != letters[0]:
        return False
    if len([word for word in words if word not in _SMALL]) > len(letters) + 1:
        return False
    text = " ".join(words)
    position = 0
    for letter in letters:
        position = text.find(letter, position) + 1
        if position == 0:
            return False
    return True


def initials(tokens: tuple[str, ...]) -> set[str]:
    """What may abbreviate a name that nobody introduces: its first letters, with small words and without."""
    return {"".join(word[0] for word in tokens), "".join(word[0] for word in tokens if word not in _SMALL)}


def cluster(groups: list[Group], introduced: list[tuple[int, int]], rules: Rules) -> Clusters:
    """Groups that name one thing, joined. `introduced` are pairs (long, short) that the article itself equates."""
    clusters = Clusters(groups)
    for long, short in introduced:
        clusters.join(long, short)
    _same_entry(clusters)
    _acronyms(clusters)
    _people(clusters, rules)
    _short_forms(clusters, rules)
    _heads(clusters, rules)
    return clusters


def _same_entry(clusters: Clusters) -> None:
    """Names of one line of a gazetteer: US, United States."""
    by_entry: dict[tuple[str, EntityType], int] = {}
    for index, group in enumerate(clusters.groups):
        if group.known is not None and group.known.type is group.kind:
            entry = (group.known.name, group.kind)
            if entry in by_entry:
                clusters.join(by_entry[entry], index)
            else:
                by_entry[entry] = index


def _acronyms(clusters: Clusters) -> None:
    """An abbreviation that nobody introduced, but only one name of the article fits."""
    fitting: dict[str, set[int]] = {}
    for index, group in enumerate(clusters.groups):
        if len(group.tokens) >= 2 and group.kind in (ORGANISATION, SYSTEM):
            for letters in initials(group.tokens):
                fitting.setdefault(letters, set()).add(index)
    for index, group in enumerate(clusters.groups):
        if not (group.key.isupper() and 2 < len(group.key) <= 8 and len(group.tokens) == 1) or group.kind is PLACE:
            continue
        roots = {clusters.root(other) for other in fitting.get(group.key.casefold().replace(".", ""), ())}
        if len(roots) == 1:
            clusters.join(roots.pop(), index)


def _people(clusters: Clusters, rules: Rules) -> None:
    """A surname, or a first name, that only one person of the article bears."""
    groups = clusters.groups
    by_last: dict[str, list[int]] = {}
    by_first: dict[str, list[int]] = {}
    for index, group in enumerate(groups):
        if group.kind is PERSON and len(group.tokens) >= 2:
            by_last.setdefault(group.tokens[-1], []).append(index)
            by_first.setdefault(group.tokens[0], []).append(index)
    for same in by_last.values():
        _same_people(clusters, same, rules)
    _turned(clusters)
    for index, group in enumerate(groups):
        if len(group.tokens) != 1:
            continue
        around = group.outer.get(group.kind, 0.0) - group.outer.get(PERSON, 0.0)
        if group.kind is not PERSON and (around > 0.8 if group.known is not None else group.strength > 2.5):
            continue
        for table in (by_last, by_first):
            bearers = [other for other in table.get(group.tokens[0], ()) if not _clash(group, groups[other], rules)]
            bearer = _foremost(clusters, bearers)
            if bearer >= 0:
                clusters.join(bearer, index)
                break


def _turned(clusters: Clusters) -> None:
    """The family name first or last, as Japanese, Korean, Chinese and Hungarian names are given: Vereb Ilona."""
    whole: dict[tuple[str, ...], int] = {}
    for index, group in enumerate(clusters.groups):
        if group.kind is PERSON and len(group.tokens) == 2:
            other = whole.get(group.tokens[::-1])
            if other is not None:
                clusters.join(other, index)
            whole.setdefault(group.tokens, index)


def _foremost(clusters: Clusters, bearers: list[int]) -> int:
    """The only one, or the one the article is about: named in full again and again, the others hardly. -1: nobody."""
    counts: dict[int, int] = {}
    for bearer in bearers:
        root = clusters.root(bearer)
        counts[root] = counts.get(root, 0) + len(clusters.groups[bearer].members)
    if not counts:
        return -1
    first = min(counts, key=lambda root: (-counts[root], root))
    return first if counts[first] >= _FOREMOST * (sum(counts.values()) - counts[first]) else -1


def _same_people(clusters: Clusters, same: list[int], rules: Rules) -> None:
    """Full names with one surname: the same first name, an initial of it, or a middle name more."""
    groups = clusters.groups
    by_name: dict[str, int] = {}
    by_initial: dict[str, list[int]] = {}
    for index in same:
        first = groups[index].tokens[0]
        earlier = by_name.setdefault(first, index)
        if earlier != index and not _clash(groups[earlier], groups[index], rules):
            clusters.join(earlier, index)
        elif earlier == index and len(first) > 1:
            by_initial.setdefault(first[0], []).append(index)
    whole = {groups[index].tokens: index for index in same}
    for index in same:
        # Words more in front: "Lucky Ilse Varga", "Aung San Suu Kyi".
        for skipped in (1, 2):
            inner = whole.get(groups[index].tokens[skipped:])
            if inner is not None and len(groups[inner].tokens) > 1:
                clusters.join(inner, index)
                groups[index].extended = (
                    groups[inner].tokens[0] in rules.firsts and groups[index].tokens[0] not in rules.firsts
                )
    for letter, full in by_initial.items():
        if len(full) == 1 and letter in by_name and not _clash(groups[full[0]], groups[by_name[letter]], rules):
            clusters.join(full[0], by_name[letter])


def _clash(left: Group, right: Group, rules: Rules) -> bool:
    """Titles or first names say different genders."""

    def genders(group: Group) -> set[str]:
        named = rules.firsts.get(group.tokens[0], "") if len(group.tokens) > 1 else ""
        return group.genders | ({named} if named in ("m", "f") else set())

    one, two = genders(left), genders(right)
    return len(one) == 1 and len(two) == 1 and one != two


def _short_forms(clusters: Clusters, rules: Rules) -> None:
    """Companies without their legal form or by their first word, bodies without the country in front, plurals."""
    groups = clusters.groups
    by_name: dict[str, int] = {}
    firsts: dict[str, list[int]] = {}
    surnames = {group.tokens[-1] for group in groups if group.kind is PERSON and len(group.tokens) > 1}
    for index, group in enumerate(groups):
        by_name.setdefault(group.key.casefold(), index)
    for index, group in enumerate(groups):
        if group.kind is ORGANISATION and len(group.tokens) >= 2:
            stripped = _without_legal(group.tokens, rules)
            other = by_name.get(" ".join(stripped))
            if other is not None and other != index and groups[other].kind is ORGANISATION:
                clusters.join(other, index)
            firsts.setdefault(group.tokens[0], []).append(index)
            first = group.tokens[0]
            if first in rules.demonyms or (rules.known.find(first) or rules.known.exact.get(first.upper())) is not None:
                rest = by_name.get(" ".join(group.tokens[1:]))
                if rest is not None and len(group.tokens) > 2 and groups[rest].kind is ORGANISATION:
                    clusters.join(rest, index)
        if group.kind in (SYSTEM, ORGANISATION) and group.key.endswith("s"):
            single = by_name.get(group.key[:-1].casefold())
            if single is not None and groups[single].kind is group.kind:
                clusters.join(single, index)
    for index, group in enumerate(groups):
        if len(group.tokens) != 1 or group.tokens[0] in surnames or not _may_be_company(group, rules):
            continue
        longer = [
            other
            for other in firsts.get(group.tokens[0], ())
            if _is_company(groups[other], rules) and (group.known is None or _bears(groups[other], rules))
        ]
        roots = {clusters.root(other) for other in longer}
        if len(roots) == 1 and (group.kind is ORGANISATION or clusters.root(index) == index):
            clusters.join(roots.pop(), index)


def _may_be_company(group: Group, rules: Rules) -> bool:
    """One word held for a company, or for a person only by what it does."""
    if group.kind is ORGANISATION:
        return True
    return (
        group.kind is PERSON
        and group.known is None
        and not group.genders
        and group.tokens[0] not in rules.firsts
        and group.strength < 3
    )


def _heads(clusters: Clusters, rules: Rules) -> None:
    """ "the Ministry", with a capital, where one name of the article has that head."""
    by_head: dict[str, set[int]] = {}
    for index, group in enumerate(clusters.groups):
        if group.kind is ORGANISATION and len(group.tokens) > 1:
            head = group.tokens[group.tokens.index("of") - 1] if "of" in group.tokens[1:] else group.tokens[-1]
            by_head.setdefault(head, set()).add(index)
    for index, group in enumerate(clusters.groups):
        word = group.tokens[0]
        if (
            len(group.tokens) == 1
            and group.definite
            and group.known is None
            and (word in rules.org_heads or word in rules.of_heads)
        ):
            roots = {clusters.root(other) for other in by_head.get(word, ())}
            if len(roots) == 1:
                clusters.join(roots.pop(), index)
                group.kind = ORGANISATION
                group.scores = {ORGANISATION: 2.0}
            else:
                group.definite = False
        else:
            group.definite = False


def _bears(group: Group, rules: Rules) -> bool:
    """A company by its form, or a known one: not only a body with a known company's name in front."""
    return group.tokens[-1] in rules.legal or (group.known is not None and group.known.category == "company")


def _without_legal(tokens: tuple[str, ...], rules: Rules) -> tuple[str, ...]:
    end = len(tokens)
    while end > 1 and tokens[end - 1] in rules.legal:
        end -= 1
    return tokens[:end]


def _is_company(group: Group, rules: Rules) -> bool:
    """A name whose first word may stand for the whole."""
    first = group.tokens[0]
    if first in rules.portfolios or first in rules.fields or first in rules.common or first in rules.demonyms:
        return False
    return (
        group.tokens[-1] in rules.legal
        or (len(group.tokens) <= 3 and group.tokens[-1] in rules.org_heads)
        or (group.known is not None and group.known.category == "company")
    )
