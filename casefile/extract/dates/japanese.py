"""Japanese dating expressions: 2023年6月, 昨年, 同月, 21日, 今夏, 3年前. Without spaces between words, they are read from
the text itself and not from tokens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Any

from casefile.extract import lexicon
from casefile.extract.dates import meaning as m
from casefile.extract.dates import periods
from casefile.extract.dates.candidates import Candidate
from casefile.extract.dates.meaning import DOCUMENT, PUBLISHED, Meaning
from casefile.extract.dates.periods import Extent, Unit
from casefile.extract.document import Document

_FISCAL_MONTH = 4
_NUMBER = r"(?:[0-9０-９]{1,4}|[一二三四五六七八九十]{1,3})"
_UNITS = {"year": Unit.YEAR, "month": Unit.MONTH, "week": Unit.WEEK, "day": Unit.DAY, "fiscal": Unit.FISCAL_YEAR}
_AHEAD = 30
"""Code points behind an expression in which a word may say that it lies ahead."""


def _table() -> dict[str, Any]:
    return lexicon.load("ja", "dates")


def _any(words: Iterable[str]) -> str:
    """One of these words, the longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


def number(digits: str) -> int:
    """The number that Arabic digits of either width, or Chinese numerals up to 99, say."""
    plain = unicodedata.normalize("NFKC", digits)
    if plain.isdigit() and plain.isascii():
        return int(plain)
    ones = {word: value for value, word in enumerate("〇一二三四五六七八九")}
    if "十" in plain:
        tens, _, rest = plain.partition("十")
        return ones.get(tens, 1) * 10 + ones.get(rest, 0)
    return int("".join(str(ones.get(one, 0)) for one in plain))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], Meaning | None]], ...]:
    table = _table()
    published, document = table["published"], table["document"]
    relative_year = _any({**published["year"], **document["year"]})
    relative_month = _any({**published["month"], **document["month"]})
    figures = r"(?P<year>[0-9０-９]{4}|[一二〇三四五六七八九]{4})年"
    era = rf"(?P<era>{_any(table['eras'])})(?P<nth>元|{_NUMBER})年"
    year = rf"(?:{figures}|{era}|(?P<ryear>{relative_year}))"
    month = rf"(?P<month>{_NUMBER})月"
    day = rf"(?P<day>{_NUMBER})日(?!間|目|前|後|連続|以内|ごと|々)"
    part = r"(?P<part>(?:の?(?:初め|中頃|末))|上旬|中旬|下旬|半ば)?"
    sources: list[tuple[str, str, Callable[[re.Match[str]], Meaning | None]]] = [
        ("day", rf"{year}の?{month}{day}", _day),
        ("day", rf"(?<![0-9０-９月]){month}{day}", _day),
        ("day.of-month", rf"(?P<rmonth>{relative_month})の?{day}", _day),
        ("month", rf"{year}の?{month}(?!間|号){part}", _month),
        ("month", rf"(?<![0-9０-９]){month}(?!間|号|曜){part}", _month),
        ("season", rf"{year}の?(?P<season>{_any(table['seasons'])})", _season),
        ("season", rf"(?P<short>{_any(table['short_years'])})(?P<season>{_any(table['seasons'])})(?!場|分|至)", _season),
        ("half", rf"{year}度?の?(?P<half>上半期|下半期|前半|後半)", _half),
        ("quarter", rf"{year}度?の?第?(?P<quarter>[1-4１-４一二三四])四半期", _quarter),
        ("fiscal-year", r"(?P<year>[0-9０-９]{4})年度", _fiscal),
        ("decade", r"(?P<year>[0-9０-９]{3}[0０])年代", _decade),
        ("century", r"(?P<nth>[0-9０-９]{1,2})世紀", _century),
        ("weekday", rf"(?P<rweek>{_any(published['week'])})?の?(?P<weekday>[月火水木金土日])曜日?", _weekday),
        ("distance", rf"(?P<n>{_NUMBER})(?P<unit>{_any(table['distance'])})(?P<way>前|後)(?!半)", _distance),
        ("duration", rf"(?:(?P<n>{_NUMBER})|(?P<some>数))(?P<unit>{_any(table['durations'])})", _duration),
        ("clock", rf"(?P<half>午前|午後)(?P<hour>{_NUMBER})時(?:(?P<minute>{_NUMBER})分|(?P<thirty>半))?(?!間)", _clock),
        ("set", r"毎(?P<unit>日|週|月|年)", _set),
        ("relative", _any({one for group in (published, document) for words in group.values() for one in words}), _relative),
        ("year", rf"{year}(?!間|度|代|前|後|生|産|製|物)(?P<part>の?(?:初め|末)|末|初頭)?", _year),
        ("day", r"(?<![0-9０-９月年第])(?P<day>[0-9０-９]{1,2})日(?!間|目|前|後|連続|以内|ごと|々|本)", _day),
        ("vague", _any(table["vague"]), _vague),
    ]  # fmt: skip
    return tuple((name, re.compile(source), meaning) for name, source, meaning in sources)


