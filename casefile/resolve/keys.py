"""Forms of a name that stand for one another across articles, and the abbreviations that stand for a name."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from typing import Any

from casefile import assets

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
_SMALL = frozenset("of the and for in on at to de la".split())


@cache
def _rules(name: str) -> dict[str, Any]:
    with assets.resource("rules", "en", f"{name}.toml").open("rb") as stream:
        return tomllib.load(stream)


@lru_cache(maxsize=1)
def legal_forms() -> frozenset[str]:
    """Inc, Ltd and their kin, casefolded."""
    return frozenset(_rules("organisations")["legal"].split())


@lru_cache(maxsize=1)
def trigger_classes() -> dict[str, str]:
    """Lemma of a trigger -> the lemma that stands for all of its meaning."""
    return {word: words[0] for words in (line.split() for line in _rules("synonyms")["triggers"]) for word in words}


def bare(name: str) -> str:
    """The name without accents: Sølund is Solund."""
    if name.isascii():
        return name
    parts = unicodedata.normalize("NFD", name.translate(_LETTERS))
    # Marks of other scripts (voiced kana) are letters' own, not accents.
    return unicodedata.normalize("NFC", "".join(part for part in parts if not "\u0300" <= part <= "\u036f"))


@lru_cache(maxsize=1 << 16)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, casefolded, without article, possessive and punctuation."""
    plain = bare(name.replace("’", "'").casefold()).removesuffix("'s").replace(".", "")
    words = tuple(_WORD.findall(plain.replace("'", "")))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


@lru_cache(maxsize=1 << 16)
def key_of(name: str) -> str:
    """What two spellings of one name share; a name without letters is its own key."""
    return " ".join(words_of(name)) or name


@lru_cache(maxsize=1 << 16)
def company_key(name: str) -> str:
    """`key_of` without legal forms at the end."""
    words = words_of(name)
    end = len(words)
    while end > 1 and words[end - 1] in legal_forms():
        end -= 1
    return " ".join(words[:end]) or name


def is_abbreviation(name: str) -> bool:
    """Three to eight capitals (points between them do not count)."""
    letters = name.replace(".", "")
    return 3 <= len(letters) <= 8 and letters.isalnum() and letters.isupper() and letters[0].isalpha()


@lru_cache(maxsize=1 << 16)
def initials(name: str) -> str:
    """First letters of the words of a name, small words left out, in capitals: what may abbreviate it."""
    words = words_of(name)
    return "".join(word[0] for word in words if word not in _SMALL).upper() if len(words) > 1 else ""
