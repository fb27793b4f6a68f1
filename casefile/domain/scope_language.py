"""The written form of a scope: the query language of search, read here as far as it narrows what panes show.

`entity:e3f… outlet:"The Herald" date:2023-06/2024-07 (speaker:Mori OR tag:key) NOT article:S4 "active directory"`

Terms side by side must all hold. AND, OR and NOT are written in capitals; AND binds more tightly than OR. The fields
entity, outlet, speaker, article, tag, date, grade (B, 2, B2, none) and is (starred, noted, tagged, accepted, rejected,
corrected, decided, undecided) are conditions of the scope; everything else, with or without a field, is
searched for: neighbouring words are one search, and `query:"…"` holds a search that would be read otherwise. `*` is
everything. After entity: and speaker: stands an id or a name; who knows the case's names turns names into ids.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from casefile.domain import scope as s
from casefile.domain.scope import EVERYTHING, Scope
from casefile.errors import QueryError

FIELDS = ("entity", "outlet", "speaker", "article", "tag", "date", "grade", "is", "query")
_GRADE = re.compile(r"[A-F][1-6]?|[1-6]")
_OF_PEOPLE = frozenset({"grade", "is"})
_DEEPEST = 50
_MOST = 500

_TOKEN = re.compile(
    r"""\s+
    | (?P<open>\() | (?P<close>\))
    | (?P<operator>(?:AND|OR|NOT)(?=[\s()]|$))
    | (?P<field>entity|outlet|speaker|article|tag|date|grade|is|query):(?P<value>"(?:\\.|[^"\\])*"|[^\s()"]*)
    | (?P<word>(?:[^\s()"]|"[^"]*"|"(?=[^"]*$))+)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    """open, close, AND, OR, NOT, word, or the name of a field."""
    value: str
    at: int


def parse(text: str) -> Scope:
    """The scope that a text writes. Raises QueryError, with the place, for what cannot be read."""
    tokens = _tokens(text)
    if not tokens:
        return EVERYTHING
    if len(tokens) > _MOST:
        raise QueryError(f"The scope is too long: {len(tokens)} terms, {_MOST} at most.", tokens[_MOST].at)
    parser = _Parser(tokens, len(text))
    found = parser.alternatives(0)
    if parser.peek() is not None:
        raise QueryError("There is a “)” without its “(”.", tokens[parser.position].at)
    return found


def write(scope: Scope) -> str:
    """The text that `parse` reads as this scope. Groups of none or one are written as what they mean."""
    return "" if scope == EVERYTHING else _write(scope, 0)


def as_query(written: str) -> str:
    """The query that search reads as this written scope: that of a saved search itself, without the marks around it."""
    try:
        found = parse(written)
    except QueryError:
        return written
    return found.query if isinstance(found, s.Matching) else written


def narrowed(query: str) -> tuple[Scope, str]:
    """What a search query says of grades and of what the investigator said (`grade:` and `is:`, with or without NOT, beside
    the rest), and the query without it: no index knows of these. A query with such a field within OR or parentheses, where
    it is no condition on the whole, raises QueryError; one without any is left as it is."""
    try:
        tokens = _tokens(query)
    except QueryError:
        return EVERYTHING, query
    if not any(token.kind in _OF_PEOPLE for token in tokens):
        return EVERYTHING, query
    parts: list[Scope] = []
    kept, depth, last = [], 0, 0
    for place, token in enumerate(tokens):
        depth += (token.kind == "open") - (token.kind == "close")
        if token.kind not in _OF_PEOPLE:
            continue
        beside = {tokens[at].kind for at in (place - 1, place + 1) if 0 <= at < len(tokens)}
        if depth or "OR" in beside:
            raise QueryError(
                f"{token.kind}: narrows the whole search. Write it beside the other words, outside ( ) and OR.", token.at
            )
        denied = place > 0 and tokens[place - 1].kind == "NOT"
        first = place - 1 if denied else place
        if first > 0 and tokens[first - 1].kind == "AND":
            first -= 1
        condition = _atom(token)
        parts.append(s.Not(condition) if denied else condition)
        kept.append(query[last : tokens[first].at])
        last = tokens[place + 1].at if place + 1 < len(tokens) else len(query)
        if not "".join(kept).strip() and query[last:].startswith("AND"):
            last += len("AND")
    kept.append(query[last:])
    return (parts[0] if len(parts) == 1 else s.And(tuple(parts))), " ".join("".join(kept).split())


def name_free(scope: Scope, entity: Callable[[str], Scope], speaker: Callable[[str], Scope]) -> Scope:
    """The scope with each `entity:` and `speaker:` replaced by what these functions make of its value."""
    match scope:
        case s.And(parts) | s.Or(parts):
            return type(scope)(tuple(name_free(part, entity, speaker) for part in parts))
        case s.Not(part):
            return s.Not(name_free(part, entity, speaker))
        case s.OfEntity(value):
            return entity(value)
        case s.BySpeaker(value):
            return speaker(value)
        case _:
            return scope


def _tokens(text: str) -> list[_Token]:
    tokens = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise QueryError("A quotation mark is opened and not closed.", position)
        if match["field"]:
            tokens.append(_Token(match["field"], _value(match), position))
        elif match["operator"]:
            tokens.append(_Token(match["operator"], match["operator"], position))
        elif match.lastgroup in ("open", "close", "word"):
            tokens.append(_Token(match.lastgroup, match[0], position))
        position = match.end()
    return tokens


