"""`make screenshots`: pictures of the window on the sample case, light and dark, large and small, into docs/screenshots.

Each picture is taken by a process of its own, without a screen, so that nothing of one state reaches the next.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from casefile.cli.sample import fresh_sample

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SHOT = """
import sys
from pathlib import Path
from casefile.gui.app import run
case, out, style, width, height = sys.argv[1:]
sys.exit(run(Path(case) if case else None, screenshot=Path(out), style=style, size=(int(width), int(height))))
"""
STATES = [
    (name, case, style, size)
    for name, case in (("welcome", False), ("window", True))
    for style in ("light", "dark")
    for size in ((1440, 900), (1280, 800))
]


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, fresh_sample(Path(folder, "sample.casefile")) as sample:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CASEFILE_CACHE": str(Path(folder, "cache"))}
        for name, case, style, (width, height) in STATES:
            small = "" if width == 1440 else f"-{width}x{height}"
            out = FOLDER / f"{name}-{style}{small}.png"
            words = [str(sample) if case else "", str(out), style, str(width), str(height)]
            subprocess.run([sys.executable, "-c", SHOT, *words], env=environment, check=True, timeout=120)
    return 0


if __name__ == "__main__":
    sys.exit(main())
