"""Text of strangers in places where Qt would look for mark-up."""

from __future__ import annotations

from html import escape


def plain_tooltip(text: str) -> str:
    """A tooltip that shows this text as it is, its line breaks included: Qt takes what looks like mark-up for mark-up."""
    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>" if text else ""
