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
from casefile.ingest.formats.bylines import as_spelt, bylines, letters, names, people, text_of
from casefile.ingest.plain import moment

_LARGEST = 20_000_000
_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+)?")
_HOST = re.compile(r"(?:https?:)?//(?:www\.)?([^/:?#]{1,200})")
_CHARSET = re.compile(rb"""charset=["']?([a-zA-Z0-9_:.-]{2,40})""")
_TITLE_LONGEST = 300
_TITLE_SHORTEST = 12
_NEAR = 0.6
"""Titles with this share of words in common are two wordings of one."""
_MOST_NODES = 400
_ARTICLE = re.compile(r"(article|posting|report|review|blog)", re.IGNORECASE)
_WHEN = (
    "//meta[@property='article:published_time' or @itemprop='datePublished' or @name='date' or @name='pubdate' or "
    "@name='dc.date' or @name='DC.date.issued' or @name='parsely-pub-date']/@content|"
    "//time[@itemprop='datePublished' or @pubdate or contains(@class, 'publish')]/@datetime|"
    "//*[@itemprop='datePublished']/@content"
)
_DATED = re.compile(
    r"(?:^|[.:_-])(?:publi(?:sh(?:ed)?|cation)[-_.]?(?:date|time|on|at)?|datepublished|pubdate|pub-date|issued)$|"
    r"^(?:dc|dcterms|sailthru)\.(?:date|created)$",
    re.IGNORECASE,
)
"""Meta elements that say when a page was published, by whatever vocabulary."""
_DAY = re.compile(r"((?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:[T ].*)?")
_NAMED = re.compile(r"(?:^|[.:_-])(?:author|creator|byl)s?$", re.IGNORECASE)
"""Meta elements that name who wrote a page, by whatever vocabulary."""


@dataclass(slots=True)
class PageFacts:
    """Candidates, strongest first."""

    titles: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    main: list[str] = field(default_factory=list)
    """Headings of the first rank that lead nowhere."""
    page_title: str = ""
    authors: tuple[str, ...] = ()
    bylines: tuple[tuple[str, ...], ...] = ()
    moments: tuple[str, ...] = ()
    """Dates of publication with their time and zone, as EDTF."""
    days: tuple[str, ...] = ()
    """Days of publication that the page declares."""
    site: str = ""
    """What the site calls itself: names, in letters and digits only."""


def page_facts(content: bytes) -> PageFacts:
    """What the page says. Empty where its markup cannot be read."""
    facts = PageFacts()
    try:
        tree = markup.fromstring(content[:_LARGEST], parser=markup.HTMLParser(encoding=_encoding(content)))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return facts
    said: list[str] = []
    for record in _linked_data(tree):
        if _ARTICLE.search(str(record.get("@type"))):
            facts.titles += [title for title in [_words(record.get("headline"))] if title]
            facts.authors = facts.authors or tuple(_people(record.get("author")))
            said.append(str(record.get("datePublished")))
    facts.titles += [_words(value) for value in tree.xpath("//meta[@property='og:title']/@content")]
    facts.titles += [_words(value) for value in tree.xpath("//meta[@name='twitter:title' or @name='title']/@content")]
    facts.headings = [text_of(node) for node in tree.xpath("//h1|//h2")[:_MOST_NODES] if not _leads_home(node)]
    facts.main = [text for node in tree.xpath("//h1")[:_MOST_NODES] if not _leads_home(node) and (text := text_of(node))]
    facts.page_title = next((text_of(node) for node in tree.xpath("//head/title")), "")
    said += tree.xpath(_WHEN)[:_MOST_NODES]
    said += _dated(tree)
    facts.days = tuple(dict.fromkeys(day[1] for one in said if (day := _DAY.fullmatch(str(one).strip()[:40]))))
    facts.moments = tuple(dict.fromkeys(when for one in said if (when := moment(str(one)))))
    facts.authors = facts.authors or tuple(dict.fromkeys(_declared(tree)))
    facts.bylines = bylines(tree)
    facts.site = _site(tree)
    return facts


def _declared(tree: Any) -> Iterator[str]:
    for meta in tree.xpath("//meta[@content]")[:_MOST_NODES]:
        key = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        if _NAMED.search(key):
            yield from names(str(meta.get("content")))


