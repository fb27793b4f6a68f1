"""Starts sweeps: makes the shim and runs workers with it preloaded."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent
ROOT = _HERE.parent.parent


def compiler() -> str | None:
    """A C compiler, where the machine has one and can preload what it makes."""
    return (shutil.which("cc") or shutil.which("gcc")) if sys.platform.startswith("linux") else None


def make_shim(folder: Path) -> Path:
    """The shim as a library in `folder`."""
    made = folder / "shim.so"
    cc = compiler()
    assert cc is not None
    subprocess.run([cc, "-shared", "-fPIC", "-O1", "-Wall", "-o", made, _HERE / "shim.c", "-ldl"], check=True)
    return made


def start(shim: Path, articles: int, seed: int, points: str, names: Sequence[str]) -> subprocess.Popen[str]:
    """A worker that sweeps these operations; its standard output is JSON."""
    environment = {
        **os.environ,
        "LD_PRELOAD": str(shim),
        "PYTHONPATH": os.pathsep.join((str(ROOT / "tools"), str(ROOT))),
        "PYTHONWARNINGS": "ignore",
    }
    words = [sys.executable, "-m", "sweeping.sweep", str(shim), str(articles), str(seed), points, ",".join(names)]
    return subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)


def finished(worker: subprocess.Popen[str]) -> list[dict[str, Any]]:
    """What a worker came to."""
    out, _ = worker.communicate()
    assert worker.returncode == 0, f"the sweep ended with {worker.returncode}"
    results = json.loads(out)
    assert isinstance(results, list)
    return results
