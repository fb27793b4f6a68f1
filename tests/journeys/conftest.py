"""The program as a person starts it: in a process of its own, from its command line."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path

import pytest
from support import Casefile, Ran
from warm import Warm

from casefile.assets import resource


@pytest.fixture(scope="session")
def casefile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casefile]:
    """Run `casefile ARGUMENTS`; its caches and reports are its own."""
    home = tmp_path_factory.mktemp("journey")
    environment = {**os.environ, "HOME": str(home), "CASEFILE_CACHE": str(home / "index"), "PYTHONWARNINGS": "error"}
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        environment[f"XDG_{name}_HOME"] = str(home / name.lower())
    # Elsewhere a process cannot fork, or what the system loaded into it does not survive that.
    with Warm(environment, home) if sys.platform == "linux" else nullcontext() as warm:

        def run(*arguments: object, given: str = "", timeout: float = 120) -> Ran:
            words = list(map(str, arguments))
            ran = warm.run(words, given, timeout) if warm else _cold(words, given, timeout, environment)
            assert "Traceback" not in ran.err, ran.err
            return ran

        yield run


def _cold(words: list[str], given: str, timeout: float, environment: dict[str, str]) -> Ran:
    done = subprocess.run(
        [sys.executable, "-m", "casefile", *words],
        input=given,
        capture_output=True,
        encoding="utf-8",
        env=environment,
        timeout=timeout,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def imported(casefile: Casefile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case, imported once. No test changes it: those that change a case have a copy of it."""
    path = tmp_path_factory.mktemp("sample") / "sample.casefile"
    articles = resource("sample", "articles")
    ran = casefile("import", path, articles, "--manifest", articles / "manifest.csv", "--json")
    assert ran.code == 0, ran.err
    return path


@pytest.fixture
def case(imported: Path, tmp_path: Path) -> Path:
    """A copy of the sample case for one test to change. It is a case of its own, so that it has an index of its own."""
    path = tmp_path / "sample.casefile"
    with (
        closing(sqlite3.connect(f"{imported.as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(path)) as copy,
    ):
        source.backup(copy)
        copy.execute("UPDATE case_record SET case_id = ?", (uuid.uuid4().hex,))
        copy.commit()
    return path
