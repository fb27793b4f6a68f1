"""Words made fit for a line."""

from __future__ import annotations

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
