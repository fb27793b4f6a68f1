"""Headline and bylines of a page: what it declares, what its heading and its title agree on, what stands in a byline."""

from __future__ import annotations

import pytest

from casefile.ingest.formats import html
from casefile.ingest.formats.page_facts import best_authors, best_title, page_facts
from casefile.ingest.found import Found


def page(head: str = "", body: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Bridge closed early | The Brack Herald</title>", "<h1>Bridge closed early</h1>", "Bridge closed early"),
        (
            "<title>The Brack Herald: Bridge closed</title>",
            '<h1><a href="/">The Brack Herald</a></h1><h2>Bridge closed</h2>',
            "Bridge closed",
        ),
        ("<title>Bridge closed | Weekly Notes</title>", "<h1>Weekly Notes</h1><h2>Bridge closed</h2>", "Bridge closed"),
        ('<title>x</title><meta property="og:title" content="Bridge closed – Herald">', "<p>Text</p>", "Bridge closed"),
        (
            "<title>Bridge at Brack closed to lorries this week - The Brack Herald</title>",
            "<h1>Menu</h1><h1>Bridge at Brack closed to all lorries</h1>",
            "Bridge at Brack closed to all lorries",
        ),
        (
            '<title>Everything about bridges</title><meta property="og:title" content="Everything about bridges">',
            "<h1>Why lorries must wait at Brack</h1><h2>Share</h2>",
            "Why lorries must wait at Brack",
        ),
        (
            '<title>Brack online - News - Bridge closed</title><meta property="og:title" content="News - Bridge closed">',
            "<h1>Brack</h1><h2>Bridge closed</h2>",
            "Bridge closed",
        ),
        ("<title>Brücke gesperrt – Brack Bote</title><meta charset='utf-8'>", "<h1>Brücke gesperrt</h1>", "Brücke gesperrt"),
    ],
)
def test_titles(head: str, body: str, title: str) -> None:
    assert best_title(page_facts(page(head, body)), "") == title


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "author": [{"@type": "Person", '
            '"name": "Odile Marsh"}, {"@type": "Person", "name": "Per Holt"}]}</script>',
            "",
            ("Odile Marsh", "Per Holt"),
        ),
        ('<meta name="author" content="Odile Marsh">', "", ("Odile Marsh",)),
        ("", '<span class="byline">By Odile Marsh</span>', ("Odile Marsh",)),
        ("", '<div class="author-box">Von Odile Marsh und Per Holt</div>', ("Odile Marsh", "Per Holt")),
        ("", "<p>3 May 2024 | By Odile Marsh</p>", ("Odile Marsh",)),
        ("", '<span class="author">12 comments</span>', ()),
        ('<meta property="brack:article:author" content="Odile Marsh">', "", ("Odile Marsh",)),
        ('<meta property="article:author" content="https://social.example/odile">', "", ()),
        (
            "",
            "<p><strong>Autor:</strong> <a href='/profil/7'>Odile Marsh</a><br><strong>Tags:</strong> x</p>",
            ("Odile Marsh",),
        ),
        ("", "<h4>Author</h4><p><a href='/x'>Odile Marsh</a>, Brack</p>", ("Odile Marsh",)),
        ("", "<td>Geschrieben von Odile Marsh am 3.5.2024 22:30</td>", ("Odile Marsh",)),
        ("", "<p>Auteur : Odile Marsh</p>", ("Odile Marsh",)),
        ("", "<p>Text</p><a href='/autoren/odile-marsh/'>Odile Marsh</a>", ("Odile Marsh",)),
        ("", "<a href='/tag/odile-marsh/'>Odile Marsh</a>", ()),
        ("", "<small>03.05.2024 | 13:10 Uhr | Odile Marsh</small>", ("Odile Marsh",)),
        ("", "<small>03.05.2024 | Brack Nachrichten</small>", ()),
        ("", "<footer><p>Copyright (c) 2012- Odile Marsh. All rights reserved.</p></footer>", ("Odile Marsh",)),
        ("", "<footer><p>© 2024 Brack Media Group</p></footer>", ()),
        ("", '<span class="byline">Saturday</span><p class="author">Odile Marsh</p>', ("Odile Marsh",)),
        ('<meta name="author" content="The Brack Herald">', '<p class="author">Odile Marsh</p>', ("Odile Marsh",)),
        (
            '<link rel="canonical" href="https://brackdaily.example/1"><meta name="author" content="Brack Daily">',
            "<p>By Odile Marsh</p>",
            ("Odile Marsh",),
        ),
        (
            '<link rel="canonical" href="https://odilemarsh.example/1">',
            '<a rel="author">Odile Marsh</a><p class="comment-byline">by Per Holt</p>',
            ("Odile Marsh",),
        ),
        (
            '<meta name="author" content="odile_marsh">',
            '<p>Text</p><p class="contributor">Odile Marsh</p>',
            ("Odile Marsh",),
        ),
        ('<meta name="author" content="The Brack Herald">', "", ("The Brack Herald",)),
    ],
)
def test_authors(head: str, body: str, authors: tuple[str, ...]) -> None:
    assert best_authors(page_facts(page(head, body)), (), "The Brack Herald") == authors


def test_broken_linked_data_is_passed_over() -> None:
    facts = page_facts(page('<script type="application/ld+json">{"@type": </script><title>Bridge closed</title>'))
    assert facts.page_title == "Bridge closed"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_a_page_in_wide_characters_is_read_with_or_without_a_mark(encoding: str) -> None:
    told = "<p>Ten ships — all of them — waited.</p>" * 9
    markup = f"<html><head><title>Ships wait off Brack</title></head><body><article>{told}"
    (found,) = html.read(markup.encode(encoding), "a.html", None)
    assert isinstance(found, Found)
    assert "Ten ships — all of them — waited." in found.text
    assert found.metadata.title == "Ships wait off Brack"


@pytest.mark.parametrize(
    "said",
    [
        '<meta name="sailthru.date" content="2024-05-03 10:15:00">',
        '<meta name="DCTERMS.issued" content="2024-05-03">',
        '<meta property="og:published_time" content="2024-05-03T10:15:00+02:00">',
        '<meta name="cXenseParse:publishtime" content="2024-05-03T10:15:00Z">',
        '<meta name="publication-date" content="2024-05-03">',
        '<span itemprop="datePublished" content="2024-05-03">Friday</span>',
        '<script type="application/ld+json">{"@graph": [{"@type": "Article", "datePublished": "2024-05-03"}]}</script>',
    ],
)
def test_a_day_is_found_in_whatever_vocabulary_it_is_declared(said: str) -> None:
    assert page_facts(f"<html><head>{said}</head><body><p>Ten ships.</p></body></html>".encode()).days == ("2024-05-03",)


@pytest.mark.parametrize("said", ["last-published-by", "publisher", "modified", "unpublished-note"])
def test_what_says_no_day_of_publication_gives_none(said: str) -> None:
    page = f'<html><head><meta name="{said}" content="2024-05-03"></head><body><p>Ten ships.</p></body></html>'
    assert page_facts(page.encode()).days == ()
