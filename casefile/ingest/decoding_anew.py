"""A stored original read again in the encoding that somebody says it is in."""

from __future__ import annotations

import codecs

from casefile.errors import UserError
from casefile.ingest.child import ParserChild
from casefile.ingest.decode import LINE_END
from casefile.ingest.found import Found

_PLAIN = ("text/plain", "text/markdown")


def text_as(content: bytes, media_type: str, name: str, encoding: str) -> str:
    """The article text of these bytes, read in this encoding; bytes it does not have become U+FFFD.

    Raises UserError for an encoding nobody knows, and for a format that says itself how it is encoded.
    """
    try:
        words = content.decode(encoding, "replace")
    except (LookupError, ValueError):
        raise UserError(
            f"“{encoding}” is no encoding that is known. Try one such as utf-8, windows-1252, windows-1251, shift_jis, "
            "euc-jp, gb18030, big5 or euc-kr."
        ) from None
    if not isinstance(words, str):
        raise UserError(f"“{encoding}” does not make text of bytes. Try one such as utf-8 or windows-1252.")
    if media_type in _PLAIN:
        return LINE_END.sub("\n", words.removeprefix("\ufeff"))
    if media_type != "text/html":
        raise UserError(
            "Only plain text, Markdown and saved pages are read in an encoding; correct the text itself instead."
        )
    with ParserChild() as child:
        for item in child.items("html", codecs.BOM_UTF8 + words.encode("utf-8", "replace"), name):
            if isinstance(item, Found):
                return item.text
    raise UserError(f"Read as {encoding}, the page has no article text; nothing was changed.")
