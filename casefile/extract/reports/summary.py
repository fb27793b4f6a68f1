"""The words of a report: its clause, tidied."""

from __future__ import annotations

_LONGEST = 200
_EDGES = " \t\n\u00a0,;:—–-"
_MARKUP = "#*>•|- \t\n"
"""What opens headings, items and quotations in Markdown."""
_LEADING = ("and ", "but ", "that ", "or ", "so ", "yet ")


def of(text: str, start: int, end: int, trigger_end: int) -> str:
    """`text[start:end]` on one line, without loose conjunctions and marks. What is long is cut, as late as can be, at a
    comma or a word, and ends in "…": a clause cut early may say another thing than the sentence."""
    if end - start > _LONGEST * 3:
        end = max(start + _LONGEST * 3, min(end, trigger_end))
    while start < end and text[start] in _MARKUP:
        start += 1
    words = " ".join(text[start:end].split())
    words = words.strip(_EDGES)
    for lead in _LEADING:
        if words[:5].casefold().startswith(lead) and len(words) > len(lead) + 3:
            words = words[len(lead) :]
    if words.endswith(".") and not words.endswith("..") and words[-3:-2] != ".":
        words = words[:-1]
    if len(words) > _LONGEST:
        words = _shortened(words)
    words = _balanced(words)
    return words[:1].upper() + words[1:]


def _shortened(words: str) -> str:
    comma = words.rfind(", ", _LONGEST * 3 // 4, _LONGEST)
    end = comma if comma > 0 else words.rfind(" ", _LONGEST // 4, _LONGEST)
    return words[: end if end > 0 else _LONGEST].rstrip(_EDGES) + " …"


def _balanced(words: str) -> str:
    """Without quotation marks or brackets whose other half was cut off."""
    for opening, closing in (("“", "”"), ("(", ")"), ("‘", "’")):
        if words.count(opening) != words.count(closing):
            if closing == "’":
                words = words.replace("‘", "") if words.count("‘") else words
            else:
                words = words.replace(opening, "").replace(closing, "")
    if words.count('"') % 2:
        words = words.replace('"', "")
    return words.strip()
