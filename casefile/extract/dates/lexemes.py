"""Tokens as the grammar of dates sees them: a category and a value each.

The categories of a text stand in one string, one character a token ("." for words that date nothing, "+" for the further
tokens of a lexeme), so that rules of the grammar can be regular expressions over categories.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from casefile.extract import lexicon
from casefile.extract.dates import digits
from casefile.extract.dates.periods import Unit
from casefile.extract.document import Document

OTHER, MORE = ".", "+"
_NAMES = """MONTH SHORTMONTH MAYMONTH LOWMONTH WEEKDAY WEEKDAYS NAMEDDAY SHORTDAY SEASON FALL UNIT UNITS CLOCKUNIT
    TODAY PARTDAY NOON REFERENCE SET DECADEWORD QCODE HCODE HOLIDAY DAYNUM YEAR NUMBER ORDWORD ORDDIGIT DECADE
    NUMERIC CLOCK LAST NEXT THIS THAT EACH EARLY EDGE ADVERB AGO BEFORE AFTER SINCE OF IN ON BY FROM BETWEEN
    TO AND THE A COMMA DASH DOT POSSESSIVE VAGUE RECENT HALFWORD FISCAL ACADEMIC AD ALL OTHER
    FOR OVER AT LONG SINGLE REST TIMES LESS THAN ENDED SLASH YEARSPAN FISCALYEAR PARTDAYS""".split()
CODE: Mapping[str, str] = {name: chr(0x100 + number) for number, name in enumerate(_NAMES)}
"""The character of each category."""

Entries = dict[str, tuple[str, Any]]
"""Words with category and value."""
Holidays = dict[str, list[tuple[tuple[str, ...], str]]]
"""By first word: all words, and the rule of the day."""

_FISCAL = re.compile(r"fy((?:19|20)?\d\d)")
_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the categories' words are."""

    codes: dict[str, str]
    """Category by lower-case word; CASED for words whose category hangs on a capital."""
    values: dict[str, Any]
    cased: dict[str, tuple[str, Any]]
    """Category and value of words when capitalised."""
    plain: dict[str, tuple[str, Any]]
    """Of those, the ones that mean something also when not."""
    holidays: Holidays
    ordinals: frozenset[str]
    tens: dict[str, int]


