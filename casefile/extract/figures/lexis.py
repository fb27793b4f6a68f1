"""Words of figures, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from casefile.extract import lexicon

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


@dataclass(frozen=True, slots=True)
class Lexis:
    symbols: dict[str, str]
    codes: frozenset[str]
    currencies: dict[str, str]
    countries: frozenset[str]
    pounds: frozenset[str]
    paying: frozenset[str]
    """Words near which pounds are money."""
    percent: frozenset[str]
    measures: dict[str, str]
    prefixes: frozenset[str]
    short: frozenset[str]
    before: Phrases
    """Qualifying phrases by their last word, longest first."""
    after: Phrases
    """Qualifying phrases by their first word, longest first."""
    open: dict[str, int]
    naming: frozenset[str]
    motion: frozenset[str]
    """Verbs behind which "below" and "over" are directions."""
    heat: frozenset[str]
    """Words that make the C of "40C" degrees."""
    doubtful: frozenset[str]
    """Currencies whose names are commoner as other words."""
    dimensions: frozenset[str]
    """Words that make the m of "1.8m" metres."""


@lru_cache(maxsize=1)
def lexis() -> Lexis:
    """The word lists of figures."""
    units, qualifiers = lexicon.load("en", "units"), lexicon.load("en", "units_qualifiers")
    return Lexis(
        symbols={symbol.casefold(): code for symbol, code in units["currency_symbols"].items()},
        codes=frozenset(units["currency_codes"]["codes"].split()),
        currencies=units["currency_words"],
        countries=lexicon.words("en", "units", "currency_countries", "words"),
        pounds=lexicon.words("en", "units", "money_or_weight", "words"),
        paying=lexicon.words("en", "units", "money_or_weight", "paying"),
        percent=lexicon.words("en", "units", "percent", "words"),
        measures=units["measure"],
        prefixes=lexicon.words("en", "units", "measure_prefix", "words"),
        short=lexicon.words("en", "units", "measure_short", "words"),
        before=_phrases(qualifiers["before"], at=-1),
        after=_phrases(qualifiers["after"], at=0),
        open=qualifiers["open"],
        naming=lexicon.words("en", "units_qualifiers", "naming", "words"),
        motion=lexicon.words("en", "units_qualifiers", "motion", "words"),
        heat=lexicon.words("en", "units", "heat", "words"),
        doubtful=lexicon.words("en", "units", "currency_doubtful", "words"),
        dimensions=lexicon.words("en", "units_qualifiers", "dimensions", "words"),
    )


def _phrases(table: dict[str, str], at: int) -> Phrases:
    found: Phrases = {}
    for phrase, qualifier in table.items():
        words = tuple(phrase.split())
        found.setdefault(words[at], []).append((words, qualifier))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found
