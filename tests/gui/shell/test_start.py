"""What starting the window loads, and the picture it can take of itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from casefile.bootstrap import importing, opening
from casefile.gui import wiring


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "CASEFILE_CACHE": str(folder / "cache")}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=120, check=False
    )


def test_the_window_is_up_before_the_rest_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys, casefile.gui.app; print(sorted({'sqlalchemy', 'whoosh', 'typst', 'trafilatura'} & sys.modules.keys()))"
    )
    done = run(code, tmp_path)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_a_picture_of_the_window_in_the_size_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Ferry late\n\nThe ferry was late on 3 July 2024, Mira Solberg said.\n", encoding="utf-8"
    )
    case = opening.create_case(tmp_path / "ferry.casefile", "Ferry")
    importing.import_into(case, [tmp_path / "a.txt"])
    case.close()
    code = (
        "from pathlib import Path; from casefile.gui.app import run;"
        f"folder = Path({str(tmp_path)!r});"
        "raise SystemExit(run(folder / 'ferry.casefile', screenshot=folder / 'w.png', size=(1280, 800)))"
    )
    done = run(code, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    picture = QImage(str(tmp_path / "w.png"))
    assert (picture.width(), picture.height()) == (1280, 800)
    colours = {picture.pixelColor(x, y).name() for x in range(0, 1280, 4) for y in range(0, 800, 4)}
    assert len(colours) > 30


def test_the_sample_is_made_once_and_then_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEFILE_CACHE", str(tmp_path / "cache"))
    first = wiring.sample(tmp_path / "cases")
    name, count = first.path, first.ask.overview().counts.articles
    first.close()
    again = wiring.sample(tmp_path / "cases")
    assert (again.path, again.ask.overview().counts.articles) == (name, count)
    assert count >= 10
    again.close()
