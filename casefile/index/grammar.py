"""Plugins of Whoosh's query parser: those that are used as they are, and ours in place of those that err."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from whoosh import qparser
from whoosh.qparser import plugins, syntax

from casefile.index.tree import Query

if TYPE_CHECKING:
    from casefile.index.language import Parser


class _Phrase(plugins.PhrasePlugin):  # type: ignore[misc]  # Whoosh has no types
    """Phrases whose words we take apart ourselves."""

    class Node(syntax.TextNode):  # type: ignore[misc]  # Whoosh has no types
        def __init__(self, text: str, slop: int) -> None:
            super().__init__(text)
            self.slop = slop

        def query(self, parser: Parser) -> Query:
            return parser.phrase(self.fieldname or parser.fieldname, self.text, self.slop, self.boost)

    class Tagger(qparser.taggers.RegexTagger):  # type: ignore[misc]  # Whoosh has no types
        def create(self, parser: Parser, match: re.Match[str]) -> Any:  # noqa: ARG002 - Whoosh calls it so
            return _Phrase.Node(match["text"], min(int(match["slop"] or 1), 1_000))

    def taggers(self, parser: Parser) -> list[tuple[Any, int]]:  # noqa: ARG002 - Whoosh calls it so
        return [(self.Tagger(self.expr), 0)]


class _Compared(plugins.GtLtPlugin):  # type: ignore[misc]  # Whoosh has no types
    """`date:>2024`. Whoosh's own overlooks comparisons in parentheses and fails on those without a field."""

    def do_gtlt(self, parser: Parser, group: Any) -> Any:
        joined = group.empty_copy()
        nodes = list(group)
        for index, node in enumerate(nodes):
            before = nodes[index - 1] if index else None
            if isinstance(node, self.GtLtNode):
                continue
            if isinstance(node, syntax.GroupNode):
                node = self.do_gtlt(parser, node)
            elif isinstance(before, self.GtLtNode) and index > 1 and isinstance(nodes[index - 2], syntax.FieldnameNode):
                node = self.make_range(node, before.rel) if node.has_text else node
            joined.append(node)
        return joined


class _Boost(plugins.BoostPlugin):  # type: ignore[misc]  # Whoosh has no types
    """`word~^2`. Whoosh's own looks for what has a weight before fuzzy words are put together, and finds none."""

    def filters(self, parser: Parser) -> list[tuple[Any, int]]:  # noqa: ARG002 - Whoosh calls it so
        return [(self.do_boost, 510)]


class _Range(plugins.RangePlugin):  # type: ignore[misc]  # Whoosh has no types
    """Ranges that the parser makes, not the node."""

    def filters(self, parser: Parser) -> list[tuple[Any, int]]:  # noqa: ARG002 - Whoosh calls it so
        return [(self._ours, 700)]

    def _ours(self, parser: Parser, group: Any) -> Any:
        for index, node in enumerate(group):
            if isinstance(node, syntax.GroupNode):
                group[index] = self._ours(parser, node)
            elif type(node) is syntax.RangeNode:
                group[index] = _RangeNode(node)
        return group


class _RangeNode(syntax.SyntaxNode):  # type: ignore[misc]  # Whoosh has no types
    def __init__(self, node: Any) -> None:
        self.node = node
        self.startchar, self.endchar = node.startchar, node.endchar

    def query(self, parser: Parser) -> Query:
        node = self.node
        return parser.range(node.fieldname or parser.fieldname, node.start, node.end, node.startexcl, node.endexcl)


# They hold no state between queries, and making them takes longer than most queries.
PLUGINS = (
    plugins.WhitespacePlugin(),
    plugins.EveryPlugin(), plugins.FieldsPlugin(remove_unknown=True), plugins.WildcardPlugin(), _Phrase(), _Range(),
    _Compared(), plugins.GroupPlugin(), plugins.OperatorsPlugin(), _Boost(), plugins.FuzzyTermPlugin(),
    plugins.SingleQuotePlugin(),
)  # fmt: skip
