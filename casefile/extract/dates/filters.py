"""What looks like a date and is none: numbers that are no years, months that are names, words that only sound like dates."""

from __future__ import annotations

from functools import cache

from casefile.extract import lexicon
from casefile.extract.dates.lexemes import CODE
from casefile.extract.document import Document


@cache
def _words(name: str) -> frozenset[str]:
    return lexicon.words("en", "dates_stop", name)


def admits(name: str, document: Document, codes: str, first: int, last: int) -> bool:
    """Whether the words around let tokens first..last (inclusive) be what rule `name` takes them for."""
    lower, words = document.lower, document.words
    before = lower[first - 1] if first else ""
    after = lower[last + 1] if last + 1 < len(lower) else ""
    glued_before = first > 0 and document.ends[first - 1] == document.starts[first]
    glued_after = last + 1 < len(lower) and document.ends[last] == document.starts[last + 1]
    if name in ("year", "range.years", "range.year-span"):
        if after in ("minutes", "hours"):
            return False
        if (
            glued_before
            and before not in _words("opening_marks")
            and not (before in "-–—" and first > 1 and words[first - 2].islower() and len(lower[first - 2]) > 2)
        ):
            return False
        if glued_after and after[0] not in ".,;:!?)]}\"'’”»-–—/…" and after not in ("'s", "’s"):
            return False
        if (
            glued_after
            and after in "-–—/"
            and last + 2 < len(lower)
            and document.starts[last + 2] == document.ends[last + 1]
        ):
            follower = lower[last + 2]
            if follower[0].isdigit() or (after == "/" and not follower.isalpha()):
                return False
            if follower in _words("measured"):
                return False
        return _is_year(document, codes, first, last, before, after, plain=name == "year" and first == last)
    if name == "numeric" and (before in _words("numbering") or before in _words("decrees")):
        # "Resolution 11/2016", "Case 3/2019": a number.
        return False
    if name == "day.of-month":
        # "on the 18th", not "on the 18th floor", nor "on first reading".
        return (
            words[last].isalpha() is True
            and lower[last] in ("st", "nd", "rd", "th")
            and not (after.isalpha() and after not in _words("after_day"))
        )
    if name in ("day.continued", "day.listed") and codes[last] != CODE["YEAR"] and first == last:
        # "3 May and 5 others"
        return not after.isalpha() or after in _words("after_day") or name == "day.listed"
    if name in ("unit.day", "unit.day-after") and lower[last] != "day":
        return False
    if name in ("duration.bare", "unit.vague"):
        return lower[first].endswith("s") and lower[first] != "seconds"
    if name == "month":
        return _is_month(document, codes, first, last, before)
    if name.startswith(("duration", "distance")):
        # "49-year-old", "12 years old", "one-year-olds": ages.
        window = lower[last + 1 : last + 3]
        if window and (
            window[0] in ("old", "olds")
            or (window[:1] == ["-"] and window[-1] in ("old", "olds"))
            or window == ["of", "age"]
        ):
            return False
        if before in ("$", "€", "£", "¥", "'", "’"):
            return False
        if (
            first
            and words[last][0].isupper()
            and not words[last].isupper()
            and words[first][0] in "0123456789"
            and after not in ("ago",)
        ):
            return False
    if name == "vague" and (lower[last + 1 : last + 3] == ["and", "then"] or lower[last + 1 : last + 3] == ["and", "again"]):
        return False
    if name == "vague" and words[first] == "Now":
        # At the head of a sentence it turns to something new more often than it tells when.
        return False
    if name == "set" and lower[first] in _words("periodicals") and after.isalpha() and words[last + 1][0].isupper():
        # "the party daily Granma": a newspaper.
        return False
    if (
        name == "set"
        and words[first][0].isupper()
        and first
        and before.isalpha()
        and after[:1].isalpha()
        and words[last + 1][0].isupper()
    ):
        return False
    if name == "weekday" and first and before in _words("named_weekdays") and words[first - 1][0].isupper():
        # "Black Monday": a day with a name of its own.
        return False
    if name in ("weekday", "holiday"):
        # "the Sunday Times", "Friday the 13th": names.
        return after not in _words("paper_names") or not words[last + 1][0].isupper()
    return True


def _is_year(document: Document, codes: str, first: int, last: int, before: str, after: str, *, plain: bool) -> bool:
    if not plain:
        return True
    lower, words = document.lower, document.words
    if codes[first] != CODE["YEAR"]:
        return True
    surface = words[first]
    value = int(surface) if surface.isdigit() else 1990
    if before == "(" and after == ")":
        return True
    if before in _words("numbering") or after in _words("measured") or before in ("$", "€", "£", "¥", "#", "+", "="):
        return False
    if before == "." and first > 1 and lower[first - 2] in _words("numbering"):
        return False
    licensed = before in _words("year_prepositions")
    if not 1900 <= value <= 2100:
        return (
            licensed
            and value >= 1000
            and not (after.isalpha() and after.endswith("s") and after not in _words("after_year"))
        )
    if first and before in _words("products"):
        return False
    if (
        after.isalpha()
        and after not in _words("after_year")
        and before not in ("the", "a", "an", "'s", "’s")
        and not licensed
    ):
        following = words[last + 1]
        if following.islower() and following.endswith("s") and not following.endswith(("ss", "us", "is")):
            return False
    return not (
        licensed
        and before in ("about", "around", "over", "than", "to", "of", "some")
        and after.endswith("s")
        and after.isalpha()
        and after not in _words("after_year")
        and words[last + 1].islower()
    )


def _is_month(document: Document, codes: str, first: int, last: int, before: str) -> bool:
    """Not April Jones, nor June in a byline: a month name that is a first name, with a capitalised word behind it."""
    words = document.words
    following = words[last + 1] if last + 1 < len(words) else ""
    if codes[first] == CODE["SHORTMONTH"] and following[:1].isupper():
        return False
    if codes[last] == CODE["MAYMONTH"] and codes[first] == CODE["EARLY"] and following[:1].isupper():
        # A headline's "Early May Avoid".
        return False
    if codes[first] == CODE["MAYMONTH"] and first and document.lower[first - 1] == "the" and not following.islower():
        return False
    if first != last or document.lower[first] not in _words("month_first_names"):
        return True
    if before in _words("year_prepositions") or before in ("early", "mid", "late", "-"):
        return True
    if following[:1].isupper() and following.isalpha() and codes[last + 1] == ".":
        return False
    preceding = words[first - 1] if first else ""
    return not (preceding[:1].isupper() and preceding.isalpha() and codes[first - 1] == ".")
