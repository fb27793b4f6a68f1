"""What a name sounds like, whatever script it is written in: its consonants, as far as scripts tell them alike.

Katakana by the Hepburn romanisation, Cyrillic by ISO 9 without its marks. Japanese has one sound for l and r, and one for b
and v: these are one here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from casefile.resolve.keys import bare

_ROWS = {
    "": "アイウエオァィゥェォ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソ", "z": "ザジズゼゾ",
    "t": "タチツテト", "d": "ダヂヅデド", "n": "ナニヌネノン", "h": "ハヒフヘホ", "b": "バビブベボヴ", "p": "パピプペポ",
    "m": "マミムメモ", "y": "ヤユヨャュョ", "r": "ラリルレロ", "w": "ワヲ",
}  # fmt: skip
_KANA = {kana: sound for sound, row in _ROWS.items() for kana in row}
_CYRILLIC = {
    **dict(zip("абвгдезиклмнопрстуфэ", "abvgdeziklmnoprstufe", strict=True)),
    "ж": "z", "й": "i", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "u", "я": "a", "і": "i", "ї": "i",
    "є": "e", "ґ": "g",
}  # fmt: skip
_RUN = re.compile(r"[ァ-ヴー]{3,}|[а-яёіїєґА-ЯЁІЇЄҐ]{3,}(?: [а-яёіїєґА-ЯЁІЇЄҐ]+)*")
_SAME = (
    ("sch", "s"), ("sh", "s"), ("ch", "t"), ("ts", "t"), ("th", "t"), ("ph", "h"), ("f", "h"), ("ck", "k"), ("qu", "k"),
    ("x", "ks"), ("c", "k"), ("q", "k"), ("l", "r"), ("v", "b"), ("j", "z"),
)  # fmt: skip
_LEAST = 4


@lru_cache(maxsize=1 << 15)
def skeleton(name: str) -> str:
    """The consonants of a Latin, katakana or Cyrillic name; "" where there are too few to tell anything."""
    if name.isascii() or bare(name).isascii():
        sounds = re.sub(r"[^a-z]", "", bare(name).casefold())
    else:
        run = _RUN.search(name)
        if run is None:
            return ""
        words = run[0].casefold()
        sounds = "".join(_KANA.get(letter, _CYRILLIC.get(letter, "")) for letter in words)
    for written, heard in _SAME:
        sounds = sounds.replace(written, heard)
    found = re.sub(r"[aeiouyw]", "", sounds)
    # An r before another consonant is a long vowel in Japanese, and doubled letters are one.
    found = re.sub(r"(.)\1+", r"\1", found)
    return found if len(found) >= _LEAST else ""
