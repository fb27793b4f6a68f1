"""A stored original as words: decoded, markup left out. Nothing in it is rendered, run or fetched."""

from __future__ import annotations

import codecs
import re
from html.parser import HTMLParser

from casefile.gui.text import shown

_SPACE = re.compile(r"\s+")
_MOST = 4_000_000
_LINE = 20_000
_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "head"})
_BREAKING = frozenset(
    "p div br li tr h1 h2 h3 h4 h5 h6 article section blockquote figure figcaption table ul ol header footer".split()
)


def readable(content: bytes, media_type: str) -> tuple[str, str]:
    """(words, source) of an original, for people: undecodable bytes are marked, very long lines are split, at most four
    million characters. Words and source are the same for what is not HTML."""
    source = _decoded(content)[:_MOST]
    words = _words_of(source) if "html" in media_type else source
    return safe(words), safe(source)


def _decoded(content: bytes) -> str:
    """By its byte order mark, else as UTF-8, else as windows-1252, in which every text can be looked at."""
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's signature
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BREAKING:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BREAKING:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(_SPACE.sub(" ", data))


def _words_of(source: str) -> str:
    parser = _Words()
    parser.feed(source)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n\n".join(line for line in lines if line)


def safe(text: str) -> str:
    """A text that a view can show: controls made visible, very long lines split."""
    lines = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        lines += [line[i : i + _LINE] for i in range(0, len(line), _LINE)] or [""]
    return "\n".join(map(shown, lines))
