"""Reads a query as it was meant: unclosed quotes and brackets, dangling and lower-case operators are mended and said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casefile.errors import QueryError

LONGEST = 4_000
"""Code points of a query."""
MOST_WORDS = 500
DEEPEST = 50
"""Parentheses within parentheses."""

_TOKEN = re.compile(r'"[^"]*"?(?:~\d+)?|[\[{][^\]}"()]*[\]}]|[()]|\s+|[^\s()"]+')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | {"\u3000": " ", "（": "(", "）": ")", "\x00": " "})
_JOINING = frozenset({"AND", "OR", "ANDNOT", "ANDMAYBE", "REQUIRE"})
_OPERATORS = _JOINING | {"NOT"}
_SIGNS = {"&&": "AND", "||": "OR", "&": "AND", "|": "OR"}
_SPACED_NUMBER = re.compile(r"(?<![\S])\d{1,3}(?: \d{3})+(?=[\s)]|$)")
_UNREADABLE = re.compile("[\x01-\x08\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Tidied:
    text: str
    corrections: tuple[str, ...]
    """What was read as meant, one sentence each."""


@dataclass(slots=True)
class _Token:
    text: str
    start: int
    space: bool
    """Whether white space stands before it."""


def tidy(text: str, fields: frozenset[str] = frozenset()) -> Tidied:
    """The query with its slips mended. Raises QueryError for one that is too long, too deep, has too many words or one of
    these fields with nothing after it."""
    if len(text) > LONGEST:
        raise QueryError(f"This query is too broad: it is longer than {LONGEST:,} characters; shorten it.", LONGEST)
    notes: list[str] = []
    text = _UNREADABLE.sub(" ", text.translate(_QUOTES))
    if '"' not in text:
        text = _SPACED_NUMBER.sub(r'"\g<0>"', text)
    tokens = _tokens(text, notes)
    tokens = _fields(tokens, fields, notes)
    tokens = _drop_dangling(_close(_operators(tokens, notes), notes), notes)
    return Tidied(_written(tokens), tuple(dict.fromkeys(notes)))


def _tokens(text: str, notes: list[str]) -> list[_Token]:
    tokens: list[_Token] = []
    space = False
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token.isspace():
            space = True
            continue
        if token[0] == '"' and '"' not in token[1:]:
            notes.append(f"The quote at character {match.start() + 1} is not closed; it was read as closed at the end.")
            token = f'{token.rstrip()}"'
        if token.strip('"'):
            tokens.append(_Token(token, match.start(), space))
        space = False
    if len(tokens) > MOST_WORDS:
        raise QueryError(
            f"This query is too broad: it has {len(tokens):,} words and signs, more than {MOST_WORDS}; shorten it.",
            tokens[MOST_WORDS].start,
        )
    return tokens


def _fields(tokens: list[_Token], fields: frozenset[str], notes: list[str]) -> list[_Token]:
    """A field belongs to what comes after it, also after a blank."""
    for index, token in enumerate(tokens):
        name = token.text[:-1]
        if token.text[-1] != ":" or name not in fields:
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is None or following.text == ")" or following.text in _OPERATORS:
            raise QueryError(
                f"At character {token.start + 1}: there is nothing after “{token.text}”; write for example {name}:x, "
                f"or “{name}” to search for the word.",
                token.start,
            )
        if following.space:
            notes.append(f"“{token.text} {following.text}” was read as {token.text}{following.text}.")
            following.space = False
    return tokens


def _operators(tokens: list[_Token], notes: list[str]) -> list[_Token]:
    """Lower-case operators between words, and a minus for NOT, become operators."""
    found: list[_Token] = []
    for index, token in enumerate(tokens):
        if token.text in _SIGNS:
            notes.append(f"“{token.text}” was read as {_SIGNS[token.text]}.")
            token.text = _SIGNS[token.text]
        upper = token.text.upper()
        between = bool(found) and index + 1 < len(tokens) and found[-1].text != "(" and tokens[index + 1].text != ")"
        if token.text in ("and", "or", "not") and between and (found[-1].text not in _OPERATORS or token.text == "not"):
            notes.append(f"“{token.text}” between words was read as {upper}; put it in quotes to search for the word.")
            token.text = upper
        minus = len(token.text) > 1 and token.text[0] == "-" and (token.text[1].isalnum() or token.text[1] in "=(")
        if minus and (token.space or not found or found[-1].text == "("):
            notes.append("“-” before a word was read as NOT.")
            found.append(_Token("NOT", token.start, token.space))
            token = _Token(token.text[1:], token.start + 1, True)
        found.append(token)
    return found


def _close(tokens: list[_Token], notes: list[str]) -> list[_Token]:
    """Parentheses that match."""
    kept: list[_Token] = []
    opened: list[_Token] = []
    for token in tokens:
        if token.text == "(":
            opened.append(token)
            if len(opened) > DEEPEST:
                raise QueryError(
                    f"This query is too broad: its parentheses are more than {DEEPEST} deep; take some away.", token.start
                )
        elif token.text == ")":
            if not opened:
                notes.append(f"The closing parenthesis at character {token.start + 1} closes nothing; it was left out.")
                continue
            opened.pop()
        kept.append(token)
    for token in reversed(opened):
        notes.append(f"The parenthesis at character {token.start + 1} is not closed; it was read as closed at the end.")
        kept.append(_Token(")", token.start, False))
    return kept


def _drop_dangling(tokens: list[_Token], notes: list[str]) -> list[_Token]:
    """No operator without something on each side that it needs, and no empty parentheses. Repeats until nothing changes,
    at most once for each token."""
    while True:
        for index, token in enumerate(tokens):
            before = tokens[index - 1].text if index else "("
            after = tokens[index + 1].text if index + 1 < len(tokens) else ")"
            if token.text == "(" and after == ")":
                del tokens[index : index + 2]
                break
            dangling = (token.text in _JOINING and (before == "(" or before in _OPERATORS)) or (
                token.text in _OPERATORS and (after == ")" or (token.text == "NOT" and after in _OPERATORS))
            )
            if dangling:
                notes.append(f"{token.text} at character {token.start + 1} joins nothing; it was left out.")
                del tokens[index]
                break
        else:
            return tokens


def _written(tokens: list[_Token]) -> str:
    parts: list[str] = []
    previous = ""
    for token in tokens:
        if parts and (token.space or token.text in _OPERATORS or previous in _OPERATORS):
            parts.append(" ")
        parts.append(token.text)
        previous = token.text
    return "".join(parts)
