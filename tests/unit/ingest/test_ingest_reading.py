"""Every file ends in a reading or a stated result."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from casefile.domain.articles import Basis, ImportResult, Outcome, Reading
from casefile.errors import UserError
from casefile.ingest import check, read

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Bridge closed | The Brack Herald</title>
<meta property="og:site_name" content="The Brack Herald"><meta name="author" content="Odile Marsh">
<meta property="article:published_time" content="2024-03-02T08:00:00Z">
<script>document.title = "run"</script></head><body><nav><a href="/">Home</a></nav>
<article><h1>Bridge closed after inspection</h1>
<p>The old bridge over the Brack was closed on Friday after engineers found cracks in two of its piers.</p>
<p>"Nobody should cross it, not even on foot," said Odo Krantz, the town's chief engineer.</p>
<img src="file:///etc/hostname"><img src="//tracker.invalid/a.gif">
<p>The town council will decide next week whether it can be repaired.</p></article>
<footer>© The Brack Herald</footer></body></html>"""


def readings(folder: Path, manifest: Path | None = None) -> dict[str, Reading | ImportResult]:
    return {Path(item.path).name: item for item in read([folder], manifest)}


def test_plain_text_keeps_every_character(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Ten\u00a0ships “waited”.\r\n\r\nThen they left.".encode())
    item = readings(tmp_path)["a.txt"]
    assert isinstance(item, Reading)
    assert item.text == "Ten\u00a0ships “waited”.\n\nThen they left."
    assert item.metadata.title == ""


def test_a_headline_and_a_date_in_the_name_are_found(tmp_path: Path) -> None:
    (tmp_path / "herald-2024-03-02.txt").write_text("Bridge closed\n\nIt was closed on Friday.", encoding="utf-8")
    item = readings(tmp_path)["herald-2024-03-02.txt"]
    assert isinstance(item, Reading)
    assert item.metadata.title == "Bridge closed"
    assert (item.metadata.published.edtf, item.metadata.published.basis) == ("2024-03-02", Basis.FILE)


def test_markdown_front_matter_and_heading(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\noutlet: The Brack Herald\ndate: 2024-03\n---\n# Bridge closed\n\nText.", encoding="utf-8"
    )
    item = readings(tmp_path)["a.md"]
    assert isinstance(item, Reading)
    assert (item.metadata.title, item.metadata.outlet) == ("Bridge closed", "The Brack Herald")
    assert (item.metadata.published.edtf, item.metadata.published.basis) == ("2024-03", Basis.METADATA)


def test_a_saved_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    item = readings(tmp_path)["a.html"]
    assert isinstance(item, Reading)
    assert "cracks in two of its piers" in item.text
    assert "Home" not in item.text
    assert "tracker" not in item.text
    assert "\n\n" in item.text
    metadata = item.metadata
    assert metadata.title.startswith("Bridge closed")
    assert (metadata.outlet, metadata.authors) == ("The Brack Herald", ("Odile Marsh",))
    assert (metadata.published.edtf, metadata.published.basis) == ("2024-03-02T08:00:00Z", Basis.METADATA)


def test_what_a_file_says_of_itself_is_as_long_as_lists_can_show(tmp_path: Path) -> None:
    record = {"text": "Ten ships waited.", "title": "t" * 500_000, "url": "u" * 500_000, "author": "a; " * 5_000}
    (tmp_path / "a.json").write_text(json.dumps(record), "utf-8")
    item = readings(tmp_path)["a.json"]
    assert isinstance(item, Reading)
    assert (len(item.metadata.title), len(item.metadata.url), len(item.metadata.authors)) == (1_000, 4_000, 100)


def test_the_manifest_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    manifest = tmp_path / "list.csv"
    manifest.write_text("file,title,author,published,desk\na.html,Given,A. One; B. Two,2024-04,night\n", encoding="utf-8")
    found = readings(tmp_path, manifest)
    item = found["a.html"]
    assert isinstance(item, Reading)
    assert item.metadata.title == "Given"
    assert item.metadata.outlet == "The Brack Herald"
    assert item.metadata.authors == ("A. One", "B. Two")
    assert (item.metadata.published.edtf, item.metadata.published.basis) == ("2024-04", Basis.GIVEN)
    assert item.metadata.extra == (("desk", "night"),)
    skipped = found["list.csv"]
    assert isinstance(skipped, ImportResult)
    assert skipped.result is Outcome.SKIPPED


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t ", "empty"),
        ("binary.txt", bytes(range(256)), "not text"),
        ("picture.png", b"\x89PNG\r\n", "not read"),
        ("nothing.html", b"<html><body></body></html>", "no article text"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    item = readings(tmp_path)[name]
    assert isinstance(item, ImportResult)
    assert item.result is Outcome.REFUSED
    assert reason in (item.reason or "")


def test_a_path_that_is_not_there_is_said_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.", encoding="utf-8")
    with pytest.raises(UserError, match=r"no file or folder .*missing"):
        next(read([tmp_path, tmp_path / "missing"]))


def test_a_folder_without_files_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="has no files"):
        check([tmp_path])


@pytest.mark.parametrize(
    ("content", "says"),
    [("title,outlet\nx,y\n", "no column “file”"), ("file,published\na.txt,yesterday\n", "line 2")],
)
def test_a_manifest_that_cannot_be_used_names_the_place(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "a.txt").write_text("Text.", encoding="utf-8")
    manifest = tmp_path / "m.csv"
    manifest.write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match=says):
        check([tmp_path], manifest)


def test_folders_recurse_in_order_and_links_to_the_same_file_count_once(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "a.txt", "b/1.txt"):
        (tmp_path / name).write_text(f"Text of {name}.", encoding="utf-8")
    names = [Path(item.path).relative_to(tmp_path).as_posix() for item in read([tmp_path, tmp_path / "a.txt"])]
    assert names == ["a.txt", "b/1.txt", "b/2.txt"]


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.xlsx", "CSV"),
        ("a.odt", ".docx"),
        ("a.MSG", ".eml"),
        ("a.7z", "unpack"),
        ("a.heic", "picture"),
        ("a.bin", "as text"),
    ],
)
def test_of_a_format_that_is_not_read_it_is_said_what_to_do(tmp_path: Path, name: str, advice: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    path = tmp_path / name
    path.write_bytes(made.getvalue() if name != "a.bin" else bytes(300))
    (result,) = read([path])
    assert isinstance(result, ImportResult)
    assert advice in result.reason