@lru_cache(maxsize=1)
def _begin() -> re.Pattern[str]:
    """Characters an expression may begin with."""
    table = _table()
    words = {word for group in ("published", "document") for one in table[group].values() for word in one}
    first = {word[0] for word in {*words, *table["eras"], *table["short_years"], *table["vague"], *"午毎数第月火水木金土日"}}
    return re.compile(rf"[0-9０-９〇一二三四五六七八九十{''.join(sorted(first))}]")


def recognise(document: Document) -> list[Candidate]:
    """Expressions by start, not overlapping; at each place the longest."""
    text = document.text
    found: list[Candidate] = []
    at = 0
    while match := _begin().search(text, at):
        best = _longest(text, match.start())
        if best is None:
            at = match.end()
            continue
        start, end, rule, said = best
        found.append(
            Candidate(start, end, rule, said, partial(_direction, text, end), text[max(0, start - 1) : start] == "頃")
        )
        at = end
    return found


def _longest(text: str, at: int) -> tuple[int, int, str, Meaning] | None:
    best: tuple[int, int, str, Meaning] | None = None
    for name, pattern, meaning in _patterns():
        match = pattern.match(text, at)
        if match and (best is None or match.end() > best[1]):
            said = meaning(match)
            if said is not None:
                best = (at, match.end(), f"ja.{name}", said)
    return best


def _direction(text: str, end: int) -> int:
    """The future where the clause has a word for it; Japanese reports are in the past otherwise."""
    clause = re.split("[。、\n]", text[end : end + _AHEAD], maxsplit=1)[0]
    return 1 if any(cue in clause for cue in _table()["cues"]["future"]) else -1


