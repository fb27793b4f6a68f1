"""The whole query language of Whoosh 2.7.4: what its own parser and searcher find on an index of its own, ours finds too.

Words here are their own stems and have no diacritics, so that only the language differs, not the analysis.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import analysis, fields, qparser
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import plugins

from casefile.domain.documents import IndexDocument
from casefile.errors import QueryError
from casefile.index import CaseIndex, open_index

WORDS = ("ash", "elm", "oak", "fir", "fig", "yew", "larch", "rowan", "hazel", "aspen", "acorn", "birch")


def texts() -> Iterator[tuple[int, str, str]]:
    chance = random.Random(5)
    for number in range(1, 81):
        words = chance.choices(WORDS, weights=range(1, len(WORDS) + 1), k=chance.randint(2, 14))
        yield number, " ".join(words[:2]), " ".join(words[2:])


@pytest.fixture(scope="module")
def ours() -> Iterator[CaseIndex]:
    index = open_index("trees", in_memory=True)
    index.update((IndexDocument(f"S{n}", "article", n, title, text) for n, title, text in texts()), (), 1)
    yield index
    index.close()


@pytest.fixture(scope="module")
def theirs() -> Any:
    schema = fields.Schema(
        number=fields.STORED(),
        title=fields.TEXT(analysis.SimpleAnalyzer(), phrase=True),
        text=fields.TEXT(analysis.SimpleAnalyzer(), phrase=True),
    )
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for number, title, text in texts():
        writer.add_document(number=number, title=title, text=f"{title}\n{text}")
    writer.commit()
    parser = qparser.QueryParser("text", schema)
    parser.add_plugin(plugins.FuzzyTermPlugin())
    return parser, index.searcher()


word = st.sampled_from(WORDS)
boosted = st.one_of(st.just(""), st.just(""), st.sampled_from(("^2", "^0.5", "^3.5")))
leaves = st.one_of(
    word,
    word,
    st.builds(lambda a, b: f'"{a} {b}"', word, word),
    st.builds(lambda a, b, n: f'"{a} {b}"~{n}', word, word, st.integers(1, 4)),
    st.builds(lambda a: f"'{a}'", word),
    st.builds(lambda a, n: a[:n] + "*", word, st.integers(1, 3)),
    st.builds(lambda a, n: a[:n] + "?" + a[n + 1 :], word, st.integers(0, 2)),
    st.builds(lambda a: f"*{a[-2:]}", word),
    st.builds(lambda a: a + "~", word),
    st.builds(lambda a, n: f"{a}~2/{n}", word, st.integers(1, 2)),
    st.builds(
        lambda pair, left, right: f"{left}{min(pair)} TO {max(pair)}{right}",
        st.tuples(word, word),
        st.sampled_from("[{"),
        st.sampled_from("]}"),
    ),
    st.builds(lambda a: f"[{a} TO]", word),
    st.builds(lambda a: f"[TO {a}]", word),
)
atoms = st.one_of(
    # Whoosh loses the weight of a fuzzy word, and looks for the word “2” instead.
    st.builds(lambda leaf, boost: leaf if "~" in leaf and '"' not in leaf else leaf + boost, leaves, boosted),
    st.builds(lambda field, leaf: f"{field}:{leaf}", st.sampled_from(("title", "text")), leaves),
    st.builds(lambda a, b: f"title:({a} {b})", word, word),
    st.builds(lambda a, b: f"title:({a} OR {b})", word, word),
    st.just("*:*"),
)
# A quote that a weight follows ends, to Whoosh, at the next one that is followed by a blank or a bracket.
parted = atoms.filter(lambda atom: "'^" not in atom)
queries = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(lambda a, b, joint: f"{a}{joint}{b}", inner, inner, st.sampled_from((" ", " AND ", " OR ", " ANDMAYBE "))),
        st.builds(lambda a, b: f"{a} NOT {b}", inner, atoms),
        st.builds(lambda a: f"({a})", inner),
        st.builds(lambda a, b: f"({a} {b}) OR {b}", inner, atoms),
    ),
    max_leaves=6,
)


def found(ours: CaseIndex, query: str) -> set[int]:
    return {int(hit.id[1:]) for hit in ours.search(query, limit=1_000, facets=False).hits}


@settings(max_examples=500, deadline=None)
@given(query=queries)
def test_what_whoosh_finds_we_find(ours: CaseIndex, theirs: Any, query: str) -> None:
    parser, searcher = theirs
    # Whoosh's normalize turns `a AND *:*` into everything, and `a AND nothing` into a: its tree is run as it was parsed.
    tree = parser.parse(query, normalize=False)
    expected = {hit["number"] for hit in searcher.search(tree, limit=None)}
    assert found(ours, query) == expected, query


@settings(max_examples=60, deadline=None)
@given(first=parted, second=parted)
def test_andnot_and_require_mean_what_they_say(ours: CaseIndex, first: str, second: str) -> None:
    """Whoosh 2.7.4 overlooks documents for ANDNOT and runs REQUIRE as ANDNOT; held against sets instead."""
    a, b = found(ours, first), found(ours, second)
    assert found(ours, f"({first}) ANDNOT ({second})") == a - b
    assert found(ours, f"({first}) REQUIRE ({second})") == a & b


@settings(max_examples=300, deadline=None)
@given(query=st.text("ashoak\"'()[]{}:*?~^AND ORT=+-<>&|.,0159/\\\n　“”’\0\ud800", max_size=40))
def test_anything_typed_is_answered_or_refused_with_a_sentence(ours: CaseIndex, query: str) -> None:
    try:
        said = ours.search(query).understood
    except QueryError as error:
        said = str(error)
    assert said