def _dated(tree: Any) -> Iterator[str]:
    for meta in tree.xpath("//meta[@content]")[:_MOST_NODES]:
        if any(_DATED.search(key) for key in (meta.get("name"), meta.get("property"), meta.get("itemprop")) if key):
            yield str(meta.get("content"))


def _site(tree: Any) -> str:
    """Names of the site: declared; the hosts of its own addresses, whole and their first words behind two strokes."""
    declared = tree.xpath("//meta[@property='og:site_name' or @name='application-name' or @name='publisher']/@content")
    addresses = tree.xpath("//link[@rel='canonical' or @rel='shortlink']/@href|//meta[@property='og:url']/@content")
    hosts = [host[1] for address in addresses[:_MOST_NODES] if (host := _HOST.match(str(address).strip()))]
    named = [letters(str(name)) for name in (*declared, *hosts)]
    return " ".join((*named, *(f"//{letters(host.partition('.')[0])}" for host in hosts)))


def _leads_home(heading: Any) -> bool:
    """Whether a heading is a link to the front page: the name of the site, not of the article."""
    return any(_HOME.fullmatch(address.strip()) for address in heading.xpath(".//a/@href|ancestor::a/@href"))


def _encoding(content: bytes) -> str:
    declared = _CHARSET.search(content[:4000])
    _, encoding = decode(content, declared[1].decode("ascii") if declared else None)
    return "utf-8" if encoding == "utf-8-sig" else encoding


def best_title(facts: PageFacts, found: str) -> str:
    """The headline: what a heading and the page's title agree on, wholly or nearly; else the page's one main heading; else
    what the page declares; else what was found."""
    page = folded(facts.page_title)
    declared = [title for title in facts.titles if title]
    headings = [heading for heading in facts.headings if 0 < len(heading) <= _TITLE_LONGEST]
    agreed = [heading for heading in headings if _in_title(folded(heading), page)]
    # The site's own name is often a heading too: what the page declares as its title has it at the end, or not at all.
    agreed = [one for one in agreed if not _is_site(one, facts, declared)] or agreed
    if agreed:
        return max(agreed, key=lambda heading: (page.startswith(folded(heading)), len(heading)))
    for title in declared:
        if any(folded(title) == folded(heading) for heading in headings):
            return title
    near = max(
        ((_likeness(heading, title), heading) for heading in headings for title in (facts.page_title, *declared)),
        default=None,
    )
    if near and near[0] >= _NEAR:
        return near[1]
    if (
        len(facts.main) == 1
        and _TITLE_SHORTEST <= len(facts.main[0]) <= _TITLE_LONGEST
        and letters(facts.main[0]) not in facts.site
    ):
        return facts.main[0]
    if found and (folded(found) in page or any(folded(found) in folded(title) for title in declared)):
        return found
    return without_site(declared[0] if declared else facts.page_title) or found


def _in_title(heading: str, page: str) -> bool:
    return bool(heading) and (heading in page if len(heading) >= 8 else page.startswith(f"{heading} ") and len(heading) >= 3)


def _is_site(heading: str, facts: PageFacts, declared: list[str]) -> bool:
    """Whether a heading is the site's name: no declared title has it, or it is a declared name of the site."""
    words = folded(heading)
    return letters(heading) in facts.site.split() or (
        bool(declared) and all(words not in folded(title) for title in declared)
    )


def _likeness(heading: str, title: str) -> float:
    """What share of their words two titles have in common, the site's name at the end of one apart."""
    ours, theirs = set(folded(heading).split()), set(folded(without_site(title)).split())
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if len(ours) > 2 and theirs else 0.0


def best_authors(facts: PageFacts, found: tuple[str, ...], outlet: str) -> tuple[str, ...]:
    """People, not the outlet: declared, then found, then by what the page marks (`bylines`). Only where there is nobody else
    the site itself."""
    own = f"{letters(outlet)} {facts.site}"
    groups = (facts.authors, found, *facts.bylines)
    for group in groups:
        known = people(group, own)
        if known:
            return as_spelt(known, tuple(name for group in facts.bylines for name in group))
    return next((known for group in groups if (known := people(group, ""))), ())


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
                yield from names(value)


def _words(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
