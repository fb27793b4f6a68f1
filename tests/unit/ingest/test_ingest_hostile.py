"""Files made to break readers (hostile_files): each ends in a stated result, in its time, and nothing else happens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hostile_files import KINDS

from casefile.domain.articles import ImportResult, Reading
from casefile.ingest import read

_UNTOLD = re.compile(r"Traceback|Errno|0x[0-9a-f]{6}|object at|/tmp/|\n")


@pytest.mark.parametrize("kind", KINDS, ids=[kind.__name__ for kind in KINDS])
def test_whatever_it_is_it_ends_in_a_stated_result(
    kind: Callable[[], Iterator[tuple[str, bytes]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "deep" / "down"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    names = []
    for name, content in kind():
        (inner / name).write_bytes(content)
        names.append(name)
    ended: dict[str, list[Reading | ImportResult]] = {name: [] for name in names}
    for item in read([inner]):
        ended[Path(item.path).name].append(item)
    assert [name for name, items in ended.items() if not items] == []
    for items in ended.values():
        for item in items:
            reason = item.reason if isinstance(item, ImportResult) else " ".join(item.warnings)
            assert reason or isinstance(item, Reading)
            assert not _UNTOLD.search(reason or ""), reason
            if isinstance(item, Reading):
                item.text.encode("utf-8", "surrogatepass")
                assert item.text.strip()
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == sorted(names)
