"""Makes resources/fonts from the Noto packages of Debian: `python tools/subset_fonts.py FOLDER`.

Run once by a person, never by the program. FOLDER is where the distribution keeps its fonts (below it truetype/noto and
opentype/noto). Needs fontTools (development only) and the packages fonts-noto-core and
fonts-noto-cjk. Latin faces are copied as they are; the others are cut down to what names and quotations need. At the end
it writes coverage.txt, the code points that each family can show, which the typesetter asks so that it never prints a
missing glyph.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent.parent / "resources" / "fonts"
WHOLE = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSans-Italic.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansHebrew-Bold.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansArmenian-Regular.ttf",
    "NotoSansGeorgian-Regular.ttf",
)
MONO = frozenset(range(0x20, 0x7F)) | {0xA0, 0xB6, 0x2026}
SYMBOLS = frozenset(itertools.chain(range(0x2190, 0x2200), range(0x2300, 0x2400), range(0x2460, 0x27C0)))


def cjk() -> frozenset[int]:
    """What JIS X 0208, KS X 1001, GB 2312 and the first plane of Big5 encode, found by asking Python's codecs."""
    found = set(range(0x3000, 0x3100)) | set(range(0xFF01, 0xFFEF)) | {0x2014, 0x2015, 0x2018, 0x2019, 0x201C, 0x201D}
    for codec, lead in (("euc_jp", range(0xA1, 0xF5)), ("euc_kr", range(0xB0, 0xC9)), ("gb2312", range(0xB0, 0xF8))):
        for row, cell in itertools.product(lead, range(0xA1, 0xFF)):
            found.update(map(ord, bytes((row, cell)).decode(codec, "ignore")))
    for row, cell in itertools.product(range(0xA4, 0xC7), itertools.chain(range(0x40, 0x7F), range(0xA1, 0xFF))):
        found.update(map(ord, bytes((row, cell)).decode("big5", "ignore")))
    return frozenset(found)


def cut(source: Path, target: Path, points: frozenset[int], number: int = -1) -> None:
    """Writes the face of `source` with only these code points; face `number` of a collection."""
    options = subset.Options(
        font_number=number, layout_features=[], hinting=False, desubroutinize=False, name_IDs=["*"], notdef_outline=True
    )
    font = subset.load_font(str(source), options)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=points)
    worker.subset(font)
    subset.save_font(font, str(target), options)


def coverage(folder: Path) -> str:
    """A line a family: its name, a tab, the code points that all its faces have, "0020-007E 00A0-00AC"."""
    families: dict[str, set[int]] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix in (".ttf", ".otf"):
            font = TTFont(path)
            points = set(font.getBestCmap())
            family = font["name"].getDebugName(1)
            families[family] = families.get(family, points) & points
    return "".join(f"{family}\t{' '.join(ranges(points))}\n" for family, points in sorted(families.items()))


def ranges(points: set[int]) -> Iterator[str]:
    """Runs of consecutive numbers, in hexadecimal."""
    for _, run in itertools.groupby(enumerate(sorted(points)), lambda pair: pair[1] - pair[0]):
        numbers = [point for _, point in run]
        yield f"{numbers[0]:04X}-{numbers[-1]:04X}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fonts", type=Path, help="the distribution's folder of fonts")
    root: Path = parser.parse_args().fonts
    latin = root / "truetype" / "noto"
    HERE.mkdir(parents=True, exist_ok=True)
    for name in WHOLE:
        shutil.copyfile(latin / name, HERE / name)
    cut(latin / "NotoSansMono-Regular.ttf", HERE / "NotoSansMono-Regular-subset.ttf", MONO)
    cut(latin / "NotoSansSymbols2-Regular.ttf", HERE / "NotoSansSymbols2-Regular-subset.ttf", SYMBOLS)
    collection = root / "opentype" / "noto" / "NotoSansCJK-Regular.ttc"
    cut(collection, HERE / "NotoSansCJKjp-Regular-subset.otf", cjk(), number=0)
    (HERE / "coverage.txt").write_text(coverage(HERE), encoding="ascii")


if __name__ == "__main__":
    main()
