"""Nothing is fetched and nothing connects: without a network everything works, and with one nothing asks for it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from casefile.assets import resource

WATCH = """
import os, sys
_LOG, _BAIT = os.environ["CANARY_LOG"], os.environ["CANARY_BAIT"]
_FAMILIES = {2, 10, 23, 30}
def _watch(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        bad = not (event == "socket.connect" and isinstance(arguments[1], (str, bytes)))
    elif event == "socket.__new__":
        bad = int(arguments[1]) in _FAMILIES
    else:
        bad = event == "open" and "canary" in str(arguments[0]) and str(arguments[0]) not in (_LOG, os.devnull)
        bad = bad and os.path.basename(str(arguments[0])).startswith("canary")
    if bad:
        with os.fdopen(os.open(_LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT), "a") as log:
            log.write(f"{event} {arguments}\\n")
sys.addaudithook(_watch)
"""
BAITED = """<html><head><title>Harbour fire</title><link rel="stylesheet" href="//canary-host/share/canary.css">
<link rel="canonical" href="https://canary.example/fire"><meta http-equiv="refresh" content="0;url=https://canary.example/">
<base href="file://{bait}/"><script src="https://canary.example/canary.js"></script>
<style>@import "{bait}/canary.css";</style></head>
<body onload="fetch('https://canary.example/')"><article><h1>Harbour fire</h1>
<p><img src="https://canary.example/canary.png"><img src="file://{bait}/canary.png"><img src="canary.png">
A fire broke out on the eastern quay of Velmont harbour on Monday, the fire brigade said.</p>
<p><img src="\\\\canary-host\\share\\canary.png"><iframe src="file://{bait}/canary.html"></iframe>
“Nobody was hurt,” said Mara Lind, who heads the brigade and has led it for nine years.</p></article></body></html>"""


def bait(folder: Path) -> Path:
    """A folder of files that ask for others, beside those they ask for."""
    near = folder / "asked-for"
    near.mkdir()
    for name in ("canary.png", "canary.css", "canary.html"):
        (near / name).write_text("CANARY", encoding="utf-8")
    pages = folder / "pages"
    pages.mkdir()
    page = BAITED.format(bait=near)
    (pages / "fire.html").write_text(page, encoding="utf-8")
    mail = f"From: Ann Lee <a@b.example>\nSubject: Fire\nContent-Type: text/html; charset=utf-8\n\n{page}"
    (pages / "fire.eml").write_text(mail, encoding="utf-8")
    part = "Content-Type: text/html; charset=utf-8\nContent-Location: https://canary.example/2"
    (pages / "fire.mhtml").write_text(
        f'From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n{part}\n\n{page}\n--b--\n',
        encoding="utf-8",
    )
    with zipfile.ZipFile(pages / "fire.docx", "w") as docx:
        kinds = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        kinds += '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        docx.writestr(
            "[Content_Types].xml", f'{kinds}<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
        )
        rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        docx.writestr(
            "_rels/.rels",
            f'{rels}<Relationship Id="r1" Type="{rel}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        far = f'<Relationship Id="r1" Type="{rel}/image" Target="https://canary.example/a.png" TargetMode="External"/>'
        template = (
            f'<Relationship Id="r2" Type="{rel}/attachedTemplate" Target="file://{near}/canary.dot" TargetMode="External"/>'
        )
        docx.writestr("word/_rels/document.xml.rels", f"{rels}{far}{template}</Relationships>")
        body = "".join(
            f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("Fire in Velmont.", "Nobody was hurt on Monday.")
        )
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        docx.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return pages


def environment(home: Path, near: Path) -> dict[str, str]:
    (home / "watch").mkdir(parents=True)
    (home / "watch" / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    root = Path(__file__).resolve().parents[2]
    return {
        **os.environ,
        "HOME": str(home),
        "CASEFILE_CACHE": str(home / "index"),
        "CASEFILE_BACKUPS": str(home / "backups"),
        "PYTHONPATH": os.pathsep.join((str(home / "watch"), str(root))),
        "CANARY_LOG": str(home / "asked.log"),
        "CANARY_BAIT": str(near),
    }


def casefile(surroundings: dict[str, str], *arguments: object, before: tuple[str, ...] = ()) -> str:
    done = subprocess.run(
        [*before, sys.executable, "-m", "casefile", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=surroundings,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tree(folder: Path) -> dict[str, tuple[str, int]]:
    """Every file below a folder: its hash and when it was changed last."""
    return {
        str(path.relative_to(folder)): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_what_files_ask_for_is_neither_fetched_nor_opened_and_they_stay_as_they_are(tmp_path: Path) -> None:
    pages = bait(tmp_path)
    before = tree(tmp_path)
    surroundings = environment(tmp_path.parent / f"{tmp_path.name}-home", tmp_path / "asked-for")
    out = tmp_path.parent / f"{tmp_path.name}-out"
    out.mkdir()
    case = out / "fire.casefile"
    said = casefile(surroundings, "import", case, pages)
    assert said.count("imported as") + said.count("duplicate  ") == 4, said
    for form in ("html", "json", "markdown"):
        casefile(surroundings, "export", case, out / f"fire.{form}", "--format", form)
    casefile(surroundings, "brief", case, out / "fire.pdf", "--date", "2026-01-31")
    casefile(surroundings, "verify", case)
    log = Path(surroundings["CANARY_LOG"])
    assert not log.exists(), log.read_text()
    assert tree(tmp_path) == before, "an original was altered, or something was written beside it"
    assert "CANARY" not in (out / "fire.json").read_text(encoding="utf-8")


def test_the_watch_notices_what_it_is_there_to_notice(tmp_path: Path) -> None:
    surroundings = environment(tmp_path / "home", tmp_path)
    (tmp_path / "canary.txt").write_text("x")
    tries = f"import socket\nopen({str(tmp_path / 'canary.txt')!r})\nsocket.socket()"
    subprocess.run([sys.executable, "-c", tries], env=surroundings, check=True)
    assert len(Path(surroundings["CANARY_LOG"]).read_text().splitlines()) == 2


def test_the_whole_way_without_any_network(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system cannot take the network away from a process")
    without = (unshare, "-rn")
    surroundings = environment(tmp_path / "home", tmp_path / "none")
    case, articles = tmp_path / "sample.casefile", resource("sample", "articles")
    casefile(surroundings, "import", case, articles, "--manifest", articles / "manifest.csv", before=without)
    for arguments in (
        ("articles", case),
        ("timeline", case),
        ("entities", case),
        ("quotes", case),
        ("claims", case),
        ("search", case, "harbour OR port"),
        ("set", case, "S3", "published=2025-05-17"),
        ("undo", case),
        ("brief", case, tmp_path / "brief.pdf", "--date", "2026-01-31"),
        ("verify", tmp_path / "brief.pdf", case),
        ("export", case, tmp_path / "case.json", "--format", "json"),
        ("verify", case),
    ):
        casefile(surroundings, *arguments, before=without)
    assert not Path(surroundings["CANARY_LOG"]).exists()
