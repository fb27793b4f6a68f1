"""The grammar of English dating expressions: patterns over categories (lexemes.py) and what they mean (meaning.py).

At each place the longest match wins, then the rule written first.
"""

from __future__ import annotations

from functools import lru_cache

from casefile.extract.dates.grammar import days, durations, months, units, years
from casefile.extract.dates.grammar.rules import MACROS, SOURCES
from casefile.extract.dates.lexemes import CODE
from casefile.extract.dates.patterns import Rule, compile_rule

__all__ = ["continuations", "days", "durations", "months", "rules", "units", "years"]


@lru_cache(maxsize=1)
def rules() -> dict[str, tuple[Rule, ...]]:
    """The rules by the category a match may begin with."""
    compiled = [
        compile_rule(name, pattern, builder, MACROS) for name, pattern, builder in SOURCES if not name.endswith(".continued")
    ]
    return {code: tuple(one for one in compiled if code in one.first) for code in CODE.values()}


@lru_cache(maxsize=1)
def continuations() -> tuple[Rule, ...]:
    """Rules that read on from an expression that was found: they begin where it begins and end behind it."""
    return tuple(
        compile_rule(name, pattern, builder, MACROS) for name, pattern, builder in SOURCES if name.endswith(".continued")
    )
