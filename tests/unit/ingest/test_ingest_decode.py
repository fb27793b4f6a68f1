"""Encodings: byte order mark, declared, UTF-8, guess, Windows-1252; offsets stay right whatever the line ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.ingest.decode import decode, looks_binary

CURLY = "“We won’t pay,” said Anaïs Gökçe – twice."


@pytest.mark.parametrize(
    ("encoding", "read_as"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-32", "utf-32")],
)
def test_unicode_encodings_are_told_apart(encoding: str, read_as: str) -> None:
    text, said = decode(CURLY.encode(encoding))
    assert (text, said) == (CURLY, read_as)


def test_windows_quotes_without_any_hint_stay_quotes() -> None:
    words = "“No comment,” he said – again and again, in the long hall of the old town house."
    assert decode(words.encode("cp1252")) == (words, "cp1252")


def test_what_is_declared_goes_before_utf8() -> None:
    assert decode("Владивосток".encode("koi8-r"), "koi8-r")[0] == "Владивосток"


def test_an_unknown_declared_encoding_is_passed_over() -> None:
    assert decode(b"plain", "no-such-encoding")[0] == "plain"


def test_dense_japanese_without_a_hint_is_guessed() -> None:
    words = "港湾局の貨物管理システムが不正アクセスを受けた。同局は警察に届け出た。" * 8
    assert decode(words.encode("shift_jis"))[0] == words


def test_utf16_without_a_mark_is_seen_by_its_nuls() -> None:
    content = "Ships waited outside.".encode("utf-16-le")
    assert not looks_binary(content)
    assert decode(content)[0] == "Ships waited outside."


def test_line_ends_become_lf_and_everything_else_stays() -> None:
    text, _ = decode("one\r\ntwo\rthree\u00a0four\u2028five".encode())
    assert text == "one\ntwo\nthree\u00a0four\u2028five"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_without_a_mark_is_seen_and_nuls_alone_are_not_text(encoding: str) -> None:
    words = "The harbour office said that ten ships waited."
    assert not looks_binary(words.encode(encoding))
    assert decode(words.encode(encoding)) == (words, encoding)
    assert looks_binary(bytes(5_000))


def test_binary_is_told_from_text() -> None:
    assert looks_binary(b"\x7fELF\x02\x01\x01\x00" + bytes(range(64)))
    assert not looks_binary("Grüße\tand\nlines".encode())


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_decode(content: bytes) -> None:
    text, encoding = decode(content)
    assert isinstance(text, str)
    assert encoding
    assert "\r" not in text
