"""Each foreign format, made here: what is in it comes out, what is wrong with it is said."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.domain.articles import ImportResult, Outcome, Reading
from casefile.ingest import parse, read
from casefile.ingest.formats.archive import read_zip
from casefile.ingest.formats.pdf import read as read_pdf
from casefile.ingest.found import Found, Member, Unread

STORY = "Ten ships waited outside the breakwater on 3 May 2024."
PAGE = (
    f"<html><head><title>Ships wait</title></head><body><article><h1>Ships wait</h1><p>{STORY}</p></article></body></html>"
)


def imported(tmp_path: Path, name: str, content: bytes, password: str | None = None) -> list[Reading | ImportResult]:
    path = tmp_path / name
    path.write_bytes(content)
    return list(read([path], password=password))


def one(items: list[Reading | ImportResult]) -> Reading:
    (item,) = items
    assert isinstance(item, Reading), item
    return item


def refused(items: list[Reading | ImportResult]) -> str:
    (item,) = items
    assert isinstance(item, ImportResult)
    assert item.result is Outcome.REFUSED
    return item.reason or ""


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def pdf(source: str) -> bytes:
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def test_word_documents_keep_the_order_of_paragraphs_and_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Harbour log"
    document.core_properties.author = "Odile Marsh"
    document.add_paragraph("Before the table.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "ships", "ten"
    document.add_paragraph("After the table.")
    out = io.BytesIO()
    document.save(out)
    reading = one(imported(tmp_path, "log.docx", out.getvalue()))
    assert reading.text == "Before the table.\n\nships | ten\n\nAfter the table."
    assert (reading.metadata.title, reading.metadata.authors) == ("Harbour log", ("Odile Marsh",))


def test_pdf_paragraphs_hyphens_and_running_heads(tmp_path: Path) -> None:
    source = """
#set page(width: 9cm, height: 9cm, header: [The Brack Herald], footer: context [Page #counter(page).display()])
#set text(hyphenate: false)
First paragraph about the ships that waited outside.

