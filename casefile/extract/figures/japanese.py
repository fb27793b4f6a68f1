"""Japanese figures: 約5000人, 1万件以上, 1兆円, 3.5％, 40社超. Read from the text, which has no spaces between words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from casefile.domain.findings import DateFinding, Figure
from casefile.extract import lexicon
from casefile.extract.document import Document

_ARABIC = r"[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?:[.．][0-9０-９]{1,6})?|[0-9０-９]{1,15}(?:[.．][0-9０-９]{1,6})?"
_CHINESE = r"[一二三四五六七八九〇十百千]{1,8}"


def _table() -> dict[str, Any]:
    return lexicon.load("ja", "numbers")


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    table = _table()
    scale = _any(table["scales"])
    # 1億2000万: up to three scaled parts, and what is left.
    arabic = rf"(?<![0-9０-９A-Za-z第-])(?<![0-9０-９][.．,，])(?:(?:{_ARABIC})(?:{scale})?){{1,4}}"
    chinese = rf"(?<![一二三四五六七八九〇十百千万億兆第])(?:{_CHINESE}(?:{scale})?){{1,4}}"
    unit = (
        rf"(?:(?P<money>{_any(table['money'])})|(?P<percent>{_any(table['percent'])})|(?P<measure>{_any(table['measure'])})"
        rf"|(?P<counter>{_any(table['counters']['words'])}))"
    )
    return re.compile(
        rf"(?P<before>{_any(table['qualifiers_before'])})?(?:(?P<arabic>{arabic})|(?P<chinese>{chinese}))"
        rf"{unit}?(?P<after>{_any(table['qualifiers_after'])})?"
    )


def find_figures(document: Document, dates: tuple[DateFinding, ...]) -> tuple[Figure, ...]:
    """Figures by start, none inside a date. Chinese numerals count only before a unit: 一 is in too many words."""
    text = document.text
    spans = [(date.start, date.end) for date in dates]
    table = _table()
    found: list[Figure] = []
    place = 0
    for match in _pattern().finditer(text):
        start, end = match.span()
        while place < len(spans) and spans[place][1] <= start:
            place += 1
        if place < len(spans) and spans[place][0] < end:
            continue
        unit_of = next((name for name in ("money", "percent", "measure", "counter") if match[name]), None)
        if unit_of is None and (match["chinese"] or text[end : end + 1] in ("年", "月", "日", "時", "分", "号", "条", "章")):
            continue
        kind = {"money": "money", "percent": "percent", "measure": "measure"}.get(unit_of or "", "count")
        unit = table[unit_of][match[unit_of]] if unit_of in ("money", "percent", "measure") else match["counter"]
        qualifier = "exactly"
        if match["before"]:
            qualifier = table["qualifiers_before"][match["before"]]
        if match["after"]:
            qualifier = table["qualifiers_after"][match["after"]]
        value = _value(match["arabic"] or match["chinese"])
        found.append(Figure(start, end, 0.85 if unit else 0.65, f"figures.ja.{kind}", kind, value, None, unit, qualifier))
    return tuple(found)


def _value(words: str) -> float:
    """1億2000万 and 二百三十 alike."""
    table = _table()
    plain = unicodedata.normalize("NFKC", words).replace(",", "")
    total = 0.0
    for part in re.finditer(rf"(?P<number>[0-9.]+|[一二三四五六七八九〇十百千]+)(?P<scale>{_any(table['scales'])})?", plain):
        total += _small(part["number"]) * (table["scales"][part["scale"]] if part["scale"] else 1)
    return total


def _small(words: str) -> float:
    """A number below ten thousand."""
    table = _table()
    if words[0].isascii():
        return float(words.rstrip(".") or 0)
    total, one = 0, 0
    if not any(tens in words for tens in table["tens"]):
        return float("".join(str(table["digits"][digit]) for digit in words))
    for character in words:
        if character in table["tens"]:
            total += (one or 1) * table["tens"][character]
            one = 0
        else:
            one = table["digits"][character]
    return float(total + one)
