"""What encryption costs: a plain case, its encrypted copy, and the ratio of the two for everything a person waits for.

    python benchmarks/encryption.py CASE      (a plain case, which is only read)

Prints processor seconds for opening, reading the panes, an import of one article, making the index (in the clear,
encrypted), a search, verify, what the next command takes to open the case and search, and for encrypting itself.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from casefile.bootstrap import importing, opening

T = TypeVar("T")
PASSPHRASE = "four lamps on the quay"
ARTICLE = "Pilot Ada Quill said on 3 May 2024 that ten ships waited outside the harbour of Brackwater.\n"


def main() -> None:
    """Measure and print."""
    source = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        os.environ["CASEFILE_CACHE"] = str(root / "index")
        os.environ["CASEFILE_BACKUPS"] = str(root / "backups")
        plain, locked, article = root / "plain.casefile", root / "locked.casefile", root / "one.txt"
        with closing(opening.open_case(source, read_only=True)) as case:
            case.save_copy(plain)
            case.save_copy(locked)
            print(f"{len(case.ask.articles()):,} articles, {plain.stat().st_size / 1e6:,.0f} MB")
        spent, _ = timed(lambda: opening.encrypt_case(locked, None, PASSPHRASE))
        print(f"encrypting: {spent:.1f} s")
        article.write_text(ARTICLE, "utf-8")
        one = measured(plain, None, article)
        shutil.rmtree(root / "index")
        other = measured(locked, PASSPHRASE, article)
    print(f"{'':<26}{'plain':>9}{'encrypted':>11}{'ratio':>7}")
    for what, seconds in one.items():
        print(f"{what:<26}{seconds:>9.2f}{other[what]:>11.2f}{other[what] / max(seconds, 1e-4):>7.1f}")


def measured(path: Path, passphrase: str | None, article: Path) -> dict[str, float]:
    """Processor seconds of each thing a person waits for."""
    spent: dict[str, float] = {}
    spent["open"], case = timed(lambda: opening.open_case(path, passphrase=passphrase))
    with closing(case):
        for what, question in (
            ("articles", case.ask.articles),
            ("timeline", case.ask.timeline),
            ("entities", case.ask.entities),
            ("an article", lambda: case.ask.article(1)),
            ("an article again", lambda: case.ask.article(1)),
        ):
            spent[what], _ = timed(question)
        spent["the index"], _ = timed(case.reindex)
        spent["a search"], _ = timed(lambda: case.ask.search("harbour insurer"))
        spent["importing one article"], _ = timed(lambda: importing.import_into(case, [article]))
        spent["verify"], _ = timed(case.verify)
    # As the next command finds it.
    begin = os.times()
    with closing(opening.open_case(path, passphrase=passphrase)) as case:
        hits = case.ask.search("harbour insurer")
    spent["open, search, close again"] = sum(os.times()[:4]) - sum(begin[:4])
    assert hits.index_state == "up to date", hits.index_state
    lies = sum(one.stat().st_size for one in Path(os.environ["CASEFILE_CACHE"]).rglob("*") if one.is_file())
    print(f"the index on disk once {'encrypted' if passphrase else 'plain'}: {lies / 1e6:,.1f} MB")
    return spent


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Processor seconds it took, in this process and its children, and what came of it. Other programs do not count."""
    began = os.times()
    answer = work()
    ended = os.times()
    return sum(ended[:4]) - sum(began[:4]), answer


if __name__ == "__main__":
    main()
