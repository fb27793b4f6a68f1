"""Captions, bylines, datelines, author notes and biographies: recognised, offsets kept, no actors of the case."""

from __future__ import annotations

import re
from functools import cache

from casefile.extract import lexicon
from casefile.extract.document import Document, Frame
from casefile.extract.names import gazetteer

_FOREHEAD = 5
"""Paragraphs before which a byline stands."""
_HEAD = 240
"""Code points at the head of a paragraph that tell what it is."""
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?|{_DAY}\s+{_MONTH}(?:,?\s+\d{{4}})?|\d{{4}}-\d\d-\d\d)"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,?\s+)"
_PLACE = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}(?:,\s?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}){0,2}"
_ANY_PLACE = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}(?:,\s?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}){0,2}"
_SOURCE = r"\((?P<source>[A-Z][\w .&'’/-]{0,30})\)"
_DASH = r"\s*(?:--?-?|—|–|_|:|\|)(?=\s|$)"
_DATELINES = (
    # TOKYO, Nov. 29 (Reuters) -   NAIROBI, Kenya (AP) _   WASHINGTON —
    re.compile(rf"(?P<all>{_PLACE}(?:,?\s+(?P<date>{_DATE}))?(?:\s+{_SOURCE})?){_DASH}"),
    re.compile(rf"(?P<all>{_ANY_PLACE}(?:,?\s+(?P<date>{_DATE}))?\s+{_SOURCE}){_DASH}"),
    re.compile(rf"(?P<all>{_ANY_PLACE},\s+(?P<date>{_DATE})){_DASH}"),
)
_ONLY_DATE = re.compile(
    rf"{_WEEKDAY}?{_DATE}(?:,?\s+(?:at\s+)?\d{{1,2}}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s+[A-Z]{{2,4}})?)?\.?"
)
_FULL_DATE = rf"(?:{_MONTH}\s+{_DAY},?\s+\d{{4}}|{_DAY}\s+{_MONTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)"
# "May 06, 2022 News": a full date and a word or two; "Feb. 23, 2015 -- Most of": a full date before the first words.
_DATE_LINE = re.compile(rf"{_WEEKDAY}?{_FULL_DATE}(?:[ |,-]+\w+){{1,3}}")
_DATE_LEAD = re.compile(rf"(?P<all>{_WEEKDAY}?(?P<date>{_FULL_DATE}))\s*(?:--|—|–|-|\|)\s")
_NAMES = r"[A-Z][\w.'’-]*(?:[ ,]+(?:[A-Z][\w.'’-]*|and|&|de|van|von|of|the|for|in|at|staff|writer)){0,14}"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_BYLINE = re.compile(rf"(?:[Bb]y|BY)\s+{_NAMES}\.?(?:\s*[|/·•–—-]\s*[^\n]{{1,60}})?(?:\s+{_MAIL})?")
_SIGNED = re.compile(
    # "Mara Venn in Oslo", "Mara Venn | Lindow Post", "Mara Venn, harbour correspondent", "Mara Venn and Ivo Renn"
    r"(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3})(?: and [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3})?"
    rf"(?: in [A-Z][\w.'’ -]{{1,30}}|\s*[|/·•–—]\s*[^\n.]{{1,50}}|, [^\n.,]{{3,40}}|\s+{_MAIL})?"
)
_WRITES = re.compile(
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}(?:, [^,.\n]{3,60},)? "
    r"(?:writes|covers|reports|edits|blogs|tweets|(?:has|have) (?:covered|written|reported|worked as)|"
    r"can be (?:reached|contacted))\b"
)
_FOLLOWED = re.compile(r"(?:\bon (?:Twitter|X|Facebook|Instagram|LinkedIn|Mastodon|Bluesky)\b|@\w)")
_IS_A = re.compile(r"\b(?:is|was)\s+(?:an?|the|our)\s")
_AT = frozenset("for at based who with in of".split())
_NAME_ONLY = re.compile(r"[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){1,3}")


def find(document: Document) -> tuple[Frame, ...]:
    """Frames by start, not overlapping."""
    text, blocks = document.text, document.paragraphs
    found: list[Frame] = []
    tail = max(1, len(blocks) - 4)
    for number, (start, end) in enumerate(blocks):
        head = text[start : min(end, start + _HEAD)]
        kind = _kind(head, end - start, number, len(blocks))
        if kind is None and 0 < number < _FOREHEAD and _is_signed(text, head, start, end):
            kind = "byline"
        if kind is None and number >= tail and end - start < 900 and (_is_biography(head) or _WRITES.match(head)):
            kind = "biography"
            if number and head[:1].islower() and found_end(found) <= blocks[number - 1][0]:
                # "Ann Orrin / is a reporter for": the name stands on a line of its own.
                previous = blocks[number - 1]
                if _NAME_ONLY.fullmatch(text[previous[0] : previous[1]][:80]):
                    found.append(Frame(*previous, "biography"))
        line = _dateline(head) if kind is None else None
        if kind is None and line is None and number == 0 and len(blocks) > 1 and _is_headline(head, end - start):
            kind = "headline"
        if kind is not None:
            found.append(Frame(start, end, kind))
        elif line is not None:
            found.append(Frame(start, start + line, "dateline"))
    return tuple(found)


