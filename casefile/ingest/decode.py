"""Bytes to text: byte order mark, then what is declared, then strict UTF-8, then a careful guess, then Windows-1252.

Guessing comes late because it turns Windows-1252 quotes into Windows-1250 ones. The bytes are kept, so that the user can
have a text decoded again.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LINE_END = re.compile(r"\r\n?")
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")
_SAMPLE = 65_536


def looks_binary(content: bytes) -> bool:
    """Whether these bytes are no text: NULs without a byte order mark, or many control characters."""
    sample = content[:_SAMPLE]
    if not sample or any(sample.startswith(mark) for mark, _ in _MARKS):
        return False
    if b"\0" in sample:
        return _wide_without_mark(sample) is None
    return sum(byte in _CONTROL for byte in sample) > len(sample) // 50


def decode(content: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text, line ends as LF and otherwise untouched, and the encoding it was read in. Never raises.

    `declared` is an encoding named by the file or the user; it is tried strictly after a byte order mark.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _lines(content.decode(encoding, "replace")), encoding
    for candidate in (declared, _wide_without_mark(content[:_SAMPLE]), "utf-8", _guess(content)):
        if candidate:
            try:
                return _lines(content.decode(candidate)), codecs.lookup(candidate).name
            except (LookupError, ValueError, OverflowError):
                continue
    return _lines(content.decode("cp1252", "replace")), "cp1252"


def _lines(text: str) -> str:
    return LINE_END.sub("\n", text)


def _wide_without_mark(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 by where its NULs stand: text in Latin letters has them in every place but one."""
    half, quarter = len(sample) // 2, len(sample) // 4
    if half < 2 or b"\0" not in sample:
        return None
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if odd > half * 0.6 and even < half * 0.4:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.4:
        return "utf-16-be"
    places = [sample[place::4].count(0) > quarter * 0.9 for place in range(4)]
    if places[1:3] == [True, True] and sample[0::4].count(0) < quarter * 0.4:
        return "utf-32-le"
    return "utf-32-be" if places[:2] == [True, True] and sample[3::4].count(0) < quarter * 0.4 else None


def _guess(content: bytes) -> str | None:
    # Where Windows-1252 has no hole, Western text in it cannot be told from its neighbours by bytes: only scripts that
    # use the upper half densely are guessed.
    sample = content[:_SAMPLE]
    if sum(byte >= 0x80 for byte in sample) * 5 < len(sample):
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else None
