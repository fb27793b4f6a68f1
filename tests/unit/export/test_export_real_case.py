"""From files to a case to every export: what the program does when nothing is made by hand."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from casefile.__main__ import run
from casefile.bootstrap import importing, opening, writing
from casefile.case.exporting import FORMATS
from casefile.domain.commands import AddTag, Reject, SetCase
from casefile.errors import UserError

FIRST = """Lock gate at Sandmouth jams

SANDMOUTH, March 4 — The lock gate at Sandmouth jammed on 2 March 2024, the Canal Office said.

"Nobody was hurt, but about 40 barges are waiting," said Petra Halloran, director of the Canal Office.
"""
SECOND = """Canal Office knew of rust

Inspectors warned the Canal Office of rust in the gate in January, two engineers told the Sandmouth Post.

Petra Halloran denied that the warning was ignored. More than 60 barges are waiting at the gate, shippers said.
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CASEFILE_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, "utf-8")
    (folder / "second.txt").write_text(SECOND, "utf-8")
    (folder / "manifest.csv").write_text(
        "file,title,outlet,published\nfirst.txt,Lock gate jams,Canal Wire,2024-03-04\n"
        "second.txt,Office knew,Sandmouth Post,2024-03-09\n",
        "utf-8",
    )
    case = tmp_path / "lock.casefile"
    with opening.create_case(case, "The lock at Sandmouth") as made:
        importing.import_into(made, (folder,), manifest=folder / "manifest.csv")
        made.do(SetCase((("classification", "Draft"), ("summary", "The gate jammed [S1 ¶2]."))))
    return case


def test_a_brief_is_written_twice_alike_and_proves_itself(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    for out in (one, two):
        assert run(["brief", str(path), str(out), "--date", "2026-11-21", "--profile", "evidence"]) == 0
    assert one.read_bytes() == two.read_bytes()
    capsys.readouterr()
    assert run(["verify", str(one), str(path)]) == 0
    assert capsys.readouterr().out.startswith("Proved: every citation")
    assert run(["verify", str(one), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == []


def test_a_brief_of_a_case_that_changed_no_longer_proves(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "brief.pdf"
    assert run(["brief", str(path), str(out), "--date", "2026-11-21"]) == 0
    other = tmp_path / "other.casefile"
    with opening.create_case(other, "Another") as made:
        importing.import_into(made, (tmp_path / "articles" / "second.txt",))
    assert run(["verify", str(out), str(other)]) == 1


def test_a_rejected_event_leaves_the_brief_and_stays_in_the_export(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "case.json"
    with opening.open_case(path) as case:
        event = case.ask.timeline()[0]
        case.do(Reject((event.id,)))
        case.do(AddTag(("S1",), "key"))
        writing.export_case(case, out, "json")
        writing.export_case(case, tmp_path / "case.md", "markdown")
    data = json.loads(out.read_text("utf-8"))
    assert {"target": event.id, "kind": "event", "decision": "rejected", "tags": [], "starred": False} in data["decisions"]
    assert event.summary not in (tmp_path / "case.md").read_text("utf-8").split("## People")[0]
    assert data["sources"][0]["tags"] == ["key"]


def test_json_holds_what_extract_prints(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "case.json"
    assert run(["export", str(path), str(out), "--format", "json"]) == 0
    articles = json.loads(out.read_text("utf-8"))["articles"]
    capsys.readouterr()
    folder = tmp_path / "articles"
    names = [str(folder / "first.txt"), str(folder / "second.txt")]
    assert run(["extract", *names, "--manifest", str(folder / "manifest.csv")]) == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for article, record in zip(articles, printed, strict=True):
        assert set(record) <= set(article)
        for layer in ("dates", "figures", "paragraphs", "sentences"):
            assert article[layer] == record[layer]
        for mention in article["entities"]:
            assert article["text"][mention["start"] : mention["end"]] == mention["text"]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_is_written_from_a_real_case(path: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"case.{form}"
    with opening.open_case(path, read_only=True) as case:
        assert writing.export_case(case, out, form) == (out,)
    assert "Halloran" in out.read_text("utf-8") or form in ("bibtex", "ris", "csl")
    assert out.stat().st_size > 100


def test_csv_to_a_folder_is_a_table_a_listing(path: Path, tmp_path: Path) -> None:
    with opening.open_case(path, read_only=True) as case:
        written = writing.export_case(case, tmp_path / "tables", "csv")
    listings = ("articles", "timeline", "entities", "quotes", "figures", "claims")
    assert [file.name for file in written] == [f"{name}.csv" for name in listings]
    assert all(file.read_bytes().startswith(b"\xef\xbb\xbf") for file in written)


def test_an_unknown_format_is_said(path: Path, tmp_path: Path) -> None:
    with (
        opening.open_case(path, read_only=True) as case,
        pytest.raises(UserError, match="choose one of: annotations, bibtex, casefile, csl, csv"),
    ):
        writing.export_case(case, tmp_path / "x", "word")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_that_cannot_be_written_to_ends_with_4(path: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert run(["brief", str(path), str(locked / "brief.pdf")]) == 4
    assert list(locked.iterdir()) == []