def _group(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _year_of(match: re.Match[str]) -> int | None:
    """The year in figures or of an era, if the expression has one."""
    if text := _group(match, "year"):
        return number(text) or None
    if era := _group(match, "era"):
        nth = _group(match, "nth") or "元"
        first: int = _table()["eras"][era]
        return first + (1 if nth == "元" else number(nth)) - 1
    return None


def _seen(word: str, unit: Unit) -> Meaning:
    """A word such as 昨年 or 同月 as a unit."""
    table = _table()
    for words in table["published"].values():
        if word in words:
            return m.on_publication(unit, words[word])
    for words in table["document"].values():
        if word in words:
            return m.on_last(unit, words[word])
    return m.on_publication(unit, table["short_years"].get(word, 0))


def _in_year(match: re.Match[str], build: Callable[[int], Extent | None]) -> Meaning | None:
    """Part of a year, with whatever year the expression gives."""
    year = _year_of(match)
    if year is not None:
        extent = build(year) if 1 <= year <= 9999 else None
        return m.absolute(extent) if extent is not None else None
    word = _group(match, "ryear") or _group(match, "short")
    return m.within(_seen(word, Unit.YEAR), build) if word else m.yearly(build)


def _day(match: re.Match[str]) -> Meaning | None:
    day = number(match["day"])
    if not 1 <= day <= 31:
        return None
    if month := _group(match, "month"):
        return _in_year(match, lambda year: m.safe_day(year, number(month), day))
    word = _group(match, "rmonth")
    base = _seen(word, Unit.MONTH) if word else None

    def resolve(context: m.Context) -> Extent | None:
        if base is not None:
            extent = base.resolve(context) if base.resolve else None
            return m.safe_day(extent.first.year, extent.first.month, day) if extent else None
        if context.today is None:
            return None
        running = periods.containing(context.today, Unit.MONTH)
        here = m.safe_day(running.first.year, running.first.month, day)
        if context.direction == 1:
            return here if here and here.first >= context.today else _day_in(running.shift(1), day)
        return here if here and here.first <= context.today else _day_in(running.shift(-1), day)

    return Meaning(resolve=resolve, anchor=base.anchor if base else PUBLISHED, confidence=0.85)


def _day_in(month: periods.Period, day: int) -> Extent | None:
    return m.safe_day(month.first.year, month.first.month, day)


def _month(match: re.Match[str]) -> Meaning | None:
    month = number(match["month"])
    return _in_year(match, lambda year: periods.month(year, month)) if 1 <= month <= 12 else None


def _season(match: re.Match[str]) -> Meaning | None:
    season: int = _table()["seasons"][match["season"]]
    return _in_year(match, lambda year: periods.season(year, season))


def _half(match: re.Match[str]) -> Meaning | None:
    second = match["half"] in ("下半期", "後半")
    return _in_year(match, lambda year: periods.Period(Unit.HALF, year * 2 + second))


def _quarter(match: re.Match[str]) -> Meaning | None:
    quarter = number(match["quarter"])
    return _in_year(match, lambda year: periods.Period(Unit.QUARTER, year * 4 + quarter - 1))


def _fiscal(match: re.Match[str]) -> Meaning | None:
    year = number(match["year"])
    return m.absolute(periods.fiscal_year(year, _FISCAL_MONTH)) if 1 <= year < 9999 else None


def _decade(match: re.Match[str]) -> Meaning | None:
    return m.absolute(periods.Period(Unit.DECADE, number(match["year"]) // 10))


def _century(match: re.Match[str]) -> Meaning | None:
    nth = number(match["nth"])
    return m.absolute(periods.Period(Unit.CENTURY, nth - 1)) if 2 <= nth <= 30 else None


def _weekday(match: re.Match[str]) -> Meaning | None:
    weekday: int = _table()["weekdays"][match["weekday"]]
    if week := match["rweek"]:
        shift: int = _table()["published"]["week"][week]

        def resolve(context: m.Context) -> Extent | None:
            if context.today is None:
                return None
            monday = periods.containing(context.today, Unit.WEEK).shift(shift).first
            return periods.Period(Unit.DAY, monday.toordinal() + weekday)

        return Meaning(resolve=resolve, anchor=PUBLISHED)
    return m.weekday(weekday)


def _distance(match: re.Match[str]) -> Meaning | None:
    unit = Unit[_table()["distance"][match["unit"]]]
    back = match["way"] == "前"
    return m.distance(unit, number(match["n"]), -1 if back else 1, PUBLISHED if back else DOCUMENT)


def _duration(match: re.Match[str]) -> Meaning | None:
    count = number(match["n"]) if match["n"] else None
    half = 0.5 if match["unit"] == "年半" and count is not None else 0
    return m.duration(periods.iso_duration(None if count is None else count + half, _table()["durations"][match["unit"]]))


def _clock(match: re.Match[str]) -> Meaning | None:
    hour = number(match["hour"]) + (12 if match["half"] == "午後" and number(match["hour"]) < 12 else 0)
    minute = 30 if match["thirty"] else number(match["minute"]) if match["minute"] else 0
    return Meaning("time", clock=f"{hour:02d}:{minute:02d}") if hour <= 24 and minute < 60 else None


def _set(match: re.Match[str]) -> Meaning | None:
    return m.repeated({"日": "P1D", "週": "P1W", "月": "P1M", "年": "P1Y"}[match["unit"]])


def _relative(match: re.Match[str]) -> Meaning | None:
    table = _table()
    for group in (table["published"], table["document"]):
        for name, words in group.items():
            if match[0] in words:
                said = _seen(match[0], _UNITS[name])
                return said if name != "fiscal" else _fiscal_relative(words[match[0]])
    return None


def _fiscal_relative(shift: int) -> Meaning:
    def resolve(context: m.Context) -> Extent | None:
        if context.today is None:
            return None
        return periods.containing(context.today, Unit.FISCAL_YEAR, _FISCAL_MONTH).shift(shift)

    return Meaning(resolve=resolve, anchor=PUBLISHED)


def _year(match: re.Match[str]) -> Meaning | None:
    year = _year_of(match)
    if year is not None:
        return m.absolute(periods.year(year)) if 1 <= year <= 9999 else None
    return _seen(match["ryear"], Unit.YEAR)


def _vague(match: re.Match[str]) -> Meaning | None:
    return m.vague(_table()["vague"][match[0]])
