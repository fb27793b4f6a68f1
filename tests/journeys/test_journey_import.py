"""Bringing things in from the command line: passwords, a watched folder, versions, and a brief that cites an old one."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from protected import protected_pdf
from support import Casefile

WORDS = "Ten ships waited outside the harbour of Brack on Monday."
PAGE = """<html><head><title>Crane driver questioned</title>
<link rel="canonical" href="https://courier.example/cranes/1"><meta property="article:published_time" content="2025-03-04">
</head><body><article><h1>Crane driver questioned</h1>
<p>Police in Velmont questioned a crane driver on Monday, 3 March 2025, over the missing containers.</p>
<p>“I was at home that night,” said the driver, Tomas Ilk, who has worked in the port for nine years.</p>
<p>{count} containers were missing, the harbour authority said in a statement to this newspaper.</p>
<p>The authority runs the cranes of the eastern quay and has not said who insured the goods.</p></article></body></html>"""


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "locked.pdf"
    path.write_bytes(protected_pdf(WORDS, "quay seven"))
    return path


def test_a_protected_pdf_says_so_and_opens_with_its_password(casefile: Casefile, tmp_path: Path, locked: Path) -> None:
    case, password = tmp_path / "c.casefile", tmp_path / "password.txt"
    refused = casefile("import", case, locked, "--json")
    assert refused.code == 1
    assert refused.document["results"][0]["reason"] == (
        "it is protected by a password; import it again and give the password"
    )
    password.write_text("no\n", "utf-8")
    wrong = casefile("import", case, locked, "--json", "--password-file", password)
    assert wrong.document["results"][0]["reason"].startswith("the password does not open it")
    password.write_text("quay seven\n", "utf-8")
    opened = casefile("import", case, locked, "--json", "--password-file", password)
    assert (opened.code, opened.document["results"][0]["result"]) == (0, "imported"), opened.err
    assert casefile("search", case, "ships", "--json").rows
    assert b"quay seven" not in case.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal to be made")
def test_the_password_is_asked_for_on_a_terminal_and_not_shown(tmp_path: Path, locked: Path) -> None:
    import pty

    case = tmp_path / "c.casefile"
    child, terminal = pty.fork()
    if child == 0:
        os.environ["CASEFILE_CACHE"] = str(tmp_path / "cache")
        os.execv(sys.executable, [sys.executable, "-m", "casefile", "import", str(case), str(locked), "--ask-password"])
    said = _until(terminal, b"Password")
    os.write(terminal, b"quay seven\n")
    said += _until(terminal, b"1 imported.")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert b"imported as S1" in said
    assert b"quay seven" not in said


def _until(terminal: int, words: bytes) -> bytes:
    said = b""
    while words not in said:
        try:
            piece = os.read(terminal, 4096)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            piece = b""
        if not piece:
            raise AssertionError(said)
        said += piece
    return said


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path, Path]]:
    folder, case = tmp_path / "inbox", tmp_path / "c.casefile"
    folder.mkdir()
    (folder / "first.txt").write_text("Harbour report one\n\nTen ships waited outside on 3 May 2024.\n", "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "casefile", "import", str(case), str(folder), "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "CASEFILE_CACHE": str(tmp_path / "cache"), "CASEFILE_BACKUPS": str(tmp_path / "backups")},
        # A shell's background job is deaf to Ctrl+C, and so is all that it starts: the tests may be one.
        preexec_fn=_hear_interrupts if os.name != "nt" else None,
    )
    yield process, folder, case
    process.kill()
    process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent otherwise there")
def test_a_watched_folder_brings_in_what_comes_until_it_is_ended(
    watching: tuple[subprocess.Popen[str], Path, Path], casefile: Casefile
) -> None:
    process, folder, case = watching
    assert process.stdout is not None
    assert process.stderr is not None
    assert "imported as S1" in process.stdout.readline()
    assert process.stdout.readline() == "1 imported.\n"
    assert "Ctrl+C ends it" in process.stderr.readline()
    (folder / "second.txt").write_text("Harbour report two\n\nNine cranes stood still on 4 May 2024.\n", "utf-8")
    assert "imported as S2" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait() == 0
    rows = casefile("articles", case, "--json").rows
    assert [row["number"] for row in rows] == [1, 2]


def test_only_folders_are_watched(casefile: Casefile, tmp_path: Path, locked: Path) -> None:
    ran = casefile("import", tmp_path / "c.casefile", locked, "--watch")
    assert ran.code == 2
    assert "--watch takes folders only" in ran.err


@pytest.fixture
def drifted(casefile: Casefile, tmp_path: Path) -> Path:
    """A case with a brief of the first version, then a second version of the article."""
    case, page = tmp_path / "c.casefile", tmp_path / "page.html"
    page.write_text(PAGE.format(count="Eleven"), "utf-8")
    assert casefile("import", case, page).code == 0
    assert casefile("brief", case, tmp_path / "old.pdf", "--date", "2025-04-01").code == 0
    page.write_text(PAGE.format(count="Fourteen"), "utf-8")
    again = casefile("import", case, page, "--json")
    assert "version 2 of S1" in again.document["results"][0]["reason"]
    return case


def test_versions_are_listed_and_compared_word_by_word(casefile: Casefile, drifted: Path) -> None:
    rows = casefile("versions", drifted, "S1", "--json").rows
    assert [row["version"] for row in rows] == [1, 2]
    compared = casefile("versions", drifted, "S1", "--drift", 1, 2)
    assert "[-Eleven-]{+Fourteen+} containers" in compared.out
    found = casefile("versions", drifted, "S1", "--drift", 1, 2, "--json").document
    assert (found["added"], found["removed"]) == (1, 1)
    unknown = casefile("versions", drifted, "S1", "--drift", 1, 9)
    assert unknown.code == 2
    assert len(unknown.err.strip().splitlines()) == 1


def test_a_corrected_text_is_a_version_and_undo_takes_it_back(casefile: Casefile, drifted: Path, tmp_path: Path) -> None:
    text = casefile("export", drifted, tmp_path / "all.json", "--format", "json")
    assert text.code == 0
    corrected = tmp_path / "corrected.txt"
    corrected.write_text("Crane driver questioned\n\nSixteen containers were missing, the authority said.\n", "utf-8")
    assert casefile("correct-text", drifted, "S1", corrected).code == 0
    assert len(casefile("versions", drifted, "S1", "--json").rows) == 3
    assert casefile("search", drifted, "sixteen", "--json").rows
    assert casefile("undo", drifted).code == 0
    assert not casefile("search", drifted, "sixteen", "--json").rows
    assert casefile("verify", drifted).code == 0


def test_a_brief_keeps_pointing_at_the_version_it_quotes(casefile: Casefile, drifted: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.pdf"
    proved = casefile("verify", old, drifted)
    assert proved.code == 0, proved.out + proved.err
    assert casefile("brief", drifted, tmp_path / "new.pdf", "--date", "2025-04-02").code == 0
    assert casefile("verify", tmp_path / "new.pdf", drifted).code == 0
    corrected = tmp_path / "corrected.txt"
    corrected.write_text("Crane driver questioned\n\nSixteen containers were missing, the authority said.\n", "utf-8")
    assert casefile("correct-text", drifted, "S1", corrected).code == 0
    assert casefile("verify", old, drifted).code == 0
    assert casefile("verify", tmp_path / "new.pdf", drifted).code == 0
    other = tmp_path / "other.casefile"
    page = tmp_path / "page.html"
    assert casefile("import", other, page).code == 0
    assert casefile("verify", old, other).code == 1
