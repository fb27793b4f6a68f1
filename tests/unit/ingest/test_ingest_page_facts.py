"""Headline and bylines of a page: what it declares, what its heading and its title agree on, what stands in a byline."""

from __future__ import annotations

import pytest

from casefile.ingest.formats.page_facts import best_authors, best_title, page_facts


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
        ('<meta name="author" content="The Brack Herald">', "", ("The Brack Herald",)),
    ],
)
def test_authors(head: str, body: str, authors: tuple[str, ...]) -> None:
    assert best_authors(page_facts(page(head, body)), (), "The Brack Herald") == authors


def test_broken_linked_data_is_passed_over() -> None:
    facts = page_facts(page('<script type="application/ld+json">{"@type": </script><title>Bridge closed</title>'))
    assert facts.page_title == "Bridge closed"
