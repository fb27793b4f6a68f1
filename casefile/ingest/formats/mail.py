"""Mail (.eml, .mbox) and pages saved as mail (.mhtml). Attachments become files of their own."""

from __future__ import annotations

import email
import email.errors
import email.header
import email.utils
import re
from collections.abc import Iterator
from email import policy
from email.message import Message

from casefile.domain.articles import Basis, Metadata, Publication
from casefile.ingest.decode import decode
from casefile.ingest.formats.bare import bare_text
from casefile.ingest.formats.html import read_html
from casefile.ingest.found import Found, Item, Member, Unread
from casefile.ingest.plain import moment

_FROM_LINE = re.compile(rb"^From .*\r?\n", re.MULTILINE)
_MOST_PARTS = 2_000
_MOST_MESSAGES = 20_000
_DEEPEST = 20
_LONGEST_HEADER = 4_000


def read_message(content: bytes, name: str, _password: str | None) -> Iterator[Item]:
    """One message: its words as the article, its attachments as members."""
    message = email.message_from_bytes(content, policy=policy.compat32)
    if not message.keys():
        yield Unread("it has no mail header")
        return
    body, attachments = _parts(message, name)
    metadata = _metadata(message)
    if body.strip():
        yield Found(body, metadata)
    elif not attachments:
        yield Unread("the message has no text and nothing attached")
    yield from attachments


def read_mailbox(content: bytes, _name: str, _password: str | None) -> Iterator[Item]:
    """Every message of a mailbox as a member of its own."""
    starts = [match.end() for match in _FROM_LINE.finditer(content)]
    ends = [match.start() for match in _FROM_LINE.finditer(content)][1:]
    if not starts:
        yield Unread("it has no message")
    for number, (start, end) in enumerate(zip(starts, [*ends, len(content)], strict=True), 1):
        if number > _MOST_MESSAGES:
            yield Unread(f"it has more than {_MOST_MESSAGES:,} messages; the rest is left out")
            return
        yield Member(f"message {number}.eml", content[start:end])


def read_mhtml(content: bytes, name: str, _password: str | None) -> Iterator[Item]:
    """The page of a web archive: its first HTML part."""
    message = email.message_from_bytes(content, policy=policy.compat32)
    for part in _walk(message):
        if part.get_content_type() == "text/html":
            text, metadata = read_html(_payload(part), name)
            if not text.strip():
                break
            address = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
            url = metadata.url or (address if address.startswith("http") else "")
            yield Found(text, _with_url(metadata, url))
            return
    yield Unread("no article text was found in it")


def _with_url(metadata: Metadata, url: str) -> Metadata:
    return Metadata(
        metadata.title, metadata.outlet, metadata.authors, metadata.published, metadata.language, url, metadata.grade
    )


def _walk(message: Message, depth: int = 0) -> Iterator[Message]:
    # Message.walk recurses as deep as the mail is nested; a hostile one is nested deep.
    # Asked for its words, a message decodes them, as whatever it says they are.
    payload = message.get_payload() if message.is_multipart() else None
    if isinstance(payload, list) and depth < _DEEPEST and message.get_content_type() != "message/rfc822":
        for part in payload:
            if isinstance(part, Message):
                yield from _walk(part, depth + 1)
    else:
        yield message


def _parts(message: Message, name: str) -> tuple[str, list[Item]]:
    plain: list[str] = []
    pages: list[str] = []
    attachments: list[Item] = []
    for number, part in enumerate(_walk(message)):
        if number >= _MOST_PARTS:
            attachments.append(Unread(f"it has more than {_MOST_PARTS:,} parts; the rest is left out"))
            break
        kind, filename = part.get_content_type(), _filename(part)
        attached = "attachment" in _header(part, "Content-Disposition").casefold() or bool(filename)
        if kind == "message/rfc822":
            inner = part.get_payload() if part.is_multipart() else None
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                attachments.append(Member(filename or f"part {number}.eml", _bytes(inner[0])))
        elif attached:
            attachments.append(Member(filename or f"part {number}", _payload(part)))
        elif kind == "text/plain" or (kind.startswith("multipart/") and not part.is_multipart()):
            plain.append(decode(_payload(part), _charset(part))[0])
        elif kind == "text/html":
            pages.append(_page_text(_payload(part), name))
    return "\n\n".join(text.strip() for text in plain or pages if text.strip()), attachments


def _page_text(content: bytes, name: str) -> str:
    text = read_html(content, name)[0]
    return text or bare_text(content)


def _bytes(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except (UnicodeError, LookupError, ValueError, KeyError):
        return str(message.get_payload()).encode("utf-8", "surrogateescape")


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = None
    if isinstance(payload, bytes):
        return payload
    try:
        raw = part.get_payload()
    except (ValueError, LookupError):
        return b""
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def _charset(part: Message) -> str | None:
    try:
        found = part.get_content_charset()
    except (ValueError, LookupError, TypeError):
        return None
    return found.strip("\"' ") if found else None


def _filename(part: Message) -> str:
    try:
        return _decoded(part.get_filename() or "")
    except (ValueError, LookupError, TypeError):
        return ""


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    return _decoded(str(value)[:_LONGEST_HEADER]) if value is not None else ""


def _decoded(value: str) -> str:
    try:
        parts = email.header.decode_header(value)
    except (email.errors.HeaderParseError, ValueError):
        return value
    words = [decode(part, charset)[0] if isinstance(part, bytes) else part for part, charset in parts]
    return " ".join("".join(words).split())


def _metadata(message: Message) -> Metadata:
    # Brackets open within brackets are read by recursion.
    sender = email.utils.parseaddr(_header(message, "From")[:_LONGEST_HEADER].replace("((", ""))
    author = sender[0] or sender[1]
    return Metadata(
        title=_header(message, "Subject"),
        authors=(author,) if author else (),
        published=_date(_header(message, "Date")),
    )


def _date(value: str) -> Publication:
    try:
        when = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return Publication()
    # A mail whose zone is "-0000" says that it knows none.
    return Publication((moment(when.isoformat()) if when.tzinfo else None) or when.date().isoformat(), Basis.METADATA, 0.9)
