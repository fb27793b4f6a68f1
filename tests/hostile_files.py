"""Files made to break readers, by kind: written anew here, a function a file, so that what each is after can be read."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

SENTENCE = "The harbour office of Brack said on 3 May 2024 that ten ships waited outside. "
TEXT = (SENTENCE * 3).encode()
ODD_NAMES = (
    "../../evil.txt",
    "..\\..\\evil.txt",
    "/evil.txt",
    "//host/share/evil.txt",
    "\\\\host\\share\\evil.txt",
    "C:\\evil.txt",
    "C:evil.txt",
    "a/../../../evil.txt",
    "．．/evil.txt",
    "..%2f..%2fevil.txt",
    "~/evil.txt",
    "$HOME/evil.txt",
    "CON.txt",
    "NUL",
    "aux.txt",
    "COM1.txt",
    "dots....txt",
    "space .txt ",
    "report\u202etxt.exe.txt",
    "zero\u200bwidth\ufeff.txt",
    "line\nbreak.txt",
    "tab\t.txt",
    "<b>markup</b>.txt",
    "-rf.txt",
    "long" * 800 + ".txt",
    "😀.txt",
    ".",
    "..",
    " ",
)


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return made.getvalue()


def tarred(*members: tuple[tarfile.TarInfo, bytes], mode: str = "w") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode, format=tarfile.PAX_FORMAT) as archive:  # type: ignore[call-overload]
        for info, content in members:
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


def link(name: str, target: str, kind: bytes) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info, b""


def archives() -> Iterator[tuple[str, bytes]]:
    """Names that lead outside, links, bombs, nests, lies and polyglots."""
    yield "slip.zip", zipped(dict.fromkeys(ODD_NAMES, TEXT))
    yield "slip.tar", tarred(*((tarfile.TarInfo(name), TEXT) for name in ODD_NAMES))
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE)
    yield (
        "links.tar",
        tarred(*(link(f"{kind!r}.txt", "/etc/hostname", kind) for kind in kinds), (tarfile.TarInfo("a.txt"), TEXT)),
    )
    soft = zipfile.ZipInfo("link.txt")
    soft.external_attr = 0o120777 << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(soft, "/etc/hostname")
        for number in range(3):
            archive.writestr(zipfile.ZipInfo(f"sam{number}.txt"), TEXT)
    doubled = made.getvalue().replace(b"sam0", b"same").replace(b"sam1", b"same").replace(b"sam2", b"same")
    yield "links_and_doubles.zip", doubled
    packers: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
        ("gz", gzip.compress),
        ("bz2", bz2.compress),
        ("xz", lzma.compress),
    )
    for suffix, pack in packers:
        block = pack(bytes(10_000_000))
        yield f"bomb.txt.{suffix}", block * 25
        yield f"bomb.tar.{suffix}", pack(tarred((tarfile.TarInfo("zeros.txt"), bytes(1_000_000)))[:1024]) + block * 25
    yield "bomb.zip", zipped({"zeros.txt": bytes(50_000_000)})
    yield "overlapping.zip", overlapping()
    yield "tree.zip", tree(9, 6)
    deep = TEXT
    name = "a.txt"
    for level in range(12):
        deep, name = (
            (zipped({name: deep}), f"{level}.zip") if level % 2 else (tarred((tarfile.TarInfo(name), deep)), f"{level}.tar")
        )
    yield f"nest.{name.rpartition('.')[2]}", deep
    sparse = bytearray(tarred((tarfile.TarInfo("sparse.txt"), TEXT)))
    sparse[156:157] = b"S"
    sparse[386:398], sparse[398:410], sparse[483:495] = b"00000000000\0", b"00000000100\0", b"77777777777\0"
    yield "sparse.tar", _summed(sparse)
    lying = bytearray(tarred((tarfile.TarInfo("lies.txt"), TEXT)))
    lying[124:136] = b"77777777777\0"
    yield "longer_than_it_is.tar", _summed(lying)
    negative = bytearray(tarred((tarfile.TarInfo("less.txt"), TEXT)))
    negative[124:136] = b"\xff" * 12
    yield "shorter_than_nothing.tar", _summed(negative)
    whole = zipped({"a.txt": TEXT, "b.txt": TEXT})
    yield "wrong_sum.zip", whole.replace(struct.pack("<L", zlib.crc32(TEXT)), b"\0\0\0\0")
    yield "unknown_method.zip", whole.replace(b"\x08\0", b"\x63\0")
    yield "said_to_be_locked.zip", whole.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0")
    yield "many_members.zip", whole[:-22] + whole[-22:-12] + b"\xff\xff" * 2 + whole[-10:]
    yield "tail_only.zip", whole[-22:]
    yield "prefixed.zip", b"MZ" + bytes(3000) + whole
    yield "page_and_archive.html", b"<html><title>Brack</title><p>" + TEXT + b"</p></html>" + whole
    yield "archive_named_text.txt", whole
    yield "pdf_and_archive.pdf", b"%PDF-1.4\n%%EOF\n" + whole
    yield "text_named_archive.zip", TEXT
    yield "empty.zip", b"PK\5\6" + bytes(18)
    yield "empty.tar", bytes(10_240)
    yield "comment.zip", whole[:-2] + b"\x10\0" + whole[:16]


def _summed(header: bytearray) -> bytes:
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header[:512])
    return bytes(header)


def overlapping() -> bytes:
    """Many members that are the same bytes of the file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(5_000_000))
        archive.filelist *= 400
    return made.getvalue()


