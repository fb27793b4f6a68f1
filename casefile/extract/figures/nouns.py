"""The counted noun behind a number: the plural that ends the noun phrase."""

from __future__ import annotations

from casefile.extract import lexicon
from casefile.extract.document import Document
from casefile.extract.numbers import words as numeral_words

_REACH = 6
_OF_WHAT = frozenset(["the", "those", "these", "its", "their", "his", "her", "our", "some", "about", "all"])
_PRONOUNS = frozenset(["them", "us", "you", "it", "which", "whom", "each"])
_PLURALS = frozenset(
    "people men women children police troops personnel staff data media feet teeth fish aircraft cattle".split()
)


def counted_noun(document: Document, last: int) -> str | None:
    """What a number that ends at token `last` counts: "files", "companies and organizations", "members" of "nine-member";
    None where no noun follows."""
    words, lower = document.words, document.lower
    stops = lexicon.words("en", "units_stop", "stops")
    starters = numeral_words().starters
    count = len(words)
    i = last + 1
    if lower[i : i + 2] == ["years", "old"] or lower[i : i + 4] == ["-", "year", "-", "old"]:
        return "years"
    if i < count and lower[i] in ("-", "‑") and i + 1 < count and lower[i + 1].isalpha():
        noun = lower[i + 1]
        if noun == "fold":
            return "times"
        if noun in ("strong", "odd", "plus"):
            # "the 300-strong staff": the noun stands behind.
            return counted_noun(document, i + 1)
        return noun if noun.endswith("s") else _plural(noun)
    if lower[i : i + 1] in (["times"], ["fold"], ["x"]):
        return "times"
    if i < count and lower[i] == "of" and i + 1 < count:
        i += 1
        while i < count and (lower[i] in _OF_WHAT or lower[i][0].isdigit() or lower[i] in starters):
            i += 1
        if i < count and lower[i] in _PRONOUNS:
            # "200 of them children"
            return None
    head: int | None = None
    j = i
    while j < min(count, i + _REACH) and words[j][0].isalpha() and lower[j] not in stops:
        if is_plural(lower[j]):
            head = j
            if j + 1 < count and not is_plural(lower[j + 1]):
                break
        j += 1
    if head is None:
        # "one attack", "a 200-strong crowd": a singular noun right behind.
        single = j == i + 1 and words[i].islower() and lower[last] in ("one", "1")
        return lower[i] if single else None
    begin = head
    while begin > i and words[begin - 1].islower() and not _is_adjective(lower[begin - 1]):
        begin -= 1
    if head + 2 < count and lower[head + 1] == "and":
        end = head + 2
        while (
            end < min(count, head + 5)
            and words[end][0].isalpha()
            and lower[end] not in stops
            and not is_plural(lower[end])
            and lower[end] not in starters
        ):
            end += 1
        if end < count and is_plural(lower[end]) and lower[end] not in stops and words[end].islower():
            return document.text[document.starts[begin] : document.ends[end]]
    return document.text[document.starts[begin] : document.ends[head]]


def is_plural(word: str) -> bool:
    return word in _PLURALS or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ous")))


def _is_adjective(word: str) -> bool:
    return word.endswith(
        ("ed", "al", "ic", "ous", "ive", "able", "ible", "ful", "less", "ing", "ary", "ish", "ent", "ant", "other", "new")
    )


def _plural(noun: str) -> str:
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
