"""A large case out of the sample: its articles told again and again, of other ports, people, days and numbers.

    python benchmarks/make_case.py CASE [--articles 10000] [--seed 7] [--jobs 2] [--texts FOLDER] [--times 10]

Articles belong to stories (some twelve each, a few many more). A story has a cast of its own, of whom some occur in other
stories too; its articles are paragraphs of the sample in the words of one of them, with names, dates and numbers replaced.
They go in by the ordinary import, with a manifest, as a person's would. The same seed gives the same texts. `--texts` keeps
the files. With `--times` every article is written so many times, see copying.py: 100,000 articles in minutes.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from copying import multiply

from casefile.bootstrap import importing, opening

MONTHS = "January February March April May June July August September October November December".split()
FIRST_DAY, DAYS = date(2012, 1, 1), 13 * 365
STORY = 12
"""Articles of a story, on average."""
PEOPLE = (
    "Erik Lindqvist", "Katarina Brandt", "Katarzyna Brandt", "Ingrid Sølheim", "Ingrid Solheim", "Hanne Voss", "Tomas Reyl",
    "Maren Tolliver", "Jonas Feld", "Ilse Marchetti",
)  # fmt: skip
PLACES = ("Halden", "Valmere", "Sund", "Brekke")
FIRMS = (
    "Osterline Shipping", "Nordhaven Mutual", "Deltaworks GmbH", "Hoshino Marine Electronics", "HarborMind 4", "Grey Tern",
)  # fmt: skip
FIRST_NAMES = (
    "Ada Alma Anton Axel Berta Clara Dora Edvard Elin Emil Erik Eva Frida Georg Greta Gustav Hanna Harald Ida Ines Ivar "
    "Jakob Jonas Karin Karl Klara Lars Lena Linus Lotte Magnus Mara Marta Mira Nils Nora Olav Oskar Paula Petra Rolf Rosa "
    "Sara Sigrid Silke Signe Sven Tilda Tobias Ulla Vera Viktor Wanda Yrsa"
).split()
TRADES = (
    "Shipping,Freight,Mutual,Electronics,Steel Works,Logistics,Marine,Terminals,Chandlers,Salvage,Cranes,Insurance".split(
        ","
    )
)
OUTLETS = "Courier Ledger Post Herald Gazette Observer Wire Monitor Dispatch Mirror".split()


@dataclass(frozen=True)
class Article:
    name: str
    text: str
    outlet: str
    published: date


class Stories:
    """Articles one after the other, the same for the same seed."""

    def __init__(self, articles: int, seed: int) -> None:
        self.count = articles
        self._chance = random.Random(seed)
        self._names = Names(self._chance, articles)
        folder = importing.sample_files()[0][0]
        self._samples = [
            _paragraphs(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt")) if _english(path)
        ]
        self._all = [paragraph for sample in self._samples for paragraph in sample[2:]]

    def __iter__(self) -> Iterator[Article]:
        chance, number = self._chance, 0
        while number < self.count:
            cast, first = self._names.cast(), FIRST_DAY + timedelta(days=chance.randrange(DAYS))
            # Most stories are told a few times, some by everybody for a year.
            told = min(int(chance.paretovariate(1.3) * 5) + 1, 300)
            for _ in range(min(told, self.count - number)):
                number += 1
                yield self._article(number, cast, first + timedelta(days=int(chance.expovariate(1 / 60))))

    def _article(self, number: int, cast: dict[str, str], day: date) -> Article:
        chance = self._chance
        paragraphs = list(chance.choice(self._samples))
        for _ in range(chance.randrange(4)):
            paragraphs.insert(chance.randint(1, len(paragraphs)), chance.choice(self._all))
        if chance.random() < 0.3:
            del paragraphs[chance.randint(2, len(paragraphs) - 1) :]
        text = _recast("\n\n".join(paragraphs), cast)
        text = re.sub(r"\b\d{1,2},?\d{3}\b|\b\d{2,3}\b(?! [A-Z])", lambda found: self._number(found[0], day), text)
        text = re.sub(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})\b", lambda _: self._day(day), text)
        return Article(
            f"{number:06}.txt", f"{text}\n", cast["outlet"] if chance.random() < 0.2 else self._names.outlet(), day
        )

    def _number(self, written: str, day: date) -> str:
        value = int(written.replace(",", ""))
        if 2000 <= value < 2030:
            return str(value - 2025 + day.year)
        return f"{max(2, round(value * self._chance.choice((0.25, 0.5, 1, 1, 1.5, 2, 4)))):,}"

    def _day(self, before: date) -> str:
        day = before - timedelta(days=int(self._chance.expovariate(1 / 40)))
        return f"{MONTHS[day.month - 1]} {day.day}"


class Names:
    """Pools that grow with the case, slower than it does; what is drawn early is drawn often."""

    def __init__(self, chance: random.Random, articles: int) -> None:
        self._chance = chance
        many = 60 + round(articles**0.85)
        self._last = [self._syllables() for _ in range(40 + many // 4)]
        self._places = list(dict.fromkeys(self._syllables() for _ in range(60 + many // 20)))
        self._people = [f"{chance.choice(FIRST_NAMES)} {chance.choice(self._last)}" for _ in range(many)]
        self._firms = [f"{self._syllables()} {chance.choice(TRADES)}" for _ in range(30 + many // 2)]
        self._outlets = [f"The {chance.choice(self._places)} {chance.choice(OUTLETS)}" for _ in range(40)]

    def cast(self) -> dict[str, str]:
        """Who and what the names of the sample are in one story."""
        cast = {name: self._drawn(self._people) for name in PEOPLE}
        # Two spellings of one name stay two spellings of one name.
        cast["Ingrid Solheim"] = cast["Ingrid Sølheim"]
        cast |= {name: self._drawn(self._places) for name in PLACES}
        cast |= {name: self._drawn(self._firms) for name in FIRMS}
        return cast | {"outlet": self.outlet()}

    def outlet(self) -> str:
        return self._drawn(self._outlets)

    def _drawn(self, pool: list[str]) -> str:
        return pool[int(len(pool) * self._chance.random() ** 3)]

    def _syllables(self) -> str:
        chance = self._chance
        made = "".join(
            chance.choice("bdfghklmnprstv") + chance.choice("aeiou") + chance.choice(("", "l", "n", "r", "s"))
            for _ in range(chance.choice((2, 2, 3)))
        )
        return f"{made.capitalize()}{chance.choice(('', 'd', 'm', 'berg', 'dal', 'vik'))}"


def _recast(text: str, cast: dict[str, str]) -> str:
    whole = {name: other for name, other in cast.items() if name != "outlet"}
    last = {name.split()[-1]: other.split()[-1] for name, other in whole.items() if name in PEOPLE}
    first = {name.split()[0]: other for name, other in whole.items() if name in FIRMS}
    table = {**last, **first, **whole}
    names = "|".join(re.escape(name) for name in sorted(table, key=len, reverse=True))
    return re.sub(rf"\b(?:{names})\b", lambda found: table[found[0]], text)


def _paragraphs(text: str) -> list[str]:
    return [block.strip() for block in text.split("\n\n") if block.strip()]


def _english(path: Path) -> bool:
    return path.read_text(encoding="utf-8")[:200].isascii() or "the " in path.read_text(encoding="utf-8")


def write_texts(folder: Path, articles: int, seed: int) -> Path:
    """The articles as files, a thousand a folder; where their manifest is."""
    manifest = folder / "manifest.csv"
    with manifest.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("file", "outlet", "published"))
        for number, article in enumerate(Stories(articles, seed)):
            place = folder / f"{number // 1000:03}"
            place.mkdir(exist_ok=True)
            (place / article.name).write_text(article.text, encoding="utf-8")
            rows.writerow((f"{place.name}/{article.name}", article.outlet, article.published.isoformat()))
    return manifest


def make(case_path: Path, articles: int, seed: int, jobs: int, texts: Path) -> float:
    """Make the case; seconds the import took. Raises UserError where something is at `case_path` already."""
    manifest = write_texts(texts, articles, seed)
    begin = time.perf_counter()
    with opening.create_case(case_path, f"{articles:,} articles") as case:

        def progress(done: int, of: int | None, _path: str) -> None:
            if done % 1000 == 0:
                taken = time.perf_counter() - begin
                print(f"{done:>9,} of {of or 0:,} after {taken:,.0f} s, {done / taken:.0f} a second", file=sys.stderr)

        folders = sorted(path for path in texts.iterdir() if path.is_dir())
        importing.import_into(case, folders, manifest=manifest, jobs=jobs, progress=progress)
        counts = case.ask.overview().counts
    taken = time.perf_counter() - begin
    print(
        f"{counts.articles:,} articles, {counts.entities:,} entities, {counts.events:,} events, {counts.quotes:,} quotes "
        f"in {taken:,.0f} s; {case_path.stat().st_size / 1e6:,.0f} MB"
    )
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--times", type=int, default=1, help="copies of every article, as articles of their own")
    given = parser.parse_args()
    if given.texts is not None:
        given.texts.mkdir(parents=True)
        make(given.case, given.articles, given.seed, given.jobs, given.texts)
    else:
        with tempfile.TemporaryDirectory() as folder:
            make(given.case, given.articles, given.seed, given.jobs, Path(folder))
    if given.times > 1:
        begin = time.perf_counter()
        multiply(given.case, given.times)
        print(f"each {given.times} times in {time.perf_counter() - begin:,.0f} s; {given.case.stat().st_size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