def tree(width: int, levels: int) -> bytes:
    """Archives of archives, so many that their leaves cannot be counted one by one."""
    content, name = b"\0", "leaf.bin"
    for level in range(levels):
        content, name = zipped({f"{number}{name}": content for number in range(width)}), f"-{level}.zip"
    return content


def docx(document: str, relations: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    first = f'<Relationships {space}><Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/>'
    members = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": f"{first}</Relationships>".encode(),
        "word/document.xml": document.encode("utf-8", "surrogatepass"),
        "word/_rels/document.xml.rels": f"<Relationships {space}>{relations}</Relationships>".encode(),
    }
    return zipped({**members, **(more or {})})


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_P = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"


def documents() -> Iterator[tuple[str, bytes]]:
    """XML bombs, entities from elsewhere, relations to elsewhere, nests and half packages."""
    whole = f"<w:document {_W}><w:body>{_P}</w:body></w:document>"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    yield "laughs.docx", docx(f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>' + whole.replace(SENTENCE, "&l11;"))
    blow = "x" * 50_000
    yield "quadratic.docx", docx(f'<!DOCTYPE x [<!ENTITY b "{blow}">]>' + whole.replace(SENTENCE, "&b;" * 50_000))
    for number, place in enumerate(("file:///etc/hostname", "//canary-host/share/x", "http://canary.example/x")):
        yield f"entity_{number}.docx", docx(f'<!DOCTYPE x [<!ENTITY e SYSTEM "{place}">]>' + whole.replace(SENTENCE, "&e;"))
        yield f"outer_{number}.docx", docx(f'<!DOCTYPE x SYSTEM "{place}">' + whole)
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
        relation = f'<Relationship Id="r9" Type="{kind}" Target="{place}" TargetMode="External"/>'
        yield f"relation_{number}.docx", docx(whole, relation)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    yield "relation_to_itself.docx", docx(whole, f'<Relationship Id="r9" Type="{kind}" Target="document.xml"/>')
    yield "relation_outside.docx", docx(whole, f'<Relationship Id="r9" Type="{kind}" Target="../../../../etc/hostname"/>')
    yield "deep.docx", docx(f"<w:document {_W}><w:body>{'<w:sdt>' * 50_000}{_P}{'</w:sdt>' * 50_000}</w:body></w:document>")
    cell = "<w:tbl><w:tr><w:tc>"
    ends = "</w:tc></w:tr></w:tbl>"
    yield "tables.docx", docx(f"<w:document {_W}><w:body>{cell * 200}{_P}{ends * 200}</w:body></w:document>")
    span = '<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>' + _P + "</w:tc>"
    yield "wide.docx", docx(f"<w:document {_W}><w:body><w:tbl><w:tr>{span}</w:tr></w:tbl></w:body></w:document>")
    yield "lone_surrogate.docx", docx(whole.replace("ships", "\ud800"))
    yield "no_document.docx", zipped({"[Content_Types].xml": b"<x/>", "word/other.xml": b"<x/>"})
    yield "old.docx", b"\xd0\xcf\x11\xe0" + bytes(600)
    yield "many_parts.docx", docx(whole, more={f"word/p{n}.xml": b"<x/>" for n in range(5_000)})
    yield "page.docx", b"<html><p>" + TEXT


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with a right table of them."""
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        made += b"%010d 00000 n \n" % place
    return bytes(made + b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_WORDS = b"BT /F1 12 Tf 40 700 Td (Ten ships waited outside the harbour of Brack on Monday.) Tj ET"


def page_of(words: bytes = _WORDS, box: bytes = b"[0 0 600 800]", catalog: bytes = b"", kids: bytes = b"[3 0 R]") -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>" % box
    pages = b"<< /Type /Pages /Kids %s /Count 1 >>" % kids
    return pdf(b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog, pages, page, _FONT, stream(words))


def pdfs() -> Iterator[tuple[str, bytes]]:
    """Scripts, huge measures, loops, lies about counts and lengths, bombs in streams."""
    whole = page_of()
    yield "whole.pdf", whole
    yield "script.pdf", page_of(catalog=b"/OpenAction << /S /JavaScript /JS (app.launchURL('http://canary.example/')) >>")
    yield "launch.pdf", page_of(catalog=b"/OpenAction << /S /Launch /F (/bin/sh) >>")
    yield "far.pdf", page_of(catalog=b"/OpenAction << /S /GoToR /F (\\\\\\\\canary-host\\\\share\\\\x.pdf) /D [0 /Fit] >>")
    yield "huge_page.pdf", page_of(box=b"[0 0 1e30 1e30]")
    yield "upside_down.pdf", page_of(box=b"[600 800 -99999999999 -1]")
    yield "kids_of_itself.pdf", page_of(kids=b"[2 0 R 2 0 R 3 0 R]")
    yield "many_kids.pdf", page_of(kids=b"[" + b"3 0 R " * 20_000 + b"]").replace(b"/Count 1", b"/Count 20000")
    yield "count.pdf", whole.replace(b"/Count 1 ", b"/Count 2000000000 ")
    yield "negative_count.pdf", whole.replace(b"/Count 1 ", b"/Count -5 ")
    yield "length.pdf", whole.replace(b"/Length ", b"/Length 99999999")
    yield "deep_array.pdf", page_of(catalog=b"/X " + b"[" * 100_000 + b"]" * 100_000)
    yield "deep_dictionary.pdf", page_of(catalog=b"/X " + b"<< /X " * 50_000 + b">>" * 50_000)
    yield "former_of_itself.pdf", whole.replace(b"/Root", b"/Prev 9 /Root")
    bomb = zlib.compress(bytes(100_000_000), 9)
    yield (
        "stream_bomb.pdf",
        pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>",
            stream(bomb, b"/Filter /FlateDecode"),
        ),
    )
    yield (
        "filters.pdf",
        pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>",
            stream(b"x", b"/Filter [" + b"/FlateDecode " * 5_000 + b"]"),
        ),
    )
    yield "many_words.pdf", page_of(words=_WORDS * 2_000)
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >> "
    yield (
        "form_of_itself.pdf",
        pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R /Resources << /XObject << /X 4 0 R >> >> >>",
            form + b"/Length 5 >>\nstream\n/X Do\nendstream",
            stream(b"/X Do"),
        ),
    )
    yield "no_table.pdf", whole[: whole.index(b"xref")]
    yield "no_pages.pdf", pdf(b"<< /Type /Catalog >>")
    yield "head_only.pdf", b"%PDF-1.7\n"
    yield "late_head.pdf", bytes(900) + whole
    yield "secret.pdf", whole.replace(b"/Root", b"/Encrypt << /Filter /Standard /V 9 /R 9 /O (x) /U (y) /P -1 >> /Root")


def mails() -> Iterator[tuple[str, bytes]]:
    """Nests, parts without number, encodings that lie, headers without end."""
    head = b"From: Ann Lee <a@brack.example>\nSubject: Ships\nDate: Fri, 3 May 2024 10:00:00 +0200\nMIME-Version: 1.0\n"
    whole = head + b"\n" + TEXT
    nest = whole
    for _ in range(1_000):
        nest = head + b"Content-Type: message/rfc822\n\n" + nest
    yield "thousand_messages.eml", nest
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(1_000))
    yield "thousand_multiparts.eml", head + deep + b"Content-Type: text/plain\n\n" + TEXT
    part = b"--b\nContent-Type: text/plain\n\nx\n"
    yield (
        "hundred_thousand_parts.eml",
        head + b'Content-Type: multipart/mixed; boundary="b"\n\n' + part * 100_000 + b"--b--\n",
    )
    attached = b'--b\nContent-Disposition: attachment; filename="a.txt"\n\n' + TEXT + b"\n"
    yield "attachments.eml", head + b'Content-Type: multipart/mixed; boundary="b"\n\n' + attached * 1_500 + b"--b--\n"
    yield "hundred_thousand.mbox", (b"From x Fri May  3 10:00:00 2024\nSubject: a\n\n\n" * 100_000)
    coded = base64.encodebytes(gzip.compress(bytes(10_000_000)) * 25)
    bomb = b'--b\nContent-Disposition: attachment; filename="a.txt.gz"\nContent-Transfer-Encoding: base64\n\n' + coded
    yield "bomb_attached.eml", head + b'Content-Type: multipart/mixed; boundary="b"\n\n' + bomb + b"\n--b--\n"
    yield "base64.eml", head + b"Content-Transfer-Encoding: base64\n\n" + base64.b64encode(b"x" * 2_000_000)
    yield "broken_base64.eml", head + b"Content-Transfer-Encoding: base64\n\n" + b"=!=!" * 10_000
    yield "uuencoded.eml", head + b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 ../../evil.txt\n#86)C\n`\nend\n"
    for charset in (
        b"utf-7",
        b"utf-16",
        b"no-such",
        b"rot13",
        b"zip",
        b"idna",
        b"punycode",
        b"unicode_escape",
        b"x" * 9_000,
    ):
        name = charset[:14].decode()
        yield (
            f"charset_{name}.eml",
            head + b'Content-Type: text/plain; charset="' + charset + b'"\n\n' + TEXT + b"\xff\xfe\x80",
        )
    yield "encoded_words.eml", b"From: x\nSubject: " + b"=?utf-8?B?eA==?= " * 20_000 + b"\n\n" + TEXT
    yield (
        "bad_words.eml",
        b"From: =?rot13?Q?=ff?= <\nSubject: =?x?Z?=?= =?utf-8?B?=?=\nDate: Fri, 99 May 0 99:99 +9999\n\n" + TEXT,
    )
    yield "long_header.eml", b"Subject: " + b"a" * 2_000_000 + b"\n\n" + TEXT
    yield "folded.eml", b"Subject: a\n" + b" b\n" * 200_000 + b"\n" + TEXT
    pieces = b"".join(b' filename*%d="a";' % n for n in range(5_000))
    yield "name_in_pieces.eml", head + b"Content-Disposition: attachment;" + pieces + b"\n\n" + TEXT
    yield "name_leads_out.eml", head + b"Content-Disposition: attachment; filename*=utf-8''..%2F..%2Fevil%00.txt\n\n" + TEXT
    yield "no_boundary.eml", head + b"Content-Type: multipart/mixed\n\n" + TEXT
    yield "empty_boundary.eml", head + b'Content-Type: multipart/mixed; boundary=""\n\n--\n' + TEXT
    yield "addresses.eml", b"From: " + b"(" * 50_000 + b"\nSubject: x\n\n" + TEXT
    yield "nul.eml", b"From: a\0b\nSubject: a\0b\n\n" + TEXT + b"\0"
    yield "page_bomb.mhtml", head + b"Content-Type: text/html\n\n" + b"<table><tr><td>" * 20_000 + TEXT
    yield "no_page.mhtml", whole


def lists() -> Iterator[tuple[str, bytes]]:
    """JSON, JSON lines, CSV and WARC that lie about their shape."""
    yield "deep.json", b"[" * 1_000_000
    yield "deep_objects.json", b'{"text":' * 200_000 + b"1" + b"}" * 200_000
    yield "deep_inside.json", b'[{"text": "' + TEXT + b'", "more": ' + b"[" * 900 + b"]" * 900 + b"}]"
    yield "long_number.json", b'{"text": "a b c.", "title": ' + b"9" * 100_000 + b"}"
    yield "not_numbers.json", b'[{"text": "a b c.", "x": NaN, "y": -Infinity, "z": 1e999999}]'
    yield "lone_surrogates.json", b'[{"text": "Ten ships \\ud800 waited.", "title": "\\udfff", "url": "\\ud83d"}]'
    yield "nul.json", b'{"text": "Ten ships\\u0000 waited.", "title": "a\\u0000b", "published": "\\u0000"}'
    yield "wrong_kinds.json", json.dumps([{"text": ["a"], "title": {}}, None, 7, [], {"text": True}, {"text": " "}]).encode()
    yield (
        "wrong_dates.json",
        json.dumps([{"text": SENTENCE, "published": when} for when in ("0000-00-00", "9" * 5_000, "-1", "/..")]).encode(),
    )
    yield "many.jsonl", b"x\n" * 20_000
    yield "long_line.jsonl", b'{"text": "' + b"a " * 3_000_000 + b'"}'
    yield "columns.csv", b",".join(b"c%d" % n for n in range(100_000)) + b",text\n" + b"x," * 100_000 + TEXT
    yield "same_columns.csv", b"text," * 1_000 + b"text\n" + b"a b c.," * 1_000 + TEXT
    yield "open_quote.csv", b'text\n"' + TEXT * 20_000
    yield "nul.csv", b"text,title\nTen\0 ships.,a\0b\n"
    yield "returns.csv", b"text\r" * 5_000
    yield "long_field.csv", b"text\n" + b"a" * 5_000_000
    record = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://brack.example/1\r\n"
    record += b"Content-Type: application/http; msgtype=response\r\n"
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>Ships</title><p>" + TEXT + b"</p></html>"
    for name, length in (("right", len(http)), ("long", 10**12), ("short", 9), ("less", -5), ("none", 0)):
        yield f"length_{name}.warc", record + b"Content-Length: %d\r\n\r\n" % length + http + b"\r\n\r\n"
    yield "length_words.warc", record + b"Content-Length: ten\r\n\r\n" + http
    chunked = http.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n", 1)
    yield "chunks.warc", record + b"Content-Length: %d\r\n\r\n" % len(chunked) + chunked + b"\r\n\r\n"
    packed = http.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n", 1)[:70] + gzip.compress(bytes(10_000_000)) * 20
    yield "bomb.warc", record + b"Content-Length: %d\r\n\r\n" % len(packed) + packed + b"\r\n\r\n"
    yield "members.warc.gz", gzip.compress(record + b"Content-Length: 0\r\n\r\n\r\n\r\n") * 5_000
    yield "half.warc.gz", gzip.compress(record + b"Content-Length: %d\r\n\r\n" % len(http) + http)[:-30]


def pages() -> Iterator[tuple[str, bytes]]:
    """Markup nested deep, wide and broken; encodings that lie; things that ask for other things."""
    words = b"<p>" + TEXT + b"</p>"
    for tag in (b"div", b"table><tr><td", b"b", b"ul><li", b"font", b"svg", b"form", b"blockquote"):
        yield f"deep_{tag[:5].decode().rstrip('>')}.html", b"<html><body>" + (b"<" + tag + b">") * 6_000 + words
    yield "attributes.html", b"<html><body " + b"".join(b'a%d="x" ' % n for n in range(10_000)) + b">" + words
    yield "long_attribute.html", b'<html><body><p title="' + b"x" * 1_000_000 + b'">' + words
    yield "open_tags.html", b"<" * 500_000 + words
    yield "open_comment.html", words + b"<!--" * 200_000
    yield "open_script.html", words + b"<script>" * 50_000
    yield "closing_only.html", b"</div>" * 200_000 + words
    yield "headings.html", b"<h1>a</h1>" * 4_000 + words
    yield "links.html", b'<a href="/author/a/x">x y</a>' * 4_000 + words
    yield "bylines.html", b'<p class="author">by x, y and z</p>' * 6_000 + words
    yield "long_title.html", b"<title>" + b"a " * 200_000 + b"</title>" + words
    yield "entities.html", b"&" * 500_000 + b"&#xD800;&#x110000;&#0;&amp" * 10_000 + words
    yield "linked_data.html", b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>" + words
    yield (
        "linked_people.html",
        (
            b'<script type="application/ld+json">'
            + json.dumps(
                {"@type": "Article", "headline": ["x"], "author": [{"name": {"name": []}}, [[]], 7] * 20_000}
            ).encode()
            + b"</script>"
            + words
        ),
    )
    yield "wrong_meta.html", b'<meta property="article:published_time" content="' + b"9" * 500_000 + b'">' + words
    yield (
        "refresh.html",
        b'<meta http-equiv="refresh" content="0;url=http://canary.example/"><base href="//canary-host/x/">' + words,
    )
    yield (
        "xml.xhtml",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><html><p>&e;</p>' + words,
    )
    yield "text_only.html", TEXT
    yield "nul.html", b"<html>\0<body>\0" + words.replace(b" ", b"\0")
    for charset in (
        b"utf-16",
        b"utf-7",
        b"utf-8",
        b"no-such-thing",
        b"x-user-defined",
        b"shift_jis",
        b"idna",
        b"hex",
        b"a\0b",
    ):
        name = charset.decode().replace("\0", "")
        yield (
            f"said_{name}.html",
            b'<meta charset="' + charset + b'"><title>Br\xfccke</title><p>Gr\xfc\xdfe \x93aus\x94 Brack. ' + TEXT,
        )


def texts() -> Iterator[tuple[str, bytes]]:
    """Encodings mislabelled or unmarked, characters nobody sees, lines without end."""
    words = SENTENCE * 3 + "Öl für Straße. "
    for encoding in ("utf-7", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1250", "cp437", "mac-roman", "cp037"):
        yield f"in_{encoding}.txt", words.encode(encoding, "replace")
    yield "cut_utf16.txt", b"\xff\xfe" + words.encode("utf-16-le")[:-1]
    yield "wrong_mark.txt", b"\xfe\xff" + words.encode("utf-16-le")
    yield "mark_only.txt", b"\xef\xbb\xbf"
    yield "marks.txt", b"\xef\xbb\xbf" * 1_000 + TEXT
    yield "overlong.txt", b"\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf" + TEXT
    yield "surrogates.txt", b"\xed\xa0\x80\xed\xbf\xbf" + TEXT
    yield "mixed.txt", words.encode() + words.encode("cp1252") + words.encode("utf-16")
    yield "beyond.txt", b"\xf4\x90\x80\x80\xff\xfe" + TEXT
    yield "nuls.txt", b"\0" * 100_000
    yield "some_nuls.txt", TEXT.replace(b" ", b"\0")
    yield "controls.txt", TEXT + bytes(range(1, 32)) * 2
    yield "spaces.txt", b" \n\t" * 100_000
    yield "nobody_sees.txt", ("\u200b\u2060\ufeff\u00ad" * 2_000).encode()
    yield "turned.txt", ("\u202e" + words + "\u2066" * 500).encode()
    yield "marks_on_marks.txt", ("a" + "\u0301" * 100_000).encode()
    yield "one_line.txt", b"a" * 3_000_000
    yield "one_line_of_words.txt", (SENTENCE * 20_000).encode()
    yield "empty.txt", b""
    yield "front_matter.md", b"---\n" + b"title: x\n" * 50_000 + TEXT
    yield "hashes.md", b"#" * 500_000 + b"\n" + TEXT
    yield "2024-99-99.txt", TEXT
    yield "no_suffix", TEXT
    yield "binary", bytes(range(256)) * 50
    yield "program.txt", b"\x7fELF" + bytes(5_000)
    yield "program.exe", b"MZ" + bytes(5_000)


def strangers() -> Iterator[tuple[str, bytes]]:
    """Formats that are not read, under their own names and under others; polyglots."""
    package = {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>", "mimetype": b"application/x"}
    for suffix in ("xlsx", "pptx", "odt", "docx", "epub", "jar"):
        yield f"package.{suffix}", zipped(package)
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000)
    rich, seven, rar = b"{\\rtf1 " + TEXT + b"}", b"7z\xbc\xaf\x27\x1c" + bytes(500), b"Rar!\x1a\x07\x01\x00" + bytes(500)
    for content, own in ((old, "doc"), (old, "msg"), (rich, "rtf"), (seven, "7z"), (rar, "rar")):
        for suffix in (own, "docx", "zip", "txt", "html"):
            yield f"{own}_as.{suffix}", content
    yield "database.txt", b"SQLite format 3\0" + bytes(4_000)
    yield "picture.html", b"\x89PNG\r\n\x1a\n" + bytes(4_000)
    whole = page_of()
    yield "pdf_as.txt", whole
    yield "page_before.pdf", b"<html><p>" + TEXT + whole
    yield "archive_after.pdf", whole + zipped({"a.txt": TEXT})
    packed = TEXT
    for _ in range(40):
        packed = gzip.compress(packed)
    yield "forty_times.txt.gz", packed
    yield "garbage_after.txt.gz", gzip.compress(TEXT) + b"garbage" * 1_000
    yield "page_as.html", gzip.compress(b"<html><p>" + TEXT)


def cut() -> Iterator[tuple[str, bytes]]:
    """What is whole elsewhere, cut in the middle and by its last byte."""
    whole = {
        "a.zip": zipped({"a.txt": TEXT}),
        "a.tar": tarred((tarfile.TarInfo("a.txt"), TEXT)),
        "a.tar.gz": gzip.compress(tarred((tarfile.TarInfo("a.txt"), TEXT))),
        "a.txt.bz2": bz2.compress(TEXT),
        "a.txt.xz": lzma.compress(TEXT),
        "a.docx": docx(f"<w:document {_W}><w:body>{_P}</w:body></w:document>"),
        "a.pdf": page_of(),
        "a.json": json.dumps([{"text": SENTENCE}]).encode(),
        "a.html": b"<html><head><title>Ships</title></head><body><p>" + TEXT + b"</p></body></html>",
    }
    for name, content in whole.items():
        for part in (1, 3, 10, len(content) // 3, len(content) // 2, len(content) - 1):
            yield f"cut_{part}_{name}", content[:part]


KINDS: tuple[Callable[[], Iterator[tuple[str, bytes]]], ...] = (
    archives,
    documents,
    pdfs,
    mails,
    lists,
    pages,
    texts,
    strangers,
    cut,
)