CASED = "?"


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words of the categories, read once."""
    table, numbers = lexicon.load("en", "dates"), lexicon.load("en", "numbers")
    entries: Entries = {}
    for category, words in table["grammatical"].items():
        if category in CODE:
            entries |= {word: (CODE[category], word) for word in words.split()}
    entries["/"] = (CODE["SLASH"], "/")
    named = {
        "month": "MONTH", "weekday": "WEEKDAY", "season": "SEASON", "season_ambiguous": "FALL", "clock_unit": "CLOCKUNIT",
        "deictic_day": "TODAY", "part_of_day": "PARTDAY", "parts_of_day": "PARTDAYS",
        "noon": "NOON", "reference": "REFERENCE", "set": "SET",
        "decade": "DECADEWORD", "quarter_code": "QCODE", "half_code": "HCODE",
    }  # fmt: skip
    for name, category in named.items():
        entries |= {word: (CODE[category], value) for word, value in table[name].items()}
    entries |= {f"{word}s": (CODE["WEEKDAYS"], value) for word, value in table["weekday"].items()}
    entries |= {
        word: (CODE["UNITS" if word.endswith("s") else "UNIT"], Unit[value]) for word, value in table["unit"].items()
    }
    entries |= {word: (CODE["ORDWORD"], value) for word, value in numbers["ordinals"].items()}
    plain = {word: (CODE["LOWMONTH"], value) for word, value in table["month_short"].items() if word != "mar"}
    cased: Entries = {}
    for name, category in (("month_short", "SHORTMONTH"), ("month_ambiguous", "MAYMONTH"), ("weekday_short", "SHORTDAY")):
        cased |= {word: (CODE[category], value) for word, value in table[name].items()}
    holidays: Holidays = {}
    for name, rule in table["holidays"].items():
        words = tuple(re.findall(r"(?:[^\W\d_]\.){2,}|['’]s\b|[^\W_]+|\S", name))
        holidays.setdefault(words[0], []).append((words, rule))
    for options in holidays.values():
        options.sort(key=lambda option: -len(option[0]))
    return Vocabulary(
        {word: code for word, (code, _) in entries.items()} | dict.fromkeys(cased, CASED),
        {word: value for word, (_, value) in entries.items()},
        cased, plain, holidays, frozenset(numbers["ordinals"]), numbers["tens"],
    )  # fmt: skip


class Lexemes:
    """The categories of a document's tokens, and their values."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._words = words = vocabulary()
        # Of every word its category at C speed; then the few that need a second look.
        category = words.codes.get
        self._codes = [category(word, OTHER) for word in document.lower]
        self._values: dict[int, Any] = {}
        for i in [i for i, code in enumerate(self._codes) if code == CASED]:
            word = document.lower[i]
            entry = words.cased[word] if document.words[i][0].isupper() else words.plain.get(word)
            self._codes[i] = entry[0] if entry else OTHER
            self._values[i] = entry[1] if entry else None
        self._mark_fiscal()
        self._mark_numbers()
        self._mark_ordinals()
        self._mark_holidays()
        self._mark_numeric()
        self.codes = "".join(self._codes)

    def value(self, i: int) -> Any:
        """What the lexeme at token i stands for: a month's number, a unit, the word itself."""
        found = self._values.get(i, _NOTHING)
        return self._words.values.get(self.document.lower[i]) if found is _NOTHING else found

    def _set(self, first: int, last: int, name: str, value: Any) -> None:
        self._codes[first] = CODE[name]
        self._values[first] = value
        for i in range(first + 1, last + 1):
            self._codes[i] = MORE

    def _mark_numbers(self) -> None:
        document = self.document
        lower, starts, ends, words = document.lower, document.starts, document.ends, document.words
        count = len(lower)
        for number in document.numbers:
            first, last = number.first, number.last
            glued = last + 1 < count and starts[last + 1] == ends[last]
            if number.digits and number.plain:
                token, value = words[first], int(number.value)
                follower = lower[last + 1] if glued else ""
                if follower in ("st", "nd", "rd", "th"):
                    self._set(first, last + 1, "ORDDIGIT" if value <= 31 else "ORDWORD", value)
                elif follower == "s" and value % 10 == 0 and (1000 <= value < 2100 or len(token) == 2):
                    self._decade(first, last + 1, value)
                elif len(token) == 4 and 1000 <= value < 2200:
                    self._set(first, last, "YEAR", value)
                elif len(token) <= 2 and 1 <= value <= 31:
                    if (
                        len(token) == 2
                        and first
                        and lower[first - 1] in ("'", "’", "‘")
                        and ends[first - 1] == starts[first]
                    ):
                        self._set(first - 1, last, "YEAR", self._short_year(value))
                    else:
                        self._set(first, last, "DAYNUM", value)
                elif len(token) == 2 and first and lower[first - 1] in ("'", "’", "‘") and ends[first - 1] == starts[first]:
                    self._set(first - 1, last, "YEAR", self._short_year(value))
                else:
                    self._set(first, last, "NUMBER", number.value)
            else:
                self._set(first, last, "NUMBER", number.value)

    def _mark_ordinals(self) -> None:
        """ "twenty-first" is one lexeme."""
        lower, tens = self.document.lower, self._words.tens
        ordinals = self._words.ordinals
        for i in [i for i, word in enumerate(lower) if word in ordinals]:
            value = self._words.values[lower[i]]
            if i >= 2 and lower[i - 1] == "-" and lower[i - 2] in tens and value < 10:
                self._set(i - 2, i, "ORDWORD", tens[lower[i - 2]] + value)
            elif i >= 1 and lower[i - 1] in tens and value < 10:
                self._set(i - 1, i, "ORDWORD", tens[lower[i - 1]] + value)
            else:
                self._set(i, i, "ORDWORD", value)

    @staticmethod
    def _short_year(value: int) -> int:
        return 2000 + value if value < digits.PIVOT else 1900 + value

    def _decade(self, first: int, last: int, value: int) -> None:
        document = self.document
        if value < 100:
            quoted = (
                first and document.lower[first - 1] in ("'", "’", "‘") and document.ends[first - 1] == document.starts[first]
            )
            self._set(first - 1 if quoted else first, last, "DECADE", value)
        else:
            self._set(first, last, "DECADE", value)

    def _mark_fiscal(self) -> None:
        """FY2022, FY22: fiscal year and number in one word."""
        for i in [i for i, word in enumerate(self.document.lower) if word[:2] == "fy"]:
            if match := _FISCAL.fullmatch(self.document.lower[i]):
                value = int(match[1])
                self._set(i, i, "FISCALYEAR", value if value > 99 else 2000 + value)

    def _mark_holidays(self) -> None:
        document, holidays = self.document, self._words.holidays
        lower = document.lower
        for i in [i for i, word in enumerate(lower) if word in holidays]:
            if document.words[i][0].isupper():
                for words, rule in holidays[lower[i]]:
                    window = lower[i : i + len(words)]
                    if len(window) == len(words) and all(
                        a == b or (a in "'’s" and a.replace("’", "'") == b) for a, b in zip(window, words, strict=True)
                    ):
                        self._set(i, i + len(words) - 1, "HOLIDAY", rule)
                        break

    def _mark_numeric(self) -> None:
        """Dates and clock times in digits."""
        document = self.document
        for start, ends, name, value in digits.find(document):
            first = document.token_at(start)
            for end in ends:
                last = document.token_at(end) - 1
                if first <= last and document.starts[first] == start and document.ends[last] == end:
                    self._set(first, last, name, value)
                    break
