"""The articles that `search.py` searches, and what it asks: the same for the same size."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from casefile.domain.documents import IndexDocument
from casefile.index.building import Share

SAMPLE = """
The harbour office confirmed late on Tuesday that somebody had entered its booking system twice during the winter and had
copied the manifests of several hundred vessels, although officials declined to say which companies were affected. A former
pilot told this newspaper that warnings had been sent to the board in autumn and were not answered. Investigators believe
that the first visitor used the account of a contractor who had left the previous year; the second came through a machine
in the customs hall that nobody had listed. The ministry promised a report before the summer. Brokers, insurers and the
families of the crews want to know what was taken, when it was noticed, and why the public was told so late. According to
two people familiar with the inquiry, the stolen ledgers describe cargo, seals, routes and the names of guards at night.
"""
FIRST_DAY, DAYS = date(2019, 1, 1), 5 * 365
BLOCK, SHARE = 1_000, 2_500
Row = tuple[int, str, str, str, str]
"""Number, title, body, outlet, day."""


class Corpus:
    """Articles by number, a thousand at a time so that any process can make its share; kept in a database, from where every
    engine reads them."""

    def __init__(self, count: int, database: Path, seed: int = 7) -> None:
        self.count, self.database, self.seed = count, database, seed
        self.words = vocabulary(seed)

    def fill(self) -> None:
        """Writes the articles that are not there yet: what was interrupted goes on where it was."""
        connection = sqlite3.connect(self.database)
        connection.execute("create table if not exists article(id integer primary key, title, body, outlet, day)")
        (there,) = connection.execute("select coalesce(max(id), 0) from article").fetchone()
        starts = range(there + 1, self.count + 1, BLOCK)
        blocks = [(self.seed, first, min(first + BLOCK, self.count + 1)) for first in starts]
        with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
            for rows in pool.map(block, blocks, chunksize=4):
                connection.executemany("insert into article values (?, ?, ?, ?, ?)", rows)
                connection.commit()
        connection.close()

    def rows(self, first: int = 1, last: int | None = None) -> Iterator[Row]:
        """Articles first to last, both included."""
        connection = sqlite3.connect(self.database)
        yield from connection.execute("select * from article where id between ? and ?", (first, last or self.count))
        connection.close()

    def shares(self) -> list[Share]:
        """The articles in parts, for several processes."""
        starts = range(1, self.count + 1, SHARE)
        return [Part(self.database, first, min(first + SHARE - 1, self.count)) for first in starts]

    def queries(self) -> dict[str, list[str]]:
        """Thirty of each kind, in our query language."""
        chance = random.Random(11)
        numbers = chance.sample(range(1, self.count + 1), min(60, self.count))
        pairs = []
        for number in numbers:
            words = next(self.rows(number, number))[2].lower().replace(".", "").split()
            at = chance.randrange(len(words) - 3)
            pairs.append(words[at : at + 2])
        common = [str(word) for word in self.words[5:35]]
        middle = [str(word) for word in self.words[200:2000]]
        rare = [str(word) for word in self.words[20_000:60_000]]
        months = [f"{2019 + index // 12}-{index % 12 + 1:02d}" for index in range(48)]
        return {
            "common term": common,
            "rare term": chance.sample(rare, 30),
            "AND 2": [f"{a} {b}" for a, b in zip(chance.sample(middle, 30), common, strict=True)],
            "OR 4": [" OR ".join([*chance.sample(middle, 2), *chance.sample(common, 2)]) for _ in range(30)],
            "phrase": [f'"{a} {b}"' for a, b in pairs[:30]],
            "prefix": [word[:4] + "*" for word in chance.sample([word for word in middle if len(word) > 4], 30)],
            "fuzzy": [word + "~" for word in chance.sample([word for word in middle if len(word) > 4], 30)],
            "date + term": [f"{word} date:{month}" for word, month in zip(common, chance.sample(months, 30), strict=True)],
            "20 with snippets": chance.sample(common, 15) + chance.sample(middle, 15),
        }

    def typed(self) -> list[str]:
        """What stands in the search field after each letter, of three words."""
        written = [f"{self.words[at]} {self.words[at + 300]}" for at in (8, 20, 33)]
        return [text[:end] for text in written for end in range(3, len(text) + 1) if text[end - 1] != " "]


@lru_cache(maxsize=1)
def vocabulary(seed: int) -> NDArray[np.object_]:
    """The words of the sample, then made ones, most frequent first."""
    chance = random.Random(seed)
    own = sorted(dict.fromkeys(SAMPLE.lower().replace(";", "").replace(",", "").replace(".", "").split()), key=len)
    syllables = [c + v + e for c in "bcdfglmnprstv" for v in "aeiou" for e in ("", "", "n", "r", "s", "l", "t")]
    made: dict[str, None] = {}
    while len(made) < 120_000:
        made["".join(chance.choices(syllables, k=chance.choice((2, 2, 3, 3, 4))))] = None
    return np.array(own + list(made), dtype=object)


def block(stretch: tuple[int, int, int]) -> list[Row]:
    """Articles first to last, without last."""
    seed, first, last = stretch
    words = vocabulary(seed)
    # The exponent gives what English articles of this length have: about 230 different words in 470.
    weights = 1.0 / (np.arange(len(words)) + 2.7) ** 1.2
    cumulative = np.cumsum(weights / weights.sum())
    chance = np.random.default_rng((seed, first))
    found = []
    for number in range(first, last):
        length = int(chance.integers(420, 600))
        drawn = words[np.searchsorted(cumulative, chance.random(length)).clip(max=len(words) - 1)]
        sentences, at = [], 8
        while at < length:
            size = int(chance.integers(9, 26))
            sentences.append(" ".join(drawn[at : at + size]).capitalize() + ".")
            at += size
        day = (FIRST_DAY + timedelta(days=int(chance.integers(0, DAYS)))).isoformat()
        outlet = f"Paper {int(chance.integers(0, 40))}"
        found.append((number, " ".join(drawn[:8]).capitalize(), " ".join(sentences), outlet, day))
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """Some articles, read in whichever process comes to it."""

    database: Path
    first: int
    last: int

    def __call__(self) -> Iterator[IndexDocument]:
        connection = sqlite3.connect(self.database)
        rows = connection.execute("select * from article where id between ? and ?", (self.first, self.last))
        for number, title, text, outlet, day in rows:
            yield IndexDocument(
                f"S{number}", "article", number, title, text, outlet=outlet, language="en", published=(day, day)
            )
        connection.close()
