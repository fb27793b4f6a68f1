"""Words made fit for a line."""

from __future__ import annotations

from casefile.domain import edtf

ELLIPSIS = "…"


def shortened(words: str, length: int) -> str:
    """`words`, or their beginning with an ellipsis: about `length` code points, cut at a word boundary if there is one."""
    flat = " ".join(words.split())
    if len(flat) <= length:
        return flat
    head = flat[: length - 1]
    if not flat[length - 1].isspace() and " " in head:
        head = head.rsplit(" ", 1)[0]
    return head.rstrip(" ,;:–—-") + " " + ELLIPSIS


def date_words(text: str | None) -> str:
    """A date in words; days of one month once: "5 – 11 May 2025"."""
    words = edtf.in_words(text)
    head, dash, tail = words.partition(" – ")
    day, _, month = head.partition(" ")
    return f"{day} – {tail}" if dash and day.isdigit() and len(day) < 3 and tail.endswith(f" {month}") else words


def when(text: str | None) -> str:
    """A date that may be known by its bounds alone, as that of a publication or a quote: "not before Jun 2023"."""
    if text == "../..":
        return "not known"
    return edtf.open_in_words(text) or date_words(text)
