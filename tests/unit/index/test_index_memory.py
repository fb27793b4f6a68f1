"""An index that lives in memory answers like one on disk and leaves nothing behind."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.domain.documents import IndexDocument
from casefile.index import open_index

WORDS = ("lamp", "quay", "ledger", "sluice", "warden", "tide", "crate", "permit", "night", "ferry")


def documents(count: int) -> Iterator[IndexDocument]:
    chance = random.Random(3)
    for number in range(1, count + 1):
        words = chance.choices(WORDS, k=40)
        yield IndexDocument(f"S{number}", "article", number, " ".join(words[:4]), " ".join(words[4:]), tags=(words[0],))


@pytest.mark.parametrize("query", ["lamp", "lamp OR quay", '"lamp quay"', "led*", "ferri~", "tag:tide", "NOT lamp"])
def test_it_answers_like_one_on_disk(query: str, tmp_path: Path) -> None:
    on_disk, in_memory = open_index("one", tmp_path), open_index("one", in_memory=True)
    for index in (on_disk, in_memory):
        index.rebuild(documents(60), 1)
        index.update([IndexDocument("S7", "article", 7, "lamp quay", "another text")], ["S9"], 2)
    assert in_memory.search(query) == on_disk.search(query)
    assert in_memory.state("one", 2) == "up to date"


def test_nothing_is_written_to_any_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "TMPDIR", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    index = open_index("secret", tmp_path / "cache", in_memory=True)
    for revision in range(1, 30):
        index.update([IndexDocument(f"S{revision}", "article", revision, "", "sluice at night")], (), revision)
    assert index.search("sluice").total == 29
    index.close()
    assert list(tmp_path.rglob("*")) == []


def test_it_is_gone_with_its_process_and_missing_at_the_next_opening() -> None:
    index = open_index("secret", in_memory=True)
    index.rebuild(documents(5), 1)
    index.close()
    assert open_index("secret", in_memory=True).state("secret", 1) == "missing"
