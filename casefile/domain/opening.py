"""What an article without a title is known by: the first sentence of its story, not the caption of its picture."""

from __future__ import annotations

import re

_CAPTION = re.compile(
    r"(?:photo|picture|image|illustration)s?\s*(?:[/:|]|by\b)"
    r"|.*[(\[][^()\[\]]*\b(?:photos?|pictures?|images?|photograph|handout)\b[^()\[\]]*[)\]]\s*$"
    r"|.*\b(?:file photo|getty images)\W*$",
    re.IGNORECASE,
)
""" "Photo/Illustration A harbour", "Photo: R. Lind"; "The harbour. (Nordlys file photo)"; "Nordlys file photo"."""
_BYLINE = re.compile(r"by\s+[A-Z][^.!?]{0,80}$", re.IGNORECASE)
_CLOSING = "\"'”’»)\\]"
_ENDED = re.compile(rf"[.!?…。！？][{_CLOSING}」』]*$")
_SENTENCE = re.compile(rf".*?(?:(?:[^\W_]{{4}}|\d)[.!?…][{_CLOSING}]*(?=\s+[“\"‘'(]?[^\W\d_a-z])|[。！？][」』]?)")
"""A full stop after fewer than four letters ("Dr.", "U.S.") is taken for an abbreviation's."""


def opening(text: str) -> str:
    """The first sentence of the first paragraph that ends like a sentence and is neither caption nor byline; where there is
    none, the first paragraph that is neither, else the first. "" for a text without words. White space is collapsed.

    The text may be the beginning of a longer one.
    """
    paragraphs = [words for line in text.split("\n") if (words := " ".join(line.split()))]
    story = [words for words in paragraphs if not _CAPTION.match(words) and not _BYLINE.match(words)]
    best = next((words for words in story if _ENDED.search(words)), None)
    if best is None:
        return next(iter(story or paragraphs), "")
    sentence = _SENTENCE.match(best)
    return sentence[0] if sentence else best
