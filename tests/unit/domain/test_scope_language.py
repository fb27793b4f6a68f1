"""The written form of scopes: what it reads, what it writes, what it says where it cannot read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.domain import scope as s
from casefile.domain.scope_language import name_free, narrowed, parse, write
from casefile.errors import QueryError


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("", s.EVERYTHING),
        ("  *  ", s.EVERYTHING),
        ("article:S4", s.InArticle(4)),
        ("article:12", s.InArticle(12)),
        ('outlet:"The Lantern"', s.OfOutlet("The Lantern")),
        ("active directory", s.Matching("active directory")),
        ('"active directory" breach*', s.Matching('"active directory" breach*')),
        ("title:harbour", s.Matching("title:harbour")),
        ("date:2023-06/2024-07", s.During("2023-06-01", "2024-07-31")),
        ("date:2023-22", s.During("2023-06-01", "2023-08-31")),
        ("date:../2024", s.During(None, "2024-12-31")),
        ("tag:key NOT article:S1", s.And((s.Tagged("key"), s.Not(s.InArticle(1))))),
        ("tag:a tag:b OR tag:c", s.Or((s.And((s.Tagged("a"), s.Tagged("b"))), s.Tagged("c")))),
        ("tag:a (tag:b OR tag:c)", s.And((s.Tagged("a"), s.Or((s.Tagged("b"), s.Tagged("c")))))),
        ("NOT NOT tag:a", s.Not(s.Not(s.Tagged("a")))),
        ("word AND other", s.And((s.Matching("word"), s.Matching("other")))),
        (r'tag:"a \"b\" \\ c"', s.Tagged(r'a "b" \ c')),
        ('query:"a OR b"', s.Matching("a OR b")),
        ("android", s.Matching("android")),
        ("grade:b2 is:Starred", s.And((s.Graded("B2"), s.Marked("starred")))),
        ("grade:none OR grade:6", s.Or((s.Graded(""), s.Graded("6")))),
        ("is:undecided", s.Not(s.Marked("decided"))),
        ("entity:e12 speaker:Mori", s.And((s.OfEntity("e12"), s.BySpeaker("Mori")))),
    ],
)
def test_reads(text: str, scope: s.Scope) -> None:
    assert parse(text) == scope


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("tag:a AND", 9, "condition is missing"),
        ("(tag:a", 0, "without its “)”"),
        ("tag:a)", 5, "without its “(”"),
        ("OR tag:a", 0, "condition is missing"),
        ("tag:a article:four", 6, "not an article"),
        ("date:soon", 0, "not a date"),
        ("x grade:G", 2, "not a grade"),
        ("x grade:2B", 2, "not a grade"),
        ("is:nice", 0, "starred, noted"),
        ("x outlet:", 9, "something must follow"),
        ("(" * 60 + "a" + ")" * 60, 51, "too deeply"),
        ("NOT " * 60 + "a", 204, "too deeply"),
        ("tag:a " * 600, 3000, "too long"),
    ],
)
def test_says_what_is_wrong_and_where(text: str, position: int, words: str) -> None:
    with pytest.raises(QueryError, match=re.escape(words)) as raised:
        parse(text)
    assert raised.value.position == position


def names() -> st.SearchStrategy[str]:
    return st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: bool(text.strip()))


def leaves() -> st.SearchStrategy[s.Scope]:
    day = st.none() | st.dates().map(lambda day: day.isoformat())
    interval = st.builds(s.During, day, day).filter(
        lambda during: during.earliest is None or during.latest is None or during.earliest <= during.latest
    )
    return st.one_of(
        st.builds(s.OfEntity, names()),
        st.builds(s.OfOutlet, names()),
        st.builds(s.BySpeaker, names()),
        st.builds(s.Tagged, names()),
        st.builds(s.Matching, names()),
        st.builds(s.InArticle, st.integers(0, 10**8)),
        st.sampled_from([s.Graded(grade) for grade in ("", "A", "F6", "3")]),
        st.sampled_from([s.Marked(sign) for sign in s.SIGNS]),
        interval,
    )


def groups(parts: st.SearchStrategy[s.Scope]) -> st.SearchStrategy[s.Scope]:
    several = st.lists(parts, min_size=2, max_size=4).map(tuple)
    return st.one_of(st.builds(s.And, several), st.builds(s.Or, several), st.builds(s.Not, parts))


@given(st.recursive(leaves(), groups, max_leaves=12))
def test_what_is_written_is_read_as_the_same(scope: s.Scope) -> None:
    assert parse(write(scope)) == scope


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        scope = parse(text)
    except QueryError as error:
        refused = error
    else:
        assert parse(write(scope)) == scope
        return
    assert refused.position is None or 0 <= refused.position <= len(text)


def test_names_are_replaced_wherever_they_stand() -> None:
    scope = parse("entity:Mori OR NOT (speaker:Mori tag:Mori)")
    replaced = name_free(scope, lambda name: s.OfEntity(f"e-{name}"), lambda name: s.BySpeaker(f"e-{name}"))
    assert replaced == parse("entity:e-Mori OR NOT (speaker:e-Mori tag:Mori)")


@pytest.mark.parametrize(
    ("query", "scope", "rest"),
    [
        ("records leaked", s.EVERYTHING, "records leaked"),
        ('"is:starred is said', s.EVERYTHING, '"is:starred is said'),
        ("is:starred", s.Marked("starred"), ""),
        ("records is:starred", s.Marked("starred"), "records"),
        ("is:starred AND records", s.Marked("starred"), "records"),
        ("records AND is:noted leaked", s.Marked("noted"), "records leaked"),
        ("records NOT grade:C (a OR b)", s.Not(s.Graded("C")), "records (a OR b)"),
        ("grade:B records is:tagged", s.And((s.Graded("B"), s.Marked("tagged"))), "records"),
    ],
)
def test_a_search_is_narrowed_by_what_no_index_knows(query: str, scope: s.Scope, rest: str) -> None:
    assert narrowed(query) == (scope, rest)


@pytest.mark.parametrize("query", ["records OR is:starred", "grade:B OR records", "a (b is:noted)"])
def test_what_narrows_a_search_narrows_the_whole(query: str) -> None:
    with pytest.raises(QueryError, match="outside"):
        narrowed(query)
