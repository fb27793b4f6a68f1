"""The words of a page without its markup: what is left to read where no article is told apart from the rest."""

from __future__ import annotations

import html
import re

from casefile.ingest.decode import decode

_UNSEEN = ("script", "style", "template", "noscript")
_BLOCKS = frozenset(
    "p div br li ul ol tr td th table h1 h2 h3 h4 h5 h6 section article header footer blockquote pre hr dt dd title".split()
)
_CHARSET = re.compile(rb"""charset=["']?([a-zA-Z0-9_:.-]{2,40})""")
_NAME = re.compile(r"/?([a-zA-Z0-9]{1,20})")


def bare_text(content: bytes) -> str:
    """Paragraphs between blank lines, in the order of the markup; scripts, styles and comments left out. One pass, whatever
    is left open or nested."""
    declared = _CHARSET.search(content[:4000])
    markup = decode(content, declared[1].decode("ascii") if declared else None)[0]
    lower = markup.lower() if len(markup.lower()) == len(markup) else markup
    parts: list[str] = []
    at = 0
    while (start := markup.find("<", at)) >= 0:
        parts.append(markup[at:start])
        comment = markup.startswith("<!--", start)
        end = markup.find("-->" if comment else ">", start + 1)
        if end < 0:
            at = len(markup)
            break
        at = end + (3 if comment else 1)
        name = _NAME.match(lower, start + 1)
        tag = name[1] if name else ""
        if tag in _UNSEEN and markup[start + 1] != "/":
            close = lower.find(f"</{tag}", at)
            at = len(markup) if close < 0 else close
        parts.append("\n" if tag in _BLOCKS else "")
    parts.append(markup[at:])
    lines = (" ".join(line.split()) for line in html.unescape("".join(parts)).split("\n"))
    return "\n\n".join(line for line in lines if line)