def _value(match: re.Match[str]) -> str:
    value = match["value"]
    if value.startswith('"'):
        value = re.sub(r"\\(.)", r"\1", value[1:-1], flags=re.DOTALL)
    if not value.strip():
        raise QueryError(f"After {match['field']}: something must follow.", match.end())
    return value


class _Parser:
    def __init__(self, tokens: list[_Token], end: int) -> None:
        self._tokens = tokens
        self._end = end
        self.position = 0

    def peek(self) -> _Token | None:
        return self._tokens[self.position] if self.position < len(self._tokens) else None

    def alternatives(self, depth: int) -> Scope:
        """What stands between ORs."""
        parts = [self._conjunction(depth)]
        while (token := self.peek()) and token.kind == "OR":
            self.position += 1
            parts.append(self._conjunction(depth))
        return parts[0] if len(parts) == 1 else s.Or(tuple(parts))

    def _conjunction(self, depth: int) -> Scope:
        parts = [self._condition(depth)]
        while (token := self.peek()) and token.kind not in ("OR", "close"):
            if token.kind == "AND":
                self.position += 1
            parts.append(self._condition(depth))
        return parts[0] if len(parts) == 1 else s.And(tuple(parts))

    def _condition(self, depth: int) -> Scope:
        token = self.peek()
        if token is None or token.kind in ("AND", "OR", "close"):
            where = token.at if token else self._end
            raise QueryError("A condition is missing here. Write a word, or a field such as outlet:Herald.", where)
        if depth > _DEEPEST:
            raise QueryError("The scope is nested too deeply.", token.at)
        self.position += 1
        if token.kind == "NOT":
            return s.Not(self._condition(depth + 1))
        if token.kind == "open":
            inside = self.alternatives(depth + 1)
            closing = self.peek()
            if closing is None:
                raise QueryError("There is a “(” without its “)”.", token.at)
            self.position += 1
            return inside
        if token.kind == "word":
            return self._search(token)
        return _atom(token)

    def _search(self, token: _Token) -> Scope:
        words = [token.value]
        while (following := self.peek()) and following.kind == "word":
            words.append(following.value)
            self.position += 1
        return EVERYTHING if words == ["*"] else s.Matching(" ".join(words))


def _atom(token: _Token) -> Scope:
    value = token.value
    match token.kind:
        case "entity":
            return s.OfEntity(value)
        case "outlet":
            return s.OfOutlet(value)
        case "speaker":
            return s.BySpeaker(value)
        case "tag":
            return s.Tagged(value)
        case "query":
            return s.Matching(value)
        case "grade":
            if value.casefold() == "none":
                return s.Graded("")
            if _GRADE.fullmatch(value.upper()) is None:
                raise QueryError(f"“{value}” is not a grade. Write A to F, 1 to 6, both as in B2, or none.", token.at)
            return s.Graded(value.upper())
        case "is":
            sign = value.casefold()
            if sign == "undecided":
                return s.Not(s.Marked("decided"))
            if sign not in s.SIGNS:
                raise QueryError(f"After is: one of {', '.join(s.SIGNS)} or undecided must follow, not “{value}”.", token.at)
            return s.Marked(sign)
        case "article":
            number = value[1:] if value[:1] in "Ss" else value
            if not number.isascii() or not number.isdigit() or len(number) > 9:
                raise QueryError(f"“{value}” is not an article. Write its number, such as article:S4.", token.at)
            return s.InArticle(int(number))
        case _:
            try:
                return s.during(value)
            except ValueError as error:
                raise QueryError(f"{error}.", token.at) from None


def _write(scope: Scope, tightness: int) -> str:
    match scope:
        case s.Everything():
            return "*"
        case s.And(parts) | s.Or(parts):
            if not parts:
                return "*" if isinstance(scope, s.And) else "NOT *"
            if len(parts) == 1:
                return _write(parts[0], tightness)
            own, word = (2, " AND ") if isinstance(scope, s.And) else (1, " OR ")
            text = word.join(_write(part, own + 1 if type(part) is type(scope) else own) for part in parts)
            return f"({text})" if own < tightness else text
        case s.Not(part):
            return f"NOT {_write(part, 3)}"
        case s.OfEntity(value):
            return f"entity:{_quoted(value)}"
        case s.OfOutlet(value):
            return f"outlet:{_quoted(value)}"
        case s.BySpeaker(value):
            return f"speaker:{_quoted(value)}"
        case s.Tagged(value):
            return f"tag:{_quoted(value)}"
        case s.Graded(grade):
            return f"grade:{grade or 'none'}"
        case s.Marked(sign):
            return f"is:{sign}"
        case s.InArticle(number):
            return f"article:S{number}"
        case s.During(earliest, latest):
            return f"date:{earliest or '..'}/{latest or '..'}"
        case s.Matching(query):
            return query if _reads_as_one_search(query) else f"query:{_always_quoted(query)}"
    raise TypeError(f"not a scope: {scope!r}")


def _reads_as_one_search(query: str) -> bool:
    try:
        tokens = _tokens(query)
    except QueryError:
        return False
    words = [token.value for token in tokens]
    # An unclosed quotation mark would swallow what is written after it.
    closed = query.count('"') % 2 == 0
    return (
        bool(tokens)
        and closed
        and all(token.kind == "word" for token in tokens)
        and " ".join(words) == query
        and query != "*"
    )


def _quoted(value: str) -> str:
    return value if re.fullmatch(r"[\w.\-]+", value) else _always_quoted(value)


def _always_quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
