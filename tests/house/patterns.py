"""Which regular expressions can take very long: a static reading of the parse tree of a pattern.

A backtracking matcher takes exponential time where the same text can be cut into the turns of a repetition in many ways:
an unbounded repetition inside another whose turns can begin with what the inner one repeats ("(a+)*", "(a*b?)*"), or
alternatives under a repetition that match the same character ("(a|[a-z])*"). It takes polynomial time where two unbounded
repetitions of the same characters stand side by side ("a*a*"). Possessive repetitions and atomic groups do not go back.
(Weideman et al. 2016, Analyzing Matching Time Behavior of Backtracking Regular Expression Matchers.)
"""

from __future__ import annotations

import re._constants as sre
import re._parser as parser
import string
from collections.abc import Iterator, Sequence
from typing import Any

Node = tuple[Any, Any]
_UNBOUNDED = 100
"""Repetitions that may go on for longer than this count as unbounded."""
_SAMPLE = frozenset(string.printable + "éÉßıſ日本ァー々０９½’‘“”„«»–—…\u00a0\u202f\u3000\u0600\ud800😀")
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT)
_CATEGORIES = {
    sre.CATEGORY_DIGIT: str.isdecimal,
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_WORD: lambda character: character.isalnum() or character == "_",
}
_OPPOSITE = {
    sre.CATEGORY_NOT_DIGIT: sre.CATEGORY_DIGIT,
    sre.CATEGORY_NOT_SPACE: sre.CATEGORY_SPACE,
    sre.CATEGORY_NOT_WORD: sre.CATEGORY_WORD,
}


def faults(pattern: str, flags: int = 0) -> list[str]:
    """What makes this pattern slow on some text; empty where nothing does."""
    tree = parser.parse(pattern, flags)
    effective = flags | tree.state.flags
    reading = _Reading(bool(effective & sre.SRE_FLAG_IGNORECASE), bool(effective & sre.SRE_FLAG_DOTALL))
    return sorted(set(reading.sequence(list(tree))))


class _Reading:
    def __init__(self, folded: bool, dot_all: bool) -> None:
        self._folded = folded
        self._dot_all = dot_all

    def sequence(self, nodes: Sequence[Node]) -> Iterator[str]:
        """Faults of a sequence and of all that is in it."""
        nodes = list(_flat(nodes))
        for place, node in enumerate(nodes):
            if _is_unbounded(node):
                yield from self._repetition(list(node[1][2]))
                yield from self._neighbours(nodes, place)
            for inner in _inside(node):
                yield from self.sequence(inner)

    def _repetition(self, body: list[Node]) -> Iterator[str]:
        begins = self.first(body)
        for repeated, rest in _endings(body):
            again = self.first(list(repeated[1][2]))
            if again & begins and (
                self.nullable(rest) or (again & self.first(rest) and self.all(rest) <= self.all(repeated[1][2]))
            ):
                yield "a repetition in a repetition whose turns can begin with what it repeats"
        for alternatives in _choices(body):
            singles = [self.single(list(branch)) for branch in alternatives]
            if any(one & other for place, one in enumerate(singles) for other in singles[place + 1 :]):
                yield "alternatives under a repetition that match the same character"

    def _neighbours(self, nodes: Sequence[Node], place: int) -> Iterator[str]:
        own = self.all(nodes[place][1][2])
        for follower in nodes[place + 1 :]:
            # A possessive follower keeps what it has, but is asked again for each step the first one goes back.
            if (
                _is_unbounded(follower, possessive=True)
                and self.all(follower[1][2]) & own
                and self.first(list(follower[1][2])) & own
            ):
                yield "two unbounded repetitions of the same characters side by side"
            if not self.nullable([follower]):
                return

    def chars(self, node: Node) -> frozenset[str]:
        """Which characters of the sample a node for one character matches."""
        kind, value = node
        if kind is sre.LITERAL:
            return self._fold(frozenset([chr(value)]))
        if kind is sre.NOT_LITERAL:
            return _SAMPLE - {chr(value)}
        if kind is sre.ANY:
            return _SAMPLE if self._dot_all else _SAMPLE - {"\n"}
        if kind is sre.IN:
            negated = value[0][0] is sre.NEGATE
            found = frozenset().union(*(self._member(*member) for member in value if member[0] is not sre.NEGATE))
            return _SAMPLE - found if negated else self._fold(found)
        return frozenset()

    def _member(self, kind: Any, value: Any) -> frozenset[str]:
        if kind is sre.LITERAL:
            return frozenset([chr(value)])
        if kind is sre.RANGE:
            inside = frozenset(character for character in _SAMPLE if value[0] <= ord(character) <= value[1])
            return inside | {chr(value[0]), chr(value[1])}
        if value in _OPPOSITE:
            return _SAMPLE - self._member(kind, _OPPOSITE[value])
        return frozenset(character for character in _SAMPLE if _CATEGORIES[value](character))

    def _fold(self, found: frozenset[str]) -> frozenset[str]:
        return found | {c.upper() for c in found} | {c.lower() for c in found} if self._folded else found

    def first(self, nodes: Sequence[Node]) -> frozenset[str]:
        """Characters with which a match of these nodes can begin."""
        found: frozenset[str] = frozenset()
        for node in nodes:
            kind, value = node
            if kind in (*_REPEATS, sre.POSSESSIVE_REPEAT):
                found |= self.first(list(value[2]))
            elif kind is sre.BRANCH:
                found |= frozenset().union(*(self.first(list(branch)) for branch in value[1]))
            elif kind is sre.GROUPREF_EXISTS:
                found |= self.first(list(value[1])) | self.first(list(value[2] or ()))
            elif inner := list(_inside(node)):
                found |= self.first(list(inner[0])) if kind not in (sre.ASSERT, sre.ASSERT_NOT) else frozenset()
            else:
                found |= self.chars(node)
            if not self.nullable([node]):
                break
        return found

    def all(self, nodes: Sequence[Node]) -> frozenset[str]:
        """Characters that a match of these nodes can hold."""
        found: frozenset[str] = frozenset()
        for node in nodes:
            if node[0] in (sre.ASSERT, sre.ASSERT_NOT):
                continue
            inner = list(_inside(node))
            found |= frozenset().union(*(self.all(list(part)) for part in inner)) if inner else self.chars(node)
        return found

    def single(self, nodes: Sequence[Node]) -> frozenset[str]:
        """Characters that these nodes match by themselves."""
        needed = [node for node in nodes if not self.nullable([node])]
        if len(needed) > 1:
            return frozenset()
        if not needed:
            return self.all(nodes)
        (node,) = needed
        kind, value = node
        if kind is sre.BRANCH:
            return frozenset().union(*(self.single(list(branch)) for branch in value[1]))
        if inner := list(_inside(node)):
            return (
                self.single(list(inner[0]))
                if kind not in (*_REPEATS, sre.POSSESSIVE_REPEAT) or value[0] <= 1
                else frozenset()
            )
        return self.chars(node)

    def nullable(self, nodes: Sequence[Node]) -> bool:
        """Whether these nodes can match nothing."""
        for node in nodes:
            kind, value = node
            if kind in (sre.AT, sre.ASSERT, sre.ASSERT_NOT, sre.GROUPREF):
                continue
            if kind in (*_REPEATS, sre.POSSESSIVE_REPEAT):
                if value[0] and not self.nullable(list(value[2])):
                    return False
            elif kind is sre.BRANCH:
                if not any(self.nullable(list(branch)) for branch in value[1]):
                    return False
            elif kind is sre.GROUPREF_EXISTS:
                continue
            elif inner := list(_inside(node)):
                if not self.nullable(list(inner[0])):
                    return False
            else:
                return False
        return True


