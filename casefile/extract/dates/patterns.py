"""Rules over categories, written as one reads a grammar: `"m:MONTH d:DAYNUM ( COMMA? y:YEAR )?"`.

A pattern is a sequence of categories and (groups | of alternatives), each with an optional `name:` before and `?` after;
`<` and `>` mark the expression itself where words around it only license it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casefile.extract.dates.lexemes import CODE, MORE, Lexemes

_ITEM = re.compile(r"[()|<>?]|(?:(?P<name>\w+):)?(?P<category>[A-Z]+)")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a pattern matched: the values of its named categories as attributes, None for what is not there."""

    values: Mapping[str, Any]
    start: int
    end: int
    """Tokens of the expression, half-open."""

    def __getattr__(self, name: str) -> Any:
        return self.values.get(name)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern and what it means; the meaning may be None: the words match, but date nothing."""

    name: str
    pattern: re.Pattern[str]
    first: frozenset[str]
    meaning: Callable[[Parts], Any]

    def match(self, lexemes: Lexemes, at: int, end: int) -> Parts | None:
        """The longest match of this rule at a token, within a sentence that ends before token `end`."""
        codes = lexemes.codes
        found = self.pattern.match(codes, at, end)
        if found is None:
            return None
        groups = found.groupdict()
        named: dict[str, Any] = {}
        for group, text in groups.items():
            name = group.partition("__")[0]
            if text:
                named[name] = lexemes.value(found.start(group))
            else:
                named.setdefault(name, None)
        start = found.start("_open") if "_open" in groups else at
        stop = found.start("_close") if "_close" in groups else found.end()
        if codes[stop - 1] == CODE["DOT"]:
            # The dot of "Aug." is not part of the expression where nothing follows: it may end the sentence.
            stop -= 1
        return Parts(named, start, stop)


def compile_rule(name: str, source: str, meaning: Callable[[Parts], Any], macros: Mapping[str, Sequence[str]]) -> Rule:
    """A rule from its written pattern. `macros` are unions of categories."""
    out: list[str] = []
    firsts: set[str] = set()
    # Whether the items so far can all be empty, for each open group: then the next item may begin the match.
    empty = [True]
    branches: list[list[bool]] = []
    pending: list[bool] = []
    uses: dict[str, int] = {}
    for match in _ITEM.finditer(source):
        item = match[0]
        if item == "(":
            out.append("(?:")
            branches.append([])
            empty.append(empty[-1])
        elif item == "|":
            out.append("|")
            branches[-1].append(empty[-1])
            empty[-1] = empty[-2]
        elif item == ")":
            out.append(")")
            can = branches.pop()
            last = empty.pop()
            pending.append(empty[-1])
            empty[-1] = any([*can, last]) and empty[-1]
        elif item == "?":
            out.append("?")
            empty[-1] = pending[-1]
        elif item in "<>":
            out.append("(?P<_open>)" if item == "<" else "(?P<_close>)")
        else:
            category = match["category"]
            codes = "".join(CODE[part] for part in macros.get(category, (category,)))
            body = f"[{codes}]{re.escape(MORE)}*+"
            if name_ := match["name"]:
                # A name may stand in several alternatives; the one that matched gives the value.
                uses[name_] = uses.get(name_, 0) + 1
                out.append(f"(?P<{name_}__{uses[name_]}>{body})")
            else:
                out.append(f"(?:{body})")
            if empty[-1]:
                firsts.update(codes)
            pending.append(empty[-1])
            empty[-1] = False
    return Rule(name, re.compile("".join(out)), frozenset(firsts), meaning)
