"""How well saved pages are read: title, date, author, text that must and must not be there. For development and CI only.

    python benchmarks/pages.py FOLDER [--errors N]

FOLDER has bench.jsonl, an expected page a line (file, title, author, published, must_contain, must_not_contain), and html/
with the pages, gzipped or not. Nothing of it enters the project.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from casefile.ingest.formats.html import read_html

Row = dict[str, Any]


def squeezed(text: str | None) -> str:
    """Words only, folded: what two renderings of one thing share."""
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return " ".join(re.findall(r"\w+", folded))


def same_title(found: str, wanted: str) -> bool:
    """Equal, or one begins or ends the other (a site name more or less)."""
    first, second = squeezed(found), squeezed(wanted)
    return bool(first) and (first == second or (min(len(first), len(second)) >= 8 and (first in second or second in first)))


def same_author(found: tuple[str, ...], wanted: str) -> bool:
    names = squeezed(wanted)
    return any(squeezed(name) and (squeezed(name) in names or names in squeezed(name)) for name in found)


def _one(authors: str | list[str]) -> str:
    return authors if isinstance(authors, str) else "; ".join(authors)


def judge(row: Row, folder: Path, errors: list[str]) -> Counter[str]:
    path = folder / "html" / row["file"]
    content = path.read_bytes()
    content = gzip.decompress(content) if path.suffix == ".gz" else content
    text, metadata = read_html(content, row["file"].removesuffix(".gz"))
    counts: Counter[str] = Counter()

    def note(kind: str, right: bool, wanted: object, found: object) -> None:
        counts[kind] += 1
        counts[f"{kind} right"] += right
        if not right:
            errors.append(f"{kind:<10} {row['id']}: wanted {str(wanted)[:80]!r} found {str(found)[:80]!r}")

    if row.get("title"):
        note("title", same_title(metadata.title, row["title"]), row["title"], metadata.title)
    if row.get("published"):
        note(
            "date", (metadata.published.edtf or "")[:10] == row["published"][:10], row["published"], metadata.published.edtf
        )
    if row.get("author"):
        note("author", same_author(metadata.authors, _one(row["author"])), row["author"], metadata.authors)
    body = squeezed(text)
    for kind, wanted in (("must_contain", True), ("must_not_contain", False)):
        for phrase in row.get(kind) or ():
            note(f"must {'' if wanted else 'not '}contain", (squeezed(phrase) in body) is wanted, phrase, "")
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    arguments = parser.parse_args()
    totals: Counter[str] = Counter()
    errors: list[str] = []
    start = time.process_time()
    rows = [json.loads(line) for line in (arguments.folder / "bench.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        totals += judge(row, arguments.folder, errors)
    for kind in sorted(kind for kind in totals if not kind.endswith(" right")):
        print(f"{kind:<18}{100 * totals[f'{kind} right'] / totals[kind]:6.1f} % of {totals[kind]}")
    print(f"{(time.process_time() - start) / len(rows) * 1000:.0f} ms a page")
    print("\n".join(errors[: arguments.errors]))


if __name__ == "__main__":
    main()
