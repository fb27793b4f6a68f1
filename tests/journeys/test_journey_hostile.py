"""Files that others made to break readers: each ends in a stated result, nothing is left behind, nothing raises."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
from support import Casefile

EVERY = 12
"""The suite takes one file in this many; benchmarks/hostile.py takes all."""


@pytest.fixture(scope="module")
def hostile(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    with tarfile.open(shared / "corpus" / "hostile.tar.gz") as archive:
        files = [member for member in archive.getmembers() if member.isfile() and not member.name.endswith("manifest.csv")]
        archive.extractall(folder, files[::EVERY], filter="data")
    return folder


def test_every_file_ends_in_a_stated_result(hostile: Path, casefile: Casefile, tmp_path: Path) -> None:
    files = sorted(path for path in hostile.rglob("*") if path.is_file())
    assert len(files) > 50
    before = {path: path.read_bytes() for path in files}
    ran = casefile("import", tmp_path / "case.casefile", hostile, "--json", timeout=300)
    assert ran.code == 1, ran.err
    results = ran.document["results"]
    assert {row["path"] for row in results} == {str(path) for path in files}
    for row in results:
        assert row["result"] in ("imported", "duplicate", "partly", "refused", "skipped")
        assert row["reason"] or row["result"] == "imported"
    assert {path: path.read_bytes() for path in hostile.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case.casefile"]
    assert casefile("verify", tmp_path / "case.casefile").code == 0
