"""Who wrote a page, by what the page itself marks: author elements, labels ("Autor:"), bylines in words, links whose address
spells the name they show, a name beside the date, and at last the name behind ©. No list of sites: what a site is called is
learnt from the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

_MOST_NODES = 400
_MOST_PLACES = 20_000
_LONGEST = 100
_MARKED = (
    "//*[@itemprop='author' or @rel='author']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' author ')]",
    "//*[contains(@class, 'byline') or contains(@class, 'uthor') or contains(@class, 'autor')]",
    "//*[@class='fn' or contains(@class, 'contributor') or contains(@class, 'writer')]",
)
_SHORT = "//p|//div|//span|//small|//li|//td|//address|//h5|//h6|//em"
_ROLE = (
    r"(?:autore?n?|auteurs?|autore|auth?ors?|redakteur(?:in)?|written|posted|published|geschrieben|verfasst|erstellt|text|story|"
    r"words)"
)
_BY = re.compile(
    rf"^(?:(?:{_ROLE}|photos?|foto)?[\s:]*(?:by|von|par|por|di|av|door)\b|{_ROLE}\b)[\s:]+",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"\d|@|https?:|www\.|\b(?:comments?|kommentare?|follow|posts?|articles?|artikel|alle|more|mehr|view|share|teilen|home|login|"
    r"subscribe|newsletter|about|profile?|archive|antworten|reply|said|says|sagt|am|um|on|in|at|uhr|admin|e-mail|name|posted|gmbh|"
    r"inc|human|(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|"
    r"donnerstag|freitag|samstag|sonntag|editor|rights|reserved|copyright|impressum|pressemitteilung)\b|[|»›!?:;]",
    re.IGNORECASE,
)
_WORD = r"(?:[^\W\d_a-zß-öø-ÿ][\w.’'-]*|[^\W\d_a-z]\.)"
_LINK = r"(?:von|van|de|der|di|da|del|v\.)"
_PERSON = re.compile(rf"{_WORD}(?:\s+(?:{_LINK}\s+){{0,2}}{_WORD}){{1,3}}")
"""Two to four capitalised words, with what joins them."""
_SAID = re.compile(
    r"(?:^|[-–|•·,]\s*|\d\s+|\b(?i:geschrieben|erstellt|verfasst|artikel|beitrag|article|posted|written|story)\s+)"
    rf"(?:(?i:by|von|par|por)|(?:Auth?or|Auteur|Autor(?:in)?|Text|Redaktion)\s?:)\s+({_PERSON.pattern})"
    r"\s*(?:$|[-–|•·,/(]|(?=\s(?:am|on|le|el|um)\s+\S*\d?))",
)
"""A short line that is a byline by its words."""
_LABEL = re.compile(rf"(?:{_ROLE}(?:\s+(?:by|von))?|by|von|par|por)\s*:?", re.IGNORECASE)
_LABELS = "//strong|//b|//span|//dt|//th|//label|//h1|//h2|//h3|//h4|//h5|//h6|//em|//i"
_DATED = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}\.?\s+[A-Za-zä]{3,9}\.?\s+\d{4}\b")
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")
_RIGHTS = re.compile(rf"(?i:©|\(c\)|copyright)[\s\d–©()c-]*(?:by\s+)?({_PERSON.pattern})(?=\s*(?:$|[.,|•·–-]))")
_FIRM = re.compile(
    r"magazine?\b|zeitung\b|nachrichten\b|redaktion\b|\b(?:gmbh|inc|ltd|ag|e\.?v|verlag|media|medien|news|group|co|kg|llc|company|"
    r"foundation|the|all|press|blog|daily|weekly|journal|gazette|tribune|review|report|observer|chronicle|today|bote|kurier|"
    r"anzeiger|rundschau|post|times|herald|university|institute?|society)\b",
    re.IGNORECASE,
)
_PEOPLE_PATH = re.compile(r"/(?:authors?|autore?n?|auteurs?|profile?|people|person|writers?|redaktion|team|staff|by)/", re.I)
_MONTH_BEHIND = re.compile(
    r"(?<=\w \w\w)(\w*)[\s,]+(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"januar|februar|märz|mai|juni|juli|oktober|dezember)$",
    re.IGNORECASE,
)
_UMLAUTS = str.maketrans({"ß": "ss"} | {marked: f"{bare}e" for marked, bare in zip("äöü", "aou", strict=True)})
_JOINTS = re.compile(r"\s*(?:,|;|/|\band\b|\bund\b|\bet\b|&)\s*")


def bylines(tree: Any) -> tuple[tuple[str, ...], ...]:
    """Candidates in groups, strongest first: marked as the author, labelled or said to be, named by a link to a person's
    page, beside the date, behind ©. A group without any name is left out."""
    places = tree.xpath(_SHORT)[:_MOST_PLACES]
    # Words of the element itself first: a page of nested blocks must not be read once a level.
    short = [text for node in places if len(node) < 8 and (text := text_of(node)) and len(text) <= _LONGEST]
    groups = (_marked(tree), _labelled(tree), _said(short), _linked(tree), _dated(short), _owner(short))
    return tuple(group for found in groups if (group := tuple(dict.fromkeys(found))))


def _marked(tree: Any) -> Iterator[str]:
    for place in _MARKED:
        found = [name for node in tree.xpath(place)[:_MOST_NODES] for name in _short_names(text_of(node))]
        if found:
            yield from found
            return


def _short_names(text: str) -> list[str]:
    return names(text) if len(text) <= _LONGEST else []


def _labelled(tree: Any) -> Iterator[str]:
    """What stands behind an element that says "Autor:" and no more."""
    for node in tree.xpath(_LABELS)[:_MOST_PLACES]:
        label = text_of(node) if len(node) < 2 else ""
        if not (2 <= len(label) <= 20 and _LABEL.fullmatch(label)):
            continue
        following = node.getnext()
        behind = " ".join((node.tail or "").split()) or (text_of(following) if following is not None else "")
        said = _PERSON.match(behind.lstrip(": "))
        if said:
            yield said[0].strip(" .")
            return


def _said(short: list[str]) -> Iterator[str]:
    for text in short:
        said = _SAID.search(text)
        if said and not _FIRM.search(said[1]):
            yield from names(said[1])
            return


def _linked(tree: Any) -> Iterator[str]:
    """The text of a link whose address ends in that name and goes to somebody's page."""
    for link in tree.xpath("//a[@href]")[:_MOST_PLACES]:
        address = urlsplit_path(link.get("href"))
        if not _PEOPLE_PATH.search(address):
            continue
        text = text_of(link)
        words, slug = set(_plain(text).split()), set(_plain(address.rstrip("/").rpartition("/")[2]).split())
        if slug and words and (slug <= words or words <= slug) and len(text) <= 40 and not _NOT_A_NAME.search(text):
            yield text
            return


