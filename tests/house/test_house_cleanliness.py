"""What must never be in the repository: machine paths, registry hosts, text of the shared collections."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Home folders, the folder this checkout lies in, and where a lock file says it was fetched from.
FORBIDDEN = re.compile(
    b"|".join(
        (
            rb"/(?:root|home/[a-z]+)/",
            re.escape(f"{ROOT.parent}/").encode() if len(ROOT.parent.parts) > 2 else rb"(?!)",
            rb"https?://[a-z.]*(?:packages|files|registry|mirror)[a-z.]*/[^\s\"']+\.(?:whl|tar\.gz|tgz|deb)",
        )
    )
)


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")
    return [ROOT / name.decode() for name in names if name and (ROOT / name.decode()).is_file()]


def test_no_machine_path_and_no_registry_host() -> None:
    found = [str(path) for path in tracked() if path != Path(__file__).resolve() and FORBIDDEN.search(path.read_bytes())]
    assert not found


def test_no_sentence_of_the_acceptance_articles(shared: Path) -> None:
    sentences = {
        sentence.strip().encode()
        for article in (shared / "acceptance").glob("*/*.txt")
        for sentence in re.split(r"(?<=[.!?”])\s", article.read_text(encoding="utf-8"))
        if len(sentence) > 60
    }
    if not sentences:
        pytest.skip("no acceptance articles")
    for path in tracked():
        content = path.read_bytes()
        assert not any(sentence in content for sentence in sentences), path


def test_every_link_in_the_documents_leads_somewhere() -> None:
    """The help's pictures lie in a folder for each theme."""
    dead = []
    for page in tracked():
        if page.suffix == ".md":
            for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
                if target.startswith(("http:", "https:", "mailto:")):
                    continue
                if not any((folder / target).exists() for folder in (page.parent, page.parent / "light")):
                    dead.append(f"{page.name}: {target}")
    assert not dead
