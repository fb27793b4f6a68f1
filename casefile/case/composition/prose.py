"""The investigator's own words: a small part of Markdown, read into blocks of plain data.

Understood: `# heading`, `- bullet`, `1. numbered`, paragraphs between blank lines, **strong**, *emphasis*, and citations
such as [S2 ¶4] or [S2]. Everything else stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casefile.domain.brief import Block, Run

_HEADING = re.compile(r"#{1,6}\s++(?P<words>[^\s#].*)")
_BULLET = re.compile(r"\s*+[-*+•]\s++(?P<words>.+)")
_NUMBER = re.compile(r"\s*+\d{1,3}[.)]\s++(?P<words>.+)")
_INLINE = re.compile(
    r"\*\*(?P<strong>[^*\s](?:[^*]*[^*\s])?)\*\*"
    r"|(?<![\w*])\*(?P<emphasis>[^*\s](?:[^*]*[^*\s])?)\*(?![\w*])"
    r"|(?P<citation>\[S(?P<article>\d{1,6})(?:\s*+[¶§pP.]*+\s*+\d{1,6})?\])"
)


def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a text, in order. Never raises."""
    return tuple(Block(kind, runs(words)) for kind, words in _blocks(markdown))


def runs(words: str) -> tuple[Run, ...]:
    """The stretches of one block."""
    found: list[Run] = []
    position = 0
    for match in _INLINE.finditer(words):
        if match.start() > position:
            found.append(Run(words[position : match.start()]))
        if match["citation"]:
            found.append(Run(match["citation"], article=int(match["article"])))
        elif match["strong"]:
            found.append(Run(match["strong"], "strong"))
        else:
            found.append(Run(match["emphasis"], "emphasis"))
        position = match.end()
    if position < len(words):
        found.append(Run(words[position:]))
    return tuple(found)


def _blocks(markdown: str) -> Iterator[tuple[str, str]]:
    kind, lines = "paragraph", list[str]()
    for line in [*markdown.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]:
        starts = _start(line)
        if lines and (starts or not line.strip()):
            yield kind, " ".join(lines)
            kind, lines = "paragraph", []
        if starts and starts[0] == "heading":
            yield starts
        elif starts:
            kind, lines = starts[0], [starts[1]]
        elif line.strip():
            lines.append(line.strip())


def _start(line: str) -> tuple[str, str] | None:
    for kind, pattern in (("heading", _HEADING), ("bullet", _BULLET), ("number", _NUMBER)):
        match = pattern.fullmatch(line)
        if match:
            words = match["words"].strip()
            return kind, words.rstrip("#").rstrip() if kind == "heading" else words
    return None
