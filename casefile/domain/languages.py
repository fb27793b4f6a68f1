"""Which languages the extractor has rules for. A text in any other is read with reduced means, and is said to be."""

from __future__ import annotations

_WITH_RULES = frozenset(["en", "ja"])


def is_reduced(language: str) -> bool:
    """Whether a text in this language (ISO 639-1; "" where it was not read yet) has only dates in digits, numbers, quotation
    marks and capitalised names at most."""
    return language not in _WITH_RULES and language != ""


def reduced_in_words(language: str) -> str:
    """What that means, in one sentence; "" for a language with rules."""
    if not is_reduced(language):
        return ""
    return f"Read with reduced means: there are no rules for its language ({language})."
