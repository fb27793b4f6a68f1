"""KB/s of each extraction stage on one core, processor time, and the ratio to splitting the same text with one regular
expression in the same run. The text is the sample case's English articles, repeated; nothing is read from elsewhere.

    python benchmarks/extract.py [--megabytes 2]
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from casefile.assets import resource as asset
from casefile.domain.articles import Basis, Publication
from casefile.extract import dates, figures, frame, names, publication, quotes, reports
from casefile.extract.document import Document
from casefile.extract.evidence import NO_EVIDENCE

LOAD = """import time
start = time.process_time()
from casefile.extract import extract
extract("A. Berg left.")
print(time.process_time() - start)"""
SPLIT = re.compile(r"\w+|[^\w\s]")


def articles() -> list[str]:
    folder = asset("sample", "articles")
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")) if "wangan" not in path.name]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=1.0)
    wanted = parser.parse_args().megabytes * 1e6
    texts = articles()
    rounds = max(1, round(wanted / sum(map(len, texts))))
    spent: dict[str, float] = {}

    def timed(stage: str, work: Callable[..., Any], *arguments: Any) -> Any:
        start = time.process_time()
        result = work(*arguments)
        spent[stage] = spent.get(stage, 0.0) + time.process_time() - start
        return result

    published = Publication("2025-06-05", Basis.GIVEN, 1.0)
    read = 0
    for _ in range(rounds):
        for text in texts:
            read += len(text)
            timed("one regular expression", SPLIT.findall, text)
            document = timed("document", Document, text, published, "", "en")
            frames = timed("frame", frame.find, document)
            timed("publication", publication.infer, document, frames)
            found = timed("dates", dates.find, document, frames)
            timed("figures", figures.find, document, found)
            mentions = timed("names", names.find, document, frames, found, NO_EVIDENCE)
            quoted = timed("quotes", quotes.find, document, frames, mentions, found)
            timed("reports", reports.find, document, frames, found, mentions, quoted)
    reference = spent.pop("one regular expression")
    print(f"{'stage':<14}{'KB/s':>10}{'x one regular expression':>28}")
    for stage, seconds in [*spent.items(), ("all", sum(spent.values()))]:
        print(f"{stage:<14}{read / 1000 / max(seconds, 1e-9):>10.0f}{seconds / reference:>28.1f}")
    loaded = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True).stdout
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"import and load of the rules: {float(loaded):.2f} s; peak memory {peak} MB")


if __name__ == "__main__":
    main()