def urlsplit_path(address: str) -> str:
    """The path of an address, decoded; "" of one that is none."""
    try:
        return unquote(urlsplit(address).path).removesuffix(".html")
    except ValueError:
        return ""


def _dated(short: list[str]) -> Iterator[str]:
    """The one name in a line of a date: "4.2.2024 | 13:10 | Ada Venn"."""
    for text in short:
        parts = _PARTS.split(text)
        if 2 <= len(parts) <= 4 and any(_DATED.search(part) for part in parts):
            people = [part for part in parts if _PERSON.fullmatch(part) and not _NOT_A_NAME.search(part)]
            if len(people) == 1 and not _FIRM.search(people[0]):
                yield people[0]
                return


def _owner(short: list[str]) -> Iterator[str]:
    for text in short:
        said = _RIGHTS.search(text)
        if said and not _FIRM.search(said[1]) and not _NOT_A_NAME.search(said[1]) and not said[1].isupper():
            yield said[1]
            return


def people(given: tuple[str, ...], own: str) -> tuple[str, ...]:
    """Of these names those of people: no buttons, no days, no firms, and not the site itself, whose names `own` has
    (`letters` of outlet and hosts, parted by spaces). Somebody whose name is the site's address writes it."""
    hosts = own.split()
    kept = (_undated(name) for name in given)
    return tuple(
        one
        for one in kept
        if letters(one)
        and (letters(one) not in own or _writes_it(one, hosts))
        and (len(one) > 2 or not one.isascii())
        and not _NOT_A_NAME.search(one)
        and not _LABEL.fullmatch(one.partition(" ")[2] or one)
    )


def _writes_it(name: str, site: list[str]) -> bool:
    """Whether a site is somebody's own: called like a person, or by its address as nothing else it says of itself is."""
    own = f"//{letters(name)}" in site and not _FIRM.search(name)
    return own and (letters(name) not in site or _PERSON.fullmatch(name) is not None)


def as_spelt(given: tuple[str, ...], marked: tuple[str, ...]) -> tuple[str, ...]:
    """The same names, each as the page writes it where only accents and strokes differ."""
    spelling = {_plain(name).replace(" ", ""): name for name in marked}
    return tuple(spelling.get(_plain(name).replace(" ", ""), name) for name in given)


def names(text: str) -> list[str]:
    """The names in a byline, without "by" and what joins them."""
    words = _BY.sub("", " ".join(text.split())).strip(" -–,.|:")
    parts = [part.strip() for part in _JOINTS.split(words)] if len(words.split()) > 2 else [words]
    return [part for part in parts if part and len(part) <= 60 and len(part.split()) <= 5 and not _NOT_A_NAME.search(part)]


def letters(text: str) -> str:
    """Letters and digits only, in lower case."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def _plain(text: str) -> str:
    """Words in lower case without accents, as addresses spell them."""
    folded = text.casefold().translate(_UMLAUTS)
    bare = "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+", bare))


def _undated(name: str) -> str:
    """A name without the month of the date that stood behind it."""
    return _MONTH_BEHIND.sub(r"\1", name)


def text_of(node: Any) -> str:
    """All words below an element."""
    return " ".join("".join(node.itertext()).split())