def _is_signed(text: str, head: str, start: int, end: int) -> bool:
    """Whether a line above the reporting is nothing but a name, with place, paper or job, that the article does not mention
    again: a byline without "by"."""
    if end - start > 90 or not (match := _SIGNED.fullmatch(head)):
        return False
    words = match["name"].split()
    known = gazetteer.first_names()
    job = any(word in lexicon.words("en", "frame", "biography", "jobs") for word in head.casefold().split())
    person = words[0].casefold() in known or job
    return person and text.find(words[-1], end) < 0


def found_end(found: list[Frame]) -> int:
    """Where the last frame ends."""
    return found[-1].end if found else 0


def dateline_date(text: str) -> str | None:
    """The date words of a dateline, if it has them."""
    for pattern in (_DATE_LEAD, *_DATELINES):
        if match := pattern.match(text + " - "):
            return match["date"]
    return None


@cache
def _openings(kind: str) -> tuple[str, ...]:
    return tuple(lexicon.load("en", "frame")[kind]["openings"])


@cache
def _marks(kind: str) -> tuple[str, ...]:
    return tuple(lexicon.load("en", "frame")[kind]["marks"])


def _kind(head: str, length: int, number: int, count: int) -> str | None:
    """What a paragraph is, by its first words and its length."""
    if length > 600:
        return None
    lower = head.casefold().lstrip("([*•-– ")
    near_edge = number < 6 or number >= count - 8
    if number >= count - 8 and _opens(lower, "author"):
        return "biography"
    if _opens(lower, "note") or (length < 300 and any(mark in lower for mark in _marks("note"))):
        return "note"
    if _opens(lower, "caption") or (length < 400 and any(mark in lower for mark in _marks("caption"))):
        return "caption"
    if (
        length < 120
        and number < 8
        and (
            _ONLY_DATE.fullmatch(head.lstrip("-–•*| \t\u00a0"))
            or _DATE_LINE.fullmatch(head)
            or (_opens(lower, "published") and any(ch.isdigit() for ch in head))
        )
    ):
        return "published"
    if (
        length < 160
        and near_edge
        and (_BYLINE.fullmatch(head) or (_opens(lower, "byline") and lower[:3] != "by " and head[-1:] != "."))
    ):
        return "byline"
    if length < 160 and number >= count - 8 and lower.startswith(("follow ", "email ")) and _FOLLOWED.search(head):
        return "biography"
    if length < 200 and _opens(lower, "more") and (near_edge or ":" in head[:24]) and not _is_prose(head):
        return "more"
    return None


def _opens(lower: str, kind: str) -> bool:
    """Whether the text begins with one of the openings, as whole words."""
    return lower.startswith(_openings(kind)) and any(
        lower.startswith(word) and not lower[len(word) : len(word) + 1].isalnum() for word in _openings(kind)
    )


def _is_prose(head: str) -> bool:
    return head.rstrip()[-1:] in ".!?" and len(head.split()) > 9


def _is_headline(head: str, length: int) -> bool:
    return length <= 200 and head.rstrip()[-1:] not in '.!?:;,"”' and "\n" not in head.strip() and len(head.split()) >= 3


def _is_biography(head: str) -> bool:
    """ "Ann Orrin is a senior reporter for the Herald": a writing job soon after "is a", and what it is at."""
    match = _IS_A.search(head, 0, 60)
    if match is None:
        return False
    jobs = lexicon.words("en", "frame", "biography", "jobs")
    words = [word.strip(".,;").casefold() for word in head[match.end() :].split()[:12]]
    place = next((number for number, word in enumerate(words[:7]) if word in jobs), None)
    return place is not None and any(word in _AT or word.startswith(("cover", "writ")) for word in words[place + 1 :])


def _dateline(head: str) -> int | None:
    """Length of the dateline a paragraph begins with."""
    if lead := _DATE_LEAD.match(head):
        return lead.end("all")
    for number, pattern in enumerate(_DATELINES):
        match = pattern.match(head)
        if match is None:
            continue
        source = match.groupdict().get("source")
        if number == 0 and not source and not match["date"]:
            # A bare place in capitals: at least four letters, and not an acronym that a sentence begins with.
            place = match["all"].split(",")[0]
            if len(place) < 4 or (":" in head[match.end("all") : match.end()] and len(place.split()) > 2):
                continue
        return match.end("all")
    return None
