"""What a page says of itself, weighed: headline, bylines. trafilatura finds the article; where its title or authors are
weak, the page's own statements (JSON-LD, meta elements, marked bylines) go before them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml import html as markup

from casefile.ingest.decode import decode

_LARGEST = 20_000_000
_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+)?")
_CHARSET = re.compile(rb"""charset=["']?([a-zA-Z0-9_:.-]{2,40})""")
_TITLE_LONGEST = 300
_MOST_NODES = 400
_ARTICLE = re.compile(r"(article|posting|report|review|blog)", re.IGNORECASE)
_BYLINE_PLACES = (
    "//*[@itemprop='author' or @rel='author']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' author ')]",
    "//*[contains(@class, 'byline') or contains(@class, 'uthor') or contains(@class, 'autor')]",
    "//*[@class='fn' or contains(@class, 'contributor') or contains(@class, 'writer')]",
)
_BY = re.compile(
    r"^(?:(?:written|posted|published|geschrieben|verfasst|text|story|photos?|foto)?[\s:]*(?:by|von|par|por|di|av|door)\b|"
    r"autore?n?|author|redakteur(?:in)?|text)[\s:]+",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"\d|@|https?:|www\.|\b(?:comments?|kommentare?|follow|posts?|articles?|artikel|alle|more|mehr|view|share|teilen|home|login|"
    r"subscribe|newsletter|about|profile?|archive|antworten|reply|said|says|sagt|am|um|on|in|at|uhr|admin|e-mail|name|posted|gmbh|inc)\b|[|»›!?:;]",
    re.IGNORECASE,
)
_SAID_BYLINE = re.compile(
    r"(?:^|[-–|•·,]\s*|\d\s+)(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|[Pp]or|Autor(?:in)?:|Author:|Text:|Redaktion:)\s+"
    r"((?:[A-ZÄÖÜÉ][\w.’'-]+|von|van|de|v\.)(?:\s+(?:[A-ZÄÖÜÉ][\w.’'-]*|von|van|de|der|v\.)){1,4})\s*(?:$|[-–|•·,/(])"
)
"""A short line that is a byline by its words."""
_MONTH_BEHIND = re.compile(
    r"(?<=\w \w\w)(\w*)[\s,]+(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"januar|februar|märz|mai|juni|juli|oktober|dezember)$",
    re.IGNORECASE,
)
_MOST_PLACES = 20_000
_JOINTS = re.compile(r"\s*(?:,|;|/|\band\b|\bund\b|\bet\b|&)\s*")


@dataclass(slots=True)
class PageFacts:
    """Candidates, strongest first."""

    titles: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    page_title: str = ""
    authors: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()


def page_facts(content: bytes) -> PageFacts:
    """What the page says. Empty where its markup cannot be read."""
    facts = PageFacts()
    try:
        tree = markup.fromstring(content[:_LARGEST], parser=markup.HTMLParser(encoding=_encoding(content)))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return facts
    for record in _linked_data(tree):
        if _ARTICLE.search(str(record.get("@type"))):
            facts.titles += [title for title in [_words(record.get("headline"))] if title]
            facts.authors = facts.authors or tuple(_people(record.get("author")))
    facts.titles += [_words(value) for value in tree.xpath("//meta[@property='og:title']/@content")]
    facts.titles += [_words(value) for value in tree.xpath("//meta[@name='twitter:title' or @name='title']/@content")]
    facts.headings = [_text(node) for node in tree.xpath("//h1|//h2")[:_MOST_NODES] if not _leads_home(node)]
    facts.page_title = next((_text(node) for node in tree.xpath("//head/title")), "")
    named = tree.xpath("//meta[@name='author' or @name='dc.creator' or @name='DC.creator' or @name='byl']/@content")
    facts.authors = facts.authors or tuple(name for value in named for name in _names(str(value)))
    facts.bylines = tuple(_bylines(tree))
    return facts


def _leads_home(heading: Any) -> bool:
    """Whether a heading is a link to the front page: the name of the site, not of the article."""
    return any(_HOME.fullmatch(address.strip()) for address in heading.xpath(".//a/@href|ancestor::a/@href"))


