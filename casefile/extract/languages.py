"""Which language a text is in, by its commonest words and scripts."""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE = 2500
_WORD = re.compile(r"[^\W\d_]+")

# Scripts that mean one language here, by code point ranges.
_SCRIPTS = (
    ("ja", "\u3040", "\u30ff"), ("ko", "\uac00", "\ud7a3"), ("zh", "\u4e00", "\u9fff"), ("ar", "\u0600", "\u06ff"),
    ("he", "\u0590", "\u05ff"), ("ru", "\u0400", "\u04ff"), ("el", "\u0370", "\u03ff"), ("th", "\u0e00", "\u0e7f"),
    ("hi", "\u0900", "\u097f"), ("ka", "\u10a0", "\u10ff"), ("hy", "\u0530", "\u058f"),
)  # fmt: skip

UNSPACED = frozenset(["ja", "zh", "th"])
"""Languages that set no spaces between words."""
DECIMAL_COMMA = frozenset("de fr es it pt nl sv da pl cs fi tr hu ro id vi ru uk el".split())
"""Languages that write 1.200 for a thousand and two hundred, and 1,2 for one and a fifth."""

# Some of the commonest words of languages in Latin script; words of several languages are left out where they would mislead.
_COMMON = {
    "en": """the of and to in that is was for it with as his on be at by had not are but from or have an they
        which were said this has will a i he she we you who its their her been after about when would could did do does
        no there what out up if more than over into some says these those before during my our your him them being""",
    "de": """der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus
        er hat dass nach wird bei""",
    "fr": """le la les des et un une du dans est que pour qui sur pas plus par avec au sont ce il ne se aux été
        cette mais ont ses""",
    "es": """el la los las de que y en un una por con para del se su al como más pero sus lo ha este entre desde
        fue son también""",
    "it": """il di che la e un una per non sono del della dei con nel alla gli più anche ha si dal le è come ma
        stato questo delle""",
    "pt": """o a os as de que e do da em um uma para com não por mais dos das no na ao se foi como mas são ele sua
        pelo pela também""",
    "nl": """de het een van en in op te dat die is voor met zijn niet aan er om ook als maar door bij naar uit
        heeft werd wordt dit""",
    "sv": """och i att det som en på är av för med den till inte har de ett om var från men kan vid sig så ska
        efter under""",
    "da": """og i at det som en på er af for med den til ikke har de et om var fra men kan ved sig så skal efter
        under blev""",
    "pl": """w i z na do nie się że jest to o jak ale po od za przez dla są był tym oraz być tego jego które
        został""",
    "cs": """a v se na je že do s o z to i ve za by jsou pro ale jako po k byl které podle od tak při""",
    "fi": """ja on ei se että oli hän joka mutta ovat kun myös niin kuin ole sekä vain jo mukaan sen tai""",
    "tr": """ve bir bu da de için ile olarak çok daha olan gibi en kadar sonra ise ne var ancak olduğu dedi""",
    "hu": """a az és hogy nem is egy de meg volt van már csak mint azt ki ez el még ha""",
    "ro": """de și în a la cu pe nu care o din că este au mai pentru fost prin sau după""",
    "id": """yang dan di dengan untuk dari pada ini itu dalam tidak akan telah oleh juga ke sebagai adalah karena
        mereka""",
    "vi": """và của là có được cho không trong với người những các này một đã khi để từ đến như""",
}  # fmt: skip
_WORDS_OF: dict[str, list[str]] = {}
for _code, _list in _COMMON.items():
    for _word in _list.split():
        _WORDS_OF.setdefault(_word, []).append(_code)
# Letters that few languages write. They say little by themselves, since names carry them into any text.
_LETTERS = {
    "ß": "de", "ä": "de sv fi", "ö": "de sv fi tr hu", "ü": "de tr hu", "ñ": "es", "¿": "es", "¡": "es", "ã": "pt",
    "õ": "pt", "ç": "fr pt tr", "è": "fr it", "ê": "fr pt vi", "œ": "fr", "à": "fr it pt", "ò": "it", "ì": "it", "ł": "pl",
    "ą": "pl", "ę": "pl", "ś": "pl", "ż": "pl", "ź": "pl", "ř": "cs", "ě": "cs", "ů": "cs", "ő": "hu", "ű": "hu",
    "ă": "ro vi", "ș": "ro", "ț": "ro", "ş": "tr ro", "ţ": "ro", "ı": "tr", "ğ": "tr", "å": "sv da", "ø": "da", "æ": "da",
    "đ": "vi", "ơ": "vi", "ư": "vi",
}  # fmt: skip
_LETTERS_OF = {letter: codes.split() for letter, codes in _LETTERS.items()}
_PREFERRED = "en"
_EVIDENCE, _ALONE = 2.0, 1.7
"""A text is in a language other than English only on so much evidence: two words of its own, or more that it shares; a
little less where no word is English."""
_MARGIN = 1.2
_LETTERS_AT_MOST = 1.0


def guess(text: str) -> str:
    """ISO 639-1 code; English where nothing tells."""
    sample = text[:_SAMPLE]
    scripts: Counter[str] = Counter()
    for character in "" if sample.isascii() else sample:
        if character > "\u036f":
            for code, low, high in _SCRIPTS:
                if low <= character <= high:
                    scripts[code] += 1
                    break
    foreign = scripts.total()
    if foreign and foreign * 3 > sum(map(str.isalpha, sample)):
        # Kana is Japanese however much Han stands beside it.
        if scripts["ja"] * 12 > foreign:
            return "ja"
        code = max(scripts, key=lambda one: (scripts[one], one))
        return "uk" if code == "ru" and any(letter in "іїєґІЇЄҐ" for letter in sample) else code
    return _by_words(sample)


def _by_words(sample: str) -> str:
    """The language whose commonest words a sample in Latin script has. A word counts by how few languages it belongs to, so
    that "a" and "de" decide nothing; a word that is repeated counts less each time. Where the evidence is thin it is
    English: a short headline is rather read by the rules that there are than not at all."""
    counts = Counter(map(str.casefold, _WORD.findall(sample)))
    votes: dict[str, float] = {}
    kinds: Counter[str] = Counter()
    for word, count in counts.items():
        codes = _WORDS_OF.get(word, ())
        for code in codes:
            # The square root of how often: twelve times "de" is not twelve words.
            votes[code] = votes.get(code, 0.0) + count**0.5 / len(codes) ** 0.5
            kinds[code] += 1
    letters: Counter[str] = Counter()
    for letter in set() if sample.isascii() else set(sample.casefold()):
        for code in _LETTERS_OF.get(letter, ()):
            letters[code] += 1
    for code in votes:
        votes[code] += min(_LETTERS_AT_MOST, letters[code] / 2)
    if not votes:
        return _PREFERRED
    best = max(votes, key=lambda one: (votes[one], one == _PREFERRED, one))
    thin = votes[best] < (_EVIDENCE if _PREFERRED in votes else _ALONE) or kinds[best] < 2
    return _PREFERRED if thin or votes[best] <= _MARGIN * votes.get(_PREFERRED, 0.0) else best