Second paragraph, where the harbour mas- \\ ter speaks.
#pagebreak()
Third paragraph on the second page.
#pagebreak()
Fourth paragraph on the third page.
"""
    text = one(imported(tmp_path, "a.pdf", pdf(source))).text
    paragraphs = text.split("\n\n")
    assert paragraphs[0].startswith("First paragraph")
    assert "harbour master speaks" in text
    assert "Third paragraph on the second page." in paragraphs
    assert "Herald" not in text
    assert "Page" not in text


def test_a_pdf_keeps_where_its_pages_begin(tmp_path: Path) -> None:
    pages = ("The first page speaks of cranes.", "#rect(width: 1cm)", "The third of ships.")
    reading = one(imported(tmp_path, "a.pdf", pdf("#set page(height: 5cm)\n" + "\n#pagebreak()\n".join(pages))))
    starts = [(number, reading.text[start : start + 9]) for number, start in reading.pages]
    assert starts == [(1, "The first"), (3, "The third")]


def test_a_pdf_without_text_says_what_to_do(tmp_path: Path) -> None:
    assert "OCR" in refused(imported(tmp_path, "a.pdf", pdf("#rect(width: 3cm)")))


def test_a_damaged_pdf_is_said(tmp_path: Path) -> None:
    assert "damaged" in refused(imported(tmp_path, "a.pdf", b"%PDF-1.7\ngarbage"))


def mail() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Schiffe in Båstad"
    message["From"] = "Odile Marsh <odile@herald.example>"
    message["Date"] = "Fri, 03 May 2024 23:30:00 -0500"
    message.set_content(f"{STORY}\n")
    message.add_attachment(b"A list of ten ships.", maintype="text", subtype="plain", filename="list.txt")
    return message


def test_mail_gives_its_words_and_its_attachments(tmp_path: Path) -> None:
    first, second = imported(tmp_path, "a.eml", mail().as_bytes())
    assert isinstance(first, Reading)
    assert first.text == STORY
    assert (first.metadata.title, first.metadata.authors) == ("Schiffe in Båstad", ("Odile Marsh",))
    assert first.metadata.published.edtf == "2024-05-03T23:30:00-05:00"
    assert isinstance(second, Reading)
    assert (second.member, second.text) == ("list.txt", "A list of ten ships.")


def test_a_mailbox_gives_every_message(tmp_path: Path) -> None:
    box = b"".join(b"From x Fri May  3 2024\n" + mail().as_bytes() + b"\n" for _ in range(2))
    readings = [item for item in imported(tmp_path, "a.mbox", box) if isinstance(item, Reading)]
    assert [reading.member for reading in readings] == [
        "message 1.eml", "message 1.eml › list.txt", "message 2.eml", "message 2.eml › list.txt",
    ]  # fmt: skip


def test_a_page_saved_as_mhtml(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://herald.example/ships"
    message.set_content("x")
    message.make_mixed()
    message.add_attachment(PAGE.encode(), maintype="text", subtype="html")
    reading = one(imported(tmp_path, "a.mhtml", message.as_bytes()))
    assert STORY in reading.text
    assert reading.metadata.url == "https://herald.example/ships"


def test_archives_recurse_and_keep_raw_names_as_data(tmp_path: Path) -> None:
    inner = zipped(deep__txt=STORY.encode())
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("../../evil.txt", STORY)
        archive.writestr("inner.zip", inner)
        archive.writestr("CON.txt", "Second story.")
    before = sorted(tmp_path.parent.rglob("*"))
    items = imported(tmp_path, "a.zip", outer.getvalue())
    members = [item.member for item in items if isinstance(item, Reading)]
    assert members == ["../../evil.txt", "inner.zip › deep.txt", "CON.txt"]
    assert sorted(tmp_path.parent.rglob("*")) == sorted([*before, tmp_path / "a.zip"])


def test_tar_links_are_not_followed(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        link = tarfile.TarInfo("passwords")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        info = tarfile.TarInfo("a.txt")
        info.size = len(STORY)
        archive.addfile(info, io.BytesIO(STORY.encode()))
    first, second = imported(tmp_path, "a.tar.gz", out.getvalue())
    assert isinstance(first, ImportResult)
    assert "link" in (first.reason or "")
    assert isinstance(second, Reading)


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * 30_000_000)
    (item,) = read_zip(out.getvalue(), "a.zip", None)
    assert isinstance(item, Unread)
    assert "bomb" in item.reason


def test_nesting_has_a_floor(tmp_path: Path) -> None:
    content, name = STORY.encode(), "a.txt"
    for _ in range(9):
        content, name = zipped(**{name.replace(".", "__"): content}), "a.zip"
    assert "too deep" in refused(imported(tmp_path, "a.zip", content))


def test_json_lines_and_lists(tmp_path: Path) -> None:
    record = {"text": STORY, "title": "Ships wait", "authors": ["A. One", "B. Two"], "published": "2024-05-04T10:00:00Z"}
    reading = one(imported(tmp_path, "a.json", json.dumps([record]).encode()))
    assert (reading.member, reading.text, reading.metadata.title) == ("record 1", STORY, "Ships wait")
    assert reading.metadata.authors == ("A. One", "B. Two")
    assert (reading.metadata.published.edtf or "").startswith("2024-05-04")
    first, second = imported(tmp_path, "b.jsonl", json.dumps(record).encode() + b"\nnot json\n")
    assert isinstance(first, Reading)
    assert isinstance(second, ImportResult)
    assert second.member == "line 2"


def test_a_table_of_articles(tmp_path: Path) -> None:
    reading = one(imported(tmp_path, "a.csv", f'title,text,outlet\nShips wait,"{STORY}",Herald\n'.encode()))
    assert (reading.metadata.title, reading.metadata.outlet, reading.text) == ("Ships wait", "Herald", STORY)
    assert "--manifest" in refused(imported(tmp_path, "b.csv", b"file,title\na.txt,x\n"))


def test_web_archives_give_their_pages(tmp_path: Path) -> None:
    url = "http://herald.example/ships"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2024-05-04T10:00:00Z\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    reading = one(imported(tmp_path, "a.warc.gz", gzip.compress(head.encode() + answer + b"\r\n\r\n")))
    assert STORY in reading.text
    assert reading.metadata.url == url


def test_a_compressed_text(tmp_path: Path) -> None:
    assert one(imported(tmp_path, "a.txt.gz", gzip.compress(STORY.encode()))).text == STORY


@pytest.mark.parametrize("kind", sorted(parse._READERS))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(min_size=1, max_size=300))
def test_any_bytes_end_in_a_stated_result(kind: str, content: bytes) -> None:
    for item in parse.items(kind, content, "a.gz", None):
        assert isinstance(item, Found | Member | Unread)


def test_a_protected_pdf_asks_for_its_password() -> None:
    items = list(read_pdf(b"%PDF-1.4\n%%EOF", "a.pdf", None))
    assert isinstance(items[0], Unread)
