"""A condition of the scope in the words of a chip: shorter than its written form, and without its quotation marks."""

from __future__ import annotations

import calendar
from collections.abc import Callable

from casefile.domain.scope import And, During, Everything, Graded, InArticle, Marked, Matching, Not, Or, Scope
from casefile.gui.text import date_words, isolate, tr


def chip_words(condition: Scope, written: Callable[[Scope], str]) -> str:
    """Words for a condition. `written` gives the written form of a leaf, names resolved: entity:"Halden Lines"."""
    match condition:
        case Everything():
            return "everything"
        case And(parts):
            return " and ".join(chip_words(part, written) for part in parts)
        case Or(parts):
            return " or ".join(chip_words(part, written) for part in parts)
        case Not(Marked("decided")):
            return tr("not decided yet")
        case Not(part):
            return tr("not {}").format(chip_words(part, written))
        case During(earliest, latest):
            return _span(earliest, latest)
        case InArticle(article):
            return tr("article S{}").format(article)
        case Graded(grade):
            return tr("grade {}").format(grade) if grade else tr("no grade")
        case Marked(sign):
            return sign_words(sign)
        case Matching(query):
            return query
        case _:
            field, _, value = written(condition).partition(":")
            if len(value) > 1 and value[0] == value[-1] == '"':
                value = value[1:-1].replace('\\"', '"')
            name = isolate(value or field)
            return tr("said by {}").format(name) if field == "speaker" else f"#{name}" if field == "tag" else name


def sign_words(sign: str) -> str:
    """What the investigator said, as one says it of what is in scope."""
    words = {"noted": tr("with a note"), "tagged": tr("with any tag"), "decided": tr("decided"), "starred": tr("starred")}
    return words.get(sign) or {"accepted": tr("accepted"), "rejected": tr("rejected")}.get(sign, tr("corrected"))


def _span(earliest: str | None, latest: str | None) -> str:
    """Inclusive ISO days as people say them: whole months and years without their days."""
    first, last = (earliest or "")[:10], (latest or "")[:10]
    if not first or not last:
        return tr("until {}").format(date_words(last)) if last else tr("from {}").format(date_words(first))
    if first == last:
        return date_words(first)
    if first.endswith("-01-01") and last.endswith("-12-31"):
        one, other = first[:-6], last[:-6]
    elif first.endswith("-01") and last[8:] in ("28", "29", "30", "31") and _ends_month(last):
        one, other = first[:7], last[:7]
    else:
        one, other = first, last
    return date_words(one) if one == other else f"{date_words(one)} – {date_words(other)}"


def _ends_month(day: str) -> bool:
    year, month, number = (int(part) for part in day.split("-"))
    return number == calendar.monthrange(year, month)[1]
