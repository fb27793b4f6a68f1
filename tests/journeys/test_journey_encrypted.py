"""An encrypted case: opened by its passphrase only, whole after every step, and nothing of it in the clear on any disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support import Ran

CANARY = "Zwyvelquist"
"""A name that stands nowhere but in the articles of this file."""
ARTICLE = (
    f"Harbour inspector {CANARY} resigns\n\n"
    f"Inspector Orla {CANARY} of the Brackwater Harbour Office resigned on 4 March 2024 after 4,000 files were taken.\n\n"
    f"“We should have looked sooner,” {CANARY} said.\n"
)


class Desk:
    """A machine's folders, all of them searched, and the program run with them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.case = home / "cases" / "secret.casefile"
        self.outside = home.parent / "given"
        for folder in (self.case.parent, home / "tmp", self.outside):
            folder.mkdir(parents=True)
        self.article = self.outside / "article.txt"
        self.article.write_text(ARTICLE * 3, "utf-8")
        self.environment = {
            **os.environ,
            "HOME": str(home),
            "TMPDIR": str(home / "tmp"),
            "CASEFILE_CACHE": str(home / "index"),
            "PYTHONWARNINGS": "error",
        }
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            self.environment[f"XDG_{name}_HOME"] = str(home / name.lower())
        (self.outside / "right.txt").write_text("four lamps on the quay\n", "utf-8")
        (self.outside / "wrong.txt").write_text("five lamps on the quay\n", "utf-8")

    def run(self, *words: object, given: str | None = None) -> Ran:
        environment = self.environment if given is None else {**self.environment, "CASEFILE_PASSPHRASE": given}
        done = subprocess.run(
            [sys.executable, "-m", "casefile", *map(str, words)],
            stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", env=environment, timeout=120, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    def right(self, command: str, *words: object) -> Ran:
        """With the right passphrase, and it must work."""
        ran = self.run(command, *words, "--passphrase-file", self.outside / "right.txt")
        assert ran.code == 0, ran.err
        return ran

    def in_the_clear(self) -> list[Path]:
        """Files below home that hold the canary, in any of the ways text is kept."""
        needles = [CANARY.encode(code) for code in ("utf-8", "utf-16-le")] + [CANARY.casefold().encode()]
        files = [path for path in self.home.rglob("*") if path.is_file()]
        assert files
        return [path for path in files if any(needle in path.read_bytes() for needle in needles)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


@pytest.fixture
def secret(desk: Desk) -> Desk:
    """With an encrypted case and one article in it."""
    desk.right("new", desk.case, "--encrypt")
    desk.right("import", desk.case, desk.article)
    return desk


def test_an_encrypted_case_works_like_any_and_leaves_nothing_in_the_clear(secret: Desk) -> None:
    assert secret.right("search", secret.case, CANARY, "--json").rows
    assert secret.right("entities", secret.case, "--json").rows
    secret.right("set", secret.case, "S1", "title=Seen by " + CANARY)
    secret.right("decide", secret.case, "note", "S1", f"text=Ask {CANARY} again")
    secret.right("undo", secret.case)
    secret.right("reindex", secret.case)
    secret.right("backup", secret.case)
    secret.right("copy", secret.case, secret.case.with_name("copy.casefile"))
    secret.right("compact", secret.case)
    secret.right("verify", secret.case)
    out = secret.outside / "brief.pdf"
    secret.right("brief", secret.case, out, "--date", "2026-01-01")
    assert out.exists()
    assert secret.in_the_clear() == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--passphrase-file", "wrong.txt"], "does not open"),
        ([], "nobody to ask"),
        (["--passphrase-file", "none"], "cannot be read"),
    ],
)
def test_a_wrong_passphrase_is_one_sentence_and_no_damage(secret: Desk, options: list[str], says: str) -> None:
    before = secret.case.read_bytes()
    words = [str(secret.outside / word) if word in ("wrong.txt", "none") else word for word in options]
    for command in (["articles"], ["verify"], ["import", secret.article], ["decrypt"], ["compact"], ["backup"], ["log"]):
        name, *rest = command
        ran = secret.run(name, secret.case, *rest, *words)
        assert ran.code == (2 if "none" in options else 3), ran.err
        assert says in ran.err
        assert ran.err.count("\n") == 1
        assert "lamps" not in ran.err + ran.out
        assert secret.case.read_bytes() == before


