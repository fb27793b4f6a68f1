"""Which words of a text to tint for a query, and finding in text. Places are code points."""

from __future__ import annotations

import re

_MOST = 5000
_TOKEN = re.compile(r'(?P<not>\bNOT\s+|(?<!\S)-)?(?:(?P<field>\w+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s()":]+))')
_SEARCHED = frozenset({"", "text", "title", "quote", "quotes", "speaker", "entity", "name"})
"""Fields whose words stand in the text; the words of others (outlet:, date:, tag:) are not tinted."""
_ENTITY_ID = re.compile(r"e[0-9a-f]{13}")


def query_words(query: str) -> tuple[str, ...]:
    """The words and phrases a query looks for, without operators, excluded words and fields that are not text."""
    words = []
    for found in _TOKEN.finditer(query):
        word = (found["phrase"] if found["phrase"] is not None else found["word"] or "").strip()
        field = (found["field"] or "").casefold()
        if found["not"] or field not in _SEARCHED or not word or word in ("AND", "OR", "NOT", "TO"):
            continue
        if found["phrase"] is None:
            word = re.sub(r"[~^][\d.]*$", "", word)
        if word.strip("*?") and not _ENTITY_ID.fullmatch(word):
            words.append(word)
    return tuple(dict.fromkeys(words))


def find_words(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Where these words begin a word of the text, whatever their case; `*` and `?` as in queries. At most 5,000."""
    if not words:
        return ()
    patterns = (_pattern(word) for word in sorted(words, key=len, reverse=True))
    expression = re.compile(r"(?<!\w)(?:" + "|".join(patterns) + ")", re.IGNORECASE)
    return _spans(expression, text)


def find_in(text: str, wanted: str) -> tuple[tuple[int, int], ...]:
    """Where these very characters stand, whatever their case; any white space fits a space. At most 5,000."""
    if not wanted.strip():
        return ()
    return _spans(re.compile(r"\s+".join(map(re.escape, wanted.split())), re.IGNORECASE), text)


def _pattern(word: str) -> str:
    """A word with its usual endings: what search finds by stem is tinted in whole."""
    body = r"\W+".join(re.escape(part).replace(r"\*", r"\w*").replace(r"\?", r"\w") for part in word.split())
    return body + r"(?:s|es|ed|ing|'s|’s)?(?!\w)" if word[-1:].isascii() and word[-1:].isalnum() else body


def _spans(expression: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    spans = []
    for found in expression.finditer(text):
        if found.end() > found.start():
            spans.append(found.span())
        if len(spans) >= _MOST:
            break
    return tuple(spans)
