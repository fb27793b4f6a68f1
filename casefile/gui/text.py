"""Text between the case and Qt: the only place that converts offsets, and how names and dates are put into sentences.

The case counts Unicode code points, Qt counts UTF-16 units: a character outside the basic plane (an emoji, a rare kanji)
is one of the former and two of the latter.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt

from casefile.domain import edtf
from casefile.domain.articles import Basis, Publication
from casefile.domain.rows import ArticleRow

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})
_EMBEDDINGS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# One character for one, so that offsets hold. A document takes line feeds and some noncharacters for its own structure.
_SHOWN = {
    0x0A: "\u2028",
    0x0D: "\u2028",
    0x2029: "\u2028",
    0x0B: "\u2028",
    0x0C: "\u2028",
    0xFFFC: "\ufffd",
    0xFDD0: "\ufffd",
    0xFDD1: "\ufffd",
    0xFFFE: "\ufffd",
    0xFFFF: "\ufffd",
    0x7F: "\u2421",
    **{code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A, 0x0B, 0x0C, 0x0D)},
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}


class Offsets:
    """Converts offsets of one text, both ways, in logarithmic time. Offsets beyond the end come out at the end."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._wide = () if text.isascii() else tuple(i for i, character in enumerate(text) if ord(character) > 0xFFFF)
        self._wide_qt = tuple(place + before for before, place in enumerate(self._wide))

    def to_qt(self, point: int) -> int:
        """UTF-16 offset of a code point offset."""
        point = max(0, min(point, self._length))
        return point + bisect_left(self._wide, point)

    def to_text(self, unit: int) -> int:
        """Code point offset of a UTF-16 offset; the middle of a pair belongs to its character."""
        unit = max(0, unit)
        before = bisect_right(self._wide_qt, unit - 1)
        if before and self._wide_qt[before - 1] == unit - 1:
            return self._wide[before - 1]
        return min(unit - before, self._length)


def text_units(text: str, start: int, length: int) -> str:
    """The stretch of a text that Qt gives as start and length in UTF-16 units."""
    offsets = Offsets(text)
    return text[offsets.to_text(start) : offsets.to_text(start + length)]


def isolate(name: str) -> str:
    """A name for use inside a sentence: isolated when it has right-to-left characters, so that the rest keeps its order."""
    if name.isascii():
        return name
    if any(character in _EMBEDDINGS for character in name):
        name = "".join(character for character in name if character not in _EMBEDDINGS)
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in name):
        return f"{_FIRST_STRONG_ISOLATE}{name}{_POP_ISOLATE}"
    return name


def tr(words: str) -> str:
    """The words of the window's frame in the language of the person at the keyboard."""
    return QCoreApplication.translate("CaseFile", words)


def caption(words: str) -> str:
    """Words for a button or menu: an ampersand stands for itself, not for a key."""
    return words.replace("&", "&&")


def shown(text: str) -> str:
    """Text as a Qt document may hold it, character for character: line ends become line separators, and what would start
    a block, reorder the line or could not be drawn becomes visible."""
    return text.translate(_SHOWN)


def one_line(text: str, most: int = 0) -> str:
    """The text on one line, white space collapsed; cut with an ellipsis after `most` characters if given."""
    line = " ".join(text.split())
    return line if not most or len(line) <= most else line[: most - 1].rstrip() + "…"


def opening(row: ArticleRow) -> str:
    """What an article without a title is called: the first words of its text, in quotation marks; else its number."""
    words = one_line(row.opening, 90)
    return isolate(f"“{words}”") if words else tr("Untitled article {}").format(row.id)


def write_dates(style: str) -> None:
    """How `date_words` writes from now on: words ("22 Jun 2024"), iso ("2024-06-22") or system (as its locale does)."""
    _Dates.style = style


class _Dates:
    style = "words"


def date_words(text: str | None) -> str:
    """An EDTF date in words of the chosen style; as it stands if it is none, "undated" for None.

    Only whole days are written differently: a month, a season or an uncertain date has no other form that says as much.
    """
    if not text:
        return tr("undated")
    try:
        date = edtf.parse(text)
    except ValueError:
        return text
    if _Dates.style != "words" and _DAY.fullmatch(text):
        return text if _Dates.style == "iso" else QLocale().toString(QDate.fromString(text, Qt.DateFormat.ISODate))
    return date.worded(tr)


def published_words(published: Publication) -> str:
    """Publication date with its standing: "22 Jun 2024", "~ Oct 2024 inferred", "not before Jun 2023" or "between
    Jun 2023 and 2030" where only what the text tells of bounds it, "undated"."""
    if not published.edtf:
        return tr("undated")
    if edtf.open_in_words(published.edtf):
        bound = date_words(published.edtf.strip("./"))
        return (tr("not after {}") if published.edtf.startswith(("..", "/")) else tr("not before {}")).format(bound)
    words = date_words(published.edtf)
    if published.basis is Basis.TEXT and "/" in published.edtf:
        first, _, last = published.edtf.partition("/")
        return tr("between {} and {}").format(date_words(first), date_words(last))
    if published.basis in (Basis.GIVEN, Basis.METADATA):
        return words
    return tr("~ {} inferred").format(words)


def count(number: int, noun: str, plural: str = "") -> str:
    """ "1 event", "3 events", "12,345 entities"."""
    return tr(f"{{}} {noun}" if number == 1 else f"{{}} {plural or noun + 's'}").format(f"{number:,}")


def colour_words(colour: str) -> str:
    """A colour of tags by its name; "" is the one that follows from the tag's own words."""
    names = {
        "red": tr("red"),
        "orange": tr("orange"),
        "gold": tr("gold"),
        "green": tr("green"),
        "teal": tr("teal"),
        "blue": tr("blue"),
        "violet": tr("violet"),
        "pink": tr("pink"),
        "grey": tr("grey"),
    }
    return names.get(colour, tr("as its words have it"))