def _encoding(content: bytes) -> str:
    declared = _CHARSET.search(content[:4000])
    _, encoding = decode(content, declared[1].decode("ascii") if declared else None)
    return "utf-8" if encoding == "utf-8-sig" else encoding


def best_title(facts: PageFacts, found: str) -> str:
    """The headline: what heading and page title agree on, else what the page declares, else what was found."""
    page = folded(facts.page_title)
    agreed = [heading for heading in facts.headings if len(heading) <= _TITLE_LONGEST and _in_title(folded(heading), page)]
    if agreed:
        # The site's own name is often a heading too, and ends the page title: what begins it goes before.
        return max(agreed, key=lambda heading: (page.startswith(folded(heading)), len(heading)))
    declared = [title for title in facts.titles if title]
    for title in declared:
        if any(folded(title) == folded(heading) for heading in facts.headings):
            return title
    if found and (folded(found) in page or any(folded(found) in folded(title) for title in declared)):
        return found
    return without_site(declared[0] if declared else facts.page_title) or found


def _in_title(heading: str, page: str) -> bool:
    return bool(heading) and (heading in page if len(heading) >= 8 else page.startswith(f"{heading} ") and len(heading) >= 3)


def best_authors(facts: PageFacts, found: tuple[str, ...], outlet: str) -> tuple[str, ...]:
    """People, not the outlet: declared, then found, then marked as bylines."""
    site = folded(outlet)
    for candidates in (facts.authors, found, facts.bylines):
        people = tuple(_undated(name) for name in candidates if folded(name) and folded(name) not in site)
        # What the library takes for authors may be a button, or the firm that made the page.
        people = tuple(one for one in people if (len(one) > 2 or not one.isascii()) and not _NOT_A_NAME.search(one))
        if people:
            return people
    return facts.authors or found


def _undated(name: str) -> str:
    """A name without the month of the date that stood behind it."""
    return _MONTH_BEHIND.sub(r"\1", name)


def without_site(title: str) -> str:
    """A page title without the name of the site, which stands behind the last bar or dash."""
    parts = re.split(r"\s+[|·»–—-]\s+", title)
    return max(parts[:-1], key=len) if len(parts) > 1 and len(parts[-1]) < 50 else title


def folded(text: str) -> str:
    """Letters and digits only, in lower case: what two renderings of a title share."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']")[:_MOST_NODES]:
        try:
            waiting = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting += value[:_MOST_NODES]
            elif isinstance(value, dict):
                yield value
                waiting += [value["@graph"]] if isinstance(value.get("@graph"), list) else []


def _people(author: object) -> Iterator[str]:
    for one in author if isinstance(author, list) else [author]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(one, dict) and "rganization" in str(one.get("@type")):
            continue
        for value in name if isinstance(name, list) else [name]:
            if isinstance(value, str):
                yield from _names(value)


def _bylines(tree: Any) -> Iterator[str]:
    seen: set[str] = set()
    for place in _BYLINE_PLACES:
        for node in tree.xpath(place)[:_MOST_NODES]:
            text = _text(node)
            if len(text) > 100:
                continue
            for name in _names(text):
                if folded(name) not in seen:
                    seen.add(folded(name))
                    yield name
        if seen:
            return
    for node in tree.xpath("//p|//div|//span|//small|//li|//address|//h5|//h6")[:_MOST_PLACES]:
        # Words of the element itself first: a page of nested blocks must not be read once a level.
        text = _text(node) if len(node) < 6 else ""
        said = _SAID_BYLINE.search(text) if len(text) <= 90 else None
        if said:
            yield from _names(said[1])
            return


def _names(text: str) -> list[str]:
    words = _BY.sub("", _words(text)).strip(" -–,.|")
    parts = [part.strip() for part in _JOINTS.split(words)] if len(words.split()) > 2 else [words]
    return [part for part in parts if part and len(part) <= 60 and len(part.split()) <= 5 and not _NOT_A_NAME.search(part)]


def _words(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _text(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())