def test_the_passphrase_comes_from_the_environment_too(secret: Desk) -> None:
    assert secret.run("articles", secret.case, "--json", given="four lamps on the quay").rows
    assert secret.run("articles", secret.case, given="five").code == 3


def test_a_case_is_encrypted_and_decrypted_with_all_it_holds(desk: Desk) -> None:
    assert desk.run("import", desk.case, desk.article).code == 0
    assert desk.run("search", desk.case, CANARY).code == 0
    assert desk.in_the_clear()
    before = desk.run("export", desk.case, desk.outside / "before.json", "--format", "json", "--date", "2026-01-01")
    assert before.code == 0
    desk.right("encrypt", desk.case)
    assert desk.in_the_clear() == [], "backups, index and all"
    assert desk.run("articles", desk.case).code == 3
    desk.right("export", desk.case, desk.outside / "after.json", "--format", "json", "--date", "2026-01-01")
    assert (desk.outside / "after.json").read_bytes() == (desk.outside / "before.json").read_bytes()
    backups = desk.right("backup", desk.case, "--list", "--json").rows
    assert backups
    desk.right("verify", backups[0]["path"])
    desk.right("decrypt", desk.case)
    assert desk.run("verify", desk.case).code == 0
    desk.run("export", desk.case, desk.outside / "again.json", "--format", "json", "--date", "2026-01-01")
    assert (desk.outside / "again.json").read_bytes() == (desk.outside / "before.json").read_bytes()


def test_another_passphrase_locks_the_old_one_out(secret: Desk) -> None:
    (secret.outside / "new.txt").write_text("six lamps\n", "utf-8")
    secret.right("encrypt", secret.case, "--new-passphrase-file", secret.outside / "new.txt")
    assert secret.run("articles", secret.case, "--passphrase-file", secret.outside / "right.txt").code == 3
    ran = secret.run("articles", secret.case, "--json", "--passphrase-file", secret.outside / "new.txt")
    assert len(ran.rows) == 1
    assert secret.in_the_clear() == []


WORK = """
    import sys, time
    from pathlib import Path
    from casefile.bootstrap import importing, opening
    if __name__ == "__main__":
        case = opening.open_case(Path(sys.argv[1]), passphrase="four lamps on the quay")
        for round in range(50):
            importing.import_into(case, [Path(sys.argv[2])])
            case.ask.search("Zwyvelquist")
            case.ask.timeline()
            print(round, flush=True)
            case.undo()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill so")
@pytest.mark.parametrize("rounds", [1, 4])
def test_a_kill_leaves_nothing_in_the_clear(secret: Desk, tmp_path: Path, rounds: int) -> None:
    folder = secret.outside / "more"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.html").write_text(f"<html><title>T{number}</title><p>{ARTICLE * 20}</html>", "utf-8")
    script = tmp_path / "work.py"
    script.write_text("\n".join(line[4:] for line in WORK.splitlines()), "utf-8")
    root = str(Path(__file__).resolve().parents[2])
    with subprocess.Popen(
        [sys.executable, str(script), str(secret.case), str(folder)],
        stdout=subprocess.PIPE, text=True, env={**secret.environment, "PYTHONPATH": root},
    ) as working:  # fmt: skip
        assert working.stdout is not None
        for _ in range(rounds):
            assert working.stdout.readline().strip().isdigit()
        working.kill()
    assert secret.in_the_clear() == []
    secret.right("verify", secret.case)
    assert secret.in_the_clear() == []