def _flat(nodes: Sequence[Node]) -> Iterator[Node]:
    """The same sequence with what groups hold in their place."""
    for node in nodes:
        if node[0] is sre.SUBPATTERN:
            yield from _flat(node[1][3])
        else:
            yield node


def _is_unbounded(node: Node, *, possessive: bool = False) -> bool:
    kinds = (*_REPEATS, sre.POSSESSIVE_REPEAT) if possessive else _REPEATS
    return node[0] in kinds and (node[1][1] is sre.MAXREPEAT or node[1][1] > _UNBOUNDED)


def _inside(node: Node) -> Iterator[Sequence[Node]]:
    """The sequences a node holds."""
    kind, value = node
    if kind in (*_REPEATS, sre.POSSESSIVE_REPEAT):
        yield value[2]
    elif kind is sre.SUBPATTERN:
        yield value[3]
    elif kind is sre.ATOMIC_GROUP:
        yield value
    elif kind in (sre.ASSERT, sre.ASSERT_NOT):
        yield value[1]
    elif kind is sre.BRANCH:
        yield from value[1]
    elif kind is sre.GROUPREF_EXISTS:
        yield from (part for part in value[1:] if part)


def _endings(body: Sequence[Node]) -> Iterator[tuple[Node, list[Node]]]:
    """Unbounded repetitions in a body, each with what follows it there."""
    for place, node in enumerate(body):
        rest = list(body[place + 1 :])
        if _is_unbounded(node):
            yield node, rest
        if node[0] in (sre.SUBPATTERN, sre.BRANCH, *_REPEATS):
            for inner in _inside(node):
                yield from ((repeated, [*after, *rest]) for repeated, after in _endings(list(inner)))


def _choices(body: Sequence[Node]) -> Iterator[list[Sequence[Node]]]:
    """Alternatives that are the whole of a body."""
    if len(body) == 1:
        (node,) = body
        if node[0] is sre.BRANCH:
            yield list(node[1][1])
        elif node[0] is sre.SUBPATTERN:
            yield from _choices(list(node[1][3]))
